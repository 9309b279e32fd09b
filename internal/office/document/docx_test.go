package document_test

import (
	"strings"
	"testing"

	"bearings/internal/office/document"
	"bearings/internal/office/document/documenttest"
)

func docx(t *testing.T, body string, parts ...documenttest.Part) document.Text {
	t.Helper()
	return read(t, "a.docx", documenttest.DOCX(body, parts...))
}

func run(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

var styles = documenttest.Part{Name: "word/styles.xml", Body: `<w:styles ` + documenttest.Word + `>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our head"/><w:basedOn w:val="Kop1"/></w:style>
<w:style w:type="paragraph" w:styleId="Level"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Intense Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Bullet"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="a"/><w:basedOn w:val="Loop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop2"><w:name w:val="b"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="character" w:styleId="Body"><w:name w:val="heading 1"/></w:style>
</w:styles>`}

func TestDOCXParagraphsHeadingsListsAndQuotations(t *testing.T) {
	text := docx(t, documenttest.Styled("Kop1", "First")+documenttest.Styled("Body", "One.")+
		documenttest.Styled("Level", "Second")+documenttest.Styled("Loop", "Two.")+
		documenttest.Styled("Zitat", "Said.")+documenttest.Styled("Bullet", "Milk")+
		`<w:p><w:pPr><w:pStyle w:val="Bullet"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>`+run("No list")+`</w:p>`+
		`<w:p><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>`+run("Eggs")+`</w:p>`+
		documenttest.Styled("Own", "Third")+documenttest.Paragraph("Three."), styles)
	same(t, text,
		"head: First", "para: One. < First", "head: Second < First", "para: Two. < Second", "quote: Said. < Second",
		"item: Milk < Second", "para: No list < Second", "item: Eggs < Second", "head: Third", "para: Three. < Third")
	if !strings.Contains(text.Text, "First\n\nOne.\n\nSecond") {
		t.Errorf("blocks are not joined by empty lines: %q", text.Text)
	}
}

func TestDOCXStylesAreKnownByTheirIdsWhereTheListIsMissing(t *testing.T) {
	same(t, docx(t, documenttest.Styled("Heading2", "Head")+documenttest.Styled("BlockText", "Said.")+
		documenttest.Styled("Title", "Title")), "head: Head", "quote: Said. < Head", "head: Title")
}

func TestDOCXSigns(t *testing.T) {
	text := docx(t, `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>hard</w:t><w:noBreakHyphen/>`+
		`<w:t>to</w:t><w:softHyphen/><w:t>reach</w:t><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t>`+
		`<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="zz"/><w:sym w:char="D800"/></w:r></w:p>`)
	if want := "hard\u2011to\u00adreach\tx\ny\uf0fc"; text.Text != want {
		t.Errorf("got %q, want %q", text.Text, want)
	}
}

func TestDOCXTrackedChanges(t *testing.T) {
	text := docx(t, `<w:p>`+run("He ")+`<w:del><w:r><w:delText>ran off</w:delText></w:r></w:del><w:ins>`+run("went missing")+
		`</w:ins><w:moveFrom>`+run(" then")+`</w:moveFrom><w:moveTo>`+run(" again")+`</w:moveTo></w:p>`+
		`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+run("One ")+`</w:p>`+documenttest.Paragraph("sentence."))
	same(t, text, "para: He went missing again", "para: One sentence.")
	same(t, docx(t, `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+run("The last")+`</w:p>`), "para: The last")
}

func TestDOCXFieldsShowTheirResults(t *testing.T) {
	mark := func(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }
	text := docx(t, `<w:p>`+run("See ")+mark("begin")+`<w:r><w:instrText>REF a</w:instrText></w:r>`+
		mark("begin")+run("hidden")+mark("end")+mark("separate")+run("page 2")+mark("end")+run(".")+`</w:p>`+
		`<w:p>`+mark("begin")+run("never ends")+`</w:p>`+documenttest.Paragraph("Still read.")+
		`<w:p><w:hyperlink>`+run("link")+`</w:hyperlink><w:fldSimple w:instr="x">`+run(" simple")+`</w:fldSimple></w:p>`)
	same(t, text, "para: See page 2.", "para: Still read.", "para: link simple")
}

