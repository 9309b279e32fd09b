package docx

import "strconv"

// Table is a table of figures or words. Its head row stands again on every
// page, and no row is split between pages.
type Table struct {
	// Caption stands above it; "" for none.
	Caption string
	// Title and Description are for people who can't see the table. Title is
	// the caption where it is "".
	Title, Description string
	// Widths are those of the columns, in any unit: together they fill Width.
	// None means equal columns.
	Widths []float64
	// Width is the whole table's in millimetres; 0 for all the width there is.
	Width float64
	Head  []Cell
	Rows  []Row
	// RowHeads says that the first cell of each row names it.
	RowHeads bool
	// Bold prints those first cells bold.
	Bold bool
	// Together keeps the whole table on one page.
	Together bool
	// Size is its text's in points; 0 is that of the style.
	Size float64
	// Close sets its rows close together.
	Close bool
	// Boxed draws a frame around every cell, and Height is the least of its
	// rows in millimetres: room to write in.
	Boxed  bool
	Height float64
}

// Row is a row of a table.
type Row struct {
	Cells []Cell
	Shade Colour
}

// Cell is a cell of a table, a box or a card.
type Cell struct {
	// Text is a text of one paragraph; Paras come below it.
	Text  string
	Paras []Para
	// Span is how many columns it takes; 0 is one.
	Span  int
	Shade Colour
	Align Align
	Bold  bool
	Muted bool
}

// Cells are cells of plain text.
func Cells(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i].Text = text
	}
	return cells
}

// Table writes a table.
func (d *Document) Table(t Table) {
	if t.Caption != "" {
		d.Add(Para{Style: Caption, Text: t.Caption})
	}
	if len(t.Head) == 0 || len(t.Rows) == 0 {
		d.fail("the table %q has no head or no rows", t.Caption+t.Title)
		return
	}
	columns := 0
	for _, c := range t.Head {
		columns += max(c.Span, 1)
	}
	d.gap()
	widths, look := spread(t.Widths, columns, t.Width), lined
	if t.Close {
		look = closeSet
	}
	if t.Boxed {
		look = boxed
	}
	d.openTable(layout{widths: widths, title: t.Title, or: t.Caption, about: t.Description, head: true, rowHeads: t.RowHeads, look: look})
	d.row(t.Head, rowLook{head: true, widths: widths, keep: true, size: t.Size, close: t.Close})
	for i, row := range t.Rows {
		// The first row stays with the head, which would otherwise end a page.
		keep := t.Together && i < len(t.Rows)-1
		d.row(row.Cells, rowLook{widths: widths, height: t.Height, shade: row.Shade, boldFirst: t.RowHeads && t.Bold, keep: keep, size: t.Size, close: t.Close})
	}
	d.body.put(`</w:tbl>`)
	d.afterTable = true
}

// Cards are boxes side by side, all of one height: to cut out, or to write in.
type Cards struct {
	// Title and Description are for people who can't see them.
	Title, Description string
	Columns            int
	Height             float64 // at least, in millimetres
	// Dashed draws lines to cut along.
	Dashed bool
	Cells  []Cell
}

// Cards writes cards, row by row.
func (d *Document) Cards(c Cards) {
	if c.Columns < 1 || len(c.Cells) == 0 {
		d.fail("the cards %q have no columns or no cells", c.Title)
		return
	}
	d.gap()
	widths := spread(nil, c.Columns, 0)
	look := boxed
	if c.Dashed {
		look = dashed
	}
	d.openTable(layout{widths: widths, title: c.Title, about: c.Description, look: look})
	for i := 0; i < len(c.Cells); i += c.Columns {
		row := make([]Cell, c.Columns)
		copy(row, c.Cells[i:min(i+c.Columns, len(c.Cells))])
		d.row(row, rowLook{widths: widths, height: c.Height, middle: c.Dashed})
	}
	d.body.put(`</w:tbl>`)
	d.afterTable = true
}

// Box is a frame to write in.
type Box struct {
	Title  string  // for people who can't see it
	Height float64 // at least, in millimetres
	Paras  []Para  // printed in it, at its top
	Shade  Colour
}

// Box writes a box.
func (d *Document) Box(b Box) {
	d.gap()
	widths := spread(nil, 1, 0)
	d.openTable(layout{widths: widths, title: b.Title, look: boxed})
	d.row([]Cell{{Paras: b.Paras, Shade: b.Shade}}, rowLook{widths: widths, height: b.Height})
	d.body.put(`</w:tbl>`)
	d.afterTable = true
}

// spread shares a width among columns, in twips.
func spread(shares []float64, columns int, width float64) []int {
	if width == 0 {
		width = TextWidth
	}
	all, sum := make([]int, columns), 0.0
	for _, s := range shares {
		sum += s
	}
	for i := range all {
		if len(shares) == columns {
			all[i] = twips(width * shares[i] / sum)
		} else {
			all[i] = twips(width / float64(columns))
		}
	}
	return all
}

