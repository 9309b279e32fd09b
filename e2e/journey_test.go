package e2e_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/xuri/excelize/v2"

	"bearings/internal/framework"
	"bearings/internal/ui"
)

// formsExport is a workbook as Microsoft Forms gives it: a row for each of so
// many people, with the headings a form made of our questions has. Some answer
// in words of their own, and a form may have recorded who answered.
func formsExport(t *testing.T, people int, recorded bool) string {
	t.Helper()
	fw, err := framework.Load(os.DirFS("../content/practice-principles"))
	if err != nil {
		t.Fatal(err)
	}
	words := english(t)
	head := []any{"ID", "Start time", "Completion time"}
	if recorded {
		head = append(head, "Email", "Name")
	}
	head = append(head, words.Say("forms.agency"), words.Say("forms.level"))
	var items []framework.Item
	for _, item := range fw.Items {
		if item.Part == framework.Core && item.For(framework.Staff) && !item.IsText() {
			items = append(items, item)
			head = append(head, item.Text.In("en"))
		}
	}
	head = append(head, "What would you change first?")
	book := excelize.NewFile()
	defer book.Close()
	put := func(row int, cells []any) {
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row), &cells); err != nil {
			t.Fatal(err)
		}
	}
	put(1, head)
	for n := range people {
		row := []any{n + 1, "9:00", "9:04"}
		if recorded {
			row = append(row, "anonymous", "")
		}
		row = append(row, []string{"Northley Police", "Northley Council", "Harbour Youth Charity"}[n%3],
			fw.Levels[n%2].Name.In("en"))
		for at, item := range items {
			scale, _ := fw.Scale(item.Scale)
			word := scale.Positions[(n+at)%len(scale.Positions)].Word.In("en")
			if at == 0 && n%5 == 0 {
				word = "Nearly always, I think"
			}
			row = append(row, word)
		}
		put(n+2, append(row, "More time"))
	}
	name := filepath.Join(t.TempDir(), "How well do we respond together(1-36).xlsx")
	if err := book.SaveAs(name); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestFromASurveyToolsExportToTheReport does what a coordinator does the day
// after a form has closed.
func TestFromASurveyToolsExportToTheReport(t *testing.T) {
	ctx := tab(t)
	h := house{url: program(t)}
	said := func() string { return look[string](t, ctx, `document.querySelector('main').innerText`) }

	// The form has recorded names: nothing is read, and the columns are named.
	bring(t, ctx, h, formsExport(t, 36, true), 422)
	for _, want := range []string{"“Email” may say who answered", "“Name” may say who answered"} {
		if !strings.Contains(said(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	checkAxe(t, ctx)
	shoot(t, ctx, "Journey-1-refused")

	// Without them, only what is not clear by itself is asked.
	export := formsExport(t, 36, false)
	bring(t, ctx, h, export, 200)
	for _, want := range []string{"Nearest: Always or nearly always", "What would you change first?", "Column N"} {
		if !strings.Contains(said(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(said(), "More time") {
		t.Error("the page repeats what somebody wrote")
	}
	checkAxe(t, ctx)
	shoot(t, ctx, "Journey-2-columns")
	choose(t, ctx, ui.FieldAs(0, "13"), "ignore")
	choose(t, ctx, ui.FieldWord(0, "0"), "nearly-always")
	response := sendFile(t, ctx, export, "button[value="+ui.DoShow+"]")
	if response.Status != 200 || !strings.Contains(said(), "What will be read") {
		t.Fatalf("status %d: %s", response.Status, said())
	}
	shoot(t, ctx, "Journey-3-preview")

	// The same file again, and the report is there with all it comes with.
	if response := sendFile(t, ctx, export, "button[value="+ui.DoMake+"]"); response.Status != 200 {
		t.Fatalf("status %d: %s", response.Status, said())
	}
	if !strings.Contains(said(), "What to talk about") {
		t.Error("the report has no agenda")
	}
	checkAxe(t, ctx)
	shoot(t, ctx, "Journey-4-report")
	checkFiles(t, ctx)
}

// checkFiles looks into each of the files a report hands out.
func checkFiles(t *testing.T, ctx context.Context) {
	t.Helper()
	begins := map[string]string{
		"report.html": "<!doctype html>", "meeting-pack.html": "<!doctype html>", "results.csv": "strand,", "results.json": "{",
		"report.docx": "word/document.xml", "meeting-pack.docx": "word/document.xml", "results.xlsx": "xl/workbook.xml",
	}
	links := look[map[string]string](t, ctx, `Object.fromEntries([...document.querySelectorAll('.save__files a[download]')].map(a => [a.download, a.href]))`)
	if len(links) != len(begins) {
		t.Errorf("%d files are handed out, want %d", len(links), len(begins))
	}
	for name, begin := range begins {
		_, coded, _ := strings.Cut(links[name], ";base64,")
		file, err := base64.StdEncoding.DecodeString(coded)
		if err != nil || len(file) == 0 {
			t.Errorf("%s: %d bytes, %v", name, len(file), err)
			continue
		}
		if strings.Contains(begin, "/") {
			archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
			if err != nil {
				t.Errorf("%s: %v", name, err)
			} else if _, err := archive.Open(begin); err != nil {
				t.Errorf("%s has no %s: %v", name, begin, err)
			}
			continue
		}
		if text := strings.ToLower(strings.TrimPrefix(string(file), "\ufeff")); !strings.HasPrefix(text, begin) {
			t.Errorf("%s begins with %.40q", name, text)
		}
	}
}

// TestTheProgramShowsItsExampleAndItsPack opens what anybody can see first.
func TestTheProgramShowsItsExampleAndItsPack(t *testing.T) {
	ctx := tab(t)
	h := house{url: program(t)}
	for _, width := range []int64{wide, narrow} {
		do(t, ctx, chromedp.EmulateViewport(width, 900))
		for _, path := range []string{ui.ExampleReportPath, ui.MeetingPath, ui.MeetingFileURL(ui.MeetingPackHTML), ui.ExampleFileURL("report.html")} {
			response, err := chromedp.Run(ctx, chromedp.NavigateResponse(h.url+path))
			if err != nil || response.Status != 200 {
				t.Fatalf("%s: %v, %v", path, response, err)
			}
			if n := look[int](t, ctx, `document.querySelectorAll('h1').length`); n != 1 {
				t.Errorf("%s: %d first headings, want 1", path, n)
			}
			if got := look[int64](t, ctx, `document.documentElement.scrollWidth`); got > width {
				t.Errorf("%s is %d pixels wide on a screen of %d: %s", path, got, width, look[string](t, ctx, widest))
			}
			// A page on its own looks as its own styles say.
			if font := look[string](t, ctx, `getComputedStyle(document.querySelector('h1')).fontFamily`); !strings.Contains(font, "Atkinson") {
				t.Errorf("%s is not dressed: %s", path, font)
			}
			checkAxe(t, ctx)
			shoot(t, ctx, fmt.Sprintf("Program%s-%d", strings.ReplaceAll(path, "/", "-"), width))
		}
	}
	if !bytes.Contains(fetched(t, h.url+ui.ExampleReportPath), []byte(english(t).Say("example.made-up"))) {
		t.Error("the example does not say that it is made up")
	}
}
