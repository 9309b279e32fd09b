package web_test

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/ui"
)

func TestTheAccountShowsWhatIsKept(t *testing.T) {
	h := newHouse(t)
	lead := h.world.People[people.AgencyLead]
	b := h.as(t, h.world.Tokens[lead.ID])
	text := b.shows(b.get(ui.AccountPath), 200, lead.Email, h.world.Council.Name, h.world.North.Name, "(this browser)", "With a code by e-mail")
	for _, token := range []string{h.world.Tokens[lead.ID], signin.Hash(h.world.Tokens[lead.ID])} {
		if strings.Contains(text, token) {
			t.Error("the page holds what opens a session")
		}
	}
	b.shows(b.post(ui.AccountNamePath, ui.FieldName, " "), 422, `href="#name"`)
	b.want(b.post(ui.AccountNamePath, ui.FieldName, "Nia Lead"), 303, "/account?done=name")
	b.shows(b.get("/account?done=name"), 200, "Signed in as Nia Lead", "Your name has been changed.")
}

var otherSession = regexp.MustCompile(`name="id" value="([0-9a-f-]{36})"`)

func TestOtherBrowsersAreSignedOut(t *testing.T) {
	h := newHouse(t)
	id := h.world.Guest.ID
	b, other := h.as(t, h.world.Tokens[id]), h.as(t, h.world.Weak[id])
	found := otherSession.FindStringSubmatch(body(t, b.get(ui.AccountPath)))
	if found == nil {
		t.Fatal("the other browser is not listed")
	}
	nosy := h.as(t, h.world.Tokens[h.world.People[people.Contributor].ID])
	nosy.want(nosy.post(ui.AccountSessionsPath, ui.FieldID, found[1]), 404, "")
	if !other.isIn() {
		t.Error("somebody else could end it")
	}
	b.want(b.post(ui.AccountSessionsPath, ui.FieldID, found[1]), 303, "/account?done=ended")
	if other.isIn() || !b.isIn() {
		t.Error("the wrong one is out")
	}
	b.want(b.post(ui.AccountSessionsPath, ui.FieldID, ui.AllOthers), 303, "/account?done=ended-others")
	if !b.isIn() {
		t.Error("this browser is signed out too")
	}
}

func TestOneTakesAwayWhatIsKept(t *testing.T) {
	h := newHouse(t)
	who := h.world.People[people.Contributor]
	b := h.browser(t)
	code := b.codeFor(who.Email, "")
	b.want(b.post(ui.SignInTypePath, ui.FieldCode, code), 303, "/partnerships")
	b.want(b.post(ui.AccountNamePath, ui.FieldName, "Con"), 303, "/account?done=name")
	b.want(b.get(ui.AccountExportPath), 405, "")
	r := b.post(ui.AccountExportPath)
	if r.Header.Get("Content-Type") != "application/json" || !strings.HasPrefix(r.Header.Get("Content-Disposition"), "attachment") || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("the headers are %v", r.Header)
	}
	var kept struct {
		Schema  string
		Account struct{ Name, Email string }
		Roles   []struct{ Role, Partnership, Agency string }
		Log     []struct{ Outcome string } `json:"sign_in_log"`
		Deeds   []struct{ Kind string }
		Signed  []struct{ Method string } `json:"signed_in"`
	}
	text := body(t, r)
	if err := json.Unmarshal([]byte(text), &kept); err != nil {
		t.Fatal(err)
	}
	if kept.Account.Name != "Con" || kept.Account.Email != who.Email || len(kept.Roles) != 1 || kept.Roles[0].Agency != h.world.Council.Name ||
		len(kept.Log) != 2 || len(kept.Signed) != 3 || len(kept.Deeds) == 0 || kept.Deeds[0].Kind != "person-changed" {
		t.Errorf("the file has %s", text)
	}
	if strings.Contains(text, h.world.People[people.Coordinator].Email) {
		t.Error("the file tells of somebody else")
	}
}

func TestErasingOnesAccount(t *testing.T) {
	h := newHouse(t)
	coordinator := h.as(t, h.world.Tokens[h.world.People[people.Coordinator].ID])
	coordinator.shows(coordinator.post(ui.AccountErasePath, ui.FieldSure, "yes"), 422, "A partnership needs a coordinator.")
	if !coordinator.isIn() {
		t.Error("the only coordinator is gone")
	}
	weak := h.as(t, h.world.Weak[h.world.People[people.Moderator].ID])
	weak.shows(weak.get(ui.AccountErasePath), 403, "Your roles need a passkey or your organisation.")
	b := h.as(t, h.world.Weak[h.world.Guest.ID])
	b.shows(b.get(ui.AccountErasePath), 200, "What goes", "What stays")
	b.shows(b.post(ui.AccountErasePath), 422, "Tick the box", `href="#sure"`)
	h.now = h.now.Add(signin.FreshFor)
	for _, answer := range []string{ui.AccountErasePath, ui.AccountKeysPath} {
		b.shows(b.post(answer, ui.FieldSure, "yes"), 403, "Please sign in once more", "/sign-in?to=%2Faccount")
	}
	code := b.codeFor(h.world.Guest.Email, "/account")
	b.want(b.post(ui.SignInTypePath, ui.FieldCode, code), 303, "/account")
	answer := b.post(ui.AccountErasePath, ui.FieldSure, "yes")
	if answer.Header.Get("Clear-Site-Data") == "" || len(b.cookies) != 0 {
		t.Error("the browser keeps something")
	}
	b.shows(answer, 200, "Your account is erased")
	if h.as(t, h.world.Tokens[h.world.Guest.ID]).isIn() {
		t.Error("another browser is still signed in")
	}
	if got := h.browser(t).codeFor(h.world.Guest.Email, ""); got != "" {
		// The only message is the one from before.
		b.shows(b.post(ui.SignInTypePath, ui.FieldCode, got), 422)
	}
}
