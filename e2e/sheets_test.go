package e2e_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/report"
)

// sheetReports are the reports whose pages are printed: little was heard, much,
// much from agencies with long names and other evidence at length, and nothing.
func sheetReports(t *testing.T) []printed {
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
	few := invent(fiction.Plan{Agencies: 14, Staff: 300, Young: 60, Parents: 40, Seed: 3})
	return []printed{
		{"thin", invent(fiction.Plan{Agencies: 12, Staff: 140, Young: 7, Parents: 6, Seed: 5}), principles},
		{"rich", invent(fiction.Plan{Agencies: 60, Staff: 600, Young: 40, Parents: 30, Seed: 3}), principles},
		{"few-agencies", few, principles},
		{"long", atLength(t, invent(fiction.Plan{Agencies: 60, Staff: 600, Young: 40, Parents: 30, Seed: 9})), principles},
		{"long-few-agencies", atLength(t, few), principles},
		{"nothing", nil, principles},
	}
}

// atLength gives agencies the longest names and other evidence many words, and
// every principle two pieces of it.
func atLength(t *testing.T, answers []byte) []byte {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(answers)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, heading := range rows[0] {
		at[heading] = i
	}
	evidence := func(who, principle, month string) []string {
		row := make([]string, len(rows[0]))
		row[at["respondent"]], row[at["strand"]], row[at["agency"]] = who, framework.Evidence, "Review of how young people came to us"
		row[at["item"]], row[at["answer"]] = principle, month
		row[at["comment"]] = strings.Repeat("What was found was not what had been expected beforehand. ", 9)
		return row
	}
	for _, row := range rows[1:] {
		if row[at["agency"]] != "" && row[at["strand"]] != framework.Evidence {
			row[at["agency"]] = strings.Replace(row[at["agency"]], "(fictional)", "and Surrounding Communities Partnership (fictional)", 1)
		}
	}
	for n := range 8 {
		principle := "P" + strconv.Itoa(n+1)
		rows = append(rows, evidence("one-"+principle, principle, "2026-01"), evidence("two-"+principle, principle, "2026-02"))
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEachPrincipleTakesOneSheet(t *testing.T) {
	for _, name := range []string{"pdftotext", "pdfinfo"} {
		if _, err := exec.LookPath(name); err != nil {
			if os.Getenv("BEARINGS_CI") != "" {
				t.Fatal(name + " may not be missing here: on Debian, apt-get install poppler-utils")
			}
			t.Skip(name + " is missing: install it, on Debian by apt-get install poppler-utils")
		}
	}
	words := english(t)
	for _, p := range sheetReports(t) {
		t.Run(p.name, func(t *testing.T) {
			ctx := tab(t)
			do(t, ctx, chromedp.Navigate(p.write(t, words, false)))
			file := onPaper(t, ctx, "sheets-"+p.name+".pdf")
			checkA4(t, file)
			checkSheets(t, textOf(t, file), p.report(t, words, false))
		})
	}
}

// onPaper prints what the tab shows and returns the name of the file.
func onPaper(t *testing.T, ctx context.Context, name string) string {
	t.Helper()
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(), chromedp.PDFOutlineAndTagged()))
	if err != nil {
		t.Fatal(err)
	}
	keep(t, name, pdf)
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// textOf is the text of each page of a PDF, its spaces folded.
func textOf(t *testing.T, file string) []string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-enc", "UTF-8", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var pages []string
	for page := range strings.SplitSeq(strings.TrimSuffix(string(out), "\f"), "\f") {
		pages = append(pages, strings.Join(strings.Fields(page), " "))
	}
	return pages
}

var pageSize = regexp.MustCompile(`Page +\d+ size: +([\d.]+) x ([\d.]+) pts`)

func checkA4(t *testing.T, file string) {
	t.Helper()
	out, err := exec.Command("pdfinfo", "-f", "1", "-l", "9999", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	sizes := pageSize.FindAllStringSubmatch(string(out), -1)
	if len(sizes) == 0 {
		t.Fatalf("no page has a size: %s", out)
	}
	for _, size := range sizes {
		width, _ := strconv.ParseFloat(size[1], 64)
		height, _ := strconv.ParseFloat(size[2], 64)
		if math.Abs(width-595.3) > 1.5 || math.Abs(height-841.9) > 1.5 {
			t.Errorf("a page is %s by %s points, which is not A4 upright", size[1], size[2])
		}
	}
}

// checkSheets checks that the principles' pages follow each other, a sheet
// each, from their title to the last thing to ask.
func checkSheets(t *testing.T, paper []string, r report.Report) {
	t.Helper()
	first := -1
	for i, text := range paper {
		if strings.HasPrefix(text, r.Pages[0].Place) {
			first = i
			break
		}
	}
	if first < 0 || first+len(r.Pages) > len(paper) {
		t.Fatalf("the pages begin on sheet %d of %d", first+1, len(paper))
	}
	for i, p := range r.Pages {
		text := paper[first+i]
		if !strings.HasPrefix(text, p.Place) || !strings.Contains(text, p.Title) {
			t.Errorf("sheet %d does not begin with %s %s: %.90q", first+i+1, p.Place, p.Title, text)
			continue
		}
		for _, sentence := range p.Ask {
			if !strings.Contains(text, sentence) {
				t.Errorf("%s takes more than its sheet: %q is not on it", p.ID, sentence)
			}
		}
		if r.Fictional && !strings.Contains(text, "Made-up partnership") {
			t.Errorf("the sheet of %s does not say that it is made up", p.ID)
		}
	}
	next := "All answers"
	if r.NobodyAsked() {
		next = "How to read this"
	}
	if after := paper[first+len(r.Pages)]; !strings.HasPrefix(withoutMark(after), next) {
		t.Errorf("after the last sheet comes %.90q", after)
	}
	if r.Fictional {
		for i, text := range paper {
			if !strings.Contains(text, "Made-up partnership") {
				t.Errorf("sheet %d does not say that it is made up: %.90q", i+1, text)
			}
		}
	}
}

// withoutMark is the text of a sheet without what stands at the head of each.
func withoutMark(text string) string {
	return strings.TrimSpace(strings.TrimPrefix(text, "Made-up partnership: nobody gave these answers"))
}
