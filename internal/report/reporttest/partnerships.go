package reporttest

import (
	"bytes"
	"encoding/csv"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/report"
)

// Empty is the report of a round in which nobody has answered anything.
func Empty(t testing.TB, fw *framework.Framework) report.Report {
	t.Helper()
	return report.FromOutcome(fw, answer.Outcome{}, Words(t))
}

// Rich are the answers of a fictional partnership to the product's framework:
// 60 agencies, 600 staff, 40 young people, 30 parents. They are the same in
// every run.
func Rich(t testing.TB) *Answers {
	t.Helper()
	var file bytes.Buffer
	plan := fiction.Plan{Agencies: 60, Staff: 600, Young: 40, Parents: 30, Seed: 1}
	if err := fiction.Write(&file, Principles(t), plan); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(rows[0], answer.Columns) {
		t.Fatalf("fiction writes the columns %q", rows[0])
	}
	a := &Answers{}
	for _, row := range rows[1:] {
		a.rows = append(a.rows, row[:8])
	}
	return a
}

// Write writes the answers as a CSV file that the program reads.
func (a *Answers) Write(w io.Writer) error {
	return csv.NewWriter(w).WriteAll(slices.Insert(slices.Clone(a.rows), 0, a.Columns()))
}

// File writes the answers into a folder of the test's and returns the file's name.
func (a *Answers) File(t testing.TB) string {
	t.Helper()
	var file bytes.Buffer
	if err := a.Write(&file); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "answers.csv")
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// place is an agency of the thin partnership.
type place struct {
	name, kind string
	staff      [3]int // direct, operational, strategic
	// says is its return on P1 to P8, a letter each: h, s, m and n for the
	// scale's words, d for don't know, o for not ours, - for blank. With none
	// it has sent no return. words are its own words, by item.
	says  string
	words map[string]string
}

func (p place) printed() string { return p.name + " " + answer.FictionalMark }

// thinPlaces are 140 staff, 60 of them police, 8 of them leaders; twelve of the
// agencies have sent a return.
var thinPlaces = []place{
	{"Averley Police", "police", [3]int{47, 11, 2}, "mmnm-mmm", map[string]string{
		"p3-do": "Officers ask what a child wants to happen before they write the plan. We read ten files a month to see whether it was written down.", "p3-better": "Children in custody."}},
	{"Averley Council Children's Services", "council", [3]int{20, 8, 2}, "nmsnmmmm", map[string]string{
		"p1-do": "One worker stays with a child through court and custody.", "p1-better": "What we write in reports to the court.", "p8-better": "The bus station after school."}},
	{"Averley Community Health Trust", "health", [3]int{13, 4, 1}, "mmmmmdm-", map[string]string{
		"p5-do": "We offer a first talk within a week and let the young person choose the place."}},
	{"Averley Youth Justice Service", "justice", [3]int{9, 2, 1}, "nsmnmmss", nil},
	{"Northgate Academy", "school", [3]int{3, 1, 1}, "mmmm-dm-", map[string]string{"p4-do": "Every pupil has an adult who checks in on Mondays."}},
	{"Averley Girls' School", "school", [3]int{3, 1, 0}, "nm-m----", nil},
	{"Averley College", "school", [3]int{2, 1, 0}, "mmsmdmso", nil},
	{"Lantern Youth Project", "youth", [3]int{3, 0, 0}, "nsnnnnsm", map[string]string{"p6-do": "Young people show us round their streets twice a year.", "p2-better": "Girls who are not yet known to anybody."}},
	{"Averley Homes", "housing", [3]int{1, 1, 0}, "--s-d-om", nil},
	{"Safe Steps Averley", "voluntary", [3]int{1, 0, 1}, "mssnsmhs", nil},
	{"Averley Probation", "justice", [3]int{1, 0, 0}, "ms-mdo--", nil},
	{"Averley Adult Services", "adults", [3]int{0, 0, 0}, "m-dmdoom", nil},
}

