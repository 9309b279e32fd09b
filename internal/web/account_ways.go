package web

import (
	"net/http"

	"bearings/internal/signin"
	"bearings/internal/ui"
)

func (s *Site) postAddPasskey(w http.ResponseWriter, r *http.Request) error {
	options, token, err := s.config.SignIn.AddPasskey(r.Context(), visitOf(r))
	if err != nil {
		return s.orAgain(w, r, err)
	}
	s.hold(w, r, attemptCookie, token)
	return s.renderOwn(w, r, http.StatusOK, s.pages.Passkey(ui.WithPasskey{
		Asker: asker(r), Options: string(options), Adds: true, Done: ui.AccountKeysDonePath, Other: ui.AccountPath}))
}

func (s *Site) postAddedPasskey(w http.ResponseWriter, r *http.Request) error {
	get := r.PostForm.Get
	err := s.config.SignIn.AddedPasskey(r.Context(), visitOf(r), s.held(r, attemptCookie), []byte(get(ui.FieldAnswer)), get(ui.FieldName))
	if _, ok := s.toPutRight(err); ok {
		s.refused(r, signin.ByPasskey, err)
	}
	s.drop(w, r, attemptCookie)
	return s.afterAccount(w, r, err, "key-added", "")
}

func (s *Site) postRenamePasskey(w http.ResponseWriter, r *http.Request) error {
	err := s.config.SignIn.RenamePasskey(r.Context(), visitOf(r), r.PostForm.Get(ui.FieldID), r.PostForm.Get(ui.FieldName))
	return s.afterAccount(w, r, err, "key-name", "")
}

func (s *Site) postRemovePasskey(w http.ResponseWriter, r *http.Request) error {
	err := s.config.SignIn.RemovePasskey(r.Context(), visitOf(r), r.PostForm.Get(ui.FieldID))
	return s.afterAccount(w, r, err, "key-removed", "")
}

func (s *Site) postLinkIssuer(w http.ResponseWriter, r *http.Request) error {
	address, token, err := s.config.SignIn.LinkIssuer(r.Context(), visitOf(r), r.PathValue("issuer"))
	if err != nil {
		return s.afterAccount(w, r, err, "", "")
	}
	s.hold(w, r, attemptCookie, token)
	return s.toIssuer(w, r, address)
}

func (s *Site) postUnlink(w http.ResponseWriter, r *http.Request) error {
	err := s.config.SignIn.Unlink(r.Context(), visitOf(r), r.PostForm.Get(ui.FieldIssuer), r.PostForm.Get(ui.FieldID))
	return s.afterAccount(w, r, err, "unlinked", "")
}
