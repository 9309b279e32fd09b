package web_test

import (
	"regexp"
	"strings"
	"testing"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// aPiece is a form about evidence that can be saved, with changes.
func aPiece(change ...string) []string {
	form := []string{ui.FieldEvidenceKind, "audit", ui.FieldEvidenceSource, "Northshire Council", ui.FieldEvidenceMonth, "3", ui.FieldEvidenceYear, "2026",
		ui.FieldEvidenceShows, "Most records name somebody the child trusts.", ui.FieldEvidenceCannot, "It read few records."}
	return append(form, change...)
}

func TestEvidenceIsAddedOnAPage(t *testing.T) {
	h := newHouse(t)
	r, _ := h.world.PreparedRound(t)
	list := ui.RoundEvidenceURL(r)
	lead := h.north(t, people.AgencyLead)
	lead.shows(lead.get(list), 200, "Nothing here yet.", "Nobody has looked.", "Never write about a single child")
	text := lead.shows(lead.follow(lead.post(ui.RoundEvidenceURL(r, "P3", "add"), aPiece()...)), 200,
		"It has been saved.", "An audit", "Northshire Council, March 2026", "Most records name somebody", "What it can’t tell us:", "It read few records.")
	change := regexp.MustCompile(`href="(/partnerships/[^"]+/evidence/[^"]+/change)"`).FindStringSubmatch(text)
	if change == nil {
		t.Fatal("there is no link to change it")
	}
	lead.shows(lead.get(change[1]), 200, "Most records name somebody", `value="3"`, `value="2026"`)
	lead.shows(lead.follow(lead.post(change[1], aPiece(ui.FieldEvidenceKind, "advocacy")...)), 200, "Themes from advocacy")
	outside := h.north(t, people.Scrutineer)
	outside.shows(outside.get(list), 404)
	reader := h.north(t, people.Facilitator)
	reader.shows(reader.get(list), 200, "Themes from advocacy", "The coordinator and agency leads add to this page.")
	if strings.Contains(reader.shows(reader.get(list), 200), "/change") {
		t.Error("somebody who may not change it is offered to")
	}
	reader.shows(reader.get(change[1]), 404)
	remove := strings.TrimSuffix(change[1], "change") + "remove"
	lead.shows(lead.get(remove), 200, "Remove this piece?", "Most records name somebody")
	lead.shows(lead.follow(lead.post(remove)), 200, "The piece has been removed.")
	lead.shows(lead.get(remove), 404)
	lead.shows(lead.get(ui.RoundEvidenceURL(r, "P99", "add")), 404)
	coordinator := h.north(t, people.Coordinator)
	coordinator.shows(coordinator.get(h.part("trail")), 200, "added or changed other evidence.", "took away a piece of other evidence.")
}

func TestWhatIsWrongWithEvidenceIsSaidWhereItIs(t *testing.T) {
	h := newHouse(t)
	r, _ := h.world.OpenRound(t)
	b := h.north(t, people.Coordinator)
	add := ui.RoundEvidenceURL(r, "P1", "add")
	for _, c := range []struct{ field, value, says, at string }{
		{ui.FieldEvidenceKind, "", "Choose what kind of evidence it is.", ui.FieldEvidenceKind},
		{ui.FieldEvidenceSource, " ", "Write who or what it comes from.", ui.FieldEvidenceSource},
		{ui.FieldEvidenceMonth, "March", "Write the month and the year", ui.FieldEvidenceMonth},
		{ui.FieldEvidenceYear, "2090", "That month is still to come.", ui.FieldEvidenceMonth},
		{ui.FieldEvidenceShows, "", "Write what it shows.", ui.FieldEvidenceShows},
		{ui.FieldEvidenceShows, strings.Repeat("abcd ", 121), "What it shows is too long.", ui.FieldEvidenceShows},
		{ui.FieldEvidenceCannot, "", "Write what it can’t tell us.", ui.FieldEvidenceCannot},
	} {
		text := b.shows(b.post(add, aPiece(c.field, c.value)...), 422, c.says, `href="#`+c.at+`"`, "<title>Error: ")
		if c.field != ui.FieldEvidenceSource && !strings.Contains(text, "Northshire Council") {
			t.Errorf("%s: what was typed is gone", c.field)
		}
	}
	// Details that could tell who a child is: change it first, keep it second.
	telling := aPiece(ui.FieldEvidenceShows, "Call them on 07700 900123 about what they said.")
	b.shows(b.post(add, telling...), 200, "Look at your words once more", "This could tell a reader who a child is.", "Save it as it is")
	b.want(b.post(add, append(telling, ui.FieldStep, ui.StepDone)...), 303, ui.RoundEvidenceURL(r)+"?done=added")
}

func TestWhoIsMissingIsSaidOnAPage(t *testing.T) {
	h := newHouse(t)
	r, _ := h.world.OpenRound(t)
	b := h.north(t, people.AgencyLead)
	form := ui.RoundEvidenceURL(r, "missing-data")
	b.shows(b.get(form), 200, "Ethnicity", "Being in care", "Nobody has said", "Who is recognised too seldom?")
	b.shows(b.follow(b.post(form, ui.FieldMissingData+"ethnicity", round.NotLookedAt, ui.FieldMissingUnder, "Girls who look after others.")), 200,
		"Thank you for looking.", "Collected and not looked at", "ethnicity", "Girls who look after others.", "Nobody has said.")
	b.shows(b.get(form), 200, `value="not-looked-at" selected`, "Girls who look after others.")
	b.shows(b.post(form, ui.FieldMissingData+"ethnicity", "perhaps", ui.FieldMissingDone, "We asked."), 422, "One of the choices is not known here.", "We asked.")
	b.shows(b.post(form, ui.FieldMissingDone, strings.Repeat("é", 601)), 422, "too long", `href="#`+ui.FieldMissingDone+`"`)
}

func TestAfterTheResultsEvidenceStaysAsItIs(t *testing.T) {
	h := newHouse(t)
	r, _ := h.world.OpenRound(t)
	err := h.config.Rounds.Store.InTx(t.Context(), func(tx round.Tx) error {
		r.Revealed = h.now
		return tx.ChangeRound(r)
	})
	if err != nil {
		t.Fatal(err)
	}
	b := h.north(t, people.Coordinator)
	text := b.shows(b.get(ui.RoundEvidenceURL(r)), 200, "This page stays as it is now.")
	if strings.Contains(text, "/add") {
		t.Error("something can be added")
	}
	b.want(b.get(ui.RoundEvidenceURL(r, "P1", "add")), 303, ui.RoundEvidenceURL(r))
	b.shows(b.post(ui.RoundEvidenceURL(r, "P1", "add"), aPiece()...), 422, "can’t be changed any more", "Most records name somebody")
	b.shows(b.post(ui.RoundEvidenceURL(r, "missing-data"), ui.FieldMissingDone, "We asked."), 422, "can’t be changed any more", "We asked.")
}
