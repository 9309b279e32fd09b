package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/a-h/templ"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/ui"
	"bearings/internal/web"
)

func TestEveryAnswerIsProtected(t *testing.T) {
	config := furnished(t)
	site := web.New(config)
	where := paths(config)
	where["nothing"] = "/nothing"
	for _, route := range site.Routes() {
		if route.Method == "GET" && where[route.Name] == "" {
			t.Errorf("no address for %s", route.Name)
		}
	}
	for name, path := range where {
		r := get(site, path)
		if want := map[string]int{"nothing": 404}[name]; want == 0 && r.StatusCode != 200 {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
		if name == "MeetingFile" || name == "LanguageFile" {
			continue // a page on its own has its own policy, and its own test
		}
		policy := r.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "style-src 'self'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: the policy %q lacks %s", path, policy, part)
			}
		}
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
			"Server": "", "Set-Cookie": "", "X-Powered-By": "",
		} {
			if got := r.Header.Get(header); got != want {
				t.Errorf("%s: %s is %q, want %q", path, header, got, want)
			}
		}
		if r.Header.Get("Permissions-Policy") == "" || r.Header.Get("Content-Type") == "" {
			t.Errorf("%s: Permissions-Policy or Content-Type is missing", path)
		}
		if text := body(t, r); strings.Contains(text, " style=") || strings.Contains(text, "<style") || strings.Contains(text, "onclick") {
			t.Errorf("%s: a style or script stands in the page", path)
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	site := web.New(furnished(t))
	for _, path := range []string{"/nothing", "/principles/P99", "/questions/nobody", "/sessions/our-words/staff", "/assets/README.md", "/assets/manifest.json"} {
		if r := get(site, path); r.StatusCode != 404 || !strings.Contains(body(t, r), "There is no page here") {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
	}
	r := ask(site, httptest.NewRequest("DELETE", "/your-answers", nil))
	if allow := r.Header.Get("Allow"); r.StatusCode != 405 || !strings.Contains(allow, "GET, HEAD") || !strings.Contains(allow, "POST") {
		t.Errorf("DELETE: status %d, Allow %q", r.StatusCode, allow)
	}
}

func TestAPageIsKeptAndRechecked(t *testing.T) {
	site := web.New(furnished(t))
	first := get(site, "/principles/P1")
	plain := body(t, first)
	again := httptest.NewRequest("GET", "/principles/P1", nil)
	again.Header.Set("If-None-Match", first.Header.Get("ETag"))
	if r := ask(site, again); r.StatusCode != 304 || body(t, r) != "" {
		t.Errorf("status %d, want 304 and no body", r.StatusCode)
	}
	packed := httptest.NewRequest("GET", "/principles/P1", nil)
	packed.Header.Set("Accept-Encoding", "gzip")
	r := ask(site, packed)
	if r.Header.Get("Content-Encoding") != "gzip" || len(body(t, r)) >= len(plain)/2 {
		t.Error("the page does not come packed")
	}
}

func TestAssetsAreKeptForEver(t *testing.T) {
	config := furnished(t)
	site := web.New(config)
	r := get(site, config.Assets.URL("site.css"))
	if r.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" || body(t, r) != "body{}" {
		t.Errorf("Cache-Control %q", r.Header.Get("Cache-Control"))
	}
	request := httptest.NewRequest("GET", config.Assets.URL("site.css"), nil)
	request.Header.Set("Accept-Encoding", "br, gzip")
	if r := ask(site, request); body(t, r) != "packed" {
		t.Error("the packed copy was not used")
	}
}

func TestMissingAssetsSayWhatToRun(t *testing.T) {
	_, err := ui.LoadAssets(fstest.MapFS{"README.md": {}})
	var f *fault.Fault
	if !errors.As(err, &f) {
		t.Fatalf("got %v, want a fault", err)
	}
	if text := furnished(t).Words.Fault(f); !strings.Contains(text, "npm run build") {
		t.Errorf("it says %q", text)
	}
}

func TestAGoodFileGivesAReport(t *testing.T) {
	config := furnished(t)
	for sent, shown := range map[string]string{"answers.csv": "answers.csv", `C:\mine\answers.csv`: "answers.csv"} {
		r := ask(web.New(config), send(t, sent, filled(100)))
		text := body(t, r)
		if r.StatusCode != 200 || !strings.Contains(text, "<h1>"+shown+"</h1>") || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("status %d, Cache-Control %q", r.StatusCode, r.Header.Get("Cache-Control"))
		}
	}
}

