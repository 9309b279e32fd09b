package office

import (
	"io"
	"slices"
	"strings"

	"bearings/internal/adopt"
	"bearings/internal/office/docx"
	"bearings/internal/phrase"
)

// WriteAdoptDOCX writes a document for a permission to start as a Word file, with
// boxes and empty cells where somebody has to fill it in. The same document and
// words always make the same bytes. An error is w's.
func WriteAdoptDOCX(w io.Writer, words *phrase.Words, d adopt.Document) error {
	a := adoptWriter{d: docx.New(docx.Properties{
		Language: words.Language,
		Title:    d.Title,
		Subject:  words.Say("adopt.title"),
		Creator:  words.Say("product.name"),
		Name:     words.Say("adopt.title"),
		Label:    d.Title,
		Foot:     words.Say("adopt.foot"),
		PageLine: words.Say("word.page", "Page", docx.PageMark, "Pages", docx.PagesMark),
	}), words: words}
	a.front(d)
	for _, b := range d.Blocks {
		a.block(b)
	}
	a.sources(d)
	_, err := a.d.WriteTo(w)
	return err
}

// adoptWriter writes one document.
type adoptWriter struct {
	d     *docx.Document
	words *phrase.Words
}

func (a adoptWriter) say(id string, with ...any) string { return a.words.Say(id, with...) }

// day is a day, written 2026-11-22, in words.
func (a adoptWriter) day(day string) string {
	parts := strings.Split(day, "-")
	if len(parts) != 3 {
		return day
	}
	return a.say("languagepages-words.day", "Day", strings.TrimPrefix(parts[2], "0"), "Month", a.say("report.month.m"+parts[1]), "Year", parts[0])
}

func (a adoptWriter) front(d adopt.Document) {
	a.d.Add(docx.Para{Style: docx.Kicker, Text: a.say("adopt.title")}, docx.Para{Style: docx.Title, Text: d.Title})
	a.d.Text(docx.Lead, d.Lead)
	for _, fact := range [][2]string{
		{"adopt.for", d.For},
		{"adopt.takes", a.say("adopt.minutes", "Minutes", d.Minutes())},
		{"adopt.reviewed", a.day(d.Reviewed)},
	} {
		a.d.Add(docx.Para{Tight: true, Runs: []docx.Run{{Text: a.say(fact[0]), Bold: true}, {Text: " " + fact[1]}}})
	}
	a.left(d)
	if len(d.Headings(2)) > 3 {
		a.d.Contents(a.say("adopt.contents-word"), 1)
	}
}

// left lists what has to be filled in, so that nobody has to look for it.
func (a adoptWriter) left(d adopt.Document) {
	left, missing := d.Left(), d.Missing()
	if len(left)+len(missing) == 0 {
		return
	}
	a.d.Heading(1, a.say("adopt.still"))
	if len(left) > 0 {
		a.d.Add(docx.Para{Text: a.say("adopt.still-boxes"), KeepNext: true})
	}
	for _, one := range left {
		what := one.What
		if one.Cells > 0 {
			what = a.words.Count("adopt.cells", one.Cells, "What", what)
		}
		a.item(a.d.Bullets(), docx.Run{Text: what, Link: one.ID})
	}
	if len(missing) > 0 {
		a.d.Add(docx.Para{Text: a.say("adopt.still-settings"), KeepNext: true, Before: 8})
		for _, name := range missing {
			a.item(a.d.Bullets(), docx.Run{Text: a.say("adopt.value-" + name)})
		}
		a.d.Text(docx.Hint, a.say("adopt.still-settings-how"))
	}
}

func (a adoptWriter) item(list docx.List, runs ...docx.Run) {
	a.d.Add(docx.Para{Style: docx.Item, List: list, KeepLines: true, Runs: runs})
}

