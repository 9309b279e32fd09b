package framework_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"bearings/content"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

func TestASoundPackIsTakenWhole(t *testing.T) {
	f := load(t, "testdata/sound")
	got, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "testdata/sound.json", string(got)+"\n")
}

func TestParagraphsArePartedByABlankLineHoweverWritten(t *testing.T) {
	for _, written := range []string{
		">-\n    One\n    two.\n\n    Three.\n", ">\n    One two.\n\n\n    Three.\n",
		"|\n    One\n    two.\n\n    Three.\n", "\"One two.\n\n    Three.\"\n", "One\n    two.\n\n    Three.\n",
	} {
		f, err := framework.Load(pack(t, map[string]string{"questions/c.yaml": "questions:\n- id: c\n  part: core\n" +
			"  strands: [parent]\n  scale: how-often\n  text:\n   en: " + written}))
		if err != nil {
			t.Errorf("%q: %v", written, err)
			continue
		}
		if item, _ := f.Item("c"); item.Text.In("en") != "One two.\n\nThree." {
			t.Errorf("%q is %q", written, item.Text.In("en"))
		}
	}
}

func TestMirrorsHoldBothWaysInThePacksOrder(t *testing.T) {
	f := load(t, "testdata/sound")
	for id, want := range map[string][]string{
		"p1": {"p1-young", "p1-parent"}, "p1-young": {"p1", "p1-parent"}, "p1-parent": {"p1", "p1-young"}, "p2-young": nil,
	} {
		item, ok := f.Item(id)
		if !ok || !slices.Equal(item.Mirrors, want) {
			t.Errorf("%s mirrors %v, expected %v", id, item.Mirrors, want)
		}
	}
}

func TestAnItemIsPutToTheLevelsItNamesOrToAll(t *testing.T) {
	f := load(t, "testdata/sound")
	named, _ := f.Item("p1-words-direct")
	all, _ := f.Item("p1")
	for level, want := range map[string]bool{framework.Direct: true, framework.Strategic: false, "": true} {
		if named.ForLevel(level) != want || !all.ForLevel(level) {
			t.Errorf("level %q", level)
		}
	}
}

func TestWhoLeansOnAPrinciple(t *testing.T) {
	f := load(t, "testdata/sound")
	got := f.LeanedOnBy("P1")
	if len(got) != 1 || got[0].From != "P2" || got[0].How.In("en") == "" {
		t.Errorf("P1 is leaned on by %v", got)
	}
	if got := f.LeanedOnBy("P9"); got != nil {
		t.Errorf("nothing is there to lean on, but %v does", got)
	}
}

func TestThePackThatComesWithBearingsIsSound(t *testing.T) {
	files, err := fs.Sub(content.Files, "practice-principles")
	if err != nil {
		t.Fatal(err)
	}
	f, err := framework.Load(files)
	if found, ok := fault.AsProblems(err); ok {
		t.Fatal(lines(english(t), found.List))
	}
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Notes) > 0 {
		t.Error(lines(english(t), f.Notes))
	}
	if len(f.Principles) != 8 {
		t.Errorf("there are %d principles", len(f.Principles))
	}
	for _, p := range f.Principles {
		for _, strand := range []string{framework.YoungPerson, framework.Parent, framework.Staff, framework.Return} {
			if !slices.ContainsFunc(f.ItemsOf(p.ID), func(i framework.Item) bool { return i.Part == framework.Core && i.For(strand) }) {
				t.Errorf("%s has no core question for %s", p.ID, strand)
			}
		}
	}
}

func TestThePackThatComesWithBearingsIsTheSameWithoutTheSchema(t *testing.T) {
	files := os.DirFS("../../content/practice-principles")
	whole, err := framework.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	own, err := framework.LoadOwn(files)
	if err != nil || !reflect.DeepEqual(own, whole) {
		t.Errorf("it differs, or is refused: %v", err)
	}
}

