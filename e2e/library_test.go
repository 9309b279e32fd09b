package e2e_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bearings/internal/ui"
)

// opened is the text of the meaning that is open, or nothing.
const opened = `document.querySelector('.meaning:popover-open')?.innerText || ''`

func TestAWordShowsWhatItMeansByKeyboardAndWithoutScripts(t *testing.T) {
	h := open(t)
	for _, scripts := range []bool{true, false} {
		ctx := tab(t)
		if !scripts {
			do(t, ctx, withoutScripts)
		}
		do(t, ctx, chromedp.Navigate(h.url+ui.CaseStudyURL("the-photo")), chromedp.Focus(chromedp.CSS("button.term")), chromedp.KeyEvent(kb.Enter))
		name := look[string](t, ctx, `document.activeElement.innerText`)
		if got := look[string](t, ctx, opened); !strings.Contains(strings.ToLower(got), strings.ToLower(name)) {
			t.Errorf("scripts %v: Enter on %q shows %q", scripts, name, got)
		}
		shoot(t, ctx, fmt.Sprintf("Meaning-open-%v", scripts))
		do(t, ctx, chromedp.KeyEvent(kb.Escape))
		if got := look[string](t, ctx, opened); got != "" {
			t.Errorf("scripts %v: Escape leaves %q open", scripts, got)
		}
		if on := look[string](t, ctx, `document.activeElement.innerText`); on != name {
			t.Errorf("scripts %v: the focus is on %q after Escape, want %q", scripts, on, name)
		}
	}
}

func TestTheSecondPartComesAfterTheFirst(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	first, second := ui.CaseStudyURL("the-photo"), ui.CaseResponseURL("the-photo")
	do(t, ctx, withoutScripts, chromedp.Navigate(h.url+second))
	if shows := look[int](t, ctx, `document.querySelectorAll('main h2').length`); shows != 0 {
		t.Error("the second part stands there though nobody has chosen to skip the first")
	}
	do(t, ctx, chromedp.Navigate(h.url+first))
	press(t, ctx, `button[value=answering]`)
	if at := look[string](t, ctx, `location.pathname`); at != second {
		t.Errorf("the button leads to %s", at)
	}
	if shows := look[int](t, ctx, `document.querySelectorAll('main h2').length`); shows < 10 {
		t.Error("the second part is not there")
	}
}

func TestWhatIsWrittenInAGuideStaysInTheTab(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.GuideURL("youth-voice")))
	line := look[string](t, ctx, `document.querySelector('[data-sheet] input[type=text]').id`)
	text := look[string](t, ctx, `document.querySelector('[data-sheet] textarea').id`)
	do(t, ctx, chromedp.SendKeys(chromedp.ID(line), "The lead member"), chromedp.SendKeys(chromedp.ID(text), "Opening hours </script>"))
	values := fmt.Sprintf(`document.getElementById(%q).value + '|' + document.getElementById(%q).value`, line, text)
	do(t, ctx, chromedp.Reload(), chromedp.WaitVisible(chromedp.CSS("[data-sheet-buttons]")))
	const want = "The lead member|Opening hours </script>"
	if got := look[string](t, ctx, values); got != want {
		t.Errorf("after reloading: %q", got)
	}
	file := saved(t, ctx, "[data-sheet-save]", "guide-youth-voice-answers.html")
	if kept := look[int](t, ctx, `localStorage.length`) + look[int](t, ctx, `document.cookie.length`); kept != 0 {
		t.Error("something is kept beyond the tab")
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`void (window.confirm = () => true)`), chromedp.Click(chromedp.CSS("[data-sheet-clear]")))
	if got := look[string](t, ctx, values); got != "|" {
		t.Errorf("after clearing: %q", got)
	}
	if kept := look[int](t, ctx, `sessionStorage.length`); kept != 0 {
		t.Error("something is kept after clearing")
	}
	bringBack(t, ctx, file)
	if got := look[string](t, ctx, values); got != want {
		t.Errorf("from the file: %q", got)
	}
	// A file of another page says so, and takes nothing away.
	other := written(t, "other.html", []byte(`<script type="application/json" id="answers">{"sheet":"x","answers":{}}</script>`))
	bringBack(t, ctx, other)
	if got := look[string](t, ctx, values); got != want {
		t.Errorf("after a wrong file: %q", got)
	}
	if said := look[string](t, ctx, `document.querySelector('[data-sheet-said]').textContent`); said != english(t).Say("librarypages.sheet-bad") {
		t.Errorf("said %q", said)
	}
	// The file can be read by itself.
	do(t, ctx, chromedp.Navigate("file://"+file))
	if body := look[string](t, ctx, `document.body.innerText`); !strings.Contains(body, "The lead member") || !strings.Contains(body, "Opening hours </script>") {
		t.Errorf("the file reads %q", body)
	}
}

