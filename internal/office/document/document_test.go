package document_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bearings/internal/office/document"
	"bearings/internal/office/document/documenttest"
	"bearings/language"
)

// read reads data as a file of that name.
func read(t *testing.T, name string, data []byte) document.Text {
	t.Helper()
	text, err := document.Read(bytes.NewReader(data), int64(len(data)), name, document.Limits{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	sound(t, text)
	return text
}

// sound checks what must be true of every text.
func sound(t *testing.T, text document.Text) {
	t.Helper()
	if text.Bytes != len(text.Text) || !utf8.ValidString(text.Text) {
		t.Fatalf("%d bytes are said, there are %d; valid UTF-8: %v", text.Bytes, len(text.Text), utf8.ValidString(text.Text))
	}
	at := 0
	for _, b := range text.Blocks {
		if b.Start < at || b.End <= b.Start || b.End > len(text.Text) {
			t.Fatalf("block %+v begins before %d or ends behind %d", b, at, len(text.Text))
		}
		for _, edge := range []int{b.Start, b.Under[0]} {
			if !utf8.RuneStart(text.Text[edge]) {
				t.Fatalf("block %+v cuts a letter", b)
			}
		}
		if b.End < len(text.Text) && !utf8.RuneStart(text.Text[b.End]) {
			t.Fatalf("block %+v ends within a letter", b)
		}
		if b.Under[0] > b.Under[1] || b.Under[1] > b.Start {
			t.Fatalf("block %+v has its head behind it", b)
		}
		at = b.End
	}
	if !slices.IsSorted(text.Pages) || len(text.Pages) > 0 && text.Pages[len(text.Pages)-1] > len(text.Text) {
		t.Fatalf("pages begin at %v", text.Pages)
	}
	for _, u := range text.Unread {
		if !slices.Contains(document.UnreadCodes, u.Code) {
			t.Fatalf("unread: %q is no code", u.Code)
		}
	}
}

var kindNames = map[language.Kind]string{
	language.Paragraph: "para", language.Heading: "head", language.ListItem: "item", language.Cell: "cell",
	language.Footnote: "note", language.Blockquote: "quote", language.CodeBlock: "code",
}

// outline writes blocks as "kind: text", with "< head" where one stands above them.
func outline(text document.Text) string {
	var out strings.Builder
	for _, b := range text.Blocks {
		out.WriteString(kindNames[b.Kind] + ": " + text.Text[b.Start:b.End])
		if b.Under[1] > 0 {
			out.WriteString(" < " + text.Text[b.Under[0]:b.Under[1]])
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// same compares an outline with lines.
func same(t *testing.T, text document.Text, want ...string) {
	t.Helper()
	if got := outline(text); got != strings.Join(want, "\n")+"\n" {
		t.Errorf("got:\n%s\nwant:\n%s", got, strings.Join(want, "\n"))
	}
}

// refused is the code with which data is refused.
func refused(t *testing.T, name string, data []byte, limits document.Limits) string {
	t.Helper()
	_, err := document.Read(bytes.NewReader(data), int64(len(data)), name, limits)
	var refusal *document.Error
	if !errors.As(err, &refusal) {
		t.Fatalf("%s: %v is no refusal", name, err)
	}
	if !slices.Contains(document.Codes, refusal.Code) {
		t.Errorf("%s: %q is not in the list of codes", name, refusal.Code)
	}
	return refusal.Code
}

func TestEveryCodeIsGivenForTheFileItMeans(t *testing.T) {
	word := documenttest.DOCX(documenttest.Paragraph("He was kind."))
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	old := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	cases := []struct {
		code, name string
		data       []byte
		limits     document.Limits
	}{
		{document.Empty, "a.txt", nil, document.Limits{}},
		{document.Empty, "a.txt", []byte("\ufeff \n\t\r\n"), document.Limits{}},
		{document.Empty, "a.html", []byte("<html><body><script>x</script></body></html>"), document.Limits{}},
		{document.Empty, "a.docx", documenttest.DOCX("<w:p/>"), document.Limits{}},
		{document.Empty, "a.pdf", documenttest.PDF(""), document.Limits{}},
		{document.NotText, "a.txt", bytes.Repeat([]byte{0}, 5000), document.Limits{}},
		{document.NotText, "a.txt", bytes.Repeat([]byte{1, 2, 3, 'a'}, 500), document.Limits{}},
		{document.Unsupported, "a.txt", []byte("\x89PNG\r\n\x1a\n"), document.Limits{}},
		{document.Unsupported, "a.rtf", []byte(`{\rtf1 Hello}`), document.Limits{}},
		{document.Unsupported, "a.xlsx", documenttest.Zip(documenttest.Part{Name: "xl/workbook.xml", Body: "<x/>"}), document.Limits{}},
		{document.Unsupported, "a.zip", documenttest.Zip(documenttest.Part{Name: "a.txt", Body: "x"}), document.Limits{}},
		{document.Unsupported, "a.xls", []byte(old), document.Limits{}},
		{document.OldWord, "a.doc", []byte(old + wide("WordDocument")), document.Limits{}},
		{document.Encrypted, "a.docx", []byte(old + wide("EncryptedPackage")), document.Limits{}},
		{document.Encrypted, "a.odt", documenttest.ODT("", documenttest.Part{Name: "META-INF/manifest.xml", Body: `<m><file-entry ` +
			`full-path="content.xml"><encryption-data/></file-entry></m>`}), document.Limits{}},
		{document.PictureOnly, "a.pdf", documenttest.PDF(documenttest.Scan), document.Limits{}},
		{document.PictureOnly, "a.docx", documenttest.DOCX("<w:p/>", documenttest.Part{Name: "word/media/1.png"}), document.Limits{}},
		{document.PictureOnly, "a.html", []byte(`<html><img src="a.png"></html>`), document.Limits{}},
		{document.Letters, "a.pdf", lettersLost(), document.Limits{}},
		{document.BrokenArchive, "a.docx", word[:len(word)/2], document.Limits{}},
		{document.BrokenArchive, "a.odt", documenttest.Zip(documenttest.Part{
			Name: "mimetype", Body: "application/vnd.oasis.opendocument.text", Store: true}), document.Limits{}},
		{document.BrokenPDF, "a.pdf", []byte("%PDF-1.4\nnothing"), document.Limits{}},
		{document.TooLarge, "a.txt", []byte("He was kind."), document.Limits{MaxBytes: 5}},
		{document.TooLarge, "a.docx", word, document.Limits{MaxUnpacked: 200}},
		{document.TooManyParts, "a.docx", word, document.Limits{MaxParts: 3}},
		{document.TooManyParts, "a.pdf", documenttest.PDF("", "", ""), document.Limits{MaxParts: 2}},
	}
	seen := map[string]bool{}
	for _, c := range cases {
		if got := refused(t, c.name, c.data, c.limits); got != c.code {
			t.Errorf("%s (%.20q) is refused as %s, not %s", c.name, c.data, got, c.code)
		}
		seen[c.code] = true
	}
	for _, code := range document.Codes {
		if !seen[code] {
			t.Errorf("no file is refused as %s", code)
		}
	}
}

// lettersLost is a PDF whose typeface doesn't say which letters it draws.
func lettersLost() []byte {
	return documenttest.Objects("",
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
		documenttest.Stream("", "BT /F1 12 Tf (\x00\x05\x00\x06\x00\x07) Tj ET"),
		"<</Type/Font/Subtype/Type0/BaseFont/Hidden/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2>>]>>")
}

// failing is a file on a disk that fails.
type failing struct{}

var errDisk = errors.New("disk")

func (failing) ReadAt([]byte, int64) (int, error) { return 0, errDisk }

func TestAFailingDiskIsNoFaultOfTheFile(t *testing.T) {
	if _, err := document.Read(failing{}, 10, "a.txt", document.Limits{}); !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
}

func TestKindOf(t *testing.T) {
	odt := documenttest.ODT("")
	cases := []struct {
		head, name string
		want       document.Kind
	}{
		{"He was kind.", "a.txt", document.Plain},
		{"He was kind.", "", document.Plain},
		{"", "a.md", document.Markdown},
		{"# Head", "A.MD", document.Markdown},
		{"<p align=center>x</p>", "readme.md", document.Markdown},
		{"<!DOCTYPE html><p>x", "a.txt", document.HTML},
		{"\ufeff<!-- x -->\n<HTML lang=en>", "a", document.HTML},
		{"<?xml version=\"1.0\"?>\n<html xmlns=\"x\">", "a.xml", document.HTML},
		{"<\x00h\x00t\x00m\x00l\x00>\x00", "a", document.HTML},
		{"Some words", "a.htm", document.HTML},
		{"<heading>x</heading>", "a.txt", document.Plain},
		{"%PDF-1.4\n", "a.txt", document.PDF},
		{"mail header\n%PDF-1.4\n", "a.pdf", document.PDF},
		{"A PDF begins with %PDF-1.4", "a.txt", document.Plain},
		{string(documenttest.DOCX("")), "a.txt", document.DOCX},
		{string(odt), "a.docx", document.ODT},
		{"PK\x03\x04", "a.docx", document.DOCX},
		{"PK\x03\x04", `C:\files\a.odt`, document.ODT},
		{"PK\x03\x04", "a.zip", document.NoKind},
		{"GIF89a", "a.txt", document.NoKind},
		{"\x00\x00\x00\x18ftypmp42", "a.txt", document.NoKind},
		{`<?xml version="1.0"?><office:document>`, "a.fodt", document.NoKind},
	}
	for _, c := range cases {
		if got := document.KindOf([]byte(c.head), c.name); got != c.want {
			t.Errorf("%.20q called %q is %v, not %v", c.head, c.name, got, c.want)
		}
	}
}

// slow hands a file over byte by byte.
type slow struct{ r io.Reader }

func (s slow) Read(p []byte) (int, error) { return s.r.Read(p[:min(1, len(p))]) }
