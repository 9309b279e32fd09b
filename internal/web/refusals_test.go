package web_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// logging is a house whose log is read.
func logging(t *testing.T) (*house, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	h := newHouse(t, func(c *web.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	h.config.Today = func() time.Time { return h.now }
	h.site = web.New(h.config)
	return h, &log
}

// Whoever is signed in and asks for what they may not leaves a line with route and
// account; so do forms of other sites, other hosts and visitors over a limit, without
// who it was. Asking again and again fills no disk.
func TestRefusalsAreWrittenDown(t *testing.T) {
	h, log := logging(t)
	who := h.world.People[people.Contributor]
	b := h.as(t, h.world.Tokens[who.ID])
	path := ui.PartnershipURL(string(h.world.North.ID), "name")
	b.want(b.get(path), 404, "")
	for range 50 {
		b.post(path, ui.FieldName, "canary-name")
	}
	weak := h.as(t, h.world.Weak[h.world.People[people.Coordinator].ID])
	weak.want(weak.get(path), 403, "")
	foreign := httptest.NewRequest("POST", siteAddress+ui.SignOutPath, strings.NewReader("a=canary-form"))
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	foreign.Header.Set("Origin", "https://canary-origin.example")
	ask(h.site, foreign)
	ask(h.site, httptest.NewRequest("GET", "https://canary-host.example/", nil))
	h.browser(t).get("/canary-path")
	h.browser(t).get(path) // nobody: they can sign in
	for _, want := range []string{
		"level=WARN msg=refused route=PartnershipName status=404 more=0 account=" + string(who.ID),
		"level=WARN msg=refused route=RenamePartnership status=404 more=0 account=" + string(who.ID),
		"level=WARN msg=refused route=PartnershipName status=403 more=0 account=" + string(h.world.People[people.Coordinator].ID),
		"level=WARN msg=refused route=Foreign status=403 more=0\n", "level=WARN msg=refused route=Elsewhere status=421 more=0\n",
	} {
		if strings.Count(log.String(), want) != 1 {
			t.Errorf("%q is not there once", want)
		}
	}
	if strings.Count(log.String(), "\n") != 5 || strings.Contains(log.String(), "canary") || strings.Contains(log.String(), "192.0.2") {
		t.Errorf("the log:\n%s", log)
	}
	h.now = h.now.Add(time.Minute)
	b.post(path)
	if want := "route=RenamePartnership status=404 more=49 account="; !strings.Contains(log.String(), want) {
		t.Errorf("a minute later %q is not there:\n%s", want, log)
	}
}

func TestWhoeverAsksTooOftenIsWrittenDownOnce(t *testing.T) {
	var log bytes.Buffer
	config := scarce(furnished(t))
	config.Log = slog.New(slog.NewTextHandler(&log, nil))
	config.Today = func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }
	site := web.New(config)
	for range 20 {
		ask(site, from("203.0.113.9:1", "/principles"))
	}
	if strings.Count(log.String(), "msg=refused route=Principles status=429 more=0\n") != 1 || strings.Contains(log.String(), "203.0.113") {
		t.Errorf("the log:\n%s", log.String())
	}
}

// Whoever fails to sign in leaves a line too where nobody's account is known: with the
// way they tried, and nothing of what they sent. Wrong codes stand in the sign-in log.
func TestRefusedSignInsAreWrittenDown(t *testing.T) {
	h, log := logging(t)
	b := h.browser(t)
	b.post(ui.SignInKeyPath)
	b.post(ui.SignInKeyDonePath, ui.FieldAnswer, `{"id":"canary-key"}`)
	b.get(ui.SignInBackPath + "?state=canary-state&code=canary-code")
	b.post(ui.JoinPath, ui.FieldCode, "canary-joining")
	for _, want := range []string{
		`level=INFO msg="sign-in refused" method=passkey`, `level=INFO msg="sign-in refused" method=openid`, "level=WARN msg=refused route=Joined status=422",
	} {
		if strings.Count(log.String(), want) != 1 {
			t.Errorf("%q is not there once", want)
		}
	}
	if strings.Contains(log.String(), "canary") {
		t.Errorf("the log holds what was sent:\n%s", log)
	}
}

// lost is a store of sessions that is out of reach.
type lost struct{ signin.Store }

func (lost) Visit(context.Context, string) (signin.Visit, bool, error) {
	return signin.Visit{}, false, errors.New("the database is out of reach")
}

func (lost) InTx(context.Context, func(signin.Tx) error) error {
	return errors.New("the database is out of reach")
}

// When it can't be told who asks, nobody is let in, and what is for everybody is
// still there.
func TestNobodyGetsInWhenItCantBeTold(t *testing.T) {
	h, log := logging(t)
	service := *h.config.SignIn
	service.Store = lost{service.Store}
	h.config.SignIn = &service
	h.site = web.New(h.config)
	coordinator := h.world.People[people.Coordinator]
	b := h.as(t, h.world.Tokens[coordinator.ID])
	asked := 0
	for _, route := range h.site.(*web.Site).Routes() {
		path, _ := h.filled(route.Pattern, h.world.Council.ID)
		answer := b.do(route.Method, path, nil)
		text := body(t, answer)
		switch {
		case route.Right != people.Anyone:
			if asked++; answer.StatusCode < 500 || strings.Contains(text, coordinator.Name) || strings.Contains(text, "out of reach") {
				t.Errorf("%s: status %d", route.Name, answer.StatusCode)
			}
		case route.Name == "Home" || route.Name == "Principles" || route.Name == "Library" || route.Name == "Health":
			if answer.StatusCode != 200 {
				t.Errorf("%s: status %d", route.Name, answer.StatusCode)
			}
		}
		if len(answer.Cookies()) > 0 {
			t.Errorf("%s: a cookie was set", route.Name)
		}
	}
	if asked < 20 || !strings.Contains(log.String(), "out of reach") {
		t.Errorf("%d asked, and the log:\n%s", asked, log)
	}
}
