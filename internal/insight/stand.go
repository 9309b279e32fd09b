package insight

import (
	"bearings/internal/disclosure"
)

// Stand is where a group's answers stand on a scale, as exactly as what is
// published allows: the share of positions in the scale's upper half, a middle
// word counting half, between two bounds.
type Stand struct {
	// Lean is the half the answers lean to for every value that rounding
	// allows; "" where it allows more than one.
	Lean disclosure.Lean
	// Counted says that there are figures: Upper and Lower are the answers
	// shown in the two halves, N all shown positions, a middle word's included.
	Counted         bool
	Upper, Lower, N int

	// Odd says that the scale has a middle word. The share then says less than
	// the words of its upper half do.
	Odd bool

	least, most fraction
	// open says that the share lies between the bounds and on neither.
	open bool
	// upperLeast and upperMost are bounds of the share of the upper half alone,
	// where there are figures.
	upperLeast, upperMost fraction
}

// Middle is how many answers are shown at a scale's middle word.
func (s Stand) Middle() int { return s.N - s.Upper - s.Lower }

// fraction is a share as it is, without rounding.
type fraction struct{ part, of int }

func (a fraction) above(b fraction) bool { return a.part*b.of > b.part*a.of }

func (a fraction) equals(b fraction) bool { return a.part*b.of == b.part*a.of }

// Edges of the leans; docs/DISCLOSURE.md has the rule.
var (
	lowerEdge = fraction{35, 100}
	upperEdge = fraction{65, 100}
)

// roundedBy is how far a shown count may be from the true one, both ways; 0
// means 0 to 2.
const roundedBy = 2

// standOf reads a result on a scale of so many positions. ok is false where
// nothing is shown.
func standOf(r disclosure.Result, positions int) (s Stand, ok bool) {
	switch r.Show {
	case disclosure.Counts:
		counts := make([]int, len(r.Positions))
		for i, c := range r.Positions {
			counts[i] = c.Shown
		}
		return counted(counts, roundedBy), true
	case disclosure.InWords:
		return leaning(r.Lean, positions), true
	}
	return Stand{}, false
}

// leaning is what a lean in words says on a scale of so many positions.
func leaning(lean disclosure.Lean, positions int) Stand {
	s := Stand{Lean: lean, Odd: positions%2 == 1, least: fraction{0, 1}, most: fraction{1, 1}}
	switch lean {
	case disclosure.Lower:
		s.most = lowerEdge
	case disclosure.Upper:
		s.least = upperEdge
	default:
		s.least, s.most, s.open = lowerEdge, upperEdge, true
	}
	return s
}

// counted is what counts say that may each be off by so much.
func counted(counts []int, by int) Stand {
	s := Stand{Counted: true, Odd: len(counts)%2 == 1}
	var lower, middle, upper interval
	for i, n := range counts {
		s.N += n
		between := interval{max(0, n-by), n + by}
		switch side := 2*i + 1 - len(counts); {
		case side < 0:
			s.Lower += n
			lower.add(between)
		case side > 0:
			s.Upper += n
			upper.add(between)
		default:
			middle.add(between)
		}
	}
	s.least = lowest(lower.most, middle, upper.least)
	s.most = highest(lower.least, middle, upper.most)
	s.Lean = s.certain()
	s.upperLeast = fraction{upper.least, max(1, upper.least+middle.most+lower.most)}
	s.upperMost = fraction{upper.most, max(1, upper.most+middle.least+lower.least)}
	return s
}

type interval struct{ least, most int }

func (i *interval) add(more interval) { i.least += more.least; i.most += more.most }

// share is the share of the upper half, in halves so that a middle word counts
// one of two. ok is false for nobody at all.
func share(lower, middle, upper int) (f fraction, ok bool) {
	f = fraction{2*upper + middle, 2 * (lower + middle + upper)}
	return f, f.of > 0
}

func lowest(lower int, middle interval, upper int) fraction {
	a, there := share(lower, middle.least, upper)
	b, too := share(lower, middle.most, upper)
	if !there || too && a.above(b) {
		a, there = b, too
	}
	if !there {
		return fraction{0, 1}
	}
	return a
}

func highest(lower int, middle interval, upper int) fraction {
	a, there := share(lower, middle.least, upper)
	b, too := share(lower, middle.most, upper)
	if !there || too && b.above(a) {
		a, there = b, too
	}
	if !there {
		return fraction{1, 1}
	}
	return a
}

// certain is the lean of every share between the bounds, or "".
func (s Stand) certain() disclosure.Lean {
	switch {
	case !s.most.above(lowerEdge):
		return disclosure.Lower
	case !upperEdge.above(s.least):
		return disclosure.Upper
	case s.least.above(lowerEdge) && upperEdge.above(s.most):
		return disclosure.Mixed
	}
	return ""
}

// Allows says whether the answers may lean that way, for some value that
// rounding allows.
func (s Stand) Allows(lean disclosure.Lean) bool {
	switch lean {
	case disclosure.Lower:
		return !s.least.above(lowerEdge) && !s.open
	case disclosure.Upper:
		return !upperEdge.above(s.most) && !s.open
	}
	return s.most.above(lowerEdge) && upperEdge.above(s.least)
}

// above says whether every share this stand allows is above every share the
// other does.
func (s Stand) above(other Stand) bool {
	if s.least.equals(other.most) {
		return s.open || other.open
	}
	return s.least.above(other.most)
}

// How far two shares with figures have to be apart to be worth a meeting's
// time, in points of a hundred: less where they lean to different sides of the
// scale, or may, than where they lean the same way.
const (
	leastDifference    = 10
	leastOnTheSameSide = 20
)

// clearlyAbove says whether the difference can be stated: it holds for every
// value that rounding allows and, between figures, is large enough. On
// a scale with a middle word it has to hold of the upper half's words alone, for
// these are what is said.
func (s Stand) clearlyAbove(other Stand) bool {
	switch {
	case !s.above(other):
		return false
	case s.Counted && other.Counted:
		least := leastDifference
		if s.Lean != "" && s.Lean == other.Lean {
			least = leastOnTheSameSide
		}
		apart := 100*(s.Upper*other.N-other.Upper*s.N) >= least*s.N*other.N
		return apart && s.upperLeast.above(other.upperMost)
	case s.Odd || other.Odd:
		// What is said of such a scale without figures is its lean.
		return s.Lean != "" && other.Lean != "" && s.Lean != other.Lean
	}
	return true
}

func (s Stand) differs(other Stand) bool { return s.clearlyAbove(other) || other.clearlyAbove(s) }
