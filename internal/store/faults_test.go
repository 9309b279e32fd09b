package store_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/phrase"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// says fails where an error is not the fault of that name, in a sentence.
func says(t *testing.T, err error, message string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Message != message {
		t.Errorf("it says %v, want %s; behind it: %v", err, message, errors.Unwrap(err))
		return
	}
	all, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	if said := all["en"].Fault(f); !strings.HasSuffix(said, ".") || strings.Contains(said, "<no value>") {
		t.Errorf("%s is no sentence: %s", message, said)
	}
}

// opening tries to open a database, and closes it if that works.
func opening(t *testing.T, o store.Options) error {
	t.Helper()
	db, err := store.Open(context.Background(), o)
	if err == nil {
		err = db.Close()
	}
	return err
}

// add writes an agency.
func add(db *store.DB, name string) (people.Agency, error) {
	a := people.Agency{ID: people.AgencyID(testkit.NewID()), Name: name, Kind: "council", Since: testkit.Day}
	return a, db.People().InTx(context.Background(), func(tx people.Tx) error { return tx.AddAgency(a) })
}

// has says whether an agency is there.
func has(t *testing.T, db *store.DB, a people.Agency) bool {
	t.Helper()
	got, ok, err := db.People().Read(t.Context()).Agency(a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if ok && got != a {
		t.Errorf("it came back as %+v, want %+v", got, a)
	}
	return ok
}

// undamaged fails where SQLite finds anything wrong, or the trail does not fit
// together.
func undamaged(t *testing.T, db *store.DB) {
	t.Helper()
	if damage, err := db.Damage(t.Context()); err != nil || len(damage) > 0 {
		t.Errorf("damaged: %q, %v", damage, err)
	}
	whole(t, db)
}
