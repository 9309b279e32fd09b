package report

import (
	"slices"
	"strconv"
	"strings"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/insight"
)

// How many names a sentence gives before it says how many more there are.
const (
	fewNames  = 2
	manyNames = 3
)

// findings puts what the results say into sentences.
func (b *builder) findings(found []insight.Finding) []Finding {
	var all []Finding
	for _, f := range found {
		all = append(all, Finding{Kind: string(f.Kind), Principle: f.Principle, Groups: groupsOf(f), Text: b.tellWhole(f), Replies: b.repliesTo(f)})
	}
	return all
}

// tellWhole says a finding so that it can stand alone: the statement first,
// where it is about one.
func (b *builder) tellWhole(f insight.Finding) string {
	item, ok := b.fw.Item(f.Item)
	if !ok || f.Deeper {
		return b.tell(f)
	}
	return b.words.Say("finding.asked", "Statement", b.statement(item), "Says", b.tell(f))
}

// on sets a sentence behind the statement it is about.
func (b *builder) on(id, says string) string {
	item, _ := b.fw.Item(id)
	return b.words.Say("finding.on", "Statement", b.statement(item), "Says", says)
}

// statement is an item's text with a full stop, so that a sentence can follow.
func (b *builder) statement(item framework.Item) string {
	text := strings.TrimSpace(b.text(item.Text))
	if strings.ContainsAny(text[max(0, len(text)-1):], ".?!") {
		return text
	}
	return b.words.Say("finding.full-stop", "Statement", text)
}

