package e2e_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/dictionary"
	"bearings/internal/ui"
)

func TestLanguageDictionaryNarrowsWhileTyping(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.LanguageWordsPath), chromedp.Focus(chromedp.ID("find")))
	all := look[int](t, ctx, `document.querySelectorAll('[data-entry]').length`)
	if want := len(h.config.Language.Rules()); all != want {
		t.Fatalf("%d entries are listed, want %d", all, want)
	}
	write(t, ctx, "boyfr")
	shown := look[[]string](t, ctx, `[...document.querySelectorAll('[data-entry]')].filter(e => e.checkVisibility()).map(e => e.querySelector('a').textContent)`)
	if !strings.Contains(strings.Join(shown, "|"), "older boyfriend") || len(shown) > all/4 {
		t.Errorf("shown are %q", shown)
	}
	said := look[string](t, ctx, `document.querySelector('[data-found]').textContent`)
	if want := fmt.Sprintf("%d entries for “boyfr”", len(shown)); said != want {
		t.Errorf("a screen reader hears %q, want %q", said, want)
	}
	if empty := look[int](t, ctx, `[...document.querySelectorAll('[data-group]')].filter(g => g.checkVisibility() && ![...g.querySelectorAll('[data-entry]')].some(e => e.checkVisibility())).length`); empty != 0 {
		t.Errorf("%d headings stand over nothing", empty)
	}
}

func TestLanguageDictionarySearchesWithoutScripts(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, withoutScripts, chromedp.Navigate(h.url+ui.LanguageWordsPath), chromedp.Focus(chromedp.ID("find")))
	write(t, ctx, "boyfriend")
	press(t, ctx, "form button[type=submit]")
	got := look[[]string](t, ctx, `[...document.querySelectorAll('[data-entry] a')].map(a => a.textContent)`)
	var want []string
	for _, rule := range dictionary.Search(h.config.Language.Rules(), "boyfriend") {
		want = append(want, rule.Words)
	}
	if len(want) == 0 || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("found are %q, want %q", got, want)
	}
	press(t, ctx, ".entry a")
	if got := look[string](t, ctx, `document.querySelector('h1').textContent`); got != want[0] {
		t.Errorf("the first leads to %q", got)
	}
}

// Each entry tells all there is to know of it.
func TestLanguageEntryIsWhole(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	for _, id := range []string{"victim", "lifestyle-choice", "disguised-compliance", "closed-for-non-engagement"} {
		do(t, ctx, chromedp.Navigate(h.url+ui.LanguageWordURL(id)))
		rule, _ := dictionary.Find(h.config.Language.Rules(), id)
		said := look[string](t, ctx, `document.querySelector('main').innerText`)
		want := append([]string{rule.Words, rule.Why, rule.Debate, rule.Sources[0].Name}, rule.Alternatives...)
		for _, text := range append(append(want, rule.Flag...), rule.Pass...) {
			if !strings.Contains(said, text) {
				t.Errorf("%s lacks %q", id, text)
			}
		}
		for _, source := range rule.Sources {
			sure := "own"
			if source.Confirmed {
				sure = "confirmed"
			} else if source.URL != "" {
				sure = "unconfirmed"
			}
			if !strings.Contains(said, h.config.Words.Say("languagepages-words."+sure)) {
				t.Errorf("%s does not say that a source is %s", id, sure)
			}
		}
	}
}

func TestLanguageCardIsTwoSidesAtMost(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	if want, got := len(h.config.Card), len(ui.NewDictionary(h.config.Language.Rules(), h.config.Card).Card); got != want {
		t.Errorf("%d of the %d entries of the card are in the dictionary", got, want)
	}
	do(t, ctx, chromedp.Navigate(h.url+ui.LanguageCardPath))
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "LanguageCard.pdf", pdf)
	if pages := len(pageObject.FindAll(pdf, -1)); pages < 1 || pages > 2 {
		t.Errorf("the card takes %d pages", pages)
	}
}
