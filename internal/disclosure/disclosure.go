// Package disclosure makes answers safe to publish (statistical disclosure
// control): raw counts in, a Release out.
//
// What a Release may show, and why, is written down in docs/DISCLOSURE.md. In
// short: groups are merged until each has at least ten people; no set of fewer
// than ten can be worked out from all groups together; ten to twenty-four
// people are shown as one lean in words, twenty-five or more as counts rounded
// to five; and whoever two colleagues might guess about could still have given
// at least three answers, on both sides of the scale.
package disclosure

// The floors of the rules. A partnership may raise them, never lower them.
const (
	Threshold         = 10 // people in any group that can be published or worked out
	CountsThreshold   = 25 // people in a group shown as counts
	CommentsThreshold = 25 // people in a strand whose comments are quoted
	CommentersAtLeast = 10 // different people who commented under a principle
	largestShare      = 80 // per cent of a merged group that one agency may be
	coverage          = 80 // per cent of the strand that an item shown by group has positions of
	coalition         = 2  // colleagues who put their own answers together
	answersLeft       = 3  // answers that must remain possible for everybody
)

// Rules are what a partnership decided before the round opened.
type Rules struct {
	// AtLeast raises the threshold; anything below Threshold means Threshold.
	AtLeast int
	// CommentsAtLeast raises the number of people in a strand whose comments are
	// quoted; anything below CommentsThreshold means CommentsThreshold.
	CommentsAtLeast int
}

func (r Rules) threshold() int { return max(r.AtLeast, Threshold) }

// Protect makes the Release of a strand. The same raw counts under the same
// rules make the same Release.
func Protect(raw Raw, rules Rules) Release {
	t := count(raw)
	release := Release{strand: raw.Strand}
	if t.people(rules.threshold()) < rules.threshold() {
		return release
	}
	p := newPublication(t, raw.Strand, rules.threshold())
	p.divide()
	p.makeUncertain()
	release.groups, release.results = p.write()
	return release
}
