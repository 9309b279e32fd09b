package ui

import (
	"bearings/internal/framework"
	"bearings/internal/phrase"
	"bearings/internal/report"
)

// blank is a statement nobody has answered yet, as it is printed for people to
// answer by hand.
type blank struct {
	Stem, Text string
	// Words are all answers, in the order of the scale.
	Words []string
}

// blankOf is the statement of a principle that a strand is asked first, and
// whether there is one.
func blankOf(fw *framework.Framework, language, principle, strand string) (blank, bool) {
	for _, item := range fw.ItemsOf(principle) {
		if item.Part != framework.Core || item.IsText() || !item.For(strand) {
			continue
		}
		b := blank{Text: item.Text.In(language)}
		if isOurs(strand) {
			b.Stem = fw.Stem.In(language)
		}
		scale, _ := fw.Scale(item.Scale)
		for _, w := range scale.Positions {
			b.Words = append(b.Words, w.Word.In(language))
		}
		for _, w := range scale.Beside {
			b.Words = append(b.Words, w.Word.In(language))
		}
		return b, true
	}
	return blank{}, false
}

// isOurs says whether people who are in a meeting can answer for a strand.
// Nobody answers for children, or for parents.
func isOurs(strand string) bool { return strand == framework.Staff || strand == framework.Return }

// emptyPlaces is how many strands have nothing on a page.
func emptyPlaces(p report.Page) int {
	n := 0
	for _, b := range p.Blocks {
		if isEmpty(b) {
			n++
		}
	}
	return n
}

func isEmpty(b report.Block) bool {
	return len(b.Says)+len(b.Charts)+len(b.Stances)+len(b.Pieces) == 0
}

// heardOf says how many people a block's answers come from, or "".
func heardOf(b report.Block) string {
	if len(b.Charts) == 0 || len(b.Charts[0].Rows) == 0 {
		return ""
	}
	return b.Charts[0].Rows[0].Group.SizeWords
}

// roomAsks is what an empty place asks: of children and parents how they could
// be heard, of ourselves how we would answer.
func roomAsks(words *phrase.Words, b report.Block) string {
	id := "pages.room." + b.Strand
	if b.State == report.TooFew {
		id += "-few"
	}
	if words.Has(id) {
		return words.Say(id)
	}
	return words.Say("pages.room." + b.Strand)
}

// talk is a list of a page: its heading, and what stands there for nothing.
type talk struct {
	Name string // keep, differ, grow, unknown or ask
	Says []string
}

func talks(p report.Page) []talk {
	return []talk{{"keep", p.Keep}, {"differ", p.Differ}, {"grow", p.Grow}, {"unknown", p.Unknown}}
}

// sameAsStaff says whether agencies were asked the very statement that stands in
// the place of staff, so that it need not be read twice.
func sameAsStaff(fw *framework.Framework, language string, p report.Page) bool {
	statement, ok := blankOf(fw, language, p.ID, framework.Return)
	for _, b := range p.Blocks {
		if b.Strand == framework.Staff && len(b.Charts) > 0 {
			return ok && b.Charts[0].Text == statement.Text
		}
	}
	return false
}

// statementID is the id of the statement a block's first chart is of.
func statementID(p report.Page, b report.Block) string { return "page-" + p.ID + "-" + b.Strand }
