package testkit

import (
	"context"
	"crypto/rand"
	"io/fs"
	"sync"
	"testing"

	"bearings/content"
	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/phrase"
	"bearings/internal/round"
	"bearings/internal/store"
)

// Rounds is the service of rounds on a database, with the tests' clock and the
// framework that comes with the program.
func Rounds(db *store.DB) *round.Service {
	return &round.Service{
		Store: db.Round(), Now: Now, NewID: NewID, NewKey: rand.Text, NewLink: round.NewCode,
		Standard: framework.Standard, Load: framework.LoadPack, Shuffle: func() *disclosure.Shuffle { return disclosure.NewShuffle([32]byte{1}) }, Words: words(),
	}
}

// words are the product's sentences in English.
var words = sync.OnceValue(func() *phrase.Words {
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		panic(err)
	}
	all, err := phrase.Load(files)
	if err != nil {
		panic(err)
	}
	return all["en"]
})

// As is somebody of the north in a role, signed in with a passkey.
func (w *World) As(t testing.TB, role people.Role) people.Viewer {
	t.Helper()
	grants, err := w.DB.People().Read(context.Background()).Grants(w.People[role].ID)
	if err != nil {
		t.Fatal(err)
	}
	return people.Viewer{Account: w.People[role], Grants: grants, Strong: true}
}

// PreparedRound is a round of the north in which everything is set up: three
// agencies with staff at every level, and a link for all of them.
func (w *World) PreparedRound(t testing.TB) (round.Round, round.Link) {
	t.Helper()
	ctx, s := context.Background(), Rounds(w.DB)
	id, err := s.Start(ctx, w.As(t, people.Coordinator), w.North.ID, w.name("Autumn 2026"))
	if err != nil {
		t.Fatal(err)
	}
	link := round.Link{Code: s.NewLink(), Round: id}
	var r round.Round
	err = s.Store.InTx(ctx, func(tx round.Tx) error {
		if r, _, err = tx.Round(id); err != nil {
			return err
		}
		r.Opens, r.Closes = Day, Day.AddDate(0, 0, 28)
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		agencies, err := tx.RoundAgencies(id)
		if err != nil {
			return err
		}
		for i, a := range agencies {
			a.Staff = map[string]int{framework.Direct: 60 + 10*i, framework.Operational: 20, framework.Strategic: 8}
			if err := tx.PutAgency(id, a); err != nil {
				return err
			}
		}
		return tx.AddLink(link)
	})
	if err != nil {
		t.Fatal(err)
	}
	return r, link
}

// OpenRound is a prepared round that agencies and staff can answer.
func (w *World) OpenRound(t testing.TB) (round.Round, round.Link) {
	t.Helper()
	r, link := w.PreparedRound(t)
	s := Rounds(w.DB)
	if err := s.Open(context.Background(), w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
		t.Fatal(err)
	}
	r, _, err := s.Store.Read(context.Background()).Round(r.ID)
	if err != nil {
		t.Fatal(err)
	}
	return r, link
}

// Reply adds replies of staff to a round: n people of an agency and level who all
// give the answer of that place on the scale to every core statement, 0 the lowest.
func (w *World) Reply(t testing.TB, r round.Round, agency, level string, place, n int) {
	t.Helper()
	s := Rounds(w.DB)
	fw, err := s.Framework(context.Background(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string]string{}
	for _, item := range fw.Items {
		if item.Part == framework.Core && item.For(framework.Staff) && item.ForLevel(level) {
			scale, _ := fw.Scale(item.Scale)
			answers[item.ID] = scale.Positions[place].ID
		}
	}
	err = s.Store.InTx(context.Background(), func(tx round.Tx) error {
		for range n {
			one := round.Reply{ID: rand.Text(), Strand: framework.Staff, Agency: agency, Level: level, Answers: answers, Use: round.ForSummary}
			if _, err := tx.AddReply(r.ID, one, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
