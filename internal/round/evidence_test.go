package round_test

import (
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func aPiece(principle string) round.Evidence {
	return round.Evidence{Principle: principle, Kind: "audit", Source: "Northshire Council", Month: "2026-03", Text: "Records name the people children trust.", Cannot: "It read 20 records only."}
}

// message is the id of a fault's message, or "".
func message(err error) string {
	if f, ok := fault.As(err); ok {
		return f.Message
	}
	return ""
}

func TestEvidenceIsAddedChangedAndRemovedByThoseWhoMay(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		r, _ := w.PreparedRound(t)
		ctx, lead, coordinator := t.Context(), w.As(t, people.AgencyLead), w.As(t, people.Coordinator)
		for _, role := range []people.Role{people.Contributor, people.Facilitator, people.Moderator, people.Scrutineer} {
			if _, err := s.SaveEvidence(ctx, w.As(t, role), w.North.ID, r.ID, aPiece("P3")); message(err) != "round.missing" {
				t.Errorf("%s: %v", role, err)
			}
		}
		mine, err := s.SaveEvidence(ctx, lead, w.North.ID, r.ID, aPiece("P3"))
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := s.SaveEvidence(ctx, coordinator, w.North.ID, r.ID, aPiece("P1"))
		if err != nil {
			t.Fatal(err)
		}
		changed := aPiece("P3")
		changed.ID, changed.Kind = theirs, "figures"
		if _, err := s.SaveEvidence(ctx, lead, w.North.ID, r.ID, changed); message(err) != "round.missing" {
			t.Errorf("a lead changed the coordinator's: %v", err)
		}
		if err := s.RemoveEvidence(ctx, lead, w.North.ID, r.ID, theirs); message(err) != "round.missing" {
			t.Errorf("a lead removed the coordinator's: %v", err)
		}
		changed.ID = mine
		if _, err := s.SaveEvidence(ctx, coordinator, w.North.ID, r.ID, changed); err != nil {
			t.Error(err)
		}
		all, _, err := s.AllEvidence(ctx, w.As(t, people.Facilitator), w.North.ID, r.ID)
		if err != nil || len(all) != 2 || all[1].Kind != "figures" || all[1].Author != lead.Account.ID {
			t.Errorf("%+v, %v", all, err)
		}
		if err := s.RemoveEvidence(ctx, lead, w.North.ID, r.ID, mine); err != nil {
			t.Error(err)
		}
		if all, _, err := s.AllEvidence(ctx, lead, w.North.ID, r.ID); err != nil || len(all) != 1 {
			t.Errorf("%+v, %v", all, err)
		}
		// Another round's piece is not this one's.
		other, _ := w.PreparedRound(t)
		changed.ID = theirs
		if _, err := s.SaveEvidence(ctx, coordinator, w.North.ID, other.ID, changed); message(err) != "round.missing" {
			t.Errorf("a piece went over into another round: %v", err)
		}
		if err := s.RemoveEvidence(ctx, coordinator, w.North.ID, other.ID, theirs); message(err) != "round.missing" {
			t.Error(err)
		}
	})
}

func TestWhatIsWrongWithEvidenceIsSaid(t *testing.T) {
	long := strings.Repeat("é", 601)
	for want, change := range map[string]func(*round.Evidence){
		"kind-needed":   func(e *round.Evidence) { e.Kind = "gossip" },
		"source-needed": func(e *round.Evidence) { e.Source = " " },
		"source-long":   func(e *round.Evidence) { e.Source = long },
		"month-needed":  func(e *round.Evidence) { e.Month = "2026-13" },
		"month-future":  func(e *round.Evidence) { e.Month = "2099-01" },
		"shows-needed":  func(e *round.Evidence) { e.Text = "" },
		"shows-long":    func(e *round.Evidence) { e.Text = long },
		"cannot-needed": func(e *round.Evidence) { e.Cannot = "" },
		"cannot-long":   func(e *round.Evidence) { e.Cannot = long[:802] },
	} {
		e := aPiece("P3")
		change(&e)
		if got := message(round.CheckEvidence(e, testkit.Day)); got != "roundevidence."+want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if err := round.CheckEvidence(aPiece("P3"), testkit.Day); err != nil {
		t.Error(err)
	}
}

func TestChildrensVoicesComeFirst(t *testing.T) {
	all := []round.Evidence{{Kind: "figures", Month: "2026-09"}, {Kind: "audit", Month: "2026-01"}, {Kind: "audit", Month: "2026-02"}, {Kind: "advocacy", Month: "2019-01"}}
	round.SortEvidence(all)
	var got []string
	for _, e := range all {
		got = append(got, e.Kind+" "+e.Month)
	}
	if strings.Join(got, ", ") != "advocacy 2019-01, audit 2026-02, audit 2026-01, figures 2026-09" {
		t.Error(got)
	}
}

func TestWhoIsMissingFromTheDataIsKeptAndSaid(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		r, _ := w.OpenRound(t)
		ctx, lead := t.Context(), w.As(t, people.AgencyLead)
		if _, m, err := s.AllEvidence(ctx, lead, w.North.ID, r.ID); err != nil || m.Looked() {
			t.Errorf("%+v, %v", m, err)
		}
		m := round.MissingData{States: map[string]string{"age": round.LookedAt, "ethnicity": round.NotLookedAt, "care": ""}, Under: " Girls who care for others. "}
		if err := s.SaveMissingData(ctx, lead, w.North.ID, r.ID, m); err != nil {
			t.Fatal(err)
		}
		_, m, err := s.AllEvidence(ctx, w.As(t, people.Facilitator), w.North.ID, r.ID)
		if err != nil || !m.Looked() || m.Under != "Girls who care for others." || len(m.States) != 2 || m.Author != lead.Account.ID {
			t.Errorf("%+v, %v", m, err)
		}
		for _, wrong := range []round.MissingData{{States: map[string]string{"shoe-size": round.LookedAt}}, {States: map[string]string{"age": "perhaps"}}, {Over: strings.Repeat("x", 601)}} {
			if err := s.SaveMissingData(ctx, lead, w.North.ID, r.ID, wrong); message(err) == "" {
				t.Errorf("%+v was taken: %v", wrong, err)
			}
		}
		if err := s.SaveMissingData(ctx, w.As(t, people.Contributor), w.North.ID, r.ID, m); message(err) != "round.missing" {
			t.Error(err)
		}
	})
}

