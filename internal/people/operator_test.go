package people_test

import (
	"testing"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// Whoever runs the machine can do what nobody else could, and the trail says so.
func TestWhoeverRunsTheMachineCanHelp(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, ctx := testkit.NewWorld(t, db), t.Context()
		service := people.Service{Store: db.People(), Now: testkit.Now, NewID: testkit.NewID}
		coordinator, scrutineer := w.People[people.Coordinator], w.People[people.Scrutineer]

		if _, err := service.EraseFor(ctx, coordinator.Email); !isFault(err, "people.last-coordinator") {
			t.Errorf("the last coordinator was erased: %v", err)
		}
		if _, err := service.MakeCoordinator(ctx, scrutineer.Email, "", "nowhere"); !isFault(err, "people.no-partnership") {
			t.Errorf("%v", err)
		}
		for range 2 { // the second time there is nothing to do
			if _, err := service.MakeCoordinator(ctx, scrutineer.Email, "", "NORTHSHIRE safeguarding children partnership"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := service.MakeCoordinator(ctx, "new@example.org", "", w.North.Name); !isFault(err, "people.no-account") {
			t.Errorf("somebody unknown and unnamed: %v", err)
		}
		if name, err := service.MakeCoordinator(ctx, "new@example.org", " Nell  Newly ", w.South.Name); err != nil || name != "Nell Newly" {
			t.Errorf("somebody new: %q, %v", name, err)
		}
		kept, err := service.ExportFor(ctx, coordinator.Email)
		if err != nil || kept.Account != coordinator || len(kept.Roles) != 1 || kept.Roles[0].PartnershipName != w.North.Name {
			t.Errorf("%+v, %v", kept, err)
		}
		if name, err := service.EraseFor(ctx, coordinator.Email); err != nil || name != coordinator.Name {
			t.Errorf("%s, %v", name, err)
		}
		if _, ok, err := db.People().Read(ctx).Account(coordinator.ID); ok || err != nil {
			t.Errorf("the account is still there: %v", err)
		}
		for _, do := range []func() error{
			func() error { _, err := service.EraseFor(ctx, coordinator.Email); return err },
			func() error { _, err := service.ExportFor(ctx, coordinator.Email); return err },
			func() error { _, err := service.MakeCoordinator(ctx, coordinator.Email, "", w.North.Name); return err },
		} {
			if err := do(); !isFault(err, "people.no-account") {
				t.Errorf("an account that is gone: %v", err)
			}
		}
		given := 0
		for e, err := range db.Trail().All(ctx) {
			if err != nil || e.Actor != deed.AtTheServer {
				t.Errorf("%s was done by %s, %v", e.Kind, e.Actor, err)
			}
			if e.Kind == deed.RoleGiven {
				given++
			}
		}
		if given != 2 { // to two people, once each
			t.Errorf("the role was given to two people, and the trail says %d times", given)
		}
	})
}

func isFault(err error, message string) bool {
	f, ok := fault.As(err)
	return ok && f.Message == message
}
