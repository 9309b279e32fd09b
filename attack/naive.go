package attack

import "slices"

// HideUnder publishes a round as people do by hand: the whole strand, every
// agency, every level and every agency by level, with exact counts, and
// nothing for a group of fewer than least positions. hidden are those of the
// last kind, by strand and item: what the publisher believes to be safe.
func HideUnder(round *Round, least int) (p *Published, hidden map[string][]Atom) {
	p = &Published{Exact: true}
	hidden = map[string][]Atom{}
	publishNaively(round, p, least, func(n int) int { return n })
	for _, strand := range round.Strands() {
		for _, item := range p.Framework.Items {
			for atom, counts := range round.Table(strand, item) {
				if sum(counts) < least {
					hidden[strand+" "+item.ID] = append(hidden[strand+" "+item.ID], atom)
				}
			}
		}
	}
	return p, hidden
}

// RoundOnly publishes the same groups with counts rounded to five and the
// program's thresholds, but looks at every group by itself: nothing is merged
// and nothing checked over all groups together.
func RoundOnly(round *Round) *Published {
	p := &Published{}
	publishNaively(round, p, 10, func(n int) int { return (n + 2) / 5 * 5 })
	for i := range p.Releases {
		for j := range p.Releases[i].Rows {
			row := &p.Releases[i].Rows[j]
			group, _ := p.Releases[i].Group(row.Group)
			item, _ := p.Item(row.Item)
			counts := truthOf(round, p.Releases[i].Strand, item, group)
			if row.Show == ShowCounts && sum(counts) < leastForCounts {
				row.Show, row.Counts, row.Lean = ShowLean, nil, trueLean(counts)
			}
		}
	}
	return p
}

func publishNaively(round *Round, p *Published, least int, shown func(int) int) {
	for _, q := range round.Items {
		p.Framework.Items = append(p.Framework.Items, q.Item)
	}
	for _, strand := range round.Strands() {
		rel := Release{Strand: strand, Groups: everyGroup(round, strand)}
		for _, q := range round.Items {
			if q.Strand != strand {
				continue
			}
			for _, g := range rel.Groups {
				rel.Rows = append(rel.Rows, naiveRow(round, strand, q.Item, g, least, shown))
			}
		}
		p.Releases = append(p.Releases, rel)
	}
}

func naiveRow(round *Round, strand string, item Item, g Group, least int, shown func(int) int) Row {
	row := Row{Item: item.ID, Group: g.ID, Show: ShowNothing}
	counts := truthOf(round, strand, item, g)
	if sum(counts) < least {
		return row
	}
	row.Show, row.Counts = ShowCounts, map[string]int{}
	for at, id := range item.Positions {
		row.Counts[id] = shown(counts[at])
	}
	for _, id := range item.Beside {
		row.Counts[id] = 0
	}
	return row
}

// everyGroup has the whole strand, every agency, level, and agency by level.
func everyGroup(round *Round, strand string) []Group {
	groups := []Group{{ID: strand}}
	seen := map[string]bool{}
	add := func(id string, g Group) {
		if g.ID = id; !seen[id] {
			seen[id] = true
			groups = append(groups, g)
		}
	}
	for _, p := range round.People {
		if p.Strand != strand {
			continue
		}
		a := p.Atom()
		add("agency "+a.Agency, Group{Agencies: []string{a.Agency}})
		if strand == "staff" {
			add("level "+a.Level, Group{Levels: []string{a.Level}})
			add("both "+a.String(), Group{Agencies: []string{a.Agency}, Levels: []string{a.Level}})
		}
	}
	return groups
}

func truthOf(round *Round, strand string, item Item, g Group) []int {
	counts := make([]int, len(item.Positions))
	for a, c := range round.Table(strand, item) {
		for at := range c {
			if g.Has(a) {
				counts[at] += c[at]
			}
		}
	}
	return counts
}

func trueLean(counts []int) string {
	v := 0
	for at, w := range upperHalf(len(counts)) {
		v += w * counts[at]
	}
	for _, lean := range []string{LeanLower, LeanMixed, LeanUpper} {
		if low, high, _ := leaning(lean, sum(counts)); low <= v && v <= high {
			return lean
		}
	}
	return ""
}

// Learnt is what a colleague without any colluder knows for certain.
type Learnt struct {
	Cells  []Atom // hidden cells whose every answer is known
	People []Atom // where everybody's answer is known, as all gave the same
}

// Recovered says what is learnt from one item. hidden are the cells the
// publisher held back.
func Recovered(p *Problem, hidden []Atom, s *Solver) (Learnt, error) {
	var learnt Learnt
	search := NewSearch(p, s)
	for class, c := range p.Classes {
		fixed, err := search.fixed(class)
		if err != nil {
			return learnt, err
		}
		if fixed && isHidden(c, hidden) {
			learnt.Cells = append(learnt.Cells, c.Atoms[0])
		}
		certain, err := search.certain(class)
		if err != nil {
			return learnt, err
		}
		if certain {
			learnt.People = append(learnt.People, c.Atoms[0])
		}
	}
	return learnt, nil
}

func isHidden(c Class, hidden []Atom) bool {
	return len(c.Atoms) == 1 && slices.Contains(hidden, c.Atoms[0])
}

// fixed says whether no table but the true one is possible for the class: no
// position can have one person more.
func (s *Search) fixed(class int) (bool, error) {
	for at, n := range s.truth[class] {
		more, err := s.Possible(Need{Cell{class, at}: n + 1})
		if err != nil || more {
			return false, err
		}
	}
	return true, nil
}

// certain says whether everybody in the class must have given one answer.
func (s *Search) certain(class int) (bool, error) {
	possible := 0
	for at := range s.truth[class] {
		yes, err := s.Possible(Need{Cell{class, at}: 1})
		if err != nil {
			return false, err
		}
		if yes {
			possible++
		}
	}
	return possible == 1, nil
}
