package framework_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// FuzzLoad sees that no pack, however broken, does more than be refused.
func FuzzLoad(f *testing.F) {
	for _, dir := range append(must(filepath.Glob("testdata/broken/*")), "testdata/sound", "testdata/sound-single") {
		read := func(name string) []byte {
			text, _ := os.ReadFile(filepath.Join(dir, name))
			return text
		}
		f.Add(read("framework.yaml"), read("principles/P1.yaml"), read("questions/P1.yaml"))
		for _, name := range must(filepath.Glob(dir + "/questions/*.yaml")) {
			f.Add(read("framework.yaml"), []byte("id: P1\n"), read("questions/"+filepath.Base(name)))
		}
	}
	words := english(f)
	f.Fuzz(func(t *testing.T, main, principle, questions []byte) {
		files := fstest.MapFS{
			"framework.yaml":     {Data: main},
			"principles/P1.yaml": {Data: principle},
			"questions/P1.yaml":  {Data: questions},
		}
		pack, err := framework.Load(files)
		if err != nil {
			refused(t, words, err)
			return
		}
		held(t, pack)
		for _, change := range framework.Compare(pack, pack.Pseudo()).Items {
			if change.Change == framework.Came || change.Change == framework.Went {
				t.Errorf("%s %s when only marked", change.ID, change.Change)
			}
		}
		same := framework.Compare(pack, pack)
		if !same.Advice.Enough || same.Advice.Needed != framework.NoStep || same.All.Same != same.All.New {
			t.Errorf("it is not the same as itself: %+v", same)
		}
	})
}

// refused sees that a refusal can be acted on: each fault has its file, a
// place that is in it or none, and a sentence.
func refused(t *testing.T, words *phrase.Words, err error) {
	t.Helper()
	found, ok := fault.AsProblems(err)
	if !ok || !found.Any() {
		t.Fatalf("not a list of faults: %v", err)
	}
	for _, p := range found.List {
		if p.File == "" || p.Line < 0 || p.Column < 0 || p.Line == 0 != (p.Column == 0) {
			t.Errorf("it is nowhere: %+v", p)
		}
		if said := words.Problem(p); said == "" || strings.HasPrefix(said, "[framework.") || strings.Contains(said, "<no value>") {
			t.Errorf("it has no sentence: %+v: %s", p, said)
		}
	}
}

// held sees that a pack that was taken keeps what others build on.
func held(t *testing.T, f *framework.Framework) {
	t.Helper()
	if f.ID == "" || f.Version == "" || f.Licence == "" || f.Title.In("en") == "" || len(f.Items) == 0 {
		t.Errorf("it lacks what each pack has: %+v", f)
	}
	for _, item := range f.Items {
		if found, ok := f.Item(item.ID); !ok || item.Text.In("en") == "" || found.Text.In("en") != item.Text.In("en") {
			t.Errorf("%q can't be found", item.ID)
		}
		if _, ok := f.Scale(item.Scale); !ok && !item.IsText() {
			t.Errorf("%s has no scale %s", item.ID, item.Scale)
		}
		if _, ok := f.Principle(item.Principle); !ok && len(f.Principles) > 0 {
			t.Errorf("%s has no principle %s", item.ID, item.Principle)
		}
		for _, id := range item.Mirrors {
			other, ok := f.Item(id)
			if !ok || id == item.ID || !slices.Contains(other.Mirrors, item.ID) {
				t.Errorf("%s mirrors %s one way", item.ID, id)
			}
		}
	}
}
