package e2e_test

import (
	"context"
	"strings"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// evidenceStates are the pages of other evidence: empty, filled, too long, closed.
func evidenceStates(h house) []state {
	empty, r, past := h.rounds.prepared, h.rounds.open, h.someEvidence()
	long := strings.Repeat("L", 601)
	add := ui.RoundEvidenceURL(r, "P3", "add")
	mine, missing := ui.RoundEvidenceURL(r, pieceID), ui.RoundEvidenceURL(r, "missing-data")
	filled := map[string]string{ui.FieldEvidenceKind: "figures", ui.FieldEvidenceSource: "B", ui.FieldEvidenceMonth: "3", ui.FieldEvidenceYear: "2026",
		ui.FieldEvidenceShows: "B.", ui.FieldEvidenceCannot: "C."}
	with := func(pairs ...string) map[string]string {
		all := map[string]string{}
		for field, value := range filled {
			all[field] = value
		}
		for i := 0; i < len(pairs); i += 2 {
			all[pairs[i]] = pairs[i+1]
		}
		return all
	}
	return []state{
		{route: "RoundEvidence", name: "empty", path: ui.RoundEvidenceURL(empty), as: coordinator},
		{route: "RoundEvidence", name: "some", path: ui.RoundEvidenceURL(r), as: lead},
		{route: "RoundEvidence", name: "reader", path: ui.RoundEvidenceURL(r), as: contributor},
		{route: "RoundEvidence", name: "closed", path: ui.RoundEvidenceURL(past), as: coordinator},
		{route: "RoundEvidence", name: "elsewhere", path: ui.RoundEvidenceURL(r), as: elsewhere, status: 404},
		{route: "NewEvidence", name: "fresh", path: add, as: lead},
		{route: "AddEvidence", name: "empty", path: add, as: lead, press: send, status: 422},
		{route: "AddEvidence", name: "no-month", path: add, as: lead, fill: with(ui.FieldEvidenceMonth, "13"), press: send, status: 422},
		{route: "AddEvidence", name: "long", path: add, as: lead, fill: with(ui.FieldEvidenceShows, long), press: send, status: 422},
		{route: "AddEvidence", name: "look-again", path: add, as: lead, fill: with(ui.FieldEvidenceShows, telling), press: send},
		{route: "AddEvidence", name: "added", path: add, as: lead, fill: filled, press: send},
		{route: "EvidenceForm", name: "change", path: mine + "/change", as: coordinator},
		{route: "ChangeEvidence", name: "empty", path: mine + "/change", as: coordinator, fill: map[string]string{ui.FieldEvidenceSource: ""}, press: send, status: 422},
		{route: "EvidenceRemoval", name: "fresh", path: mine + "/remove", as: coordinator},
		{route: "RemoveEvidence", name: "gone", path: ui.RoundEvidenceURL(r, otherPieceID) + "/remove", as: coordinator, press: send},
		{route: "MissingData", name: "fresh", path: ui.RoundEvidenceURL(empty, "missing-data"), as: lead},
		{route: "MissingData", name: "said", path: missing, as: coordinator},
		{route: "SaveMissingData", name: "long", path: missing, as: lead, fill: map[string]string{ui.FieldMissingUnder: long}, press: send, status: 422},
		{route: "SaveMissingData", name: "look-again", path: missing, as: lead, fill: map[string]string{ui.FieldMissingUnder: telling}, press: send},
		{route: "SaveMissingData", name: "saved", path: missing, as: lead, fill: map[string]string{ui.FieldMissingUnder: "B."}, press: send},
	}
}

const (
	pieceID      = "0000000000000000000000000000piece"
	otherPieceID = "0000000000000000000000000000other"
	// telling holds a detail that could tell who a child is.
	telling = "B 07700 900123."
)

// someEvidence fills the open round's page, and makes a round whose page is closed.
func (h house) someEvidence() round.Round {
	s, ctx := testkit.Rounds(h.world.DB), context.Background()
	past := h.rounds.open
	past.ID, past.Revealed = round.ID(testkit.NewID()), testkit.Day
	at := testkit.Day
	say := func(text string) string {
		if h.config.Words.IsPseudo() {
			return "B"
		}
		return text
	}
	mine := h.world.People[people.AgencyLead].ID
	pieces := []round.Evidence{
		{ID: pieceID, Principle: "P1", Kind: "advocacy", Source: say("Voices of Northshire, advocacy service"), Month: "2026-05", Author: mine, At: at,
			Text:   say("Children say that one worker who stays matters most. Several spoke warmly of the youth justice team."),
			Cannot: say("Few children who live outside the county were asked.")},
		{ID: otherPieceID, Principle: "P1", Kind: "audit", Source: say("Northshire Council, audit of 20 records"), Month: "2026-03", At: at,
			Text: say("Most records name an adult whom the child trusts."), Cannot: say("Records do not say what children thought.")},
		{ID: testkit.NewID(), Principle: "P4", Kind: "figures", Source: strings.Repeat("B", round.MaxSource), Month: "2025-11", At: at, Text: strings.Repeat("B", round.MaxShows), Cannot: strings.Repeat("B", round.MaxCannot)},
	}
	err := s.Store.InTx(ctx, func(tx round.Tx) error {
		pack, err := tx.Pack(h.rounds.open.ID)
		if err != nil {
			return err
		}
		if err := tx.AddRound(past, pack); err != nil {
			return err
		}
		for _, e := range pieces {
			if err := tx.PutEvidence(h.rounds.open.ID, e); err != nil {
				return err
			}
			e.ID = testkit.NewID()
			if err := tx.PutEvidence(past.ID, e); err != nil {
				return err
			}
		}
		return tx.PutMissingData(h.rounds.open.ID, round.MissingData{Author: mine, At: at, Over: say("Boys from two estates, who are stopped more often than others."),
			States: map[string]string{"age": round.LookedAt, "sex": round.LookedAt, "ethnicity": round.NotLookedAt, "care": round.NotCollected}})
	})
	if err != nil {
		panic(err)
	}
	return past
}
