package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// surveyRoutes are to answer the staff survey, for anybody who has a link, and to
// make the links.
func (s *Site) surveyRoutes() []Route {
	return []Route{
		public("Survey", "GET", ui.AnswerPattern, s.getSurvey).inConfidence(),
		public("SurveyStep", "POST", ui.AnswerPattern, s.postSurvey).takesText().likeReading().inConfidence(),
		public("SurveyAll", "GET", ui.AnswerAllPattern, s.getSurveyAll).inConfidence(),
		public("SurveyPaper", "GET", ui.AnswerPaperPattern, s.getSurveyPaper).inConfidence(),
		needing(people.SeeRound, "SurveyLinks", "GET", ui.SurveyLinksPattern, s.getSurveyLinks),
		needing(people.ManageRound, "AddSurveyLink", "POST", ui.SurveyLinksPattern, s.postSurveyLink),
		needing(people.SeeRound, "SurveyPoster", "GET", ui.SurveyPosterPattern, s.getSurveyPoster),
		needing(people.ManageRound, "SurveyRemove", "GET", ui.SurveyRemovePattern, s.getSurveyRemove),
		needing(people.ManageRound, "RemoveSurveyLink", "POST", ui.SurveyRemovePattern, s.postSurveyRemove),
	}
}

// mistyped are letters that no code has, and those somebody may have meant.
var mistyped = strings.NewReplacer(" ", "", "-", "", "0", "o", "8", "b")

// survey finds what the address leads to, however it was typed.
func (s *Site) survey(r *http.Request) (p ui.SurveyPage, err error) {
	code := mistyped.Replace(strings.ToLower(r.PathValue("code")))
	if len(code) > 40 {
		return p, fault.New(fault.NotFound, "survey.unknown")
	}
	p.Survey, err = s.config.Rounds.Survey(r.Context(), code)
	return p, err
}

// noSurvey helps whoever came to an address that leads nowhere.
func (s *Site) noSurvey(w http.ResponseWriter, r *http.Request, err error) error {
	if f, ok := fault.As(err); ok && f.Kind == fault.NotFound {
		return s.renderSurvey(w, r, http.StatusNotFound, s.pages.SurveyUnknown())
	}
	return err
}

func (s *Site) getSurvey(w http.ResponseWriter, r *http.Request) error {
	return s.beginSurvey(w, r, ui.SurveyPageStart)
}

func (s *Site) getSurveyAll(w http.ResponseWriter, r *http.Request) error {
	return s.beginSurvey(w, r, ui.SurveyPageAll)
}

func (s *Site) beginSurvey(w http.ResponseWriter, r *http.Request, page string) error {
	p, err := s.survey(r)
	if err != nil {
		return s.noSurvey(w, r, err)
	}
	if !p.IsOpen(s.config.Rounds.Now()) {
		return s.closedSurvey(w, r, p)
	}
	p.Page, p.Said.Key, p.Said.All = page, s.config.Rounds.NewKey(), page == ui.SurveyPageAll
	return s.showSurvey(w, r, p)
}

func (s *Site) closedSurvey(w http.ResponseWriter, r *http.Request, p ui.SurveyPage) error {
	return s.renderSurvey(w, r, http.StatusOK, s.pages.In(p.Framework).SurveyClosed(p))
}

// showSurvey shows a page of the survey with what was said so far.
func (s *Site) showSurvey(w http.ResponseWriter, r *http.Request, p ui.SurveyPage) error {
	p.Number, p.Of = placeOf(p)
	if principle := p.CommentOn(); principle != "" && p.Written.Text == "" {
		p.Written.Text = p.Said.Comments[principle]
	}
	return s.renderSurvey(w, r, statusFor(p.Wrong), s.pages.In(p.Framework).SurveyPage(p))
}

// postSurvey takes one page of the survey and shows the next. All that was said so
// far came with it; nothing is kept before it is sent.
func (s *Site) postSurvey(w http.ResponseWriter, r *http.Request) error {
	form, err := surveyForm(r)
	if err != nil {
		return err
	}
	p, err := s.survey(r)
	if err != nil {
		return s.noSurvey(w, r, err)
	}
	s.readSurvey(&p, form)
	if !p.IsOpen(s.config.Rounds.Now()) {
		return s.closedSurvey(w, r, p)
	}
	if p.Wrong != "" || s.looksAgain(&p, form) {
		return s.showSurvey(w, r, p)
	}
	step := form.Get(ui.FieldStep)
	if step == ui.SurveySend {
		return s.sendSurvey(w, r, p)
	}
	turnPage(&p, step)
	p.Written = ui.Written{} // it was of the page before
	return s.showSurvey(w, r, p)
}

// looksAgain shows words with hints to whoever wrote them, once, before the survey
// goes on: where no script runs, this is the first that they see of them.
func (s *Site) looksAgain(p *ui.SurveyPage, form url.Values) bool {
	principle := p.CommentOn()
	step := form.Get(ui.FieldStep)
	if principle == "" || form.Get(ui.FieldSurveyLooked) != "" || step == ui.SurveyBack {
		return false
	}
	p.Written = s.written(ui.FieldSurveyComment(principle), form)
	p.Looked = p.Written.Open()
	return p.Looked
}

// sendSurvey sends, and shows everything again where that could not be done.
func (s *Site) sendSurvey(w http.ResponseWriter, r *http.Request, p ui.SurveyPage) error {
	err := s.config.Rounds.Submit(r.Context(), p.Link.Code, surveyAnswers(p))
	f, known := fault.As(err)
	switch {
	case err == nil:
		return s.renderSurvey(w, r, http.StatusOK, s.pages.In(p.Framework).SurveySent(p))
	case known && f.Message == round.SurveyClosed:
		p.Round.State = round.Closed
		return s.closedSurvey(w, r, p)
	case known && f.Kind == fault.NotFound:
		return s.noSurvey(w, r, err)
	case known && f.Kind == fault.Invalid:
		p.Page, p.Wrong = ui.SurveyPageCheck, s.config.Words.Fault(f)
		return s.showSurvey(w, r, p)
	case known && f.Kind == fault.Unavailable:
		s.logUnavailable(r, f)
		p.Page, p.Wrong = ui.SurveyPageCheck, s.config.Words.Say("survey.not-now")
		return s.renderSurvey(w, r, http.StatusServiceUnavailable, s.pages.In(p.Framework).SurveyPage(p))
	}
	return err
}

// surveyAnswers are what is sent: without what was answered before somebody took
// another level.
func surveyAnswers(p ui.SurveyPage) round.Answers {
	a := round.Answers{Key: p.Said.Key, Agency: people.AgencyID(p.AgencyID()), Level: p.LevelID(), Use: p.Said.Use,
		Comments: p.Said.Comments, Answers: map[string]string{}}
	pages := surveyPages(p)
	for item, answer := range p.Said.Answers {
		isAsked := p.Said.All || slices.Contains(pages, ui.SurveyPageOf(item))
		if isAsked && p.Knows(item, answer, a.Level) {
			a.Answers[item] = answer
		}
	}
	return a
}
