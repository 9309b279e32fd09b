package round_test

import (
	"fmt"
	"slices"
	"testing"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func staff(direct, operational, strategic int) map[string]int {
	return map[string]int{framework.Direct: direct, framework.Operational: operational, framework.Strategic: strategic}
}

func TestWhatIsForeseen(t *testing.T) {
	r := round.Round{Strands: []string{framework.Staff, framework.Return}, AtLeast: 10, CommentsAtLeast: 25}
	agencies := []round.Agency{
		{Name: "Council", Kind: "council", Form: round.FullForm, Staff: staff(100, 40, 8)},
		{Name: "Police", Kind: "police", Form: round.FullForm, Staff: staff(60, 20, 0)},
		{Name: "School A", Kind: "school", Form: round.NoReturn, Staff: staff(12, 0, 0)},
		{Name: "School B", Kind: "school", Form: round.ShortForm, Staff: staff(14, 0, 0)},
	}
	all := round.Forecast(r, agencies)
	at := all[len(all)-1] // 70 in 100
	if at.Percent != 70 || at.Invited != 254 || !at.Shows || !at.Comments {
		t.Errorf("%+v", at)
	}
	of := func(list []round.Foreseen, agency, level string) round.Foreseen {
		i := slices.IndexFunc(list, func(f round.Foreseen) bool { return f.Agency == agency && f.Level == level })
		if i < 0 {
			t.Fatalf("there is no %s %s", agency, level)
		}
		return list[i]
	}
	if f := of(at.Agencies, "Council", ""); f.How != round.Own || f.Size != disclosure.TwentyFiveOrMore || f.Invite != 0 {
		t.Errorf("%+v", f)
	}
	// 12 of whom 8 answer: more have to be invited, or 10 of the 12 answer.
	if f := of(at.Agencies, "School A", ""); f.How == round.Own || f.Enough != 10 || f.Invite != 14 {
		t.Errorf("%+v", f)
	}
	// 8 leaders, of whom 6 answer, appear with the next level.
	if f := of(at.Levels, "", framework.Strategic); f.How != round.Together || !slices.Equal(f.Levels, []string{framework.Operational}) || f.Invite != 14 {
		t.Errorf("%+v", f)
	}
	if slices.Contains(at.Mirrors, "School A") || !slices.Contains(at.Mirrors, "Council") {
		t.Errorf("mirrors: %v", at.Mirrors)
	}
	if f := of(at.Within, "Police", framework.Direct); f.Invited != 60 || f.Expected != 42 {
		t.Errorf("%+v", f)
	}
	if few := round.Forecast(r, agencies[2:])[0]; few.Shows || few.Agencies[0].How != round.Nowhere {
		t.Errorf("%+v", few)
	}
}

// With as many answers as are said to be enough, a group does show on its own.
func TestARemedyHelps(t *testing.T) {
	r := round.Round{Strands: []string{framework.Staff}, AtLeast: 10}
	helped := map[bool]int{}
	for n := range 40 {
		agencies := []round.Agency{
			{Name: "Council", Kind: "council", Staff: staff(90+n, 0, 0)}, {Name: "Police", Kind: "police", Staff: staff(40, 0, 0)},
			{Name: "Health", Kind: "health", Staff: staff(2+n, 0, 0)}, {Name: "School", Kind: "school", Staff: staff(9+n/2, 0, 0)},
		}
		for i, o := range round.Forecast(r, agencies) {
			for at, f := range o.Agencies {
				if f.Invite == 0 {
					continue
				}
				changed := slices.Clone(agencies)
				for j, other := range o.Agencies {
					if j == at || f.Also && other.Expected < f.Enough {
						changed[j].Staff = staff(f.Invite, 0, 0)
					}
				}
				if again := round.Forecast(r, changed)[i].Agencies[at]; again.How != round.Own || again.Expected != f.Enough {
					t.Errorf("round %d at %d: %+v, then %+v", n, o.Percent, f, again)
				}
				helped[f.Also]++
			}
		}
	}
	if helped[true] < 10 || helped[false] < 10 {
		t.Errorf("remedies: %v", helped)
	}
}

// What is foreseen for a share is what is published when that share answers.
func TestTheForecastComesTrue(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), testkit.Rounds(db), t.Context()
		r, _ := w.OpenRound(t)
		agencies, err := s.Store.Read(ctx).RoundAgencies(r.ID)
		if err != nil {
			t.Fatal(err)
		}
		at := round.Forecast(r, agencies)[1]
		for _, f := range at.Within {
			for place := range 4 { // spread over the scale
				w.Reply(t, r, f.Agency, f.Level, place, (f.Expected+place)/4)
			}
		}
		if err := s.Close(ctx, w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
			t.Fatal(err)
		}
		if err := s.Release(ctx, string(r.ID)); err != nil {
			t.Fatal(err)
		}
		kept, err := s.Store.Read(ctx).Releases(r.ID)
		if err != nil {
			t.Fatal(err)
		}
		release, err := disclosure.Kept(kept[0].Content)
		if err != nil {
			t.Fatal(err)
		}
		var published, foreseen []string
		for _, g := range release.Groups() {
			if len(g.Agencies) == 1 && len(g.Levels) == 0 {
				published = append(published, g.Agencies[0])
			}
			if len(g.Agencies) == 0 && len(g.Levels) == 1 {
				published = append(published, fmt.Sprint("level ", g.Levels[0]))
			}
		}
		for _, f := range at.Agencies {
			if f.How == round.Own {
				foreseen = append(foreseen, f.Agency)
			}
		}
		for _, f := range at.Levels {
			if f.How == round.Own {
				foreseen = append(foreseen, "level "+f.Level)
			}
		}
		slices.Sort(published)
		slices.Sort(foreseen)
		if len(published) == 0 || !slices.Equal(published, foreseen) {
			t.Errorf("published %v, foreseen %v", published, foreseen)
		}
	})
}
