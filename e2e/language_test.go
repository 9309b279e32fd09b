package e2e_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"bearings/internal/dictionary"
	"bearings/internal/ui"
)

var languageStates = []state{
	{route: "CheckDocument", name: "fresh", path: ui.LanguagePath},
	{route: "LanguageWords", name: "fresh", path: ui.LanguageWordsPath},
	{route: "LanguageWords", name: "found", path: ui.LanguageWordsPath + "?q=missing"},
	{route: "LanguageWords", name: "nothing-found", path: ui.LanguageWordsPath + "?q=%3Cb%3EXZQ%22"},
	{route: "LanguageWord", name: "debated", path: ui.LanguageWordURL("victim")},
	{route: "LanguageWord", name: "avoided", path: ui.LanguageWordURL("lifestyle-choice")},
	{route: "LanguageDebate", name: "fresh", path: ui.LanguageDebatePath},
	{route: "LanguageSources", name: "fresh", path: ui.LanguageSourcesPath},
	{route: "LanguageCard", name: "fresh", path: ui.LanguageCardPath},
}

// cardOfWords are the entries on the printed card.
func cardOfWords(t *testing.T) []string {
	t.Helper()
	ids, err := dictionary.LoadCard(os.DirFS("../content"), "language-card.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// mixed has words that blame, a gentle hint, an identifying detail and a child's
// own words, which stay.
const mixed = "She keeps putting herself at risk.\n\nHe absconded on Friday.\n\n" +
	"Phone her on 07700 900123.\n\n\"I chose this lifestyle,\" she said. \"It's a lifestyle choice.\"\n\nShe put herself at risk again."

// checking opens the page on which documents are checked.
func checking(t *testing.T, ctx context.Context, h house) {
	t.Helper()
	do(t, ctx, chromedp.EmulateViewport(wide, 900), chromedp.Navigate(h.url+ui.LanguagePath))
	until(t, ctx, `!document.querySelector('[data-check]').hidden`)
}

// pasted puts a text into the box and has it checked.
func pasted(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	look[chromedp.Void](t, ctx, fmt.Sprintf(`void ((e) => { e.value = %q; e.dispatchEvent(new Event('input', {bubbles: true})) })(document.getElementById('text'))`, text))
	begun := looked(t, ctx)
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-do]")))
	outcome(t, ctx, begun)
}

// looked is the number of the result that is shown.
func looked(t *testing.T, ctx context.Context) string {
	t.Helper()
	return look[string](t, ctx, `document.querySelector('[data-result]').dataset.done || ''`)
}

// outcome waits for another result than the one shown before.
func outcome(t *testing.T, ctx context.Context, before string) {
	t.Helper()
	until(t, ctx, fmt.Sprintf(`((document.querySelector('[data-result]').dataset.done || '') !== %q) || !document.querySelector('[data-problem]').hidden`, before))
}

func marked(t *testing.T, ctx context.Context) []string {
	t.Helper()
	return look[[]string](t, ctx, `[...document.querySelectorAll('[data-text] mark')].map(e => e.firstChild.data)`)
}

func TestLanguageChecksWhatIsPasted(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	checking(t, ctx, h)
	pasted(t, ctx, mixed)
	words := marked(t, ctx)
	if got := strings.Join(words, "|"); got != "putting herself at risk|absconded|07700 900123|put herself at risk" {
		t.Errorf("marked are %q", got)
	}
	said := look[string](t, ctx, `document.querySelector('[data-result]').innerText`)
	for _, want := range []string{"4 places to look at again.", "passed over", "bytes.", "This is as in note 1"} {
		if !strings.Contains(said, want) {
			t.Errorf("the result lacks %q:\n%s", want, said)
		}
	}
	if got := look[string](t, ctx, `document.activeElement.id`); got != "result" {
		t.Errorf("the focus is on %q, want the heading of the result", got)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-passed] summary")))
	checkAxe(t, ctx)
	shoot(t, ctx, "CheckDocument-result-wide")
	do(t, ctx, chromedp.EmulateViewport(narrow, 640))
	if got := look[int](t, ctx, `document.documentElement.scrollWidth`); got > narrow {
		t.Errorf("the result is %d pixels wide: %s", got, look[string](t, ctx, widest))
	}
	shoot(t, ctx, "CheckDocument-result-narrow")
}

// From a place in the text to its note and back, by keyboard alone.
func TestLanguageLeadsToTheNoteAndBack(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	checking(t, ctx, h)
	pasted(t, ctx, mixed)
	do(t, ctx, chromedp.Focus(chromedp.ID("place-2")), chromedp.KeyEvent(kb.Enter))
	if got := look[string](t, ctx, `document.activeElement.id`); got != "note-2" {
		t.Fatalf("the number in the text leads to %q", got)
	}
	if unseen := look[string](t, ctx, focusUnseen); unseen != "" {
		t.Errorf("the note has the focus, and it can't be seen: %s", unseen)
	}
	do(t, ctx, chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter))
	if got := look[string](t, ctx, `document.activeElement.id`); got != "place-2" {
		t.Errorf("the number of the note leads to %q", got)
	}
}

