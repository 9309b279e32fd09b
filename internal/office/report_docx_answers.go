package office

import (
	"slices"

	"bearings/internal/office/docx"
	"bearings/internal/report"
)

// allAnswers is every question with every answer, principle by principle: what
// report.html prints, under the same headings and in the same tables.
func (d *reportWriter) allAnswers() {
	d.d.Add(docx.Para{Style: docx.Heading1, Text: d.words.Say("pages.all-answers"), NewPage: true})
	d.d.Text(docx.Body, d.words.Say("pages.all-answers-intro"))
	for i, s := range d.r.Sections {
		d.section(s, i > 0 && isLong(s))
	}
}

// isLong says whether a section has enough in it to begin a page.
func isLong(s report.Section) bool {
	return slices.ContainsFunc(s.Parts, func(p report.Part) bool { return p.Note == "" })
}

func (d *reportWriter) sectionName(s report.Section) string {
	switch {
	case s.ID == "" && s.Title == "":
		return d.words.Say("report.answers")
	case s.ID == "" || s.Title == "":
		return s.ID + s.Title
	}
	return s.ID + ". " + s.Title
}

func (d *reportWriter) section(s report.Section, newPage bool) {
	d.d.Add(docx.Para{Style: docx.Heading2, Text: d.sectionName(s), NewPage: newPage, Bookmark: answersMark(s.ID)})
	if d.hasPage(s.ID) {
		d.d.Add(docx.Para{Style: docx.Small, Runs: []docx.Run{{Text: d.words.Say("pages.see-page"), Link: pageMark(s.ID)}}})
	}
	d.comparisons(s.Comparisons)
	for _, p := range s.Parts {
		d.part(p)
	}
}

func (d *reportWriter) part(p report.Part) {
	d.d.Add(docx.Para{Style: docx.Heading3, Text: p.Name, Edge: edgeOf(p.Strand)})
	if p.Note != "" {
		d.d.Text(docx.Hint, p.Note)
	}
	for _, q := range p.Core {
		d.question(q)
	}
	if p.DeeperNote != "" {
		d.d.Text(docx.Hint, p.DeeperNote)
	} else if len(p.Deeper) > 0 {
		d.deeper(p.Deeper)
	}
	for _, s := range p.Statements {
		d.statement(s)
	}
	for _, piece := range p.Evidence {
		d.ownWords(piece.Source+", "+piece.When, piece.Text)
	}
	if p.Summary != "" {
		d.d.Heading(4, d.words.Say("report.comments-summary"))
		d.d.Text(docx.Hint, d.words.Say("report.comments-summary-text"))
		d.d.Text(docx.Body, p.Summary)
	}
	if len(p.Comments) > 0 {
		d.d.Heading(4, d.words.Say("report.comments"))
		d.d.Text(docx.Hint, d.words.Say("report.comments-text"))
		d.d.Entries(d.d.Bullets(), p.Comments...)
	}
}

func (d *reportWriter) question(q report.Question) {
	d.stem(q.Stem)
	d.d.Heading(4, q.Text)
	if q.AskedOf != "" {
		d.d.Add(docx.Para{Style: docx.Hint, Text: d.words.Say("report.question.asked-of", "Levels", q.AskedOf), KeepNext: true})
	}
	d.whole(q.Whole)
	for _, b := range q.Breakdowns {
		d.breakdown(q, b)
	}
}

// stem is what a statement is read with; it stands above its heading.
func (d *reportWriter) stem(stem string) {
	if stem != "" {
		d.d.Add(docx.Para{Style: docx.Hint, Text: stem, KeepNext: true, Tight: true})
	}
}

