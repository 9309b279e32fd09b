package round_test

import (
	"sync"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// A form that is sent twice, even at once, starts one round.
func TestAFormSentTwiceStartsOneRound(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), testkit.Rounds(db), t.Context()
		v, p, now := w.As(t, people.Coordinator), w.North.ID, testkit.Day
		s.Now = func() time.Time { return now }
		start := func(title string) round.ID {
			id, err := s.StartOnce(ctx, v, p, title)
			noErr(t, err)
			return id
		}
		var both [8]round.ID
		var wait sync.WaitGroup
		for i := range both {
			wait.Go(func() { both[i], _ = s.StartOnce(ctx, v, p, "Autumn 2026") })
		}
		wait.Wait()
		for _, id := range both {
			if id == "" || id != both[0] {
				t.Errorf("rounds %q", both)
			}
		}
		if again := start("  Autumn\t2026 "); again != both[0] || len(kinds(t, db, w)) != 1 || kinds(t, db, w)[0] != deed.RoundMade {
			t.Errorf("round %s, deeds %v", again, kinds(t, db, w))
		}
		if other := start("Winter 2026"); other == both[0] {
			t.Error("another title leads to the same round")
		}
		now = now.Add(10 * time.Minute)
		later := start("Autumn 2026")
		if later == both[0] {
			t.Error("what was started long ago is taken for the same form")
		}
		r := find(t, s, later)
		r.State = round.Open
		noErr(t, s.Store.InTx(ctx, func(tx round.Tx) error { return tx.ChangeRound(r) }))
		if start("Autumn 2026") == later {
			t.Error("a form leads to a round that is open")
		}
		_, err := s.StartOnce(ctx, w.As(t, people.Moderator), p, "Autumn 2026")
		refused(t, err, "round.missing")
		all, err := s.Store.Read(ctx).RoundsOf(p)
		if noErr(t, err); len(all) != 4 {
			t.Errorf("%d rounds", len(all))
		}
	})
}
