package document_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"bearings/internal/office/document"
	"bearings/internal/office/document/documenttest"
	"bearings/internal/office/document/pdf"
)

// small keeps a fuzzed file from taking long: what it costs is bounded by these.
var small = document.Limits{MaxBytes: 1 << 20, MaxUnpacked: 1 << 22, MaxParts: 100}

// fuzzed reads data, which may be refused in a way we know and in no other.
func fuzzed(t *testing.T, name string, data []byte) {
	text, err := document.Read(bytes.NewReader(data), int64(len(data)), name, small)
	var refusal *document.Error
	switch {
	case err == nil:
		sound(t, text)
	case !errors.As(err, &refusal):
		t.Fatal(err)
	}
}

// fuzzedPDF reads a PDF also without the net that catches our own defects.
func fuzzedPDF(t *testing.T, data []byte) {
	if file, err := pdf.Open(data, pdf.Limits{MaxUnpacked: small.MaxUnpacked, MaxPages: small.MaxParts}); err == nil {
		for i := range file.Pages() {
			if _, err := file.Page(i); err != nil && !errors.Is(err, pdf.ErrTooLarge) {
				t.Fatal(err)
			}
		}
	}
	fuzzed(t, "a.pdf", data)
}

func FuzzDOCX(f *testing.F) {
	f.Add([]byte(documenttest.Paragraph("He was kind.") + documenttest.Styled("Quote", "Said.")))
	f.Add([]byte(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + documenttest.Paragraph("a") + `</w:tc></w:tr></w:tbl>`))
	f.Add([]byte(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:del/><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>` +
		documenttest.Paragraph("b") + `</w:txbxContent></mc:Choice></mc:AlternateContent><w:sym w:char="F0FC"/></w:r></w:p>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		part := documenttest.Part{Name: "word/footnotes.xml", Body: string(body)}
		fuzzed(t, "a.docx", documenttest.DOCX(string(body), styles, part))
		fuzzed(t, "a.odt", documenttest.ODT(string(body), documenttest.OfficeStyles(string(body))))
		if whole := documenttest.DOCX("", part); len(body) > 4 { // and as the archive itself
			copy(whole[int(body[0])*len(whole)/256:], body[1:])
			fuzzed(t, "a.docx", whole)
		}
		fuzzed(t, "a.docx", append([]byte("PK\x03\x04"), body...))
	})
}

func FuzzPDF(f *testing.F) {
	files, err := filepath.Glob("testdata/pdf/*.pdf")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(documenttest.PDF(documenttest.Shown(11, "He was kind.", "Two."), documenttest.Scan))
	f.Add(documenttest.PDF("q 1 0 0 1 0 0 cm BT /F1 1 Tf [(a)-20(b)]TJ 3 Tr T* (c)' 1 2(d)\" <41> Tj ET Q BI /W 1 ID x EI /Span<</ActualText(e)>>BDC EMC"))
	f.Add(lettersLost())
	f.Add([]byte(compact))
	f.Add(typeface("<</Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</W[1[600]2 9 500]/FontDescriptor<</FontFile2 6 0 R>>>>]>>",
		"BT /F1 12 Tf <0001> Tj ET", documenttest.Stream("", "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <00> <ff> <0041> endbfrange")))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzedPDF(t, append([]byte("%PDF-1.7\n"), data...))
		fuzzedPDF(t, documenttest.PDF(string(data)))
		fuzzedPDF(t, typeface("<</Subtype/Type0/ToUnicode 6 0 R/Encoding 6 0 R/DescendantFonts[<</FontDescriptor<</FontFile2 6 0 R>>>>]>>",
			"BT /F1 12 Tf (abcdefgh) Tj ET", documenttest.Stream("", string(data))))
		fuzzedPDF(t, typeface("<</Subtype/Type1/FontDescriptor<</FontFile3 6 0 R>>>>", "BT /F1 12 Tf (\001\002ab) Tj ET", documenttest.Stream("", string(data))))
		for _, filter := range []string{"/Filter/LZW", "/Filter/Fl/DecodeParms<</Predictor 12/Columns 3>>", "/Filter[/A85/RL]"} {
			fuzzedPDF(t, documenttest.Objects("", "<</Type/Catalog/Pages<</Kids[2 0 R]>>>>", "<</Contents 3 0 R>>",
				documenttest.Stream(filter, string(data))))
		}
	})
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte("<h1>a</h1><p>b<q>c<code>d</code></q><ul><li>e</ul><table><tr><th colspan=2>f<tr><td rowspan=3>g</table><pre>h</pre>"))
	f.Add([]byte("<blockquote>\xff\xfe&nbsp;&#0;<img alt='x'><script>y</script><title>z"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzed(t, "a.html", append([]byte("<!doctype html>"), data...))
		fuzzed(t, "a.html", data)
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("Zoë didn\x92t \x81"))
	f.Add([]byte("\ufeffwords"))
	f.Add(wideBytes("\ufeffZoë 👧", false))
	f.Add(wideBytes("Zoë 👧", true))
	f.Fuzz(func(t *testing.T, data []byte) {
		whole, err := decoded(bytes.NewReader(data))
		again, err2 := decoded(slow{bytes.NewReader(data)})
		if whole != again || (err == nil) != (err2 == nil) {
			t.Fatalf("%q at once, %q byte by byte", whole, again)
		}
		if !utf8.ValidString(whole) {
			t.Fatalf("%q is no UTF-8", whole)
		}
		if plain := strings.ToValidUTF8(string(data), ""); err == nil && plain == string(data) && !bytes.Contains(data, []byte{0}) && whole != plain {
			t.Fatalf("%q came out as %q", data, whole)
		}
		for _, name := range []string{"a.txt", "a.md", ""} {
			fuzzed(t, name, data)
		}
	})
}

func decoded(r io.Reader) (string, error) {
	d, _, err := document.Decode(r)
	if err != nil {
		return "", err
	}
	all, err := io.ReadAll(d)
	return string(all), err
}
