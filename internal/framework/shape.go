package framework

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"bearings/content"

	"bearings/internal/tree"
)

// schemas are the shapes of the pack's three sorts of file.
type schemas struct {
	// document is the schema as JSON, to look names up in.
	document                        any
	framework, principle, questions *jsonschema.Schema
}

// loadSchemas compiles the schema once. It is part of the program, so a fault
// in it is ours; a test sees that there is none.
var loadSchemas = sync.OnceValue(func() *schemas {
	const name = "https://bearings.invalid/framework.schema.json"
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(content.FrameworkSchema))
	if err != nil {
		panic(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(name, document); err != nil {
		panic(err)
	}
	return &schemas{
		document:  document,
		framework: compiler.MustCompile(name + "#/$defs/framework"),
		principle: compiler.MustCompile(name + "#/$defs/principle"),
		questions: compiler.MustCompile(name + "#/$defs/questions"),
	}
})

// checkShapes holds every file against the schema.
func (l *loading) checkShapes(found *folder) {
	s := loadSchemas()
	l.checkShape(s.framework, found.main)
	for _, root := range found.principles {
		l.checkShape(s.principle, root)
	}
	for _, root := range found.questions {
		l.checkShape(s.questions, root)
	}
}

func (l *loading) checkShape(schema *jsonschema.Schema, root *tree.Node) {
	if root == nil {
		return
	}
	var wrong *jsonschema.ValidationError
	if errors.As(schema.Validate(root.Plain()), &wrong) {
		l.tellAll(root, wrong)
	}
}

// spot is where a file does not keep to the schema.
type spot struct {
	*tree.Node
	// name is the field it stands in.
	name string
	// def is the part of the schema that was not kept, by its path in $defs.
	def string
	// entry says that it is an entry of the list of that name.
	entry bool
}

// tellAll says in our words each thing the schema found.
func (l *loading) tellAll(root *tree.Node, wrong *jsonschema.ValidationError) {
	for _, cause := range wrong.Causes {
		l.tellAll(root, cause)
	}
	if len(wrong.Causes) > 0 {
		return
	}
	_, def, _ := strings.Cut(wrong.SchemaURL, "#/$defs/")
	at := follow(root, wrong.InstanceLocation)
	at.def = def
	l.misshapen[at.Node] = true
	switch wrong := wrong.ErrorKind.(type) {
	case *kind.AdditionalProperties:
		l.tellUnknown(at, wrong.Properties)
	case *kind.Required:
		for _, missing := range wrong.Missing {
			l.tellMissing(at, missing)
		}
	case *kind.Type:
		l.tellType(at, wrong.Want[0])
	case *kind.Enum:
		l.tellChoice(at, wrong.Want)
	case *kind.Const:
		l.tellValue(at)
	case *kind.Pattern:
		l.tellValue(at)
	case *kind.MinItems:
		l.tellLength(at, wrong.Got)
	case *kind.MaxItems:
		l.tellLength(at, wrong.Got)
	case *kind.UniqueItems:
		if twice := at.Items[wrong.Duplicates[1]]; twice.Word() != "" {
			l.add(twice.Place, "framework.twice.entry", "Value", twice.Word(), "Field", at.name)
		}
	default:
		l.add(at.Place, "framework.wrong.shape", "Field", at.name)
	}
}

// follow goes down a path of the schema into a file.
func follow(root *tree.Node, path []string) spot {
	at := spot{Node: root}
	for _, step := range path {
		next := at.Get(step)
		at.entry = at.Shape == tree.List
		if at.Shape == tree.List {
			if i, err := strconv.Atoi(step); err == nil && i < len(at.Items) {
				next = at.Items[i]
			}
		} else {
			at.name = step
		}
		if next == nil {
			break
		}
		at.Node = next
	}
	return at
}

func (l *loading) tellUnknown(at spot, names []string) {
	known := knownFields(at.def)
	for _, name := range names {
		f, _ := at.Field(name)
		l.add(f.At, "framework.unknown.field", "Field", name, "Near", l.near(name, known), "Known", few(known))
	}
}

// knownFields are the names the schema knows at one place, in its own order.
func knownFields(def string) []string {
	at := loadSchemas().document.(map[string]any)["$defs"]
	for _, step := range strings.Split(def, "/") {
		inside, _ := at.(map[string]any)
		at = inside[step]
	}
	inside, _ := at.(map[string]any)
	properties, _ := inside["properties"].(map[string]any)
	var names []string
	for name := range properties {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (l *loading) tellMissing(at spot, field string) {
	switch {
	case at.def == "checked":
		l.add(at.Place, "framework.missing.checked", "Field", field)
	case field == "licence":
		l.add(at.Place, "framework.missing.licence")
	case field == "source":
		l.add(at.Place, "framework.missing.source")
	default:
		l.add(at.Place, "framework.missing.field", "Field", field)
	}
}

func (l *loading) tellType(at spot, want string) {
	switch {
	case at.Shape == tree.Nothing && at.def == "words" && at.name != "licence" && at.name != "article":
		// {en: Rarely, if ever} is read as two languages, the second empty.
		l.add(at.Place, "framework.wrong.no-words", "Field", at.name)
	case at.Shape == tree.Nothing:
		l.add(at.Place, "framework.wrong.empty", "Field", at.name)
	case want == "object" && strings.HasPrefix(at.def, "text"):
		l.add(at.Place, "framework.wrong.no-language", "Field", at.name)
	case want == "object" && at.entry:
		l.add(at.Place, "framework.wrong.entry", "Field", at.name)
	case want == "object":
		l.add(at.Place, "framework.wrong.fields", "Field", at.name)
	case want == "array":
		l.add(at.Place, "framework.wrong.list", "Field", at.name)
	case want == "boolean":
		l.add(at.Place, "framework.wrong.yes-no", "Field", at.name)
	case at.Shape == tree.List || at.Shape == tree.Fields:
		l.add(at.Place, "framework.wrong.words", "Field", at.name)
	default:
		l.add(at.Place, "framework.wrong.quotes", "Field", at.name, "Value", at.Written)
	}
}

func (l *loading) tellChoice(at spot, choices []any) {
	if at.Shape == tree.Nothing {
		l.add(at.Place, "framework.wrong.empty", "Field", at.name)
		return
	}
	var known []string
	for _, choice := range choices {
		if s, ok := choice.(string); ok {
			known = append(known, s)
		}
	}
	l.add(at.Place, "framework.wrong.choice", "Field", at.name, "Value", at.Written,
		"Near", l.near(at.Written, known), "Known", few(known))
}

// values says, by the part of the schema, how a single value should look.
var values = map[string]string{
	"format":       "framework.wrong.format",
	"id":           "framework.wrong.any-id",
	"principle-id": "framework.wrong.principle-id",
	"version":      "framework.wrong.version",
	"edition":      "framework.wrong.based-on",
	"language":     "framework.wrong.language",
	"month":        "framework.wrong.month",
	"words":        "framework.wrong.empty",
}

func (l *loading) tellValue(at spot) {
	message, ok := values[at.def]
	if !ok {
		message = "framework.wrong.shape"
	}
	l.add(at.Place, message, "Field", at.name, "Value", at.Written)
}

func (l *loading) tellLength(at spot, got int) {
	switch at.def {
	case "positions":
		l.add(at.Place, "framework.scale.length", "N", got)
	case "pair":
		l.add(at.Place, "framework.thread.two", "N", got)
	default:
		l.add(at.Place, "framework.wrong.no-entry", "Field", at.name)
	}
}
