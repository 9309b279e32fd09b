package library

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"bearings/internal/framework"
)

// Entry is anything there is to read, as lists and searches show it.
type Entry struct {
	Kind    Kind
	ID      string
	Title   string
	Summary string
	// Also are other names it is found by.
	Also []string
	// Texts are its words but for the title, for searching.
	Texts []string
	About
}

// Ref is how other entries point to this one: "word/grooming".
func (e Entry) Ref() string {
	if e.Kind == Film {
		return string(Film)
	}
	return string(e.Kind) + "/" + e.ID
}

// Entries lists everything there is to read, the framework's principles first.
// A case study's second part is left out of its texts: it is read after the
// first.
func (l *Library) Entries(fw *framework.Framework) []Entry {
	var all []Entry
	for _, p := range fw.Principles {
		all = append(all, l.principle(p))
	}
	for _, t := range l.Evidence {
		all = append(all, Entry{Evidence, t.ID, titleOf(fw, t.ID, l.Language), t.Lead, nil, textsOf(t), t.of(fw)})
	}
	for _, t := range l.Glossary {
		all = append(all, Entry{Word, t.ID, t.Term, t.Means, t.Forms, textsOf(t)[1:], t.About})
	}
	for _, c := range l.CaseStudies {
		first := c
		first.Response = Response{}
		all = append(all, Entry{Case, c.ID, c.Title, c.Summary, nil, textsOf(first)[1:], c.About})
	}
	for _, g := range l.Guides {
		all = append(all, Entry{Advice, g.ID, g.Title, g.Summary, nil, textsOf(g)[1:], g.About})
	}
	for _, p := range l.Pages {
		all = append(all, Entry{Start, p.ID, p.Title, p.Summary, nil, textsOf(p)[1:], p.About})
	}
	if a := l.Animation; len(a.Scenes) > 0 {
		all = append(all, Entry{Film, "", a.Title, a.Summary, nil, textsOf(a)[1:], a.About})
	}
	return all
}

// of is what a topic belongs to; one that belongs to itself need not say so.
func (t Topic) of(fw *framework.Framework) About {
	about, to := t.About, &t.Themes
	if _, ok := fw.Principle(t.ID); ok {
		to = &t.Principles
	}
	if !slices.Contains(*to, t.ID) {
		*to = append(slices.Clip(*to), t.ID)
	}
	about.Principles, about.Themes = t.Principles, t.Themes
	return about
}

func textsOf(v any) []string {
	var texts []string
	words(reflect.ValueOf(v), &texts)
	return texts
}

func (l *Library) principle(p framework.Principle) Entry {
	in := func(t framework.Text) string { return t.In(l.Language) }
	texts := []string{in(p.Why)}
	for _, right := range p.Rights {
		texts = append(texts, in(right.Text))
	}
	for _, s := range []string{framework.YoungPerson, framework.Parent} {
		for _, feel := range p.Feels[s].Statements {
			texts = append(texts, in(feel.Text))
		}
	}
	for _, level := range []string{framework.Direct, framework.Operational, framework.Strategic} {
		for _, look := range p.Looks[level] {
			texts = append(texts, in(look))
		}
	}
	for _, hinder := range p.Hinders {
		texts = append(texts, in(hinder))
	}
	for _, lean := range p.LeansOn {
		texts = append(texts, in(lean.How))
	}
	for _, ask := range p.Asks {
		texts = append(texts, in(ask))
	}
	summary, _, _ := strings.Cut(in(p.Why), "\n\n")
	about := About{Principles: []string{p.ID}, Themes: p.Themes,
		Levels: []string{framework.Direct, framework.Operational, framework.Strategic}}
	return Entry{Principle, p.ID, in(p.Title), summary, []string{p.ID}, texts, about}
}

func titleOf(fw *framework.Framework, id, language string) string {
	if p, ok := fw.Principle(id); ok {
		return p.Title.In(language)
	}
	for _, t := range fw.Themes {
		if t.ID == id {
			return t.Name.In(language)
		}
	}
	return id
}

// Shelf finds entries by their references and by what they belong to.
type Shelf struct {
	Entries []Entry
	byRef   map[string]int
}

// NewShelf puts entries on a shelf.
func NewShelf(entries []Entry) Shelf {
	s := Shelf{entries, map[string]int{}}
	for i, e := range entries {
		s.byRef[e.Ref()] = i
	}
	return s
}

// Find finds the entry of a reference.
func (s Shelf) Find(ref string) (Entry, bool) {
	i, ok := s.byRef[ref]
	if !ok {
		return Entry{}, false
	}
	return s.Entries[i], true
}

// About lists the entries of a kind that belong to a principle or theme.
func (s Shelf) About(kind Kind, id string) []Entry {
	var all []Entry
	for _, e := range s.Entries {
		if e.Kind == kind && (slices.Contains(e.Principles, id) || slices.Contains(e.Themes, id)) {
			all = append(all, e)
		}
	}
	return all
}

// Near lists what an entry points to and what points to it, without doubles, in
// the order of the kinds.
func (s Shelf) Near(of Entry) []Entry {
	seen := map[string]bool{of.Ref(): true}
	var all []Entry
	add := func(e Entry) {
		if !seen[e.Ref()] {
			seen[e.Ref()] = true
			all = append(all, e)
		}
	}
	for _, ref := range of.See {
		if e, ok := s.Find(ref); ok {
			add(e)
		}
	}
	for _, e := range s.Entries {
		if slices.Contains(e.See, of.Ref()) {
			add(e)
		}
	}
	slices.SortStableFunc(all, func(a, b Entry) int {
		return cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind))
	})
	return all
}

func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	return keys
}
