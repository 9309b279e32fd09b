package framework

import (
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
	words
	number
	yesNo
	list
	fields
)

// node is a part of a YAML file that knows where it stands. All its methods
// work on nil, so that looking for something that isn't there needs no care.
type node struct {
	place
	shape shape
	// written is a single value as it stands in the file.
	written string
	items   []*node // of a list
	fields  []field // of fields, in their order
	braced  bool    // fields written as {a: b}
	lined   bool    // words written below a |, line by line
}

type field struct {
	name  string
	at    place
	value *node
}

// Limits of a pack, beside its size: it is prose in a shallow shape. The eight
// principles with their questions come to about 7,000 tokens in 17 files. The
// YAML library takes seconds over a file with hundreds of thousands.
const (
	maxFileTokens = 20_000
	maxTokens     = 100_000
	maxDepth      = 20
	maxFields     = 100
)

// parse reads a file's YAML; nil where it has a fault.
func (l *loading) parse(name string, text []byte) (root *node) {
	start := place{file: name, line: 1, column: 1}
	defer func() {
		// The YAML library has stumbled over broken files before; a pack that
		// makes it stumble is a pack we can't read, not a reason to stop.
		if recover() != nil {
			l.add(start, "framework.yaml.unreadable")
			root = nil
		}
	}()
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
		l.add(start, "framework.file.empty")
		return nil
	}
	r := reader{loading: l, file: name}
	root = r.node(file.Docs[0].Body, 0)
	if r.failed {
		return nil
	}
	return root
}

// notPlain is what YAML allows and packs do without: notes that stand for other
// places, tags, and names that are no names.
var notPlain = map[token.Type]string{
	token.AnchorType:     "framework.yaml.alias",
	token.AliasType:      "framework.yaml.alias",
	token.MergeKeyType:   "framework.yaml.alias",
	token.TagType:        "framework.yaml.special",
	token.DirectiveType:  "framework.yaml.special",
	token.MappingKeyType: "framework.yaml.special",
}

