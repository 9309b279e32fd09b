package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"

	"bearings/internal/deed"
	"bearings/internal/fault"
)

//go:embed migrations/*.sql
var embedded embed.FS

// migrations is what makes and changes the tables; a test puts others here.
var migrations = func() fs.FS {
	files, err := fs.Sub(embedded, "migrations")
	if err != nil {
		panic(err) // the folder is built in
	}
	return files
}()

// ours is the number of the newest migration there is.
func ours() (newest int64, err error) {
	names, err := fs.Glob(migrations, "*.sql")
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		number, _, _ := strings.Cut(path.Base(name), "_")
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return 0, err
		}
		newest = max(newest, n)
	}
	return newest, nil
}

// migrate brings the tables up to date. Asking first costs one question; goose is
// only needed where there is something to do.
func (db *DB) migrate(ctx context.Context) error {
	newest, err := ours()
	if err != nil {
		return err
	}
	have, err := db.version(ctx)
	switch {
	case err != nil:
		return err
	case have == newest:
		return nil
	case have > newest:
		return fault.New(fault.Unavailable, "store.newer", "Have", have, "Know", newest)
	case have > 0:
		return db.upgrade(ctx, have, newest)
	}
	if err := db.mustNotBeForeign(ctx); err != nil {
		return err
	}
	return db.up(ctx)
}

// upgrade changes a database that somebody uses, after a copy of it was made.
func (db *DB) upgrade(ctx context.Context, have, newest int64) error {
	if !db.IsPostgreSQL() && !db.serving {
		// An older program that serves it would find other tables than it knows.
		release, err := hold(db.folder)
		if f, ok := fault.As(err); ok && f.Message == "store.taken" {
			return fault.New(fault.Unavailable, "store.older_served", "Folder", db.folder)
		} else if err != nil {
			return err
		}
		defer func() { _ = release() }()
	}
	discard, err := db.keepCopy(ctx, have)
	if err != nil {
		return err
	}
	if err := db.up(ctx); err != nil {
		return db.notUpgraded(context.WithoutCancel(ctx), have, err, discard)
	}
	return db.inTx(ctx, func(t *tx) error {
		return t.Record(deed.Deed{At: db.now(), Actor: deed.TheProgram, Kind: deed.DatabaseUpgraded,
			About: deed.About("from", fmt.Sprint(have), "to", fmt.Sprint(newest))})
	})
}

// notUpgraded says why. A copy is of no use where nothing was changed, and every
// further start would leave another.
func (db *DB) notUpgraded(ctx context.Context, before int64, because error, discard func(context.Context) error) error {
	now, err := db.version(ctx)
	if err != nil || now != before {
		return unavailable("store.half_upgraded", because)
	}
	_ = discard(ctx) // the reason it was not upgraded matters more
	if _, known := fault.As(explain(because)); known {
		return explain(because)
	}
	return unavailable("store.not_upgraded", because)
}

// mustNotBeForeign refuses a database in which another program has tables of our
// names.
func (db *DB) mustNotBeForeign(ctx context.Context) error {
	for _, name := range slices.Concat(tables, passing) {
		if name == "goose_db_version" {
			continue
		}
		if there, err := db.hasTable(ctx, name); err != nil {
			return err
		} else if there {
			return fault.New(fault.Invalid, "store.foreign")
		}
	}
	return nil
}

// version is the number of the last migration that ran, 0 for an empty database.
func (db *DB) version(ctx context.Context) (int64, error) {
	there, err := db.hasTable(ctx, "goose_db_version")
	if err != nil || !there {
		return 0, err
	}
	var version sql.NullInt64
	err = db.write.QueryRowContext(ctx, "select max(version_id) from goose_db_version").Scan(&version)
	return version.Int64, err
}

func (db *DB) up(ctx context.Context) error {
	runner, err := db.runner()
	if err != nil {
		return err
	}
	_, err = runner.Up(ctx)
	var partial *goose.PartialError
	if errors.As(err, &partial) {
		return partial.Err
	}
	return err
}
