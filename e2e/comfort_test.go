package e2e_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"math"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"bearings/internal/accessibility"
)

// People set their own spacing (WCAG 1.4.12) and their own colours; nothing may
// be lost by it.
func TestEveryPageBearsOnesOwnSpacingAndColours(t *testing.T) {
	h := open(t)
	for _, s := range states(h) {
		t.Run(s.title(), func(t *testing.T) {
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(wide, 900))
			visit(t, ctx, h, s)
			t.Run("colours", func(t *testing.T) {
				counted(t, accessibility.Colours, s)
				do(t, ctx, forced("active", "dark"))
				checkForced(t, ctx, s.title())
				do(t, ctx, forced("none", "light"))
			})
			t.Run("spacing", func(t *testing.T) {
				counted(t, accessibility.Spacing, s)
				for _, width := range []int64{wide, narrow} {
					do(t, ctx, chromedp.EmulateViewport(width, 900))
					for _, lost := range look[[]string](t, ctx, spaced) {
						t.Errorf("%d pixels wide: %s", width, lost)
					}
				}
			})
		})
	}
}

// forced makes the browser take a person's own few colours.
func forced(on, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: on}, {Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

// checkForced looks at the page in white on black, as people with low vision may
// set it: there are no backgrounds, and drawings keep their own colours.
func checkForced(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if !look[bool](t, ctx, `matchMedia('(forced-colors: active)').matches`) {
		t.Fatal("the browser does not force colours")
	}
	for _, lost := range look[[]string](t, ctx, edgeless) {
		t.Errorf("%s can't be told from the page", lost)
	}
	texts := look[[]shownText](t, ctx, textsShown)
	tall := look[int](t, ctx, `document.documentElement.scrollHeight`)
	for from := 0; from < tall; from += slice {
		page := sliceOf(t, ctx, from, min(slice+100, tall-from), name)
		for _, text := range texts {
			if text.Y < from || text.Y >= from+slice {
				continue
			}
			text.Y -= from
			if got := contrastIn(page, text); got < 3 {
				t.Errorf("%q at %d, %d can't be told from what is behind it: contrast %.1f", text.Text, text.X, text.Y+from, got)
			}
		}
	}
}

// slice is how much of a page is looked at in one picture, in pixels: a browser
// does not draw very tall ones.
const slice = 12000

// sliceOf is a picture of so many pixels of a page.
func sliceOf(t *testing.T, ctx context.Context, from, height int, name string) *image.NRGBA {
	t.Helper()
	picture, err := chromedp.Run(ctx, func(ctx context.Context, target *chromedp.Target) ([]byte, error) {
		beyond := true
		r, err := cdp.Call(ctx, target, cdppage.CaptureScreenshot, cdppage.CaptureScreenshotParams{
			CaptureBeyondViewport: &beyond, OptimizeForSpeed: &beyond, Format: cdppage.CaptureScreenshotFormatPng,
			Clip: &cdppage.Viewport{Y: float64(from), Width: wide, Height: float64(height), Scale: 1},
		})
		if err != nil {
			return nil, err
		}
		return r.Data, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	keep(t, fmt.Sprintf("%s-forced-%d.png", name, from/slice), picture)
	decoded, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	page := image.NewNRGBA(decoded.Bounds())
	draw.Draw(page, page.Bounds(), decoded, image.Point{}, draw.Src)
	return page
}

// shownText is a line of text and where it is on the page.
type shownText struct {
	Text       string
	X, Y, W, H int
}

// contrastIn is the contrast between the lightest and the darkest point of where
// a text stands: of letters to what is behind them.
func contrastIn(page *image.NRGBA, text shownText) float64 {
	darkest, lightest := 1.0, 0.0
	place := image.Rect(text.X, text.Y, text.X+text.W, text.Y+text.H).Intersect(page.Bounds())
	if place.Empty() {
		return 21 // outside the picture; other checks find it
	}
	for y := place.Min.Y; y < place.Max.Y; y++ {
		for at := page.PixOffset(place.Min.X, y); at < page.PixOffset(place.Max.X, y); at += 4 {
			l := 0.2126*linear[page.Pix[at]] + 0.7152*linear[page.Pix[at+1]] + 0.0722*linear[page.Pix[at+2]]
			darkest, lightest = min(darkest, l), max(lightest, l)
		}
	}
	return (lightest + 0.05) / (darkest + 0.05)
}

// linear is how light a channel of each value is.
var linear = func() (all [256]float64) {
	for v := range all {
		c := float64(v) / 255
		if all[v] = math.Pow((c+0.055)/1.055, 2.4); c <= 0.04045 {
			all[v] = c / 12.92
		}
	}
	return all
}()

// textsShown are the lines of text that are to be seen.
const textsShown = `(() => { const all = []
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	while (walk.nextNode()) {
		const node = walk.currentNode, e = node.parentElement
		if (!node.data.trim() || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
		if (e.closest('option, script, style, .govuk-visually-hidden, .govuk-skip-link')) continue
		const range = document.createRange(), s = getComputedStyle(e)
		if (s.clipPath !== 'none') continue
		range.selectNodeContents(node)
		let inside = document.documentElement
		for (let o = e; o && o !== document.body; o = o.parentElement) if (getComputedStyle(o).overflow !== 'visible') { inside = o; break }
		const frame = inside.getBoundingClientRect()
		for (const b of range.getClientRects()) {
			const x = b.left + b.width / 2, y = b.top + b.height / 2
			if (b.width < 4 || b.height < 4 || x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) continue
			all.push({ Text: node.data.trim().slice(0, 60), X: Math.floor(b.left + scrollX), Y: Math.floor(b.top + scrollY), W: Math.ceil(b.width), H: Math.ceil(b.height) })
		}
	}
	return all })()`

// edgeless are controls without an edge in forced colours, where there are no
// backgrounds: a border, an underline, or for a box to tick that of its label.
const edgeless = `(() => {
	const edge = (s) => s.borderTopStyle !== 'none' && parseFloat(s.borderTopWidth) >= 1 || s.borderBottomStyle !== 'none' && parseFloat(s.borderBottomWidth) >= 1
		|| s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1
	const told = (e) => {
		// The browser draws the button of a box for files.
		if (e.type === 'file' && edge(getComputedStyle(e, '::file-selector-button'))) return true
		if (edge(getComputedStyle(e)) || getComputedStyle(e).textDecorationLine.includes('underline')) return true
		return e.labels && [...e.labels].some(l => edge(getComputedStyle(l)) || edge(getComputedStyle(l, '::before')))
	}
	return [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, [role=button], a.govuk-button')]
		.filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 1 && !told(e)).map(e => e.outerHTML.slice(0, 160)) })()`

// spaced puts in the spacing of WCAG 1.4.12 and lists what is lost by it.
const spaced = `(async () => {
	const hidden = (e) => { const s = getComputedStyle(e), b = e.getBoundingClientRect()
		return !e.checkVisibility() || b.width <= 1 || b.height <= 1 || s.clipPath !== 'none' || s.clip !== 'auto' }
	const cut = () => new Set([...document.querySelectorAll('body *')].filter(e => {
		if (e instanceof SVGElement || hidden(e) || !e.innerText || !e.innerText.trim()) return false
		const s = getComputedStyle(e), clips = (o) => o === 'hidden' || o === 'clip'
		return clips(s.overflowX) && e.scrollWidth > e.clientWidth + 1 || clips(s.overflowY) && e.scrollHeight > e.clientHeight + 1 }))
	const outside = () => new Set([...document.querySelectorAll('body *')].filter(e =>
		!(e instanceof SVGElement) && !hidden(e) && e.getBoundingClientRect().right > innerWidth + 1))
	const before = cut(), beforeOutside = outside(), wide = document.documentElement.scrollWidth
	const sheet = new CSSStyleSheet()
	sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }')
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
	await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))
	const name = (e) => e.tagName + '.' + e.className + ' ' + JSON.stringify(e.innerText.trim().slice(0, 60))
	const lost = [...cut()].filter(e => !before.has(e)).map(e => 'cut off: ' + name(e))
	const pushed = [...outside()].filter(e => !beforeOutside.has(e))
	if (document.documentElement.scrollWidth > Math.max(innerWidth, wide)) lost.push('the page scrolls sideways', ...pushed.slice(0, 3).map(e => 'pushed off the screen: ' + name(e)))
	document.adoptedStyleSheets = document.adoptedStyleSheets.filter(s => s !== sheet)
	return lost.slice(0, 8) })()`

// faulty is a page on which each of these checks has something to find.
const faulty = `<!DOCTYPE html><html lang="en"><title>x</title><body><p style="forced-color-adjust:none;color:#111;background:#000">Unseen words</p>
	<button style="border:0">Flat</button><button style="border:1px solid transparent">Fine</button>
	<div style="overflow:hidden;white-space:nowrap;width:8em;font:16px monospace">Cut off soon</div>
	<p style="width:300px;white-space:nowrap;font:16px monospace">Just as wide as the screen is</p></body></html>`

func TestTheseChecksFindWhatIsWrong(t *testing.T) {
	ctx := tab(t)
	do(t, ctx, chromedp.EmulateViewport(narrow, 600), chromedp.Navigate("data:text/html,"+url.PathEscape(faulty)), forced("active", "dark"))
	if found := look[[]string](t, ctx, edgeless); len(found) != 1 || !strings.Contains(found[0], "Flat") {
		t.Errorf("without an edge: %q", found)
	}
	page := sliceOf(t, ctx, 0, 600, "faulty")
	for _, text := range look[[]shownText](t, ctx, textsShown) {
		if unseen := contrastIn(page, text) < 3; unseen != (text.Text == "Unseen words") {
			t.Errorf("%q: contrast %.1f", text.Text, contrastIn(page, text))
		}
	}
	if found := strings.Join(look[[]string](t, ctx, spaced), "|"); !strings.Contains(found, "cut off: DIV") || !strings.Contains(found, "scrolls sideways") {
		t.Errorf("with more room: %s", found)
	}
}
