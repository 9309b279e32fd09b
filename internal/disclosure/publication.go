package disclosure

import "slices"

// group is a group while its publication is being decided.
type group struct {
	Group
	part
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
	whole     *group
	byAgency  split   // empty where the strand is not divided by agency
	byLevel   split   // empty where it is not divided by level
	within    []split // the levels of single agency groups
	// coarse are items of the whole strand that are shown like those with 10 to
	// 24 positions.
	coarse map[int]bool
}

func newPublication(t *tally, strand string, threshold int) *publication {
	whole := &group{part: part{atoms: t.all(), n: t.people(threshold)}}
	return &publication{tally: t, strand: strand, threshold: threshold, whole: whole, coarse: map[int]bool{}}
}

// groups are all groups to be published.
func (p *publication) groups() []*group {
	if p.whole == nil {
		return nil
	}
	groups := slices.Concat([]*group{p.whole}, p.byAgency, p.byLevel)
	return slices.Concat(groups, slices.Concat(p.within...))
}

// divide adds each division that leaves no small set derivable.
func (p *publication) divide() {
	if len(p.grouped) == 0 {
		return
	}
	if parts := p.agencyParts(p.threshold); len(parts) > 1 {
		if p.byAgency = p.agencyGroups(parts); p.isDerivable() {
			p.byAgency = nil
		}
	}
	p.divideByLevel(p.levelParts(p.all(), p.threshold))
	p.divideWithin()
}

// isDerivable says whether fewer people than the threshold can be worked out
// from all groups together, on any item.
func (p *publication) isDerivable() bool {
	groups := p.groups()
	classes := p.classes(groups)
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

func (p *publication) classes(groups []*group) []class {
	members := make([][]int, len(groups))
	for g, one := range groups {
		members[g] = one.atoms
	}
	return classesOf(members, len(p.atoms))
}

// divideByLevel publishes the levels, merging the smallest two for as long as
// a small set is derivable.
func (p *publication) divideByLevel(parts []part) {
	for ; len(parts) > 1; parts = p.fewer(parts) {
		if p.byLevel = p.levelGroups(nil, parts); !p.isDerivable() {
			return
		}
	}
	p.byLevel = nil
}

// fewer merges the two smallest levels.
func (p *publication) fewer(parts []part) []part {
	slices.SortFunc(parts, bySize)
	parts = p.mergeSmallest(parts, 0)
	slices.SortFunc(parts, byMember)
	return parts
}

// divideWithin publishes the levels of each agency group that is large enough
// in every part: all at once where that is safe, or else one by one, the
// largest first.
func (p *publication) divideWithin() {
	var divided []split
	for _, g := range bySizeDown(p.byAgency) {
		parts := p.levelParts(g.atoms, p.threshold)
		if len(parts) > 1 && !p.anyDominated(g, parts) {
			divided = append(divided, p.levelGroups(g, parts))
		}
	}
	if p.within = divided; !p.isDerivable() {
		return
	}
	p.within = nil
	for _, s := range divided {
		p.within = append(p.within, s)
		if p.isDerivable() {
			p.within = p.within[:len(p.within)-1]
		}
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

// agencyGroups makes groups of agencies, by name.
func (p *publication) agencyGroups(parts []part) split {
	var s split
	for _, part := range parts {
		s = append(s, p.agencyGroup(part))
	}
	slices.SortFunc(s, byName)
	return s
}

func (p *publication) agencyGroup(of part) *group {
	g := &group{part: of}
	g.Kind = of.kind
	for _, a := range of.members {
		g.Agencies = append(g.Agencies, p.agencies[a].Name)
	}
	slices.Sort(g.Agencies)
	return g
}

func byName(a, b *group) int { return slices.Compare(a.Agencies, b.Agencies) }

// levelGroups makes groups of levels, of an agency group or, with nil, of the
// whole strand.
func (p *publication) levelGroups(of *group, parts []part) split {
	var s split
	for _, part := range parts {
		g := &group{part: part}
		if of != nil {
			g.Agencies, g.Kind = of.Agencies, of.Kind
		}
		for _, l := range part.members {
			g.Levels = append(g.Levels, p.levels[l])
		}
		s = append(s, g)
	}
	return s
}
