package web_test

import (
	"net/url"
	"strings"
	"testing"

	"bearings/internal/ui"
	"bearings/internal/web"
)

func TestTheDictionaryIsSearched(t *testing.T) {
	site := web.New(furnished(t))
	for asked, want := range map[string]string{
		"lifestyle":              `href="/language/words/lifestyle-choice"`,
		"LIFESTYLE choi":         `href="/language/words/lifestyle-choice"`,
		"xzq":                    "No entry for",
		"<b>\"":                  "“&lt;b&gt;&#34;”",
		strings.Repeat("ŵ", 999): "No entry for",
		"\xff":                   "Dictionary of words",
	} {
		r := get(site, ui.LanguageWordsPath+"?q="+url.QueryEscape(asked))
		if text := body(t, r); r.StatusCode != 200 || !strings.Contains(text, want) || len(text) > 300_000 {
			t.Errorf("%.20q: status %d, and the page lacks %s", asked, r.StatusCode, want)
		}
	}
	if a, b := body(t, get(site, ui.LanguageWordsPath)), body(t, get(site, ui.LanguageWordsPath+"?q=+")); a != b {
		t.Error("a search for nothing is not the dictionary itself")
	}
}

func TestEveryEntryHasItsPage(t *testing.T) {
	config := furnished(t)
	site := web.New(config)
	list := body(t, get(site, ui.LanguageWordsPath))
	for _, path := range hrefs(list, ui.LanguageWordsPath+"/") {
		if r := get(site, path); r.StatusCode != 200 {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
	}
	for _, path := range []string{"/language/words/nothing", "/language/nothing"} {
		if r := get(site, path); r.StatusCode != 404 {
			t.Errorf("%s: status %d, want 404", path, r.StatusCode)
		}
	}
}

// hrefs are the links of a page that begin so.
func hrefs(page, begin string) []string {
	var all []string
	for _, part := range strings.Split(page, `href="`)[1:] {
		if path, _, _ := strings.Cut(part, `"`); strings.HasPrefix(path, begin) {
			all = append(all, path)
		}
	}
	return all
}

func TestThePageAsOneFileIsSaved(t *testing.T) {
	r := get(web.New(furnished(t)), ui.LanguageFilePath)
	text := body(t, r)
	if got := r.Header.Get("Content-Disposition"); got != `attachment; filename="`+ui.LanguageFileName+`"` {
		t.Errorf("Content-Disposition %q", got)
	}
	for _, want := range []string{"connect-src &#39;none&#39;", "default-src &#39;none&#39;", `id="packed-document"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the file lacks %s", want)
		}
	}
	if again := body(t, get(web.New(furnished(t)), ui.LanguageFilePath)); again != text {
		t.Error("the same program gives different bytes")
	}
}
