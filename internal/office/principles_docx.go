package office

import (
	"io"
	"slices"

	"bearings/internal/booklet"
	"bearings/internal/framework"
	"bearings/internal/office/docx"
	"bearings/internal/phrase"
)

// WritePrinciplesDOCX writes everything about the principles as a Word document,
// each principle on pages of its own. The same booklet and words always make the
// same bytes. An error is w's.
func WritePrinciplesDOCX(w io.Writer, words *phrase.Words, b booklet.Booklet) error {
	d := bookletWriter{d: docx.New(docx.Properties{
		Language: b.Language,
		Title:    words.Say("word.title", "Title", b.Title, "Of", b.Of),
		Subject:  b.Title,
		Creator:  words.Say("product.name"),
		Name:     b.Title,
		Foot:     b.Foot,
		PageLine: words.Say("word.page", "Page", docx.PageMark, "Pages", docx.PagesMark),
	}), words: words, Booklet: b}
	d.front()
	for _, p := range b.Principles {
		d.principle(p)
	}
	d.themes()
	d.leaned()
	for n, section := range b.Ends {
		d.section(docx.Para{Style: docx.Heading1, Text: section.Title, NewPage: n == 0}, section, 2, endSize)
	}
	d.about()
	_, err := d.d.WriteTo(w)
	return err
}

// bookletWriter writes one booklet.
type bookletWriter struct {
	d     *docx.Document
	words *phrase.Words
	booklet.Booklet
}

// Sizes of lists and of the parts at the end, in points: there is much of both.
const (
	listSize = 10
	endSize  = 9
)

func (d *bookletWriter) say(id string) string { return d.words.Say(id) }

func (d *bookletWriter) paragraphs(all []string) {
	for _, paragraph := range all {
		d.d.Text(docx.Body, paragraph)
	}
}

// list is a list of sentences below a heading of the second level.
func (d *bookletWriter) list(message string, texts []string) {
	if len(texts) > 0 {
		d.d.Heading(2, d.say(message))
		d.entries(texts)
	}
}

func (d *bookletWriter) entries(texts []string) {
	for _, text := range texts {
		d.d.Add(docx.Para{Style: docx.Item, List: d.d.Bullets(), Size: listSize, KeepLines: true, Text: text})
	}
}

func (d *bookletWriter) front() {
	d.d.Add(docx.Para{Style: docx.Kicker, Text: d.Of}, docx.Para{Style: docx.Title, Text: d.Title})
	for n, paragraph := range d.Lead {
		if n == 0 {
			d.d.Text(docx.Lead, paragraph)
		} else {
			d.d.Text(docx.Body, paragraph)
		}
	}
	d.d.Contents(d.say("principles.document-contents"), 1)
}

// mark names the place of a principle or a theme.
func mark(kind, id string) string { return kind + " " + id }

func (d *bookletWriter) principle(p booklet.Principle) {
	d.d.Add(docx.Para{Style: docx.Kicker, Text: p.Place, NewPage: true},
		docx.Para{Style: docx.Heading1, Text: p.Title, Before: 1, Bookmark: mark("principle", p.ID)})
	if len(p.Feels) > 0 {
		d.d.Heading(2, d.say("principles.feels"))
		for _, feels := range p.Feels {
			d.feels(feels)
		}
	}
	if len(p.Why) > 0 {
		d.d.Heading(2, d.say("principles.why"))
		d.paragraphs(p.Why)
	}
	d.rights(p)
	d.looks(p)
	d.list("principles.hinders", p.Hinders)
	d.asked(p)
	d.list("principles.asks", p.Asks)
	if len(p.LeansOn) > 0 {
		d.d.Heading(2, d.say("principles.leaning"))
		d.leans(p.LeansOn)
	}
	if len(p.Themes) > 0 {
		d.d.Heading(2, d.say("principles.themes-of"))
		d.named(p.Themes, "theme")
	}
	d.further(2, p.Further)
}

// edges are the colours beside what young people and parents say and are asked;
// a word above says who they are.
var edges = map[string]docx.Colour{framework.YoungPerson: docx.Sand, framework.Parent: docx.Heather}

func edge(strand string) docx.Colour {
	if colour, ok := edges[strand]; ok {
		return colour
	}
	return docx.Accent
}

func (d *bookletWriter) feels(feels booklet.Feels) {
	d.d.Heading(3, feels.Name)
	for n, said := range feels.Said {
		d.d.Add(docx.Para{Text: said.Text, Size: 12, Edge: edge(feels.Strand), KeepNext: n < len(feels.Said)-1 || said.Note != "", KeepLines: true})
		if said.Note != "" {
			d.d.Add(docx.Para{Style: docx.Hint, Text: said.Note, Edge: edge(feels.Strand)})
		}
	}
	if feels.Note != "" {
		d.d.Text(docx.Hint, feels.Note)
	}
}

