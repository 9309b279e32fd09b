// Package reporttest makes reports for tests, out of answers and through the
// same doors as the product: the framework is loaded and checked, the answers
// are taken in, and only what is published reaches the report.
package reporttest

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"testing"

	"bearings/content"
	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/phrase"
	"bearings/internal/report"
)

//go:embed pack
var pack embed.FS

// Small is a framework of two principles. On the first, all three of young
// people, parents and staff are asked the same; on the second, staff and
// parents are, and staff and young people, but not parents and young people.
func Small(t testing.TB) *framework.Framework { return load(t, pack, "pack") }

// Principles is the framework that comes with the product.
func Principles(t testing.TB) *framework.Framework {
	return load(t, content.Files, "practice-principles")
}

func load(t testing.TB, files fs.FS, folder string) *framework.Framework {
	t.Helper()
	files, err := fs.Sub(files, folder)
	if err != nil {
		t.Fatal(err)
	}
	fw, err := framework.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

// Words are the product's words in English.
func Words(t testing.TB) *phrase.Words {
	t.Helper()
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		t.Fatal(err)
	}
	all, err := phrase.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return all["en"]
}

// Crowd is a number of people who gave the same answers.
type Crowd struct {
	N                           int
	Strand, Agency, Kind, Level string
	// Answers are by item.
	Answers map[string]string
}

// Line is one answer of a return, or one piece of evidence.
type Line struct{ Strand, Agency, Item, Answer, Text string }

// Answers are an answers file in memory.
type Answers struct {
	rows [][]string
	next int
	who  int
}

// Add adds people.
func (a *Answers) Add(crowds ...Crowd) {
	for _, c := range crowds {
		for range c.N {
			a.who++
			for _, item := range slices.Sorted(maps.Keys(c.Answers)) {
				a.rows = append(a.rows, []string{fmt.Sprint(a.who), c.Strand, c.Agency, c.Kind, c.Level, item, c.Answers[item], ""})
			}
		}
	}
}

// AddLines adds returns and evidence.
func (a *Answers) AddLines(lines ...Line) {
	for _, l := range lines {
		respondent := l.Strand + " of " + l.Agency
		if l.Strand == framework.Evidence {
			a.who++
			respondent = fmt.Sprint(a.who)
		}
		a.rows = append(a.rows, []string{respondent, l.Strand, l.Agency, "", "", l.Item, l.Answer, l.Text})
	}
}

// Columns, Next and Place make Answers an answer.Table.
func (a *Answers) Columns() []string { return answer.Columns[:8] }

// Next is the next row.
func (a *Answers) Next() ([]string, error) {
	if a.next == len(a.rows) {
		return nil, io.EOF
	}
	a.next++
	return a.rows[a.next-1], nil
}

// Place is the latest row.
func (a *Answers) Place(column int) (line, col int) { return a.next + 1, column + 1 }

// Report is the report of those answers.
func (a *Answers) Report(t testing.TB, fw *framework.Framework) report.Report {
	t.Helper()
	outcome, err := answer.Take(fw, a, 0)
	if err != nil {
		t.Fatal(err)
	}
	return report.FromOutcome(fw, outcome, Words(t))
}

// SmallRound are the answers of a small partnership to the small framework.
// Thirty young people answered, eight parents, and staff of five agencies at
// two levels; two agencies returned a statement, and there is a letter.
func SmallRound() *Answers {
	all := func(answer string, items ...string) map[string]string {
		m := map[string]string{}
		for _, item := range items {
			m[item] = answer
		}
		return m
	}
	young := func(n int, answer string) Crowd {
		return Crowd{N: n, Strand: framework.YoungPerson, Answers: all(answer, "p1-young", "p2-young")}
	}
	staff := func(n int, agency, kind, level, answer string) Crowd {
		return Crowd{N: n, Strand: framework.Staff, Agency: agency, Kind: kind, Level: level, Answers: all(answer, "p1", "p2")}
	}
	a := &Answers{}
	a.Add(young(10, "hardly-ever"), young(9, "sometimes"), young(8, "often"), young(6, "nearly-always"), young(4, "dont-know"))
	a.Add(Crowd{N: 8, Strand: framework.Parent, Answers: all("sometimes", "p1-parent", "p2-parent")})
	a.Add(
		staff(14, "Zed Police", "", framework.Direct, "sometimes"), staff(12, "Zed Police", "", framework.Direct, "often"),
		staff(9, "Zed Police", "", framework.Direct, "nearly-always"), staff(7, "Zed Police", "", framework.Operational, "hardly-ever"),
		staff(8, "Zed Police", "", framework.Operational, "nearly-always"),
		staff(6, "Avon School", "school", framework.Direct, "often"), staff(7, "École du Parc", "school", framework.Direct, "sometimes"),
		staff(11, "Borough Health", "health", framework.Direct, "nearly-always"), staff(9, "Borough Health", "health", framework.Operational, "often"),
		staff(4, "", "", framework.Direct, "sometimes"), staff(9, "Kind Charity", "", framework.Direct, "hardly-ever"),
	)
	deeper := staff(12, "Zed Police", "", framework.Direct, "often")
	deeper.Answers["p1-deeper"] = "often"
	a.Add(deeper)
	a.AddLines(
		Line{framework.Return, "Zed Police", "p1", "often", ""},
		Line{framework.Return, "Avon School", "p1", "sometimes", ""},
		Line{framework.Return, "Zed Police", "p1-do", "", "We listen first."},
		Line{framework.Evidence, "Youth council", "P1", "2026-05", "A letter from the youth council."},
	)
	return a
}
