package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

var right, other = bytes.Repeat([]byte{1}, 32), bytes.Repeat([]byte{2}, 32)

// filled is the folder of a database with a world and some more in it.
func filled(t *testing.T, key []byte) store.Options {
	t.Helper()
	o := store.Options{Folder: t.TempDir(), Key: key, Now: testkit.Now}
	db, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	testkit.NewWorld(t, db)
	for range 300 {
		if _, err := add(db, "An agency with a name of some length, so that there are pages of them"); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestAWrongKeyChangesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		made, given []byte
		says        string
	}{
		"another key":                 {right, other, "store.wrong_key"},
		"no key for an encrypted":     {right, nil, "store.no_key"},
		"a key for a plain one":       {nil, right, "store.wrong_key"},
		"a short key":                 {right, right[:31], "store.key_length"},
		"a long key":                  {right, append(right[:32:32], 1), "store.key_length"},
		"a short key for a plain one": {nil, right[:16], "store.key_length"},
	} {
		t.Run(name, func(t *testing.T) {
			o := filled(t, c.made)
			before := files(t, o.Folder)
			o.Key = c.given
			says(t, opening(t, o), c.says)
			o.MustExist = true
			says(t, opening(t, o), c.says)
			if after := files(t, o.Folder); !bytes.Equal(before["bearings.db"], after["bearings.db"]) {
				t.Error("the file was changed")
			}
			o.Key = c.made
			undamaged(t, testkit.Open(t, o))
		})
	}
	says(t, opening(t, store.Options{URL: "postgres://bearings@127.0.0.1/x", Key: right}), "store.key_elsewhere")
}

// files are the contents of a folder, by name.
func files(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = text
	}
	return all
}

func TestAFileThatIsNoDatabase(t *testing.T) {
	for name, text := range map[string][]byte{
		"a text": bytes.Repeat([]byte("not a database "), 1000), "a short text": []byte("x"), "only its beginning": []byte("SQLite format 3\x00"),
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := os.WriteFile(filepath.Join(folder, "bearings.db"), text, 0o600); err != nil {
				t.Fatal(err)
			}
			says(t, opening(t, store.Options{Folder: folder}), "store.no_key")
			if got := files(t, folder)["bearings.db"]; !bytes.Equal(got, text) {
				t.Error("the file was changed")
			}
		})
	}
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "bearings.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	says(t, opening(t, store.Options{Folder: folder}), "store.cannot_open")
	says(t, opening(t, store.Options{Folder: filepath.Join(folder, "none"), MustExist: true}), "store.nothing")
	if _, err := os.Stat(filepath.Join(folder, "none")); err == nil {
		t.Error("looking for a database made a folder")
	}
}

// Every page of a file is spoiled in turn. Whatever is asked then, nothing comes
// back but what was put in, or a sentence.
func TestADamagedPageIsFoundAndNeverBelieved(t *testing.T) {
	withAndWithoutKey(t, func(t *testing.T, key []byte) {
		o := filled(t, key)
		whole := files(t, o.Folder)["bearings.db"]
		const page = 4096
		for at := 0; at < len(whole); at += page {
			spoiled := bytes.Clone(whole)
			for i := at; i < at+200; i++ {
				spoiled[i] ^= 0xff
			}
			if err := os.WriteFile(filepath.Join(o.Folder, "bearings.db"), spoiled, 0o600); err != nil {
				t.Fatal(err)
			}
			if !isFound(t, o) {
				t.Errorf("page %d of %d is damaged, and nobody says so", at/page+1, len(whole)/page)
			}
		}
	})
}

// isFound says whether opening, reading or looking for damage finds some.
func isFound(t *testing.T, o store.Options) bool {
	t.Helper()
	db, err := store.Open(t.Context(), o)
	if err != nil {
		isSentence(t, err)
		return true
	}
	defer db.Close()
	_, err = db.People().Read(t.Context()).Partnerships()
	isSentence(t, err)
	err = db.People().InTx(t.Context(), func(tx people.Tx) error {
		_, err := tx.AnyAccount()
		return err
	})
	isSentence(t, err)
	damage, err := db.Damage(t.Context())
	isSentence(t, err)
	return err != nil || len(damage) > 0
}

// isSentence fails where an error is none that a person can act on.
func isSentence(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	f, ok := fault.As(err)
	if !ok {
		t.Errorf("%v is no sentence", err)
		return
	}
	says(t, err, f.Message)
}

// What stands in the log of writes and is spoiled there was never finished, as far
// as SQLite can tell: the file is as it was before.
func TestADamagedLogOfWritesIsLeftAside(t *testing.T) {
	withAndWithoutKey(t, func(t *testing.T, key []byte) {
		o := filled(t, key)
		db, err := store.Open(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		a, err := add(db, "In the log")
		if err != nil {
			t.Fatal(err)
		}
		// As it would stand after the machine lost its power.
		fallen := store.Options{Folder: t.TempDir(), Key: key}
		for name, text := range files(t, o.Folder) {
			if name == "bearings.db-wal" {
				text = bytes.Clone(text)
				text[len(text)/2] ^= 0xff
			} else if name != "bearings.db" {
				continue
			}
			if err := os.WriteFile(filepath.Join(fallen.Folder, name), text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		after := testkit.Open(t, fallen)
		if has(t, after, a) {
			t.Error("a spoiled write was believed")
		}
		undamaged(t, after)
	})
}

func TestTwoProgramsCanNotServeOneFolder(t *testing.T) {
	o := store.Options{Folder: t.TempDir(), Serving: true}
	db, err := store.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	says(t, opening(t, o), "store.taken")
	if _, err := store.Restore(t.Context(), o, 1, nil); err == nil {
		t.Error("a restore goes beside it")
	} else {
		says(t, err, "store.taken")
	}
	// A command beside it writes as well, and both see it.
	beside := testkit.Open(t, store.Options{Folder: o.Folder, MustExist: true})
	one, err := add(beside, "Beside")
	two, err2 := add(db, "Serving")
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	if !has(t, db, one) || !has(t, beside, two) {
		t.Error("one does not see what the other wrote")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := opening(t, o); err != nil {
		t.Errorf("after the first has ended: %v", err)
	}
}
