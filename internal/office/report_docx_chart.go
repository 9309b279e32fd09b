package office

import (
	"slices"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/office/docx"
	"bearings/internal/report"
)

// nameWidth and stanceWidth are the widths of tables' first columns.
const (
	nameWidth   = 39.0
	stanceWidth = 42.0
	barWidth    = 41.0
)

// chart is a statement's answers: bars around the middle of the scale and their
// figures in a table, or words where there are no figures.
func (d *sheets) chart(c report.Chart, at spot, set setting) {
	if len(c.Rows) == 1 {
		d.oneRow(c, at, set)
		return
	}
	t := docx.Table{
		Title: c.Text, Description: c.Words, RowHeads: true, Together: true, Close: true, Size: set.tables,
		Head: docx.Cells(d.words.Say("pages.who"), d.words.Say("report.question.answers")), Widths: []float64{nameWidth, barWidth},
	}
	answers := len(c.Positions) + len(c.Beside)
	for i, word := range c.Positions {
		t.Head = append(t.Head, d.keyed(word, i, len(c.Positions)))
	}
	t.Head = append(t.Head, docx.Cells(c.Beside...)...)
	for range answers {
		t.Widths = append(t.Widths, (docx.TextWidth-nameWidth-barWidth)/float64(answers))
	}
	for _, r := range c.Rows {
		t.Rows = append(t.Rows, docx.Row{Cells: d.chartCells(r, answers, set)})
	}
	d.d.Table(t)
}

// oneRow is the chart of a single group: a bar with its figures below.
func (d *sheets) oneRow(c report.Chart, at spot, set setting) {
	r := c.Rows[0]
	if !hasCounts(r) {
		d.d.Add(docx.Para{Style: docx.Small, Size: set.points, Tight: true, Text: r.Words})
		return
	}
	if bar := d.bars.diverging(r.Positions, at.width, set.bar); bar != nil {
		d.d.Add(docx.Para{Style: docx.Figures, Runs: []docx.Run{{Picture: bar}}, Before: 2, KeepNext: true})
	}
	d.d.Add(d.figures(r, at.width, set.tables))
}

// figures are a result's answers with their looks and numbers. Lines end
// between answers: some programs would part an answer from its look.
func (d *sheets) figures(r report.Result, width, size float64) docx.Para {
	const key = 4.5 // millimetres for a look and what is between answers
	line, room := docx.Para{Style: docx.Figures, Size: size, KeepLines: true}, width
	for i, c := range slices.Concat(r.Positions, r.Beside) {
		word, number := strings.ReplaceAll(c.Word, " ", unbroken)+":"+unbroken, strings.ReplaceAll(c.Words, " ", unbroken)
		wide := key + textWidth(word+number, size)*1.04
		switch {
		case i > 0 && wide > room:
			line.Runs, room = append(line.Runs, docx.Run{Text: unbroken + "·\n"}), width
		case i > 0:
			line.Runs = append(line.Runs, docx.Run{Text: unbroken + "· "})
		}
		room -= wide
		if i < len(r.Positions) {
			line.Runs = append(line.Runs, docx.Run{Picture: d.bars.key(i, len(r.Positions))}, docx.Run{Text: unbroken + word}, docx.Run{Text: number, Bold: true})
		} else {
			line.Runs = append(line.Runs, docx.Run{Text: word + number, Colour: docx.Muted})
		}
	}
	return line
}

// unbroken is a space at which no line ends.
const unbroken = "\u00a0"

func (d *sheets) chartCells(r report.Result, answers int, set setting) []docx.Cell {
	name := docx.Cell{Text: r.Group.Name}
	if !hasCounts(r) {
		return []docx.Cell{name, {Text: r.Words, Span: answers + 1, Bold: true}}
	}
	cells := []docx.Cell{name, {}}
	if bar := d.bars.diverging(r.Positions, barWidth-3, set.bar-1.2); bar != nil {
		cells[1].Paras = []docx.Para{{Runs: []docx.Run{{Picture: bar}}}}
	}
	for _, c := range r.Positions {
		cells = append(cells, docx.Cell{Text: c.Words})
	}
	for _, c := range r.Beside {
		cells = append(cells, docx.Cell{Text: c.Words, Muted: true})
	}
	return cells
}

// stances are the words agencies chose: with their names, or, where there are
// too many, with their number.
func (d *sheets) stances(principle string, all []report.Stance, set setting) {
	title := d.words.Say("pages.agencies")
	if b, ok := d.blank(principle, framework.Return); ok {
		title = b.text
	}
	t := docx.Table{Title: title, RowHeads: true, Together: true, Close: true, Size: set.tables}
	positions := 0
	for _, s := range all {
		positions = max(positions, s.Place+1)
	}
	keyed := func(s report.Stance) docx.Cell {
		if s.Place < 0 {
			return docx.Cell{Text: s.Word, Muted: true}
		}
		return d.keyed(s.Word, s.Place, positions)
	}
	if named(all, set) {
		t.Head, t.Widths = docx.Cells(d.words.Say("pages.answer"), d.words.Say("pages.agencies")), []float64{stanceWidth, docx.TextWidth - stanceWidth}
		for _, s := range all {
			who := s.Names
			if who == "" {
				who = s.Count
			}
			t.Rows = append(t.Rows, docx.Row{Cells: []docx.Cell{keyed(s), {Text: who, Muted: s.Names == ""}}})
		}
	} else {
		t.RowHeads = false
		t.Rows = make([]docx.Row, 1)
		for _, s := range all {
			t.Head = append(t.Head, keyed(s))
			t.Rows[0].Cells = append(t.Rows[0].Cells, docx.Cell{Text: s.Count, Muted: len(s.Agencies) == 0})
		}
	}
	d.d.Table(t)
}

// named says whether the names of agencies are printed.
func named(all []report.Stance, set setting) bool {
	return !set.counted && slices.ContainsFunc(all, func(s report.Stance) bool { return s.Names != "" })
}
