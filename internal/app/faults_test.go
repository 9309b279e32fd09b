package app_test

import (
	"bytes"
	"html"
	"io"
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"bearings/internal/store"
	"bearings/internal/testkit"
)

// ask asks the program for a page as somebody who is signed in, or sends a form, and
// gives what it says.
func (b *beaten) ask(t *testing.T, path string, form url.Values) (status int, text string) {
	t.Helper()
	method := http.MethodPost
	if form == nil {
		method = http.MethodGet
	}
	request, err := http.NewRequestWithContext(t.Context(), method, b.running.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	request.AddCookie(&http.Cookie{Name: "bearings", Value: b.token})
	response, err := b.running.client.Do(request)
	if err != nil {
		t.Fatalf("%s: %v\n%s", path, err, b.running.said)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, html.UnescapeString(string(page))
}

// refuses fails where a page is not the one of a fault, with that sentence.
func (b *beaten) refuses(t *testing.T, path string, form url.Values, sentence string) {
	t.Helper()
	if status, page := b.ask(t, path, form); status != http.StatusServiceUnavailable || !strings.Contains(page, sentence) {
		t.Errorf("%s: status %d, want 503 and %q", path, status, sentence)
	}
}

// command runs a command of the program on the same database.
func (b *beaten) command(t *testing.T, name string, more ...string) (status int, said string) {
	t.Helper()
	return ran(t, exec.Command(b.program, append(append([]string{name}, more...), b.place...)...))
}

// ran is the status of a command and all it said. It runs where it can do no harm.
func ran(t *testing.T, command *exec.Cmd) (status int, said string) {
	t.Helper()
	if command.Dir == "" {
		command.Dir = t.TempDir()
	}
	out, err := command.CombinedOutput()
	if err != nil && command.ProcessState == nil {
		t.Fatal(err)
	}
	return command.ProcessState.ExitCode(), string(out)
}

// fails fails where a command does not end with status 1 and that sentence on one
// line, and at most one more that says what lies behind it.
func fails(t *testing.T, status int, said, sentence string) {
	t.Helper()
	first, cause, _ := strings.Cut(said, "\n")
	if status != 1 || !strings.Contains(first, sentence) || cause != "" && !strings.HasPrefix(cause, "What lies behind it: ") || strings.Count(cause, "\n") > 1 {
		t.Errorf("exit %d, want 1 and %q:\n%s", status, sentence, said)
	}
}

// works fails where a command does.
func works(t *testing.T, status int, said string) {
	t.Helper()
	if status != 0 {
		t.Errorf("exit %d:\n%s", status, said)
	}
}

// again starts the program once more.
func (b *beaten) again(t *testing.T) {
	t.Helper()
	b.running = startProcess(t, b.program, b.place)
}

// logged fails where the log has other than one line for each of so many refusals.
func (b *beaten) logged(t *testing.T, refusals int) {
	t.Helper()
	lines := 0
	for line := range strings.Lines(b.running.said.String()) {
		if !strings.HasPrefix(line, "time=") {
			t.Errorf("the log has a line of its own: %s", line)
		}
		if strings.Contains(line, "msg=unavailable") {
			lines++
		}
		if strings.Contains(line, "request failed") || strings.Contains(line, "goroutine") {
			t.Errorf("a fault is logged as a defect: %s", line)
		}
	}
	if lines != refusals {
		t.Errorf("%d refusals are logged in %d lines:\n%s", refusals, lines, b.running.said)
	}
}

// onDisk is a database on a small disk.
func onDisk(disk *testkit.Disk) killing {
	return killing{name: "a small disk", place: func(t *testing.T) (store.Options, []string) {
		folder := filepath.Join(disk.Folder, "data")
		return store.Options{Folder: folder}, []string{"--data", folder}
	}}
}

// keyPair writes a key for backups into a file, and gives what they are written to.
func keyPair(t *testing.T, program string) (file, recipient string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "backup.key")
	status, said := ran(t, exec.Command(program, "key", "--backup", "--out", file))
	works(t, status, said)
	for _, word := range strings.Fields(said) {
		if strings.HasPrefix(word, "age1") {
			recipient = strings.TrimRight(word, ".")
		}
	}
	if recipient == "" {
		t.Fatalf("no public key in %s", said)
	}
	return file, recipient
}

// replaced is a text with some of its bytes turned over.
func replaced(text []byte, at, length int) []byte {
	text = bytes.Clone(text)
	for i := at; i < min(at+length, len(text)); i++ {
		text[i] ^= 0xff
	}
	return text
}
