package store_test

import (
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/retention"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// whole says whether the trail verifies, and how many entries it has.
func whole(t *testing.T, db *store.DB) int64 {
	t.Helper()
	ctx, trail := t.Context(), db.Trail()
	start, err := trail.Start(ctx)
	if err != nil {
		t.Fatal(err)
	}
	head, err := trail.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	report, err := deed.Verify(trail.All(ctx), start, head)
	if err != nil || len(report.Findings) > 0 {
		t.Errorf("%v, %v", report.Findings, err)
	}
	return report.Entries
}

func TestTheTrailIsShortenedFromItsBeginning(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		years := func(n int) time.Time { return testkit.Day.AddDate(n, 0, 0) }
		for _, at := range []time.Time{years(-8), years(-7), years(-1), years(-9), years(0)} { // a clock was once set back
			record(t, db, deed.Deed{At: at, Actor: deed.TheProgram, Kind: deed.BackupMade})
		}
		clear := func(want int64) {
			t.Helper()
			n, err := db.Retention().Clear(t.Context(), retention.AuditTrail, years(-6))
			if err != nil || n != want {
				t.Errorf("%d were cleared, want %d: %v", n, want, err)
			}
		}
		clear(2)
		if n := whole(t, db); n != 4 { // three, and that it was shortened
			t.Errorf("%d entries are left", n)
		}
		clear(0)
		if n, err := db.Retention().Clear(t.Context(), retention.AuditTrail, years(10)); err != nil || n != 4 {
			t.Errorf("%d, %v", n, err)
		}
		if n := whole(t, db); n != 1 {
			t.Errorf("%d entries are left", n)
		}
	})
}

func TestEveryRuleClearsWhatIsOld(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		ctx := t.Context()
		err := db.SignIn().InTx(ctx, func(tx signin.Tx) error {
			for _, at := range []time.Time{testkit.Day.AddDate(0, 0, -91), testkit.Day} {
				if err := tx.AddLog(signin.Logged{ID: testkit.NewID(), At: at, Account: w.Guest.ID, Method: signin.ByCode, Outcome: signin.SignedIn}); err != nil {
					return err
				}
				if err := tx.PutAttempt(signin.Attempt{Token: testkit.NewID(), Kind: signin.AttemptCode, Ends: at}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		now := testkit.Day.Add(time.Minute)
		service := retention.Service{Store: db.Retention(), Now: func() time.Time { return now }}
		for range 2 { // the second has nothing to do
			if err := service.Daily(ctx); err != nil {
				t.Fatal(err)
			}
		}
		run, ok, err := service.Last(ctx)
		if err != nil || !ok || run.Cleared[retention.SignInLog] != 1 || run.Cleared[retention.Attempts] != 2 || run.Cleared[retention.Sessions] != 0 {
			t.Errorf("%+v, %v, %v", run, ok, err)
		}
		if log, err := db.SignIn().Read(ctx).Log(w.Guest.ID, 10); err != nil || len(log) != 1 || !log[0].At.Equal(testkit.Day) {
			t.Errorf("%v, %v", log, err)
		}
		if n := whole(t, db); n != 1 {
			t.Errorf("%d deeds, want 1", n)
		}
	})
}
