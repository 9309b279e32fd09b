package web

import (
	"net/http"
	"net/url"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/ui"
)

// peopleRoutes are where people work together.
func (s *Site) peopleRoutes() []Route {
	if s.config.People == nil {
		return nil
	}
	return []Route{
		needing(people.SignedIn, "Partnerships", "GET", ui.PartnershipsPath, s.getPartnerships),
		needing(people.StartPartnership, "NewPartnership", "GET", ui.NewPartnershipPath, s.getNewPartnership),
		needing(people.StartPartnership, "StartPartnership", "POST", ui.NewPartnershipPath, s.postNewPartnership),
		needing(people.SeePartnership, "Partnership", "GET", ui.PartnershipPattern, s.getPartnership),
		needing(people.ManagePartnership, "PartnershipName", "GET", ui.PartnershipNameRoute, s.getPartnershipName),
		needing(people.ManagePartnership, "RenamePartnership", "POST", ui.PartnershipNameRoute, s.postPartnershipName),
		needing(people.ManagePartnership, "NewAgency", "GET", ui.NewAgencyPattern, s.getNewAgency),
		needing(people.ManagePartnership, "AddAgency", "POST", ui.NewAgencyPattern, s.postNewAgency),
		needing(people.ManagePartnership, "Joining", "GET", ui.JoiningPattern, s.getJoining),
		needing(people.ManagePartnership, "OfferJoining", "POST", ui.JoiningPattern, s.postJoining),
		needing(people.SeePartnership, "Agency", "GET", ui.AgencyPattern, s.getAgency),
		needing(people.ManageAgency, "AgencyForm", "GET", ui.AgencyChangePattern, s.getAgencyChange),
		needing(people.ManageAgency, "ChangeAgency", "POST", ui.AgencyChangePattern, s.postAgencyChange),
		needing(people.ManagePartnership, "AgencyLeave", "GET", ui.AgencyLeavePattern, s.getAgencyLeave),
		needing(people.ManagePartnership, "RemoveAgency", "POST", ui.AgencyLeavePattern, s.postAgencyLeave),
		needing(people.ManageAgency, "AgencyJoin", "GET", ui.AgencyJoinPattern, s.getAgencyJoin),
		needing(people.ManageAgency, "JoinPartnership", "POST", ui.AgencyJoinPattern, s.postAgencyJoin).forSigningIn(),
		needing(people.ManageAgency, "People", "GET", ui.PeoplePattern, s.getPeople),
		needing(people.ManageAgency, "Invite", "GET", ui.InvitePattern, s.getInvite),
		needing(people.ManageAgency, "Invited", "POST", ui.InvitePattern, s.postInvite),
		needing(people.ManageAgency, "Person", "GET", ui.PersonPattern, s.getPerson),
		needing(people.ManageAgency, "GiveRole", "POST", ui.GiveRolePattern, s.postGiveRole),
		needing(people.ManageAgency, "TakeRole", "POST", ui.TakeRolePattern, s.postTakeRole),
		needing(people.ManagePartnership, "PersonCode", "POST", ui.PersonCodePattern, s.postPersonCode),
		needing(people.ReadTrail, "Trail", "GET", ui.TrailPattern, s.getTrail),
	}
}

func partnershipOf(r *http.Request) people.PartnershipID {
	return people.PartnershipID(r.PathValue("partnership"))
}

func agencyOf(r *http.Request) people.AgencyID { return people.AgencyID(r.PathValue("agency")) }

func accountOf(r *http.Request) people.AccountID { return people.AccountID(r.PathValue("account")) }

// doneAt leads to a page and says there what was done.
func doneAt(w http.ResponseWriter, r *http.Request, path, what string) error {
	return seeOther(w, r, path+"?"+url.Values{ui.FieldDone: {what}}.Encode())
}

// partnership reads the partnership of a request, with what was done just before.
func (s *Site) partnership(r *http.Request) (p ui.Partnership, err error) {
	p.Asker, p.Viewer = asker(r), visitOf(r).Viewer()
	if done := r.URL.Query().Get(ui.FieldDone); s.config.Words.Has("partnership.done-" + done) {
		p.Done = done
	}
	p.View, err = s.config.People.View(r.Context(), p.Viewer, partnershipOf(r))
	return p, err
}

