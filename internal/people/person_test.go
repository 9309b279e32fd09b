package people_test

import (
	"strings"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/people"
)

// invitation is to somebody whom nobody knows yet.
func invitation(role people.Role, agency people.AgencyID) people.Invitation {
	return people.Invitation{Name: "Ada New", Email: "ada.new@example.org", Role: role, Agency: agency}
}

func TestSomebodyNewIsInvited(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := d.north(people.Coordinator)
		id, err := d.Invite(d.ctx, who, d.world.North.ID, invitation(people.AgencyLead, d.world.Police.ID))
		ok(t, err)
		p, _ := d.person(d.world.North.ID, id)
		if p.Name != "Ada New" || p.Email != "ada.new@example.org" || p.HasWay || !p.Has(people.AgencyLead, d.world.Police.ID) || len(p.Grants) != 1 {
			t.Errorf("they are %+v", p)
		}
		d.newest(d.world.North.ID, string(who.Account.ID), deed.RoleGiven, "account", string(id), "role", "agency-lead", "agency", string(d.world.Police.ID))
		if second := d.did(d.world.North.ID)[1]; second.Kind != deed.PersonInvited || second.Of("account") != string(id) {
			t.Errorf("before it: %+v", second)
		}
		for _, e := range d.did(d.world.North.ID) {
			for _, s := range e.About {
				if strings.Contains(s.ID, "Ada") || strings.Contains(s.ID, "@") {
					t.Errorf("the trail holds %v", s)
				}
			}
		}
		_, err = d.Invite(d.ctx, who, d.world.North.ID, invitation(people.AgencyLead, d.world.Police.ID))
		refuses(t, err, "people.has-role")
		if sent := d.work(); sent != 1 {
			t.Errorf("%d messages are sent", sent)
		}
	})
}

func TestWhoHasAnAccountKeepsTheirName(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		sol := d.world.Others[people.Contributor]
		id, err := d.Invite(d.ctx, d.north(people.Coordinator), d.world.North.ID,
			people.Invitation{Name: "Somebody Else", Email: strings.ToUpper(sol.Email), Role: people.Facilitator})
		ok(t, err)
		if p, _ := d.person(d.world.North.ID, id); id != sol.ID || p.Name != sol.Name || p.Email != sol.Email || len(p.Grants) != 1 {
			t.Errorf("they are %+v", p)
		}
		if p, _ := d.person(d.world.South.ID, id); len(p.Grants) != 1 || p.Grants[0].Role != people.Contributor {
			t.Errorf("in the south they have %v", p.Grants)
		}
		if strong, weak := d.isIn(id); !strong || !weak {
			t.Error("a role that needs no more than a code ended a session")
		}
	})
}

func TestWhatAnInvitationNeeds(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		far, err := d.AddAgency(d.ctx, d.south(people.Coordinator), d.world.South.ID, "Far School", "school")
		ok(t, err)
		council := d.world.Council.ID
		for name, c := range map[string]struct {
			i    people.Invitation
			want string
		}{
			"no name":            {people.Invitation{Email: "a@b.org", Role: people.Scrutineer}, "people.name-needed"},
			"a long name":        {people.Invitation{Name: strings.Repeat("a", 201), Email: "a@b.org", Role: people.Scrutineer}, "people.name-long"},
			"no address":         {people.Invitation{Name: "A", Role: people.Scrutineer}, "people.email-form"},
			"two addresses":      {people.Invitation{Name: "A", Email: "a@b.org, c@d.org", Role: people.Scrutineer}, "people.email-form"},
			"a header":           {people.Invitation{Name: "A", Email: "a@b.org\r\nBcc: c@d.org", Role: people.Scrutineer}, "people.email-form"},
			"no role":            {people.Invitation{Name: "A", Email: "a@b.org"}, "people.role-needed"},
			"another role":       {people.Invitation{Name: "A", Email: "a@b.org", Role: "owner"}, "people.role-needed"},
			"no agency":          {people.Invitation{Name: "A", Email: "a@b.org", Role: people.Contributor}, "people.agency-needed"},
			"an agency too many": {people.Invitation{Name: "A", Email: "a@b.org", Role: people.Moderator, Agency: council}, "people.agency-not-needed"},
			"an agency far away": {people.Invitation{Name: "A", Email: "a@b.org", Role: people.Contributor, Agency: far}, "people.missing"},
			"no agency at all":   {people.Invitation{Name: "A", Email: "a@b.org", Role: people.Contributor, Agency: "x"}, "people.missing"},
		} {
			if _, err := d.Invite(d.ctx, d.north(people.Coordinator), d.world.North.ID, c.i); err == nil {
				t.Errorf("%s: it is taken", name)
			} else {
				refuses(t, err, c.want)
			}
		}
		if _, there, err := d.Store.Read(d.ctx).AccountWith("a@b.org"); err != nil || there {
			t.Errorf("an invitation that was refused made an account: %v", err)
		}
	})
}

