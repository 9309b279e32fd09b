package store

import (
	"context"
	"time"

	"bearings/internal/queue"
)

// Queue is the work to be done later.
func (db *DB) Queue() queue.Store { return jobs{db} }

type jobs struct{ *DB }

// Enqueue adds a job.
func (t *tx) Enqueue(j queue.Job) error {
	t.enqueued = true
	return t.do("insert into job (id, kind, about, due, until, tries, claimed) values ($1, $2, $3, $4, $5, $6, 0)",
		j.ID, j.Kind, j.About, j.Due, j.Until, int64(j.Tries))
}

func (s jobs) Enqueue(ctx context.Context, j queue.Job) error {
	return s.inTx(ctx, func(t *tx) error { return t.Enqueue(j) })
}

// Claim asks twice whether the job is free: whoever waited for another to claim
// the same row must not claim it as well.
func (s jobs) Claim(ctx context.Context, now, until time.Time) (j queue.Job, ok bool, err error) {
	err = s.inTx(ctx, func(t *tx) error {
		err := t.one(`update job set claimed = $2, tries = tries + 1
			where id = (select id from job where due <= $1 and claimed <= $1 order by due, id limit 1) and claimed <= $1
			returning id, kind, about, due, until, tries`, []any{now, until}, &j.ID, &j.Kind, &j.About, &j.Due, &j.Until, &j.Tries)
		ok, err = found(err)
		return err
	})
	return j, ok, err
}

func (s jobs) Done(ctx context.Context, id string) error {
	return s.inTx(ctx, func(t *tx) error { return t.do("delete from job where id = $1", id) })
}

func (s jobs) Again(ctx context.Context, id string, due time.Time) error {
	return s.inTx(ctx, func(t *tx) error { return t.do("update job set due = $2, claimed = 0 where id = $1", id, due) })
}

func (s jobs) NextDue(ctx context.Context) (due time.Time, ok bool, err error) {
	err = s.reading(ctx).one("select case when due > claimed then due else claimed end from job order by 1 limit 1", nil, &due)
	ok, err = found(err)
	return due, ok, err
}
