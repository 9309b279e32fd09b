package tree_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/goccy/go-yaml"

	"bearings/content"
	"bearings/internal/tree"
)

var limits = tree.Limits{KiB: 100, MiB: 1, Tokens: 2000, All: 3000, Depth: 8, Wide: 20}

// reading reads files and notes what is said of them.
type reading struct {
	tree.Reader
	said []string
}

func read(files fstest.MapFS) *reading {
	r := &reading{}
	r.Reader = tree.Reader{Files: files, Limits: limits, Add: func(at tree.Place, message string, with ...any) {
		r.said = append(r.said, fmt.Sprintf("%s:%d:%d %s", at.File, at.Line, at.Column, message))
	}}
	return r
}

func one(text string) fstest.MapFS { return fstest.MapFS{"a.yaml": {Data: []byte(text)}} }

// broken are files and the one thing that is said of each.
var broken = map[string]string{
	"":                                  "1:1 tree.empty",
	"# nothing\n":                       "1:1 tree.empty",
	"~\n":                               "1:1 tree.empty",
	"- a\n":                             "1:1 tree.no-fields",
	"word\n":                            "1:1 tree.no-fields",
	"# " + strings.Repeat("x", 200_000): "1:1 tree.large",
	"a: [" + strings.Repeat("a,", 2000) + "]": "1:1 tree.much",
	"a: caf\xe9\n":                          "1:7 tree.not-utf8",
	"a: b\x07\n":                            "1:5 tree.unprintable",
	"a: \"\\u0000\"\n":                      "1:4 tree.unprintable",
	"a: |\n  x" + strings.Repeat("\n", 102): "103:1 tree.empty-lines",
	"a:\n\tb: c\n\td: e\n":                  "2:1 tree.tabs",
	"a: b: c\n":                             "1:4 tree.colon",
	"a: \"b\n":                              "1:4 tree.quote",
	"a: [b\nc: d\n":                         "2:1 tree.bracket",
	"a: @b\n":                               "1:4 tree.reserved",
	"a: \"\\q\"\n":                          "1:6 tree.escape",
	"a: &b c\n":                             "1:4 tree.alias",
	"a: *b\n":                               "1:4 tree.alias",
	"<<: {a: b}\n":                          "1:1 tree.alias",
	"a: !!str b\n":                          "1:4 tree.special",
	"a: b\n---\nc: d\n":                     "2:1 tree.documents",
	"a: [[[[[[[[[b]]]]]]]]]\n":              "1:12 tree.deep",
	"a:\n b:\n  c:\n   d:\n    e:\n     f:\n      g:\n       h:\n        i:\n         j: k\n": "10:11 tree.deep",
	"a: b\na: c\n":        "2:1 tree.twice",
	"a:\n  b: c\n d: e\n": "3:2 tree.unreadable",
}

func TestWhatIsWrongIsSaidOnceWithItsPlace(t *testing.T) {
	wide := ""
	for n := range 21 {
		wide += fmt.Sprintf("f%d: x\n", n)
	}
	broken[wide] = "1:1 tree.wide"
	for text, want := range broken {
		r := read(one(text))
		node, err := r.Read("a.yaml")
		if err != nil || len(r.said) != 1 || r.said[0] != "a.yaml:"+want || node != nil && !strings.HasSuffix(want, "tree.twice") {
			t.Errorf("%.40q: %v, %v; want %s", text, r.said, err, want)
		}
	}
}

func TestAFolderIsReadUpToItsLimits(t *testing.T) {
	heavy, wordy := fstest.MapFS{}, fstest.MapFS{}
	for n := range 12 {
		heavy[fmt.Sprintf("%02d.yaml", n)] = &fstest.MapFile{Data: []byte("a: b # " + strings.Repeat("x", 99_000))}
		wordy[fmt.Sprintf("%02d.yaml", n)] = &fstest.MapFile{Data: []byte("a: [" + strings.Repeat("a,", 400) + "]")}
	}
	for want, files := range map[string]fstest.MapFS{"10.yaml:1:1 tree.folder-large": heavy, "03.yaml:1:1 tree.folder-much": wordy} {
		r := read(files)
		for n := 0; n < 12 && !r.Full(); n++ {
			if _, err := r.Read(fmt.Sprintf("%02d.yaml", n)); err != nil {
				t.Fatal(err)
			}
		}
		if len(r.said) != 1 || r.said[0] != want {
			t.Errorf("%v, want %s", r.said, want)
		}
	}
	if _, err := read(one("a: b")).Read("none.yaml"); err == nil {
		t.Error("a file that is not there is read")
	}
}

