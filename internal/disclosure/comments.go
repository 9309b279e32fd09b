package disclosure

import (
	"math/rand/v2"
	"slices"
)

// RawComment is a comment made under a principle by somebody who agreed to be quoted, after a
// moderator has read it. Author tells people apart and is never written out.
type RawComment struct {
	Author, Principle, Text string
}

// Shuffle is a source of chance in which order comments are printed.
type Shuffle = rand.Rand

// NewShuffle makes one that nobody can foretell who does not know the seed.
func NewShuffle(seed [32]byte) *Shuffle { return rand.New(rand.NewChaCha8(seed)) }

// ProtectComments makes the release of a strand's comments: only for the whole
// strand, only where the strand is large enough, and only under principles
// that enough different people commented on. The order is shuffled once, here,
// so that neither time nor author can be read from it; principles stand in the
// order of their ids; no two neighbours under different principles are by the
// same author.
//
// shuffle is a source of chance that is used for nothing else.
func ProtectComments(figures Release, people int, comments []RawComment, rules Rules, shuffle *Shuffle) Release {
	release := Release{strand: figures.strand}
	if !rules.Quotable(figures, people) {
		return release
	}
	var order []string
	under := map[string][]RawComment{}
	for _, c := range comments {
		if under[c.Principle] == nil {
			order = append(order, c.Principle)
		}
		under[c.Principle] = append(under[c.Principle], c)
	}
	slices.Sort(order)
	last := ""
	for _, principle := range order {
		all := under[principle]
		if authors(all) < rules.Commenters() {
			continue
		}
		shuffleApart(all, last, shuffle)
		last = all[len(all)-1].Author
		for _, c := range all {
			release.comments = append(release.comments, Comment{Principle: c.Principle, Text: c.Text})
		}
	}
	return release
}

// Quotable says whether comments of a strand may be quoted at all, of which so many
// people answered.
func (r Rules) Quotable(figures Release, people int) bool {
	return !figures.TooFew() && people >= max(r.AtLeast, r.CommentsAtLeast, CommentsThreshold)
}

// Commenters is how many different people must have commented under a principle for
// their comments to be quoted there.
func (r Rules) Commenters() int { return max(r.AtLeast, CommentersAtLeast) }

// shuffleApart shuffles comments so that the first is not by a certain author.
func shuffleApart(all []RawComment, not string, shuffle *Shuffle) {
	for {
		shuffle.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		if all[0].Author != not {
			return
		}
	}
}

func authors(all []RawComment) int {
	seen := map[string]bool{}
	for _, c := range all {
		seen[c.Author] = true
	}
	return len(seen)
}
