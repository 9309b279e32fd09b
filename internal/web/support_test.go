package web_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// supportHouse is a house in which rounds are, and so statements of support.
func supportHouse(t *testing.T) *house {
	return newHouse(t, func(c *web.Config) {
		c.Rounds = testkit.Rounds(testkit.Open(t, testkit.Engines[0].Options(t)))
	})
}

// writeSupport is what a lead sends.
func writeSupport(words string, further ...string) []string {
	return append([]string{ui.FieldSpeaks, "Director", ui.FieldSaid, words, ui.FieldThing, "Ask young people to choose", ui.FieldCheck, "5", ui.FieldCheckYear, "2027"}, further...)
}

var decideAction = regexp.MustCompile(`action="(/partnerships/[^"]+/support/[^"]+)"`)

// The way of a statement, from a lead by the coordinator to everybody.
func TestAnAgencySaysPubliclyHowItUsesThePrinciples(t *testing.T) {
	h := supportHouse(t)
	lead, coordinator, anybody := h.north(t, people.AgencyLead), h.north(t, people.Coordinator), h.browser(t)
	own := ui.SupportOwnURL(h.world.North.ID, h.world.Council.ID)
	anybody.shows(anybody.get(ui.SupportPath), 200, "No organisation has said anything here yet", "How to write a statement")
	lead.shows(lead.get(ui.AgencyURL(h.world.North.ID, h.world.Council.ID)), 200, "Say how you use the principles", own)
	lead.shows(lead.post(own, writeSupport("")...), 422, "Write how your organisation uses the principles.", `value="Director"`)
	lead.shows(lead.post(own, writeSupport("x", ui.FieldCheck, "13")...), 422, "Write the month and year")
	lead.shows(lead.post(own, writeSupport("She was promiscuous.")...), 200, "promiscuous", `value="done"`)
	lead.shows(lead.follow(lead.post(own, writeSupport("We ask children what changed.")...)), 200, "The words are with the coordinator now.", "The coordinator has not shown this yet")
	anybody.shows(anybody.get(ui.SupportPath), 200, "No organisation has said anything here yet")
	text := coordinator.shows(coordinator.get(h.part("support")), 200, "We ask children what changed.", "Director, 23 November 2026")
	decide := decideAction.FindStringSubmatch(text)
	if decide == nil {
		t.Fatal("there is no form to decide with")
	}
	coordinator.shows(coordinator.post(decide[1], ui.FieldDecision, "send-back"), 422, "Write in one line why you send it back.")
	coordinator.shows(coordinator.follow(coordinator.post(decide[1], ui.FieldDecision, "show")), 200, "Everybody can read the statement now.", "Shown to everybody")
	anybody.shows(anybody.get(ui.SupportPath), 200, h.world.North.Name, h.world.Council.Name, "We ask children what changed.",
		"One thing we will do:", "Ask young people to choose", "To be looked at in May 2027.")
	coordinator.shows(coordinator.post(decide[1]+"x", ui.FieldDecision, "show"), 422, "These words have been changed or taken down")
	anybody.shows(anybody.get(ui.LibraryPath), 200, ui.SupportPath)
	h.now = h.now.Add(300 * 24 * time.Hour)
	h.config.Today = func() time.Time { return h.now }
	late := get(web.New(h.config), ui.SupportPath)
	if text := body(t, late); !strings.Contains(text, "This was to be looked at in May 2027.") {
		t.Error("a month that is over is not said to be")
	}
}
