package document

import (
	"bytes"
	"strings"

	"bearings/language"
)

// piece is one block before it has a place in the text.
type piece struct {
	kind language.Kind
	// level is a heading's, from 0.
	level int
	text  []byte
	// cell is the table cell it stands in.
	cell *cell
	// code are the stretches of text that are no prose.
	code [][2]int
}

// cell is a table's cell; it may hold several blocks.
type cell struct {
	// head is the cell at the head of its column.
	head *cell
	// start and end are where its blocks came to stand.
	start, end int
}

// writer puts blocks into one text.
type writer struct {
	text   strings.Builder
	blocks []language.Block
	heads  []head
	// open are the blocks that are being written, the innermost last; waiting are
	// blocks that came inside another one and follow it.
	open    []*piece
	waiting []piece
}

// head is a heading that still stands above what comes.
type head struct {
	level int
	place [2]int
}

const between = "\n\n"

// begin opens a block; what is written goes into it until end.
func (w *writer) begin(p piece) { w.open = append(w.open, &p) }

// at is the block that is open, or nil.
func (w *writer) at() *piece {
	if len(w.open) == 0 {
		return nil
	}
	return w.open[len(w.open)-1]
}

// end closes the innermost block. Blocks inside others follow them, so that a
// text box doesn't cut the sentence it hangs on.
func (w *writer) end() {
	if len(w.open) == 0 {
		return
	}
	p := w.at()
	w.open = w.open[:len(w.open)-1]
	if len(w.open) > 0 {
		w.waiting = append(w.waiting, *p)
		return
	}
	w.place(*p)
	for _, inner := range w.waiting {
		w.place(inner)
	}
	w.waiting = w.waiting[:0]
}

// endAll closes what a damaged file left open.
func (w *writer) endAll() {
	for len(w.open) > 0 {
		w.end()
	}
}

// aside adds a block of its own that follows the open one.
func (w *writer) aside(p piece) {
	w.begin(p)
	w.end()
}

// write adds to the open block, and opens a paragraph if there is none.
func (w *writer) write(s string) {
	if s == "" {
		return
	}
	if len(w.open) == 0 {
		w.begin(piece{})
	}
	p := w.at()
	p.text = append(p.text, s...)
}

const blanks = " \t\r\n\f"

// collapse adds to the open block as HTML and OpenDocument mean spaces: many are
// one, and at the beginning there is none.
func (w *writer) collapse(s string) {
	for s != "" {
		rest := strings.TrimLeft(s, blanks)
		if len(rest) < len(s) {
			w.blank()
		}
		word := rest
		if i := strings.IndexAny(rest, blanks); i >= 0 {
			word = rest[:i]
		}
		w.write(word)
		s = rest[len(word):]
	}
}

func (w *writer) blank() {
	if p := w.at(); p != nil && len(p.text) > 0 && !strings.ContainsRune(blanks, rune(p.text[len(p.text)-1])) {
		p.text = append(p.text, ' ')
	}
}

// place gives a piece its place in the text.
func (w *writer) place(p piece) {
	text := bytes.TrimRight(p.text, blanks)
	cut := len(text) - len(bytes.TrimLeft(text, blanks))
	if text = text[cut:]; len(text) == 0 {
		return
	}
	if w.text.Len() > 0 {
		w.text.WriteString(between)
	}
	start := w.text.Len()
	w.text.Write(bytes.ToValidUTF8(text, []byte("\ufffd")))
	end := w.text.Len()
	under := w.under(p, start, end)
	if end-start == len(text) {
		start = w.splitCode(p, under, cut, [2]int{start, end})
	}
	if start < end {
		w.blocks = append(w.blocks, language.Block{Kind: p.kind, Start: start, End: end, Under: under})
	}
}

// splitCode makes blocks of their own of the stretches of code in a block, and of
// what stands before each; it returns where the rest begins.
func (w *writer) splitCode(p piece, under [2]int, cut int, at [2]int) int {
	start := at[0]
	add := func(kind language.Kind, to int) {
		if start < to {
			w.blocks = append(w.blocks, language.Block{Kind: kind, Start: start, End: to, Under: under})
			start = to
		}
	}
	for _, code := range p.code {
		add(p.kind, min(at[0]+code[0]-cut, at[1]))
		add(language.CodeBlock, min(at[0]+code[1]-cut, at[1]))
	}
	return start
}

// under finds what stands above a block, and remembers what will stand above
// others.
func (w *writer) under(p piece, start, end int) [2]int {
	if c := p.cell; c != nil {
		if c.end == 0 {
			c.start = start
		}
		c.end = end
		if c.head != nil && c.head.end > 0 {
			return [2]int{c.head.start, c.head.end}
		}
		return w.heading()
	}
	switch p.kind {
	case language.Footnote:
		return [2]int{}
	case language.Heading:
		for len(w.heads) > 0 && w.heads[len(w.heads)-1].level >= p.level {
			w.heads = w.heads[:len(w.heads)-1]
		}
		above := w.heading()
		w.heads = append(w.heads, head{p.level, [2]int{start, end}})
		return above
	}
	return w.heading()
}

func (w *writer) heading() [2]int {
	if len(w.heads) == 0 {
		return [2]int{}
	}
	return w.heads[len(w.heads)-1].place
}

// table knows the heads of a table's columns.
type table struct {
	heads []span
	// row and column are where the next cell stands; cells is how many the row has.
	row, column, cells int
	// wide says that the first row was one cell across, a title.
	wide bool
}

// span is a head over some columns.
type span struct {
	from, to int
	cell     *cell
}

// maxColumns bounds the columns anybody can mean.
const maxColumns = 1 << 10

// nextRow begins a row.
func (t *table) nextRow() {
	if t.row == 1 && t.cells == 1 && t.column > 1 {
		t.wide = true
	}
	t.row++
	t.column, t.cells = 0, 0
}

// nextCell makes the next cell of the row, which is as wide as so many columns. The
// cells of the first row are the heads; under a title, those of the second.
func (t *table) nextCell(columns int) *cell {
	columns = max(1, min(columns, maxColumns))
	c := &cell{}
	switch {
	case t.column >= maxColumns:
	case t.row <= 1:
		t.heads = append(t.heads, span{t.column, t.column + columns, c})
	case t.row == 2 && t.wide:
		if t.cells == 0 {
			t.heads = t.heads[:0]
		}
		t.heads = append(t.heads, span{t.column, t.column + columns, c})
	default:
		c.head = t.headOf(t.column)
	}
	t.column = min(t.column+columns, maxColumns)
	t.cells++
	return c
}

func (t *table) headOf(column int) *cell {
	for _, s := range t.heads {
		if s.from <= column && column < s.to {
			return s.cell
		}
	}
	return nil
}
