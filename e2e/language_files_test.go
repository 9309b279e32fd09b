package e2e_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"bearings/internal/office/docx"
	"bearings/internal/ui"
)

// written puts a file where a browser can take it from.
func written(t *testing.T, name string, bytes []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// wordFile is a Word document that says something in a heading, a paragraph and
// a table.
func wordFile(t *testing.T) string {
	t.Helper()
	d := docx.New(docx.Properties{Language: "en", Title: "Review"})
	d.Heading(1, "What happened to the child")
	d.Text(docx.Body, "The child was met at school. The boy absconded on Friday.")
	d.Table(docx.Table{Head: docx.Cells("Day", "Note"), Rows: []docx.Row{{Cells: docx.Cells("Monday", "The child keeps putting herself at risk.")}}})
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return written(t, "review.docx", b.Bytes())
}

// printedFile is a PDF as a browser prints one, of two pages.
func printedFile(t *testing.T) string {
	t.Helper()
	ctx := tab(t)
	html := written(t, "page.html", []byte(`<!DOCTYPE html><title>R</title><p>The boy absconded on Friday, and the child came back late.</p>
		<p style="break-before: page">The child keeps putting herself at risk.</p>`))
	do(t, ctx, chromedp.Navigate("file://"+html))
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF())
	if err != nil {
		t.Fatal(err)
	}
	return written(t, "review.pdf", pdf)
}

func choseFile(t *testing.T, ctx context.Context, file string) {
	t.Helper()
	do(t, ctx, chromedp.SetUploadFiles(chromedp.ID("file"), []string{file}))
}

// checkedFile chooses a file and says what is marked in it.
func checkedFile(t *testing.T, ctx context.Context, file string) string {
	t.Helper()
	begun := looked(t, ctx)
	choseFile(t, ctx, file)
	outcome(t, ctx, begun)
	if problem := look[string](t, ctx, `((e) => e.hidden ? "" : e.innerText)(document.querySelector("[data-problem]"))`); problem != "" {
		t.Errorf("%s: %s", filepath.Base(file), problem)
	}
	return strings.Join(marked(t, ctx), "|")
}

const inBoth = "absconded|putting herself at risk"

func TestLanguageReadsFilesAndSendsNothing(t *testing.T) {
	h, ctx, seen := watched(t)
	word, pdf := wordFile(t), printedFile(t)
	checking(t, ctx, h)
	for _, asked := range seen.since(0) {
		if strings.Contains(asked, ".wasm") || strings.Contains(asked, ".pack") {
			t.Errorf("before anything is brought: %s", asked)
		}
	}
	pasted(t, ctx, mixed)
	for _, asked := range seen.since(0) {
		if strings.Contains(asked, "/document.") {
			t.Errorf("for a text that was pasted: %s", asked)
		}
	}
	if got := checkedFile(t, ctx, word); got != inBoth {
		t.Errorf("in the Word document, marked are %q", got)
	}
	host := strings.TrimPrefix(h.url, "http://")
	for _, asked := range seen.since(0) {
		if !strings.HasPrefix(asked, "GET "+host+"/assets/") && asked != "GET "+host+ui.LanguagePath {
			t.Errorf("the browser asked %s", asked)
		}
	}
	ready := len(seen.since(0))
	if got := checkedFile(t, ctx, pdf); got != inBoth {
		t.Errorf("in the PDF, marked are %q", got)
	}
	if got := look[[]string](t, ctx, `[...document.querySelectorAll('.text__page')].map(e => e.textContent)`); fmt.Sprint(got) != "[Page 1 Page 2]" {
		t.Errorf("its pages are %q", got)
	}
	shoot(t, ctx, "CheckDocument-pdf")
	checkAxe(t, ctx)
	if got := dropFile(t, ctx, "note.md", "# The child\n\nThe child absconded. Later the child keeps putting herself at risk."); got != inBoth {
		t.Errorf("in what was dropped, marked are %q", got)
	}
	do(t, ctx, chromedp.Click(chromedp.CSS("[data-report]")))
	if more := seen.since(ready); len(more) != 0 {
		t.Errorf("while files were read, the browser sent %q", more)
	}
}

// dropFile drops a file on the page and says what is marked in it.
func dropFile(t *testing.T, ctx context.Context, name, text string) string {
	t.Helper()
	begun := looked(t, ctx)
	look[chromedp.Void](t, ctx, fmt.Sprintf(`void (() => { const dataTransfer = new DataTransfer(); dataTransfer.items.add(new File([%q], %q))
		for (const kind of ['dragover', 'drop']) document.querySelector('main').dispatchEvent(new DragEvent(kind, {dataTransfer, bubbles: true, cancelable: true})) })()`, text, name))
	outcome(t, ctx, begun)
	return strings.Join(marked(t, ctx), "|")
}

