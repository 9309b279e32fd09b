package web

import (
	"net/http"
	"net/url"

	"bearings/internal/installation"
	"bearings/internal/ui"
)

// outboxRoutes show the messages of a site that is only tried out.
func (s *Site) outboxRoutes() []Route {
	if s.config.Outbox == nil {
		return nil
	}
	return []Route{public("Outbox", "GET", ui.OutboxPath, s.getOutbox)}
}

// getOutbox shows them to whoever sits at this machine: there are codes in them, and
// nobody has to sign in. A proxy may bring others, and so may a page of another site
// whose name was made to lead here.
func (s *Site) getOutbox(w http.ResponseWriter, r *http.Request) error {
	isBrought := r.Header.Get("X-Forwarded-For") != "" || r.Header.Get("Forwarded") != ""
	if isBrought || s.address == nil && !installation.IsLoopback((&url.URL{Host: r.Host}).Hostname()) {
		return failure(http.StatusNotFound)
	}
	letters, err := s.config.Outbox()
	if err != nil {
		return err
	}
	return s.renderOwn(w, r, http.StatusOK, s.pages.Outbox(letters))
}
