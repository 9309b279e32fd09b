package web_test

import (
	"regexp"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// The entry on missing data, which every round has, is no piece that somebody added.
func TestOnlyAddedEvidenceIsCounted(t *testing.T) {
	for pieces, counted := range []string{"", "1 piece of evidence"} {
		h := newResultsHouse(t)
		r := h.world.ClosedRound(t, func(r *round.Round) { r.Strands = []string{framework.Staff, framework.Evidence} })
		err := h.rounds.Store.InTx(t.Context(), func(tx round.Tx) error {
			if pieces == 0 {
				return nil
			}
			return tx.PutEvidence(r.ID, round.Evidence{ID: testkit.NewID(), Principle: "P3", Kind: "audit", Source: "Audit of records", Month: "2026-03", Text: "Records name who children trust."})
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := h.rounds.Release(t.Context(), string(r.ID)); err != nil {
			t.Fatal(err)
		}
		b := h.north(t, people.Coordinator)
		page := b.shows(b.get(ui.ResultsURL(r)), 200, "None in this report", counted)
		if strings.Count(page, " of evidence") != pieces {
			t.Errorf("with %d pieces the overview says %q", pieces, regexp.MustCompile(`\d+ pieces? of evidence`).FindAllString(page, -1))
		}
		b.shows(b.get(ui.ResultsURL(r, "P2")), 200, "Nobody has looked.")
	}
}
