// Package docx writes Word documents (Office Open XML, ECMA-376) for people to
// read, print and fill in: headings, paragraphs, lists, tables, boxes, cards,
// pictures, a list of contents, and a head and a foot on every A4 page.
//
// A Document is written from its beginning to its end:
//
//	d := docx.New(docx.Properties{Language: "en", Title: title, Creator: product})
//	d.Add(docx.Para{Style: docx.Title, Text: title})
//	d.Contents(heading, 2)
//	d.Heading(1, first)
//	d.Text(docx.Body, sentence)
//	d.Table(docx.Table{Caption: caption, Head: head, Rows: rows})
//	_, err := d.WriteTo(w)
//
// The same calls always give the same bytes: a document holds no date and no
// person's name. Any text may be given; what XML can't hold is left out of it.
// Lengths are millimetres.
package docx

import (
	"fmt"
	"io"
	"strconv"
)

// Sizes of a page's text, and of one of two columns, in millimetres.
const (
	TextWidth   = 174.0
	TextHeight  = 261.0
	ColumnWidth = 82.5
)

// PageMark and PagesMark, in Properties.PageLine, are where the number of the
// page and the number of all pages go.
const (
	PageMark  = "{#}"
	PagesMark = "{##}"
)

// Properties are what a document says about itself, and what stands at the
// head and the foot of each of its pages.
type Properties struct {
	// Language is the BCP 47 tag of the document's text. "en" is taken for
	// British English.
	Language string
	// Title and Subject are shown by whatever lists documents; Creator is the
	// product's name.
	Title, Subject, Creator string
	// Name stands at the left of every page's head and Label at its right;
	// each may be "".
	Name, Label string
	// Foot stands at the foot of every page, with PageLine at the right of its
	// last line ("Page {#} of {##}"); each may be "".
	Foot, PageLine string
}

// Document is a Word document that is being written. A mistake in the calls
// (a link that leads nowhere, a row without cells) is told by WriteTo.
type Document struct {
	props    Properties
	body     markup
	contents contents
	lists    []listKind
	pictures pictures
	marks    bookmarks
	// afterTable says that the latest thing written is a table.
	afterTable bool
	level      int // of the latest heading
	columns    int // of the section being written; 0 is one
	sections   int // that are written
	err        error
}

// New begins a document.
func New(p Properties) *Document {
	d := &Document{props: p}
	d.contents.at = -1
	d.pictures.known = map[string]int{}
	d.marks.names, d.marks.taken = map[string]string{}, map[string]bool{}
	d.marks.set = map[string]bool{}
	return d
}

// Add writes paragraphs.
func (d *Document) Add(all ...Para) {
	for _, p := range all {
		d.add(p)
	}
}

func (d *Document) add(p Para) {
	if level := p.Style.level(); level > 0 {
		if level > d.level+1 {
			d.fail("the heading %q is of level %d below one of level %d", p.text(), level, d.level)
		}
		d.level = level
		d.heading(p, level)
		return
	}
	d.para(&d.body, p, "")
	d.afterTable = false
}

// Heading writes a heading of level 1 to 5. A level may only be left out on
// the way up.
func (d *Document) Heading(level int, text string) {
	d.Add(Para{Style: HeadingStyle(level), Text: text})
}

// Text writes a paragraph of plain text.
func (d *Document) Text(style Style, text string) { d.Add(Para{Style: style, Text: text}) }

// PageBreak makes whatever follows begin a new page. A heading that always
// begins one had better say so itself: Para.NewPage.
func (d *Document) PageBreak() {
	d.gap()
	d.body.put(`<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>`)
}

// Rule draws a line from margin to margin.
func (d *Document) Rule() {
	d.body.put(`<w:p><w:pPr><w:pStyle w:val="Rule"/></w:pPr></w:p>`)
	d.afterTable = false
}

// Columns sets whatever follows in that many columns, until it is called again
// with 1. Those above end side by side.
func (d *Document) Columns(n int) {
	if n == max(d.columns, 1) {
		return
	}
	d.body.put(`<w:p><w:pPr><w:pStyle w:val="Gap"/>`)
	d.section(&d.body)
	d.body.put(`</w:pPr></w:p>`)
	d.columns, d.afterTable = n, false
}

// section ends a section: A4 upright, with the head and foot of the first.
func (d *Document) section(m *markup) {
	m.put(`<w:sectPr>`)
	if d.sections == 0 {
		m.put(`<w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/>`)
	} else {
		m.put(`<w:type w:val="continuous"/>`)
	}
	m.put(`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1020" w:right="1020" w:bottom="1020" w:left="1020" w:header="480" w:footer="454" w:gutter="0"/>`)
	if d.columns > 1 {
		m.put(`<w:cols w:num="`, strconv.Itoa(d.columns), `" w:space="510"/>`)
	} else {
		m.put(`<w:cols w:space="708"/>`)
	}
	m.put(`</w:sectPr>`)
	d.sections++
}

// gap keeps two tables apart, which Word would otherwise make one.
func (d *Document) gap() {
	if d.afterTable {
		d.body.put(`<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>`)
		d.afterTable = false
	}
}

func (d *Document) fail(form string, with ...any) {
	if d.err == nil {
		d.err = fmt.Errorf("docx: "+form, with...)
	}
}

// WriteTo ends the document and writes it as a .docx file. It is called once.
func (d *Document) WriteTo(w io.Writer) (int64, error) {
	d.gap()
	d.section(&d.body)
	d.checkLinks()
	if d.err != nil {
		return 0, d.err
	}
	counted := &counter{to: w}
	err := d.write(counted)
	return counted.n, err
}

// counter counts what goes through it.
type counter struct {
	to io.Writer
	n  int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.n += int64(n)
	return n, err
}
