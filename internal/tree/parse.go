package tree

import (
	"errors"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// parse reads a file's YAML; nil where something is wrong with it.
func (r *Reader) parse(name string, text []byte) (root *Node) {
	start := Place{name, 1, 1}
	defer func() {
		// The YAML library has stumbled over broken files before; a file that makes
		// it stumble can't be read, and is no reason to stop.
		if recover() != nil {
			r.Add(start, "tree.unreadable")
			root = nil
		}
	}()
	tokens := lexer.Tokenize(string(text))
	if !r.small(start, tokens) || !r.plain(name, tokens) {
		return nil
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		r.syntax(start, err)
		return nil
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		r.Add(start, "tree.empty")
		return nil
	}
	b := builder{Reader: r, file: name}
	root = b.node(file.Docs[0].Body, start, 0)
	switch {
	case b.failed:
		return nil
	case root.Shape == Nothing:
		r.Add(start, "tree.empty")
		return nil
	case root.Shape != Fields:
		r.Add(root.Place, "tree.no-fields")
		return nil
	}
	return root
}

func (r *Reader) small(start Place, tokens token.Tokens) bool {
	r.tokens += len(tokens)
	switch {
	case len(tokens) > r.Limits.Tokens:
		r.Add(start, "tree.much", "Most", r.Limits.Tokens)
	case r.tokens > r.Limits.All:
		r.full = true
		r.Add(start, "tree.folder-much", "Most", r.Limits.All)
	default:
		return true
	}
	return false
}

// notPlain is what YAML allows and our files do without: notes that stand for
// other places, tags, and names that are no names.
var notPlain = map[token.Type]string{
	token.AnchorType:     "tree.alias",
	token.AliasType:      "tree.alias",
	token.MergeKeyType:   "tree.alias",
	token.TagType:        "tree.special",
	token.DirectiveType:  "tree.special",
	token.MappingKeyType: "tree.special",
}

// plain sees that a file is shallow enough to be read, and plain enough to be
// understood by whoever opens it.
func (r *Reader) plain(name string, tokens token.Tokens) bool {
	var deep depth
	begun := false
	for _, t := range tokens {
		message := notPlain[t.Type]
		switch {
		case message != "" || t.Type == token.CommentType:
		case t.Type == token.DocumentHeaderType && !begun:
			begun = true
		case t.Type == token.DocumentHeaderType || t.Type == token.DocumentEndType:
			message = "tree.documents"
		default:
			begun = true
			if deep.after(t) > r.Limits.Depth {
				message = "tree.deep"
			}
		}
		if message != "" {
			r.Add(placeOf(name, t), message)
			return false
		}
	}
	return true
}

// depth counts how deep things stand in each other within one line or one pair
// of brackets. What is deeper by its indentation is counted later.
type depth struct{ brackets, dashes, line int }

func (d *depth) after(t *token.Token) int {
	if line := t.Position.Line; line != d.line {
		d.line, d.dashes = line, 0
	}
	switch t.Type {
	case token.SequenceStartType, token.MappingStartType:
		d.brackets++
	case token.SequenceEndType, token.MappingEndType:
		d.brackets--
	case token.SequenceEntryType:
		d.dashes++
	}
	return max(d.brackets, d.dashes)
}

// syntax says in our words what the YAML library says in its own.
func (r *Reader) syntax(at Place, err error) {
	message := "tree.unreadable"
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) {
		if syntax.Token != nil {
			at = placeOf(at.File, syntax.Token)
		}
		message = messageOf(syntax.Message)
	}
	r.Add(at, message)
}

func messageOf(said string) string {
	for _, known := range []struct{ part, message string }{
		{"mapping value is not allowed", "tree.colon"},
		{"could not find end character", "tree.quote"},
		{"must be specified", "tree.bracket"},
		{"end token", "tree.bracket"},
		{"corresponding to", "tree.bracket"},
		{"is a reserved character", "tree.reserved"},
		{"escape", "tree.escape"},
	} {
		if strings.Contains(said, known.part) {
			return known.message
		}
	}
	return "tree.unreadable"
}

func placeOf(file string, t *token.Token) Place {
	if t == nil || t.Position == nil {
		return Place{file, 1, 1}
	}
	return Place{file, max(1, t.Position.Line), max(1, t.Position.Column)}
}

// builder turns the YAML library's tree into ours.
type builder struct {
	*Reader
	file   string
	failed bool
}

// node is a part of a file; where the library has none, it stands at that place.
func (b *builder) node(n ast.Node, at Place, depth int) *Node {
	if n == nil {
		return &Node{Place: at}
	}
	found := &Node{Place: placeOf(b.file, n.GetToken())}
	if depth > b.Limits.Depth {
		b.fail(found.Place, "tree.deep")
		return found
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		b.fields(found, n.Values, n.IsFlowStyle, depth)
	case *ast.MappingValueNode:
		b.fields(found, []*ast.MappingValueNode{n}, false, depth)
	case *ast.SequenceNode:
		found.Shape = List
		for _, item := range n.Values {
			found.Items = append(found.Items, b.node(item, found.Place, depth+1))
		}
	case *ast.StringNode:
		b.words(found, n.Value)
	case *ast.LiteralNode:
		b.words(found, n.Value.Value)
		found.Lined = n.Start != nil && n.Start.Type == token.LiteralType
	case *ast.NullNode:
		found.Shape = Nothing
	case *ast.BoolNode:
		found.Shape, found.Written = YesNo, n.GetToken().Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		found.Shape, found.Written = Number, n.GetToken().Value
	default:
		b.fail(found.Place, "tree.special")
	}
	return found
}

// words takes a value as written; an escape in quotes may have put in what can't
// be shown.
func (b *builder) words(to *Node, value string) {
	to.Shape, to.Written = Words, value
	if strange(value) > 0 {
		b.fail(to.Place, "tree.unprintable")
	}
}

// fields are names with values; braced says that they stand in curly brackets.
func (b *builder) fields(to *Node, values []*ast.MappingValueNode, braced bool, depth int) {
	to.Shape = Fields
	if len(values) > 0 && values[0].Key != nil && !braced {
		// The library gives the place of the first colon.
		to.Place = placeOf(b.file, values[0].Key.GetToken())
	}
	if len(values) > b.Limits.Wide {
		b.fail(to.Place, "tree.wide", "Most", b.Limits.Wide)
		return
	}
	seen := map[string]Place{}
	for _, v := range values {
		if v.Key == nil {
			continue
		}
		at, name := placeOf(b.file, v.Key.GetToken()), ""
		switch key := v.Key.(type) {
		case *ast.StringNode:
			name = key.Value
		case *ast.NullNode, *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
			name = key.GetToken().Value
		default:
			b.fail(at, "tree.special")
			continue
		}
		if first, twice := seen[name]; twice {
			b.Add(at, "tree.twice", "Field", name, "Line", first.Line)
			continue
		}
		seen[name] = at
		to.Fields = append(to.Fields, Field{name, at, b.node(v.Value, at, depth+1)})
	}
}

// fail says what is wrong with a file, and only the first of it: what follows
// often comes from that.
func (b *builder) fail(at Place, message string, with ...any) {
	if !b.failed {
		b.Add(at, message, with...)
	}
	b.failed = true
}
