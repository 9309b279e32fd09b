package e2e_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bearings/internal/phrase"
	"bearings/internal/ui"
	"bearings/language"
)

// blaming has two things to look at, in this order.
const blaming = "She keeps putting herself at risk. He absconded on Friday."

var writingStates = []state{
	{route: "Writing", name: "fresh", path: ui.WritingPath},
	{route: "Written", name: "check", path: ui.WritingPath, write: map[string]string{"note": blaming, "said": "I went home."}},
	{route: "Written", name: "done", path: ui.WritingPath, write: map[string]string{"note": "She was at school all week."}},
	{route: "Written", name: "empty", path: ui.WritingPath, write: map[string]string{"note": " "}, status: 422},
	{route: "Written", name: "too-long", path: ui.WritingPath, write: map[string]string{"note": strings.Repeat("word ", 500)}, status: 422},
	{route: "Written", name: "too-much", path: ui.WritingPath, write: map[string]string{"note": strings.Repeat("word ", 300_000)}, status: 413},
}

// sendWritten fills in the boxes of a state, whatever runs in the page, and sends
// the form by its first button.
func sendWritten(t *testing.T, ctx context.Context, s state) *network.Response {
	t.Helper()
	for id, text := range s.write {
		look[chromedp.Void](t, ctx, fmt.Sprintf(`void (document.getElementById(%q).value = %q)`, id, text))
	}
	return press(t, ctx, "form button[type=submit]")
}

// withScripts lets scripts run again; those of the page don't begin any more.
var withScripts = chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
	_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: false})
	return err
})

// press sends a form by one of its buttons.
func press(t *testing.T, ctx context.Context, button string) *network.Response {
	t.Helper()
	response, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(button)))
	if err != nil {
		t.Fatal(err)
	}
	return response
}

// pseudoLanguage checks by rules whose texts are all marked.
func pseudoLanguage() *language.Checker {
	var rules []language.Rule
	for _, rule := range language.Standard().Rules() {
		rule.Words, rule.Why, rule.Debate = phrase.Pseudo(rule.Words), phrase.Pseudo(rule.Why), phrase.Pseudo(rule.Debate)
		rule.Alternatives, rule.Flag, rule.Pass = pseudoTexts(rule.Alternatives), pseudoTexts(rule.Flag), pseudoTexts(rule.Pass)
		rule.Sources = slices.Clone(rule.Sources)
		for i := range rule.Sources {
			rule.Sources[i].Name = phrase.Pseudo(rule.Sources[i].Name)
		}
		rules = append(rules, rule)
	}
	checker, err := language.New(rules)
	if err != nil {
		panic(err)
	}
	return checker
}

func pseudoTexts(all []string) []string {
	var marked []string
	for _, one := range all {
		marked = append(marked, phrase.Pseudo(one))
	}
	return marked
}

// writing opens the page with the boxes, its focus in the note.
func writing(t *testing.T, h house) context.Context {
	t.Helper()
	ctx := tab(t)
	do(t, ctx, chromedp.EmulateViewport(wide, 900), chromedp.Navigate(h.url+ui.WritingPath), chromedp.Focus(chromedp.ID("note")))
	return ctx
}

// write types into whatever has the focus.
func write(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	do(t, ctx, chromedp.KeyEvent(text))
}

// until waits for something to become true of the page.
func until(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool](script, chromedp.WithPollingTimeout(20*time.Second))); err != nil {
		t.Fatalf("%v: %s\n%s", err, script, look[string](t, ctx, `document.querySelector('main').innerText`))
	}
}

// hinted waits for that many hints below a box that are not kept.
func hinted(t *testing.T, ctx context.Context, box string, n int) {
	t.Helper()
	until(t, ctx, fmt.Sprintf(`[...document.querySelectorAll('[data-writing=%s] .hint__open')].filter(e => e.checkVisibility()).length === %d`, box, n))
}

