package app_test

import (
	"errors"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/mail/mailtest"
	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

func TestTheProgramWithAWrongKey(t *testing.T) {
	program := builtProgram(t)
	key, other := write(t, "key", strings.Repeat("b7", 32)), write(t, "other", strings.Repeat("b8", 32))
	plain, sealed := killings[0].begin(t, program, 1), killings[1].begin(t, program, 1)
	plain.running.end(t)
	sealed.running.end(t)
	for says, place := range map[string][]string{
		"can’t be read with this key": {"--data", sealed.options.Folder, "--key-file", other},
		"can’t be read. If it is":     {"--data", sealed.options.Folder},
		"with this key. Nothing":      {"--data", plain.options.Folder, "--key-file", key},
		"64 hexadecimal digits":       {"--data", sealed.options.Folder, "--key-file", write(t, "short", strings.Repeat("b7", 16))},
		"--key-file":                  {"--database", "postgres://bearings@127.0.0.1/x", "--key-file", key},
	} {
		for name, more := range map[string][]string{"serve": {"--listen", "127.0.0.1:0"}, "verify": nil, "admin": {"reset", "gil.guest@example.org"}} {
			status, said := ran(t, exec.Command(program, append(append([]string{name}, more...), place...)...))
			fails(t, status, said, says)
		}
	}
	verified(t, program, plain.place)
	verified(t, program, sealed.place)
}

func TestTwoProgramsOnOneFolder(t *testing.T) {
	program := builtProgram(t)
	_, recipient := keyPair(t, program)
	b := killings[0].begin(t, program, 1)
	status, said := b.command(t, "serve", "--listen", "127.0.0.1:0")
	fails(t, status, said, "already using the folder")
	for name, more := range map[string][]string{"verify": nil, "backup": {"--recipient", recipient, "--out", filepath.Join(t.TempDir(), "b")}, "admin": {"reset", "gil.guest@example.org"}} {
		status, said := b.command(t, name, more...)
		works(t, status, said)
	}
	b.partnership(t)
	b.verify(t)
	b.running.end(t)
}

// A file of which a part was spoiled is found by "bearings verify"; served, it gives
// the right answer or a sentence; and a backup brings everything back.
func TestTheProgramOnADamagedFile(t *testing.T) {
	program := builtProgram(t)
	identity, recipient := keyPair(t, program)
	b := killings[0].begin(t, program, 1)
	partnership := b.partnership(t)
	kept := filepath.Join(t.TempDir(), "backup")
	status, said := b.command(t, "backup", "--recipient", recipient, "--out", kept)
	works(t, status, said)
	b.running.end(t)
	file := filepath.Join(b.options.Folder, "bearings.db")
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Index(string(whole), "Northshire Council")
	for name, text := range map[string][]byte{
		"its beginning": replaced(whole, 0, 100), "its schema": replaced(whole, 100, 12), "a page of a table": replaced(whole, names/4096*4096, 60),
		"its last page": replaced(whole, len(whole)-4096, 4096), "cut in half": whole[:len(whole)/8192*4096],
	} {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
			if status, said := b.command(t, "verify"); status != 1 || strings.Contains(said, "goroutine") || strings.Contains(said, "is whole") {
				t.Errorf("exit %d:\n%s", status, said)
			}
			b.servedDamaged(t, ui.PartnershipURL(partnership))
		})
	}
	again := t.TempDir()
	status, said = ran(t, exec.Command(program, "restore", "--identity", identity, kept, "--data", again))
	works(t, status, said)
	verified(t, program, []string{"--data", again})
}

// servedDamaged opens the site as the program would, and asks for all there is.
func (b *beaten) servedDamaged(t *testing.T, path string) {
	t.Helper()
	db, err := store.Open(t.Context(), b.options)
	var f *fault.Fault
	switch {
	case errors.As(err, &f): // it refuses, in a sentence
		status, said := b.command(t, "serve", "--listen", "127.0.0.1:0")
		fails(t, status, said, ".")
		return
	case err != nil:
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b.again(t)
	for _, one := range []string{path, ui.PartnershipsPath, ui.AccountPath, ui.SignInPath} {
		if status, page := b.ask(t, one, nil); status != http.StatusOK && (status != http.StatusServiceUnavailable || !strings.Contains(page, "damaged")) && status != http.StatusSeeOther {
			t.Errorf("%s is answered %d:\n%s", one, status, b.running.said)
		}
	}
	b.running.kill()
}

// The page answers while the mail server hangs, people may ask again, and the program
// can be stopped.
func TestAMailServerThatHangsKeepsNobodyWaiting(t *testing.T) {
	server := mailtest.Start(t, mailtest.Mode{Hangs: true})
	_, port, _ := strings.Cut(server.Address(), ":")
	settings := write(t, "settings.yaml", "format: bearings-settings/1\nmail: {host: 127.0.0.1, port: "+port+", security: none, from: bearings@example.org}\n")
	k := killing{name: "mail", place: func(t *testing.T) (store.Options, []string) {
		o, place := inFolder(t)
		return o, append(place, "--settings", settings)
	}}
	b := k.begin(t, builtProgram(t), 1)
	for range 2 {
		for _, email := range []string{"gil.guest@example.org", "nobody@example.org"} {
			status, _ := b.ask(t, ui.SignInCodePath, url.Values{ui.FieldEmail: {email}})
			if status != http.StatusSeeOther {
				t.Errorf("%s is answered %d", email, status)
			}
		}
	}
	for server.Connections() == 0 { // until it does hang
		runtime.Gosched()
	}
	b.partnership(t)
	db := testkit.Open(t, b.options)
	if _, ok, err := db.Queue().NextDue(t.Context()); !ok || err != nil {
		t.Errorf("the message is forgotten, %v", err)
	}
	b.running.kill()
}
