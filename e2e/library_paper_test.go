package e2e_test

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/ui"
)

// a4 is the width of what is printed on A4, in pixels: 182 mm.
const a4 = 688

// cramped lists what a pen finds no room in: a text of three lines of 9 mm, a cell
// of a table with 25 mm, a line with 10 mm; and what reaches over the paper's edge.
const cramped = `(() => { const mm = 96 / 25.4, wrong = []
	const least = (selector, height) => { for (const e of document.querySelectorAll(selector)) {
		const b = e.getBoundingClientRect()
		if (!e.checkVisibility() || b.height < height * mm - 1) wrong.push(selector + ' ' + e.id + ': ' + Math.round(b.height / mm) + ' mm high') } }
	least('.sheet-form textarea', 27)
	least('.ask-row', 25)
	least('.sheet-form .govuk-form-group > input', 10)
	for (const e of document.querySelectorAll('main *')) {
		const b = e.getBoundingClientRect()
		if (e.checkVisibility() && b.width > 1 && !e.closest('svg, .govuk-visually-hidden') && b.right > innerWidth + 1) wrong.push(e.tagName + '.' + e.className + ' is cut off') }
	for (const e of document.querySelectorAll('main nav, main button:not(.term), .near, .meaning')) if (e.checkVisibility()) wrong.push(e.className + ' is of no use on paper')
	return [...new Set(wrong)].slice(0, 10) })()`

// What is printed for a meeting has room to be written on.
func TestPaperHasRoomToWrite(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.EmulateViewport(a4, 1000), emulatePrint)
	for _, s := range libraryStates(h) {
		if !slices.Contains([]string{"Guide", "CaseStudy", "CaseResponse", "Team", "Start", "Topic", "Glossary", "Principle"}, s.route) {
			continue
		}
		visit(t, ctx, h, state{path: s.path, status: 200})
		for _, wrong := range look[[]string](t, ctx, cramped) {
			t.Errorf("%s: %s", s.path, wrong)
		}
		if s.route == "Guide" {
			rows := `[document.querySelectorAll('.ask-row').length, document.querySelectorAll('.ask-row--spare').length]`
			if n := look[[]int](t, ctx, rows); n[0] > 2 && n[1] == 0 {
				t.Errorf("%s: %d rows, and none waits to be needed", s.path, n[0])
			}
		}
	}
}

// What was written is on the paper whole, however long it is, and is gone from the
// page afterwards.
func TestWhatIsWrittenIsPrintedWhole(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.EmulateViewport(a4, 1000), chromedp.Navigate(h.url+ui.GuideURL("youth-voice")))
	look[chromedp.Void](t, ctx, `void (() => { for (const f of document.querySelectorAll('[data-sheet] input, [data-sheet] textarea')) {
		if (f.type === 'text') f.value = 'The lead member and all who sit with her on a Tuesday'
		if (f.type === 'date') f.value = '2027-03-01'
		if (f.tagName === 'TEXTAREA') f.value = 'What can change. '.repeat(90) + 'The end.'
		f.dispatchEvent(new Event('input', {bubbles: true})) } })()`)
	do(t, ctx, emulatePrint, chromedp.Evaluate[chromedp.Void](`void dispatchEvent(new Event('beforeprint'))`))
	cut := `[...document.querySelectorAll('.written, [data-sheet] input, [data-sheet] textarea')].filter((e) => e.checkVisibility() && e.type !== 'radio' && e.type !== 'checkbox')
		.filter((e) => e.value || e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1).map((e) => e.outerHTML.slice(0, 80))`
	if lost := look[[]string](t, ctx, cut); len(lost) > 0 {
		t.Errorf("cut off on paper: %v", lost)
	}
	if day := look[string](t, ctx, `document.querySelector('input[type=date] + .written').textContent`); day != "1 March 2027" {
		t.Errorf("the day is %q", day)
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`void dispatchEvent(new Event('afterprint'))`))
	if n := look[int](t, ctx, `document.querySelectorAll('.written, .field--written').length`); n > 0 {
		t.Errorf("%d copies stay on the page", n)
	}
}

// papers is how many sheets of A4 some pages may take: people print them for a
// whole meeting.
var papers = map[string]int{
	ui.CaseStudyURL("the-photo"): 5, ui.CaseResponseURL("the-photo") + "?after=skipping": 4, ui.TeamPath: 3,
	ui.GuideURL("letters-and-meetings"): 10, ui.GuideURL("youth-voice"): 9, ui.GuideURL("team-60"): 6,
	ui.GuideURL("exclusion-panel"): 7, ui.EvidenceURL("P7"): 6, ui.GlossaryPath: 12, ui.StartURL("young-people"): 6,
	ui.PrinciplesPath: 3, ui.PrinciplesMapPath: 6, ui.PrincipleURL("P2"): 6,
}

func TestAMeetingPrintsFewSheets(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	for path, most := range papers {
		do(t, ctx, chromedp.Navigate(h.url+path))
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
		if err != nil {
			t.Fatal(err)
		}
		if pages := len(pageObject.FindAll(pdf, -1)); pages > most {
			t.Errorf("%s takes %d sheets, want %d at the most", path, pages, most)
		}
	}
}