func (a adoptWriter) block(b adopt.Block) {
	switch b.Kind {
	case adopt.Heading:
		a.d.Add(docx.Para{Style: docx.HeadingStyle(b.Level - 1), Runs: a.runs(b.Text)})
	case adopt.Paragraph:
		a.d.Add(docx.Para{Runs: a.runs(b.Text)})
	case adopt.Bullets, adopt.Numbers:
		list := a.d.Bullets()
		if b.Kind == adopt.Numbers {
			list = a.d.Numbers()
		}
		for _, item := range b.Items {
			a.item(list, a.runs(item)...)
		}
	case adopt.Table:
		a.table(b)
	case adopt.Box:
		a.d.Box(docx.Box{Title: a.say("adopt.box"), Height: 26, Paras: []docx.Para{
			{Style: docx.Hint, Text: a.say("adopt.box"), Bookmark: b.ID},
			{Style: docx.CellText, Runs: a.runs(b.Text)},
			{Style: docx.Body},
		}})
	}
}

// blankHeight is the least height of a row to write in, in millimetres.
const blankHeight = 9

func (a adoptWriter) table(b adopt.Block) {
	a.d.Add(docx.Para{Style: docx.Caption, Runs: a.runs(b.Text), Bookmark: b.ID})
	t := docx.Table{Title: b.Text.Plain(), Widths: widths(b), Head: a.cells(b.Head), RowHeads: !firstIsBlank(b), Boxed: b.Blank() > 0}
	if t.Boxed {
		t.Height = blankHeight
	}
	for _, row := range b.Rows {
		t.Rows = append(t.Rows, docx.Row{Cells: a.cells(row)})
	}
	a.d.Table(t)
}

func firstIsBlank(b adopt.Block) bool {
	return slices.ContainsFunc(b.Rows, func(row []adopt.Text) bool { return len(row[0]) == 0 })
}

func (a adoptWriter) cells(texts []adopt.Text) []docx.Cell {
	var cells []docx.Cell
	for _, text := range texts {
		cells = append(cells, docx.Cell{Paras: []docx.Para{{Runs: a.runs(text)}}})
	}
	return cells
}

// Shares of a table's width: a column gets what its words need, within bounds,
// and one to write in gets room.
const (
	leastShare, mostShare = 12.0, 40.0
	blankShare            = 24.0
)

func widths(b adopt.Block) []float64 {
	shares := make([]float64, len(b.Head))
	for n := range shares {
		words, longest, blank := len(b.Head[n].Plain()), longestWord(b.Head[n]), false
		for _, row := range b.Rows {
			words, longest = max(words, len(row[n].Plain())), max(longest, longestWord(row[n]))
			blank = blank || len(row[n]) == 0
		}
		shares[n] = min(mostShare, max(leastShare, float64(longest)*2, float64(words)/2.5))
		if blank {
			shares[n] = max(shares[n], blankShare)
		}
	}
	return shares
}

func longestWord(text adopt.Text) int {
	longest := 0
	for _, word := range strings.Fields(text.Plain()) {
		longest = max(longest, len(word))
	}
	return longest
}

// runs are the parts of a text. What a setting should say and does not stands in
// square brackets, so that it is found in print too.
func (a adoptWriter) runs(text adopt.Text) []docx.Run {
	var runs []docx.Run
	for _, r := range text {
		switch {
		case r.Value != "" && r.Text == "":
			runs = append(runs, docx.Run{Text: "[" + a.say("adopt.missing", "What", a.say("adopt.value-"+r.Value)) + "]", Bold: true, Colour: docx.Heather})
		case strings.HasPrefix(r.To, "source:"):
			runs = append(runs, docx.Run{Text: r.Text, Link: strings.TrimPrefix(r.To, "source:")})
		default:
			runs = append(runs, docx.Run{Text: r.Text, Bold: r.Bold})
		}
	}
	return runs
}

func (a adoptWriter) sources(d adopt.Document) {
	if len(d.Sources) == 0 {
		return
	}
	a.d.Heading(1, a.say("adopt.sources"))
	a.d.Text(docx.Body, a.say("adopt.sources-lead"))
	for _, s := range d.Sources {
		said := []string{s.Title}
		if s.Address != "" {
			said = append(said, s.Address)
		}
		read := a.say("adopt.read", "Read", a.say("adopt.read-"+string(s.Read)))
		said = append(said, strings.TrimSpace(read+" "+s.Note))
		a.d.Add(docx.Para{Style: docx.Item, List: a.d.Bullets(), Size: listSize, KeepLines: true, Bookmark: s.ID, Text: strings.Join(said, "\n")})
	}
}
