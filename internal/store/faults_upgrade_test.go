package store_test

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// newer makes this program a newer one, which has one migration more.
func newer(t *testing.T, up string) {
	t.Helper()
	all := ofNow(t)
	all["0099_more.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + up + "\n")}
	store.SetMigrations(t, all)
}

// ofNow are this program's migrations.
func ofNow(t *testing.T) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	names, err := fs.Glob(store.Migrations(), "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(store.Migrations(), name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: text}
	}
	return all
}

// onEach runs a test with a used database of each engine, and an encrypted one.
func onEach(t *testing.T, test func(t *testing.T, o store.Options)) {
	t.Run("SQLite", func(t *testing.T) { test(t, filled(t, nil)) })
	t.Run("SQLite encrypted", func(t *testing.T) { test(t, filled(t, right)) })
	t.Run("PostgreSQL", func(t *testing.T) {
		o := testkit.Engines[1].Options(t)
		db, err := store.Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		testkit.NewWorld(t, db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		test(t, o)
	})
}

func TestUpgradingKeepsACopyFirst(t *testing.T) {
	onEach(t, func(t *testing.T, o store.Options) {
		newer(t, "alter table agency add column more text not null default 'new';")
		db := testkit.Open(t, o)
		if all, err := db.People().Read(t.Context()).Partnerships(); err != nil || len(all) != 2 {
			t.Errorf("%v, %v", all, err)
		}
		entries := deeds(t, db)
		last := entries[len(entries)-1]
		if last.Kind != deed.DatabaseUpgraded || last.Of("from") != "2" || last.Of("to") != "99" || last.Actor != deed.TheProgram {
			t.Errorf("the trail ends with %+v", last)
		}
		undamaged(t, db)
		if o.URL != "" {
			copyInSchema(t, o)
			return
		}
		copyInFile(t, o)
	})
}

func deeds(t *testing.T, db *store.DB) (all []deed.Entry) {
	t.Helper()
	for e, err := range db.Trail().All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	if len(all) == 0 {
		t.Fatal("there is no deed")
	}
	return all
}

// copies are the names of the copies in a folder.
func copies(t *testing.T, folder string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(folder, "*before_upgrade*"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// copyInFile opens the copy of an SQLite database as the program of before would.
func copyInFile(t *testing.T, o store.Options) {
	t.Helper()
	all := copies(t, o.Folder)
	if len(all) != 1 {
		t.Fatalf("the copies are %q", all)
	}
	if info, err := os.Stat(all[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	text, err := os.ReadFile(all[0])
	if err != nil {
		t.Fatal(err)
	}
	if plain := strings.HasPrefix(string(text), "SQLite format 3") || strings.Contains(string(text), "Northshire"); plain != (o.Key == nil) {
		t.Errorf("the copy is plain: %v", plain)
	}
	again := store.Options{Folder: t.TempDir(), Key: o.Key}
	if err := os.WriteFile(filepath.Join(again.Folder, "bearings.db"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	older(t)
	db := testkit.Open(t, again)
	if all, err := db.People().Read(t.Context()).Partnerships(); err != nil || len(all) != 2 {
		t.Errorf("%v, %v", all, err)
	}
	undamaged(t, db)
}

// older makes this program again what it is.
func older(t *testing.T) {
	t.Helper()
	all := ofNow(t)
	delete(all, "0099_more.sql")
	store.SetMigrations(t, all)
}

func copyInSchema(t *testing.T, o store.Options) {
	t.Helper()
	db, err := sql.Open("pgx", o.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var schema string
	if err := db.QueryRow("select schema_name from information_schema.schemata where schema_name like 'before_upgrade_%'").Scan(&schema); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{"partnership": 2, "account": 13, "trail": 1} {
		var n int
		if err := db.QueryRow("select count(*) from " + schema + "." + table).Scan(&n); err != nil || n != want {
			t.Errorf("%s has %d rows, %v", table, n, err)
		}
	}
	var columns []string
	rows, err := db.Query("select column_name from information_schema.columns where table_schema = $1 and table_name = 'agency'", schema)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		columns = append(columns, name)
	}
	if rows.Err() != nil || slices.Contains(columns, "more") || len(columns) != 4 {
		t.Errorf("the copy has %q", columns)
	}
}

// A migration that fails leaves everything to the program of before.
func TestAFailingUpgradeLeavesWhatWasThere(t *testing.T) {
	onEach(t, func(t *testing.T, o store.Options) {
		t.Run("newer", func(t *testing.T) {
			newer(t, "alter table agency add column more text not null default 'new';\nupdate nothing set a = 1;")
			for range 2 {
				says(t, opening(t, o), "store.not_upgraded")
			}
		})
		if o.URL == "" {
			if all := copies(t, o.Folder); len(all) != 0 {
				t.Errorf("of what was not changed there are copies: %q", all)
			}
		}
		db := testkit.Open(t, o)
		if _, err := add(db, "Still going"); err != nil {
			t.Error(err)
		}
		if all, err := db.People().Read(t.Context()).Partnerships(); err != nil || len(all) != 2 {
			t.Errorf("%v, %v", all, err)
		}
		undamaged(t, db)
	})
}

func TestANewerDatabaseIsLeftAlone(t *testing.T) {
	onEach(t, func(t *testing.T, o store.Options) {
		t.Run("newer", func(t *testing.T) {
			newer(t, "create table later (id text not null primary key);")
			if err := opening(t, o); err != nil {
				t.Fatal(err)
			}
		})
		before := state(t, o)
		says(t, opening(t, o), "store.newer")
		_, err := store.Restore(context.Background(), o, 1, nil)
		if f, ok := fault.As(err); !ok || f.Message != "store.newer" && f.Message != "store.not_empty" {
			t.Errorf("a restore says %v", err)
		}
		if after := state(t, o); after != before {
			t.Error("it was changed")
		}
	})
}

// state is the file of an SQLite database, or the tables of PostgreSQL.
func state(t *testing.T, o store.Options) string {
	t.Helper()
	if o.URL == "" {
		return string(files(t, o.Folder)["bearings.db"])
	}
	db, err := sql.Open("pgx", o.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var said string
	err = db.QueryRow("select string_agg(table_name, ' ' order by table_name) || (select max(version_id) from goose_db_version) from information_schema.tables where table_schema = 'public'").Scan(&said)
	if err != nil {
		t.Fatal(err)
	}
	return said
}

// A command of a newer program must not change the tables under an older one that
// is at work.
func TestACommandDoesNotUpgradeUnderAProgramAtWork(t *testing.T) {
	o := filled(t, nil)
	serving := o
	serving.Serving = true
	db, err := store.Open(t.Context(), serving)
	if err != nil {
		t.Fatal(err)
	}
	newer(t, "create table later (id text not null primary key);")
	says(t, opening(t, o), "store.older_served")
	a, err := add(db, "Undisturbed")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if after := testkit.Open(t, o); !has(t, after, a) {
		t.Error("something is gone")
	}
}

func TestNoRoomForACopyMeansNoUpgrade(t *testing.T) {
	disk := testkit.SmallDisk(t)
	from := filled(t, nil)
	o := store.Options{Folder: filepath.Join(disk.Folder, "data")}
	if err := os.CopyFS(o.Folder, os.DirFS(from.Folder)); err != nil {
		t.Fatal(err)
	}
	newer(t, "create table later (id text not null primary key);")
	room := disk.Fill()
	says(t, opening(t, o), "store.full")
	if all := copies(t, o.Folder); len(all) != 0 {
		t.Errorf("half a copy is left: %q", all)
	}
	room()
	if err := opening(t, o); err != nil || len(copies(t, o.Folder)) != 1 {
		t.Errorf("%v; %q", err, copies(t, o.Folder))
	}
}

// What is logged of a copy that can't be made does not hold the key.
func TestTheKeyOfACopyIsNotLogged(t *testing.T) {
	db := testkit.Open(t, filled(t, right))
	err := store.VacuumInto(t, db, filepath.Join(t.TempDir(), "no", "copy.db"))
	says(t, err, "store.cannot_open")
	f, ok := fault.As(err)
	if !ok || f.Because == nil || strings.Contains(f.Because.Error(), hex.EncodeToString(right)) {
		t.Errorf("it is logged as %v", f.Because)
	}
	t.Log(f.Because)
}

// Tables of another program are not ours to change, nor to drop.
func TestADatabaseOfAnotherProgramIsLeftAlone(t *testing.T) {
	address := testkit.BarePostgreSQL(t)
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("create table account (theirs text); insert into account values ('x')"); err != nil {
		t.Fatal(err)
	}
	o := store.Options{URL: address}
	says(t, opening(t, o), "store.foreign")
	_, err = store.Restore(t.Context(), o, 1, nil)
	says(t, err, "store.foreign")
	var theirs string
	if err := db.QueryRow("select theirs from account").Scan(&theirs); err != nil || theirs != "x" {
		t.Errorf("%q, %v", theirs, err)
	}
}
