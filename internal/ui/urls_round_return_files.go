package ui

import (
	"bearings/internal/people"
	"bearings/internal/round"
)

// Where the returns of a round are as a whole: their list, their paper, earlier text,
// offers, and showing all of them. {of} is an agency whose return anybody in the
// partnership may ask for.
const (
	ReturnListPattern = RoundPattern + "/returns"
	RevealPattern     = ReturnListPattern + "/reveal"
	ReturnReadPattern = ReturnListPattern + "/{of}/read"

	ownReturnPattern       = ReturnListPattern + "/{agency}"
	ReturnPrintPattern     = ownReturnPattern + "/print"
	ReturnWordPattern      = ownReturnPattern + "/" + returnWordPart
	ReturnPlainPattern     = ownReturnPattern + "/" + returnPlainPart
	ReturnFormPattern      = ownReturnPattern + "/" + returnFormPart
	EarlierPattern         = ownReturnPattern + "/earlier"
	EarlierBringPattern    = EarlierPattern + "/bring"
	EarlierPastePattern    = EarlierPattern + "/paste"
	EarlierDocumentPattern = EarlierPattern + "/document"
	EarlierPartsPattern    = EarlierPattern + "/parts"
	EarlierUsePattern      = EarlierPattern + "/use"
	EarlierRemovePattern   = EarlierPattern + "/remove"
	ReturnOfferPattern     = ownReturnPattern + "/offer"

	returnWordPart  = "return.docx"
	returnPlainPart = "return.txt"
	returnFormPart  = "form.docx"
)

// What the fields of these forms are called.
const (
	FieldEarlier     = "earlier" // the id of an earlier text
	FieldVersion     = "version" // of the answer as its author saw it, 0 for none
	FieldFrom        = "from"    // the round whose texts are brought in
	FieldQuestion    = "item"
	FieldSource      = "source"
	FieldEarlierText = "text"
	FieldOffered     = "offered" // "yes", or empty to take an offer back
)

// FieldPart is the choice for a question, FieldPassage the text and FieldPassageName
// the name of a document's part, n from 1.
func FieldPart(item string) string     { return "part." + item }
func FieldPassage(n string) string     { return "passage." + n }
func FieldPassageName(n string) string { return "name." + n }

// ReturnsURL is the list of a round's returns, or a part of it.
func ReturnsURL(r round.Round, part ...string) string {
	return RoundURL(r, append([]string{"returns"}, part...)...)
}

// AgencyReturnURL is an agency's return, or a part of it.
func AgencyReturnURL(r round.Round, agency people.AgencyID, part ...string) string {
	return ReturnsURL(r, append([]string{string(agency)}, part...)...)
}

// EarlierURL is the page of earlier text, or a part of it.
func EarlierURL(r round.Round, agency people.AgencyID, part ...string) string {
	return AgencyReturnURL(r, agency, append([]string{"earlier"}, part...)...)
}
