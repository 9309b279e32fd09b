package web

import (
	"net/http"

	"bearings/internal/ui"
)

// retentionRoutes are for anybody: the page holds no names.
func (s *Site) retentionRoutes() []Route {
	return []Route{public("Retention", "GET", ui.RetentionPath, s.getRetention)}
}

// getRetention shows what is kept and what the last daily clearing did.
func (s *Site) getRetention(w http.ResponseWriter, r *http.Request) error {
	var view ui.RetentionView
	if s.config.Retention != nil {
		var err error
		if view.Run, view.Ran, err = s.config.Retention(r.Context()); err != nil {
			return err
		}
	}
	return s.render(w, r, http.StatusOK, s.pages.Retention(view))
}
