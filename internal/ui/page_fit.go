package ui

import (
	"bearings/internal/framework"
	"bearings/internal/phrase"
	"bearings/internal/report"
)

// A page always stands on one sheet of A4, so the type gives way to how much
// there is to say. All sizes here are in points, and those of report_page.css.

// typeSize is one setting of a page's type.
type typeSize struct {
	Class                               string
	Title, Heading, Says, Text, Smaller float64
	// Leading is the height of a line, in sizes of its type.
	Leading float64
	// Between two things in a block, and Apart from one row of blocks to the next.
	Between, Apart float64
}

// typeSizes, largest first; nothing is set smaller than 9 points.
var typeSizes = []typeSize{
	{"report-sheet-roomy", 20, 12, 14, 10.5, 9.5, 1.25, 2.9, 7.2},
	{"report-sheet-full", 20, 12, 12.5, 10, 9, 1.25, 2.9, 7.2},
	{"report-sheet-close", 17, 11, 11.5, 9.5, 9, 1.25, 2.9, 7.2},
	{"report-sheet-closer", 16, 10.5, 11, 9, 9, 1.24, 2.2, 5.7},
	{"report-sheet-closest", 15, 10.5, 10.5, 9, 9, 1.2, 1.8, 4.3},
	{"report-sheet-tightest", 14, 10, 10, 9, 9, 1.14, 1.2, 3.4},
}

const (
	sheetWidth  = 521.0
	sheetHeight = 778.0
	// spare is left over in every reckoning: letters differ in width.
	spare = 10.0
)

// sheet is how a page is set. All answers say whatever gives way here.
type sheet struct {
	typeSize
	// Names are printed of the agencies that chose a word, and not only how many.
	Names bool
	// Wide sets agencies and other evidence one beneath the other.
	Wide bool
	// Pieces of other evidence, at most.
	Pieces int
}

// setting is the best way in which a page fits on one sheet.
func setting(words *phrase.Words, fw *framework.Framework, p report.Page) sheet {
	ways := waysFor(p)
	for _, way := range ways {
		if (fit{words, fw, way}).page(p)+spare <= sheetHeight {
			return way
		}
	}
	return ways[len(ways)-1]
}

// waysFor are the ways to set a page, best first: names give way before the
// type becomes small, and a second piece of evidence after that. On the fullest
// pages lines come closer, and at last evidence stands with all answers only.
func waysFor(p report.Page) []sheet {
	const all = 1 << 10
	var ways []sheet
	last := len(typeSizes) - 1
	sizes := typeSizes[:last]
	if hasNames(p) {
		for _, size := range typeSizes[:3] {
			ways = append(ways, sheet{size, true, true, all})
		}
		sizes = typeSizes[2:last]
	}
	for _, size := range sizes {
		ways = append(ways, sheet{size, false, false, all}, sheet{size, false, true, all})
	}
	for _, size := range typeSizes[last-1:] {
		ways = append(ways, sheet{size, false, false, 1}, sheet{size, false, true, 1})
	}
	return append(ways, sheet{typeSizes[last], false, true, 0})
}

// fit reckons how high things stand on a sheet in one way.
type fit struct {
	words *phrase.Words
	fw    *framework.Framework
	sheet
}

// lines and bold are the heights of a text in a column.
func (f fit) lines(text string, size, column float64) float64 {
	return float64(linesOf(text, &plainLetters, size, column)) * size * f.Leading
}

func (f fit) bold(text string, size, column float64) float64 {
	return float64(linesOf(text, &boldLetters, size, column)) * size * f.Leading
}

// key is the room a position's look takes beside its word, ruled that of the
// line beside a statement.
const (
	key   = 9.2
	ruled = 8.0
)

func (f fit) page(p report.Page) float64 {
	height := f.lines(p.Place, f.Smaller, sheetWidth) + f.bold(p.Title, f.Title, sheetWidth) + f.Apart
	var rows [4]float64
	for _, b := range p.Blocks {
		row := rowOf(f.sheet, b.Strand)
		rows[row] = max(rows[row], f.block(p, b)+f.Apart)
	}
	for _, row := range rows {
		height += row
	}
	_, talk := f.talkPlaces(p)
	return height + talk + f.ask(p.Ask)
}

// rowOf is the row of the sheet a block stands in: children and parents side by
// side, and agencies beside other evidence unless they need the whole width.
func rowOf(s sheet, strand string) int {
	switch strand {
	case framework.YoungPerson, framework.Parent:
		return 0
	case framework.Staff:
		return 1
	case framework.Evidence:
		if s.Wide {
			return 3
		}
	}
	return 2
}

func columnOf(s sheet, strand string) float64 {
	switch {
	case strand == framework.YoungPerson || strand == framework.Parent:
		return 250
	case strand == framework.Staff || s.Wide:
		return sheetWidth
	case strand == framework.Return:
		return 302
	default:
		return 204
	}
}

