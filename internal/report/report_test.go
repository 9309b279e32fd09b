package report_test

import (
	"slices"
	"strings"
	"testing"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
)

func small(t *testing.T) report.Report {
	return reporttest.SmallRound().Report(t, reporttest.Small(t))
}

func TestStrandsStandInTheirOrderAndSayHowFarTheyGot(t *testing.T) {
	r := small(t)
	want := []struct {
		id    string
		state report.State
		heard string
	}{
		{framework.YoungPerson, report.Shown, "25 or more"},
		{framework.Parent, report.TooFew, "Not enough answers yet."},
		{framework.Staff, report.Shown, "25 or more"},
		{framework.Return, report.Shown, "2 agencies"},
		{framework.Evidence, report.Shown, "1 piece of evidence"},
	}
	if len(r.Strands) != len(want) {
		t.Fatalf("%d strands, want %d", len(r.Strands), len(want))
	}
	for i, w := range want {
		s := r.Strands[i]
		if s.ID != w.id || s.State != w.state || s.Heard != w.heard {
			t.Errorf("strand %d is %q in state %d, %q; want %q in state %d, %q", i, s.ID, s.State, s.Heard, w.id, w.state, w.heard)
		}
	}
}

func TestEverySectionHasEveryStrandInOrder(t *testing.T) {
	r := small(t)
	if len(r.Sections) != 2 || r.Sections[0].ID != "P1" || r.Sections[1].ID != "P2" {
		t.Fatalf("sections are %v", r.Sections)
	}
	for _, section := range r.Sections {
		var strands []string
		for _, part := range section.Parts {
			strands = append(strands, part.Strand)
			empty := len(part.Core)+len(part.Deeper)+len(part.Statements)+len(part.Evidence) == 0
			if empty != (part.Note != "") {
				t.Errorf("%s %s: a note %q where empty is %t", section.ID, part.Strand, part.Note, empty)
			}
		}
		if !slices.Equal(strands, framework.Strands) {
			t.Errorf("%s has %v", section.ID, strands)
		}
	}
}

func TestNobodyAskedIsNotTooFew(t *testing.T) {
	a := &reporttest.Answers{}
	a.Add(reporttest.Crowd{N: 9, Strand: framework.Staff, Answers: map[string]string{"p1": "often"}})
	r := a.Report(t, reporttest.Small(t))
	notes := map[string]string{}
	for _, part := range r.Sections[0].Parts {
		notes[part.Strand] = part.Note
	}
	want := map[string]string{
		framework.YoungPerson: "Nobody was asked.",
		framework.Parent:      "Nobody was asked.",
		framework.Staff:       "Not enough answers yet.",
		framework.Return:      "There are no returns on this in the report.",
		framework.Evidence:    "There is no other evidence on this in the report.",
	}
	for strand, note := range want {
		if notes[strand] != note {
			t.Errorf("%s says %q, want %q", strand, notes[strand], note)
		}
	}
}

func TestCountsSayZeroToTwoAndSharesOfThePositions(t *testing.T) {
	a := &reporttest.Answers{}
	young := func(n int, answer string) reporttest.Crowd {
		return reporttest.Crowd{N: n, Strand: framework.YoungPerson, Answers: map[string]string{"p1-young": answer}}
	}
	a.Add(young(11, "hardly-ever"), young(21, "sometimes"), young(28, "often"), young(12, "dont-know"))
	q := question(t, a.Report(t, reporttest.Small(t)), framework.YoungPerson, "p1-young")
	if q.Whole.Show != disclosure.Counts {
		t.Fatalf("shown as %q", q.Whole.Show)
	}
	var said []string
	for _, c := range slices.Concat(q.Whole.Positions, q.Whole.Beside) {
		said = append(said, c.Word+": "+c.Words+" "+c.Share)
	}
	want := []string{"Hardly ever: 10 17%", "Sometimes: 20 33%", "Often: 30 50%", "Nearly always: 0 to 2 ", "Don't know: 10 "}
	if !slices.Equal(said, want) {
		t.Errorf("said %q, want %q", said, want)
	}
}