// whole is a strand's answers to one question: a row an answer.
func (d *reportWriter) whole(r report.Result) {
	who := r.Group.Name
	if r.Group.SizeWords != "" {
		who = d.words.Say("report.question.whole-caption", "Who", r.Group.Name, "Size", r.Group.SizeWords)
	}
	if !hasCounts(r) {
		d.d.Add(docx.Para{Style: docx.Callout, KeepLines: true, Text: d.words.Say("report.question.whole-lead", "Who", who) + " ",
			Runs: []docx.Run{{Text: r.Words, Bold: true}}})
		return
	}
	t := docx.Table{
		Caption: who, Width: 120, Widths: []float64{5, 3, 4}, RowHeads: true, Together: true,
		Head: docx.Cells(d.words.Say("report.question.answer"), d.words.Say("report.question.number"), d.words.Say("report.question.share")),
	}
	for i, c := range r.Positions {
		t.Rows = append(t.Rows, docx.Row{Cells: []docx.Cell{d.keyed(c.Word, i, len(r.Positions)), {Text: c.Words}, {Text: c.Share}}})
	}
	for _, c := range r.Beside {
		t.Rows = append(t.Rows, docx.Row{Cells: []docx.Cell{
			{Text: c.Word, Muted: true}, {Text: c.Words, Muted: true}, {Text: d.words.Say("report.question.beside"), Muted: true},
		}})
	}
	d.d.Table(t)
}

// keyed is a cell with a position's word behind its look.
func (d *sheets) keyed(word string, position, positions int) docx.Cell {
	return docx.Cell{Paras: []docx.Para{{Runs: []docx.Run{{Picture: d.bars.key(position, positions)}, {Text: " " + word}}}}}
}

// answerHead is the head of a table with a column an answer, behind two that
// say whose answers a row has, and how wide its columns are.
func (d *reportWriter) answerHead(first, second string, q report.Question, results []report.Result) (head []docx.Cell, widths []float64) {
	head, widths = docx.Cells(first, second), []float64{48, 22}
	if !slices.ContainsFunc(results, hasCounts) {
		return append(head, docx.Cell{Text: d.words.Say("report.question.answers")}), []float64{60, 24, 90}
	}
	each := (docx.TextWidth - widths[0] - widths[1]) / float64(max(len(q.Positions)+len(q.Beside), 1))
	for _, word := range slices.Concat(q.Positions, q.Beside) {
		head, widths = append(head, docx.Cell{Text: word}), append(widths, each)
	}
	return head, widths
}

// answerCells are a result's cells below such a head of so many columns.
func answerCells(r report.Result, columns int) []docx.Cell {
	if !hasCounts(r) {
		return []docx.Cell{{Text: r.Words, Span: columns, Bold: true}}
	}
	cells := make([]docx.Cell, 0, columns)
	for _, c := range r.Positions {
		p := docx.Para{Text: c.Words}
		if c.Share != "" {
			p.Runs = []docx.Run{{Text: " " + c.Share, Colour: docx.Muted}}
		}
		cells = append(cells, docx.Cell{Paras: []docx.Para{p}})
	}
	for _, c := range r.Beside {
		cells = append(cells, docx.Cell{Text: c.Words, Muted: true})
	}
	return cells
}

// breakdown is a question's answers group by group.
func (d *reportWriter) breakdown(q report.Question, b report.Breakdown) {
	head, widths := d.answerHead(d.words.Say("report.question.group"), d.words.Say("report.question.size"), q, b.Results)
	t := docx.Table{Caption: b.Name, Head: head, Widths: widths, RowHeads: true, Size: answerSize, Rows: make([]docx.Row, 0, len(b.Results))}
	for _, r := range b.Results {
		cells := append(make([]docx.Cell, 0, len(head)), docx.Cell{Text: r.Group.Name}, docx.Cell{Text: r.Group.SizeWords})
		t.Rows = append(t.Rows, docx.Row{Cells: append(cells, answerCells(r, len(head)-2)...)})
	}
	d.d.Table(t)
}

// answerSize is the size of tables with a column an answer, in points.
const answerSize = 9

// deeper is the further statements, those with the same answers in one table.
func (d *reportWriter) deeper(questions []report.Question) {
	d.d.Heading(4, d.words.Say("report.question.deeper"))
	for _, run := range report.Runs(questions) {
		wholes := make([]report.Result, len(run))
		for i, q := range run {
			wholes[i] = q.Whole
		}
		head, widths := d.answerHead(d.words.Say("report.question.statement"), d.words.Say("report.question.asked"), run[0], wholes)
		t := docx.Table{Caption: run[0].Whole.Group.Name, Head: head, Widths: widths, RowHeads: true, Size: answerSize}
		for _, q := range run {
			asked := q.AskedOf
			if asked == "" {
				asked = d.words.Say("report.question.everybody")
			}
			t.Rows = append(t.Rows, docx.Row{Cells: append(docx.Cells(q.Text, asked), answerCells(q.Whole, len(head)-2)...)})
		}
		d.d.Table(t)
	}
	for _, q := range questions {
		if len(q.Breakdowns) > 0 {
			d.d.Heading(5, q.Text)
		}
		for _, b := range q.Breakdowns {
			d.breakdown(q, b)
		}
	}
}

