package web

import (
	"net/http"

	"bearings/internal/ui"
)

// serviceRoutes are the pages every public service owes.
func (s *Site) serviceRoutes() []Route {
	return []Route{
		public("Accessibility", "GET", ui.AccessibilityPath, s.getAccessibility),
		public("Privacy", "GET", ui.PrivacyPath, s.getService),
		public("Cookies", "GET", ui.CookiesPath, s.getService),
		public("Terms", "GET", ui.TermsPath, s.getService),
		public("Help", "GET", ui.HelpPath, s.getService),
	}
}

func (s *Site) prepareService() {
	s.service = map[string]*page{}
	for _, one := range s.pages.ServicePages() {
		s.service[one.Path] = s.page(one.Page)
	}
}

func (s *Site) getService(w http.ResponseWriter, r *http.Request) error {
	return named(s.service, r.URL.Path, w, r)
}

// getAccessibility shows the statement as it is today: it says when the checks
// have become too old to vouch for anything.
func (s *Site) getAccessibility(w http.ResponseWriter, r *http.Request) error {
	pages := s.pages
	pages.Today = s.config.Today()
	if !pages.Checks.Old(pages.Today) {
		return s.getService(w, r)
	}
	return s.render(w, r, http.StatusOK, pages.Accessibility())
}
