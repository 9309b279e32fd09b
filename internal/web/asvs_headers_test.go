package web_test

import (
	"context"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"bearings/internal/answer"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// everything asks the site in every way there is: each page and file, plain,
// packed, rechecked and by other methods, and what ends in each kind of failure.
func everything(t *testing.T, config web.Config) map[string]*http.Response {
	t.Helper()
	site := web.New(config)
	all := map[string]*http.Response{}
	for _, path := range slices.Sorted(maps.Values(paths(config))) {
		for _, method := range []string{"GET", "HEAD", "OPTIONS", "TRACE", "DELETE"} {
			r := httptest.NewRequest(method, path, nil)
			r.Header.Set("Origin", "https://elsewhere.example")
			if method == "DELETE" {
				r.Header.Del("Origin")
			}
			all[method+" "+path] = ask(site, r)
		}
		again := httptest.NewRequest("GET", path, nil)
		again.Header.Set("If-None-Match", all["GET "+path].Header.Get("ETag"))
		all["again "+path] = ask(site, again)
		packed := httptest.NewRequest("GET", path, nil)
		packed.Header.Set("Accept-Encoding", "gzip")
		all["packed "+path] = ask(site, packed)
	}
	foreign := send(t, "answers.csv", filled(100))
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	for name, r := range map[string]*http.Request{
		"not there": httptest.NewRequest("GET", "/nothing", nil), "foreign": foreign, "too large": send(t, "answers.csv", filled(100_000)),
		"no form": httptest.NewRequest("POST", ui.YourAnswersPath, strings.NewReader("x")), "report": send(t, "answers.csv", filled(100)),
	} {
		all[name] = ask(site, r)
	}
	broken := config
	broken.Assess = func(context.Context, []answer.Source) (web.Assessment, error) { panic("broken") }
	all["broken"] = ask(web.New(broken), send(t, "answers.csv", filled(100)))
	busy := config
	busy.UploadsPerMinute = 1
	tired := web.New(busy)
	ask(tired, send(t, "answers.csv", filled(100)))
	all["too often"] = ask(tired, send(t, "answers.csv", filled(100)))
	return all
}

func TestEveryWayToAskIsAnsweredSafely(t *testing.T) {
	all := everything(t, furnished(t))
	seen := map[int]bool{}
	for name, r := range all {
		seen[r.StatusCode] = true
		policy := map[string]string{}
		for _, part := range strings.Split(r.Header.Get("Content-Security-Policy"), ";") {
			directive, value, _ := strings.Cut(strings.TrimSpace(part), " ")
			policy[directive] = value
		}
		objects, said := policy["object-src"]
		if !said {
			objects = policy["default-src"]
		}
		if objects != "'none'" || policy["base-uri"] != "'none'" || policy["frame-ancestors"] != "'none'" {
			t.Errorf("%s: status %d, policy %v", name, r.StatusCode, policy)
		}
		for _, never := range []string{"'unsafe-eval'", "http:", "https:", "*"} {
			if strings.Contains(r.Header.Get("Content-Security-Policy"), never) {
				t.Errorf("%s: the policy allows %s", name, never)
			}
		}
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Access-Control-Allow-Origin": "",
			"Access-Control-Allow-Credentials": "", "Server": "", "X-Powered-By": "",
		} {
			if got := r.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", name, header, got, want)
			}
		}
	}
	for _, status := range []int{200, 304, 403, 404, 405, 413, 422, 429, 500} {
		if !seen[status] {
			t.Errorf("nothing ended with status %d", status)
		}
	}
}

// A body says what it is, and in which letters.
func TestEveryBodySaysWhatItIs(t *testing.T) {
	for name, r := range everything(t, furnished(t)) {
		text := body(t, r)
		if text == "" {
			continue
		}
		kind, with, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		if err != nil {
			t.Errorf("%s: Content-Type %q: %v", name, r.Header.Get("Content-Type"), err)
			continue
		}
		isText := strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "+xml") || strings.HasSuffix(kind, "/xml")
		if isText && kind != "text/vtt" && !strings.EqualFold(with["charset"], "utf-8") { // WebVTT is always UTF-8
			t.Errorf("%s: %s without its letters", name, r.Header.Get("Content-Type"))
		}
		begins := strings.HasPrefix(strings.ToLower(text), "<!doctype html>")
		if r.Header.Get("Content-Encoding") == "" && begins != (kind == "text/html") {
			t.Errorf("%s: %s, and it begins %.40q", name, kind, text)
		}
	}
}

