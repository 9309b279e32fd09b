package e2e_test

import (
	"context"
	"strings"
	"time"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// surveyStates are the pages of the staff survey. The form carries all that was said,
// so that each page can be reached from the one-page form by saying which page it is.
func surveyStates(h house) []state {
	links := ui.SurveyLinksURL(h.rounds.open)
	own := h.schoolLink()
	open := ui.AnswerURL(h.rounds.link.Code)
	all := ui.AnswerURL(h.rounds.link.Code, "all")
	long := strings.Repeat("L", 300)
	from := func(page string, pairs ...string) map[string]string {
		fill := map[string]string{ui.FieldSurveyAll: "", ui.FieldSurveyPage: page}
		for i := 0; i < len(pairs); i += 2 {
			fill[pairs[i]] = pairs[i+1]
		}
		return fill
	}
	said := []string{"agency", string(h.world.Police.ID), "level", framework.Direct, "a.p1", "mostly", "a.p2", "not-ours", "c.P1", long}
	closedSoon := func(c *web.Config) { h.clock(c, 2) }
	return []state{
		{route: "Survey", name: "fresh", path: open},
		{route: "Survey", name: "fixed", path: ui.AnswerURL(own)},
		{route: "Survey", name: "signed-in", path: open, as: lead},
		{route: "Survey", name: "early", path: ui.AnswerURL(h.linkOf(h.rounds.prepared.ID))},
		{route: "Survey", name: "closed", path: open, change: func(c *web.Config) { h.clock(c, 0) }},
		{route: "Survey", name: "unknown", path: ui.AnswerURL("nothing"), status: 404},
		{route: "SurveyStep", name: "agency", path: open, press: send},
		{route: "SurveyStep", name: "level", path: all, fill: from("agency"), press: send},
		{route: "SurveyStep", name: "statement", path: all, fill: from("level"), press: send},
		{route: "SurveyStep", name: "back", path: all, fill: from("s.p2", said...), press: send, then: "main form"},
		{route: "SurveyStep", name: "hints", path: all, fill: from("s.p1", "c.P1", "His phone number is 07700 900123."), press: send},
		{route: "SurveyStep", name: "too-long", path: all, fill: from("s.p1", "a.p1", "mostly", "c.P1", strings.Repeat("L", 2400)), press: send, status: 422},
		{route: "SurveyStep", name: "deeper", path: all, fill: from("s.p8", said...), press: send},
		{route: "SurveyStep", name: "use", path: all, fill: from("s.p8", "c.P1", "LLL"), press: send},
		{route: "SurveyStep", name: "check", path: all, fill: from("use", said...), press: send},
		{route: "SurveyStep", name: "check-nothing", path: all, press: send},
		{route: "SurveyStep", name: "sent", path: all, fill: map[string]string{ui.FieldStep: ui.SurveySend, "a.p1": "sometimes"}, press: send},
		{route: "SurveyStep", name: "closed", path: all, fill: from("check", append(said, ui.FieldStep, ui.SurveySend)...), press: send, change: closedSoon},
		{route: "SurveyAll", name: "fresh", path: all},
		{route: "SurveyStep", name: "all-too-long", path: all, fill: map[string]string{"c.P1": strings.Repeat("L", 2400)}, press: send, status: 422},
		{route: "SurveyPaper", name: "all", path: ui.AnswerURL(h.rounds.link.Code, "paper")},
		{route: "SurveyPaper", name: "fixed", path: ui.AnswerURL(own, "paper")},
		{route: "SurveyLinks", name: "coordinator", path: links, as: coordinator},
		{route: "SurveyLinks", name: "lead", path: links, as: lead},
		{route: "SurveyLinks", name: "early", path: ui.SurveyLinksURL(h.rounds.prepared), as: coordinator},
		{route: "AddSurveyLink", name: "no-agency", path: links, as: coordinator, fill: map[string]string{"level": framework.Direct}, press: send, status: 422},
		{route: "AddSurveyLink", name: "made", path: links, as: coordinator, fill: map[string]string{"agency": string(h.world.Council.ID)}, press: send},
		{route: "SurveyPoster", name: "all", path: ui.SurveyLinksURL(h.rounds.open, h.rounds.link.Code, "poster"), as: coordinator},
		{route: "SurveyPoster", name: "fixed", path: ui.SurveyLinksURL(h.rounds.open, own, "poster"), as: coordinator},
		{route: "SurveyRemove", name: "fresh", path: ui.SurveyLinksURL(h.rounds.open, own, "remove"), as: coordinator},
		{route: "RemoveSurveyLink", name: "removed", path: ui.SurveyLinksURL(h.rounds.open, own, "remove"), as: coordinator, press: send},
	}
}

// clock gives a site rounds whose last day is over once the clock was looked at so
// often.
func (h house) clock(c *web.Config, looks int) {
	s := testkit.Rounds(h.world.DB)
	s.Words, s.Address, s.Load = c.Rounds.Words, c.Rounds.Address, c.Rounds.Load
	s.Now = func() time.Time {
		if looks--; looks >= 0 {
			return testkit.Day
		}
		return testkit.Day.AddDate(1, 0, 0)
	}
	c.Rounds = s
}

// linkOf is the code of a round's first link.
func (h house) linkOf(id round.ID) string {
	links, err := h.config.Rounds.Store.Read(context.Background()).Links(id)
	if err != nil || len(links) == 0 {
		return "" // a test that needs it finds nothing there
	}
	return links[0].Code
}

// schoolLink is the code of the link for those who lead the school; it is made where
// there is none.
func (h house) schoolLink() string {
	code := "abcd2345efgh"
	store := h.config.Rounds.Store
	if _, ok, err := store.Read(context.Background()).Link(code); ok || err != nil {
		return code
	}
	_ = store.InTx(context.Background(), func(tx round.Tx) error {
		return tx.AddLink(round.Link{Code: code, Round: h.rounds.open.ID, Agency: people.AgencyID(h.world.School.ID), Level: framework.Strategic})
	})
	return code
}
