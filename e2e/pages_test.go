package e2e_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bearings/internal/accessibility"
	"bearings/internal/web"
)

const (
	wide   = 1200
	narrow = 320
)

// finding is what axe-core says about a page.
type finding struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

func TestAxeFindsNothing(t *testing.T) {
	h := open(t)
	for _, s := range states(h) {
		t.Run(s.title(), func(t *testing.T) {
			counted(t, accessibility.Axe, s)
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(wide, 900))
			visit(t, ctx, h, s)
			checkAxe(t, ctx)
			shoot(t, ctx, s.title()+"-wide")
		})
	}
}

func checkAxe(t *testing.T, ctx context.Context) {
	t.Helper()
	look[chromedp.Void](t, ctx, axe)
	found := look[[]finding](t, ctx, `axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}).then(r => r.violations.map(
		v => ({id: v.id, help: v.help, nodes: v.nodes.map(n => ({html: n.html, failureSummary: n.failureSummary}))})))`)
	for _, one := range found {
		t.Errorf("%s: %s: %.600v", one.ID, one.Help, one.Nodes)
	}
}

// shoot keeps a picture of the whole page, where somebody wants to look at it. A
// browser does not draw very tall pages in one.
func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if os.Getenv("BEARINGS_SHOTS") == "" {
		return
	}
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Logf("no picture of %s: %v", name, err)
		return
	}
	keep(t, name+".png", picture)
}

// A screen 320 pixels wide is what is left of a wide one at 400 % zoom.
func TestNothingScrollsSidewaysAt320(t *testing.T) {
	h := open(t)
	for _, s := range states(h) {
		t.Run(s.title(), func(t *testing.T) {
			counted(t, accessibility.Narrow, s)
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(narrow, 640))
			visit(t, ctx, h, s)
			width := look[int](t, ctx, `document.documentElement.scrollWidth`)
			if width > narrow {
				t.Errorf("the page is %d pixels wide, widest: %s", width, look[string](t, ctx, widest))
			}
			shoot(t, ctx, s.title()+"-narrow")
		})
	}
}

const widest = `[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth)
	.map(e => e.tagName + '.' + e.className).slice(0, 5).join(', ')`

func TestEveryPageIsWholeWithoutScripts(t *testing.T) {
	h := open(t)
	for _, s := range states(h) {
		t.Run(s.title(), func(t *testing.T) {
			counted(t, accessibility.Scripts, s)
			ctx := tab(t)
			do(t, ctx, withoutScripts)
			visit(t, ctx, h, s)
			failed := s.status == 422 || s.write != nil && s.status == 413
			if failed {
				// The focus moves when the page is first painted.
				do(t, ctx, chromedp.WaitReady(chromedp.CSS(".govuk-error-summary:focus")))
			}
			type outline struct {
				Title, Language string
				Headings        int
				Buttons         int
			}
			got := look[outline](t, ctx, `({Title: document.title, Language: document.documentElement.lang,
				Headings: document.querySelectorAll('h1').length,
				Buttons: [...document.querySelectorAll('[data-print]')].filter(b => !b.hidden).length})`)
			if got.Headings != 1 {
				t.Errorf("%d first headings, want 1", got.Headings)
			}
			if got.Language != "en" {
				t.Errorf("language %q, want en", got.Language)
			}
			if got.Buttons != 0 {
				t.Error("a button is shown that only a script could answer")
			}
			if strings.HasPrefix(got.Title, "Error:") != failed {
				t.Errorf("title %q, failed is %v", got.Title, failed)
			}
		})
	}
}

