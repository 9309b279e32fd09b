package people_test

import (
	"sync"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestTheFirstPersonSetsTheSiteUp(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := bare(t, db)
		code, needed, err := d.SetUpCode(d.ctx)
		if ok(t, err); !needed || code == "" {
			t.Fatalf("the code is %q, needed %v", code, needed)
		}
		_, err = d.SetUp(d.ctx, code, " ", "ann@example.org", "North")
		refuses(t, err, "people.name-needed")
		_, err = d.SetUp(d.ctx, code, "Ann", "nobody", "North")
		refuses(t, err, "people.email-form")
		_, err = d.SetUp(d.ctx, code, "Ann", "ann@example.org", "")
		refuses(t, err, "people.name-needed")
		_, err = d.SetUp(d.ctx, "AAAA-BBBB-CCCC-9999", "Ann", "ann@example.org", "North")
		refuses(t, err, "people.code-wrong")
		id, err := d.SetUp(d.ctx, " aaaa bbbb–cccc "+code[15:], "  Ann\tÉ. ", "ann@example.org", "North")
		ok(t, err)
		viewer := d.as(people.Account{ID: id})
		if len(viewer.Grants) != 1 || viewer.Grants[0].Role != people.Coordinator {
			t.Fatalf("the first person has %v", viewer.Grants)
		}
		place := viewer.Grants[0].Partnership
		d.newest(place, deed.ByCode, deed.RoleGiven, "account", string(id), "role", "coordinator")
		if p, _ := d.person(place, id); p.Name != "Ann É." {
			t.Errorf("they are called %q", p.Name)
		}
		_, err = d.SetUp(d.ctx, code, "Bea", "bea@example.org", "South")
		refuses(t, err, "people.code-wrong")
		if code, needed, err := d.SetUpCode(d.ctx); err != nil || needed || code != "" {
			t.Errorf("a site that is set up makes a code: %q, %v, %v", code, needed, err)
		}
		if done, err := d.IsSetUp(d.ctx); err != nil || !done {
			t.Errorf("set up: %v, %v", done, err)
		}
	})
}

func TestASetUpCodeEnds(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := bare(t, db)
		first, _, err := d.SetUpCode(d.ctx)
		ok(t, err)
		second, _, err := d.SetUpCode(d.ctx)
		ok(t, err)
		setUp := func(code string) error {
			_, err := d.SetUp(d.ctx, code, "Ann", "ann@example.org", "North")
			return err
		}
		refuses(t, setUp(first), "people.code-wrong")
		d.now = d.now.Add(people.SetUpLasts)
		refuses(t, setUp(second), "people.code-wrong")
		d.now = d.now.Add(-time.Second)
		ok(t, setUp(second))
	})
}

// A code that was made for something else does not set a site up, and the other way
// round.
func TestACodeIsForOneThing(t *testing.T) {
	onBoth(t, func(t *testing.T, d *desk) {
		joining, err := d.MakeJoiningCode(d.ctx, d.north(people.Coordinator), d.world.North.ID, d.world.People[people.Facilitator].ID)
		ok(t, err)
		offered, err := d.OfferJoining(d.ctx, d.south(people.Coordinator), d.world.South.ID)
		ok(t, err)
		for _, code := range []string{joining, offered} {
			_, err := d.SetUp(d.ctx, code, "Ann", "ann@example.org", "North")
			refuses(t, err, "people.code-wrong")
		}
		_, err = d.JoinPartnership(d.ctx, d.north(people.AgencyLead), d.world.North.ID, d.world.Council.ID, joining)
		refuses(t, err, "people.code-wrong")
		if d.opens(offered) || !d.opens(joining) {
			t.Error("a code for an agency lets a person in, or theirs does not")
		}
	})
}

func TestTwoWhoSetUpAtOnceMakeOneSite(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := bare(t, db)
		code, _, err := d.SetUpCode(d.ctx)
		ok(t, err)
		var errs [6]error
		together(len(errs), func(i int) {
			_, errs[i] = d.SetUp(d.ctx, code, "Ann", "ann"+string(rune('0'+i))+"@example.org", "North")
		})
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else {
				refuses(t, err, "people.code-wrong")
			}
		}
		if all, err := d.Store.Read(d.ctx).Partnerships(); won != 1 || err != nil || len(all) != 1 {
			t.Errorf("%d set up %d partnerships", won, len(all))
		}
	})
}

// together runs f n times at once.
func together(n int, f func(i int)) {
	var begin, end sync.WaitGroup
	begin.Add(1)
	for i := range n {
		end.Go(func() {
			begin.Wait()
			f(i)
		})
	}
	begin.Done()
	end.Wait()
}
