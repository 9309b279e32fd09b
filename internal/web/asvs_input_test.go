package web_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"bearings/internal/answer"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// hostile are words that mean something in one of the languages a page passes
// through: markup, attributes, scripts, templates, headers, addresses, formats.
var hostile = []string{
	"<script>alert(1)</script>", `" onfocus="alert(1)" autofocus="`, "</textarea><img src=x onerror=alert(1)>", "</title><b>",
	"{{.Secret}} ${7*7} <%= 1 %> {{ call . }}", "javascript:alert(1)", "a\r\nSet-Cookie: stolen=1", "%3Cscript%3E &lt;b&gt; &amp;amp;",
	"'; DROP TABLE account; --", "\u202eevil\u2066", "%s%n%!d(string=x)", "]]><![CDATA[",
}

// Whatever is typed stands in the page as it was typed: nothing runs, nothing is
// filled in, and nothing is taken out of its code a second time.
func TestWhatIsTypedComesBackAsItWasTyped(t *testing.T) {
	site := web.New(furnished(t))
	for _, typed := range hostile {
		typed := strings.ReplaceAll(typed, "\r\n", "\n") // a text box has one sort of line end
		r := wrote(site, "note", typed+" he absconded", "step", "check")
		page := body(t, r)
		if len(r.Header["Set-Cookie"]) > 0 {
			t.Errorf("%q became a header", typed)
		}
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		box := ""
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.Data == "textarea" && n.FirstChild != nil {
				box += n.FirstChild.Data
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "autofocus" {
					t.Errorf("%q became the attribute %s", typed, a.Key)
				}
			}
			if n.Type == html.ElementNode && n.Data == "script" && n.FirstChild != nil && strings.Contains(n.FirstChild.Data, "alert(1)") {
				t.Errorf("%q runs", typed)
			}
		}
		if !strings.Contains(box, typed+" he absconded") {
			t.Errorf("%q came back as %q", typed, box)
		}
	}
}

// The same for a search, whose words stand in an attribute, and for the name of
// a file, which stands in the page that says what is wrong with it.
func TestNamesAndQuestionsAreShownAsText(t *testing.T) {
	site := web.New(furnished(t))
	for _, typed := range hostile {
		pages := map[string]string{"search": body(t, get(site, ui.SearchPath+"?q="+url.QueryEscape(typed)))}
		if !strings.ContainsAny(typed, "\r\n\"/") { // multipart names end there
			pages["file"] = body(t, ask(site, send(t, typed, "strand\n")))
		}
		for name, page := range pages {
			tokens := html.NewTokenizer(strings.NewReader(page))
			for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
				token := tokens.Token()
				for _, a := range token.Attr {
					if strings.HasPrefix(a.Key, "on") || a.Key == "href" && strings.HasPrefix(strings.TrimSpace(strings.ToLower(a.Val)), "javascript:") {
						t.Errorf("%s for %q: <%s %s=%q>", name, typed, token.Data, a.Key, a.Val)
					}
				}
			}
			if strings.Contains(page, "<script>alert(1)") || strings.Contains(page, "<img src=x") {
				t.Errorf("%s for %q: it became markup", name, typed)
			}
		}
	}
}

// An address and a form are taken out of their code once; what is still in code
// then is what was meant.
func TestWhatIsSentIsDecodedOnce(t *testing.T) {
	site := web.New(furnished(t))
	for path, status := range map[string]int{"/principles/P1": 200, "/principles/%501": 200, "/principles/%25501": 404, "/principles/%252e%252e": 404} {
		if r := get(site, path); r.StatusCode != status {
			t.Errorf("%s: status %d, want %d", path, r.StatusCode, status)
		}
	}
	if page := body(t, get(site, ui.SearchPath+"?q=%2541bc")); !strings.Contains(page, `value="%41bc"`) {
		t.Error("what was asked for was decoded twice")
	}
	if page := body(t, sentForm(site, "note=%2541bc+absconded&step=check")); !strings.Contains(page, "%41bc absconded</textarea>") {
		t.Error("what was typed was decoded twice")
	}
}

