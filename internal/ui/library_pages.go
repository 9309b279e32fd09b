package ui

import (
	"slices"

	"github.com/a-h/templ"

	"bearings/internal/library"
)

// LibraryPage is a page of the library and where it stands.
type LibraryPage struct {
	// Route is the name of the route it belongs to.
	Route, Path string
	Page        templ.Component
}

// LibraryPages are all pages of the library that depend on nothing in a request,
// but for those of the principles. The site serves them and the library's folder
// holds them.
func (s Site) LibraryPages() []LibraryPage {
	r := s.reading()
	all := slices.DeleteFunc([]LibraryPage{
		{"Library", LibraryPath, s.Library()},
		{"PrincipleMap", PrinciplesMapPath, s.PrincipleMap()},
		{"PrinciplesDocument", PrinciplesDocumentPath, s.PrinciplesDocument()},
		{"Evidence", EvidencePath, s.Evidence()},
		{"References", ReferencesPath, s.References()},
		{"Glossary", GlossaryPath, s.Glossary()},
		{"CaseStudies", CaseStudiesPath, s.CaseStudies()},
		{"Team", TeamPath, s.Team()},
		{"Guides", GuidesPath, s.Guides()},
	}, func(one LibraryPage) bool { return !s.holds(one.Path) })
	if len(r.Animation.Scenes) > 0 {
		all = append(all, LibraryPage{"Animation", AnimationPath, s.Animation(r.Animation)})
	}
	for _, topic := range r.Evidence {
		all = append(all, LibraryPage{"Topic", EvidenceURL(topic.ID), s.Topic(topic)})
	}
	for _, term := range r.Glossary {
		all = append(all, LibraryPage{"Word", WordURL(term.ID), s.Word(term)})
	}
	for _, c := range r.CaseStudies {
		all = append(all, LibraryPage{"CaseStudy", CaseStudyURL(c.ID), s.CaseStudy(c)},
			LibraryPage{"CaseResponse", CaseResponseURL(c.ID), s.CaseResponse(c)})
	}
	for _, guide := range r.Guides {
		all = append(all, LibraryPage{"Guide", GuideURL(guide.ID), s.Guide(guide)})
	}
	for _, page := range r.Pages {
		all = append(all, LibraryPage{"Start", StartURL(page.ID), s.Start(page)})
	}
	return all
}

// OfflinePages are the pages of the library as it stands in a folder.
func (s Site) OfflinePages() []LibraryPage {
	all := append(s.LibraryPages(), LibraryPage{"Search", SearchPath, s.Search(library.Query{}, library.Found{})})
	if s.holds(PrinciplesPath) {
		all = append(all, LibraryPage{"Principles", PrinciplesPath, s.Principles()})
	}
	all = append(all, s.ServicePages()...)
	for _, p := range s.Framework.Principles {
		all = append(all, LibraryPage{"Principle", PrincipleURL(p.ID), s.Principle(p)})
	}
	return all
}

// FilmFiles are the files that go with the film, if there is one.
func (s Site) FilmFiles() []File {
	film := s.reading().Animation
	if len(film.Scenes) == 0 {
		return nil
	}
	return AnimationFiles(film)
}
