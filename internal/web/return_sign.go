package web

import (
	"net/http"

	"bearings/internal/fault"
	"bearings/internal/round"
	"bearings/internal/ui"
)

func (s *Site) getReturnSign(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ownReturn(r)
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ReturnSign(ui.ReturnSignPage{ReturnPage: p, Name: p.Viewer.Account.Name}))
}

func (s *Site) postReturnSign(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ownReturn(r)
	if err != nil {
		return err
	}
	with := round.Signature{Name: r.PostForm.Get(ui.FieldName), Role: r.PostForm.Get(ui.FieldSignedRole),
		Sure: r.PostForm.Get(ui.FieldConfirm) != "", Seen: r.PostForm.Get(ui.FieldSeen)}
	err = s.config.Rounds.SignReturn(r.Context(), p.Viewer, whereOf(r), p.Round.ID, with)
	if wrong, ok := s.toPutRight(err); ok {
		p.Wrong, p.At = wrong, signedAt(err)
		return s.renderOwn(w, r, statusFor(wrong), s.pages.ReturnSign(ui.ReturnSignPage{ReturnPage: p, Name: with.Name, Role: with.Role, Sure: with.Sure && p.At != ""}))
	} else if err != nil {
		return err
	}
	return doneAt(w, r, ui.ReturnURL(p.Round, p.Draft.Agency.ID), "signed")
}

// signedAt is the field a fault is about, or empty.
func signedAt(err error) string {
	f, _ := fault.As(err)
	return map[string]string{"return.name-needed": ui.FieldName, "return.name-needed-fit": ui.FieldName, "return.role-needed": ui.FieldSignedRole,
		"return.role-needed-fit": ui.FieldSignedRole, "return.sure-needed": ui.FieldConfirm}[f.Message]
}

func (s *Site) postReturnReopen(w http.ResponseWriter, r *http.Request) error {
	p, err := s.ownReturn(r)
	if err != nil {
		return err
	}
	if err := s.config.Rounds.ReopenReturn(r.Context(), p.Viewer, whereOf(r), p.Round.ID); err != nil {
		return err
	}
	return doneAt(w, r, ui.ReturnURL(p.Round, p.Draft.Agency.ID), "reopened")
}
