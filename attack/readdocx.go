package attack

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// ReadDOCX reads a Word document.
func ReadDOCX(name string, data []byte) (Document, error) {
	d := Document{Name: name}
	parts, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return d, err
	}
	for _, part := range parts.File {
		if path.Ext(part.Name) != ".xml" {
			continue
		}
		root, err := readXML(part)
		if err != nil {
			return d, fmt.Errorf("%s: %w", part.Name, err)
		}
		d.sayAll(root)
		if part.Name == "word/document.xml" {
			for _, body := range root.below("body") {
				d.blocks(body)
			}
		}
	}
	return d, nil
}

// node is an element of XML; names are without their spaces.
type node struct {
	Name  string
	Attr  map[string]string
	Text  string
	Nodes []*node
}

func readXML(part *zip.File) (*node, error) {
	file, err := part.Open()
	if err != nil {
		return nil, err
	}
	defer file.Close()
	root := &node{}
	open := []*node{root}
	for in := xml.NewDecoder(file); ; {
		token, err := in.Token()
		if err == io.EOF {
			return root, nil
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{Name: t.Name.Local, Attr: map[string]string{}}
			for _, a := range t.Attr {
				n.Attr[a.Name.Local] = a.Value
			}
			top.Nodes = append(top.Nodes, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.Text += string(t)
		}
	}
}

// below are the elements of that name inside of a node, at any depth but not
// inside of one another.
func (n *node) below(name string) []*node {
	var all []*node
	for _, c := range n.Nodes {
		if c.Name == name {
			all = append(all, c)
			continue
		}
		all = append(all, c.below(name)...)
	}
	return all
}

// value is the attribute val of the first element of that name.
func (n *node) value(name string) string {
	if found := n.below(name); len(found) > 0 {
		return found[0].Attr["val"]
	}
	return ""
}

// text is what a paragraph says.
func (n *node) text() string {
	switch n.Name {
	case "t":
		return n.Text
	case "tab", "br", "cr":
		return " "
	}
	text := ""
	for _, c := range n.Nodes {
		text += c.text()
	}
	return text
}

// sayAll notes every text of a part: paragraphs, texts beside pictures and
// tables, and what the file says of itself.
func (d *Document) sayAll(n *node) {
	if n.Name == "p" {
		d.say(n.text())
	}
	if slices.Contains([]string{"docPr", "cNvPr"}, n.Name) {
		d.say(n.Attr["descr"])
		d.say(n.Attr["title"])
	}
	if n.Name == "tblCaption" || n.Name == "tblDescription" {
		d.say(n.Attr["val"])
	}
	if slices.Contains([]string{"title", "subject", "description", "keywords", "creator", "category"}, n.Name) {
		d.say(n.Text)
	}
	for _, c := range n.Nodes {
		d.sayAll(c)
	}
}

// blocks adds a body's paragraphs and tables. A caption stands above its table.
func (d *Document) blocks(body *node) {
	caption := ""
	for _, n := range body.Nodes {
		switch n.Name {
		case "sdt":
			for _, content := range n.below("sdtContent") {
				d.blocks(content)
			}
		case "p":
			text, style := oneLine(n.text()), n.value("pStyle")
			if style == "Caption" {
				caption = text
				continue
			}
			level, _ := strconv.Atoi(strings.TrimPrefix(style, "Heading"))
			if text != "" {
				d.Pieces = append(d.Pieces, Piece{Level: level, Text: text})
			}
		case "tbl":
			if caption == "" {
				caption = n.value("tblCaption")
			}
			d.Pieces = append(d.Pieces, Piece{Text: oneLine(caption), Rows: docxRows(n)})
			caption = ""
		}
	}
}

func docxRows(table *node) [][]Box {
	var rows [][]Box
	for _, tr := range table.below("tr") {
		var row []Box
		for _, tc := range tr.below("tc") {
			box := Box{Span: 1}
			if n, err := strconv.Atoi(tc.value("gridSpan")); err == nil {
				box.Span = n
			}
			for _, p := range tc.below("p") {
				if line := oneLine(p.text()); line != "" {
					box.Lines = append(box.Lines, line)
				}
			}
			row = append(row, box)
		}
		rows = append(rows, row)
	}
	return rows
}
