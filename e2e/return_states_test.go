package e2e_test

import (
	"context"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// returnRounds are rounds in which the council's return has got that far.
type returnRounds struct {
	begun, signed, closed, short, none round.Round
	// asked is the id of an open question in the margin.
	asked string
}

const longWord = "Lngwrdwthtnynd"

// openReturns makes them.
func openReturns(t *testing.T, w *testkit.World) (all returnRounds) {
	t.Helper()
	s := testkit.Rounds(w.DB)
	where := people.Where{Partnership: w.North.ID, Agency: w.Council.ID}
	lead, contributor := w.As(t, people.AgencyLead), w.As(t, people.Contributor)
	made := func(form round.Form) round.Round {
		r, _ := w.OpenRound(t)
		do := func(tx round.Tx) error {
			agencies, err := tx.RoundAgencies(r.ID)
			for _, a := range agencies {
				if a.ID == w.Council.ID && err == nil {
					a.Form = form
					err = tx.PutAgency(r.ID, a)
				}
			}
			return err
		}
		must(t, s.Store.InTx(t.Context(), do))
		return r
	}
	save := func(r round.Round, v people.Viewer, changes ...round.Change) {
		_, err := s.SaveReturn(t.Context(), v, where, r.ID, changes)
		must(t, err)
	}
	all.begun, all.signed, all.closed, all.short, all.none = made(round.FullForm), made(round.FullForm), made(round.FullForm), made(round.ShortForm), made(round.NoReturn)
	for _, r := range []round.Round{all.begun, all.signed, all.closed} {
		save(r, lead, round.Change{Item: "p1", Answer: "mostly"}, round.Change{Item: "p1-do", Text: strings.Repeat("We ask first. ", 300)},
			round.Change{Item: "p1-better", Text: strings.Repeat(longWord, 30)}, round.Change{Item: "p3-do", Text: "A first text."})
	}
	save(all.begun, contributor, round.Change{Item: "p3-do", Text: "A second text.\n\nIn two paragraphs."}, round.Change{Item: "p1", Answer: "sometimes"})
	must(t, s.AddNote(t.Context(), contributor, where, all.begun.ID, round.Note{Item: "p1-do", Text: strings.Repeat(longWord, 10) + " Is it so?"}))
	all.asked = noteIDs(t, s, lead, where, all.begun.ID, "p1-do")[0]
	must(t, s.AddNote(t.Context(), lead, where, all.begun.ID, round.Note{Item: "p1-do", About: all.asked, Text: "It is."}))
	must(t, s.AddNote(t.Context(), lead, where, all.begun.ID, round.Note{Item: "p1-do", Text: "Settled?"}))
	must(t, s.SettleNote(t.Context(), lead, where, all.begun.ID, "p1-do", noteIDs(t, s, lead, where, all.begun.ID, "p1-do")[2]))
	must(t, s.Store.InTx(t.Context(), func(tx round.Tx) error {
		return tx.AddEarlier(all.begun.ID, w.Council.ID, round.Earlier{ID: testkit.NewID(), Item: "p1-do", Source: "S 11", Text: "Before.", Author: lead.Account.ID, At: testkit.Day})
	}))
	draft, err := s.ReadReturn(t.Context(), lead, where, all.signed.ID)
	must(t, err)
	must(t, s.SignReturn(t.Context(), lead, where, all.signed.ID, round.Signature{Name: "N L", Role: "Drctr", Sure: true, Seen: draft.Mark()}))
	must(t, s.Close(t.Context(), w.As(t, people.Coordinator), w.North.ID, all.closed.ID))
	return all
}

func noteIDs(t *testing.T, s *round.Service, v people.Viewer, where people.Where, id round.ID, item string) (ids []string) {
	t.Helper()
	draft, err := s.ReadReturn(context.Background(), v, where, id)
	must(t, err)
	for _, n := range draft.Notes[item] {
		ids = append(ids, n.ID)
	}
	return ids
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func returnStates(h house) []state {
	at := func(r round.Round, parts ...string) string { return ui.ReturnURL(r, h.world.Council.ID, parts...) }
	all := h.rounds.returns
	begun, fresh := all.begun, h.rounds.open
	stay, sign := "button[value="+ui.StepStay+"]", "main form[action$=sign] button"
	return []state{
		{route: "Return", name: "fresh", path: at(fresh), as: lead},
		{route: "Return", name: "begun", path: at(begun), as: lead},
		{route: "Return", name: "contributor", path: at(begun), as: contributor},
		{route: "Return", name: "preparing", path: at(h.rounds.prepared), as: lead},
		{route: "Return", name: "signed", path: at(all.signed) + "?done=signed", as: lead},
		{route: "Return", name: "closed", path: at(all.closed), as: contributor},
		{route: "Return", name: "short", path: at(all.short), as: lead},
		{route: "Return", name: "none", path: at(all.none), as: lead},
		{route: "Return", name: "coordinator", path: at(begun), as: coordinator, status: 404},
		{route: "ReturnPart", name: "fresh", path: at(fresh, "P2"), as: lead},
		{route: "ReturnPart", name: "begun", path: at(begun, "P1"), as: lead},
		{route: "ReturnPart", name: "short", path: at(all.short, "short"), as: lead},
		{route: "ReturnPart", name: "signed", path: at(all.signed, "P1"), as: lead},
		{route: "SaveReturn", name: "saved", path: at(fresh, "P1"), as: lead, fill: map[string]string{ui.FieldPlace("p1"): "mostly"}, press: stay},
		{route: "SaveReturn", name: "second-look", path: at(fresh, "P4"), as: lead, press: stay, fill: map[string]string{ui.FieldWrittenOf("p4-do"): blaming}},
		{route: "SaveReturn", name: "too-long", path: at(fresh, "P4"), as: lead, press: stay, fill: map[string]string{ui.FieldWrittenOf("p4-do"): strings.Repeat("word ", 2500)}, status: 422},
		{route: "ReturnBoth", name: "words", path: at(begun, "P3", "both", "p3-do"), as: lead},
		{route: "ReturnBoth", name: "place", path: at(begun, "P1", "both", "p1"), as: lead},
		{route: "ReturnBoth", name: "decided", path: at(begun, "P1", "both", "p1-do"), as: lead},
		{route: "DecideReturn", name: "none-chosen", path: at(begun, "P3", "both", "p3-do"), as: lead, press: send, status: 422},
		{route: "DecideReturn", name: "own-too-long", path: at(begun, "P3", "both", "p3-do"), as: lead, press: send, status: 422,
			fill: map[string]string{ui.FieldKeep: round.KeepOwn, ui.BoxOwn: strings.Repeat("word ", 2500)}},
		{route: "ReturnNotes", name: "fresh", path: at(fresh, "P1", "notes", "p1-do"), as: lead},
		{route: "ReturnNotes", name: "asked", path: at(begun, "P1", "notes", "p1-do"), as: lead},
		{route: "ReturnNotes", name: "replying", path: at(begun, "P1", "notes", "p1-do") + "?about=" + all.asked, as: lead},
		{route: "ReturnNotes", name: "signed", path: at(all.signed, "P1", "notes", "p1-do"), as: lead},
		{route: "NoteReturn", name: "empty", path: at(fresh, "P1", "notes", "p1-do"), as: lead, press: send, status: 422},
		{route: "ReturnSign", name: "fresh", path: at(fresh, "sign"), as: lead},
		{route: "ReturnSign", name: "undecided", path: at(begun, "sign"), as: lead},
		{route: "ReturnSign", name: "closed", path: at(all.closed, "sign"), as: lead},
		{route: "SignReturn", name: "unsure", path: at(fresh, "sign"), as: lead, press: sign, fill: map[string]string{ui.FieldSignedRole: "R"}, status: 422},
		{route: "ReopenReturn", name: "open-again", path: at(all.signed), as: lead, press: "main form[action$=reopen] button"},
	}
}
