package offline_test

import (
	"errors"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"bearings/internal/offline"
)

// Where not everything can be written, nothing stays.
func TestWhatCantBeWrittenWholeIsTakenAway(t *testing.T) {
	large := two
	large.Files = []offline.File{{Path: "/assets/large.bin", Bytes: []byte(strings.Repeat("x", 4<<20))}}
	small := t.TempDir()
	if err := syscall.Mount("tmpfs", small, "tmpfs", 0, "size=64k"); err != nil {
		t.Skip("no small disk can be made here:", err)
	}
	defer syscall.Unmount(small, 0)
	err := offline.Write(filepath.Join(small, "out"), large)
	if !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("a full disk: %v", err)
	}
	if got := found(t, small); len(got) > 0 {
		t.Errorf("%v stays on the full disk", got)
	}
}
