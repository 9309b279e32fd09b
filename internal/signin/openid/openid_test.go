package openid_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/signin"
	"bearings/internal/signin/openid"
	"bearings/internal/signin/openid/openidtest"
)

const (
	back   = "http://localhost:8080/sign-in/back"
	secret = "a secret of thirty-two characters"
)

var client = openidtest.Client{ID: "bearings", Secret: secret, Redirects: []string{back}}

func at(p *openidtest.Provider, id string) signin.Issuer {
	return signin.Issuer{ID: id, Name: "The council", URL: p.URL, ClientID: client.ID, ClientSecret: secret}
}

// begun is somebody who was sent to an issuer.
func begun(t *testing.T, site *openid.Providers, issuer string) (address, remember string) {
	t.Helper()
	address, remember, err := site.Begin(t.Context(), issuer)
	if err != nil {
		t.Fatal(err)
	}
	return address, remember
}

// signedIn goes all the way.
func signedIn(t *testing.T, p *openidtest.Provider, site *openid.Providers, name string) (signin.Identity, error) {
	t.Helper()
	address, remember := begun(t, site, "council")
	query := p.SignIn(t, address, name).Query()
	who, err := site.Finish(t.Context(), remember, query)
	if err != nil {
		tellsNothing(t, err, remember, query)
	}
	return who, err
}

// tellsNothing looks for secrets in what would be logged.
func tellsNothing(t *testing.T, err error, remember string, query url.Values) {
	t.Helper()
	secrets := []string{secret, url.QueryEscape(secret), "eyJ", "Basic "}
	for _, text := range append(strings.Split(remember, `"`), query.Get("code")) {
		if len(text) >= 20 && !strings.HasPrefix(text, "http") {
			secrets = append(secrets, text)
		}
	}
	if len(secrets) < 7 {
		t.Errorf("there are too few secrets to look for: %d", len(secrets))
	}
	for _, text := range secrets {
		if strings.Contains(err.Error(), text) {
			t.Errorf("the log would hold a secret: %v", err)
		}
	}
	if len(err.Error()) > 600 {
		t.Errorf("the log would hold %d bytes", len(err.Error()))
	}
}

func isFault(t *testing.T, err error, kind fault.Kind, message string) {
	t.Helper()
	f, ok := fault.As(err)
	if !ok || f.Kind != kind || f.Message != "signinways."+message {
		t.Fatalf("this is not %s: %v", message, err)
	}
	if message != "issuer-gone" && (f.Because == nil || !strings.Contains(err.Error(), f.Because.Error())) {
		t.Errorf("the log would not say why: %v", err)
	}
	if needsName := strings.Contains("issuer-down issuer-denied issuer-refused", message); needsName && f.With["Name"] != "The council" {
		t.Errorf("the sentence names %v", f.With)
	}
}

func TestSomebodySignsInAtAnIssuer(t *testing.T) {
	p := openidtest.Start(t, client)
	site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
	for _, name := range []string{"ada", "grace", "ada"} {
		who, err := signedIn(t, p, site, name)
		if err != nil {
			t.Fatal(err)
		}
		if who != (signin.Identity{Issuer: p.URL, Subject: "subject-of-" + name}) {
			t.Errorf("%s is %+v", name, who)
		}
	}
}

