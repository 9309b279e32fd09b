package web

import (
	"net/http"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// surveyAddress is where a survey is answered, whole, as it is printed and drawn.
func (s *Site) surveyAddress(r *http.Request, code string) string {
	site := s.config.Installation.Address
	if site == "" {
		site = "http://" + r.Host
		if s.cameByTLS(r) {
			site = "https://" + r.Host
		}
	}
	return site + ui.AnswerURL(code)
}

func (s *Site) getSurveyPaper(w http.ResponseWriter, r *http.Request) error {
	p, err := s.survey(r)
	if err != nil {
		return s.noSurvey(w, r, err)
	}
	if p.Round.State == round.Closed {
		return s.closedSurvey(w, r, p)
	}
	p.Address = s.surveyAddress(r, p.Link.Code)
	return s.renderSurvey(w, r, http.StatusOK, s.pages.In(p.Framework).SurveyPaper(p))
}

// surveyLinks are the links of a round that whoever asks may hand on.
func (s *Site) surveyLinks(r *http.Request) (p ui.SurveyLinks, err error) {
	if p.RoundPage, err = s.round(r, people.SeeRound); err != nil {
		return p, err
	}
	if done := r.URL.Query().Get(ui.FieldDone); s.config.Words.Has("survey.done-" + done) {
		p.Done = done
	}
	p.Links, err = s.config.Rounds.SurveyLinks(r.Context(), p.Viewer, p.View.ID, p.Round.ID)
	p.Site = s.surveyAddress(r, "")
	return p, err
}

func (s *Site) getSurveyLinks(w http.ResponseWriter, r *http.Request) error {
	p, err := s.surveyLinks(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.SurveyLinks(p))
}

func (s *Site) postSurveyLink(w http.ResponseWriter, r *http.Request) error {
	p, err := s.surveyLinks(r)
	if err != nil {
		return err
	}
	agency, level := people.AgencyID(r.PostForm.Get(ui.FieldSurveyAgency)), r.PostForm.Get(ui.FieldSurveyLevel)
	err = s.config.Rounds.AddSurveyLink(r.Context(), p.Viewer, p.View.ID, p.Round.ID, agency, level)
	if wrong, ok := s.toPutRight(err); ok {
		p.Agency, p.Level, p.Wrong, p.At = string(agency), level, wrong, ui.FieldSurveyAgency
		return s.renderOwn(w, r, statusFor(wrong), s.pages.SurveyLinks(p))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.SurveyLinksURL(p.Round), "made")
}

// surveyLink is one link of a round, for whoever may hand it on.
func (s *Site) surveyLink(r *http.Request) (p ui.SurveyLink, err error) {
	if p.RoundPage, err = s.round(r, people.SeeRound); err != nil {
		return p, err
	}
	p.Link, err = s.config.Rounds.SurveyLink(r.Context(), p.Viewer, p.View.ID, p.Round.ID, r.PathValue("code"))
	p.Address = s.surveyAddress(r, p.Link.Code)
	return p, err
}

func (s *Site) getSurveyPoster(w http.ResponseWriter, r *http.Request) error {
	p, err := s.surveyLink(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.SurveyPoster(p))
}

func (s *Site) getSurveyRemove(w http.ResponseWriter, r *http.Request) error {
	p, err := s.surveyLink(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.SurveyRemove(p))
}

func (s *Site) postSurveyRemove(w http.ResponseWriter, r *http.Request) error {
	p, err := s.surveyLink(r)
	if err != nil {
		return err
	}
	if err := s.config.Rounds.RemoveSurveyLink(r.Context(), p.Viewer, p.View.ID, p.Round.ID, p.Link.Code); err != nil {
		return err
	}
	return doneAt(w, r, ui.SurveyLinksURL(p.Round), "removed")
}
