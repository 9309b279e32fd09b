package queue_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"bearings/internal/queue"
	"bearings/internal/queue/queuetest"
)

// secret stands for what a job is told; no log line may hold it.
const secret = "account-0190"

// shop is a worker with its store and what it logged.
type shop struct {
	*queue.Worker
	store *queuetest.Memory
	log   *bytes.Buffer
}

func newShop(handler queue.Handler) shop {
	s := shop{store: &queuetest.Memory{}, log: &bytes.Buffer{}}
	s.Worker = &queue.Worker{
		Store: s.store, Handlers: map[string]queue.Handler{"message": handler}, Now: time.Now,
		Log: slog.New(slog.NewTextHandler(s.log, &slog.HandlerOptions{Level: slog.LevelInfo})),
	}
	return s
}

// job enqueues one that is due at once.
func (s shop) job(t *testing.T, id string, change ...func(*queue.Job)) {
	t.Helper()
	job := queue.Job{ID: id, Kind: "message", About: secret, Due: s.Now()}
	for _, one := range change {
		one(&job)
	}
	if err := s.store.Enqueue(t.Context(), job); err != nil {
		t.Fatal(err)
	}
}

// start runs the worker until the test ends, or until stop is called.
func (s shop) start(t *testing.T) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- s.Run(ctx) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// pass lets time go by in a bubble, and everybody come to rest.
func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// left says whether there are jobs, whenever they are due.
func (s shop) left(t *testing.T) bool {
	t.Helper()
	_, ok, err := s.store.NextDue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// lines are the log lines with those words. None may say what the job was told.
func (s shop) lines(t *testing.T, words string) int {
	t.Helper()
	if strings.Contains(s.log.String(), secret) {
		t.Errorf("the log says what the job was told:\n%s", s.log)
	}
	return strings.Count(s.log.String(), words)
}

func TestReadyRunsWhatIsDue(t *testing.T) {
	var told []string
	s := newShop(func(_ context.Context, about string) error {
		told = append(told, about)
		return nil
	})
	s.job(t, "a")
	s.job(t, "b", func(j *queue.Job) { j.About, j.Due = "b", j.Due.Add(-time.Hour) })
	s.job(t, "later", func(j *queue.Job) { j.Due = j.Due.Add(time.Hour) })
	if n, err := s.Ready(t.Context()); n != 2 || err != nil {
		t.Errorf("%d jobs, %v", n, err)
	}
	if !slices.Equal(told, []string{"b", secret}) || !s.left(t) {
		t.Errorf("done: %q", told)
	}
	if n, err := s.Ready(t.Context()); n != 0 || err != nil {
		t.Errorf("%d jobs the second time, %v", n, err)
	}
}

// A job that always fails is tried less and less often, and then given up.
func TestBackingOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		s := newShop(func(_ context.Context, about string) error {
			at = append(at, time.Now())
			return errors.New("the server said no to " + about)
		})
		s.job(t, "a")
		stop := s.start(t)
		pass(48 * time.Hour)
		stop()
		want := []time.Duration{10 * time.Second, time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 2 * time.Hour}
		for i, base := range want {
			// A tenth for jitter, and a minute for the longest sleep.
			if gap := at[i+1].Sub(at[i]); gap < base || gap > base+base/10+time.Minute {
				t.Errorf("%v after the %d. failure, want %v", gap, i+1, base)
			}
		}
		if len(at) != 20 || s.left(t) {
			t.Errorf("%d tries, and left: %t", len(at), s.left(t))
		}
		if again, given := s.lines(t, "tried again"), s.lines(t, "given up"); again != 19 || given != 1 {
			t.Errorf("logged %d failures and %d ends", again, given)
		}
	})
}

func TestAJobOfNoMoreUseIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		s := newShop(func(context.Context, string) error {
			tries++
			return errors.New("no")
		})
		s.job(t, "a", func(j *queue.Job) { j.Until = j.Due.Add(10 * time.Minute) })
		s.job(t, "late", func(j *queue.Job) { j.Due, j.Until = j.Due.Add(-time.Hour), j.Due.Add(-time.Second) })
		stop := s.start(t)
		pass(time.Hour)
		stop()
		// At once, after 10 seconds, a minute and five minutes.
		if tries != 4 || s.left(t) {
			t.Errorf("%d tries, and left: %t", tries, s.left(t))
		}
		if n := s.lines(t, "given up"); n != 2 {
			t.Errorf("logged %d ends:\n%s", n, s.log)
		}
	})
}

func TestWhatTryingAgainWontMend(t *testing.T) {
	s := newShop(func(context.Context, string) error {
		return fmt.Errorf("message: %w", queue.Hopeless(errors.New("no such address")))
	})
	s.job(t, "a")
	if n, err := s.Ready(t.Context()); n != 1 || err != nil || s.left(t) {
		t.Errorf("%d jobs, %v, left: %t", n, err, s.left(t))
	}
	if s.lines(t, "given up") != 1 || s.lines(t, "no such address") != 1 {
		t.Errorf("logged:\n%s", s.log)
	}
}

func TestAPanicIsAFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		s := newShop(func(_ context.Context, about string) error {
			if tries++; tries == 1 {
				panic("broken " + about)
			}
			return nil
		})
		s.job(t, "a")
		stop := s.start(t)
		pass(time.Minute)
		stop()
		if tries != 2 || s.left(t) || s.lines(t, "panic: broken") != 1 {
			t.Errorf("%d tries, left: %t; logged:\n%s", tries, s.left(t), s.log)
		}
	})
}

