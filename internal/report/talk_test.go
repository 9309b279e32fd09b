package report_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bearings/internal/framework"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// told is everything a report says in sentences, as a person would read it.
func told(r report.Report) string {
	var b strings.Builder
	fmt.Fprintln(&b, "Who was not heard")
	for _, s := range r.Unheard {
		fmt.Fprintln(&b, "-", s)
	}
	fmt.Fprintln(&b, "\nAt a glance")
	for _, row := range r.Overview {
		fmt.Fprint(&b, "- ", row.ID)
		for _, c := range row.Cells {
			fmt.Fprint(&b, " | ", c.Strand, ": ", c.Words)
		}
		fmt.Fprintln(&b)
	}
	for i, t := range r.Agenda {
		fmt.Fprintf(&b, "\nTopic %d: %s (%s)\n", i+1, t.Title, t.AboutWords)
		list(&b, "Why", t.Why)
		list(&b, "Ask", t.Ask)
	}
	for _, p := range r.Pages {
		fmt.Fprintf(&b, "\n%s. %s (%s)\n", p.ID, p.Title, p.Place)
		for _, block := range p.Blocks {
			list(&b, block.Name, append(slices.Clone(block.Says), block.Note))
			for _, s := range block.Stances {
				fmt.Fprintf(&b, "    %s: %s. %s\n", s.Word, s.Count, s.Names)
			}
			for _, piece := range block.Pieces {
				fmt.Fprintf(&b, "    %s, %s: %s\n", piece.Source, piece.When, piece.Text)
			}
		}
		list(&b, "Keep", p.Keep)
		list(&b, "Differ", p.Differ)
		list(&b, "Grow", p.Grow)
		list(&b, "Unknown", p.Unknown)
		list(&b, "Ask", p.Ask)
	}
	return b.String()
}

func list(b *strings.Builder, name string, all []string) {
	fmt.Fprintln(b, " ", name)
	for _, s := range all {
		if s != "" {
			fmt.Fprintln(b, "  -", s)
		}
	}
}

func TestWhatAThinPartnershipIsTold(t *testing.T) {
	got := told(reporttest.Thin(t).Report(t, reporttest.Principles(t)))
	const name = "testdata/thin.golden"
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("a thin partnership is told something else than %s says; read it, and run with -update if it is right\n%s", name, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("line %d: %q\n   was: %q", i+1, a[i], b[min(i, len(b)-1)])
		}
	}
	return "it ends early"
}

// Sentences are for reading aloud: none is without its words, and none is long.
func TestEveryFindingIsAPlainSentence(t *testing.T) {
	fw := reporttest.Principles(t)
	for _, r := range []report.Report{
		reporttest.Thin(t).Report(t, fw), small(t), reporttest.Empty(t, fw),
	} {
		if len(r.Findings) == 0 {
			t.Error("nothing was found")
		}
		for _, f := range r.Findings {
			if strings.ContainsAny(f.Text, "[]{}<>") || strings.Contains(f.Text, "  ") || !strings.HasSuffix(f.Text, ".") {
				t.Errorf("%s %s: %q", f.Kind, f.Principle, f.Text)
			}
			if n := utf8.RuneCountInString(f.Text); n > 420 {
				t.Errorf("%s %s has %d characters: %q", f.Kind, f.Principle, n, f.Text)
			}
			if len(f.Groups) == 0 || slices.Contains(f.Groups, "") {
				t.Errorf("%s %s is about no group: %q", f.Kind, f.Principle, f.Groups)
			}
		}
	}
}

// Every page has its blocks in the order children, parents, staff, agencies,
// other evidence, and says why a block is empty.
func TestEveryPageKeepsItsOrder(t *testing.T) {
	fw := reporttest.Principles(t)
	for _, r := range []report.Report{reporttest.Thin(t).Report(t, fw), reporttest.Empty(t, fw)} {
		if known := len(r.Returns) > 0; len(r.Pages) != 8 || known != (len(r.Overview) == 8) {
			t.Fatalf("%d pages, %d rows at a glance", len(r.Pages), len(r.Overview))
		}
		for _, p := range r.Pages {
			var strands []string
			for _, block := range p.Blocks {
				strands = append(strands, block.Strand)
				empty := len(block.Charts)+len(block.Stances)+len(block.Pieces) == 0
				if empty != (block.Note != "") {
					t.Errorf("%s %s: a note %q where empty is %t", p.ID, block.Strand, block.Note, empty)
				}
			}
			if !slices.Equal(strands, framework.Strands) {
				t.Errorf("%s has %v", p.ID, strands)
			}
			if len(p.Ask) == 0 {
				t.Errorf("%s asks nothing", p.ID)
			}
		}
	}
}

