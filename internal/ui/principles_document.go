package ui

import (
	"net/url"
	"slices"
	"strings"

	"bearings/internal/booklet"
	"bearings/internal/library"
)

// PrinciplesDocumentPath is the page with everything about the principles.
const PrinciplesDocumentPath = PrinciplesPath + "/document"

// PrinciplesDOCX is the name of the same as a Word document.
const PrinciplesDOCX = "practice-principles.docx"

// PrinciplesFileURL is a file of that page.
func PrinciplesFileURL(file string) string {
	return PrinciplesDocumentPath + "/" + url.PathEscape(file)
}

// Booklet is everything about the principles as one document: what the framework
// says of them, and what the library adds.
func (s Site) Booklet() booklet.Booklet {
	further := booklet.Further{Of: map[string][]booklet.Section{}}
	for _, p := range s.Framework.Principles {
		further.Of[p.ID] = append(s.knownOf(p.ID), s.alsoOn(p.ID)...)
	}
	for _, theme := range s.Framework.Themes {
		further.Of[theme.ID] = s.knownOf(theme.ID)
	}
	further.Ends = s.ends()
	return booklet.New(s.Words, s.Framework, further)
}

// knownOf is what is known and not known about a principle or theme.
func (s Site) knownOf(id string) []booklet.Section {
	topic, _ := s.topic(id)
	known := booklet.Section{Title: s.say("librarypages.known"), Lead: topic.Lead}
	for _, one := range topic.Known {
		known.Points = append(known.Points, booklet.Point{Text: one.Says, Note: s.say("principles.document-known",
			"Weight", s.say("librarypages.weight-"+one.Weight), "Because", one.Because, "Cites", s.citesOf(one))})
	}
	unknown := booklet.Section{Title: s.say("librarypages.unknown")}
	for _, one := range topic.Unknown {
		unknown.Points = append(unknown.Points, booklet.Point{Text: one.Says, Note: strings.TrimSpace(s.say("principles.document-unknown",
			"Because", one.Because, "Cites", s.citesOf(one)))})
	}
	return withPoints([]booklet.Section{known, unknown})
}

// citesOf names the publications a statement rests on.
func (s Site) citesOf(one library.Statement) string {
	names := make([]string, len(one.Cites))
	for i, key := range one.Cites {
		names[i] = s.short(s.reference(key))
	}
	return strings.Join(names, "; ")
}

// alsoOn names what else there is to read about a principle. What belongs to all
// of them stands at the end only.
func (s Site) alsoOn(id string) []booklet.Section {
	var sections []booklet.Section
	for _, group := range s.furtherGroups(id) {
		section := booklet.Section{Title: s.kindNames(group[0].Kind)}
		for _, e := range group {
			section.Points = append(section.Points, booklet.Point{Title: e.Title, Address: EntryURL(e)})
		}
		sections = append(sections, section)
	}
	return sections
}

// ends are what stands once for all principles: what case studies and guides are
// about, how well things are known, what words mean, and the sources.
func (s Site) ends() []booklet.Section {
	var sections []booklet.Section
	for _, kind := range []library.Kind{library.Case, library.Advice} {
		sections = append(sections, s.summaries(kind, s.kindNames(kind)))
	}
	weights := booklet.Section{Title: s.say("principles.document-weights")}
	if len(s.reading().Evidence) > 0 {
		for _, weight := range library.Weights {
			weights.Points = append(weights.Points, booklet.Point{Title: s.say("librarypages.weight-" + weight),
				Text: s.say("librarypages.weight-" + weight + "-text")})
		}
	}
	words := s.summaries(library.Word, s.say("principles.document-words"))
	return withPoints(append(sections, weights, words, s.sources()))
}

// summaries says in a sentence or two what each thing of a kind is.
func (s Site) summaries(kind library.Kind, title string) booklet.Section {
	section := booklet.Section{Title: title}
	for _, e := range s.reading().ofKind(kind) {
		section.Points = append(section.Points, booklet.Point{Title: e.Title, Text: e.Summary, Address: EntryURL(e)})
	}
	return section
}

// sources are the publications that what is known rests on.
func (s Site) sources() booklet.Section {
	section := booklet.Section{Title: s.say("principles.document-sources")}
	cited := map[string]bool{}
	for _, topic := range s.reading().Evidence {
		for _, one := range slices.Concat(topic.Known, topic.Unknown) {
			for _, key := range one.Cites {
				cited[key] = true
			}
		}
	}
	for _, r := range s.reading().References {
		if cited[r.Key] {
			section.Points = append(section.Points, s.sourceOf(r))
		}
	}
	return section
}

func (s Site) sourceOf(r library.Reference) booklet.Point {
	with := []any{"Who", s.authors(r), "Year", r.Year, "Title", r.Title, "In", r.In, "Publisher", r.Publisher, "DOI", "", "ISBN", ""}
	if r.DOI != "" {
		with = append(with, "DOI", s.say("librarypages.doi", "DOI", r.DOI))
	}
	if r.ISBN != "" {
		with = append(with, "ISBN", s.say("librarypages.isbn", "ISBN", r.ISBN))
	}
	confirmed := s.say("librarypages.confirmed")
	if !r.Confirmed {
		confirmed = s.say("librarypages.unconfirmed")
	}
	return booklet.Point{Text: s.say("principles.document-reference", with...),
		Note: s.say("principles.document-read", "Confirmed", confirmed, "Read", s.say("librarypages.read-"+r.Read), "Note", r.Note)}
}

// withPoints leaves out sections with nothing in them.
func withPoints(sections []booklet.Section) []booklet.Section {
	return slices.DeleteFunc(sections, func(one booklet.Section) bool { return one.Lead == "" && len(one.Points) == 0 })
}

// onlyTitles says whether a section only names things.
func onlyTitles(section booklet.Section) bool {
	return !slices.ContainsFunc(section.Points, func(p booklet.Point) bool { return p.Text != "" || p.Note != "" })
}
