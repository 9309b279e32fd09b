// Package britain says what clocks on walls in Britain show.
package britain

import (
	"time"
	_ "time/tzdata" // the machine may have no table of time zones
)

var london = func() *time.Location {
	place, err := time.LoadLocation("Europe/London")
	if err != nil {
		panic(err) // the table is part of the program
	}
	return place
}()

// Time is the same moment, as clocks in Britain show it.
func Time(t time.Time) time.Time { return t.In(london) }

// Midnight is when a day begins in Britain. Only the day's year, month and day of
// the month are looked at.
func Midnight(day time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, london)
}