// Of rounded figures nobody can say that it was nobody, or everybody.
func TestNoSentenceSaysNobodyOrEverybody(t *testing.T) {
	a := &reporttest.Answers{}
	young := reporttest.Crowd{N: 40, Strand: framework.YoungPerson, Answers: map[string]string{"p1-young": "hardly-ever"}}
	staff := reporttest.Crowd{N: 40, Strand: framework.Staff, Agency: "Oak", Level: framework.Direct, Answers: map[string]string{"p1": "nearly-always"}}
	leading := staff
	leading.Level, leading.Agency, leading.Answers = framework.Strategic, "Elm", map[string]string{"p1": "hardly-ever"}
	a.Add(young, staff, leading)
	r := a.Report(t, reporttest.Principles(t))
	for _, f := range r.Findings {
		for _, never := range []string{" 0%", "100%", "40 of 40", " 0 of"} {
			if strings.Contains(f.Text, never) {
				t.Errorf("%s %s: %s", f.Kind, f.Principle, f.Text)
			}
		}
	}
	if !strings.Contains(told(r), "Direct work: most; Leading: few") {
		t.Errorf("levels that plainly differ are not told:\n%s", told(r))
	}
}

// Young people are asked something else about families than parents and staff
// are: nobody is said to agree with what they were not asked.
func TestOnlyThoseWhoWereAskedTheSameKeepItTogether(t *testing.T) {
	a := &reporttest.Answers{}
	for strand, item := range map[string]string{framework.YoungPerson: "p7-young", framework.Parent: "p7-parent", framework.Staff: "p7"} {
		a.Add(reporttest.Crowd{N: 40, Strand: strand, Answers: map[string]string{item: "nearly-always"}})
	}
	for _, p := range a.Report(t, reporttest.Principles(t)).Pages {
		want := []string{
			"I get a say in how my family is involved. Young people mostly say so.",
			"I am treated as a partner in keeping my child safe. Parents and carers as well as staff mostly say so.",
		}
		if p.ID != "P7" {
			want = nil
		}
		if !slices.Equal(p.Keep, want) {
			t.Errorf("%s: %q is to keep, want %q", p.ID, p.Keep, want)
		}
	}
}

// One of two statements is strong and the other is not: at a glance that is
// neither, and each sentence says which statement it is about.
func TestSeveralStatementsAreNotOne(t *testing.T) {
	fw := reporttest.Small(t)
	second, _ := fw.Item("p1-young")
	second.ID, second.Text, second.Mirrors = "p1-night", framework.Text{"en": "I feel safe at night."}, nil
	fw.Items = append(fw.Items, second)
	a := &reporttest.Answers{}
	a.Add(reporttest.Crowd{N: 40, Strand: framework.YoungPerson, Answers: map[string]string{"p1-young": "nearly-always", "p1-night": "hardly-ever"}})
	r := a.Report(t, fw)
	if cell := r.Overview[0].Cells[0]; cell.Words != "It depends on the statement" {
		t.Errorf("at a glance: %q", cell.Words)
	}
	says := r.Pages[0].Blocks[0].Says
	if len(says) != 2 || !strings.HasPrefix(says[0], "We asked: I am believed.") || !strings.HasPrefix(says[1], "We asked: I feel safe at night.") {
		t.Errorf("the page says %q", says)
	}
}

// What stands on the page of a principle stands among all answers as well.
func TestAPageSaysNoMoreThanItsSection(t *testing.T) {
	r := reporttest.Thin(t).Report(t, reporttest.Principles(t))
	checked := 0
	for i, p := range r.Pages {
		known := map[string]bool{}
		for _, part := range r.Sections[i].Parts {
			for _, q := range part.Core {
				known[fmt.Sprint(q.Whole)] = true
				for _, b := range q.Breakdowns {
					for _, result := range b.Results {
						known[fmt.Sprint(result)] = true
					}
				}
			}
		}
		for _, block := range p.Blocks {
			for _, c := range block.Charts {
				for _, row := range c.Rows {
					checked++
					if !known[fmt.Sprint(row)] {
						t.Errorf("%s %s: only the page has %v", p.ID, block.Strand, row)
					}
				}
			}
		}
	}
	if checked < 8 {
		t.Errorf("only %d rows were looked at", checked)
	}
}

func TestABarStandsAroundTheMiddleOfItsScale(t *testing.T) {
	bar := func(shown ...int) string {
		var counts []report.Count
		for _, n := range shown {
			counts = append(counts, report.Count{Shown: n})
		}
		return fmt.Sprint(report.Stretches(counts))
	}
	for _, c := range []struct{ got, want string }{
		{bar(10, 10, 10, 10), "[{0 -500 -250} {1 -250 0} {2 0 250} {3 250 500}]"},
		{bar(0, 0, 0, 40), "[{3 0 1000}]"},
		{bar(40, 0, 0, 0), "[{0 -1000 0}]"},
		{bar(10, 20, 10), "[{0 -500 -250} {1 -250 250} {2 250 500}]"}, // a middle word stands across
		{bar(0, 20), "[{1 0 1000}]"},
		{bar(0, 0, 0), "[]"},
	} {
		if c.got != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
}

// Where every agency and source says that it is made up, so does the report;
// one that does not is enough to say nothing.
func TestAReportOfFictionSaysSo(t *testing.T) {
	thin := reporttest.Thin(t)
	fw := reporttest.Principles(t)
	if !thin.Report(t, fw).Fictional {
		t.Error("a made-up partnership is not called so")
	}
	mixed := reporttest.Thin(t)
	mixed.AddLines(reporttest.Line{Strand: framework.Return, Agency: "Real Council", Item: "p1", Answer: "mostly"})
	if mixed.Report(t, fw).Fictional || small(t).Fictional {
		t.Error("real names are called made up")
	}
}
