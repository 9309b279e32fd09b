package web_test

import (
	"crypto/tls"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bearings/internal/web"
)

const twoYears = "max-age=63072000; includeSubDomains"

// addressed is a site that people reach at one address, behind a proxy or not.
func addressed(t *testing.T, behind bool) *web.Site {
	t.Helper()
	config := furnished(t)
	config.Installation.Address = "https://bearings.example.org"
	config.TrustProxy = behind
	return web.New(config)
}

// come is a request that came by some protocol, as a proxy tells.
func come(path, host string, by ...string) *http.Request {
	r := httptest.NewRequest("GET", path, nil)
	r.Host = host
	for _, one := range by {
		r.Header.Add("X-Forwarded-Proto", one)
	}
	return r
}

func TestBrowsersAreToldToComeByTLS(t *testing.T) {
	const host = "bearings.example.org"
	overTLS := come("/", host)
	overTLS.TLS = &tls.ConnectionState{}
	for name, c := range map[string]struct {
		behind  bool
		request *http.Request
		want    string
	}{
		"own certificate":         {false, overTLS, twoYears},
		"behind a proxy":          {true, come("/", host, "https"), twoYears},
		"a page that is not":      {true, come("/nothing", host, "https"), twoYears},
		"another host":            {true, come("/", "evil.example", "https"), twoYears},
		"the last proxy decides":  {true, come("/", host, "http, https"), twoYears},
		"in several headers":      {true, come("/", host, "http", "https"), twoYears},
		"forged, by the client":   {true, come("/", host, "https, http"), ""},
		"forged, without a proxy": {false, come("/", host, "https"), ""},
		"in the clear":            {true, come("/", host, "http"), ""},
		"nothing said":            {true, come("/", host), ""},
		"plain":                   {false, come("/", host), ""},
	} {
		r := ask(addressed(t, c.behind), c.request)
		if got := r.Header.Get("Strict-Transport-Security"); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestWhatComesInTheClearIsSentToTLS(t *testing.T) {
	site := addressed(t, true)
	const host = "bearings.example.org"
	for path, want := range map[string]string{
		"/": "/", "/principles/P1?a=b&c": "/principles/P1?a=b&c", "//evil.example/x": "//evil.example/x", "/a%2Fb": "/a%2Fb",
	} {
		r := come("/", host, "http")
		r.URL.Path, r.URL.RawPath = "", ""
		if err := parsePath(r, path); err != nil {
			t.Fatal(err)
		}
		answer := ask(site, r)
		if got := answer.Header.Get("Location"); answer.StatusCode != 308 || got != "https://bearings.example.org"+want {
			t.Errorf("%s: status %d to %q", path, answer.StatusCode, got)
		}
	}
	odd := come("/", host, "http")
	odd.URL.Path, odd.URL.Opaque = "", ".evil.example"
	if got := ask(site, odd).Header.Get("Location"); got != "https://bearings.example.org/" {
		t.Errorf("an odd address leads to %q", got)
	}
	if r := ask(site, come("/healthz", host, "http")); r.StatusCode != 200 {
		t.Errorf("/healthz: status %d", r.StatusCode)
	}
	// The name that was asked for leads nowhere.
	if r := ask(site, come("/", "evil.example", "http")); r.StatusCode != 421 || r.Header.Get("Location") != "" {
		t.Errorf("status %d to %q", r.StatusCode, r.Header.Get("Location"))
	}
	if r := ask(addressed(t, false), come("/", host, "http")); r.StatusCode != 200 {
		t.Errorf("without a proxy, what is forged is believed: status %d", r.StatusCode)
	}
}

func parsePath(r *http.Request, path string) error {
	u, err := r.URL.Parse("https://x" + path)
	if err != nil {
		return err
	}
	u.Scheme, u.Host = "", ""
	r.URL = u
	return nil
}

func TestOnlyOurOwnNameIsAnsweredTo(t *testing.T) {
	site := addressed(t, false)
	for host, want := range map[string]int{
		"bearings.example.org": 200, "BEARINGS.example.org": 200, "bearings.example.org:443": 200,
		"localhost": 200, "localhost:8080": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200,
		"bearings.example.org:8443": 421, "bearings.example.org.evil.example": 421, "evil.example": 421, "localhost.evil.example": 421,
		"bearings.example.org@evil.example": 421, "": 421, "192.0.2.1": 421,
	} {
		r := ask(site, come("/principles", host))
		text := body(t, r)
		if r.StatusCode != want {
			t.Errorf("%q: status %d, want %d", host, r.StatusCode, want)
		}
		if want == 421 && (!strings.Contains(text, "https://bearings.example.org") || strings.Contains(text, "evil")) {
			t.Errorf("%q: the page does not say where to go, or repeats what was sent", host)
		}
		if r := ask(site, come("/healthz", host)); r.StatusCode != 200 {
			t.Errorf("%q: /healthz is answered %d", host, r.StatusCode)
		}
	}
	if r := ask(web.New(furnished(t)), come("/", "anything.example")); r.StatusCode != 200 {
		t.Errorf("without an address: status %d", r.StatusCode)
	}
}

func TestEveryAnswerIsSeen(t *testing.T) {
	config := furnished(t)
	seen := map[string]int{}
	config.Seen = func(route string, status int, took time.Duration) {
		seen[route] = status
		if took <= 0 {
			t.Errorf("%s took %s", route, took)
		}
	}
	site := web.New(config)
	again := httptest.NewRequest("GET", "/principles", nil)
	again.Header.Set("If-None-Match", get(site, "/principles").Header.Get("ETag"))
	ask(site, again)
	foreign := form("/writing", "")
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	ask(site, foreign)
	ask(site, form("/writing", ""))
	get(site, "/healthz")
	get(site, "/hunter2")
	want := map[string]int{"Principles": 304, "Foreign": 403, "Written": 422, "Health": 200, "NotFound": 404}
	if !maps.Equal(seen, want) {
		t.Errorf("%v, want %v", seen, want)
	}
}
