package queue

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// How long things last. A claim outlasts the handler's deadline, so that a job is
// not begun a second time while it is still being done.
const (
	deadline  = 2 * time.Minute
	claim     = 3 * time.Minute
	poll      = time.Minute // the longest sleep: other nodes may have enqueued something
	mostTries = 20
)

// backoff is how long a job waits after its first, second … failure; the last
// holds for all that follow.
var backoff = []time.Duration{10 * time.Second, time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour}

// outage is how long to wait while the store fails: doubled each time, up to poll.
const outage = time.Second

// Handler does one kind of job. It may be run twice with the same about, and has
// to stop when its context ends. Its error is logged, so it must not repeat what
// about says.
type Handler func(ctx context.Context, about string) error

// Worker does what the store holds. Run may be called several times, for as many
// jobs at a time.
type Worker struct {
	Store    Store
	Handlers map[string]Handler
	Now      func() time.Time
	Log      *slog.Logger

	once sync.Once
	bell chan struct{}
	// down says that the store failed the last time it was asked.
	down atomic.Bool
}

// Hopeless marks a handler's error as one that trying again won't mend: the job is
// given up.
func Hopeless(err error) error { return hopeless{err} }

type hopeless struct{ error }

func (h hopeless) Unwrap() error { return h.error }

// Run does jobs until ctx ends; it finishes the one it is in. It returns nil.
func (w *Worker) Run(ctx context.Context) error {
	clock := startClock(w.Now)
	var failures int
	for ctx.Err() == nil {
		_, err := w.round(ctx, clock)
		wait, woken := w.untilDue(ctx), w.wake()
		if failures++; err == nil {
			failures = 0
		} else {
			// Whoever enqueues can't shorten an outage.
			wait, woken = min(outage<<min(failures-1, 10), poll), nil
		}
		sleep := time.NewTimer(wait)
		select {
		case <-ctx.Done():
		case <-woken:
		case <-sleep.C:
		}
		sleep.Stop()
	}
	return nil
}

// Wake says that something was just enqueued. It never waits.
func (w *Worker) Wake() {
	select {
	case w.wake() <- struct{}{}:
	default: // it is awake
	}
}

func (w *Worker) wake() chan struct{} {
	w.once.Do(func() { w.bell = make(chan struct{}, 1) })
	return w.bell
}

// Ready runs all that is due now and says how many jobs it began. An error is the
// store's; a job that fails is logged and due again later.
func (w *Worker) Ready(ctx context.Context) (int, error) {
	return w.round(ctx, startClock(w.Now))
}

// round runs what is due, and what was due by the clock before it was set back.
func (w *Worker) round(ctx context.Context, c *clock) (int, error) {
	began := 0
	for ctx.Err() == nil {
		did, err := w.one(ctx)
		if err != nil {
			return began, err
		}
		if !did {
			break
		}
		began++
	}
	before, ok := c.wasSetBack()
	if !ok {
		return began, nil
	}
	late, err := w.overdue(ctx, before)
	if err == nil {
		c.caughtUp()
	}
	return began + late, err
}

// overdue runs what would be due by now had the clock not been set back. Each kind
// and subject gets one turn: a job that enqueues itself again for tomorrow would
// otherwise use up all days by which the clock was wrong.
func (w *Worker) overdue(ctx context.Context, now time.Time) (int, error) {
	seen := map[[2]string]bool{}
	for began := 0; ; began++ {
		if ctx.Err() != nil {
			return began, nil
		}
		job, ok, err := w.claim(ctx, now)
		if err != nil || !ok {
			return began, err
		}
		same := [2]string{job.Kind, job.About}
		if seen[same] {
			return began, w.keep(context.WithoutCancel(ctx), func(ctx context.Context) error { return w.Store.Again(ctx, job.ID, job.Due) })
		}
		seen[same] = true
		if err := w.do(ctx, job); err != nil {
			return began, err
		}
	}
}

// one runs the job that has been due longest.
func (w *Worker) one(ctx context.Context) (bool, error) {
	job, ok, err := w.claim(ctx, w.Now())
	if err != nil || !ok {
		return false, err
	}
	w.Wake() // there may be work for another Run
	return true, w.do(ctx, job)
}

