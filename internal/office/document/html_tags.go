package document

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bearings/language"
)

// grid is a table of a page.
type grid struct {
	table
	// cell is the one that is open.
	cell *cell
	// heads says that the first row has heads.
	heads bool
	// held are the columns that cells of rows above still reach into, and for how
	// many rows.
	held map[int]int
}

// maxTables is how many tables may stand in each other; those further in are read
// as text.
const maxTables = 64

func (p *page) grid() *grid {
	if len(p.tables) == 0 {
		return nil
	}
	return p.tables[len(p.tables)-1]
}

func (p *page) cell() *cell {
	if g := p.grid(); g != nil {
		return g.cell
	}
	return nil
}

// start reads a tag that begins an element, or is one.
func (p *page) start(token html.Token) {
	tag := token.DataAtom
	if isSilent(tag) {
		if token.Type == html.StartTagToken {
			p.silent++
		}
		return
	}
	if p.silent > 0 {
		return
	}
	if isBlock(tag) {
		p.endBlock()
	}
	switch tag {
	case atom.Br:
		if p.at() != nil {
			p.write("\n")
		}
	case atom.Img, atom.Area, atom.Input:
		p.picture(token)
	case atom.Q:
		p.openQuote()
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt, atom.Var:
		p.codes++
		if p.at() != nil && p.codeAt < 0 {
			p.codeAt = len(p.at().text)
		}
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		p.pres++
	case atom.Blockquote:
		p.quotes++
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		p.openList()
	case atom.Li:
		p.item(true)
	case atom.Table, atom.Tr, atom.Td, atom.Th:
		p.startTable(token)
	default:
		if level := headingLevel(tag); level > 0 {
			p.level = level
		}
	}
}

// finish reads a tag that ends an element. Tags that end nothing are passed over.
func (p *page) finish(tag atom.Atom) {
	if isSilent(tag) {
		p.silent = max(0, p.silent-1)
		return
	}
	if p.silent > 0 {
		return
	}
	if isBlock(tag) {
		p.endBlock()
	}
	switch tag {
	case atom.Q:
		p.closeQuote()
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt, atom.Var:
		if p.codes = max(0, p.codes-1); p.codes == 0 {
			p.endCode()
		}
	case atom.Pre, atom.Listing, atom.Xmp:
		p.pres = max(0, p.pres-1)
	case atom.Blockquote:
		p.quotes = max(0, p.quotes-1)
	case atom.Li:
		p.item(false)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		p.closeList()
	case atom.Table:
		if len(p.tables) > 0 {
			p.tables = p.tables[:len(p.tables)-1]
		}
	case atom.Td, atom.Th:
		if g := p.grid(); g != nil {
			g.cell = nil
		}
	default:
		if headingLevel(tag) > 0 {
			p.level = 0
		}
	}
}

// maxLists is how many lists may stand in each other; those further in are part of
// the last one.
const maxLists = 256

func (p *page) openList() {
	if len(p.lists) < maxLists {
		p.lists = append(p.lists, false)
	}
}

func (p *page) closeList() {
	p.item(false)
	if n := len(p.lists); n > 0 {
		p.lists = p.lists[:n-1]
	}
}

// item begins or ends an item of the innermost list.
func (p *page) item(open bool) {
	if len(p.lists) == 0 {
		if !open {
			return
		}
		p.openList()
	}
	last := &p.lists[len(p.lists)-1]
	if *last != open {
		*last = open
		if open {
			p.items++
		} else {
			p.items--
		}
	}
}

func (p *page) startTable(token html.Token) {
	g := p.grid()
	switch {
	case token.DataAtom == atom.Table:
		if len(p.tables) < maxTables {
			p.tables = append(p.tables, &grid{held: map[int]int{}})
		}
	case g == nil:
	case token.DataAtom == atom.Tr:
		g.cell = nil
		g.nextRow()
	default:
		p.startCell(g, token)
	}
}

// startCell begins a cell in the next column that no cell from above reaches
// into.
func (p *page) startCell(g *grid, token html.Token) {
	if g.row == 0 {
		g.nextRow()
	}
	for g.held[g.column] > 0 && g.column < maxColumns {
		g.held[g.column]--
		g.column++
	}
	from := g.column
	c := g.nextCell(number(token, "colspan", maxColumns))
	if rows := number(token, "rowspan", 1<<16); rows > 1 {
		for column := from; column < g.column; column++ {
			g.held[column] = rows - 1
		}
	}
	if g.row == 1 || g.row == 2 && g.wide {
		g.heads = g.heads || token.DataAtom == atom.Th
	}
	if !g.heads {
		c.head = nil
	}
	g.cell = c
}

// number is a number in an attribute, from 1 to most.
func number(token html.Token, name string, most int) int {
	for _, a := range token.Attr {
		if a.Key == name {
			if n, err := strconv.Atoi(a.Val); err == nil && n > 0 {
				return min(n, most)
			}
		}
	}
	return 1
}

// picture adds what is said instead of a picture; it follows the open block.
func (p *page) picture(token html.Token) {
	p.pictures = p.pictures || token.DataAtom == atom.Img
	for _, a := range token.Attr {
		if a.Key == "alt" {
			alt := piece{text: []byte(a.Val), cell: p.cell()}
			if alt.cell != nil {
				alt.kind = language.Cell
			}
			p.aside(alt)
		}
	}
}

var quoteMarks = [2][2]string{{"“", "”"}, {"‘", "’"}}

// mark writes a quotation mark, double and single in turn.
func (p *page) mark(opening bool) {
	if opening {
		p.write(quoteMarks[p.said%2][0])
		p.said++
		return
	}
	p.said--
	p.write(quoteMarks[p.said%2][1])
}

func (p *page) openQuote() {
	if p.at() == nil {
		p.newBlock()
	}
	p.mark(true)
}

func (p *page) closeQuote() {
	if p.said > 0 && p.at() != nil {
		p.mark(false)
	}
}

// endCode notes the stretch of code that ends here.
func (p *page) endCode() {
	if block := p.at(); block != nil && p.codeAt >= 0 && p.codeAt < len(block.text) {
		block.code = append(block.code, [2]int{p.codeAt, len(block.text)})
	}
	p.codeAt = -1
}
