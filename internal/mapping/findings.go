package mapping

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"bearings/internal/fault"
)

// findings gather what is wrong with the rows of an export, so that it is said
// once and not for every row.
type findings struct {
	fit     *fit
	words   []*unknown
	byWords map[wordsKey]*unknown
	byID    map[wordsKey]*unknown
	columns map[int]*mixed
	noName  map[int]*rows // by column
	numbers *rows
	names   []*unknown // agencies' lines of a form without a name
	ids     []*unknown // they are no answers if others are words
}

// rows are where something stands first, and in how many rows.
type rows struct {
	line, column int
	n, latest    int
}

func (r *rows) count(line int) {
	if r.latest != line {
		r.n++
		r.latest = line
	}
}

type wordsKey struct {
	of    *reader
	words string
}

// unknown are words that are no answer.
type unknown struct {
	rows
	wordsKey
	cell, message string
	columns       []int
}

// mixed is a column with words that are no answers. Many different ones, or
// long ones, are what people wrote themselves: they are not repeated.
type mixed struct {
	rows
	different map[string]bool
	own       bool
}

// Beyond these, words are somebody's own.
const (
	maxDifferent = 10
	maxWords     = 60 // characters
	maxUnknown   = 2_000
)

func newFindings(f *fit) *findings {
	return &findings{fit: f, byWords: map[wordsKey]*unknown{}, byID: map[wordsKey]*unknown{}, columns: map[int]*mixed{}, noName: map[int]*rows{}}
}

// at makes rows that begin at a column of the latest row.
func (f *findings) at(column int) rows {
	line, col := f.fit.src.Table.Place(column)
	return rows{line: line, column: col}
}

func (f *findings) unknown(of *reader, column int, cell, message string) {
	line, _ := f.fit.src.Table.Place(column)
	words := bare(cell)
	if len(words) > 4*maxWords {
		words = words[:4*maxWords]
	}
	c := f.columns[column]
	if c == nil {
		c = &mixed{rows: f.at(column), different: map[string]bool{}}
		f.columns[column] = c
	}
	c.count(line)
	if utf8.RuneCountInString(cell) > maxWords || strings.ContainsAny(cell, "\n\r") {
		c.own = true
	}
	if len(c.different) <= maxDifferent {
		c.different[strings.Clone(words)] = true
	}
	if c.own = c.own || len(c.different) > maxDifferent; c.own {
		return
	}
	key := wordsKey{of, words}
	u := f.byWords[key]
	if u == nil {
		if len(f.words) >= maxUnknown {
			return
		}
		u = &unknown{rows: f.at(column), wordsKey: wordsKey{of, strings.Clone(words)}, cell: strings.Clone(cell), message: message}
		f.byWords[u.wordsKey] = u
		f.words = append(f.words, u)
	}
	u.count(line)
	if !slices.Contains(u.columns, column) {
		u.columns = append(u.columns, column)
	}
}

// doubt notes an id that stands as an answer.
func (f *findings) doubt(of *reader, column int, id, message string) {
	key := wordsKey{of, id}
	u := f.byID[key]
	if u == nil {
		id = strings.Clone(id)
		u = &unknown{rows: f.at(column), wordsKey: wordsKey{of, id}, cell: id, message: message, columns: []int{column}}
		f.byID[u.wordsKey] = u
		f.ids = append(f.ids, u)
	}
	line, _ := f.fit.src.Table.Place(column)
	u.count(line)
}

func (f *findings) nameless(column int) {
	line, _ := f.fit.src.Table.Place(column)
	if f.noName[column] == nil {
		r := f.at(column)
		f.noName[column] = &r
	}
	f.noName[column].count(line)
}

// unnamed notes an agency's line of a form in which nobody has put a name.
func (f *findings) unnamed(column int, cell string) {
	line, _ := f.fit.src.Table.Place(column)
	words := plain(cell)
	at := slices.IndexFunc(f.names, func(u *unknown) bool { return u.words == words })
	if at < 0 {
		if len(f.names) >= maxUnknown {
			return
		}
		at = len(f.names)
		f.names = append(f.names, &unknown{rows: f.at(column), wordsKey: wordsKey{words: words}, cell: strings.Clone(cell)})
	}
	f.names[at].count(line)
}

func (f *findings) rounded(column int) {
	line, _ := f.fit.src.Table.Place(column)
	if f.numbers == nil {
		r := f.at(column)
		f.numbers = &r
	}
	f.numbers.count(line)
}

// problems are the findings as sentences.
func (f *findings) problems() *fault.Problems {
	found := &fault.Problems{}
	for _, column := range slices.Sorted(maps.Keys(f.noName)) {
		r := f.noName[column]
		found.Add("", r.line, r.column, "mapping.column.nameless", "N", r.n)
	}
	if r := f.numbers; r != nil {
		found.Add("", r.line, r.column, "mapping.respondent.rounded", "N", r.n, "Heading", f.heading(f.fit.respondent))
	}
	for _, column := range slices.Sorted(maps.Keys(f.columns)) {
		if c := f.columns[column]; c.own {
			found.Add("", c.line, c.column, "mapping.column.own_words", "N", c.n, "Heading", f.heading(column))
		}
	}
	for _, u := range f.names {
		found.Add("", u.line, u.column, "mapping.agency.unnamed", "N", u.n, "Words", quoted(u.cell), "Mapping", f.fit.m.File)
	}
	for _, u := range f.words {
		if slices.ContainsFunc(u.columns, func(column int) bool { return !f.columns[column].own }) {
			f.say(found, u)
		}
	}
	for _, u := range f.ids {
		if u.of.worded {
			f.say(found, u)
		}
	}
	return found
}

// say says that words are no answer.
func (f *findings) say(found *fault.Problems, u *unknown) {
	found.Add("", u.line, u.column, u.message, "N", u.n, "Words", quoted(u.cell), "Heading", f.heading(u.columns[0]),
		"Near", nearest(u.cell, u.of.offers, alikeWord), "Known", list(append(slices.Clone(u.of.ids), Skipped)), "Mapping", f.fit.m.File)
}

func (f *findings) heading(column int) string { return quoted(f.fit.heads[column].written) }

// scientific is a number as a spreadsheet shortens it: two people's long
// numbers may have become one.
var scientific = regexp.MustCompile(`^[+-]?\d+([.,]\d+)?[eE][+-]?\d+$`)

func isRounded(id string) bool { return scientific.MatchString(id) }