// bringBack chooses a file as somebody does who presses the button, and waits for
// what the page says.
func bringBack(t *testing.T, ctx context.Context, file string) {
	t.Helper()
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`void (() => { HTMLInputElement.prototype.click = function () { if (this.type !== 'file') return
		this.id = 'chosen'; document.body.append(this) } ; document.querySelector('[data-sheet-said]').textContent = ''
		document.getElementById('chosen')?.remove() })()`),
		chromedp.Click(chromedp.CSS("[data-sheet-load]")), chromedp.SetUploadFiles(chromedp.ID("chosen"), []string{file}),
		chromedp.WaitReady(chromedp.CSS("[data-sheet-said]:not(:empty)")))
}

// verdict is what a form says of itself: what is on the screen of the two.
const verdict = `[...document.querySelectorAll('[data-refused], [data-ready]')].filter((e) => e.checkVisibility()).map((e) => 'ready' in e.dataset ? 'ready' : 'refused').join()`

func TestAConsultationWithoutAnAudienceIsRefused(t *testing.T) {
	h := open(t)
	for _, scripts := range []bool{true, false} {
		ctx := tab(t)
		if !scripts {
			do(t, ctx, withoutScripts)
		}
		do(t, ctx, chromedp.Navigate(h.url+ui.GuideURL("youth-voice")))
		if got := look[string](t, ctx, verdict); got != "refused" {
			t.Errorf("scripts %v: an empty plan is %q", scripts, got)
		}
		look[chromedp.Void](t, ctx, `void (() => { for (const f of document.querySelectorAll('[data-sheet] [required]')) {
			if (f.type === 'radio') f.checked = true; else f.value = f.type === 'date' ? '2027-03-01' : 'Amira Khan, who leads on youth services'
			f.dispatchEvent(new Event('input', {bubbles: true})) } })()`)
		if got := look[string](t, ctx, verdict); got != "ready" {
			t.Errorf("scripts %v: a whole plan is %q", scripts, got)
		}
		do(t, ctx, chromedp.Click(chromedp.CSS("[data-sheet] button[type=submit]")))
		if at := look[string](t, ctx, `location.pathname + location.search`); at != ui.GuideURL("youth-voice") {
			t.Errorf("scripts %v: the button leads to %s", scripts, at)
		}
		if !scripts {
			continue
		}
		first := look[string](t, ctx, `document.querySelector('[data-required] input').id`)
		do(t, ctx, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`void (document.getElementById(%q).value = 'Nobody.')`, first)),
			chromedp.Click(chromedp.CSS("[data-sheet] button[type=submit]")), chromedp.WaitReady(chromedp.CSS("[data-sheet-wrong]:focus")))
		if got := look[string](t, ctx, verdict); got != "refused" {
			t.Errorf("a plan for nobody is %q", got)
		}
		checkAxe(t, ctx)
		shoot(t, ctx, "Guide-refused")
		do(t, ctx, chromedp.Click(chromedp.CSS("[data-sheet-wrong] a")))
		if on := look[string](t, ctx, `document.activeElement.id`); on != first {
			t.Errorf("the link of the error leads to %q, want %q", on, first)
		}
		said := `document.getElementById(document.activeElement.getAttribute('aria-describedby').split(' ').pop())?.textContent`
		if also := look[string](t, ctx, said); also != look[string](t, ctx, `document.querySelector('[data-sheet-wrong] a').textContent`) {
			t.Errorf("the field itself says %q", also)
		}
	}
}

