package web

import (
	"context"
	"net/http"
	"slices"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// roundLifeRoutes open a round, look after it and close it.
func (s *Site) roundLifeRoutes() []Route {
	return []Route{
		needing(people.SignReturn, "AgreePages", "GET", ui.AgreePagesPattern, s.getAgreePages),
		needing(people.SignReturn, "PagesAgreed", "POST", ui.AgreePagesPattern, s.postAgreePages),
		needing(people.ManageRound, "RoundForecast", "GET", ui.RoundForecastPattern, s.getRoundForecast),
		needing(people.ManageRound, "RoundOpen", "GET", ui.RoundOpenPattern, s.getRoundOpen),
		needing(people.ManageRound, "OpenRound", "POST", ui.RoundOpenPattern, s.postRoundOpen),
		needing(people.ManageRound, "RoundRemind", "GET", ui.RoundRemindPattern, s.getRoundRemind),
		needing(people.ManageRound, "RemindRound", "POST", ui.RoundRemindPattern, s.postRoundRemind),
		needing(people.ManageRound, "RoundExtend", "GET", ui.RoundExtendPattern, s.setUpPage(s.pages.RoundExtend)),
		needing(people.ManageRound, "ExtendRound", "POST", ui.RoundExtendPattern, s.postRoundExtend),
		needing(people.ManageRound, "RoundClose", "GET", ui.RoundClosePattern, s.getRoundClose),
		needing(people.ManageRound, "CloseRound", "POST", ui.RoundClosePattern, s.postRoundClose),
		needing(people.ManageRound, "ReleaseAgain", "POST", ui.RoundAgainPattern, s.postRoundAgain),
	}
}

// home reads all that a round's own page says to whoever looks.
func (s *Site) home(ctx context.Context, p ui.RoundPage) (h ui.RoundHome, err error) {
	rounds := s.config.Rounds
	h = ui.RoundHome{RoundPage: p, Now: rounds.Now()}
	fw, err := rounds.Framework(ctx, p.Round.ID)
	if err != nil {
		return h, err
	}
	h.Title = s.frameworkTitle(fw)
	if p.Round.State == round.Preparing {
		h.Todo = round.Unready(p.Round, p.Agencies, h.Now)
	}
	if h.Responses, err = rounds.Responses(ctx, p.Viewer, p.Round, p.Agencies); err != nil {
		return h, err
	}
	if h.Progress, err = rounds.ReturnProgress(ctx, p.Viewer, p.Round, p.Agencies); err != nil {
		return h, err
	}
	releases, err := rounds.Store.Read(ctx).Releases(p.Round.ID)
	h.Comments = slices.ContainsFunc(releases, func(k round.Kept) bool { return k.Kind == round.Comments })
	return h, err
}

func (s *Site) getRound(w http.ResponseWriter, r *http.Request) error {
	p, err := s.round(r, people.SeeRound)
	if err != nil {
		return err
	}
	p.Done = s.roundDone(r)
	h, err := s.home(r.Context(), p)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Round(h))
}