func (w *Worker) claim(ctx context.Context, now time.Time) (Job, bool, error) {
	job, ok, err := w.Store.Claim(ctx, now, now.Add(claim))
	if err != nil && ctx.Err() != nil {
		return Job{}, false, nil // asked to stop, and the store was asked nothing
	}
	return job, ok, w.note(ctx, err)
}

// do runs a job and says in the store what came of it. An error is the store's.
func (w *Worker) do(ctx context.Context, job Job) error {
	ctx = context.WithoutCancel(ctx)
	now := w.Now()
	if isPast(job.Until, now) {
		return w.giveUp(ctx, job, errTooLate)
	}
	if job.Tries > mostTries { // each of them ended with the program
		return w.giveUp(ctx, job, errTooOften)
	}
	err := w.handle(ctx, job)
	if err == nil {
		return w.keep(ctx, func(ctx context.Context) error { return w.Store.Done(ctx, job.ID) })
	}
	now = w.Now()
	due := now.Add(spread(backoff[min(max(job.Tries, 1), len(backoff))-1], job.ID))
	var never hopeless
	if errors.As(err, &never) || job.Tries >= mostTries || isPast(job.Until, due) {
		return w.giveUp(ctx, job, err)
	}
	w.Log.WarnContext(ctx, "a job failed and will be tried again", "kind", job.Kind, "id", job.ID, "tries", job.Tries,
		"again", due.UTC().Format(time.RFC3339), "error", without(job.About, err))
	return w.keep(ctx, func(ctx context.Context) error { return w.Store.Again(ctx, job.ID, due) })
}

var (
	errTooLate  = errors.New("it was not done in time")
	errTooOften = errors.New("it was begun too often and never came to an end")
)

func isPast(until, now time.Time) bool { return !until.IsZero() && !now.Before(until) }

// giveUp forgets a job and says so once.
func (w *Worker) giveUp(ctx context.Context, job Job, why error) error {
	w.Log.ErrorContext(ctx, "a job was given up", "kind", job.Kind, "id", job.ID, "tries", job.Tries, "error", without(job.About, why))
	return w.keep(ctx, func(ctx context.Context) error { return w.Store.Done(ctx, job.ID) })
}

// without is an error's text without what the job was told.
func without(about string, err error) string {
	if about == "" {
		return err.Error()
	}
	return strings.ReplaceAll(err.Error(), about, "…")
}

// handle calls the handler of a job, within the deadline. A panic is an error.
func (w *Worker) handle(ctx context.Context, job Job) (err error) {
	handler, ok := w.Handlers[job.Kind]
	if !ok {
		return errors.New("this program knows no job of that kind")
	}
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("panic: %v\n%s", broken, debug.Stack())
		}
	}()
	return handler(ctx, job.About)
}

// keep writes down what came of a job. While the store fails it tries a few times:
// a job whose end is lost is done again.
func (w *Worker) keep(ctx context.Context, write func(context.Context) error) error {
	var err error
	for wait := outage / 2; wait <= 4*time.Second; wait *= 2 {
		if err = w.note(ctx, write(ctx)); err == nil {
			return nil
		}
		time.Sleep(wait)
	}
	return err
}

// note logs once that the store fails, and once that it works again.
func (w *Worker) note(ctx context.Context, err error) error {
	switch {
	case err != nil && w.down.CompareAndSwap(false, true):
		w.Log.ErrorContext(ctx, "jobs wait: the database can't be used", "error", err.Error())
	case err == nil && w.down.CompareAndSwap(true, false):
		w.Log.InfoContext(ctx, "jobs go on: the database can be used again")
	}
	return err
}

// untilDue is how long to sleep: until the next job is due, and never longer than
// poll, whatever the clock says.
func (w *Worker) untilDue(ctx context.Context) time.Duration {
	due, ok, err := w.Store.NextDue(ctx)
	if err != nil || !ok {
		return poll
	}
	// A job that is due and that nobody could claim is somebody else's.
	return min(max(due.Sub(w.Now()), outage), poll)
}

// spread makes a time up to a tenth longer, for each job by as much as its id
// says, so that what failed together does not come back together.
func spread(d time.Duration, id string) time.Duration {
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(id))
	return d + d/10*time.Duration(sum.Sum32()%1000)/1000
}
