package report

import (
	"slices"
	"unicode/utf8"

	"bearings/internal/framework"
)

// What fits on one sheet.
const (
	maxCharts     = 2   // statements of one strand
	maxPieces     = 2   // pieces of other evidence
	maxPieceRunes = 240 // of one piece's words
	maxNames      = 14  // agencies that gave a position, to print all names
)

// pages are the principles, each on one sheet.
func (b *builder) pages(sections []Section) []Page {
	var all []Page
	for _, s := range sections {
		if s.ID == "" {
			continue
		}
		p := Page{ID: s.ID, Title: s.Title,
			Place: b.words.Say("report.page.place", "N", len(all)+1, "All", len(b.fw.Principles))}
		for _, part := range s.Parts {
			p.Blocks = append(p.Blocks, b.block(s.ID, part))
		}
		all = append(all, p)
	}
	return all
}

func (b *builder) block(principle string, part Part) Block {
	block := Block{Strand: part.Strand, Name: part.Name, State: part.State, Note: part.Note}
	switch part.Strand {
	case framework.Return:
		block.Stances = b.stances(principle, part)
		if len(block.Stances) == 0 && block.Note == "" {
			block.Note = b.words.Say("report.note.no-return")
		}
	case framework.Evidence:
		block.Pieces, block.More = b.firstPieces(part.Evidence)
	default:
		for _, q := range part.Core[:min(len(part.Core), maxCharts)] {
			block.Charts = append(block.Charts, b.chart(q))
		}
		if left := len(part.Core) - len(block.Charts); left > 0 {
			block.More = b.words.Count("report.page.more-statements", left)
		}
	}
	return block
}

// chart is a statement's answers by everybody and by level. Where the answers
// of one agency or of levels within it go is among all answers, not here.
func (b *builder) chart(q Question) Chart {
	c := Chart{Item: q.Item, Stem: q.Stem, Text: q.Text, Positions: q.Positions, Beside: q.Beside, Rows: []Result{q.Whole}}
	for _, breakdown := range q.Breakdowns {
		if breakdown.Shape == ByLevel {
			c.Rows = append(c.Rows, breakdown.Results...)
		}
	}
	for _, row := range c.Rows {
		c.Words = b.sentence(c.Words, b.words.Say("report.page.row", "Who", row.Group.Name, "What", b.rowWords(row)))
	}
	return c
}

// rowWords say a result in words: each answer with its number, or its lean.
func (b *builder) rowWords(r Result) string {
	if len(r.Positions) == 0 {
		return r.Words
	}
	var parts []string
	for _, c := range slices.Concat(r.Positions, r.Beside) {
		parts = append(parts, b.words.Say("report.page.count", "Word", c.Word, "N", c.Words))
	}
	return b.joined(parts, "report.list.and")
}

// sentence sets one sentence behind others.
func (b *builder) sentence(before, next string) string {
	if before == "" {
		return next
	}
	return before + " " + next
}

// stances are the words of the core statement's scale and the agencies that
// chose each; none where no agency chose any.
func (b *builder) stances(principle string, part Part) []Stance {
	var all []Stance
	for _, item := range b.fw.ItemsOf(principle) {
		if item.Part != framework.Core || item.IsText() || !item.For(framework.Return) {
			continue
		}
		scale, _ := b.fw.Scale(item.Scale)
		chosen := b.agenciesByAnswer(item.ID)
		if len(chosen) == 0 {
			continue
		}
		for place, w := range scale.Positions {
			all = append(all, b.stance(place, b.text(w.Word), chosen[w.ID]))
		}
		for _, w := range scale.Beside {
			if len(chosen[w.ID]) > 0 {
				all = append(all, b.stance(-1, b.text(w.Word), chosen[w.ID]))
			}
		}
		break // one statement fits on the sheet; all others stand with all answers
	}
	return b.named(all)
}

func (b *builder) agenciesByAnswer(item string) map[string][]string {
	chosen := map[string][]string{}
	for _, line := range b.outcome.Returns {
		if line.Item == item && line.Answer != "" {
			chosen[line.Answer] = append(chosen[line.Answer], line.Agency)
		}
	}
	return chosen
}

func (b *builder) stance(place int, word string, agencies []string) Stance {
	s := Stance{Place: place, Word: word, Agencies: agencies, Count: b.words.Say("report.page.no-agency")}
	if len(agencies) > 0 {
		s.Count = b.words.Count("report.heard.agencies", len(agencies))
	}
	return s
}

// named writes the agencies' names out where they all fit.
func (b *builder) named(all []Stance) []Stance {
	n := 0
	for _, s := range all {
		n += len(s.Agencies)
	}
	for i := range all {
		if n <= maxNames {
			all[i].Names = b.joined(all[i].Agencies, "report.list.and")
		}
	}
	return all
}

// firstPieces are the latest pieces of evidence, shortened where they are long.
func (b *builder) firstPieces(pieces []Piece) (first []Piece, more string) {
	latest := slices.Clone(pieces)
	slices.Reverse(latest)
	shortened := false
	for _, p := range latest[:min(len(latest), maxPieces)] {
		if utf8.RuneCountInString(p.Text) > maxPieceRunes {
			p.Text = b.words.Say("report.page.shortened", "Text", cutAt(p.Text, maxPieceRunes))
			shortened = true
		}
		first = append(first, p)
	}
	switch left := len(latest) - len(first); {
	case left > 0:
		more = b.words.Count("report.page.more-pieces", left)
	case shortened:
		more = b.words.Say("report.page.whole-piece")
	}
	return first, more
}

// cutAt is the beginning of a text, whole words only.
func cutAt(text string, runes int) string {
	short := string([]rune(text)[:runes])
	for i := len(short) - 1; i > len(short)/2; i-- {
		if short[i] == ' ' || short[i] == '\n' {
			return short[:i]
		}
	}
	return short
}
