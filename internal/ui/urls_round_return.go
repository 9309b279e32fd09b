package ui

import (
	"bearings/internal/people"
	"bearings/internal/round"
)

// Where an agency's return is written.
const (
	ReturnsPattern      = RoundPattern + "/returns"
	ReturnPattern       = ReturnsPattern + "/{agency}"
	ReturnSignPattern   = ReturnPattern + "/sign"
	ReturnReopenPattern = ReturnPattern + "/reopen"
	ReturnPartPattern   = ReturnPattern + "/{part}"
	ReturnBothPattern   = ReturnPartPattern + "/both/{item}"
	ReturnNotesPattern  = ReturnPartPattern + "/notes/{item}"
)

// ReturnURL is the page of an agency's return, or of a part of it.
func ReturnURL(r round.Round, agency people.AgencyID, part ...string) string {
	return RoundURL(r, append([]string{"returns", string(agency)}, part...)...)
}

// What the fields of these forms are called.
const (
	FieldsWords     = "words-" // how the names of boxes begin
	FieldLooked     = "looked"
	FieldKeep       = "keep"
	FieldSeen       = "seen"
	FieldBase       = "base"
	FieldAbout      = "about"
	FieldNote       = "note"
	FieldSignedRole = "signed-role"
	FieldConfirm    = "confirm"
	FieldSettled    = "settled"
)

// BoxOwn is the box in which one text is written out of two, BoxAsk the one for a
// question in the margin, and BoxReply that for an answer to one.
const (
	BoxOwn   = FieldsWords + "own"
	BoxAsk   = FieldsWords + "ask"
	BoxReply = FieldsWords + "reply"
)

// The fields of an item: what is written or chosen, which version it began from, and
// which answer beside it a page goes on with.
func FieldWrittenOf(item string) string { return FieldsWords + item }
func FieldPlace(item string) string     { return "place-" + item }
func FieldBaseOf(item string) string    { return "base-" + item }
func FieldBeside(item string) string    { return "beside-" + item }

// What a button of the page of a part asks for, beside StepDone.
const (
	StepStay = "stay" // save, and stay on the page
	StepOn   = "on"   // save, and go on to the next part
)
