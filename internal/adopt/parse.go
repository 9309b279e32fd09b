package adopt

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// What a document is written with, besides Markdown.
const (
	tableMark    = "Table: "      // begins the caption above a table
	boxMark      = "To fill in: " // begins a quotation that is a box
	blankMark    = "___"          // a cell to be written in
	documentLink = "adopt:"       // a link to another document
	sourceLink   = "source:"      // a link to a source
)

// parsing is the text of one document on its way in.
type parsing struct {
	*loading
	*Document
	file   string
	source []byte
	// before is how many lines stand in the file before the text.
	before int
	// caption is that of the table that has to follow.
	caption Text
	counts  map[Kind]int
}

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table))

func (p *parsing) parse() {
	p.counts = map[Kind]int{}
	top := markdown.Parser().Parse(text.NewReader(p.source))
	for n := top.FirstChild(); n != nil; n = n.NextSibling() {
		p.block(n)
		if table, is := n.(*extast.Table); !is && p.caption != nil && !p.isCaption(n) {
			p.wrong(n, "adoptfile.caption")
			p.caption = nil
		} else if is {
			p.table(table)
		}
	}
	if p.caption != nil {
		p.wrong(top.LastChild(), "adoptfile.caption")
	}
}

func (p *parsing) isCaption(n ast.Node) bool {
	return n.Kind() == ast.KindParagraph && strings.HasPrefix(p.inline(n).Plain(), tableMark)
}

// block takes in anything but a table.
func (p *parsing) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		if n.Level < 2 || n.Level > 3 {
			p.wrong(n, "adoptfile.level")
		}
		p.put(Block{Kind: Heading, Level: n.Level, ID: p.id(Heading, "part"), Text: p.noted(n)})
	case *ast.Paragraph:
		words := p.noted(n)
		if p.isCaption(n) {
			words[0].Text = strings.TrimPrefix(words[0].Text, tableMark)
			p.caption = words
			return
		}
		p.put(Block{Kind: Paragraph, Text: words})
	case *ast.List:
		p.list(n)
	case *ast.Blockquote:
		p.box(n)
	case *extast.Table:
	default:
		p.wrong(n, "adoptfile.unknown")
	}
}

func (p *parsing) put(b Block) { p.Blocks = append(p.Blocks, b) }

// id names the next block of a kind.
func (p *parsing) id(kind Kind, word string) string {
	p.counts[kind]++
	return fmt.Sprintf("%s-%d", word, p.counts[kind])
}

func (p *parsing) list(n *ast.List) {
	b := Block{Kind: Bullets}
	if n.IsOrdered() {
		b.Kind = Numbers
	}
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		if item.ChildCount() != 1 || item.FirstChild().FirstChild() == nil || item.FirstChild().Kind() == ast.KindList {
			p.wrong(item, "adoptfile.item")
			continue
		}
		b.Items = append(b.Items, p.noted(item.FirstChild()))
	}
	p.put(b)
}

func (p *parsing) box(n *ast.Blockquote) {
	if n.ChildCount() != 1 || n.FirstChild().Kind() != ast.KindParagraph {
		p.wrong(n, "adoptfile.box")
		return
	}
	words := p.noted(n.FirstChild())
	if !strings.HasPrefix(words.Plain(), boxMark) {
		p.wrong(n, "adoptfile.box")
		return
	}
	words[0].Text = strings.TrimPrefix(words[0].Text, boxMark)
	p.put(Block{Kind: Box, ID: p.id(Box, "fill-in"), Text: words})
}

func (p *parsing) table(n *extast.Table) {
	if p.caption == nil {
		p.wrong(n, "adoptfile.caption")
	}
	b := Block{Kind: Table, ID: p.id(Table, "table"), Text: p.caption}
	p.caption = nil
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []Text
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			words := p.noted(cell)
			switch words.Plain() {
			case "":
				if len(words) == 0 {
					p.wrong(n, "adoptfile.cell")
				}
			case blankMark:
				words = nil
			}
			cells = append(cells, words)
		}
		if row.Kind() == extast.KindTableHeader {
			b.Head = cells
		} else {
			b.Rows = append(b.Rows, cells)
		}
	}
	p.put(b)
}

