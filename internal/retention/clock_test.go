package retention_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"bearings/internal/retention"
)

// settled is an office that has cleared once and holds a sign-in of the day before.
func settled(t *testing.T) *office {
	t.Helper()
	o := newOffice()
	o.things[retention.SignInLog] = []time.Time{noon.Add(-day)}
	o.daily(t)
	return o
}

func (o *office) log() int { return len(o.things[retention.SignInLog]) }

func TestAClockSetBack(t *testing.T) {
	o := settled(t)
	o.now = noon.Add(-400 * day)
	o.refused(t, "retention.clock-back")
	o.now = noon.Add(-400*day + 10*time.Hour)
	o.refused(t, "retention.clock-back")
	if len(o.deeds) != 1 || !o.run.Doubted.Equal(noon.Add(-400*day)) || !o.run.At.Equal(noon) {
		t.Errorf("deeds %v, last %+v", o.deeds, o.run)
	}
	// A day later it is still so: the last run's clock was the wrong one.
	o.now = noon.Add(-399 * day)
	o.daily(t)
	if !o.run.At.Equal(o.now) || !o.run.Doubted.IsZero() || o.log() != 1 {
		t.Errorf("last %+v, %d left", o.run, o.log())
	}
	o.now = o.now.Add(day)
	o.daily(t)
}

func TestAClockFarForward(t *testing.T) {
	o := settled(t)
	o.now = noon.Add(10 * 365 * day)
	o.refused(t, "retention.clock-forward")
	o.now = o.now.Add(19 * time.Hour)
	o.refused(t, "retention.clock-forward")
	if o.log() != 1 {
		t.Fatal("it was cleared by a clock nobody had confirmed")
	}
	// Put right again, the clearing goes on as if nothing had been.
	o.now = noon.Add(time.Hour)
	o.daily(t)
	if o.log() != 1 || !o.run.Doubted.IsZero() || len(o.deeds) != 1 {
		t.Errorf("%d left, last %+v, deeds %v", o.log(), o.run, o.deeds)
	}
	o.now = noon.Add(day)
	o.daily(t)
	if o.log() != 1 || len(o.deeds) != 2 {
		t.Errorf("%d left, deeds %v", o.log(), o.deeds)
	}
}

// Switched off for a year, the installation clears a day after it is back.
func TestALongRest(t *testing.T) {
	o := settled(t)
	o.now = noon.Add(365 * day)
	o.refused(t, "retention.clock-forward")
	o.now = o.now.Add(20 * time.Hour)
	o.daily(t)
	if o.log() != 0 || !o.run.At.Equal(o.now) {
		t.Errorf("%d left, last %+v", o.log(), o.run)
	}
}

// A second jump does not confirm the first.
func TestAClockThatJumpsAbout(t *testing.T) {
	o := settled(t)
	for _, days := range []time.Duration{100, 140, 180, 90, -300, -250, 1000} {
		o.now = noon.Add(days * day)
		if err := o.Daily(t.Context()); err == nil || o.log() != 1 {
			t.Fatalf("%d days away it was cleared", days)
		}
	}
}

func TestASummersRestIsNoJump(t *testing.T) {
	o := settled(t)
	o.now = noon.Add(45 * day)
	o.daily(t)
	o.now = o.now.Add(45*day + time.Second)
	o.refused(t, "retention.clock-forward")
}

// Whatever a clock does, a thing goes only when it is old by the clock, and by one
// that was believed: at most 45 days after the last run, or seen twice with most of
// a day in between.
func TestNoJumpClearsTooMuch(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := newOffice()
		o.things[retention.SignInLog] = []time.Time{noon}
		var asked []time.Time
		if err := o.Daily(t.Context()); err != nil {
			rt.Fatal(err)
		}
		last := o.now
		for range rapid.IntRange(1, 30).Draw(rt, "runs") {
			o.now = o.now.Add(time.Duration(rapid.Int64Range(-200*24, 200*24).Draw(rt, "hours")) * time.Hour)
			had := o.log()
			err := o.Daily(t.Context())
			gone := had - o.log()
			if gone > 0 && o.now.Sub(noon) <= 90*day {
				rt.Fatalf("at %v a thing of %v went", o.now, noon)
			}
			if gone > 0 && o.now.Sub(last) > 45*day && !anyBetween(asked, o.now.Add(-3*day), o.now.Add(-20*time.Hour)) {
				rt.Fatalf("at %v a thing went; the last run was at %v, and the clock was seen at %v", o.now, last, asked)
			}
			if err == nil {
				last = o.run.At
			}
			asked = append(asked, o.now)
		}
	})
}

func anyBetween(all []time.Time, from, to time.Time) bool {
	for _, at := range all {
		if !at.Before(from) && !at.After(to) {
			return true
		}
	}
	return false
}