func TestAKindNobodyKnowsWaitsForAProgramThatDoes(t *testing.T) {
	s := newShop(nil)
	s.Handlers = nil
	s.job(t, "a")
	if n, err := s.Ready(t.Context()); n != 1 || err != nil || !s.left(t) {
		t.Errorf("%d jobs, %v, left: %t", n, err, s.left(t))
	}
}

// Somebody else must not begin a job that is being done, and a handler that would
// go on for ever is stopped.
func TestAHandlerHasADeadlineAndTheJobToItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mutex sync.Mutex
		var at []time.Time
		s := newShop(func(ctx context.Context, _ string) error {
			mutex.Lock()
			at = append(at, time.Now())
			first := len(at) == 1
			mutex.Unlock()
			if first {
				<-ctx.Done()
			}
			return ctx.Err()
		})
		s.job(t, "a")
		began := time.Now()
		stops := []func(){s.start(t), s.start(t)}
		pass(10 * time.Minute)
		for _, stop := range stops {
			stop()
		}
		if len(at) != 2 || at[1].Sub(began) < 2*time.Minute || s.left(t) {
			t.Errorf("begun at %v, left: %t", at, s.left(t))
		}
	})
}

func TestStoppingFinishesTheJobItIsIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := make(chan struct{})
		finished := 0
		s := newShop(func(ctx context.Context, _ string) error {
			close(begun)
			select {
			case <-time.After(time.Minute):
			case <-ctx.Done():
			}
			finished++
			return ctx.Err()
		})
		s.job(t, "a")
		s.job(t, "b")
		stop := s.start(t)
		<-begun
		stop()
		due, _, _ := s.store.NextDue(t.Context())
		if finished != 1 || !s.left(t) || due.After(time.Now()) {
			t.Errorf("%d jobs finished, the next is due %v", finished, due)
		}
	})
}

func TestWaking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at []time.Time
		s := newShop(func(context.Context, string) error {
			at = append(at, time.Now())
			return nil
		})
		stop := s.start(t)
		synctest.Wait()
		first := time.Now()
		s.job(t, "a")
		s.Wake()
		synctest.Wait()
		if len(at) != 1 || !at[0].Equal(first) {
			t.Errorf("done at %v, want %v", at, first)
		}
		// Another node says nothing; the longest sleep is a minute.
		s.job(t, "b")
		pass(time.Minute)
		synctest.Wait()
		if stop(); len(at) != 2 || at[1].Sub(first) > time.Minute {
			t.Errorf("done at %v, want both within a minute of %v", at, first)
		}
	})
}

// What is due in a moment is not left for the next minute.
func TestSleepingUntilTheNextIsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at time.Time
		s := newShop(func(context.Context, string) error {
			at = time.Now()
			return nil
		})
		due := time.Now().Add(17 * time.Second)
		s.job(t, "a", func(j *queue.Job) { j.Due = due })
		stop := s.start(t)
		pass(30 * time.Second)
		if stop(); !at.Equal(due) {
			t.Errorf("done at %v, want %v", at, due)
		}
	})
}

// A program that ended in the middle leaves a claim behind. One whose every try
// ends so is given up, so that it can't take the program down for ever.
func TestAJobThatEndedWithTheProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		done := 0
		s := newShop(func(context.Context, string) error {
			done++
			return nil
		})
		for id, crashes := range map[string]int{"once": 1, "always": 20} {
			s.job(t, id)
			for range crashes {
				now := time.Now()
				if _, ok, err := s.store.Claim(t.Context(), now, now.Add(3*time.Minute)); !ok || err != nil {
					t.Fatal(ok, err)
				}
				pass(3 * time.Minute)
			}
			if n, err := s.Ready(t.Context()); n != 1 || err != nil || s.left(t) {
				t.Errorf("%s: %d jobs, %v, left: %t", id, n, err, s.left(t))
			}
		}
		if done != 1 || s.lines(t, "given up") != 1 {
			t.Errorf("%d done; logged:\n%s", done, s.log)
		}
	})
}

func TestManyWorkersDoEachJobOnce(t *testing.T) {
	const workers, jobs = 8, 1000
	store := &queuetest.Memory{}
	var mutex sync.Mutex
	times := map[string]int{}
	all := make(chan struct{})
	handler := func(_ context.Context, about string) error {
		mutex.Lock()
		defer mutex.Unlock()
		if times[about]++; len(times) == jobs {
			close(all)
		}
		return nil
	}
	now := time.Now()
	for i := range jobs {
		id := fmt.Sprint(i)
		if err := store.Enqueue(t.Context(), queue.Job{ID: id, Kind: "message", About: id, Due: now}); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	for range workers {
		w := &queue.Worker{Store: store, Handlers: map[string]queue.Handler{"message": handler}, Now: time.Now, Log: slog.New(slog.DiscardHandler)}
		running.Go(func() { _ = w.Run(ctx) })
	}
	<-all
	cancel()
	running.Wait()
	for id, n := range times {
		if n != 1 {
			t.Errorf("job %s was done %d times", id, n)
		}
	}
	if _, ok, _ := store.NextDue(t.Context()); ok || len(times) != jobs {
		t.Errorf("%d jobs were done, left: %t", len(times), ok)
	}
}
