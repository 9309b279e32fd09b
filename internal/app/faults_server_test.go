package app_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// While the database server is away, whoever needs it is told so, pages that need
// none go on, and afterwards all is as before, without starting anything again.
func TestTheProgramWhileTheServerIsAway(t *testing.T) {
	program := builtProgram(t)
	b := killings[2].begin(t, program, 1)
	partnership := b.partnership(t)
	ask := url.Values{ui.FieldEmail: {"gil.guest@example.org"}}
	if status, _ := b.ask(t, ui.SignInCodePath, ask); status != http.StatusSeeOther {
		t.Errorf("asking for a code is answered %d", status)
	}
	b.letters(t, 1)

	start := testkit.StopPostgreSQL(t)
	const sentence = "can’t be reached just now"
	b.refuses(t, ui.PartnershipURL(partnership), nil, sentence)
	b.refuses(t, ui.PartnershipURL(partnership, ui.AgenciesPart, "new"), url.Values{ui.FieldName: {"A"}, ui.FieldKind: {"police"}}, sentence)
	b.refuses(t, ui.SignInCodePath, ask, sentence)
	b.refuses(t, ui.JoinPath, url.Values{ui.FieldCode: {"ABCD-ABCD-ABCD-ABCD"}}, sentence)
	b.refuses(t, ui.HealthPath, nil, sentence)
	for _, path := range []string{"/", "/principles", "/library", ui.SignInPath} {
		if status, _ := b.ask(t, path, nil); status != http.StatusOK {
			t.Errorf("%s needs no database and is answered %d", path, status)
		}
	}
	for name, more := range map[string][]string{"serve": {"--listen", "127.0.0.1:0"}, "verify": nil, "admin": {"reset", "gil.guest@example.org"}} {
		status, said := b.command(t, name, more...)
		fails(t, status, said, sentence)
	}
	start()

	b.running.isWell(t)
	if status, _ := b.ask(t, ui.PartnershipURL(partnership, ui.AgenciesPart, "new"), url.Values{ui.FieldName: {"A"}, ui.FieldKind: {"police"}}); status != http.StatusSeeOther {
		t.Errorf("once it is back an agency is answered %d", status)
	}
	if status, _ := b.ask(t, ui.SignInCodePath, ask); status != http.StatusSeeOther {
		t.Errorf("once it is back asking for a code is answered %d", status)
	}
	b.letters(t, 2)
	b.verify(t)
	b.running.end(t)
	b.logged(t, 5)
}

// letters waits until so many messages are in the outbox.
func (b *beaten) letters(t *testing.T, want int) {
	t.Helper()
	deadline := time.Now().Add(2 * waiting)
	for time.Now().Before(deadline) {
		all, err := filepath.Glob(filepath.Join(b.running.command.Dir, "data", "outbox", "*.eml"))
		if err != nil {
			t.Fatal(err)
		}
		if len(all) >= want {
			return
		}
	}
	entries, err := os.ReadDir(filepath.Join(b.running.command.Dir, "data", "outbox"))
	t.Errorf("the outbox has %v (%v), want %d messages", entries, err, want)
}
