package ui

import (
	"slices"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/library"
)

// Shelf is the library as pages need it.
type Shelf struct {
	*library.Library
	library.Shelf
	words *library.Words
}

// NewShelf puts a library on its shelf.
func NewShelf(l *library.Library, fw *framework.Framework) *Shelf {
	return &Shelf{l, library.NewShelf(l.Entries(fw)), l.Words()}
}

// noShelf is the library of a site that has none.
var noShelf = &Shelf{Library: &library.Library{}, words: &library.Words{}}

// Marker begins a page on which words of the glossary are marked; own is the
// word whose page it is, or empty.
func (l *Shelf) Marker(own string) *library.Marker { return l.words.Marker(own) }

// reading is the library, which is read when a page first needs it.
func (s Site) reading() *Shelf {
	if s.Reading == nil {
		return noShelf
	}
	return s.Reading()
}

// holds says whether anything stands on the page of a part of the library: one of
// somebody's own may lack parts, and a site may have none.
func (s Site) holds(path string) bool {
	switch path {
	case SupportPath:
		return s.Supports && !s.Static
	case LibraryPath, SearchPath:
		return len(s.Framework.Principles) > 0 || len(s.reading().Shelf.Entries) > 0
	case PrinciplesPath, PrinciplesMapPath, PrinciplesDocumentPath:
		return len(s.Framework.Principles) > 0
	case EvidencePath:
		return len(s.reading().Evidence) > 0
	case ReferencesPath:
		return len(s.reading().References) > 0
	case GlossaryPath:
		return len(s.reading().Glossary) > 0
	case CaseStudiesPath:
		return len(s.reading().CaseStudies) > 0
	case TeamPath:
		return len(s.reading().Team.Plans) > 0
	case GuidesPath:
		return len(s.reading().Guides) > 0
	case AnimationPath:
		return len(s.reading().Animation.Scenes) > 0
	}
	return true
}

// HasLibrary says whether there is anything to read.
func (s Site) HasLibrary() bool { return s.holds(LibraryPath) }

// shelves are the parts of the library, in the order of its navigation.
func (s Site) shelves() []crumb {
	return slices.DeleteFunc([]crumb{
		{s.say("librarypages.nav-home"), LibraryPath},
		{s.say("librarypages.nav-principles"), PrinciplesPath},
		{s.say("librarypages.nav-evidence"), EvidencePath},
		{s.say("librarypages.nav-glossary"), GlossaryPath},
		{s.say("librarypages.nav-case-studies"), CaseStudiesPath},
		{s.say("librarypages.nav-guides"), GuidesPath},
		{s.say("librarypages.nav-animation"), AnimationPath},
		{s.say("support.title"), SupportPath},
	}, func(one crumb) bool { return !s.holds(one.path) })
}

// offer is a part of the library as its first page offers it.
type offer struct{ title, text, path string }

// offers are the parts of the library that there are, and what else helps to
// find words.
func (s Site) offers() []offer {
	r := s.reading()
	all := slices.DeleteFunc([]offer{
		{s.say("librarypages.nav-principles"), s.say("librarypages.about-principles"), PrinciplesPath},
		{s.say("librarypages.map"), s.say("librarypages.about-map"), PrinciplesMapPath},
		{s.say("librarypages.nav-animation"), r.Animation.Summary, AnimationPath},
		{s.say("librarypages.nav-evidence"), s.say("librarypages.about-evidence", "References", len(r.References)), EvidencePath},
		{s.say("librarypages.nav-case-studies"), s.say("librarypages.about-case-studies", "N", len(r.CaseStudies)), CaseStudiesPath},
		{s.say("librarypages.nav-guides"), s.say("librarypages.about-guides", "N", len(r.Guides)), GuidesPath},
		{s.say("librarypages.nav-glossary"), s.say("librarypages.about-glossary", "N", len(r.Glossary)), GlossaryPath},
		{s.say("support.title"), s.say("support.about"), SupportPath},
	}, func(one offer) bool { return !s.holds(one.path) })
	if s.Static { // there the checker does not run
		return all
	}
	return append(all, offer{s.say("librarypages.about-language"), s.say("librarypages.about-language-text"), LanguagePath},
		offer{s.say("librarypages.about-words"), s.say("librarypages.about-words-text"), LanguageWordsPath})
}

