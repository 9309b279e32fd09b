package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/ui"
)

// state is a route in one of its states, and the way there.
type state struct {
	route, name string
	// path is opened; without a sending that is all.
	path string
	// sending is the content of a file that is then sent, or empty.
	sending string
	status  int
}

func (s state) title() string { return s.route + "-" + s.name }

// states is every page in every state.
func states(h house) []state {
	all := []state{
		{route: "Home", name: "fresh", path: ui.HomePath},
		{route: "Principles", name: "fresh", path: ui.PrinciplesPath},
		{route: "Questions", name: "fresh", path: ui.QuestionsPath},
		{route: "OurWords", name: "fresh", path: ui.OurWordsPath},
		{route: "YourAnswers", name: "fresh", path: ui.YourAnswersPath},
		{route: "YourReport", name: "report", path: ui.YourAnswersPath, sending: "good"},
		{route: "YourReport", name: "one-problem", path: ui.YourAnswersPath, sending: "one", status: 422},
		{route: "YourReport", name: "problems", path: ui.YourAnswersPath, sending: "problems", status: 422},
		{route: "YourReport", name: "wrong-type", path: ui.YourAnswersPath, sending: "wrong", status: 422},
		{route: "YourReport", name: "too-large", path: ui.YourAnswersPath, sending: large, status: 413},
		{route: "YourReport", name: "busy", path: ui.YourAnswersPath, sending: "busy", status: 429},
		{route: "YourReport", name: "defect", path: ui.YourAnswersPath, sending: "panic", status: 500},
		{route: "NotFound", name: "nothing-there", path: "/nothing-there", status: 404},
	}
	for _, p := range h.config.Framework.Principles {
		all = append(all, state{route: "Principle", name: p.ID, path: ui.PrincipleURL(p.ID)})
	}
	for _, form := range ui.Forms {
		all = append(all, state{route: "Sheet", name: form, path: ui.QuestionsURL(form)})
	}
	for _, group := range ui.Groups {
		all = append(all, state{route: "OurWordsFor", name: group, path: ui.OurWordsURL(group)})
	}
	for i := range all {
		if all[i].status == 0 {
			all[i].status = 200
		}
	}
	return all
}

// large stands for a file above the limit of the site under test.
const large = "large"

// files are the routes that answer with a file; the tests of internal/web open them.
var files = []string{"QuestionList", "Framework", "Example", "Blank", "Asset", "Health"}

func TestEveryRouteHasAState(t *testing.T) {
	h := open(t)
	seen := map[string]bool{}
	for _, s := range states(h) {
		seen[s.route] = true
	}
	known := []string{"NotFound"}
	for _, route := range h.Routes() {
		known = append(known, route.Name)
		if seen[route.Name] == slices.Contains(files, route.Name) {
			t.Errorf("%s %s (%s) must stand either among the states or among the files", route.Method, route.Pattern, route.Name)
		}
	}
	for route := range seen {
		if !slices.Contains(known, route) {
			t.Errorf("there is a state of %s, but no such route", route)
		}
	}
}

// visit opens a state and returns its status.
func visit(t *testing.T, ctx context.Context, h house, s state) {
	t.Helper()
	response, err := chromedp.Run(ctx, chromedp.NavigateResponse(h.url+s.path))
	if err != nil {
		t.Fatal(err)
	}
	if s.sending != "" {
		do(t, ctx, chromedp.SetUploadFiles(chromedp.ID("answers"), []string{answersFile(t, s.sending)}))
		response, err = chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS("form button[type=submit]")))
		if err != nil {
			t.Fatal(err)
		}
	}
	if int(response.Status) != s.status {
		t.Fatalf("status %d, want %d", response.Status, s.status)
	}
}

func answersFile(t *testing.T, text string) string {
	t.Helper()
	bytes := []byte(text + "\n")
	if text == large {
		bytes = make([]byte, 12<<20)
	}
	name := filepath.Join(t.TempDir(), "answers.csv")
	if err := os.WriteFile(name, bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
