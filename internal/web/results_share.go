package web

import (
	"net/http"

	"bearings/internal/round"
	"bearings/internal/ui"
)

// madeResults are the results of a request's round once there are any.
func (s *Site) madeResults(r *http.Request) (ui.ResultsPage, error) {
	p, err := s.results(r)
	if err == nil && !p.Results.IsMade() {
		err = failure(http.StatusNotFound)
	}
	return p, err
}

func (s *Site) getResultsShare(w http.ResponseWriter, r *http.Request) error {
	p, err := s.madeResults(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsShare(ui.ResultsShare{ResultsPage: p}))
}

func (s *Site) postResultsShare(w http.ResponseWriter, r *http.Request) error {
	p, err := s.madeResults(r)
	if err != nil {
		return err
	}
	page := ui.ResultsShare{ResultsPage: p, Chosen: map[string]round.Audience{}}
	for _, one := range round.ResultPages(p.Results.Framework) {
		if chosen := r.PostForm.Get(ui.FieldShare(one)); chosen != "" {
			page.Chosen[one] = round.Audience(chosen)
		}
	}
	err = s.config.Rounds.ShareResults(r.Context(), p.Viewer, p.View.ID, p.Round.ID, page.Chosen)
	if wrong, ok := s.toPutRight(err); ok {
		page.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.ResultsShare(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.ResultsURL(p.Round), "shared")
}

func (s *Site) getResultsChanges(w http.ResponseWriter, r *http.Request) error {
	p, err := s.madeResults(r)
	if err != nil {
		return err
	}
	before, ok, err := s.config.Rounds.Earlier(r.Context(), p.Results)
	if err != nil {
		return err
	}
	if !ok {
		return failure(http.StatusNotFound)
	}
	made, err := s.made.get(viewKey("changes", p.Results)+viewKey(" since", before), func() (any, error) {
		return s.pages.MakeChanges(before, p.Results)
	})
	if err != nil {
		return err
	}
	page := ui.ResultsChanges{ResultsPage: p, Before: before.Round, Changes: made.(ui.Changes)}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsChanges(page))
}

func (s *Site) getResultsNote(w http.ResponseWriter, r *http.Request) error {
	p, err := s.madeResults(r)
	if err != nil {
		return err
	}
	page := ui.ResultsNote{ResultsPage: p, Box: s.pages.NoteBox(p.Results.Round.Comparable)}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ResultsNote(page))
}

func (s *Site) postResultsNote(w http.ResponseWriter, r *http.Request) error {
	p, err := s.madeResults(r)
	if err != nil {
		return err
	}
	page := ui.ResultsNote{ResultsPage: p, Box: s.pages.NoteBox("")}
	if page.Checked = s.lookAt(&page.Box, r); page.Checked || page.Box.Wrong != "" {
		return s.renderOwn(w, r, statusFor(page.Box.Wrong), s.pages.ResultsNote(page))
	}
	err = s.config.Rounds.NoteComparable(r.Context(), p.Viewer, p.View.ID, p.Round.ID, page.Box.Written.Text)
	if wrong, ok := s.toPutRight(err); ok {
		page.Box.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.ResultsNote(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.ResultsURL(p.Round), "noted")
}
