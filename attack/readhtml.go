package attack

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ReadHTML reads a page.
func ReadHTML(name string, data []byte) (Document, error) {
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return Document{}, err
	}
	d := htmlReader{Document: Document{Name: name}, named: map[string]*html.Node{}}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if slices.Contains(spoken, a.Key) || n.DataAtom == atom.Meta && a.Key == "content" && !isPolicy(n) {
				d.say(a.Val)
			}
			if a.Key == "id" {
				d.named[a.Val] = n
			}
		}
	}
	d.walk(root)
	return d.Document, nil
}

// htmlReader reads a page from its beginning to its end.
type htmlReader struct {
	Document
	named map[string]*html.Node // by their ids
}

// spoken are attributes that are read out or shown.
var spoken = []string{"alt", "title", "aria-label", "aria-description", "aria-valuetext", "aria-valuenow", "data-label", "datetime", "value", "placeholder", "summary", "label"}

func isPolicy(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "http-equiv" || a.Val == "viewport" })
}

var headings = map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}

// walk adds what stands below a node.
func (d *htmlReader) walk(n *html.Node) {
	switch {
	case isUnread(n):
		return
	case headings[n.DataAtom] > 0:
		d.add(Piece{Level: headings[n.DataAtom], Text: oneLine(shownText(n, false))}, shownText(n, true))
		return
	case n.DataAtom == atom.Table:
		d.table(n)
		return
	case isLeaf(n):
		d.add(Piece{Text: oneLine(shownText(n, false))}, shownText(n, true))
		return
	}
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode {
			d.add(Piece{Text: oneLine(c.Data)}, c.Data)
		} else {
			d.walk(c)
		}
	}
}

// add adds a piece, and all the words that stand there for anybody.
func (d *htmlReader) add(p Piece, words string) {
	if p.Text != "" || len(p.Rows) > 0 {
		d.Pieces = append(d.Pieces, p)
	}
	for line := range strings.SplitSeq(words, "\n") {
		d.say(line)
	}
}

func isUnread(n *html.Node) bool {
	return n.DataAtom == atom.Style || n.DataAtom == atom.Script || n.Type == html.CommentNode
}

// isLeaf says whether a node is one paragraph: it has words and no blocks.
func isLeaf(n *html.Node) bool {
	if n.Type != html.ElementNode || n.DataAtom == atom.Html || n.DataAtom == atom.Body || n.DataAtom == atom.Head {
		return false
	}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && isBlock(c) {
			return false
		}
	}
	return true
}

var inline = []atom.Atom{atom.A, atom.B, atom.Bdi, atom.Bdo, atom.Br, atom.Em, atom.I, atom.Small, atom.Span, atom.Strong, atom.Sub, atom.Sup, atom.Svg, atom.Time, atom.Title, atom.Wbr}

func isBlock(n *html.Node) bool {
	return !slices.Contains(inline, n.DataAtom) && !isDrawn(n)
}

// isDrawn says whether a node is part of a picture.
func isDrawn(n *html.Node) bool {
	return n.Namespace == "svg"
}

// shownText is the text below a node; hidden says whether with what is kept
// from people who have it read out, because it stands there twice.
func shownText(n *html.Node, hidden bool) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if isUnread(n) || !hidden && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "aria-hidden" && a.Val == "true" }) {
			return
		}
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
		if n.Type == html.ElementNode && (isBlock(n) || isDrawn(n) || n.DataAtom == atom.Br) {
			b.WriteString("\n")
		}
	}
	walk(n)
	return b.String()
}

// table adds a table with its caption, or the text elsewhere that names it.
func (d *htmlReader) table(n *html.Node) {
	var p Piece
	for _, a := range n.Attr {
		if name := d.named[a.Val]; a.Key == "aria-labelledby" && name != nil {
			p.Text = oneLine(shownText(name, false))
		}
	}
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.Caption:
			p.Text = oneLine(shownText(c, false))
		case atom.Tr:
			p.Rows = append(p.Rows, htmlRow(c))
		}
	}
	d.add(p, "")
	for c := range n.Descendants() {
		if c.DataAtom == atom.Caption || c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			for line := range strings.SplitSeq(shownText(c, true), "\n") {
				d.say(line)
			}
		}
	}
}

func htmlRow(row *html.Node) []Box {
	var boxes []Box
	for c := range row.ChildNodes() {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		box := Box{Span: 1}
		for _, a := range c.Attr {
			if n, err := strconv.Atoi(a.Val); a.Key == "colspan" && err == nil {
				box.Span = n
			}
		}
		for line := range strings.SplitSeq(cellText(c), "\x00") {
			if line = oneLine(line); line != "" {
				box.Lines = append(box.Lines, line)
			}
		}
		boxes = append(boxes, box)
	}
	return boxes
}

// cellText is a cell's text with a mark behind every paragraph and point.
func cellText(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && isBlock(c) {
			if c.DataAtom == atom.Ul || c.DataAtom == atom.Ol {
				b.WriteString("\x00" + cellText(c))
				continue
			}
			b.WriteString("\x00" + shownText(c, false) + "\x00")
			continue
		}
		b.WriteString(shownText(c, false))
	}
	return b.String()
}
