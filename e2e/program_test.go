package e2e_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/ui"
)

// program builds and starts bearings itself and returns where it listens.
func program(t *testing.T) string {
	t.Helper()
	furnished(t) // says what to run where the assets are not built
	file := filepath.Join(t.TempDir(), "bearings")
	if out, err := exec.Command("go", "build", "-o", file, "../cmd/bearings").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	ctx, stop := context.WithCancel(context.Background())
	command := exec.CommandContext(ctx, file, "serve", "--listen", "127.0.0.1:0", "--data", t.TempDir())
	command.Cancel = func() error { return command.Process.Signal(os.Interrupt) }
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		_ = command.Wait() // it was told to stop
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url := address.FindString(lines.Text()); url != "" {
			return url
		}
	}
	t.Fatal("the program does not say where it listens")
	return ""
}

var address = regexp.MustCompile(`http://localhost:\d+`)

// TestTheProgramFromExampleToReport does what a coordinator does: takes the
// example away, brings it back, and reads the report.
func TestTheProgramFromExampleToReport(t *testing.T) {
	ctx := tab(t)
	h := house{url: program(t)}
	example := filepath.Join(t.TempDir(), "example.csv")
	if err := os.WriteFile(example, fetched(t, h.url+ui.ExamplePath), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{wide, narrow} {
		do(t, ctx, chromedp.EmulateViewport(width, 900))
		bring(t, ctx, h, example, 200)
		if got := look[int64](t, ctx, `document.documentElement.scrollWidth`); got > width {
			t.Errorf("the report is %d pixels wide on a screen of %d: %s", got, width, look[string](t, ctx, widest))
		}
		if n := look[int](t, ctx, `document.querySelectorAll('h1').length`); n != 1 {
			t.Errorf("%d first headings, want 1", n)
		}
		if n := look[int](t, ctx, `document.querySelectorAll('.save__files a[download]').length`); n < 3 {
			t.Errorf("%d files to save, want at least 3", n)
		}
		if styled := look[int](t, ctx, `document.querySelectorAll('[style], main style, main script').length`); styled != 0 {
			t.Errorf("%d elements have a style or script that the policy of the site refuses", styled)
		}
		checkAxe(t, ctx)
		shoot(t, ctx, "Program-report-"+map[int64]string{wide: "wide", narrow: "narrow"}[width])
	}
}

func TestTheProgramSaysWhatIsWrong(t *testing.T) {
	ctx := tab(t)
	h := house{url: program(t)}
	files := map[string]string{
		"answers.csv":  "respondent,strand,item,answer\n1,staff,p1,perhaps\n2,stuff,p1,mostly\n",
		"answers.docx": "PK\x03\x04 not a spreadsheet",
		"empty.csv":    "",
	}
	for name, text := range files {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		bring(t, ctx, h, file, 422)
		said := look[string](t, ctx, `document.querySelector('main').innerText`)
		if strings.Contains(said, "[") {
			t.Errorf("%s: a sentence is missing: %s", name, said)
		}
		checkAxe(t, ctx)
		shoot(t, ctx, "Program-"+name)
	}
}

func bring(t *testing.T, ctx context.Context, h house, file string, status int64) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(h.url+ui.YourAnswersPath), chromedp.SetUploadFiles(chromedp.ID("answers"), []string{file}))
	response, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS("form button[type=submit]")))
	if err != nil {
		t.Fatal(err)
	}
	if int64(response.Status) != status {
		t.Fatalf("%s: status %d, want %d\n%s", filepath.Base(file), response.Status, status, look[string](t, ctx, `document.querySelector('main').innerText.slice(0, 900)`))
	}
}

func fetched(t *testing.T, url string) []byte {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	all, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != 200 {
		t.Fatalf("%s: status %d, %v", url, r.StatusCode, err)
	}
	return all
}
