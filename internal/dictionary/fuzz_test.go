package dictionary_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/internal/dictionary"
	"bearings/internal/fault"
	"bearings/language"
)

// FuzzLoad sees that no rule file, however broken, does more than be refused in
// sentences; and that what is taken is whole and can be used.
func FuzzLoad(f *testing.F) {
	for _, dir := range []string{"broken", "standard", "overlay", "overlay-broken"} {
		files, err := filepath.Glob("testdata/" + dir + "/*.y*ml")
		if err != nil || len(files) == 0 {
			f.Fatal("no files", err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	words, below := english(f), standard(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		// The id is what the file is called, so that more than the name is tried.
		files := fstest.MapFS{"streetwise.yaml": {Data: text}}
		_, alone := dictionary.Load(files, ".")
		folder, over := dictionary.Overlay(below, files, ".")
		for _, err := range []error{alone, over} {
			if err == nil {
				continue
			}
			found, ok := fault.AsProblems(err)
			if !ok || !found.Any() {
				t.Fatalf("no list of problems: %v", err)
			}
			for _, p := range found.List {
				if p.File == "" || p.Line < 1 || p.Column < 1 {
					t.Errorf("it is nowhere: %+v", p)
				}
				if said := words.Problem(p); said == "" || strings.Contains(said, "[dictionary.") || strings.Contains(said, "<no value>") {
					t.Errorf("it has no sentence: %+v: %s", p, said)
				}
			}
		}
		if over != nil {
			return
		}
		for _, r := range folder.Rules {
			if r.ID == "" || r.Words == "" || r.Why == "" || r.Reviewed == "" || len(r.Flag) < 2 || len(r.Pass) < 3 || (len(r.Patterns) == 0) == (r.Detector == "") {
				t.Errorf("it lacks what each rule has: %+v", r)
			}
		}
		if len(folder.Rules) > 0 {
			if _, err := language.New(folder.Rules); err != nil {
				t.Errorf("it was taken, and the engine refuses it: %v", err)
			}
		}
	})
}
