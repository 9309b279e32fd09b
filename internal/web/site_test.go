package web_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/a-h/templ"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/library"
	"bearings/internal/office"
	"bearings/internal/phrase"
	"bearings/internal/session"
	"bearings/internal/ui"
	"bearings/internal/web"
)

var builtAssets = fstest.MapFS{
	"manifest.json": {Data: []byte(`{"site.css":"site.1.css","site.js":"site.1.js","mark.svg":"mark.1.svg","licences.txt":"licences.1.txt",
		"language-worker.js":"language-worker.1.js","hints.wasm":"hints.1.wasm","document.wasm":"hints.1.wasm",
		"checkdocument.js":"site.1.js","checkdocument-words.js":"site.1.js","checkdocument-passages.js":"site.1.js","checkdocument-marks.js":"site.1.js",
		"checkdocument-passed.js":"site.1.js","checkdocument-report.js":"site.1.js","language-alone.js":"site.1.js",
		"exit.js":"site.1.js","passkey.js":"site.1.js","language-words.js":"site.1.js","language.js":"site.1.js","language-box.js":"site.1.js","sheet.js":"site.1.js","return.js":"site.1.js","animation.js":"site.1.js","animation-motion.js":"site.1.js"}`)},
	"language-worker.1.js": {Data: []byte("1")},
	"hints.1.wasm.gz":      {Data: packed("the program")},
	"site.1.css":           {Data: []byte("body{}")},
	"site.1.css.gz":        {Data: []byte("packed")},
	"site.1.js":            {Data: []byte("1")},
	"mark.1.svg":           {Data: []byte("<svg/>")},
	"licences.1.txt":       {Data: []byte("MIT")},
	"README.md":            {Data: []byte("not served")},
}

func furnished(t testing.TB) web.Config {
	t.Helper()
	content := os.DirFS("../../content")
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	pack := os.DirFS("../../content/practice-principles")
	principles, err := framework.Load(pack)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := session.Load(content, "sessions/our-words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	meeting, err := session.LoadMeeting(content, "sessions/meeting.yaml")
	if err != nil {
		t.Fatal(err)
	}
	assets, err := ui.LoadAssets(builtAssets)
	if err != nil {
		t.Fatal(err)
	}
	books := sync.OnceValue(func() *ui.Shelf {
		l, err := library.Load(os.DirFS("../../content/library/en"), "en", principles)
		if err != nil {
			t.Error(err)
			return ui.NewShelf(&library.Library{}, principles)
		}
		return ui.NewShelf(l, principles)
	})
	return web.Config{
		Reading: books, PrinciplesFile: func() ([]byte, error) { return []byte("the principles in Word"), nil },
		Search: func(q library.Query) (library.Found, error) {
			if q.Text == "broken" {
				return library.Found{}, errors.New("the index is broken")
			}
			return library.Found{Hits: []library.Hit{{Entry: books().Shelf.Entries[0], Title: []library.Stretch{{Text: q.Text, Hit: true}}}}, All: 1}, nil
		},
		Words: words["en"], Framework: principles, Pack: pack, OurWords: ready(plan), Assets: assets,
		Asking:  ready(asking),
		Example: ready([]byte("respondent,strand,item,answer\n")), Log: slog.New(slog.DiscardHandler),
		MaxUpload: 1000, UploadsPerMinute: 6000, Limits: web.Limits{Off: true},
		Meeting: ready(meeting), MeetingPack: func() ([]ui.File, error) { return packFiles, nil },
		ExampleReport: func() (web.Assessment, error) {
			return web.Assessment{Report: templ.Raw("<h1>Made up</h1>"), Files: packFiles}, nil
		},
		Open:   func(r io.Reader) (answer.Table, error) { return office.OpenTable(r, office.DefaultLimits) },
		Assess: assess,
		Adopt:  toAdopt(t), AdoptFile: adoptTitle,
	}
}

// ready is what a site would read or make.
func ready[T any](what T) func() (T, error) { return func() (T, error) { return what, nil } }

// assess stands in for what makes the report: it names the files, and says each
// row that was read.
func assess(_ context.Context, sources []answer.Source) (web.Assessment, error) {
	var names, rows []string
	for _, source := range sources {
		names = append(names, source.Name)
		for {
			cells, err := source.Table.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				return web.Assessment{}, err
			}
			rows = append(rows, strings.Join(cells, ","))
		}
	}
	return web.Assessment{
		Report: templ.Raw("<h1>" + strings.Join(names, " ") + "</h1>"),
		Files:  []ui.File{{Name: "all.csv", Type: "text/csv", Bytes: []byte(strings.Join(rows, "\n"))}},
	}, nil
}

