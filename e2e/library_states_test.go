package e2e_test

import (
	"slices"
	"strings"

	"bearings/internal/ui"
)

// ofEach are the pages that stand for the others of their route: the same page
// with other words. That every page passes axe and fits a narrow screen, the
// library's folder shows.
var ofEach = map[string][]string{
	"Word":         {ui.WordURL("grooming"), ui.WordURL("victim")},
	"Topic":        {ui.EvidenceURL("P2"), ui.EvidenceURL("learning")},
	"CaseStudy":    {ui.CaseStudyURL("the-photo")},
	"CaseResponse": {ui.CaseResponseURL("the-photo")},
	"Guide":        {ui.GuideURL("letters-and-meetings"), ui.GuideURL("youth-voice"), ui.GuideURL("team-20"), ui.GuideURL("learning-worksheet")},
	"Start":        {ui.StartURL("young-people"), ui.StartURL("parents"), ui.StartURL("about")},
}

// libraryStates are the library's pages, with some of each sort of which there
// are many.
func libraryStates(h house) []state {
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
		some, ok := ofEach[s.route]
		return ok && !slices.Contains(some, s.path)
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
