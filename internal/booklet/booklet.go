// Package booklet holds everything that is said of a framework's principles as
// one document, before any file format: to read at once, to print and to pass
// on. The page and the Word file are both written from it.
package booklet

import (
	"slices"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// Booklet is the principles as one document, in one language.
type Booklet struct {
	// Language is the BCP 47 tag of every text.
	Language string
	Title    string
	// Of names the framework.
	Of string
	// Lead are paragraphs on what the document is.
	Lead       []string
	Principles []Principle
	Themes     []Theme
	// Ends are parts at the end: words, sources.
	Ends []Section
	// Leaned says of each principle how others lean on it; empty where the
	// framework says of none.
	Leaned []Leaned
	// About says where the words come from and who may use them.
	About []Fact
	// Foot is what stands at the foot of each page.
	Foot string
}

// Principle is everything that is said of one principle. A part nothing is said
// in is empty.
type Principle struct {
	ID, Place, Title string
	Feels            []Feels
	Why              []string // paragraphs
	Rights           []Right
	Looks            []Looks
	Hinders          []string
	Asked            []Asked
	Asks             []string
	LeansOn          []Lean
	Themes           []Named
	// Further is what others than the framework say of it.
	Further []Section
}

// Feels says how a principle should feel to a group. Note says that nobody of
// it has checked the words; where somebody has, notes stand with each sentence.
type Feels struct {
	Strand, Name, Note string
	Said               []Said
}

// Said is a first-person sentence and who has checked it, or "".
type Said struct{ Text, Note string }

// Right is a right of children, and the article it stands in.
type Right struct{ Article, Text string }

// Looks says what a principle looks like at a level.
type Looks struct {
	Level, Name string
	Does        []string
}

// Asked is what a group is asked first.
type Asked struct{ Strand, Name, Text string }

// Lean is a principle, and how one leans on the other.
type Lean struct{ ID, Title, How string }

// Named is something that has a place of its own in the document.
type Named struct{ ID, Name string }

// Leaned says how others lean on a principle.
type Leaned struct {
	ID, Title string
	By        []Lean
}

// Theme runs through the principles; Principles are those in which it weighs
// most.
type Theme struct {
	ID, Name   string
	Text       []string // paragraphs
	Principles []Named
	Further    []Section
}

// Fact is something said about the document itself.
type Fact struct {
	Name string
	Text []string // paragraphs
}

// Section is something more that is said of a principle: what is known about
// it, words that matter to it, what else there is to read.
type Section struct {
	Title string
	// Lead are paragraphs parted by blank lines, or "".
	Lead   string
	Points []Point
}

// Point is one thing that is said: its name, the text, and a quieter note below
// it. Any of them may be "", but not all.
type Point struct {
	Title, Text, Note string
	// Address is where a page says more, or "". It is for those who read on the
	// site; on paper there is only the title.
	Address string
}

// Further is what is said beside a framework: of each principle and theme, by
// its id, and at the end.
type Further struct {
	Of   map[string][]Section
	Ends []Section
}

// New puts a framework's principles, and what else is said of them, into one
// document.
func New(words *phrase.Words, fw *framework.Framework, further Further) Booklet {
	m := maker{words: words, fw: fw}
	b := Booklet{
		Language: words.Language,
		Title:    words.Say("principles.document-title"),
		Of:       m.text(fw.Title),
		Lead:     m.lead(),
		Leaned:   m.leaned(),
		About:    m.about(),
		Ends:     further.Ends,
		Foot:     m.text(fw.Affiliation),
	}
	for n, p := range fw.Principles {
		one := m.principle(p)
		one.Place = words.Say("principles.place", "N", n+1, "All", len(fw.Principles))
		one.Further = further.Of[p.ID]
		b.Principles = append(b.Principles, one)
	}
	for _, t := range fw.Themes {
		theme := m.theme(t)
		theme.Further = further.Of[t.ID]
		b.Themes = append(b.Themes, theme)
	}
	return b
}

// maker makes one document.
type maker struct {
	words *phrase.Words
	fw    *framework.Framework
}

func (m maker) text(t framework.Text) string { return t.In(m.words.Language) }

func (m maker) texts(all []framework.Text) []string {
	var texts []string
	for _, t := range all {
		texts = append(texts, m.text(t))
	}
	return texts
}

// paragraphs are the paragraphs of a text, parted by blank lines.
func (m maker) paragraphs(t framework.Text) []string { return Paragraphs(m.text(t)) }

// Paragraphs are the paragraphs of a text, parted by blank lines.
func Paragraphs(text string) []string {
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	return strings.Split(text, "\n\n")
}

func (m maker) lead() []string {
	lead := []string{m.words.Say("principles.document-lead"), m.words.Say("principles.together")}
	for _, p := range m.fw.Principles {
		for _, feels := range p.Feels {
			if anyChecked(feels.Statements) {
				return lead
			}
		}
	}
	return append(lead, m.words.Say("principles.unchecked-all"))
}

func (m maker) about() []Fact {
	var all []Fact
	add := func(message string, text ...string) {
		if len(text) > 0 {
			all = append(all, Fact{m.words.Say(message), text})
		}
	}
	add("report.about.source", m.paragraphs(m.fw.Source)...)
	add("report.about.affiliation", m.paragraphs(m.fw.Affiliation)...)
	if m.fw.Licence != "" {
		add("report.about.licence", m.words.Say("principles.document-licence", "Licence", m.fw.Licence))
	}
	add("principles.document-version", m.fw.Version)
	add("principles.document-made", m.words.Say("principles.document-made-with", "Product", m.words.Say("product.name")))
	return all
}

func (m maker) theme(t framework.Theme) Theme {
	theme := Theme{ID: t.ID, Name: m.text(t.Name), Text: m.paragraphs(t.Text)}
	for _, p := range m.fw.Principles {
		if slices.Contains(p.Themes, t.ID) {
			theme.Principles = append(theme.Principles, Named{p.ID, m.text(p.Title)})
		}
	}
	return theme
}

func (m maker) leaned() []Leaned {
	var all []Leaned
	for _, p := range m.fw.Principles {
		leaned := Leaned{ID: p.ID, Title: m.text(p.Title)}
		for _, by := range m.fw.LeanedOnBy(p.ID) {
			leaned.By = append(leaned.By, m.lean(by.From, by.How))
		}
		if len(leaned.By) > 0 {
			all = append(all, leaned)
		}
	}
	return all
}

func (m maker) lean(id string, how framework.Text) Lean {
	p, _ := m.fw.Principle(id)
	return Lean{ID: id, Title: m.text(p.Title), How: m.text(how)}
}
