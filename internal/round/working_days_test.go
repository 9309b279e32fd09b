package round

import (
	"testing"
	"time"
)

// The holidays are those of gov.uk/bank-holidays for England and Wales.
func TestBankHolidays(t *testing.T) {
	for year, want := range map[int][]string{
		2022: {"01-03", "04-15", "04-18", "05-02", "05-30", "08-29", "12-27", "12-26"}, // without those of the jubilee
		2026: {"01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"},
		2027: {"01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"},
		2028: {"01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"},
	} {
		for i, day := range bankHolidays(year) {
			if got := day.Format("01-02"); got != want[i] {
				t.Errorf("%d: holiday %d is %s, want %s", year, i, got, want[i])
			}
		}
	}
}

func TestTenWorkingDays(t *testing.T) {
	for _, c := range []struct{ from, want string }{
		{"2026-11-02", "2026-11-16"}, // a Monday
		{"2026-11-06", "2026-11-20"}, // a Friday
		{"2026-11-07", "2026-11-20"}, // a Saturday
		{"2026-12-18", "2027-01-06"}, // Christmas, Boxing Day in lieu, New Year
		{"2027-03-19", "2027-04-06"}, // Easter
		{"2028-04-28", "2028-05-15"}, // early May
	} {
		from, err := time.Parse(time.DateOnly, c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := WorkingDaysAfter(from, AlonePeriod).Format(time.DateOnly); got != c.want {
			t.Errorf("ten working days after %s is %s, want %s", c.from, got, c.want)
		}
	}
}

func TestThePageIsAnAgencysAloneUntilMidnightInBritain(t *testing.T) {
	for _, c := range []struct{ released, want string }{
		{"2026-11-02T10:00:00Z", "2026-11-17T00:00:00Z"},
		{"2026-06-30T23:30:00Z", "2026-07-15T23:00:00Z"}, // 1 July in Britain
	} {
		released, err := time.Parse(time.RFC3339, c.released)
		if err != nil {
			t.Fatal(err)
		}
		if got := (Round{Released: released}).AloneUntil().UTC().Format(time.RFC3339); got != c.want {
			t.Errorf("published %s, alone until %s, want %s", c.released, got, c.want)
		}
	}
	if !(Round{}).AloneUntil().IsZero() {
		t.Error("nothing is published, and yet there is an end")
	}
}