// newest is the newest round of a partnership as its own page would show it, or nil.
func (s *Site) newest(ctx context.Context, p ui.Partnership) (*ui.RoundHome, error) {
	where := people.Where{Partnership: p.View.ID}
	if s.config.Rounds == nil || !p.Viewer.May(people.SeeRound, where) {
		return nil, nil
	}
	read := s.config.Rounds.Store.Read(ctx)
	all, err := read.RoundsOf(p.View.ID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	page := ui.RoundPage{Partnership: p, Round: all[0]}
	if page.Agencies, err = read.RoundAgencies(all[0].ID); err != nil {
		return nil, err
	}
	h, err := s.home(ctx, page)
	return &h, err
}

func (s *Site) agreeing(r *http.Request) (page ui.AgreePages, err error) {
	if page.RoundPage, err = s.round(r, people.SeeRound); err != nil {
		return page, err
	}
	page.Agency, err = round.AgencyIn(s.config.Rounds.Store.Read(r.Context()), page.Round.ID, agencyOf(r))
	return page, err
}

func (s *Site) getAgreePages(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agreeing(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.AgreePages(page))
}

func (s *Site) postAgreePages(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agreeing(r)
	if err != nil {
		return err
	}
	agree, done := r.PostForm.Get(ui.FieldAgree) == "yes", "agreed"
	if !agree {
		done = "taken-back"
	}
	where := people.Where{Partnership: page.View.ID, Agency: page.Agency.ID}
	err = s.config.Rounds.AgreePages(r.Context(), page.Viewer, where, page.Round.ID, agree)
	if wrong, ok := s.toPutRight(err); ok {
		page.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.AgreePages(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundURL(page.Round), done)
}

func (s *Site) getRoundForecast(w http.ResponseWriter, r *http.Request) error {
	p, err := s.round(r, people.ManageRound)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.RoundForecast(ui.RoundForecast{RoundPage: p, Outlooks: round.Forecast(p.Round, p.Agencies)}))
}

func (s *Site) opening(r *http.Request) (page ui.RoundOpening, err error) {
	if page.RoundForm, err = s.setUp(r); err != nil {
		return page, err
	}
	fw, err := s.config.Rounds.Framework(r.Context(), page.Round.ID)
	if err != nil {
		return page, err
	}
	page.Title = s.frameworkTitle(fw)
	page.Todo = round.Unready(page.Round, page.Agencies, page.Now)
	return page, nil
}

func (s *Site) getRoundOpen(w http.ResponseWriter, r *http.Request) error {
	page, err := s.opening(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.RoundOpen(page))
}

func (s *Site) postRoundOpen(w http.ResponseWriter, r *http.Request) error {
	err := s.config.Rounds.Open(r.Context(), visitOf(r).Viewer(), partnershipOf(r), roundOf(r))
	if wrong, ok := s.toPutRight(err); ok {
		page, err := s.opening(r)
		if err != nil {
			return err
		}
		page.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.RoundOpen(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundsURL(partnershipOf(r), string(roundOf(r))), "opened")
}

func (s *Site) reminding(r *http.Request) (page ui.RoundReminding, err error) {
	if page.RoundForm, err = s.setUp(r); err != nil {
		return page, err
	}
	page.Reminder, err = s.config.Rounds.Reminder(r.Context(), page.Viewer, page.View.ID, page.Round.ID)
	return page, err
}

func (s *Site) getRoundRemind(w http.ResponseWriter, r *http.Request) error {
	page, err := s.reminding(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.RoundRemind(page))
}

func (s *Site) postRoundRemind(w http.ResponseWriter, r *http.Request) error {
	_, err := s.config.Rounds.Remind(r.Context(), visitOf(r).Viewer(), partnershipOf(r), roundOf(r))
	if wrong, ok := s.toPutRight(err); ok {
		page, err := s.reminding(r)
		if err != nil {
			return err
		}
		page.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.RoundRemind(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundsURL(partnershipOf(r), string(roundOf(r))), "reminded")
}

func (s *Site) postRoundExtend(w http.ResponseWriter, r *http.Request) error {
	f, err := s.setUp(r)
	if err != nil {
		return err
	}
	closes, ok := typedDate(r.PostForm, ui.FieldCloses)
	if err = fault.New(fault.Invalid, "roundsetup.date-needed"); ok {
		err = s.config.Rounds.Extend(r.Context(), f.Viewer, f.View.ID, f.Round.ID, closes)
	}
	if wrong, ok := s.toPutRight(err); ok {
		f.Typed, f.Wrong, f.At = clean(r.PostForm), wrong, ui.FieldCloses
		return s.renderOwn(w, r, statusFor(wrong), s.pages.RoundExtend(f))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundURL(f.Round), "extended")
}

func (s *Site) closing(r *http.Request) (page ui.RoundClosing, err error) {
	if page.RoundForm, err = s.setUp(r); err != nil {
		return page, err
	}
	all, err := s.config.Rounds.ReturnProgress(r.Context(), page.Viewer, page.Round, page.Agencies)
	for _, one := range all {
		if one.State != round.Signed {
			page.Unsigned++
		}
	}
	return page, err
}

func (s *Site) getRoundClose(w http.ResponseWriter, r *http.Request) error {
	page, err := s.closing(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.RoundClose(page))
}

func (s *Site) postRoundClose(w http.ResponseWriter, r *http.Request) error {
	err := s.config.Rounds.Close(r.Context(), visitOf(r).Viewer(), partnershipOf(r), roundOf(r))
	if wrong, ok := s.toPutRight(err); ok {
		page, err := s.closing(r)
		if err != nil {
			return err
		}
		page.Wrong = wrong
		return s.renderOwn(w, r, statusFor(wrong), s.pages.RoundClose(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.RoundsURL(partnershipOf(r), string(roundOf(r))), "closed")
}

// postRoundAgain begins to make the results again. Where there is nothing to begin,
// the round's page says how things are.
func (s *Site) postRoundAgain(w http.ResponseWriter, r *http.Request) error {
	back := ui.RoundsURL(partnershipOf(r), string(roundOf(r)))
	err := s.config.Rounds.ReleaseAgain(r.Context(), visitOf(r).Viewer(), partnershipOf(r), roundOf(r))
	if _, ok := s.toPutRight(err); ok {
		return seeOther(w, r, back)
	} else if err != nil {
		return err
	}
	return doneAt(w, r, back, "again")
}
