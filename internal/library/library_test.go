package library_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"io/fs"
	"os"
	"path"
	"reflect"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"bearings/content"
	"bearings/internal/fault"
	"bearings/internal/library"
	"bearings/internal/phrase"
)

var update = flag.Bool("update", false, "write the schema anew")

func sub(t testing.TB, files fs.FS, folder string) fs.FS {
	t.Helper()
	part, err := fs.Sub(files, folder)
	if err != nil {
		t.Fatal(err)
	}
	return part
}

func ours(t testing.TB) *library.Library {
	t.Helper()
	l, err := library.Load(sub(t, content.Files, "library/en"), "en", ourFramework(t))
	if problems, ok := fault.AsProblems(err); ok {
		for _, line := range english(t).Problems(problems) {
			t.Error(line)
		}
		t.FailNow()
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func english(t testing.TB) *phrase.Words {
	t.Helper()
	all, err := phrase.Load(sub(t, content.Files, "messages"))
	if err != nil {
		t.Fatal(err)
	}
	return all["en"]
}

func TestOurLibraryLoads(t *testing.T) {
	l := ours(t)
	for what, n := range map[string][2]int{
		"references":   {len(l.References), 80},
		"topics":       {len(l.Evidence), 12},
		"terms":        {len(l.Glossary), 80},
		"case studies": {len(l.CaseStudies), 10},
		"guides":       {len(l.Guides), 15},
		"pages":        {len(l.Pages), 8},
		"plans":        {len(l.Team.Plans), 3},
		"scenes":       {len(l.Animation.Scenes), 10},
	} {
		if n[0] < n[1] {
			t.Errorf("%d %s, want at least %d", n[0], what, n[1])
		}
	}
}

// Each case study is another child, in another place, with other people.
func TestCaseStudiesDiffer(t *testing.T) {
	l := ours(t)
	seen := map[string]map[string]bool{"harm": {}, "agency": {}, "level": {}, "gender": {}, "ethnicity": {}, "where": {}, "disability": {}}
	for _, c := range l.CaseStudies {
		for _, harm := range c.Setting.Harm {
			seen["harm"][harm] = true
		}
		for _, agency := range c.Setting.Agencies {
			seen["agency"][agency] = true
		}
		for _, level := range c.Levels {
			seen["level"][level] = true
		}
		seen["gender"][c.Setting.Gender] = true
		seen["ethnicity"][c.Setting.Ethnicity] = true
		seen["where"][c.Setting.Where] = true
		seen["disability"][c.Setting.Disability] = true
	}
	for what, least := range map[string]int{"harm": 7, "agency": 7, "level": 3, "gender": 3, "ethnicity": 8, "where": len(l.CaseStudies), "disability": 3} {
		if len(seen[what]) < least {
			t.Errorf("%s: %d kinds, want %d or more: %v", what, len(seen[what]), least, seen[what])
		}
	}
}

func TestTheSchemaIsThatOfTheTypes(t *testing.T) {
	made, err := json.MarshalIndent(library.Schema(), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	made = append(made, '\n')
	if *update {
		if err := os.WriteFile("../../content/library.schema.json", made, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(made, content.LibrarySchema) {
		t.Error("content/library.schema.json is not what the types say; run: go test ./internal/library -run Schema -update")
	}
}

func TestEveryFileFitsTheSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(content.LibrarySchema))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiler.AddResource("library.json", doc); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]string{"references": "references", "evidence": "topic", "glossary": "terms", "case-studies": "case-study",
		"guides": "guide", "pages": "page", ".": "animation"}
	files := sub(t, content.Files, "library/en")
	read := 0
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		kind := kinds[path.Dir(name)]
		if path.Base(name) == "team.yaml" {
			kind = "team"
		}
		schema, err := compiler.Compile("library.json#/$defs/" + kind)
		if err != nil {
			return err
		}
		if err := schema.Validate(treeOf(t, files, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		read++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if read < 40 {
		t.Errorf("only %d files were looked at", read)
	}
}

// treeOf is a file as a schema sees it.
func treeOf(t *testing.T, files fs.FS, name string) any {
	t.Helper()
	text, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := yaml.Unmarshal(text, &tree); err != nil {
		t.Fatal(err)
	}
	plain, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(plain))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// What we read of our files is what YAML means by them.
func TestFilesAreReadAsYAMLMeansThem(t *testing.T) {
	l := ours(t)
	files := sub(t, content.Files, "library/en")
	for i, name := range []string{"case-studies/01-the-new-phone.yaml", "case-studies/02-the-photo.yaml"} {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		var meant library.CaseStudy
		if err := yaml.Unmarshal(text, &meant); err != nil || !reflect.DeepEqual(meant, l.CaseStudies[i]) {
			t.Errorf("%s: %v\n%+v\nwant\n%+v", name, err, l.CaseStudies[i], meant)
		}
	}
	text, err := fs.ReadFile(files, "animation.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var film library.Animation
	if err := yaml.Unmarshal(text, &film); err != nil || !reflect.DeepEqual(film, l.Animation) {
		t.Errorf("the film is read otherwise: %v", err)
	}
}

func TestTermsAreMarkedOnceWhereTheyAreUsed(t *testing.T) {
	l := &library.Library{Glossary: []library.Term{
		{ID: "grooming", Term: "Grooming", Forms: []string{"groomed"}},
		{ID: "child-first", Term: "Child First"},
		{ID: "county-lines", Term: "County lines"},
		{ID: "voice", Term: "Voice", Common: true, Forms: []string{"participation"}},
		{ID: "send", Term: "SEND"},
	}}
	m := l.Words().Marker("child-first")
	got := ""
	for _, text := range []string{"He was groomed by county-lines groups; grooming is a crime.", "Child First. Her voice, county lines and participation.", "To send a SEND report."} {
		for _, span := range m.Mark(text) {
			if span.Term != nil {
				got += "[" + span.Text + "|" + span.Term.ID + "]"
				continue
			}
			got += span.Text
		}
		got += "\n"
	}
	want := "He was [groomed|grooming] by [county-lines|county-lines] groups; grooming is a crime.\n" +
		"Child First. Her voice, county lines and [participation|voice].\n" +
		"To send a [SEND|send] report.\n"
	if got != want {
		t.Errorf("marked\n%swant\n%s", got, want)
	}
	if len(m.Used) != 4 {
		t.Errorf("%d words used, want 4", len(m.Used))
	}
}

func TestEveryReferenceIsCitedOrSaysWhyItIsListed(t *testing.T) {
	l := ours(t)
	cited := map[string]bool{}
	cite := func(keys []string) {
		for _, key := range keys {
			cited[key] = true
		}
	}
	for _, topic := range l.Evidence {
		for _, s := range append(topic.Known, topic.Unknown...) {
			cite(s.Cites)
		}
	}
	for _, term := range l.Glossary {
		cite(term.Cites)
	}
	for _, guide := range l.Guides {
		cite(guide.Cites)
	}
	for _, r := range l.References {
		// One of which only the title was read can't bear a statement.
		if !cited[r.Key] && r.Note == "" && r.Read != library.Readings[0] {
			t.Errorf("nobody cites %s, and no note says why it is listed", r.Key)
		}
	}
}