// shelfFrame is what stands around a page of the library. shelf is the part it
// belongs to, and further the pages between that part and this one.
func (s Site) shelfFrame(title, shelf string, further ...crumb) frame {
	f := frame{title: title, section: LibraryPath, shelf: shelf, trail: s.home()}
	if shelf == LibraryPath && title == s.say("librarypages.title") {
		return f
	}
	if s.HasLibrary() {
		f.trail = append(f.trail, crumb{s.say("librarypages.title"), LibraryPath})
	}
	for _, one := range s.shelves() {
		if one.path == shelf && shelf != LibraryPath && one.name != title {
			f.trail = append(f.trail, one)
		}
	}
	f.trail = append(f.trail, further...)
	return f
}

// KindName names a kind of thing to read, one of it.
func (s Site) KindName(kind library.Kind) string { return s.say("librarypages.kind-" + string(kind)) }

// kindNames names several of a kind.
func (s Site) kindNames(kind library.Kind) string {
	return s.say("librarypages.kinds-" + string(kind))
}

// blocks are the paragraphs of a text of the library: each is a line, or parted
// from the next by an empty one.
func blocks(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
}

// topicName is the name of a principle or theme.
func (s Site) topicName(id string) string {
	if _, ok := s.Framework.Principle(id); ok {
		return s.titleOf(id)
	}
	for _, t := range s.Framework.Themes {
		if t.ID == id {
			return s.text(t.Name)
		}
	}
	return id
}

func (s Site) levelName(id string) string {
	level, _ := s.Framework.Level(id)
	return s.text(level.Name)
}

func (s Site) reference(key string) library.Reference {
	all := s.reading().References
	i := slices.IndexFunc(all, func(r library.Reference) bool { return r.Key == key })
	if i < 0 {
		return library.Reference{}
	}
	return all[i]
}

// short names a publication as texts cite it: "Lundy, 2007".
func (s Site) short(r library.Reference) string {
	names := make([]string, len(r.Authors))
	for i, author := range r.Authors {
		names[i], _, _ = strings.Cut(author, ",")
	}
	who := strings.Join(names, "")
	switch {
	case len(names) == 2 && strings.Contains(r.Authors[0], ","):
		who = s.say("librarypages.two-authors", "First", names[0], "Second", names[1])
	case len(names) > 1:
		who = s.say("librarypages.many-authors", "First", names[0])
	}
	return s.say("librarypages.short", "Who", who, "Year", r.Year)
}

// authors are the authors of a publication as a list of references prints them.
func (s Site) authors(r library.Reference) string {
	who := strings.Join(r.Authors, ", ")
	if n := len(r.Authors); n > 1 {
		who = s.say("librarypages.authors", "Others", strings.Join(r.Authors[:n-1], ", "), "Last", r.Authors[n-1])
	}
	if r.Editors {
		return s.say("librarypages.editors", "Who", who)
	}
	return who
}

// citedBy lists the statements, words and guides that rest on a publication.
func (l *Shelf) citedBy(key string) []library.Entry {
	var all []library.Entry
	add := func(kind library.Kind, id string, cites []string) {
		if e, ok := l.Find(string(kind) + "/" + id); ok && slices.Contains(cites, key) {
			all = append(all, e)
		}
	}
	for _, topic := range l.Evidence {
		var cites []string
		for _, statement := range slices.Concat(topic.Known, topic.Unknown) {
			cites = append(cites, statement.Cites...)
		}
		add(library.Evidence, topic.ID, cites)
	}
	for _, term := range l.Glossary {
		add(library.Word, term.ID, term.Cites)
	}
	for _, guide := range l.Guides {
		add(library.Advice, guide.ID, guide.Cites)
	}
	return all
}

// CaseStudyOf finds a case study by its id.
func (s Site) CaseStudyOf(id string) (library.CaseStudy, bool) {
	all := s.reading().CaseStudies
	i := slices.IndexFunc(all, func(c library.CaseStudy) bool { return c.ID == id })
	if i < 0 {
		return library.CaseStudy{}, false
	}
	return all[i], true
}

// year is that of the day on which any entry was last looked at, or empty.
func (l *Shelf) year() string {
	last := ""
	for _, e := range l.Shelf.Entries {
		last = max(last, e.Reviewed)
	}
	year, _, _ := strings.Cut(last, "-")
	return year
}

// ofKind are the entries of a kind.
func (l *Shelf) ofKind(kind library.Kind) []library.Entry {
	return slices.DeleteFunc(slices.Clone(l.Shelf.Entries), func(e library.Entry) bool { return e.Kind != kind })
}

// byKind parts entries by their kinds, in the order of the kinds.
func byKind(entries []library.Entry) [][]library.Entry {
	var groups [][]library.Entry
	for _, kind := range library.Kinds {
		var group []library.Entry
		for _, e := range entries {
			if e.Kind == kind {
				group = append(group, e)
			}
		}
		if len(group) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}
