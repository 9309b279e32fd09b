package web

import (
	"net/http"

	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

func (s *Site) getAgencyResults(w http.ResponseWriter, r *http.Request) error {
	return s.showAgencyResults(w, r, agencyOf(r))
}

// getNamedResults shows an agency's page to others, where all agreed to that.
func (s *Site) getNamedResults(w http.ResponseWriter, r *http.Request) error {
	return s.showAgencyResults(w, r, people.AgencyID(r.PathValue("of")))
}

func (s *Site) showAgencyResults(w http.ResponseWriter, r *http.Request, agency people.AgencyID) error {
	page, err := s.agencyResults(r, agency)
	if err != nil {
		return err
	}
	if !page.Results.IsMade() {
		return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsComing(page.ResultsPage))
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.AgencyResults(page))
}

// agencyResults reads the page of an agency, if the viewer may see it.
func (s *Site) agencyResults(r *http.Request, agency people.AgencyID) (page ui.AgencyResults, err error) {
	if page.ResultsPage, err = s.results(r); err != nil {
		return page, err
	}
	if page.Results, page.Agency, err = s.config.Rounds.AgencyResults(r.Context(), page.Viewer, page.View.ID, page.Round.ID, agency); err != nil {
		return page, err
	}
	if !page.Results.IsMade() {
		return page, nil
	}
	page.Own = round.OwnsPage(page.Viewer, page.View.ID, agency)
	page.MayReply = s.config.Rounds.MayReply(page.Viewer, page.Results.Round, agency)
	made, err := s.made.get(viewKey("agency "+string(agency), page.Results), func() (any, error) {
		return s.pages.MakeAgency(page.Results, page.Agency)
	})
	if err == nil {
		page.Report = made.(ui.AgencyReport)
	}
	return page, err
}

// agencyReply reads the finding that a reply is about.
func (s *Site) agencyReply(r *http.Request, key string) (page ui.AgencyReply, err error) {
	if page.AgencyResults, err = s.agencyResults(r, agencyOf(r)); err != nil {
		return page, err
	}
	var ok bool
	if page.Finding, ok = page.FindingOf(key); !ok {
		return page, failure(http.StatusNotFound)
	}
	text := ""
	for _, one := range page.Finding.Replies {
		text = one.Text
	}
	page.Box = s.pages.ReplyBox(text)
	return page, nil
}

func (s *Site) getAgencyReply(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agencyReply(r, r.URL.Query().Get(ui.FieldFinding))
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.AgencyReply(page))
}

// postAgencyReply keeps a reply once its words have been looked at.
func (s *Site) postAgencyReply(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agencyReply(r, r.PostForm.Get(ui.FieldFinding))
	if err != nil {
		return err
	}
	if page.Checked = s.lookAt(&page.Box, r); page.Checked || page.Box.Wrong != "" {
		return s.renderOwn(w, r, statusFor(page.Box.Wrong), s.pages.AgencyReply(page))
	}
	err = s.config.Rounds.ReplyToFinding(r.Context(), page.Viewer, page.View.ID, page.Round.ID,
		round.AgencyReply{Agency: page.Agency.ID, Finding: page.Finding.Key, Text: page.Box.Written.Text})
	if wrong, ok := s.toPutRight(err); ok {
		page.Box.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.AgencyReply(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.AgencyResultsURL(page.Round, page.Agency.ID), "replied")
}

// lookAt takes what was written in a box, and says whether somebody should look at
// its words once more. What is too long has to be put right first.
func (s *Site) lookAt(box *ui.WritingBox, r *http.Request) (again bool) {
	box.Written = s.written(box.ID, r.PostForm)
	if box.IsTooLong() {
		box.Wrong = s.pages.TooLong(*box)
		return false
	}
	return box.Written.Open() && r.PostForm.Get(ui.FieldStep) != ui.StepDone
}
