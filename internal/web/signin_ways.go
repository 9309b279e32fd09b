package web

import (
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"bearings/internal/signin"
	"bearings/internal/ui"
)

func (s *Site) postAskPasskey(w http.ResponseWriter, r *http.Request) error {
	options, token, err := s.config.SignIn.AskPasskey(r.Context(), localPath(r.PostForm.Get(ui.FieldTo), ""))
	if err != nil {
		return err
	}
	s.hold(w, r, attemptCookie, token)
	return s.renderOwn(w, r, http.StatusOK, s.pages.Passkey(ui.WithPasskey{
		Asker: asker(r), Options: string(options), Done: ui.SignInKeyDonePath, Other: ui.SignInPath}))
}

func (s *Site) postAnswerPasskey(w http.ResponseWriter, r *http.Request) error {
	answer := []byte(r.PostForm.Get(ui.FieldAnswer))
	opened, err := s.config.SignIn.AnswerPasskey(r.Context(), s.held(r, attemptCookie), answer, visitOf(r).Session.ID)
	if wrong, ok := s.toPutRight(err); ok {
		s.refused(r, signin.ByPasskey, err)
		return s.showSignIn(w, r, ui.SigningIn{Wrong: wrong})
	} else if err != nil {
		return err
	}
	return s.letIn(w, r, opened)
}

// refused notes what was wrong with an answer. The cause holds nothing that signs
// anybody in.
func (s *Site) refused(r *http.Request, method signin.Method, err error) {
	s.config.Log.LogAttrs(r.Context(), slog.LevelInfo, "sign-in refused",
		slog.String("method", string(method)), slog.String("error", err.Error()))
}

func (s *Site) postAskIssuer(w http.ResponseWriter, r *http.Request) error {
	address, token, err := s.config.SignIn.AskIssuer(r.Context(), r.PathValue("issuer"), localPath(r.PostForm.Get(ui.FieldTo), ""))
	if wrong, ok := s.toPutRight(err); ok {
		return s.showSignIn(w, r, ui.SigningIn{Wrong: wrong})
	} else if err != nil {
		return err
	}
	s.hold(w, r, attemptCookie, token)
	return s.toIssuer(w, r, address)
}

// toIssuer leads on to an issuer by a page: browsers let a form lead to this site
// only, even by way of an answer to it.
func (s *Site) toIssuer(w http.ResponseWriter, r *http.Request, address string) error {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return failure(http.StatusInternalServerError)
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.ToIssuer(s.issuerName(r.PathValue("issuer")), address))
}

func (s *Site) issuerName(id string) string {
	all := s.config.SignIn.Trusted()
	if i := slices.IndexFunc(all, func(one signin.Issuer) bool { return one.ID == id }); i >= 0 {
		return all[i].Name
	}
	return id
}

// getBack takes somebody who comes back from an issuer. Only the browser that went
// there holds what it takes; without it, and for HEAD, nothing changes.
func (s *Site) getBack(w http.ResponseWriter, r *http.Request) error {
	if r.Method != http.MethodGet {
		return notAllowed(http.MethodGet)(w, r)
	}
	came, err := s.config.SignIn.Back(r.Context(), visitOf(r), s.held(r, attemptCookie), r.URL.Query())
	if wrong, ok := s.toPutRight(err); ok {
		s.refused(r, signin.ByOpenID, err)
		switch {
		case came.Joins:
			return s.showJoinWay(w, r, wrong)
		case came.Links:
			return s.showAccount(w, r, ui.Account{Wrong: wrong})
		}
		return s.showSignIn(w, r, ui.SigningIn{Wrong: wrong})
	} else if err != nil {
		return err
	}
	switch {
	case came.Links:
		s.drop(w, r, attemptCookie)
		return seeOther(w, r, accountDone("linked"))
	case came.Unknown:
		s.drop(w, r, attemptCookie)
		return s.renderOwn(w, r, http.StatusOK, s.pages.Join(ui.Joining{Asker: asker(r), Unknown: true}))
	}
	return s.letIn(w, r, came.Opened)
}