func TestWaysToShowOnesSecret(t *testing.T) {
	for _, auth := range []string{"client_secret_basic", "client_secret_post", "none"} {
		t.Run(auth, func(t *testing.T) {
			own := openidtest.Client{ID: client.ID, Secret: secret, Redirects: client.Redirects, Auth: auth}
			if auth == "none" {
				own.Secret = ""
			}
			p := openidtest.Start(t, own)
			if auth == "client_secret_post" {
				p.Misbehave(t, "discovery-post")
			}
			issuer := at(p, "council")
			issuer.ClientSecret = own.Secret
			if _, err := signedIn(t, p, openid.New([]signin.Issuer{issuer}, back, nil), "ada"); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWhatAnIssuerIsAsked(t *testing.T) {
	p := openidtest.Start(t, client)
	site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
	first, remember := begun(t, site, "council")
	second, _ := begun(t, site, "council")
	to, err := url.Parse(first)
	if err != nil {
		t.Fatal(err)
	}
	query := to.Query()
	for name, want := range map[string]string{
		"response_type": "code", "response_mode": "query", "scope": "openid", "client_id": "bearings",
		"redirect_uri": back, "code_challenge_method": "S256",
	} {
		if query.Get(name) != want {
			t.Errorf("%s is %q", name, query.Get(name))
		}
		query.Del(name)
	}
	again, _ := url.Parse(second)
	for _, name := range []string{"state", "nonce", "code_challenge"} {
		if len(query.Get(name)) != 43 || query.Get(name) == again.Query().Get(name) {
			t.Errorf("%s is %q, and then %q", name, query.Get(name), again.Query().Get(name))
		}
		if isRemembered := strings.Contains(remember, query.Get(name)); isRemembered != (name != "code_challenge") {
			t.Errorf("%s is remembered: %v", name, isRemembered)
		}
		query.Del(name)
	}
	if len(query) > 0 {
		t.Errorf("and also %v", query)
	}
}

func TestTokensThatDoNotHold(t *testing.T) {
	p := openidtest.Start(t, client)
	for _, wrong := range []string{
		"audience", "audiences", "audiences-azp-other", "azp", "issuer", "issuer-slash", "nonce", "no-nonce",
		"expired", "no-exp", "future", "no-iat", "not-yet", "no-subject", "empty-subject", "long-subject", "no-claims",
		"unsigned", "unsigned-shouted", "secret", "public-key", "unknown-key", "foreign-key", "key-in-token", "tampered",
		"no-signature", "garbled", "no-token", "token-refuses", "token-garbles", "token-echoes", "token-html", "token-huge",
		"keys-garbles", "keys-html", "keys-huge", "wrong-iss", "no-iss",
		"discovery-unsigned,unsigned", "discovery-unsigned,secret",
	} {
		t.Run(wrong, func(t *testing.T) {
			// Keys are fetched anew, so that a fault in them is seen.
			site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
			p.Misbehave(t, strings.Split(wrong, ",")...)
			who, err := signedIn(t, p, site, "ada")
			isFault(t, err, fault.Invalid, "issuer-refused")
			if who != (signin.Identity{}) {
				t.Errorf("and yet it is %+v", who)
			}
			p.Misbehave(t)
			if _, err := signedIn(t, p, site, "ada"); err != nil {
				t.Errorf("and when it behaves again: %v", err)
			}
		})
	}
}

func TestTokensThatJustHold(t *testing.T) {
	p := openidtest.Start(t, client)
	for _, odd := range []string{"just-expired", "near-future", "audiences-azp", "discovery-quiet,no-iss", "discovery-quiet", "discovery-unsigned"} {
		t.Run(odd, func(t *testing.T) {
			site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
			p.Misbehave(t, strings.Split(odd, ",")...)
			who, err := signedIn(t, p, site, "ada")
			if err != nil || who.Subject != "subject-of-ada" {
				t.Errorf("%+v %v", who, err)
			}
		})
	}
}

func TestSomebodyPressesCancel(t *testing.T) {
	p := openidtest.Start(t, client)
	site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
	address, remember := begun(t, site, "council")
	query := p.Cancel(t, address).Query()
	if query.Get("error") != "access_denied" {
		t.Fatalf("the provider says %v", query)
	}
	_, err := site.Finish(t.Context(), remember, query)
	isFault(t, err, fault.Invalid, "issuer-denied")
	for code, message := range map[string]string{
		"server_error": "issuer-down", "temporarily_unavailable": "issuer-down", "invalid_request": "issuer-refused",
		"": "issuer-refused", "<script>alert(1)</script>": "issuer-refused",
	} {
		query.Set("error", code)
		_, err := site.Finish(t.Context(), remember, query)
		kind := fault.Invalid
		if message == "issuer-down" {
			kind = fault.Unavailable
		}
		isFault(t, err, kind, message)
		if strings.Contains(err.Error(), "script") {
			t.Errorf("a stranger writes the log: %v", err)
		}
	}
}

func TestAnswersToSomethingElse(t *testing.T) {
	p := openidtest.Start(t, client)
	site := openid.New([]signin.Issuer{at(p, "council")}, back, nil)
	address, remember := begun(t, site, "council")
	query := p.SignIn(t, address, "ada").Query()
	_, other := begun(t, site, "council")
	with := func(name string, values ...string) url.Values {
		changed := url.Values{}
		for key, value := range query {
			changed[key] = slices.Clone(value)
		}
		changed[name] = values
		return changed
	}
	for name, attempt := range map[string]struct {
		remember string
		query    url.Values
		message  string
	}{
		"another attempt":     {other, query, "issuer-stale"},
		"nothing remembered":  {"", query, "issuer-stale"},
		"an empty attempt":    {"{}", with("state"), "issuer-stale"},
		"no state":            {remember, with("state"), "issuer-stale"},
		"an empty state":      {remember, with("state", ""), "issuer-stale"},
		"another state":       {remember, with("state", query.Get("state")+"A"), "issuer-stale"},
		"two states":          {remember, with("state", query.Get("state"), query.Get("state")), "issuer-stale"},
		"nothing":             {remember, url.Values{}, "issuer-stale"},
		"no code":             {remember, with("code"), "issuer-refused"},
		"two codes":           {remember, with("code", query.Get("code"), "another"), "issuer-refused"},
		"another code":        {remember, with("code", "another"), "issuer-refused"},
		"no issuer":           {remember, with("iss"), "issuer-refused"},
		"an empty issuer":     {remember, with("iss", ""), "issuer-refused"},
		"two issuers":         {remember, with("iss", p.URL, "https://issuer.example.org"), "issuer-refused"},
		"an issuer and a bit": {remember, with("iss", p.URL+"/"), "issuer-refused"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := site.Finish(t.Context(), attempt.remember, attempt.query)
			isFault(t, err, fault.Invalid, attempt.message)
		})
	}
	if _, err := site.Finish(t.Context(), remember, query); err != nil {
		t.Fatalf("and the right one: %v", err)
	}
	_, err := site.Finish(t.Context(), remember, query)
	isFault(t, err, fault.Invalid, "issuer-refused") // a code is good once
}

// Whoever can make one issuer answer must not get in by another.
func TestIssuersAreNotMixedUp(t *testing.T) {
	council, stranger := openidtest.Start(t, client), openidtest.Start(t, client)
	other := at(stranger, "stranger")
	site := openid.New([]signin.Issuer{at(council, "council"), other}, back, nil)
	if got := site.List(); len(got) != 2 || got[0].ID != "council" || got[1].ID != "stranger" {
		t.Errorf("the list is %+v", got)
	}
	for _, wrong := range []string{"", "no-iss", "wrong-iss"} {
		stranger.Misbehave(t, wrong)
		to, _ := begun(t, site, "stranger")
		at, remember := begun(t, site, "council")
		atCouncil, _ := url.Parse(at)
		query := stranger.SignIn(t, to, "ada").Query()
		query.Set("state", atCouncil.Query().Get("state"))
		_, err := site.Finish(t.Context(), remember, query)
		isFault(t, err, fault.Invalid, "issuer-refused")
	}
	// And one that names nobody gets a code that is none of the other's.
	council.Misbehave(t, "discovery-quiet")
	stranger.Misbehave(t, "no-iss")
	site = openid.New([]signin.Issuer{at(council, "council"), other}, back, nil)
	to, _ := begun(t, site, "stranger")
	at, remember := begun(t, site, "council")
	atCouncil, _ := url.Parse(at)
	query := stranger.SignIn(t, to, "ada").Query()
	query.Set("state", atCouncil.Query().Get("state"))
	_, err := site.Finish(t.Context(), remember, query)
	isFault(t, err, fault.Invalid, "issuer-refused")
}

func TestTheSameSubjectAtAnotherIssuerIsSomebodyElse(t *testing.T) {
	council, police := openidtest.Start(t, client), openidtest.Start(t, client)
	site := openid.New([]signin.Issuer{at(council, "council"), at(police, "police")}, back, nil)
	seen := map[signin.Identity]bool{}
	for id, p := range map[string]*openidtest.Provider{"council": council, "police": police} {
		address, remember := begun(t, site, id)
		who, err := site.Finish(t.Context(), remember, p.SignIn(t, address, "ada").Query())
		if err != nil {
			t.Fatal(err)
		}
		if who.Subject != "subject-of-ada" || who.Issuer != p.URL {
			t.Errorf("at %s it is %+v", id, who)
		}
		seen[who] = true
	}
	if len(seen) != 2 {
		t.Errorf("both are %v", seen)
	}
}
