// Package support holds statements of support: what an organisation in a partnership
// says publicly about how it uses the principles, and the one thing it will do.
package support

import (
	"time"

	"bearings/internal/people"
)

// State says whether a statement is shown to everybody.
type State string

const (
	Waiting  State = "waiting" // nobody has decided yet
	Shown    State = "shown"
	SentBack State = "sent-back" // with a reason, to be written again
)

// Statement is what an organisation says. An agency has one that is shown at most,
// and beside it one at most that is not shown yet.
type Statement struct {
	// ID is another one each time the words change, so that a decision is about the
	// words that whoever decided has read.
	ID          string
	Partnership people.PartnershipID
	Agency      people.AgencyID
	Draft
	State State
	// Reason is why it was sent back; empty otherwise.
	Reason string
	Author people.AccountID
	At     time.Time
	// DecidedBy and Decided are empty while nobody has decided.
	DecidedBy people.AccountID
	Decided   time.Time
}

// Draft is what is written.
type Draft struct {
	// Role is that of whoever speaks for the organisation, and never a name.
	Role string
	// Words say how the organisation uses the principles, Thing what it will do.
	Words, Thing string
	// Check is the month in which it looks at that, YYYY-MM.
	Check string
}

// Public is a statement as everybody sees it.
type Public struct {
	Statement
	PartnershipName, AgencyName string
}

// HasPassed says whether the month to look at it is over.
func (d Draft) HasPassed(now time.Time) bool { return d.Check < now.Format(month) }

// month is how a month is written.
const month = "2006-01"

// The most letters of each part.
const (
	MaxRole   = 80
	MaxWords  = 800
	MaxThing  = 200
	MaxReason = 200
)