func TestAnAgencysLeadInvitesContributorsOfTheirOwn(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north, lead := d.world.North.ID, d.north(people.AgencyLead)
		id, err := d.Invite(d.ctx, lead, north, invitation(people.Contributor, d.world.Council.ID))
		ok(t, err)
		for _, i := range []people.Invitation{invitation(people.Contributor, d.world.Police.ID), invitation(people.AgencyLead, d.world.Council.ID),
			invitation(people.Coordinator, ""), invitation(people.Scrutineer, "")} {
			_, err := d.Invite(d.ctx, lead, north, i)
			refuses(t, err, "people.missing")
			refuses(t, d.GiveRole(d.ctx, lead, north, id, i.Role, i.Agency), "people.missing")
		}
		_, err = d.Invite(d.ctx, lead, d.world.South.ID, invitation(people.Contributor, d.world.Council.ID))
		refuses(t, err, "people.missing") // their agency, but not where they lead it
		refuses(t, d.GiveRole(d.ctx, lead, north, d.world.Others[people.Facilitator].ID, people.Contributor, d.world.Council.ID), "people.missing")
		if _, err := d.Person(d.ctx, lead, north, id); err != nil {
			t.Errorf("a lead does not see whom they invited: %v", err)
		}
		_, err = d.Person(d.ctx, lead, north, d.world.People[people.Facilitator].ID)
		refuses(t, err, "people.missing")
		_, err = d.Person(d.ctx, d.north(people.Scrutineer), north, id)
		refuses(t, err, "people.missing")
		refuses(t, d.TakeRole(d.ctx, lead, north, lead.Account.ID, d.grant(north, lead.Account.ID, people.AgencyLead)), "people.missing")
		_, err = d.MakeJoiningCode(d.ctx, lead, north, id)
		refuses(t, err, "people.missing")
		ok(t, d.TakeRole(d.ctx, lead, north, id, d.grant(north, id, people.Contributor)))
		d.newest(north, string(lead.Account.ID), deed.RoleTaken, "account", string(id), "role", "contributor", "agency", string(d.world.Council.ID))
		if _, there := d.person(north, id); there {
			t.Error("they are still there")
		}
	})
}

func TestRolesAreTaken(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north, who := d.world.North.ID, d.north(people.Coordinator)
		scrutineer, sol := d.world.People[people.Scrutineer].ID, d.world.Others[people.Facilitator]
		take := func(in people.PartnershipID, from people.AccountID, grant string) error {
			return d.TakeRole(d.ctx, who, in, from, grant)
		}
		refuses(t, take(north, who.Account.ID, d.grant(north, who.Account.ID, people.Coordinator)), "people.last-coordinator")
		refuses(t, take(north, scrutineer, "nothing"), "people.missing")
		refuses(t, take(north, scrutineer, d.grant(d.world.South.ID, sol.ID, people.Facilitator)), "people.missing")
		refuses(t, take(d.world.South.ID, sol.ID, d.grant(d.world.South.ID, sol.ID, people.Facilitator)), "people.missing")
		refuses(t, take(north, sol.ID, d.grant(d.world.South.ID, sol.ID, people.Facilitator)), "people.missing")
		ok(t, d.GiveRole(d.ctx, who, north, scrutineer, people.Facilitator, ""))
		refuses(t, d.GiveRole(d.ctx, who, north, scrutineer, people.Facilitator, ""), "people.has-role")
		ok(t, take(north, scrutineer, d.grant(north, scrutineer, people.Scrutineer)))
		if strong, weak := d.isIn(scrutineer); !strong || !weak {
			t.Error("somebody with another role is signed out")
		}
		ok(t, take(north, scrutineer, d.grant(north, scrutineer, people.Facilitator)))
		if strong, weak := d.isIn(scrutineer); strong || weak {
			t.Error("somebody without a role is signed in")
		}
		// A role elsewhere keeps somebody signed in.
		_, err := d.Invite(d.ctx, who, north, people.Invitation{Name: "S", Email: sol.Email, Role: people.Scrutineer})
		ok(t, err)
		ok(t, take(north, sol.ID, d.grant(north, sol.ID, people.Scrutineer)))
		if strong, _ := d.isIn(sol.ID); !strong {
			t.Error("somebody with a role elsewhere is signed out")
		}
		// A second coordinator lets the first go, and they may then do nothing more.
		ok(t, d.GiveRole(d.ctx, who, north, d.world.People[people.Facilitator].ID, people.Coordinator, ""))
		ok(t, take(north, who.Account.ID, d.grant(north, who.Account.ID, people.Coordinator)))
		refuses(t, d.RenamePartnership(d.ctx, who, north, "Mine"), "people.missing")
	})
}