// A form is what its body says. A field in the address, or given twice, or that
// the form does not have, changes nothing.
func TestAFormIsWhatItsBodySays(t *testing.T) {
	site := web.New(furnished(t))
	plain := body(t, wrote(site, "note", "He came home.", "step", "check"))
	for _, c := range []struct{ query, form string }{
		{"?note=From+the+address&step=done&quote=x", "note=He+came+home.&step=check"},
		{"?quote=From+the+address&" + ui.FieldVoice("note") + "=yes", "note=He+came+home.&step=check"},
		{"", "note=He+came+home.&note=A+second&step=check&step=done"},
		{"", "note=He+came+home.&step=check&role=coordinator&Written=x&written.Text=x&__proto__=x&account=1"},
	} {
		r := httptest.NewRequest("POST", ui.WritingPath+c.query, strings.NewReader(c.form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if got := body(t, ask(site, r)); got != plain {
			t.Errorf("%s %s changes the answer", c.query, c.form)
		}
	}
}

// No address reaches into folders, lists one, or opens what helps developers.
func TestNoAddressReachesIntoFolders(t *testing.T) {
	site := web.New(furnished(t))
	for _, path := range []string{
		"/.git/config", "/.git/HEAD", "/.svn/entries", "/.env", "/go.mod", "/assets/", "/assets", "/assets/..%2fREADME.md", "/assets/%2e%2e/README.md",
		"/assets/../../go.mod", "/assets/..%5c..%5cgo.mod", "/meeting/..%2f..%2fgo.mod", "/example/%2e%2e%2fgo.mod", "/questions/files/", "/sessions/",
		"/debug/pprof/", "/debug/vars", "/metrics", "/server-status", "/swagger", "/openapi.json", "/admin", "/etc/passwd", "//etc/passwd", "/assets/site.css%00.txt",
	} {
		r := httptest.NewRequest("GET", "http://example.com/", nil)
		u, err := url.Parse("http://example.com" + path)
		if err != nil {
			t.Fatal(err)
		}
		r.URL, r.RequestURI = u, path
		answer := ask(site, r)
		text := body(t, answer)
		isElsewhere := answer.StatusCode/100 == 3 && get(site, answer.Header.Get("Location")).StatusCode == 404
		if answer.StatusCode != 404 && !isElsewhere {
			t.Errorf("%s: status %d", path, answer.StatusCode)
		}
		if strings.Contains(text, "module bearings") || strings.Contains(text, "not served") || strings.Contains(text, "root:") {
			t.Errorf("%s gives a file away", path)
		}
	}
}

// What is uploaded is read as it comes: no file is made of it.
func TestUploadsLeaveNoFileBehind(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	config := furnished(t)
	config.MaxUpload = 64 << 20 // more than net/http would keep in memory
	seen := -1
	config.Assess = func(ctx context.Context, sources []answer.Source) (web.Assessment, error) {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return web.Assessment{}, err
		}
		seen = len(entries)
		return assess(ctx, nil)
	}
	if r := ask(web.New(config), send(t, "../../answers.php", filled(40<<20))); r.StatusCode != 200 {
		t.Fatalf("status %d", r.StatusCode)
	}
	entries, err := os.ReadDir(folder)
	if err != nil || seen != 0 || len(entries) != 0 {
		t.Errorf("%d files while it was read, %d afterwards, %v", seen, len(entries), err)
	}
}

// A log is lines, one an event, whatever an error says; each has its time with
// the distance from UTC, and can be read by a machine.
func TestALogLineIsOneLine(t *testing.T) {
	var log bytes.Buffer
	config := furnished(t)
	config.Log = slog.New(slog.NewTextHandler(&log, nil))
	const forged = "broken\ntime=2026-01-01T00:00:00Z level=INFO msg=\"signed in\" account=1\r\n\x1b[2J"
	config.Assess = func(context.Context, []answer.Source) (web.Assessment, error) {
		return web.Assessment{}, errors.New(forged)
	}
	r := ask(web.New(config), send(t, "answers.csv", filled(100)))
	if page := body(t, r); r.StatusCode != 500 || strings.Contains(page, "signed in") || strings.Contains(page, "broken") {
		t.Errorf("status %d, or the page tells of our insides", r.StatusCode)
	}
	lines := strings.Split(strings.TrimSuffix(log.String(), "\n"), "\n")
	if len(lines) != 1 || strings.ContainsAny(lines[0], "\r\x1b") {
		t.Fatalf("%d lines: %q", len(lines), log.String())
	}
	fields := regexp.MustCompile(`^time=(\S+) level=ERROR msg="request failed" route=YourReport error="broken\\n`).FindStringSubmatch(lines[0])
	if fields == nil {
		t.Fatalf("the line is %s", lines[0])
	}
	if _, err := time.Parse(time.RFC3339Nano, fields[1]); err != nil {
		t.Errorf("its time: %v", err)
	}
}
