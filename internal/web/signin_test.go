package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/ui"
	"bearings/internal/web"
)

func TestSigningInWithACode(t *testing.T) {
	h := newHouse(t)
	b := h.browser(t)
	who := h.world.People[people.Contributor]
	b.want(b.get(ui.AccountPath), http.StatusSeeOther, "/sign-in?to=%2Faccount")
	b.shows(b.get("/sign-in?to=%2Faccount"), 200, `name="to" value="/account"`, `autocomplete="email"`)
	code := b.codeFor(who.Email, "/account")
	text := b.shows(b.get(ui.SignInTypePath), 200, `autocomplete="one-time-code"`, `inputmode="numeric"`, `name="code"`)
	if strings.Contains(text, "onpaste") || strings.Contains(text, "maxlength") {
		t.Error("a code can't be pasted as it comes")
	}
	other := h.browser(t)
	other.shows(other.post(ui.SignInTypePath, ui.FieldCode, code), 422, "That code did not work.")
	b.want(b.post(ui.SignInTypePath, ui.FieldCode, code), http.StatusSeeOther, "/account")
	b.shows(b.get(ui.AccountPath), 200, "Signed in as "+who.Name, `action="/sign-out"`)
	b.shows(b.post(ui.SignInTypePath, ui.FieldCode, code), 422, "That code did not work.")
	c := b.last["__Host-bearings"]
	if c == nil || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.MaxAge != 0 || !c.Expires.IsZero() || c.Domain != "" || len(c.Value) < 43 {
		t.Errorf("the cookie is %+v", c)
	}
	if a := b.last["__Host-bearings-attempt"]; a == nil || a.MaxAge >= 0 {
		t.Errorf("the cookie of the attempt is %+v", a)
	}
}

func TestACodeEndsAtFiveTriesAndTenMinutes(t *testing.T) {
	h := newHouse(t)
	b := h.browser(t)
	code := b.codeFor(h.world.Guest.Email, "")
	for i := range signin.CodeTries {
		want := "That code did not work."
		if i == signin.CodeTries-1 {
			want = "Please ask for a new one."
		}
		b.shows(b.post(ui.SignInTypePath, ui.FieldCode, "0000"), 422, want)
	}
	b.shows(b.post(ui.SignInTypePath, ui.FieldCode, code), 422, "Please ask for a new one.")
	code = b.codeFor(h.world.Guest.Email, "")
	h.now = h.now.Add(signin.CodeLasts)
	b.shows(b.post(ui.SignInTypePath, ui.FieldCode, code), 422, "That code did not work.")
	b.shows(b.post(ui.SignInCodePath, ui.FieldEmail, "nobody"), 422, `value="nobody"`, `href="#email"`)
}

// The same bytes come whoever has the address, but for the random token.
func TestAnAnswerDoesNotTellWhoHasAnAccount(t *testing.T) {
	h := newHouse(t)
	said := map[string]string{}
	for _, email := range []string{"nobody@example.org", h.world.Guest.Email, h.world.People[people.Coordinator].Email} {
		b := h.browser(t)
		note := func(answer *http.Response) {
			text := fmt.Sprintln(answer.StatusCode, answer.Header, body(t, answer))
			for _, c := range answer.Cookies() {
				text = strings.ReplaceAll(text, c.Value, "TOKEN")
			}
			said[email] += text
		}
		note(b.post(ui.SignInCodePath, ui.FieldEmail, email, ui.FieldTo, "/account"))
		h.work(t)
		note(b.get(ui.SignInTypePath))
		for range signin.CodeTries + 1 {
			note(b.post(ui.SignInTypePath, ui.FieldCode, "1234"))
		}
	}
	for email, text := range said {
		if text != said["nobody@example.org"] {
			t.Errorf("%s is answered otherwise than somebody without an account", email)
		}
	}
}

func TestCodesThatAreSwitchedOffAreNotThere(t *testing.T) {
	h := newHouse(t, func(c *web.Config) { c.SignIn.EmailCodes = false })
	b := h.browser(t)
	for _, answer := range []*http.Response{b.get(ui.SignInTypePath), b.post(ui.SignInCodePath, ui.FieldEmail, h.world.Guest.Email), b.post(ui.SignInTypePath)} {
		b.shows(answer, 404, "sends no codes by e-mail")
	}
	if text := b.shows(b.get(ui.SignInPath), 200); strings.Contains(text, ui.SignInCodePath) {
		t.Error("the page offers a code")
	}
}

