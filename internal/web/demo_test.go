package web_test

import (
	"slices"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// withDemo lets anybody come in as the coordinator; half says that only the pages
// know of it.
func withDemo(h *house, half bool) *house {
	one := h.world.People[people.Coordinator]
	service := *h.config.SignIn
	if !half {
		service.Demo = func(id people.AccountID) bool { return id == one.ID }
	}
	h.config.SignIn = &service
	h.config.Demo = []ui.DemoPerson{{Account: one.ID, Name: one.Name, Role: people.Coordinator, To: h.part()}}
	h.site = web.New(h.config)
	return h
}

func hasRoute(s *web.Site, name string) bool {
	return slices.ContainsFunc(s.Routes(), func(r web.Route) bool { return r.Name == name })
}

// A real site has no such way in, whoever asks and however.
func TestNobodyComesInByAButtonOnARealSite(t *testing.T) {
	h := newHouse(t)
	b := h.browser(t)
	coordinator := string(h.world.People[people.Coordinator].ID)
	if hasRoute(web.New(h.config), "ComeIn") {
		t.Error("a real site has the route")
	}
	b.want(b.post(ui.SignInDemoPath, ui.FieldID, coordinator), 404, "")
	if text := b.shows(b.get(ui.SignInPath), 200); strings.Contains(text, ui.SignInDemoPath) || strings.Contains(text, "made up") {
		t.Error("the page of a real site speaks of a demonstration")
	}
	b = withDemo(newHouse(t), true).browser(t)
	b.want(b.post(ui.SignInDemoPath, ui.FieldID, coordinator), 404, "")
	if _, err := h.config.SignIn.ComeAs(t.Context(), people.AccountID(coordinator), ""); err == nil {
		t.Error("the service lets anybody in")
	}
}

func TestADemonstrationLetsAnybodyInAsThoseItNames(t *testing.T) {
	h := withDemo(newHouse(t), false)
	b := h.browser(t)
	one := h.world.People[people.Coordinator]
	b.shows(b.get(ui.HomePath), 200, "Everything here is made up")
	b.shows(b.get("/nothing-there"), 404, "Everything here is made up")
	b.shows(b.get(ui.SignInPath), 200, "Come in as the coordinator", one.Name, `value="`+string(one.ID)+`"`)
	b.want(b.post(ui.SignInDemoPath, ui.FieldID, string(h.world.People[people.Moderator].ID)), 404, "")
	b.want(b.post(ui.SignInDemoPath, ui.FieldID, ""), 404, "")
	answer := b.post(ui.SignInDemoPath, ui.FieldID, string(one.ID))
	b.shows(b.follow(answer), 200, "Signed in as "+one.Name, "Everything here is made up")
	b.shows(b.get(h.part("people")), 200) // a right that needs a strong session
	b.shows(b.get(ui.AccountPath), 200, "By a button of the demonstration")
}
