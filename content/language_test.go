package content_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"bearings/content"
	"bearings/language"
)

// meant are words of ours that the checker finds and that are meant as they
// stand, by file, rule and words, with the reason. Each has to be needed.
var meant = map[[3]string]string{
	{"LANGUAGE.md", "abscond", "abscond"}:                                            "an example of inflection",
	{"LANGUAGE.md", "abscond", "absconds"}:                                           "an example of inflection",
	{"LANGUAGE.md", "abscond", "absconded"}:                                          "an example of inflection",
	{"LANGUAGE.md", "abscond", "absconding"}:                                         "an example of inflection",
	{"messages/en/installation.yaml", "email", "library@example.org"}:                "an example of an address",
	{"messages/en/installation.yaml", "phone", "01632 960001"}:                       "an example of a number, of those kept for that",
	{"messages/en/service.yaml", "phone", "0303 123 1113"}:                           "a public office's number",
	{"library/en/glossary/d-f.yaml", "disguised-compliance", "disguised-compliance"}: "the glossary explains the term and its debate",
	{"library/en/glossary/d-f.yaml", "disguised-compliance", "Disguised compliance"}: "the glossary explains the term and its debate",
	{"library/en/glossary/c.yaml", "cuckooing", "cuckooing"}:                         "the glossary explains the term and its debate",
	{"library/en/glossary/c.yaml", "cuckooing", "Cuckooing"}:                         "the glossary explains the term and its debate",
}

// ours are the texts people read: the messages, the packs, the sessions, and what
// the rules say (but not the words they are about), each with its place.
func ours(t *testing.T) map[string][]string {
	t.Helper()
	texts := map[string][]string{}
	err := fs.WalkDir(content.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".yaml" || name == "language-card.yaml" { // a list of ids
			return err
		}
		data, err := fs.ReadFile(content.Files, name)
		if err != nil {
			return err
		}
		file, err := parser.ParseBytes(data, 0)
		if err != nil {
			return err
		}
		for _, doc := range file.Docs {
			if path.Dir(name) == "library/en/references" {
				texts[name] = append(texts[name], notesOf(doc)...)
				continue
			}
			ast.Walk(stringsOf(func(text string) { texts[name] = append(texts[name], text) }), doc.Body)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range language.Standard().Rules() {
		name := "language/" + r.ID
		texts[name] = append(texts[name], r.Why)
		texts[name] = append(texts[name], r.Alternatives...)
	}
	return texts
}

// notesOf are our own words in a list of publications; titles are names.
func notesOf(doc *ast.DocumentNode) []string {
	var notes []string
	for _, n := range ast.Filter(ast.MappingValueType, doc) {
		if pair := n.(*ast.MappingValueNode); pair.Key.String() == "note" {
			ast.Walk(stringsOf(func(text string) { notes = append(notes, text) }), pair.Value)
		}
	}
	return notes
}

// isInvented says whether a finding is the name of somebody who does not exist.
func isInvented(file string, f language.Finding) bool {
	return path.Dir(file) == "library/en/case-studies" && f.Rule == "name"
}

type stringsOf func(string)

func (each stringsOf) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.MappingValueNode:
		ast.Walk(each, n.Value) // keys are ids
		return nil
	case *ast.StringNode:
		each(n.Value)
	case *ast.LiteralNode:
		each(n.Value.Value)
	}
	return each
}

func TestOurOwnWordsPassTheChecker(t *testing.T) {
	checker := language.Standard()
	needed := map[[3]string]bool{}
	n := 0
	for name, texts := range ours(t) {
		for _, text := range texts {
			n++
			for _, f := range checker.Check(text, language.Options{}).Findings {
				key := [3]string{name, f.Rule, f.Text}
				if isInvented(name, f) {
					continue
				}
				if meant[key] != "" {
					needed[key] = true
					continue
				}
				t.Errorf("%s: %s finds %q in %q", name, f.Rule, f.Text, text)
			}
		}
	}
	if n < 2000 {
		t.Errorf("only %d texts were looked at", n)
	}
	for key := range meant {
		if !needed[key] && path.Ext(key[0]) != ".md" {
			t.Errorf("%v need not be excused any more", key)
		}
	}
}

// The documents of the repository are texts about words: what they quote, they
// mean as examples.
func TestOurDocumentsPassTheChecker(t *testing.T) {
	checker := language.Standard()
	read := 0
	for _, folder := range []string{"..", "../docs", "../docs/adr", "../bench", "../examples"} {
		entries, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if path.Ext(entry.Name()) != ".md" {
				continue
			}
			data, err := os.ReadFile(path.Join(folder, entry.Name()))
			if err != nil {
				t.Fatal(err)
			}
			read++
			for _, f := range checker.Check(string(data), language.Options{Profile: language.Guidance, Markdown: true}).Findings {
				if key := [3]string{entry.Name(), f.Rule, f.Text}; meant[key] != "" {
					continue
				}
				line := strings.Split(string(data), "\n")[f.Line-1]
				t.Errorf("%s/%s:%d: %s finds %q in %q", folder, entry.Name(), f.Line, f.Rule, f.Text, line)
			}
		}
	}
	if read < 15 {
		t.Errorf("only %d documents were read", read)
	}
}
