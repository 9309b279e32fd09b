//go:build unix

package mail_test

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/mail"
)

// A process that may not write files of more than a kilobyte stands in for a full
// disk: the write fails in the middle, as it does there.
func TestAFullDiskLeavesNothingHalfWritten(t *testing.T) {
	if dir := os.Getenv("BEARINGS_FULL_DISK"); dir != "" {
		writeTooMuch(t, dir)
		return
	}
	dir := t.TempDir()
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
	command.Env = append(os.Environ(), "BEARINGS_FULL_DISK="+dir)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("%v in the folder (%v), want the short message alone", entries, err)
	}
	if all, err := outbox(t, dir).Messages(); err != nil || len(all) != 1 || all[0].Subject != "Short" {
		t.Errorf("got %v, %v", all, err)
	}
}

func writeTooMuch(t *testing.T, dir string) {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1024, Max: 1024}); err != nil {
		t.Fatal(err)
	}
	box := outbox(t, dir)
	if err := box.Send(t.Context(), "ann@example.org", "Short", "A text"); err != nil {
		t.Fatal(err)
	}
	err := box.Send(t.Context(), "ann@example.org", "Long", strings.Repeat("A text ", 1000))
	var f *fault.Fault
	if !errors.As(err, &f) || f.Message != "mail.outbox" || mail.Permanent(err) {
		t.Fatalf("got %v", err)
	}
}
