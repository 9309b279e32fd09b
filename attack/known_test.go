package attack

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// table builds a problem by hand: classes with their true answers and the
// groups they are in, and each group's figures.
type table struct {
	positions []string
	truth     [][]int // by class
	groups    [][]int // classes of each group
	rows      []Row   // Group is the index of the group, as text
	exact     bool
}

func (tb table) problem(t *testing.T) *Problem {
	t.Helper()
	atoms := map[Atom][]int{}
	for i, counts := range tb.truth {
		atoms[Atom{Agency: fmt.Sprint("class ", i)}] = counts
	}
	item := Item{ID: "item", Positions: tb.positions}
	rel := Release{Strand: "staff"}
	for g, members := range tb.groups {
		group := Group{ID: fmt.Sprint(g)}
		for _, class := range members {
			group.Agencies = append(group.Agencies, fmt.Sprint("class ", class))
		}
		rel.Groups = append(rel.Groups, group)
	}
	for _, row := range tb.rows {
		row.Item = "item"
		rel.Rows = append(rel.Rows, row)
	}
	p, err := NewProblem(rel, item, atoms, tb.exact)
	if err != nil {
		t.Fatal(err)
	}
	if wrong := p.Misfit(p.Truth()); wrong != "" {
		t.Fatal(wrong)
	}
	return p
}

func counts(group string, positions []string, n ...int) Row {
	row := Row{Group: group, Show: ShowCounts, Counts: map[string]int{}}
	for i, id := range positions {
		row.Counts[id] = n[i]
	}
	return row
}

func lean(group, lean string) Row { return Row{Group: group, Show: ShowLean, Lean: lean} }

var (
	yesNo = []string{"no", "yes"}
	four  = []string{"a", "b", "c", "d"}
	fifth = []string{"a", "b", "c", "d", "e"}
)

// most is the largest count possible at a cell.
func most(t *testing.T, s *Search, class, at int) int {
	t.Helper()
	for n := s.truth[class][at]; ; n++ {
		more, err := s.Possible(Need{Cell{class, at}: n + 1})
		if err != nil {
			t.Fatal(err)
		}
		if !more {
			return n
		}
	}
}

// Two hidden rows under exact margins keep exactly their Fréchet bounds: of 5
// and 15 people, 18 say yes; so of the 5 at least 3 do, and of the 15 at least
// 13.
func TestMarginsOfTwoByTwo(t *testing.T) {
	p := table{
		positions: yesNo, exact: true,
		truth: [][]int{{1, 4}, {1, 14}}, groups: [][]int{{0, 1}, {0}, {1}},
		rows: []Row{counts("0", yesNo, 2, 18), {Group: "1", Show: ShowNothing}, {Group: "2", Show: ShowNothing}},
	}.problem(t)
	if len(p.Classes) != 1 {
		t.Fatalf("%d classes, but nothing shown parts the two rows", len(p.Classes))
	}
	// Leans that say nothing new part them without telling more.
	p = table{
		positions: yesNo, exact: true,
		truth: [][]int{{1, 4}, {1, 14}}, groups: [][]int{{0, 1}, {1}},
		rows: []Row{counts("0", yesNo, 2, 18), lean("1", LeanUpper)},
	}.problem(t)
	s := NewSearch(p, needSolver(t))
	for cell, want := range map[Cell]int{{0, 0}: 2, {0, 1}: 5, {1, 0}: 2, {1, 1}: 15} {
		if have := most(t, s, cell.Class, cell.Position); have != want {
			t.Errorf("at most %d people at %v, found %d", want, cell, have)
		}
	}
}

// A hidden row beside a shown one is the difference, to the person.
func TestHiddenRowIsTheDifference(t *testing.T) {
	p := table{
		positions: four, exact: true,
		truth: [][]int{{5, 6, 7, 8}, {0, 1, 2, 0}}, groups: [][]int{{0, 1}, {0}},
		rows: []Row{counts("0", four, 5, 7, 9, 8), counts("1", four, 5, 6, 7, 8)},
	}.problem(t)
	solver := needSolver(t)
	learnt, err := Recovered(p, []Atom{{Agency: "class 1"}}, solver)
	if err != nil || len(learnt.Cells) != 1 || len(learnt.People) != 0 {
		t.Errorf("the hidden row is known, and no single person: %v, %v", learnt, err)
	}
	d, err := p.Smallest(solver)
	if err != nil || d.Size != 3 {
		t.Errorf("the smallest group is %v, %v; want 3 people", d, err)
	}
}

