package office

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"bearings/internal/fault"
)

// sheetTable is a table in a sheet of a workbook.
type sheetTable struct {
	book     *workbook
	in       *part
	name     string // of the sheet
	of       int    // sheets in the workbook
	strings  []string
	dates    []bool // by style: shows a number as a date
	headings []string
	cells    []string
	line     int // of the latest row
	rows     int
	found    *fault.Problems // wrong with the latest row
	whole    bool            // the rows have come to their end
	done     bool
	hidden   struct{ first, n int } // rows nobody sees that hold something
	skip     map[int]bool           // columns whose cells are not read, from 1
}

// maxRows is how many rows a sheet can have.
const maxRows = 1 << 20

// maxSheetColumn is the last column a sheet can have, XFD.
const maxSheetColumn = 1 << 14

// open reads on to the first row that holds something: the headings.
func (t *sheetTable) open(sheet string) error {
	in, err := t.book.part(sheet)
	if err != nil {
		return err
	}
	t.in = in
	for {
		some, err := t.row(true)
		if err == io.EOF {
			return problem(0, 0, "answers.file.empty")
		}
		if err != nil {
			return err
		}
		if t.found.Any() {
			return t.found
		}
		if some {
			break
		}
	}
	t.headings = append([]string(nil), t.cells...)
	return nil
}

func (t *sheetTable) Columns() []string { return t.headings }

// Skip says that the cells of some columns, from 0, need not be read: they are
// passed over and come back empty, whatever they hold.
func (t *sheetTable) Skip(columns []int) {
	t.skip = map[int]bool{}
	for _, c := range columns {
		t.skip[c+1] = true
	}
}

// Place is the row and the column of the sheet.
func (t *sheetTable) Place(column int) (line, col int) { return t.line, column + 1 }

func (t *sheetTable) Next() ([]string, error) {
	if t.done {
		return nil, io.EOF
	}
	some, err := t.row(false)
	for err == nil && !some && !t.found.Any() {
		some, err = t.row(false)
	}
	if err != nil {
		t.done = true
		t.in.close()
	}
	switch {
	case err == io.EOF && t.found.Any():
		return nil, t.found
	case err == nil && t.found.Any():
		return t.cells, t.found
	case err == io.EOF:
		return nil, io.EOF
	case err != nil:
		return nil, asWorkbook(err)
	}
	return t.cells, nil
}

// row reads one row and says whether it holds anything. After the last row it
// reads to the end of the part, where merged cells are listed.
func (t *sheetTable) row(headings bool) (bool, error) {
	t.found = &fault.Problems{}
	for {
		token, err := t.in.token()
		if err != nil {
			return false, t.end(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "row":
				return t.readRow(e, headings)
			case "mergeCell":
				t.merged(attribute(e, "ref"))
			}
		case xml.EndElement:
			if e.Name.Local == "sheetData" {
				t.whole = true
			}
		}
	}
}

// end says what is wrong with the sheet as a whole.
func (t *sheetTable) end(err error) error {
	if err == io.EOF && !t.whole {
		return errDamaged
	}
	if err == io.EOF && t.hidden.n > 0 {
		t.found.Add("", t.hidden.first, 0, "answers.book.hidden", "N", t.hidden.n)
	}
	return err
}

func (t *sheetTable) merged(area string) {
	first, _, _ := strings.Cut(area, ":")
	column, line := place(first)
	t.found.Add("", line, column, "answers.book.merged", "Area", quotable(area))
}

// readRow reads the cells of a row.
func (t *sheetTable) readRow(e xml.StartElement, headings bool) (bool, error) {
	t.line++
	if n, err := strconv.Atoi(attribute(e, "r")); err == nil && n > 0 {
		t.line = n
	}
	if t.rows++; t.rows > maxRows || t.line > maxRows {
		return false, problem(0, 0, "answers.book.rows", "Most", maxRows)
	}
	clear(t.cells)
	if headings {
		t.cells = t.cells[:0]
	}
	some, err := t.readCells(headings)
	if some && isTrue(attribute(e, "hidden")) {
		if t.hidden.n++; t.hidden.n == 1 {
			t.hidden.first = t.line
		}
	}
	return some, err
}

func (t *sheetTable) readCells(headings bool) (some bool, err error) {
	column := 0
	for {
		token, err := t.in.token()
		if err != nil {
			return some, unexpected(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == "row" {
				return some, nil
			}
		case xml.StartElement:
			if e.Name.Local != "c" {
				continue
			}
			column++
			if at, _ := place(attribute(e, "r")); at > 0 {
				column = at
			}
			if t.skip[column] {
				if _, _, err := t.stored(); err != nil {
					return some, err
				}
				continue
			}
			text, err := t.cell(e, column)
			if err != nil {
				return some, err
			}
			if text != "" {
				some = true
				t.put(column, text, headings)
			}
		}
	}
}

// put puts a cell in its place.
func (t *sheetTable) put(column int, text string, headings bool) {
	if headings {
		if column > maxColumns {
			t.found.Add("", t.line, column, "answers.file.columns", "N", column, "Most", maxColumns)
			return
		}
		for len(t.cells) < column {
			t.cells = append(t.cells, "")
		}
	}
	if column > len(t.cells) {
		t.found.Add("", t.line, column, "answers.column.nameless")
		return
	}
	t.cells[column-1] = text
}

// isTrue reads a yes or no of XML.
func isTrue(s string) bool { return s == "1" || s == "true" }

// unexpected is an error in the middle of something.
func unexpected(err error) error {
	if err == io.EOF {
		return errDamaged
	}
	return err
}

// place reads the name of a cell: "C7" is column 3 and line 7; 0 and 0 where
// it is none.
func place(cell string) (column, line int) {
	i := 0
	for ; i < len(cell) && cell[i] >= 'A' && cell[i] <= 'Z'; i++ {
		column = column*26 + int(cell[i]-'A') + 1
		if column > maxSheetColumn {
			return 0, 0
		}
	}
	line, err := strconv.Atoi(cell[i:])
	if err != nil || line < 1 || line > maxRows {
		return 0, 0
	}
	return column, line
}
