package ui

import (
	"time"

	"bearings/internal/retention"
)

// RetentionView is what the page about keeping shows.
type RetentionView struct {
	// Run is the last daily clearing; Ran is false where there was none.
	Run retention.Run
	Ran bool
}

// period says how long something is kept: "90 days".
func (s Site) period(p retention.Period) string {
	switch {
	case p.Years > 0:
		return s.Words.Count("retention.years", p.Years)
	case p.Days > 0:
		return s.Words.Count("retention.days", p.Days)
	case p.Hours > 0:
		return s.Words.Count("retention.hours", p.Hours)
	}
	return s.Words.Count("retention.minutes", p.Minutes)
}

// keepUntil says when a thing goes.
func (s Site) keepUntil(rule retention.Rule) string {
	return s.say("retention."+rule.ID+"-until", "Period", s.period(rule.Keep))
}

// keepCleared says what the last daily clearing did by a rule.
func (s Site) keepCleared(rule retention.Rule, view RetentionView) string {
	n, done := view.Run.Cleared[rule.ID]
	switch {
	case !rule.Clears || rule.Outside && view.Ran && !done:
		return s.say("retention.gone-apart")
	case !view.Ran:
		return s.say("retention.gone-never")
	case !done:
		return s.say("retention.gone-failed")
	case n == 0:
		return s.say("retention.gone-none")
	}
	return s.Words.Count("retention.gone", int(n), "Count", s.thousands(int(n)))
}

// keepDay is the day of a run.
func (s Site) keepDay(run retention.Run) string { return s.day(run.At.UTC().Format(time.DateOnly)) }
