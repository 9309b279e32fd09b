package e2e_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/phrase"
	"bearings/internal/ui"
)

// printed is a report.html in one of its states.
type printed struct {
	name    string
	answers []byte
	pack    fs.FS
}

// reports are the states a report can be in: everything, hardly anything, too
// few of some and nobody of others, nothing, and a pack without principles.
func reports(t *testing.T) []printed {
	t.Helper()
	principles := os.DirFS("../content/practice-principles")
	fw, err := framework.Load(principles)
	if err != nil {
		t.Fatal(err)
	}
	invent := func(plan fiction.Plan) []byte {
		var b bytes.Buffer
		if err := fiction.Write(&b, fw, plan); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	sutton, err := os.ReadFile("../examples/sutton-b/answers.csv")
	if err != nil {
		t.Fatal(err)
	}
	return []printed{
		{"everything", invent(fiction.Plan{Agencies: 14, Staff: 300, Young: 60, Parents: 40, Seed: 3}), principles},
		{"staff-only", invent(fiction.Plan{Agencies: 4, Staff: 12, Seed: 3}), principles},
		{"too-few", []byte("respondent,strand,item,answer\n1,young-person,p1-young,mostly\n"), principles},
		{"nothing", nil, principles},
		{"no-principles", sutton, os.DirFS("../examples/sutton-b")},
	}
}

// write puts the report into a folder and returns its address.
func (p printed) write(t *testing.T, words *phrase.Words, marked bool) string {
	t.Helper()
	if marked {
		words = words.Pseudo()
	}
	name := filepath.Join(t.TempDir(), "report.html")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := ui.ReportFile(words, p.report(t, words, marked)).Render(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	return "file://" + name
}

func english(t *testing.T) *phrase.Words {
	t.Helper()
	words, err := phrase.Load(os.DirFS("../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	return words["en"]
}

// shootTop keeps a picture of a page's first 12,000 pixels: of a long page, no
// browser makes one picture.
func shootTop(t *testing.T, ctx context.Context, width int64, name string) {
	t.Helper()
	do(t, ctx, chromedp.EmulateViewport(width, 12_000))
	picture, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	keep(t, name+".png", picture)
}

func TestTheReportFileIsForEverybody(t *testing.T) {
	words := english(t)
	for _, p := range reports(t) {
		t.Run(p.name, func(t *testing.T) {
			address := p.write(t, words, false)
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(wide, 900), chromedp.Navigate(address))
			checkAxe(t, ctx)
			shootTop(t, ctx, wide, "report-"+p.name+"-wide")
			do(t, ctx, chromedp.EmulateViewport(narrow, 640), chromedp.Navigate(address))
			if width := look[int](t, ctx, `document.documentElement.scrollWidth`); width > narrow {
				t.Errorf("the report is %d pixels wide, widest: %s", width, look[string](t, ctx, widest))
			}
			shootTop(t, ctx, narrow, "report-"+p.name+"-narrow")
			pdf, err := os.ReadFile(onPaper(t, ctx, "report-"+p.name+".pdf"))
			if err != nil {
				t.Fatal(err)
			}
			if pages := len(pageObject.FindAll(pdf, -1)); pages == 0 || !bytes.Contains(pdf, []byte("/StructTreeRoot")) {
				t.Errorf("%d pages, and tagged is %v", pages, bytes.Contains(pdf, []byte("/StructTreeRoot")))
			}
		})
	}
}

func TestTheReportFetchesAndRunsNothing(t *testing.T) {
	words := english(t)
	for _, p := range reports(t) {
		text, err := os.ReadFile(strings.TrimPrefix(p.write(t, words, false), "file://"))
		if err != nil {
			t.Fatal(err)
		}
		for _, never := range []string{"<script", "<link", "<iframe", "@import", "url(http", ` src="http`} {
			if bytes.Contains(text, []byte(never)) {
				t.Errorf("%s: the file holds %s", p.name, never)
			}
		}
	}
}

func TestNoSentenceOfTheReportIsWrittenInCode(t *testing.T) {
	words := english(t)
	for _, p := range reports(t) {
		t.Run(p.name, func(t *testing.T) {
			if p.answers != nil {
				p.answers = withoutVowels(t, p.answers)
			}
			ctx := tab(t)
			do(t, ctx, chromedp.Navigate(p.write(t, words, true)))
			for _, text := range look[[]string](t, ctx, unmarked) {
				t.Errorf("%q comes from nowhere", text)
			}
		})
	}
}

var vowels = regexp.MustCompile(`[aeiouy]`)

// withoutVowels takes the vowels out of agencies' names and words, so that
// they don't look like sentences of ours.
func withoutVowels(t *testing.T, answers []byte) []byte {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(answers)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for n, heading := range rows[0] {
		for _, row := range rows[1:] {
			if heading == "agency" || heading == "comment" {
				row[n] = vowels.ReplaceAllString(row[n], "")
			}
		}
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