func (f fit) block(p report.Page, b report.Block) float64 {
	column := columnOf(f.sheet, b.Strand)
	height := 6.3 + f.Heading*f.Leading
	if s, ok := putTo(f.words, f.fw, p.ID, b); ok {
		height += f.lines(s.Asked+" "+s.Stem+" "+s.Text, f.Text, column-ruled) + f.Between
	}
	if isEmpty(b) {
		if b.Strand == framework.Evidence && f.Wide {
			return height + f.lines(b.Note, f.Says, column) // on one line
		}
		return height + f.empty(p.ID, b, column)
	}
	size := f.Says
	if b.Strand == framework.Return || b.Strand == framework.Evidence {
		size = (f.Says + f.Text) / 2
	}
	for i, sentence := range b.Says {
		if i > 0 {
			height += f.lines(sentence, f.Text, column) + f.Between
			continue
		}
		height += f.bold(sentence, size, column) + f.Between
	}
	for i, c := range b.Charts {
		if i > 0 {
			height += f.lines(f.words.Say("pages.asked")+" "+c.Stem+" "+c.Text, f.Text, column-ruled) + f.Between
		}
		height += f.chart(c, column) + f.Between
	}
	if len(b.Stances) > 0 {
		height += f.stances(b.Stances, column) + f.Between
	}
	pieces, more := f.pieces(f.words, b)
	for _, piece := range pieces {
		height += f.bold(piece.Source+" "+piece.When, f.Smaller, column) + f.lines(piece.Text, f.Text, column) + f.Between
	}
	if more != "" {
		height += f.lines(more, f.Text, column) + f.Between
	}
	return height
}

func (f fit) empty(principle string, b report.Block, column float64) float64 {
	height := f.lines(b.Note, f.Says, column) + f.lines(roomAsks(f.words, b), f.Text, column) + 3*f.Between
	statement, ok := blankOf(f.fw, f.words.Language, principle, b.Strand)
	if !ok || !isOurs(b.Strand) {
		return height
	}
	used, rows := 0.0, 1.0
	for _, word := range statement.Words {
		mark := float64(widthOf(word, &plainLetters))*f.Text/1000 + f.Text*1.3 + 15
		if used > 0 && used+mark > column+15 {
			used, rows = 0, rows+1
		}
		used += mark
	}
	return height + rows*(f.Text*f.Leading+4.5) + f.Between
}

func (f fit) chart(c report.Chart, column float64) float64 {
	if onlyWords(c) {
		return f.Text * f.Leading
	}
	if len(c.Rows) == 1 {
		return 16 + f.answers(c, (column+4.3)/float64(answerColumns(c))-4.3) + f.Smaller*f.Leading
	}
	height := f.answers(c, 0.54*column/float64(answerColumns(c))-5.8)
	for _, row := range c.Rows {
		height += max(f.lines(row.Group.Name, f.Smaller, 0.46*0.44*column), f.Smaller*f.Leading) + 4.3
	}
	return height
}

// answers is the height of a chart's words, each in a column of its own.
func (f fit) answers(c report.Chart, column float64) float64 {
	height := 0.0
	for _, word := range c.Positions {
		// The look beside a word takes room in its first line.
		n := linesOf("w "+word, &plainLetters, f.Smaller, column)
		height = max(height, float64(n)*f.Smaller*f.Leading)
	}
	for _, word := range c.Beside {
		height = max(height, f.lines(word, f.Smaller, column))
	}
	return height
}

func (f fit) stances(all []report.Stance, column float64) float64 {
	height := 0.0
	if f.Names {
		word := 0.22 * column
		for _, s := range all {
			height += max(f.lines(s.Names, f.Smaller, column-word), f.lines(s.Word, f.Smaller, word-key-9)) + 1.8
		}
		return height
	}
	// Side by side, a column a word.
	column = (column+4.3)/float64(len(all)) - 4.3
	word, count := 0.0, 0.0
	for _, s := range all {
		word = max(word, f.lines("w "+s.Word, f.Smaller, column))
		count = max(count, f.bold(s.Count, f.Smaller, column))
	}
	return height + word + count
}

func (f fit) ask(questions []string) float64 {
	const column = 490
	height := 12 + f.Heading*f.Leading
	if len(questions) == 0 {
		return height + f.lines(f.words.Say("pages.none-ask"), f.Text, column)
	}
	for _, question := range questions {
		height += f.lines(question, f.Text*1.0625, column) + 1.8
	}
	return height + 1.8
}

// pieces are the pieces of evidence that a page shows, and what it says of more.
func (s sheet) pieces(words *phrase.Words, b report.Block) (shown []report.Piece, more string) {
	if len(b.Pieces) <= s.Pieces {
		return b.Pieces, b.More
	}
	return b.Pieces[:s.Pieces], words.Say("pages.more-evidence")
}

// hasNames says whether a page can say which agency chose which word.
func hasNames(p report.Page) bool {
	for _, b := range p.Blocks {
		for _, s := range b.Stances {
			if s.Names != "" {
				return true
			}
		}
	}
	return false
}