func (s *Site) getPartnerships(w http.ResponseWriter, r *http.Request) error {
	viewer := visitOf(r).Viewer()
	mine, err := s.config.People.Mine(r.Context(), viewer)
	if err != nil {
		return err
	}
	page := ui.Partnerships{Asker: asker(r), Mine: mine, MayStart: viewer.May(people.StartPartnership, people.Where{}), Agencies: map[people.AgencyID]string{}}
	read := s.config.People.Store.Read(r.Context())
	for _, g := range viewer.Grants {
		if g.Agency == "" || page.Agencies[g.Agency] != "" {
			continue
		}
		a, _, err := read.Agency(g.Agency)
		if err != nil {
			return err
		}
		page.Agencies[g.Agency] = a.Name
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Partnerships(page))
}

func (s *Site) getNewPartnership(w http.ResponseWriter, r *http.Request) error {
	return s.renderOwn(w, r, http.StatusOK, s.pages.NewPartnership(ui.Naming{Partnership: ui.Partnership{Asker: asker(r)}}))
}

func (s *Site) postNewPartnership(w http.ResponseWriter, r *http.Request) error {
	name := r.PostForm.Get(ui.FieldName)
	id, err := s.config.People.StartPartnership(r.Context(), visitOf(r).Viewer(), name)
	if wrong, ok := s.toPutRight(err); ok {
		page := ui.Naming{Partnership: ui.Partnership{Asker: asker(r)}, Name: name, Wrong: wrong}
		return s.renderOwn(w, r, statusFor(wrong), s.pages.NewPartnership(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.PartnershipURL(string(id)), "started")
}

func (s *Site) getPartnership(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	if p.Newest, err = s.newest(r.Context(), p); err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Partnership(p))
}

func (s *Site) getPartnershipName(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.PartnershipName(ui.Naming{Partnership: p, Name: p.View.Name}))
}

func (s *Site) postPartnershipName(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	name := r.PostForm.Get(ui.FieldName)
	err = s.config.People.RenamePartnership(r.Context(), p.Viewer, p.View.ID, name)
	if wrong, ok := s.toPutRight(err); ok {
		return s.renderOwn(w, r, statusFor(wrong), s.pages.PartnershipName(ui.Naming{Partnership: p, Name: name, Wrong: wrong}))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.PartnershipURL(string(p.View.ID)), "renamed")
}

func (s *Site) getPeople(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.People(p))
}

func (s *Site) getInvite(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	page := ui.Inviting{Partnership: p}
	page.Invitation.Agency = people.AgencyID(r.URL.Query().Get(ui.FieldAgency))
	return s.renderOwn(w, r, http.StatusOK, s.pages.Invite(page))
}

func (s *Site) postInvite(w http.ResponseWriter, r *http.Request) error {
	p, err := s.partnership(r)
	if err != nil {
		return err
	}
	i := people.Invitation{
		Name: r.PostForm.Get(ui.FieldName), Email: r.PostForm.Get(ui.FieldEmail),
		Role: people.Role(r.PostForm.Get(ui.FieldGiven)), Agency: people.AgencyID(r.PostForm.Get(ui.FieldAgency)),
	}
	_, err = s.config.People.Invite(r.Context(), p.Viewer, p.View.ID, i)
	if wrong, ok := s.toPutRight(err); ok {
		page := ui.Inviting{Partnership: p, Invitation: i, Wrong: wrong, At: fieldOf(err, ui.FieldName)}
		return s.renderOwn(w, r, statusFor(wrong), s.pages.Invite(page))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.PartnershipURL(string(p.View.ID), "people"), "invited")
}

// fieldOf is the field that a fault is about.
func fieldOf(err error, otherwise string) string {
	f, _ := fault.As(err)
	field, ok := map[string]string{
		"people.name-needed": ui.FieldName, "people.name-long": ui.FieldName, "people.email-form": ui.FieldEmail,
		"people.email-taken": ui.FieldEmail, "people.role-needed": ui.FieldGiven, "people.agency-needed": ui.FieldAgency,
		"people.agency-not-needed": ui.FieldAgency, "people.kind-needed": ui.FieldKind, "people.agency-there": ui.FieldName,
		"people.agency-there-too": ui.FieldName, "people.has-role": ui.FieldGiven, "people.way-first": ui.FieldGiven,
	}[f.Message]
	if !ok {
		return otherwise
	}
	return field
}
