package e2e_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/answer"
	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/phrase"
	"bearings/internal/report"
	"bearings/internal/session"
	"bearings/internal/ui"
)

// packs are the reports a meeting pack can be made of: much was heard, little,
// nothing at all, and with questions that belong to no principle.
func packs(t *testing.T) []printed {
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
		{"rich", invent(fiction.Plan{Agencies: 40, Staff: 600, Young: 40, Parents: 30, Seed: 7}), principles},
		{"thin", invent(fiction.Plan{Agencies: 6, Staff: 60, Young: 7, Parents: 6, Seed: 7}), principles},
		{"empty", nil, principles},
		{"no-principles", sutton, os.DirFS("../examples/sutton-b")},
	}
}

func meetingPlan(t *testing.T) session.Meeting {
	t.Helper()
	plan, err := session.LoadMeeting(os.DirFS("../content"), "sessions/meeting.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// report makes the report of the answers; marked makes every text of ours one
// that a test knows again.
func (p printed) report(t *testing.T, words *phrase.Words, marked bool) report.Report {
	t.Helper()
	fw, err := framework.Load(p.pack)
	if err != nil {
		t.Fatal(err)
	}
	var outcome answer.Outcome
	if p.answers != nil {
		table, err := office.OpenTable(bytes.NewReader(p.answers), office.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		if outcome, err = answer.Take(fw, table, 10); err != nil {
			t.Fatal(err)
		}
	}
	if marked {
		fw = fw.Pseudo()
	}
	made := report.FromOutcome(fw, outcome, words)
	made.Fictional = p.answers != nil
	return made
}

// writePack puts the meeting pack into a folder and returns its address.
func (p printed) writePack(t *testing.T, marked bool) string {
	t.Helper()
	words, plan := english(t), meetingPlan(t)
	if marked {
		words, plan = words.Pseudo(), plan.Pseudo(phrase.Pseudo)
	}
	name := filepath.Join(t.TempDir(), "meeting-pack.html")
	file, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := ui.MeetingPack(words, p.report(t, words, marked), plan).Render(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	return "file://" + name
}

func TestTheMeetingPackIsForEverybody(t *testing.T) {
	for _, p := range packs(t) {
		t.Run(p.name, func(t *testing.T) {
			address := p.writePack(t, false)
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(wide, 900), chromedp.Navigate(address))
			checkAxe(t, ctx)
			shoot(t, ctx, "pack-"+p.name+"-wide")
			do(t, ctx, chromedp.EmulateViewport(narrow, 640), chromedp.Navigate(address))
			if width := look[int](t, ctx, `document.documentElement.scrollWidth`); width > narrow {
				t.Errorf("the pack is %d pixels wide, widest: %s", width, look[string](t, ctx, widest))
			}
			shoot(t, ctx, "pack-"+p.name+"-narrow")
		})
	}
}

// sheetOf is what is printed on one sheet, and how many pixels more than a
// sheet it would need, measured as on paper.
type sheetOf struct {
	ID   string
	Over int
}

// What may flow on is as high as it gets, and is held against the sheet.
const sheetsOnPaper = `[...document.querySelectorAll('.pack-agenda')].forEach(e => e.style.width = '188mm'),
	[...document.querySelectorAll('.pack-sheet:not(.pack-power), .report-sheet')].map(e => ({
	ID: e.getAttribute('aria-labelledby') || e.className,
	Over: Math.round(e.matches('.pack-agenda, .pack-glance')
		? e.getBoundingClientRect().height - (e.matches('.pack-agenda') ? 274 : 271) * 96 / 25.4 : e.scrollHeight - e.clientHeight)}))`

// On paper each part of the pack is the sheet it is meant to be: what would run
// over into the next one shows.
func TestEveryPartOfTheMeetingPackIsASheet(t *testing.T) {
	for _, p := range packs(t) {
		t.Run(p.name, func(t *testing.T) {
			ctx := tab(t)
			// A4 less its margins is 182 mm; agendas come closer to the edge.
			do(t, ctx, chromedp.EmulateViewport(688, 1020), emulatePrint, chromedp.Navigate(p.writePack(t, false)))
			sheets := look[[]sheetOf](t, ctx, sheetsOnPaper)
			for _, s := range sheets {
				if s.Over > 1 {
					t.Errorf("%s is %d pixels more than one sheet", s.ID, s.Over)
				}
			}
			pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(), chromedp.PDFOutlineAndTagged()))
			if err != nil {
				t.Fatal(err)
			}
			keep(t, "pack-"+p.name+".pdf", pdf)
			// The notes for whoever leads take one sheet or two.
			pages := len(pageObject.FindAll(pdf, -1))
			if more := pages - len(sheets); more < 1 || more > 2 {
				t.Errorf("%d pages for %d sheets and the notes", pages, len(sheets))
			}
			if !bytes.Contains(pdf, []byte("/StructTreeRoot")) {
				t.Error("the pages are not tagged")
			}
		})
	}
}

func TestTheMeetingPackFetchesAndRunsNothing(t *testing.T) {
	for _, p := range packs(t) {
		text, err := os.ReadFile(strings.TrimPrefix(p.writePack(t, false), "file://"))
		if err != nil {
			t.Fatal(err)
		}
		for _, never := range []string{"<script", "<link", "<iframe", "@import", "url(http", ` src="http`, ` style="`} {
			if bytes.Contains(text, []byte(never)) {
				t.Errorf("%s: the file holds %s", p.name, never)
			}
		}
	}
}

func TestNoSentenceOfTheMeetingPackIsWrittenInCode(t *testing.T) {
	for _, p := range packs(t) {
		t.Run(p.name, func(t *testing.T) {
			if p.answers != nil {
				p.answers = withoutVowels(t, p.answers)
			}
			ctx := tab(t)
			do(t, ctx, chromedp.Navigate(p.writePack(t, true)))
			for _, text := range look[[]string](t, ctx, unmarked) {
				t.Errorf("%q comes from nowhere", text)
			}
		})
	}
}
