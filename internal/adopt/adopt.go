// Package adopt holds what a partnership's officers want to have read before
// anybody may start: an impact assessment, notices, agreements and one page for
// the people who run computers. Each is a document that is filled in as far as
// the program and the installation's settings know, and says what is left.
package adopt

import (
	"slices"
	"strings"

	"bearings/internal/installation"
)

// Document is one of them.
type Document struct {
	// ID names it in addresses and files: lower-case letters and hyphens.
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	// For is who has to have it, and Lead what it is, in a sentence or two.
	For  string `yaml:"for"`
	Lead string `yaml:"lead"`
	// Order is its place among the others, from 1.
	Order int `yaml:"order"`
	// Reviewed is the day it was last looked at: 2026-11-22.
	Reviewed string `yaml:"reviewed"`

	Blocks []Block `yaml:"-"`
	// Sources are what it points to, in the order in which it does.
	Sources []Source `yaml:"-"`
}

// Kind is what a block is.
type Kind int

// The kinds of blocks.
const (
	Heading Kind = iota + 1
	Paragraph
	Bullets
	Numbers
	Table
	// Box is room for whoever fills the document in, with what is asked.
	Box
)

// Block is a part of a document that stands by itself.
type Block struct {
	Kind Kind
	// ID is where a heading, a table or a box stands on its page.
	ID string
	// Level is a heading's: 2 or 3.
	Level int
	// Text is that of a heading, a paragraph or a box, and the caption of a table.
	Text Text
	// Items are those of a list.
	Items []Text
	// Head and Rows are those of a table. All rows are as long as the head. A cell
	// without text is there to be written in.
	Head []Text
	Rows [][]Text
}

// Blank is how many cells of a table are there to be written in.
func (b Block) Blank() int {
	n := 0
	for _, row := range b.Rows {
		for _, cell := range row {
			if len(cell) == 0 {
				n++
			}
		}
	}
	return n
}

// Text is a text by its parts.
type Text []Run

// Run is a part of a text that looks the same.
type Run struct {
	Text       string
	Bold, Code bool
	// To is where it leads: a path of the site ("/privacy"), another document
	// ("adopt:policy"), or one of the document's sources ("source:foia-36").
	To string
	// Value is the name of a setting that belongs here. Its text is empty until the
	// document is filled in, and where the setting is missing.
	Value string
}

// Source is what something said of the law rests on.
type Source struct {
	ID    string `yaml:"id"`
	Title string `yaml:"title"`
	// Address is where it can be read, or empty.
	Address string `yaml:"address"`
	Read    Read   `yaml:"read"`
	// Note says more of how we know it, or is empty.
	Note string `yaml:"note"`
}

// Read is how much of a source we have read.
type Read string

// How much of a source we have read. Its words are the message "adopt.read-<read>".
const (
	Whole   Read = "whole"   // the section or page itself
	Part    Read = "part"    // a part of it
	Others  Read = "others"  // what others say of it
	Nothing Read = "nothing" // nothing; an expert has to look
)

var reads = []Read{Whole, Part, Others, Nothing}

// Left is something in a document that its readers have to fill in.
type Left struct {
	// ID is where it stands on the page.
	ID string
	// What is what is asked, or a table's caption. Cells is how many of a table are
	// empty; 0 for a box.
	What  string
	Cells int
}

// Left is what a document leaves to whoever fills it in, in its order.
func (d Document) Left() []Left {
	var left []Left
	for _, b := range d.Blocks {
		switch cells := b.Blank(); {
		case b.Kind == Box:
			left = append(left, Left{ID: b.ID, What: b.Text.Plain()})
		case cells > 0:
			left = append(left, Left{ID: b.ID, What: b.Text.Plain(), Cells: cells})
		}
	}
	return left
}

// Missing are the names of the settings that the document asks for and that
// nobody has given, each once.
func (d Document) Missing() []string {
	var missing []string
	d.walk(func(r *Run) {
		if r.Value != "" && r.Text == "" && !slices.Contains(missing, r.Value) {
			missing = append(missing, r.Value)
		}
	})
	return missing
}

// How we estimate what a document takes; nobody has measured it.
const (
	wordsAMinute  = 200
	readings      = 2
	minutesABlank = 3
)

// Minutes is how long reading a document and filling it in may take, to the next
// five: read twice, and a while for each place left.
func (d Document) Minutes() int {
	words := 0
	d.walk(func(r *Run) { words += len(strings.Fields(r.Text)) })
	minutes := readings*words/wordsAMinute + minutesABlank*len(d.Left())
	return (minutes/5 + 1) * 5
}

// Headings are the document's own, of a level.
func (d Document) Headings(level int) []Block {
	return slices.DeleteFunc(slices.Clone(d.Blocks), func(b Block) bool { return b.Kind != Heading || b.Level != level })
}

// Plain is a text without its looks.
func (t Text) Plain() string {
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Values are the names of the settings that a document can ask for, as in
// {{controller}}. Their words are the messages "adopt.value-<name>".
var Values = []string{"address", "basis", "contact", "controller", "in_front", "members", "officer", "organisation", "partnership"}

// FilledBy is the document with the settings of an installation in their places.
func (d Document) FilledBy(i installation.Installation) Document {
	data := i.ForData()
	values := map[string]string{
		"address": i.Address, "basis": i.DataProtection.Basis, "controller": i.DataProtection.Controller,
		"in_front": i.InFront, "members": strings.Join(i.Members, ", "), "officer": i.DataProtection.Officer,
		"organisation": i.Organisation, "partnership": i.Partnership,
		"contact": joined(data.Email, data.Phone, data.Post),
	}
	filled := d.copy()
	filled.walk(func(r *Run) {
		if r.Value != "" {
			r.Text = strings.TrimSpace(values[r.Value])
		}
	})
	return filled
}

func joined(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), ", ")
}

// Pseudo is the document with every text marked, for tests.
func (d Document) Pseudo(mark func(string) string) Document {
	marked := d.copy()
	marked.Title, marked.For, marked.Lead = mark(d.Title), mark(d.For), mark(d.Lead)
	marked.walk(func(r *Run) {
		if r.Value == "" {
			r.Text = mark(r.Text)
		}
	})
	for i := range marked.Sources {
		marked.Sources[i].Title = mark(marked.Sources[i].Title)
		marked.Sources[i].Note = mark(marked.Sources[i].Note)
	}
	return marked
}

// copy is the document with texts of its own.
func (d Document) copy() Document {
	d.Sources = slices.Clone(d.Sources)
	d.Blocks = slices.Clone(d.Blocks)
	for i, b := range d.Blocks {
		b.Text, b.Items, b.Head = slices.Clone(b.Text), cloned(b.Items), cloned(b.Head)
		b.Rows = slices.Clone(b.Rows)
		for n, row := range b.Rows {
			b.Rows[n] = cloned(row)
		}
		d.Blocks[i] = b
	}
	return d
}

func cloned(all []Text) []Text {
	all = slices.Clone(all)
	for i, text := range all {
		all[i] = slices.Clone(text)
	}
	return all
}

// walk shows every part of every text.
func (d Document) walk(see func(*Run)) {
	all := func(texts ...Text) {
		for _, text := range texts {
			for i := range text {
				see(&text[i])
			}
		}
	}
	for _, b := range d.Blocks {
		all(b.Text)
		all(b.Items...)
		all(b.Head...)
		for _, row := range b.Rows {
			all(row...)
		}
	}
}
