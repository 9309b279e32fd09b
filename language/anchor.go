package language

// anchors are the words from which a pattern is searched, and how often they
// are met: the sum of their shares of English, in a million words.
type anchors struct {
	words []string
	cost  int
}

const (
	// tooCommon is what no search can start from: it would stop at every two
	// hundredth word.
	tooCommon = 4000
	// rareWord is what a word beyond the list of common ones costs, and shortWord
	// one of three letters or fewer.
	rareWord, shortWord = 5, 40
)

func cost(word string) int {
	if word == childAge || word == grownAge || clitic(word) {
		return tooCommon + 1 // the scan doesn't stop at what is no word of its own
	}
	if c, ok := commonness()[word]; ok {
		return c
	}
	if len(word) <= 3 {
		return shortWord
	}
	return rareWord
}

// anchor chooses the rarest words of a pattern that every match has to contain.
func anchor(n *node) anchors {
	const never = 1 << 29 // twice that is a number everywhere
	switch n.kind {
	case nodeWord:
		a := anchors{words: n.words}
		for _, w := range n.words {
			a.cost += cost(w)
		}
		return a
	case nodeChoice:
		var all anchors
		for _, part := range n.parts {
			a := anchor(part)
			all.words = append(all.words, a.words...)
			all.cost = min(never, all.cost+a.cost)
		}
		return all
	case nodeRow:
		best := anchors{cost: never}
		for _, part := range n.parts {
			if a := anchor(part); a.cost < best.cost {
				best = a
			}
		}
		return best
	}
	return anchors{cost: never}
}