func focused(t *testing.T, ctx context.Context) string {
	t.Helper()
	return look[string](t, ctx, `(() => { const e = document.activeElement
		return e.id && e.matches('textarea, input') ? '#' + e.id : (e.getAttribute('aria-labelledby') || '').split(' ').filter(Boolean)
			.map(id => document.getElementById(id).textContent.trim()).join(' ') || e.textContent.trim() })()`)
}

func TestWritingHintsComeWhileTyping(t *testing.T) {
	h := open(t)
	ctx := writing(t, h)
	write(t, ctx, blaming)
	hinted(t, ctx, "note", 2)
	if got := focused(t, ctx); got != "#note" {
		t.Errorf("the hints took the focus: it is on %q", got)
	}
	words := look[[]string](t, ctx, `[...document.querySelectorAll('[data-writing=note] .hint__open .own-words')].map(e => e.textContent)`)
	if fmt.Sprint(words) != "[putting herself at risk absconded]" {
		t.Errorf("the hints are about %q, want those of the text in its order", words)
	}
	if said := look[string](t, ctx, `document.querySelector('[data-writing=note] [role=status]').textContent`); said != h.config.Words.Say("writing.told.n2") {
		t.Errorf("a screen reader hears %q", said)
	}
	checkAxe(t, ctx)
	shoot(t, ctx, "Writing-hints-wide")
	do(t, ctx, chromedp.EmulateViewport(narrow, 640))
	if width := look[int](t, ctx, `document.documentElement.scrollWidth`); width > narrow {
		t.Errorf("the page is %d pixels wide: %s", width, look[string](t, ctx, widest))
	}
	shoot(t, ctx, "Writing-hints-narrow")
}

func TestWritingByKeyboardOnly(t *testing.T) {
	h := open(t)
	say := h.config.Words.Say
	ctx := writing(t, h)
	write(t, ctx, blaming)
	hinted(t, ctx, "note", 2)
	ways := look[[]string](t, ctx, `[...document.querySelectorAll('.hint:first-child .hint__way span')].map(e => e.textContent)`)
	order := []string{}
	for _, way := range ways {
		order = append(order, say("writing.use")+" "+way)
	}
	order = append(order, say("writing.show"))
	for _, reason := range ui.KeptReasons {
		order = append(order, say("writing.keep")+" "+say("writing.reason."+reason))
	}
	for _, want := range order {
		do(t, ctx, chromedp.KeyEvent(kb.Tab))
		if got := focused(t, ctx); got != want {
			t.Fatalf("Tab leads to %q, want %q", got, want)
		}
		if unseen := look[string](t, ctx, focusUnseen); unseen != "" {
			t.Errorf("%q has the focus, and it can't be seen: %s", want, unseen)
		}
	}
	do(t, ctx, chromedp.KeyEvent(kb.Enter)) // keeps it
	hinted(t, ctx, "note", 1)
	if got, want := focused(t, ctx), say("writing.again")+" putting herself at risk"; got != want {
		t.Errorf("once it is kept, the focus is on %q, want %q", got, want)
	}
	if heard := told(t, ctx); heard != say("writing.told.n1") {
		t.Errorf("a screen reader hears %q", heard)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Enter)) // shows it again
	hinted(t, ctx, "note", 2)
	if got := focused(t, ctx); got != order[0] {
		t.Errorf("shown again, the focus is on %q, want %q", got, order[0])
	}
}

func told(t *testing.T, ctx context.Context) string {
	t.Helper()
	return look[string](t, ctx, `document.querySelector('[data-writing=note] [role=status]').textContent`)
}

func boxText(t *testing.T, ctx context.Context) string {
	t.Helper()
	return look[string](t, ctx, `document.getElementById('note').value`)
}