func TestThePackThatComesWithBearingsHasSomethingToTalkAboutEverywhere(t *testing.T) {
	f := load(t, "../../content/practice-principles")
	threads := map[string]int{}
	for _, thread := range f.Threads {
		for _, id := range thread.Principles {
			threads[id]++
		}
	}
	for _, p := range f.Principles {
		if len(p.Asks) < 3 || len(p.Asks) > 4 {
			t.Errorf("%s has %d questions to ask each other", p.ID, len(p.Asks))
		}
		if threads[p.ID] == 0 || threads[p.ID] > 3 {
			t.Errorf("%s is in %d threads", p.ID, threads[p.ID])
		}
		if len(p.Hinders) < 5 || len(p.Hinders) > 7 {
			t.Errorf("%s has %d sentences on what gets in the way", p.ID, len(p.Hinders))
		}
		if p.Always != (p.ID == "P2") {
			t.Errorf("%s is always talked about: %v", p.ID, p.Always)
		}
	}
}

// Each of the eight leans on each of the others in its own way: no sentence
// could stand in another's place.
func TestThePackThatComesWithBearingsTiesEachToEach(t *testing.T) {
	f := load(t, "../../content/practice-principles")
	runs := map[string]string{}
	for _, p := range f.Principles {
		if len(p.LeansOn) != len(f.Principles)-1 {
			t.Errorf("%s leans on %d", p.ID, len(p.LeansOn))
		}
		for _, lean := range p.LeansOn {
			at, words := p.ID+" on "+lean.On, strings.Fields(lean.How.In("en"))
			if len(words) < 15 || len(words) > 40 {
				t.Errorf("%s: %d words", at, len(words))
			}
			for i := range max(0, len(words)-4) {
				run := strings.Join(words[i:i+5], " ")
				if other := runs[run]; other != "" && other != at {
					t.Errorf("%s says %q, as %s does", at, run, other)
				}
				runs[run] = at
			}
		}
	}
}

func TestAPackWithoutPrinciplesMayDoWithoutNextSteps(t *testing.T) {
	f := load(t, "testdata/sound-single")
	want := "framework.yaml:14:5: The question a has no next step for: rarely, often. That may be so; with next, the conversation has something to begin from.\n"
	if got := lines(english(t), f.Notes); got != want {
		t.Errorf("advice: %q", got)
	}
}