func TestLanguageShowsOnlyWhatIsAskedFor(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	checking(t, ctx, h)
	pasted(t, ctx, mixed)
	notes := func() string {
		return strings.Join(look[[]string](t, ctx, `[...document.querySelectorAll('.remark')].filter(e => e.checkVisibility()).map(e => e.id)`), " ")
	}
	if got := notes(); got != "note-1 note-2 note-3 note-4" {
		t.Errorf("the notes are %s", got)
	}
	do(t, ctx, chromedp.Click(chromedp.ID("kind-blame")))
	if got := notes(); got != "note-3" {
		t.Errorf("without words that blame, the notes are %s", got)
	}
	do(t, ctx, chromedp.Click(chromedp.ID("only")))
	if got := look[string](t, ctx, `[...document.querySelectorAll('.passage__text')].filter(e => e.checkVisibility()).map(e => e.innerText).join('|')`); got != "Phone her on 07700 9001233." {
		t.Errorf("only parts with notes are %q", got)
	}
}

// Another kind of text is read anew, and the focus stays where the choice is.
func TestLanguageReadsAgainAsAnotherKind(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	checking(t, ctx, h)
	pasted(t, ctx, "Avoid: putting herself at risk.")
	first := looked(t, ctx)
	do(t, ctx, chromedp.Focus(chromedp.ID("profile-note")), chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.ArrowDown))
	until(t, ctx, fmt.Sprintf(`Number(document.querySelector('[data-result]').dataset.done) === %s + 2`, first))
	if got := look[string](t, ctx, `document.querySelector('[data-extent]').textContent`); !strings.Contains(got, h.config.Words.Say("language.read_as-guidance")) {
		t.Errorf("it says %q", got)
	}
	if got := look[string](t, ctx, `document.activeElement.id`); got != "profile-guidance" {
		t.Errorf("the focus moved to %q", got)
	}
}

func TestLanguageClearsEverything(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	checking(t, ctx, h)
	pasted(t, ctx, mixed)
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-clear]")))
	if html := look[string](t, ctx, `document.body.innerHTML + document.getElementById('text').value`); strings.Contains(html, "absconded on Friday") || strings.Contains(html, "07700") {
		t.Error("something of the text is still in the page")
	}
	if said := look[string](t, ctx, `document.querySelector('[data-status]').textContent`); said != h.config.Words.Say("languagepages-check.cleared") {
		t.Errorf("it says %q", said)
	}
}

func TestLanguageSaysWhatCannotBeRead(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	checking(t, ctx, h)
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-do]")))
	said := func() string {
		return look[string](t, ctx, `document.querySelector('[data-problem-text]').textContent`)
	}
	if said() != h.config.Words.Say("languagepages-problem.nothing") {
		t.Errorf("without anything to read, it says %q", said())
	}
	checkAxe(t, ctx)
	for name, c := range map[string]struct{ text, code string }{
		"empty.txt": {"", "empty"},
		"old.doc":   {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600) + strings.Join(strings.Split("WordDocument", ""), "\x00") + "\x00", "old-word"},
		"odd.docx":  {"PK\x03\x04 and no more", "broken-archive"},
		"odd.pdf":   {"%PDF-1.7\nand no more", "broken-pdf"},
	} {
		do(t, ctx, chromedp.Click(chromedp.CSS("[data-clear]")))
		choseFile(t, ctx, written(t, name, []byte(c.text)))
		until(t, ctx, `!document.querySelector('[data-problem]').hidden`)
		if want := h.config.Words.Say("language-problem." + c.code); said() != want {
			t.Errorf("%s: it says %q, want %q", name, said(), want)
		}
		if got := look[bool](t, ctx, `document.activeElement === document.querySelector('[data-problem]') && document.querySelector('[data-result]').hidden`); !got {
			t.Errorf("%s: the focus is elsewhere, or an older result is still shown", name)
		}
	}
	shoot(t, ctx, "CheckDocument-unreadable")
}