func TestWritingOtherWordsAreUsedAndTakenBack(t *testing.T) {
	h := open(t)
	ctx := writing(t, h)
	write(t, ctx, "Absconded on Friday.")
	hinted(t, ctx, "note", 1)
	do(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	hinted(t, ctx, "note", 0)
	way := "Went missing from home"
	if got := boxText(t, ctx); got != way+" on Friday." {
		t.Errorf("the box says %q", got)
	}
	if got := look[[]int](t, ctx, `[document.activeElement.selectionStart, document.activeElement.selectionEnd]`); got[0] != len(way) || got[1] != len(way) {
		t.Errorf("the cursor stands at %v, want behind the new words", got)
	}
	if heard := told(t, ctx); !strings.HasPrefix(heard, h.config.Words.Say("writing.used")) {
		t.Errorf("a screen reader hears %q", heard)
	}
	do(t, ctx, chromedp.KeyEvent("z", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	if got := boxText(t, ctx); got != "Absconded on Friday." {
		t.Errorf("taken back, the box says %q", got)
	}
	hinted(t, ctx, "note", 1)
}

func TestWritingShowsTheWordsInTheText(t *testing.T) {
	ctx := writing(t, open(t))
	write(t, ctx, "\U0001F642 "+blaming)
	hinted(t, ctx, "note", 2)
	do(t, ctx, chromedp.Click(chromedp.CSS(".hint:nth-child(2) [data-show]")))
	if got := look[string](t, ctx, `(() => { const e = document.activeElement; return e.value.slice(e.selectionStart, e.selectionEnd) })()`); got != "absconded" {
		t.Errorf("%q is selected, want the words the hint is about", got)
	}
}

// What a young person said stays as it was said.
func TestWritingLeavesAYoungPersonsWords(t *testing.T) {
	ctx := writing(t, open(t))
	do(t, ctx, chromedp.Click(chromedp.ID("said-voice")))
	for _, box := range []string{"said", "note"} {
		do(t, ctx, chromedp.Focus(chromedp.ID(box)))
		write(t, ctx, blaming)
	}
	hinted(t, ctx, "note", 2)
	hinted(t, ctx, "said", 0)
	// Without the mark the same words in the same box have hints.
	do(t, ctx, chromedp.Click(chromedp.ID("said-voice")))
	hinted(t, ctx, "said", 2)
	do(t, ctx, chromedp.Click(chromedp.ID("said-voice")))
	hinted(t, ctx, "said", 0)
}

func TestWritingKeptWordsGoWithTheForm(t *testing.T) {
	h := open(t)
	ctx := writing(t, h)
	write(t, ctx, blaming)
	hinted(t, ctx, "note", 2)
	for range 2 {
		look[chromedp.Void](t, ctx, (`void [...document.querySelectorAll('[data-reason=legal-term]')].find(e => e.checkVisibility()).click()`))
	}
	hinted(t, ctx, "note", 0)
	shoot(t, ctx, "Writing-kept")
	checkAxe(t, ctx)
	press(t, ctx, "form button[type=submit]")
	said := look[string](t, ctx, `document.querySelector('main').innerText`)
	for _, want := range []string{h.config.Words.Say("writing.title-done"), blaming, "putting herself at risk", "absconded", h.config.Words.Say("writing.kept.legal-term")} {
		if !strings.Contains(said, want) {
			t.Errorf("the last page does not say %q:\n%s", want, said)
		}
	}
	shoot(t, ctx, "Writing-done-kept")
}

func TestWritingSendsNothingAnywhere(t *testing.T) {
	h, ctx, seen := watched(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.WritingPath), chromedp.Focus(chromedp.ID("note")), chromedp.KeyEvent(kb.Shift))
	for _, asked := range seen.since(0) {
		if strings.Contains(asked, ".wasm") || strings.Contains(asked, "worker") || strings.Contains(asked, ".pack") {
			t.Errorf("before a key is pressed: %s", asked)
		}
	}
	before := len(seen.since(0))
	write(t, ctx, "He absconded. ")
	hinted(t, ctx, "note", 1)
	loaded := seen.since(before)
	if len(loaded) != 3 {
		t.Errorf("the checker came in %d files, want its worker, its program and its rules: %q", len(loaded), loaded)
	}
	host := strings.TrimPrefix(h.url, "http://")
	for _, asked := range seen.since(0) {
		if !strings.HasPrefix(asked, "GET "+host+"/") {
			t.Errorf("something went elsewhere: %s", asked)
		}
	}
	ready := len(seen.since(0))
	write(t, ctx, "She keeps putting herself at risk, and her NHS number is 401 023 2137. ")
	until(t, ctx, `document.querySelectorAll('[data-writing=note] .hint__open').length >= 2`)
	do(t, ctx, chromedp.Click(chromedp.CSS(".hint [data-reason]")), chromedp.Click(chromedp.CSS("[data-again]")), chromedp.Click(chromedp.CSS(".hint__way button")))
	hinted(t, ctx, "note", 2) // of three, one was put into other words
	if more := seen.since(ready); len(more) != 0 {
		t.Errorf("while somebody wrote, the browser sent %q", more)
	}
}

func TestWritingWithoutScripts(t *testing.T) {
	h := open(t)
	say := h.config.Words.Say
	ctx := tab(t)
	do(t, ctx, withoutScripts, chromedp.EmulateViewport(wide, 900), chromedp.Navigate(h.url+ui.WritingPath), chromedp.Focus(chromedp.ID("note")))
	write(t, ctx, blaming)
	do(t, ctx, chromedp.Focus(chromedp.ID("said")))
	write(t, ctx, blaming)
	do(t, ctx, chromedp.Click(chromedp.ID("said-voice")))
	press(t, ctx, "button[value=check]")
	if got := look[int](t, ctx, `document.querySelectorAll('[data-writing=note] .hint').length`); got != 2 {
		t.Fatalf("%d hints under the note, want 2", got)
	}
	if got := look[int](t, ctx, `document.querySelectorAll('[data-writing=said] .hint').length`); got != 0 {
		t.Errorf("%d hints under a young person's words, want none", got)
	}
	first := look[string](t, ctx, `document.querySelector('.hint__choice input').labels[0].textContent`)
	if first != say("writing.change") {
		t.Errorf("the first choice is %q, want to change it", first)
	}
	shoot(t, ctx, "Writing-check-plain")
	do(t, ctx, withScripts) // of the test; the page's own have had their chance
	checkAxe(t, ctx)
	do(t, ctx, withoutScripts)
	// One is changed, the other kept.
	look[chromedp.Void](t, ctx, `void (document.getElementById('note').value = 'He absconded on Friday.')`)
	do(t, ctx, chromedp.Click(chromedp.CSS(`[value="abscond legal-term absconded"]`)))
	press(t, ctx, "button[value=check]")
	said := look[string](t, ctx, `document.querySelector('main').innerText`)
	for _, want := range []string{say("writing.title-done"), "He absconded on Friday.", say("writing.kept.legal-term"), say("writing.done-voice")} {
		if !strings.Contains(said, want) {
			t.Errorf("the last page does not say %q:\n%s", want, said)
		}
	}
}

// The hints that come with the check page can be acted on where scripts run.
func TestWritingTakesTheCheckPageOver(t *testing.T) {
	h, ctx, seen := watched(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.WritingPath))
	look[chromedp.Void](t, ctx, fmt.Sprintf(`void (document.getElementById('note').value = %q)`, blaming))
	press(t, ctx, "button[value=check]")
	hinted(t, ctx, "note", 2)
	do(t, ctx, chromedp.Click(chromedp.CSS(".hint [data-reason=meant]")))
	hinted(t, ctx, "note", 1)
	for _, asked := range seen.since(0) {
		if strings.Contains(asked, ".wasm") {
			t.Errorf("nobody has written yet: %s", asked)
		}
	}
	checkAxe(t, ctx)
	shoot(t, ctx, "Writing-check-scripts")
}

// What the script puts into the page comes from the message files or the rules.
func TestWritingHintsAreNotWrittenInCode(t *testing.T) {
	ctx := writing(t, open(t, pseudo))
	write(t, ctx, blaming)
	hinted(t, ctx, "note", 2)
	do(t, ctx, chromedp.Click(chromedp.CSS(".hint [data-reason]")))
	for _, text := range look[[]string](t, ctx, unmarked) {
		t.Errorf("%q comes from nowhere", text)
	}
}
