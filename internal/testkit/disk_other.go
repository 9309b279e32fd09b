//go:build !linux

package testkit

import "testing"

// Disk is a small disk of a test's own.
type Disk struct{ Folder string }

// SmallDisk skips the test: only Linux mounts a disk in memory at once.
func SmallDisk(t testing.TB) *Disk {
	t.Helper()
	t.Skip("a small disk can only be mounted on Linux")
	return nil
}

// Fill leaves no room on the disk, until the returned function makes some.
func (d *Disk) Fill() (room func()) { return func() {} }

// ReadOnly lets nobody write on the disk, until the returned function does.
func (d *Disk) ReadOnly() (writable func()) { return func() {} }
