package phrase_test

import (
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"bearings/content"
	"bearings/internal/phrase"
)

func ours(t *testing.T) fs.FS {
	t.Helper()
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestWordsComeFromTheMessageFiles(t *testing.T) {
	all, err := phrase.Load(ours(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := all["en"].Say("product.name"); got != "Bearings" {
		t.Errorf("product.name is %q", got)
	}
	if got := all["en"].Pseudo().Say("product.name"); got != "⟦Béáríngs⟧" {
		t.Errorf("marked: %q", got)
	}
	if got := all["en"].Say("product.no_such_thing"); got != "[product.no_such_thing]" {
		t.Errorf("a sentence that is missing is said as %q", got)
	}
}

func TestEveryMessageFileCanBeRead(t *testing.T) {
	if err := phrase.Check(ours(t)); err != nil {
		t.Error(err)
	}
}

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

func TestWhatIsWrongWithMessageFilesIsFound(t *testing.T) {
	for says, files := range map[string]fstest.MapFS{
		"message file en/b.yaml":                                 {"en/a.yaml": file("a:\n  x: one\n"), "en/b.yaml": file("b: [\n")},
		"message a.x stands in en/a.yaml and again in en/b.yaml": {"en/a.yaml": file("a:\n  x: one\n"), "en/b.yaml": file("a:\n  x: two\n")},
		"message a.x of en/a.yaml can't be found":                {"en/a.yaml": file("  a:\n    x: one\n")},
	} {
		if err := phrase.Check(files); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, not %q", err, says)
		}
	}
}

func TestASectionIsReadWhenASentenceOfItIsSaid(t *testing.T) {
	files := fstest.MapFS{
		"en/a.yaml": file("a:\n  x: one\nshared:\n  of_a: from a\n"),
		"en/b.yaml": file("b: [\n"),
		"en/c.yaml": file("\"c\":\n  many: {one: \"{{.N}} thing\", other: \"{{.N}} things\"}\nshared:\n  of_c: from c\n"),
		"en/d.yaml": file("# what: this is\n\ngood:\n  x: one\n\n# and\nbad: [\n"),
	}
	all, err := phrase.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	words := all["en"]
	for id, want := range map[string]string{"a.x": "one", "shared.of_a": "from a", "shared.of_c": "from c", "b.y": "[b.y]", "d": "[d]", "good.x": "one", "bad.x": "[bad.x]"} {
		if got := words.Say(id); got != want {
			t.Errorf("%s is said as %q", id, got)
		}
	}
	if one, two := words.Count("c.many", 1), words.Count("c.many", 2); one != "1 thing" || two != "2 things" {
		t.Errorf("said %q and %q", one, two)
	}
	if words.Has("b.y") || words.Has("a.z") || !words.Has("a.x") || !words.Has("c.many") {
		t.Error("what there is and what there isn't is mixed up")
	}
}

func TestManyMaySpeakAtOnce(t *testing.T) {
	all, err := phrase.Load(ours(t))
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for _, id := range []string{"product.name", "command.sound", "help.version"} {
				if said := all["en"].Say(id, "Name", "x", "ID", "y", "Version", "z"); strings.HasPrefix(said, "[") {
					t.Errorf("%s is missing", id)
				}
			}
		})
	}
	group.Wait()
}