// filled is an answers file of so many bytes.
func filled(bytes int) string {
	const start = "respondent,strand,item,answer,comment\n1,staff,p1,mostly,"
	return start + strings.Repeat("x", bytes-len(start))
}

func ask(site http.Handler, r *http.Request) *http.Response {
	recorder := httptest.NewRecorder()
	site.ServeHTTP(recorder, r)
	return recorder.Result()
}

func get(site http.Handler, path string) *http.Response {
	r := httptest.NewRequest("GET", path, nil)
	r.Host = "localhost"
	return ask(site, r)
}

func body(t *testing.T, r *http.Response) string {
	t.Helper()
	all, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// send posts a file as a browser does.
func send(t *testing.T, name, text string) *http.Request {
	t.Helper()
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	part, err := writer.CreateFormFile("answers", name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(part, text); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest("POST", ui.YourAnswersPath, &form)
	r.Header.Set("Content-Type", writer.FormDataContentType())
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return r
}

// paths has one address for each route that is asked with GET.
func paths(config web.Config) map[string]string {
	return map[string]string{
		"Home": "/", "Principles": "/principles", "Principle": ui.PrincipleURL(config.Framework.Principles[0].ID),
		"Questions": "/questions", "Sheet": ui.QuestionsURL(ui.FormParent), "QuestionList": "/questions.csv",
		"OurWords": "/sessions/our-words", "OurWordsFor": ui.OurWordsURL(framework.Parent), "Framework": "/framework.zip",
		"YourAnswers": "/your-answers", "Example": "/your-answers/example.csv", "Blank": "/your-answers/blank.csv",
		"Meeting": "/meeting", "MeetingFile": ui.MeetingFileURL(ui.MeetingPackHTML),
		"ExampleReport": "/example", "ExampleFile": ui.ExampleFileURL("results.csv"),
		"QuestionFile":  ui.QuestionFileURL("staff.txt"),
		"Writing":       ui.WritingPath,
		"CheckDocument": ui.LanguagePath, "LanguageFile": ui.LanguageFilePath, "LanguageWords": ui.LanguageWordsPath, "LanguageWord": ui.LanguageWordURL("victim"),
		"LanguageDebate": ui.LanguageDebatePath, "LanguageSources": ui.LanguageSourcesPath, "LanguageCard": ui.LanguageCardPath,
		"Library": ui.LibraryPath, "Search": ui.SearchPath, "PrincipleMap": ui.PrinciplesMapPath,
		"PrinciplesDocument": ui.PrinciplesDocumentPath, "PrinciplesFile": ui.PrinciplesFileURL(ui.PrinciplesDOCX),
		"Evidence": ui.EvidencePath, "References": ui.ReferencesPath, "Topic": ui.EvidenceURL("P3"),
		"Glossary": ui.GlossaryPath, "Word": ui.WordURL("grooming"), "CaseStudies": ui.CaseStudiesPath, "Team": ui.TeamPath,
		"CaseStudy": ui.CaseStudyURL("the-photo"), "CaseResponse": ui.CaseResponseURL("the-photo"),
		"Guides": ui.GuidesPath, "Guide": ui.GuideURL("youth-voice"), "Start": ui.StartURL("parents"), "Animation": ui.AnimationPath, "AnimationFile": ui.AnimationFileURL("captions.vtt"),
		"Accessibility": "/accessibility", "Privacy": "/privacy", "Cookies": "/cookies", "Terms": "/terms", "Help": "/help",
		"AdoptList": ui.AdoptPath, "AdoptDocument": ui.AdoptURL("dpia"), "AdoptFile": ui.AdoptFileURL("dpia.docx"),
		"Asset": config.Assets.URL("site.css"), "Health": "/healthz", "Retention": ui.RetentionPath,
	}
}

var packFiles = []ui.File{
	{Name: ui.MeetingPackHTML, Type: "text/html; charset=utf-8", Bytes: []byte("<!DOCTYPE html><style>p{color:green}</style><p>Pack")},
	{Name: ui.MeetingPackDOCX, Type: wordType, Bytes: []byte("a pack in Word")},
	{Name: "results.csv", Type: "text/csv; charset=utf-8", Bytes: []byte("strand,group\r\n")},
}
