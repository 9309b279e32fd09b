package office

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"bearings/internal/framework"
	"bearings/internal/office/docx"
	"bearings/internal/report"
)

// setting is how large a page is set, in points: its title, what people say,
// points to talk about, tables, and the space above headings; how high its bars
// are, in millimetres; how many lines to write on each empty place has; and
// whether agencies are counted where their names take too much room.
type setting struct {
	title, says, points, tables, above float64
	bar                                float64
	lines                              int
	counted                            bool
}

// The smallest setting and the largest: one that can be read from a metre.
var (
	smallest = setting{title: 15, says: 8.5, points: 7.5, tables: 7.5, above: 4, bar: 3.5}
	largest  = setting{title: 24, says: 13, points: 11, tables: 10, above: 12, bar: 6.5, lines: 4}
)

// grow are the steps from the smallest towards the largest, in the order in
// which they are taken, again and again.
var grow = []func(*setting){
	func(s *setting) { s.points += 0.5 },
	func(s *setting) { s.says += 0.5; s.title++ },
	func(s *setting) { s.tables += 0.5; s.bar += 0.5 },
	func(s *setting) { s.above++ },
	func(s *setting) {
		if s.points >= 9.5 {
			s.lines++
		}
	},
}

func (s setting) within(most setting) bool {
	return s.title <= most.title && s.says <= most.says && s.points <= most.points && s.tables <= most.tables &&
		s.above <= most.above && s.bar <= most.bar && s.lines <= most.lines
}

// A sheet has some room left over, since programs set text a little differently.
const (
	sheetHeight = docx.TextHeight - 5
	lineHeight  = 9.5 // of a line to write on, in millimetres
)

// settingOf is the largest in which a page stands on one sheet.
func (d *sheets) settingOf(p report.Page) setting {
	set := smallest
	set.counted = d.height(p, set) > sheetHeight
	for grown := true; grown; {
		grown = false
		for _, step := range grow {
			next := set
			step(&next)
			if next != set && next.within(largest) && d.height(p, next) <= sheetHeight {
				set, grown = next, true
			}
		}
	}
	return set
}

// height is about how high a page gets, in millimetres.
func (d *sheets) height(p report.Page, set setting) float64 {
	const kicker, section = 4.6, 1.8
	h := kicker + textHeight(p.Title, set.title, docx.TextWidth) + 0.7
	if d.opens != "" {
		h += kicker
	}
	pair := 0.0
	for i, b := range p.Blocks {
		if isPair(p, i) {
			pair = max(pair, d.blockHeight(p.ID, b, docx.ColumnWidth, set))
		} else {
			h += d.blockHeight(p.ID, b, docx.TextWidth, set)
		}
	}
	_, talk := d.nextColumn(p, set)
	return h + pair + talk + 3*section
}

// isPair says whether a block stands side by side with another: children's and
// parents' do.
func isPair(p report.Page, i int) bool {
	young := slices.IndexFunc(p.Blocks, func(b report.Block) bool { return b.Strand == framework.YoungPerson })
	return young >= 0 && young+1 < len(p.Blocks) && p.Blocks[young+1].Strand == framework.Parent && (i == young || i == young+1)
}

func (d *sheets) blockHeight(principle string, b report.Block, width float64, set setting) float64 {
	h := set.above*point + textHeight(" ", blockTitle, width)
	if s, ok := d.firstOf(principle, b); ok {
		h += statementHeight(s, width, set)
	}
	for i, s := range b.Says {
		h += textHeight(s, saidSize(set, i), width) * bolder(i)
	}
	for i, c := range b.Charts {
		if i > 0 {
			h += statementHeight(put{d.words.Say("pages.asked"), c.Stem, c.Text}, width, set)
		}
		h += d.chartHeight(c, width, set)
	}
	if len(b.Stances) > 0 {
		h += d.stancesHeight(b.Stances, set)
	}
	for _, piece := range b.Pieces {
		h += textHeight(piece.Source+", "+piece.When+"  "+piece.Text, set.points, width) + 0.6
	}
	if b.More != "" {
		h += textHeight(b.More, set.tables, width)
	}
	if isEmptyPlace(b) {
		h += d.emptyHeight(principle, b, width, set)
	}
	return h
}

func statementHeight(s put, width float64, set setting) float64 {
	return 1 + textHeight(s.String(), set.tables+0.5, width)
}

func (d *sheets) chartHeight(c report.Chart, width float64, set setting) float64 {
	row := textHeight(" ", set.tables, width) + 0.9
	h := 0.0
	if len(c.Rows) == 1 {
		if !hasCounts(c.Rows[0]) {
			return h + row
		}
		figures := d.figures(c.Rows[0], width, set.tables)
		lines := 1
		for _, r := range figures.Runs {
			lines += strings.Count(r.Text, "\n")
		}
		return h + 1.4 + set.bar + float64(lines)*row
	}
	const words = 3 // lines of the head
	h += words*textHeight(" ", set.tables, width) + 1.5
	for _, r := range c.Rows {
		h += max(textHeight(r.Group.Name, set.tables, nameWidth-3)+0.9, set.bar-0.3)
	}
	return h
}

func (d *sheets) stancesHeight(all []report.Stance, set setting) float64 {
	row := textHeight(" ", set.tables, docx.TextWidth) + 0.9
	h := 1.0 + row
	if !named(all, set) {
		return h + 2*row
	}
	for _, s := range all {
		h += max(row, textHeight(s.Names, set.tables, docx.TextWidth-stanceWidth-3)+0.9)
	}
	return h
}

func (d *sheets) emptyHeight(principle string, b report.Block, width float64, set setting) float64 {
	const apart = 1.08 // these lines stand further apart
	h := textHeight(b.Note, set.says-1, width)
	if s, ok := d.blank(principle, b.Strand); ok && isOurs(b.Strand) {
		h += 0.7 + textHeight(choices(s.words), set.tables, width-10)
	}
	return (h+textHeight(d.roomAsks(b), set.tables, width))*apart + lineHeight*float64(set.lines)
}

// bolder is how much more room what is said first takes.
func bolder(i int) float64 {
	if i == 0 {
		return 1.1
	}
	return 1
}

const point = 25.4 / 72 // in millimetres

// textWidth is about how wide a text of a size in points gets in one line, in
// millimetres.
func textWidth(text string, size float64) float64 {
	const letter = 0.47
	return float64(utf8.RuneCountInString(text)) * size * point * letter
}

// textHeight is about how high it gets where lines have that width.
func textHeight(text string, size, width float64) float64 {
	const line = 1.22
	return max(math.Ceil(textWidth(text, size)/width), 1) * size * point * line
}
