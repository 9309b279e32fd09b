package office

import (
	"slices"
	"strings"

	"bearings/internal/office/docx"
	"bearings/internal/round"
)

// shortLines are how many lines a form of one page has for an answer in words.
const shortLines = 4

// onOnePage says whether it is the form of a small organisation, to fill in.
func (d returnWriter) onOnePage() bool {
	return d.paper.Blank && d.paper.Agency.Form == round.ShortForm
}

// onePage writes that form: a table to tick, and then what is answered in words.
func (d returnWriter) onePage() {
	var ticked, written []round.PaperQuestion
	for _, part := range d.paper.Parts {
		for _, q := range part.Questions {
			if q.Item.IsText() {
				written = append(written, q)
			} else {
				ticked = append(ticked, q)
			}
		}
	}
	for len(ticked) > 0 {
		n := slices.IndexFunc(ticked, func(q round.PaperQuestion) bool { return !slices.Equal(d.choiceWords(q), d.choiceWords(ticked[0])) })
		if n < 0 {
			n = len(ticked)
		}
		d.ticks(ticked[:n])
		ticked = ticked[n:]
	}
	for _, q := range written {
		d.question(q, shortLines)
	}
}

func (d returnWriter) choiceWords(q round.PaperQuestion) []string {
	var all []string
	for _, word := range slices.Concat(q.Scale.Positions, q.Scale.Beside) {
		all = append(all, d.text(word.Word))
	}
	return all
}

// ticks are questions with the same answers, one a row, with a box for each answer.
func (d returnWriter) ticks(questions []round.PaperQuestion) {
	words := d.choiceWords(questions[0])
	table := docx.Table{
		Title:    d.words.Say("returnfiles.choose"),
		Head:     docx.Cells(append([]string{d.words.Say("returnfiles.choose")}, words...)...),
		Widths:   append([]float64{5}, slices.Repeat([]float64{1.2}, len(words))...),
		RowHeads: true,
	}
	box := strings.TrimSuffix(tick, unbroken)
	for _, q := range questions {
		cells := append([]string{d.text(q.Item.Text)}, slices.Repeat([]string{box}, len(words))...)
		table.Rows = append(table.Rows, docx.Row{Cells: docx.Cells(cells...)})
	}
	d.d.Table(table)
}