// noted are the words of a block; where they lead and what they ask for is
// looked at, and sources are put on the document's list.
func (p *parsing) noted(n ast.Node) Text {
	words := p.inline(n)
	for _, r := range words {
		if r.Value != "" && !slices.Contains(Values, r.Value) {
			p.wrong(n, "adoptfile.value", "Name", r.Value, "Known", strings.Join(Values, ", "))
		}
		p.follow(n, r.To)
	}
	return words
}

func (p *parsing) follow(n ast.Node, to string) {
	if id, is := strings.CutPrefix(to, sourceLink); is {
		at := slices.IndexFunc(p.sources, func(s Source) bool { return s.ID == id })
		if at < 0 {
			p.wrong(n, "adoptfile.source", "ID", id)
		} else if !slices.ContainsFunc(p.Sources, func(s Source) bool { return s.ID == id }) {
			p.Sources = append(p.Sources, p.sources[at])
		}
		return
	}
	if id, is := strings.CutPrefix(to, documentLink); is {
		p.links = append(p.links, link{p.file, p.line(n), id})
		return
	}
	if to != "" && !strings.HasPrefix(to, "/") {
		p.wrong(n, "adoptfile.link", "To", to)
	}
}

// inline are the words within a block.
func (p *parsing) inline(n ast.Node) Text {
	var all Text
	p.gather(n, Run{}, &all)
	return placed(all)
}

// gather adds the words of a node to others, looking like a run.
func (p *parsing) gather(n ast.Node, like Run, to *Text) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		look := like
		switch c := c.(type) {
		case *ast.Text:
			look.Text = string(c.Segment.Value(p.source))
			if c.SoftLineBreak() || c.HardLineBreak() {
				look.Text += " "
			}
			joinTo(to, look)
		case *ast.String:
			look.Text = string(c.Value)
			joinTo(to, look)
		case *ast.Emphasis:
			look.Bold = c.Level == 2
			if c.Level != 2 {
				p.wrong(n, "adoptfile.unknown")
			}
			p.gather(c, look, to)
		case *ast.CodeSpan:
			look.Code = true
			p.gather(c, look, to)
		case *ast.Link:
			look.To = string(c.Destination)
			p.gather(c, look, to)
		default:
			p.wrong(n, "adoptfile.unknown")
		}
	}
}

// joinTo adds a run to others, to the last of them where both look the same.
func joinTo(all *Text, r Run) {
	if last := len(*all) - 1; last >= 0 {
		before := (*all)[last]
		if before.Bold == r.Bold && before.Code == r.Code && before.To == r.To {
			(*all)[last].Text += r.Text
			return
		}
	}
	*all = append(*all, r)
}

var value = regexp.MustCompile(`\{\{([^{}]*)\}\}`)

// placed gives the settings in a text runs of their own.
func placed(all Text) Text {
	var parted Text
	for _, r := range all {
		at := 0
		for _, found := range value.FindAllStringSubmatchIndex(r.Text, -1) {
			if before := r.Text[at:found[0]]; before != "" {
				parted = append(parted, Run{Text: before, Bold: r.Bold, Code: r.Code, To: r.To})
			}
			parted = append(parted, Run{Value: r.Text[found[2]:found[3]], Bold: r.Bold})
			at = found[1]
		}
		if r.Text = r.Text[at:]; r.Text != "" {
			parted = append(parted, r)
		}
	}
	return parted
}

// wrong says what is wrong with a node, at its line.
func (p *parsing) wrong(n ast.Node, message string, with ...any) {
	p.add(p.file, p.line(n), message, with...)
}

// line is where a node begins in its file.
func (p *parsing) line(n ast.Node) int {
	for at := n; at != nil; at = at.FirstChild() {
		if at.Type() != ast.TypeInline && at.Lines() != nil && at.Lines().Len() > 0 {
			return p.before + bytes.Count(p.source[:at.Lines().At(0).Start], []byte("\n")) + 1
		}
	}
	if n.Parent() != nil && n.PreviousSibling() != nil {
		return p.line(n.PreviousSibling())
	}
	return p.before + 1
}