func TestLeansAreSaidInTheScalesWords(t *testing.T) {
	cases := []struct {
		low, high int
		want      string
	}{
		{13, 7, "mostly “Hardly ever” or “Sometimes”"}, // 35 % in the upper half
		{12, 8, "mixed"},
		{8, 12, "mixed"},
		{7, 13, "mostly “Often” or “Nearly always”"},
	}
	for _, c := range cases {
		a := &reporttest.Answers{}
		a.Add(
			reporttest.Crowd{N: c.low, Strand: framework.Parent, Answers: map[string]string{"p1-parent": "sometimes"}},
			reporttest.Crowd{N: c.high, Strand: framework.Parent, Answers: map[string]string{"p1-parent": "often"}},
		)
		q := question(t, a.Report(t, reporttest.Small(t)), framework.Parent, "p1-parent")
		if q.Whole.Words != c.want {
			t.Errorf("%d and %d: %q, want %q", c.low, c.high, q.Whole.Words, c.want)
		}
	}
}

func TestGroupsAreNamedAndSortedByName(t *testing.T) {
	r := small(t)
	names := map[report.Shape][]string{}
	for _, g := range r.Strands[2].Groups {
		names[g.Shape] = append(names[g.Shape], g.Name)
	}
	want := map[report.Shape][]string{
		report.Whole:    {"All staff who answered"},
		report.ByLevel:  {"Direct work", "Managing"},
		report.ByAgency: {"Borough Health", "Several schools", "Several smaller organisations", "Zed Police"},
	}
	for shape, w := range want {
		if !slices.Equal(names[shape], w) {
			t.Errorf("shape %d has %q, want %q", shape, names[shape], w)
		}
	}
	for _, g := range r.Strands[2].Groups {
		switch g.Name {
		case "Several schools":
			if !slices.Equal(g.Members, []string{"Avon School", "École du Parc"}) {
				t.Errorf("several schools are %q", g.Members)
			}
		case "Several smaller organisations":
			if !slices.Equal(g.Members, []string{"Kind Charity", "not said"}) {
				t.Errorf("several smaller organisations are %q", g.Members)
			}
		}
	}
}

func TestGroupIDsAreUniqueInTheReport(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range small(t).Strands {
		for _, g := range s.Groups {
			if seen[g.ID] {
				t.Errorf("group %s stands twice", g.ID)
			}
			seen[g.ID] = true
			if g.Shape == report.Whole && g.ID != s.ID {
				t.Errorf("the whole of %s is called %s", s.ID, g.ID)
			}
		}
	}
	if len(seen) < 6 {
		t.Errorf("only %d groups", len(seen))
	}
}

func TestOnlyMirrorsStandSideBySide(t *testing.T) {
	a := reporttest.SmallRound()
	a.Add(reporttest.Crowd{N: 30, Strand: framework.Parent, Answers: map[string]string{"p1-parent": "often", "p2-parent": "often"}})
	a.Add(reporttest.Crowd{N: 30, Strand: framework.Staff, Answers: map[string]string{"p2-deeper": "often"}})
	r := a.Report(t, reporttest.Small(t))
	want := [][]string{
		{"What we say, and what children and parents tell us: young-person parent staff"},
		{"What we say and what children tell us: young-person staff", "What we say and what parents and carers tell us: parent staff"},
	}
	for i, section := range r.Sections {
		var got []string
		for _, c := range section.Comparisons {
			var strands []string
			for _, row := range c.Rows {
				strands = append(strands, row.Strand)
			}
			got = append(got, c.Title+": "+strings.Join(strands, " "))
		}
		if !slices.Equal(got, want[i]) {
			t.Errorf("%s sets side by side %q, want %q", section.ID, got, want[i])
		}
	}
}

func TestASideWithTooFewSaysSo(t *testing.T) {
	r := small(t)
	row := r.Sections[0].Comparisons[0].Rows[1]
	if row.Strand != framework.Parent || row.Note != "Not enough answers yet." {
		t.Errorf("parents' side is %+v", row)
	}
	if got := len(r.Sections[1].Comparisons); got != 1 {
		t.Errorf("%d comparisons on P2, though only staff and young people have answers", got)
	}
}

