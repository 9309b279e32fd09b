package people_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/people"
)

func TestAPartnershipIsSeenByThoseInItAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		view, err := d.View(d.ctx, d.north(people.Contributor), d.world.North.ID)
		ok(t, err)
		if len(view.Agencies) != 3 || len(view.People) != len(people.Roles) || len(view.Coordinators()) != 1 || len(view.Of(d.world.Council.ID)) != 2 {
			t.Errorf("the north has %d agencies and %d people", len(view.Agencies), len(view.People))
		}
		for _, p := range view.People {
			for _, other := range d.world.Others {
				if p.ID == other.ID {
					t.Errorf("the north shows %s of the south", p.Name)
				}
			}
		}
		for name, v := range map[string]people.Viewer{"somebody of the south": d.south(people.Coordinator), "a guest": d.as(d.world.Guest), "nobody": {}} {
			if _, err := d.View(d.ctx, v, d.world.North.ID); err == nil {
				t.Errorf("%s sees the north", name)
			} else {
				refuses(t, err, "people.missing")
			}
		}
		weak := d.north(people.Coordinator)
		weak.Strong = false
		_, err = d.View(d.ctx, weak, d.world.North.ID)
		refuses(t, err, "people.missing")
		_, err = d.View(d.ctx, d.north(people.Coordinator), "nothing")
		refuses(t, err, "people.missing")
	})
}

func TestSomebodySeesTheirOwnPartnerships(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := d.north(people.Coordinator)
		id, err := d.StartPartnership(d.ctx, who, "An  other")
		ok(t, err)
		d.newest(id, string(who.Account.ID), deed.RoleGiven, "role", "coordinator")
		mine, err := d.Mine(d.ctx, d.as(who.Account))
		ok(t, err)
		if len(mine) != 2 || mine[0].Name != "An other" || len(mine[0].Grants) != 1 || mine[1].ID != d.world.North.ID {
			t.Errorf("they have %+v", mine)
		}
		if mine, err := d.Mine(d.ctx, d.as(d.world.Guest)); err != nil || len(mine) != 0 {
			t.Errorf("a guest has %v, %v", mine, err)
		}
		_, err = d.Mine(d.ctx, people.Viewer{})
		refuses(t, err, "people.missing")
		for _, role := range people.Roles[1:] {
			_, err := d.StartPartnership(d.ctx, d.north(role), "Mine")
			refuses(t, err, "people.missing")
		}
		_, err = d.StartPartnership(d.ctx, who, "\u200b")
		refuses(t, err, "people.name-needed")
	})
}

// Each use case of those who manage is closed to everybody else, whatever the page
// before it let through.
func TestOnlyCoordinatorsManage(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north, somebody := d.world.North.ID, d.world.People[people.Contributor].ID
		uses := map[string]func(v people.Viewer) error{
			"rename": func(v people.Viewer) error { return d.RenamePartnership(d.ctx, v, north, "Other") },
			"add":    func(v people.Viewer) error { _, err := d.AddAgency(d.ctx, v, north, "X", "police"); return err },
			"remove": func(v people.Viewer) error { return d.RemoveAgency(d.ctx, v, north, d.world.Police.ID) },
			"change": func(v people.Viewer) error { return d.ChangeAgency(d.ctx, v, north, d.world.School.ID, "Y", "school") },
			"offer":  func(v people.Viewer) error { _, err := d.OfferJoining(d.ctx, v, north); return err },
			"code":   func(v people.Viewer) error { _, err := d.MakeJoiningCode(d.ctx, v, north, somebody); return err },
			"give":   func(v people.Viewer) error { return d.GiveRole(d.ctx, v, north, somebody, people.Coordinator, "") },
			"take": func(v people.Viewer) error {
				return d.TakeRole(d.ctx, v, north, d.world.People[people.Facilitator].ID, d.grant(north, d.world.People[people.Facilitator].ID, people.Facilitator))
			},
			"invite": func(v people.Viewer) error {
				_, err := d.Invite(d.ctx, v, north, people.Invitation{Name: "X", Email: "x@example.org", Role: people.Scrutineer})
				return err
			},
		}
		weak := d.north(people.Coordinator)
		weak.Strong = false
		viewers := []people.Viewer{{}, d.as(d.world.Guest), weak, d.south(people.Coordinator), d.south(people.AgencyLead)}
		for _, role := range people.Roles[1:] {
			viewers = append(viewers, d.north(role))
		}
		before := len(d.did(north))
		for name, use := range uses {
			for _, v := range viewers {
				if err := use(v); err == nil {
					t.Errorf("%s: %s may", name, v.Account.Name)
				} else {
					refuses(t, err, "people.missing")
				}
			}
		}
		if after := len(d.did(north)); after != before {
			t.Errorf("%d deeds of those who may not", after-before)
		}
		for name, use := range uses {
			if err := use(d.north(people.Coordinator)); err != nil {
				t.Errorf("%s: a coordinator may not: %v", name, err)
			}
		}
	})
}

func TestAnAgencysNameIsThereOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := d.north(people.Coordinator)
		id, err := d.AddAgency(d.ctx, who, d.world.North.ID, " Café  Straße\u200e ", "school")
		ok(t, err)
		d.newest(d.world.North.ID, string(who.Account.ID), deed.AgencyAdded, "agency", string(id))
		a, _, err := d.Store.Read(d.ctx).Agency(id)
		if ok(t, err); a.Name != "Café Straße" || a.Kind != "school" || !a.Since.Equal(d.now) {
			t.Errorf("it is %+v", a)
		}
		for _, same := range []string{"Café Straße", "CAFÉ STRASSE", "cafe\u0301 strasse", "Ｃafé Straße", "Ca\u200dfé Straße", "\tcafé\u00a0straße"} {
			_, err := d.AddAgency(d.ctx, who, d.world.North.ID, same, "council")
			refuses(t, err, "people.agency-there")
		}
		for _, other := range []string{"Cafe Strasse", "Café Straße 2", "کافه\u200cها", "警察", strings.Repeat("é", 200)} {
			if _, err := d.AddAgency(d.ctx, who, d.world.North.ID, other, "council"); err != nil {
				t.Errorf("%q: %v", other, err)
			}
		}
		_, err = d.AddAgency(d.ctx, who, d.world.North.ID, strings.Repeat("é", 201), "council")
		refuses(t, err, "people.name-long")
		_, err = d.AddAgency(d.ctx, who, d.world.North.ID, "New", "zoo")
		refuses(t, err, "people.kind-needed")
		_, err = d.AddAgency(d.ctx, d.south(people.Coordinator), d.world.South.ID, "Café Straße", "school")
		ok(t, err) // another partnership has names of its own
		refuses(t, d.ChangeAgency(d.ctx, who, d.world.North.ID, d.world.School.ID, "café strasse", "school"), "people.agency-there")
		ok(t, d.ChangeAgency(d.ctx, who, d.world.North.ID, id, "CAFÉ STRASSE", "council")) // its own name in other letters
	})
}

func TestASharedAgencyIsChangedByItsLead(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north, south := d.world.North.ID, d.world.South.ID
		change := func(v people.Viewer, name string) error {
			return d.ChangeAgency(d.ctx, v, north, d.world.Council.ID, name, "council")
		}
		refuses(t, change(d.north(people.Coordinator), "Ours"), "people.agency-shared")
		refuses(t, change(d.south(people.AgencyLead), "Ours"), "people.missing") // its lead, but not here
		_, err := d.AddAgency(d.ctx, d.south(people.Coordinator), south, "Secret Service", "police")
		ok(t, err)
		refuses(t, change(d.north(people.AgencyLead), "secret service"), "people.agency-there-too")
		ok(t, change(d.north(people.AgencyLead), "New Council"))
		lead := string(d.world.People[people.AgencyLead].ID)
		d.newest(north, lead, deed.AgencyChanged, "agency", string(d.world.Council.ID))
		d.newest(south, lead, deed.AgencyChanged, "agency", string(d.world.Council.ID))
		refuses(t, d.ChangeAgency(d.ctx, d.north(people.AgencyLead), north, d.world.Police.ID, "Ours", "police"), "people.missing")
		// An agency of another partnership is not there.
		id, err := d.AddAgency(d.ctx, d.south(people.Coordinator), south, "Far School", "school")
		ok(t, err)
		refuses(t, d.ChangeAgency(d.ctx, d.north(people.Coordinator), north, id, "Ours", "school"), "people.missing")
		refuses(t, d.RemoveAgency(d.ctx, d.north(people.Coordinator), north, id), "people.missing")
	})
}

