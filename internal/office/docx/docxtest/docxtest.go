// Package docxtest checks Word documents for tests of those who write them.
// Word is strict about what other programs forgive: it calls a file broken
// whose parts stand in another order than the standard's (ECMA-376, part 1).
package docxtest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
)

// Node is an element of a part. Names are without their namespaces' prefixes.
type Node struct {
	Name  string
	Attr  map[string]string
	Text  string
	Nodes []*Node
}

// File is a document taken apart: its parts by name, and their XML.
type File struct {
	Parts map[string][]byte
	XML   map[string]*Node
}

// Open takes a document apart. A part that stands twice or is no XML is an
// error.
func Open(data []byte) (*File, error) {
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	f := &File{Parts: map[string][]byte{}, XML: map[string]*Node{}}
	for _, entry := range packed.File {
		if f.Parts[entry.Name] != nil {
			return nil, fmt.Errorf("%s stands twice", entry.Name)
		}
		in, err := entry.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(in)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name, err)
		}
		f.Parts[entry.Name] = text
		if path.Ext(entry.Name) == ".png" {
			continue
		}
		if f.XML[entry.Name], err = parse(text); err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name, err)
		}
	}
	return f, nil
}

func parse(text []byte) (*Node, error) {
	root := &Node{}
	open := []*Node{root}
	for in := xml.NewDecoder(bytes.NewReader(text)); ; {
		token, err := in.Token()
		if err == io.EOF {
			if len(root.Nodes) != 1 {
				return nil, fmt.Errorf("there are %d elements at the top", len(root.Nodes))
			}
			return root.Nodes[0], nil
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			n := &Node{Name: t.Name.Local, Attr: map[string]string{}}
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

// Body is the document's body.
func (f *File) Body() *Node {
	if document := f.XML["word/document.xml"]; document != nil {
		return document.Child("body")
	}
	return nil
}

// Child is the first element of that name right inside of a node, or nil.
func (n *Node) Child(name string) *Node {
	for _, c := range n.Nodes {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// All are the elements of that name at any depth, in order.
func (n *Node) All(name string) []*Node {
	var all []*Node
	n.walk(func(c *Node) {
		if c.Name == name {
			all = append(all, c)
		}
	})
	return all
}

func (n *Node) walk(see func(*Node)) {
	for _, c := range n.Nodes {
		see(c)
		c.walk(see)
	}
}

// Words are a node's text as a reader sees it, in one line.
func (n *Node) Words() string {
	var b strings.Builder
	n.walk(func(c *Node) {
		switch c.Name {
		case "t":
			b.WriteString(c.Text)
		case "br", "tab":
			b.WriteByte(' ')
		}
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// Style is the id of a paragraph's style.
func (n *Node) Style() string {
	if look := n.Child("pPr"); look != nil {
		if style := look.Child("pStyle"); style != nil {
			return style.Attr["val"]
		}
	}
	return "Normal"
}

// Reread parses the parts again, after a test has changed one of them.
func (f *File) Reread() error {
	for name := range f.XML {
		root, err := parse(f.Parts[name])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		f.XML[name] = root
	}
	return nil
}
