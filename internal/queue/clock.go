package queue

import "time"

// clock notices when the time of day was set back while a worker was running. What
// was due before then is due still; by the new time it would wait as long as the
// clock had been ahead.
type clock struct {
	now func() time.Time
	// wall is what the clock said when the machine's own count of time was seen.
	wall, seen time.Time
	// ahead is how far the clock went back.
	ahead time.Duration
}

// slack is how much a clock may be corrected without anybody noticing.
const slack = 2 * time.Second

func startClock(now func() time.Time) *clock {
	return &clock{now: now, wall: now().Round(0), seen: time.Now()}
}

// wasSetBack says whether there is something to catch up, and what the time would
// be had the clock not been touched.
func (c *clock) wasSetBack() (time.Time, bool) {
	// Without its own count of time, or two readings would never disagree.
	now, seen := c.now().Round(0), time.Now()
	back := c.wall.Add(seen.Sub(c.seen)).Sub(now)
	c.wall, c.seen = now, seen
	if back > slack {
		c.ahead += back
	}
	return now.Add(c.ahead), c.ahead > 0
}

// caughtUp says that what was due by the old time has been done.
func (c *clock) caughtUp() { c.ahead = 0 }