// groupsOf are the ids of the groups a finding is about, each once.
func groupsOf(f insight.Finding) []string {
	var ids []string
	for _, s := range f.Sides {
		ids = append(ids, s.Group)
	}
	if len(ids) == 0 {
		ids = []string{f.Strand}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// tell says a finding in one plain sentence.
func (b *builder) tell(f insight.Finding) string {
	switch f.Kind {
	case insight.Strength, insight.Scope, insight.Mixed, insight.Close:
		return b.tellStand(f)
	case insight.Spread:
		return b.tellSpread(f)
	case insight.DontKnow:
		return b.tellDontKnow(f)
	case insight.Returns:
		return b.tellReturns(f)
	case insight.Divided:
		return b.words.Say("finding.divided", "Says", b.tellReturns(f))
	case insight.Apart, insight.Alike:
		return b.tellPair(f)
	case insight.Levels:
		return b.tellGroups("finding.levels", f, f.Sides, 0)
	case insight.Agencies:
		return b.tellAgencies(f)
	case insight.OwnStaff:
		return b.tellOwnStaff(f)
	default:
		return b.tellSilence(f)
	}
}

func (b *builder) tellStand(f insight.Finding) string {
	says := b.stand(f)
	if f.Deeper {
		return b.on(f.Item, says)
	}
	return says
}

func (b *builder) stand(f insight.Finding) string {
	stand := f.Sides[0].Stand
	words, n := b.upperWords(f.Item), stand.Upper
	if stand.Lean == disclosure.Lower || stand.Lower > stand.Upper {
		words, n = b.lowerWords(f.Item), stand.Lower // what most say
	}
	if item, _ := b.fw.Item(f.Item); len(item.Levels) > 0 {
		return b.standOfLevels(item, f.Kind, stand, words, n)
	}
	with := []any{"N", n, "Of", stand.N, "Share", b.percent(n, stand.N), "Words", words,
		"Who", b.words.Say("finding.who." + f.Strand), "First", b.words.Say("finding.first." + f.Strand)}
	switch {
	case stand.Counted && stand.Odd && stand.Middle() == stand.N:
		return b.words.Say("finding.lean-words", append(with, "Words", b.middleWord(f.Item))...)
	case stand.Counted && stand.Odd && n < stand.N:
		return b.threeParts(f.Strand, f.Item, stand)
	case stand.Odd && f.Kind == insight.Mixed:
		return b.words.Say("finding.middle-words", with...)
	case f.Kind == insight.Mixed && stand.Counted:
		return b.words.Say("finding.both-counts", with...)
	case f.Kind == insight.Mixed:
		return b.words.Say("finding.both-words", with...)
	case stand.Counted && n < stand.N:
		return b.words.Say("finding.lean-counts", with...)
	}
	return b.words.Say("finding.lean-words", with...)
}

// standOfLevels says what those levels say that a statement was put to.
func (b *builder) standOfLevels(item framework.Item, kind insight.Kind, stand insight.Stand, words string, n int) string {
	with := []any{"Levels", b.levelGroup(item.Levels), "N", n, "Of", stand.N, "Share", b.percent(n, stand.N), "Words", words}
	switch {
	case stand.Counted && n < stand.N:
		return b.words.Say("finding.levels-counts", with...)
	case kind == insight.Mixed:
		return b.words.Say("finding.levels-both", with...)
	}
	return b.words.Say("finding.levels-words", with...)
}

// threeParts says how many stand in the upper half of a scale, at its middle
// word and in the lower half.
func (b *builder) threeParts(strand, item string, stand insight.Stand) string {
	parts := []string{
		b.words.Say("finding.part", "N", b.roundedWords(stand.Upper), "Words", b.upperWords(item)),
		b.words.Say("finding.part", "N", b.roundedWords(stand.Middle()), "Words", b.middleWord(item)),
		b.words.Say("finding.part", "N", b.roundedWords(stand.Lower), "Words", b.lowerWords(item)),
	}
	return b.words.Say("finding.three-parts", "Of", stand.N, "Who", b.words.Say("finding.who."+strand),
		"Parts", b.joined(parts, "report.list.and"))
}

// roundedWords says a rounded number that may stand for a few.
func (b *builder) roundedWords(n int) string {
	if n == 0 {
		return b.words.Say("finding.few-or-none")
	}
	return strconv.Itoa(n)
}

func (b *builder) tellSpread(f insight.Finding) string {
	var parts []string
	for _, c := range b.wholeOf(f.Strand, f.Item).Positions {
		if c.Shown > 0 {
			parts = append(parts, b.words.Say("finding.part", "N", c.Words, "Words", b.quoted(c.Word)))
		}
	}
	return b.words.Say("finding.spread", "Who", b.words.Say("finding.who."+f.Strand), "Parts", b.joined(parts, "report.list.and"))
}

func (b *builder) wholeOf(strand, item string) Result {
	for _, s := range b.strands {
		if s.ID == strand {
			return b.whole(item, s)
		}
	}
	return Result{}
}

func (b *builder) tellDontKnow(f insight.Finding) string {
	item, _ := b.fw.Item(f.Item)
	chosen := b.quoted(b.word(item, f.Answer))
	if f.Strand == framework.Return {
		return b.words.Count("finding.agencies-dont-know", f.N, "Answer", chosen, "Names", b.names(f.Agencies, manyNames))
	}
	message, of := "finding.dont-know", f.Sides[0].Stand.N
	if of == 0 {
		message = "finding.dont-know-none"
	}
	return b.words.Say(message, "N", f.N, "Of", of, "Answer", chosen, "Who", b.words.Say("finding.who."+f.Strand))
}

func (b *builder) tellReturns(f insight.Finding) string {
	stand := f.Sides[0].Stand
	n, rest := stand.Upper, stand.Lower
	words, others := b.upperWords(f.Item), b.lowerWords(f.Item)
	if stand.Lower > stand.Upper {
		n, rest, words, others = rest, n, others, words
	}
	with := []any{"Most", n, "Of", stand.N, "Words", words, "Others", others, "Middle", b.middleWord(f.Item)}
	switch {
	case n == 0:
		return b.words.Count("finding.returns-middle", stand.N, with...)
	case stand.N == 1:
		return b.words.Say("finding.returns-one", with...)
	case rest > 0 && n == 1:
		return b.words.Say("finding.returns-one-each", with...)
	case rest > 0:
		return b.words.Count("finding.returns-both", rest, with...)
	}
	return b.words.Count("finding.returns", n, with...)
}

func (b *builder) tellSilence(f insight.Finding) string {
	switch f.Kind {
	case insight.NotAsked, insight.TooFew:
		return b.words.Say("finding." + string(f.Kind) + "." + f.Strand)
	case insight.NotHeard:
		if len(f.Levels) > 0 {
			return b.words.Say("finding.not-heard-levels", "Names", b.levelNames(f.Levels))
		}
		return b.words.Say("finding.not-heard-"+f.Strand, "Names", b.names(f.Agencies, manyNames))
	case insight.NotShown:
		message := "finding.not-shown"
		if len(f.Sides) > 0 {
			message = "finding.not-shown-groups"
		}
		return b.words.Say(message, "Who", b.words.Say("finding.who."+f.Strand))
	case insight.Blank:
		return b.words.Say("finding.blank", "N", f.N, "Of", f.Of, "Names", b.names(f.Agencies, manyNames))
	default:
		return b.words.Say("finding." + string(f.Kind))
	}
}

// upperWords are the words of the upper half of an item's scale, as a sentence
// says them: “Most of the time” or “Always or nearly always”.
func (b *builder) upperWords(item string) string { return b.halfOf(item, disclosure.Upper) }

func (b *builder) lowerWords(item string) string { return b.halfOf(item, disclosure.Lower) }

func (b *builder) halfOf(id string, lean disclosure.Lean) string {
	item, _ := b.fw.Item(id)
	scale, _ := b.fw.Scale(item.Scale)
	return b.half(scale, lean)
}

func (b *builder) quoted(word string) string { return b.words.Say("report.lean.word", "Word", word) }

// middleWord is the word in the middle of an item's scale, or "".
func (b *builder) middleWord(id string) string {
	item, _ := b.fw.Item(id)
	scale, _ := b.fw.Scale(item.Scale)
	if len(scale.Positions)%2 == 0 {
		return ""
	}
	return b.quoted(b.text(scale.Positions[len(scale.Positions)/2].Word))
}
