package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/ui"
)

// public is a route for anybody.
func public(name, method, pattern string, handle func(http.ResponseWriter, *http.Request) error) Route {
	return Route{Name: name, Method: method, Pattern: pattern, Right: people.Anyone, handle: handle}
}

// needing is a route for those who have a right. Where the pattern names a
// {partnership} or an {agency}, they must have it there.
func needing(right people.Right, name, method, pattern string, handle func(http.ResponseWriter, *http.Request) error) Route {
	return Route{Name: name, Method: method, Pattern: pattern, Right: right, handle: handle}
}

type visitKey struct{}

// visitOf is who asks; the zero Visit has not signed in.
func visitOf(r *http.Request) signin.Visit {
	find, ok := r.Context().Value(visitKey{}).(func() signin.Visit)
	if !ok {
		return signin.Visit{}
	}
	return find()
}

// admit is the one door: it finds out who asks, looks whether they may, and only
// then runs the handler. Pages for anybody find out for themselves, if they must.
func (s *Site) admit(route Route, w http.ResponseWriter, r *http.Request) error {
	if route.Right == people.Anyone {
		return route.handle(w, s.mayBeVisited(r))
	}
	visit, err := s.visit(r)
	if err != nil {
		return err
	}
	where := people.Where{
		Partnership: people.PartnershipID(r.PathValue("partnership")),
		Agency:      people.AgencyID(r.PathValue("agency")),
	}
	if !visit.Viewer().May(route.Right, where) {
		return s.turnAway(route, where, visit, w, r)
	}
	w.Header().Set("Cache-Control", "no-store")
	found := func() signin.Visit { return visit }
	return route.handle(w, r.WithContext(context.WithValue(r.Context(), visitKey{}, found)))
}

// visit finds out whose session the browser holds.
func (s *Site) visit(r *http.Request) (signin.Visit, error) {
	if s.config.SignIn == nil {
		return signin.Visit{}, nil
	}
	token := s.held(r, sessionCookie)
	if token == "" {
		return signin.Visit{}, nil
	}
	visit, _, err := s.config.SignIn.Who(r.Context(), token)
	return visit, err
}

// turnAway answers those who may not: whoever has not signed in can; to others
// the page is not there, so that it does not tell what exists.
func (s *Site) turnAway(route Route, where people.Where, visit signin.Visit, w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cache-Control", "no-store")
	switch viewer := visit.Viewer(); {
	case route.Right == people.Nobody || s.config.SignIn == nil:
		return failure(http.StatusNotFound)
	case viewer.IsSignedIn():
		strong := viewer
		strong.Strong = true
		err := error(failure(http.StatusNotFound))
		if strong.May(route.Right, where) {
			err = errWeak
		}
		s.refusals.note(r.Context(), route.Name, statusOf(err), viewer.Account.ID)
		return err
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		http.Redirect(w, r, ui.SignInTo(r.URL.Path), http.StatusSeeOther)
		return nil
	case route.keeps:
		return s.askIn(w, r)
	}
	return failure(http.StatusUnauthorized)
}

// localPath is where to go next on this site, or elsewhere if what is given
// leads off it.
func localPath(given, elsewhere string) string {
	u, err := url.Parse(given)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" ||
		!strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.ContainsAny(u.Path, "\\\r\n\t") {
		return elsewhere
	}
	return u.EscapedPath()
}
