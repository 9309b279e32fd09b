// Package round holds an assessment round: what a partnership asks its agencies
// and its staff, what they answer, and what is published of it.
//
// While a round is open nobody sees an answer but whoever gives it. When it closes,
// a job counts the answers and writes releases, once; everything anybody sees
// afterwards is read from those.
package round

import (
	"slices"
	"time"

	"bearings/internal/framework"
	"bearings/internal/people"
)

// ID is UUIDv7 text; it says nothing of the round it stands for.
type ID string

// State says how far a round has got.
type State string

const (
	Preparing State = "preparing" // being set up; everything can be changed
	Open      State = "open"      // agencies and staff are answering
	Closed    State = "closed"    // nobody answers any more; results come, or are there
)

// AgencyPages says who may see what single agencies' staff say.
type AgencyPages string

const (
	// OwnOnly: each agency sees its own page, and the report says "in some
	// agencies".
	OwnOnly AgencyPages = "own"
	// Named: every member sees every agency's page, after the ten working days in
	// which it is the agency's alone. All agencies agree to it before the round opens.
	Named AgencyPages = "named"
)

// Round is one assessment by a partnership.
type Round struct {
	ID          ID
	Partnership people.PartnershipID
	Title       string
	State       State
	// Framework and Version name the pack; its whole copy is the round's own.
	Framework, Version string
	// Strands are those asked, in the order of framework.Strands.
	Strands []string
	// AtLeast is the smallest number of people a result is shown for, and
	// CommentsAtLeast of a strand whose comments are quoted: never below the floors
	// of package disclosure.
	AtLeast, CommentsAtLeast int
	AgencyPages              AgencyPages
	// Opens and Closes are the days it is meant to; zero while nobody has said. It
	// closes at the end of that day.
	Opens, Closes time.Time
	// Opened and Closed are when it did; Released is when the figures were
	// published, Revealed when the agencies' returns were.
	Opened, Closed, Released, Revealed time.Time
	// Comparable is what the coordinator says about laying it beside earlier rounds.
	Comparable string
	// Reminded is when agencies were last reminded of their returns; zero for never.
	Reminded time.Time
	Since    time.Time
}

// Asks says whether a strand is asked in the round.
func (r Round) Asks(strand string) bool { return slices.Contains(r.Strands, strand) }

// Agency is an agency as it takes part in a round.
type Agency struct {
	ID   people.AgencyID
	Name string
	Kind string
	Form Form
	// Staff are how many people were invited at each level; nil while nobody has said.
	Staff map[string]int
	// Agreed is when the agency agreed that members see its page; zero for not.
	Agreed   time.Time
	AgreedBy people.AccountID
}

// Form is how an agency makes its return.
type Form string

const (
	NoReturn  Form = "none"  // its staff are asked, it makes no return
	FullForm  Form = "full"  // every question of the return
	ShortForm Form = "short" // the one page for schools and small organisations
)

// Levels of staff, in the order in which they are listed.
var Levels = []string{framework.Direct, framework.Operational, framework.Strategic}

// Invited is how many people are invited, at one level or, with "", at all; ok is
// false where somebody has not said.
func (a Agency) Invited(level string) (n int, ok bool) {
	if level != "" {
		n, ok = a.Staff[level]
		return n, ok
	}
	for _, one := range Levels {
		m, said := a.Staff[one]
		if !said {
			return 0, false
		}
		n += m
	}
	return n, true
}

// Link is where a staff survey is answered. Agency and Level are fixed by it where
// they are not empty.
type Link struct {
	Code   string
	Round  ID
	Agency people.AgencyID
	Level  string
}

// Figures and Comments are the kinds of a release.
const (
	Figures  = "figures"
	Comments = "comments"
)

// Reply is one person's answers. Nothing in it says who they are or when they came.
type Reply struct {
	// ID is random: order among ids means nothing.
	ID     string
	Strand string
	// Agency is the printed name, "" for not said; Level an id, "" for not said.
	Agency, Level string
	// Answers are answer ids by item id.
	Answers map[string]string
	// Use says how comments may be used: "summary" or "quote".
	Use string
	// Batch is the import it came with, or empty.
	Batch string
}

// Uses of comments.
const (
	ForSummary = "summary" // told together with others
	ForQuote   = "quote"   // may also be printed as it stands
)

// Remark is what somebody wrote under a principle.
type Remark struct {
	ID     string
	Strand string
	// Author tells people apart within the round, and leads to no reply.
	Author          string
	Principle, Text string
	Use             string
	State           RemarkState
	// Printed is the text as a moderator lets it be printed.
	Printed string
	ReadBy  people.AccountID
	Batch   string
}

// RemarkState says what a moderator has decided.
type RemarkState string

const (
	Unread  RemarkState = "unread"
	Print   RemarkState = "print"   // may be printed, as Printed
	Summary RemarkState = "summary" // to be told in a summary only
	Left    RemarkState = "left"    // not used
)
