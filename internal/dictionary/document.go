package dictionary

import (
	"bytes"
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// shape is what a part of a YAML file is.
type shape int

const (
	nothing shape = iota // a name with no value
	words                // a text, a number or a date, as written
	yesNo
	list
	fields
)

// node is a part of a rule file that knows where it stands. Its methods work on
// nil, so that looking for something that isn't there needs no care.
type node struct {
	place
	shape   shape
	written string
	items   []*node // of a list
	fields  []field // in their order
	braced  bool    // a list in square brackets, or fields in curly ones
}

type field struct {
	name  string
	at    place
	value *node
}

// Limits of a file: the YAML library takes long over large or deep ones, and over
// thousands of empty lines in one text.
const (
	maxLines  = 2_000
	maxTokens = 6_000
	maxDepth  = 12
	maxFields = 60
)

// parse reads a file's YAML; nil where it has a fault.
func (l *loading) parse(name string, text []byte) (root *node) {
	start := place{file: name, line: 1, column: 1}
	defer func() {
		// The YAML library has stumbled over broken files before; a file that
		// makes it stumble can't be read, and is no reason to stop.
		if recover() != nil {
			l.add(start, "dictionary.yaml.unreadable")
			root = nil
		}
	}()
	if bytes.Count(text, []byte("\n")) > maxLines {
		l.add(start, "dictionary.file.too-much")
		return nil
	}
	tokens := lexer.Tokenize(string(text))
	if !l.plain(name, tokens) {
		return nil
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		l.addSyntax(start, err)
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		l.add(start, "dictionary.file.empty")
		return nil
	}
	r := reader{loading: l, file: name}
	root = r.node(file.Docs[0].Body, 0)
	if r.failed {
		return nil
	}
	if root.shape == nothing {
		l.add(start, "dictionary.file.empty")
		return nil
	}
	if root.shape != fields {
		l.add(start, "dictionary.file.no-fields")
		return nil
	}
	root.place = start
	return root
}

// notPlain is what YAML allows and rules do without. In a pattern it is a sign
// that stands first and needs quotes.
var notPlain = map[token.Type]string{
	token.AnchorType:     "dictionary.yaml.special",
	token.AliasType:      "dictionary.yaml.special",
	token.MergeKeyType:   "dictionary.yaml.special",
	token.TagType:        "dictionary.yaml.special",
	token.DirectiveType:  "dictionary.yaml.special",
	token.MappingKeyType: "dictionary.yaml.special",
}

// plain sees that a file is small and plain enough to be read.
func (l *loading) plain(name string, tokens token.Tokens) bool {
	if len(tokens) > maxTokens {
		l.add(place{file: name, line: 1, column: 1}, "dictionary.file.too-much")
		return false
	}
	begun := false
	depth, dashes, line := 0, 0, 0
	for _, t := range tokens {
		message := notPlain[t.Type]
		if t.Position.Line != line {
			line, dashes = t.Position.Line, 0
		}
		switch t.Type {
		case token.CommentType:
			continue
		case token.DocumentHeaderType, token.DocumentEndType:
			if begun || t.Type == token.DocumentEndType {
				message = "dictionary.yaml.documents"
			}
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType:
			dashes++
		}
		begun = true
		if max(depth, dashes) > maxDepth {
			message = "dictionary.yaml.deep"
		}
		if message != "" {
			l.add(placeOf(name, t), message)
			return false
		}
	}
	return true
}

// addSyntax says in our words what the YAML library says in its own.
func (l *loading) addSyntax(at place, err error) {
	var syntax *yaml.SyntaxError
	if !errors.As(err, &syntax) {
		l.add(at, "dictionary.yaml.unreadable")
		return
	}
	if syntax.Token != nil {
		at = placeOf(at.file, syntax.Token)
	}
	for _, known := range []struct{ part, message string }{
		{"mapping value is not allowed", "dictionary.yaml.colon"},
		{"could not find end character", "dictionary.yaml.quote"},
		{"must be specified", "dictionary.yaml.bracket"},
		{"end token", "dictionary.yaml.bracket"},
		{"corresponding to", "dictionary.yaml.bracket"},
		{"is a reserved character", "dictionary.yaml.special"},
		{"escape", "dictionary.yaml.escape"},
	} {
		if strings.Contains(syntax.Message, known.part) {
			l.add(at, known.message)
			return
		}
	}
	l.add(at, "dictionary.yaml.unreadable")
}

func placeOf(file string, t *token.Token) place {
	if t == nil || t.Position == nil {
		return place{file: file, line: 1, column: 1}
	}
	return place{file: file, line: max(1, t.Position.Line), column: max(1, t.Position.Column)}
}

// reader turns the library's tree into ours.
type reader struct {
	*loading
	file   string
	failed bool
}

func (r *reader) node(n ast.Node, depth int) *node {
	if n == nil {
		return &node{place: place{file: r.file, line: 1, column: 1}}
	}
	found := &node{place: placeOf(r.file, n.GetToken())}
	if depth > maxDepth {
		r.fail(found.place, "dictionary.yaml.deep")
		return found
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		found.shape, found.braced = fields, n.IsFlowStyle
		r.fields(found, n.Values, depth)
	case *ast.MappingValueNode:
		found.shape = fields
		r.fields(found, []*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		found.shape, found.braced = list, n.IsFlowStyle
		for _, item := range n.Values {
			found.items = append(found.items, r.node(item, depth+1))
		}
	case *ast.StringNode:
		r.words(found, n.Value)
	case *ast.LiteralNode:
		r.words(found, n.Value.Value)
	case *ast.NullNode:
		found.shape = nothing
	case *ast.BoolNode:
		found.shape, found.written = yesNo, n.GetToken().Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		found.shape, found.written = words, n.GetToken().Value
	default:
		r.fail(found.place, "dictionary.yaml.special")
	}
	return found
}

// words takes a value as written; an escape in quotes may have put in what
// can't be printed.
func (r *reader) words(to *node, value string) {
	to.shape, to.written = words, strings.TrimSpace(value)
	if unprintable(strings.ReplaceAll(value, "\n", " ")) > 0 {
		r.fail(to.place, "dictionary.file.unprintable")
	}
}

func (r *reader) fields(to *node, values []*ast.MappingValueNode, depth int) {
	if len(values) > 0 && values[0].Key != nil && !to.braced {
		// The library gives the place of the first colon.
		to.place = placeOf(r.file, values[0].Key.GetToken())
	}
	if len(values) > maxFields {
		r.fail(to.place, "dictionary.yaml.wide")
		return
	}
	seen := map[string]place{}
	for _, v := range values {
		if v.Key == nil {
			continue
		}
		at, name := placeOf(r.file, v.Key.GetToken()), ""
		switch key := v.Key.(type) {
		case *ast.StringNode:
			name = key.Value
		case *ast.NullNode, *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
			name = key.GetToken().Value
		default:
			r.fail(at, "dictionary.yaml.special")
			continue
		}
		if first, twice := seen[name]; twice {
			r.add(at, "dictionary.field.twice", "Field", name, "Line", first.line)
			continue
		}
		seen[name] = at
		to.fields = append(to.fields, field{name: name, at: at, value: r.node(v.Value, depth+1)})
	}
}

func (r *reader) fail(at place, message string) {
	if !r.failed {
		r.add(at, message)
	}
	r.failed = true
}

// get returns the value of a field, or nil.
func (n *node) get(name string) *node {
	if n == nil {
		return nil
	}
	for _, f := range n.fields {
		if f.name == name {
			return f.value
		}
	}
	return nil
}

// item is the place of an entry of a list, or of the node where there is none.
func (n *node) item(i int) place {
	if n.shape == list && i >= 0 && i < len(n.items) {
		return n.items[i].place
	}
	return n.place
}
