// Package retention says what is kept of people and how long, and clears it once
// a day.
package retention

import "time"

// Period is how long something is kept; one of the fields is set.
type Period struct {
	Years, Days, Hours, Minutes int
}

// Before is the moment whose things have been kept for the period by now.
func (p Period) Before(now time.Time) time.Time {
	return now.AddDate(-p.Years, 0, -p.Days).Add(-time.Duration(p.Hours)*time.Hour - time.Duration(p.Minutes)*time.Minute)
}

// IsZero says that there is no period: something else ends the keeping.
func (p Period) IsZero() bool { return p == Period{} }

// Rule is what becomes of one sort of thing. What it is, why it is kept and until
// when are the messages "retention.<id>-what", "-why" and "-until".
type Rule struct {
	ID string
	// Keep counts from when a thing was written, or from its own beginning.
	Keep Period
	// Ends says that each thing knows its own end, Keep after its beginning; what has
	// ended by now is cleared.
	Ends bool
	// Clears says that the daily clearing does it. Otherwise somebody's deed does, or
	// the work itself.
	Clears bool
	// Outside says that the things don't stand in the database.
	Outside bool
}

// The rules that the daily clearing carries out.
const (
	SignInLog    = "sign-in-log"
	AuditTrail   = "audit-trail"
	Sessions     = "sessions"
	Attempts     = "attempts"
	JoiningCodes = "joining-codes"
	Outbox       = "outbox"
	Replies      = "replies"
)

// Rules are all there are, in the order of the page.
var Rules = []Rule{
	{ID: "accounts"},
	{ID: "partnerships"},
	{ID: SignInLog, Keep: Period{Days: 90}, Clears: true},
	{ID: Sessions, Keep: Period{Hours: 10}, Clears: true},
	{ID: Attempts, Keep: Period{Minutes: 10}, Ends: true, Clears: true},
	{ID: JoiningCodes, Keep: Period{Days: 7}, Ends: true, Clears: true},
	{ID: AuditTrail, Keep: Period{Years: 6}, Clears: true},
	{ID: Replies, Keep: Period{Years: 1}, Clears: true},
	{ID: "jobs"},
	{ID: Outbox, Keep: Period{Days: 30}, Clears: true, Outside: true},
}

// before is the moment up to which a rule clears.
func (r Rule) before(now time.Time) time.Time {
	if r.Ends {
		return now
	}
	return r.Keep.Before(now)
}
