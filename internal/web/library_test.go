package web_test

import (
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"bearings/internal/ui"
	"bearings/internal/web"
)

func TestTheLibraryIsSearched(t *testing.T) {
	site := web.New(furnished(t))
	asked := strings.Repeat("ŵ", 999)
	for path, want := range map[string]struct {
		status int
		text   string
	}{
		ui.SearchPath: {200, "Type a word or two."},
		ui.SearchPath + "?q=" + url.QueryEscape("<b>\"x"): {200, "<mark>&lt;b&gt;&#34;x</mark>"},
		ui.SearchPath + "?q=" + url.QueryEscape(asked):    {200, strings.Repeat("ŵ", 100) + "</mark>"},
		ui.SearchPath + "?q=%ff%00":                       {200, "<mark>"},
		ui.SearchPath + "?kind=nonsense":                  {200, "1 page"},
		ui.SearchPath + "?q=broken":                       {500, ""},
	} {
		r := get(site, path)
		if text := body(t, r); r.StatusCode != want.status || !strings.Contains(text, want.text) {
			t.Errorf("%s: status %d, without %q", path, r.StatusCode, want.text)
		}
		if want.status == 200 && r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be kept", path)
		}
	}
}

func TestPagesOfTheLibraryThatAreNotThere(t *testing.T) {
	site := web.New(furnished(t))
	for _, path := range []string{"/evidence/P9", "/glossary/nothing", "/case-studies/nothing", "/case-studies/nothing/response",
		"/case-studies/nothing/response?after=skipping", "/guides/nothing", "/start/nothing"} {
		if r := get(site, path); r.StatusCode != 404 {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
	}
}

func TestTheSecondPartAsksFirst(t *testing.T) {
	site := web.New(furnished(t))
	path := ui.CaseResponseURL("the-photo")
	if text := body(t, get(site, path)); !strings.Contains(text, "Have you read the first part?") {
		t.Error("somebody who comes straight to it is not asked")
	}
	for _, choice := range []string{"answering", "skipping"} {
		if text := body(t, get(site, path+"?after="+choice)); !strings.Contains(text, "What nobody can be sure of") {
			t.Errorf("after %s the second part is not there", choice)
		}
	}
}

// A site whose framework the library does not fit does without it.
func TestASiteWithoutALibrary(t *testing.T) {
	config := furnished(t)
	config.Reading, config.Search = nil, nil
	site := web.New(config)
	for path, want := range map[string]int{"/": 200, "/principles": 200, ui.PrincipleURL("P1"): 200, ui.LibraryPath: 200,
		ui.SearchPath + "?q=x": 200, "/evidence/P1": 404, ui.CaseResponseURL("x"): 404} {
		if r := get(site, path); r.StatusCode != want {
			t.Errorf("%s: status %d, want %d", path, r.StatusCode, want)
		}
	}
}

// The first visitors may all come at once, while the library is still being read.
func TestTheFirstVisitorsComeAtOnce(t *testing.T) {
	config := furnished(t)
	read := config.Reading
	config.Reading = sync.OnceValue(func() *ui.Shelf { time.Sleep(20 * time.Millisecond); return read() })
	site := web.New(config)
	paths := []string{"/", ui.LibraryPath, ui.EvidenceURL("P1"), ui.GlossaryPath, ui.CaseResponseURL("the-photo"), ui.SearchPath + "?q=x", ui.PrincipleURL("P1"),
		ui.PrinciplesDocumentPath, ui.PrinciplesFileURL(ui.PrinciplesDOCX), ui.AnimationPath, ui.AnimationFileURL("captions.vtt"), "/guides/nothing"}
	var all sync.WaitGroup
	all.Go(func() {
		if err := site.Warm(); err != nil {
			t.Error(err)
		}
	})
	for n := range 60 {
		all.Go(func() {
			path, want := paths[n%len(paths)], 200
			if path == "/guides/nothing" {
				want = 404
			}
			if r := get(site, path); r.StatusCode != want {
				t.Errorf("%s: status %d", path, r.StatusCode)
			}
		})
	}
	all.Wait()
}
