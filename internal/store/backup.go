package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"

	"bearings/internal/fault"
)

// What a backup leaves out: who is signed in just now, and what is half-way to it.
// A restored installation must not let an old browser in.
var passing = []string{"session", "attempt", "goose_db_version"}

// Dump reads everything as it stood at one moment, whatever is written meanwhile:
// table is called before the rows of each, in an order in which they can be put
// back. Every value is an int64 or a string.
func (db *DB) Dump(ctx context.Context, begin func(version int64) error, table func(name string, columns []string) error, row func(values []any) error) error {
	version, err := db.version(ctx)
	if err != nil {
		return explain(err)
	}
	sqlTx, err := db.read.BeginTx(ctx, db.engine.snapshot())
	if err != nil {
		return explain(err)
	}
	defer func() { _ = sqlTx.Rollback() }() // nothing was written
	if err := begin(version); err != nil {
		return err
	}
	q := query{ctx: ctx, pool: db.read, tx: sqlTx, fresh: map[string]bool{}}
	for _, name := range tables {
		if err := dumpTable(q, name, table, row); err != nil {
			return err
		}
	}
	return nil
}

// tables are those that a backup holds, each after those it refers to. A test
// compares it with what the database has.
var tables = []string{
	"partnership", "agency", "membership", "account", "role_given", "joining_code", "passkey", "identity",
	"sign_in_log", "deed", "trail", "job", "retention_run",
	"round", "round_pack", "round_agency", "survey_link", "reply", "remark", "release",
	"agency_return", "return_answer", "return_other", "return_note", "return_earlier", "return_offer",
	"comment_summary", "evidence", "missing_data", "missing_data_words", "agency_reply", "round_share", "round_import", "support",
}

func dumpTable(q query, name string, table func(string, []string) error, row func([]any) error) error {
	return dumpRows(q, name, "select * from "+name+" order by 1, 2", nil, table, row)
}

// dumpRows gives the rows that a text of SQL finds in a table.
func dumpRows(q query, name, text string, args []any, table func(string, []string) error, row func([]any) error) error {
	rows, err := q.tx.QueryContext(q.ctx, text, args...)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return explain(err)
	}
	if err := table(name, columns); err != nil {
		return err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return explain(err)
		}
		if err := row(slices.Clone(values)); err != nil {
			return err
		}
	}
	return explain(rows.Err())
}

// Restore makes a database of what a backup holds. It has to be empty, and is so
// again where anything goes wrong. fill calls put for every row of the backup.
func Restore(ctx context.Context, o Options, version int64, fill func(put func(table string, columns []string, values []any) error) error) (*DB, error) {
	newest, err := ours()
	if err != nil {
		return nil, err
	}
	if version < 1 {
		return nil, fault.New(fault.Invalid, "store.foreign_backup")
	}
	if version > newest {
		return nil, fault.New(fault.Invalid, "store.newer", "Have", version, "Know", newest)
	}
	o.Serving = true
	_, before := os.Stat(filepath.Join(o.Folder, fileName))
	db, err := connect(ctx, o.withClock())
	if err != nil {
		return nil, err
	}
	if err := db.restore(ctx, version, fill); err != nil {
		err = errors.Join(db.explain(err), db.Close())
		if o.URL == "" && errors.Is(before, fs.ErrNotExist) {
			_ = os.Remove(filepath.Join(o.Folder, fileName)) // without tables it is as good as none
		}
		return nil, err
	}
	return db, nil
}

func (db *DB) restore(ctx context.Context, version int64, fill func(func(string, []string, []any) error) error) error {
	if err := db.mustBeEmpty(ctx); err != nil {
		return err
	}
	err := db.refill(ctx, version, fill)
	if err != nil {
		return errors.Join(err, db.dropTables(context.WithoutCancel(ctx)))
	}
	return db.migrate(ctx)
}

// refill begins anew: there may be tables of another version, or what was left
// when somebody stopped a restore.
func (db *DB) refill(ctx context.Context, version int64, fill func(func(string, []string, []any) error) error) error {
	if err := db.dropTables(ctx); err != nil {
		return err
	}
	runner, err := db.runner()
	if err != nil {
		return err
	}
	if _, err := runner.UpTo(ctx, version); err != nil {
		return err
	}
	return db.once(ctx, func(t *tx) error {
		if err := t.do("delete from trail"); err != nil { // the line a fresh database begins with
			return err
		}
		if err := fill(t.put); err != nil {
			return err
		}
		var lines int
		if err := t.one("select count(*) from trail", nil, &lines); err != nil {
			return err
		}
		if lines != 1 { // a trail without its line could not go on
			return fault.New(fault.Invalid, "store.foreign_backup")
		}
		return nil
	})
}

// dropTables takes all our tables out of a database in which nobody has written.
func (db *DB) dropTables(ctx context.Context) error {
	reversed := slices.Clone(tables)
	slices.Reverse(reversed)
	return db.once(ctx, func(t *tx) error {
		for _, name := range slices.Concat(passing, reversed) {
			if _, err := t.query.tx.ExecContext(ctx, "drop table if exists "+name); err != nil {
				return err
			}
		}
		return nil
	})
}

func (db *DB) mustBeEmpty(ctx context.Context) error {
	have, err := db.version(ctx)
	if err != nil {
		return err
	}
	newest, err := ours()
	switch {
	case err != nil:
		return err
	case have == 0:
		return db.mustNotBeForeign(ctx)
	case have > newest:
		return fault.New(fault.Unavailable, "store.newer", "Have", have, "Know", newest)
	}
	for _, table := range []string{"account", "partnership", "deed"} {
		var any bool
		if err := db.write.QueryRowContext(ctx, "select count(*) > 0 from "+table).Scan(&any); err != nil {
			return err
		}
		if any {
			return fault.New(fault.Invalid, "store.not_empty")
		}
	}
	return nil
}

// put writes a row of a backup. Names of tables and columns come from a file, so
// they are looked up and never taken as they are.
func (t *tx) put(table string, columns []string, values []any) error {
	if !slices.Contains(tables, table) || len(columns) != len(values) {
		return fault.New(fault.Invalid, "store.foreign_backup")
	}
	for _, column := range columns {
		if strings.Trim(column, "abcdefghijklmnopqrstuvwxyz_") != "" {
			return fault.New(fault.Invalid, "store.foreign_backup")
		}
	}
	places := make([]string, len(values))
	for i := range places {
		places[i] = fmt.Sprintf("$%d", i+1)
	}
	err := t.do("insert into "+table+" ("+strings.Join(columns, ", ")+") values ("+strings.Join(places, ", ")+")", values...)
	if _, known := fault.As(explain(err)); err == nil || known {
		return err
	}
	f := fault.New(fault.Invalid, "store.foreign_backup")
	f.Because = err
	return f
}

func (db *DB) runner() (*goose.Provider, error) {
	dialect := goose.DialectSQLite3
	if db.IsPostgreSQL() {
		dialect = goose.DialectPostgres
	}
	files, err := db.engine.migrations()
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(dialect, db.write.DB, files)
}

// snapshot are the options of a transaction that sees one moment.
func (e engine) snapshot() *sql.TxOptions {
	if e == postgreSQL {
		return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	return &sql.TxOptions{ReadOnly: true}
}