// thinAnswers are how many of ten staff choose each word of the scale from the
// lowest, by principle and level; what is missing to ten is "don't know".
var thinAnswers = map[string][3][4]int{
	"p1": {{0, 2, 5, 3}, {0, 1, 5, 4}, {0, 0, 5, 5}},
	"p2": {{3, 3, 2, 1}, {2, 3, 3, 1}, {1, 3, 4, 1}},
	"p3": {{3, 4, 2, 1}, {0, 2, 5, 3}, {0, 1, 4, 5}},
	"p4": {{0, 1, 4, 5}, {0, 1, 4, 5}, {0, 1, 5, 4}},
	"p5": {{1, 2, 2, 1}, {1, 2, 3, 1}, {0, 3, 3, 1}},
	"p6": {{1, 3, 4, 2}, {1, 3, 4, 2}, {0, 4, 4, 2}},
	"p7": {{4, 1, 1, 4}, {3, 2, 1, 4}, {2, 3, 3, 2}},
	"p8": {{2, 4, 2, 1}, {1, 4, 3, 1}, {0, 4, 4, 1}},
}

// Thin are the answers of a small fictional partnership to the product's
// framework: twelve returns, some of them blank in part, 140 staff, 6 parents,
// 7 young people and one audit. Levels differ on P3, where the police see it
// otherwise than their return; few know about P5; views on P7 lie far apart.
// They are the same in every run.
func Thin(t testing.TB) *Answers {
	t.Helper()
	a := &Answers{}
	chance := rand.New(rand.NewPCG(12, 140))
	for _, p := range thinPlaces {
		for level, n := range p.staff {
			for range n {
				a.Add(thinPerson(chance, p, level))
			}
		}
		a.thinReturn(p)
	}
	for range 7 {
		a.Add(thinVoice(chance, framework.YoungPerson, "-young", "not-sure"))
	}
	for range 6 {
		a.Add(thinVoice(chance, framework.Parent, "-parent", "not-sure"))
	}
	a.AddLines(Line{framework.Evidence, "Averley audit group " + answer.FictionalMark, "P3", "2026-03",
		"We read 24 plans from four agencies. In 15 of them the child's own words could be found. In 6 the plan said what came of them."})
	return a
}

var thinScale = []string{"hardly-ever", "sometimes", "mostly", "nearly-always"}

// thinPerson is one of an agency's staff. One in twelve skips a statement, and
// one in three answers further ones on P3.
func thinPerson(chance *rand.Rand, p place, level int) Crowd {
	levelID := []string{framework.Direct, framework.Operational, framework.Strategic}[level]
	c := Crowd{N: 1, Strand: framework.Staff, Agency: p.printed(), Kind: p.kind, Level: levelID, Answers: map[string]string{}}
	for n := 1; n <= 8; n++ {
		item := "p" + string(rune('0'+n))
		if chance.IntN(12) > 0 {
			c.Answers[item] = drawn(chance, thinAnswers[item][level])
		}
	}
	if chance.IntN(3) == 0 {
		for _, item := range []string{"p3-answer-", "p3-least-", "p3-choice-"} {
			c.Answers[item+levelID] = drawn(chance, thinAnswers["p6"][level])
		}
	}
	return c
}

// drawn is a word of the scale by its weight in ten, or don't know.
func drawn(chance *rand.Rand, weights [4]int) string {
	at := chance.IntN(10)
	for i, w := range weights {
		if at -= w; at < 0 {
			return thinScale[i]
		}
	}
	return "dont-know"
}

func thinVoice(chance *rand.Rand, strand, ending, unsure string) Crowd {
	c := Crowd{N: 1, Strand: strand, Agency: thinPlaces[7].printed(), Kind: thinPlaces[7].kind, Answers: map[string]string{}}
	for n := 1; n <= 8; n++ {
		at, chosen := chance.IntN(5), unsure
		if at < len(thinScale) {
			chosen = thinScale[at]
		}
		c.Answers["p"+string(rune('0'+n))+ending] = chosen
	}
	return c
}

var thinLetters = map[rune]string{'h': thinScale[0], 's': thinScale[1], 'm': thinScale[2], 'n': thinScale[3], 'd': "dont-know", 'o': "not-ours"}

func (a *Answers) thinReturn(p place) {
	for n, letter := range []rune(p.says) {
		if chosen := thinLetters[letter]; chosen != "" {
			a.AddLines(Line{framework.Return, p.printed(), "p" + string(rune('1'+n)), chosen, ""})
		}
	}
	for _, item := range slices.Sorted(maps.Keys(p.words)) {
		a.AddLines(Line{framework.Return, p.printed(), item, "", p.words[item]})
	}
}
