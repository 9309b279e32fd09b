package ui_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"bearings/internal/booklet"
	"bearings/internal/library"
	"bearings/internal/report/reporttest"
	"bearings/internal/ui"
)

// furnished is the site of the eight principles with a small library.
func furnished(t *testing.T) ui.Site {
	t.Helper()
	fw := reporttest.Principles(t)
	every := []string{"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"}
	l := &library.Library{
		Language: "en",
		References: []library.Reference{
			{Key: "one-2020", Authors: []string{"One, O."}, Year: 2020, Title: "What helps", In: "A journal 3", DOI: "10.1/2", Confirmed: true, Read: "whole"},
			{Key: "two-2021", Authors: []string{"Two, T."}, Year: 2021, Title: "Never cited", Read: "title"},
		},
		Evidence: []library.Topic{{ID: "P1", Lead: "Not much is known.",
			Known:   []library.Statement{{ID: "s1", Says: "Belief helps.", Weight: "one-study", Because: "Ten people were asked.", Cites: []string{"one-2020"}}},
			Unknown: []library.Statement{{ID: "s2", Says: "Whether it lasts."}}}},
		Glossary:    []library.Term{{ID: "belief", Term: "Belief", Means: "Taking somebody's word.", About: library.About{Principles: []string{"P1"}}}},
		CaseStudies: []library.CaseStudy{{ID: "bus", Title: "The last bus", Summary: "Somebody misses it.", About: library.About{Principles: []string{"P1", "P8"}}}},
		Guides: []library.Guide{{ID: "letters", Title: "Read your letters", Summary: "Aloud.", About: library.About{Principles: []string{"P7"}}},
			{ID: "team", Title: "An hour with the team", Summary: "For all eight.", About: library.About{Principles: every}}},
	}
	site := siteOf(t, fw)
	shelf := ui.NewShelf(l, fw)
	site.Reading = func() *ui.Shelf { return shelf }
	return site
}

// saidIn are all texts of a value, the names of places and addresses left out.
func saidIn(v reflect.Value) []string {
	var all []string
	switch v.Kind() {
	case reflect.String:
		all = append(all, strings.Split(v.String(), "\n\n")...)
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; !slices.Contains([]string{"ID", "Strand", "Level", "Language", "Address", "Foot"}, name) {
				all = append(all, saidIn(v.Field(i))...)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, saidIn(v.Index(i))...)
		}
	}
	return all
}

func TestThePageSaysEverythingOfTheBooklet(t *testing.T) {
	site := furnished(t)
	root, text := drawn(t, site.PrinciplesDocument())
	soundPage(t, "document", root, text)
	said, n := words(root), 0
	for _, one := range saidIn(reflect.ValueOf(site.Booklet())) {
		if n++; !strings.Contains(said, strings.Join(strings.Fields(one), " ")) {
			t.Errorf("the page lacks %q", one)
		}
	}
	if n < 500 {
		t.Errorf("only %d texts were looked for", n)
	}
	for _, want := range []string{"In our own words, from the United Nations Convention", "Cite this page"} {
		if !strings.Contains(said, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// part finds a section of a list by its title.
func part(sections []booklet.Section, title string) booklet.Section {
	for _, s := range sections {
		if s.Title == title {
			return s
		}
	}
	return booklet.Section{}
}

func TestTheBookletHasWhatTheLibraryAdds(t *testing.T) {
	b := furnished(t).Booklet()
	first := b.Principles[0].Further
	known := part(first, "What is known")
	if known.Lead != "Not much is known." || len(known.Points) != 1 ||
		known.Points[0].Note != "One study. Ten people were asked. Sources: One, 2020." {
		t.Errorf("what is known: %+v", known)
	}
	if unknown := part(first, "What is not known"); len(unknown.Points) != 1 || unknown.Points[0].Note != "" {
		t.Errorf("what is not known: %+v", unknown)
	}
	for _, title := range []string{"Glossary", "Case studies"} {
		if one := part(first, title); len(one.Points) != 1 || one.Points[0].Address == "" || one.Points[0].Text != "" {
			t.Errorf("%s: %+v", title, one)
		}
	}
	// What belongs to all eight is not named at each of them.
	if guides := part(first, "Guides"); len(guides.Points) != 0 {
		t.Errorf("guides of the first: %+v", guides)
	}
	if guides := part(b.Ends, "Guides"); len(guides.Points) != 2 {
		t.Errorf("guides at the end: %+v", guides)
	}
	sources := part(b.Ends, "Sources")
	if len(sources.Points) != 1 || sources.Points[0].Text != "One, O. (2020) What helps. A journal 3. doi:10.1/2" {
		t.Errorf("sources: %+v", sources)
	}
}

func TestTheBookletOfASiteWithoutALibraryEndsWithItself(t *testing.T) {
	b := siteOf(t, reporttest.Principles(t)).Booklet()
	if len(b.Ends) != 0 || len(b.Principles[0].Further) != 0 || len(b.Principles[0].LeansOn) != 7 {
		t.Errorf("ends %v, more of the first %v", b.Ends, b.Principles[0].Further)
	}
}
