package office_test

import (
	"archive/zip"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
)

func asResultsXLSX(t testing.TB, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := office.WriteResultsXLSX(&b, reporttest.Words(t), r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func openBook(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	return book
}

func sheetRows(t *testing.T, book *excelize.File, name string) [][]string {
	t.Helper()
	rows, err := book.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// cell is a cell of a row; a row ends where its last words do.
func cell(row []string, at int) string {
	if at < len(row) {
		return row[at]
	}
	return ""
}

func TestResultsXLSXBeginsLikeTheCSV(t *testing.T) {
	for name, r := range reports(t) {
		fromBook := map[figure]int{}
		rows := sheetRows(t, openBook(t, asResultsXLSX(t, r)), "Results")
		for _, row := range rows[1:] {
			fromBook[figure{row[0], row[1], row[2], row[3], cell(row, 4), cell(row, 5), cell(row, 6)}]++
		}
		if fromCSV := figuresOfCSV(t, asResultsCSV(t, r)); !maps.Equal(fromBook, fromCSV) {
			t.Errorf("%s: the workbook says %v and the CSV %v", name, fromBook, fromCSV)
		}
		if head := rows[0][:7]; !slices.Equal(head, []string{"strand", "group", "item", "show", "answer", "count", "lean"}) {
			t.Errorf("%s: the first columns are %q", name, head)
		}
	}
}

// Numbers are numbers, so that they can be added; words stand beside them.
func TestResultsXLSXSaysNumbersTwice(t *testing.T) {
	book := openBook(t, asResultsXLSX(t, smallReport(t)))
	rows := sheetRows(t, book, "Results")
	at := slices.IndexFunc(rows, func(row []string) bool { return cell(row, 5) == "0" })
	if at < 0 {
		t.Fatal("no count is 0")
	}
	place := "F" + strconv.Itoa(at+1)
	if kind, err := book.GetCellType("Results", place); err != nil || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber {
		t.Errorf("%s is of type %v, %v, want a number", place, kind, err)
	}
	if words := rows[at][13]; words != "0 to 2" {
		t.Errorf("0 is shown as %q", words)
	}
	if words := slices.IndexFunc(rows, func(row []string) bool { return cell(row, 13) == "Not enough answers" }); words < 0 {
		t.Error("nowhere it says that there are not enough answers")
	}
}

func TestResultsXLSXIsMadeToBeRead(t *testing.T) {
	r := reporttest.Thin(t).Report(t, reporttest.Principles(t))
	book := openBook(t, asResultsXLSX(t, r))
	names := []string{"How to read this", "Results", "Groups", "Returns", "Other evidence", "What stands out", "What to talk about"}
	if got := book.GetSheetList(); !slices.Equal(got, names) {
		t.Fatalf("the sheets are %q", got)
	}
	for _, name := range names[1:] {
		panes, err := book.GetPanes(name)
		if err != nil || !panes.Freeze || panes.YSplit != 1 {
			t.Errorf("%s: the headings do not stay: %+v, %v", name, panes, err)
		}
		style, err := book.GetCellStyle(name, "A1")
		if err != nil {
			t.Fatal(err)
		}
		if look, err := book.GetStyle(style); err != nil || look.Font == nil || !look.Font.Bold {
			t.Errorf("%s: headings are not bold: %v", name, err)
		}
		if rows := sheetRows(t, book, name); len(rows) < 2 {
			t.Errorf("%s has no rows", name)
		}
	}
	props, err := book.GetDocProps()
	if err != nil || props.Language != "en" || !strings.HasPrefix(props.Title, "What we heard") || props.Created != "" || props.Modified != "" {
		t.Errorf("properties are %+v, %v", props, err)
	}
	about := ""
	for _, row := range sheetRows(t, book, names[0]) {
		about += strings.Join(row, "\n") + "\n"
	}
	for _, want := range []string{"Made-up partnership", r.Framework.Affiliation.In("en"), "CC-BY-4.0", "rounded to the nearest 5"} {
		if !strings.Contains(about, want) {
			t.Errorf("the first sheet does not say %q:\n%s", want, about)
		}
	}
	for _, filtered := range names[1:] {
		if !slices.ContainsFunc(book.GetDefinedName(), func(d excelize.DefinedName) bool {
			return d.Scope == filtered && d.Name == "_xlnm._FilterDatabase"
		}) {
			t.Errorf("%s can not be filtered", filtered)
		}
	}
}

// A report of answers that nobody made up does not say that somebody did.
func TestResultsXLSXSaysWhatIsMadeUpOnlyWhereItIs(t *testing.T) {
	book := openBook(t, asResultsXLSX(t, smallReport(t)))
	for _, row := range sheetRows(t, book, "How to read this") {
		if text := strings.Join(row, " "); strings.Contains(text, "Made-up") {
			t.Errorf("it says %q", text)
		}
	}
}

func TestTextInTheWorkbookIsNeverAFormula(t *testing.T) {
	for _, text := range []string{"=1+1", "+1", "-1", "@sum", "\tx", "_x0041_", "<b>&amp;\u202e", " spaced ", "two\nlines", "1,5", "2026-12"} {
		a := &reporttest.Answers{}
		a.AddLines(reporttest.Line{Strand: framework.Evidence, Agency: "A", Item: "P2", Answer: "2026-12", Text: "x"})
		r := a.Report(t, reporttest.Small(t))
		r.Evidence[0].Text = text
		book := openBook(t, asResultsXLSX(t, r))
		formula, err := book.GetCellFormula("Other evidence", "E2")
		if err != nil || formula != "" {
			t.Errorf("%q is the formula %q, %v", text, formula, err)
		}
		if got := cell(sheetRows(t, book, "Other evidence")[1], 4); got != text {
			t.Errorf("%q became %q", text, got)
		}
		if kind, _ := book.GetCellType("Other evidence", "E2"); kind != excelize.CellTypeInlineString {
			t.Errorf("%q is of type %v, want text", text, kind)
		}
	}
}

func TestTheSameReportMakesTheSameWorkbook(t *testing.T) {
	r := reporttest.Thin(t).Report(t, reporttest.Principles(t))
	first := asResultsXLSX(t, r)
	for range 5 {
		if !bytes.Equal(first, asResultsXLSX(t, r)) {
			t.Fatal("it differs")
		}
	}
	parts, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range parts.File {
		if part.Modified.Year() >= 1980 { // the zip form's way to say nothing
			t.Errorf("%s is of %v", part.Name, part.Modified)
		}
	}
}

// Whatever cannot be written is said.
func TestAWorkbookThatCanNotBeWritten(t *testing.T) {
	if err := office.WriteResultsXLSX(closedPipe{}, reporttest.Words(t), smallReport(t)); err != io.ErrClosedPipe {
		t.Errorf("it says %v", err)
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// kindsOfInsight are the kinds of findings, as insight's source has them.
func kindsOfInsight(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../insight/insight.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Type == nil || len(spec.Values) != 1 {
			return true
		}
		if name, ok := spec.Type.(*ast.Ident); ok && name.Name == "Kind" {
			kind, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, kind)
		}
		return true
	})
	if len(kinds) < 15 {
		t.Fatalf("only %d kinds were found: %q", len(kinds), kinds)
	}
	return kinds
}

func TestEveryKindOfFindingHasAName(t *testing.T) {
	words := reporttest.Words(t)
	for _, kind := range kindsOfInsight(t) {
		if !words.Has("sheets.kind." + kind) {
			t.Errorf("sheets.yaml has no name of the kind %q", kind)
		}
	}
}

func TestTheSchemaNamesTheKindsOfFindings(t *testing.T) {
	schema := resultsSchema(t)
	kinds := schema.Properties["findings"].Items2020.Properties["kind"].Enum
	var named []string
	for _, value := range kinds.Values {
		named = append(named, value.(string))
	}
	if want := kindsOfInsight(t); !slices.Equal(named, want) {
		t.Errorf("the schema knows the kinds %q, want %q", named, want)
	}
}
