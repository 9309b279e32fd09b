package queuetest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"bearings/internal/queue"
)

// Memory keeps jobs for a test. Its zero value is empty.
type Memory struct {
	mutex sync.Mutex
	jobs  map[string]kept
}

type kept struct {
	queue.Job
	claimed time.Time
}

// next is when somebody may have the job.
func (k kept) next() time.Time {
	if k.claimed.After(k.Due) {
		return k.claimed
	}
	return k.Due
}

// Enqueue adds a job.
func (m *Memory) Enqueue(_ context.Context, job queue.Job) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if _, ok := m.jobs[job.ID]; ok {
		return fmt.Errorf("there is a job %s", job.ID)
	}
	if m.jobs == nil {
		m.jobs = map[string]kept{}
	}
	m.jobs[job.ID] = kept{Job: job}
	return nil
}

// sorted are the jobs, the one due longest first.
func (m *Memory) sorted(by func(kept) time.Time) []kept {
	var all []kept
	for _, k := range m.jobs {
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b kept) int { return cmp.Or(by(a).Compare(by(b)), cmp.Compare(a.ID, b.ID)) })
	return all
}

// Claim gives the job that has been due longest.
func (m *Memory) Claim(_ context.Context, now, until time.Time) (queue.Job, bool, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	for _, k := range m.sorted(func(k kept) time.Time { return k.Due }) {
		if !k.next().After(now) {
			k.claimed = until
			k.Tries++
			m.jobs[k.ID] = k
			return k.Job, true, nil
		}
	}
	return queue.Job{}, false, nil
}

// Done forgets a job.
func (m *Memory) Done(_ context.Context, id string) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	delete(m.jobs, id)
	return nil
}

// Again lets a job run once more.
func (m *Memory) Again(_ context.Context, id string, due time.Time) error {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if k, ok := m.jobs[id]; ok {
		k.Due, k.claimed = due, time.Time{}
		m.jobs[id] = k
	}
	return nil
}

// NextDue is when the next job may be claimed.
func (m *Memory) NextDue(context.Context) (time.Time, bool, error) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if all := m.sorted(kept.next); len(all) > 0 {
		return all[0].next(), true, nil
	}
	return time.Time{}, false, nil
}
