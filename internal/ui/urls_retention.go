package ui

// RetentionPath is the page about what is kept, and how long.
const RetentionPath = "/retention"
