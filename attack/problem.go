package attack

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Class is a set of atoms that lie in exactly the same groups shown for an
// item, so that no published figure can tell their people apart.
type Class struct {
	Atoms []Atom
	Size  int    // people who gave a position
	Truth []int  // of them, by position
	In    []bool // by group of the problem
}

// Shown is a published group with a figure for the item.
type Shown struct {
	ID   string
	Size int // people in it who gave a position
}

// Figure is one published figure as the colleague reads it: the people of a
// group, each counted Weight[position] times, make at least Low and at most
// High.
type Figure struct {
	Group     int
	Weight    []int
	Low, High int
	Says      string // in words, for messages
}

// Problem is one strand's item: what is known and what is true.
type Problem struct {
	Strand  string
	Item    Item
	Groups  []Shown
	Classes []Class
	Figures []Figure
}

// Table is people by class and position.
type Table [][]int

// NewProblem puts together what is published about an item with how many
// people of each atom gave a position. exact says that counts aren't rounded.
func NewProblem(rel Release, item Item, truth map[Atom][]int, exact bool) (*Problem, error) {
	p := &Problem{Strand: rel.Strand, Item: item}
	var shown []Group
	for _, row := range rel.Rows {
		if row.Item != item.ID || row.Show == ShowNothing {
			continue
		}
		g, ok := rel.Group(row.Group)
		if !ok {
			return nil, fmt.Errorf("%s %s: a row names the group %q, which is not listed", rel.Strand, item.ID, row.Group)
		}
		at := slices.IndexFunc(shown, func(s Group) bool { return s.ID == g.ID })
		if at < 0 {
			at = len(shown)
			shown = append(shown, g)
			p.Groups = append(p.Groups, Shown{ID: g.ID, Size: people(g, truth)})
		}
		figures, err := readRow(row, at, p.Groups[at].Size, item, exact)
		if err != nil {
			return nil, fmt.Errorf("%s %s %s: %w", rel.Strand, item.ID, g.ID, err)
		}
		p.Figures = append(p.Figures, figures...)
	}
	p.Classes = classes(shown, truth, len(item.Positions))
	return p, nil
}

func people(g Group, truth map[Atom][]int) int {
	n := 0
	for a, counts := range truth {
		if g.Has(a) {
			n += sum(counts)
		}
	}
	return n
}

// readRow turns one published row into figures.
func readRow(row Row, group, n int, item Item, exact bool) ([]Figure, error) {
	switch row.Show {
	case ShowCounts:
		var figures []Figure
		for at, id := range item.Positions {
			v, ok := row.Counts[id]
			if !ok {
				return nil, fmt.Errorf("no count of %q", id)
			}
			low, high := rounded(v, exact)
			weight := make([]int, len(item.Positions))
			weight[at] = 1
			figures = append(figures, Figure{group, weight, low, high, fmt.Sprintf("%s %d", id, v)})
		}
		return figures, nil
	case ShowLean:
		low, high, ok := leaning(row.Lean, n)
		if !ok {
			return nil, fmt.Errorf("unknown lean %q", row.Lean)
		}
		return []Figure{{group, upperHalf(len(item.Positions)), low, high, "leans " + row.Lean}}, nil
	}
	return nil, fmt.Errorf("unknown way to show a row: %q", row.Show)
}

// rounded says which true counts a published count stands for.
func rounded(v int, exact bool) (low, high int) {
	if exact {
		return v, v
	}
	return max(0, v-2), v + 2
}

// upperHalf weighs each position twice its share in the upper half: 0, 1 for
// the middle of an odd scale, 2.
func upperHalf(positions int) []int {
	weight := make([]int, positions)
	for i := range weight {
		weight[i] = 1 + cmp.Compare(2*i+1, positions)
	}
	return weight
}

// leaning says which sums of upperHalf a lean among n people stands for. The
// sum is twice the people in the upper half; 35 % of 2n is 7n/10.
func leaning(lean string, n int) (low, high int, ok bool) {
	lower, upper := 7*n/10, (13*n+9)/10
	switch lean {
	case LeanLower:
		return 0, lower, true
	case LeanMixed:
		return lower + 1, upper - 1, true
	case LeanUpper:
		return upper, 2 * n, true
	}
	return 0, 0, false
}

func classes(shown []Group, truth map[Atom][]int, positions int) []Class {
	byGroups := map[string]*Class{}
	var keys []string
	for _, a := range sortedAtoms(truth) {
		in := make([]bool, len(shown))
		for i, g := range shown {
			in[i] = g.Has(a)
		}
		key := fmt.Sprint(in)
		c := byGroups[key]
		if c == nil {
			c = &Class{Truth: make([]int, positions), In: in}
			byGroups[key] = c
			keys = append(keys, key)
		}
		c.Atoms = append(c.Atoms, a)
		c.Size += sum(truth[a])
		for i, n := range truth[a] {
			c.Truth[i] += n
		}
	}
	var all []Class
	for _, key := range keys {
		all = append(all, *byGroups[key])
	}
	return all
}

func sortedAtoms(truth map[Atom][]int) []Atom {
	var atoms []Atom
	for a, counts := range truth {
		if sum(counts) > 0 {
			atoms = append(atoms, a)
		}
	}
	slices.SortFunc(atoms, func(a, b Atom) int {
		return cmp.Or(strings.Compare(a.Agency, b.Agency), strings.Compare(a.Level, b.Level))
	})
	return atoms
}

// Truth is the true table.
func (p *Problem) Truth() Table {
	t := make(Table, len(p.Classes))
	for i, c := range p.Classes {
		t[i] = slices.Clone(c.Truth)
	}
	return t
}

// Value is what a figure would have to say of a table.
func (p *Problem) Value(f Figure, t Table) int {
	v := 0
	for i, c := range p.Classes {
		if !c.In[f.Group] {
			continue
		}
		for at, n := range t[i] {
			v += f.Weight[at] * n
		}
	}
	return v
}

// Misfit names the first thing known that a table contradicts, or is empty.
func (p *Problem) Misfit(t Table) string {
	for i, c := range p.Classes {
		if sum(t[i]) != c.Size || slices.Min(t[i]) < 0 {
			return fmt.Sprintf("class %d has %d people, not %d", i, sum(t[i]), c.Size)
		}
	}
	for _, f := range p.Figures {
		if v := p.Value(f, t); v < f.Low || v > f.High {
			return fmt.Sprintf("%s is shown with %q, but it is %d of %d people", p.Groups[f.Group].ID, f.Says, v, p.Groups[f.Group].Size)
		}
	}
	return ""
}

func sum(counts []int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}
