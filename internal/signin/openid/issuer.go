package openid

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"bearings/internal/signin"
)

// issuer is one provider, and what it said of itself.
type issuer struct {
	signin.Issuer
	client *http.Client
	// latest is empty until somebody signs in here.
	latest atomic.Pointer[discovered]
}

// discovered is where the parts of a provider are, and its keys.
type discovered struct {
	provider *oidc.Provider
	keys     oidc.KeySet
	at       time.Time
	claims   metadata
}

type metadata struct {
	JWKS string `json:"jwks_uri"`
	// NamesItself says that whoever answers is named in the answer (RFC 9207).
	NamesItself bool     `json:"authorization_response_iss_parameter_supported"`
	TokenAuth   []string `json:"token_endpoint_auth_methods_supported"`
}

// fresh is how long an issuer's parts are taken to be where they were. Keys are
// fetched whenever a token names one that is not known.
const fresh = time.Hour

// discover asks an issuer where its parts are. Two who come first at once ask it
// twice; nobody waits for another's answer.
func (i *issuer) discover(ctx context.Context) (*discovered, error) {
	if latest := i.latest.Load(); latest != nil && time.Since(latest.at) < fresh {
		return latest, nil
	}
	if err := i.allows(i.URL); err != nil {
		return nil, err
	}
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, i.client), i.URL)
	if err != nil {
		return nil, err
	}
	found := &discovered{provider: provider, at: time.Now()}
	if err := provider.Claims(&found.claims); err != nil {
		return nil, err
	}
	for _, address := range []string{provider.Endpoint().AuthURL, provider.Endpoint().TokenURL, found.claims.JWKS} {
		if err := i.allows(address); err != nil {
			return nil, err
		}
	}
	// The keys outlive whoever came first.
	found.keys = oidc.NewRemoteKeySet(oidc.ClientContext(context.Background(), i.client), found.claims.JWKS)
	i.latest.Store(found)
	return found, nil
}

// allows refuses an address at which others could listen.
func (i *issuer) allows(address string) error {
	to, err := url.Parse(address)
	if err != nil {
		return errors.New("an address that can't be read")
	}
	return secure(to, isLoopback(i.URL))
}

func (d *discovered) config(of signin.Issuer, redirect string) *oauth2.Config {
	endpoint := d.provider.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInHeader
	methods := d.claims.TokenAuth
	if of.ClientSecret == "" || len(methods) > 0 && !slices.Contains(methods, "client_secret_basic") {
		endpoint.AuthStyle = oauth2.AuthStyleInParams
	}
	return &oauth2.Config{
		ClientID: of.ClientID, ClientSecret: of.ClientSecret,
		Endpoint: endpoint, RedirectURL: redirect, Scopes: []string{oidc.ScopeOpenID},
	}
}

// answered checks who says that it answers, so that an answer of one issuer is
// never taken to another.
func (i *issuer) answered(found *discovered, query url.Values) error {
	if !query.Has("iss") && !found.claims.NamesItself || same(single(query, "iss"), i.URL) {
		return nil
	}
	return errors.New("the answer does not name the issuer that was asked")
}

// exchange takes a code to the issuer and gets a token for it.
func (i *issuer) exchange(ctx context.Context, found *discovered, redirect, code, verifier string) (string, error) {
	ctx = oidc.ClientContext(ctx, i.client)
	got, err := found.config(i.Issuer, redirect).Exchange(ctx, code, oauth2.VerifierOption(verifier))
	if err != nil {
		return "", i.failed("the token", err)
	}
	token, ok := got.Extra("id_token").(string)
	if !ok {
		return "", i.refused(errors.New("there is no id_token"))
	}
	return token, nil
}

// algorithms are the signatures we believe: none of those that somebody without
// the issuer's private key could make.
var algorithms = []string{
	oidc.RS256, oidc.RS384, oidc.RS512, oidc.PS256, oidc.PS384, oidc.PS512,
	oidc.ES256, oidc.ES384, oidc.ES512, oidc.EdDSA,
}

const (
	// leeway is how far the issuer's clock may be from ours.
	leeway = 30 * time.Second
	// longestSubject is what the standard allows.
	longestSubject = 255
)

// identify checks a token and says whom it is about.
func (i *issuer) identify(ctx context.Context, found *discovered, token, nonce string) (signin.Identity, error) {
	keys := &asked{KeySet: found.keys}
	now := time.Now()
	checked, err := oidc.NewVerifier(i.URL, keys, &oidc.Config{
		ClientID: i.ClientID, SupportedSigningAlgs: algorithms, Now: func() time.Time { return now.Add(-leeway) },
	}).Verify(ctx, token)
	if isDown(keys.failed) {
		return signin.Identity{}, i.down(keys.failed)
	}
	if err != nil {
		return signin.Identity{}, i.refused(err)
	}
	var claims struct {
		Party *string `json:"azp"`
	}
	if err := checked.Claims(&claims); err != nil {
		return signin.Identity{}, i.refused(err)
	}
	switch {
	case checked.Issuer != i.URL: // the library lets one provider be inexact
		err = errors.New("the issuer is another")
	case claims.Party == nil && len(checked.Audience) > 1, claims.Party != nil && *claims.Party != i.ClientID:
		err = errors.New("the token was made for another")
	case !same(checked.Nonce, nonce):
		err = errors.New("the nonce is another")
	case checked.IssuedAt.IsZero() || checked.IssuedAt.After(now.Add(leeway)):
		err = errors.New("the token was not made yet")
	case checked.Subject == "" || len(checked.Subject) > longestSubject:
		err = fmt.Errorf("the subject has %d bytes", len(checked.Subject))
	default:
		return signin.Identity{Issuer: checked.Issuer, Subject: checked.Subject}, nil
	}
	return signin.Identity{}, i.refused(err)
}

// asked remembers why keys could not be fetched, which the library only writes down.
type asked struct {
	oidc.KeySet
	failed error
}

func (a *asked) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	payload, err := a.KeySet.VerifySignature(ctx, token)
	a.failed = err
	return payload, err
}
