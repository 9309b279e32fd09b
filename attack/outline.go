package attack

import (
	"strings"
)

// Piece is a heading, a paragraph or a table, in the order in which somebody
// reads a document.
type Piece struct {
	// Level is a heading's, from 1; 0 for what is no heading.
	Level int
	// Text is a heading's, a paragraph's, or a table's caption, in one line.
	Text string
	// Rows are a table's, the head first, and nil for what is no table.
	Rows [][]Box
}

// Box is a cell of a table.
type Box struct {
	Lines []string // its paragraphs and the points of its lists
	Span  int      // how many columns it takes
}

// Text is all of the cell in one line.
func (b Box) Text() string { return strings.Join(b.Lines, " ") }

// Document is a file as its readers see it.
type Document struct {
	Name   string
	Pieces []Piece
	// Texts are all texts anywhere in it: those of the pieces, and those that
	// stand beside them for people who can't see a picture or a table, in heads
	// and feet of pages, and in what the file says of itself.
	Texts []string
}

func (d *Document) say(text string) {
	if text = oneLine(text); text != "" {
		d.Texts = append(d.Texts, text)
	}
}

// oneLine is a text without more than one blank in a row.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// head are the texts of a table's first row.
func (p Piece) head() []string {
	var texts []string
	for _, box := range p.Rows[0] {
		texts = append(texts, box.Text())
	}
	return texts
}
