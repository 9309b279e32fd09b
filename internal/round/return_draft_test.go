package round_test

import (
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// desk is an open round, and the people who write the council's return in it.
type desk struct {
	t               *testing.T
	w               *testkit.World
	s               *round.Service
	r               round.Round
	where           people.Where
	lead, colleague people.Viewer
}

func atDesks(t *testing.T, f func(d *desk)) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		r, _ := w.OpenRound(t)
		f(&desk{t, w, testkit.Rounds(db), r, people.Where{Partnership: w.North.ID, Agency: w.Council.ID},
			w.As(t, people.AgencyLead), w.As(t, people.Contributor)})
	})
}

func (d *desk) save(v people.Viewer, c ...round.Change) []round.Saved {
	d.t.Helper()
	all, err := d.s.SaveReturn(d.t.Context(), v, d.where, d.r.ID, c)
	if err != nil {
		d.t.Fatal(err)
	}
	return all
}

func (d *desk) draft() round.ReturnDraft {
	d.t.Helper()
	draft, err := d.s.ReadReturn(d.t.Context(), d.lead, d.where, d.r.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return draft
}

// says checks the fault of something refused.
func (d *desk) says(err error, message string) {
	d.t.Helper()
	if f, ok := fault.As(err); !ok || f.Message != message {
		d.t.Errorf("%v, want %s", err, message)
	}
}

func (d *desk) stands(item, text string, version int, besides ...string) {
	d.t.Helper()
	draft := d.draft()
	var others []string
	for _, o := range draft.Others[item] {
		others = append(others, o.Text+o.Answer)
	}
	if a := draft.Answers[item]; a.Text+a.Answer != text || a.Version != version || strings.Join(others, "|") != strings.Join(besides, "|") {
		d.t.Errorf("%s stands as %q version %d beside %q, want %q version %d beside %q", item, a.Text+a.Answer, a.Version, others, text, version, besides)
	}
}

// Whoever comes second, in words or on the scale, nothing is lost and nothing is
// doubled.
func TestTwoAuthorsChangeTheSameAnswer(t *testing.T) {
	atDesks(t, func(d *desk) {
		for item, c := range map[string][2]round.Change{
			"p1-do": {{Item: "p1-do", Text: "We listen."}, {Item: "p1-do", Text: "We believe."}},
			"p1":    {{Item: "p1", Answer: "mostly"}, {Item: "p1", Answer: "dont-know"}},
		} {
			for i, order := range [][2]people.Viewer{{d.lead, d.colleague}, {d.colleague, d.lead}} {
				item := strings.Replace(item, "p1", []string{"p1", "p3"}[i], 1)
				first, second := c[0], c[1]
				first.Item, second.Item = item, item
				if one := d.save(order[0], first)[0]; one.Version != 1 || one.Other != "" {
					t.Errorf("%+v", one)
				}
				one := d.save(order[1], second)[0]
				if one.Other == "" || one.Version != 0 {
					t.Errorf("no conflict: %+v", one)
				}
				d.stands(item, first.Text+first.Answer, 1, second.Text+second.Answer)
				if again := d.save(order[1], second)[0]; again.Other != one.Other {
					t.Errorf("the same, sent twice, is there as %s and %s", one.Other, again.Other)
				}
				d.save(order[0], first)
				d.stands(item, first.Text+first.Answer, 1, second.Text+second.Answer)
			}
		}
	})
}

func TestAPageGoesOnFromWhatItWrote(t *testing.T) {
	atDesks(t, func(d *desk) {
		d.save(d.lead, round.Change{Item: "p1-do", Text: "One"})
		beside := d.save(d.colleague, round.Change{Item: "p1-do", Text: "Two"})[0]
		d.save(d.colleague, round.Change{Item: "p1-do", Text: "Two and a half", Other: beside.Other})
		d.stands("p1-do", "One", 1, "Two and a half")
		// Nobody takes the place of what somebody else wrote beside it.
		other := d.draft().Others["p1-do"][0].ID
		d.save(d.lead, round.Change{Item: "p1-do", Text: "Three", Other: other})
		d.stands("p1-do", "One", 1, "Two and a half", "Three")
		// A reply that was lost on its way makes no conflict with oneself; a second tab
		// does.
		d.save(d.lead, round.Change{Item: "p1-better", Text: "A"})
		d.save(d.lead, round.Change{Item: "p1-better", Text: "A and B"})
		d.stands("p1-better", "A and B", 2)
		d.save(d.lead, round.Change{Item: "p1-better", Text: "C"})
		d.stands("p1-better", "A and B", 2, "C")
		// An answer taken back while somebody else changed it.
		d.save(d.lead, round.Change{Item: "p4-do", Text: "A"})
		d.save(d.colleague, round.Change{Item: "p4-do", Text: "A, B", Base: 1})
		d.save(d.lead, round.Change{Item: "p4-do", Base: 1})
		d.stands("p4-do", "A, B", 2, "")
	})
}

func TestOneAnswerIsChosen(t *testing.T) {
	atDesks(t, func(d *desk) {
		decide := func(c round.ChosenAnswer) error {
			for _, o := range d.draft().Others[c.Item] {
				c.Seen = append(c.Seen, o.ID)
			}
			if c.Keep == "other" && len(c.Seen) > 0 {
				c.Keep = c.Seen[0]
			}
			return d.s.DecideReturn(t.Context(), d.lead, d.where, d.r.ID, c)
		}
		for item, c := range map[string]struct {
			keep, text string
			want       string
			version    int
		}{
			"p1-do":     {keep: round.KeepKept, want: "Mine", version: 1},
			"p1-better": {keep: "other", want: "Yours", version: 2},
			"p3-do":     {keep: round.KeepOwn, text: "Ours\r\n", want: "Ours", version: 2},
		} {
			d.save(d.lead, round.Change{Item: item, Text: "Mine"})
			d.save(d.colleague, round.Change{Item: item, Text: "Yours"})
			d.says(decide(round.ChosenAnswer{Item: item, Base: 7, Keep: c.keep, Text: c.text}), "return.changed-meanwhile")
			d.says(decide(round.ChosenAnswer{Item: item, Base: 1, Keep: "nothing"}), "return.choose-one")
			d.stands(item, "Mine", 1, "Yours")
			for range 2 { // the form is sent twice
				if err := decide(round.ChosenAnswer{Item: item, Base: 1, Keep: c.keep, Text: c.text}); err != nil {
					t.Error(err)
				}
			}
			d.stands(item, c.want, c.version)
		}
		// What came since the page was shown stays.
		d.save(d.lead, round.Change{Item: "p4-do", Text: "Mine"})
		d.save(d.colleague, round.Change{Item: "p4-do", Text: "Yours"})
		seen := []string{d.draft().Others["p4-do"][0].ID}
		d.save(d.colleague, round.Change{Item: "p4-do", Text: "Later"})
		if err := d.s.DecideReturn(t.Context(), d.lead, d.where, d.r.ID, round.ChosenAnswer{Item: "p4-do", Base: 1, Seen: seen, Keep: seen[0]}); err != nil {
			t.Error(err)
		}
		d.stands("p4-do", "Yours", 2, "Later")
		d.says(d.s.DecideReturn(t.Context(), d.lead, d.where, d.r.ID, round.ChosenAnswer{Item: "nothing", Base: 1, Seen: seen, Keep: seen[0]}), "round.missing")
	})
}

func TestWhatIsNoAnswerIsRefused(t *testing.T) {
	atDesks(t, func(d *desk) {
		long := strings.Repeat("é", answer.MaxComment)
		all := d.save(d.lead, round.Change{Item: "p1-do", Text: long + "\n "}, round.Change{Item: "p1-better", Text: long + "e"},
			round.Change{Item: "p2-do", Text: "a\x00b"}, round.Change{Item: "p2-better", Text: "a\xffb"}, round.Change{Item: "p3-do", Text: "kept"})
		d.says(all[1].Wrong, "return.too-long")
		d.says(all[2].Wrong, "return.control")
		d.says(all[3].Wrong, "return.not-text")
		if all[0].Wrong != nil || all[4].Wrong != nil {
			t.Errorf("%v, %v", all[0].Wrong, all[4].Wrong)
		}
		d.stands("p1-do", long, 1)
		d.stands("p3-do", "kept", 1)
		for _, forged := range []round.Change{{Item: "p1-parent", Answer: "mostly"}, {Item: "nothing", Text: "a"}, {Item: "p1", Answer: "best"},
			{Item: "p1", Text: "words"}, {Item: "p1-do", Answer: "mostly"}} {
			_, err := d.s.SaveReturn(t.Context(), d.lead, d.where, d.r.ID, []round.Change{forged})
			d.says(err, "round.missing")
		}
	})
}

// Only those who write for the agency read or change its return; not the coordinator.
func TestADraftIsOfItsAgencyAlone(t *testing.T) {
	atDesks(t, func(d *desk) {
		d.save(d.colleague, round.Change{Item: "p1-do", Text: "Ours alone"})
		for role, v := range map[string]people.Viewer{"coordinator": d.w.As(t, people.Coordinator), "moderator": d.w.As(t, people.Moderator),
			"scrutineer": d.w.As(t, people.Scrutineer), "nobody": {}} {
			if _, err := d.s.ReadReturn(t.Context(), v, d.where, d.r.ID); err == nil {
				t.Errorf("%s reads it", role)
			}
			if _, err := d.s.SaveReturn(t.Context(), v, d.where, d.r.ID, nil); err == nil {
				t.Errorf("%s writes in it", role)
			}
		}
		for _, where := range []people.Where{{Partnership: d.w.North.ID}, {Partnership: d.w.North.ID, Agency: d.w.Police.ID},
			{Partnership: d.w.South.ID, Agency: d.w.Council.ID}, {Partnership: d.w.North.ID, Agency: "nothing"}} {
			_, err := d.s.ReadReturn(t.Context(), d.lead, where, d.r.ID)
			d.says(err, "round.missing")
			_, err = d.s.SaveReturn(t.Context(), d.lead, where, d.r.ID, []round.Change{{Item: "p1-do", Text: "Forged"}})
			d.says(err, "round.missing")
		}
		err := d.s.SignReturn(t.Context(), d.colleague, d.where, d.r.ID, round.Signature{Name: "A", Role: "B", Sure: true, Seen: d.draft().Mark()})
		d.says(err, "round.missing")
		d.stands("p1-do", "Ours alone", 1)
	})
}

func TestTheMargin(t *testing.T) {
	atDesks(t, func(d *desk) {
		add := func(v people.Viewer, n round.Note) error { return d.s.AddNote(t.Context(), v, d.where, d.r.ID, n) }
		for range 2 {
			if err := add(d.colleague, round.Note{Item: "p1-do", Text: "Is that still so?"}); err != nil {
				t.Fatal(err)
			}
		}
		asked := d.draft().Questions("p1-do", false)
		if len(asked) != 1 || asked[0].Author != d.colleague.Account.ID || d.draft().Names[asked[0].Author] == "" {
			t.Fatalf("%+v", asked)
		}
		if err := add(d.lead, round.Note{Item: "p1-do", About: asked[0].ID, Text: "Yes."}); err != nil {
			t.Fatal(err)
		}
		reply := d.draft().AnswersTo(asked[0])
		if len(reply) != 1 || reply[0].Text != "Yes." {
			t.Errorf("%+v", reply)
		}
		d.says(add(d.lead, round.Note{Item: "p1-do", Text: " \n"}), "return.note-needed")
		d.says(add(d.lead, round.Note{Item: "p1-do", Text: strings.Repeat("a", round.MaxNote+1)}), "return.too-long")
		d.says(add(d.lead, round.Note{Item: "p1-do", About: reply[0].ID, Text: "To an answer"}), "round.missing")
		d.says(add(d.lead, round.Note{Item: "p1-better", About: asked[0].ID, Text: "Elsewhere"}), "round.missing")
		d.says(add(d.lead, round.Note{Item: "nothing", Text: "Nowhere"}), "round.missing")
		d.says(d.s.SettleNote(t.Context(), d.lead, d.where, d.r.ID, "p1-better", asked[0].ID), "round.missing")
		for range 2 {
			if err := d.s.SettleNote(t.Context(), d.lead, d.where, d.r.ID, "p1-do", asked[0].ID); err != nil {
				t.Error(err)
			}
		}
		if draft := d.draft(); len(draft.Questions("p1-do", false)) != 0 || len(draft.Questions("p1-do", true)) != 1 || draft.OpenNotes(draft.Parts()[0]) != 0 {
			t.Errorf("%+v", draft.Notes)
		}
		d.says(add(d.lead, round.Note{Item: "p1-do", About: asked[0].ID, Text: "Too late"}), "return.note-settled")
	})
}

func TestAReturnIsSignedOpenedAgainAndClosed(t *testing.T) {
	atDesks(t, func(d *desk) {
		sign := func(with round.Signature) error { return d.s.SignReturn(t.Context(), d.lead, d.where, d.r.ID, with) }
		whole := func() round.Signature {
			return round.Signature{Name: " Ada  Lead ", Role: "Director", Sure: true, Seen: d.draft().Mark()}
		}
		d.save(d.lead, round.Change{Item: "p1-do", Text: "Mine"})
		d.save(d.colleague, round.Change{Item: "p1-do", Text: "Yours"})
		d.says(sign(whole()), "return.sign-undecided")
		other := d.draft().Others["p1-do"][0].ID
		if err := d.s.DecideReturn(t.Context(), d.lead, d.where, d.r.ID, round.ChosenAnswer{Item: "p1-do", Base: 1, Seen: []string{other}, Keep: round.KeepKept}); err != nil {
			t.Fatal(err)
		}
		before := whole()
		d.save(d.colleague, round.Change{Item: "p1-better", Text: "Something new"})
		d.says(sign(before), "return.sign-changed")
		for change, message := range map[*round.Signature]string{
			{Role: "B", Sure: true}: "return.name-needed", {Name: "A", Sure: true}: "return.role-needed", {Name: "A", Role: "B"}: "return.sure-needed",
			{Name: strings.Repeat("a", 101), Role: "B", Sure: true}: "return.name-needed-fit", {Name: "A", Role: "a\x07", Sure: true}: "return.role-needed-fit",
		} {
			change.Seen = d.draft().Mark()
			d.says(sign(*change), message)
		}
		for range 2 {
			if err := sign(whole()); err != nil {
				t.Fatal(err)
			}
		}
		if one := d.draft().Return; one.State != round.Signed || one.Name != "Ada Lead" || one.SignedBy != d.lead.Account.ID || one.Signed.IsZero() {
			t.Errorf("%+v", one)
		}
		_, err := d.s.SaveReturn(t.Context(), d.lead, d.where, d.r.ID, []round.Change{{Item: "p1-do", Text: "Late", Base: 1}})
		d.says(err, "return.is-signed")
		d.says(d.s.AddNote(t.Context(), d.lead, d.where, d.r.ID, round.Note{Item: "p1-do", Text: "Late"}), "return.is-signed")
		d.says(d.s.ReopenReturn(t.Context(), d.colleague, d.where, d.r.ID), "round.missing")
		for range 2 {
			if err := d.s.ReopenReturn(t.Context(), d.lead, d.where, d.r.ID); err != nil {
				t.Fatal(err)
			}
		}
		d.stands("p1-better", "Something new", 1)
		if err := sign(whole()); err != nil {
			t.Fatal(err)
		}
		if err := d.s.Close(t.Context(), d.w.As(t, people.Coordinator), d.w.North.ID, d.r.ID); err != nil {
			t.Fatal(err)
		}
		d.says(d.s.ReopenReturn(t.Context(), d.lead, d.where, d.r.ID), "return.not-open")
		_, err = d.s.SaveReturn(t.Context(), d.lead, d.where, d.r.ID, []round.Change{{Item: "p1-do", Text: "Late", Base: 1}})
		d.says(err, "return.not-open")
		d.deeds(map[deed.Kind]int{deed.ReturnSigned: 2, deed.ReturnReopened: 1})
	})
}

// deeds counts what stands in the trail.
func (d *desk) deeds(want map[deed.Kind]int) {
	d.t.Helper()
	entries, err := d.w.DB.Trail().Page(d.t.Context(), string(d.w.North.ID), 0, 100)
	if err != nil {
		d.t.Fatal(err)
	}
	for kind, n := range want {
		found := 0
		for _, e := range entries {
			if e.Kind == kind && e.Of("agency") == string(d.w.Council.ID) {
				found++
			}
		}
		if found != n {
			d.t.Errorf("%s stands there %d times, want %d", kind, found, n)
		}
	}
}

func TestTheShortFormHasOnePage(t *testing.T) {
	fw, err := framework.LoadPack(mustDo(framework.Standard()))
	if err != nil {
		t.Fatal(err)
	}
	if parts := round.ReturnParts(fw, round.NoReturn); len(parts) != 0 {
		t.Errorf("%d parts of no return", len(parts))
	}
	short := round.ReturnParts(fw, round.ShortForm)
	if len(short) != 1 || len(short[0].Items) != 10 {
		t.Fatalf("%+v", short)
	}
	full := round.ReturnParts(fw, round.FullForm)
	if len(full) != len(fw.Principles) {
		t.Errorf("%d parts", len(full))
	}
	for _, part := range full {
		inWords := 0
		for _, i := range part.Items {
			if !i.For(framework.Return) {
				t.Errorf("%s is no question of a return", i.ID)
			}
			if i.IsText() {
				inWords++
			}
		}
		if inWords != 2 || len(part.Items) != 3 {
			t.Errorf("%s asks %d in words of %d", part.ID, inWords, len(part.Items))
		}
	}
}

func mustDo[T any](what T, err error) T {
	if err != nil {
		panic(err)
	}
	return what
}
