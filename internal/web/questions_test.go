package web_test

import (
	"strings"
	"testing"

	"bearings/internal/ui"
	"bearings/internal/web"
)

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// asking are questions for other survey tools.
var asking = ui.QuestionFiles{
	Setup: ui.File{Name: "setting-up.docx", Type: wordType, Bytes: []byte("how")},
	Forms: []ui.QuestionForm{{
		For:  "Everybody who works here",
		Word: ui.File{Name: "staff.docx", Type: wordType, Bytes: []byte("questions to import")},
		Text: ui.File{Name: "staff.txt", Type: "text/plain; charset=utf-8", Bytes: []byte("questions to copy")},
	}},
}

func TestTheQuestionsForSurveyToolsAreFiles(t *testing.T) {
	site := web.New(furnished(t))
	page := body(t, get(site, ui.QuestionsPath))
	for _, file := range asking.All() {
		r := get(site, ui.QuestionFileURL(file.Name))
		if got := body(t, r); r.StatusCode != 200 || got != string(file.Bytes) {
			t.Errorf("%s: status %d, %q", file.Name, r.StatusCode, got)
		}
		if kind := r.Header.Get("Content-Type"); kind != file.Type {
			t.Errorf("%s is of type %q", file.Name, kind)
		}
		if save := r.Header.Get("Content-Disposition"); save != `attachment; filename="`+file.Name+`"` {
			t.Errorf("%s is saved as %s", file.Name, save)
		}
		if !strings.Contains(page, `href="`+ui.QuestionFileURL(file.Name)+`"`) {
			t.Errorf("no link leads to %s", file.Name)
		}
	}
	if r := get(site, ui.QuestionFileURL("staff.pdf")); r.StatusCode != 404 {
		t.Errorf("a file that is not there: status %d", r.StatusCode)
	}
}

func TestWithoutFilesForSurveyToolsThePageOffersNone(t *testing.T) {
	config := furnished(t)
	config.Asking = ready(ui.QuestionFiles{})
	if page := body(t, get(web.New(config), ui.QuestionsPath)); strings.Contains(page, ui.QuestionFilesPath) {
		t.Error("the page links to files that are not there")
	}
}
