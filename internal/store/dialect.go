package store

import (
	"bytes"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"io"
	"io/fs"
	"net"
	"syscall"
	"testing/fstest"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"

	"bearings/internal/fault"
)

// engine is which of the two it is. Every difference between them that shows in
// the text of SQL, or in what an error means, stands in this file.
type engine int

const (
	sqLite engine = iota
	postgreSQL
)

func (e engine) dialect(text string) string {
	if e == sqLite {
		return numbered(text)
	}
	return text
}

// migrations are the texts that make and change the tables. Where a table must not
// remember in which order its rows came, SQLite has to be told; PostgreSQL's rows
// are put in another order when a round closes.
func (e engine) migrations() (fs.FS, error) {
	names, err := fs.Glob(migrations, "*.sql")
	if err != nil || e == postgreSQL {
		return migrations, err
	}
	files := fstest.MapFS{}
	for _, name := range names {
		text, err := fs.ReadFile(migrations, name)
		if err != nil {
			return nil, err
		}
		files[name] = &fstest.MapFile{Data: bytes.ReplaceAll(text, []byte("/* without rowid */"), []byte("without rowid"))}
	}
	return files, nil
}

// inNewOrder gives all replies and remarks of a round, $1, new ids and new places.
// The rows of PostgreSQL lie in the order in which they were written.
func (e engine) inNewOrder() []string {
	if e == sqLite {
		return []string{
			"update reply set id = lower(hex(randomblob(16))) where round = $1",
			"update remark set id = lower(hex(randomblob(16))) where round = $1",
		}
	}
	return []string{
		`with gone as (delete from reply where round = $1 returning round, strand, agency, level, answers, comment_use, batch)
			insert into reply (id, round, strand, agency, level, answers, comment_use, batch)
			select replace(gen_random_uuid()::text, '-', ''), round, strand, agency, level, answers, comment_use, batch from gone order by random()`,
		`with gone as (delete from remark where round = $1
				returning round, strand, author, principle, text, comment_use, state, printed, read_by, batch)
			insert into remark (id, round, strand, author, principle, text, comment_use, state, printed, read_by, batch)
			select replace(gen_random_uuid()::text, '-', ''), round, strand, author, principle, text, comment_use, state, printed, read_by, batch
			from gone order by random()`,
	}
}

// lock is a statement that holds something, by its name, until the transaction ends:
// shared with others who share it, or alone. SQLite has one writer and needs none.
func (e engine) lock(shared bool) string {
	switch {
	case e == sqLite:
		return ""
	case shared:
		return "select pg_advisory_xact_lock_shared(hashtextextended($1, 0))"
	}
	return "select pg_advisory_xact_lock(hashtextextended($1, 0))"
}

// sweep takes away what changed or deleted replies and remarks leave behind.
func (e engine) sweep() []string {
	if e == sqLite {
		return []string{"pragma wal_checkpoint(truncate)"}
	}
	return []string{"vacuum reply", "vacuum remark"}
}

// isConflict says that a transaction was undone because of another, and may be
// run again.
func isConflict(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "40001" || pg.Code == "40P01"
	}
	return false
}

// isDouble says that a row is there already.
func isDouble(err error) bool {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code == "23505"
	}
	return errors.Is(err, sqlite3.CONSTRAINT_UNIQUE) || errors.Is(err, sqlite3.CONSTRAINT_PRIMARYKEY)
}

// explain makes of what an engine says a fault that whoever runs it can act on,
// where there is one. What is none stays as it is.
func explain(err error) error {
	if err == nil {
		return nil
	}
	if _, known := fault.As(err); known {
		return err
	}
	if message := explainSQLite(err); message != "" {
		return unavailable(message, err)
	}
	var own *sqlite3.Error
	if errors.As(err, &own) { // it looks like an error of a network, and is none
		return err
	}
	if message := explainPostgreSQL(err); message != "" {
		return unavailable(message, err)
	}
	return err
}

func explainSQLite(err error) string {
	for _, one := range []struct {
		code    sqlite3.ErrorCode
		message string
	}{
		{sqlite3.FULL, "store.full"}, {sqlite3.READONLY, "store.read_only"}, {sqlite3.CORRUPT, "store.damaged"},
		{sqlite3.NOTADB, "store.not_a_database"}, {sqlite3.IOERR, "store.disk"}, {sqlite3.CANTOPEN, "store.cannot_open"},
		{sqlite3.BUSY, "store.busy"}, {sqlite3.LOCKED, "store.busy"}, {sqlite3.PERM, "store.cannot_open"},
	} {
		if errors.Is(err, one.code) {
			return one.message
		}
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "store.cannot_open"
	case errors.Is(err, syscall.EROFS):
		return "store.read_only"
	case errors.Is(err, syscall.ENOSPC):
		return "store.full"
	}
	return ""
}

func explainPostgreSQL(err error) string {
	var pg *pgconn.PgError
	var connecting *pgconn.ConnectError
	var network net.Error
	switch {
	case errors.As(err, &pg):
		return explainCode(pg.Code)
	case errors.As(err, &connecting):
		return "store.unreachable"
	case pgconn.SafeToRetry(err), errors.As(err, &network), isCutOff(err):
		return "store.unreachable"
	}
	return ""
}

// isCutOff says that a connection ended under way, in whichever of their words.
func isCutOff(err error) bool {
	for _, one := range []error{io.EOF, io.ErrUnexpectedEOF, net.ErrClosed, driver.ErrBadConn, sql.ErrConnDone, syscall.EPIPE, syscall.ECONNRESET} {
		if errors.Is(err, one) {
			return true
		}
	}
	return err.Error() == "conn closed" // pgconn has no value for it
}

// explainCode knows the classes of PostgreSQL's SQLSTATE.
func explainCode(code string) string {
	switch code {
	case "53100":
		return "store.full"
	case "25006":
		return "store.read_only"
	case "28000", "28P01":
		return "store.refused"
	case "3D000":
		return "store.no_database"
	case "42501":
		return "store.rights"
	case "XX001", "XX002":
		return "store.damaged"
	case "57P01", "57P02", "57P03", "53300":
		return "store.unreachable"
	}
	if len(code) == 5 && code[:2] == "08" {
		return "store.unreachable"
	}
	return ""
}

// hasTable says whether there is a table of that name.
func (db *DB) hasTable(ctx context.Context, name string) (there bool, err error) {
	text := "select count(*) > 0 from sqlite_schema where type = 'table' and name = ?1"
	if db.IsPostgreSQL() {
		text = "select to_regclass($1) is not null"
	}
	err = db.write.QueryRowContext(ctx, text, name).Scan(&there)
	return there, err
}
