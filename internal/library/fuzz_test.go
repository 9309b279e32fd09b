package library_test

import (
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/library"
)

// FuzzLoad sees that no file of a library, however broken, does more than be
// refused in a sentence with its place; and that what is taken can be shown.
func FuzzLoad(f *testing.F) {
	kinds := []string{"references/a.yaml", "evidence/P1.yaml", "glossary/a.yaml", "case-studies/01-a.yaml", "case-studies/team.yaml",
		"guides/01-a.yaml", "pages/01-a.yaml", "animation.yaml"}
	for name, file := range small(f) {
		for i, kind := range kinds {
			if path.Dir(kind) == path.Dir(name) {
				f.Add(uint8(i), file.Data)
			}
		}
	}
	for _, c := range broken {
		for i, kind := range kinds {
			if text := string(small(f)[c.file].Data); path.Dir(kind) == path.Dir(c.file) && len(c.to) < 1000 {
				f.Add(uint8(i), []byte(strings.Replace(text, c.from, c.to, 1)))
			}
		}
	}
	fw, words := ourFramework(f), english(f)
	f.Fuzz(func(t *testing.T, kind uint8, text []byte) {
		name := kinds[int(kind)%len(kinds)]
		l, err := library.Load(fstest.MapFS{name: {Data: text}}, "en", fw)
		if err == nil {
			shown(t, l, fw)
			return
		}
		problems, ok := fault.AsProblems(err)
		if !ok || !problems.Any() || l != nil {
			t.Fatalf("not a list of problems: %v", err)
		}
		for _, p := range problems.List {
			if said := words.Problem(p); p.File != name || p.Line < 1 || p.Column < 1 || strings.HasPrefix(said, "[") || strings.Contains(said, "<no value>") {
				t.Errorf("%+v: %s", p, said)
			}
		}
	})
}

var addressed = regexp.MustCompile(`^[A-Za-z0-9]([a-z0-9-]*[a-z0-9])?$`)

// shown sees that what was taken has addresses, and texts that stay whole when
// words in them are marked.
func shown(t *testing.T, l *library.Library, fw *framework.Framework) {
	t.Helper()
	list := l.Words()
	for _, e := range l.Entries(fw) {
		if e.Kind != library.Film && !addressed.MatchString(e.ID) {
			t.Errorf("%q can't be an address", e.ID)
		}
		m := list.Marker("")
		for _, text := range append(e.Texts, e.Title, e.Summary) {
			whole := ""
			for _, span := range m.Mark(text) {
				whole += span.Text
			}
			if whole != text {
				t.Errorf("marked, %q becomes %q", text, whole)
			}
		}
	}
}
