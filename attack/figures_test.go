package attack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Of 25 people two said the same, shown as 0: the two together know that
// nobody else did. One of them alone doesn't.
func TestTwoColludersKnowMore(t *testing.T) {
	three := []string{"worse", "same", "better"}
	p := table{
		positions: three,
		truth:     [][]int{{23, 2, 0}}, groups: [][]int{{0}},
		rows: []Row{counts("0", three, 25, 0, 0)},
	}.problem(t)
	s := NewSearch(p, needSolver(t))
	pinned, err := s.Pinned(10)
	if err != nil || len(pinned) != 1 {
		t.Fatalf("one coalition pins the others, found %v, %v", pinned, err)
	}
	if c := pinned[0].Coalition; len(c) != 2 || c[0].Position != 1 || c[1].Position != 1 {
		t.Errorf("the coalition is the two who said the same, found %v", c)
	}
	if open, err := s.open(0, []Cell{{0, 1}}); err != nil || !enough(open, 3) {
		t.Errorf("one colluder leaves everything open, found %v, %v", open, err)
	}
}

// TestFalseFiguresAreFound changes one thing at a time in a true publication.
func TestFalseFiguresAreFound(t *testing.T) {
	solver := needSolver(t)
	for what, spoil := range map[string]func(*Published){
		"a count next to the true one":            func(p *Published) { p.Releases[0].Rows[0].Counts["often"] += 5 },
		"an exact count":                          func(p *Published) { p.Releases[0].Rows[0].Counts["always"] = 2 },
		"a count for 20 people":                   func(p *Published) { p.Releases[0].Rows[1] = counts("small", fourWords, 5, 5, 5, 5) },
		"a wrong lean":                            func(p *Published) { p.Releases[0].Rows[1].Lean = LeanUpper },
		"a lean beside counts":                    func(p *Published) { p.Releases[0].Rows[0].Lean = LeanMixed },
		"a missing position":                      func(p *Published) { delete(p.Releases[0].Rows[0].Counts, "rarely") },
		"a size that isn't":                       func(p *Published) { p.Releases[0].Groups[1].Size = "25 or more" },
		"a size told to the person":               func(p *Published) { p.Releases[0].Groups[1].Size = "20" },
		"people who didn't say, alone":            func(p *Published) { p.Releases[0].Groups[1].Levels = []string{""} },
		"a merged group nearly all of one agency": func(p *Published) { p.Releases[0].Groups[1].Agencies = []string{"a", "b"} },
		"a row for no group":                      func(p *Published) { p.Releases[0].Rows[1].Group = "nowhere" },
	} {
		round, published := smallRound()
		if found, _, err := Attack(round, published, solver); err != nil || len(found) > 0 {
			t.Fatalf("nothing is wrong yet, found %v, %v", found, err)
		}
		spoil(published)
		found, _, err := Attack(round, published, solver)
		if err != nil || len(found) == 0 || found[0].Rule != "figures" {
			t.Errorf("%s is not found: %v, %v", what, found, err)
		}
	}
}

var fourWords = scales[0].Positions

// smallRound is 20 people of one agency and 20 of others, published truly:
// counts for all, a lean for the first.
func smallRound() (*Round, *Published) {
	item := Item{ID: "item", Positions: fourWords}
	round := &Round{AtLeast: 10, Items: []Question{{Item: item, Strand: "staff", Scale: "four"}}}
	for i := range 40 {
		agency := "a"
		if i >= 20 {
			agency = string(rune('b' + i%10))
		}
		round.People = append(round.People, Person{Strand: "staff", Agency: agency, Answers: map[string]string{"item": fourWords[i%4]}})
	}
	p := &Published{}
	p.Framework.Items = []Item{item}
	row := func(r Row) Row { r.Item = "item"; return r }
	p.Releases = []Release{{
		Strand: "staff",
		Groups: []Group{{ID: "staff", Size: "25 or more"}, {ID: "small", Agencies: []string{"a"}, Size: "10 or more"}},
		Rows:   []Row{row(counts("staff", fourWords, 10, 10, 10, 10)), row(lean("small", LeanMixed))},
	}}
	return round, p
}

func TestCSVSaysNoMore(t *testing.T) {
	_, published := smallRound()
	same := `strand,group,item,show,answer,count,lean
staff,staff,item,counts,rarely,10,
staff,staff,item,counts,sometimes,10,
staff,staff,item,counts,often,10,
staff,staff,item,counts,always,10,
staff,small,item,lean,,,mixed
`
	folder := t.TempDir()
	for text, want := range map[string]int{
		same: 0,
		strings.Replace(same, "often,10", "often,11", 1):      2,
		strings.Replace(same, "lean,,,mixed", "lean,,20,", 1): 2,
		same + "staff,secret,item,counts,rarely,1,\n":         1,
	} {
		if err := os.WriteFile(filepath.Join(folder, "results.csv"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		found, err := CheckCSV(folder, published)
		if err != nil || len(found) != want {
			t.Errorf("want %d differences, found %v, %v in\n%s", want, found, err, text)
		}
	}
}
