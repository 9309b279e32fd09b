package web

import (
	"net/http"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/ui"
)

func (s *Site) getSetUp(w http.ResponseWriter, r *http.Request) error {
	return s.showSetUp(w, r, ui.SettingUp{})
}

func (s *Site) showSetUp(w http.ResponseWriter, r *http.Request, p ui.SettingUp) error {
	done, err := s.config.People.IsSetUp(r.Context())
	if err != nil {
		return err
	}
	p.Ways, p.Closed = s.ways(), done
	return s.renderOwn(w, r, statusFor(p.Wrong), s.pages.SetUp(p))
}

func (s *Site) postSetUp(w http.ResponseWriter, r *http.Request) error {
	if !s.config.SignIn.HasStrongWay() {
		return s.showSetUp(w, r, ui.SettingUp{})
	}
	get := r.PostForm.Get
	p := ui.SettingUp{Code: get(ui.FieldCode), Name: get(ui.FieldName), Email: get(ui.FieldEmail), Partnership: get(ui.FieldPartnership)}
	account, err := s.config.People.SetUp(r.Context(), p.Code, p.Name, p.Email, p.Partnership)
	if wrong, ok := s.toPutRight(err); ok {
		p.Wrong, p.At = wrong, setUpField(err, p)
		if p.At == ui.FieldCode {
			s.refusals.note(r.Context(), "SetUpDone", http.StatusUnprocessableEntity, "")
		}
		return s.showSetUp(w, r, p)
	} else if err != nil {
		return err
	}
	token, err := s.config.SignIn.BeginJoining(r.Context(), account)
	if err != nil {
		return err
	}
	s.hold(w, r, attemptCookie, token)
	return seeOther(w, r, ui.JoinWayPath)
}

// setUpField is the field that a fault of setting up is about.
func setUpField(err error, p ui.SettingUp) string {
	f, _ := fault.As(err)
	_, wrongName := people.TidyName(p.Name)
	_, wrongEmail := people.TidyEmail(p.Email)
	_, wrongPartnership := people.TidyName(p.Partnership)
	switch {
	case f.Message == "people.set-up-done":
		return ""
	case wrongName != nil:
		return ui.FieldName
	case wrongEmail != nil:
		return ui.FieldEmail
	case wrongPartnership != nil:
		return ui.FieldPartnership
	}
	return ui.FieldCode
}

func (s *Site) getJoin(w http.ResponseWriter, r *http.Request) error {
	return s.renderOwn(w, r, http.StatusOK, s.pages.Join(ui.Joining{Asker: asker(r)}))
}

func (s *Site) postJoin(w http.ResponseWriter, r *http.Request) error {
	code := r.PostForm.Get(ui.FieldCode)
	token, err := s.config.SignIn.TypeJoining(r.Context(), code)
	if wrong, ok := s.toPutRight(err); ok {
		s.refusals.note(r.Context(), "Joined", http.StatusUnprocessableEntity, "")
		page := ui.Joining{Asker: asker(r), Code: code, Wrong: wrong}
		return s.renderOwn(w, r, statusFor(wrong), s.pages.Join(page))
	} else if err != nil {
		return err
	}
	s.hold(w, r, attemptCookie, token)
	return seeOther(w, r, ui.JoinWayPath)
}

func (s *Site) getJoinWay(w http.ResponseWriter, r *http.Request) error {
	return s.showJoinWay(w, r, "")
}

// showJoinWay lets whoever typed a joining code in this browser choose how to sign
// in, and leads others to where it is typed.
func (s *Site) showJoinWay(w http.ResponseWriter, r *http.Request, wrong string) error {
	who, ok, err := s.config.SignIn.Joining(r.Context(), s.held(r, attemptCookie))
	switch {
	case err != nil:
		return err
	case !ok && wrong == "":
		return seeOther(w, r, ui.JoinPath)
	case !ok:
		return s.renderOwn(w, r, statusFor(wrong), s.pages.Join(ui.Joining{Asker: asker(r), Wrong: wrong}))
	}
	return s.renderOwn(w, r, statusFor(wrong), s.pages.JoinWay(ui.Joining{Ways: s.ways(), Name: who.Name, Wrong: wrong}))
}

func (s *Site) postJoinPasskey(w http.ResponseWriter, r *http.Request) error {
	options, err := s.config.SignIn.JoinByPasskey(r.Context(), s.held(r, attemptCookie))
	if wrong, ok := s.toPutRight(err); ok {
		return s.showJoinWay(w, r, wrong)
	} else if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Passkey(ui.WithPasskey{
		Options: string(options), Adds: true, Done: ui.JoinKeyDonePath, Other: ui.JoinWayPath}))
}

func (s *Site) postJoinPasskeyDone(w http.ResponseWriter, r *http.Request) error {
	get := r.PostForm.Get
	opened, err := s.config.SignIn.JoinedByPasskey(r.Context(), s.held(r, attemptCookie),
		[]byte(get(ui.FieldAnswer)), get(ui.FieldName), visitOf(r).Session.ID)
	if wrong, ok := s.toPutRight(err); ok {
		return s.showJoinWay(w, r, wrong)
	} else if err != nil {
		return err
	}
	return s.letIn(w, r, opened)
}

func (s *Site) postJoinIssuer(w http.ResponseWriter, r *http.Request) error {
	address, err := s.config.SignIn.JoinByIssuer(r.Context(), s.held(r, attemptCookie), r.PathValue("issuer"))
	if wrong, ok := s.toPutRight(err); ok {
		return s.showJoinWay(w, r, wrong)
	} else if err != nil {
		return err
	}
	return s.toIssuer(w, r, address)
}