func TestProblemsAreListedWithTheirPlace(t *testing.T) {
	config := furnished(t)
	config.Assess = func(_ context.Context, sources []answer.Source) (web.Assessment, error) {
		problems := &fault.Problems{}
		for line := 2; line <= 304; line++ {
			problems.Add(sources[0].Name, line, 28, "upload.no-file")
		}
		return web.Assessment{}, problems
	}
	r := ask(web.New(config), send(t, "answers.xlsx", filled(100)))
	text := body(t, r)
	if r.StatusCode != 422 {
		t.Errorf("status %d, want 422", r.StatusCode)
	}
	for _, want := range []string{"<title>Error: ", "There are 303 things", ">201<", ">AB<", "103 more lines like this one"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(text, ">202<") {
		t.Error("more than 200 problems are listed one by one")
	}
}

func TestWhatCanGoWrongWithAnUpload(t *testing.T) {
	without := httptest.NewRequest("POST", ui.YourAnswersPath, strings.NewReader("x"))
	foreign := send(t, "answers.csv", "x")
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	broken := send(t, "answers.csv", "x")
	broken.Body = io.NopCloser(strings.NewReader("--"))
	cases := map[string]struct {
		request *http.Request
		status  int
	}{
		"a byte too many":      {send(t, "answers.csv", filled(1001)), 413},
		"far too large":        {send(t, "answers.csv", filled(100_000)), 413},
		"as large as may be":   {send(t, "answers.csv", filled(1000)), 200},
		"no form":              {without, 422},
		"half a form":          {broken, 422},
		"no file chosen":       {send(t, "", ""), 422},
		"sent by another site": {foreign, 403},
	}
	for name, c := range cases {
		if r := ask(web.New(furnished(t)), c.request); r.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", name, r.StatusCode, c.status)
		}
	}
}

func TestADefectIsLoggedOnceWithoutTheAddress(t *testing.T) {
	for _, assess := range []func(context.Context, []answer.Source) (web.Assessment, error){
		func(context.Context, []answer.Source) (web.Assessment, error) {
			return web.Assessment{}, errors.New("broken")
		},
		func(context.Context, []answer.Source) (web.Assessment, error) { panic("broken") },
	} {
		var log bytes.Buffer
		config := furnished(t)
		config.Log = slog.New(slog.NewTextHandler(&log, nil))
		config.Assess = assess
		request := send(t, "Asha-Example.csv", filled(100))
		request.URL.RawQuery = "name=Asha"
		r := ask(web.New(config), request)
		if r.StatusCode != 500 || strings.Contains(body(t, r), "broken") {
			t.Errorf("status %d, or the page tells of our insides", r.StatusCode)
		}
		if strings.Count(log.String(), "level=ERROR") != 1 || !strings.Contains(log.String(), "broken") || strings.Contains(log.String(), "Asha") {
			t.Errorf("log: %s", log.String())
		}
	}
}

// TestOnlySoManyAtWork holds one file at work and sends another, which is told
// to come back.
func TestOnlySoManyAtWork(t *testing.T) {
	config := furnished(t)
	config.AtWork, config.Patience = 1, time.Nanosecond
	begun, end := make(chan struct{}), make(chan struct{})
	config.Assess = func(context.Context, []answer.Source) (web.Assessment, error) {
		close(begun)
		<-end
		return web.Assessment{Report: templ.Raw("")}, nil
	}
	site := web.New(config)
	first := make(chan int)
	request := send(t, "answers.csv", filled(100))
	go func() { first <- ask(site, request).StatusCode }()
	<-begun
	r := ask(site, send(t, "answers.csv", filled(100)))
	close(end)
	if r.StatusCode != 429 || r.Header.Get("Retry-After") == "" {
		t.Errorf("the second: status %d, Retry-After %q", r.StatusCode, r.Header.Get("Retry-After"))
	}
	if status := <-first; status != 200 {
		t.Errorf("the first: status %d", status)
	}
}

func TestTooManyInAMinute(t *testing.T) {
	config := furnished(t)
	config.UploadsPerMinute = 1
	site := web.New(config)
	if r := ask(site, send(t, "answers.csv", filled(100))); r.StatusCode != 200 {
		t.Fatalf("the first: status %d", r.StatusCode)
	}
	r := ask(site, send(t, "answers.csv", filled(100)))
	if text := body(t, r); r.StatusCode != 429 || !strings.Contains(text, "Many files came in") {
		t.Errorf("the second: status %d", r.StatusCode)
	}
}

func TestThePackComesWhole(t *testing.T) {
	config := furnished(t)
	text := body(t, get(web.New(config), ui.FrameworkPath))
	archive, err := zip.NewReader(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	folder := config.Framework.ID + "-" + config.Framework.Version
	pack, err := framework.Load(sub(t, archive, folder))
	if err != nil {
		t.Fatalf("the downloaded pack does not load: %v", err)
	}
	if len(pack.Items) != len(config.Framework.Items) {
		t.Errorf("%d items, want %d", len(pack.Items), len(config.Framework.Items))
	}
	if text != body(t, get(web.New(config), ui.FrameworkPath)) {
		t.Error("the same pack gives different bytes")
	}
}

func TestTheQuestionListHasEveryAnswer(t *testing.T) {
	config := furnished(t)
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(body(t, get(web.New(config), ui.QuestionListPath)), "\ufeff")))
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := 1
	for _, item := range config.Framework.Items {
		scale, _ := config.Framework.Scale(item.Scale)
		want += len(item.Strands) * max(1, len(scale.Positions)+len(scale.Beside))
	}
	if len(rows) != want {
		t.Errorf("%d rows, want %d", len(rows), want)
	}
}
