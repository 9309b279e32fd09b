package e2e_test

import (
	"strings"

	"bearings/internal/people"
	"bearings/internal/ui"
)

// send is the button by which the first form of a page is sent.
const send = "main form button[type=submit]"

const (
	coordinator = who(people.Coordinator)
	lead        = who(people.AgencyLead)
	contributor = who(people.Contributor)
	scrutineer  = who(people.Scrutineer)
)

// peopleStates are the pages of partnerships: as those see them who may do most and
// least there, and with what has to be put right.
func peopleStates(h house) []state {
	w := h.world
	north := ui.PartnershipURL(string(w.North.ID))
	part := func(parts ...string) string { return ui.PartnershipURL(string(w.North.ID), parts...) }
	council := ui.AgencyURL(w.North.ID, w.Council.ID)
	somebody := ui.PersonURL(w.North.ID, w.People[people.Contributor].ID)
	long := strings.Repeat("L", 200)
	return []state{
		{route: "Partnerships", name: "coordinator", path: ui.PartnershipsPath, as: coordinator},
		{route: "Partnerships", name: "guest", path: ui.PartnershipsPath, as: guest},
		{route: "Partnerships", name: "by-code", path: ui.PartnershipsPath, as: weak},
		{route: "Partnerships", name: "nobody", path: ui.PartnershipsPath},
		{route: "NewPartnership", name: "fresh", path: ui.NewPartnershipPath, as: coordinator},
		{route: "StartPartnership", name: "empty", path: ui.NewPartnershipPath, as: coordinator, press: send, status: 422},
		{route: "StartPartnership", name: "long-name", path: ui.NewPartnershipPath, as: coordinator, fill: map[string]string{ui.FieldName: long}, press: send},
		{route: "Partnership", name: "coordinator", path: north, as: coordinator},
		{route: "Partnership", name: "scrutineer", path: north, as: scrutineer},
		{route: "Partnership", name: "by-code", path: north, as: weak, status: 403},
		{route: "Partnership", name: "elsewhere", path: north, as: elsewhere, status: 404},
		{route: "PartnershipName", name: "fresh", path: part("name"), as: coordinator},
		{route: "RenamePartnership", name: "empty", path: part("name"), as: coordinator, fill: map[string]string{ui.FieldName: ""}, press: send, status: 422},
		{route: "NewAgency", name: "fresh", path: part("agencies", "new"), as: coordinator},
		{route: "AddAgency", name: "empty", path: part("agencies", "new"), as: coordinator, press: send, status: 422},
		{route: "AddAgency", name: "no-kind", path: part("agencies", "new"), as: coordinator, fill: map[string]string{ui.FieldName: "B"}, press: send, status: 422},
		{route: "AddAgency", name: "added", path: part("agencies", "new"), as: coordinator, fill: map[string]string{ui.FieldName: long, ui.FieldKind: "health"}, press: send},
		{route: "Joining", name: "fresh", path: part("agencies", "joining"), as: coordinator},
		{route: "OfferJoining", name: "code", path: part("agencies", "joining"), as: coordinator, press: send},
		{route: "Agency", name: "lead", path: council, as: lead},
		{route: "Agency", name: "contributor", path: council, as: contributor},
		{route: "Agency", name: "nobody-yet", path: ui.AgencyURL(w.North.ID, w.School.ID), as: coordinator},
		{route: "AgencyForm", name: "change", path: ui.AgencyURL(w.North.ID, w.School.ID, "change"), as: coordinator},
		{route: "ChangeAgency", name: "shared", path: ui.AgencyURL(w.North.ID, w.Council.ID, "change"), as: coordinator, press: send, status: 422},
		{route: "AgencyLeave", name: "fresh", path: ui.AgencyURL(w.North.ID, w.Police.ID, "leave"), as: coordinator},
		{route: "RemoveAgency", name: "left", path: ui.AgencyURL(w.North.ID, w.Police.ID, "leave"), as: coordinator, press: send},
		{route: "AgencyJoin", name: "fresh", path: ui.AgencyURL(w.North.ID, w.Council.ID, "join"), as: lead},
		{route: "JoinPartnership", name: "wrong-code", path: ui.AgencyURL(w.North.ID, w.Council.ID, "join"), as: lead, press: send, status: 422},
		{route: "People", name: "coordinator", path: part("people"), as: coordinator},
		{route: "People", name: "lead", path: part("people"), as: lead},
		{route: "Invite", name: "coordinator", path: part("people", "invite"), as: coordinator},
		{route: "Invite", name: "lead", path: part("people", "invite"), as: lead},
		{route: "Invited", name: "empty", path: part("people", "invite"), as: coordinator, press: send, status: 422},
		{route: "Invited", name: "no-agency", path: part("people", "invite"), as: coordinator, press: send, status: 422,
			fill: map[string]string{ui.FieldName: "B", ui.FieldEmail: "b@b.tst", ui.FieldGiven: string(people.AgencyLead)}},
		{route: "Invited", name: "invited", path: part("people", "invite"), as: coordinator, press: send,
			fill: map[string]string{ui.FieldName: long, ui.FieldEmail: "l@b.tst", ui.FieldGiven: string(people.Scrutineer)}},
		{route: "Person", name: "coordinator", path: somebody, as: coordinator},
		{route: "Person", name: "lead", path: somebody, as: lead},
		{route: "GiveRole", name: "none", path: somebody, as: coordinator, press: "main form[action$=give] button", status: 422},
		{route: "TakeRole", name: "last-coordinator", path: ui.PersonURL(w.North.ID, w.People[people.Coordinator].ID), as: coordinator, press: send, status: 422},
		{route: "PersonCode", name: "code", path: somebody, as: coordinator, press: "main form[action$=code] button"},
		{route: "Trail", name: "scrutineer", path: part("trail"), as: scrutineer},
		{route: "Trail", name: "older", path: part("trail") + "?before=3", as: coordinator},
	}
}