// A file that is broken on purpose is refused before the YAML library takes its
// time over it.
func TestNoFileTakesLong(t *testing.T) {
	for _, text := range []string{
		"a: |\n  x" + strings.Repeat("\n", 90_000), strings.Repeat("- ", 40_000), "a: " + strings.Repeat("[", 90_000),
		strings.Repeat("a:\n ", 20_000), strings.Repeat("? ", 40_000), "a: \"" + strings.Repeat("\\\"", 40_000), strings.Repeat("{a: ", 20_000),
	} {
		began := time.Now()
		_, _ = read(one(text)).Read("a.yaml")
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("%.20q takes %v", text, took)
		}
	}
}

type inner struct {
	Day string `yaml:"day"`
}

type outer struct {
	Text    string              `yaml:"text"`
	Number  int                 `yaml:"number"`
	Length  float64             `yaml:"length"`
	Yes     bool                `yaml:"yes"`
	List    []string            `yaml:"list"`
	Parts   []inner             `yaml:"parts"`
	By      map[string][]string `yaml:"by"`
	Missing string              `yaml:"missing"`
	inner   `yaml:",inline"`
}

func TestDecode(t *testing.T) {
	const file = "\ufefftext: >-\r\n  One\r\n  two\r\n\r\n  three\r\nnumber: -12\r\nlength: 2.5\r\n\"yes\": true\r\nlist: [a, 2027-11, 7, no]\r\nparts:\r\n  - day: 2026-11-22\r\nby: {P1: [x]}\r\nmissing:\r\n"
	var got outer
	r := read(one(file))
	node, err := r.Read("a.yaml")
	if err != nil || !r.Decode(node, &got) {
		t.Fatal(err, r.said)
	}
	want := outer{Text: "One two\nthree", Number: -12, Length: 2.5, Yes: true, List: []string{"a", "2027-11", "7", "no"},
		Parts: []inner{{"2026-11-22"}}, By: map[string][]string{"P1": {"x"}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	if at := node.Step("parts[0].day"); at.Line != 11 || at.Column != 5 {
		t.Errorf("the day stands in %+v", at)
	}
	if at := node.Step("parts[7].day"); at.Line != 10 || at.Column != 1 {
		t.Errorf("a part that is not there stands in %+v", at)
	}
}

// misfits are values that don't fit, and what is said.
var misfits = map[string]string{
	"text: [a]\n": "1:7 tree.not-text", "text: {a: b}\n": "1:7 tree.not-text", "number: many\n": "1:9 tree.not-whole", "number: 1.5\n": "1:9 tree.not-whole",
	"number: \"7\"\n": "1:9 tree.not-whole", "length: long\n": "1:9 tree.not-number", "length: .inf\n": "1:9 tree.not-number", "yes: perhaps\n": "1:6 tree.not-yes-no",
	"list: a\n": "1:7 tree.not-list", "parts: [a]\n": "1:9 tree.not-fields", "by: a\n": "1:5 tree.not-fields", "txet: a\n": "1:1 tree.unknown",
}

func TestWhatDoesNotFitIsSaid(t *testing.T) {
	for text, want := range misfits {
		r := read(one(text))
		node, err := r.Read("a.yaml")
		if err != nil || r.Decode(node, &outer{}) || len(r.said) != 1 || r.said[0] != "a.yaml:"+want {
			t.Errorf("%q: %v, %v; want %s", text, r.said, err, want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"means", "more", "debate"}
	for name, want := range map[string]string{"meens": "means", "maens": "means", "xylophone": "", "": "", strings.Repeat("m", 200): ""} {
		if got := tree.Nearest(name, known); got != want {
			t.Errorf("%.20q: %q, want %q", name, got, want)
		}
	}
}

// Every message has its sentence, and a test that brings it out.
func TestEverySentenceIsThereAndIsSaid(t *testing.T) {
	said := map[string]bool{"tree.wide": true, "tree.folder-large": true, "tree.folder-much": true}
	for _, all := range []map[string]string{broken, misfits} {
		for _, one := range all {
			_, message, _ := strings.Cut(one, " ")
			said[message] = true
		}
	}
	text, err := fs.ReadFile(content.Files, "messages/en/tree.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]map[string]any
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	ids := inCode(t)
	for _, id := range ids {
		if file["tree"][strings.TrimPrefix(id, "tree.")] == nil {
			t.Errorf("there is no sentence %s", id)
		}
		if !said[id] {
			t.Errorf("no test says %s", id)
		}
	}
	for id := range file["tree"] {
		if !slices.Contains(ids, "tree."+id) {
			t.Errorf("nobody says tree.%s", id)
		}
	}
}

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
				if id, err := strconv.Unquote(literal.Value); err == nil && strings.HasPrefix(id, "tree.") {
					ids = append(ids, id)
				}
			}
			return true
		})
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