func TestLanguageStaysUsableWithALongText(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	checking(t, ctx, h)
	long := strings.Repeat("The child was met at home and spoke about school. ", 40) + "She keeps putting herself at risk.\n\n"
	text := strings.Repeat(long, 1<<20/len(long)+1)
	do(t, ctx, chromedp.Focus(chromedp.ID("text")))
	pasted(t, ctx, text)
	n := strings.Count(text, "putting herself")
	if got := look[int](t, ctx, `document.querySelectorAll('[data-text] mark').length`); got != n {
		t.Errorf("%d places are marked, want %d", got, n)
	}
	if got := look[string](t, ctx, `[...document.querySelectorAll('.passage__text')].map(e => { const c = e.cloneNode(true); c.querySelectorAll('a').forEach(a => a.remove()); return c.textContent }).join('\n\n')`); got != strings.TrimSpace(text) {
		t.Errorf("%d characters are on the page, want the %d of the text", len(got), len(text))
	}
	// The last number in the text still leads to its note.
	do(t, ctx, chromedp.Focus(chromedp.ID(fmt.Sprintf("place-%d", n))), chromedp.KeyEvent(kb.Enter))
	if got := look[string](t, ctx, `document.activeElement.id`); got != fmt.Sprintf("note-%d", n) {
		t.Errorf("the last number leads to %q", got)
	}
}

// What the script puts into the page comes from the message files or the rules.
func TestLanguageResultIsNotWrittenInCode(t *testing.T) {
	ctx := tab(t)
	checking(t, ctx, open(t, pseudo))
	pasted(t, ctx, "XZ ABSCONDED XZ.\n\n\"XZ ABSCONDED XZ,\" SHE SAID.\n\nXZ ABSCONDED.")
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-passed] summary")))
	if got := len(marked(t, ctx)); got != 2 {
		t.Errorf("%d places are marked, want 2", got)
	}
	for _, text := range look[[]string](t, ctx, unmarked) {
		t.Errorf("%q comes from nowhere", text)
	}
}

func TestLanguageOffersOtherWaysWithoutScripts(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, withoutScripts, chromedp.Navigate(h.url+ui.LanguagePath))
	type seen struct {
		Inputs, Forms int
		Text          string
		Links         []string
	}
	got := look[seen](t, ctx, `({Inputs: [...document.querySelectorAll('main input, main textarea, main button')].filter(e => e.checkVisibility()).length,
		Forms: document.querySelectorAll('main form').length, Text: document.querySelector('main').innerText,
		Links: [...document.querySelectorAll('main [data-without] a')].map(a => new URL(a.href).pathname)})`)
	if got.Inputs != 0 || got.Forms != 0 {
		t.Errorf("%d fields are shown and there are %d forms, where nothing could answer", got.Inputs, got.Forms)
	}
	if !strings.Contains(got.Text, "bearings language FILE") || fmt.Sprint(got.Links) != fmt.Sprint([]string{ui.LanguageCardPath, ui.LanguageWordsPath}) {
		t.Errorf("the other ways are %v:\n%s", got.Links, got.Text)
	}
	shoot(t, ctx, "CheckDocument-without-scripts")
}

func TestLanguageOffersToReadARecordThatNamesNoChild(t *testing.T) {
	h, ctx := open(t), tab(t)
	checking(t, ctx, h)
	pasted(t, ctx, strings.Repeat("There was promiscuous conduct.\n\n", 200))
	if n := len(marked(t, ctx)); n != 0 {
		t.Fatalf("%d places are marked where no child is spoken of", n)
	}
	said := look[string](t, ctx, `document.querySelector('[data-no-child]').innerText`)
	if !strings.Contains(said, "200 places were passed over because no child is spoken of near them.") {
		t.Errorf("it says %q", said)
	}
	begun := looked(t, ctx)
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-as-note]")))
	outcome(t, ctx, begun)
	if n := len(marked(t, ctx)); n != 200 {
		t.Errorf("as a record, %d places are marked, want 200", n)
	}
	if !look[bool](t, ctx, `document.querySelector('[data-no-child]').hidden && document.getElementById('profile-note').checked`) {
		t.Error("the offer is still there")
	}
}
