package web_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"bearings/internal/ui"
	"bearings/internal/web"
)

// scarce lets everybody do each thing twice, and gives nothing back in the time a
// test takes.
func scarce(config web.Config) web.Config {
	twice := web.Rate{PerMinute: 0.001, AtOnce: 2}
	config.Limits = web.Limits{Reading: twice, Sending: twice, SigningIn: twice}
	return config
}

func from(address, path string) *http.Request {
	r := httptest.NewRequest("GET", path, nil)
	r.RemoteAddr = address
	return r
}

// statuses asks several times, and says what came of it.
func statuses(site http.Handler, requests ...*http.Request) string {
	var all []string
	for _, r := range requests {
		all = append(all, fmt.Sprint(ask(site, r).StatusCode))
	}
	return strings.Join(all, " ")
}

func TestWhoeverAsksTooOftenIsToldToWait(t *testing.T) {
	site := web.New(scarce(furnished(t)))
	const one, other = "192.0.2.1:1000", "192.0.2.2:1000"
	if got := statuses(site, from(one, "/"), from("192.0.2.1:2000", "/nothing"), from(other, "/"), from(other, "/healthz")); got != "200 404 200 200" {
		t.Fatalf("at first: %s", got)
	}
	r := ask(site, from(one, "/principles"))
	text := body(t, r)
	if r.StatusCode != 429 || r.Header.Get("Retry-After") == "" || !strings.Contains(text, "from your network") || strings.Contains(text, ui.YourAnswersPath+`">Go back`) {
		t.Errorf("the third: status %d, Retry-After %q\n%s", r.StatusCode, r.Header.Get("Retry-After"), text)
	}
	if r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("Content-Security-Policy") == "" {
		t.Error("the page that says so is not protected")
	}
	if got := statuses(site, from(other, "/"), from(other, "/")); got != "200 429" {
		t.Errorf("the other: %s", got)
	}
	// What is in memory anyway is not counted, nor is sending the same as reading.
	posted := form(ui.WritingPath, "")
	posted.RemoteAddr = one
	if got := statuses(site, from(one, "/healthz"), from(one, ui.AssetsPath+"site.1.css"), posted); got != "200 200 422" {
		t.Errorf("what is counted by itself: %s", got)
	}
}

// One client has as many IPv6 addresses as it likes, all in one network.
func TestANetworkIsOneClient(t *testing.T) {
	site := web.New(scarce(furnished(t)))
	if got := statuses(site, from("[2001:db8::1]:1", "/"), from("[2001:db8::2:3:4:5]:1", "/"), from("[2001:db8::9]:1", "/"), from("[2001:db8:0:1::1]:1", "/")); got != "200 200 429 200" {
		t.Error(got)
	}
	if got := statuses(site, from("[::ffff:192.0.2.9]:1", "/"), from("192.0.2.9:1", "/"), from("192.0.2.9:2", "/")); got != "200 200 429" {
		t.Error(got)
	}
}

func TestOnlyOurProxyIsBelieved(t *testing.T) {
	told := func(address string, by ...string) *http.Request {
		r := from(address, "/")
		for _, one := range by {
			r.Header.Add("X-Forwarded-For", one)
		}
		return r
	}
	config := scarce(furnished(t))
	plain := web.New(config)
	if got := statuses(plain, told("192.0.2.1:1", "203.0.113.1"), told("192.0.2.1:1", "203.0.113.2"), told("192.0.2.1:1", "203.0.113.3")); got != "200 200 429" {
		t.Errorf("without a proxy, what is forged is believed: %s", got)
	}
	config.TrustProxy = true
	behind := web.New(config)
	const proxy = "127.0.0.1:1"
	if got := statuses(behind,
		told(proxy, "198.51.100.1, 203.0.113.1"), told(proxy, "198.51.100.2, 203.0.113.1"), told(proxy, "198.51.100.3, 198.51.100.4", "198.51.100.5, 198.51.100.6, 203.0.113.1:4711"), // ours wrote the last
		told(proxy, "203.0.113.1, 203.0.113.2"), told(proxy, "[2001:db8::1]:80"), told(proxy, "127.0.0.1"), told(proxy, "127.0.0.1"), told(proxy, "127.0.0.1"),
	); got != "200 200 429 200 200 200 200 429" {
		t.Errorf("behind a proxy: %s", got)
	}
	if got := statuses(behind, told("192.0.2.7:1", "unknown"), told("192.0.2.7:1"), told("192.0.2.7:1", "")); got != "200 200 429" {
		t.Errorf("where the proxy says nothing: %s", got)
	}
	if got := statuses(behind, told("[::1]:1", "unknown"), told("[::1]:1", ""), told("[::1]:1", "unix:")); got != "200 200 429" {
		t.Errorf("where the proxy is on this machine and says what can't be read: %s", got)
	}
}

