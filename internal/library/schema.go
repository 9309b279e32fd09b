package library

import (
	"reflect"
	"strings"
)

// Schema is the JSON Schema (2020-12) of the library's files, by what a file
// holds: "references", "topic", "terms", "case-study", "team", "guide", "page",
// "animation". It is made from the types, so that the two can't differ.
func Schema() map[string]any {
	defs := map[string]any{}
	for name, v := range map[string]any{
		"references": struct {
			References []Reference `json:"references"`
		}{},
		"terms": struct {
			Terms []Term `json:"terms"`
		}{},
		"topic": Topic{}, "case-study": CaseStudy{}, "team": Team{}, "guide": Guide{}, "page": Page{}, "animation": Animation{},
	} {
		defs[name] = schemaOf(reflect.TypeOf(v))
	}
	return map[string]any{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         "bearings-library/1",
		"title":       "Files of the public library",
		"description": "docs/LIBRARY.md says what each field holds.",
		"$defs":       defs,
	}
}

// allowed are the fields that hold one of a few words.
var allowed = map[string][]string{
	"Reference.kind": ReferenceKinds, "Reference.read": Readings, "Statement.weight": append([]string{""}, Weights...),
	"Page.reader": Readers, "Guide.reader": Readers, "Ask.kind": AskKinds, "Setting.harm": Harms, "Scene.id": Drawings,
}

func schemaOf(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Struct:
		return objectOf(t)
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	return map[string]any{"type": "string"}
}

func objectOf(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	fieldsOf(t, func(f reflect.StructField) {
		name, optional := strings.CutSuffix(f.Tag.Get("json"), ",omitempty")
		one := schemaOf(f.Type)
		if few := allowed[t.Name()+"."+name]; few != nil {
			if f.Type.Kind() == reflect.Slice {
				one["items"] = map[string]any{"enum": few}
			} else {
				one = map[string]any{"enum": few}
			}
		}
		properties[name] = one
		if !optional && f.Type.Kind() != reflect.Bool && f.Type.Kind() != reflect.Float64 {
			required = append(required, name)
		}
	})
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func fieldsOf(t reflect.Type, each func(reflect.StructField)) {
	for i := range t.NumField() {
		if f := t.Field(i); f.Anonymous {
			fieldsOf(f.Type, each)
		} else {
			each(f)
		}
	}
}
