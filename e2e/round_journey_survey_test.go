package e2e_test

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/chromedp"

	"bearings/internal/framework"
	"bearings/internal/round"
	"bearings/internal/ui"
)

const (
	phoneWords = "We meet early and the child is asked first."
	lateWords  = "I had no time before, and this matters to me."
	crowdWords = "In our team it helps that we talk on Mondays"
)

// onPhone is somebody at a phone that runs no scripts, at the survey's first page.
func (j *roundJourney) onPhone(name string) *visitor {
	j.t.Helper()
	v := j.visitor(name)
	do(j.t, v.ctx, chromedp.EmulateViewport(360, 640), withoutScripts, chromedp.Navigate(j.url+j.survey))
	stands(j.t, v.ctx, v.says("survey.title"))
	return v
}

// goesOn presses a button of the survey and looks where it leads.
func (v *visitor) goesOn(button, heading string) {
	v.t.Helper()
	if answer := press(v.t, v.ctx, on(button)); answer.Status != http.StatusOK {
		v.t.Fatalf("%s: status %d: %s", v.name, answer.Status, v.page())
	}
	stands(v.t, v.ctx, heading)
	if got := look[int64](v.t, v.ctx, `document.documentElement.scrollWidth`); got > 360 {
		v.t.Errorf("%s: the page “%s” is %d pixels wide", v.name, heading, got)
	}
}

// comments opens the box below a statement and writes into it.
func (v *visitor) comments(text string) {
	v.t.Helper()
	do(v.t, v.ctx, chromedp.Click(chromedp.CSS("main summary")), chromedp.SendKeys(chromedp.CSS("main textarea"), text))
}

// photographs keeps a picture of a page as it is on a phone.
func (v *visitor) photographs(name string) {
	v.t.Helper()
	shoot(v.t, v.ctx, strings.ReplaceAll(v.t.Name(), "/", "-")+"-"+name)
}

func (v *visitor) statement(n int) string { return v.says("survey.place", "N", n, "All", 8) }

// staffAnswers goes the whole way through the survey, page by page.
func (j *roundJourney) staffAnswers() {
	j.t.Helper()
	v := j.onPhone("somebody of the police at a phone")
	v.photographs("5-phone-first")
	v.goesOn(ui.SurveyNext, v.says("survey.agency"))
	v.clicks("choosing the agency", `//label[normalize-space(.)=%q]`, policeName)
	v.goesOn(ui.SurveyNext, v.says("survey.level"))
	pick(j.t, v.ctx, ui.FieldSurveyLevel, framework.Direct)
	v.goesOn(ui.SurveyNext, v.statement(1))
	v.photographs("5-phone-statement")
	pick(j.t, v.ctx, ui.FieldSurveyAnswer("p1"), "mostly")
	v.comments(phoneWords)
	v.goesOn(ui.SurveyNext, v.statement(2))
	if text := look[string](j.t, v.ctx, `document.querySelector('main textarea').value`); text != "" {
		j.t.Errorf("the box of the second statement begins with %q", text)
	}
	pick(j.t, v.ctx, ui.FieldSurveyAnswer("p2"), "sometimes")
	v.goesOn(ui.SurveyNext, v.statement(3))
	v.goesOn(ui.SurveyBack, v.statement(2))
	goBack(j.t, v.ctx, v.statement(3))
	goBack(j.t, v.ctx, v.statement(2))
	v.goesOn(ui.SurveyNext, v.statement(3))
	for n := 3; n <= 8; n++ {
		pick(j.t, v.ctx, ui.FieldSurveyAnswer(fmt.Sprint("p", n)), "mostly")
		if n < 8 {
			v.goesOn(ui.SurveyNext, v.statement(n+1))
		}
	}
	v.goesOn(ui.SurveyNext, v.says("survey.deeper"))
	j.goesDeeper(v)
	v.goesOn(ui.SurveyNext, v.says("survey.check"))
	v.sees(policeName, phoneWords, v.says("survey.use-"+round.ForQuote))
	v.goesOn(ui.SurveyChangeOf(ui.SurveyPageOf("p2")), v.statement(2))
	pick(j.t, v.ctx, ui.FieldSurveyAnswer("p2"), "nearly-always")
	v.goesOn(ui.SurveyNext, v.says("survey.check"))
	v.sees("Always or nearly always", phoneWords)
	v.photographs("5-phone-check")
	v.goesOn(ui.SurveySend, v.says("survey.sent"))
	v.photographs("5-phone-sent")
}

// goesDeeper answers what there is to one principle, and says that words may be quoted.
func (j *roundJourney) goesDeeper(v *visitor) {
	j.t.Helper()
	pick(j.t, v.ctx, ui.FieldSurveyDeeper, "P1")
	heading := `document.querySelector('h1').innerText`
	press(j.t, v.ctx, on(ui.SurveyNext))
	if first := look[string](j.t, v.ctx, heading); !strings.HasPrefix(first, "Going deeper") {
		j.t.Fatalf("the page is %q, and not a further statement", first)
	}
	for look[string](j.t, v.ctx, heading) != v.says("survey.use") {
		do(j.t, v.ctx, chromedp.Click(chromedp.CSS("main .govuk-radios__label")))
		press(j.t, v.ctx, on(ui.SurveyNext))
	}
	pick(j.t, v.ctx, ui.FieldSurveyUse, round.ForQuote)
}

