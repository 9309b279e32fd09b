package app_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"bearings/internal/backup"
	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// safeCopy is a backup of a site that was at work while it was made.
type safeCopy struct {
	program, identity, recipient, file string
	text                               []byte
}

func newSafeCopy(t *testing.T) *safeCopy {
	t.Helper()
	a := &safeCopy{program: builtProgram(t), file: filepath.Join(t.TempDir(), "backup.age")}
	a.identity, a.recipient = keyPair(t, a.program)
	b := killings[0].begin(t, a.program, 1)
	db := testkit.Open(t, b.options)
	err := db.People().InTx(t.Context(), func(tx people.Tx) error {
		for range 4000 {
			if err := tx.AddAgency(people.Agency{ID: people.AgencyID(testkit.NewID()), Name: rand.Text(), Kind: "school"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	status, said := b.command(t, "backup", "--recipient", a.recipient, "--out", a.file)
	works(t, status, said)
	before := a.read(t)
	status, said = b.command(t, "backup", "--recipient", a.recipient, "--out", a.file)
	fails(t, status, said, "already a file")
	if len(before) < 1<<17 {
		t.Fatalf("%d bytes are too few to end in the middle of them", len(before))
	}
	if a.text = a.read(t); !bytes.Equal(a.text, before) {
		t.Error("a backup was written over another")
	}
	b.running.end(t)
	return a
}

func (a *safeCopy) read(t *testing.T) []byte {
	t.Helper()
	text, err := os.ReadFile(a.file)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// into restores a file into a place.
func (a *safeCopy) into(t *testing.T, place []string, file, identity string) (int, string) {
	t.Helper()
	return ran(t, exec.Command(a.program, append([]string{"restore", "--identity", identity, file}, place...)...))
}

// places are where a backup can be brought back to.
var places = []killing{killings[0], killings[1], killings[2]}

func TestWhatIsNoBackupRestoresNothing(t *testing.T) {
	a := newSafeCopy(t)
	stranger, _ := keyPair(t, a.program)
	bad := map[string]struct {
		text     []byte
		identity string
		says     string
	}{
		"half a copy":           {a.text[:len(a.text)/2], a.identity, "not whole"},
		"all but a byte":        {a.text[:len(a.text)-1], a.identity, "not whole"},
		"changed on its way":    {replaced(a.text, len(a.text)/2, 1), a.identity, "not whole"},
		"two in a row":          {append(bytes.Clone(a.text), a.text...), a.identity, "not whole"},
		"nothing":               {nil, a.identity, "not whole"},
		"something else":        {[]byte("PK\x03\x04 a ZIP file"), a.identity, "not whole"},
		"for another key":       {a.text, stranger, "another key"},
		"of a newer program":    {a.sealed(t, 999), a.identity, "newer Bearings"},
		"without a version":     {a.sealed(t, 0), a.identity, "not written by"},
		"with a key of another": {a.text, write(t, "key", strings.Repeat("0", 64)), "no key for backups"},
	}
	for _, k := range places {
		t.Run(k.name, func(t *testing.T) {
			o, place := k.place(t)
			for name, c := range bad {
				status, said := a.into(t, place, write(t, "backup", string(c.text)), c.identity)
				fails(t, status, said, c.says)
				if _, err := os.Stat(filepath.Join(o.Folder, "bearings.db")); o.URL == "" && err == nil {
					t.Errorf("%s: a database is left behind", name)
				}
			}
			status, said := a.into(t, place, a.file, a.identity)
			works(t, status, said)
			verified(t, a.program, place)
		})
	}
}

func verified(t *testing.T, program string, place []string) {
	t.Helper()
	status, said := ran(t, exec.Command(program, append([]string{"verify"}, place...)...))
	works(t, status, said)
}

// sealed is a backup of a database without rows, of some version.
func (a *safeCopy) sealed(t *testing.T, version int64) []byte {
	t.Helper()
	to, err := backup.Recipient(a.recipient)
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	_, err = backup.Write(&file, []age.Recipient{to}, testkit.Day, func(begin func(int64) error, _ func(string, []string) error, _ func([]any) error) error {
		return begin(version)
	})
	if err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func TestABackupIsNotRestoredOverASite(t *testing.T) {
	a := newSafeCopy(t)
	for _, k := range places {
		t.Run(k.name, func(t *testing.T) {
			b := k.begin(t, a.program, 1)
			if b.options.URL == "" {
				status, said := a.into(t, b.place, a.file, a.identity)
				fails(t, status, said, "already using")
			}
			b.running.end(t)
			before := all(t, b.options)
			status, said := a.into(t, b.place, a.file, a.identity)
			fails(t, status, said, "only restored into an empty one")
			if after := all(t, b.options); after != before {
				t.Error("something was changed")
			}
		})
	}
}

// all is everything a database holds, as text.
func all(t *testing.T, o store.Options) string {
	t.Helper()
	db := testkit.Open(t, o)
	var text strings.Builder
	err := db.Dump(t.Context(), func(int64) error { return nil },
		func(name string, columns []string) error { fmt.Fprintln(&text, name, columns); return nil },
		func(values []any) error { fmt.Fprintln(&text, values...); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}
