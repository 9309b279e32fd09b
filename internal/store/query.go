package store

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"
)

// pool is the connections of an engine, with the statements that are ready.
type pool struct {
	*sql.DB
	engine engine
	ready  sync.Map // the text of a statement: *sql.Stmt
	// ran is told of every statement; nil for nobody.
	ran func(text string)
}

// prepared is the statement of a text. SQLite would otherwise read the text anew
// each time; the driver of PostgreSQL keeps its own.
func (p *pool) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	if known, ok := p.ready.Load(text); ok {
		return known.(*sql.Stmt), nil
	}
	made, err := p.PrepareContext(ctx, p.engine.dialect(text))
	if err != nil {
		return nil, fmt.Errorf("%w in %.60s", err, text)
	}
	if before, raced := p.ready.LoadOrStore(text, made); raced {
		_ = made.Close()
		return before.(*sql.Stmt), nil
	}
	return made, nil
}

// query runs statements, in a transaction or outside.
type query struct {
	ctx  context.Context
	pool *pool
	tx   *sql.Tx
	// fresh are the statements a transaction had to make for itself.
	fresh map[string]bool
}

// statement is ready to run where the query is.
func (q query) statement(text string) (*sql.Stmt, error) {
	if q.pool.ran != nil {
		q.pool.ran(text)
	}
	if q.tx == nil {
		return q.pool.prepared(q.ctx, text)
	}
	if known, ok := q.pool.ready.Load(text); ok {
		return q.tx.StmtContext(q.ctx, known.(*sql.Stmt)), nil
	}
	// The one writer of SQLite is busy with this transaction: a statement that
	// outlives it can only be made afterwards.
	q.fresh[text] = true
	made, err := q.tx.PrepareContext(q.ctx, q.pool.engine.dialect(text))
	if err != nil {
		return nil, fmt.Errorf("%w in %.60s", err, text)
	}
	return made, nil
}

// exec changes rows and says how many.
func (q query) exec(text string, args ...any) (int64, error) {
	statement, err := q.statement(text)
	if err != nil {
		return 0, err
	}
	result, err := statement.ExecContext(q.ctx, plain(args)...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// do changes rows.
func (q query) do(text string, args ...any) error {
	_, err := q.exec(text, args...)
	return err
}

// one reads one row; sql.ErrNoRows where there is none.
func (q query) one(text string, args []any, into ...any) error {
	statement, err := q.statement(text)
	if err != nil {
		return err
	}
	return statement.QueryRowContext(q.ctx, plain(args)...).Scan(targets(into)...)
}

// row is what a scan function reads from.
type row func(into ...any) error

// list reads all rows.
func list[T any](q query, scan func(row) (T, error), text string, args ...any) ([]T, error) {
	var all []T
	err := each(q, func(r row) error {
		one, err := scan(r)
		all = append(all, one)
		return err
	}, text, args...)
	return all, err
}

// each calls f for every row.
func each(q query, f func(row) error, text string, args ...any) (err error) {
	statement, err := q.statement(text)
	if err != nil {
		return explain(err)
	}
	rows, err := statement.QueryContext(q.ctx, plain(args)...)
	if err != nil {
		return explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(func(into ...any) error { return rows.Scan(targets(into)...) }); err != nil {
			return explain(err)
		}
	}
	return explain(rows.Err())
}

// plain makes arguments what both drivers take: times become microseconds, and
// ids their text.
func plain(args []any) []any {
	for i, arg := range args {
		switch value := arg.(type) {
		case string, int64, bool:
		case time.Time:
			args[i] = micros(value)
		default:
			switch v := reflect.ValueOf(arg); v.Kind() {
			case reflect.String:
				args[i] = v.String()
			case reflect.Int:
				args[i] = v.Int()
			}
		}
	}
	return args
}

func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func instant(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micros).UTC()
}

// targets lets times be read.
func targets(into []any) []any {
	for i, one := range into {
		if t, ok := one.(*time.Time); ok {
			into[i] = moment{t}
		}
	}
	return into
}

// moment reads a time.
type moment struct{ into *time.Time }

// Scan reads microseconds.
func (m moment) Scan(value any) error {
	n, ok := value.(int64)
	if !ok {
		return fmt.Errorf("a time is kept as %T", value)
	}
	*m.into = instant(n)
	return nil
}

// numbered writes the parameters of PostgreSQL, $1, as SQLite's, ?1: it counts $1
// as a name, in the order of first use. A dollar without a digit stays.
func numbered(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if text[i] == '$' && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9' {
			b.WriteByte('?')
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}
