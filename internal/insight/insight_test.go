package insight_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/insight"
	"bearings/internal/report/reporttest"
)

// from takes answers in through the product's own door.
func from(t *testing.T, fw *framework.Framework, answers *reporttest.Answers) insight.Insight {
	t.Helper()
	outcome, err := answer.Take(fw, answers, 0)
	if err != nil {
		t.Fatal(err)
	}
	return insight.From(fw, outcome)
}

func crowd(n int, strand, agency, level, item, answer string) reporttest.Crowd {
	return reporttest.Crowd{N: n, Strand: strand, Agency: agency, Level: level, Answers: map[string]string{item: answer}}
}

// line is a finding as a person can read it.
func line(f insight.Finding) string {
	var b strings.Builder
	fmt.Fprint(&b, f.Kind, " ", f.Principle, " ", f.Strand, " ", f.Item, " ")
	for _, s := range f.Sides {
		fmt.Fprint(&b, "[", s.Group, s.Agency, s.Answer, " ", s.Stand.Lean, " ", s.Stand.Upper, "/", s.Stand.N, " ", s.Higher, s.Lower, "]")
	}
	agencies := slices.Sorted(slices.Values(f.Agencies))
	fmt.Fprintf(&b, "%q%q%s %d of %d", agencies, f.Levels, f.Answer, f.N, f.Of)
	return b.String()
}

func lines(in insight.Insight) []string {
	var all []string
	for _, f := range in.Findings {
		all = append(all, line(f))
	}
	return all
}

func find(in insight.Insight, kind insight.Kind, item string) []insight.Finding {
	var all []insight.Finding
	for _, f := range in.Findings {
		if f.Kind == kind && (item == "" || f.Item == item) {
			all = append(all, f)
		}
	}
	return all
}

// town is a partnership of two agencies that see things differently.
func town(north, south string) *reporttest.Answers {
	a := &reporttest.Answers{}
	a.Add(
		crowd(40, "staff", north, "direct", "p1", "often"), crowd(10, "staff", north, "direct", "p1", "sometimes"),
		crowd(10, "staff", south, "direct", "p1", "often"), crowd(40, "staff", south, "direct", "p1", "hardly-ever"),
		crowd(10, "young-person", "", "", "p1-young", "often"), crowd(40, "young-person", "", "", "p1-young", "sometimes"),
	)
	a.AddLines(
		reporttest.Line{Strand: "return", Agency: north, Item: "p1", Answer: "hardly-ever"},
		reporttest.Line{Strand: "return", Agency: south, Item: "p1", Answer: "nearly-always"},
		reporttest.Line{Strand: "return", Agency: north, Item: "p2", Answer: "often"},
		reporttest.Line{Strand: "return", Agency: south, Item: "p2", Answer: "often"},
	)
	return a
}

