package signin

// Keyed is what is kept of a code.
var Keyed = keyed
