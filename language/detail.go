package language

// detail is an identifying detail in a text.
type detail struct {
	// detector is one of Detectors.
	detector string
	// start and end are bytes of the text.
	start, end int
	// sure says that a check digit or the words around it confirm it; otherwise it
	// is a gentle hint.
	sure bool
}

// Detectors are the identifying details that can be found.
var Detectors = []string{
	"nhs-number", "upn", "national-insurance", "postcode", "phone", "email",
	"date-of-birth", "vehicle", "address", "social-handle", "name",
}