// stopsBeforeSending is somebody who is interrupted at the last page.
func (j *roundJourney) stopsBeforeSending() *visitor {
	j.t.Helper()
	v := j.onPhone("somebody who is interrupted")
	for _, heading := range []string{v.says("survey.agency"), v.says("survey.level"), v.statement(1)} {
		v.goesOn(ui.SurveyNext, heading)
	}
	pick(j.t, v.ctx, ui.FieldSurveyAnswer("p1"), "sometimes")
	v.comments(lateWords)
	for n := 2; n <= 8; n++ {
		v.goesOn(ui.SurveyNext, v.statement(n))
	}
	// Who does not say what fills their week is asked nothing further.
	for _, heading := range []string{v.says("survey.use"), v.says("survey.check")} {
		v.goesOn(ui.SurveyNext, heading)
	}
	return v
}

// isTooLate presses the last button when the round has closed.
func (j *roundJourney) isTooLate(v *visitor) {
	j.t.Helper()
	v.goesOn(ui.SurveySend, v.says("survey.closed"))
	v.sees(v.says("survey.closed-kept"), lateWords, "Some of the time")
	if n := strings.Count(v.page(), lateWords); n != 1 {
		j.t.Errorf("what was written once stands there %d times", n)
	}
	v.photographs("8-phone-closed")
	j.onClosed()
}

// onClosed opens the link of a survey that has closed.
func (j *roundJourney) onClosed() {
	j.t.Helper()
	v := j.visitor("somebody who comes late")
	v.open(j.survey, v.says("survey.closed"))
	v.sees(v.says("survey.closed-text", "Partnership", partnershipName))
	v.doesNotSee(v.says("survey.closed-kept"))
}

var (
	surveyKey = regexp.MustCompile(`name="key" value="([^"]+)"`)
	choices   = regexp.MustCompile(`(?s)name="agency" value="([^"]+)"[^>]*>\s*<label[^>]*>\s*([^<]+?)\s*</label>`)
)

// person is one of the many who answer.
type person struct {
	agency, level, answer, comment string
}

// crowd are the colleagues of two agencies, in every level, of whom twelve write.
func crowd() (all []person) {
	for _, agency := range []string{policeName, councilName} {
		for n := range 22 {
			p := person{agency: agency, level: framework.Direct, answer: "mostly"}
			if agency == councilName {
				p.answer = "sometimes"
			}
			if n%3 == 0 {
				p.answer = "nearly-always"
			}
			switch {
			case n >= 20:
				p.level = framework.Strategic
			case n >= 12:
				p.level = framework.Operational
			}
			if n < 6 {
				p.comment = fmt.Sprintf("%s, in room %d.", crowdWords, len(all)+1)
			}
			all = append(all, p)
		}
	}
	return all
}

// crowdAnswers sends many answers, eight people at a time, each on the one-page form.
func (j *roundJourney) crowdAnswers() {
	j.t.Helper()
	queue := make(chan person)
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for p := range queue {
				if err := j.answers(p); err != nil {
					j.t.Error(err)
				}
			}
		})
	}
	for _, p := range crowd() {
		queue <- p
	}
	close(queue)
	workers.Wait()
	if j.t.Failed() {
		j.t.FailNow()
	}
	j.ada.open(j.round, roundTitle)
	j.ada.sees(j.ada.says("roundsetup.band-most"))
	j.ada.shows("6-open-round")
}

// answers opens the one-page form and sends it, as a browser without scripts does.
func (j *roundJourney) answers(p person) error {
	page, err := j.fetches(http.MethodGet, j.url+j.survey+"/all", nil)
	if err != nil {
		return err
	}
	key, agencies := surveyKey.FindStringSubmatch(page), map[string]string{}
	for _, one := range choices.FindAllStringSubmatch(page, -1) {
		agencies[one[2]] = one[1]
	}
	if key == nil || agencies[p.agency] == "" {
		return fmt.Errorf("the one-page form has no key, or no %s: %v", p.agency, slices.Collect(maps.Keys(agencies)))
	}
	form := url.Values{ui.FieldSurveyKey: {key[1]}, ui.FieldSurveyPage: {ui.SurveyPageAll}, ui.FieldSurveyAll: {"yes"}, ui.FieldStep: {ui.SurveyNext},
		ui.FieldSurveyAgency: {agencies[p.agency]}, ui.FieldSurveyLevel: {p.level}, ui.FieldSurveyUse: {round.ForQuote}}
	for n := 1; n <= 8; n++ {
		form.Set(ui.FieldSurveyAnswer(fmt.Sprint("p", n)), p.answer)
	}
	if p.comment != "" {
		form.Set(ui.FieldSurveyComment("P1"), p.comment)
	}
	for _, next := range []struct{ button, page, heading string }{
		{ui.SurveyNext, ui.SurveyPageAll, "survey.check"}, {ui.SurveySend, ui.SurveyPageCheck, "survey.sent"},
	} {
		form.Set(ui.FieldStep, next.button)
		form.Set(ui.FieldSurveyPage, next.page)
		if page, err = j.fetches(http.MethodPost, j.url+j.survey, form); err != nil {
			return err
		} else if !strings.Contains(page, j.words.Say(next.heading)) {
			return fmt.Errorf("%s: the page is not %q: %.2000s", p.agency, j.words.Say(next.heading), page)
		}
	}
	return nil
}

func (j *roundJourney) fetches(method, address string, form url.Values) (string, error) {
	request, err := http.NewRequestWithContext(j.t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		return "", err
	}
	if method == http.MethodPost {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s: status %d", method, address, answer.StatusCode)
	}
	return string(page), err
}
