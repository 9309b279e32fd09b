package store_test

import (
	"testing"
	"time"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/retention"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// A year after a round has closed its answers go, and those of an open one stay. How
// many people answered is told to nobody.
func TestAnswersOfStaffGoAYearAfterTheRound(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s := testkit.Rounds(db)
		old, _ := w.OpenRound(t)
		open, _ := w.OpenRound(t)
		for _, r := range []round.Round{old, open} {
			w.Reply(t, r, w.Council.Name, framework.Direct, 2, 7)
			err := s.Store.InTx(t.Context(), func(tx round.Tx) error {
				_, err := tx.AddReply(r.ID, round.Reply{ID: s.NewKey(), Strand: framework.Staff}, []round.Remark{{ID: s.NewKey(), Strand: framework.Staff}})
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(t.Context(), w.As(t, people.Coordinator), w.North.ID, old.ID); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			before time.Time
			want   int64
		}{{testkit.Day, 0}, {testkit.Day.Add(time.Second), 1}, {testkit.Day.Add(time.Second), 0}} {
			if n, err := db.Retention().Clear(t.Context(), retention.Replies, c.before); err != nil || n != c.want {
				t.Errorf("%d were cleared, want %d: %v", n, c.want, err)
			}
		}
		for _, r := range []round.Round{old, open} {
			n := 0
			if err := s.Store.Read(t.Context()).EachReply(r.ID, framework.Staff, func(round.Reply) error { n++; return nil }); err != nil {
				t.Fatal(err)
			}
			remarks, err := s.Store.Read(t.Context()).Remarks(r.ID, framework.Staff)
			if want := map[round.ID]int{open.ID: 8}[r.ID]; err != nil || n != want || len(remarks) != want/8 {
				t.Errorf("%d answers and %d remarks are left, want %d: %v", n, len(remarks), want, err)
			}
		}
	})
}
