package ui

import (
	"bearings/internal/people"
	"bearings/internal/round"
)

// Where a round is set up, opened and closed.
const (
	NewRoundPattern        = RoundsPattern + "/new"
	RoundNamePattern       = RoundPattern + "/set-up/name"
	RoundFrameworkPattern  = RoundPattern + "/set-up/framework"
	RoundStrandsPattern    = RoundPattern + "/set-up/who"
	RoundAgenciesPattern   = RoundPattern + "/set-up/agencies"
	RoundNumbersPattern    = RoundPattern + "/set-up/numbers"
	RoundDatesPattern      = RoundPattern + "/set-up/dates"
	RoundThresholdsPattern = RoundPattern + "/set-up/thresholds"
	RoundPagesPattern      = RoundPattern + "/set-up/pages"
	AgreePagesPattern      = RoundPattern + "/agencies/{agency}/agree"
	RoundForecastPattern   = RoundPattern + "/forecast"
	RoundOpenPattern       = RoundPattern + "/open"
	RoundRemindPattern     = RoundPattern + "/remind"
	RoundExtendPattern     = RoundPattern + "/extend"
	RoundClosePattern      = RoundPattern + "/close"
	RoundAgainPattern      = RoundPattern + "/again"
	RoundRemovePattern     = RoundPattern + "/remove"
)

// setUpPart is the part of a round's address below which it is set up.
const setUpPart = "set-up"

// What the fields of these forms are called; those of agencies have the agency's id
// behind them, those of dates the part of the date.
const (
	FieldWho      = "who"
	FieldForm     = "form-"
	FieldOpens    = "opens"
	FieldCloses   = "closes"
	FieldAtLeast  = "at-least"
	FieldComments = "comments"
	FieldPages    = "pages"
	FieldAgree    = "agree"
	FieldStandard = "standard"
	FieldInvited  = "invited-"
	FormAway      = "away"
	DateDay       = "-day"
	DateMonth     = "-month"
	DateYear      = "-year"
	yesValue      = "yes"
)

// FieldOfForm is the field of the form of an agency's return, FieldOfStaff of how many
// of its staff are invited at a level.
func FieldOfForm(id people.AgencyID) string { return FieldForm + string(id) }

func FieldOfStaff(id people.AgencyID, level string) string {
	return FieldInvited + level + "-" + string(id)
}

// AgreePagesURL is where an agency agrees that members see its page.
func AgreePagesURL(r round.Round, id people.AgencyID) string {
	return RoundURL(r, AgenciesPart, string(id), "agree")
}
