package backup_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"bearings/internal/backup"
	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// keys are a pair for a test.
func keys(t *testing.T) ([]age.Identity, []age.Recipient) {
	t.Helper()
	secret, public, err := backup.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	to, err := backup.Recipient(public)
	if err != nil {
		t.Fatal(err)
	}
	with, err := backup.Identities(strings.NewReader("# a key\n" + secret + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return with, []age.Recipient{to}
}

// lines are all a database holds, as text.
func lines(t *testing.T, db *store.DB) []string {
	t.Helper()
	var all []string
	err := db.Dump(t.Context(), func(int64) error { return nil },
		func(name string, columns []string) error { all = append(all, fmt.Sprint(name, columns)); return nil },
		func(values []any) error { all = append(all, fmt.Sprintf("%#v", values)); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func restore(t *testing.T, file []byte, with []age.Identity, into store.Options) (*store.DB, error) {
	t.Helper()
	opened, err := backup.Open(bytes.NewReader(file), with)
	if err != nil {
		return nil, err
	}
	db, err := store.Restore(context.Background(), into, opened.Version, func(put func(string, []string, []any) error) error {
		_, err := opened.Each(put)
		return err
	})
	if err == nil {
		t.Cleanup(func() { db.Close() })
	}
	return db, err
}

// made is a backup of a world with a short trail.
func made(t *testing.T, db *store.DB, to []age.Recipient) []byte {
	t.Helper()
	w := testkit.NewWorld(t, db)
	for range 3 {
		err := db.People().InTx(t.Context(), func(tx people.Tx) error {
			return tx.Record(deed.Deed{At: testkit.Day, Actor: string(w.Guest.ID), Kind: deed.AgencyAdded, About: deed.About("agency", "ŵ \" \u2028 <&>")})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var file bytes.Buffer
	if _, err := backup.Write(&file, to, testkit.Day, func(b func(int64) error, ta func(string, []string) error, r func([]any) error) error {
		return db.Dump(t.Context(), b, ta, r)
	}); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// A backup of either engine, restored into either, holds the same.
func TestABackupGoesFromEitherEngineIntoEither(t *testing.T) {
	for _, from := range testkit.Engines {
		for i, into := range testkit.Engines {
			t.Run(from.Name+" into "+into.Name, func(t *testing.T) {
				with, to := keys(t)
				before := testkit.Open(t, from.Options(t))
				file := made(t, before, to)
				options := into.Options(t)
				if i == 0 {
					options.Key = bytes.Repeat([]byte{7}, 32)
				}
				after, err := restore(t, file, with, options)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := lines(t, after), lines(t, before); !slices.Equal(got, want) {
					t.Errorf("got %d lines\n%s\nwant %d\n%s", len(got), got, len(want), want)
				}
				for name, secret := range map[string]string{"a name": "Northshire", "an address": "@example.org"} {
					if bytes.Contains(file, []byte(secret)) {
						t.Errorf("the file shows %s", name)
					}
				}
			})
		}
	}
}

// Whatever is not the whole file, for the right key, leaves nothing behind.
func TestAFileThatIsNotWholeRestoresNothing(t *testing.T) {
	with, to := keys(t)
	other, _ := keys(t)
	file := made(t, testkit.Open(t, testkit.Engines[0].Options(t)), to)
	changed := slices.Clone(file)
	changed[len(changed)-20] ^= 1
	for name, one := range map[string]struct {
		file    []byte
		with    []age.Identity
		message string
	}{
		"cut in the middle": {file[:len(file)/2], with, "backup.broken"},
		"cut at the end":    {file[:len(file)-1], with, "backup.broken"},
		"changed":           {changed, with, "backup.broken"},
		"empty":             {nil, with, "backup.broken"},
		"another key":       {file, other, "backup.other_key"},
		"something else":    {[]byte("PK\x03\x04 a ZIP file"), with, "backup.broken"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, engine := range testkit.Engines {
				options := engine.Options(t)
				_, err := restore(t, one.file, one.with, options)
				f, ok := fault.As(err)
				if !ok || f.Message != one.message {
					t.Errorf("%v, want %s", err, one.message)
				}
				db := testkit.Open(t, options)
				if all, err := db.People().Read(t.Context()).Partnerships(); err != nil || len(all) != 0 {
					t.Errorf("%v was left behind, %v", all, err)
				}
			}
		})
	}
}

func TestABackupIsNotRestoredOverSomething(t *testing.T) {
	with, to := keys(t)
	for _, engine := range testkit.Engines {
		file := made(t, testkit.Open(t, testkit.Engines[0].Options(t)), to)
		options := engine.Options(t)
		testkit.NewWorld(t, testkit.Open(t, options))
		_, err := restore(t, file, with, options)
		if f, ok := fault.As(err); !ok || f.Message != "store.not_empty" {
			t.Errorf("%s: %v", engine.Name, err)
		}
	}
}
