package app_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/html"

	"bearings/internal/framework"
	"bearings/internal/library"
)

const smallLibrary = "../library/testdata/small"

// copied is a copy of a folder that a test may change.
func copied(t *testing.T, from string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), filepath.Base(from))
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// changed replaces words in a file.
func changed(t *testing.T, file, from, to string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(text, []byte(from)) {
		t.Fatalf("%s holds no %q: %v", file, from, err)
	}
	if err := os.WriteFile(file, bytes.ReplaceAll(text, []byte(from), []byte(to)), 0o644); err != nil {
		t.Fatal(err)
	}
}

// otherPrinciples is a framework that the library of the program does not fit.
func otherPrinciples(t *testing.T) string {
	t.Helper()
	dir := copied(t, "../../content/practice-principles")
	changed(t, filepath.Join(dir, "framework.yaml"), "id: school\n", "id: college\n")
	return dir
}

// filesIn are the files below a folder, by name.
func filesIn(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestTheLibraryIsWrittenTheSameEachTime(t *testing.T) {
	t.Chdir(t.TempDir())
	var both [2]map[string]string
	for i, dir := range []string{"first", "./second/"} {
		status, said, errOut := run(t, "library", "export", dir)
		if status != 0 || !strings.Contains(said, dir) {
			t.Fatalf("exit %d: %s%s", status, said, errOut)
		}
		both[i] = filesIn(t, dir)
	}
	if len(both[0]) < 200 || len(both[0]) != len(both[1]) {
		t.Errorf("%d files, then %d", len(both[0]), len(both[1]))
	}
	safe := regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/-]*$`)
	small := map[string]bool{}
	for name, text := range both[0] {
		if text != both[1][name] {
			t.Errorf("%s differs", name)
		}
		if small[strings.ToLower(name)] || !safe.MatchString(name) {
			t.Errorf("%s is no name for every system", name)
		}
		small[strings.ToLower(name)] = true
	}
}

func TestALibraryThatCantBeUsedIsSaid(t *testing.T) {
	empty, odd := t.TempDir(), copied(t, smallLibrary)
	changed(t, filepath.Join(odd, "glossary", "all.yaml"), "means:", "meens:")
	taken := t.TempDir()
	if err := os.WriteFile(filepath.Join(taken, "notes.txt"), []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	file := write(t, "file", "")
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"no such folder":           {[]string{"--library", "nowhere"}, "There is no folder nowhere that can be read."},
		"a file":                   {[]string{"--library", file}, "There is no folder " + file + " that can be read."},
		"nothing in it":            {[]string{"--library", empty}, empty + ": There is nothing of a library in this folder."},
		"a slip of the pen":        {[]string{"--library", odd}, filepath.Join(odd, "glossary", "all.yaml") + ":5:5: There is no meens here. Did you mean means?"},
		"a framework of others":    {[]string{"--framework", "../../examples/sutton-b"}, "the framework sutton-b does not have them all."},
		"other kinds of agency":    {[]string{"--framework", otherPrinciples(t), "--library", smallLibrary}, "small/case-studies/01-a-photo.yaml:10:14: There is no “school”."},
		"files there already":      {[]string{taken}, "There are files in " + taken + " already."},
		"a file in the way":        {[]string{file}, file + " can't be a folder, because a file of that name is in the way."},
		"a file above":             {[]string{filepath.Join(file, "x")}, "because a file of that name is in the way."},
		"where nobody may write":   {[]string{"/proc/x"}, "The folder /proc/x can't be made there."},
		"settings that are no use": {[]string{"--settings", "nowhere"}, "nowhere"},
	} {
		args := append([]string{"library", "export"}, c.args...)
		if strings.HasPrefix(c.args[0], "--") {
			args = append(args, filepath.Join(t.TempDir(), "out"))
		}
		status, said, errOut := run(t, args...)
		if status != 1 || !strings.Contains(errOut, c.says) || said != "" || strings.Count(errOut, "\n") > 2 {
			t.Errorf("%s: exit %d, want %q: %s%s", name, status, c.says, said, errOut)
		}
		for _, system := range []string{"no such file", "not a directory", "mkdir", "library.", "map["} {
			if strings.Contains(strings.ReplaceAll(errOut, odd, ""), system) {
				t.Errorf("%s: the system speaks: %s", name, errOut)
			}
		}
	}
	if files := filesIn(t, taken); len(files) != 1 || files["notes.txt"] != "mine" {
		t.Errorf("somebody's files were changed: %v", files)
	}
}

// A library of somebody's own may lack any of its parts: then no page leads there.
func TestPartsOfALibraryMayBeMissing(t *testing.T) {
	parts := [][]string{{"references", "evidence"}, {"glossary"}, {"case-studies"}, {"guides"}, {"pages"}, {"animation.yaml"}, {"case-studies/team.yaml"}}
	try := func(name, dir string) {
		if status, _, errOut := run(t, "library", "export", "--library", dir, filepath.Join(t.TempDir(), "out")); status != 0 {
			t.Errorf("%s: exit %d: %s", name, status, errOut)
		}
	}
	try("whole", smallLibrary)
	for i, only := range parts[:6] {
		without, alone := copied(t, smallLibrary), copied(t, smallLibrary)
		for j, part := range parts[:6] {
			from := alone
			if i == j {
				from = without
			}
			for _, name := range part {
				if err := os.RemoveAll(filepath.Join(from, name)); err != nil {
					t.Fatal(err)
				}
			}
		}
		try(fmt.Sprint("without ", only), without)
		try(fmt.Sprint("only ", only), alone)
	}
	noTeam := copied(t, smallLibrary)
	if err := os.Remove(filepath.Join(noTeam, "case-studies/team.yaml")); err != nil {
		t.Fatal(err)
	}
	try("without a team", noTeam)
	// A framework without principles may have a glossary and films all the same.
	for _, part := range []string{"references", "evidence", "case-studies", "guides", "pages"} {
		if err := os.RemoveAll(filepath.Join(noTeam, part)); err != nil {
			t.Fatal(err)
		}
	}
	changed(t, filepath.Join(noTeam, "glossary/all.yaml"), "    principles: [P1]\n", "")
	if status, _, errOut := run(t, "library", "export", "--library", noTeam, "--framework", "../../examples/sutton-b", filepath.Join(t.TempDir(), "out")); status != 0 {
		t.Errorf("without principles: exit %d: %s", status, errOut)
	}
}

// Where the library does not fit the framework, the site says so once and leads
// nobody to an empty page.
func TestASiteWhoseFrameworkTheLibraryDoesNotFit(t *testing.T) {
	for name, c := range map[string]struct {
		framework string
		library   int // status of its first page
	}{"no principles": {"../../examples/sutton-b", 404}, "other principles": {otherPrinciples(t), 200}} {
		address, stop, log := serveLogging(t, "--framework", c.framework)
		seen, next := map[string]int{}, []string{"/"}
		for len(next) > 0 {
			path := next[0]
			next = next[1:]
			if seen[path] != 0 {
				continue
			}
			r, err := http.Get(address + path)
			if err != nil {
				t.Fatal(err)
			}
			if seen[path] = r.StatusCode; r.StatusCode != 200 {
				t.Errorf("%s: a link leads to %s: %s", name, path, r.Status)
			}
			if strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
				next = append(next, linksFrom(t, r)...)
			}
			r.Body.Close()
		}
		for path, want := range map[string]int{"/library": c.library, "/search?q=children": c.library, "/evidence": 404, "/glossary": 404, "/case-studies": 404,
			"/case-studies/team": 404, "/guides": 404, "/animation": 404, "/evidence/references": 404, "/principles": 200} {
			r, err := http.Get(address + path)
			if err != nil {
				t.Fatal(err)
			}
			r.Body.Close()
			if r.StatusCode != want {
				t.Errorf("%s: %s answers %s, want %d", name, path, r.Status, want)
			}
		}
		if seen["/library"] != 0 != (c.library == 200) {
			t.Errorf("%s: the library is led to: %v", name, seen["/library"] != 0)
		}
		stop()
		if said := log.String(); strings.Count(said, "does not have them all") != 1 || strings.Contains(said, "level=ERROR") {
			t.Errorf("%s: the log says %s", name, said)
		}
	}
}

// linksFrom are the addresses on the site that a page leads to.
func linksFrom(t *testing.T, r *http.Response) []string {
	t.Helper()
	var links []string
	tokens := html.NewTokenizer(r.Body)
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		for _, a := range tokens.Token().Attr {
			if a.Key == "href" && strings.HasPrefix(a.Val, "/") {
				link, _, _ := strings.Cut(a.Val, "#")
				links = append(links, link)
			}
		}
	}
	return links
}

// nasty is what somebody might write into a text to do harm.
const nasty = `"'></p><script>alert(1)</script><img src=x onerror=alert(2)> &lt; {{.X}} ${x} </textarea> javascript:alert(3) `

// Whatever a library says is a text, and never a part of the page.
func TestTextsOfALibraryCantDoHarm(t *testing.T) {
	fw, err := framework.Load(os.DirFS("../../content/practice-principles"))
	if err != nil {
		t.Fatal(err)
	}
	sound, err := library.Load(os.DirFS(smallLibrary), "en", fw)
	if err != nil {
		t.Fatal(err)
	}
	bad := sound.Pseudo(func(text string) string {
		if text == "" {
			return ""
		}
		return nasty + text
	})
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	written(t, dir, bad)
	if status, _, errOut := run(t, "library", "export", "--library", dir, out); status != 0 {
		t.Fatalf("exit %d: %s", status, errOut)
	}
	pages, found := 0, 0
	for name, text := range filesIn(t, out) {
		if strings.HasSuffix(name, ".js") && strings.Contains(text, "</script") && strings.Contains(name, "index") {
			t.Errorf("%s holds the end of a script", name)
		}
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		pages++
		if strings.Contains(text, "alert(1)") {
			found++
		}
		harmless(t, name, text)
	}
	if pages < 20 || found < 8 {
		t.Errorf("%d pages, of which %d hold the texts", pages, found)
	}
}

// harmless sees that a page has no script but its files, and no address or
// attribute that runs something.
func harmless(t *testing.T, name, text string) {
	t.Helper()
	tokens := html.NewTokenizer(strings.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		token := tokens.Token()
		if kind == html.EndTagToken || kind == html.TextToken {
			continue
		}
		src := ""
		for _, a := range token.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
				t.Errorf("%s: <%s %s>", name, token.Data, a.Key)
			}
			if slices.Contains([]string{"href", "src", "action", "formaction"}, a.Key) && strings.Contains(strings.ToLower(a.Val), "javascript:") {
				t.Errorf("%s: <%s %s=%q>", name, token.Data, a.Key, a.Val)
			}
			if a.Key == "src" {
				src = a.Val
			}
		}
		if token.Data == "script" && !strings.Contains(src, "assets/") || token.Data == "img" {
			t.Errorf("%s: <%s src=%q>", name, token.Data, src)
		}
	}
}

// written writes a library as files.
func written(t *testing.T, dir string, l *library.Library) {
	t.Helper()
	put := func(name string, v any) {
		text, err := yaml.MarshalWithOptions(v, yaml.JSON())
		if err != nil {
			t.Fatal(err)
		}
		to := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("references/a.yaml", map[string]any{"references": l.References})
	put("glossary/a.yaml", map[string]any{"terms": l.Glossary})
	put("evidence/P1.yaml", l.Evidence[0])
	put("case-studies/a.yaml", l.CaseStudies[0])
	put("case-studies/team.yaml", l.Team)
	put("guides/a.yaml", l.Guides[0])
	put("pages/a.yaml", l.Pages[0])
	put("animation.yaml", l.Animation)
}
