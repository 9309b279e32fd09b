package e2e_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bearings/internal/ui"
)

// openMeaning is where the meaning that is open stands, and whether its word can be
// seen beside it.
const openMeaning = `(() => { const m = document.querySelector('.meaning:popover-open')
	if (!m) return 'none is open'
	const b = m.getBoundingClientRect()
	return b.left < 0 || b.top < 0 || b.right > innerWidth || b.bottom > innerHeight ? 'from ' + b.left + ', ' + b.top + ' to ' + b.right + ', ' + b.bottom : '' })()`

// A meaning stands whole on the screen, on a phone and at 400 % zoom as well, and
// goes when the keyboard goes on.
func TestAMeaningStandsOnTheScreen(t *testing.T) {
	h := open(t)
	for _, size := range [][2]int64{{wide, 900}, {390, 800}, {narrow, 256}} {
		for _, path := range []string{ui.GuideURL("youth-voice"), ui.StartURL("parents"), ui.EvidenceURL("P7")} {
			ctx := tab(t)
			do(t, ctx, chromedp.EmulateViewport(size[0], size[1]), chromedp.Navigate(h.url+path))
			for n := range look[int](t, ctx, `document.querySelectorAll('button.term').length`) {
				if n == 4 {
					break
				}
				do(t, ctx, chromedp.Evaluate[chromedp.Void](`void (() => { window.word = document.querySelectorAll('button.term')[window.nth = (window.nth ?? -1) + 1]
					window.word.scrollIntoView({block: 'center'}); window.word.focus() })()`), chromedp.KeyEvent(kb.Enter))
				if out := look[string](t, ctx, openMeaning); out != "" {
					t.Errorf("%v %s, word %d: %s", size, path, n, out)
				}
			}
			do(t, ctx, chromedp.KeyEvent(kb.Tab))
			if in := look[bool](t, ctx, `!!document.activeElement.closest('.meaning:popover-open')`); !in {
				t.Errorf("%v %s: Tab does not go into what opened", size, path)
			}
			do(t, ctx, chromedp.KeyEvent(kb.Tab))
			if left := look[bool](t, ctx, `!!document.querySelector('.meaning:popover-open')`); left {
				t.Errorf("%v %s: what opened stays and covers the page", size, path)
			}
		}
	}
}

// Going down a page that somebody may want to leave unseen writes nothing into the
// history, and what is gone to stands below the button.
func TestGoingDownAPageLeavesNoTrace(t *testing.T) {
	h := open(t)
	for _, page := range []string{"young-people", "parents"} {
		for _, scripts := range []bool{true, false} {
			ctx := tab(t)
			if !scripts {
				do(t, ctx, withoutScripts)
			}
			do(t, ctx, chromedp.EmulateViewport(390, 800), chromedp.Navigate(h.url+ui.StartURL(page)))
			before := look[int](t, ctx, `history.length`)
			do(t, ctx, chromedp.Focus(chromedp.CSS(".parts li:nth-child(5) a")), chromedp.KeyEvent(kb.Enter))
			at := look[string](t, ctx, `location.hash`)
			if scripts && (at != "" || look[int](t, ctx, `history.length`) != before) {
				t.Errorf("%s: the history holds %s", page, at)
			}
			if !scripts && at == "" {
				t.Errorf("%s: without scripts the link leads nowhere", page)
			}
			clear := `(() => { const heading = document.querySelectorAll('.start__part h2')[6].getBoundingClientRect()
				return heading.top - document.querySelector('.exit').getBoundingClientRect().bottom })()`
			if room := look[float64](t, ctx, clear); room < 0 || room > 400 {
				t.Errorf("%s, scripts %v: the heading is %v pixels below the button", page, scripts, room)
			}
		}
	}
}

// Those pages stand without the navigation of those who work here, ring when a
// number is pressed, and have room for a thumb.
func TestPagesForFamiliesAreTheirs(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	for _, page := range []string{"young-people", "parents"} {
		do(t, ctx, chromedp.EmulateViewport(390, 800), chromedp.Navigate(h.url+ui.StartURL(page)))
		if n := look[int](t, ctx, `document.querySelectorAll('.govuk-service-navigation, .shelves').length`); n > 0 {
			t.Errorf("%s: the navigation stands before it", page)
		}
		if rings := look[bool](t, ctx, `!!document.querySelector('a[href="tel:999"]') && !!document.querySelector('a[href="tel:08001111"]')`); !rings {
			t.Errorf("%s: 999 or Childline can't be rung", page)
		}
		small := `[...document.querySelectorAll('.parts a, .exit__button')].filter((e) => e.getBoundingClientRect().height < 40).map((e) => e.textContent)`
		if all := look[[]string](t, ctx, small); len(all) > 0 {
			t.Errorf("%s: too small for a thumb: %v", page, all)
		}
	}
}

// A row of a table comes when the one before it is written in.
func TestRowsComeWhenTheyAreNeeded(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.GuideURL("youth-voice")))
	shown := `[...document.querySelector('.ask-table').querySelectorAll('.ask-row')].filter((e) => e.checkVisibility()).length`
	if n := look[int](t, ctx, shown); n != 2 {
		t.Errorf("%d rows at first, want 2", n)
	}
	second := look[string](t, ctx, `document.querySelectorAll('.ask-table .ask-row')[1].querySelector('input').id`)
	do(t, ctx, chromedp.SendKeys(chromedp.ID(second), "Girls who care for others"))
	if n := look[int](t, ctx, shown); n != 3 {
		t.Errorf("%d rows after the second is written in, want 3", n)
	}
}
