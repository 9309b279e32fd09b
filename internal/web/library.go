package web

import (
	"net/http"
	"strings"

	"bearings/internal/library"
	"bearings/internal/ui"
)

// prepareLibrary lists the library's pages when somebody first asks for one: the
// library is read then, and not before.
func (s *Site) prepareLibrary() map[string]*page {
	pages := map[string]*page{}
	for _, one := range s.pages.LibraryPages() {
		pages[one.Path] = s.page(one.Page)
	}
	for _, file := range s.pages.FilmFiles() {
		pages[ui.AnimationFileURL(file.Name)] = filePage(file)
	}
	return pages
}

// Warm makes what the first visitor would wait for: the library. Its search waits
// for the first who looks for something, for whom it takes no longer than a page
// does over the net, and until then takes no memory.
func (s *Site) Warm() error {
	s.library()
	return nil
}

// getReading serves a page of the library by its address.
func (s *Site) getReading(w http.ResponseWriter, r *http.Request) error {
	return named(s.library(), r.URL.Path, w, r)
}

// getCaseResponse shows the second part of a case study to those who have
// answered the first, or chosen to skip it.
func (s *Site) getCaseResponse(w http.ResponseWriter, r *http.Request) error {
	if r.URL.Query().Get("after") != "" {
		return named(s.library(), r.URL.Path, w, r)
	}
	c, ok := s.pages.CaseStudyOf(r.PathValue("id"))
	if !ok {
		return failure(http.StatusNotFound)
	}
	return s.render(w, r, http.StatusOK, s.pages.BeforeResponse(c))
}

// getPrinciplesFile hands out the principles as a Word document.
func (s *Site) getPrinciplesFile(w http.ResponseWriter, r *http.Request) error {
	return s.fixed["PrinciplesFile"].serve(w, r)
}

// getAnimationFile hands out what is said and shown in the film, with its times.
func (s *Site) getAnimationFile(w http.ResponseWriter, r *http.Request) error {
	return named(s.library(), r.URL.Path, w, r)
}

// getSearch shows what a search finds in the library.
func (s *Site) getSearch(w http.ResponseWriter, r *http.Request) error {
	if !s.pages.HasLibrary() {
		return failure(http.StatusNotFound)
	}
	asked := r.URL.Query()
	q := library.Query{
		Text:      cut(strings.TrimSpace(asked.Get("q"))),
		Kind:      library.Kind(cut(asked.Get("kind"))),
		Principle: cut(asked.Get("principle")),
		Level:     cut(asked.Get("level")),
		Theme:     cut(asked.Get("theme")),
	}
	var found library.Found
	if !q.Empty() && s.config.Search != nil {
		var err error
		if found, err = s.config.Search(q); err != nil {
			return err
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	return s.render(w, r, http.StatusOK, s.pages.Search(q, found))
}

// cut shortens what somebody asked for to what is looked for.
func cut(asked string) string {
	return strings.ToValidUTF8(asked[:min(maxAsked, len(asked))], "")
}

// readingRoutes are the routes whose pages are found by their address alone.
func (s *Site) readingRoutes() []Route {
	return []Route{
		public("Library", "GET", ui.LibraryPath, s.getReading),
		public("PrincipleMap", "GET", ui.PrinciplesMapPath, s.getReading),
		public("PrinciplesDocument", "GET", ui.PrinciplesDocumentPath, s.getReading),
		public("PrinciplesFile", "GET", ui.PrinciplesFileURL(ui.PrinciplesDOCX), s.getPrinciplesFile),
		public("Search", "GET", ui.SearchPath, s.getSearch),
		public("Evidence", "GET", ui.EvidencePath, s.getReading),
		public("References", "GET", ui.ReferencesPath, s.getReading),
		public("Topic", "GET", ui.EvidencePath+"/{id}", s.getReading),
		public("Glossary", "GET", ui.GlossaryPath, s.getReading),
		public("Word", "GET", ui.GlossaryPath+"/{id}", s.getReading),
		public("CaseStudies", "GET", ui.CaseStudiesPath, s.getReading),
		public("Team", "GET", ui.TeamPath, s.getReading),
		public("CaseStudy", "GET", ui.CaseStudiesPath+"/{id}", s.getReading),
		public("CaseResponse", "GET", ui.CaseStudiesPath+"/{id}/response", s.getCaseResponse),
		public("Guides", "GET", ui.GuidesPath, s.getReading),
		public("Guide", "GET", ui.GuidesPath+"/{id}", s.getReading),
		public("Animation", "GET", ui.AnimationPath, s.getReading),
		public("AnimationFile", "GET", ui.AnimationPath+"/{file}", s.getAnimationFile),
		public("Start", "GET", ui.StartPath+"/{id}", s.getReading),
	}
}
