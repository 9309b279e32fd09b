package store_test

import (
	"database/sql"
	"slices"
	"testing"

	"bearings/internal/queue/queuetest"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestJobs(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) { queuetest.Conformance(t, db.Queue()) })
}

// A table that is added without being added to the backup would be lost.
func TestABackupHoldsEveryTable(t *testing.T) {
	for _, engine := range testkit.Engines {
		t.Run(engine.Name, func(t *testing.T) {
			o := engine.Options(t)
			testkit.Open(t, o)
			driver, address, text := "pgx", o.URL, "select table_name from information_schema.tables where table_schema = 'public'"
			if o.URL == "" {
				driver, address, text = "sqlite3", o.Folder+"/bearings.db", "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'"
			}
			db, err := sql.Open(driver, address)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			var there []string
			rows, err := db.Query(text)
			if err != nil {
				t.Fatal(err)
			}
			defer rows.Close()
			for rows.Next() {
				var name string
				if err := rows.Scan(&name); err != nil {
					t.Fatal(err)
				}
				there = append(there, name)
			}
			known := slices.Sorted(slices.Values(store.BackedUp()))
			if slices.Sort(there); rows.Err() != nil || !slices.Equal(there, known) {
				t.Errorf("the database has %q, a backup knows %q", there, known)
			}
		})
	}
}
