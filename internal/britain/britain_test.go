package britain_test

import (
	"testing"
	"time"

	"bearings/internal/britain"
)

func TestClocksChangeAtOneInTheMorning(t *testing.T) {
	for _, one := range []struct{ utc, shown string }{
		{"2026-03-29T00:59:59Z", "2026-03-29T00:59:59Z"},
		{"2026-03-29T01:00:00Z", "2026-03-29T02:00:00+01:00"},
		{"2026-10-25T00:59:59Z", "2026-10-25T01:59:59+01:00"},
		{"2026-10-25T01:00:00Z", "2026-10-25T01:00:00Z"},
	} {
		moment, err := time.Parse(time.RFC3339, one.utc)
		if err != nil {
			t.Fatal(err)
		}
		if got := britain.Time(moment).Format(time.RFC3339); got != one.shown {
			t.Errorf("%s is shown as %s, want %s", one.utc, got, one.shown)
		}
	}
}

func TestMidnightIsAnHourEarlierInSummer(t *testing.T) {
	for day, want := range map[time.Time]string{
		time.Date(2026, 1, 31, 15, 0, 0, 0, time.UTC):  "2026-01-31T00:00:00Z",
		time.Date(2026, 3, 29, 15, 0, 0, 0, time.UTC):  "2026-03-29T00:00:00Z",
		time.Date(2026, 3, 30, 15, 0, 0, 0, time.UTC):  "2026-03-29T23:00:00Z",
		time.Date(2026, 10, 25, 15, 0, 0, 0, time.UTC): "2026-10-24T23:00:00Z",
		time.Date(2026, 10, 26, 15, 0, 0, 0, time.UTC): "2026-10-26T00:00:00Z",
	} {
		if got := britain.Midnight(day).UTC().Format(time.RFC3339); got != want {
			t.Errorf("%s begins at %s, want %s", day.Format(time.DateOnly), got, want)
		}
	}
}
