package people_test

import (
	"testing"

	"bearings/internal/people"
)

// coordinators of the north: the one of the world and others.
func (d *desk) coordinators(others ...people.Role) []people.Account {
	d.t.Helper()
	all := []people.Account{d.world.People[people.Coordinator]}
	for _, role := range others {
		who := d.world.People[role]
		_, err := d.Invite(d.ctx, d.as(all[0]), d.world.North.ID, people.Invitation{Name: who.Name, Email: who.Email, Role: people.Coordinator})
		ok(d.t, err)
		all = append(all, who)
	}
	return all
}

// left are those who coordinate the north.
func (d *desk) left() int {
	d.t.Helper()
	all, err := d.Store.Read(d.ctx).PeopleOf(d.world.North.ID)
	ok(d.t, err)
	return len(people.View{People: all}.Coordinators())
}

func TestTwoCoordinatorsDoNotTakeEachOthersRole(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		for range 5 {
			all := d.coordinators(people.Facilitator)
			var viewers [2]people.Viewer
			var grants [2]string
			for i, a := range all {
				viewers[i], grants[i] = d.as(a), d.grant(d.world.North.ID, a.ID, people.Coordinator)
			}
			var errs [2]error
			together(2, func(i int) { errs[i] = d.TakeRole(d.ctx, viewers[i], d.world.North.ID, all[1-i].ID, grants[1-i]) })
			if d.left() != 1 || (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("%d coordinate: %v, %v", d.left(), errs[0], errs[1])
			}
			for i, err := range errs {
				if err != nil {
					refuses(t, err, "people.missing") // they were no coordinator any more by then
					d.world.People[people.Coordinator], d.world.People[people.Facilitator] = all[1-i], all[i]
				}
			}
		}
	})
}

func TestCoordinatorsWhoAllGoLeaveOne(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		all := d.coordinators(people.Facilitator, people.Scrutineer, people.Moderator)
		viewers, grants, errs := make([]people.Viewer, len(all)), make([]string, len(all)), make([]error, len(all))
		for i, a := range all {
			viewers[i], grants[i] = d.as(a), d.grant(d.world.North.ID, a.ID, people.Coordinator)
		}
		together(len(all), func(i int) {
			if i%2 == 0 {
				errs[i] = d.EraseAccount(d.ctx, viewers[i])
				return
			}
			errs[i] = d.TakeRole(d.ctx, viewers[i], d.world.North.ID, all[i].ID, grants[i])
		})
		refused := 0
		for _, err := range errs {
			if err != nil {
				refused++
				refuses(t, err, "people.last-coordinator")
			}
		}
		if d.left() != 1 || refused != 1 {
			t.Errorf("%d coordinate, %d were refused", d.left(), refused)
		}
		d.did(d.world.North.ID)
	})
}

func TestANameTakenAtOnceIsTakenOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := d.north(people.Coordinator)
		errs := make([]error, 6)
		together(len(errs), func(i int) {
			_, errs[i] = d.AddAgency(d.ctx, who, d.world.North.ID, "Hospital", "council")
		})
		added := 0
		for _, err := range errs {
			if err == nil {
				added++
			} else {
				refuses(t, err, "people.agency-there")
			}
		}
		if added != 1 {
			t.Errorf("it was added %d times", added)
		}
	})
}

// Two partnerships invite one person at the same time: one account, both roles.
func TestOnePersonIsInvitedTwiceAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		who := []people.Viewer{d.north(people.Coordinator), d.south(people.Coordinator)}
		ids, errs := make([]people.AccountID, 2), make([]error, 2)
		together(2, func(i int) {
			ids[i], errs[i] = d.Invite(d.ctx, who[i], who[i].Grants[0].Partnership, invitation(people.Scrutineer, ""))
		})
		for i, err := range errs {
			if err != nil { // whoever came second is told, and can do it again
				refuses(t, err, "people.email-taken")
				ids[i], err = d.Invite(d.ctx, who[i], who[i].Grants[0].Partnership, invitation(people.Scrutineer, ""))
				ok(t, err)
			}
		}
		if ids[0] != ids[1] || len(d.as(people.Account{ID: ids[0]}).Grants) != 2 {
			t.Errorf("they are %v", ids)
		}
	})
}

// A joining code that is made while another partnership gives a role opens nothing.
func TestACodeMadeWhileARoleIsGivenElsewhereOpensNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		south, north := d.south(people.Coordinator), d.north(people.Coordinator)
		id, err := d.Invite(d.ctx, south, d.world.South.ID, invitation(people.Facilitator, ""))
		ok(t, err)
		for range 5 {
			var code string
			errs := make([]error, 2)
			together(2, func(i int) {
				if i == 0 {
					code, errs[0] = d.MakeJoiningCode(d.ctx, south, d.world.South.ID, id)
				} else {
					_, errs[1] = d.Invite(d.ctx, north, d.world.North.ID, invitation(people.Scrutineer, ""))
				}
			})
			if ok(t, errs[1]); errs[0] != nil {
				refuses(t, errs[0], "people.elsewhere")
			}
			if d.opens(code) {
				t.Fatal("the code opens an account with a role elsewhere")
			}
			ok(t, d.TakeRole(d.ctx, north, d.world.North.ID, id, d.grant(d.world.North.ID, id, people.Scrutineer)))
		}
	})
}

// Agencies that join crosswise do not wait for each other for ever.
func TestAgenciesJoinCrosswise(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		north, south := d.world.North.ID, d.world.South.ID
		lead := d.world.People[people.AgencyLead]
		ok(t, d.GiveRole(d.ctx, d.north(people.Coordinator), north, lead.ID, people.AgencyLead, d.world.Police.ID))
		far, err := d.AddAgency(d.ctx, d.south(people.Coordinator), south, "Far School", "school")
		ok(t, err)
		sol := d.world.Others[people.AgencyLead]
		ok(t, d.GiveRole(d.ctx, d.south(people.Coordinator), south, sol.ID, people.AgencyLead, far))
		toSouth, err := d.OfferJoining(d.ctx, d.south(people.Coordinator), south)
		ok(t, err)
		toNorth, err := d.OfferJoining(d.ctx, d.north(people.Coordinator), north)
		ok(t, err)
		viewers, errs := []people.Viewer{d.as(lead), d.as(sol)}, make([]error, 2)
		together(2, func(i int) {
			if i == 0 {
				_, errs[0] = d.JoinPartnership(d.ctx, viewers[0], north, d.world.Police.ID, toSouth)
			} else {
				_, errs[1] = d.JoinPartnership(d.ctx, viewers[1], south, far, toNorth)
			}
		})
		ok(t, errs[0])
		ok(t, errs[1])
	})
}
