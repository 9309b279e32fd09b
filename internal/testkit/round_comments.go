package testkit

import (
	"context"
	"crypto/rand"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
)

// Remarked adds replies of staff to an open round, each of one agency and level, that
// say nothing but what texts say under a principle: one author each.
func (w *World) Remarked(t testing.TB, r round.Round, principle, use string, texts ...string) {
	t.Helper()
	err := Rounds(w.DB).Store.InTx(context.Background(), func(tx round.Tx) error {
		for _, text := range texts {
			reply := round.Reply{ID: rand.Text(), Strand: framework.Staff, Agency: w.Police.Name, Level: framework.Strategic, Answers: map[string]string{}, Use: use}
			remark := round.Remark{ID: rand.Text(), Strand: framework.Staff, Author: rand.Text(), Principle: principle, Text: text, Use: use, State: round.Unread}
			if _, err := tx.AddReply(r.ID, reply, []round.Remark{remark}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Published closes a round and publishes its figures.
func (w *World) Published(t testing.TB, r round.Round) round.Round {
	t.Helper()
	s, ctx := Rounds(w.DB), context.Background()
	if err := s.Close(ctx, w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Release(ctx, string(r.ID)); err != nil {
		t.Fatal(err)
	}
	r, _, err := s.Store.Read(ctx).Round(r.ID)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
