package store

import (
	"io/fs"
	"slices"
	"testing"
)

// Migrations are those of this program.
func Migrations() fs.FS { return migrations }

// SetMigrations makes this program another one, for as long as the test lasts.
func SetMigrations(t *testing.T, files fs.FS) {
	before := migrations
	migrations = files
	t.Cleanup(func() { migrations = before })
}

// BackedUp are the tables of a backup, and those that it leaves out.
func BackedUp() []string { return slices.Concat(tables, passing) }

// VacuumInto copies a database to where it can't be, and returns what is logged.
func VacuumInto(t *testing.T, db *DB, name string) error {
	_, err := db.write.ExecContext(t.Context(), "vacuum into ?1", copyAddress(name, db.key))
	return explain(keyless(err, db.key))
}
