package answer

import (
	"slices"
	"strings"
)

// The columns, as positions in Columns.
const (
	respondent = iota
	strand
	agency
	kind
	level
	item
	answer
	comment
	commentUse
	columnCount
)

// required are the columns no file can do without.
var required = []int{respondent, strand, item, answer}

// findColumns matches the headings with Columns. It says whether the rows can
// be read at all; unknown or doubled headings are a fault, but the rows are
// still checked so that everything wrong is said at once.
func (in *intake) findColumns() bool {
	for c := range in.at {
		in.at[c] = -1
	}
	headings := in.table.Columns()
	if len(headings) > 1 && !slices.ContainsFunc(required, func(c int) bool { return holds(headings, Columns[c]) }) {
		line, _ := in.table.Place(0)
		in.add(line, 0, "answers.column.wide")
		return false
	}
	if len(headings) == 1 {
		line, col := in.table.Place(0)
		in.add(line, col, "answers.column.single", "Given", shown(headings[0]))
		return false
	}
	for at, heading := range headings {
		in.placeHeading(at, trim(heading))
	}
	var missing []string
	for _, c := range required {
		if in.at[c] < 0 {
			missing = append(missing, Columns[c])
		}
	}
	if len(missing) == 0 {
		return true
	}
	line, _ := in.table.Place(0)
	in.add(line, 0, "answers.column.missing", "N", len(missing), "Columns", list(missing))
	return false
}

func (in *intake) placeHeading(at int, heading string) {
	line, col := in.table.Place(at)
	if heading == "" {
		in.nameless = append(in.nameless, at)
		return
	}
	c := slices.Index(Columns, heading)
	if c < 0 {
		in.add(line, col, "answers.column.unknown",
			"Given", shown(heading), "Near", nearest(heading, plainNames(Columns)), "Known", list(Columns))
		return
	}
	if in.at[c] >= 0 {
		in.add(line, col, "answers.column.twice", "Column", heading)
		return
	}
	in.at[c] = at
}

// InRows says whether headings are an answers file's, with one answer a row. A
// file that lacks some of the columns may still be meant as one.
func InRows(headings []string) bool {
	const meant = 2
	n := 0
	for _, c := range required {
		if holds(headings, Columns[c]) {
			n++
		}
	}
	return n >= meant
}

func holds(headings []string, column string) bool {
	return slices.ContainsFunc(headings, func(h string) bool { return trim(h) == column })
}

func list(ids []string) string { return strings.Join(ids, ", ") }
