package document_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bearings/internal/office/document"
	"bearings/internal/office/document/documenttest"
)

func pdfPage(t *testing.T, drawing string) document.Text {
	t.Helper()
	return read(t, "a.pdf", documenttest.PDF(drawing))
}

func TestPDFLinesBecomeParagraphs(t *testing.T) {
	text := pdfPage(t, "BT /F1 20 Tf 72 770 Td (Missing children) Tj ET "+
		"BT /F1 11 Tf 14 TL 72 730 Td (The child was found by the police near the old station in the) Tj "+
		"T* (early morning, and was taken home by her uncle who had been loo-) Tj T* (king for her.) Tj "+
		"0 -28 Td (Another paragraph.) Tj 0 -14 Td (\\225 A point) Tj 0 -14 Td (\\225) Tj 20 0 Td (Point two) Tj "+
		"-20 -14 Td (1.) Tj 20 0 Td (A numbered one) Tj ET")
	same(t, text, "head: Missing children",
		"para: The child was found by the police near the old station in the\nearly morning, and was taken home by her uncle who had been loo-\nking for her. < Missing children",
		"para: Another paragraph. < Missing children", "item: • A point < Missing children",
		"item: • Point two < Missing children", "item: 1. A numbered one < Missing children")
}

func TestPDFSpacesComeFromDistances(t *testing.T) {
	text := pdfPage(t, "BT /F1 10 Tf 72 700 Td [(He)-300(was)-600(k)20(ind)] TJ 0 -40 Td 0.5 Tc (spaced) Tj 0 Tc "+
		"0 -40 Td (first) Tj 18 0 Td (next) Tj 0 -40 Td (cell) Tj 200 0 Td (other cell) Tj ET")
	same(t, text, "para: He was kind", "para: spaced", "para: first next", "para: cell", "para: other cell")
}

func TestPDFTextMovedTurnedAndRepeated(t *testing.T) {
	text := pdfPage(t, "q 2 0 0 2 10 10 cm BT /F1 6 Tf 20 300 Td (Scaled) Tj ET Q "+
		"BT /F1 12 Tf 0 1 -1 0 300 300 Tm (Upwards) Tj ET "+
		"BT /F1 12 Tf 72 500 Td (Bold) Tj 0.3 0 Td (Bold) Tj ET "+
		"BT /F1 12 Tf 72 450 Td (raised) Tj 5 Ts /F1 7 Tf (2) Tj 0 Ts /F1 12 Tf ( on) Tj ET "+
		"BT /F1 12 Tf 15 TL 72 400 Td (one) Tj (two) ' 1 0 (three) \" ET")
	same(t, text, "para: Scaled", "para: Upwards", "para: Bold", "para: raised 2 on", "para: one\ntwo\nthree")
}

// typeface makes a PDF with one page and a font of its own.
func typeface(font, drawing string, objects ...string) []byte {
	return documenttest.Objects("", append([]string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</F1 5 0 R>>>>>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", documenttest.Stream("", drawing), font,
	}, objects...)...)
}

