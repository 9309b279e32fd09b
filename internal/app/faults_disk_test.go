//go:build unix

package app_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// fillUp starts partnerships until one is refused, and gives those that were not.
func (b *beaten) fillUp(t *testing.T, sentence string) (kept int) {
	t.Helper()
	for n := range 2000 {
		form := url.Values{ui.FieldName: {fmt.Sprintf("Partnership %04d %s", n, strings.Repeat("x", 60))}}
		status, page := b.ask(t, ui.NewPartnershipPath, form)
		switch {
		case status == http.StatusSeeOther:
			kept++
		case status == http.StatusServiceUnavailable && strings.Contains(page, sentence):
			return kept
		default:
			t.Fatalf("a partnership was answered %d, want 503 and %q:\n%s", status, sentence, b.running.said)
		}
	}
	t.Fatal("the disk was never full")
	return 0
}

// keeps fails where other partnerships are there than were acknowledged.
func (b *beaten) keeps(t *testing.T, want int) {
	t.Helper()
	db := testkit.Open(t, b.options)
	all, err := db.People().Read(t.Context()).Partnerships()
	got := 0
	for _, p := range all {
		if strings.HasPrefix(p.Name, "Partnership ") {
			got++
		}
	}
	if err != nil || got != want {
		t.Errorf("%d partnerships are there, want the %d that were acknowledged: %v", got, want, err)
	}
}

func TestTheProgramOnAFullDisk(t *testing.T) {
	disk := testkit.SmallDisk(t)
	program := builtProgram(t)
	_, recipient := keyPair(t, program)
	b := onDisk(disk).begin(t, program, 1)
	room := disk.Fill()
	kept := b.fillUp(t, "The disk is full")
	b.refuses(t, ui.NewPartnershipPath, url.Values{ui.FieldName: {"One more"}}, "The disk is full")
	if status, _ := b.ask(t, ui.PartnershipsPath, nil); status != http.StatusOK {
		t.Errorf("reading is answered %d", status)
	}
	out := filepath.Join(disk.Folder, "backup")
	status, said := b.command(t, "backup", "--recipient", recipient, "--out", out)
	fails(t, status, said, "The disk is full")
	room()
	status, page := b.ask(t, ui.NewPartnershipPath, url.Values{ui.FieldName: {"Partnership after it"}})
	if status != http.StatusSeeOther {
		t.Errorf("once there is room it is answered %d: %s", status, page)
	}
	b.keeps(t, kept+1)
	b.verify(t)
	b.running.end(t)
	b.logged(t, 2)
	entries, err := os.ReadDir(disk.Folder)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder has %v, %v", entries, err)
	}
}

func TestABackupOntoAFullDiskLeavesNoFile(t *testing.T) {
	disk := testkit.SmallDisk(t)
	program := builtProgram(t)
	_, recipient := keyPair(t, program)
	b := killings[0].begin(t, program, 1)
	out := filepath.Join(disk.Folder, "backup")
	room := disk.Fill()
	status, said := b.command(t, "backup", "--recipient", recipient, "--out", out)
	fails(t, status, said, "can’t be written")
	if entries, err := os.ReadDir(disk.Folder); err != nil || len(entries) != 1 {
		t.Errorf("the folder has %v, %v", entries, err)
	}
	room()
	status, said = b.command(t, "backup", "--recipient", recipient, "--out", out)
	works(t, status, said)
	b.running.end(t)
}

// A process that may not write large files stands in for a full disk where nobody may
// mount one: the write fails in the middle, as it does there.
func TestAWriteThatFailsInTheMiddle(t *testing.T) {
	program := builtProgram(t)
	bounded := filepath.Join(t.TempDir(), "bounded")
	if err := os.WriteFile(bounded, []byte("#!/bin/sh\nulimit -f 1000\nexec "+program+" \"$@\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	b := killings[0].begin(t, program, 1)
	b.running.end(t)
	b.running = startProcess(t, bounded, b.place)
	kept := b.fillUp(t, "so nothing was saved")
	b.running.end(t)
	b.logged(t, 1)
	b.again(t)
	b.keeps(t, kept)
	b.verify(t)
	b.running.end(t)
}

func TestTheProgramOnAReadOnlyDisk(t *testing.T) {
	disk := testkit.SmallDisk(t)
	program := builtProgram(t)
	_, recipient := keyPair(t, program)
	b := onDisk(disk).begin(t, program, 1)
	b.running.end(t)
	writable := disk.ReadOnly()
	for name, more := range map[string][]string{
		"serve": {"--listen", "127.0.0.1:0"}, "verify": nil, "backup": {"--recipient", recipient, "--out", filepath.Join(t.TempDir(), "b")},
	} {
		status, said := b.command(t, name, more...)
		fails(t, status, said, "can’t be opened")
	}
	status, said := ran(t, exec.Command(program, "serve", "--listen", "127.0.0.1:0", "--data", filepath.Join(disk.Folder, "new")))
	fails(t, status, said, "can’t be written to")
	writable()
	b.again(t)
	b.verify(t)
	b.running.end(t)
}

func TestTheProgramAsSomebodyElse(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root may run it as somebody else")
	}
	program := builtProgram(t)
	b := killings[0].begin(t, program, 1)
	b.running.end(t)
	for _, name := range []string{program, b.options.Folder} {
		opened(t, name)
	}
	if err := os.Chmod(b.options.Folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, more := range map[string][]string{"serve": {"--listen", "127.0.0.1:0"}, "verify": nil, "admin": {"reset", "nia.coordinator@example.org"}} {
		command := exec.Command(program, append(append([]string{name}, more...), b.place...)...)
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		command.Dir = "/"
		status, said := ran(t, command)
		if name == "serve" {
			fails(t, status, said, "can’t be written to")
			continue
		}
		fails(t, status, said, "can’t be opened")
	}
	b.again(t)
	b.verify(t)
	b.running.end(t)
}

// opened lets everybody go as far as a file of this test.
func opened(t *testing.T, name string) {
	t.Helper()
	for name = filepath.Dir(name); name != os.TempDir() && name != "/"; name = filepath.Dir(name) {
		if err := os.Chmod(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
}
