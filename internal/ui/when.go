package ui

import (
	"time"

	"bearings/internal/britain"
)

// moment says a time as a clock on a wall in Britain shows it, to the minute.
func (s Site) moment(t time.Time) string {
	t = britain.Time(t)
	return s.say("signin.moment", "Date", s.date(t), "Time", t.Format("15:04"))
}

// date says the day of a time.
func (s Site) date(t time.Time) string {
	return s.say("signin.date", "Day", t.Day(), "Month", s.month(t.Format("2006-01")))
}

// machineTime is a time as a browser reads it.
func machineTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }
