// Package queuetest holds what every store of jobs must do, and one in memory for
// tests.
package queuetest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"bearings/internal/queue"
)

// noon is when the conformance tests play.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// never is later than any job of these tests is due.
var never = noon.Add(1000 * time.Hour)

// Conformance is the behaviour that every Store must show. It empties the store
// before each check.
func Conformance(t *testing.T, store queue.Store) {
	t.Helper()
	for name, check := range map[string]func(*testing.T, queue.Store){
		"an empty store has nothing":                    empty,
		"a job comes back as it was put in":             whole,
		"who has been due longest comes first":          order,
		"what is not due yet stays":                     notYet,
		"a claimed job is nobody else's until then":     claimed,
		"a job that runs again waits for its time":      again,
		"what is done stays done":                       done,
		"a job is claimed once by many who ask at once": once,
	} {
		t.Run(name, func(t *testing.T) {
			drain(t, store)
			check(t, store)
		})
	}
}

// drain takes out what an earlier check has left.
func drain(t *testing.T, store queue.Store) {
	t.Helper()
	for {
		job, ok := claim(t, store, never, never)
		if !ok {
			return
		}
		must(t, store.Done(t.Context(), job.ID))
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func claim(t *testing.T, store queue.Store, now, until time.Time) (queue.Job, bool) {
	t.Helper()
	job, ok, err := store.Claim(t.Context(), now, until)
	must(t, err)
	return job, ok
}

// none fails where a job can be claimed.
func none(t *testing.T, store queue.Store, now time.Time) {
	t.Helper()
	if job, ok := claim(t, store, now, now.Add(time.Minute)); ok {
		t.Errorf("got %+v, want none", job)
	}
}

// one fails where the next job is another.
func one(t *testing.T, store queue.Store, now time.Time, id string, tries int) {
	t.Helper()
	if job, ok := claim(t, store, now, now.Add(time.Minute)); !ok || job.ID != id || job.Tries != tries {
		t.Errorf("got %+v (%t), want %s for the %d. time", job, ok, id, tries)
	}
}

func put(t *testing.T, store queue.Store, id string, due time.Time) {
	t.Helper()
	must(t, store.Enqueue(t.Context(), queue.Job{ID: id, Kind: "kind", About: "about", Due: due}))
}

func empty(t *testing.T, store queue.Store) {
	none(t, store, noon)
	if due, ok, err := store.NextDue(t.Context()); ok || err != nil {
		t.Errorf("the next is due at %v (%v)", due, err)
	}
	// Somebody else may have been faster.
	must(t, store.Done(t.Context(), "gone"))
	must(t, store.Again(t.Context(), "gone", noon))
	none(t, store, noon)
}

func whole(t *testing.T, store queue.Store) {
	paris := time.FixedZone("elsewhere", 3600)
	want := queue.Job{ID: "a", Kind: "message", About: "ŵ'\"\\\n$1?", Due: noon.In(paris), Until: noon.Add(time.Hour)}
	must(t, store.Enqueue(t.Context(), want))
	must(t, store.Enqueue(t.Context(), queue.Job{ID: "b", Kind: "other", Due: noon.Add(time.Second)}))
	got, ok := claim(t, store, noon, noon.Add(time.Minute))
	if !ok || got.ID != "a" || got.Kind != want.Kind || got.About != want.About || !got.Due.Equal(want.Due) || !got.Until.Equal(want.Until) || got.Tries != 1 {
		t.Errorf("got %+v (%t), want %+v", got, ok, want)
	}
	if got, ok := claim(t, store, noon.Add(time.Second), never); !ok || got.About != "" || !got.Until.IsZero() {
		t.Errorf("got %+v (%t), want a job of which nothing is said and that has no end", got, ok)
	}
	if err := store.Enqueue(t.Context(), want); err == nil {
		t.Error("two jobs have the same id")
	}
}

func order(t *testing.T, store queue.Store) {
	put(t, store, "b", noon.Add(2*time.Second))
	put(t, store, "c", noon.Add(time.Second))
	put(t, store, "a", noon.Add(3*time.Second))
	put(t, store, "d", noon.Add(-time.Hour))
	for _, id := range []string{"d", "c", "b", "a"} {
		one(t, store, noon.Add(time.Minute), id, 1)
	}
	none(t, store, noon.Add(time.Minute))
}

func notYet(t *testing.T, store queue.Store) {
	put(t, store, "a", noon.Add(time.Minute))
	none(t, store, noon.Add(time.Minute-time.Millisecond))
	if due, ok, err := store.NextDue(t.Context()); !ok || err != nil || !due.Equal(noon.Add(time.Minute)) {
		t.Errorf("the next is due at %v (%t, %v)", due, ok, err)
	}
	one(t, store, noon.Add(time.Minute), "a", 1)
}

func claimed(t *testing.T, store queue.Store) {
	put(t, store, "a", noon)
	one(t, store, noon, "a", 1)
	none(t, store, noon.Add(time.Minute-time.Millisecond))
	if due, ok, err := store.NextDue(t.Context()); err != nil || ok && due.Before(noon.Add(time.Minute)) {
		t.Errorf("a claimed job is due at %v (%v)", due, err)
	}
	one(t, store, noon.Add(time.Minute), "a", 2)
	put(t, store, "b", noon)
	one(t, store, noon.Add(time.Minute), "b", 1)
}

func again(t *testing.T, store queue.Store) {
	put(t, store, "a", noon)
	one(t, store, noon, "a", 1)
	must(t, store.Again(t.Context(), "a", noon.Add(time.Hour)))
	none(t, store, noon.Add(time.Hour-time.Millisecond))
	if due, ok, err := store.NextDue(t.Context()); !ok || err != nil || !due.Equal(noon.Add(time.Hour)) {
		t.Errorf("the next is due at %v (%t, %v)", due, ok, err)
	}
	one(t, store, noon.Add(time.Hour), "a", 2)
	// At once: the claim is given back before its end.
	must(t, store.Again(t.Context(), "a", noon))
	one(t, store, noon, "a", 3)
}

func done(t *testing.T, store queue.Store) {
	put(t, store, "a", noon)
	put(t, store, "b", noon.Add(time.Second))
	one(t, store, noon, "a", 1)
	must(t, store.Done(t.Context(), "a"))
	must(t, store.Done(t.Context(), "a"))
	// Whoever was slow must not bring it back.
	must(t, store.Again(t.Context(), "a", noon))
	none(t, store, noon)
	one(t, store, noon.Add(time.Second), "b", 1)
}

func once(t *testing.T, store queue.Store) {
	const jobs, askers = 100, 8
	for i := range jobs {
		put(t, store, fmt.Sprintf("%03d", i), noon)
	}
	taken := make([][]string, askers)
	failed := make([]error, askers)
	var all sync.WaitGroup
	for i := range askers {
		all.Go(func() { taken[i], failed[i] = takeAll(t.Context(), store) })
	}
	all.Wait()
	// A store may send somebody away who asked at the same moment as another.
	rest, err := takeAll(t.Context(), store)
	must(t, err)
	for _, err := range failed {
		must(t, err)
	}
	ids := slices.Concat(append(taken, rest)...)
	slices.Sort(ids)
	if len(ids) != jobs || len(slices.Compact(ids)) != jobs {
		t.Errorf("%d claims of %d jobs", len(ids), jobs)
	}
}

func takeAll(ctx context.Context, store queue.Store) ([]string, error) {
	var ids []string
	for {
		job, ok, err := store.Claim(ctx, noon, noon.Add(time.Minute))
		if err != nil || !ok {
			return ids, err
		}
		ids = append(ids, job.ID)
	}
}
