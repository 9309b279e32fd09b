package web

import (
	"net/http"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/ui"
)

// person reads the person of a request.
func (s *Site) person(r *http.Request) (page ui.PersonPage, err error) {
	if page.Partnership, err = s.partnership(r); err != nil {
		return page, err
	}
	page.Person, err = s.config.People.Person(r.Context(), page.Viewer, page.View.ID, accountOf(r))
	return page, err
}

func (s *Site) getPerson(w http.ResponseWriter, r *http.Request) error {
	page, err := s.person(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Person(page))
}

// afterPerson leads back to somebody when their roles were changed, or shows what
// has to be put right. Whoever gave up the role that let them look goes back to the
// partnership.
func (s *Site) afterPerson(w http.ResponseWriter, r *http.Request, page ui.PersonPage, err error, done string) error {
	if wrong, ok := s.toPutRight(err); ok {
		page.Wrong, page.At = wrong, fieldOf(err, "")
		page.Role, page.Agency = people.Role(r.PostForm.Get(ui.FieldGiven)), people.AgencyID(r.PostForm.Get(ui.FieldAgency))
		return s.renderOwn(w, r, statusFor(wrong), s.pages.Person(page))
	} else if err != nil {
		return err
	}
	if page.Person.ID == page.Viewer.Account.ID {
		return seeOther(w, r, ui.PartnershipsPath)
	}
	_, err = s.config.People.Person(r.Context(), page.Viewer, page.View.ID, page.Person.ID)
	if f, ok := fault.As(err); ok && f.Kind == fault.NotFound { // they are no concern of the viewer's any more
		if page.Viewer.May(people.ManagePartnership, people.Where{Partnership: page.View.ID}) {
			done = "left" // a coordinator sees everybody who has a role here
		}
		return doneAt(w, r, ui.PartnershipURL(string(page.View.ID), "people"), done)
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.PersonURL(page.View.ID, page.Person.ID), done)
}

func (s *Site) postGiveRole(w http.ResponseWriter, r *http.Request) error {
	page, err := s.person(r)
	if err != nil {
		return err
	}
	err = s.config.People.GiveRole(r.Context(), page.Viewer, page.View.ID, page.Person.ID,
		people.Role(r.PostForm.Get(ui.FieldGiven)), people.AgencyID(r.PostForm.Get(ui.FieldAgency)))
	return s.afterPerson(w, r, page, err, "given")
}

func (s *Site) postTakeRole(w http.ResponseWriter, r *http.Request) error {
	page, err := s.person(r)
	if err != nil {
		return err
	}
	err = s.config.People.TakeRole(r.Context(), page.Viewer, page.View.ID, page.Person.ID, r.PostForm.Get(ui.FieldGrant))
	return s.afterPerson(w, r, page, err, "taken")
}

func (s *Site) postPersonCode(w http.ResponseWriter, r *http.Request) error {
	page, err := s.person(r)
	if err != nil {
		return err
	}
	code, err := s.config.People.MakeJoiningCode(r.Context(), page.Viewer, page.View.ID, page.Person.ID)
	if err != nil {
		return s.afterPerson(w, r, page, err, "")
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.PersonCode(ui.OfferedCode{Partnership: page.Partnership, Person: page.Person, Code: code, Site: s.config.People.Address}))
}
