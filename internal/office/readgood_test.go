package office_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/office"
)

// good is a file with everything in it that readers get wrong: quotation
// marks, commas, semicolons, tabs, ends of line and letters of all sizes.
func good(t testing.TB) [][]string {
	t.Helper()
	rows := [][]string{{"respondent", "strand", "agency", "kind", "level", "item", "answer", "comment", "comment_use"}}
	for n := range 12 {
		rows = append(rows, []string{fmt.Sprint("0", n), "staff", "Fernside Council", "", "direct", "p1", "often", "one, two; three\tfour", ""})
	}
	return append(rows,
		[]string{"a", "return", "Café “Théâtre” 🎈", "school", "", "p1-do", "", "She said \"yes\",\nand then: Ŵyn & <b>.", "quote"},
		[]string{"a", "return", "Café “Théâtre” 🎈", "school", "", "p1", "dont-know", "", "quote"},
		[]string{"y", "young-person", "", "", "", "p1-young", "", "", ""},
		[]string{"", "evidence", "Case audit", "", "", "P1", "2026-03", "'=1+1", ""},
	)
}

func asCSV(t testing.TB, rows [][]string, comma rune, crlf bool) string {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = comma, crlf
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// asXLSX is written by excelize, as other programs write: shared strings.
func asXLSX(t testing.TB, rows [][]string, change func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	for n, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", n+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if change != nil {
		change(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// taken is everything an outcome says, as text.
func taken(t testing.TB, out answer.Outcome, err error) string {
	t.Helper()
	if err != nil {
		t.Fatalf("%v\n%s", err, sentences(t, err))
	}
	return fmt.Sprintf("%+v", out)
}

func TestEveryEncodingAndSignSaysTheSame(t *testing.T) {
	text := asCSV(t, good(t), ',', false)
	out, err := takeAll(strings.NewReader(text), office.DefaultLimits)
	want := taken(t, out, err)
	for _, part := range []string{"Café “Théâtre” 🎈", "Ŵyn & <b>.", "dont-know", "2026-03", "staff", "young-person"} {
		if !strings.Contains(want, part) {
			t.Fatalf("%s is not in %s", part, want)
		}
	}
	for _, comma := range []rune{',', ';', '\t'} {
		for _, crlf := range []bool{false, true} {
			text := asCSV(t, good(t), comma, crlf)
			for name, coded := range map[string]string{
				"UTF-8":             text,
				"UTF-8 with mark":   "\ufeff" + text,
				"UTF-16 LE":         coded(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), text),
				"UTF-16 BE":         coded(t, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), text),
				"sep named":         "sep=" + string(comma) + "\n" + text,
				"no end of line":    strings.TrimRight(text, "\r\n"),
				"empty lines first": "\n\n" + text,
			} {
				out, err := takeAll(strings.NewReader(coded), office.DefaultLimits)
				if got := taken(t, out, err); got != want {
					t.Errorf("%s, parted by %q: %s\nwant %s", name, comma, got, want)
				}
			}
		}
	}
}

func coded(t testing.TB, e encoding.Encoding, text string) string {
	t.Helper()
	s, err := e.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAWorkbookSaysTheSameAsText(t *testing.T) {
	out, err := takeAll(strings.NewReader(asCSV(t, good(t), ',', false)), office.DefaultLimits)
	want := taken(t, out, err)
	text := asXLSX(t, good(t), nil)
	for name, r := range map[string]io.Reader{
		"stream": io.MultiReader(bytes.NewReader(text)),
		"file":   bytes.NewReader(text),
		"disk":   onDisk(t, text),
	} {
		out, err := takeAll(r, office.DefaultLimits)
		if got := taken(t, out, err); got != want {
			t.Errorf("%s: %s\nwant %s", name, got, want)
		}
	}
}

func onDisk(t *testing.T, text []byte) io.Reader {
	t.Helper()
	path := filepath.Join(t.TempDir(), "answers.csv") // the name says nothing
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestASheetOfEverySortOfCell(t *testing.T) {
	sheet, err := os.ReadFile("testdata/good/sheet.xml")
	if err != nil {
		t.Fatal(err)
	}
	table, err := office.OpenTable(bytes.NewReader(book(t, sheet)), office.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%q\n", table.Columns())
	for {
		cells, err := table.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		line, col := table.Place(2)
		got += fmt.Sprintf("%d:%d %q\n", line, col, cells)
	}
	want := `["respondent" "strand" "agency" "item" "answer"]
2:3 ["1001" "return" " Fernside\r\nCouncil " "p1" "often"]
4:3 ["100000" "return" "Oakley" "" ""]
5:3 ["0.1" "TRUE" "worked out" "" "3"]
`
	if got != want {
		t.Errorf("read\n%s\nwant\n%s", got, want)
	}
}

func TestTheSheetNamedAnswersIsRead(t *testing.T) {
	rows := good(t)
	for name, c := range map[string]struct {
		change func(*excelize.File)
		sheet  string
		of     int
	}{
		"only one":      {func(f *excelize.File) {}, "Sheet1", 1},
		"first of two":  {func(f *excelize.File) { sheet(t, f, "Notes", "x") }, "Sheet1", 2},
		"named answers": {func(f *excelize.File) { fill(t, f, "Answers", rows); empty(t, f, "Sheet1") }, "Answers", 2},
		"first hidden": {func(f *excelize.File) {
			fill(t, f, "Visible", rows)
			f.SetActiveSheet(1)
			if err := f.SetSheetVisible("Sheet1", false); err != nil {
				t.Fatal(err)
			}
		}, "Visible", 2},
	} {
		t.Run(name, func(t *testing.T) {
			table, err := office.OpenTable(bytes.NewReader(asXLSX(t, rows, c.change)), office.DefaultLimits)
			if err != nil {
				t.Fatal(err)
			}
			if got, of := office.Sheet(table); got != c.sheet || of != c.of {
				t.Errorf("read %q of %d, want %q of %d", got, of, c.sheet, c.of)
			}
			if _, err := answer.Take(asked(), table, 10); err != nil {
				t.Error(err)
			}
		})
	}
}

func sheet(t testing.TB, f *excelize.File, name, text string) {
	t.Helper()
	if _, err := f.NewSheet(name); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStr(name, "A1", text); err != nil {
		t.Fatal(err)
	}
}

func fill(t testing.TB, f *excelize.File, name string, rows [][]string) {
	t.Helper()
	sheet(t, f, name, "")
	for n, row := range rows {
		if err := f.SetSheetRow(name, fmt.Sprint("A", n+1), &row); err != nil {
			t.Fatal(err)
		}
	}
}

func empty(t testing.TB, f *excelize.File, name string) {
	t.Helper()
	rows, err := f.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	for range rows {
		if err := f.RemoveRow(name, 1); err != nil {
			t.Fatal(err)
		}
	}
}

// bomb is a workbook whose one part unpacks to far more than it is packed.
func bomb(t testing.TB, name string, megabytes int, lie bool) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range []string{"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"} {
		text, err := os.ReadFile(filepath.Join("testdata/book", part))
		if err != nil {
			t.Fatal(err)
		}
		if part != name {
			add(t, z, part, text)
		}
	}
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	rows := bytes.Repeat([]byte(`<row></row>`), 1<<20/11)
	fmt.Fprint(w, `<worksheet><sheetData>`)
	for range megabytes {
		if _, err := w.Write(rows); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if lie {
		return lying(t, b.Bytes(), name)
	}
	return b.Bytes()
}

// lying changes the size a part is said to have in the list of parts.
func lying(t testing.TB, text []byte, name string) []byte {
	t.Helper()
	at := bytes.LastIndex(text, []byte(name)) - 46 // the entry in front of the name
	if at < 0 || !bytes.HasPrefix(text[at:], []byte("PK\x01\x02")) {
		t.Fatal("no entry")
	}
	copy(text[at+24:], []byte{0xff, 0, 0, 0})
	return text
}

func TestAWorkbookThatUnpacksWithoutEndIsRefused(t *testing.T) {
	const big = "0:0: Unpacked, this workbook is bigger than 4 MB, which is the most we read. Please save the answers in a workbook of their own, or as “CSV UTF-8”.\n"
	for name, text := range map[string][]byte{
		"sheet":            bomb(t, "xl/worksheets/sheet1.xml", 5, false),
		"strings":          bomb(t, "xl/sharedStrings.xml", 5, false),
		"a part of no use": bomb(t, "xl/media/picture.png", 5, false),
		"strings that lie": bomb(t, "xl/sharedStrings.xml", 5, true),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := takeAll(bytes.NewReader(text), office.Limits{MaxUnpacked: 4 << 20})
			got := sentences(t, err)
			if strings.Contains(name, "lie") {
				// archive/zip finds the lie out, or we do; either way it ends.
				if !strings.HasPrefix(got, "0:0: ") {
					t.Error(got)
				}
				return
			}
			if got != big {
				t.Errorf("said %s", got)
			}
		})
	}
}

func TestATextWithoutEndDoesNotFillTheMemory(t *testing.T) {
	start := `<worksheet><sheetData><row><c t="inlineStr"><is><t>`
	_, err := takeAll(bytes.NewReader(book(t, []byte(start+strings.Repeat("x", 8<<20)))), office.DefaultLimits)
	if got := sentences(t, err); !strings.Contains(got, "damaged") {
		t.Errorf("said %s", got)
	}
}

func TestOtherZipsAreNamed(t *testing.T) {
	pack := func(parts ...string) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i := 0; i+1 < len(parts); i += 2 {
			add(t, z, parts[i], []byte(parts[i+1]))
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	relation := func(target string) string {
		return `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="` + target + `"/></Relationships>`
	}
	for want, text := range map[string][]byte{
		"answers.file.open_document": pack("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"),
		"answers.file.other_zip":     pack("_rels/.rels", relation("word/document.xml")),
		"answers.file.old_excel":     pack("_rels/.rels", relation("xl/workbook.bin")),
		"answers.book.damaged":       pack("_rels/.rels", relation("xl/workbook.xml")),
		"answers.book.no_sheet":      pack("_rels/.rels", relation("xl/workbook.xml"), "xl/workbook.xml", "<workbook/>", "xl/_rels/workbook.xml.rels", "<Relationships/>"),
	} {
		_, err := takeAll(bytes.NewReader(text), office.DefaultLimits)
		problems, ok := fault.AsProblems(err)
		if !ok || problems.List[0].Message != want {
			t.Errorf("said %v, want %s", err, want)
		}
	}
	if _, err := takeAll(bytes.NewReader(pack("photo.jpg", "x")), office.DefaultLimits); !strings.Contains(sentences(t, err), "not an XLSX workbook") {
		t.Error("a zip of photos is not told from a workbook")
	}
	if _, err := takeAll(strings.NewReader("PK\x03\x04 and so on"), office.DefaultLimits); !strings.Contains(sentences(t, err), "damaged") {
		t.Error("half a zip is not called damaged")
	}
}

func TestADamagedPackageIsRefused(t *testing.T) {
	text := asXLSX(t, good(t), nil)
	refused := 0
	for at := 0; at < len(text); at += 7 {
		changed := bytes.Clone(text)
		changed[at] ^= 0x55
		_, err := takeAll(bytes.NewReader(changed), office.DefaultLimits)
		if err == nil {
			continue // a byte that means nothing to us
		}
		if _, ok := fault.AsProblems(err); !ok && !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatalf("byte %d: %v", at, err)
		}
		refused++
	}
	if refused == 0 {
		t.Error("no damage was found")
	}
}
