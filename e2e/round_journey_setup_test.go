package e2e_test

import (
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/chromedp"

	"bearings/internal/round"
	"bearings/internal/ui"
)

// invited is how many staff each agency invites, by level.
var invited = map[string][]string{
	policeName:  {"14", "10", "3"},
	councilName: {"16", "9", "3"},
	schoolName:  {"6", "2", "1"},
}

// task opens a task of the list from the round's page.
func (j *roundJourney) task(name, heading string) {
	j.t.Helper()
	j.ada.open(j.round, roundTitle)
	j.ada.follows(j.ada.says("roundsetup.task-" + name))
	j.ada.arrives(heading)
}

// saves presses the button of a task, and looks whether the task is done.
func (j *roundJourney) saves() {
	j.t.Helper()
	j.ada.presses("roundsetup.save")
	j.ada.arrives(roundTitle)
	j.ada.sees(j.ada.says("roundsetup.done-changed"))
}

// setsTheRoundUp does every task of the list.
func (j *roundJourney) setsTheRoundUp() {
	j.t.Helper()
	j.startsTheRound()
	j.choosesWhoIsAsked()
	j.givesNumbers()
	j.makesLinks()
	j.choosesDates()
	j.looksAtTheForecast()
}

func (j *roundJourney) startsTheRound() {
	j.t.Helper()
	ada, title := j.ada, func(task string) string { return j.ada.says("roundsetup.task-" + task) }
	ada.open(j.place, partnershipName)
	ada.follows(ada.says("roundsetup.rounds-all"))
	ada.arrives(ada.says("roundsetup.rounds"))
	ada.clicks("starting a round", `//main//a[normalize-space(.)=%q]`, ada.says("roundsetup.start"))
	ada.arrives(ada.says("roundsetup.start"))
	ada.types(ui.FieldName, "Autumn")
	ada.presses("roundsetup.start-button")
	ada.arrives("Autumn")
	j.round = ada.address()
	ada.follows(title("name"))
	ada.arrives(title("name"))
	ada.types(ui.FieldName, roundTitle)
	j.saves()
	j.task("framework", title("framework"))
	ada.sees(ada.says("roundsetup.framework-first"))
	ada.presses("roundsetup.framework-standard")
	ada.arrives(roundTitle)
	ada.shows("2-tasks")
}

func (j *roundJourney) choosesWhoIsAsked() {
	j.t.Helper()
	j.task("strands", j.ada.says("roundsetup.task-strands"))
	for _, strand := range []string{"staff", "return", "evidence"} {
		if !look[bool](j.t, j.ada.ctx, `document.querySelector('input[value=`+strand+`]').checked`) {
			j.ada.step("asking "+strand, chromedp.Click(chromedp.CSS("input[value="+strand+"]")))
		}
	}
	j.saves()
	j.task("agencies", j.ada.says("roundsetup.task-agencies"))
	for agency, form := range map[string]round.Form{policeName: round.FullForm, councilName: round.FullForm, schoolName: round.ShortForm} {
		j.ada.clicks("choosing a form", `//fieldset[legend[normalize-space(.)=%q]]//input[@value=%q]`, agency, string(form))
	}
	j.saves()
}

func (j *roundJourney) givesNumbers() {
	j.t.Helper()
	j.task("numbers", j.ada.says("roundsetup.task-numbers"))
	for agency, numbers := range invited {
		for i, number := range numbers {
			j.ada.fills(`//tr[th[normalize-space(.)="`+agency+`"]]/td[`+strconv.Itoa(i+1)+`]//input`, number)
		}
	}
	j.saves()
}

// makesLinks makes a link for everybody, if none is there, and one for the police.
func (j *roundJourney) makesLinks() {
	j.t.Helper()
	ada := j.ada
	j.task("links", ada.says("survey.links"))
	if strings.Contains(ada.page(), ada.says("survey.links-none")) {
		ada.sends("survey.link-make")
		ada.arrives(ada.says("survey.links"))
		ada.sees(ada.says("survey.done-made"))
	}
	found := surveyCode.FindStringSubmatch(ada.page())
	if found == nil {
		j.t.Fatalf("there is no address of the survey: %s", ada.page())
	}
	j.survey = ui.AnswerURL(found[1])
	ada.step("choosing the agency", chromedp.SendKeys(chromedp.ID(ui.FieldSurveyAgency), policeName))
	ada.sends("survey.link-make")
	ada.arrives(ada.says("survey.links"))
	ada.sees(ada.says("survey.done-made"), policeName)
	ada.followsAny(ada.says("survey.poster-link"))
	ada.arrives(ada.says("survey.title"))
	ada.sees(partnershipName, found[1])
	ada.shows("3-poster")
}

// writesDate types a day in its three parts.
func (v *visitor) writesDate(field string, day time.Time) {
	v.t.Helper()
	v.types(field, strconv.Itoa(day.Day()))
	v.types(field+ui.DateMonth, strconv.Itoa(int(day.Month())))
	v.types(field+ui.DateYear, strconv.Itoa(day.Year()))
}

func (j *roundJourney) choosesDates() {
	j.t.Helper()
	ada := j.ada
	j.task("dates", ada.says("roundsetup.task-dates"))
	today := time.Now()
	ada.writesDate(ui.FieldOpens, today)
	ada.writesDate(ui.FieldCloses, today.AddDate(0, 0, -1))
	ada.presses("roundsetup.save")
	ada.step("being told what to put right", chromedp.WaitVisible(chromedp.CSS(".govuk-error-summary")))
	ada.writesDate(ui.FieldCloses, today.AddDate(0, 0, 14))
	j.saves()
	j.task("thresholds", ada.says("roundsetup.task-thresholds"))
	j.saves()
	j.task("pages", ada.says("roundsetup.task-pages"))
	ada.step("keeping agencies' pages their own", chromedp.Click(chromedp.CSS("input[value="+string(round.OwnOnly)+"]")))
	j.saves()
}

func (j *roundJourney) looksAtTheForecast() {
	j.t.Helper()
	ada := j.ada
	j.task("forecast", ada.says("roundsetup.task-forecast"))
	for _, percent := range []int{30, 50, 70} {
		ada.sees(ada.says("roundsetup.forecast-rate", "Percent", percent))
	}
	ada.sees("To show on its own, invite", policeName+" (27 invited)")
	ada.shows("4-forecast")
}

// opensTheRound opens it, and looks what everybody is told to do next.
func (j *roundJourney) opensTheRound() {
	j.t.Helper()
	ada := j.ada
	early := j.visitor("somebody who comes early")
	early.open(j.survey, ada.says("survey.early"))
	j.task("open", ada.says("roundsetup.open"))
	ada.presses("roundsetup.open-button")
	ada.arrives(roundTitle)
	ada.sees(ada.says("roundsetup.done-opened"), ada.says("roundsetup.next-share"))
	j.lee.open(j.place, partnershipName)
	j.lee.follows(roundTitle)
	j.lee.arrives(roundTitle)
	j.lee.sees(j.lee.says("roundsetup.next-write", "Agency", policeName))
	j.mo.open(j.round, roundTitle)
	j.mo.sees(j.mo.says("roundsetup.next-moderator"))
}
