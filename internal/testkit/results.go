package testkit

import (
	"context"
	"encoding/json"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
)

// ClosedRound is a round of the north that has closed and whose results are not made
// yet. Staff of the council mostly answer in the upper half, those of the police in
// the lower, and those of the school all over it. Change may change it before
// it opens.
func (w *World) ClosedRound(t testing.TB, change ...func(*round.Round)) round.Round {
	t.Helper()
	ctx, s := context.Background(), Rounds(w.DB)
	r, _ := w.PreparedRound(t)
	w.inRound(t, r.ID, func(tx round.Tx, r round.Round) error {
		for _, one := range change {
			one(&r)
		}
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		agencies, err := tx.RoundAgencies(r.ID)
		if err != nil {
			return err
		}
		for _, a := range agencies {
			a.Agreed = Day
			if err := tx.PutAgency(r.ID, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err := s.Open(ctx, w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
		t.Fatal(err)
	}
	for place := range 4 {
		w.Reply(t, r, w.Council.Name, framework.Direct, place, []int{4, 8, 24, 34}[place])
		w.Reply(t, r, w.Council.Name, framework.Operational, place, []int{3, 4, 9, 12}[place])
		w.Reply(t, r, w.Police.Name, framework.Direct, place, []int{34, 24, 8, 4}[place])
		w.Reply(t, r, w.Police.Name, framework.Operational, place, []int{12, 9, 4, 3}[place])
		w.Reply(t, r, w.School.Name, framework.Direct, place, 4)
	}
	if err := s.Close(ctx, w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
		t.Fatal(err)
	}
	return w.round(t, r.ID)
}

// PublishedRound is a closed round whose figures are published and whose agencies'
// returns are shown; there is one piece of other evidence.
func (w *World) PublishedRound(t testing.TB, change ...func(*round.Round)) round.Round {
	t.Helper()
	r := w.ClosedRound(t, change...)
	s := Rounds(w.DB)
	if err := s.Release(context.Background(), string(r.ID)); err != nil {
		t.Fatal(err)
	}
	fw, err := s.Framework(context.Background(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	var returns, evidence []map[string]string
	for _, item := range fw.Items {
		if item.Part != framework.Core || item.IsText() || !item.For(framework.Return) {
			continue
		}
		scale, _ := fw.Scale(item.Scale)
		for _, agency := range []string{w.Council.Name, w.Police.Name, w.School.Name} {
			returns = append(returns, map[string]string{"Agency": agency, "Item": item.ID, "Answer": scale.Positions[3].ID})
		}
	}
	evidence = append(evidence, map[string]string{"Principle": fw.Principles[0].ID, "Source": w.name("Advocacy service"), "Month": "2026-05", "Text": w.name("Young people asked to meet the same worker each time.")})
	w.inRound(t, r.ID, func(tx round.Tx, r round.Round) error {
		r.Revealed = Day
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		for _, one := range []struct {
			strand, kind string
			content      any
		}{{framework.Return, "returns", returns}, {framework.Evidence, "evidence", evidence}} {
			text, err := json.Marshal(one.content)
			if err != nil {
				return err
			}
			if _, err := tx.AddRelease(r.ID, round.Kept{Strand: one.strand, Kind: one.kind, Made: Day, Content: text}); err != nil {
				return err
			}
		}
		return nil
	})
	return w.round(t, r.ID)
}

func (w *World) inRound(t testing.TB, id round.ID, do func(round.Tx, round.Round) error) {
	t.Helper()
	err := w.DB.Round().InTx(context.Background(), func(tx round.Tx) error {
		r, _, err := tx.Round(id)
		if err != nil {
			return err
		}
		return do(tx, r)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w *World) round(t testing.TB, id round.ID) round.Round {
	t.Helper()
	r, ok, err := w.DB.Round().Read(context.Background()).Round(id)
	if err != nil || !ok {
		t.Fatalf("%v, %v", ok, err)
	}
	return r
}