func TestAPackWithoutPrinciplesIsOneSection(t *testing.T) {
	fw := *reporttest.Small(t)
	fw.Principles = nil
	fw.Items = slices.Clone(fw.Items)
	for i := range fw.Items {
		fw.Items[i].Principle = ""
	}
	a := &reporttest.Answers{}
	a.Add(reporttest.Crowd{N: 30, Strand: framework.Staff, Answers: map[string]string{"p1": "often", "p2": "often"}})
	r := a.Report(t, &fw)
	if len(r.Sections) != 1 || len(r.Sections[0].Parts) != len(framework.Strands) {
		t.Fatalf("sections are %+v", r.Sections)
	}
	if got := len(r.Sections[0].Parts[2].Core); got != 2 {
		t.Errorf("staff have %d core statements, want 2", got)
	}
}

func TestTheSameAnswersMakeTheSameReport(t *testing.T) {
	first, second := small(t), small(t)
	for i := range first.Strands {
		if len(first.Strands[i].Results) != len(second.Strands[i].Results) {
			t.Fatalf("%s has other results", first.Strands[i].ID)
		}
		for k, r := range first.Strands[i].Results {
			other := second.Strands[i].Results[k]
			if r.Item != other.Item || r.Group.ID != other.Group.ID || !slices.Equal(r.Positions, other.Positions) {
				t.Errorf("result %d of %s differs: %+v and %+v", k, first.Strands[i].ID, r, other)
			}
		}
	}
}

func TestNamesOfMonthsAndEvidence(t *testing.T) {
	pieces := small(t).Sections[0].Parts[4].Evidence
	if len(pieces) != 1 || pieces[0].When != "May 2026" || pieces[0].Source != "Youth council" {
		t.Errorf("evidence is %+v", pieces)
	}
}

func TestReturnsStandByAgencyUnderTheirItem(t *testing.T) {
	statements := small(t).Sections[0].Parts[3].Statements
	if len(statements) != 2 {
		t.Fatalf("statements are %+v", statements)
	}
	want := []report.Reply{{Agency: "Avon School", Word: "Sometimes"}, {Agency: "Zed Police", Word: "Often"}}
	if !slices.Equal(statements[0].Replies, want) {
		t.Errorf("replies are %+v, want %+v", statements[0].Replies, want)
	}
	if got := statements[1].Replies[0].Text; got != "We listen first." {
		t.Errorf("in its own words: %q", got)
	}
}

// question finds a core question of a strand.
func question(t *testing.T, r report.Report, strand, item string) report.Question {
	t.Helper()
	for _, section := range r.Sections {
		for _, part := range section.Parts {
			for _, q := range part.Core {
				if part.Strand == strand && q.Item == item {
					return q
				}
			}
		}
	}
	t.Fatalf("no question %s of %s", item, strand)
	return report.Question{}
}

func TestLevelsOfAnAgencyStandUnderItsName(t *testing.T) {
	a := &reporttest.Answers{}
	for _, agency := range []string{"Zed Police", "borough Health"} {
		for _, level := range []string{framework.Operational, framework.Direct} {
			for _, answer := range []string{"hardly-ever", "sometimes", "often", "nearly-always"} {
				a.Add(reporttest.Crowd{N: 12, Strand: framework.Staff, Agency: agency, Level: level, Answers: map[string]string{"p1": answer}})
			}
		}
	}
	r := a.Report(t, reporttest.Small(t))
	for _, part := range r.Sections[0].Parts[2].Core[0].Breakdowns {
		if part.Shape != report.ByLevelOfAgency {
			continue
		}
		var names []string
		for _, result := range part.Results {
			names = append(names, result.Group.Name)
		}
		want := []string{"borough Health: Direct work", "borough Health: Managing", "Zed Police: Direct work", "Zed Police: Managing"}
		if !slices.Equal(names, want) {
			t.Errorf("groups are %q, want %q", names, want)
		}
		return
	}
	t.Error("no agency is shown by level")
}