// statement is one item of the agencies' returns: a table where they chose a
// word, their own words one below the other where they wrote.
func (d *reportWriter) statement(s report.Statement) {
	d.stem(s.Stem)
	d.d.Heading(4, s.Text)
	if !slices.ContainsFunc(s.Replies, func(r report.Reply) bool { return r.Word != "" }) {
		for _, r := range s.Replies {
			d.ownWords(r.Agency, r.Text)
		}
		return
	}
	t := docx.Table{
		Title: s.Text, RowHeads: true, Widths: []float64{3, 2},
		Head: docx.Cells(d.words.Say("report.return.agency"), d.words.Say("report.return.answer")),
	}
	for _, r := range s.Replies {
		cell := docx.Cell{Text: r.Word}
		if r.Text != "" {
			t.Widths, cell.Paras = []float64{2, 3}, []docx.Para{{Text: r.Text}}
		}
		t.Rows = append(t.Rows, docx.Row{Cells: []docx.Cell{{Text: r.Agency}, cell}})
	}
	d.d.Table(t)
}

// ownWordsSize is the size of what people wrote, in points.
const ownWordsSize = 10

// ownWords is what somebody wrote.
func (d *reportWriter) ownWords(who, text string) {
	d.d.Add(docx.Para{Runs: []docx.Run{{Text: who, Bold: true}}, Size: ownWordsSize, Tight: true, KeepNext: true})
	d.d.Add(docx.Para{Text: text, Size: ownWordsSize})
}

// comparisons set statements side by side that ask the same of different people.
func (d *reportWriter) comparisons(all []report.Comparison) {
	if len(all) == 0 {
		return
	}
	d.d.Heading(3, d.words.Say("report.compare.heading"))
	d.d.Text(docx.Body, d.words.Say("report.compare.intro"))
	for _, c := range all {
		t := docx.Table{
			Caption: c.Title, RowHeads: true, Widths: []float64{2, 3}, Together: true,
			Head: docx.Cells(d.words.Say("report.compare.who"), d.words.Say("report.compare.answers")),
		}
		for _, row := range c.Rows {
			name := docx.Para{Runs: []docx.Run{{Text: row.Name, Bold: true}}}
			if size := row.Result.Group.SizeWords; size != "" {
				name.Runs = append(name.Runs, docx.Run{Text: " (" + size + ")", Colour: docx.Muted})
			}
			t.Rows = append(t.Rows, docx.Row{Cells: []docx.Cell{
				{Paras: []docx.Para{name, {Text: row.Text}}}, {Paras: d.comparedAnswers(row)},
			}})
		}
		d.d.Table(t)
	}
}

func (d *reportWriter) comparedAnswers(row report.Row) []docx.Para {
	switch {
	case row.Note != "":
		return []docx.Para{{Runs: []docx.Run{{Text: row.Note, Colour: docx.Muted}}}}
	case !hasCounts(row.Result):
		return []docx.Para{{Runs: []docx.Run{{Text: row.Result.Words, Bold: true}}}}
	}
	var paras []docx.Para
	if bar := d.bars.diverging(row.Result.Positions, 96, 4); bar != nil {
		paras = append(paras, docx.Para{Runs: []docx.Run{{Picture: bar}}})
	}
	for i, c := range row.Result.Positions {
		p := docx.Para{Runs: []docx.Run{{Picture: d.bars.key(i, len(row.Result.Positions))}, {Text: " " + c.Word + ": "}, {Text: c.Words, Bold: true}}}
		if c.Share != "" {
			p.Runs = append(p.Runs, docx.Run{Text: " " + c.Share, Colour: docx.Muted})
		}
		paras = append(paras, p)
	}
	for _, c := range row.Result.Beside {
		paras = append(paras, docx.Para{Runs: []docx.Run{{Text: c.Word + ": ", Colour: docx.Muted}, {Text: c.Words, Bold: true}}})
	}
	return paras
}
