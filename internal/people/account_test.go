package people_test

import (
	"testing"

	"bearings/internal/deed"
	"bearings/internal/people"
)

func TestAnAccountIsErased(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north := d.world.North.ID
		who := d.world.People[people.Facilitator]
		_, err := d.MakeJoiningCode(d.ctx, d.north(people.Coordinator), north, who.ID)
		ok(t, err)
		d.addKey(who.ID)
		ok(t, d.EraseAccount(d.ctx, d.as(who)))
		d.newest(north, string(who.ID), deed.RoleTaken, "account", string(who.ID), "role", "facilitator")
		d.newest("", string(who.ID), deed.AccountErased, "account", string(who.ID))
		if _, there, err := d.Store.Read(d.ctx).Account(who.ID); err != nil || there {
			t.Errorf("the account is there: %v", err)
		}
		if _, there := d.person(north, who.ID); there {
			t.Error("they have a role still")
		}
		if strong, weak := d.isIn(who.ID); strong || weak {
			t.Error("they are signed in")
		}
		if deeds, err := d.Store.Read(d.ctx).DeedsOf(who.ID); err != nil || len(deeds) != 3 {
			t.Errorf("of their deeds %d are left, %v", len(deeds), err)
		}
		id, err := d.Invite(d.ctx, d.north(people.Coordinator), north, people.Invitation{Name: "A", Email: who.Email, Role: people.Facilitator})
		if ok(t, err); id == who.ID {
			t.Error("the erased account came back")
		}
		refuses(t, d.EraseAccount(d.ctx, people.Viewer{}), "people.missing")
	})
}

func TestTheLastCoordinatorIsNotErased(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := d.world.People[people.Coordinator]
		alone, err := d.StartPartnership(d.ctx, d.as(who), "Nobody else")
		ok(t, err)
		refuses(t, d.EraseAccount(d.ctx, d.as(who)), "people.last-coordinator")
		for _, e := range d.did(d.world.North.ID) {
			if e.Kind == deed.RoleTaken {
				t.Error("what was refused stands in the trail")
			}
		}
		ok(t, d.GiveRole(d.ctx, d.as(who), d.world.North.ID, d.world.People[people.Facilitator].ID, people.Coordinator, ""))
		ok(t, d.EraseAccount(d.ctx, d.as(who)))
		d.newest(alone, string(who.ID), deed.RoleTaken, "role", "coordinator")
	})
}

func TestSomebodyTakesAwayWhatIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		lead := d.world.People[people.AgencyLead]
		_, err := d.Invite(d.ctx, d.as(lead), d.world.North.ID, invitation(people.Contributor, d.world.Council.ID))
		ok(t, err)
		kept, err := d.ExportAccount(d.ctx, d.as(lead))
		ok(t, err)
		if kept.Account != lead || len(kept.Roles) != 1 || kept.Roles[0].PartnershipName != d.world.North.Name || kept.Roles[0].AgencyName != d.world.Council.Name {
			t.Errorf("it is %+v", kept)
		}
		if len(kept.Deeds) != 2 || kept.Deeds[0].Kind != deed.PersonInvited || kept.Deeds[1].Kind != deed.RoleGiven {
			t.Errorf("they did %+v", kept.Deeds)
		}
		d.newest("", string(lead.ID), deed.AccountExported)
		if kept, err := d.ExportAccount(d.ctx, d.as(d.world.Guest)); err != nil || kept.Account != d.world.Guest || kept.Roles != nil || kept.Deeds != nil {
			t.Errorf("of a guest: %+v, %v", kept, err)
		}
		_, err = d.ExportAccount(d.ctx, people.Viewer{})
		refuses(t, err, "people.missing")
	})
}

func TestSomebodyLockedOutIsLetInAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := d.world.People[people.Coordinator]
		d.addKey(who.ID)
		name, code, err := d.ResetAccount(d.ctx, "NIA.coordinator@Example.org")
		if ok(t, err); name != who.Name || !d.opens(code) {
			t.Errorf("%q is let in: %v", name, d.opens(code))
		}
		if p, _ := d.person(d.world.North.ID, who.ID); p.HasWay || !p.Has(people.Coordinator, "") {
			t.Errorf("they are %+v", p)
		}
		if strong, weak := d.isIn(who.ID); strong || weak {
			t.Error("a session is left")
		}
		d.newest(d.world.North.ID, deed.AtTheServer, deed.AccountReset, "account", string(who.ID))
		_, again, err := d.ResetAccount(d.ctx, who.Email)
		if ok(t, err); d.opens(code) || !d.opens(again) {
			t.Error("the code before opens, or the new one does not")
		}
		_, _, err = d.ResetAccount(d.ctx, d.world.Guest.Email)
		ok(t, err)
		d.newest("", deed.AtTheServer, deed.AccountReset, "account", string(d.world.Guest.ID))
		_, _, err = d.ResetAccount(d.ctx, "nobody@example.org")
		refuses(t, err, "people.no-account")
	})
}

func TestSomebodyChangesTheirName(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := d.as(d.world.Guest)
		ok(t, d.Rename(d.ctx, who, "Gwenllïan  ap\u202eOwen"))
		if a, _, err := d.Store.Read(d.ctx).Account(who.Account.ID); err != nil || a.Name != "Gwenllïan apOwen" || a.Email != who.Account.Email {
			t.Errorf("they are %+v, %v", a, err)
		}
		d.newest("", string(who.Account.ID), deed.PersonChanged)
		refuses(t, d.Rename(d.ctx, who, "\u200d"), "people.name-needed")
		refuses(t, d.Rename(d.ctx, people.Viewer{}, "X"), "people.missing")
	})
}
