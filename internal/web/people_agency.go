package web

import (
	"net/http"
	"slices"

	"bearings/internal/people"
	"bearings/internal/ui"
)

// agency reads the agency of a request; it has to be in the partnership.
func (s *Site) agency(r *http.Request) (page ui.AgencyPage, err error) {
	if page.Partnership, err = s.partnership(r); err != nil {
		return page, err
	}
	i := slices.IndexFunc(page.View.Agencies, func(a people.Agency) bool { return a.ID == agencyOf(r) })
	if i < 0 {
		return page, failure(http.StatusNotFound)
	}
	page.Agency = page.View.Agencies[i]
	return page, nil
}

func (s *Site) getAgency(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agency(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Agency(page))
}

func (s *Site) getNewAgency(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.AgencyForm(ui.AgencyForm{Partnership: p}))
}

func (s *Site) postNewAgency(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	form := ui.AgencyForm{Partnership: p, Name: r.PostForm.Get(ui.FieldName), Kind: r.PostForm.Get(ui.FieldKind)}
	id, err := s.config.People.AddAgency(r.Context(), p.Viewer, p.View.ID, form.Name, form.Kind)
	return s.afterAgency(w, r, form, err, id, "added")
}

// afterAgency leads to an agency that was added or changed, or shows what has to be
// put right.
func (s *Site) afterAgency(w http.ResponseWriter, r *http.Request, form ui.AgencyForm, err error, id people.AgencyID, done string) error {
	if wrong, ok := s.toPutRight(err); ok {
		form.Wrong, form.At = wrong, fieldOf(err, ui.FieldName)
		return s.renderOwn(w, r, statusFor(wrong), s.pages.AgencyForm(form))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.AgencyURL(form.View.ID, id), done)
}

func (s *Site) getAgencyChange(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agency(r)
	if err != nil {
		return err
	}
	form := ui.AgencyForm{Partnership: page.Partnership, ID: page.Agency.ID, Name: page.Agency.Name, Kind: page.Agency.Kind}
	return s.renderOwn(w, r, http.StatusOK, s.pages.AgencyForm(form))
}

func (s *Site) postAgencyChange(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agency(r)
	if err != nil {
		return err
	}
	form := ui.AgencyForm{Partnership: page.Partnership, ID: page.Agency.ID, Name: r.PostForm.Get(ui.FieldName), Kind: r.PostForm.Get(ui.FieldKind)}
	err = s.config.People.ChangeAgency(r.Context(), page.Viewer, page.View.ID, form.ID, form.Name, form.Kind)
	return s.afterAgency(w, r, form, err, form.ID, "changed")
}

func (s *Site) getAgencyLeave(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agency(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.AgencyLeave(page))
}

func (s *Site) postAgencyLeave(w http.ResponseWriter, r *http.Request) error {
	err := s.config.People.RemoveAgency(r.Context(), visitOf(r).Viewer(), partnershipOf(r), agencyOf(r))
	if err != nil {
		return err
	}
	return doneAt(w, r, ui.PartnershipURL(string(partnershipOf(r))), "agency-left")
}

func (s *Site) getJoining(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.OfferJoining(ui.OfferedCode{Partnership: p}))
}

func (s *Site) postJoining(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	code, err := s.config.People.OfferJoining(r.Context(), p.Viewer, p.View.ID)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.OfferJoining(ui.OfferedCode{Partnership: p, Code: code}))
}

// getAgencyJoin is for an agency's own lead: nobody else takes it anywhere.
func (s *Site) getAgencyJoin(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agency(r)
	if err != nil {
		return err
	}
	if !page.Viewer.Leads(page.View.ID, page.Agency.ID) {
		return failure(http.StatusNotFound)
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.AgencyJoin(ui.AgencyJoining{AgencyPage: page}))
}

func (s *Site) postAgencyJoin(w http.ResponseWriter, r *http.Request) error {
	page, err := s.agency(r)
	if err != nil {
		return err
	}
	code := r.PostForm.Get(ui.FieldCode)
	to, err := s.config.People.JoinPartnership(r.Context(), page.Viewer, page.View.ID, page.Agency.ID, code)
	if wrong, ok := s.toPutRight(err); ok {
		return s.renderOwn(w, r, statusFor(wrong), s.pages.AgencyJoin(ui.AgencyJoining{AgencyPage: page, Code: code, Wrong: wrong}))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.PartnershipURL(string(to)), "joined")
}
