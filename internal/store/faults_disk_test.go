//go:build unix

package store_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// withAndWithoutKey runs a test on a plain database and on an encrypted one.
func withAndWithoutKey(t *testing.T, test func(t *testing.T, key []byte)) {
	t.Run("plain", func(t *testing.T) { test(t, nil) })
	t.Run("encrypted", func(t *testing.T) { test(t, bytes.Repeat([]byte{9}, 32)) })
}

func TestAFullDiskLosesNothing(t *testing.T) {
	withAndWithoutKey(t, func(t *testing.T, key []byte) {
		disk := testkit.SmallDisk(t)
		o := store.Options{Folder: filepath.Join(disk.Folder, "data"), Key: key, Serving: true, Now: testkit.Now}
		db := testkit.Open(t, o)
		before, err := add(db, "Before")
		if err != nil {
			t.Fatal(err)
		}
		room := disk.Fill()
		refused := refusedAll(t, db)
		if !has(t, db, before) || db.Ping(t.Context()) != nil {
			t.Error("what was there can't be read")
		}
		room()
		for _, a := range refused {
			if has(t, db, a) {
				t.Errorf("%s was half-written", a.Name)
			}
		}
		after, err := add(db, "After")
		if err != nil {
			t.Fatal(err)
		}
		if !has(t, db, before) || !has(t, db, after) {
			t.Error("something is gone")
		}
		undamaged(t, db)
	})
}

// refusedAll writes until the disk is full, and then some more.
func refusedAll(t *testing.T, db *store.DB) (refused []people.Agency) {
	t.Helper()
	for range 200 {
		a, err := add(db, strings.Repeat("x", 3000))
		if err == nil {
			continue // the file had some room of its own
		}
		says(t, err, "store.full")
		if refused = append(refused, a); len(refused) == 3 {
			return refused
		}
	}
	t.Fatal("the disk was never full")
	return nil
}

func TestADatabaseIsNotBegunOnAFullDisk(t *testing.T) {
	withAndWithoutKey(t, func(t *testing.T, key []byte) {
		disk := testkit.SmallDisk(t)
		folder := filepath.Join(disk.Folder, "data")
		room := disk.Fill()
		says(t, opening(t, store.Options{Folder: folder, Key: key}), "store.full")
		room()
		if err := opening(t, store.Options{Folder: folder, Key: key}); err != nil {
			t.Error(err)
		}
	})
}

func TestAReadOnlyDiskIsSaid(t *testing.T) {
	for name, serving := range map[string]bool{"serving": true, "beside it": false} {
		t.Run(name, func(t *testing.T) {
			disk := testkit.SmallDisk(t)
			o := store.Options{Folder: filepath.Join(disk.Folder, "data"), Serving: serving}
			made, err := store.Open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			a, err := add(made, "Before")
			if err := errors.Join(err, made.Close()); err != nil {
				t.Fatal(err)
			}
			writable := disk.ReadOnly()
			says(t, opening(t, o), "store.cannot_open")
			says(t, opening(t, store.Options{Folder: filepath.Join(disk.Folder, "new"), Serving: serving}), "store.folder")
			writable()
			if db := testkit.Open(t, o); !has(t, db, a) {
				t.Error("something is gone")
			}
		})
	}
}

// Whoever has no right to a folder or a file is told so. Root may everything, so
// another process stands in for whoever may not.
func TestAFolderOfSomebodyElseIsSaid(t *testing.T) {
	if folder := os.Getenv("BEARINGS_FOREIGN_FOLDER"); folder != "" {
		_, err := store.Open(t.Context(), store.Options{Folder: filepath.Join(folder, "locked"), Serving: true})
		says(t, err, "store.folder")
		_, err = store.Open(t.Context(), store.Options{Folder: filepath.Join(folder, "new")})
		says(t, err, "store.folder")
		_, err = store.Open(t.Context(), store.Options{Folder: filepath.Join(folder, "locked")})
		says(t, err, "store.cannot_open")
		return
	}
	folder := t.TempDir()
	if err := opening(t, store.Options{Folder: filepath.Join(folder, "locked")}); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
	command.Env = append(os.Environ(), "BEARINGS_FOREIGN_FOLDER="+folder)
	if os.Getuid() == 0 {
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		reachable(t, folder)
		reachable(t, os.Args[0])
	} else {
		locked(t, filepath.Join(folder, "locked"))
		locked(t, folder)
	}
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// locked lets nobody write, and its owner neither, until the test has ended.
func locked(t *testing.T, folder string) {
	t.Helper()
	if err := os.Chmod(folder, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(folder, 0o700) })
}

// reachable lets everybody go to a file of this test.
func reachable(t *testing.T, name string) {
	t.Helper()
	for ; name != "/"; name = filepath.Dir(name) {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode&0o005 != 0o005 {
			if err := os.Chmod(name, mode|0o055); err != nil && !errors.Is(err, fs.ErrPermission) {
				t.Fatal(err)
			}
		}
	}
}
