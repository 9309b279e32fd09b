package mail_test

import (
	"bytes"
	"errors"
	netmail "net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"bearings/internal/fault"
	"bearings/internal/mail"
)

func TestAddressesThatMailCantGoTo(t *testing.T) {
	box := outbox(t, t.TempDir())
	for _, to := range []string{
		"", "ann", "@example.org", "ann@", "ann@example.org\r\nBcc: eve@example.org", "ann@example.org, eve@example.org",
		"Ann\r\nBcc: eve@example.org <ann@example.org>", `"ann> NOTIFY=NEVER"@example.org`, `"a b"@example.org`, "ann@[127.0.0.1]",
		"ann@exa mple.org", strings.Repeat("a", 65) + "@example.org", "ann@" + strings.Repeat("a.", 130) + "org", "ann@-example.org",
		"ann@example.org\x00", "ann\u2028@example.org", "\xff@example.org",
	} {
		err := box.Send(t.Context(), to, "A subject", "A text")
		var f *fault.Fault
		if !errors.As(err, &f) || !mail.Permanent(err) || len(f.With) > 0 {
			t.Errorf("%q: got %v", to, err)
		}
	}
	for _, to := range []string{"ann@example.org", "Ann O'Neil <ann.o'neil+x@example.org>", "ŵyn@exämple.org", "<a@b>"} {
		if err := box.Send(t.Context(), to, "A subject", "A text"); err != nil {
			t.Errorf("%q: %v", to, err)
		}
	}
}

// FuzzMessage: whatever name, address, subject or text is given, a message has
// the headers it is to have, once each, and says what it was to say.
func FuzzMessage(f *testing.F) {
	f.Add("ann@example.org", "A subject", "A text")
	f.Add("Ann <ann@example.org>", "Subject\r\nBcc: eve@example.org", "One\r\n.\r\nMAIL FROM:<eve@example.org>")
	f.Add("Ann\nBcc: eve@example.org <ann@example.org>", "=?utf-8?q?=0D=0ABcc:_eve?=", "\x00\x1b[2J\r\rtext")
	f.Add(`"=?utf-8?q?a=0D=0Ab?=" <ann@example.org>`, "a\u202eb\u2028c\u0085d", "\xff\xfe")
	f.Add("ann@example.org", strings.Repeat("ŵ", 300), strings.Repeat("=", 2000))
	f.Add("ann@example.org", " \t ", "")
	f.Fuzz(func(t *testing.T, to, subject, text string) {
		dir := t.TempDir()
		if err := outbox(t, dir).Send(t.Context(), to, subject, text); err != nil {
			if !mail.Permanent(err) {
				t.Fatal(err)
			}
			return
		}
		raw := onlyFile(t, dir)
		header := headersOf(t, raw)
		for name := range header {
			if !known[name] || len(header[name]) != 1 {
				t.Errorf("header %s: %q", name, header[name])
			}
		}
		for number, row := range bytes.Split(raw, []byte("\r\n")) {
			if len(row) > 998 || bytes.ContainsAny(row, "\r\n\x00") {
				t.Errorf("line %d can't travel: %q", number, row)
			}
		}
		if want, err := netmail.ParseAddress(to); err != nil {
			t.Errorf("%q is no address: %v", to, err)
		} else if all, err := header.AddressList("To"); err != nil || len(all) != 1 || all[0].Address != want.Address {
			t.Errorf("it goes to %v (%v), and was to go to %q", all, err, to)
		}
		m, err := mail.Read(raw)
		if err != nil {
			t.Fatal(err)
		}
		if bad := strings.ContainsFunc(m.Subject, func(r rune) bool { return unicode.IsControl(r) || !unicode.IsPrint(r) }); bad || utf8.RuneCountInString(m.Subject) > 200 {
			t.Errorf("the subject is %q", m.Subject)
		}
		if plain(m.Text) != plain(text) {
			t.Errorf("the text %q became %q", text, m.Text)
		}
		if isPlain(subject) && m.Subject != subject {
			t.Errorf("the subject %q became %q", subject, m.Subject)
		}
	})
}

var known = map[string]bool{
	"Auto-Submitted": true, "Content-Transfer-Encoding": true, "Content-Type": true, "Date": true, "From": true, "Message-Id": true,
	"Mime-Version": true, "Subject": true, "To": true, "X-Auto-Response-Suppress": true,
}

// plain is a text without what steers a screen and with one sort of line end.
func plain(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// isPlain says that a subject is such as a person writes.
func isPlain(subject string) bool {
	for _, word := range strings.Fields(subject) {
		for _, r := range word {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return false
			}
		}
	}
	return utf8.RuneCountInString(subject) <= 200 && subject == strings.Join(strings.Fields(subject), " ")
}

func onlyFile(t *testing.T, dir string) []byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d files, %v", len(entries), err)
	}
	raw, err := os.ReadFile(filepath.Join(dir, entries[0].Name()))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// noon is when these tests play.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func outbox(t testing.TB, dir string) *mail.Outbox {
	t.Helper()
	box, err := mail.NewOutbox(dir, "Bearings <bearings@example.org>", func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	return box
}
