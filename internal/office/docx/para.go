package docx

import (
	"strconv"
	"strings"
)

// Style is how a paragraph looks, and what it is to a screen reader.
type Style string

// The styles.
const (
	Body      Style = "Normal"
	Title     Style = "Title"
	Lead      Style = "Lead"      // the sentence below the title
	Kicker    Style = "Kicker"    // a short muted line above a title or heading
	Small     Style = "Small"     // smaller text
	Hint      Style = "Hint"      // muted text that helps
	Caption   Style = "Caption"   // what a table or picture is
	Callout   Style = "Callout"   // on a pale ground, between other text
	Notice    Style = "Notice"    // in a frame, for what nobody may overlook
	Item      Style = "ListItem"  // an entry of a list; see List
	Point     Style = "Point"     // a short entry of a list, close to others
	CellText  Style = "CellText"  // in tables
	CellHead  Style = "CellHead"  // in the head row of tables
	Figures   Style = "Figures"   // small, with small pictures in its line
	CardWord  Style = "CardWord"  // large, in the middle of a card
	WriteLine Style = "WriteLine" // an empty line to write on

	Heading1 Style = "Heading1"
	Heading2 Style = "Heading2"
	Heading3 Style = "Heading3"
	Heading4 Style = "Heading4"
	Heading5 Style = "Heading5"
)

// HeadingStyle is the style of headings of a level from 1 to 5.
func HeadingStyle(level int) Style {
	return Style("Heading" + strconv.Itoa(min(max(level, 1), 5)))
}

// level is a heading's level, and 0 for anything else.
func (s Style) level() int {
	if n, is := strings.CutPrefix(string(s), "Heading"); is {
		level, _ := strconv.Atoi(n)
		return level
	}
	return 0
}

// Align is where a line's text stands.
type Align string

// Alignments; the zero value is at the left, or as the style has it.
const (
	Centre Align = "center"
	Right  Align = "right"
)

// Colour is a colour as RRGGBB.
type Colour string

// Colours of the product: text, a quieter text, lines and grounds, an accent,
// and the marks beside who answered. All text colours are readable on White,
// Pale and Paler (WCAG 2.2 AA).
const (
	Ink     Colour = "1B2A31"
	Muted   Colour = "4A5A61"
	Accent  Colour = "0B4F5C"
	Deep    Colour = "083640"
	Line    Colour = "B9CBC9"
	Pale    Colour = "EEF4F3"
	Paler   Colour = "F6F9F9"
	White   Colour = "FFFFFF"
	Sand    Colour = "C98A2B"
	Heather Colour = "7A68A6"
)

// Para is a paragraph. The zero value is an empty one of style Body.
type Para struct {
	Style Style
	// Text is the whole text, or its beginning where there are Runs.
	Text string
	Runs []Run
	// List makes it an entry of a list, Level (from 0) how far in it stands.
	List  List
	Level int
	Align Align
	// Edge is the colour of a line down its left side; "" for none.
	Edge Colour
	// Shade is the colour of its ground; "" for none.
	Shade Colour
	// KeepNext keeps it on the page of the next paragraph, KeepLines together.
	// Headings and captions are kept with the next by their style.
	KeepNext, KeepLines bool
	// NewPage begins a page with it, NewColumn a column; see Columns.
	NewPage, NewColumn bool
	// Tight leaves no space after it.
	Tight bool
	// Before is the space before it in points; 0 is that of the style, less is
	// none. A heading that begins a page has none.
	Before float64
	// Size is its text's in points; 0 is that of the style.
	Size float64
	// Bookmark names it, for links; "" for none.
	Bookmark string
}

// Run is a part of a paragraph's text that looks the same, or a picture.
type Run struct {
	Text         string
	Bold, Italic bool
	// Plain is neither bold nor italic where the style is.
	Plain bool
	// Colour is the text's; "" for that of the style.
	Colour Colour
	// Language is its BCP 47 tag where it isn't the document's.
	Language string
	// Link is the bookmark it leads to; "" for none.
	Link string
	// Picture stands in its place.
	Picture *Picture
}

// text is a paragraph's text without its looks.
func (p Para) text() string {
	if len(p.Runs) == 0 {
		return p.Text
	}
	text := p.Text
	for _, r := range p.Runs {
		text += r.Text
	}
	return text
}

// para writes a paragraph; inside names a bookmark of ours around it.
func (d *Document) para(m *markup, p Para, toc string) {
	m.put(`<w:p>`)
	d.paraLook(m, p)
	id, named := d.openMark(m, toc)
	own, ownNamed := d.openMark(m, d.marks.make(d, p.Bookmark))
	m.when(p.NewColumn, `<w:r><w:br w:type="column"/></w:r>`)
	if p.Text != "" {
		d.run(m, Run{Text: p.Text}, p)
	}
	for _, r := range p.Runs {
		d.run(m, r, p)
	}
	closeMark(m, own, ownNamed)
	closeMark(m, id, named)
	m.put(`</w:p>`)
}

