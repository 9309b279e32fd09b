package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// keepCopy keeps the database as it is, before it is changed: as a file beside
// it, encrypted if it is; in PostgreSQL as a schema of its own, so that it stays
// where it was. discard takes the copy away again.
func (db *DB) keepCopy(ctx context.Context, version int64) (discard func(context.Context) error, err error) {
	name := fmt.Sprintf("before_upgrade_%d_%s", version, db.now().UTC().Format("20060102t150405"))
	if db.IsPostgreSQL() {
		return db.copySchema(ctx, name)
	}
	return db.copyFile(ctx, filepath.Join(db.folder, name+".db"))
}

// copyFile has the name of a copy only when it is whole.
func (db *DB) copyFile(ctx context.Context, name string) (func(context.Context) error, error) {
	partial := name + ".partial"
	if err := os.Remove(partial); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	// SQLite would make it so that everybody may read it.
	file, err := os.OpenFile(partial, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = file.Close()
	}
	if err == nil {
		_, err = db.write.ExecContext(ctx, "vacuum into ?1", copyAddress(partial, db.key))
		err = keyless(err, db.key)
	}
	if err == nil {
		err = os.Rename(partial, name)
	}
	if err != nil {
		_ = os.Remove(partial) // half a copy is none
		return nil, err
	}
	return func(context.Context) error { return os.Remove(name) }, nil
}

// copyAddress names the key as well: without it an encrypted copy can't be made.
func copyAddress(file string, key []byte) string {
	text := "file:" + (&url.URL{Path: filepath.ToSlash(file)}).EscapedPath()
	if len(key) > 0 {
		text += "?vfs=adiantum&hexkey=" + hex.EncodeToString(key)
	}
	return text
}

// keyless is an error without the key: SQLite repeats the address of what it can't
// open, and what an engine says is logged.
func keyless(err error, key []byte) error {
	if err == nil || len(key) == 0 {
		return err
	}
	return hiding{err, hex.EncodeToString(key)}
}

type hiding struct {
	error
	key string
}

// Error is what the error says, but for the key.
func (h hiding) Error() string { return strings.ReplaceAll(h.error.Error(), h.key, "…") }

// Unwrap is the error as the engine gave it, to ask for its code.
func (h hiding) Unwrap() error { return h.error }

func (db *DB) copySchema(ctx context.Context, name string) (func(context.Context) error, error) {
	err := db.inTx(ctx, func(t *tx) error {
		tables, err := list(t.query, func(r row) (name string, err error) { err = r(&name); return name, err },
			"select table_name from information_schema.tables where table_schema = current_schema() order by table_name")
		if err != nil {
			return err
		}
		if _, err := t.query.tx.ExecContext(ctx, "create schema "+name); err != nil {
			return err
		}
		for _, table := range tables {
			if _, err := t.query.tx.ExecContext(ctx, "create table "+name+"."+table+" as table "+table); err != nil {
				return err
			}
		}
		return nil
	})
	return func(ctx context.Context) error {
		_, err := db.write.ExecContext(ctx, "drop schema "+name+" cascade")
		return err
	}, err
}
