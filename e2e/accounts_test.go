package e2e_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"bearings/internal/mail"
	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/signin/openid"
	"bearings/internal/signin/passkey"
	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// who is somebody of the world: a role in the north, or one of these.
type who string

const (
	nobody    who = ""
	guest     who = "guest"
	weak      who = "weak" // a coordinator who signed in by a code
	elsewhere who = "elsewhere"
)

// accounts gives a site its accounts, on a database of its own.
func accounts(t *testing.T, c *web.Config) (w *testkit.World, empty func() *store.DB) {
	t.Helper()
	var named []func(string) string
	if strings.HasPrefix(c.Words.Say("product.name"), "⟦") {
		named = append(named, vowelless)
	}
	db := testkit.Open(t, store.Options{Folder: t.TempDir(), Now: testkit.Now})
	w = testkit.NewWorld(t, db, named...)
	waysOf(t, db, w.People[people.Coordinator].ID)
	outbox, err := mail.NewOutbox(t.TempDir(), "bearings@example.org", testkit.Now)
	if err != nil {
		t.Fatal(err)
	}
	ceremony, err := passkey.New("http://localhost", "B")
	if err != nil {
		t.Fatal(err)
	}
	c.People = &people.Service{Store: db.People(), Now: testkit.Now, NewID: testkit.NewID, NewCode: codes(),
		Kinds: kinds(c), Mail: outbox, Words: c.Words, Address: "http://localhost", EmailCodes: true}
	c.SignIn = &signin.Service{Store: db.SignIn(), Now: testkit.Now, NewID: testkit.NewID, NewToken: testkit.NewID, Passkeys: ceremony,
		Issuers:    openid.New([]signin.Issuer{{ID: "n", Name: "NHS", URL: "http://127.0.0.1:1", ClientID: "b"}}, "http://localhost"+ui.SignInBackPath, nil),
		EmailCodes: true, Mail: outbox, Words: c.Words, SiteName: "B", Address: "http://localhost"}
	c.Trail = db.Trail()
	c.Outbox = func() ([]ui.Letter, error) {
		return []ui.Letter{{To: "b@b.tst", Subject: "B", Text: "B\nC", At: testkit.Day}}, nil
	}
	return w, func() *store.DB { return testkit.Open(t, store.Options{Folder: t.TempDir(), Now: testkit.Now}) }
}

func kinds(c *web.Config) (all []string) {
	for _, k := range c.Framework.Kinds {
		all = append(all, k.ID)
	}
	return all
}

func vowelless(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("aeiouyAEIOUY", r) {
			return -1
		}
		return r
	}, name)
}

// comeAs signs the tab in as somebody, or out.
func comeAs(t *testing.T, ctx context.Context, h house, as who) {
	t.Helper()
	do(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, network.ClearBrowserCookies, cdp.Empty{}); err != nil || as == nobody {
			return err
		}
		_, err := cdp.Call(ctx, target, network.SetCookie, network.SetCookieParams{
			Name: "bearings", Value: h.token(as), URL: h.url, HTTPOnly: new(true), SameSite: network.CookieSameSiteLax})
		return err
	}))
}

func (h house) token(as who) string {
	switch as {
	case guest:
		return h.world.Tokens[h.world.Guest.ID]
	case weak:
		return h.world.Weak[h.world.People[people.Coordinator].ID]
	case elsewhere:
		return h.world.Tokens[h.world.Others[people.Coordinator].ID]
	}
	return h.world.Tokens[h.world.People[people.Role(as)].ID]
}

// waysOf gives somebody a passkey and an issuer.
func waysOf(t *testing.T, db *store.DB, id people.AccountID) {
	t.Helper()
	err := db.SignIn().InTx(t.Context(), func(tx signin.Tx) error {
		if err := tx.PutPasskey(signin.Passkey{ID: "a2V5", Account: id, Name: "PC", Credential: "{}", Added: testkit.Day}); err != nil {
			return err
		}
		return tx.PutIdentity(signin.Identity{Issuer: "http://127.0.0.1:1", Subject: "n-1", Account: id, Added: testkit.Day})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// submit sends a form of the page.
func submit(t *testing.T, ctx context.Context, form string) *network.Response {
	t.Helper()
	response, err := chromedp.RunResponse(ctx, chromedp.Evaluate[chromedp.Void](fmt.Sprintf("void document.querySelector(%q).submit()", form)))
	if err != nil {
		t.Fatal(err)
	}
	return response
}

// anew is a site on which nobody has an account yet.
func anew(db func() *store.DB) func(*web.Config) {
	return func(c *web.Config) {
		empty := db()
		p, s := *c.People, *c.SignIn
		p.NewCode = func() string { return firstCode }
		p.Store, s.Store = empty.People(), empty.SignIn()
		c.People, c.SignIn = &p, &s
		if _, _, err := p.SetUpCode(context.Background()); err != nil {
			panic(err)
		}
	}
}

// firstCode lets the first person in.
const firstCode = "0000-1111-2222-3333"

// codes are one after the other.
func codes() func() string {
	n := 0
	return func() string { n++; return fmt.Sprintf("0000-1111-2222-%04d", n) }
}
