package disclosure

import "slices"

// relief changes what is published of the people of an atom; it says whether
// there was anything to change.
type relief func(p *publication, atom int) bool

// reliefs in the order of what they cost a reader: one small group shown in
// words, the levels of one agency, a larger group shown in words, a border
// between two agency groups, one between two levels.
var reliefs = []relief{
	func(p *publication, atom int) bool { return p.coarsen(atom, 0) },
	(*publication).dropWithin,
	func(p *publication, atom int) bool { return p.coarsen(atom, 1) },
	(*publication).mergeAgency,
	func(p *publication, atom int) bool { return p.coarsen(atom, 2) },
	(*publication).mergeLevels,
}

// relieve applies the first relief after which the people are no longer
// exposed. Where no single one is enough, it takes the first that removes a
// division, and the next round goes on from there.
func (p *publication) relieve(e exposure) {
	atom := e.atoms[0]
	for _, relief := range reliefs {
		if q := p.clone(); relief(q, atom) && !q.isExposed(e.item, atom) {
			*p = *q
			return
		}
	}
	if p.dropWithin(atom) || p.mergeAgency(atom) || p.mergeLevels(atom) || p.coarsen(atom, 0) {
		return
	}
	// The lean of ten people leaves each of them every answer, so this is never
	// reached; if it were, publishing nothing is the safe end.
	p.whole = nil
}

// clone copies what is decided so far.
func (p *publication) clone() *publication {
	q := *p
	again := func(s split) split {
		var t split
		for _, g := range s {
			copied := *g
			t = append(t, &copied)
		}
		return t
	}
	q.whole, q.byAgency, q.byLevel = again(split{p.whole})[0], again(p.byAgency), again(p.byLevel)
	q.within = nil
	for _, s := range p.within {
		q.within = append(q.within, again(s))
	}
	return &q
}

// coarsen shows the smallest group of an atom coarsely, or the second
// smallest, and so on. The whole strand says most to a reader, so it is only
// shown coarsely where nothing smaller is published.
func (p *publication) coarsen(atom, nth int) bool {
	of := slices.DeleteFunc(p.groups(), func(g *group) bool { return !slices.Contains(g.atoms, atom) })
	slices.SortStableFunc(of, func(a, b *group) int { return a.n - b.n })
	if nth >= len(of) || !p.canBeCoarse(of[nth]) || nth > 0 && of[nth].Whole() {
		return false
	}
	of[nth].coarse = true
	return true
}

// dropWithin drops the levels of the agency group an atom is in.
func (p *publication) dropWithin(atom int) bool {
	at := slices.IndexFunc(p.within, func(s split) bool { return s.of(atom) != nil })
	if at < 0 {
		return false
	}
	p.within = slices.Delete(slices.Clone(p.within), at, at+1)
	return true
}

// mergeAgency merges the agency group of an atom with the next smallest, and on
// until they may be published together.
func (p *publication) mergeAgency(atom int) bool {
	g := p.byAgency.of(atom)
	if g == nil {
		return false
	}
	rest := slices.DeleteFunc(slices.Clone(p.byAgency), func(other *group) bool { return other == g })
	slices.SortStableFunc(rest, func(a, b *group) int { return bySize(a.part, b.part) })
	merged := p.merge(g.part, rest[0].part)
	for rest = rest[1:]; len(rest) > 0 && !p.isSafeMerge(merged, p.threshold); rest = rest[1:] {
		merged = p.merge(merged, rest[0].part)
	}
	p.byAgency = nil
	if len(rest) > 0 {
		p.byAgency = append(rest, p.agencyGroup(merged))
		slices.SortFunc(p.byAgency, byName)
	}
	p.within = slices.DeleteFunc(slices.Clone(p.within), func(s split) bool {
		return !slices.ContainsFunc(p.byAgency, func(g *group) bool { return slices.Equal(g.Agencies, s[0].Agencies) })
	})
	return true
}

// mergeLevels merges the two smallest levels.
func (p *publication) mergeLevels(int) bool {
	var parts []part
	for _, g := range p.byLevel {
		parts = append(parts, g.part)
	}
	if len(parts) == 0 {
		return false
	}
	p.divideByLevel(p.fewer(parts))
	return true
}

// of is the group of a split that holds an atom, or nil.
func (s split) of(atom int) *group {
	for _, g := range s {
		if slices.Contains(g.atoms, atom) {
			return g
		}
	}
	return nil
}
