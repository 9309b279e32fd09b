package queue_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"bearings/internal/queue"
	"bearings/internal/queue/queuetest"
)

// broken is a store whose database can go away.
type broken struct {
	*queuetest.Memory
	down  atomic.Bool
	asked atomic.Int64
}

var errGone = errors.New("the database is being restarted")

func (b *broken) gone() error {
	b.asked.Add(1)
	if b.down.Load() {
		return errGone
	}
	return nil
}

func (b *broken) Claim(ctx context.Context, now, until time.Time) (queue.Job, bool, error) {
	if err := b.gone(); err != nil {
		return queue.Job{}, false, err
	}
	return b.Memory.Claim(ctx, now, until)
}

func (b *broken) Done(ctx context.Context, id string) error {
	if err := b.gone(); err != nil {
		return err
	}
	return b.Memory.Done(ctx, id)
}

func (b *broken) NextDue(ctx context.Context) (time.Time, bool, error) {
	if err := b.gone(); err != nil {
		return time.Time{}, false, err
	}
	return b.Memory.NextDue(ctx)
}

func TestADatabaseThatGoesAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		s := newShop(func(context.Context, string) error {
			at = append(at, time.Now())
			return nil
		})
		store := &broken{Memory: s.store}
		s.Store = store
		stop := s.start(t)
		synctest.Wait()
		for outage := 1; outage <= 2; outage++ {
			store.down.Store(true)
			store.asked.Store(0)
			s.Wake()
			for range 1000 { // whoever enqueues makes it no faster
				pass(3600 * time.Millisecond)
				s.Wake()
			}
			if asked := store.asked.Load(); asked < 30 || asked > 150 {
				t.Errorf("it was asked %d times in an hour", asked)
			}
			store.down.Store(false)
			s.job(t, "a")
			back := time.Now()
			pass(2 * time.Minute)
			if len(at) != outage || at[outage-1].Sub(back) > 70*time.Second {
				t.Errorf("after the outage at %v done at %v", back, at)
			}
			if down, up := s.lines(t, "jobs wait"), s.lines(t, "jobs go on"); down != outage || up != outage {
				t.Errorf("outage %d was logged %d times, its end %d times", outage, down, up)
			}
		}
		stop()
	})
}

// The database goes away while a job is being done: its end is written down as
// soon as it is back, so the job is not done twice.
func TestADatabaseThatGoesAwayInTheMiddleOfAJob(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		done := 0
		store := &broken{}
		s := newShop(func(context.Context, string) error {
			done++
			store.down.Store(true)
			time.AfterFunc(3*time.Second, func() { store.down.Store(false) })
			return nil
		})
		store.Memory = s.store
		s.Store = store
		s.job(t, "a")
		stop := s.start(t)
		pass(time.Hour)
		if stop(); done != 1 || s.left(t) {
			t.Errorf("done %d times, left: %t", done, s.left(t))
		}
	})
}

func TestReadySaysThatTheDatabaseIsGone(t *testing.T) {
	s := newShop(nil)
	store := &broken{Memory: s.store}
	store.down.Store(true)
	s.Store = store
	if n, err := s.Ready(t.Context()); n != 0 || !errors.Is(err, errGone) {
		t.Errorf("%d jobs, %v", n, err)
	}
}

// clockwork is a clock that somebody can set.
type clockwork struct{ by atomic.Int64 }

func (c *clockwork) now() time.Time {
	return time.Now().Round(0).Add(time.Duration(c.by.Load()))
}

func TestAClockThatWasSetBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c clockwork
		var at []time.Time
		s := newShop(func(context.Context, string) error {
			at = append(at, time.Now())
			return nil
		})
		s.Now = c.now
		stop := s.start(t)
		synctest.Wait()
		// Due a moment ago by the old clock, in two hours by the new one.
		s.job(t, "a")
		set := time.Now()
		c.by.Store(int64(-2 * time.Hour))
		pass(time.Minute + time.Second)
		if len(at) != 1 || at[0].Sub(set) > time.Minute {
			t.Errorf("set back at %v, done at %v", set, at)
		}
		// What comes later goes by the new clock.
		s.job(t, "b")
		s.job(t, "c", func(j *queue.Job) { j.Due = j.Due.Add(time.Hour) })
		pass(30 * time.Minute)
		if len(at) != 2 {
			t.Errorf("done at %v; the job of the next hour must wait", at)
		}
		pass(time.Hour)
		if stop(); len(at) != 3 {
			t.Errorf("done at %v", at)
		}
	})
}

// A job that enqueues itself for the next day must not use up the years by which a
// clock was wrong.
func TestAClockThatWasYearsAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c clockwork
		c.by.Store(int64(4 * 365 * 24 * time.Hour))
		var ran atomic.Int64
		var s shop
		s = newShop(func(context.Context, string) error {
			s.job(t, string(rune('a'+ran.Add(1))), func(j *queue.Job) { j.Due = j.Due.Add(24 * time.Hour) })
			return nil
		})
		s.Now = c.now
		stop := s.start(t)
		synctest.Wait()
		s.job(t, "a")
		c.by.Store(0)
		pass(time.Minute)
		if n := ran.Load(); n != 1 {
			t.Errorf("it ran %d times in the minute after the clock was put right", n)
		}
		pass(36 * time.Hour)
		stop()
		if n := ran.Load(); n != 2 {
			t.Errorf("it ran %d times in a day and a half", n)
		}
	})
}

func TestAClockThatGoesFarForward(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c clockwork
		done := 0
		s := newShop(func(context.Context, string) error {
			done++
			return nil
		})
		s.Now = c.now
		stop := s.start(t)
		synctest.Wait()
		s.job(t, "a", func(j *queue.Job) { j.Due = j.Due.Add(24 * time.Hour) })
		c.by.Store(int64(48 * time.Hour))
		pass(time.Minute)
		synctest.Wait()
		if stop(); done != 1 {
			t.Errorf("done %d times", done)
		}
	})
}
