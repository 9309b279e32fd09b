package document_test

import (
	"strings"
	"testing"

	"bearings/internal/office/document"
	"bearings/language"
)

func page(t *testing.T, body string) document.Text {
	t.Helper()
	return read(t, "a.html", []byte("<!DOCTYPE html>\n"+body))
}

func TestHTMLBlocks(t *testing.T) {
	text := page(t, `<html><head><title>Page &amp; title</title><style>p{}</style><script>var a = "<p>no</p>"</script></head><body>
<noscript>No script</noscript><template><p>Not shown</p></template>
<h1>First</h1>
  Loose   words<br>next line
<p>One <b>bold</b>word.</p><ul><li>Milk<ul><li>Inner</ul>back<li>Eggs</ul>
<h2>Second</h2><blockquote><p>Said.</p></blockquote><p>After <q>a <q>b</q></q>.
<pre>code
  here</pre><div>x<div>y</div>z</div><!-- comment --></p>
<img src=a alt="A bus"><p>Text <img alt="inline"> on.</p><iframe>frame</iframe><textarea>Typed &lt;in</textarea>`)
	same(t, text, "head: Page & title", "head: First", "para: Loose words\nnext line < First", "para: One boldword. < First",
		"item: Milk < First", "item: Inner < First", "item: back < First", "item: Eggs < First",
		"head: Second < First", "quote: Said. < Second", "para: After “a ‘b’”. < Second", "code: code\n  here < Second",
		"para: x < Second", "para: y < Second", "para: z < Second", "para: A bus < Second",
		"para: Text on. < Second", "para: inline < Second", "para: Typed <in < Second")
}

func TestHTMLInlineCodeStaysInItsSentence(t *testing.T) {
	text := page(t, `<p>Write <code>absconded </code> or <kbd>x</kbd>.</p><p><code>all</code></p><p>a<code> </code>b <q>open</p>`)
	same(t, text, "para: Write ", "code: absconded ", "para: or ", "code: x", "para: .", "code: all", "para: a", "code:  ", "para: b “open”")
	if !strings.HasPrefix(text.Text, "Write absconded or x.\n\nall") {
		t.Errorf("%q", text.Text)
	}
}

func TestHTMLTables(t *testing.T) {
	text := page(t, `<table><caption>Words</caption><thead><tr><th>Avoid<th colspan=2>Say</thead>
<tr><td rowspan=2>a<td>b<td>c<tr><td>d<td>e<table><tr><td>in</table>f</table>
<table><tr><td>no head<tr><td>x</table><p>after</p>`)
	same(t, text, "para: Words", "cell: Avoid", "cell: Say", "cell: a < Avoid", "cell: b < Say", "cell: c < Say",
		"cell: d < Say", "cell: e < Say", "cell: in", "cell: f < Say", "cell: no head", "cell: x", "para: after")
}

func TestHTMLThatIsNotAsItShouldBe(t *testing.T) {
	same(t, page(t, `</td></tr></table></ul></li></q></blockquote></code></h1><td>a</td><li>b</li><p>c</q></body></html>d`),
		"para: a", "item: b", "para: c", "para: d")
	same(t, page(t, `<p>a</p><script>never ends`), "para: a")
	same(t, page(t, `<p>a <b>b <p <i`), "para: a b")
	same(t, page(t, `<object><p>Fallback</p>`), "para: Fallback")
}

func TestHTMLInOtherEncodings(t *testing.T) {
	same(t, page(t, "<meta charset=windows-1252><p>didn\x92t &rsquo;&#146;"), "para: didn’t ’’")
	wide := read(t, "a", wideBytes("\ufeff<!doctype html><p>Zoë", true))
	same(t, wide, "para: Zoë")
	if wide.Kind != document.HTML || wide.Encoding != document.UTF16BE {
		t.Errorf("%v, %v", wide.Kind, wide.Encoding)
	}
}

func TestHTMLNestedAsDeepAsItLikes(t *testing.T) {
	for _, tag := range []string{"div", "ul", "li", "table", "table><tr><td", "blockquote", "q", "code", "b", "template", "object"} {
		text := page(t, "<p>First</p>"+strings.Repeat("<"+tag+">", 200_000)+"<p>deep")
		if !strings.HasPrefix(text.Text, "First") {
			t.Errorf("%s: %.40q", tag, text.Text)
		}
	}
}

func TestHTMLATagWithoutEndIsSaid(t *testing.T) {
	text := page(t, "<p>First</p><p title='"+strings.Repeat("x", 17<<20))
	same(t, text, "para: First")
	if len(text.Unread) != 1 || text.Unread[0].Code != document.UnreadDamaged {
		t.Errorf("unread: %v", text.Unread)
	}
}

func TestPlainTextAndMarkdownComeAsTheyAre(t *testing.T) {
	for name, kind := range map[string]document.Kind{"a.txt": document.Plain, "a.md": document.Markdown} {
		text := read(t, name, []byte("\ufeff# Head\r\n\r\nZoë\t\n"))
		if text.Text != "\ufeff# Head\r\n\r\nZoë\t\n" || text.Kind != kind || text.Blocks != nil || text.Encoding != document.UTF8BOM {
			t.Errorf("%s: %+v", name, text)
		}
	}
	mixed := read(t, "a.txt", []byte("Zoë didn\x92t"))
	if mixed.Text != "Zoë didn’t" || mixed.Strays != 1 || mixed.Encoding != document.Mixed {
		t.Errorf("%+v", mixed)
	}
}

func TestTheCheckerTakesTheBlocks(t *testing.T) {
	checker, err := language.New([]language.Rule{{
		ID: "abscond", Words: "absconded", Severity: language.Care, Category: "criminal-label",
		Patterns: []string{"abscond~"}, Alternatives: []string{"went missing"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	text := page(t, "<h1>Notes</h1><p>She absconded.</p><blockquote>She absconded again.</blockquote>")
	result := checker.Check(text.Text, language.Options{Profile: language.ShortNote, Blocks: text.Blocks})
	if result.Checked != text.Bytes || len(result.Findings) != 1 || len(result.Suppressed) != 1 {
		t.Fatalf("%+v", result)
	}
	if at := strings.Index(text.Text, "absconded"); result.Findings[0].Start != at || result.Suppressed[0].Reason != language.Quotation {
		t.Errorf("%+v", result)
	}
}
