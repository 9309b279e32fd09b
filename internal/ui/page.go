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

// put is the statement that was put to the people of a block, or could be.
type put struct {
	// Asked leads it in, so that nobody takes it for a claim.
	Asked, Stem, Text string
}

// putTo is the first statement of a block, and whether there is one.
func putTo(words *phrase.Words, fw *framework.Framework, principle string, b report.Block) (put, bool) {
	if len(b.Charts) > 0 {
		return put{words.Say("pages.asked"), b.Charts[0].Stem, b.Charts[0].Text}, true
	}
	statement, ok := blankOf(fw, words.Language, principle, b.Strand)
	switch {
	case !ok || !isEmpty(b) && len(b.Stances) == 0:
		return put{}, false
	case len(b.Stances) > 0:
		return put{words.Say("pages.asked"), "", statement.Text}, true
	case b.State == report.NotAsked:
		return put{words.Say("pages.could-ask"), statement.Stem, statement.Text}, true
	}
	return put{words.Say("pages.asked"), statement.Stem, statement.Text}, true
}

// statementID is the id of a block's first statement.
func statementID(p report.Page, b report.Block) string { return "page-" + p.ID + "-" + b.Strand }
