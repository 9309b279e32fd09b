package mapping

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"bearings/internal/fault"
)

// Limits of a mapping file: one of a hundred columns, each with its words,
// comes to a few thousand tokens.
const (
	// MaxBytes is the size of the largest mapping file that is read.
	MaxBytes  = 1 << 18
	maxTokens = 20_000
	maxDepth  = 8
)

// node is a part of a mapping file: fields, a list, or a text. Numbers, yes
// and no are the text they are written as. All its methods work on nil.
type node struct {
	at     Text // the text, and where the part begins
	isText bool
	isList bool
	items  []*node
	fields []field
}

type field struct {
	name  Text
	value *node
}

func (n *node) get(name string) *node {
	if n == nil {
		return nil
	}
	for _, f := range n.fields {
		if f.name.Text == name {
			return f.value
		}
	}
	return nil
}

// parsing is a file on its way to nodes.
type parsing struct {
	file     string
	problems *fault.Problems
	failed   bool
}

// parse reads a file's YAML, or returns nil and has added why not.
func parse(file string, text []byte, problems *fault.Problems) (root *node) {
	p := &parsing{file: file, problems: problems}
	defer func() {
		// The YAML library has stumbled over broken files before.
		if recover() != nil {
			p.fail(1, 1, "mapping.yaml.unreadable")
			root = nil
		}
	}()
	text = bytes.ReplaceAll(bytes.TrimPrefix(text, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
	if !p.isReadable(text) {
		return nil
	}
	tokens := lexer.Tokenize(string(text))
	if !p.isPlain(tokens) {
		return nil
	}
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		p.syntax(err)
		return nil
	}
	if len(parsed.Docs) == 0 || parsed.Docs[0].Body == nil {
		p.fail(1, 1, "mapping.yaml.empty")
		return nil
	}
	root = p.node(parsed.Docs[0].Body, 0)
	if p.failed {
		return nil
	}
	return root
}

func (p *parsing) fail(line, column int, message string, with ...any) {
	if !p.failed {
		p.problems.Add(p.file, line, column, message, with...)
	}
	p.failed = true
}

func (p *parsing) isReadable(text []byte) bool {
	if len(text) > MaxBytes {
		p.fail(1, 1, "mapping.yaml.big", "Kilobytes", MaxBytes>>10)
		return false
	}
	for number, line := range bytes.Split(text, []byte("\n")) {
		indent := len(line) - len(bytes.TrimLeft(line, " \t"))
		if tab := bytes.IndexByte(line[:indent], '\t'); tab >= 0 && indent < len(line) {
			p.fail(number+1, tab+1, "mapping.yaml.tab")
			return false
		}
		if column := strange(line); column > 0 {
			p.fail(number+1, column, "mapping.yaml.letter")
			return false
		}
	}
	return true
}

// strange is the column of the first sign of a line that can't be read or
// shown, or 0.
func strange(line []byte) int {
	for column := 1; len(line) > 0; column++ {
		r, width := utf8.DecodeRune(line)
		if r == utf8.RuneError && width == 1 || r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff {
			return column
		}
		line = line[width:]
	}
	return 0
}

// isPlain sees that a file does without what nobody expects in it, and is
// small and shallow enough for the library.
func (p *parsing) isPlain(tokens token.Tokens) bool {
	if len(tokens) > maxTokens {
		p.fail(1, 1, "mapping.yaml.big", "Kilobytes", MaxBytes>>10)
		return false
	}
	open, dashes, line := 0, 0, 0
	for i, t := range tokens {
		if t.Position.Line != line {
			dashes, line = 0, t.Position.Line
		}
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.DirectiveType, token.MappingKeyType,
			token.DocumentEndType:
			p.fail(t.Position.Line, t.Position.Column, "mapping.yaml.special")
		case token.DocumentHeaderType:
			if i > 0 {
				p.fail(t.Position.Line, t.Position.Column, "mapping.yaml.special")
			}
		case token.SequenceStartType, token.MappingStartType:
			open++
		case token.SequenceEntryType:
			dashes++
		case token.SequenceEndType, token.MappingEndType:
			open--
		}
		if max(open, dashes) > maxDepth {
			p.fail(t.Position.Line, t.Position.Column, "mapping.yaml.unreadable")
		}
	}
	return !p.failed
}

func (p *parsing) syntax(err error) {
	line, column, message := 1, 1, "mapping.yaml.unreadable"
	var wrong *yaml.SyntaxError
	if errors.As(err, &wrong) && wrong.Token != nil {
		line, column = wrong.Token.Position.Line, wrong.Token.Position.Column
	}
	p.fail(max(1, line), max(1, column), message)
}

func (p *parsing) node(n ast.Node, depth int) *node {
	if n == nil {
		return &node{isText: true}
	}
	at := n.GetToken()
	found := &node{at: Text{Line: at.Position.Line, Column: at.Position.Column}}
	if depth > maxDepth {
		p.fail(found.at.Line, found.at.Column, "mapping.yaml.unreadable")
		return found
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		p.fields(found, n.Values, depth)
	case *ast.MappingValueNode:
		p.fields(found, []*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		found.isList = true
		for _, item := range n.Values {
			found.items = append(found.items, p.node(item, depth+1))
		}
	default:
		found.isText = true
		found.at.Text = p.text(n)
	}
	return found
}

// text is a single value as it is written, however YAML understands it: an
// answer may be called Yes, or 4.
func (p *parsing) text(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.NullNode:
		return ""
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value
	}
	p.fail(n.GetToken().Position.Line, n.GetToken().Position.Column, "mapping.yaml.special")
	return ""
}

func (p *parsing) fields(to *node, values []*ast.MappingValueNode, depth int) {
	for i, v := range values {
		if v.Key == nil {
			continue
		}
		at := v.Key.GetToken()
		name := Text{p.text(v.Key), at.Position.Line, at.Position.Column}
		if i == 0 {
			to.at.Line, to.at.Column = name.Line, name.Column
		}
		value := p.node(v.Value, depth+1)
		if value.at.Line == 0 {
			value.at.Line, value.at.Column = name.Line, name.Column
		}
		to.fields = append(to.fields, field{name, value})
	}
}
