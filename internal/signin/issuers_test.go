package signin_test

import (
	"net/http"
	"net/url"
	"testing"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/signin/openid"
	"bearings/internal/signin/openid/openidtest"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

const back = home + "/sign-in/back"

// withIssuer gives a desk an issuer at which anybody can sign in.
func withIssuer(t *testing.T, db *store.DB) (*desk, *openidtest.Provider) {
	t.Helper()
	provider := openidtest.Start(t, openidtest.Client{ID: "bearings", Secret: "a long secret of nobody", Redirects: []string{back}})
	d := newDesk(t, db)
	d.Issuers = openid.New([]signin.Issuer{{ID: "council", Name: "Northshire Council", URL: provider.URL, ClientID: "bearings",
		ClientSecret: "a long secret of nobody"}}, back, http.DefaultClient)
	return d, provider
}

// goTo signs in at the issuer and comes back.
func (d *desk) goTo(t testing.TB, provider *openidtest.Provider, name string) (signin.Came, error) {
	t.Helper()
	where, token, err := d.AskIssuer(t.Context(), "council", "/account")
	if err != nil {
		t.Fatal(err)
	}
	return d.Back(t.Context(), signin.Visit{}, token, provider.SignIn(t, where, name).Query())
}

// link links an account to who somebody is at the issuer.
func (d *desk) link(t testing.TB, provider *openidtest.Provider, v signin.Visit, name string) (signin.Came, error) {
	t.Helper()
	where, token, err := d.LinkIssuer(t.Context(), v, "council")
	if err != nil {
		t.Fatal(err)
	}
	return d.Back(t.Context(), v, token, provider.SignIn(t, where, name).Query())
}

func TestAnIssuerSignsInWhoeverIsLinked(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d, provider := withIssuer(t, db)
		v, guest := d.visit(t, d.world.Tokens[d.world.People[people.Coordinator].ID]), d.visit(t, d.world.Tokens[d.world.Guest.ID])
		if came, err := d.goTo(t, provider, "nia"); err != nil || !came.Unknown || came.Token != "" {
			t.Errorf("before anybody joined: %+v %v", came, err)
		}
		if came, err := d.link(t, provider, v, "nia"); err != nil || !came.Links {
			t.Fatalf("%+v: %v", came, err)
		}
		if _, err := d.link(t, provider, v, "nia"); err != nil {
			t.Errorf("linked again: %v", err)
		}
		if came, err := d.link(t, provider, guest, "nia"); says(err) != "signin.identity-taken" || !came.Links {
			t.Errorf("linked by somebody else: %v", err)
		}
		came, err := d.goTo(t, provider, "nia")
		if err != nil || came.To != "/account" {
			t.Fatalf("%+v: %v", came, err)
		}
		if got := d.visit(t, came.Token); got.Account.ID != v.Account.ID || !got.Viewer().Strong {
			t.Errorf("signed in as %+v", got)
		}
		own, err := d.Own(t.Context(), v, 0)
		if err != nil || len(own.Identities) != 1 {
			t.Fatalf("%+v: %v", own.Identities, err)
		}
		one := own.Identities[0]
		if err := d.Unlink(t.Context(), guest, one.Issuer, one.Subject); says(err) != "signin.not-yours" {
			t.Errorf("unlinked by somebody else: %v", err)
		}
		if err := d.Unlink(t.Context(), v, one.Issuer, one.Subject); says(err) != "signin.last-way" {
			t.Errorf("a coordinator's only way: %v", err)
		}
		d.addKey(t, v, "")
		if err := d.Unlink(t.Context(), v, one.Issuer, one.Subject); err != nil {
			t.Error(err)
		}
		if came, err := d.goTo(t, provider, "nia"); err != nil || !came.Unknown {
			t.Errorf("after that: %+v %v", came, err)
		}
	})
}

func TestComingBackWithoutHavingGone(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d, provider := withIssuer(t, db)
		v, other := d.visit(t, d.world.Tokens[d.world.Guest.ID]), d.visit(t, d.world.Tokens[d.world.People[people.Contributor].ID])
		where, token, err := d.LinkIssuer(t.Context(), v, "council")
		if err != nil {
			t.Fatal(err)
		}
		query := provider.SignIn(t, where, "gil").Query()
		for name, c := range map[string]struct {
			visit signin.Visit
			token string
		}{"a scanner": {signin.Visit{}, ""}, "another browser": {v, "another token"}} {
			if came, err := d.Back(t.Context(), c.visit, c.token, query); says(err) != "signin.attempt-over" || came.Token != "" {
				t.Errorf("%s: %+v %v", name, came, err)
			}
		}
		if _, err := d.Back(t.Context(), v, token, query); err != nil {
			t.Errorf("whoever went, after the scanner: %v", err)
		}
		if _, err := d.Back(t.Context(), v, token, query); says(err) != "signin.attempt-over" {
			t.Errorf("again: %v", err)
		}
		where, token, err = d.LinkIssuer(t.Context(), v, "council")
		if err != nil {
			t.Fatal(err)
		}
		if came, err := d.Back(t.Context(), other, token, provider.SignIn(t, where, "con").Query()); says(err) != "signin.attempt-over" || came.Links {
			t.Errorf("somebody else signed in meanwhile: %+v %v", came, err)
		}
		if _, _, err := d.AskIssuer(t.Context(), "police", ""); says(err) != "signin.no-issuer" {
			t.Errorf("an issuer nobody trusts: %v", err)
		}
	})
}

func TestJoiningAtAnIssuer(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d, provider := withIssuer(t, db)
		d.offer(t, "7Q2K9FZM4T8X3BND", people.ToSignIn, d.world.Guest.ID)
		token, err := d.TypeJoining(t.Context(), "7Q2K9FZM4T8X3BND")
		if err != nil {
			t.Fatal(err)
		}
		where, err := d.JoinByIssuer(t.Context(), token, "council")
		if err != nil {
			t.Fatal(err)
		}
		if came, err := d.Back(t.Context(), signin.Visit{}, token, provider.Cancel(t, where).Query()); err == nil || !came.Joins {
			t.Errorf("whoever pressed cancel: %+v %v", came, err)
		}
		if where, err = d.JoinByIssuer(t.Context(), token, "council"); err != nil {
			t.Fatal(err)
		}
		came, err := d.Back(t.Context(), signin.Visit{}, token, provider.SignIn(t, where, "gil").Query())
		if err != nil || d.visit(t, came.Token).Account.ID != d.world.Guest.ID {
			t.Fatalf("%+v: %v", came, err)
		}
		if came, err := d.goTo(t, provider, "gil"); err != nil || !d.isOpen(t, came.Token) {
			t.Errorf("the next time: %v", err)
		}
		if _, err := d.Back(t.Context(), signin.Visit{}, "x", url.Values{}); says(err) != "signin.attempt-over" {
			t.Error(err)
		}
	})
}
