package e2e_test

import (
	"context"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/signin/passkey"
)

// addAuthenticator gives the tab a device that holds passkeys, and a person at it
// who touches it and unlocks it at once.
func addAuthenticator(t *testing.T, ctx context.Context) webauthn.AuthenticatorID {
	t.Helper()
	var id webauthn.AuthenticatorID
	do(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, webauthn.Enable, webauthn.EnableParams{}); err != nil {
			return err
		}
		made, err := cdp.Call(ctx, target, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{
			Options: &webauthn.VirtualAuthenticatorOptions{
				Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal,
				HasResidentKey: true, HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true,
			},
		})
		id = made.AuthenticatorID
		return err
	}))
	return id
}

// unlocks says whether the person at a device can unlock it.
func unlocks(t *testing.T, ctx context.Context, id webauthn.AuthenticatorID, can bool) {
	t.Helper()
	do(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, webauthn.SetUserVerified, webauthn.SetUserVerifiedParams{AuthenticatorID: id, IsUserVerified: can})
		return err
	}))
}

// before runs a script in every page of the tab before the page's own.
func before(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	do(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}))
}

// door is a site with nothing but passkeys: the real ceremony and the real script
// between pages of this test, under the site's own policy.
type door struct {
	ceremony *passkey.Ceremony
	script   []byte
	url      string

	mu       sync.Mutex
	remember string
	key      signin.Passkey
}

var holder = people.Account{ID: "01890000-0000-7000-8000-00000000000a", Name: "Ada Byron", Email: "ada@example.org"}

func openDoor(t *testing.T) *door {
	t.Helper()
	d := &door{}
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	at, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	d.url = "http://localhost:" + at.Port() // browsers have no passkeys at a number
	if d.ceremony, err = passkey.New(d.url, "Bearings"); err != nil {
		t.Fatal(err)
	}
	if d.script, err = os.ReadFile("../internal/ui/assets/scripts/passkey.js"); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; form-action 'self'; base-uri 'none'")
	if r.URL.Path == "/passkey.js" {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = w.Write(d.script) // the browser may have gone
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if r.Method == http.MethodPost {
		fmt.Fprintf(w, `<!DOCTYPE html><title>Door</title><p id="said">%s</p>`, html.EscapeString(d.take(r)))
		return
	}
	kind, start := "get", ""
	var options []byte
	var err error
	switch r.URL.Path {
	case "/add":
		kind = "create"
		var have []signin.Passkey
		if d.key.ID != "" {
			have = append(have, d.key)
		}
		options, d.remember, err = d.ceremony.Add(holder, have)
	case "/start":
		start = " data-start"
		fallthrough
	case "/ask":
		options, d.remember, err = d.ceremony.Ask()
	default:
		http.NotFound(w, r)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprintf(w, `<!DOCTYPE html><title>Door</title>
		<p data-passkey-missing hidden>missing</p><p data-passkey-failed hidden>failed</p>
		<form method="post" data-passkey data-kind="%s" data-options="%s"%s>
		<input type="hidden" name="answer"><button>Go</button></form><script defer src="/passkey.js"></script>`,
		kind, html.EscapeString(string(options)), start)
}

// take is what the page says after an answer came.
func (d *door) take(r *http.Request) string {
	answer := []byte(r.FormValue("answer"))
	if r.URL.Path == "/add" {
		key, err := d.ceremony.Added(holder, d.remember, answer)
		if err != nil {
			return err.Error()
		}
		key.Account = holder.ID
		d.key = key
		return "added"
	}
	key, err := d.ceremony.Answered(d.remember, answer, func(id string) (signin.Passkey, people.Account, bool, error) {
		return d.key, holder, id == d.key.ID, nil
	})
	if err != nil {
		return err.Error()
	}
	d.key = key
	return "signed in"
}

// said waits for what comes of an answer.
func said(t *testing.T, ctx context.Context) string {
	t.Helper()
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS("#said")))
	return look[string](t, ctx, `document.getElementById('said').textContent`)
}

func TestAPasskeyFromAddingToSigningIn(t *testing.T) {
	for name, script := range map[string]string{
		"a browser of today": "",
		"a browser of some time ago": `for (const name of ['parseCreationOptionsFromJSON', 'parseRequestOptionsFromJSON']) delete PublicKeyCredential[name];
			delete PublicKeyCredential.prototype.toJSON`,
		"a password manager in between": `PublicKeyCredential.prototype.toJSON = () => { throw new TypeError('illegal invocation') }`,
	} {
		t.Run(name, func(t *testing.T) {
			ctx, d := tab(t), openDoor(t)
			before(t, ctx, script)
			id := addAuthenticator(t, ctx)
			do(t, ctx, chromedp.Navigate(d.url+"/add"), chromedp.Click(chromedp.CSS("button")))
			if got := said(t, ctx); got != "added" {
				t.Fatal(got)
			}
			do(t, ctx, chromedp.Navigate(d.url+"/ask"), chromedp.Click(chromedp.CSS("button")))
			if got := said(t, ctx); got != "signed in" {
				t.Error(got)
			}
			do(t, ctx, chromedp.Navigate(d.url+"/start"))
			if got := said(t, ctx); got != "signed in" {
				t.Errorf("by itself: %s", got)
			}
			// One device gets one passkey of an account.
			do(t, ctx, chromedp.Navigate(d.url+"/add"), chromedp.Click(chromedp.CSS("button")))
			hasFailed(t, ctx)
			unlocks(t, ctx, id, false)
			do(t, ctx, chromedp.Navigate(d.url+"/ask"), chromedp.Click(chromedp.CSS("button")))
			hasFailed(t, ctx)
			// And after that it can be tried again on the same page.
			unlocks(t, ctx, id, true)
			do(t, ctx, chromedp.Click(chromedp.CSS("button")))
			if got := said(t, ctx); got != "signed in" {
				t.Errorf("again: %s", got)
			}
		})
	}
}

// hasFailed waits until the page says so, and looks where the focus is.
func hasFailed(t *testing.T, ctx context.Context) {
	t.Helper()
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS("[data-passkey-failed]")))
	if !look[bool](t, ctx, `document.activeElement === document.querySelector('[data-passkey-failed]')`) {
		t.Error("the focus is not on what is said")
	}
}

func TestWherePasskeysDoNotWork(t *testing.T) {
	t.Run("at a number", func(t *testing.T) {
		ctx, d := tab(t), openDoor(t)
		addAuthenticator(t, ctx)
		do(t, ctx, chromedp.Navigate(strings.Replace(d.url, "localhost", "127.0.0.1", 1)+"/start"))
		hasFailed(t, ctx)
	})
	t.Run("in a browser without them", func(t *testing.T) {
		ctx, d := tab(t), openDoor(t)
		before(t, ctx, `delete window.PublicKeyCredential`)
		do(t, ctx, chromedp.Navigate(d.url+"/start"), chromedp.WaitVisible(chromedp.CSS("[data-passkey-missing]")))
		if look[bool](t, ctx, `document.querySelector('button').checkVisibility() || document.querySelector('[data-passkey-failed]').checkVisibility()`) {
			t.Error("the page offers what can't be")
		}
	})
}
