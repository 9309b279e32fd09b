package testkit

import (
	"context"
	"testing"

	"bearings/internal/people"
	"bearings/internal/round"
)

// WriteReturn writes an agency's return in a round: the same position to every
// question with a scale, 0 the lowest, and words that say whose they are to the
// others. Where signed is set it is signed.
func (w *World) WriteReturn(t testing.TB, r round.Round, agency people.Agency, place int, signed bool) {
	t.Helper()
	s := Rounds(w.DB)
	fw, err := s.Framework(context.Background(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Store.InTx(context.Background(), func(tx round.Tx) error {
		form := round.FullForm
		if agency.Kind == "school" {
			form = round.ShortForm
		}
		for _, item := range round.AskedOf(fw, form) {
			a := round.ReturnAnswer{Item: item.ID, Version: 1, Author: w.People[people.AgencyLead].ID, At: Day}
			if item.IsText() {
				a.Text = w.name("What " + agency.Name + " wrote to " + item.ID + " in " + r.Title + ".")
			} else {
				scale, _ := fw.Scale(item.Scale)
				a.Answer = scale.Positions[place].ID
			}
			if _, err := tx.PutReturnAnswer(r.ID, agency.ID, a); err != nil {
				return err
			}
		}
		one := round.Return{Agency: agency.ID, State: round.Draft}
		if signed {
			one = round.Return{Agency: agency.ID, State: round.Signed, Signed: Day, SignedBy: w.People[people.AgencyLead].ID,
				Name: w.name("Lena Lead"), Role: w.name("Director of children’s services")}
		}
		return tx.PutReturn(r.ID, one)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// SouthRound is an open round of the south, where only the council takes part beside
// an agency of its own.
func (w *World) SouthRound(t testing.TB) round.Round {
	t.Helper()
	ctx, s := context.Background(), Rounds(w.DB)
	grants, err := w.DB.People().Read(ctx).Grants(w.Others[people.Coordinator].ID)
	if err != nil {
		t.Fatal(err)
	}
	v := people.Viewer{Account: w.Others[people.Coordinator], Grants: grants, Strong: true}
	id, err := s.Start(ctx, v, w.South.ID, w.name("Southvale 2026"))
	if err != nil {
		t.Fatal(err)
	}
	var r round.Round
	err = s.Store.InTx(ctx, func(tx round.Tx) error {
		if r, _, err = tx.Round(id); err != nil {
			return err
		}
		r.State, r.Opens, r.Opened, r.Closes = round.Open, Day, Day, Day.AddDate(0, 0, 28)
		return tx.ChangeRound(r)
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
