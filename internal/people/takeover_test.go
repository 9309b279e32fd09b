package people_test

import (
	"testing"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/testkit"
)

// A coordinator made a joining code for somebody who since then coordinates another
// partnership too, by the word of whoever runs the machine.
func TestACoordinatorMadeAtTheServerIsSafeFromCodesOfElsewhere(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := d.world.Others[people.Contributor]
		code, err := d.MakeJoiningCode(d.ctx, d.south(people.Coordinator), d.world.South.ID, who.ID)
		ok(t, err)
		if !d.opens(code) {
			t.Fatal("the code opens nothing")
		}
		_, err = d.MakeCoordinator(d.ctx, who.Email, "", d.world.North.Name)
		ok(t, err)
		if d.opens(code) {
			t.Error("whoever made the code in the south can coordinate the north")
		}
	})
}

// Roles that end with an agency's part in a partnership stand in the trail as others.
func TestRolesThatEndWithAnAgencyStandInTheTrail(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		lead, writer := d.world.People[people.AgencyLead], d.world.People[people.Contributor]
		agency := d.as(lead).Grants[0].Agency
		ok(t, d.RemoveAgency(d.ctx, d.north(people.Coordinator), d.world.North.ID, agency))
		taken := map[string]string{}
		for _, e := range d.did(d.world.North.ID) {
			if e.Kind == deed.RoleTaken {
				taken[e.Of("account")] = e.Of("role")
			}
		}
		if taken[string(lead.ID)] != string(people.AgencyLead) || taken[string(writer.ID)] != string(people.Contributor) {
			t.Errorf("roles taken: %v", taken)
		}
	})
}

// A coordinator invites somebody who has no account yet, makes a code for them, and
// takes the role away again. Whoever gives them a role later must not open it to that
// coordinator.
func TestACodeEndsWithTheLastRole(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		south := d.south(people.Coordinator)
		for name, take := range map[string]func(id people.AccountID){
			"taken": func(id people.AccountID) {
				ok(t, d.TakeRole(d.ctx, south, d.world.South.ID, id, d.grant(d.world.South.ID, id, people.Scrutineer)))
			},
			"taken in another order": func(id people.AccountID) {
				ok(t, d.GiveRole(d.ctx, south, d.world.South.ID, id, people.Facilitator, ""))
				ok(t, d.TakeRole(d.ctx, south, d.world.South.ID, id, d.grant(d.world.South.ID, id, people.Scrutineer)))
				ok(t, d.TakeRole(d.ctx, south, d.world.South.ID, id, d.grant(d.world.South.ID, id, people.Facilitator)))
			},
		} {
			email := testkit.NewID() + "@example.org"
			id, err := d.Invite(d.ctx, south, d.world.South.ID, people.Invitation{Name: "Val Future", Email: email, Role: people.Scrutineer})
			ok(t, err)
			code, err := d.MakeJoiningCode(d.ctx, south, d.world.South.ID, id)
			ok(t, err)
			take(id)
			_, err = d.Invite(d.ctx, d.north(people.Coordinator), d.world.North.ID, people.Invitation{Name: "Val Future", Email: email, Role: people.Coordinator})
			ok(t, err)
			if d.opens(code) {
				t.Errorf("%s: whoever made the code in the south can coordinate the north", name)
			}
		}
	})
}
