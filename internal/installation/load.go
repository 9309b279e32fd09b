package installation

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"bearings/internal/fault"
)

// Format is what the first line of a settings file says.
const Format = "bearings-settings/1"

// MaxBytes is the most a settings file may have.
const MaxBytes = 256 << 10

// Load reads a settings file of that name. Whatever is wrong is told all at once
// as *fault.Problems, by line.
func Load(name string, text []byte) (Installation, error) {
	l := &loading{name: name, lines: map[string]at{}}
	if len(text) > MaxBytes { // before anything takes its time over it
		l.problems.Add(name, 0, 0, "installation.large", "KB", MaxBytes>>10)
		return Installation{}, l.problems.Err()
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		l.unreadable(err)
		return Installation{}, l.problems.Err()
	}
	for _, doc := range file.Docs {
		l.walk(doc.Body, "", reflect.TypeFor[Installation]())
	}
	if err := yaml.Unmarshal(text, &l.Installation); err != nil {
		l.unreadable(err)
		return Installation{}, l.problems.Err()
	}
	l.check()
	if err := l.problems.Err(); err != nil {
		slices.SortStableFunc(l.problems.List, func(a, b fault.Problem) int { return a.Line - b.Line })
		return Installation{}, err
	}
	return l.Installation, nil
}

// loading is a settings file on its way in.
type loading struct {
	Installation
	name     string
	lines    map[string]at // where a field stands: "contact.email"
	problems fault.Problems
}

type at struct{ line, column int }

// unreadable says why a file is not what it should be, in the reader's words.
func (l *loading) unreadable(err error) {
	line, column, reason := 1, 1, err.Error()
	var said yaml.Error
	if errors.As(err, &said) {
		reason = said.GetMessage()
		if t := said.GetToken(); t != nil && t.Position != nil {
			line, column = t.Position.Line, t.Position.Column
		}
	}
	l.problems.Add(l.name, line, column, "installation.yaml", "Reason", strings.Join(strings.Fields(reason), " "))
}

// walk notes where each field stands, and says which are unknown: a slip of the
// pen must not lose a number to call.
func (l *loading) walk(n ast.Node, path string, t reflect.Type) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, value := range n.Values {
			l.field(value, path, t)
		}
	case *ast.MappingValueNode:
		l.field(n, path, t)
	case *ast.SequenceNode:
		if t.Kind() != reflect.Slice {
			return
		}
		for i, value := range n.Values {
			place := path + "[" + strconv.Itoa(i+1) + "]"
			l.note(place, value)
			l.walk(value, place, t.Elem())
		}
	case *ast.IntegerNode:
		// YAML drops the sign of a number, and with it the country of a telephone.
		if t.Kind() == reflect.String && strings.HasPrefix(n.GetToken().Value, "+") {
			l.wrong(path, "installation.quote", "Given", n.GetToken().Value)
		}
	}
}

func (l *loading) field(n *ast.MappingValueNode, path string, t reflect.Type) {
	name := n.Key.String()
	place := strings.TrimPrefix(path+"."+name, ".")
	l.note(place, n.Key)
	if t.Kind() != reflect.Struct {
		return // reading it says what is wrong
	}
	known := map[string]reflect.Type{}
	var names []string
	for i := range t.NumField() {
		tag := t.Field(i).Tag.Get("yaml")
		known[tag], names = t.Field(i).Type, append(names, tag)
	}
	if known[name] == nil {
		where := l.lines[place]
		slices.Sort(names)
		l.problems.Add(l.name, where.line, where.column, "installation.unknown", "Field", place, "Known", strings.Join(names, ", "))
		return
	}
	l.walk(n.Value, place, known[name])
}

func (l *loading) note(place string, n ast.Node) {
	if t := n.GetToken(); t != nil && t.Position != nil {
		l.lines[place] = at{t.Position.Line, t.Position.Column}
	}
}

// wrong says what is wrong with a field, at its place or that of what holds it.
func (l *loading) wrong(field, message string, with ...any) {
	where := at{1, 1}
	for place := field; place != ""; place = place[:max(0, strings.LastIndexAny(place, ".["))] {
		if found, ok := l.lines[place]; ok {
			where = found
			break
		}
	}
	l.problems.Add(l.name, where.line, where.column, message, append([]any{"Field", field}, with...)...)
}
