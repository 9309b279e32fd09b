package language

import (
	"errors"
	"math/bits"
	"slices"
)

// automaton is a pattern made ready: a state for each word in it, and which may
// come after which (Glushkov's construction).
type automaton struct {
	first, last uint64
	// follow are the states behind each state and prior those before it; loose
	// are those of them that a comma may stand between: at a gap.
	follow, prior, loose, loosePrior []uint64
	// words says in which states a word fits, by id; every word fits in any.
	words []fit
	any   uint64
	// known has a bit for every word's id, so that most others are seen to be none
	// without a search.
	known [4]uint64
	// before is how many words can come before a word that starts a search.
	before int
	// denies says that it has its own "not", child that it names a child, and self
	// that it has a word such as herself.
	denies, child, self bool
}

type fit struct {
	id     wordID
	states uint64
}

// fits are the states in which a word fits.
func (a *automaton) fits(id wordID) uint64 {
	if id == 0 || a.known[id/64%4]&(1<<(id%64)) == 0 {
		return a.any
	}
	low, high := 0, len(a.words)
	for low < high { // by hand: it is the innermost loop of all
		mid := int(uint(low+high) >> 1)
		if a.words[mid].id < id {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(a.words) && a.words[low].id == id {
		return a.words[low].states | a.any
	}
	return a.any
}

// next are the states reached from others with a word that fits in some.
func (a *automaton) next(states, fits uint64) uint64 { return step(a.follow, states, fits) }

func step(edges []uint64, states, fits uint64) uint64 {
	var reached uint64
	for states != 0 {
		at := bits.TrailingZeros64(states)
		states &= states - 1
		reached |= edges[at]
	}
	return reached & fits
}

// turned are edges the other way round.
func turned(edges []uint64) []uint64 {
	back := make([]uint64, len(edges))
	for from, to := range edges {
		for ; to != 0; to &= to - 1 {
			back[bits.TrailingZeros64(to)] |= 1 << from
		}
	}
	return back
}

// builder makes an automaton of a pattern.
type builder struct {
	v     *vocabulary
	a     *automaton
	words map[wordID]uint64
	// group is what its words are marked as.
	group sets
}

// span is a part of an automaton: where it starts and ends, whether it may be
// left out, and how many words it has at most.
type span struct {
	first, last uint64
	// gapped are those of last with a gap behind them.
	gapped uint64
	empty  bool
	length int
}

var errPositions = errors.New("too many positions")

func build(v *vocabulary, row *node, group sets) (*automaton, error) {
	b := &builder{v: v, a: &automaton{}, words: map[wordID]uint64{}, group: group}
	whole, err := b.part(row)
	if err != nil {
		return nil, wrong(ProblemTooMany, "")
	}
	b.a.first, b.a.last, b.a.before = whole.first&^b.a.any, whole.last&^b.a.any, whole.length // no match ends in a gap
	b.a.prior, b.a.loosePrior = turned(b.a.follow), turned(b.a.loose)
	for id, states := range b.words {
		b.a.words = append(b.a.words, fit{id, states})
	}
	for _, f := range b.a.words {
		b.a.known[f.id/64%4] |= 1 << (f.id % 64)
	}
	slices.SortFunc(b.a.words, func(x, y fit) int { return int(x.id) - int(y.id) })
	return b.a, nil
}

func (b *builder) part(n *node) (span, error) {
	switch n.kind {
	case nodeWord:
		return b.position(n.words)
	case nodeGap:
		whole := span{empty: true}
		for range n.gap {
			one, err := b.position(nil)
			if err != nil {
				return span{}, err
			}
			one.empty = true
			whole = b.join(whole, one)
		}
		whole.gapped = whole.last
		return whole, nil
	case nodeMaybe:
		inner, err := b.part(n.parts[0])
		inner.empty = true
		return inner, err
	case nodeChoice:
		var whole span
		for _, part := range n.parts {
			one, err := b.part(part)
			if err != nil {
				return span{}, err
			}
			whole = span{whole.first | one.first, whole.last | one.last, whole.gapped | one.gapped,
				whole.empty || one.empty, max(whole.length, one.length)}
		}
		return whole, nil
	}
	whole := span{empty: true}
	for _, part := range n.parts {
		one, err := b.part(part)
		if err != nil {
			return span{}, err
		}
		whole = b.join(whole, one)
	}
	return whole, nil
}

// join puts one part after another.
func (b *builder) join(x, y span) span {
	for last := x.last; last != 0; last &= last - 1 {
		at := bits.TrailingZeros64(last)
		b.a.follow[at] |= y.first
		if x.gapped&(1<<at) != 0 {
			b.a.loose[at] |= y.first
		}
		b.a.loose[at] |= y.first & b.a.any
	}
	whole := span{x.first, y.last, y.gapped, x.empty && y.empty, x.length + y.length}
	if x.empty {
		whole.first |= y.first
	}
	if y.empty {
		whole.last |= x.last
		whole.gapped |= x.gapped
		if y.first != 0 && y.first&^b.a.any == 0 {
			whole.gapped |= x.last
		}
	}
	return whole
}

// position adds a state for one of some words, or for any word.
func (b *builder) position(words []string) (span, error) {
	at := len(b.a.follow)
	if at == maxPositions {
		return span{}, errPositions
	}
	b.a.follow, b.a.loose = append(b.a.follow, 0), append(b.a.loose, 0)
	bit := uint64(1) << at
	if words == nil {
		b.a.any |= bit
	}
	for _, word := range words {
		id := b.v.id(word)
		if b.v.ids != nil {
			b.v.entries[id].sets |= b.group
		}
		b.words[id] |= bit
	}
	return span{first: bit, last: bit, length: 1}, nil
}
