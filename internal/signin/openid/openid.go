// Package openid signs people in at OpenID providers: the code flow, with a proof
// of the key (PKCE) and an exact issuer. What comes out is issuer and subject, and
// nothing else is asked for.
package openid

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"bearings/internal/fault"
	"bearings/internal/signin"
)

// Providers are the issuers people may sign in with. They may be used by several
// goroutines.
type Providers struct {
	issuers  []signin.Issuer
	redirect string
	known    map[string]*issuer
}

// New takes the issuers, the address at which our site is called back, and what to
// ask them with. Nothing is asked yet: an issuer that is down must not keep a site
// from starting.
func New(issuers []signin.Issuer, redirect string, client *http.Client) *Providers {
	p := &Providers{issuers: slices.Clone(issuers), redirect: redirect, known: map[string]*issuer{}}
	for _, one := range p.issuers {
		p.known[one.ID] = &issuer{Issuer: one, client: guarded(client, one.URL)}
	}
	return p
}

// List is the issuers in the order of the settings.
func (p *Providers) List() []signin.Issuer { return slices.Clone(p.issuers) }

// attempt is what has to be remembered of somebody who was sent to an issuer.
type attempt struct {
	Issuer   string `json:"issuer"`
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
}

// Begin returns the address to send a browser to, and what Finish needs, which is
// for nobody else. An issuer that is not in the settings is fault.NotFound.
func (p *Providers) Begin(ctx context.Context, issuer string) (address, remember string, err error) {
	from, ok := p.known[issuer]
	if !ok {
		return "", "", gone()
	}
	found, err := from.discover(ctx)
	if err != nil {
		return "", "", from.lost(err)
	}
	tried := attempt{Issuer: issuer, State: random(), Nonce: random(), Verifier: oauth2.GenerateVerifier()}
	text, err := json.Marshal(tried)
	if err != nil {
		return "", "", err
	}
	return found.config(from.Issuer, p.redirect).AuthCodeURL(tried.State, oidc.Nonce(tried.Nonce),
		oauth2.S256ChallengeOption(tried.Verifier), oauth2.SetAuthURLParam("response_mode", "query")), string(text), nil
}

// Finish checks what a browser brought back, fetches the token and checks that.
// The identity has issuer and subject only.
func (p *Providers) Finish(ctx context.Context, remember string, query url.Values) (signin.Identity, error) {
	var tried attempt
	if err := json.Unmarshal([]byte(remember), &tried); err != nil || tried.State == "" || tried.Nonce == "" || tried.Verifier == "" {
		return signin.Identity{}, stale(errors.New("this is not an attempt at an issuer"))
	}
	from, ok := p.known[tried.Issuer]
	if !ok {
		// It was there when they left: they can sign in another way.
		return signin.Identity{}, fault.New(fault.Invalid, "signinways.issuer-gone")
	}
	if !same(single(query, "state"), tried.State) {
		return signin.Identity{}, stale(errors.New("the state is another"))
	}
	found, err := from.discover(ctx)
	if err != nil {
		return signin.Identity{}, from.lost(err)
	}
	if err := from.answered(found, query); err != nil {
		return signin.Identity{}, from.refused(err)
	}
	if query.Has("error") {
		return signin.Identity{}, from.said(single(query, "error"))
	}
	code := single(query, "code")
	if code == "" {
		return signin.Identity{}, from.refused(errors.New("there is no code"))
	}
	token, err := from.exchange(ctx, found, p.redirect, code, tried.Verifier)
	if err != nil {
		return signin.Identity{}, err
	}
	return from.identify(ctx, found, token, tried.Nonce)
}

func gone() error { return fault.New(fault.NotFound, "signinways.issuer-gone") }

// single is a parameter that stands there once.
func single(query url.Values, name string) string {
	if len(query[name]) != 1 {
		return ""
	}
	return query[name][0]
}

// same compares in a time that says nothing about where two texts differ. Nothing
// is the same as an empty text.
func same(a, b string) bool {
	return b != "" && subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1
}

// random is 256 bits nobody can guess.
func random() string {
	bytes := make([]byte, 32)
	_, _ = rand.Read(bytes) // it never fails
	return base64.RawURLEncoding.EncodeToString(bytes)
}