// Evidence is frozen with the figures where no returns are made, and by whoever shows
// the returns where they are.
func TestEvidenceIsFrozenOnce(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		ctx, coordinator := t.Context(), w.As(t, people.Coordinator)
		for _, strands := range [][]string{{framework.Staff, framework.Evidence}, {framework.Staff, framework.Return, framework.Evidence}} {
			r, _ := w.OpenRound(t)
			returns := len(strands) == 3
			r.Strands = strands
			noErr(t, s.Store.InTx(ctx, func(tx round.Tx) error { return tx.ChangeRound(r) }))
			if _, err := s.SaveEvidence(ctx, coordinator, w.North.ID, r.ID, aPiece("P3")); err != nil {
				t.Fatal(err)
			}
			w.Reply(t, r, w.Council.Name, framework.Direct, 1, 12)
			r = w.Published(t, r)
			if got := round.EvidenceIsOpen(r); got != returns {
				t.Errorf("open: %v", got)
			}
			if returns {
				if kept := keptOf(t, s, r); kept != nil {
					t.Errorf("kept before the returns are shown: %+v", kept)
				}
				if _, err := s.SaveEvidence(ctx, coordinator, w.North.ID, r.ID, aPiece("P1")); err != nil {
					t.Error(err)
				}
				noErr(t, s.Reveal(ctx, coordinator, w.North.ID, r.ID))
			}
			lines := keptOf(t, s, r)
			want := 2 + len(strands) - 2
			if len(lines) != want || lines[0].Principle != "P2" || lines[0].Text != "Nobody has looked." {
				t.Fatalf("%+v", lines)
			}
			last := lines[len(lines)-1]
			if last.Source != "Northshire Council (audit)" || last.Text != "Records name the people children trust. What it can’t tell us: It read 20 records only." || last.Month != "2026-03" {
				t.Errorf("%+v", last)
			}
			if _, err := s.SaveEvidence(ctx, coordinator, w.North.ID, r.ID, aPiece("P5")); message(err) != "roundevidence.closed" {
				t.Errorf("added afterwards: %v", err)
			}
			if err := s.SaveMissingData(ctx, coordinator, w.North.ID, r.ID, round.MissingData{Done: "x"}); message(err) != "roundevidence.closed" {
				t.Errorf("changed afterwards: %v", err)
			}
			noErr(t, s.Store.InTx(ctx, func(tx round.Tx) error {
				if err := tx.PutEvidence(r.ID, round.Evidence{ID: testkit.NewID(), Principle: "P1", Kind: "other", Month: "2026-01"}); err != nil {
					return err
				}
				return s.FreezeEvidence(tx, r)
			}))
			if again := keptOf(t, s, r); len(again) != want {
				t.Errorf("kept twice: %+v", again)
			}
		}
	})
}

func noErr(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func keptOf(t *testing.T, s *round.Service, r round.Round) []answer.Evidence {
	t.Helper()
	kept, err := s.Store.Read(t.Context()).Releases(r.ID)
	noErr(t, err)
	lines, ok, err := round.KeptEvidence(kept)
	noErr(t, err)
	if ok != (lines != nil) {
		t.Errorf("kept: %v, with %d lines", ok, len(lines))
	}
	return lines
}

func TestMissingDataIsSaidInOnePiece(t *testing.T) {
	s := testkit.Rounds(&store.DB{})
	m := round.MissingData{States: map[string]string{"age": round.LookedAt, "sex": round.LookedAt, "care": round.NotCollected}, Over: "Boys who are stopped often.", At: testkit.Day}
	lines := round.EvidenceLines(nil, m, "P2", "2020-01", s.Words)
	if len(lines) != 1 || lines[0].Month != testkit.Day.Format("2006-01") || lines[0].Source != "Who is missing from our data" {
		t.Fatalf("%+v", lines)
	}
	for _, want := range []string{"Collected and looked at: age, sex.", "Not collected: being in care.", "Nobody has said: ethnicity", "Recognised too often: Boys who are stopped often.", "Recognised too seldom: Nobody has said."} {
		if !strings.Contains(lines[0].Text, want) {
			t.Errorf("%q is not in %q", want, lines[0].Text)
		}
	}
	for _, one := range round.Characteristics {
		if strings.Contains(s.Words.Say("roundevidence.has-"+one), "roundevidence.") {
			t.Errorf("%s has no words", one)
		}
	}
}
