package e2e_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"bearings/internal/framework"
	"bearings/internal/round"
	"bearings/internal/ui"
)

// onPhone is a tab as wide as a phone, in which no scripts run.
func onPhone(t *testing.T) context.Context {
	t.Helper()
	ctx := tab(t)
	do(t, ctx, chromedp.EmulateViewport(360, 640), withoutScripts)
	return ctx
}

// stands checks the first heading.
func stands(t *testing.T, ctx context.Context, heading string) {
	t.Helper()
	if got := look[string](t, ctx, `document.querySelector('h1').innerText`); got != heading {
		t.Fatalf("the page is %q, want %q", got, heading)
	}
}

func on(button string) string { return `main button[value="` + button + `"]` }

// pick chooses an answer as a finger does: by its label.
func pick(t *testing.T, ctx context.Context, name, value string) {
	t.Helper()
	id := look[string](t, ctx, `document.querySelector('[name="`+name+`"][value="`+value+`"]').id`)
	do(t, ctx, chromedp.Click(chromedp.CSS(`label[for="`+id+`"]`)))
}

func repliesOf(t *testing.T, h house) (all []round.Reply) {
	t.Helper()
	err := h.config.Rounds.Store.Read(t.Context()).EachReply(h.rounds.open.ID, framework.Staff, func(r round.Reply) error { all = append(all, r); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// firstAnswers are those from the agency to the second statement.
func firstAnswers(t *testing.T, ctx context.Context, h house) {
	t.Helper()
	stands(t, ctx, "Where do you work?")
	pick(t, ctx, "agency", string(h.world.Police.ID))
	press(t, ctx, on("next"))
	pick(t, ctx, "level", "direct")
	press(t, ctx, on("next"))
	stands(t, ctx, "Statement 1 of 8")
	pick(t, ctx, "a.p1", "mostly")
	do(t, ctx, chromedp.Click(chromedp.CSS("main summary")), chromedp.SendKeys(chromedp.CSS("main textarea"), "LL LL"))
	press(t, ctx, on("next"))
	stands(t, ctx, "Statement 2 of 8")
	if text := look[string](t, ctx, `document.querySelector('main textarea').value`); text != "" {
		t.Errorf("the box of the second statement begins with %q", text)
	}
	pick(t, ctx, "a.p2", "sometimes")
	press(t, ctx, on("next"))
	stands(t, ctx, "Statement 3 of 8")
}

// The survey on a phone without scripts, with the browser's own Back button: it leads
// to the page before, as it was left, and asks nobody to send anything again. This
// browser takes the pages from its cache; one that keeps them whole needs not even that.
func TestASurveyOnAPhoneWithTheBackButton(t *testing.T) {
	h := open(t)
	ctx := onPhone(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.AnswerURL(h.rounds.link.Code)))
	stands(t, ctx, "How well do we respond together?")
	press(t, ctx, on("next"))
	firstAnswers(t, ctx, h)
	for _, want := range []string{"Statement 2 of 8", "Statement 1 of 8", "What fills most of your week?", "Where do you work?"} {
		goBack(t, ctx, want)
		checkKept(t, ctx, h, want)
	}
	firstAnswers(t, ctx, h)
	// Our own button for going back takes along what comes later.
	for _, want := range []string{"Statement 2 of 8", "Statement 1 of 8", "What fills most of your week?", "Where do you work?"} {
		press(t, ctx, on("back"))
		stands(t, ctx, want)
		checkKept(t, ctx, h, want)
	}
	for range 10 {
		press(t, ctx, on("next"))
	}
	stands(t, ctx, "Would you like to go deeper?")
	press(t, ctx, on("check"))
	stands(t, ctx, "Check your answers")
	text := look[string](t, ctx, `document.querySelector('main').innerText`)
	for _, one := range []string{h.world.Police.Name, "Direct work", "LL LL", "Most of the time", "Some of the time"} {
		if !strings.Contains(text, one) {
			t.Errorf("%q is lost: %s", one, text)
		}
	}
	press(t, ctx, on("send"))
	stands(t, ctx, "Thank you. Your answers have been sent")
	goBack(t, ctx, "Check your answers")
	press(t, ctx, on("send"))
	stands(t, ctx, "Thank you. Your answers have been sent")
	if all := repliesOf(t, h); len(all) != 1 || len(all[0].Answers) != 2 || all[0].Agency != h.world.Police.Name {
		t.Errorf("%+v", all)
	}
}

// The first page weighs less than 60 KB with all that a browser fetches for it, and a
// later one less than 15 KB with what is new on it.
func TestTheSurveyWeighsLittle(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.EmulateViewport(360, 640), chromedp.Navigate(h.url+ui.AnswerURL(h.rounds.link.Code)))
	weigh := func(most int) {
		t.Helper()
		got := look[int](t, ctx, `document.fonts.ready.then(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
			.reduce((sum, e) => sum + e.transferSize, 0))`)
		t.Logf("%s: %d bytes", look[string](t, ctx, `document.querySelector('h1').innerText`), got)
		if got > most || got == 0 {
			t.Errorf("%d bytes, at most %d: %s", got, most, look[string](t, ctx, `performance.getEntriesByType('resource').map(e => e.name + ' ' + e.transferSize).join(', ')`))
		}
	}
	weigh(60 << 10)
	for range 11 {
		press(t, ctx, on("next"))
		weigh(15 << 10)
	}
	stands(t, ctx, "Check your answers")
}

// goBack is the browser's own Back button. A page that the browser kept whole tells of
// no loading, so it is waited for by what stands on it.
func goBack(t *testing.T, ctx context.Context, heading string) {
	t.Helper()
	do(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		history, err := cdp.Call(ctx, target, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, target, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: history.Entries[history.CurrentIndex-1].ID})
		return err
	}))
	got := ""
	for range 100 {
		if got, _ = chromedp.Run(ctx, chromedp.Evaluate[string](`(document.querySelector('h1') || document.body).innerText`)); got == heading {
			return
		}
		do(t, ctx, chromedp.Sleep(50*time.Millisecond))
	}
	t.Fatalf("back leads to %q, want %q", got, heading)
}

// checkKept looks whether what was said on a page is still there.
func checkKept(t *testing.T, ctx context.Context, h house, page string) {
	t.Helper()
	want := map[string]string{"Statement 2 of 8": "sometimes", "Statement 1 of 8": "mostly",
		"What fills most of your week?": "direct", "Where do you work?": string(h.world.Police.ID)}[page]
	if got := look[string](t, ctx, `(document.querySelector('main input[type=radio]:checked') || {}).value || ''`); got != want {
		t.Errorf("%s: %q is chosen, want %q", page, got, want)
	}
	if page == "Statement 1 of 8" && look[string](t, ctx, `document.querySelector('main textarea').value`) != "LL LL" {
		t.Error("what was written is gone")
	}
}