func TestPDFTypefaces(t *testing.T) {
	shown := "BT /F1 12 Tf 72 700 Td "
	cmap := documenttest.Stream("", "/CMapName/X def 1 begincodespacerange <0000> <ffff> endcodespacerange "+
		"2 beginbfchar <0001> <0048> <0002> <FB01> endbfchar 2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0078> <D83DDE00>] endbfrange "+
		"1 beginbfrange <1000> <2fff> <4e00> endbfrange")
	wide := "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Subtype/CIDFontType2/DW 500/W[1[600 700]16 18 550]>>]>>"
	cases := []struct {
		name, want string
		data       []byte
	}{
		{"windows", "didn’t €", typeface("<</Subtype/TrueType/Encoding/WinAnsiEncoding>>", shown+`(didn\222t \200) Tj ET`)},
		{"mac", "didn’t é", typeface("<</Subtype/TrueType/Encoding/MacRomanEncoding>>", shown+`(didn\325t \216) Tj ET`)},
		{"standard", "didn’t fi—", typeface("<</Subtype/Type1>>", shown+`(didn't \256\320) Tj ET`)},
		{"differences", "Office a “AB", typeface("<</Subtype/Type1/Encoding<</Differences[1/O/ffi/c/e/space/a.small/uni0020/quotedblleft 65/a65/g66]>>>>",
			shown+`(\001\002\003\004\005\006\007\010AB) Tj ET`)},
		{"own encoding", "hi", typeface("<</Subtype/Type1/FontDescriptor<</FontFile 6 0 R>>>>", shown+`(\001\002) Tj ET`,
			documenttest.Stream("", "%!PS /Encoding 256 array 0 1 255 {1 index exch /.notdef put} for dup 1/h put dup 2/i put readonly def eexec"))},
		{"map", "Hfiabcx😀一", typeface(wide, shown+"<0001000200100011001200200021> Tj <1000> Tj ET", cmap)},
		{"map over encoding", "Hb", typeface("<</Subtype/Type1/ToUnicode 6 0 R>>", shown+"(ab) Tj ET",
			documenttest.Stream("", "1 beginbfchar <61> <0048> endbfchar"))},
		{"utf-16", "Zoë", typeface("<</Subtype/Type0/Encoding/UniJIS-UTF16-H/DescendantFonts[<<>>]>>", shown+"<005a006f00eb> Tj ET")},
		{"compact", "hfi", typeface("<</Subtype/Type1/FontDescriptor<</FontFile3 6 0 R>>>>", shown+`(\002\001) Tj ET`, documenttest.Stream("", compact))},
		{"drawn letters", "ab", typeface("<</Subtype/Type3/FontMatrix[0.01 0 0 0.01 0 0]/FirstChar 97/Widths[50 50]/Encoding<</Differences[97/a/b]>>>>",
			shown+"(a) Tj (b) Tj ET")},
	}
	for _, c := range cases {
		if text := read(t, "a.pdf", c.data); text.Text != c.want || len(text.Unread) > 0 {
			t.Errorf("%s: %q, not %q; unread %v", c.name, text.Text, c.want, text.Unread)
		}
	}
}

// compact is a typeface with the glyphs "f_i", which it names itself, and "h", as
// the bytes 1 and 2.
const compact = "\x01\x00\x04\x01" + "\x00\x01\x01\x01\x02A" + // its name
	"\x00\x01\x01\x01\x13" + "\x1d\x00\x00\x00\x29\x0f" + "\x1d\x00\x00\x00\x2e\x10" + "\x1d\x00\x00\x00\x32\x11" + // where things are
	"\x00\x01\x01\x01\x04f_i" + // names of glyphs
	"\x00\x01\x87\x00\x49" + // which glyphs
	"\x00\x02\x01\x02" + // which bytes
	"\x00\x03\x01\x01\x02\x03\x04\x0e\x0e\x0e" // how they are drawn

func TestPDFSaysWhichPagesItCouldNotRead(t *testing.T) {
	words := documenttest.Shown(11, "A page with words on it.")
	text := read(t, "a.pdf", documenttest.PDF(words, documenttest.Scan, "", "BI /W 1 /H 1 ID \x00EI\xff EI Q",
		documenttest.Scan+documenttest.Shown(9, "Page 5"), words+" q 9 0 0 9 0 0 cm /Im1 Do Q", words))
	want := []document.Unread{{Code: document.UnreadPicture, Page: 2}, {Code: document.UnreadPicture, Page: 4}, {Code: document.UnreadPicture, Page: 5}}
	if fmt.Sprint(text.Unread) != fmt.Sprint(want) {
		t.Errorf("unread: %v, not %v", text.Unread, want)
	}
	if len(text.Pages) != 7 || text.Text[text.Pages[4]:text.Pages[4]+6] != "Page 5" || text.Pages[0] != 0 {
		t.Errorf("pages: %v of %q", text.Pages, text.Text)
	}
	lost := typeface("<</Subtype/Type1/Encoding<</Differences[97/strange/stranger]>>>>", "BT /F1 12 Tf (He is aa bb) Tj ET")
	if text := read(t, "a.pdf", lost); text.Text != "He is \ufffd\ufffd \ufffd\ufffd" ||
		fmt.Sprint(text.Unread) != fmt.Sprint([]document.Unread{{Code: document.UnreadLetters, Page: 1}}) {
		t.Errorf("%q, unread: %v", text.Text, text.Unread)
	}
}

