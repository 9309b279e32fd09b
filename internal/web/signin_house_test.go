package web_test

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"html"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"bearings/internal/installation"
	"bearings/internal/mail"
	"bearings/internal/people"
	"bearings/internal/queue"
	"bearings/internal/round"
	"bearings/internal/signin"
	"bearings/internal/signin/passkey"
	"bearings/internal/store"
	"bearings/internal/support"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const (
	siteAddress = "https://bearings.example.org"
	siteHost    = "bearings.example.org"
)

// house is a site with accounts, its world, its mail and a clock that a test sets.
type house struct {
	site   http.Handler
	config web.Config
	world  *testkit.World
	// round is the one that filled addresses name.
	round  round.ID
	outbox *mail.Outbox
	worker *queue.Worker
	folder string
	now    time.Time
}

// newHouse opens a site on a fresh database; change may change its settings.
func newHouse(t testing.TB, change ...func(*web.Config)) *house {
	t.Helper()
	h := &house{now: testkit.Day, folder: t.TempDir()}
	db := testkit.Open(t, store.Options{Folder: h.folder, Now: testkit.Now})
	h.world = testkit.NewWorld(t, db)
	h.open(t, db, change...)
	return h
}

func (h *house) open(t testing.TB, db *store.DB, change ...func(*web.Config)) {
	t.Helper()
	now := func() time.Time { return h.now }
	var err error
	if h.outbox, err = mail.NewOutbox(t.TempDir(), "bearings@example.org", now); err != nil {
		t.Fatal(err)
	}
	keys, err := passkey.New(siteAddress, "Bearings")
	if err != nil {
		t.Fatal(err)
	}
	h.config = furnished(t)
	h.config.Installation = installation.Installation{Address: siteAddress}
	h.config.Limits.Off = true
	h.config.People = &people.Service{Store: db.People(), Now: now, NewID: testkit.NewID, NewCode: freshCode, Kinds: []string{"council"},
		Mail: h.outbox, Words: h.config.Words, Address: siteAddress, EmailCodes: true}
	h.config.SignIn = &signin.Service{Store: db.SignIn(), Now: now, NewID: testkit.NewID, NewToken: freshToken, Passkeys: keys,
		EmailCodes: true, Mail: h.outbox, Words: h.config.Words, SiteName: "Bearings", Address: siteAddress}
	h.config.Trail, h.config.Rounds = db.Trail(), testkit.Rounds(db)
	h.config.Support = &support.Service{Store: db.Support(), Now: now, NewID: testkit.NewID}
	for _, one := range change {
		one(&h.config)
	}
	h.worker = &queue.Worker{Store: db.Queue(), Handlers: map[string]queue.Handler{}, Now: now, Log: slog.New(slog.DiscardHandler)}
	for kind, handle := range h.config.SignIn.Jobs() {
		h.worker.Handlers[kind] = handle
	}
	for kind, handle := range h.config.People.Jobs() {
		h.worker.Handlers[kind] = handle
	}
	h.site = web.New(h.config)
}

func freshToken() string {
	bytes := make([]byte, 32)
	_, _ = rand.Read(bytes)
	return base64.RawURLEncoding.EncodeToString(bytes)
}

func freshCode() string { return rand.Text()[:16] }

// work does all that is due.
func (h *house) work(t testing.TB) {
	t.Helper()
	if _, err := h.worker.Ready(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// guest is one browser at the site.
type guest struct {
	t       testing.TB
	house   *house
	origin  string
	cookies map[string]string
	// last is what was set last, by name.
	last map[string]*http.Cookie
}

func (h *house) browser(t testing.TB) *guest {
	return &guest{t: t, house: h, origin: siteAddress, cookies: map[string]string{}, last: map[string]*http.Cookie{}}
}

// as is a browser in which somebody is signed in.
func (h *house) as(t testing.TB, token string) *guest {
	b := h.browser(t)
	b.cookies["__Host-bearings"] = token
	return b
}

// do asks for something as a browser does, and keeps the cookies that come.
func (b *guest) do(method, path string, form url.Values) *http.Response {
	b.t.Helper()
	r := httptest.NewRequest(method, b.origin+path, strings.NewReader(form.Encode()))
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	answer := ask(b.house.site, r)
	for _, c := range answer.Cookies() {
		b.last[c.Name] = c
		if b.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	return answer
}

func (b *guest) get(path string) *http.Response { b.t.Helper(); return b.do("GET", path, nil) }

// post sends a form: names and values by turns.
func (b *guest) post(path string, pairs ...string) *http.Response {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.do("POST", path, form)
}

// want checks a status and, where it leads on, to where.
func (b *guest) want(answer *http.Response, status int, to string) {
	b.t.Helper()
	if answer.StatusCode != status || answer.Header.Get("Location") != to {
		b.t.Errorf("status %d to %q, want %d to %q", answer.StatusCode, answer.Header.Get("Location"), status, to)
	}
}

// shows checks a status and sentences of the page.
func (b *guest) shows(answer *http.Response, status int, words ...string) string {
	b.t.Helper()
	text := html.UnescapeString(body(b.t.(*testing.T), answer))
	if answer.StatusCode != status {
		b.t.Errorf("status %d, want %d", answer.StatusCode, status)
	}
	for _, one := range words {
		if !strings.Contains(text, one) {
			b.t.Errorf("the page does not say %q", one)
		}
	}
	return text
}

var sentDigits = regexp.MustCompile(`\b\d{4} \d{4}\b`)

// codeFor asks for a code and reads it in the newest message to somebody.
func (b *guest) codeFor(email, to string) string {
	b.t.Helper()
	b.house.now = b.house.now.Add(time.Second) // so that messages have an order
	b.want(b.post(ui.SignInCodePath, ui.FieldEmail, email, ui.FieldTo, to), http.StatusSeeOther, ui.SignInTypePath)
	b.house.work(b.t)
	all, err := b.house.outbox.Messages()
	if err != nil {
		b.t.Fatal(err)
	}
	for _, m := range all {
		if strings.Contains(m.To, email) {
			return sentDigits.FindString(m.Text)
		}
	}
	return ""
}

// isIn says whether somebody is signed in with the browser.
func (b *guest) isIn() bool {
	b.t.Helper()
	return b.get(ui.AccountPath).StatusCode == http.StatusOK
}

var askedOfPasskey = regexp.MustCompile(`data-options="([^"]*)"`)

// options are what a page asks the browser's passkeys.
func (b *guest) options(answer *http.Response) []byte {
	b.t.Helper()
	found := askedOfPasskey.FindStringSubmatch(body(b.t.(*testing.T), answer))
	if answer.StatusCode != http.StatusOK || found == nil {
		b.t.Fatalf("status %d, and nothing for a passkey", answer.StatusCode)
	}
	return []byte(html.UnescapeString(found[1]))
}
