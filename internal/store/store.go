// Package store keeps everything in SQLite or PostgreSQL: one text of SQL for
// both, one file a feature.
package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"bearings/internal/fault"
)

// Options say where the database is.
type Options struct {
	// Folder holds the SQLite database; it is made where it is missing.
	Folder string
	// Key encrypts the SQLite database: 32 bytes, or none.
	Key []byte
	// URL is a PostgreSQL database instead of a folder, without a password, and
	// Password is that.
	URL, Password string
	// Serving says that this program serves the database: no other may at the same
	// time where it is SQLite. A command beside it leaves this out.
	Serving bool
	// MustExist refuses to make a database where there is none.
	MustExist bool
	// Now is the clock; nil is the machine's.
	Now func() time.Time
}

// DB is an open database.
type DB struct {
	engine engine
	// read and write are the same for PostgreSQL. SQLite has one writer.
	read, write *pool
	release     func() error
	now         func() time.Time
	// folder and key are those of an SQLite database; serving says that no other
	// program serves it.
	folder  string
	key     []byte
	serving bool
	// Enqueued is called after a transaction that left work to be done; it may be nil.
	Enqueued func()
}

// Open opens a database, makes it where there is none, and brings an older one
// up to date after a copy of it was made. Faults: a newer database, a wrong key,
// another program at work, a folder that can't be written, a server out of reach.
func Open(ctx context.Context, o Options) (*DB, error) {
	db, err := connect(ctx, o.withClock())
	if err != nil {
		return nil, err
	}
	if err := db.migrate(ctx); err != nil {
		return nil, errors.Join(db.explain(err), db.Close())
	}
	return db, nil
}

func (o Options) withClock() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

func connect(ctx context.Context, o Options) (*DB, error) {
	if o.URL != "" {
		return openPostgreSQL(ctx, o)
	}
	return openSQLite(ctx, o)
}

// Close ends all use of the database.
func (db *DB) Close() error {
	err := db.write.Close()
	if db.read != db.write {
		err = errors.Join(err, db.read.Close())
	}
	if db.release != nil {
		err = errors.Join(err, db.release())
	}
	return err
}

// Ping says whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	var one int
	return explain(db.read.QueryRowContext(ctx, "select 1").Scan(&one))
}

// Watch has somebody told of every statement, before it runs. It must be called before
// the database is used.
func (db *DB) Watch(ran func(statement string)) { db.read.ran, db.write.ran = ran, ran }

// IsPostgreSQL says which engine it is.
func (db *DB) IsPostgreSQL() bool { return db.engine == postgreSQL }

// inTx runs f in a transaction that writes. PostgreSQL may ask for it to be run
// again where two were in each other's way.
func (db *DB) inTx(ctx context.Context, f func(*tx) error) error {
	const mostTries = 5
	for try := 1; ; try++ {
		err := db.once(ctx, f)
		if err == nil || try == mostTries || !isConflict(err) {
			return db.explain(err)
		}
	}
}

func (db *DB) once(ctx context.Context, f func(*tx) error) error {
	sqlTx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	// A panic must not keep the only writer: after a commit there is nothing to undo.
	defer func() { _ = sqlTx.Rollback() }()
	t := &tx{query: query{ctx: ctx, pool: db.write, tx: sqlTx, fresh: map[string]bool{}}, now: db.now}
	if err := f(t); err != nil {
		return errors.Join(err, sqlTx.Rollback())
	}
	if err := sqlTx.Commit(); err != nil {
		return unsure(err)
	}
	if t.enqueued && db.Enqueued != nil {
		db.Enqueued()
	}
	for text := range t.fresh {
		_, _ = db.write.prepared(ctx, text) // it is made again where it is needed
	}
	return nil
}

// unsure says that nobody knows whether a transaction holds: the connection ended
// while the server was writing it down.
func unsure(err error) error {
	if f, ok := fault.As(explain(err)); ok && f.Message == "store.unreachable" {
		return unavailable("store.unsure", err)
	}
	return err
}

// reading is for questions outside of a transaction.
func (db *DB) reading(ctx context.Context) *tx {
	return &tx{query: query{ctx: ctx, pool: db.read}, now: db.now}
}

// tx reads and writes; outside of a transaction it is only read with.
type tx struct {
	query
	now      func() time.Time
	enqueued bool
}

// found makes of a missing row an answer.
func found(err error) (bool, error) {
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, explain(err)
}

// unavailable is a fault of the database that a person can act on.
func unavailable(message string, because error, with ...any) error {
	f := fault.New(fault.Unavailable, message, with...)
	f.Because = because
	return f
}

// errStopped ends a walk that somebody has seen enough of.
var errStopped = errors.New("stopped")
