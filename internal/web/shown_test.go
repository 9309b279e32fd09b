package web_test

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"bearings/internal/ui"
	"bearings/internal/web"
)

func TestTheExampleReportSaysThatItIsMadeUpAndHandsOutItsFiles(t *testing.T) {
	config := furnished(t)
	site := web.New(config)
	page := body(t, get(site, ui.ExampleReportPath))
	if !strings.Contains(page, config.Words.Say("example.made-up")) || strings.Count(page, "<h1") != 1 {
		t.Errorf("made up is said: %v, %d first headings", strings.Contains(page, config.Words.Say("example.made-up")), strings.Count(page, "<h1"))
	}
	// On paper each sheet says so too.
	mark := config.Assets.URL("made-up.css")
	if look := body(t, get(site, mark)); !strings.Contains(page, `href="`+mark+`"`) || !strings.Contains(look, config.Words.Say("pages.fictional")) {
		t.Errorf("on paper it does not say that it is made up: %q", look)
	}
	for _, file := range packFiles {
		r := get(site, ui.ExampleFileURL(file.Name))
		if got := body(t, r); r.StatusCode != 200 || got != string(file.Bytes) || r.Header.Get("Content-Type") != file.Type {
			t.Errorf("%s: status %d, type %s, %q", file.Name, r.StatusCode, r.Header.Get("Content-Type"), got)
		}
		if !strings.Contains(page, `href="`+ui.ExampleFileURL(file.Name)+`" download="`+file.Name+`"`) {
			t.Errorf("no link leads to %s", file.Name)
		}
	}
	if r := get(site, ui.ExampleFileURL("report.pdf")); r.StatusCode != 404 {
		t.Errorf("a file that is not there: status %d", r.StatusCode)
	}
}

func TestTheMeetingPackIsThereBeforeAnybodyAnswered(t *testing.T) {
	config := furnished(t)
	site := web.New(config)
	page := body(t, get(site, ui.MeetingPath))
	plan, err := config.Meeting()
	if err != nil {
		t.Fatal(err)
	}
	for _, agenda := range plan.ForNobodyAsked().Agendas {
		for _, step := range agenda.Steps {
			if !strings.Contains(page, ">"+step.Title.In("en")+"<") {
				t.Errorf("the page lacks the step %q", step.Title.In("en"))
			}
		}
	}
	for _, file := range []string{ui.MeetingPackDOCX, ui.MeetingPackHTML} {
		if !strings.Contains(page, `href="`+ui.MeetingFileURL(file)+`"`) {
			t.Errorf("no link leads to %s", file)
		}
	}
	word := get(site, ui.MeetingFileURL(ui.MeetingPackDOCX))
	if save := word.Header.Get("Content-Disposition"); save != `attachment; filename="meeting-pack.docx"` {
		t.Errorf("the Word document is saved as %s", save)
	}
}

// A page that stands on its own opens in the browser, looks as its own styles
// say, and may do nothing else.
func TestAPackOpensWithItsOwnLook(t *testing.T) {
	r := get(web.New(furnished(t)), ui.MeetingFileURL(ui.MeetingPackHTML))
	policy := r.Header.Get("Content-Security-Policy")
	// The hash is that of p{color:green}, as openssl gives it.
	want := "default-src 'none'; style-src 'sha256-+U34xzSKWEW1L9j9e5KZWYbDRq9rJlkv+gDWO4ekHkY='"
	if !strings.HasPrefix(policy, want) {
		t.Errorf("policy %q, want it to begin with %q", policy, want)
	}
	for _, part := range []string{"form-action 'none'", "frame-ancestors 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy, part) {
			t.Errorf("policy %q lacks %s", policy, part)
		}
	}
	if r.Header.Get("Content-Disposition") != "" {
		t.Error("the page is saved and not shown")
	}
}

func TestWhatIsShownIsMadeOnce(t *testing.T) {
	config := furnished(t)
	var made atomic.Int32
	config.MeetingPack = func() ([]ui.File, error) {
		made.Add(1)
		return packFiles, nil
	}
	site := web.New(config)
	if made.Load() != 0 {
		t.Error("it is made before anybody asked")
	}
	for range 3 {
		get(site, ui.MeetingPath)
		get(site, ui.MeetingFileURL(ui.MeetingPackDOCX))
	}
	if n := made.Load(); n != 1 {
		t.Errorf("it was made %d times", n)
	}
}

func TestWhatCannotBeMadeIsADefect(t *testing.T) {
	config := furnished(t)
	config.MeetingPack = func() ([]ui.File, error) { return nil, errors.New("broken") }
	config.ExampleReport = func() (web.Assessment, error) { return web.Assessment{}, errors.New("broken") }
	site := web.New(config)
	for _, path := range []string{ui.MeetingPath, ui.ExampleReportPath, ui.MeetingFileURL(ui.MeetingPackDOCX), ui.ExampleFileURL("results.csv")} {
		if r := get(site, path); r.StatusCode != 500 || strings.Contains(body(t, r), "broken") {
			t.Errorf("%s: status %d, or the page tells of our insides", path, r.StatusCode)
		}
	}
}
