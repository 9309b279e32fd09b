package disclosure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// published says whether an item is published for a group, and for how many
// positions.
func (p *publication) published(g *group, item int) (n int, ok bool) {
	if !g.Whole() && !p.isGrouped(item) {
		return 0, false
	}
	return p.on(g.atoms, item), true
}

// isGrouped says whether an item is published by group.
func (p *publication) isGrouped(item int) bool { return slices.Contains(p.grouped, item) }

// show is the form in which an item is shown for a group.
func (p *publication) show(g *group, item, n int) Show {
	switch {
	case n < p.threshold:
		return Nothing
	case n < CountsThreshold || g.coarse || p.coarse[item]:
		return InWords
	default:
		return Counts
	}
}

// size is all that is said about how many people are in a group.
func (g *group) size() Size {
	if g.n >= CountsThreshold && !g.coarse {
		return TwentyFiveOrMore
	}
	return TenOrMore
}

// inPrintedOrder sorts groups by what they are, never by how many they are:
// the whole strand, levels, agencies, levels of agencies.
func (p *publication) inPrintedOrder() []*group {
	groups := p.groups()
	rank := func(g *group) int {
		switch {
		case g.Whole():
			return 0
		case len(g.Agencies) == 0:
			return 1
		case len(g.Levels) == 0:
			return 2
		default:
			return 3
		}
	}
	slices.SortStableFunc(groups, func(a, b *group) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), slices.Compare(a.Agencies, b.Agencies))
	})
	return groups
}

// name gives groups their ids, once it is settled which there are.
func (p *publication) name(printed []*group) {
	numbers := map[string]int{}
	for _, g := range printed {
		g.ID = p.strand
		if len(g.Agencies) > 0 {
			key := strings.Join(g.Agencies, "\x00")
			if numbers[key] == 0 {
				numbers[key] = len(numbers) + 1
			}
			g.ID += fmt.Sprint("-agency-", numbers[key])
		}
		if len(g.Levels) > 0 {
			g.ID += "-level-" + strings.TrimSuffix(strings.Join(g.Levels, "-"), "-")
		}
		if slices.Contains(g.Levels, "") {
			g.ID += "-not-said"
		}
	}
}

func (p *publication) write() ([]Group, []Result) {
	printed := p.inPrintedOrder()
	p.name(printed)
	var groups []Group
	for _, g := range printed {
		g.Size = g.size()
		groups = append(groups, g.Group)
	}
	var results []Result
	for i := range p.items {
		for _, g := range printed {
			if n, ok := p.published(g, i); ok {
				results = append(results, p.result(g, i, n))
			}
		}
	}
	return groups, results
}

func (p *publication) result(g *group, item, n int) Result {
	it := p.items[item]
	r := Result{Item: it.ID, Group: g.ID, Show: p.show(g, item, n)}
	counts := p.answers(g.atoms, item)
	positions, beside := counts[:len(it.Positions)], counts[len(it.Positions):]
	switch r.Show {
	case Counts:
		r.Positions = shown(it.Positions, positions)
		r.Beside = shown(it.Beside, beside)
	case InWords:
		r.Lean = leanOf(positions)
	}
	return r
}

// answers counts the answers of those atoms to an item.
func (t *tally) answers(atoms []int, item int) []int {
	counts := make([]int, len(t.items[item].Positions)+len(t.items[item].Beside))
	for _, a := range atoms {
		for x, n := range t.counts[a][item] {
			counts[x] += n
		}
	}
	return counts
}

func shown(answers []string, counts []int) []Count {
	all := make([]Count, len(answers))
	for x, answer := range answers {
		all[x] = Count{Answer: answer, Shown: round(counts[x])}
	}
	return all
}
