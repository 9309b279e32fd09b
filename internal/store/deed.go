package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"iter"

	"bearings/internal/deed"
	"bearings/internal/people"
)

// Trail is the audit trail.
func (db *DB) Trail() deed.Trail { return trail{DB: db} }

// TrailAtOnce gives the audit trail as it stood at one moment, so that what is
// written meanwhile does not look like something wrong with it.
func (db *DB) TrailAtOnce(ctx context.Context, f func(deed.Trail) error) error {
	sqlTx, err := db.read.BeginTx(ctx, db.engine.snapshot())
	if err != nil {
		return explain(err)
	}
	defer func() { _ = sqlTx.Rollback() }() // nothing was written
	return f(trail{db, sqlTx})
}

type trail struct {
	*DB
	at *sql.Tx // the moment, or nil for now
}

func (t trail) reading(ctx context.Context) query {
	return query{ctx: ctx, pool: t.read, tx: t.at, fresh: map[string]bool{}}
}

// Record puts a deed at the end of the trail. Changing the one line of the trail
// first makes whoever comes at the same time wait.
func (t *tx) Record(d deed.Deed) error {
	var head deed.Head
	if err := t.one("update trail set seq = seq + 1 where line = 1 returning seq - 1, hash", nil, &head.Seq, &head.Hash); err != nil {
		return err
	}
	e := head.Next(d)
	about, err := json.Marshal(e.About)
	if err != nil {
		return err
	}
	if err := t.do("insert into deed (seq, at, actor, kind, partnership, about, previous, hash) values ($1, $2, $3, $4, $5, $6, $7, $8)",
		e.Seq, e.At, e.Actor, e.Kind, e.Partnership, string(about), e.Previous, e.Hash); err != nil {
		return err
	}
	return t.do("update trail set hash = $1 where line = 1", e.Hash)
}

func (t trail) Head(ctx context.Context) (h deed.Head, err error) {
	err = t.reading(ctx).one("select seq, hash from trail where line = 1", nil, &h.Seq, &h.Hash)
	return h, explain(err)
}

func (t trail) Start(ctx context.Context) (h deed.Head, err error) {
	err = t.reading(ctx).one("select start_seq, start_hash from trail where line = 1", nil, &h.Seq, &h.Hash)
	return h, explain(err)
}

const deedColumns = "select seq, at, actor, kind, partnership, about, previous, hash from deed "

func (t trail) Page(ctx context.Context, partnership string, before int64, n int) ([]deed.Entry, error) {
	return list(t.reading(ctx), scanEntry, deedColumns+
		"where partnership = $1 and (seq < $2 or $2 = 0) order by seq desc limit $3", partnership, before, int64(n))
}

func (t trail) All(ctx context.Context) iter.Seq2[deed.Entry, error] {
	return func(yield func(deed.Entry, error) bool) {
		stop := errStopped
		err := each(t.reading(ctx), func(r row) error {
			e, err := scanEntry(r)
			if err != nil {
				return err
			}
			if !yield(e, nil) {
				return stop
			}
			return nil
		}, deedColumns+"order by seq")
		if err != nil && err != stop {
			yield(deed.Entry{}, err)
		}
	}
}

func scanEntry(r row) (e deed.Entry, err error) {
	var about string
	if err := r(&e.Seq, &e.At, &e.Actor, &e.Kind, &e.Partnership, &about, &e.Previous, &e.Hash); err != nil {
		return e, err
	}
	if json.Unmarshal([]byte(about), &e.About) != nil {
		// What somebody wrote over must show as a wrong entry, and not keep the
		// others from being read.
		e.About = []deed.Subject{{As: "unreadable", ID: about}}
	}
	return e, nil
}

func (t *tx) DeedsOf(id people.AccountID) ([]deed.Deed, error) {
	return list(t.query, func(r row) (deed.Deed, error) {
		e, err := scanEntry(r)
		return e.Deed, err
	}, deedColumns+"where actor = $1 or about like '%\"' || $1 || '\"%' order by seq", id)
}