func TestSigningInLeadsNowhereElse(t *testing.T) {
	h := newHouse(t)
	for given, want := range map[string]string{
		"/account": "/account", "": "/partnerships", "https://elsewhere.example": "/partnerships", "//elsewhere.example": "/partnerships",
		"/%2Felsewhere.example": "/partnerships", `/\elsewhere.example`: "/partnerships", "/%5Celsewhere.example": "/partnerships",
		"javascript:alert(1)": "/partnerships", "///elsewhere.example": "/partnerships", "elsewhere": "/partnerships",
		"/a\r\nSet-Cookie: x=y": "/partnerships", "/%0d%0aSet-Cookie:x": "/partnerships", "https:/account": "/partnerships", "/account?done=x": "/partnerships",
		"/%3Fdone=x": "/%3Fdone=x",
	} {
		h.now = h.now.Add(signin.CodeLasts)
		b := h.browser(t)
		code := b.codeFor(h.world.Guest.Email, given)
		answer := b.post(ui.SignInTypePath, ui.FieldCode, code)
		if got := answer.Header.Get("Location"); answer.StatusCode != 303 || got != want || len(answer.Header.Values("Set-Cookie")) != 2 {
			t.Errorf("%q leads to %q, want %q", given, got, want)
		}
		if text := body(t, h.browser(t).get("/sign-in?"+url.Values{"to": {given}}.Encode())); strings.Contains(text, "elsewhere.example\"") && want == "/partnerships" {
			t.Errorf("the page takes %q on", given)
		}
	}
}

// What somebody planted in a browser before is worth nothing after a sign-in.
func TestAPlantedTokenOpensNothing(t *testing.T) {
	h := newHouse(t)
	b := h.browser(t)
	planted := h.world.Tokens[h.world.People[people.Scrutineer].ID]
	b.cookies["__Host-bearings"], b.cookies["bearings"] = planted, planted
	code := b.codeFor(h.world.Guest.Email, "")
	b.want(b.post(ui.SignInTypePath, ui.FieldCode, code), 303, "/partnerships")
	b.shows(b.get(ui.AccountPath), 200, "Signed in as "+h.world.Guest.Name)
	if h.as(t, planted).isIn() {
		t.Error("the token that was there before is still open")
	}
	// Where there is TLS, a cookie that any page without it could have set is no one's.
	plain := h.browser(t)
	plain.cookies["bearings"] = h.world.Tokens[h.world.Guest.ID]
	if plain.isIn() {
		t.Error("a cookie without its prefix is taken by TLS")
	}
}

func TestWithoutTLSTheCookieHasAPlainName(t *testing.T) {
	h := newHouse(t, func(c *web.Config) { c.Installation.Address = "" })
	b := h.browser(t)
	b.origin = "http://localhost"
	code := b.codeFor(h.world.Guest.Email, "")
	b.want(b.post(ui.SignInTypePath, ui.FieldCode, code), 303, "/partnerships")
	if c := b.last["bearings"]; c == nil || c.Secure || !c.HttpOnly || !b.isIn() {
		t.Errorf("the cookie is %+v", c)
	}
}

func TestASessionEndsWithTheClock(t *testing.T) {
	h := newHouse(t)
	token := h.world.Tokens[h.world.Guest.ID]
	for _, c := range []struct {
		after time.Duration
		isIn  bool
	}{{29 * time.Minute, true}, {58 * time.Minute, true}, {-time.Hour, false}, {89 * time.Minute, false}} {
		h.now = h.world.North.Since.Add(c.after)
		if got := h.as(t, token).isIn(); got != c.isIn {
			t.Errorf("after %v: signed in is %v", c.after, got)
		}
	}
	b := h.as(t, token)
	b.shows(b.post(ui.AccountNamePath, ui.FieldName, "X"), 401, "Please sign in again", `href="/sign-in"`)
}

func TestSigningOutLeavesNothing(t *testing.T) {
	h := newHouse(t)
	b := h.as(t, h.world.Tokens[h.world.Guest.ID])
	b.want(b.get(ui.SignOutPath), 405, "")
	answer := b.post(ui.SignOutPath)
	if got := answer.Header.Get("Clear-Site-Data"); got != `"cache", "storage"` || answer.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("Clear-Site-Data %q", got)
	}
	b.shows(answer, 200, "You have signed out")
	if len(b.cookies) != 0 || h.as(t, h.world.Tokens[h.world.Guest.ID]).isIn() {
		t.Error("something is left")
	}
	b.shows(b.post(ui.SignOutPath), 200, "You have signed out")
}

// Pages that are kept and handed to everybody never hold a name.
func TestPagesForEverybodyAreForEverybody(t *testing.T) {
	h := newHouse(t)
	b := h.as(t, h.world.Tokens[h.world.Guest.ID])
	text := b.shows(b.get("/principles"), 200, `href="/account"`, "a cookie keeps you")
	if strings.Contains(text, h.world.Guest.Name) || b.get("/principles").Header.Get("Set-Cookie") != "" {
		t.Error("a page for everybody knows who asks")
	}
	for _, path := range []string{ui.AccountPath, ui.AccountErasePath, ui.SignInPath, ui.SignInTypePath, ui.JoinPath} {
		if got := b.get(path).Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control %q", path, got)
		}
	}
	b.shows(b.get(ui.CookiesPath), 200, "__Host-bearings-attempt")
	without := web.New(furnished(t))
	if text := body(t, get(without, "/principles")); strings.Contains(text, "/account") {
		t.Error("a site without accounts leads to one")
	}
	if r := get(without, ui.SignInPath); r.StatusCode != 404 {
		t.Errorf("a site without accounts: %d", r.StatusCode)
	}
}
