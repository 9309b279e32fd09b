package e2e_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"bearings/internal/ui"
	"bearings/internal/web"
)

// state is a route in one of its states, and the way there.
type state struct {
	route, name string
	// path is opened; without a sending that is all.
	path string
	// sending is the file that is then sent, or empty: whole, or what the site
	// under test answers it with.
	sending string
	// choose are fields of the page that follows and what is chosen there,
	// before the same file is sent again by the button of that value.
	choose map[string]string
	button string
	// write are the boxes that are filled in, by id, before the form is sent.
	write  map[string]string
	status int
	// change makes another site of the same content for this state.
	change func(*web.Config)
	// as is who has signed in: somebody of the world, or nobody.
	as who
	// fill are fields of the page by name, and press the button they are sent by.
	fill  map[string]string
	press string
	// then sends a form of the page that follows, without its button, whose script
	// would wait for a device.
	then string
	// again sends one more, of the page after that.
	again string
	// after sends a form of the page that follows a file.
	after string
	// tick is a radio button or box chosen on the page that follows a file, and next are
	// buttons pressed one after the other from then on.
	tick string
	next []string
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
		{route: "Meeting", name: "fresh", path: ui.MeetingPath},
		{route: "ExampleReport", name: "fresh", path: ui.ExampleReportPath},
		{route: "YourReport", name: "report", path: ui.YourAnswersPath, sending: "good"},
		{route: "YourReport", name: "one-problem", path: ui.YourAnswersPath, sending: "one", status: 422},
		{route: "YourReport", name: "problems", path: ui.YourAnswersPath, sending: "problems", status: 422},
		{route: "YourReport", name: "wrong-type", path: ui.YourAnswersPath, sending: "wrong", status: 422},
		{route: "YourReport", name: "too-large", path: ui.YourAnswersPath, sending: large, status: 413},
		{route: "YourReport", name: "busy", path: ui.YourAnswersPath, sending: "busy", status: 429},
		{route: "YourReport", name: "defect", path: ui.YourAnswersPath, sending: "panic", status: 500},
		{route: "NotFound", name: "nothing-there", path: "/nothing-there", status: 404},
	}
	// These come first: others take agencies away, and sign people out.
	all = append(all, roundStates(h)...)
	all = append(all, demoStates(h)...)
	all = append(all, exportStates(h)...)
	all = append(all, writingStates...)
	all = append(all, languageStates...)
	all = append(all, libraryStates(h)...)
	all = append(all, serviceStates()...)
	all = append(all, retentionStates()...)
	all = append(all, adoptStates(h)...)
	all = append(all, signInStates(h)...)
	all = append(all, peopleStates(h)...)
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
	tally.Lock()
	defer tally.Unlock()
	if h.Site == tally.house.Site {
		tally.states = all
	}
	return all
}

// large stands for a file above the limit of the site under test.
const large = "large"

// files are the routes that answer with a file; the tests of internal/web open them.
var files = []string{"QuestionList", "QuestionFile", "MeetingFile", "ExampleFile", "PrinciplesFile", "AnimationFile", "AdoptFile", "ResultsFile", "PublishedFile", "Framework", "Example", "Blank", "LanguageFile", "Export", "Asset", "Health", "ReturnWord", "ReturnPlain", "ReturnForm"}

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
	if s.change != nil {
		config := h.config
		s.change(&config)
		server := httptest.NewServer(web.New(config))
		t.Cleanup(server.Close)
		h.url = server.URL
	}
	comeAs(t, ctx, h, s.as)
	response, err := chromedp.Run(ctx, chromedp.NavigateResponse(h.url+s.path))
	if err != nil {
		t.Fatal(err)
	}
	if there := look[string](t, ctx, "location.pathname"); s.as != nobody && strings.HasPrefix(there, ui.SignInPath) {
		t.Fatalf("%s is asked to sign in for %s", s.as, s.path)
	}
	if s.press != "" {
		for field, value := range s.fill {
			choose(t, ctx, field, value)
		}
		response = press(t, ctx, s.press)
	}
	if s.then != "" {
		response = submit(t, ctx, s.then)
	}
	if s.again != "" {
		response = submit(t, ctx, s.again)
	}
	if s.write != nil {
		response = sendWritten(t, ctx, s)
	}
	if s.sending != "" {
		response = sendFile(t, ctx, answersFile(t, s.sending), send)
	}
	if s.after != "" {
		response = submit(t, ctx, s.after)
	}
	if s.button != "" {
		for field, value := range s.choose {
			choose(t, ctx, field, value)
		}
		response = sendFile(t, ctx, answersFile(t, s.sending), "button[value="+s.button+"]")
	}
	if s.tick != "" {
		do(t, ctx, chromedp.Click(chromedp.CSS(s.tick)))
	}
	for _, button := range s.next {
		response = press(t, ctx, button)
	}
	if int(response.Status) != s.status {
		t.Fatalf("status %d, want %d", response.Status, s.status)
	}
}

// sendFile sends a file by a button of the page.
func sendFile(t *testing.T, ctx context.Context, file, button string) *network.Response {
	t.Helper()
	do(t, ctx, chromedp.SetUploadFiles(chromedp.ID("answers"), []string{file}))
	response, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(button)))
	if err != nil {
		t.Fatal(err)
	}
	return response
}

// choose answers a field of the page: radio buttons, or a list.
func choose(t *testing.T, ctx context.Context, field, value string) {
	t.Helper()
	done := look[bool](t, ctx, fmt.Sprintf(`(() => { for (const e of document.getElementsByName(%q)) {
		if (e.type === 'checkbox') { e.checked = true; return true }
		if (e.type === 'radio') { if (e.value === %[2]q) e.checked = true } else e.value = %[2]q
		if (e.value === %[2]q) return true }
		return false })()`, field, value))
	if !done {
		t.Fatalf("%s has no %q", field, value)
	}
}

func answersFile(t *testing.T, text string) string {
	t.Helper()
	switch {
	case text == large:
		text = string(make([]byte, 12<<20))
	case !strings.Contains(text, "\n"):
		text = "respondent,strand,item,answer\n" + text + ",staff,p1,mostly\n"
	}
	// Nothing in the name looks like a sentence.
	name := filepath.Join(t.TempDir(), "ANSWERS.CSV")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