// saved presses a button that saves a file, and returns the file.
func saved(t *testing.T, ctx context.Context, button, name string) string {
	t.Helper()
	folder := t.TempDir()
	_, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: folder, EventsEnabled: new(true),
		BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
	})
	if err != nil {
		t.Fatal(err)
	}
	begun := chromedp.BrowserEvents(ctx, browser.DownloadWillBegin)
	progress := chromedp.BrowserEvents(ctx, browser.DownloadProgress)
	do(t, ctx, chromedp.Click(chromedp.CSS(button)))
	for event, err := range begun {
		if err != nil {
			t.Fatal(err)
		}
		if event.SuggestedFilename != name {
			t.Errorf("it is saved as %q, want %q", event.SuggestedFilename, name)
		}
		break
	}
	for event, err := range progress {
		if err != nil {
			t.Fatal(err)
		}
		if event.State == browser.DownloadProgressStateInProgress {
			continue
		}
		bytes, err := os.ReadFile(filepath.Join(folder, event.GUID))
		if err != nil {
			t.Fatal(err)
		}
		return written(t, name, bytes)
	}
	t.Fatal("nothing was saved")
	return ""
}

func TestLanguageReportStandsOnItsOwn(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	checking(t, ctx, h)
	pasted(t, ctx, mixed+"\n\n<b>Not bold</b> & \"quoted\"")
	report := saved(t, ctx, "[data-report]", h.config.Words.Say("languagepages-check.save-as"))
	counts := saved(t, ctx, "[data-counts]", h.config.Words.Say("languagepages-check.save-counts-as"))
	for file, holds := range map[string]bool{report: true, counts: false} {
		do(t, ctx, chromedp.Navigate("file://"+file))
		said := look[string](t, ctx, `document.body.innerText`)
		for _, words := range []string{"07700", "on Friday", "<b>Not bold</b>"} {
			if strings.Contains(said, words) != holds {
				t.Errorf("%s: %q in it: %v", filepath.Base(file), words, !holds)
			}
		}
		if !strings.Contains(said, "4 places to look at again") || !strings.Contains(said, "putting themselves at risk") {
			t.Errorf("%s lacks what was found:\n%s", filepath.Base(file), said)
		}
		if font := look[string](t, ctx, `getComputedStyle(document.body).fontFamily`); !strings.Contains(font, "Atkinson") {
			t.Errorf("%s is not dressed: %s", filepath.Base(file), font)
		}
		if n := look[int](t, ctx, `document.querySelectorAll('a[href^="/"], a[href^="file"], script').length`); n != 0 {
			t.Errorf("%s has %d links or scripts that lead nowhere", filepath.Base(file), n)
		}
		checkAxe(t, ctx)
		shoot(t, ctx, strings.TrimSuffix(filepath.Base(file), ".html"))
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			t.Fatal(err)
		}
		keep(t, strings.TrimSuffix(filepath.Base(file), ".html")+".pdf", pdf)
	}
}

// The page as one file, opened from a folder.
func TestLanguageFileWorksFromAFolder(t *testing.T) {
	h, ctx, seen := watched(t)
	word, pdf := wordFile(t), printedFile(t)
	file := written(t, ui.LanguageFileName, fetched(t, h.url+ui.LanguageFilePath))
	begun := len(seen.since(0))
	do(t, ctx, chromedp.EmulateViewport(wide, 900), chromedp.Navigate("file://"+file))
	until(t, ctx, `!document.querySelector('[data-check]').hidden`)
	pasted(t, ctx, mixed)
	if got := strings.Join(marked(t, ctx), "|"); got != "putting herself at risk|absconded|07700 900123|put herself at risk" {
		t.Errorf("in the text, marked are %q", got)
	}
	checkAxe(t, ctx)
	shoot(t, ctx, "LanguageFile-result")
	if got := checkedFile(t, ctx, word); got != inBoth {
		t.Errorf("in the Word document, marked are %q", got)
	}
	if got := checkedFile(t, ctx, pdf); got != inBoth {
		t.Errorf("in the PDF, marked are %q", got)
	}
	if got := dropFile(t, ctx, "note.txt", "The child absconded. Later the child keeps putting herself at risk."); got != inBoth {
		t.Errorf("in what was dropped, marked are %q", got)
	}
	report := saved(t, ctx, "[data-report]", h.config.Words.Say("languagepages-check.save-as"))
	if text, err := os.ReadFile(report); err != nil || !bytes.Contains(text, []byte("absconded")) {
		t.Errorf("the report of it: %d bytes, %v", len(text), err)
	}
	if more := seen.since(begun); len(more) != 0 {
		t.Errorf("the file asked for %q", more)
	}
	// It may not reach anybody even if something in it wanted to.
	tried := look[string](t, ctx, fmt.Sprintf(`fetch(%q).then(() => 'reached', () => 'refused')`, h.url+ui.HealthPath))
	if more := seen.since(begun); tried != "refused" || len(more) != 0 {
		t.Errorf("a request was %s: %q", tried, more)
	}
	do(t, ctx, chromedp.EmulateViewport(narrow, 640))
	if got := look[int](t, ctx, `document.documentElement.scrollWidth`); got > narrow {
		t.Errorf("it is %d pixels wide: %s", got, look[string](t, ctx, widest))
	}
	shoot(t, ctx, "LanguageFile-narrow")
}

