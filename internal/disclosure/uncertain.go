package disclosure

import "slices"

// makeUncertain shows coarsely, or undoes the division of, whatever would let
// two colleagues rule out too many answers of a third person. It goes on until
// every person has a witness: other answers people could have given, with
// everything published staying as it is.
func (p *publication) makeUncertain() {
	for exposed := p.exposed(); len(exposed) > 0; exposed = p.exposed() {
		for _, e := range exposed {
			if p.isExposed(e.item, e.atoms[0]) { // what helped others may have helped them
				p.protect(e)
			}
		}
	}
}

// exposure is people somebody of whom could be left with too few answers to an item.
type exposure struct {
	item  int
	atoms []int
}

// exposed lists each class that is exposed on an item.
func (p *publication) exposed() []exposure {
	var found []exposure
	for i := range p.items {
		found = append(found, p.exposedOn(i)...)
	}
	return found
}

func (p *publication) exposedOn(item int) []exposure {
	var found []exposure
	z := p.puzzleOf(item)
	for c, class := range z.classes {
		if z.people[c] > 0 && !z.isUncertain(c) {
			found = append(found, exposure{item, class.atoms})
		}
	}
	return found
}

// isExposed says whether the people who can't be told from those of an atom
// could be left with too few answers to an item.
func (p *publication) isExposed(item, atom int) bool {
	z := p.puzzleOf(item)
	c := slices.IndexFunc(z.classes, func(c class) bool { return slices.Contains(c.atoms, atom) })
	return c >= 0 && z.people[c] > 0 && !z.isUncertain(c)
}

// puzzleOf is the puzzle an item sets as it would be published now.
func (p *publication) puzzleOf(item int) *puzzle {
	groups := p.groups()
	if len(groups) == 0 {
		return &puzzle{}
	}
	if p.isGrouped(item) {
		return p.newPuzzle(p.classes(groups), groups, item)
	}
	return p.newPuzzle([]class{{atoms: p.all(), groups: []int{0}}}, groups, item)
}

// protect changes what is published of people who are exposed. An
// item that is shown for the whole strand only touches nothing else: how many
// gave a position on it is not said, so it can be shown like an item of 10 to
// 24.
func (p *publication) protect(e exposure) {
	if !p.isGrouped(e.item) && len(p.grouped) > 0 && !p.coarse[e.item] {
		p.coarse[e.item] = true
		return
	}
	p.relieve(e)
}

// canBeCoarse says whether it would change anything to show a group coarsely,
// and whether its parts would not give away that it was.
func (p *publication) canBeCoarse(g *group) bool {
	return !g.coarse && p.anyCounts(g) && p.leastWithin(g) < CountsThreshold
}

// leastWithin is how many people a reader knows to be in a group from the
// sizes of its published parts.
func (p *publication) leastWithin(g *group) int {
	most := 0
	for _, division := range []split{p.byAgency, p.byLevel, slices.Concat(p.within...)} {
		sum := 0
		for _, part := range division {
			if part != g && isWithin(part.atoms, g.atoms) {
				sum += p.leastOf(part)
			}
		}
		most = max(most, sum)
	}
	return most
}

func isWithin(part, whole []int) bool {
	return !slices.ContainsFunc(part, func(a int) bool { return !slices.Contains(whole, a) })
}

// leastOf is the smallest number of people a group can have by its size.
func (p *publication) leastOf(g *group) int {
	if g.size() == TwentyFiveOrMore {
		return CountsThreshold
	}
	return p.threshold
}

// anyCounts says whether some item is shown as counts for the group.
func (p *publication) anyCounts(g *group) bool {
	for i := range p.items {
		if n, ok := p.published(g, i); ok && p.show(g, i, n) == Counts {
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
	in        [][]int // by figure: the classes it counts
	floor     [][]int // by class and position: answers known, which must stay
	moves     []move
	broken    int // bounds that the moves so far break
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
		if show := p.show(one, item, n); ok && show != Nothing {
			at[g] = len(z.figures)
			z.figures = append(z.figures, newFigure(one.n, show, p.answers(one.atoms, item)[:z.positions]))
		}
	}
	z.in = make([][]int, len(z.figures))
	for i, c := range classes {
		var of []int
		for _, g := range c.groups {
			if f := at[g]; f >= 0 {
				of = append(of, f)
				z.in[f] = append(z.in[f], i)
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
