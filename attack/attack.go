package attack

import (
	"fmt"
	"strings"
)

// Finding is something published that must not be.
type Finding struct {
	Rule   string // "A1", "A2", "A3" or "figures"
	Strand string // "" for what is about a whole file
	Item   string
	Says   string // one or more lines
}

func (f Finding) String() string {
	if f.Strand == "" {
		return fmt.Sprintf("%s: %s", f.Rule, f.Says)
	}
	return fmt.Sprintf("%s, %s, %s: %s", f.Rule, f.Strand, f.Item, f.Says)
}

// Tally counts what there was to attack and what it took, so that an empty
// test can't pass unseen.
type Tally struct {
	Rounds, Strands, Groups         int
	Counts, Leans, Nothings         int // rows by way of showing
	Splits                          int // strands with more than the whole strand
	WithCounts, WithSplit, WithLean int // rounds
	Queries, Asked                  int // of A2, and of them to glpsol
	Smallest                        int // smallest group derived anywhere
}

// Add adds another tally.
func (t *Tally) Add(o Tally) {
	t.Rounds += o.Rounds
	t.Strands += o.Strands
	t.Groups += o.Groups
	t.Counts += o.Counts
	t.Leans += o.Leans
	t.Nothings += o.Nothings
	t.Splits += o.Splits
	t.WithCounts += o.WithCounts
	t.WithSplit += o.WithSplit
	t.WithLean += o.WithLean
	t.Queries += o.Queries
	t.Asked += o.Asked
	if t.Smallest == 0 || o.Smallest > 0 && o.Smallest < t.Smallest {
		t.Smallest = o.Smallest
	}
}

func (t Tally) String() string {
	return fmt.Sprintf("%d rounds (%d with counts, %d with leans, %d with a split), %d strands, %d groups, "+
		"rows: %d counts, %d leans, %d nothing; smallest group derivable %d; %d queries, %d of them to glpsol",
		t.Rounds, t.WithCounts, t.WithLean, t.WithSplit, t.Strands, t.Groups,
		t.Counts, t.Leans, t.Nothings, t.Smallest, t.Queries, t.Asked)
}

// Attack plays the colleague on everything published about a round. The first
// findings of a kind for each item are enough; there may be more.
func Attack(round *Round, published *Published, s *Solver) ([]Finding, Tally, error) {
	tally := Tally{Rounds: 1}
	var all []Finding
	for _, strand := range round.Strands() {
		rel := published.Strand(strand)
		tally.see(rel)
		all = append(all, CheckGroups(rel)...)
		for _, item := range itemsShown(rel) {
			found, err := attackItem(round, published, rel, item, s, &tally)
			if err != nil {
				return nil, tally, err
			}
			all = append(all, found...)
		}
	}
	tally.WithCounts, tally.WithLean, tally.WithSplit = min(1, tally.Counts), min(1, tally.Leans), min(1, tally.Splits)
	return all, tally, nil
}

func (t *Tally) see(rel Release) {
	t.Strands++
	t.Groups += len(rel.Groups)
	if len(rel.Groups) > 1 {
		t.Splits++
	}
	for _, row := range rel.Rows {
		switch row.Show {
		case ShowCounts:
			t.Counts++
		case ShowLean:
			t.Leans++
		default:
			t.Nothings++
		}
	}
}

func itemsShown(rel Release) []string {
	var items []string
	seen := map[string]bool{}
	for _, row := range rel.Rows {
		if !seen[row.Item] {
			seen[row.Item] = true
			items = append(items, row.Item)
		}
	}
	return items
}

// attackItem runs all checks on one item. Where the figures are not even true,
// there is no sense in reasoning from them.
func attackItem(round *Round, published *Published, rel Release, id string, s *Solver, tally *Tally) ([]Finding, error) {
	item, ok := published.Item(id)
	if !ok {
		return []Finding{{"figures", rel.Strand, id, "a row shows an item that the framework doesn't have"}}, nil
	}
	truth := round.Table(rel.Strand, item)
	p, err := NewProblem(rel, item, truth, published.Exact)
	if err != nil {
		return []Finding{{"figures", rel.Strand, id, err.Error()}}, nil
	}
	found := CheckFigures(p, rel, truth, published.Exact)
	if len(found) > 0 {
		return found, nil
	}
	a1, err := CheckDerivable(p, round.AtLeast, s, tally)
	if err != nil {
		return nil, err
	}
	a2, err := CheckPossible(p, s, tally)
	if err != nil {
		return nil, err
	}
	return append(a1, a2...), nil
}

// CheckDerivable is A1: no group of fewer than least people can be derived.
func CheckDerivable(p *Problem, least int, s *Solver, tally *Tally) ([]Finding, error) {
	d, err := p.Smallest(s)
	if err != nil || d == nil {
		return nil, err
	}
	tally.Add(Tally{Smallest: d.Size})
	if d.Size >= least {
		return nil, nil
	}
	var atoms []string
	for _, class := range d.Classes {
		for _, a := range p.Classes[class].Atoms {
			atoms = append(atoms, a.String())
		}
	}
	return []Finding{{"A1", p.Strand, p.Item.ID, fmt.Sprintf(
		"a group of %d can be worked out: %s", d.Size, strings.Join(atoms, "; "))}}, nil
}

// CheckPossible is A2: enough answers stay possible for everybody.
func CheckPossible(p *Problem, s *Solver, tally *Tally) ([]Finding, error) {
	if len(p.Groups) == 0 {
		return nil, nil
	}
	search := NewSearch(p, s)
	pinned, err := search.Pinned(3)
	tally.Queries += search.Queries
	tally.Asked += search.Asked
	if err != nil {
		return nil, err
	}
	var all []Finding
	for _, one := range pinned {
		all = append(all, Finding{"A2", p.Strand, p.Item.ID, p.explain(one)})
	}
	return all, nil
}

// explain says in words who is pinned, and prints the figures it comes from.
func (p *Problem) explain(one Pinned) string {
	var b strings.Builder
	class := p.Classes[one.Class]
	fmt.Fprintf(&b, "somebody of %s (%d people, true answers %v)\n", class.Atoms[0], class.Size, class.Truth)
	fmt.Fprintf(&b, "  smallest published group %s, of %d\n", p.Groups[one.Group].ID, p.Groups[one.Group].Size)
	for _, cell := range one.Coalition {
		fmt.Fprintf(&b, "  colluder: somebody of %s who answered %s\n", p.Classes[cell.Class].Atoms[0], p.Item.Positions[cell.Position])
	}
	var words []string
	for _, at := range one.Possible {
		words = append(words, p.Item.Positions[at])
	}
	fmt.Fprintf(&b, "  only possible: %s; of %s\n", strings.Join(words, ", "), strings.Join(p.Item.Positions, ", "))
	for _, f := range p.Figures {
		fmt.Fprintf(&b, "  published: %s (%d people) %s\n", p.Groups[f.Group].ID, p.Groups[f.Group].Size, f.Says)
	}
	for i, c := range p.Classes {
		fmt.Fprintf(&b, "  class %d: %v, %d people, true answers %v\n", i, c.Atoms, c.Size, c.Truth)
	}
	return strings.TrimRight(b.String(), "\n")
}
