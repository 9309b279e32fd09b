package app_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"bearings/internal/app"
	"bearings/internal/fiction"
)

// demonstration is a running one, with the folder it keeps its things in.
type demonstration struct {
	address, temporary string
	said               []string
	stop               func() int
}

func demonstrate(t *testing.T) demonstration {
	t.Helper()
	d := demonstration{temporary: t.TempDir()}
	t.Setenv("TMPDIR", d.temporary)
	ctx, cancel := context.WithCancel(t.Context())
	at := free(t)
	out, in := io.Pipe()
	var errOut bytes.Buffer
	status := make(chan int, 1)
	go func() {
		status <- app.Run(ctx, []string{"demo", "--listen", at}, in, &errOut)
		in.Close()
	}()
	story, err := fiction.TheStory()
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for range 2 + len(story.People) {
		line, err := lines.ReadString('\n')
		if err != nil {
			if <-status; strings.Contains(errOut.String(), "npm") && os.Getenv("BEARINGS_CI") == "" {
				t.Skip(errOut.String())
			}
			t.Fatalf("%v: %s", err, errOut.String())
		}
		d.said = append(d.said, line)
	}
	d.address, d.stop = "http://"+at, func() int { cancel(); return <-status }
	return d
}

// walker is a browser that keeps its cookies and follows links.
type walker struct {
	t       *testing.T
	address string
	client  http.Client
}

func (d demonstration) walker(t *testing.T) *walker {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &walker{t, d.address, http.Client{Jar: jar}}
}

// page asks for a page; text is empty for what is no page.
func (w *walker) page(path string) (status int, text string) {
	w.t.Helper()
	answer, err := w.client.Get(w.address + path)
	if err != nil {
		w.t.Fatal(err)
	}
	return answer.StatusCode, w.read(answer)
}

func (w *walker) read(answer *http.Response) string {
	w.t.Helper()
	defer answer.Body.Close()
	all, err := io.ReadAll(answer.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") || answer.Header.Get("Content-Disposition") != "" {
		return ""
	}
	return string(all)
}

var link = regexp.MustCompile(`href="(/[^"#?]*)`)

// isFile are those that stand on their own: their names say that they are made up.
var isFile = regexp.MustCompile(`\.[a-z]+$`)

const banner = "Everything here is made up: the partnership, its people and what they say."

// walk looks at every page that links lead to, from one on, and not into any of
// those that others have seen.
func (w *walker) walk(from string, seen map[string]bool) (pages int) {
	w.t.Helper()
	left := []string{from}
	for len(left) > 0 {
		path := left[0]
		left = left[1:]
		if seen[path] || isFile.MatchString(path) {
			continue
		}
		seen[path] = true
		status, text := w.page(path)
		if status != http.StatusOK {
			w.t.Errorf("%s answers %d", path, status)
		}
		if text == "" {
			continue
		}
		pages++
		if !strings.Contains(text, banner) {
			w.t.Errorf("%s does not say that everything is made up", path)
		}
		for _, found := range link.FindAllStringSubmatch(text, -1) {
			left = append(left, found[1])
		}
	}
	return pages
}

var comeIn = regexp.MustCompile(`(?s)name="id" value="([^"]+)".*?<button[^>]*>([^<]+)</button>`)

// Everybody comes in and sees the partnership; every page there is says that nothing
// is real; and nothing is left when it ends.
func TestADemonstrationIsWalkedThrough(t *testing.T) {
	d := demonstrate(t)
	visitor := d.walker(t)
	seen := map[string]bool{}
	if n := visitor.walk("/", seen); n < 50 {
		t.Errorf("a visitor sees %d pages", n)
	}
	if !seen["/support"] {
		t.Error("nothing leads to what organisations say")
	}
	_, page := visitor.page("/sign-in")
	people := comeIn.FindAllStringSubmatch(page, -1)
	story, err := fiction.TheStory()
	if err != nil || len(people) < len(story.People) {
		t.Fatalf("one can come in as %d people: %v", len(people), err)
	}
	for i, one := range story.People {
		if !strings.Contains(strings.Join(d.said, ""), one.Name) || !strings.Contains(page, one.Name) {
			t.Errorf("it is not said that one can come in as %s", one.Name)
		}
		w := d.walker(t)
		answer, err := w.client.PostForm(d.address+"/sign-in/demonstration", url.Values{"id": {people[i][1]}})
		if err != nil {
			t.Fatal(err)
		}
		text := w.read(answer)
		for _, word := range []string{"Signed in as " + one.Name, story.Partnership, banner} {
			if answer.StatusCode != http.StatusOK || !strings.Contains(text, word) {
				t.Errorf("%s: %s, without %q", people[i][2], answer.Status, word)
			}
		}
		own := map[string]bool{}
		for path := range seen { // everybody's pages were looked at
			own[path] = !strings.HasPrefix(path, "/account")
		}
		if n := w.walk(answer.Request.URL.Path, own); n < 3 {
			t.Errorf("%s sees %d pages", people[i][2], n)
		}
	}
	if status := d.stop(); status != 0 {
		t.Errorf("it stopped with status %d", status)
	}
	left, err := os.ReadDir(d.temporary)
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

func TestADemonstrationStaysOnThisMachine(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	for _, at := range []string{"0.0.0.0:8080", ":8080", "192.0.2.1:8080", "8080"} {
		status, out, errOut := run(t, "demo", "--listen", at)
		if status != 2 || out != "" || !strings.Contains(errOut, "127.0.0.1:8080") && !strings.Contains(errOut, at) {
			t.Errorf("%s: status %d, %q, %q", at, status, out, errOut)
		}
	}
	left, err := os.ReadDir(os.TempDir())
	if err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}