func TestSwappingTwoAgenciesSwapsWhatIsSaid(t *testing.T) {
	fw := reporttest.Small(t)
	one, other := from(t, fw, town("Amber", "Birch")), from(t, fw, town("Birch", "Amber"))
	var want []string
	for _, l := range lines(one) {
		// Group ids number agencies by name, so they swap as well.
		l = strings.NewReplacer("Amber", "Birch", "Birch", "Amber", "agency-1", "agency-2", "agency-2", "agency-1").Replace(l)
		want = append(want, strings.Join(sortedSides(l), "["))
	}
	var got []string
	for _, l := range lines(other) {
		got = append(got, strings.Join(sortedSides(l), "["))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("swapped:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(find(one, insight.Agencies, "p1")) != 1 || len(find(one, insight.OwnStaff, "p1")) != 2 {
		t.Errorf("too little was found for the test to say anything:\n%s", strings.Join(lines(one), "\n"))
	}
}

// sortedSides leaves the order of groups out: it is the order of their names.
func sortedSides(l string) []string {
	parts := strings.Split(l, "[")
	slices.Sort(parts[1:])
	return parts
}

func TestReversingAScaleTurnsStrengthsIntoScope(t *testing.T) {
	fw := reporttest.Small(t)
	reversed := reporttest.Small(t)
	for i := range reversed.Scales {
		slices.Reverse(reversed.Scales[i].Positions)
	}
	one, other := from(t, fw, reporttest.SmallRound()), from(t, reversed, reporttest.SmallRound())
	turned := map[insight.Kind]insight.Kind{insight.Strength: insight.Scope, insight.Scope: insight.Strength}
	count := func(in insight.Insight, turn bool) map[string]int {
		n := map[string]int{}
		for _, f := range in.Findings {
			kind := f.Kind
			if to, ok := turned[kind]; ok && turn {
				kind = to
			}
			n[fmt.Sprint(kind, f.Principle, f.Strand, f.Item, f.Agencies)]++
		}
		return n
	}
	if got, want := count(other, false), count(one, true); !maps.Equal(got, want) {
		t.Errorf("reversed:\n%v\nwant\n%v", got, want)
	}
	if len(find(one, insight.Strength, "")) == 0 {
		t.Error("there is no strength to turn")
	}
}

func TestAddingAStrandLeavesWhatIsSaidOfTheOthers(t *testing.T) {
	fw := reporttest.Small(t)
	more := town("Amber", "Birch")
	more.Add(crowd(30, "parent", "", "", "p1-parent", "nearly-always"))
	before, after := lines(from(t, fw, town("Amber", "Birch"))), lines(from(t, fw, more))
	said := 0
	for _, l := range before {
		if strings.HasPrefix(l, string(insight.NotAsked)+"  parent") {
			continue // they were asked now
		}
		said++
		if !slices.Contains(after, l) {
			t.Errorf("no longer said: %s", l)
		}
	}
	if said < 5 || len(after) <= len(before) {
		t.Errorf("%d findings before, %d after", said, len(after))
	}
}

func TestChildrenStandFirst(t *testing.T) {
	in := from(t, reporttest.Small(t), town("Amber", "Birch"))
	var kinds []string
	for _, f := range in.Findings {
		if f.Principle == "P1" {
			kinds = append(kinds, string(f.Kind)+" "+f.Strand)
		}
	}
	want := []string{"scope young-person", "mixed staff", "returns return", "apart ", "agencies staff", "own-staff ", "own-staff "}
	if !slices.Equal(kinds, want) {
		t.Errorf("said in the order %q, want %q", kinds, want)
	}
}

func TestAnswersThatLieFarApart(t *testing.T) {
	a := &reporttest.Answers{}
	a.Add(crowd(60, "staff", "", "direct", "p1", "hardly-ever"), crowd(60, "staff", "", "direct", "p1", "nearly-always"))
	// Shown as 10, 5, 15, 10: rounding leaves open whether they agree at all.
	a.Add(crowd(10, "staff", "", "direct", "p2", "hardly-ever"), crowd(5, "staff", "", "direct", "p2", "sometimes"),
		crowd(15, "staff", "", "direct", "p2", "often"), crowd(10, "staff", "", "direct", "p2", "nearly-always"))
	in := from(t, reporttest.Small(t), a)
	if len(find(in, insight.Spread, "p1")) != 1 || len(find(in, insight.Spread, "p2")) != 0 {
		t.Errorf("far apart are %v", find(in, insight.Spread, ""))
	}
}

func TestReturnsInBothHalves(t *testing.T) {
	a := &reporttest.Answers{}
	for _, agency := range []string{"Ash", "Elm", "Oak", "Yew", "Fir"} {
		chosen := map[bool]string{true: "often", false: "sometimes"}[agency < "G"]
		a.AddLines(
			reporttest.Line{Strand: "return", Agency: agency, Item: "p1", Answer: chosen},
			reporttest.Line{Strand: "return", Agency: agency, Item: "p2", Answer: "often"},
		)
	}
	in := from(t, reporttest.Small(t), a)
	if len(find(in, insight.Divided, "p1")) != 1 || len(find(in, insight.Divided, "p2")) != 0 {
		t.Errorf("divided are %v", find(in, insight.Divided, ""))
	}
}

func TestWhatStandsApart(t *testing.T) {
	in := from(t, reporttest.Small(t), town("Amber", "Birch"))
	apart := find(in, insight.Apart, "p1-young")
	if len(apart) != 1 || apart[0].Sides[0].Strand != "young-person" || !apart[0].Sides[0].Lower || !apart[0].Sides[1].Higher {
		t.Errorf("young people below staff: %v", apart)
	}
	for _, f := range find(in, insight.OwnStaff, "") {
		if f.Sides[0].Agency != f.Agencies[0] || f.Sides[0].Stand.Lean == f.Sides[1].Stand.Lean {
			t.Errorf("%s", line(f))
		}
	}
}

// An agency whose staff are put together with others' is never set beside its
// own return.
func TestMergedStaffAreNobodysOwn(t *testing.T) {
	a := &reporttest.Answers{}
	for _, agency := range []string{"Ash", "Elm", "Oak"} {
		a.Add(crowd(6, "staff", agency, "direct", "p1", "hardly-ever"))
		a.AddLines(reporttest.Line{Strand: "return", Agency: agency, Item: "p1", Answer: "nearly-always"})
	}
	a.Add(crowd(30, "staff", "Yew", "direct", "p1", "often"))
	a.AddLines(reporttest.Line{Strand: "return", Agency: "Yew", Item: "p1", Answer: "hardly-ever"})
	in := from(t, reporttest.Small(t), a)
	own := find(in, insight.OwnStaff, "")
	if len(own) != 1 || own[0].Agencies[0] != "Yew" {
		t.Errorf("beside their own staff stand %v", own)
	}
}

func TestWhoWasNotHeard(t *testing.T) {
	a := &reporttest.Answers{}
	a.Add(
		crowd(20, "staff", "Ash", "direct", "p1", "often"), crowd(20, "staff", "Elm", "operational", "p1", "often"),
		crowd(4, "young-person", "", "", "p1-young", "often"),
	)
	a.AddLines(
		reporttest.Line{Strand: "return", Agency: "Oak", Item: "p1-do", Text: "We ask."},
		reporttest.Line{Strand: "evidence", Agency: "Audit", Item: "P2", Answer: "2026-05", Text: "What an audit said."},
	)
	got := lines(from(t, reporttest.Small(t), a))
	for _, want := range []string{
		"too-few  young-person  [][] 0 of 0",
		"not-asked  parent  [][] 0 of 0",
		`not-heard  staff  []["strategic"] 0 of 0`,
		`not-heard  return  ["Ash" "Elm"][] 0 of 0`,
		`not-heard  staff  ["Oak"][] 0 of 0`,
		`blank P1 return p1 ["Oak"][] 1 of 1`,
		"not-looked P1 evidence  [][] 0 of 0",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("not said: %s", want)
		}
	}
	if t.Failed() {
		t.Logf("said:\n%s", strings.Join(got, "\n"))
	}
}

func TestNothingAtAll(t *testing.T) {
	in := insight.From(reporttest.Principles(t), answer.Outcome{})
	want := []string{
		"not-asked  young-person  [][] 0 of 0", "not-asked  parent  [][] 0 of 0", "not-asked  staff  [][] 0 of 0",
		"not-asked  return  [][] 0 of 0", "not-asked  evidence  [][] 0 of 0",
	}
	if got := lines(in); !slices.Equal(got, want) {
		t.Errorf("said %q", got)
	}
	if len(in.Agenda) != 1 || !slices.Equal(in.Agenda[0].Principles, []string{"P2"}) {
		t.Errorf("the agenda is %v; what no conversation leaves out has to be on it, and nothing else", in.Agenda)
	}
}

func TestTheSameResultsGiveTheSameFindings(t *testing.T) {
	fw := reporttest.Small(t)
	if one, other := lines(from(t, fw, reporttest.SmallRound())), lines(from(t, fw, reporttest.SmallRound())); !slices.Equal(one, other) {
		t.Errorf("%q and then %q", one, other)
	}
}
