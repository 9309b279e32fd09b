package web_test

import (
	"bytes"
	"compress/gzip"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"bearings/internal/ui"
	"bearings/internal/web"
	"bearings/language"
)

func packed(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.Bytes()
}

// wrote sends the form with boxes; each pair is a field and its value.
func wrote(site http.Handler, pairs ...string) *http.Response {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return sentForm(site, form.Encode())
}

func sentForm(site http.Handler, form string) *http.Response {
	r := httptest.NewRequest("POST", ui.WritingPath, strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return ask(site, r)
}

func TestWritingIsLookedAtAndNotKept(t *testing.T) {
	config := furnished(t)
	var log bytes.Buffer
	config.Log = slog.New(slog.NewTextHandler(&log, nil))
	site := web.New(config)
	text := "Putting herself at risk \U0001F642,\r\nhe absconded."
	r := wrote(site, "note", text, "step", "check")
	page := body(t, r)
	if r.StatusCode != 200 || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("status %d, Cache-Control %q", r.StatusCode, r.Header.Get("Cache-Control"))
	}
	for _, want := range []string{"Look at your words once more", "<q class=\"own-words\">Putting herself at risk</q>",
		"<q class=\"own-words\">absconded</q>", "value=\"abscond meant absconded\"",
		// One line end is one character for the browser, the face two.
		"&#34;start&#34;:31,&#34;end&#34;:40"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(log.String(), "absconded") || log.Len() > 0 {
		t.Errorf("the log holds %q", log.String())
	}
	if again := body(t, get(site, ui.WritingPath)); strings.Contains(again, "absconded") {
		t.Error("the next reader sees what the last one wrote")
	}
}

func TestWritingGoesOnOnceAllIsDecided(t *testing.T) {
	site := web.New(furnished(t))
	const done = "What would be saved"
	for name, c := range map[string]struct {
		pairs []string
		done  bool
		says  string
	}{
		"nothing to look at":  {[]string{"note", "She was at school."}, true, "She was at school."},
		"kept":                {[]string{"note", "He absconded.", "note.kept.0", "abscond legal-term absconded"}, true, "Kept: it is a legal term."},
		"kept, other letters": {[]string{"note", "He ABSCONDED.", "note.kept.7", "abscond meant absconded"}, true, "Kept: you mean it like this."},
		"another word kept":   {[]string{"note", "He absconded.", "note.kept.0", "abscond meant absconding"}, false, "absconded"},
		"no such reason":      {[]string{"note", "He absconded.", "note.kept.0", "abscond because absconded"}, false, "absconded"},
		"half a choice":       {[]string{"note", "He absconded.", "note.kept.0", "abscond"}, false, "absconded"},
		"of the other box":    {[]string{"note", "He absconded.", "said.kept.0", "abscond meant absconded"}, false, "absconded"},
		"to be changed":       {[]string{"note", "He absconded.", "note.kept.0", ""}, false, "absconded"},
		"going on anyway":     {[]string{"note", "He absconded.", "step", "done"}, true, "He absconded."},
		"a child's words":     {[]string{"said", "He absconded.", "said.voice", "yes"}, true, "A young person&#39;s own words"},
		"markup":              {[]string{"note", "<b>bold</b>"}, true, "&lt;b&gt;bold&lt;/b&gt;"},
		"not UTF-8":           {[]string{"note", "caf\xe9 closed"}, true, "caf\ufffd closed"},
	} {
		r := wrote(site, append([]string{"step", "check"}, c.pairs...)...)
		if c.pairs[len(c.pairs)-2] == "step" {
			r = wrote(site, c.pairs...)
		}
		page := body(t, r)
		if r.StatusCode != 200 || strings.Contains(page, done) != c.done || !strings.Contains(page, c.says) {
			t.Errorf("%s: status %d, done is %v, want %v, saying %q", name, r.StatusCode, strings.Contains(page, done), c.done, c.says)
		}
	}
}

func TestWritingThatCanNotBeTakenIn(t *testing.T) {
	site := web.New(furnished(t))
	for name, c := range map[string]struct {
		form   string
		status int
		says   string
	}{
		"nothing":    {"", 422, "Write a few words in one of the boxes first."},
		"spaces":     {"note=+%0D%0A&said=", 422, "Write a few words"},
		"broken":     {"note=%ZZ", 422, "Write a few words"},
		"long":       {"note=" + strings.Repeat("a", 2001), 422, "This is longer than the box can take, which is 2,000 characters."},
		"long, said": {"note=a&said=" + strings.Repeat("a", 1001), 422, "href=\"#said\""},
		"too much":   {"note=" + strings.Repeat("a", 3<<20), 413, "This was more than the page can take"},
	} {
		r := sentForm(site, c.form)
		if page := body(t, r); r.StatusCode != c.status || !strings.Contains(page, c.says) {
			t.Errorf("%s: status %d, want %d saying %q", name, r.StatusCode, c.status, c.says)
		}
	}
	if page := body(t, sentForm(site, "note="+strings.Repeat("é", 2000))); !strings.Contains(page, "What would be saved") {
		t.Error("2,000 letters of two bytes are refused")
	}
	foreign := httptest.NewRequest("POST", ui.WritingPath, strings.NewReader("note=a"))
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	if r := ask(site, foreign); r.StatusCode != 403 {
		t.Errorf("a form of another site: status %d", r.StatusCode)
	}
}

func TestTheCheckerForBrowsersIsServed(t *testing.T) {
	config := furnished(t)
	own := language.Rule{ID: "our-own", Words: "our own", Severity: language.Care, Category: "stigma", Patterns: []string{"zebra"},
		Why: "w", Alternatives: []string{"a", "b"}, Debate: "d", Flag: []string{"example one"}, Pass: []string{"example two"}}
	checker, err := language.New([]language.Rule{own})
	if err != nil {
		t.Fatal(err)
	}
	config.Language = checker
	site := web.New(config)
	rules, err := language.Unpack(body(t, get(site, config.Assets.URL("rules.pack"))))
	if err != nil || len(rules) != 1 || rules[0].ID != own.ID || len(rules[0].Flag)+len(rules[0].Pass) != 0 || rules[0].Debate != "" {
		t.Errorf("the browser gets the rules %+v, %v; want the site's own, without what only readers need", rules, err)
	}
	worker := get(site, config.Assets.URL("language-worker.js"))
	if policy := worker.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "'wasm-unsafe-eval'") || !strings.Contains(policy, "connect-src 'self'") || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("the worker may do %q", policy)
	}
	if policy := get(site, ui.WritingPath).Header.Get("Content-Security-Policy"); strings.Contains(policy, "wasm") || strings.Contains(policy, "connect") || !strings.Contains(policy, "worker-src 'self'") {
		t.Errorf("the page may do %q", policy)
	}
	for _, takes := range []string{"", "gzip"} {
		r := httptest.NewRequest("GET", config.Assets.URL("hints.wasm"), nil)
		r.Header.Set("Accept-Encoding", takes)
		answer := ask(site, r)
		text := body(t, answer)
		if takes == "gzip" && text != string(packed("the program")) || takes == "" && text != "the program" {
			t.Errorf("taking %q, a browser gets %q", takes, text)
		}
		if kind := answer.Header.Get("Content-Type"); kind != "application/wasm" {
			t.Errorf("the program is %q", kind)
		}
	}
}
