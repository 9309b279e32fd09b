package office

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"bearings/internal/answer"
)

// textTable is a table in a text file.
type textTable struct {
	in       *csv.Reader
	guard    *guard
	headings []string
	row      []string
	skipped  int // lines before the headings
	next     int // line after the latest row
	done     bool
}

// maxRow is how many bytes one row may have: a comment of the longest, all of
// it letters of four bytes, and as much again.
const maxRow = 1 << 18

// openText opens a text file as a table.
func openText(in *bufio.Reader) (answer.Table, error) {
	text, err := decoded(in)
	if err != nil {
		return nil, err
	}
	t := &textTable{guard: text, next: 1}
	lines := bufio.NewReaderSize(text, 1<<16)
	head, err := lines.Peek(lines.Size())
	if err != nil && err != io.EOF && !cut(head) {
		return nil, t.unreadable(err)
	}
	if !cut(head) && bytes.IndexByte(head, '\r') >= 0 {
		return nil, problem(1, 0, "answers.file.line_ends")
	}
	if !cut(head) && len(head) == lines.Size() {
		return nil, problem(1, 0, "answers.file.long_heading")
	}
	comma, named := namedComma(head)
	if named {
		if _, err := lines.ReadSlice('\n'); err != nil {
			return nil, problem(1, 0, "answers.file.empty")
		}
		t.skipped = 1
	} else {
		comma = likelyComma(head)
	}
	t.in = csv.NewReader(lines)
	t.in.Comma, t.in.ReuseRecord, t.in.FieldsPerRecord = comma, true, -1
	return t, t.readHeadings()
}

// decoded is the file as UTF-8 without its mark.
func decoded(in *bufio.Reader) (*guard, error) {
	head, _ := in.Peek(512)
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, err := in.Discard(3)
		return &guard{from: in}, err
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		from := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Reader(in)
		return &guard{from: from, replaced: true}, nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		from := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Reader(in)
		return &guard{from: from, replaced: true}, nil
	case looksUTF16(head):
		return nil, problem(1, 0, "answers.file.utf16")
	}
	return &guard{from: in}, nil
}

// looksUTF16 says whether every other byte is mostly zero, as in English text
// of two bytes a letter.
func looksUTF16(head []byte) bool {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	return len(head) >= 4 && max(zeros[0], zeros[1])*10 >= len(head)*3 && min(zeros[0], zeros[1]) == 0
}

// cut says whether the head of a file holds the end of a line.
func cut(head []byte) bool { return bytes.IndexByte(head, '\n') >= 0 }

// commas are the signs that may part cells.
var commas = []rune{',', ';', '\t'}

// namedComma reads a first line "sep=;", which Excel writes and obeys.
func namedComma(head []byte) (rune, bool) {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	line = bytes.TrimSuffix(line, []byte("\r"))
	if len(line) != len("sep=;") || !strings.EqualFold(string(line[:4]), "sep=") {
		return 0, false
	}
	comma := rune(line[4])
	return comma, slices.Contains(commas, comma)
}

// likelyComma is the sign that makes most sense of the headings: the one that
// finds most columns we know, and then most columns.
func likelyComma(head []byte) rune {
	best, most := ',', -1
	for _, comma := range commas {
		r := csv.NewReader(bytes.NewReader(head))
		r.Comma = comma
		cells, _ := r.Read()
		score := len(cells)
		for _, cell := range cells {
			if slices.Contains(answer.Columns, strings.TrimSpace(cell)) {
				score += maxColumns
			}
		}
		if score > most {
			best, most = comma, score
		}
	}
	return best
}

// readHeadings reads the first row that holds anything.
func (t *textTable) readHeadings() error {
	for {
		cells, err := t.read()
		if err == io.EOF {
			return problem(0, 0, "answers.file.empty")
		}
		if err != nil {
			return err
		}
		if len(cells) > maxColumns {
			return problem(t.line(0), 0, "answers.file.columns", "N", len(cells), "Most", maxColumns)
		}
		if strings.TrimSpace(strings.Join(cells, "")) != "" {
			t.headings = slices.Clone(cells)
			return nil
		}
	}
}

func (t *textTable) Columns() []string { return t.headings }

func (t *textTable) Next() ([]string, error) {
	if t.done {
		return nil, io.EOF
	}
	cells, err := t.read()
	if err != nil {
		return nil, err
	}
	if n := len(cells); n != len(t.headings) {
		message := "answers.row.short"
		if n > len(t.headings) {
			message = "answers.row.long"
		}
		return nil, problem(t.line(0), 0, message, "N", n, "Columns", len(t.headings))
	}
	return cells, nil
}

// read reads one row, however many cells it has.
func (t *textTable) read() ([]string, error) {
	t.guard.since = 0
	cells, err := t.in.Read()
	t.row = cells
	if err == io.EOF {
		t.done = true
		return nil, io.EOF
	}
	if err != nil {
		return nil, t.faulty(cells, err)
	}
	last := len(cells) - 1
	t.next = t.line(last) + strings.Count(cells[last], "\n") + 1
	return cells, nil
}

// Place is the line and the column, in characters, of a cell of the latest row.
func (t *textTable) Place(column int) (line, col int) {
	if column < 0 || column >= len(t.row) {
		return t.line(0), 0
	}
	_, inBytes := t.in.FieldPos(column)
	return t.line(column), inBytes - t.extra(column)
}

func (t *textTable) line(column int) int {
	if len(t.row) == 0 {
		return 0
	}
	line, _ := t.in.FieldPos(column)
	return line + t.skipped
}

// extra is how many bytes more than characters stand on the line in front of
// a cell.
func (t *textTable) extra(column int) int {
	extra := 0
	for _, cell := range t.row[:column] {
		if end := strings.LastIndexByte(cell, '\n'); end >= 0 {
			cell, extra = cell[end+1:], 0
		}
		extra += len(cell) - utf8.RuneCountInString(cell)
	}
	return extra
}

// faulty is why a row could not be read. After a quotation mark that is never
// closed nothing can be trusted any more, and the table ends.
func (t *textTable) faulty(cells []string, err error) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		t.done = true
		return t.unreadable(err)
	}
	start := parse.StartLine + t.skipped
	if parse.Err == csv.ErrQuote && parse.Line > parse.StartLine {
		t.done = true
		return problem(start, 1, "answers.row.unclosed")
	}
	return problem(parse.Line+t.skipped, parse.Column-t.extra(len(cells)), "answers.row.quote")
}

// unreadable is why the text could not be read on.
func (t *textTable) unreadable(err error) error {
	t.done = true
	if errors.Is(err, errLongRow) {
		return problem(t.next, 1, "answers.row.endless", "Kilobytes", maxRow>>10)
	}
	return asRead(err)
}
