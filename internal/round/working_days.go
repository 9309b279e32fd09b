package round

import (
	"time"

	"bearings/internal/britain"
)

// AlonePeriod is how many working days an agency has its own page alone, and may
// reply to what is found.
const AlonePeriod = 10

// AloneUntil is the first moment at which the days are over in which each agency has
// its page alone; zero while nothing is published. The day of publication does not
// count. Where the returns are shown later than the figures, the days begin again:
// only then is there anything to say about the two together.
func (r Round) AloneUntil() time.Time {
	if r.Released.IsZero() {
		return time.Time{}
	}
	published := r.Released
	if r.Revealed.After(published) {
		published = r.Revealed
	}
	return britain.Midnight(WorkingDaysAfter(britain.Time(published), AlonePeriod).AddDate(0, 0, 1))
}

// WorkingDaysAfter is the nth working day after a day, as in England and Wales.
func WorkingDaysAfter(day time.Time, n int) time.Time {
	day = date(day.Year(), day.Month(), day.Day())
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		if IsWorkingDay(day) {
			n--
		}
	}
	return day
}

// IsWorkingDay says whether a day is Monday to Friday and no bank holiday in England
// and Wales. It knows the holidays that come every year, and none that is proclaimed
// for one year alone.
func IsWorkingDay(day time.Time) bool {
	if weekday := day.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
		return false
	}
	day = date(day.Year(), day.Month(), day.Day())
	for _, holiday := range bankHolidays(day.Year()) {
		if day.Equal(holiday) {
			return false
		}
	}
	return true
}

// bankHolidays are a year's, with the days that stand in for those on a weekend.
func bankHolidays(year int) []time.Time {
	easter := easterSunday(year)
	christmas, boxing := date(year, time.December, 25), date(year, time.December, 26)
	switch christmas.Weekday() {
	case time.Friday: // Boxing Day is a Saturday
		boxing = date(year, time.December, 28)
	case time.Saturday:
		christmas, boxing = date(year, time.December, 27), date(year, time.December, 28)
	case time.Sunday:
		christmas = date(year, time.December, 27)
	}
	newYear := date(year, time.January, 1)
	for newYear.Weekday() == time.Saturday || newYear.Weekday() == time.Sunday {
		newYear = newYear.AddDate(0, 0, 1)
	}
	return []time.Time{
		newYear, easter.AddDate(0, 0, -2), easter.AddDate(0, 0, 1),
		firstMonday(year, time.May), lastMonday(year, time.May), lastMonday(year, time.August), christmas, boxing,
	}
}

// easterSunday is by the anonymous Gregorian algorithm (Nature, 20 April 1876).
func easterSunday(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return date(year, time.Month(n/31), n%31+1)
}

func firstMonday(year int, month time.Month) time.Time {
	day := date(year, month, 1)
	return day.AddDate(0, 0, (int(time.Monday)-int(day.Weekday())+7)%7)
}

func lastMonday(year int, month time.Month) time.Time {
	day := date(year, month+1, 0)
	return day.AddDate(0, 0, -(int(day.Weekday())-int(time.Monday)+7)%7)
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
