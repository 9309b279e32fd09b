package e2e_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/app"
	"bearings/internal/library"
)

// folder is the library as the program writes it, once for all tests.
var folder = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "bearings-library-")
	if err != nil {
		return "", err
	}
	var said bytes.Buffer
	if status := app.Run(context.Background(), []string{"library", "export", dir}, &said, &said); status != 0 {
		return "", fmt.Errorf("status %d: %s", status, said.String())
	}
	return dir, nil
})

func exported(t *testing.T) string {
	t.Helper()
	dir, err := folder()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func pagesOf(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".html" {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Every page of the folder passes what pages of the site pass: axe, a narrow
// screen, one first heading, and nothing that comes from anywhere else.
func TestEveryPageOfTheFolderIsAccessible(t *testing.T) {
	dir := exported(t)
	pages := pagesOf(t, dir)
	if len(pages) < 200 {
		t.Fatalf("only %d pages", len(pages))
	}
	var ctx context.Context
	for n, name := range pages {
		if n%40 == 0 { // a tab has its time, and there are many pages
			ctx = tab(t)
		}
		do(t, ctx, chromedp.EmulateViewport(wide, 900), chromedp.Navigate("file://"+name))
		page, _ := filepath.Rel(dir, name)
		if h1 := look[int](t, ctx, `document.querySelectorAll('h1').length`); h1 != 1 {
			t.Errorf("%s: %d first headings", page, h1)
		}
		foreign := `performance.getEntriesByType('resource').map((e) => e.name).filter((n) => !n.startsWith('file:') && !n.startsWith('data:'))`
		if from := look[[]string](t, ctx, foreign); len(from) > 0 {
			t.Errorf("%s: comes from elsewhere: %v", page, from)
		}
		if styled := look[bool](t, ctx, `getComputedStyle(document.querySelector('h1')).fontFamily.includes('Atkinson')`); !styled {
			t.Errorf("%s: the stylesheet is not found", page)
		}
		checkAxe(t, ctx)
		do(t, ctx, chromedp.EmulateViewport(narrow, 640))
		if width := look[int](t, ctx, `document.documentElement.scrollWidth`); width > narrow {
			t.Errorf("%s: %d pixels wide, widest: %s", page, width, look[string](t, ctx, widest))
		}
		if t.Failed() {
			t.Fatalf("%s is the page", page)
		}
	}
}

func TestTheFolderIsSearched(t *testing.T) {
	dir := exported(t)
	h := open(t)
	ctx := tab(t)
	for _, q := range []library.Query{
		{Text: "grooming"}, {Text: "EXPLOITED children"}, {Text: "letters to parents"}, {Text: "superv"}, {Text: "grooming xylophone"}, {Text: "what can a school do"},
		{Text: "xylophone"}, {Text: "county lines", Kind: library.Case}, {Theme: "collaboration", Level: "strategic"}, {Text: "voice", Principle: "P3"},
		{Text: "parent's rights"}, {Text: "P3"}, {Text: "SEND"}, {Text: "constructor"}, {Text: `"`}, {Text: "a the of and to in is for on with as it that"},
	} {
		asked := url.Values{"q": {q.Text}, "kind": {string(q.Kind)}, "principle": {q.Principle}, "level": {q.Level}, "theme": {q.Theme}}
		do(t, ctx, chromedp.Navigate("file://"+filepath.Join(dir, "search.html")+"?"+asked.Encode()), chromedp.WaitReady(chromedp.CSS("[data-found] h2")))
		got := look[[]string](t, ctx, `[...document.querySelectorAll('.hit a')].map((a) => a.textContent)`)
		found, err := h.config.Search(q)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, hit := range found.Hits {
			want = append(want, hit.Entry.Title)
		}
		if !slices.Equal(got[:min(3, len(got))], want[:min(3, len(want))]) || len(got) != min(found.All, 40) {
			t.Errorf("%+v finds %d, first %q; the site finds %d, first %q", q, len(got), got[:min(3, len(got))], found.All, want[:min(3, len(want))])
		}
		checkAxe(t, ctx)
	}
	shoot(t, ctx, "Offline-search")
	do(t, ctx, chromedp.Click(chromedp.CSS(".hit a")), chromedp.WaitReady(chromedp.CSS("h1")))
	if at := look[string](t, ctx, `location.pathname`); !strings.HasPrefix(at, dir) || strings.HasSuffix(at, "search.html") {
		t.Errorf("the first hit leads to %s", at)
	}
}

// The script finds the stem of a word as SQLite does: every word of the library
// has a stem that the index knows.
func TestTheScriptStemsAsSQLiteDoes(t *testing.T) {
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate("file://"+filepath.Join(exported(t), "search.html")))
	type outcome struct {
		Words int
		Wrong []string
	}
	got := look[outcome](t, ctx, `(() => { const words = new Set()
		for (const e of window.bearingsLibrary.entries) for (const w of (e.title + ' ' + e.text).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').match(/[\p{L}\p{N}]+/gu)) words.add(w)
		return {Words: words.size, Wrong: [...words].filter((w) => !Object.hasOwn(window.bearingsLibrary.terms, window.bearingsStem(w))).slice(0, 40)} })()`)
	if got.Words < 3000 || len(got.Wrong) > 0 {
		t.Errorf("%d words, and the index has no stem of %v", got.Words, got.Wrong)
	}
}
