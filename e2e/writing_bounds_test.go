package e2e_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bearings/internal/ui"
)

// A detail that could tell who a child is stays on the writer's own screen, and
// is a hint like any other.
func TestWritingHintsAtDetails(t *testing.T) {
	h := open(t)
	say := h.config.Words.Say
	ctx := writing(t, h)
	write(t, ctx, "Her NHS number is 999 012 3454.")
	hinted(t, ctx, "note", 1)
	shown := look[string](t, ctx, `document.querySelector('.hint__open').innerText`)
	for _, want := range []string{"999 012 3454", say("writing.lead.identifying"), say("writing.reason.needed")} {
		if !strings.Contains(shown, want) {
			t.Errorf("the hint does not say %q: %s", want, shown)
		}
	}
	if strings.Contains(shown, say("writing.reason.childs-words")) || strings.Contains(shown, say("writing.use")) {
		t.Errorf("the hint offers what is for other words: %s", shown)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-reason=needed]")))
	hinted(t, ctx, "note", 0)
	press(t, ctx, "button[value=check]")
	if said := look[string](t, ctx, `document.querySelector('main').innerText`); !strings.Contains(said, say("writing.kept.needed")) {
		t.Errorf("the last page does not say why it stays: %s", said)
	}
	if at := look[string](t, ctx, `location.href`); at != h.url+ui.WritingPath {
		t.Errorf("the address holds more than the page: %s", at)
	}
}

// Where the checker can't run, the page says so, and the form works as it does
// without scripts.
func TestWritingWhereTheCheckerCannotRun(t *testing.T) {
	h := open(t)
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".wasm") {
			http.NotFound(w, r)
			return
		}
		h.ServeHTTP(w, r)
	}))
	t.Cleanup(bare.Close)
	h.url = bare.URL
	ctx := writing(t, h)
	write(t, ctx, blaming)
	until(t, ctx, fmt.Sprintf(`document.querySelector('[data-writing=note] .hints').innerText.trim() === %q`, h.config.Words.Say("writing.unable")))
	checkAxe(t, ctx)
	press(t, ctx, "button[value=check]")
	hinted(t, ctx, "note", 2)
}

// With colours of their own choosing people still see what is a button.
func TestWritingInForcedColours(t *testing.T) {
	ctx := writing(t, open(t))
	do(t, ctx, forcedColours)
	write(t, ctx, blaming)
	hinted(t, ctx, "note", 2)
	bare := look[[]string](t, ctx, `[...document.querySelectorAll('.hint__button, .hint, .hints')].filter(e => e.checkVisibility()).filter(e => {
		const s = getComputedStyle(e)
		return s.borderLeftStyle === 'none' || parseFloat(s.borderLeftWidth) < 1 || s.borderLeftColor === s.backgroundColor }).map(e => e.className)`)
	if len(bare) != 0 {
		t.Errorf("these have no edge: %q", bare)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Tab))
	if unseen := look[string](t, ctx, focusUnseen); unseen != "" {
		t.Error("the focus can't be seen: " + unseen)
	}
	shoot(t, ctx, "Writing-forced-colours")
}

var forcedColours = chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
	_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}})
	return err
})
