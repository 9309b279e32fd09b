package dictionary_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"bearings/content"
	"bearings/internal/dictionary"
	"bearings/internal/fault"
	"bearings/language"
)

// inCode are the message ids that stand in this package's code.
func inCode(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
				if id, err := strconv.Unquote(literal.Value); err == nil && strings.HasPrefix(id, "dictionary.") {
					ids = append(ids, id)
				}
			}
			return true
		})
	}
	for _, category := range language.Categories {
		ids = append(ids, dictionary.NameOf(category), dictionary.AboutOf(category))
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return strings.HasSuffix(id, ".") })
	slices.Sort(ids)
	return slices.Compact(ids)
}

// saidOfRules are the messages that the rules of the tests bring out.
func saidOfRules(t *testing.T) map[string]bool {
	t.Helper()
	_, broken := dictionary.Load(os.DirFS("testdata"), "broken")
	_, over := dictionary.Overlay(standard(t), os.DirFS("testdata/overlay-broken"), ".")
	errs := []error{broken, over}
	for _, files := range generated() {
		_, err := dictionary.Load(files, "rules")
		errs = append(errs, err)
	}
	said := map[string]bool{}
	for _, err := range errs {
		problems, ok := fault.AsProblems(err)
		if !ok {
			t.Fatalf("no list of problems: %v", err)
		}
		for _, p := range problems.List {
			said[p.Message] = true
		}
	}
	return said
}

func TestEverySentenceIsThereAndIsSaid(t *testing.T) {
	words, there, ids, said := english(t), sentences(t), inCode(t), saidOfRules(t)
	// Said only where the engine refuses what has no sentence yet.
	said["dictionary.field.refused"] = true
	if len(ids) < 80 {
		t.Fatalf("only %d messages found in the code", len(ids))
	}
	for _, id := range ids {
		elsewhere := strings.HasPrefix(id, "dictionary.category.") || strings.HasPrefix(id, "dictionary.vale.") || strings.HasPrefix(id, "dictionary.example.")
		switch {
		case !there[id] || !words.Has(id):
			t.Errorf("there is no sentence %s", id)
		case !said[id] && !elsewhere:
			t.Errorf("no test says %s", id)
		}
	}
	for id := range there {
		if !slices.Contains(ids, id) {
			t.Errorf("nobody says %s", id)
		}
	}
}

// sentences are the ids of the messages as they stand in the file.
func sentences(t *testing.T) map[string]bool {
	t.Helper()
	text, err := fs.ReadFile(content.Files, "messages/en/dictionary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]any
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	var walk func(at string, v any)
	walk = func(at string, v any) {
		switch v := v.(type) {
		case string:
			all[at] = true
		case map[string]any:
			if _, ok := v["other"].(string); ok {
				all[at] = true
				return
			}
			for name, value := range v {
				walk(at+"."+name, value)
			}
		}
	}
	walk("dictionary", file["dictionary"])
	return all
}