func TestPDFDamagedPages(t *testing.T) {
	good := documenttest.Stream("", documenttest.Shown(11, "Read."))
	packed := documenttest.Flate(strings.Repeat(documenttest.Shown(11, "He was kind."), 200))
	for name, contents := range map[string]string{
		"cut off":      documenttest.Stream("/Filter/FlateDecode", packed[:len(packed)/2]),
		"wrong filter": documenttest.Stream("/Filter/Unheard", "x"),
		"no stream":    "(text)",
		"picture":      documenttest.Stream("", "BI /W 1 ID never ends"),
	} {
		text := read(t, "a.pdf", documenttest.Objects("",
			"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]/Resources<</Font<</F1<</Subtype/Type1>>>>>>>>",
			"<</Type/Page/Contents 5 0 R>>", "<</Type/Page/Contents 6 0 R>>", good, contents))
		if !strings.HasPrefix(text.Text, "Read.") || len(text.Unread) == 0 || text.Unread[0] != (document.Unread{Code: document.UnreadDamaged, Page: 2}) {
			t.Errorf("%s: %.40q, unread: %v", name, text.Text, text.Unread)
		}
	}
}

func TestPDFFormsNotesAndActualText(t *testing.T) {
	text := read(t, "a.pdf", documenttest.Objects("",
		"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 7 0 R>>/NeedsRendering true/AcroForm<</XFA 4 0 R>>>>",
		"<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</F1<</Subtype/Type1>>>>/XObject<</Fm 5 0 R>>>>>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[<</Subtype/Widget/Rect[72 500 172 520]/AP<</N 6 0 R>>/V(no)>>"+
			"<</Subtype/Text/Contents(\xfe\xff\x00Z\x00o\x00\xeb)>><</Subtype/Widget/V(typed \x8fin\x90)>><</Subtype/Link/Contents(link)>><</Subtype/FileAttachment/FS<</F(d)>>>>]>>",
		documenttest.Stream("", "BT /F1 12 Tf 72 700 Td (page) Tj ET /Fm Do /Span<</ActualText(whole)>>BDC BT /F1 12 Tf 72 650 Td (wh)Tj (-)Tj ET EMC"),
		documenttest.Stream("/Subtype/Form/Matrix[1 0 0 1 0 -20]", "BT /F1 12 Tf 72 700 Td (in a form) Tj ET /Fm Do"),
		documenttest.Stream("/Subtype/Form/BBox[0 0 100 20]", "BT /F1 12 Tf 0 0 Td (answer) Tj ET"),
		"<</Kids[7 0 R<</Names[(a)<</UF(\xfe\xff\x00b)>>(c)<<>>]>>]>>"))
	same(t, text, "para: page\nin a form", "para: whole", "para: answer", "para: Zoë", "para: typed ‘in’")
	if fmt.Sprint(text.Unread) != fmt.Sprint([]document.Unread{{Code: document.UnreadEmbedded, Place: "d", Page: 1}, {Code: document.UnreadEmbedded, Place: "b"},
		{Code: document.UnreadEmbedded, Place: "c"}, {Code: document.UnreadEmbedded, Place: "XFA"}}) {
		t.Errorf("unread: %v", text.Unread)
	}
}

