package web

import (
	"net/http"

	"bearings/internal/people"
	"bearings/internal/ui"
)

// demoRoutes are those of a demonstration, where anybody comes in as anybody. No
// other site has them.
func (s *Site) demoRoutes() []Route {
	if len(s.config.Demo) == 0 || s.config.SignIn == nil {
		return nil
	}
	return []Route{public("ComeIn", "POST", ui.SignInDemoPath, s.postComeIn)}
}

func (s *Site) postComeIn(w http.ResponseWriter, r *http.Request) error {
	id := people.AccountID(r.PostForm.Get(ui.FieldID))
	token, err := s.config.SignIn.ComeAs(r.Context(), id, visitOf(r).Session.ID)
	if err != nil {
		return err
	}
	s.hold(w, r, sessionCookie, token)
	s.drop(w, r, attemptCookie)
	for _, one := range s.config.Demo {
		if one.Account == id {
			return seeOther(w, r, localPath(one.To, ui.PartnershipsPath))
		}
	}
	return seeOther(w, r, ui.PartnershipsPath)
}