func TestTheDaysToComeBackAreACalendar(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.GuideURL("learning-worksheet")))
	text, err := os.ReadFile(saved(t, ctx, "[data-calendar]", "guide-learning-worksheet.ics"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "BEGIN:VEVENT\r\n"); n != 2 {
		t.Errorf("%d days, want 2:\n%s", n, text)
	}
	want := look[string](t, ctx, `new Date(new Date().setDate(new Date().getDate() + 56)).toLocaleDateString('sv').replace(/-/g, '')`)
	if !strings.Contains(string(text), "DTSTART;VALUE=DATE:"+want) {
		t.Errorf("no day eight weeks from now (%s):\n%s", want, text)
	}
}

func TestTheExitLeavesAtOnce(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.StartURL("young-people")),
		chromedp.Evaluate[chromedp.Void](`void (document.querySelector('[data-exit]').href = '/healthz')`))
	before := look[int](t, ctx, `history.length`)
	for range 3 {
		do(t, ctx, chromedp.KeyEvent(kb.Shift))
	}
	do(t, ctx, chromedp.WaitReady(chromedp.CSS("body")))
	if at := look[string](t, ctx, `location.pathname`); at != "/healthz" {
		t.Errorf("Shift three times leads to %s", at)
	}
	if after := look[int](t, ctx, `history.length`); after != before {
		t.Errorf("the history grew from %d to %d", before, after)
	}
}

// Each of those who come for the first time finds it within three clicks, or one
// search.
func TestWhoComesForTheFirstTimeFindsIt(t *testing.T) {
	h := open(t)
	for _, visit := range []struct {
		who   string
		links []string // parts of the addresses of the links that are followed
		ends  string
	}{
		{"a fifteen-year-old", []string{"/start/young-people"}, "/start/young-people"},
		{"a parent", []string{"/start/parents"}, "/start/parents"},
		{"a social worker with ten minutes", []string{"/library", "/start/ten-minutes", "/case-studies/the-new-phone"}, "/case-studies/the-new-phone"},
		{"a police manager preparing a meeting", []string{"/library", "/start/meeting", "/guides/team-60"}, "/guides/team-60"},
		{"somebody who asks what is known", []string{"/library", "/evidence", "/evidence/P7"}, "/evidence/P7"},
	} {
		ctx := tab(t)
		do(t, ctx, withoutScripts, chromedp.Navigate(h.url))
		for _, link := range visit.links {
			if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(fmt.Sprintf("main a[href=%q]", link)))); err != nil {
				t.Fatalf("%s: no way to %s: %v", visit.who, link, err)
			}
		}
		if at := look[string](t, ctx, `location.pathname`); at != visit.ends {
			t.Errorf("%s comes to %s, want %s", visit.who, at, visit.ends)
		}
	}
	for asked, want := range map[string]string{
		"letters to parents": ui.GuideURL("letters-and-meetings"), "supervision": ui.GuideURL("reflective-supervision"),
		"what is county lines": ui.WordURL("county-lines"), "exclusion panel": ui.GuideURL("exclusion-panel"),
		"who can I talk to": ui.StartURL("young-people"), "adultification": ui.WordURL("adultification"),
		"adultified": ui.WordURL("adultification"), "inspection": ui.GuideURL("inspection"),
	} {
		ctx := tab(t)
		do(t, ctx, chromedp.Navigate(h.url+ui.SearchPath+"?q="+url.QueryEscape(asked)))
		first := look[[]string](t, ctx, `[...document.querySelectorAll('.hit a')].slice(0, 3).map((a) => a.getAttribute('href'))`)
		if !strings.Contains(" "+strings.Join(first, " ")+" ", " "+want+" ") {
			t.Errorf("%q finds %v, want %s among the first three", asked, first, want)
		}
	}
}
