//go:build unix

package app_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/testkit"
)

// Taking a partnership in that is ended in the middle leaves nothing, and can be done
// again. The file comes through a pipe, so that the end comes when half of it was
// taken in.
func TestTakingInThatIsKilledLeavesNothing(t *testing.T) {
	program := builtProgram(t)
	for i, from := range testkit.Engines {
		t.Run(from.Name, func(t *testing.T) {
			out, in := from.Options(t), testkit.Engines[1-i].Options(t)
			db, there := testkit.Open(t, out), testkit.Open(t, in)
			w := testkit.NewWorld(t, db)
			r, _ := w.OpenRound(t)
			w.Reply(t, r, w.Council.Name, framework.Direct, 1, 6000)
			key, public := keysOf(t)
			file := filepath.Join(t.TempDir(), "north.age")
			if status, _, errOut := run(t, append([]string{"archive", "out", "--partnership", string(w.North.ID), "--recipient", public, "--out", file}, placeOf(out)...)...); status != 0 {
				t.Fatal(errOut)
			}
			text, err := os.ReadFile(file)
			if err != nil || len(text) < 1<<17 {
				t.Fatalf("%d bytes are too few to end in the middle of them, %v", len(text), err)
			}
			killedWhileTaking(t, exec.Command(program, append([]string{"archive", "in", "--key", key, "/dev/stdin"}, placeOf(in)...)...), text)
			if all, err := there.People().Read(t.Context()).Partnerships(); err != nil || len(all) != 0 {
				t.Errorf("something stayed: %v, %v", all, err)
			}
			if status, said, errOut := run(t, append([]string{"archive", "in", file, "--key", key}, placeOf(in)...)...); status != 0 {
				t.Errorf("exit %d: %s%s", status, said, errOut)
			}
		})
	}
}

// killedWhileTaking ends a command that waits for the last byte of its file.
func killedWhileTaking(t *testing.T, command *exec.Cmd, text []byte) {
	t.Helper()
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, arg := range command.Args {
		if arg == "/dev/stdin" {
			command.Args[i] = pipe
		}
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	into, err := os.OpenFile(pipe, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer into.Close()
	if _, err := into.Write(text[:len(text)-1]); err != nil {
		t.Fatal(err)
	}
	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := command.Wait(); err == nil {
		t.Error("it ended well before it was killed")
	}
}
