// Package queue is work that is done a little later and outlives a restart: a
// message on its way, the daily clearing. Whatever asks for it writes the job in
// the same transaction as the deed that makes it needful. A job may run twice
// and has to come to the same.
package queue

import (
	"context"
	"time"
)

// Job is one piece of work.
type Job struct {
	ID string
	// Kind names the handler, and About is what it is told: ids, never a person's
	// words.
	Kind, About string
	// Due is when it is to run, and Until when it is of no use any more; zero is
	// never.
	Due, Until time.Time
	// Tries is how often it was begun.
	Tries int
}

// Store keeps jobs.
type Store interface {
	// Enqueue adds a job.
	Enqueue(ctx context.Context, job Job) error
	// Claim gives the job that has been due longest and lets nobody else have it
	// before until; ok is false where none is due. Tries counts this one.
	Claim(ctx context.Context, now, until time.Time) (job Job, ok bool, err error)
	// Done forgets a job.
	Done(ctx context.Context, id string) error
	// Again lets a job run once more, at due.
	Again(ctx context.Context, id string, due time.Time) error
	// NextDue is when the next job is due; ok is false where there is none.
	NextDue(ctx context.Context) (due time.Time, ok bool, err error)
}