// What is no page of the site is saved by a browser, never shown in the site's
// name, under a name that nobody outside chose.
func TestFilesAreSavedAndNotShown(t *testing.T) {
	saved := 0
	for name, r := range everything(t, furnished(t)) {
		if r.StatusCode != 200 || strings.HasPrefix(name, "HEAD") {
			continue
		}
		kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
		how, with, err := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
		isPartOfAPage := kind == "text/html" || strings.Contains(name, ui.AssetsPath) || strings.Contains(name, ui.HealthPath) || strings.Contains(name, ui.AnimationPath)
		if isPartOfAPage && how == "" {
			continue
		}
		if saved++; err != nil || how != "attachment" || with["filename"] == "" || strings.ContainsAny(with["filename"], "/\\\"\r\n;") {
			t.Errorf("%s: %s, Content-Disposition %q", name, kind, r.Header.Get("Content-Disposition"))
		}
	}
	if saved < 10 {
		t.Errorf("only %d files were saved", saved)
	}
}

// Every form can only be sent from the site itself, whichever way a browser
// tells where it came from.
func TestNoFormOfAnotherSiteIsTaken(t *testing.T) {
	config := furnished(t)
	taken := 0
	config.Assess = func(context.Context, []answer.Source) (web.Assessment, error) { taken++; return web.Assessment{}, nil }
	site := web.New(config)
	forms := 0
	for _, route := range site.Routes() {
		if route.Method == "GET" {
			continue
		}
		forms++
		path := strings.NewReplacer("{partnership}", "x", "{agency}", "x", "{id}", "x").Replace(route.Pattern)
		for _, from := range []map[string]string{
			{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://example.com"},
			{"Origin": "https://elsewhere.example"}, {"Origin": "http://example.com:81"}, {"Origin": "null"},
		} {
			form := send(t, "answers.csv", filled(100))
			r := httptest.NewRequest(route.Method, path, form.Body)
			r.Header.Set("Content-Type", form.Header.Get("Content-Type"))
			for name, value := range from {
				r.Header.Set(name, value)
			}
			if got := ask(site, r); got.StatusCode != 403 {
				t.Errorf("%s %s from %v: status %d, want 403", route.Method, path, from, got.StatusCode)
			}
		}
	}
	if forms == 0 || taken > 0 {
		t.Errorf("%d forms, %d of them taken", forms, taken)
	}
}

// A page fetches nothing from elsewhere and embeds nothing that runs by itself.
func TestPagesLoadNothingFromElsewhere(t *testing.T) {
	looked := 0
	for name, r := range everything(t, furnished(t)) {
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") || r.Header.Get("Content-Encoding") != "" {
			continue
		}
		tokens := html.NewTokenizer(strings.NewReader(body(t, r)))
		for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
			token := tokens.Token()
			if slices.Contains([]string{"object", "embed", "applet", "iframe", "frame", "portal"}, token.Data) && kind != html.TextToken {
				t.Errorf("%s: <%s>", name, token.Data)
			}
			for _, a := range token.Attr {
				loads := a.Key == "src" || a.Key == "srcset" || a.Key == "action" || a.Key == "formaction" || a.Key == "href" && token.Data == "link"
				if !loads {
					continue
				}
				looked++
				if u, err := url.Parse(a.Val); err != nil || u.Host != "" || u.Scheme != "" && u.Scheme != "data" {
					t.Errorf("%s: <%s %s=%q>", name, token.Data, a.Key, a.Val)
				}
			}
		}
	}
	if looked < 50 {
		t.Errorf("only %d addresses were looked at", looked)
	}
}