// True 3, 3, 3, 3, 0 shown as 5, 5, 5, 5, 0: each five says at least three, so
// among twelve people nothing else is possible.
func TestRoundingCanPin(t *testing.T) {
	p := table{
		positions: fifth,
		truth:     [][]int{{3, 3, 3, 3, 0}}, groups: [][]int{{0}},
		rows: []Row{counts("0", fifth, 5, 5, 5, 5, 0)},
	}.problem(t)
	s := NewSearch(p, needSolver(t))
	fixed, err := s.fixed(0)
	if err != nil || !fixed {
		t.Errorf("the table has one solution, which was not found: %v, %v", fixed, err)
	}
	// One more person, and it is open again.
	p = table{
		positions: fifth,
		truth:     [][]int{{3, 3, 3, 3, 1}}, groups: [][]int{{0}},
		rows: []Row{counts("0", fifth, 5, 5, 5, 5, 0)},
	}.problem(t)
	s = NewSearch(p, needSolver(t))
	if have := most(t, s, 0, 0); have != 4 {
		t.Errorf("with 13 people the first position can have 4, found %d", have)
	}
}

// A group and its part pin what is left: 30 people shown 15, 15, 0, 0 and a
// part of 25 shown 10, 15, 0, 0. With a+b of the part at least 21 and so on,
// the rest of 5 has bounds worked out by hand below.
func TestGroupAndItsPart(t *testing.T) {
	p := table{
		positions: yesNo,
		truth:     [][]int{{12, 13}, {5, 0}}, groups: [][]int{{0, 1}, {0}},
		rows: []Row{counts("0", yesNo, 15, 15), counts("1", yesNo, 10, 15)},
	}.problem(t)
	s := NewSearch(p, needSolver(t))
	// All: no 13..17. Part: no 8..12, yes 13..17. Rest: no = all - part, which
	// can be 13-12 = 1 to 5; so yes can be 0 to 4.
	if have := most(t, s, 1, 1); have != 4 {
		t.Errorf("of the rest at most 4 say yes, found %d", have)
	}
	d, err := p.Smallest(s.solver)
	if err != nil || d.Size != 5 {
		t.Errorf("the rest of 5 can be derived, found %v, %v", d, err)
	}
}

// Groups ab, bc and ca: (ab + bc - ca) / 2 is b. No pair of groups tells it.
func TestHalvesCanDerive(t *testing.T) {
	size := [][]int{{5, 0}, {5, 0}, {5, 0}}
	rows := []Row{lean("0", LeanLower), lean("1", LeanLower), lean("2", LeanLower)}
	p := table{positions: yesNo, truth: size, groups: [][]int{{0, 1}, {1, 2}, {0, 2}}, rows: rows}.problem(t)
	solver := needSolver(t)
	if d, err := p.Smallest(solver); err != nil || d.Size != 5 {
		t.Errorf("three groups of ten in a ring of three tell one of five: %v, %v", d, err)
	}
	// A ring of four tells no single one.
	p = table{
		positions: yesNo, truth: append(size, []int{5, 0}),
		groups: [][]int{{0, 1}, {1, 2}, {2, 3}, {0, 3}}, rows: append(rows, lean("3", LeanLower)),
	}.problem(t)
	if d, err := p.Smallest(solver); err != nil || d.Size != 10 {
		t.Errorf("a ring of four tells nothing smaller than its groups: %v, %v", d, err)
	}
}

func TestLeansAtTheirEdges(t *testing.T) {
	for _, c := range []struct {
		n, lowerTo, upperFrom int // twice the people in the upper half
	}{{10, 7, 13}, {20, 14, 26}, {11, 7, 15}, {13, 9, 17}, {24, 16, 32}} {
		_, lower, _ := leaning(LeanLower, c.n)
		from, to, _ := leaning(LeanMixed, c.n)
		upper, top, _ := leaning(LeanUpper, c.n)
		if lower != c.lowerTo || upper != c.upperFrom || from != lower+1 || to != upper-1 || top != 2*c.n {
			t.Errorf("of %d: lower to %d, mixed %d to %d, upper from %d", c.n, lower, from, to, upper)
		}
	}
	for positions, want := range map[int][]int{2: {0, 2}, 3: {0, 1, 2}, 4: {0, 0, 2, 2}, 5: {0, 0, 1, 2, 2}} {
		if have := upperHalf(positions); !slices.Equal(have, want) {
			t.Errorf("%d positions weigh %v, want %v", positions, have, want)
		}
	}
}