// pack is the single-file pack with more files, or other ones.
func pack(t *testing.T, more map[string]string) fstest.MapFS {
	t.Helper()
	main, err := os.ReadFile("testdata/sound-single/framework.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"framework.yaml": {Data: main}}
	for name, text := range more {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// generated are broken packs too large to keep in a folder.
func generated() map[string]map[string]string {
	many := map[string]string{}
	for i := range 501 {
		many[fmt.Sprintf("questions/q%d.yaml", i)] = "questions: []\n"
	}
	large := map[string]string{}
	for i := range 18 {
		large[fmt.Sprintf("questions/q%02d.yaml", i)] = "# " + strings.Repeat("x", 1<<20-4) + "\n"
	}
	wide := map[string]string{}
	for i := range 6 {
		wide[fmt.Sprintf("questions/q%d.yaml", i)] = "[" + strings.Repeat("a,", 9_000) + "]"
	}
	return map[string]map[string]string{
		"framework.yaml:0:0: The folder holds 502 files in principles and questions; 500 is the most that is read. Take out what does not belong to the pack.\n": many,
		"questions/b.yaml:1:1: The file is more than 1024 KiB, which is the most that is read. See that it is the file you meant, or part it into several.\n": {
			"questions/b.yaml": "# " + strings.Repeat("x", 1<<20),
		},
		"questions/b.yaml:1:1: The file holds more names, texts and marks than are read from one (20000). See that it is the file you meant, or part it into several.\n": {
			"questions/b.yaml": "[" + strings.Repeat("a,", 11_000) + "]",
		},
		"questions/q5.yaml:1:1: With this file, the folder holds more names, texts and marks than are read (100000). Take out what does not belong to it.\n": wide,
		"questions/b.yaml:1:21: This stands too deep within other entries. See how it is indented, and how many hyphens or brackets there are.\n": {
			"questions/b.yaml": strings.Repeat("[", 19_000),
		},
		"questions/q15.yaml:1:1: From this file on, the folder is more than 16 MiB, which is the most that is read. Take out what does not belong to it.\n": large,
	}
}

func TestPacksWithoutBoundsAreRefused(t *testing.T) {
	words := english(t)
	for want, more := range generated() {
		_, err := framework.Load(pack(t, more))
		found, ok := fault.AsProblems(err)
		if !ok {
			t.Errorf("%s: loaded with %v", want, err)
			continue
		}
		said := lines(words, found.List)
		if !strings.Contains(said, want) {
			t.Errorf("expected %sbut it says %s", want, said)
		}
	}
}

func TestLinksOutOfTheFolderAreNotFollowed(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/sound-single")); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(t.TempDir(), "outside.yaml")
	if err := os.WriteFile(outside, []byte("secret: [\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "questions"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "questions", "a.yaml")); err != nil {
		t.Skip("no links on this system:", err)
	}
	if f := load(t, dir); len(f.Items) != 2 {
		t.Errorf("the link was followed: %d questions", len(f.Items))
	}
}

func TestAFolderThatIsNotThereIsSaidSo(t *testing.T) {
	_, err := framework.Load(os.DirFS(filepath.Join(t.TempDir(), "nowhere")))
	found, ok := fault.AsProblems(err)
	if !ok || len(found.List) != 1 || found.List[0].Message != "framework.folder.no-main" {
		t.Errorf("it says %v", err)
	}
}

func TestTheListOfFaultsEnds(t *testing.T) {
	var questions strings.Builder
	questions.WriteString("questions:\n")
	for range 300 {
		questions.WriteString("  - {id: a, part: core, strands: [parent], scale: how-often, text: {en: We listen.}}\n")
	}
	_, err := framework.Load(pack(t, map[string]string{"questions/b.yaml": questions.String()}))
	found, ok := fault.AsProblems(err)
	if !ok || len(found.List) != fault.MaxListed || found.More["framework.twice.question"] != 100 {
		t.Errorf("%d are listed, and %v more", len(found.List), found.More)
	}
}

// eachText visits every text that is anywhere in a value.
func eachText(v reflect.Value, visit func(framework.Text)) {
	if text, ok := v.Interface().(framework.Text); ok {
		visit(text)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			eachText(v.Elem(), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(v.Field(i), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(v.Index(i), visit)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			eachText(v.MapIndex(key), visit)
		}
	}
}

func TestPseudoMarksEveryTextAndLeavesTheRest(t *testing.T) {
	f := load(t, "testdata/sound")
	before, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	marked := f.Pseudo()
	texts := 0
	eachText(reflect.ValueOf(marked), func(text framework.Text) {
		for language, s := range text {
			texts++
			if !strings.HasPrefix(s, "⟦") {
				t.Errorf("not marked in %s: %q", language, s)
			}
		}
	})
	if texts < 50 {
		t.Errorf("only %d texts were seen", texts)
	}
	if after, _ := json.Marshal(f); !bytes.Equal(before, after) {
		t.Error("the pack itself was marked")
	}
	if marked.Items[0].ID != f.Items[0].ID || marked.Licence != f.Licence {
		t.Error("more than texts was marked")
	}
}

func TestTheSchemaItselfIsValid(t *testing.T) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(content.FrameworkSchema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("https://bearings.invalid/framework.schema.json", document); err != nil {
		t.Fatal(err)
	}
	meta, err := compiler.Compile("https://json-schema.org/draft/2020-12/schema")
	if err != nil {
		t.Fatal(err)
	}
	if err := meta.Validate(document); err != nil {
		t.Error(err)
	}
	schema, err := compiler.Compile("https://bearings.invalid/framework.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"framework.yaml", "principles/P1.yaml", "questions/P1.yaml"} {
		text, err := os.ReadFile("testdata/sound/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var file any
		if err := yaml.Unmarshal(text, &file); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(file); err != nil {
			t.Errorf("%s, as an editor would check it: %v", name, err)
		}
	}
}
