package ui

import "bearings/internal/people"

// Where a partnership and its parts are.
const (
	NewPartnershipPath   = PartnershipsPath + "/new"
	PartnershipPattern   = PartnershipsPath + "/{partnership}"
	PartnershipNamePart  = "name"
	AgenciesPart         = "agencies"
	NewAgencyPattern     = PartnershipPattern + "/agencies/new"
	JoiningPattern       = PartnershipPattern + "/agencies/joining"
	AgencyPattern        = PartnershipPattern + "/agencies/{agency}"
	AgencyChangePattern  = AgencyPattern + "/change"
	AgencyLeavePattern   = AgencyPattern + "/leave"
	AgencyJoinPattern    = AgencyPattern + "/join"
	PeoplePattern        = PartnershipPattern + "/people"
	InvitePattern        = PeoplePattern + "/invite"
	PersonPattern        = PeoplePattern + "/{account}"
	GiveRolePattern      = PersonPattern + "/give"
	TakeRolePattern      = PersonPattern + "/take"
	PersonCodePattern    = PersonPattern + "/code"
	TrailPattern         = PartnershipPattern + "/trail"
	PartnershipNameRoute = PartnershipPattern + "/name"
)

// What the fields of these forms are called, and what the address of the trail
// may say.
const (
	FieldKind   = "kind"
	FieldGiven  = "role"
	FieldAgency = "agency"
	FieldGrant  = "grant"
	FieldDone   = "done"
	FieldBefore = "before"
)

// partnership is the address of a partnership, or of a part of it.
func partnership(id people.PartnershipID, part ...string) string {
	return PartnershipURL(string(id), part...)
}

// AgencyURL is the page of an agency in a partnership, or of a part of it.
func AgencyURL(id people.PartnershipID, agency people.AgencyID, part ...string) string {
	return partnership(id, append([]string{AgenciesPart, string(agency)}, part...)...)
}

// PersonURL is the page of somebody in a partnership, or of a part of it.
func PersonURL(id people.PartnershipID, account people.AccountID, part ...string) string {
	return partnership(id, append([]string{"people", string(account)}, part...)...)
}
