package framework_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"bearings/content"
	"bearings/internal/fault"
	"bearings/internal/framework"
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
				id, err := strconv.Unquote(literal.Value)
				if err == nil && strings.HasPrefix(id, "framework.") && id != "framework.yaml" {
					ids = append(ids, id)
				}
			}
			return true
		})
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// saidOfPacks are the messages that the packs of the tests bring out.
func saidOfPacks(t *testing.T) map[string]bool {
	t.Helper()
	var packs []fs.FS
	for _, dir := range append(must(filepath.Glob("testdata/broken/*")), "testdata/sound-single", "testdata/silent") {
		packs = append(packs, os.DirFS(dir))
	}
	for _, more := range generated() {
		packs = append(packs, pack(t, more))
	}
	said := map[string]bool{}
	for _, files := range packs {
		f, err := framework.Load(files)
		found, ok := fault.AsProblems(err)
		if !ok {
			if err != nil {
				t.Fatal(err)
			}
			found = &fault.Problems{List: f.Notes}
		}
		for _, p := range found.List {
			said[p.Message] = true
		}
	}
	return said
}

// saidOfComparisons is everything the comparisons of the tests say.
func saidOfComparisons(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, dir := range must(filepath.Glob("testdata/compare/*")) {
		text, err := os.ReadFile(dir + "/expected.txt")
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func TestEverySentenceIsThereAndIsSaid(t *testing.T) {
	words, there, ids := english(t), sentences(t), inCode(t)
	said, compared := saidOfPacks(t), saidOfComparisons(t)
	// Said only where the schema gets a rule that has no sentence yet.
	said["framework.wrong.shape"] = true
	if len(ids) < 80 {
		t.Fatalf("only %d messages found in the code", len(ids))
	}
	for _, id := range ids {
		switch {
		case there[id] == "" || !words.Has(id):
			t.Errorf("there is no sentence %s", id)
		case strings.HasPrefix(id, "framework.compare."):
			if !isSaid(there[id], compared) {
				t.Errorf("no comparison says %s", id)
			}
		case !said[id]:
			t.Errorf("no test says %s", id)
		}
	}
	for id := range there {
		if !slices.Contains(ids, id) {
			t.Errorf("nobody says %s", id)
		}
	}
}

func must(all []string, err error) []string {
	if err != nil {
		panic(err)
	}
	return all
}

var values = regexp.MustCompile(`\{\{[^}]*\}\}`)

// isSaid says whether the longest stretch of a sentence between its values
// stands in a text.
func isSaid(sentence, text string) bool {
	longest := ""
	for _, part := range values.Split(sentence, -1) {
		if len(part) > len(longest) {
			longest = part
		}
	}
	return strings.Contains(text, longest)
}

// sentences are the messages as they stand in the file, by id.
func sentences(t *testing.T) map[string]string {
	t.Helper()
	text, err := fs.ReadFile(content.Files, "messages/en/framework.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]any
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	var walk func(at string, v any)
	walk = func(at string, v any) {
		switch v := v.(type) {
		case string:
			all[at] = v
		case map[string]any:
			if other, ok := v["other"].(string); ok {
				all[at] = other
				return
			}
			for name, value := range v {
				walk(at+"."+name, value)
			}
		}
	}
	walk("framework", file["framework"])
	return all
}
