package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/gofrs/flock"
	_ "github.com/ncruces/go-sqlite3/driver" // the driver called sqlite3
	_ "github.com/ncruces/go-sqlite3/vfs/adiantum"

	"bearings/internal/fault"
)

// What the folder of an SQLite database holds.
const (
	fileName = "bearings.db"
	lockName = "bearings.lock"
)

// keyLength is how many bytes a key has.
const keyLength = 32

func openSQLite(ctx context.Context, o Options) (*DB, error) {
	if len(o.Key) != 0 && len(o.Key) != keyLength {
		return nil, fault.New(fault.Invalid, "store.key_length")
	}
	file := filepath.Join(o.Folder, fileName)
	if _, err := os.Stat(file); o.MustExist && errors.Is(err, fs.ErrNotExist) {
		return nil, fault.New(fault.NotFound, "store.nothing", "Folder", o.Folder)
	}
	if err := os.MkdirAll(o.Folder, 0o700); err != nil {
		return nil, unavailable("store.folder", err, "Folder", o.Folder)
	}
	var release func() error
	if o.Serving {
		var err error
		if release, err = hold(o.Folder); err != nil {
			return nil, err
		}
	}
	db := &DB{engine: sqLite, release: release, now: o.Now, folder: o.Folder, key: o.Key, serving: o.Serving}
	if err := db.openFile(ctx, file, o.Key); err != nil {
		return nil, errors.Join(keyed(db.explain(err), o.Key), db.Close())
	}
	return db, nil
}

// hold keeps others from serving the same folder.
func hold(folder string) (release func() error, err error) {
	lock := flock.New(filepath.Join(folder, lockName), flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	switch {
	case err != nil:
		return nil, unavailable("store.folder", err, "Folder", folder)
	case !held:
		return nil, fault.New(fault.Unavailable, "store.taken", "Folder", folder)
	}
	return lock.Close, nil
}

func (db *DB) openFile(ctx context.Context, file string, key []byte) error {
	var err error
	if db.write, err = openPool(file, key, "_txlock=immediate", 1); err != nil {
		return err
	}
	if db.read, err = openPool(file, key, "_pragma=query_only(true)", max(2, runtime.NumCPU())); err != nil {
		return err
	}
	// The first question opens the file, reads its first page, and finds a wrong key.
	var tables int
	if err := db.write.QueryRowContext(ctx, "select count(*) from sqlite_schema").Scan(&tables); err != nil {
		return err
	}
	return os.Chmod(file, 0o600)
}

func openPool(file string, key []byte, own string, connections int) (*pool, error) {
	opened, err := sql.Open("sqlite3", address(file, key, own))
	if err != nil {
		return nil, err
	}
	opened.SetMaxOpenConns(connections)
	opened.SetMaxIdleConns(connections)
	return &pool{DB: opened, engine: sqLite}, nil
}

// address is the file with its settings: one set by a statement would reach one
// connection of several. The key has to come first.
func address(file string, key []byte, own string) string {
	text := "file:" + (&url.URL{Path: filepath.ToSlash(file)}).EscapedPath() + "?"
	if len(key) > 0 {
		text += "vfs=adiantum&_pragma=hexkey('" + hex.EncodeToString(key) + "')&"
	}
	return text + "_pragma=busy_timeout(5000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(on)" +
		"&_pragma=secure_delete(on)&_pragma=temp_store(memory)&_pragma=trusted_schema(off)&_pragma=cache_size(-1000)" +
		"&_pragma=journal_size_limit(4000000)&" + own
}

// explain is explain, and tells a full disk from a broken one: the driver does not
// pass on why a file could not be written.
func (db *DB) explain(err error) error {
	err = explain(err)
	if f, ok := fault.As(err); ok && f.Message == "store.disk" && !hasRoom(db.folder) {
		return unavailable("store.full", f.Because)
	}
	return err
}

// hasRoom says whether a few pages could be written in a folder.
func hasRoom(folder string) bool {
	file, err := os.CreateTemp(folder, "room-")
	if err != nil {
		return !errors.Is(err, syscall.ENOSPC)
	}
	_, err = file.Write(make([]byte, 1<<16))
	_, _ = file.Close(), os.Remove(file.Name())
	return err == nil
}

// keyed says that the key may be wrong, where a file does not look like a
// database.
func keyed(err error, key []byte) error {
	f, ok := fault.As(err)
	if !ok || f.Message != "store.not_a_database" {
		return err
	}
	if len(key) > 0 {
		return unavailable("store.wrong_key", f.Because)
	}
	return unavailable("store.no_key", f.Because)
}

func (p *pool) Close() error {
	if p == nil {
		return nil
	}
	return p.DB.Close()
}

// Damage looks through the whole SQLite file and says what is wrong with it, a
// sentence of SQLite's each; PostgreSQL looks after its own.
func (db *DB) Damage(ctx context.Context) ([]string, error) {
	if db.IsPostgreSQL() {
		return nil, nil
	}
	said, err := list(db.reading(ctx).query, func(r row) (text string, err error) { err = r(&text); return text, err }, "pragma integrity_check(20)")
	if err == nil && len(said) == 1 && said[0] == "ok" {
		return nil, nil
	}
	return said, err
}
