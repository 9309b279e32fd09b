package testkit

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// Disk is a small disk of a test's own.
type Disk struct {
	t      testing.TB
	Folder string
}

// SmallDisk mounts a disk of 1 MiB. Only root may: for others the test is skipped.
func SmallDisk(t testing.TB) *Disk {
	t.Helper()
	d := &Disk{t, filepath.Join(t.TempDir(), "disk")}
	if err := os.Mkdir(d.Folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", d.Folder, "tmpfs", 0, "size=1m,mode=0777"); errors.Is(err, syscall.EPERM) {
		t.Skip("only root may mount a small disk")
	} else if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(d.Folder, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return d
}

// Fill leaves no room on the disk, until the returned function makes some.
func (d *Disk) Fill() (room func()) {
	d.t.Helper()
	name := filepath.Join(d.Folder, "something-else")
	file, err := os.Create(name)
	if err != nil {
		d.t.Fatal(err)
	}
	defer file.Close()
	for err == nil {
		_, err = file.Write(make([]byte, 4096))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		d.t.Fatal(err)
	}
	return func() {
		d.t.Helper()
		if err := os.Remove(name); err != nil {
			d.t.Fatal(err)
		}
	}
}

// ReadOnly lets nobody write on the disk, until the returned function does. Nobody
// may have a file of it open.
func (d *Disk) ReadOnly() (writable func()) {
	d.t.Helper()
	d.again(syscall.MS_RDONLY)
	return func() { d.t.Helper(); d.again(0) }
}

func (d *Disk) again(flags uintptr) {
	d.t.Helper()
	if err := syscall.Mount("tmpfs", d.Folder, "tmpfs", syscall.MS_REMOUNT|flags, ""); err != nil {
		d.t.Fatal(err)
	}
}
