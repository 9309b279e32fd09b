package disclosure

import "slices"

// stepsToWitness bounds the search for one witness; where none is found in so
// many steps, the answer counts as impossible.
const stepsToWitness = 1_000

// mostMoves is how many people's answers a witness may change.
const mostMoves = 6

// move is one person of a class who could have answered differently.
type move struct{ class, from, to int }

// known is an answer of a colleague who helps the intruder.
type known struct{ class, position int }

// isUncertain says whether everybody of a class keeps enough possible answers,
// whoever two others of their smallest published group are.
func (z *puzzle) isUncertain(c int) bool {
	if len(z.of[c]) == 0 {
		return true // nothing about them is published
	}
	for size := range coalition + 1 {
		if size >= z.people[c] {
			break // the person asked about is none of the coalition
		}
		for _, inside := range z.coalitions([]int{c}, size) {
			if !z.standsAgainst(c, inside) {
				return false
			}
		}
	}
	return true
}

// standsAgainst checks a class against colleagues inside it, and everybody
// else in the smallest group who might make up the rest of the coalition.
func (z *puzzle) standsAgainst(c int, inside []known) bool {
	if z.withCoalition(inside, func() bool { return z.enough(c, 1) }) {
		return true
	}
	for _, others := range z.smallestGroupsWithout(c) {
		for _, outside := range z.outsiders(others, coalition-len(inside)) {
			all := slices.Concat(inside, outside)
			if !z.withCoalition(all, func() bool { return z.enough(c, mostMoves) }) {
				return false
			}
		}
	}
	return true
}

// enough says whether enough answers are possible for a person of the class,
// on both sides of the scale. With one move, only the class's own people are
// looked at, so that whoever else is in the coalition can't matter.
func (z *puzzle) enough(c, moves int) bool {
	left, lower, upper := 0, false, false
	for x := range z.positions {
		if !z.isPossible(c, x, moves) {
			continue
		}
		left++
		switch weight(x, z.positions) {
		case 0:
			lower = true
		case 2:
			upper = true
		}
		if left >= min(answersLeft, z.positions) && lower && upper {
			return true
		}
	}
	return false
}

// isPossible looks for a witness that a person of the class, not one of the
// coalition, could have given that position.
func (z *puzzle) isPossible(c, position, moves int) bool {
	if z.x[c][position] > z.floor[c][position] {
		return true
	}
	z.floor[c][position]++
	defer func() { z.floor[c][position]-- }()
	for from := range z.positions {
		if from == position || z.x[c][from] <= z.floor[c][from] {
			continue
		}
		for depth := 1; depth <= moves; depth++ {
			z.steps = 0
			if z.try(move{c, from, position}, depth) {
				return true
			}
		}
	}
	return false
}

// try makes a move and repairs with further moves whatever published value it
// would have changed. It leaves the puzzle as it found it.
func (z *puzzle) try(m move, depth int) bool {
	z.steps++
	z.apply(m, 1)
	z.moves = append(z.moves, m)
	found := z.repair(m, depth-1)
	z.moves = z.moves[:len(z.moves)-1]
	z.apply(m, -1)
	return found
}

// apply makes a move, or with -1 takes it back, and keeps count of how many
// bounds are broken.
func (z *puzzle) apply(m move, by int) {
	z.x[m.class][m.from] -= by
	z.x[m.class][m.to] += by
	change := by * (weight(m.to, z.positions) - weight(m.from, z.positions))
	for _, f := range z.of[m.class] {
		fig := &z.figures[f]
		z.broken -= fig.broken(m.from) + fig.broken(m.to)
		fig.counts[m.from] -= by
		fig.counts[m.to] += by
		fig.weight += change
		z.broken += fig.broken(m.from) + fig.broken(m.to)
	}
}

// broken is 1 where a figure would no longer be published as it is.
func (f *figure) broken(position int) int {
	value, at := f.counts[position], position
	if f.lean {
		value, at = f.weight, 0
	}
	if value < f.lo[at] || value > f.hi[at] {
		return 1
	}
	return 0
}

// repair finds a published value that would be different and tries the moves
// that mend it, those first that leave fewest others broken.
func (z *puzzle) repair(last move, depth int) bool {
	if z.broken == 0 {
		return true
	}
	if depth == 0 {
		return false
	}
	for _, m := range z.mends(z.firstBroken(), last) {
		if z.steps >= stepsToWitness {
			return false
		}
		if z.try(m.move, depth) {
			return true
		}
	}
	return false
}

// fracture is a published value that the moves so far would change.
type fracture struct {
	figure, position int // position is -1 where the figure is a lean
	tooMany          bool
}

