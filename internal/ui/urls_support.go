package ui

import (
	"bearings/internal/people"
)

// Where statements of support are read, written and decided on.
const (
	SupportPath            = "/support"
	SupportListPattern     = PartnershipPattern + "/support"
	SupportDecidePattern   = SupportListPattern + "/{statement}"
	SupportOwnPattern      = AgencyPattern + "/support"
	SupportTakeDownPattern = SupportOwnPattern + "/take-down"
	supportPart            = "support"
	FieldSpeaks            = "speaks"
	FieldSaid              = "said"
	FieldThing             = "thing"
	FieldCheck             = "check"
	FieldCheckYear         = "check-year"
	FieldReason            = "reason"
)

// SupportListURL is where a coordinator decides on statements, SupportDecideURL on
// one of them.
func SupportListURL(id people.PartnershipID) string { return partnership(id, supportPart) }

func SupportDecideURL(id people.PartnershipID, statement string) string {
	return partnership(id, supportPart, statement)
}

// SupportOwnURL is where an agency's statement is written.
func SupportOwnURL(id people.PartnershipID, agency people.AgencyID, part ...string) string {
	return AgencyURL(id, agency, append([]string{supportPart}, part...)...)
}