// picture is a PNG of stripes.
func picture(t *testing.T) []byte {
	t.Helper()
	paper := image.NewGray(image.Rect(0, 0, 400, 400))
	for n := range paper.Pix {
		paper.Pix[n] = byte(n * n / 7)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, paper); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A page that is a picture is said to be unread, and so is a file that is too much
// for a browser.
func TestLanguageSaysWhatItDidNotRead(t *testing.T) {
	h := open(t)
	say := h.config.Words.Say
	ctx := tab(t)
	html := written(t, "page.html", []byte(`<!DOCTYPE html><title>R</title><p>The boy absconded on Friday, and the child came back late.</p>
		<p style="break-before: page"><img width="600" src="data:image/png;base64,`+base64.StdEncoding.EncodeToString(picture(t))+`">`))
	do(t, ctx, chromedp.Navigate("file://"+html))
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF())
	if err != nil {
		t.Fatal(err)
	}
	checking(t, ctx, h)
	checkedFile(t, ctx, written(t, "scan.pdf", pdf))
	unread := look[[]string](t, ctx, `[...document.querySelectorAll('[data-unread] li')].filter(e => e.checkVisibility()).map(e => e.textContent)`)
	if want := say("language-unread.picture", "Page", 2); len(unread) != 1 || unread[0] != want {
		t.Errorf("unread are %q, want %q", unread, want)
	}
	checkAxe(t, ctx)
	large := written(t, "large.txt", nil)
	if err := os.Truncate(large, 50<<20+1); err != nil {
		t.Fatal(err)
	}
	choseFile(t, ctx, large)
	until(t, ctx, `!document.querySelector('[data-problem]').hidden`)
	if got := look[string](t, ctx, `document.querySelector('[data-problem-text]').textContent`); got != say("languagepages-problem.too-large", "Limit", 50) {
		t.Errorf("of a file that is too large, it says %q", got)
	}
}

func TestLanguageReadsOneOfSeveralDropped(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	checking(t, ctx, h)
	look[chromedp.Void](t, ctx, `void (() => { const dataTransfer = new DataTransfer()
		for (const name of ['one.txt', 'two.txt']) dataTransfer.items.add(new File(['The child absconded.'], name))
		document.querySelector('main').dispatchEvent(new DragEvent('drop', {dataTransfer, bubbles: true, cancelable: true})) })()`)
	want := strings.ReplaceAll(h.config.Words.Say("languagepages-check.only-first"), "{name}", "one.txt")
	until(t, ctx, fmt.Sprintf(`document.querySelector('[data-status]').textContent === %q`, want))
	if got := strings.Join(marked(t, ctx), "|"); got != "absconded" {
		t.Errorf("marked are %q", got)
	}
}

// Where the checker can't start, the page says so, and what else there is.
func TestLanguageWhereTheCheckerCannotRun(t *testing.T) {
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
	ctx := tab(t)
	checking(t, ctx, h)
	pasted(t, ctx, mixed)
	if got := look[string](t, ctx, `document.querySelector('[data-problem-text]').innerText`); got != h.config.Words.Say("languagepages-problem.engine") {
		t.Errorf("it says %q", got)
	}
	// A browser that lacks what it takes keeps what is there without scripts.
	do(t, ctx, chromedp.Navigate("about:blank"))
	do(t, ctx, chromedp.Func(func(c context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(c, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete window.WebAssembly"})
		return err
	}))
	do(t, ctx, chromedp.Navigate(h.url+ui.LanguagePath))
	until(t, ctx, fmt.Sprintf(`document.querySelector('[data-without]').checkVisibility() && document.querySelector('[data-without-why]').textContent === %q`, h.config.Words.Say("languagepages-check.unable")))
}
