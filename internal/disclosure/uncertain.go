package disclosure

import "slices"

// makeUncertain shows coarsely, or drops, whatever would let two colleagues
// rule out too many answers of a third person. It goes on until every person
// has a witness: other answers people could have given, with everything
// published staying as it is.
func (p *publication) makeUncertain() {
	for {
		exposed := p.exposed()
		if len(exposed) == 0 {
			return
		}
		p.protect(exposed)
	}
}

// exposed lists the atoms of each class in which somebody could be left with
// too few answers.
func (p *publication) exposed() [][]int {
	var found [][]int
	groups := p.groups()
	members := make([][]int, len(groups))
	for g, one := range groups {
		members[g] = one.atoms
	}
	byGroup := classesOf(members, len(p.atoms))
	whole := []class{{atoms: p.all(), groups: []int{0}}}
	for i := range p.items {
		classes := whole
		if slices.Contains(p.grouped, i) {
			classes = byGroup
		}
		z := p.newPuzzle(classes, groups, i)
		for c := range classes {
			if z.people[c] > 0 && !z.isUncertain(c) {
				found = append(found, classes[c].atoms)
			}
		}
	}
	return found
}

// protect shows the smallest group that holds exposed people more coarsely. It
// drops their newest division where all their groups are coarse already.
func (p *publication) protect(exposed [][]int) {
	var coarse []*group
	newest := 0
	for _, atoms := range exposed {
		g, s := p.smallestCounted(atoms[0])
		if g != nil {
			coarse = append(coarse, g)
		} else {
			newest = max(newest, s)
		}
	}
	for _, g := range coarse {
		g.coarse = true
	}
	if len(coarse) > 0 {
		return
	}
	if newest == 0 {
		// A lean of ten people or more leaves each of them every answer.
		panic("disclosure: nobody can be exposed by the lean of the whole strand")
	}
	p.splits = slices.Delete(p.splits, newest, newest+1)
}

// smallestCounted finds the smallest group of an atom that is shown as counts
// for some item, or nil, and the newest division the atom is in.
func (p *publication) smallestCounted(atom int) (smallest *group, newest int) {
	for s, split := range p.splits {
		for _, g := range split {
			if !slices.Contains(g.atoms, atom) {
				continue
			}
			newest = s
			if !g.coarse && p.anyCounts(g) && (smallest == nil || g.n < smallest.n) {
				smallest = g
			}
		}
	}
	return smallest, newest
}

// anyCounts says whether some item is shown as counts for the group.
func (p *publication) anyCounts(g *group) bool {
	for i := range p.items {
		if n, ok := p.published(g, i); ok && p.show(g, n) == Counts {
			return true
		}
	}
	return false
}

// puzzle is what an intruder solves for one item: how many people of each
// class gave each position, when class sizes and published values are known.
type puzzle struct {
	classes   []class
	positions int
	people    []int   // by class
	x         [][]int // by class and position: the truth, and what is tried
	figures   []figure
	of        [][]int // by class: the figures that count it
	floor     [][]int // by class and position: answers known, which must stay
	moves     []move
	steps     int
}

// figure is one published value: what is counted in a group, and its bounds.
type figure struct {
	lean   bool
	size   int // n of the group, over all its items
	counts []int
	lo, hi []int // by position, or of the weight at [0] for a lean
	weight int
	n      int
}

func (p *publication) newPuzzle(classes []class, groups []*group, item int) *puzzle {
	z := &puzzle{classes: classes, positions: len(p.items[item].Positions)}
	for _, c := range classes {
		z.people = append(z.people, p.on(c.atoms, item))
		z.x = append(z.x, p.answers(c.atoms, item)[:z.positions])
		z.floor = append(z.floor, make([]int, z.positions))
	}
	at := make([]int, len(groups))
	for g, one := range groups {
		at[g] = -1
		n, ok := p.published(one, item)
		if show := p.show(one, n); ok && show != Nothing {
			at[g] = len(z.figures)
			z.figures = append(z.figures, newFigure(one.n, show, p.answers(one.atoms, item)[:z.positions]))
		}
	}
	for _, c := range classes {
		var of []int
		for _, g := range c.groups {
			if at[g] >= 0 {
				of = append(of, at[g])
			}
		}
		z.of = append(z.of, of)
	}
	return z
}

func newFigure(size int, show Show, counts []int) figure {
	f := figure{size: size, counts: counts, lean: show == InWords}
	for x, n := range counts {
		f.n += n
		f.weight += n * weight(x, len(counts))
	}
	if f.lean {
		lo, hi := leanBounds(leanOf(counts), f.n)
		f.lo, f.hi = []int{lo}, []int{hi}
		return f
	}
	f.lo, f.hi = make([]int, len(counts)), make([]int, len(counts))
	for x, n := range counts {
		f.lo[x], f.hi[x] = roundBounds(n)
	}
	return f
}
