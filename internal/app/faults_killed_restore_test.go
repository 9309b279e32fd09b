//go:build unix

package app_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// A restore that is ended while it reads leaves nothing that the next one minds. The
// file comes through a pipe, so that the end comes when half of it was taken in.
func TestARestoreThatIsKilledCanBeDoneAgain(t *testing.T) {
	a := newSafeCopy(t)
	for _, k := range places {
		t.Run(k.name, func(t *testing.T) {
			_, place := k.place(t)
			for range 3 {
				a.killedWhileRestoring(t, place)
			}
			status, said := a.into(t, place, a.file, a.identity)
			works(t, status, said)
			verified(t, a.program, place)
		})
	}
}

// killedWhileRestoring ends a restore that waits for the last byte of its file. What
// a pipe holds is less than half of it: the rest was taken in by then.
func (a *safeCopy) killedWhileRestoring(t *testing.T, place []string) {
	t.Helper()
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.Command(a.program, append([]string{"restore", "--identity", a.identity, pipe}, place...)...)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	into, err := os.OpenFile(pipe, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer into.Close()
	if _, err := into.Write(a.text[:len(a.text)-1]); err != nil {
		t.Fatal(err)
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err == nil {
		t.Error("it ended well before it was killed")
	}
}