func (d *bookletWriter) rights(p booklet.Principle) {
	if len(p.Rights) == 0 {
		return
	}
	d.d.Heading(2, d.say("principles.rights"))
	for _, right := range p.Rights {
		d.d.Add(docx.Para{Size: listSize, KeepLines: true, Runs: []docx.Run{{Text: right.Article + "  ", Bold: true}, {Text: right.Text}}})
	}
	d.d.Text(docx.Hint, d.say("principles.rights-note"))
}

func (d *bookletWriter) looks(p booklet.Principle) {
	if len(p.Looks) == 0 {
		return
	}
	d.d.Heading(2, d.say("principles.looks"))
	for _, looks := range p.Looks {
		d.d.Heading(3, looks.Name)
		d.entries(looks.Does)
	}
}

func (d *bookletWriter) asked(p booklet.Principle) {
	if len(p.Asked) == 0 {
		return
	}
	d.d.Heading(2, d.say("principles.asked"))
	for _, one := range p.Asked {
		d.d.Add(docx.Para{KeepLines: true, Edge: edge(one.Strand), Runs: []docx.Run{{Text: one.Name + "  ", Colour: docx.Muted}, {Text: one.Text, Bold: true}}})
	}
}

func (d *bookletWriter) leans(all []booklet.Lean) {
	for _, lean := range all {
		d.d.Add(docx.Para{Size: listSize, KeepNext: true, Tight: true, Runs: []docx.Run{{Text: lean.Title, Bold: true, Link: mark("principle", lean.ID)}}},
			docx.Para{Size: listSize, Text: lean.How, KeepLines: true})
	}
}

func (d *bookletWriter) named(all []booklet.Named, kind string) {
	for _, one := range all {
		d.d.Add(docx.Para{Style: docx.Item, List: d.d.Bullets(), Size: listSize, Runs: []docx.Run{{Text: one.Name, Link: mark(kind, one.ID)}}})
	}
}

func (d *bookletWriter) themes() {
	if len(d.Themes) == 0 {
		return
	}
	d.d.Add(docx.Para{Style: docx.Heading1, Text: d.say("principles.themes"), NewPage: true})
	d.d.Text(docx.Body, d.say("principles.themes-lead"))
	for _, theme := range d.Themes {
		d.d.Add(docx.Para{Style: docx.Heading2, Text: theme.Name, Bookmark: mark("theme", theme.ID)})
		d.paragraphs(theme.Text)
		d.named(theme.Principles, "principle")
		d.further(3, theme.Further)
	}
}

// leaned says of each principle what the others need from it.
func (d *bookletWriter) leaned() {
	if len(d.Leaned) == 0 {
		return
	}
	d.d.Add(docx.Para{Style: docx.Heading1, Text: d.say("principles.document-map"), NewPage: true})
	d.d.Text(docx.Body, d.say("principles.document-map-lead"))
	for _, leaned := range d.Leaned {
		d.d.Heading(2, leaned.Title)
		d.d.Add(docx.Para{Style: docx.Hint, Text: d.say("principles.document-map-of"), KeepNext: true})
		d.leans(leaned.By)
	}
}

// further are sections of a principle or theme, with headings of a level.
func (d *bookletWriter) further(level int, sections []booklet.Section) {
	for _, s := range sections {
		d.section(docx.Para{Style: docx.HeadingStyle(level), Text: s.Title}, s, columnsOf(s), listSize)
	}
}

// columnsOf: many short names stand side by side.
func columnsOf(s booklet.Section) int {
	if len(s.Points) <= 8 || slices.ContainsFunc(s.Points, func(p booklet.Point) bool { return p.Text+p.Note != "" }) {
		return 1
	}
	return 3
}

// section is what others than the framework say of something, below its heading.
func (d *bookletWriter) section(heading docx.Para, s booklet.Section, columns int, size float64) {
	d.d.Add(heading)
	d.paragraphs(booklet.Paragraphs(s.Lead))
	d.d.Columns(columns)
	for _, point := range s.Points {
		p := docx.Para{Style: docx.Item, List: d.d.Bullets(), Size: size, KeepLines: true}
		for _, run := range []docx.Run{{Text: point.Title, Bold: point.Text != ""}, {Text: point.Text}, {Text: point.Note, Colour: docx.Muted}} {
			if run.Text != "" && len(p.Runs) > 0 {
				run.Text = "\n" + run.Text
			}
			if run.Text != "" {
				p.Runs = append(p.Runs, run)
			}
		}
		d.d.Add(p)
	}
	d.d.Columns(1)
}

func (d *bookletWriter) about() {
	d.d.Heading(1, d.say("principles.document-about"))
	for _, fact := range d.About {
		d.d.Add(docx.Para{Runs: []docx.Run{{Text: fact.Name, Bold: true}}, Tight: true, KeepNext: true})
		d.paragraphs(fact.Text)
	}
}
