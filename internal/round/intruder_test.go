package round_test

import (
	"strconv"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/insight"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// Whoever could bring answers in and undo that until a band changes would learn how
// many staff have answered.
func TestWhatIsBroughtInMovesNoBand(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s, v := testkit.Rounds(db), w.As(t, people.Coordinator)
		r, _ := w.OpenRound(t)
		w.Reply(t, r, w.Council.Name, framework.Direct, 0, 10)
		agencies, err := s.Store.Read(t.Context()).RoundAgencies(r.ID)
		must(t, err)
		before, err := s.Responses(t.Context(), v, r, agencies)
		must(t, err)
		var rows strings.Builder
		for n := range 90 {
			rows.WriteString(strconv.Itoa(n) + ",staff," + w.Council.Name + ",direct,p1,mostly,,\n")
		}
		b, err := brought(t, s, r, rows.String())
		must(t, err)
		must(t, s.BringIn(t.Context(), v, w.North.ID, r.ID, b))
		after, err := s.Responses(t.Context(), v, r, agencies)
		must(t, err)
		for i, one := range before {
			if after[i] != one {
				t.Errorf("%+v became %+v", one, after[i])
			}
		}
	})
}

// What a round holds is checked against its framework and its agencies when it comes:
// results could never be made of it otherwise.
func TestNothingChangesUnderWhatWasBroughtIn(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s, v := testkit.Rounds(db), w.As(t, people.Coordinator)
		r, _ := w.PreparedRound(t)
		b, err := brought(t, s, r, "1,staff,"+w.School.Name+",direct,p1,mostly,,\n")
		must(t, err)
		must(t, s.BringIn(t.Context(), v, w.North.ID, r.ID, b))
		without := map[people.AgencyID]round.Form{w.Council.ID: round.FullForm, w.Police.ID: round.FullForm}
		wants(t, s.UseFramework(t.Context(), v, w.North.ID, r.ID, nil), "roundsetup.brought")
		wants(t, s.TakePart(t.Context(), v, w.North.ID, r.ID, without), "roundsetup.brought")
		with := map[people.AgencyID]round.Form{w.Council.ID: round.FullForm, w.Police.ID: round.FullForm, w.School.ID: round.NoReturn}
		must(t, s.TakePart(t.Context(), v, w.North.ID, r.ID, with))
		must(t, s.UndoImport(t.Context(), v, w.North.ID, r.ID, b.ID))
		must(t, s.TakePart(t.Context(), v, w.North.ID, r.ID, without))
		must(t, s.UseFramework(t.Context(), v, w.North.ID, r.ID, nil))
	})
}

func TestAScrutineerReadsEvidenceOnceItIsShared(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s, v := testkit.Rounds(db), w.As(t, people.Scrutineer)
		r := w.ClosedRound(t)
		must(t, s.Release(t.Context(), string(r.ID)))
		_, err := s.SaveEvidence(t.Context(), w.As(t, people.Coordinator), w.North.ID, r.ID, aPiece("P3"))
		must(t, err)
		if all, _, err := s.AllEvidence(t.Context(), v, w.North.ID, r.ID); err == nil {
			t.Errorf("read before it was shared: %+v", all)
		}
		must(t, s.ShareResults(t.Context(), w.As(t, people.Coordinator), w.North.ID, r.ID, map[string]round.Audience{round.EvidencePage: round.Scrutineer}))
		if all, _, err := s.AllEvidence(t.Context(), v, w.North.ID, r.ID); err != nil || len(all) != 1 {
			t.Errorf("%+v, %v", all, err)
		}
	})
}

// A framework of the partnership's own may not know every kind of agency.
func TestResultsAreMadeWhereTheFrameworkKnowsNoKindOfAnAgency(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		r := w.ClosedRound(t)
		must(t, s.Store.InTx(t.Context(), func(tx round.Tx) error {
			return tx.PutAgency(r.ID, round.Agency{ID: w.School.ID, Name: w.School.Name, Kind: "circus", Form: round.FullForm})
		}))
		must(t, s.Release(t.Context(), string(r.ID)))
		if r := find(t, s, r.ID); r.Released.IsZero() {
			t.Error("there are no results")
		}
	})
}

// Each of two agencies has its own page and would know that "some" is the other one.
func TestOfTwoAgenciesItIsNotSaidThatSomeDiffer(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s, v := testkit.Rounds(db), w.As(t, people.Coordinator)
		r, _ := w.OpenRound(t)
		w.Reply(t, r, w.Council.Name, framework.Direct, 3, 40)
		w.Reply(t, r, w.Police.Name, framework.Direct, 0, 40)
		must(t, s.Close(t.Context(), v, w.North.ID, r.ID))
		must(t, s.Release(t.Context(), string(r.ID)))
		results, err := s.Results(t.Context(), v, w.North.ID, r.ID)
		must(t, err)
		outcome, err := results.Outcome()
		must(t, err)
		for _, name := range []string{w.Council.Name, w.Police.Name} {
			outcome.Returns = append(outcome.Returns, answer.Return{Agency: name, Item: "p1", Answer: "mostly"})
		}
		of := func(found []insight.Finding) map[insight.Kind]bool {
			all := map[insight.Kind]bool{}
			for _, f := range found {
				all[f.Kind] = true
			}
			return all
		}
		if all := of(insight.From(results.Framework, outcome).Findings); !all[insight.Agencies] || !all[insight.OwnStaff] {
			t.Fatalf("nothing differs: %v", all)
		}
		if all := of(insight.Unnamed(results.Framework, outcome).Findings); all[insight.Agencies] || all[insight.OwnStaff] {
			t.Errorf("it is said: %v", all)
		}
	})
}
