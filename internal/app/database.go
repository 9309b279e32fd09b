package app

import (
	"slices"
	"sync"

	"bearings/internal/store"
)

// options are the place of a database as the store takes it.
func (w where) options() store.Options {
	return store.Options{Folder: w.Data, Key: w.Key, URL: w.Database, Password: string(w.Password)}
}

// open opens the database that flags and settings name, beside a program that may
// be serving it. It has to be there.
func (p place) open(d *desk) (*store.DB, error) {
	found, _, err := p.find()
	if err != nil {
		return nil, err
	}
	o := found.options()
	o.MustExist = true
	return store.Open(d, o)
}

// opening is a database on its way: it is opened while the rest of the site is
// made ready.
type opening struct{ wait func() (*store.DB, error) }

func openAside(d *desk, at where) opening {
	o := at.options()
	o.Serving = true
	opened := make(chan struct{})
	var db *store.DB
	var err error
	go func() {
		defer close(opened)
		db, err = store.Open(d, o)
	}()
	return opening{sync.OnceValues(func() (*store.DB, error) { <-opened; return db, err })}
}

// give closes the database, once it is open.
func (o opening) give() error {
	db, err := o.wait()
	if err != nil {
		return nil // whoever needed it has said so
	}
	return db.Close()
}

// IsPrivate says whether a command works with what only its owner may read, so that
// every file it makes is theirs alone. What others write is there to be shared.
func IsPrivate(args []string) bool {
	return len(args) > 0 && slices.Contains([]string{"admin", "archive", "backup", "demo", "key", "restore", "results", "serve", "verify"}, args[0])
}