func TestDOCXTablesKnowTheHeadsOfTheirColumns(t *testing.T) {
	cell := func(settings, text string) string {
		return `<w:tc><w:tcPr>` + settings + `</w:tcPr>` + documenttest.Paragraph(text) + `</w:tc>`
	}
	wide := `<w:gridSpan w:val="2"/>`
	row := func(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
	text := docx(t, documenttest.Styled("Heading1", "Words")+`<w:tbl>`+
		row(cell("", "Avoid"), cell(wide, "Say instead"))+
		row(cell("", "a"), cell("", "b"), cell("", "c"))+
		`<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>`+cell("", "d")+`</w:tr>`+
		row(`<w:tc><w:tbl>`+row(cell("", "Inner"))+row(cell("", "in"))+`</w:tbl>`+documenttest.Paragraph("after")+`</w:tc>`,
			cell(wide, "e"))+
		`</w:tbl><w:tbl>`+row(cell(wide, "A title across"))+row(cell("", "X"), cell("", "Y"))+row(cell("", "1"), cell("", "2"))+`</w:tbl>`)
	same(t, text, "head: Words", "cell: Avoid < Words", "cell: Say instead < Words",
		"cell: a < Avoid", "cell: b < Say instead", "cell: c < Say instead", "cell: d < Say instead",
		"cell: Inner < Words", "cell: in < Inner", "cell: after < Avoid", "cell: e < Say instead",
		"cell: A title across < Words", "cell: X < Words", "cell: Y < Words", "cell: 1 < X", "cell: 2 < Y")
}

func TestDOCXTextBoxesFollowTheirParagraphAndAreReadOnce(t *testing.T) {
	box := `<w:txbxContent>` + documenttest.Paragraph("In the box.") + `</w:txbxContent>`
	text := docx(t, `<w:p>`+run("Before ")+`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>`+
		`<wp:docPr id="1" name="Box 1" descr="A drawing of a bus"/>`+box+`</w:drawing></mc:Choice><mc:Fallback><w:pict>`+
		box+`</w:pict></mc:Fallback></mc:AlternateContent></w:r>`+run("and after.")+`</w:p>`+
		`<w:p><w:r><w:pict><v:shape alt="Old picture"><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>`)
	same(t, text, "para: Before and after.", "para: A drawing of a bus", "para: In the box.", "para: Old picture", "para: DRAFT")
}

func TestDOCXContentControlsRubyAndFormulas(t *testing.T) {
	text := docx(t, `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>`+documenttest.Paragraph("Filled in.")+
		`</w:sdtContent></w:sdt><w:p><w:r><w:ruby><w:rt>`+run("small")+`</w:rt><w:rubyBase>`+run("base")+`</w:rubyBase></w:ruby></w:r>`+
		`<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t xml:space="preserve"> x+1</m:t></m:r></m:oMath></w:p>`)
	same(t, text, "para: Filled in.", "para: base x+1")
}

func TestDOCXNotesCommentsHeadersAndWhatCannotBeRead(t *testing.T) {
	part := func(name, root, inside string) documenttest.Part {
		return documenttest.Part{Name: "word/" + name, Body: "<w:" + root + " " + documenttest.Word + ">" + inside + "</w:" + root + ">"}
	}
	note := func(kind, text string) string {
		return `<w:footnote` + kind + `>` + documenttest.Paragraph(text) + `</w:footnote>`
	}
	text := docx(t, `<w:p>`+run("Text")+`<w:r><w:footnoteReference w:id="2"/></w:r>`+run(".")+`</w:p>`,
		part("footnotes.xml", "footnotes", note(` w:type="separator"`, "line")+note("", "A note.")),
		part("endnotes.xml", "endnotes", `<w:endnote>`+documenttest.Paragraph("An endnote.")+`</w:endnote>`),
		part("comments.xml", "comments", `<w:comment w:author="Somebody">`+documenttest.Paragraph("A comment.")+`</w:comment>`+
			`<w:comment>`+documenttest.Paragraph("A comment.")+`</w:comment>`),
		part("header1.xml", "hdr", documenttest.Paragraph("Top")), part("header2.xml", "hdr", documenttest.Paragraph("Top")),
		part("footer1.xml", "ftr", documenttest.Paragraph("Top")),
		documenttest.Part{Name: "word/charts/chart1.xml", Body: `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ` +
			documenttest.Word + `><c:title><a:p><a:r><a:t>Chart title</a:t></a:r></a:p></c:title><c:cat><c:strCache><c:pt><c:v>Bar</c:v></c:pt>` +
			`</c:strCache><c:numCache><c:pt><c:v>12</c:v></c:pt></c:numCache></c:cat></c:chartSpace>`},
		documenttest.Part{Name: "word/embeddings/oleObject1.bin", Body: "x"})
	same(t, text, "para: Text.", "note: A note.", "note: An endnote.", "para: A comment.", "para: A comment.",
		"para: Chart title", "para: Bar", "para: Top", "para: Top")
	want := document.Unread{Code: document.UnreadEmbedded, Place: "word/embeddings/oleObject1.bin"}
	if len(text.Unread) != 1 || text.Unread[0] != want {
		t.Errorf("unread: %v", text.Unread)
	}
}

func TestDOCXSpacesAtTheEdgesCountOnlyIfKept(t *testing.T) {
	same(t, docx(t, `<w:p><w:r><w:t> one </w:t></w:r>`+run(" two ")+`<w:r><w:t>
	</w:t></w:r>`+run("three")+`</w:p>`), "para: one two three")
}

func TestDOCXInOtherEncodingsAndVocabularies(t *testing.T) {
	strict := `<?xml version="1.0" encoding="ISO-8859-1"?><x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main">` +
		"<x:body><x:p><x:r><x:t>caf\xe9</x:t></x:r></x:p></x:body></x:document>"
	same(t, read(t, "a.docx", documenttest.Zip(documenttest.Part{Name: `\word\document.xml`, Body: strict})), "para: café")
	wide := string(wideBytes("\ufeff"+`<?xml version="1.0" encoding="UTF-16"?><w:document `+documenttest.Word+`><w:body>`+
		documenttest.Paragraph("Zoë")+`</w:body></w:document>`, false))
	same(t, read(t, "a.docx", documenttest.Zip(documenttest.Part{Name: "Word/Document.xml", Body: wide})), "para: Zoë")
}

func TestDOCXThatBreaksOffIsReadUpToThereAndSaysSo(t *testing.T) {
	for name, body := range map[string]string{
		"cut off":        documenttest.Paragraph("Read.") + `<w:p><w:r><w:t>Half a`,
		"crossed":        documenttest.Paragraph("Read.") + `<w:p></w:r>`,
		"unknown entity": documenttest.Paragraph("Read.") + `<w:p>` + run("&lol;") + `</w:p>`,
		"too deep":       documenttest.Paragraph("Read.") + strings.Repeat(`<w:sdt>`, 300) + documenttest.Paragraph("Deep") + strings.Repeat(`</w:sdt>`, 300),
		"long tag":       documenttest.Paragraph("Read.") + `<w:p a="` + strings.Repeat("x", 5<<20) + `"/>`,
	} {
		text := docx(t, body)
		if !strings.HasPrefix(outline(text), "para: Read.\n") || strings.Contains(text.Text, "Deep") {
			t.Errorf("%s: %q", name, outline(text))
		}
		if want := (document.Unread{Code: document.UnreadDamaged, Place: "word/document.xml"}); len(text.Unread) != 1 || text.Unread[0] != want {
			t.Errorf("%s: unread: %v", name, text.Unread)
		}
	}
}