func TestAnAgencyLeavesWithItsRoles(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north := d.world.North.ID
		lead, helper := d.world.People[people.AgencyLead], d.world.People[people.Contributor]
		ok(t, d.GiveRole(d.ctx, d.north(people.Coordinator), north, helper.ID, people.Scrutineer, ""))
		ok(t, d.RemoveAgency(d.ctx, d.north(people.Coordinator), north, d.world.Council.ID))
		d.newest(north, string(d.world.People[people.Coordinator].ID), deed.AgencyLeft, "agency", string(d.world.Council.ID))
		if _, there := d.person(north, lead.ID); there {
			t.Error("its lead is still there")
		}
		if strong, weak := d.isIn(lead.ID); strong || weak {
			t.Error("its lead, who has no role any more, is signed in")
		}
		if p, _ := d.person(north, helper.ID); len(p.Grants) != 1 {
			t.Errorf("its helper has %v", p.Grants)
		}
		if strong, _ := d.isIn(helper.ID); !strong {
			t.Error("somebody with another role is signed out")
		}
		if p, _ := d.person(d.world.South.ID, d.world.Others[people.AgencyLead].ID); len(p.Grants) != 1 {
			t.Error("its lead in the south has lost their role")
		}
		ok(t, d.RemoveAgency(d.ctx, d.north(people.Coordinator), north, d.world.Police.ID))
		if _, there, err := d.Store.Read(d.ctx).Agency(d.world.Police.ID); err != nil || there {
			t.Error("an agency without a partnership is kept")
		}
		refuses(t, d.RemoveAgency(d.ctx, d.north(people.Coordinator), north, d.world.Police.ID), "people.missing")
	})
}

func TestAnAgencyJoinsAnotherPartnership(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north, south := d.world.North.ID, d.world.South.ID
		coordinator, lead := d.north(people.Coordinator), d.world.People[people.AgencyLead]
		ok(t, d.GiveRole(d.ctx, coordinator, north, lead.ID, people.AgencyLead, d.world.Police.ID))
		code, err := d.OfferJoining(d.ctx, d.south(people.Coordinator), south)
		ok(t, err)
		d.newest(south, string(d.world.Others[people.Coordinator].ID), deed.JoiningOffered)
		join := func(v people.Viewer, agency people.AgencyID) error {
			to, err := d.JoinPartnership(d.ctx, v, north, agency, code)
			if err == nil && to != south {
				t.Errorf("it leads to %s", to)
			}
			return err
		}
		refuses(t, join(coordinator, d.world.Police.ID), "people.missing") // who does not lead it
		refuses(t, join(d.north(people.Contributor), d.world.Council.ID), "people.missing")
		refuses(t, join(d.as(lead), d.world.School.ID), "people.missing")
		refuses(t, join(d.as(lead), d.world.Council.ID), "people.agency-in")
		_, err = d.AddAgency(d.ctx, d.south(people.Coordinator), south, "NORTHSHIRE POLICE", "police")
		ok(t, err)
		refuses(t, join(d.as(lead), d.world.Police.ID), "people.agency-there")
		view, err := d.View(d.ctx, d.south(people.Coordinator), south)
		ok(t, err)
		twin := view.Agencies[slices.IndexFunc(view.Agencies, func(a people.Agency) bool { return a.Kind == "police" })]
		ok(t, d.RemoveAgency(d.ctx, d.south(people.Coordinator), south, twin.ID))
		ok(t, join(d.as(lead), d.world.Police.ID)) // what was refused did not use the code up
		d.newest(south, string(lead.ID), deed.RoleGiven, "account", string(lead.ID), "role", "agency-lead", "agency", string(d.world.Police.ID))
		if p, _ := d.person(south, lead.ID); !p.Has(people.AgencyLead, d.world.Police.ID) || p.Has(people.AgencyLead, d.world.Council.ID) {
			t.Errorf("there they have %v", p.Grants)
		}
		ok(t, d.GiveRole(d.ctx, coordinator, north, lead.ID, people.AgencyLead, d.world.School.ID))
		refuses(t, join(d.as(lead), d.world.School.ID), "people.code-wrong") // it is used up
	})
}

func TestACodeForAnAgencyEnds(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		third, err := d.StartPartnership(d.ctx, d.south(people.Coordinator), "Third")
		ok(t, err)
		code, err := d.OfferJoining(d.ctx, d.south(people.Coordinator), third)
		ok(t, err)
		d.now = d.now.Add(people.JoiningLasts)
		_, err = d.JoinPartnership(d.ctx, d.north(people.AgencyLead), d.world.North.ID, d.world.Council.ID, code)
		refuses(t, err, "people.code-wrong")
		d.now = d.now.Add(-time.Second)
		_, err = d.JoinPartnership(d.ctx, d.north(people.AgencyLead), d.world.North.ID, d.world.Council.ID, code)
		ok(t, err)
	})
}

func TestAPartnershipIsRenamed(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := d.north(people.Coordinator)
		ok(t, d.RenamePartnership(d.ctx, who, d.world.North.ID, "Nort\u0301hshire\r\nBcc: all"))
		d.newest(d.world.North.ID, string(who.Account.ID), deed.PartnershipRenamed)
		if view, err := d.View(d.ctx, who, d.world.North.ID); err != nil || view.Name != "Nort\u0301hshire Bcc: all" {
			t.Errorf("it is called %q, %v", view.Name, err)
		}
		refuses(t, d.RenamePartnership(d.ctx, who, d.world.North.ID, " \u2028 "), "people.name-needed")
	})
}
