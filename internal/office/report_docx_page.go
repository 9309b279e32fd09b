package office

import (
	"slices"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/office/docx"
	"bearings/internal/phrase"
	"bearings/internal/report"
)

// sheets writes the pages of principles into a document: one A4 sheet each.
type sheets struct {
	d     *docx.Document
	words *phrase.Words
	fw    *framework.Framework
	bars  *bars
	// answers says that all answers stand in the same document.
	answers bool
	// opens is a heading of the first level that the next page begins with, in
	// small; "" for none.
	opens string
}

func pageMark(principle string) string    { return "page " + principle }
func answersMark(principle string) string { return "answers " + principle }

// edgeOf is the colour beside a strand's headings; its name stands there too.
func edgeOf(strand string) docx.Colour {
	switch strand {
	case framework.YoungPerson:
		return docx.Sand
	case framework.Parent:
		return docx.Heather
	case framework.Staff:
		return docx.Accent
	}
	return docx.Line
}

// page writes a principle's page, its title a heading of that level.
func (d *sheets) page(p report.Page, level int) {
	set := d.settingOf(p)
	place := docx.Para{Style: docx.Kicker, Text: p.Place, NewPage: d.opens == "", Tight: true}
	if d.opens != "" {
		d.d.Add(docx.Para{Style: docx.Heading1, NewPage: true, Size: 10, Tight: true, Runs: []docx.Run{{Text: d.opens, Colour: docx.Muted}}})
		d.opens = ""
	}
	if d.answers {
		place.Runs = []docx.Run{{Text: " · "}, {Text: d.words.Say("pages.see-all"), Link: answersMark(p.ID)}}
	}
	d.d.Add(place, docx.Para{Style: docx.HeadingStyle(level), Text: p.Title, Size: set.title, Before: 2, Bookmark: pageMark(p.ID)})
	d.voices(p, level+1, set)
	d.talks(p, level+1, set)
	d.replies(p.Replies, level+1)
}

// voices are the blocks of a page: children and parents side by side, and all
// others across the sheet.
func (d *sheets) voices(p report.Page, level int, set setting) {
	for i, b := range p.Blocks {
		at := spot{level: level, width: docx.TextWidth}
		if isPair(p, i) {
			at.width, at.first, at.next = docx.ColumnWidth, b.Strand == framework.YoungPerson, b.Strand == framework.Parent
			d.d.Columns(2)
		} else {
			d.d.Columns(1)
		}
		d.block(p, b, at, set)
	}
}

// spot is where a block stands.
type spot struct {
	level int     // of its heading
	width float64 // in millimetres
	// first and next say that it begins the first or the next of two columns.
	first, next bool
}

// lines are lines to write on, together on a page.
func (d *sheets) lines(n int) {
	for i := range n {
		d.d.Add(docx.Para{Style: docx.WriteLine, KeepNext: i < n-1})
	}
}

// blockTitle is the size of blocks' titles, in points.
const blockTitle = 12

// saidSize is the size of what people say; the first sentence is the largest.
func saidSize(set setting, i int) float64 { return set.says - float64(min(i, 1)) }

func (d *sheets) block(p report.Page, b report.Block, at spot, set setting) {
	heading := docx.Para{
		Style: docx.HeadingStyle(at.level), Text: b.Name, Size: blockTitle, Before: set.above, Tight: true, Edge: edgeOf(b.Strand), NewColumn: at.next,
	}
	if at.first || at.next {
		heading.Before = -1
	}
	if len(b.Charts) > 0 && len(b.Charts[0].Rows) > 0 {
		if size := b.Charts[0].Rows[0].Group.SizeWords; size != "" {
			heading.Runs = []docx.Run{{Text: " (" + size + ")", Colour: docx.Muted, Plain: true}}
		}
	}
	d.d.Add(heading)
	d.putTo(p.ID, b, set)
	if isEmptyPlace(b) {
		d.empty(p.ID, b, set)
	}
	for i, s := range b.Says {
		said := docx.Run{Text: s, Bold: i == 0, Colour: docx.Deep}
		d.d.Add(docx.Para{Runs: []docx.Run{said}, Size: saidSize(set, i), Tight: true, KeepNext: true})
	}
	for i, c := range b.Charts {
		if i > 0 {
			d.statement(put{d.words.Say("pages.asked"), c.Stem, c.Text}, set)
		}
		d.chart(c, at, set)
	}
	if len(b.Stances) > 0 {
		d.stances(p.ID, b.Stances, set)
	}
	for _, piece := range b.Pieces {
		d.d.Add(docx.Para{Style: docx.Point, Size: set.points, KeepLines: true, Runs: []docx.Run{
			{Text: piece.Source + ", " + piece.When, Bold: true}, {Text: "  " + piece.Text}}})
	}
	if b.More != "" {
		d.d.Add(docx.Para{Style: docx.Hint, Text: b.More, Size: set.points, Tight: true})
	}
}

// isEmptyPlace says whether a strand has nothing on a page.
func isEmptyPlace(b report.Block) bool {
	return len(b.Says)+len(b.Charts)+len(b.Stances)+len(b.Pieces) == 0
}

// blankStatement is a statement nobody has answered yet, as it is printed for
// people to answer by hand.
type blankStatement struct {
	stem, text string
	words      []string // all answers, in the order of the scale
}

// blank is the statement of a principle that a strand is asked first, and
// whether there is one.
func (d *sheets) blank(principle, strand string) (blankStatement, bool) {
	in := d.words.Language
	for _, item := range d.fw.ItemsOf(principle) {
		if item.Part != framework.Core || item.IsText() || !item.For(strand) {
			continue
		}
		b := blankStatement{text: item.Text.In(in)}
		if isOurs(strand) {
			b.stem = d.fw.Stem.In(in)
		}
		scale, _ := d.fw.Scale(item.Scale)
		for _, w := range slices.Concat(scale.Positions, scale.Beside) {
			b.words = append(b.words, w.Word.In(in))
		}
		return b, true
	}
	return blankStatement{}, false
}

// isOurs says whether people who are in a meeting can answer for a strand.
// Nobody answers for children, or for parents.
func isOurs(strand string) bool { return strand == framework.Staff || strand == framework.Return }

// tick is an empty square to mark.
const tick = "☐" + unbroken

// empty is what stands where a strand has nothing, below the statement: why, and
// room to write.
func (d *sheets) empty(principle string, b report.Block, set setting) {
	d.d.Add(docx.Para{Style: docx.Small, Size: set.says - 1, Tight: true, KeepNext: true, Runs: []docx.Run{{Text: b.Note, Bold: true}}})
	if s, ok := d.blank(principle, b.Strand); ok && isOurs(b.Strand) {
		d.d.Add(docx.Para{Style: docx.Small, Size: set.tables, Before: 2, Tight: true, KeepNext: true, Text: choices(s.words)})
	}
	d.d.Add(docx.Para{Style: docx.Hint, Size: set.tables, Tight: true, KeepNext: set.lines > 0, Text: d.roomAsks(b)})
	d.lines(set.lines)
}

// choices are answers to mark by hand.
func choices(words []string) string {
	all := make([]string, len(words))
	for i, word := range words {
		all[i] = tick + strings.ReplaceAll(word, " ", unbroken)
	}
	return strings.Join(all, "    ")
}

// roomAsks is what an empty place asks: of children and parents how they could
// be heard, of ourselves how we would answer.
func (d *sheets) roomAsks(b report.Block) string {
	id := "pages.room." + b.Strand
	if b.State == report.TooFew && d.words.Has(id+"-few") {
		id += "-few"
	}
	return d.words.Say(id)
}
