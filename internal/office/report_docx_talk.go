package office

import (
	"bearings/internal/office/docx"
	"bearings/internal/report"
)

// talking is a list of a page.
type talking struct {
	name string // keep, grow, differ, unknown or ask
	says []string
}

// talks are the lists of a page in their order; there is none of where to grow
// without something to grow in.
func talks(p report.Page) []talking {
	all := []talking{{"keep", p.Keep}}
	if len(p.Grow) > 0 {
		all = append(all, talking{"grow", p.Grow})
	}
	return append(all, talking{"differ", p.Differ}, talking{"unknown", p.Unknown}, talking{"ask", p.Ask})
}

// talks writes the lists of a page in two columns. No list is parted, so that
// each stands under its own heading.
func (d *sheets) talks(p report.Page, level int, set setting) {
	next, _ := d.nextColumn(p, set)
	d.d.Columns(2)
	for i, t := range talks(p) {
		d.talk(t, docx.Para{Style: docx.HeadingStyle(level), NewColumn: i == next}, set)
	}
	d.d.Columns(1)
}

// nextColumn is the list that begins the next column, so that the longer of the
// two is as short as can be, and how high that one is.
func (d *sheets) nextColumn(p report.Page, set setting) (next int, height float64) {
	all := talks(p)
	heights, sum, before := make([]float64, len(all)), 0.0, 0.0
	for i, t := range all {
		heights[i] = d.talkHeight(t, set)
		sum += heights[i]
	}
	height = sum
	for i, one := range heights[:len(heights)-1] {
		before += one
		if high := max(before, sum-before); high < height {
			next, height = i+1, high
		}
	}
	return next, height
}

func (d *sheets) talkHeight(t talking, set setting) float64 {
	h := (set.above-1)*point + textHeight(" ", set.points+2, docx.ColumnWidth) + 0.7
	if len(t.says) == 0 {
		h += textHeight(d.words.Say("pages.none-"+t.name), set.points, docx.ColumnWidth) + lineHeight*float64(max(set.lines, 1))
	}
	for _, s := range t.says {
		h += textHeight(s, set.points, docx.ColumnWidth-4) + 0.6
	}
	return h
}

// talk is one list of a page, or room to write where there is nothing.
func (d *sheets) talk(t talking, heading docx.Para, set setting) {
	heading.Text, heading.Size, heading.Before, heading.Tight = d.words.Say("pages."+t.name), set.points+2, set.above-1, true
	if heading.NewColumn || t.name == "keep" {
		heading.Before = -1
	}
	d.d.Add(heading)
	if len(t.says) == 0 {
		d.d.Add(docx.Para{Style: docx.Hint, Text: d.words.Say("pages.none-" + t.name), Size: set.points, Tight: true, KeepLines: true, KeepNext: true})
		d.lines(max(set.lines, 1))
	}
	for _, s := range t.says {
		d.d.Add(docx.Para{Style: docx.Point, List: d.d.Bullets(), Text: s, Size: set.points, KeepLines: true})
	}
}

// put is a statement that was put to people, or could be.
type put struct {
	// asked leads it in, so that nobody takes it for a claim.
	asked, stem, text string
}

func (p put) String() string { return p.asked + " " + p.stem + " " + p.text }

// putTo writes the first statement of a block, if there is one.
func (d *sheets) putTo(principle string, b report.Block, set setting) {
	if s, ok := d.firstOf(principle, b); ok {
		d.statement(s, set)
	}
}

// firstOf is the first statement of a block, and whether there is one.
func (d *sheets) firstOf(principle string, b report.Block) (put, bool) {
	if len(b.Charts) > 0 {
		return put{d.words.Say("pages.asked"), b.Charts[0].Stem, b.Charts[0].Text}, true
	}
	s, ok := d.blank(principle, b.Strand)
	switch {
	case !ok || !isEmptyPlace(b) && len(b.Stances) == 0:
		return put{}, false
	case len(b.Stances) > 0:
		return put{d.words.Say("pages.asked"), "", s.text}, true
	case b.State == report.NotAsked:
		return put{d.words.Say("pages.could-ask"), s.stem, s.text}, true
	}
	return put{d.words.Say("pages.asked"), s.stem, s.text}, true
}

// statement is what was answered, above its answers.
func (d *sheets) statement(s put, set setting) {
	p := docx.Para{Style: docx.Caption, Size: set.tables + 0.5, Before: 2, Tight: true, KeepLines: true, Runs: []docx.Run{
		{Text: s.asked + " ", Colour: docx.Muted, Plain: true},
	}}
	if s.stem != "" {
		p.Runs = append(p.Runs, docx.Run{Text: s.stem + " ", Colour: docx.Muted, Plain: true})
	}
	p.Runs = append(p.Runs, docx.Run{Text: s.text, Plain: true})
	d.d.Add(p)
}