// firstBroken looks at the figures the moves so far have touched.
func (z *puzzle) firstBroken() fracture {
	for _, m := range z.moves {
		for _, f := range z.of[m.class] {
			fig := &z.figures[f]
			if fig.lean {
				if fig.weight < fig.lo[0] || fig.weight > fig.hi[0] {
					return fracture{f, -1, fig.weight > fig.hi[0]}
				}
				continue
			}
			for x, n := range fig.counts {
				if n < fig.lo[x] || n > fig.hi[x] {
					return fracture{f, x, n > fig.hi[x]}
				}
			}
		}
	}
	panic("disclosure: a bound is broken that no move has touched")
}

// mostMends is how many moves that could mend a figure are compared; in a
// large group the first that breaks nothing else is soon found.
const mostMends = 200

// mends lists moves that bring a broken figure nearer to what is published,
// those first that leave fewest bounds broken; one that leaves none is enough.
func (z *puzzle) mends(broken fracture, last move) []mend {
	var all []mend
	for _, c := range z.in[broken.figure] {
		for from := range z.positions {
			if z.x[c][from] <= z.floor[c][from] {
				continue
			}
			for to := range z.positions {
				m := move{c, from, to}
				takesBack := c == last.class && from == last.to && to == last.from
				if from == to || takesBack || !z.helps(m, broken) {
					continue
				}
				z.apply(m, 1)
				left := z.broken
				z.apply(m, -1)
				if left == 0 {
					return []mend{{m, 0}}
				}
				all = append(all, mend{m, left})
			}
		}
		if len(all) >= mostMends {
			break
		}
	}
	slices.SortStableFunc(all, func(a, b mend) int { return a.broken - b.broken })
	return all
}

// mend is a move and how many bounds would be broken after it.
type mend struct {
	move
	broken int
}

func (z *puzzle) helps(m move, broken fracture) bool {
	if broken.position < 0 {
		down := weight(m.to, z.positions) < weight(m.from, z.positions)
		up := weight(m.to, z.positions) > weight(m.from, z.positions)
		return broken.tooMany && down || !broken.tooMany && up
	}
	if broken.tooMany {
		return m.from == broken.position
	}
	return m.to == broken.position
}

// coalitions lists every choice of that many people of those classes, by what
// they answered.
func (z *puzzle) coalitions(classes []int, size int) [][]known {
	if size == 0 {
		return [][]known{nil}
	}
	var all [][]known
	for k, c := range classes {
		for x := range z.positions {
			if z.x[c][x] == 0 {
				continue
			}
			one := known{c, x}
			for _, rest := range z.coalitions(classes[k:], size-1) {
				if isLater(rest, one) && occurrences(rest, one) < z.x[c][x] {
					all = append(all, append([]known{one}, rest...))
				}
			}
		}
	}
	return all
}

// isLater says whether one comes no later than those after it, so that each
// choice is listed once.
func isLater(rest []known, one known) bool {
	return len(rest) == 0 || rest[0].class != one.class || rest[0].position >= one.position
}

func occurrences(all []known, one known) int {
	n := 0
	for _, k := range all {
		if k == one {
			n++
		}
	}
	return n
}

// outsiders lists the choices of that many people of other classes, or of as
// many as there are.
func (z *puzzle) outsiders(classes []int, size int) [][]known {
	people := 0
	for _, c := range classes {
		people += z.people[c]
	}
	return z.coalitions(classes, min(size, people))
}

// smallestGroupsWithout lists, for each smallest published group of a class,
// the other classes in it.
func (z *puzzle) smallestGroupsWithout(c int) [][]int {
	n, size := -1, -1
	for _, f := range z.of[c] {
		if fig := z.figures[f]; n < 0 || fig.n < n {
			n = fig.n
		}
		if fig := z.figures[f]; size < 0 || fig.size < size {
			size = fig.size
		}
	}
	var all [][]int
	for _, f := range z.of[c] {
		if z.figures[f].n > n && z.figures[f].size > size {
			continue
		}
		var others []int
		for other, of := range z.of {
			if other != c && slices.Contains(of, f) {
				others = append(others, other)
			}
		}
		all = append(all, others)
	}
	return all
}

// withCoalition asks with the answers of the coalition known.
func (z *puzzle) withCoalition(all []known, ask func() bool) bool {
	for _, k := range all {
		z.floor[k.class][k.position]++
	}
	defer func() {
		for _, k := range all {
			z.floor[k.class][k.position]--
		}
	}()
	return ask()
}
