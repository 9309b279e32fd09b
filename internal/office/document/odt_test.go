package document_test

import (
	"strings"
	"testing"

	"bearings/internal/office/document"
	"bearings/internal/office/document/documenttest"
)

func odt(t *testing.T, body string, parts ...documenttest.Part) document.Text {
	t.Helper()
	return read(t, "a.odt", documenttest.ODT(body, parts...))
}

func TestODTBlocks(t *testing.T) {
	text := odt(t, `<text:tracked-changes><text:changed-region><text:p>deleted</text:p></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">First</text:h>
<text:p>One  <text:span>two</text:span><text:s text:c="2"/>three<text:tab/>four<text:line-break/>five
 six.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>
<office:annotation><dc:creator>Somebody</dc:creator><dc:date>2026</dc:date><text:p>A comment.</text:p></office:annotation> On <text:date>Monday</text:date>.</text:p>
<text:h text:outline-level="2">Second</text:h>
<text:list><text:list-item><text:p>Milk</text:p></text:list-item></text:list>
<text:p text:style-name="P1">Said.</text:p>
<text:p><draw:frame><draw:image/><svg:title>A bus</svg:title></draw:frame>Beside it.<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame></text:p>
<text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>`, documenttest.OfficeStyles("<text:p>Top</text:p><text:p>Top</text:p>"))
	same(t, text, "head: First", "para: One two  three\tfour\nfive six. On Monday. < First", "note: A note.", "para: A comment. < First",
		"head: Second < First", "item: Milk < Second", "quote: Said. < Second",
		"para: Beside it. < Second", "para: A bus < Second", "para: Boxed. < Second", "para: Top")
	if len(text.Unread) != 1 || text.Unread[0] != (document.Unread{Code: document.UnreadEmbedded, Place: "Object 1"}) {
		t.Errorf("unread: %v", text.Unread)
	}
}

func TestODTTables(t *testing.T) {
	cell := func(settings, text string) string {
		return `<table:table-cell ` + settings + `><text:p>` + text + `</text:p></table:table-cell>`
	}
	row := func(cells ...string) string {
		return `<table:table-row>` + strings.Join(cells, "") + `</table:table-row>`
	}
	covered := `<table:covered-table-cell/>`
	text := odt(t, `<table:table>`+row(cell("", "A"), cell(`table:number-columns-spanned="2"`, "B"), covered, cell("", "C"))+
		row(cell(`table:number-columns-repeated="3"`, "1"), cell("", "2"))+
		row(covered, cell("", "3"), cell("", "4"), cell("", "5"))+`</table:table>`)
	same(t, text, "cell: A", "cell: B", "cell: C", "cell: 1 < A", "cell: 2 < C", "cell: 3 < B", "cell: 4 < B", "cell: 5 < C")
}

func TestODTNumbersThatNobodyMeans(t *testing.T) {
	text := odt(t, `<text:p>a<text:s text:c="2000000000"/>b</text:p><table:table><table:table-row>`+
		`<table:table-cell table:number-columns-repeated="2000000000" table:number-columns-spanned="-4"><text:p>c</text:p></table:table-cell>`+
		`</table:table-row></table:table>`)
	if len(text.Text) > 100 {
		t.Errorf("%d bytes", len(text.Text))
	}
}