// plain sees that a file is small and shallow enough to be read, and plain
// enough to be understood by whoever opens it.
func (l *loading) plain(name string, tokens token.Tokens) bool {
	l.tokens += len(tokens)
	if start := (place{file: name, line: 1, column: 1}); len(tokens) > maxFileTokens {
		l.add(start, "framework.file.too-much", "Most", maxFileTokens)
		return false
	} else if l.tokens > maxTokens {
		l.add(start, "framework.folder.too-much", "Most", maxTokens)
		return false
	}
	var deep depth
	begun := false
	for _, t := range tokens {
		message := notPlain[t.Type]
		switch {
		case message != "" || t.Type == token.CommentType:
		case t.Type == token.DocumentHeaderType && !begun:
			begun = true
		case t.Type == token.DocumentHeaderType || t.Type == token.DocumentEndType:
			message = "framework.yaml.documents"
		default:
			begun = true
			if deep.after(t) > maxDepth {
				message = "framework.yaml.deep"
			}
		}
		if message != "" {
			l.add(placeOf(name, t), message)
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

// addSyntax says in our words what the YAML library says in its own.
func (l *loading) addSyntax(at place, err error) {
	var syntax *yaml.SyntaxError
	if !errors.As(err, &syntax) {
		l.add(at, "framework.yaml.unreadable")
		return
	}
	if syntax.Token != nil {
		at = placeOf(at.file, syntax.Token)
	}
	l.add(at, syntaxMessage(syntax.Message))
}

func syntaxMessage(said string) string {
	for _, known := range []struct{ part, message string }{
		{"mapping value is not allowed", "framework.yaml.colon"},
		{"could not find end character", "framework.yaml.quote"},
		{"must be specified", "framework.yaml.bracket"},
		{"end token", "framework.yaml.bracket"},
		{"corresponding to", "framework.yaml.bracket"},
		{"is a reserved character", "framework.yaml.reserved"},
		{"escape", "framework.yaml.escape"},
	} {
		if strings.Contains(said, known.part) {
			return known.message
		}
	}
	return "framework.yaml.unreadable"
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
		return nil
	}
	found := &node{place: placeOf(r.file, n.GetToken())}
	if depth > maxDepth {
		r.fail(found.place, "framework.yaml.deep")
		return nil
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		found.shape, found.braced = fields, n.IsFlowStyle
		r.fields(found, n.Values, depth)
	case *ast.MappingValueNode:
		found.shape = fields
		r.fields(found, []*ast.MappingValueNode{n}, depth)
	case *ast.SequenceNode:
		found.shape = list
		for _, item := range n.Values {
			found.items = append(found.items, r.node(item, depth+1))
		}
	case *ast.StringNode:
		r.words(found, n.Value)
	case *ast.LiteralNode:
		r.words(found, n.Value.Value)
		found.lined = n.Start != nil && n.Start.Type == token.LiteralType
	case *ast.NullNode:
		found.shape = nothing
	case *ast.BoolNode:
		found.shape, found.written = yesNo, n.GetToken().Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		found.shape, found.written = number, n.GetToken().Value
	default:
		r.fail(found.place, "framework.yaml.special")
	}
	return found
}

// words takes a value as written; an escape in quotes may have put in what can't be shown.
func (r *reader) words(to *node, value string) {
	to.shape, to.written = words, value
	if strange([]byte(value)) > 0 {
		r.add(to.place, "framework.file.unprintable")
	}
}

func (r *reader) fields(to *node, values []*ast.MappingValueNode, depth int) {
	if len(values) > 0 && values[0].Key != nil && !to.braced {
		// The library gives the place of the first colon.
		to.place = placeOf(r.file, values[0].Key.GetToken())
	}
	if len(values) > maxFields {
		r.fail(to.place, "framework.yaml.wide")
		return
	}
	seen := map[string]place{}
	for _, v := range values {
		if v.Key == nil {
			continue
		}
		at := placeOf(r.file, v.Key.GetToken())
		var name string
		switch key := v.Key.(type) {
		case *ast.StringNode:
			name = key.Value
		case *ast.NullNode, *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
			name = key.GetToken().Value
		default:
			r.fail(at, "framework.yaml.special")
			continue
		}
		if first, twice := seen[name]; twice {
			r.add(at, "framework.twice.field", "Field", name, "Line", first.line)
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

// field returns a field with its place.
func (n *node) field(name string) (field, bool) {
	if n != nil {
		for _, f := range n.fields {
			if f.name == name {
				return f, true
			}
		}
	}
	return field{}, false
}

// word returns a single value without spaces around it, or "" for anything else.
func (n *node) word() string {
	if n == nil || n.shape != words {
		return ""
	}
	return strings.TrimSpace(n.written)
}

// yes says whether a value is true.
func (n *node) yes() bool { return n != nil && n.shape == yesNo && n.plain() == true }

// paragraphs returns a text with one blank line between its paragraphs,
// however it was written. YAML makes one line break of the blank line in all
// forms but the one that keeps its lines.
func (n *node) paragraphs() string {
	text := n.word()
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
		if line == "" || !n.lined {
			end()
		}
	}
	end()
	return strings.Join(all, "\n\n")
}

// list returns the parts of a list.
func (n *node) list() []*node {
	if n == nil {
		return nil
	}
	return n.items
}

// where is the place of a node; for nil it is nowhere.
func (n *node) where() place {
	if n == nil {
		return place{}
	}
	return n.place
}

// plain is the node as the JSON Schema sees it.
func (n *node) plain() any {
	if n == nil {
		return nil
	}
	switch n.shape {
	case words:
		return n.written
	case yesNo:
		return strings.EqualFold(n.written, "true")
	case number:
		return 0
	case list:
		all := make([]any, 0, len(n.items))
		for _, item := range n.items {
			all = append(all, item.plain())
		}
		return all
	case fields:
		all := make(map[string]any, len(n.fields))
		for _, f := range n.fields {
			all[f.name] = f.value.plain()
		}
		return all
	}
	return nil
}