func TestEnough(t *testing.T) {
	for _, c := range []struct {
		possible  []int
		positions int
		want      bool
	}{
		{[]int{0, 1}, 2, true}, {[]int{1}, 2, false},
		{[]int{0, 1, 2}, 3, true}, {[]int{0, 2}, 3, false},
		{[]int{0, 1, 2}, 4, true}, {[]int{0, 1}, 4, false}, {[]int{0, 3}, 4, false},
		{[]int{0, 1, 2}, 5, false}, {[]int{1, 2, 3}, 5, true}, {[]int{0, 1, 2}, 6, false},
	} {
		if enough(c.possible, c.positions) != c.want {
			t.Errorf("%v of %d positions: want %v", c.possible, c.positions, c.want)
		}
	}
}

// TestAgainstCounting compares both solvers with counting through everything,
// on tables small enough for that.
func TestAgainstCounting(t *testing.T) {
	solver := needSolver(t)
	r := rand.New(rand.NewPCG(7, 7))
	for round := range 40 {
		p := randomProblem(t, r)
		s := NewSearch(p, solver)
		tables := everyTable(p)
		for class := range p.Classes {
			for at := range p.Item.Positions {
				for other := range p.Item.Positions {
					need := Need{Cell{class, at}: 1 + r.IntN(2), Cell{r.IntN(len(p.Classes)), other}: 1 + r.IntN(2)}
					want := slices.ContainsFunc(tables, need.in)
					have, err := s.Possible(need)
					if err != nil || have != want {
						t.Fatalf("table %d, need %v: found %v, want %v, %v", round, need, have, want, err)
					}
				}
			}
		}
		d, err := p.Smallest(solver)
		if want := smallestByCounting(p); err != nil || d.Size != want {
			t.Fatalf("table %d: smallest group %v, want %d, %v", round, d, want, err)
		}
	}
}

func randomProblem(t *testing.T, r *rand.Rand) *Problem {
	t.Helper()
	tb := table{positions: four[:2+r.IntN(2)], exact: r.IntN(2) == 0}
	whole := []int{}
	for i := range 2 + r.IntN(3) {
		truth := make([]int, len(tb.positions))
		for range 1 + r.IntN(4) {
			truth[r.IntN(len(truth))]++
		}
		tb.truth = append(tb.truth, truth)
		whole = append(whole, i)
	}
	tb.groups = [][]int{whole}
	for range r.IntN(4) {
		members := slices.Clone(whole)
		r.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		tb.groups = append(tb.groups, members[:1+r.IntN(len(members))])
	}
	for g, members := range tb.groups {
		tb.rows = append(tb.rows, trueRow(r, fmt.Sprint(g), members, tb))
	}
	return tb.problem(t)
}

// trueRow shows a group of a hand-made table as counts or as a lean.
func trueRow(r *rand.Rand, id string, members []int, tb table) Row {
	all := make([]int, len(tb.positions))
	for _, class := range members {
		for at, n := range tb.truth[class] {
			all[at] += n
		}
	}
	if r.IntN(3) == 0 {
		return lean(id, trueLean(all))
	}
	if !tb.exact {
		for at, n := range all {
			all[at] = (n + 2) / 5 * 5
		}
	}
	return counts(id, tb.positions, all...)
}

// everyTable counts through all tables that fit.
func everyTable(p *Problem) []Table {
	tables := []Table{{}}
	for _, c := range p.Classes {
		var longer []Table
		for _, t := range tables {
			for _, row := range splits(c.Size, len(p.Item.Positions)) {
				longer = append(longer, append(slices.Clone(t), row))
			}
		}
		tables = longer
	}
	return slices.DeleteFunc(tables, func(t Table) bool { return p.Misfit(t) != "" })
}

// splits are all ways to share n people over so many positions.
func splits(n, positions int) [][]int {
	if positions == 1 {
		return [][]int{{n}}
	}
	var all [][]int
	for first := range n + 1 {
		for _, rest := range splits(n-first, positions-1) {
			all = append(all, append([]int{first}, rest...))
		}
	}
	return all
}

// smallestByCounting tries every set of classes: it can be derived when adding
// its row to the groups' rows leaves their rank as it is.
func smallestByCounting(p *Problem) int {
	least := 0
	base, _ := reduce(p.membership())
	rank := len(base)
	for set := 1; set < 1<<len(p.Classes); set++ {
		size := 0
		row := make([]*big.Rat, len(p.Classes))
		for i, c := range p.Classes {
			row[i] = big.NewRat(int64(set>>i&1), 1)
			size += (set >> i & 1) * c.Size
		}
		longer, _ := reduce(append(p.membership(), row))
		if len(longer) == rank && (least == 0 || size < least) {
			least = size
		}
	}
	return least
}