// look is how the lines of a table are drawn.
type look int

const (
	lined look = iota
	closeSet
	boxed
	dashed
)

// layout is what a table is before its rows.
type layout struct {
	widths           []int
	title, or, about string
	head, rowHeads   bool
	look             look
}

// openTable writes a table's w:tblPr, in the order of CT_TblPr, and its grid.
func (d *Document) openTable(l layout) {
	m, sum := &d.body, 0
	for _, w := range l.widths {
		sum += w
	}
	m.put(`<w:tbl><w:tblPr>`)
	m.put(`<w:tblStyle w:val="`, [...]string{"Lined", "Close", "Boxed", "Dashed"}[l.look], `"/>`)
	m.put(`<w:tblW w:w="`, strconv.Itoa(sum), `" w:type="dxa"/>`)
	m.put(`<w:tblLayout w:type="fixed"/>`)
	m.put(`<w:tblLook w:val="`, map[bool]string{false: "0020", true: "00A0"}[l.rowHeads], `" w:firstRow="`, digit(l.head),
		`" w:lastRow="0" w:firstColumn="`, digit(l.rowHeads), `" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`)
	title := l.title
	if title == "" {
		title = l.or
	}
	if title != "" {
		m.put(`<w:tblCaption w:val="`)
		m.plain(title)
		m.put(`"/>`)
	}
	if l.about != "" {
		m.put(`<w:tblDescription w:val="`)
		m.plain(l.about)
		m.put(`"/>`)
	}
	m.put(`</w:tblPr><w:tblGrid>`)
	for _, w := range l.widths {
		m.put(`<w:gridCol w:w="`, strconv.Itoa(w), `"/>`)
	}
	m.put(`</w:tblGrid>`)
}

func digit(yes bool) string {
	if yes {
		return "1"
	}
	return "0"
}

// rowLook is how a row is written.
type rowLook struct {
	widths          []int
	head, boldFirst bool
	keep            bool // with the next row
	shade           Colour
	height          float64
	middle          bool
	size            float64
	close           bool
}

// style is that of text in a cell.
func (l rowLook) style() Style {
	switch {
	case l.close:
		return Figures
	case l.head:
		return CellHead
	}
	return CellText
}

func (d *Document) row(cells []Cell, l rowLook) {
	m := &d.body
	m.put(`<w:tr><w:trPr><w:cantSplit/>`)
	if l.height > 0 {
		m.put(`<w:trHeight w:val="`, strconv.Itoa(twips(l.height)), `" w:hRule="atLeast"/>`)
	}
	m.when(l.head, `<w:tblHeader/>`)
	m.put(`</w:trPr>`)
	column := 0
	for i, c := range cells {
		span, width := max(c.Span, 1), 0
		for range span {
			if column < len(l.widths) {
				width += l.widths[column]
			}
			column++
		}
		if c.Shade == "" {
			c.Shade = l.shade
		}
		c.Bold = c.Bold || l.boldFirst && i == 0
		d.cell(c, width, l)
	}
	if column != len(l.widths) {
		d.fail("a row has %d columns in a table of %d", column, len(l.widths))
	}
	m.put(`</w:tr>`)
}

// cell writes a cell, its w:tcPr in the order of CT_TcPr.
func (d *Document) cell(c Cell, width int, l rowLook) {
	m := &d.body
	m.put(`<w:tc><w:tcPr><w:tcW w:w="`)
	m.number(width)
	m.put(`" w:type="dxa"/>`)
	if c.Span > 1 {
		m.put(`<w:gridSpan w:val="`)
		m.number(c.Span)
		m.put(`"/>`)
	}
	m.when(l.head, `<w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="4A5A61"/></w:tcBorders>`)
	if c.Shade != "" {
		m.put(`<w:shd w:val="clear" w:color="auto" w:fill="`, string(c.Shade), `"/>`)
	}
	m.when(l.head, `<w:vAlign w:val="bottom"/>`)
	m.when(l.middle, `<w:vAlign w:val="center"/>`)
	m.put(`</w:tcPr>`)
	d.cellText(c, l)
	for _, p := range c.Paras {
		if p.Style == "" {
			p.Style = l.style()
		}
		p.KeepNext = p.KeepNext || l.keep
		if p.Size == 0 {
			p.Size = l.size
		}
		d.para(m, p, "")
	}
	m.put(`</w:tc>`)
}

// cellText writes a cell's own text; a cell without any paragraph is none.
func (d *Document) cellText(c Cell, l rowLook) {
	if c.Text == "" && len(c.Paras) > 0 {
		return
	}
	p := Para{Style: l.style(), Align: c.Align, KeepNext: l.keep, Size: l.size}
	if c.Muted = c.Muted || l.head && l.close; c.Bold || c.Muted {
		run := Run{Text: c.Text, Bold: c.Bold}
		if c.Muted {
			run.Colour = Muted
		}
		p.Runs = []Run{run}
	} else {
		p.Text = c.Text
	}
	d.para(&d.body, p, "")
}