func TestARoleThatNeedsMoreEndsSessionsByCode(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		for role, want := range map[people.Role]bool{people.Coordinator: false, people.Moderator: false, people.Scrutineer: true} {
			who := d.world.People[people.Contributor]
			if want {
				who = d.world.People[people.Facilitator]
			}
			if err := d.GiveRole(d.ctx, d.north(people.Coordinator), d.world.North.ID, who.ID, role, ""); err != nil {
				t.Fatal(err)
			}
			if strong, weak := d.isIn(who.ID); !strong || weak != want {
				t.Errorf("%s: signed in by passkey %v, by code %v", role, strong, weak)
			}
		}
	})
}

// Whoever only signs in by code must not be locked out of one partnership by a role in
// another.
func TestARoleElsewhereLocksNobodyOut(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		sol := d.world.Others[people.Contributor]
		invite := func(role people.Role) error {
			_, err := d.Invite(d.ctx, d.north(people.Coordinator), d.world.North.ID, people.Invitation{Name: "S", Email: sol.Email, Role: role})
			return err
		}
		refuses(t, invite(people.Moderator), "people.way-first")
		ok(t, invite(people.Facilitator))
		refuses(t, d.GiveRole(d.ctx, d.north(people.Coordinator), d.world.North.ID, sol.ID, people.Coordinator, ""), "people.way-first")
		if _, weak := d.isIn(sol.ID); !weak {
			t.Error("a role that was refused ended a session")
		}
		d.addKey(sol.ID)
		ok(t, invite(people.Moderator))
		if strong, weak := d.isIn(sol.ID); !strong || weak {
			t.Errorf("signed in by passkey %v, by code %v", strong, weak)
		}
	})
}

func TestAJoiningCodeLetsSomebodyIn(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north, who := d.world.North.ID, d.north(people.Coordinator)
		id, err := d.Invite(d.ctx, who, north, invitation(people.Moderator, ""))
		ok(t, err)
		first, err := d.MakeJoiningCode(d.ctx, who, north, id)
		ok(t, err)
		d.newest(north, string(who.Account.ID), deed.CodeMade, "account", string(id))
		second, err := d.MakeJoiningCode(d.ctx, who, north, id)
		ok(t, err)
		if d.opens(first) || !d.opens(second) || !d.opens(strings.ToLower(strings.ReplaceAll(second, "-", " "))) {
			t.Error("the first opens, or the second does not")
		}
		d.now = d.now.Add(people.JoiningLasts)
		if d.opens(second) {
			t.Error("a code of last week opens")
		}
		d.now = d.now.Add(-time.Minute)
		d.addKey(id)
		_, err = d.MakeJoiningCode(d.ctx, who, north, id)
		refuses(t, err, "people.has-way")
		for _, other := range []people.AccountID{d.world.Others[people.Facilitator].ID, d.world.Guest.ID, "nothing"} {
			_, err := d.MakeJoiningCode(d.ctx, who, north, other)
			refuses(t, err, "people.missing")
		}
	})
}

// A code made in one partnership must not open an account once it has a role in
// another, and none is made for such an account.
func TestACoordinatorDoesNotComeIntoAnAccountOfOthers(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		south := d.south(people.Coordinator)
		id, err := d.Invite(d.ctx, south, d.world.South.ID, invitation(people.Facilitator, ""))
		ok(t, err)
		code, err := d.MakeJoiningCode(d.ctx, south, d.world.South.ID, id)
		ok(t, err)
		same, err := d.Invite(d.ctx, d.north(people.Coordinator), d.world.North.ID, invitation(people.Scrutineer, ""))
		if ok(t, err); same != id {
			t.Fatal("there are two accounts with one address")
		}
		if d.opens(code) {
			t.Error("the south's code opens an account with a role in the north")
		}
		for _, v := range []people.Viewer{south, d.north(people.Coordinator)} {
			_, err := d.MakeJoiningCode(d.ctx, v, v.Grants[0].Partnership, id)
			refuses(t, err, "people.elsewhere")
		}
	})
}
