package ui

import "bearings/internal/round"

// Where other evidence is. Below "evidence" a piece has its id, and a principle its.
const (
	RoundEvidencePattern  = RoundPattern + "/evidence"
	MissingDataPattern    = RoundEvidencePattern + "/missing-data"
	AddEvidencePattern    = RoundEvidencePattern + "/{principle}/add"
	ChangeEvidencePattern = RoundEvidencePattern + "/{piece}/change"
	RemoveEvidencePattern = RoundEvidencePattern + "/{piece}/remove"
)

// The fields of the forms of other evidence. Those of characteristics begin with
// FieldMissingData.
const (
	FieldEvidenceKind   = "kind"
	FieldEvidenceSource = "source"
	FieldEvidenceMonth  = "month"
	FieldEvidenceYear   = "year"
	FieldEvidenceShows  = "shows"
	FieldEvidenceCannot = "cannot"
	FieldMissingOver    = "over"
	FieldMissingUnder   = "under"
	FieldMissingDone    = "done-about-it"
	FieldMissingData    = "data-"
)

// RoundEvidenceURL is the page of other evidence, or of a part of it.
func RoundEvidenceURL(r round.Round, part ...string) string {
	return RoundURL(r, append([]string{"evidence"}, part...)...)
}