// paraLook writes w:pPr, whose parts have to stand in the order of CT_PPr.
func (d *Document) paraLook(m *markup, p Para) {
	m.put(`<w:pPr>`)
	if p.Style != "" && p.Style != Body {
		m.put(`<w:pStyle w:val="`, string(p.Style), `"/>`)
	}
	m.when(p.KeepNext, `<w:keepNext/>`)
	m.when(p.KeepLines, `<w:keepLines/>`)
	m.when(p.NewPage, `<w:pageBreakBefore/>`)
	if p.List > 0 {
		m.put(`<w:numPr><w:ilvl w:val="`, strconv.Itoa(min(p.Level, listLevels-1)), `"/><w:numId w:val="`, strconv.Itoa(int(p.List)), `"/></w:numPr>`)
	}
	if p.Edge != "" {
		m.put(`<w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="`, string(p.Edge), `"/></w:pBdr>`)
	}
	if p.Shade != "" {
		m.put(`<w:shd w:val="clear" w:color="auto" w:fill="`, string(p.Shade), `"/>`)
	}
	rightToLeft := startsRightToLeft(p)
	m.when(rightToLeft, `<w:bidi/>`)
	d.spacing(m, p)
	if p.Style == Point {
		m.put(`<w:ind w:left="227" w:hanging="227"/>`)
	}
	if p.Align != "" {
		m.put(`<w:jc w:val="`, string(p.Align), `"/>`)
	}
	if p.Size > 0 { // of its bullet, and of its line where there is nothing in it
		m.put(`<w:rPr>`)
		size(m, p.Size)
		m.put(`</w:rPr>`)
	}
	m.put(`</w:pPr>`)
}

// spacing writes the space around a paragraph where it isn't the style's.
func (d *Document) spacing(m *markup, p Para) {
	before := int(p.Before * 20)
	switch {
	case before != 0:
	case p.NewPage:
		before = -1
	case d.afterTable && m == &d.body && p.Style.level() == 0 && p.Style != Caption:
		before = 160
	}
	if before == 0 && !p.Tight {
		return
	}
	m.put(`<w:spacing`)
	if before != 0 {
		m.put(` w:before="`, strconv.Itoa(max(before, 0)), `"`)
	}
	m.when(p.Tight, ` w:after="0"`)
	m.put(`/>`)
}

func (d *Document) run(m *markup, r Run, p Para) {
	if r.Picture != nil {
		m.put(`<w:r>`)
		runLook(m, Run{}, p.Size) // a line is as high as its highest size
		d.picture(m, *r.Picture)
		m.put(`</w:r>`)
		return
	}
	if r.Text == "" {
		return
	}
	if r.Link != "" {
		m.put(`<w:hyperlink w:anchor="`, d.marks.link(r.Link), `" w:history="1">`)
	}
	m.put(`<w:r>`)
	runLook(m, r, p.Size)
	m.text(r.Text)
	m.put(`</w:r>`)
	if r.Link != "" {
		m.put(`</w:hyperlink>`)
	}
}

// runLook writes w:rPr, whose parts have to stand in the order of EG_RPrBase.
func runLook(m *markup, r Run, points float64) {
	rightToLeft := hasRightToLeft(r.Text)
	if !r.Bold && !r.Italic && !r.Plain && r.Colour == "" && r.Language == "" && r.Link == "" && points == 0 && !rightToLeft {
		return
	}
	m.put(`<w:rPr>`)
	m.when(r.Link != "", `<w:rStyle w:val="Hyperlink"/>`)
	m.when(r.Bold, `<w:b/><w:bCs/>`)
	m.when(r.Plain && !r.Bold, `<w:b w:val="0"/><w:bCs w:val="0"/>`)
	m.when(r.Italic, `<w:i/><w:iCs/>`)
	m.when(r.Plain && !r.Italic, `<w:i w:val="0"/><w:iCs w:val="0"/>`)
	if r.Colour != "" {
		m.put(`<w:color w:val="`, string(r.Colour), `"/>`)
	}
	if points > 0 {
		size(m, points)
	}
	m.when(rightToLeft, `<w:rtl/>`)
	if r.Language != "" {
		m.put(`<w:lang w:val="`)
		m.plain(languageTag(r.Language))
		m.put(`"/>`)
	}
	m.put(`</w:rPr>`)
}

func size(m *markup, points float64) {
	half := strconv.Itoa(int(points * 2))
	m.put(`<w:sz w:val="`, half, `"/><w:szCs w:val="`, half, `"/>`)
}
