package e2e_test

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"

	"bearings/internal/ui"
)

const (
	leeWords  = "Our officers ask the child first what they want us to know."
	caiWords  = "We check with the young person how it felt afterwards."
	lostWords = "We have looked at forty conversations this year and learned from each of them."
)

// part opens a part of the return of the police from the list of its parts.
func (j *roundJourney) part(v *visitor, id string) {
	j.t.Helper()
	do(j.t, v.ctx, chromedp.Navigate(v.url+j.police))
	if answer := press(j.t, v.ctx, `.tasks a[href$="/`+id+`"]`); answer.Status != 200 {
		j.t.Fatalf("%s: opening the part %s: status %d", v.name, id, answer.Status)
	}
}

// tells waits for what the page tells of saving.
func (v *visitor) tells(message string) {
	v.t.Helper()
	until(v.t, v.ctx, fmt.Sprintf(`%s === %q`, savingTold, v.says(message)))
}

// writesTheReturn has two people write at the same return, and at the same answer.
func (j *roundJourney) writesTheReturn() {
	j.t.Helper()
	lee, cai := j.lee, j.cai
	lee.open(j.round, roundTitle)
	lee.follows(lee.says("roundsetup.next-write", "Agency", policeName))
	lee.arrives(lee.says("return.title", "Agency", policeName))
	j.police = lee.address()
	lee.sees(lee.says("return.law"))
	cai.open(j.round, roundTitle)
	cai.follows(cai.says("roundsetup.next-write", "Agency", policeName))
	cai.arrives(cai.says("return.title", "Agency", policeName))
	for n := 1; n <= 8; n++ {
		if n == 3 {
			continue // both write to this one
		}
		j.part(lee, fmt.Sprint("P", n))
		do(j.t, lee.ctx, chromedp.Click(chromedp.CSS("input[value=mostly]")))
		if n == 1 {
			typesInto(j.t, lee.ctx, ui.FieldWrittenOf("p1-do"), leeWords)
			lee.tells("return.saving-saved")
			lee.shows("7-return-part")
		}
		press(j.t, lee.ctx, "button[value="+ui.StepOn+"]")
		lee.sees(lee.says("return.done-saved"))
	}
	j.conflict()
}

// conflict has both write to one answer before either knows of the other, and settles
// it with a text out of both.
func (j *roundJourney) conflict() {
	j.t.Helper()
	lee, cai, box := j.lee, j.cai, ui.FieldWrittenOf("p3-do")
	j.part(lee, "P3")
	j.part(cai, "P3")
	typesInto(j.t, lee.ctx, box, "From Lee.")
	lee.tells("return.saving-saved")
	typesInto(j.t, cai.ctx, box, "From Cai.")
	until(j.t, cai.ctx, `document.querySelector('[data-both=p3-do]').checkVisibility()`)
	cai.shows("7-return-two-answers")

	lee.open(j.police, lee.says("return.title", "Agency", policeName))
	lee.follows(lee.says("return.read-and-sign"))
	lee.arrives(lee.says("return.sign"))
	lee.sees(lee.says("return.sign-undecided"))

	press(j.t, cai.ctx, "[data-both=p3-do] a")
	cai.arrives(cai.says("return.both"))
	cai.sees("From Lee.", "From Cai.", "Lee Marsh", "Cai Evans")
	cai.shows("7-return-both")
	if text := look[string](j.t, cai.ctx, fmt.Sprintf(`document.getElementById(%q).value`, ui.BoxOwn)); text != "From Lee.\n\nFrom Cai." {
		j.t.Errorf("the box for one text begins with %q", text)
	}
	cai.step("choosing one text out of both", chromedp.Click(chromedp.CSS("input[value=own]")))
	cai.types(ui.BoxOwn, caiWords)
	cai.sends("return.both-button")
	cai.sees(cai.says("return.done-decided"))
}

// losesTheSession signs out at another tab while a page is open, writes there, and
// has everything back after signing in.
func (j *roundJourney) losesTheSession() {
	j.t.Helper()
	cai, box := j.cai, ui.FieldWrittenOf("p6-do")
	j.part(cai, "P6")
	other := cai.tab()
	other.open(ui.PartnershipsPath, other.says("partnership.title"))
	other.presses("signin.bar-out")
	other.arrives(other.says("signin.out-title"))

	typesInto(j.t, cai.ctx, box, lostWords)
	cai.tells("return.saving-signed-out")
	if answer := press(j.t, cai.ctx, "button[value="+ui.StepStay+"]"); answer.Status != 401 {
		j.t.Errorf("saving without a session: status %d", answer.Status)
	}
	cai.sees(cai.says("return.unsaved-signed-out"), lostWords)
	cai.shows("7-return-signed-out")

	other.asksForACode(caiEmail)
	other.typesTheCode(j.mail(caiEmail).Text)
	cai.sends("return.send-again")
	cai.sees(cai.says("return.done-saved"))
	if text := look[string](j.t, cai.ctx, fmt.Sprintf(`document.getElementById(%q).value`, box)); text != lostWords {
		j.t.Errorf("what was typed came back as %q", text)
	}
}

func (j *roundJourney) signsTheReturn() {
	j.t.Helper()
	lee := j.lee
	lee.open(j.police, lee.says("return.title", "Agency", policeName))
	lee.follows(lee.says("return.read-and-sign"))
	lee.arrives(lee.says("return.sign"))
	lee.sees(leeWords, caiWords, lostWords)
	lee.types(ui.FieldName, "Lee Marsh")
	lee.presses("return.sign-button")
	lee.step("being told what to put right", chromedp.WaitVisible(chromedp.CSS(".govuk-error-summary")))
	lee.types(ui.FieldSignedRole, "Detective Superintendent")
	lee.step("confirming", chromedp.Click(chromedp.ID(ui.FieldConfirm)))
	lee.presses("return.sign-button")
	lee.arrives(lee.says("return.title", "Agency", policeName))
	lee.sees(lee.says("return.done-signed"), "Lee Marsh", "Detective Superintendent")
	lee.shows("7-return-signed")
	if status := j.ada.status(j.police); status != 404 && status != 403 {
		j.t.Errorf("the coordinator opens a return that is its agency's: status %d", status)
	}
}

// reminds sends a reminder to those whose return is not signed, and to nobody else.
func (j *roundJourney) reminds() {
	j.t.Helper()
	ada := j.ada
	ada.open(j.round, roundTitle)
	ada.follows(ada.says("roundsetup.next-remind"))
	ada.arrives(ada.says("roundsetup.remind"))
	ada.sees(ada.words.Count("roundsetup.remind-people", 1), councilName)
	ada.presses("roundsetup.remind-button")
	ada.arrives(roundTitle)
	ada.sees(ada.says("roundsetup.done-reminded"))
	text := j.mail(samEmail).Text
	for _, want := range []string{"Sam Okoro", partnershipName, roundTitle, councilName, j.url} {
		if !strings.Contains(text, want) {
			j.t.Errorf("the reminder lacks %q:\n%s", want, text)
		}
	}
	if typedCode.MatchString(text) {
		j.t.Errorf("the reminder lets somebody in:\n%s", text)
	}
}
