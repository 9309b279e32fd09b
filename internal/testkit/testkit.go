// Package testkit makes a fresh world for a test: databases of both engines, and
// partnerships with somebody in every role.
package testkit

import (
	"context"
	"os"
	"testing"
	"time"

	"bearings/internal/store"
)

// Main runs the tests of a package and then stops the PostgreSQL they started.
// A package that uses OnBoth calls it from TestMain.
func Main(m *testing.M) {
	status := m.Run()
	stopPostgreSQL()
	os.Exit(status)
}

// Stop ends the PostgreSQL that tests started, for packages that run them in their
// own way.
func Stop() { stopPostgreSQL() }

// Engine makes databases for tests.
type Engine struct {
	Name string
	// Options are those of a fresh database nobody has opened yet.
	Options func(t testing.TB) store.Options
}

// Engines are both of them.
var Engines = []Engine{
	{"SQLite", func(t testing.TB) store.Options { return store.Options{Folder: t.TempDir(), Now: Now} }},
	{"PostgreSQL", func(t testing.TB) store.Options { return store.Options{URL: freshPostgreSQL(t), Now: Now} }},
}

// OnBoth runs a test on a fresh database of each engine.
func OnBoth(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	for _, engine := range Engines {
		t.Run(engine.Name, func(t *testing.T) { test(t, Open(t, engine.Options(t))) })
	}
}

// Open opens a database for as long as the test lasts.
func Open(t testing.TB, o store.Options) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// Day is the moment at which the tests' clock stands: a weekday morning in UTC.
var Day = time.Date(2026, 11, 23, 9, 30, 0, 0, time.UTC)

// Now is a clock that stands still.
func Now() time.Time { return Day }
