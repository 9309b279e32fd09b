package e2e_test

import (
	"slices"
	"strings"

	"bearings/internal/ui"
)

// libraryStates are the library's pages: every one of a kind but for the words of
// the glossary and the case studies, of which there are some of each sort.
func libraryStates(h house) []state {
	words := []string{"grooming", "victim", "adultification", "county-lines"}
	cases := []string{"the-photo", "two-lists"}
	all := []state{
		{route: "Search", name: "fresh", path: ui.SearchPath},
		{route: "Search", name: "found", path: ui.SearchPath + "?q=exploited+children&kind=guide"},
		{route: "Search", name: "some", path: ui.SearchPath + "?q=grooming+xylophone"},
		{route: "Search", name: "none", path: ui.SearchPath + "?q=xylophone"},
		{route: "Search", name: "listed", path: ui.SearchPath + "?theme=collaboration&level=direct"},
	}
	reading := h.config.Reading()
	for _, one := range (ui.Site{Words: h.config.Words, Framework: h.config.Framework, Assets: h.config.Assets,
		Reading: h.config.Reading}).LibraryPages() {
		all = append(all, state{route: one.Route, name: one.Path, path: one.Path})
	}
	all = slices.DeleteFunc(all, func(s state) bool {
		switch s.route {
		case "Word":
			return !slices.ContainsFunc(words, func(id string) bool { return s.path == ui.WordURL(id) })
		case "CaseStudy", "CaseResponse":
			return !slices.ContainsFunc(cases, func(id string) bool {
				return s.path == ui.CaseStudyURL(id) || s.path == ui.CaseResponseURL(id)
			})
		}
		return false
	})
	for i, s := range all {
		all[i].name = strings.ReplaceAll(strings.Trim(s.name, "/"), "/", "-")
		if s.route == "CaseResponse" {
			all[i].path += "?after=skipping"
		}
	}
	first := reading.CaseStudies[0].ID
	return append(all, state{route: "CaseResponse", name: "before", path: ui.CaseResponseURL(first)})
}
