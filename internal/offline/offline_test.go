package offline_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"bearings/internal/offline"
)

func TestLinksLeadFromFileToFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	err := offline.Write(dir, offline.Folder{
		First: "/library",
		Pages: []offline.Page{
			{Path: "/library", HTML: []byte(`<!DOCTYPE html><a href="/evidence/P1#x">one</a> <a href="#here">here</a> <link href="/assets/a.css">`)},
			{Path: "/evidence/P1", HTML: []byte(`<a href="/library">back</a><form action="/library?x=1"></form><a href="https://elsewhere.example/">out</a><script>if (1 < 2) {}</script>`)},
		},
		Files: []offline.File{{Path: "/assets/a.css", Bytes: []byte("p{}")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"index.html":       `<!DOCTYPE html><a href="evidence/P1.html#x">one</a> <a href="#here">here</a> <link href="assets/a.css">`,
		"evidence/P1.html": `<a href="../index.html">back</a><form action="../index.html?x=1"></form><a href="https://elsewhere.example/">out</a><script>if (1 < 2) {}</script>`,
		"assets/a.css":     "p{}",
	} {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", name, err, got, want)
		}
	}
}

func TestALinkThatLeadsNowhereIsTold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	err := offline.Write(dir, offline.Folder{First: "/a", Pages: []offline.Page{{Path: "/a", HTML: []byte(`<a href="/b">b</a>`)}}})
	var nowhere *offline.NowhereError
	if !errors.As(err, &nowhere) || len(nowhere.Links) != 1 || nowhere.Links[0] != (offline.Lost{Page: "/a", Link: "/b"}) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("something was written")
	}
}