func TestThisMachineIsNotCounted(t *testing.T) {
	var log bytes.Buffer
	config := scarce(furnished(t))
	config.Log = slog.New(slog.NewTextHandler(&log, nil))
	site := web.New(config)
	forwarded := from("127.0.0.1:1", "/")
	forwarded.Header.Set("X-Forwarded-For", "203.0.113.77")
	if got := statuses(site, from("127.0.0.1:1", "/"), from("[::1]:1", "/"), from("127.0.0.1:1", "/"), forwarded, forwarded); got != "200 200 200 200 200" {
		t.Error(got)
	}
	// But a proxy nobody told us of is, once, without saying who asked.
	if strings.Count(log.String(), "--trust-proxy") != 1 || strings.Contains(log.String(), "203.0.113") {
		t.Errorf("log: %s", log.String())
	}
}

func TestWhoAskedIsForgottenWithinTheHour(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	config := scarce(furnished(t))
	config.Today = func() time.Time { return now }
	site := web.New(config)
	three := func() string {
		return statuses(site, from("192.0.2.1:1", "/"), from("192.0.2.1:1", "/"), from("192.0.2.1:1", "/"))
	}
	for _, step := range []struct {
		on   time.Duration
		want string
	}{
		{0, "200 200 429"}, {59 * time.Minute, "429 429 429"}, {2 * time.Minute, "200 200 429"},
		{-3 * time.Hour, "200 200 429"}, // a clock set back must not keep a key for longer
	} {
		now = now.Add(step.on)
		if got := three(); got != step.want {
			t.Errorf("after %s: %s, want %s", step.on, got, step.want)
		}
	}
}

// However many ask, those who asked lately are still known, and those who asked
// long ago are forgotten.
func TestOnlySoManyClientsAreRemembered(t *testing.T) {
	site := web.New(scarce(furnished(t)))
	health := func(n int) *http.Request {
		return from(fmt.Sprintf("10.%d.%d.%d:1", n>>16, n>>8&255, n&255), "/nothing")
	}
	for range 2 {
		ask(site, health(0))
	}
	for n := 1; n <= 10_001; n++ {
		ask(site, health(n))
	}
	if got := statuses(site, health(0)); got != "429" {
		t.Errorf("who asked lately: %s", got)
	}
	for n := 1; n <= 20_001; n++ {
		ask(site, health(100_000+n))
	}
	if got := statuses(site, health(0)); got != "404" {
		t.Errorf("who asked long ago: %s", got)
	}
}

// Whoever guesses at a code or a key is counted more strictly than others. What only
// begins a sign-in proves nothing.
func TestWhereSomebodyMayGuessIsCountedMoreStrictly(t *testing.T) {
	begins := []string{"AskPasskey", "AskIssuer", "JoinPasskey", "JoinIssuer"}
	for _, route := range web.New(newHouse(t).config).Routes() {
		signsIn := slices.ContainsFunc([]string{ui.SignInPath, ui.JoinPath, ui.SetUpPath}, func(path string) bool { return strings.HasPrefix(route.Pattern, path) })
		if signsIn && route.Method == "POST" && !slices.Contains(begins, route.Name) && !route.CountsAsSigningIn() {
			t.Errorf("%s %s is counted as any other form", route.Method, route.Pattern)
		}
	}
}

func TestGuessesAreCountedByThemselves(t *testing.T) {
	config := newHouse(t).config
	config.Limits = web.Limits{SigningIn: web.Rate{PerMinute: 0.001, AtOnce: 1}}
	site := web.New(config)
	guess := func() *http.Request {
		r := form(ui.JoinPath, "code=1")
		r.RemoteAddr, r.Host = "192.0.2.1:1", siteHost
		return r
	}
	read := from("192.0.2.1:1", "/")
	read.Host = siteHost
	if first := ask(site, guess()); first.StatusCode == 429 {
		t.Errorf("the first: %s", first.Status)
	}
	if got := statuses(site, guess(), read, read); got != "429 200 200" {
		t.Error(got)
	}
}
