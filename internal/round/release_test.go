package round_test

import (
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// Where making the results was given up, a coordinator begins again, and nobody
// else does; while they are being made, and once they are there, nobody can.
func TestResultsAreMadeAgainWhereThatWasGivenUp(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		now := testkit.Day
		s.Now = func() time.Time { return now }
		ctx, coordinator := t.Context(), w.As(t, people.Coordinator)
		r, _ := w.OpenRound(t)
		again := func(v people.Viewer) string { return message(s.ReleaseAgain(ctx, v, w.North.ID, r.ID)) }
		if got := again(coordinator); got != "roundsetup.again-not-overdue" {
			t.Errorf("of an open round: %q", got)
		}
		noErr(t, s.Close(ctx, coordinator, w.North.ID, r.ID))
		if job, ok, err := db.Queue().Claim(ctx, now, now.Add(time.Minute)); err != nil || !ok {
			t.Fatal("no job after closing", err)
		} else {
			noErr(t, db.Queue().Done(ctx, job.ID)) // as when it is given up
		}
		now = now.Add(59 * time.Minute)
		if got := again(coordinator); got != "roundsetup.again-not-overdue" {
			t.Errorf("while they are being made: %q", got)
		}
		now = now.Add(time.Minute)
		if got := again(w.As(t, people.AgencyLead)); got != "round.missing" {
			t.Errorf("a lead: %q", got)
		}
		if got := again(coordinator); got != "" {
			t.Fatal(got)
		}
		job, ok, err := db.Queue().Claim(ctx, now, now.Add(time.Minute))
		if err != nil || !ok || job.Kind != round.JobRelease || job.About != string(r.ID) {
			t.Fatalf("%+v, %v, %v", job, ok, err)
		}
		noErr(t, s.Release(ctx, job.About))
		if got := again(coordinator); got != "roundsetup.again-not-overdue" {
			t.Errorf("of results that are there: %q", got)
		}
	})
}
