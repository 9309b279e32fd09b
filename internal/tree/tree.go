// Package tree reads YAML that people write by hand: names, texts and lists, and
// nothing of YAML besides. What it reads is a tree whose every part knows where
// it stands, so that whatever is wrong can be said with file, line and column.
package tree

import "strings"

// Place is a point in a file; Line and Column count from 1, or are 0 where they
// mean nothing.
type Place struct {
	File         string
	Line, Column int
}

// Shape is what a part of a file is.
type Shape int

// Shapes of a part.
const (
	Nothing Shape = iota // a name with no value
	Words
	Number
	YesNo
	List
	Fields
)

// Node is a part of a file. Its methods work on nil, so that looking for
// something that isn't there needs no care.
type Node struct {
	Place
	Shape Shape
	// Written is a single value as it stands in the file.
	Written string
	Items   []*Node // of a list
	Fields  []Field // of fields, in their order
	Lined   bool    // words written below a |, line by line
}

// Field is a name and its value.
type Field struct {
	Name  string
	At    Place
	Value *Node
}

// Field returns a field with its place.
func (n *Node) Field(name string) (Field, bool) {
	if n != nil {
		for _, f := range n.Fields {
			if f.Name == name {
				return f, true
			}
		}
	}
	return Field{}, false
}

// Get returns the value of a field, or nil.
func (n *Node) Get(name string) *Node {
	f, _ := n.Field(name)
	return f.Value
}

// List returns the entries of a list.
func (n *Node) List() []*Node {
	if n == nil {
		return nil
	}
	return n.Items
}

// Word returns a text without spaces around it, or "" for anything else.
func (n *Node) Word() string {
	if n == nil || n.Shape != Words {
		return ""
	}
	return strings.TrimSpace(n.Written)
}

// Yes says whether a value is true.
func (n *Node) Yes() bool {
	return n != nil && n.Shape == YesNo && strings.EqualFold(n.Written, "true")
}

// Where is the place of a node; for nil it is nowhere.
func (n *Node) Where() Place {
	if n == nil {
		return Place{}
	}
	return n.Place
}

// Paragraphs returns a text with one blank line between its paragraphs, however
// it was written. YAML makes one line break of the blank line in all forms but
// the one that keeps its lines.
func (n *Node) Paragraphs() string {
	text := n.Word()
	if n == nil || !strings.Contains(text, "\n") {
		return text
	}
	var all, lines []string
	end := func() {
		if len(lines) > 0 {
			all = append(all, strings.Join(lines, " "))
		}
		lines = nil
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
		if line == "" || !n.Lined {
			end()
		}
	}
	end()
	return strings.Join(all, "\n\n")
}

// Plain is the node as a JSON Schema sees it. A number's value is left out.
func (n *Node) Plain() any {
	if n == nil {
		return nil
	}
	switch n.Shape {
	case Words:
		return n.Written
	case YesNo:
		return n.Yes()
	case Number:
		return 0
	case List:
		all := make([]any, 0, len(n.Items))
		for _, item := range n.Items {
			all = append(all, item.Plain())
		}
		return all
	case Fields:
		all := make(map[string]any, len(n.Fields))
		for _, f := range n.Fields {
			all[f.Name] = f.Value.Plain()
		}
		return all
	}
	return nil
}
