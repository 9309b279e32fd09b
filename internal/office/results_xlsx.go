package office

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"bearings/internal/phrase"
	"bearings/internal/report"
)

// sheet is one sheet of the workbook: a row of headings and rows of text and
// whole numbers.
type sheet struct {
	name    string
	columns []column
	rows    [][]any
	// plain is a sheet to be read, without headings to keep and to filter by.
	plain bool
}

// column is a heading and the column's width in characters.
type column struct {
	head  string
	width float64
}

// WriteResultsXLSX writes the published results as a workbook: how to read it,
// every result with the columns of results.csv first, groups, returns, other
// evidence, findings and the agenda. Text is never a formula. The same report
// and words always make the same bytes. Any error is w's.
func WriteResultsXLSX(w io.Writer, words *phrase.Words, r report.Report) error {
	book := excelize.NewFile()
	defer book.Close()
	book.SetZipWriter(newSortedZip)
	styles, err := newStyles(book)
	if err != nil {
		return err
	}
	mark := ""
	if r.Fictional {
		mark = words.Say("pages.fictional")
	}
	for i, s := range sheetsOf(words, r) {
		if i == 0 {
			err = book.SetSheetName(book.GetSheetName(0), s.name)
		} else {
			_, err = book.NewSheet(s.name)
		}
		if err != nil {
			return err
		}
		if err := writeSheet(book, s, styles, mark); err != nil {
			return err
		}
	}
	if err := describe(book, words, r); err != nil {
		return err
	}
	return book.Write(w)
}

// describe says what the workbook is called, and in which language. There are
// no dates in it and no names of people.
func describe(book *excelize.File, words *phrase.Words, r report.Report) error {
	product := words.Say("product.name")
	if err := book.SetAppProps(&excelize.AppProperties{Application: product}); err != nil {
		return err
	}
	book.Pkg.Delete("docProps/core.xml") // what stands there to begin with has a date
	return book.SetDocProps(&excelize.DocProperties{
		Title:    bookTitle(words, r),
		Language: r.Language,
		Creator:  product,
	})
}

func bookTitle(words *phrase.Words, r report.Report) string {
	return words.Say("sheets.title", "Report", words.Say("report.title"), "Framework", r.Framework.Title.In(r.Language))
}

// styles are how cells look.
type styles struct{ head, title, body, number int }

func newStyles(book *excelize.File) (s styles, err error) {
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	bold := &excelize.Font{Bold: true, Family: "Calibri", Size: 11}
	under := []excelize.Border{{Type: "bottom", Style: 2, Color: "1D70B8"}}
	looks := []struct {
		id   *int
		look *excelize.Style
	}{
		{&s.title, &excelize.Style{Font: bold, Alignment: &excelize.Alignment{Vertical: "bottom"}}},
		{&s.body, &excelize.Style{Alignment: top}},
		{&s.head, &excelize.Style{Font: bold, Border: under, Alignment: &excelize.Alignment{Vertical: "bottom", WrapText: true}}},
		{&s.number, &excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right"}}},
	}
	for _, l := range looks {
		if *l.id, err = book.NewStyle(l.look); err != nil {
			return s, err
		}
	}
	return s, nil
}

// writeSheet writes a sheet whose rows stand one below the other. mark is
// printed at the head of every page.
func writeSheet(book *excelize.File, s sheet, look styles, mark string) error {
	if err := setUp(book, s, mark); err != nil {
		return err
	}
	out, err := book.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for i, c := range s.columns {
		if err := out.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	if !s.plain {
		if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
			return err
		}
	}
	if err := s.writeRows(out, look); err != nil {
		return err
	}
	return out.Flush()
}

// writeRows writes the headings, where there are any, and the rows.
func (s sheet) writeRows(out *excelize.StreamWriter, look styles) error {
	at := 0
	put := func(values []any, text int) error {
		at++
		cells := make([]any, len(values))
		for i, v := range values {
			cells[i] = cellOf(v, text, look)
		}
		return out.SetRow("A"+strconv.Itoa(at), cells, excelize.RowOpts{Height: s.height(values)})
	}
	if !s.plain {
		var head []any
		for _, c := range s.columns {
			head = append(head, c.head)
		}
		if err := put(head, look.head); err != nil {
			return err
		}
	}
	for _, row := range s.rows {
		text := look.body
		if s.plain && row[1] == "" {
			text = look.title
		}
		if err := put(row, text); err != nil {
			return err
		}
	}
	return nil
}

// height is how high a row has to be for all of its words, in points. Programs
// work it out themselves only for some files.
func (s sheet) height(row []any) float64 {
	lines := 1
	for i, value := range row {
		if text, ok := value.(string); ok && !(s.plain && row[1] == "") {
			lines = max(lines, linesOf(text, int(s.columns[i].width)))
		}
	}
	const line, most = 15, 409
	height := line * lines
	if s.plain && row[1] == "" {
		height = 2 * line
	}
	return float64(min(height, most))
}

// linesOf is how many lines a text takes in a column of that many characters.
func linesOf(text string, width int) int {
	lines := 0
	for _, paragraph := range strings.Split(text, "\n") {
		lines++
		room := width
		for _, word := range strings.Fields(paragraph) {
			n := utf8.RuneCountInString(word)
			if n > room {
				lines++
				room = width
			}
			room -= n + 1
		}
	}
	return lines
}

// cellOf is a number, a text, or nothing at all.
func cellOf(value any, text int, look styles) any {
	switch v := value.(type) {
	case int:
		return excelize.Cell{StyleID: look.number, Value: v}
	case string:
		if v != "" {
			return excelize.Cell{StyleID: text, Value: v}
		}
	}
	return nil
}

// setUp says how a sheet is filtered and printed.
func setUp(book *excelize.File, s sheet, mark string) error {
	size, orientation, wide, high, fit := 9, "landscape", 1, 0, true
	if s.plain {
		orientation = "portrait"
	}
	steps := []func() error{
		func() error {
			return book.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high})
		},
		func() error {
			return book.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
				OddHeader: "&L" + strings.ReplaceAll(mark, "&", "&&"), OddFooter: "&L&A&R&P / &N",
			})
		},
	}
	if !s.plain {
		last, err := excelize.ColumnNumberToName(len(s.columns))
		if err != nil {
			return err
		}
		quoted := "'" + strings.ReplaceAll(s.name, "'", "''") + "'"
		steps = append(steps,
			func() error { return book.AutoFilter(s.name, "A1:"+last+strconv.Itoa(len(s.rows)+1), nil) },
			func() error {
				return book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quoted + "!$1:$1", Scope: s.name})
			})
	}
	// A filter undoes what was said of the sheet before it.
	steps = append(steps, func() error { return book.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}) })
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// sortedZip writes a file's parts in the order of their names, whichever order
// they come in, and without the time.
type sortedZip struct {
	out   *zip.Writer
	names []string
	parts map[string]*bytes.Buffer
}

func newSortedZip(w io.Writer) excelize.ZipWriter {
	return &sortedZip{out: zip.NewWriter(w), parts: map[string]*bytes.Buffer{}}
}

// Create makes room for a part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	z.names = append(z.names, name)
	z.parts[name] = &bytes.Buffer{}
	return z.parts[name], nil
}

// AddFS is never asked for: a workbook has no files of a folder.
func (z *sortedZip) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close writes all parts.
func (z *sortedZip) Close() error {
	slices.Sort(z.names)
	for _, name := range z.names {
		part, err := z.out.Create(name)
		if err != nil {
			return err
		}
		if _, err := z.parts[name].WriteTo(part); err != nil {
			return err
		}
	}
	return z.out.Close()
}
