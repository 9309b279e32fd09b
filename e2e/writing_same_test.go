package e2e_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"bearings/internal/office/document"
	"bearings/internal/ui"
	"bearings/internal/ui/wasm/reply"
	"bearings/language"
)

// asker gives the tests of a page its way to the checker.
func asker(h house) string {
	return fmt.Sprintf(`import(%q)`, h.config.Assets.URL("language.js"))
}

// The checker in the browser says of every example of the rules what it says here.
func TestWritingFindsTheSameInTheBrowser(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.WritingPath))
	checker := h.config.Language
	var texts []string
	for _, rule := range checker.Rules() {
		texts = append(append(texts, rule.Flag...), rule.Pass...)
	}
	texts = append(texts, strings.Join(texts, "\n\n"), "\U0001F642 He absconded.", "He\u00a0ab\u00adsconded \u202eagain\u202c.\r\n", "\x00 absconded")
	given, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	writer := reply.NewWriter(checker.Rules())
	found := 0
	for _, profile := range []language.Profile{language.ShortNote, language.Document, language.Guidance} {
		answers := look[[]map[string]any](t, ctx, fmt.Sprintf(`%s.then(m => Promise.all(%s.map(t => m.check(t, {profile: %q}))))`, asker(h), given, profile))
		for n, text := range texts {
			result := checker.Check(text, language.Options{Profile: profile})
			found += len(result.Findings)
			want := map[string]any{}
			if err := json.Unmarshal(append(writer.Result([]byte("{"), result), '}'), &want); err != nil {
				t.Fatal(err)
			}
			delete(answers[n], "id")
			if !reflect.DeepEqual(answers[n], want) {
				t.Fatalf("%q as %s: the browser found\n%v\nand we\n%v\nafter a change of the engine: make assets", text, profile, answers[n], want)
			}
		}
	}
	if found < len(checker.Rules()) {
		t.Errorf("only %d findings were compared", found)
	}
}

func TestWritingReadsFilesInTheBrowserAsHere(t *testing.T) {
	h := open(t)
	ctx := tab(t)
	do(t, ctx, chromedp.Navigate(h.url+ui.WritingPath))
	for name, file := range map[string]string{
		"note.txt":  "He absconded.\r\n\r\nShe did too \U0001F642.",
		"note.md":   "# Words\n\n> He absconded.\n\n- She absconded.\n",
		"note.html": "<!DOCTYPE html><h1>Kind &amp; caf\u00e9 \U0001F642</h1><p>The child absconded.<blockquote>absconded</blockquote><table><tr><th>Avoid<tr><td>absconded</table>",
		"no.docx":   "PK\x03\x04 broken",
		"empty.txt": "",
		"old.doc":   "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
	} {
		got := look[map[string]any](t, ctx, fmt.Sprintf(`%s.then(m => m.read(new File([Uint8Array.from(atob(%q), c => c.charCodeAt(0))], %q)))`,
			asker(h), base64.StdEncoding.EncodeToString([]byte(file)), name))
		text, err := document.Read(strings.NewReader(file), int64(len(file)), name, document.Limits{})
		if err != nil {
			problem, _ := got["problem"].(map[string]any)
			if problem["code"] != err.(*document.Error).Code {
				t.Errorf("%s: the browser says %v, and we %v", name, got["problem"], err)
			}
			continue
		}
		result := h.config.Language.Check(text.Text, language.Options{Profile: language.Document, Blocks: text.Blocks, Markdown: text.Kind == document.Markdown})
		if got["text"] != text.Text || got["format"] != text.Kind.String() || got["checked"] != float64(len(text.Text)) {
			t.Errorf("%s: the browser read %v as %v", name, got["text"], got["format"])
		}
		if n := len(got["findings"].([]any)); n != len(result.Findings) {
			t.Errorf("%s: the browser found %d, and we %d", name, n, len(result.Findings))
		}
		checkBlocks(t, name, text, got["blocks"].([]any))
	}
}

// checkBlocks compares where blocks are: in bytes here, in UTF-16 units there.
func checkBlocks(t *testing.T, name string, text document.Text, got []any) {
	t.Helper()
	if len(got) != len(text.Blocks) {
		t.Errorf("%s: the browser has %d blocks, and we %d", name, len(got), len(text.Blocks))
		return
	}
	for n, block := range text.Blocks {
		there := got[n].(map[string]any)
		start, end := reply.Units(text.Text[:block.Start]), reply.Units(text.Text[:block.End])
		if there["start"] != float64(start) || there["end"] != float64(end) {
			t.Errorf("%s: block %d is at %v to %v in the browser, want %d to %d", name, n, there["start"], there["end"], start, end)
		}
	}
}
