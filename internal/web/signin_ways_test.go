package web_test

import (
	"html"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/signin/openid"
	"bearings/internal/signin/openid/openidtest"
	"bearings/internal/signin/passkey/passkeytest"
	"bearings/internal/store"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

func TestAPasskeyIsAddedAndSignsIn(t *testing.T) {
	h := newHouse(t)
	b := h.as(t, h.world.Tokens[h.world.People[people.Coordinator].ID])
	device := passkeytest.New(siteAddress, siteHost)
	page := b.post(ui.AccountKeysPath)
	b.want(b.post(ui.AccountKeysDonePath, ui.FieldAnswer, string(device.Create(t, b.options(page))), ui.FieldName, "Work laptop"),
		303, "/account?done=key-added")
	b.shows(b.get("/account?done=key-added"), 200, "The passkey has been added.", "Work laptop")
	b.shows(b.get("/account?done=%3Cb%3E"), 200)

	fresh := h.browser(t)
	page = fresh.post(ui.SignInKeyPath, ui.FieldTo, "/account")
	text := string(fresh.options(page))
	answer := string(device.Get(t, []byte(text)))
	other := h.browser(t)
	other.shows(other.post(ui.SignInKeyDonePath, ui.FieldAnswer, answer), 422, "This took too long, or it began in another window.")
	fresh.want(fresh.post(ui.SignInKeyDonePath, ui.FieldAnswer, answer), 303, "/account")
	fresh.shows(fresh.get(ui.AccountPath), 200, "Signed in as", "With a passkey")
	fresh.shows(fresh.post(ui.SignInKeyPath), 200, "data-passkey", `data-kind="get"`, "data-start", `name="answer"`, "data-passkey-failed", "data-passkey-missing", "<noscript>")
	fresh.shows(fresh.post(ui.SignInKeyDonePath, ui.FieldAnswer, ""), 422, "That passkey did not work here.", `href="/join"`)
}

func TestFromTheSetUpCodeToTheFirstPage(t *testing.T) {
	h := &house{now: testkit.Day, folder: t.TempDir()}
	h.open(t, testkit.Open(t, store.Options{Folder: h.folder, Now: testkit.Now}))
	code, needed, err := h.config.People.SetUpCode(t.Context())
	if err != nil || !needed {
		t.Fatal(err)
	}
	b := h.browser(t)
	b.shows(b.get(ui.SetUpPath), 200, "Set up this site", `autocomplete="name"`)
	send := func(code, name, email, partnership string) *http.Response {
		return b.post(ui.SetUpPath, ui.FieldCode, code, ui.FieldName, name, ui.FieldEmail, email, ui.FieldPartnership, partnership)
	}
	b.shows(send("wrong", "Nia", "nia@example.org", "North"), 422, `href="#code"`, `value="nia@example.org"`)
	b.shows(send(code, " ", "nia@example.org", "North"), 422, `href="#name"`)
	b.shows(send(code, "Nia", "nia", "North"), 422, `href="#email"`)
	b.shows(send(code, "Nia", "nia@example.org", ""), 422, `href="#partnership"`)
	b.want(send(code, "Nia", "nia@example.org", "North"), 303, ui.JoinWayPath)
	b.shows(b.get(ui.JoinWayPath), 200, "Hello Nia.")
	other := h.browser(t)
	other.want(other.get(ui.JoinWayPath), 303, ui.JoinPath)
	other.shows(other.get(ui.SetUpPath), 200, "This site has been set up already.")
	device := passkeytest.New(siteAddress, siteHost)
	answer := string(device.Create(t, b.options(b.post(ui.JoinKeyPath))))
	b.want(b.post(ui.JoinKeyDonePath, ui.FieldAnswer, answer, ui.FieldName, ""), 303, "/partnerships")
	b.shows(b.get(ui.AccountPath), 200, "Signed in as Nia", "North", "Passkey of 23 November 2026")
	b.shows(send(code, "Mo", "mo@example.org", "South"), 422)
}

func TestSettingUpNeedsAWayToSignIn(t *testing.T) {
	h := newHouse(t, func(c *web.Config) { c.SignIn.Passkeys = nil })
	b := h.browser(t)
	b.shows(b.post(ui.SetUpPath, ui.FieldCode, "x"), 200)
	b.shows(b.post(ui.SignInKeyPath), 404, "Passkeys can’t be used")
	if text := b.shows(b.get(ui.SignInPath), 200); strings.Contains(text, ui.SignInKeyPath) {
		t.Error("the page offers passkeys")
	}
}

func TestJoiningWithACode(t *testing.T) {
	h := newHouse(t)
	coordinator := h.world.People[people.Coordinator]
	viewer := people.Viewer{Account: coordinator, Strong: true,
		Grants: []people.Grant{{Account: coordinator.ID, Partnership: h.world.North.ID, Role: people.Coordinator}}}
	who := h.world.People[people.Moderator]
	code, err := h.config.People.MakeJoiningCode(t.Context(), viewer, h.world.North.ID, who.ID)
	if err != nil {
		t.Fatal(err)
	}
	b := h.browser(t)
	b.shows(b.post(ui.JoinPath, ui.FieldCode, "7Q2K"), 422, "That joining code does not work here.", `value="7Q2K"`)
	b.want(b.post(ui.JoinPath, ui.FieldCode, strings.ToLower(code[:8]+" - "+code[8:])), 303, ui.JoinWayPath)
	b.shows(b.get(ui.JoinWayPath), 200, "Hello "+who.Name)
	b.shows(b.post(ui.JoinKeyPath), 200, `data-kind="create"`)
	b.shows(b.post(ui.JoinKeyDonePath, ui.FieldAnswer, "{}"), 422, "Hello "+who.Name)
	device := passkeytest.New(siteAddress, siteHost)
	b.want(b.post(ui.JoinKeyDonePath, ui.FieldAnswer, string(device.Create(t, b.options(b.post(ui.JoinKeyPath))))), 303, "/partnerships")
	if !b.isIn() {
		t.Error("whoever joined is not signed in")
	}
	other := h.browser(t)
	other.shows(other.post(ui.JoinPath, ui.FieldCode, code), 422)
}

var onward = regexp.MustCompile(`<meta http-equiv="refresh" content="0; url=([^"]*)"`)

func TestSigningInAtAnIssuer(t *testing.T) {
	const secret = "a long secret of nobody"
	provider := openidtest.Start(t, openidtest.Client{ID: "bearings", Secret: secret, Redirects: []string{siteAddress + ui.SignInBackPath}})
	h := newHouse(t, func(c *web.Config) {
		c.SignIn.Issuers = openid.New([]signin.Issuer{{ID: "council", Name: "Northshire Council", URL: provider.URL, ClientID: "bearings", ClientSecret: secret}},
			siteAddress+ui.SignInBackPath, http.DefaultClient)
	})
	// there goes to the issuer as somebody and says where the browser is sent back to.
	there := func(b *guest, path, name string) string {
		t.Helper()
		found := onward.FindStringSubmatch(body(t, b.post(path)))
		if found == nil {
			t.Fatalf("%s leads nowhere", path)
		}
		return provider.SignIn(t, html.UnescapeString(found[1]), name).RequestURI()
	}
	b := h.browser(t)
	b.shows(b.get(ui.SignInPath), 200, "Go to Northshire Council")
	b.shows(b.get(there(b, ui.SignInIssuerURL("council"), "nia")), 200, "Nobody here has joined with this yet.", `action="/join"`)
	b.want(b.post(ui.SignInIssuerURL("police")), 404, "")

	own := h.as(t, h.world.Tokens[h.world.Guest.ID])
	back := there(own, ui.AccountIssuerURL("council"), "gil")
	scanner := h.browser(t)
	scanner.shows(scanner.get(back), 422, "This took too long, or it began in another window.")
	own.want(own.do("HEAD", back, nil), 405, "")
	own.want(own.get(back), 303, "/account?done=linked")
	own.shows(own.get("/account?done=linked"), 200, "Northshire Council", "The organisation has been linked.")
	own.shows(own.get(back), 422)

	b.want(b.get(there(b, ui.SignInIssuerURL("council"), "gil")), 303, "/partnerships")
	b.shows(b.get(ui.AccountPath), 200, "Signed in as "+h.world.Guest.Name, "With an organisation")
	another := h.as(t, h.world.Tokens[h.world.People[people.Contributor].ID])
	another.shows(another.get(there(another, ui.AccountIssuerURL("council"), "gil")), 422, "Somebody else here already signs in like that.", "Your account")
}

func TestTheOutboxIsThereForTryingOutAlone(t *testing.T) {
	h := newHouse(t)
	if r := h.browser(t).get(ui.OutboxPath); r.StatusCode != 404 {
		t.Errorf("status %d", r.StatusCode)
	}
	h = newHouse(t, func(c *web.Config) {
		c.Outbox = func() ([]ui.Letter, error) {
			return []ui.Letter{{To: "gil@example.org", Subject: "Your code", Text: "1234 <5678>", At: testkit.Day}}, nil
		}
	})
	b := h.browser(t)
	b.shows(b.get(ui.OutboxPath), 200, "This site is only being tried out.", "1234 <5678>", "23 November 2026, 09:30")
}

// Codes stand in the outbox, and nobody has to sign in to read it. So it is for
// whoever sits at the machine: not by way of a proxy that nobody told us of, and not
// for a page of another site whose name was made to lead here.
func TestTheOutboxIsForThisMachineAlone(t *testing.T) {
	letters := func(c *web.Config) {
		c.Outbox = func() ([]ui.Letter, error) {
			return []ui.Letter{{To: "gil@example.org", Text: "1234 5678", At: testkit.Day}}, nil
		}
	}
	noAddress := func(c *web.Config) { c.Installation.Address = "" }
	for _, one := range []struct {
		name, host, header string
		house              *house
		want               int
	}{
		{"at the machine", "localhost:8080", "", newHouse(t, letters, noAddress), 200},
		{"by its number", "[::1]:8080", "", newHouse(t, letters, noAddress), 200},
		{"another site's name", "rebound.example.net", "", newHouse(t, letters, noAddress), 404},
		{"a proxy", "localhost:8080", "X-Forwarded-For", newHouse(t, letters, noAddress), 404},
		{"a proxy that writes otherwise", siteHost, "Forwarded", newHouse(t, letters), 404},
	} {
		r := httptest.NewRequest("GET", "http://"+one.host+ui.OutboxPath, nil)
		if one.header != "" {
			r.Header.Set(one.header, "for=203.0.113.7")
		}
		answer := httptest.NewRecorder()
		one.house.site.ServeHTTP(answer, r)
		if answer.Code != one.want || strings.Contains(answer.Body.String(), "1234 5678") != (one.want == 200) {
			t.Errorf("%s: status %d", one.name, answer.Code)
		}
	}
}
