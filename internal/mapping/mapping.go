// Package mapping reads what survey tools export: a table with one person a
// row and question texts as headings. A small file, the mapping, says which
// column holds the answers to which question; with it such a table is an
// answers file like any other. docs/ANSWERS.md describes the file.
//
// Nothing is guessed: a column that is neither mapped nor set aside, or an
// answer in words nobody has placed, is a problem that offers the nearest.
package mapping

// Format is the first line of a mapping file.
const Format = "bearings-mapping/1"

// Mapping is a mapping file, read and checked.
type Mapping struct {
	// File is its name as it was given, for problems.
	File string
	// Framework is the id of the framework the questions belong to.
	Framework string
	// Strand is who answered: a strand of people, or agencies' returns.
	Strand string
	// Export is the name of the only file the mapping is for; "" for any file
	// it fits.
	Export string
	// Respondent is the heading of the column that tells people apart; with
	// no text, each row is one person.
	Respondent Text
	// AllFiles says that an id in that column is the same person in all files
	// this mapping reads. Without it, it is so within a file only: survey tools
	// number the answers of each form from 1.
	AllFiles bool
	Agency   About
	Kind     About
	Level    About
	// Items are the questions in the order of the file.
	Items []Item
	// Answers are words of the export that are not the scale's own. ID is an
	// answer's id, or Skipped.
	Answers []Said
	// Ignore are headings of columns that are never read.
	Ignore []Text
}

// Skipped in place of an answer's id says that the words count as no answer.
const Skipped = "skipped"

// Text is a piece of text of a mapping file and where it stands there, from 1;
// 0 in a mapping that was drafted and not read from a file.
type Text struct {
	Text         string
	Line, Column int
}

// About says where the agency, its kind or the level is found: in a column of
// the export, or the same for the whole export. Neither means not said.
type About struct {
	// Heading is the column's.
	Heading Text
	// Is holds for every row: an agency's name, or the id of a kind or level.
	Is Text
	// Answers are words of the column that are no id or name of the framework,
	// and what they stand for: an id, Skipped, or for an agency the name to print.
	Answers []Said
}

// Item is a question and the heading of its column.
type Item struct {
	ID      string
	Heading Text
}

// Said are words of an export and what they stand for.
type Said struct {
	Words Text
	ID    string
}
