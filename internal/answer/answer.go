// Package answer takes in rows of answers, checks them against a framework,
// counts them, and hands back what is safe to publish. Raw counts never leave
// it except into disclosure.
package answer

import (
	"bearings/internal/disclosure"
)

// Table is an answers file's rows, however they were stored: CSV, a
// spreadsheet, or a form. Rows are streamed; nothing keeps the whole file.
type Table interface {
	// Columns are the headings of the first row.
	Columns() []string
	// Next returns the cells of the next row, one for each column; the slice
	// and its strings' backing array are valid until the next call. It returns
	// *fault.Problems for a row that can't be read, with the cells that can
	// where there are any, or for what is wrong with
	// the file as a whole; the caller asks on, so that everything wrong is said
	// at once. It returns io.EOF after the last row it can read, and any other
	// error where reading itself has failed.
	Next() ([]string, error)
	// Place is where a column of the latest row stands in the file, counting
	// from 1: in a text file the line and the column in characters, in a
	// spreadsheet the row and the column of the sheet. Before the first Next it
	// is the place of a heading.
	Place(column int) (line, col int)
}

// Source is a table and the name of its file, which stands in problems; "" where
// there is only one.
type Source struct {
	Name  string
	Table Table
}

// Columns of the answers file, in the order of the written form.
var Columns = []string{"respondent", "strand", "agency", "kind", "level", "item", "answer", "comment", "comment_use"}

// Limits an answers file has to keep.
const (
	MaxComment = 10_000 // characters of one comment
	MaxCell    = 200    // characters of any other cell
	// MaxAgencies is how many different agencies a file may name: more than the
	// largest partnership has with all its schools, which is about 700.
	MaxAgencies = 1_000
)

// FictionalMark ends the name of every agency and source of a partnership that
// does not exist. A report in which all names end so says that it is made up.
const FictionalMark = "(fictional)"

// Outcome is what an answers file comes to: everything in it is safe to publish.
type Outcome struct {
	// Releases has one release for each person-level strand that was asked,
	// in the order of framework.Strands.
	Releases []disclosure.Release
	Returns  []Return
	Evidence []Evidence
	// Summaries are what a moderator says of comments; an answers file has none.
	Summaries []Summary
}

// Summary says in a few sentences what people of a strand wrote under a principle.
type Summary struct {
	Strand, Principle, Text string
}

// Return is one line of an agency's signed statement.
type Return struct {
	Agency string
	Item   string
	Answer string // answer id, or "" for a text item
	Text   string
}

// Evidence is one piece of other evidence on one principle.
type Evidence struct {
	Principle string
	Source    string
	Month     string // YYYY-MM
	Text      string
	// Fixed is an entry that every round has, and that nobody added.
	Fixed bool `json:",omitempty"`
}
