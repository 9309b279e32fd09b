package signin_test

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"bearings/internal/fault"
	"bearings/internal/mail"
	"bearings/internal/people"
	"bearings/internal/phrase"
	"bearings/internal/queue"
	"bearings/internal/signin"
	"bearings/internal/signin/passkey"
	"bearings/internal/signin/passkey/passkeytest"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	home = "https://bearings.example.org"
	host = "bearings.example.org"
)

// desk is a world with its service, its mail and a clock that a test sets.
type desk struct {
	*signin.Service
	world  *testkit.World
	db     *store.DB
	outbox *mail.Outbox
	worker *queue.Worker
	now    time.Time
}

func newDesk(t testing.TB, db *store.DB) *desk {
	t.Helper()
	d := &desk{world: testkit.NewWorld(t, db), db: db, now: testkit.Day}
	now := func() time.Time { return d.now }
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := passkey.New(home, "Bearings")
	if err != nil {
		t.Fatal(err)
	}
	if d.outbox, err = mail.NewOutbox(t.TempDir(), "bearings@example.org", now); err != nil {
		t.Fatal(err)
	}
	d.Service = &signin.Service{Store: db.SignIn(), Now: now, NewID: testkit.NewID, NewToken: newToken, Passkeys: keys,
		EmailCodes: true, Mail: d.outbox, Words: words["en"], SiteName: "Bearings", Address: home}
	d.worker = &queue.Worker{Store: db.Queue(), Handlers: map[string]queue.Handler{}, Now: now, Log: slog.New(slog.DiscardHandler)}
	for kind, handle := range d.Jobs() {
		d.worker.Handlers[kind] = handle
	}
	return d
}

func newToken() string {
	bytes := make([]byte, 32)
	_, _ = rand.Read(bytes)
	return base64.RawURLEncoding.EncodeToString(bytes)
}

// work does all that is due.
func (d *desk) work(t testing.TB) {
	t.Helper()
	if _, err := d.worker.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// mails are the messages to somebody, newest first.
func (d *desk) mails(t testing.TB, to string) []mail.Message {
	t.Helper()
	all, err := d.outbox.Messages()
	if err != nil {
		t.Fatal(err)
	}
	var theirs []mail.Message
	for _, m := range all {
		if strings.Contains(m.To, strings.ToLower(to)) {
			theirs = append(theirs, m)
		}
	}
	return theirs
}

var digits = regexp.MustCompile(`\b\d{4} \d{4}\b`)

// ask asks for a code and gives the token, and the code where one was sent.
func (d *desk) ask(t testing.TB, email string) (token, code string) {
	t.Helper()
	before := len(d.mails(t, email))
	token, err := d.AskCode(t.Context(), email, "/partnerships")
	if err != nil {
		t.Fatal(err)
	}
	d.work(t)
	if got := d.mails(t, email); len(got) > before {
		// The clock stands still, so the names of the files give no order.
		for _, m := range got {
			code = digits.FindString(m.Text)
			if d.fits(t, token, code) {
				return token, code
			}
		}
		code = ""
	}
	return token, code
}

// fits says whether a code is the one that was sent for a token.
func (d *desk) fits(t testing.TB, token, code string) bool {
	t.Helper()
	a, ok, err := d.Store.Read(t.Context()).Attempt(signin.Key(signin.AttemptCode, token))
	if err != nil {
		t.Fatal(err)
	}
	return ok && a.Code != "" && code != "" && a.Code == signin.Keyed(a.Token, signin.TidyCode(code))
}

// visit is who holds a session's token.
func (d *desk) visit(t testing.TB, token string) signin.Visit {
	t.Helper()
	v, ok, err := d.Who(t.Context(), token)
	if err != nil || !ok {
		t.Fatalf("the session is not open: %v", err)
	}
	return v
}

func (d *desk) isOpen(t testing.TB, token string) bool {
	t.Helper()
	_, ok, err := d.Who(t.Context(), token)
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// outcomes are an account's lines of the log as words, oldest first.
func (d *desk) outcomes(t testing.TB, id people.AccountID) string {
	t.Helper()
	lines, err := d.Store.Read(t.Context()).Log(id, 1000)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for i := len(lines) - 1; i >= 0; i-- {
		all = append(all, string(lines[i].Outcome))
	}
	return strings.Join(all, " ")
}

// addKey gives an account a passkey on a new device.
func (d *desk) addKey(t testing.TB, v signin.Visit, name string) *passkeytest.Device {
	t.Helper()
	device := passkeytest.New(home, host)
	options, token, err := d.AddPasskey(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.AddedPasskey(t.Context(), v, token, device.Create(t, options), name); err != nil {
		t.Fatal(err)
	}
	return device
}

// says is the message of a fault, or what else went wrong.
func says(err error) string {
	if f, ok := fault.As(err); ok {
		return f.Message
	}
	if err != nil {
		return err.Error()
	}
	return ""
}