func TestTheKeyboardReachesEverything(t *testing.T) {
	h := open(t)
	for _, s := range states(h) {
		t.Run(s.title(), func(t *testing.T) {
			counted(t, accessibility.Keyboard, s)
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(wide, 900))
			visit(t, ctx, h, s)
			// A page that puts the focus on its errors is walked from the start too.
			controls := look[[]string](t, ctx, `(() => { document.body.tabIndex = -1; document.body.focus();
				// Tab stops once in a group of radio buttons, and in a date at its day, month, year and calendar.
				const isStop = (e) => { if (e.type !== 'radio') return true
					const group = [...document.getElementsByName(e.name)]
					return e === (group.find(o => o.checked) || group[0]) }
				window.seen = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(e => e.checkVisibility() && isStop(e)).flatMap(e => e.type === 'date' ? [e, e, e, e] : [e]); return window.seen.map(e => e.outerHTML.slice(0, 120)) })()`)
			for n, control := range controls {
				do(t, ctx, chromedp.KeyEvent(kb.Tab))
				if !look[bool](t, ctx, fmt.Sprintf(`document.activeElement === window.seen[%d]`, n)) {
					t.Fatalf("Tab %d does not reach %s but %s", n+1, control, look[string](t, ctx, `document.activeElement.outerHTML.slice(0, 120)`))
				}
				if unseen := look[string](t, ctx, focusUnseen); unseen != "" {
					t.Errorf("%s has the focus, and it can't be seen: %s", control, unseen)
				}
			}
			if !strings.Contains(controls[0], "govuk-skip-link") {
				t.Errorf("the first control is %s, want the skip link", controls[0])
			}
		})
	}
}

// focusUnseen says why the focus can't be seen, or nothing.
const focusUnseen = `(() => { const e = document.activeElement, b = e.getBoundingClientRect(), s = getComputedStyle(e)
	if (b.width < 2 || b.height < 2) return 'no size'
	if (b.bottom < 0 || b.top > innerHeight) return 'outside the screen'
	// A drawing shows it by its own shapes.
	const drawn = () => [...e.querySelectorAll('*')].map(c => { const s = getComputedStyle(c); return s.fill + s.stroke + s.strokeWidth }).join()
	const changes = () => { const focused = drawn(); e.blur(); const plain = drawn(); e.focus({ preventScroll: true }); return focused !== plain }
	if (s.outlineStyle === 'none' && s.boxShadow === 'none' && !(e instanceof SVGElement && changes())) return 'no outline'
	const places = [...e.getClientRects()].flatMap(r => [0.1, 0.5, 0.9].flatMap(x => [0.1, 0.5, 0.9].map(y => [r.left + r.width * x, r.top + r.height * y])))
	const tops = places.map(([x, y]) => document.elementFromPoint(x, y)).filter(o => o)
	const own = (o) => e.contains(o) || e instanceof SVGElement && o.contains(e) || [...(e.labels || [])].some(l => l.contains(o))
	if (!tops.some(own)) return 'covered by ' + tops.map(o => o.outerHTML.slice(0, 160))[0]
	return '' })()`

func TestTheSkipLinkLeadsToMain(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(h.url), chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	if id := look[string](t, ctx, `document.activeElement.id`); id != "main" {
		t.Errorf("the focus is on %q, want main", id)
	}
}

// Every sentence comes from the message files or the content: on a site whose
// words are all marked, any other shows by its plain vowels.
func TestNoSentenceIsWrittenInCode(t *testing.T) {
	h := open(t, pseudo, func(c *web.Config) { c.ExampleReport = example(t, true) })
	for _, s := range states(h) {
		t.Run(s.title(), func(t *testing.T) {
			ctx := tab(t)
			visit(t, ctx, h, s)
			for _, text := range look[[]string](t, ctx, unmarked) {
				t.Errorf("%q comes from nowhere", text)
			}
		})
	}
}

// What is not a sentence: names of columns, ids of sentences, what people wrote,
// days a script says in the browser's own words.
const unmarked = `(() => { const found = []
	const plain = (text) => text && !/[⟦⟧]/.test(text) && /[aeiouy]/.test(text)
	const walk = document.createTreeWalker(document, NodeFilter.SHOW_TEXT)
	while (walk.nextNode()) {
		const node = walk.currentNode
		if (node.parentElement.closest('script, style, code, time, textarea, .cut__id, .own-words')) continue
		if (plain(node.data.trim())) found.push(node.data.trim())
	}
	for (const e of document.querySelectorAll('[aria-label], [alt], [title], [placeholder], [data-working]'))
		for (const name of ['aria-label', 'alt', 'title', 'placeholder', 'data-working'])
			if (plain(e.getAttribute(name))) found.push(name + ': ' + e.getAttribute(name))
	return found })()`
