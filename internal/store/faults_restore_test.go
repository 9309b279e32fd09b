package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// dumped is what a backup would hold.
type dumped struct {
	version int64
	rows    []struct {
		table   string
		columns []string
		values  []any
	}
}

func dump(t *testing.T, db *store.DB) (d dumped) {
	t.Helper()
	var table string
	var columns []string
	err := db.Dump(t.Context(), func(version int64) error { d.version = version; return nil },
		func(name string, names []string) error { table, columns = name, slices.Clone(names); return nil },
		func(values []any) error {
			d.rows = append(d.rows, struct {
				table   string
				columns []string
				values  []any
			}{table, columns, values})
			return nil
		})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// into restores what was dumped, but for the rows after the first n, where it fails
// if because is not nil.
func (d dumped) into(t *testing.T, o store.Options, n int, because error) error {
	t.Helper()
	db, err := store.Restore(t.Context(), o, d.version, func(put func(string, []string, []any) error) error {
		for _, r := range d.rows[:n] {
			if err := put(r.table, r.columns, slices.Clone(r.values)); err != nil {
				return err
			}
		}
		return because
	})
	if err == nil {
		err = db.Close()
	}
	return err
}

func onBothEngines(t *testing.T, test func(t *testing.T, o store.Options)) {
	for _, engine := range testkit.Engines {
		t.Run(engine.Name, func(t *testing.T) { test(t, engine.Options(t)) })
	}
}

func ours(t *testing.T) dumped {
	t.Helper()
	db := testkit.Open(t, testkit.Engines[0].Options(t))
	testkit.NewWorld(t, db)
	return dump(t, db)
}

func TestARestoreThatFailsCanBeDoneAgain(t *testing.T) {
	d := ours(t)
	onBothEngines(t, func(t *testing.T, o store.Options) {
		broken := fault.New(fault.Invalid, "backup.broken")
		for _, n := range []int{0, 1, len(d.rows) / 2, len(d.rows)} {
			says(t, d.into(t, o, n, broken), "backup.broken")
			if o.URL == "" {
				if _, err := os.Stat(filepath.Join(o.Folder, "bearings.db")); err == nil {
					t.Error("half a database is left behind")
				}
			}
		}
		if err := d.into(t, o, len(d.rows), nil); err != nil {
			t.Fatal(err)
		}
		says(t, d.into(t, o, len(d.rows), nil), "store.not_empty")
		db := testkit.Open(t, o)
		if got := dump(t, db); len(got.rows) != len(d.rows) {
			t.Errorf("%d rows came back of %d", len(got.rows), len(d.rows))
		}
		undamaged(t, db)
	})
}

// Whoever has looked at an empty site, and has its set-up code, can still restore.
func TestARestoreIntoASiteNobodyHasSetUp(t *testing.T) {
	d := ours(t)
	onBothEngines(t, func(t *testing.T, o store.Options) {
		db, err := store.Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		err = db.People().InTx(t.Context(), func(tx people.Tx) error {
			return tx.PutJoiningCode(people.JoiningCode{Hash: "x", Purpose: people.ToSetUp, Ends: testkit.Day})
		})
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		if err := d.into(t, o, len(d.rows), nil); err != nil {
			t.Fatal(err)
		}
		after := testkit.Open(t, o)
		if _, ok, err := after.People().Read(t.Context()).JoiningCode("x"); ok || err != nil {
			t.Errorf("the code of before is still there, %v", err)
		}
		if got := dump(t, after); len(got.rows) != len(d.rows) {
			t.Errorf("%d rows came back of %d", len(got.rows), len(d.rows))
		}
	})
}

// A backup of an older program is brought up to date, also where a newer one has
// made its tables already.
func TestABackupOfAnOlderProgram(t *testing.T) {
	d := ours(t)
	onBothEngines(t, func(t *testing.T, o store.Options) {
		newer(t, "alter table agency add column more text not null default 'new';")
		if o.URL == "" {
			if err := opening(t, o); err != nil {
				t.Fatal(err)
			}
		}
		if err := d.into(t, o, len(d.rows), nil); err != nil {
			t.Fatal(err)
		}
		db := testkit.Open(t, o)
		if all, err := db.People().Read(t.Context()).Partnerships(); err != nil || len(all) != 2 {
			t.Errorf("%v, %v", all, err)
		}
		if got := dump(t, db); got.version != 99 {
			t.Errorf("it is of version %d", got.version)
		}
	})
	d.version = 99
	onBothEngines(t, func(t *testing.T, o store.Options) { says(t, d.into(t, o, 0, nil), "store.newer") })
}

// What names tables or columns that are none of ours is not put anywhere.
func TestABackupWithForeignTablesIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		table   string
		columns []string
		says    string
	}{
		"a table":              {"sqlite_schema", []string{"name"}, "store.foreign_backup"},
		"what was left out":    {"session", []string{"id"}, "store.foreign_backup"},
		"a statement":          {"account", []string{"id) values (1); drop table deed; --"}, "store.foreign_backup"},
		"too few values":       {"account", []string{"id", "name"}, "store.foreign_backup"},
		"a column we know not": {"account", []string{"colour"}, "store.foreign_backup"},
		"a row without all":    {"account", []string{"id"}, "store.foreign_backup"},
	} {
		t.Run(name, func(t *testing.T) {
			onBothEngines(t, func(t *testing.T, o store.Options) {
				_, err := store.Restore(t.Context(), o, 1, func(put func(string, []string, []any) error) error {
					return put(c.table, c.columns, []any{"x"})
				})
				says(t, err, c.says)
				if err := opening(t, o); err != nil {
					t.Error(err)
				}
			})
		})
	}
}
