package disclosure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// group is a group while its publication is being decided.
type group struct {
	Group
	atoms []int
	n     int
	// coarse groups are shown like groups of 10 to 24, whatever their size.
	coarse bool
}

// split is a division of people into groups that is published whole or not at all.
type split []*group

// publication decides what is published of a strand: which groups, and in
// which form.
type publication struct {
	*tally
	strand    string
	threshold int
	// splits in the order in which they were added: the whole strand, agencies,
	// levels, then the levels of single agency groups.
	splits []split
}

func newPublication(t *tally, strand string, threshold int) *publication {
	p := &publication{tally: t, strand: strand, threshold: threshold}
	whole := &group{Group: Group{ID: strand}, atoms: t.all(), n: t.people(threshold)}
	p.splits = []split{{whole}}
	return p
}

// divide adds each division that leaves no small set derivable.
func (p *publication) divide() {
	if len(p.grouped) == 0 {
		return
	}
	agencies := p.byAgency(p.threshold)
	if len(agencies) > 1 {
		p.add(p.agencyGroups(agencies))
	}
	p.divideByLevel()
	if len(agencies) > 1 && len(p.splits) > 1 {
		p.divideAgencies(p.splits[1])
	}
}

// add publishes a division if nothing small becomes derivable with it.
func (p *publication) add(s split) bool {
	p.splits = append(p.splits, s)
	if p.isDerivable() {
		p.splits = p.splits[:len(p.splits)-1]
		return false
	}
	return true
}

func (p *publication) isDerivable() bool {
	groups := p.groups()
	members := make([][]int, len(groups))
	for g, one := range groups {
		members[g] = one.atoms
	}
	classes := classesOf(members, len(p.atoms))
	people := make([]int, len(classes))
	for _, i := range p.grouped {
		for c, class := range classes {
			people[c] = p.on(class.atoms, i)
		}
		if smallSetDerivable(classes, people, len(groups), p.threshold) {
			return true
		}
	}
	return false
}

// divideByLevel publishes the levels, merging the smallest two for as long as
// a small set is derivable.
func (p *publication) divideByLevel() {
	parts := p.byLevel(p.all(), p.threshold)
	for len(parts) > 1 {
		if p.add(p.levelGroups(parts)) {
			return
		}
		slices.SortFunc(parts, bySize)
		parts = p.mergeSmallest(parts, 0)
		slices.SortFunc(parts, func(a, b part) int { return a.members[0] - b.members[0] })
	}
}

// divideAgencies publishes the levels of each agency group that is large
// enough in every part: all at once where that is safe, or else one by one,
// the largest first.
func (p *publication) divideAgencies(agencies split) {
	var divided []split
	for _, g := range bySizeDown(agencies) {
		parts := p.byLevel(g.atoms, p.threshold)
		if len(parts) > 1 && !p.anyDominated(g, parts) {
			divided = append(divided, p.agencyLevelGroups(g, parts))
		}
	}
	before := len(p.splits)
	p.splits = append(p.splits, divided...)
	if !p.isDerivable() {
		return
	}
	p.splits = p.splits[:before]
	for _, s := range divided {
		p.add(s)
	}
}

func (p *publication) anyDominated(g *group, parts []part) bool {
	return len(g.Agencies) > 1 && slices.ContainsFunc(parts, func(one part) bool { return p.dominated(one.atoms) })
}

func bySizeDown(groups split) split {
	sorted := slices.Clone(groups)
	slices.SortStableFunc(sorted, func(a, b *group) int { return b.n - a.n })
	return sorted
}

// groups are all groups to be published, in the order of Release.Groups.
func (p *publication) groups() []*group {
	var groups []*group
	for _, s := range p.splits {
		groups = append(groups, s...)
	}
	return groups
}

// agencyGroups orders and numbers the agency groups by name.
func (p *publication) agencyGroups(parts []part) split {
	var s split
	for _, part := range parts {
		g := &group{atoms: part.atoms, n: part.n}
		g.Kind = part.kind
		for _, a := range part.members {
			g.Agencies = append(g.Agencies, p.agencies[a].Name)
		}
		slices.Sort(g.Agencies)
		s = append(s, g)
	}
	slices.SortFunc(s, func(a, b *group) int { return slices.Compare(a.Agencies, b.Agencies) })
	for k, g := range s {
		g.ID = fmt.Sprintf("%s-agency-%d", p.strand, k+1)
	}
	return s
}

func (p *publication) levelGroups(parts []part) split { return p.levelled(p.strand, nil, parts) }

func (p *publication) agencyLevelGroups(of *group, parts []part) split {
	return p.levelled(of.ID, of, parts)
}

func (p *publication) levelled(prefix string, of *group, parts []part) split {
	var s split
	for _, part := range parts {
		g := &group{atoms: part.atoms, n: part.n}
		if of != nil {
			g.Agencies, g.Kind = of.Agencies, of.Kind
		}
		for _, l := range part.members {
			g.Levels = append(g.Levels, p.levels[l])
		}
		g.ID = prefix + "-level-" + strings.ReplaceAll(strings.Join(g.Levels, "-"), "--", "-")
		if g.Levels[len(g.Levels)-1] == "" {
			g.ID += "not-said"
		}
		s = append(s, g)
	}
	return s
}

// published says whether an item is published for a group, and for how many
// positions.
func (p *publication) published(g *group, item int) (n int, ok bool) {
	if !g.Whole() && !slices.Contains(p.grouped, item) {
		return 0, false
	}
	return p.on(g.atoms, item), true
}

// show is the form in which an item is shown for a group.
func (p *publication) show(g *group, n int) Show {
	switch {
	case n < p.threshold:
		return Nothing
	case n < CountsThreshold || g.coarse:
		return InWords
	default:
		return Counts
	}
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

func (p *publication) write() ([]Group, []Result) {
	printed := p.inPrintedOrder()
	var groups []Group
	for _, g := range printed {
		g.Size = TenOrMore
		if g.n >= CountsThreshold && !g.coarse {
			g.Size = TwentyFiveOrMore
		}
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
	r := Result{Item: it.ID, Group: g.ID, Show: p.show(g, n)}
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
