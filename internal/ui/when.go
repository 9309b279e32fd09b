package ui

import (
	"time"
)

// moment says a time as a clock on a wall in Britain shows it, to the minute.
func (s Site) moment(t time.Time) string {
	t = inBritain(t)
	return s.say("signin.moment", "Date", s.date(t), "Time", t.Format("15:04"))
}

// date says the day of a time.
func (s Site) date(t time.Time) string {
	return s.say("signin.date", "Day", t.Day(), "Month", s.month(t.Format("2006-01")))
}

// inBritain puts the clock an hour on between one in the morning UTC of the last
// Sundays of March and October, as it has been since 1996. It needs no table of the
// machine, which may have none.
func inBritain(t time.Time) time.Time {
	t = t.UTC()
	if t.Before(lastSunday(t.Year(), time.March)) || !t.Before(lastSunday(t.Year(), time.October)) {
		return t.In(time.FixedZone("GMT", 0))
	}
	return t.In(time.FixedZone("BST", 3600))
}

func lastSunday(year int, month time.Month) time.Time {
	last := time.Date(year, month, 31, 1, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, -int(last.Weekday()))
}

// machineTime is a time as a browser reads it.
func machineTime(t time.Time) string { return t.UTC().Format(time.RFC3339) }
