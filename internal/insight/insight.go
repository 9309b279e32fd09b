// Package insight finds what published results say: what is strong, where
// answers differ between strands, levels and agencies, how an agency's return
// stands beside its own staff, what nobody knows, and who was not heard. It
// makes of that an agenda for a meeting.
//
// It reads releases, revealed returns and other evidence and nothing else, so
// a finding can say no more than they do. It gives no score and ranks nobody.
// docs/INSIGHT.md has its rules.
package insight

import (
	"bearings/internal/answer"
	"bearings/internal/framework"
)

// Kind says what a finding is about.
type Kind string

const (
	// What one strand says to one statement. Of each strand and core statement
	// with a result there is exactly one of these four.
	Strength Kind = "strength" // most answers are in the upper half of the scale
	Scope    Kind = "scope"    // scope for development: most are in the lower half
	Mixed    Kind = "mixed"    // they go both ways
	Close    Kind = "close"    // figures that rounding leaves too close to call

	Spread   Kind = "spread"    // answers of one strand lie far apart
	DontKnow Kind = "dont-know" // many answers are beside the scale

	Apart    Kind = "apart"     // strands answer mirrored statements differently
	Alike    Kind = "alike"     // strands answer mirrored statements alike
	Levels   Kind = "levels"    // staff at different levels answer differently
	Agencies Kind = "agencies"  // staff of different agencies answer differently
	Returns  Kind = "returns"   // what agencies say in their returns
	Divided  Kind = "divided"   // agencies' returns stand in both halves of the scale
	OwnStaff Kind = "own-staff" // an agency's return and its own staff differ

	NotAsked  Kind = "not-asked"  // nobody of a strand was asked
	TooFew    Kind = "too-few"    // too few of a strand answered
	NotShown  Kind = "not-shown"  // something of a strand can't be shown
	NotHeard  Kind = "not-heard"  // a level or an agency nobody answered from
	Blank     Kind = "blank"      // agencies that left a statement blank
	NotLooked Kind = "not-looked" // no other evidence on a principle
)

// IsStand says whether a finding is what one strand says to one statement.
func (k Kind) IsStand() bool { return k == Strength || k == Scope || k == Mixed || k == Close }

// Finding is something the results say. Which of its fields are filled depends
// on its kind.
type Finding struct {
	Kind Kind
	// Principle is its id, "" for what is about the whole round.
	Principle string
	// Strand is whose answers it is about; "" for more than one.
	Strand string
	// Item is the statement, Deeper that it is none everybody was asked.
	Item   string
	Deeper bool
	// Sides are the groups that are set beside each other, in the order in
	// which they are said; for what one strand says there is one.
	Sides []Side
	// Agencies are printed names, sorted; Levels are level ids.
	Agencies, Levels []string
	// Answer is an answer beside the scale, N how often it is shown.
	Answer string
	N      int
	// Of is how many agencies there are in all, for what N of them did.
	Of int
	// Minor says that it is worth a line on its page and no time in a meeting.
	Minor bool
}

// Side is a group's answers to a statement.
type Side struct {
	Strand string
	// Group is the id of a published group; the strand's own id is the whole
	// strand, and framework.Return all agencies or the one in Agency.
	Group string
	// Agency and Answer are of one agency's return.
	Agency, Answer string
	Item           string
	Stand          Stand
	// Higher says that it stands above another side and below none, Lower the
	// other way round; only in findings that set groups beside each other.
	Higher, Lower bool
}

// Insight is what the results of a round say together.
type Insight struct {
	// Findings about the round come first, then principle by principle in the
	// framework's order; of each principle children's and parents' come first.
	Findings []Finding
	// Agenda is what to talk about in a meeting.
	Agenda []Topic
}

// From finds what a round's results say. The same results always give the same
// findings in the same order.
func From(fw *framework.Framework, outcome answer.Outcome) Insight {
	r := newReading(fw, outcome)
	var found []Finding
	found = append(found, r.unheard()...)
	for _, principle := range r.principles() {
		found = append(found, r.principle(principle)...)
	}
	return Insight{Findings: found, Agenda: agenda(fw, found)}
}

// principles are the ids of the framework's principles, and "" where items
// stand outside of them.
func (r *reading) principles() []string {
	var ids []string
	for _, p := range r.fw.Principles {
		ids = append(ids, p.ID)
	}
	if len(r.fw.ItemsOf("")) > 0 {
		ids = append(ids, "")
	}
	return ids
}

func (r *reading) principle(id string) []Finding {
	items := r.fw.ItemsOf(id)
	return r.principleBeside(id, append(r.agencies(items), r.ownStaff(items)...))
}

// principleBeside is a principle with what is said of its agencies.
func (r *reading) principleBeside(id string, ofAgencies []Finding) []Finding {
	items := r.fw.ItemsOf(id)
	var found []Finding
	add := func(more ...Finding) {
		for _, f := range more {
			f.Principle = id
			found = append(found, f)
		}
	}
	add(r.stands(items, framework.Core)...)
	add(r.returned(items)...)
	add(r.divided(items)...)
	add(r.mirrored(items)...)
	add(r.levels(items)...)
	add(ofAgencies...)
	add(r.spreads(items)...)
	add(r.stands(items, framework.Deeper)...)
	add(r.dontKnow(items)...)
	add(r.notShown(items)...)
	add(r.blank(items)...)
	add(r.notLooked(id)...)
	return found
}
