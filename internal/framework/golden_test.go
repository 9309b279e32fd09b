package framework_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bearings/content"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/phrase"
)

var update = flag.Bool("update", false, "write the expected lines anew")

// english are the sentences as people read them.
func english(t testing.TB) *phrase.Words {
	t.Helper()
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		t.Fatal(err)
	}
	all, err := phrase.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return all["en"]
}

// lines says problems as the command prints them.
func lines(words *phrase.Words, found []fault.Problem) string {
	var all strings.Builder
	for _, p := range found {
		fmt.Fprintf(&all, "%s:%d:%d: %s\n", p.File, p.Line, p.Column, words.Problem(p))
	}
	return all.String()
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if strings.Contains(got, "<no value>") || strings.Contains(got, "[framework.") {
		t.Errorf("a sentence lacks a value, or there is none:\n%s", got)
	}
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s says\n%s\nbut now it is\n%s", file, want, got)
	}
}

func TestBrokenPacksAreToldEverythingAtOnce(t *testing.T) {
	words := english(t)
	cases, err := filepath.Glob("testdata/broken/*")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, dir := range cases {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			f, err := framework.Load(os.DirFS(dir))
			found, ok := fault.AsProblems(err)
			if !ok || f != nil {
				t.Fatalf("loaded with %v", err)
			}
			golden(t, filepath.Join(dir, "expected.txt"), lines(words, found.List))
		})
	}
}
