package e2e_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/people"
	"bearings/internal/ui"
)

// savingTold is what the page tells about saving.
const savingTold = `document.querySelector('[data-saving-told]').textContent`

// writesReturn opens a part of the council's return, in a browser of their own.
func writesReturn(t *testing.T, h house, as who, parts ...string) context.Context {
	t.Helper()
	ctx := tab(t)
	comeAs(t, ctx, h, as)
	do(t, ctx, chromedp.EmulateViewport(wide, 900), chromedp.Navigate(h.url+ui.ReturnURL(h.rounds.open, h.world.Council.ID, parts...)))
	return ctx
}

func typesInto(t *testing.T, ctx context.Context, box, text string) {
	t.Helper()
	do(t, ctx, chromedp.Focus(chromedp.ID(box)))
	write(t, ctx, text)
}

func (h house) tells(t *testing.T, ctx context.Context, message string) {
	t.Helper()
	until(t, ctx, fmt.Sprintf(`%s === %q`, savingTold, h.config.Words.Say(message)))
}

// keptAt is what is kept of an answer, and how many stand beside it.
func (h house) keptAt(t *testing.T, item string) (text string, beside int) {
	t.Helper()
	v := h.world.As(t, people.AgencyLead)
	draft, err := h.config.Rounds.ReadReturn(t.Context(), v, people.Where{Partnership: h.world.North.ID, Agency: h.world.Council.ID}, h.rounds.open.ID)
	must(t, err)
	return draft.Answers[item].Text + draft.Answers[item].Answer, len(draft.Others[item])
}

// What is typed is kept without a press of a button, a place on the scale as well,
// and again when one goes on.
func TestAReturnIsSavedWhileSomebodyTypes(t *testing.T) {
	h := open(t)
	ctx := writesReturn(t, h, lead, "P1")
	typesInto(t, ctx, ui.FieldWrittenOf("p1-do"), "We ask")
	h.tells(t, ctx, "return.saving-not-yet")
	h.tells(t, ctx, "return.saving-saved")
	write(t, ctx, " and listen")
	do(t, ctx, chromedp.Click(chromedp.CSS("input[value=mostly]")))
	h.tells(t, ctx, "return.saving-not-yet")
	h.tells(t, ctx, "return.saving-saved")
	if text, beside := h.keptAt(t, "p1-do"); text != "We ask and listen" || beside != 0 {
		t.Errorf("%q, %d beside it", text, beside)
	}
	if place, _ := h.keptAt(t, "p1"); place != "mostly" {
		t.Errorf("the place is %q", place)
	}
	// Whoever leaves at once loses nothing.
	typesInto(t, ctx, ui.FieldWrittenOf("p1-better"), "Left at once")
	do(t, ctx, chromedp.Navigate(h.url+ui.ReturnURL(h.rounds.open, h.world.Council.ID)))
	for range 100 { // what is sent on leaving may come after the page that follows
		if text, _ := h.keptAt(t, "p1-better"); text == "Left at once" {
			return
		}
		do(t, ctx, chromedp.Reload())
	}
	t.Error("what was typed last is lost")
}

// Two people type into the same box: each sees that there are two answers, and one
// of them makes one text of both.
func TestTwoPeopleTypeIntoTheSameBox(t *testing.T) {
	h := open(t)
	box := ui.FieldWrittenOf("p3-do")
	first, second := writesReturn(t, h, lead, "P3"), writesReturn(t, h, contributor, "P3")
	typesInto(t, first, box, "From the lead.")
	h.tells(t, first, "return.saving-saved")
	typesInto(t, second, box, "From the contributor.")
	until(t, second, `document.querySelector('[data-both=p3-do]').checkVisibility()`)
	write(t, second, " And more.")
	h.tells(t, second, "return.saving-not-yet")
	h.tells(t, second, "return.saving-saved")
	if text, beside := h.keptAt(t, "p3-do"); text != "From the lead." || beside != 1 {
		t.Fatalf("%q, %d beside it", text, beside)
	}
	press(t, second, "[data-both=p3-do] a")
	if text := look[string](t, second, fmt.Sprintf(`document.getElementById(%q).value`, ui.BoxOwn)); text != "From the lead.\n\nFrom the contributor. And more." {
		t.Errorf("the box begins with %q", text)
	}
	do(t, second, chromedp.Click(chromedp.CSS("input[value=own]")))
	press(t, second, send)
	if text, beside := h.keptAt(t, "p3-do"); text != "From the lead.\n\nFrom the contributor. And more." || beside != 0 {
		t.Errorf("%q, %d beside it", text, beside)
	}
}

// Signed out while typing: the page says so, and sends what is typed afterwards.
func TestWhatIsTypedWaitsForTheSite(t *testing.T) {
	h := open(t)
	ctx := writesReturn(t, h, lead, "P5")
	comeAs(t, ctx, h, nobody)
	typesInto(t, ctx, ui.FieldWrittenOf("p5-do"), "Typed while signed out")
	h.tells(t, ctx, "return.saving-signed-out")
	until(t, ctx, `document.querySelector('[data-saving-in] a').checkVisibility()`)
	comeAs(t, ctx, h, lead)
	look[chromedp.Void](t, ctx, `void window.dispatchEvent(new Event('focus'))`)
	h.tells(t, ctx, "return.saving-saved")
	if text, _ := h.keptAt(t, "p5-do"); text != "Typed while signed out" {
		t.Errorf("%q", text)
	}
}

// A button pressed after the session ended brings the words back, on a page to sign
// in from and to send them again.
func TestASessionThatEndedGivesTheWordsBack(t *testing.T) {
	h := open(t)
	ctx := writesReturn(t, h, lead, "P6")
	typed := "Typed for an hour. " + longWord + longWord + longWord + longWord
	look[chromedp.Void](t, ctx, fmt.Sprintf(`void (document.getElementById(%q).value = %q)`, ui.FieldWrittenOf("p6-do"), typed))
	comeAs(t, ctx, h, nobody)
	if answer := press(t, ctx, "button[value="+ui.StepStay+"]"); answer.Status != 401 {
		t.Errorf("status %d", answer.Status)
	}
	do(t, ctx, chromedp.EmulateViewport(narrow, 900))
	if !look[bool](t, ctx, fmt.Sprintf(`document.querySelector('.saved').innerText === %q && document.documentElement.scrollWidth <= innerWidth`, typed)) {
		t.Error("the words are not there, or the page scrolls sideways")
	}
	checkAxe(t, ctx)
	shoot(t, ctx, "Unsaved-signed-out")
	comeAs(t, ctx, h, lead)
	press(t, ctx, send)
	if text, _ := h.keptAt(t, "p6-do"); text != typed {
		t.Errorf("%q", text)
	}
}