func TestPDFWithABrokenListOfObjectsIsSearched(t *testing.T) {
	whole := documenttest.PDF(documenttest.Shown(11, "He was kind."))
	for name, data := range map[string][]byte{
		"no end":           whole[:bytes.LastIndex(whole, []byte("xref"))],
		"no trailer":       whole[:bytes.Index(whole, []byte("xref"))],
		"wrong start":      bytes.Replace(whole, []byte("startxref\n"), []byte("startxref\n7"), 1),
		"wrong places":     bytes.ReplaceAll(whole, []byte("00000 n"), []byte("00000 f")),
		"shifted":          bytes.Replace(whole, []byte("1 0 obj"), []byte("   1 0 obj"), 1),
		"something before": append([]byte("From: somebody\r\n\r\n"), whole...),
		"something behind": append(bytes.Clone(whole), "\r\n--end of mail--\r\n"...),
		"returns only":     bytes.ReplaceAll(whole, []byte("\n"), []byte("\r")),
	} {
		if text := read(t, "a.pdf", data); text.Text != "He was kind." {
			t.Errorf("%s: %q", name, text.Text)
		}
	}
}

// The files are a page that says "He was kind.", made by qpdf; their names say
// how they are packed and encrypted.
func TestPDFEncryptedAndPackedFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/pdf/*.pdf")
	if err != nil || len(files) < 9 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(name, "locked") {
			if code := refused(t, name, data, document.Limits{}); code != document.Encrypted {
				t.Errorf("%s: %s", name, code)
			}
			continue
		}
		if text := read(t, name, data); text.Text != "He was kind." {
			t.Errorf("%s: %q", name, text.Text)
		}
		if strings.Contains(name, "packed") { // the packed objects are found without their list, too
			cut := data[:bytes.LastIndex(data, []byte("startxref"))]
			if text := read(t, name, cut); text.Text != "He was kind." {
				t.Errorf("%s without its list: %q", name, text.Text)
			}
		}
	}
}

func TestPDFLabelsKeepTheirValues(t *testing.T) {
	text := pdfPage(t, "BT /F1 11 Tf 72 700 Td (Name of school) Tj 150 0 Td (Not given) Tj -150 -40 Td (Date of birth) Tj 150 0 Td (12/03/2010) Tj "+
		"-150 -40 Td (Telephone:) Tj 150 0 Td (none) Tj ET")
	same(t, text, "para: Name of school", "para: Not given", "para: Date of birth\t12/03/2010", "para: Telephone:\tnone")
}

func TestPDFHeadersAndFootersAreReadOnce(t *testing.T) {
	sheet := func(lines ...string) string {
		out := "BT /F1 11 Tf 72 800 Td"
		for _, line := range lines {
			out += " (" + line + ") Tj 0 -60 Td"
		}
		return out + " ET"
	}
	text := read(t, "a.pdf", documenttest.PDF(
		sheet("Council", "Children", "One.", "Same.", "More.", "Page 1", "Phone"),
		sheet("Council", "Children", "Two.", "Same.", "More.", "Page 2", "Phone"),
		sheet("Council", "Children", "Three.", "Same.", "More.", "Page 3", "Phone"),
		sheet("Other", "Council", "Four.")))
	same(t, text, "para: Council", "para: Children", "para: One.", "para: Same.", "para: More.", "para: Page 1", "para: Phone",
		"para: Two.", "para: Same.", "para: More.", "para: Page 2", "para: Three.", "para: Same.", "para: More.", "para: Page 3",
		"para: Other", "para: Council", "para: Four.")
	if len(text.Pages) != 4 || !strings.HasPrefix(text.Text[text.Pages[1]:], "Two.") {
		t.Errorf("pages begin at %v", text.Pages)
	}
}

func TestPDFAPageOfMoreLettersThanAPageHolds(t *testing.T) {
	text := pdfPage(t, documenttest.Shown(1, strings.Repeat("word ", 200_000)))
	if len(text.Unread) != 1 || text.Unread[0] != (document.Unread{Code: document.UnreadTooLarge, Page: 1}) {
		t.Errorf("unread: %v", text.Unread)
	}
	if len(text.Text) < 1<<19 || strings.Trim(text.Text, "word ") != "" {
		t.Errorf("%d bytes", len(text.Text))
	}
}
