package report

import (
	"slices"
	"strconv"

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
		all = append(all, Finding{Kind: string(f.Kind), Principle: f.Principle, Groups: groupsOf(f), Text: b.tellWhole(f)})
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
	return b.words.Say("finding.on", "Statement", b.text(item.Text), "Says", b.tell(f))
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
	case insight.Apart, insight.Alike:
		return b.tellPair(f)
	case insight.Levels:
		return b.words.Say("finding.levels", "Words", b.upperWords(f.Item), "Groups", b.figures(f.Sides))
	case insight.Agencies:
		return b.tellAgencies(f)
	case insight.OwnStaff:
		return b.tellOwnStaff(f)
	default:
		return b.tellSilence(f)
	}
}

func (b *builder) tellStand(f insight.Finding) string {
	side := f.Sides[0]
	words, n := b.upperWords(f.Item), side.Stand.Upper
	if side.Stand.Lean == disclosure.Lower {
		words, n = b.lowerWords(f.Item), side.Stand.Lower
	}
	with := []any{"N", n, "Of", side.Stand.N, "Share", b.percent(n, side.Stand.N), "Words", words,
		"Who", b.words.Say("finding.who." + f.Strand), "First", b.words.Say("finding.first." + f.Strand)}
	message := "finding.lean"
	if f.Kind == insight.Mixed {
		message = "finding.both"
	}
	if side.Stand.Counted && n < side.Stand.N {
		message += "-counts"
	} else {
		message += "-words"
	}
	says := b.words.Say(message, with...)
	if f.Deeper {
		item, _ := b.fw.Item(f.Item)
		return b.words.Say("finding.on", "Statement", b.text(item.Text), "Says", says)
	}
	return says
}

func (b *builder) tellSpread(f insight.Finding) string {
	result := b.wholeOf(f.Strand, f.Item)
	first, last := result.Positions[0], result.Positions[len(result.Positions)-1]
	return b.words.Say("finding.spread", "Who", b.words.Say("finding.who."+f.Strand),
		"Low", first.Words, "Lowest", b.quoted(first.Word), "High", last.Words, "Highest", b.quoted(last.Word))
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
	switch {
	case n == 0:
		return b.words.Say("finding.returns-middle")
	case rest > 0:
		return b.words.Count("finding.returns-both", rest, "Most", n, "Of", stand.N, "Words", words, "Others", others)
	}
	return b.words.Count("finding.returns", stand.N, "N", n, "Of", stand.N, "Words", words)
}

func (b *builder) tellPair(f insight.Finding) string {
	lean := f.Sides[0].Stand.Lean
	if f.Kind == insight.Alike && lean == disclosure.Mixed {
		return b.words.Say("finding.alike-mixed", "First", b.who(f.Sides[0]), "Second", b.who(f.Sides[1]))
	}
	words, upper := b.upperWords(f.Item), true
	if f.Kind == insight.Alike && lean == disclosure.Lower {
		words, upper = b.lowerWords(f.Item), false
	}
	var others []string
	for _, s := range f.Sides[1:] {
		others = append(others, b.howMany(s, upper))
	}
	return b.words.Say("finding."+string(f.Kind), "Words", words,
		"First", b.howMany(f.Sides[0], upper), "Second", b.joined(others, "report.list.and"))
}

func (b *builder) who(s insight.Side) string {
	if s.Strand == framework.Return {
		return b.words.Say("finding.agencies-name")
	}
	return b.words.Say("finding.who." + s.Strand)
}

// howMany says how many of a strand chose a word in the upper half, or else
// the lower: "35% of staff", "most young people".
func (b *builder) howMany(s insight.Side, upper bool) string {
	n := s.Stand.Upper
	if !upper {
		n = s.Stand.Lower
	}
	switch {
	case s.Strand == framework.Return:
		return b.words.Say("finding.of-agencies", "N", n, "Of", s.Stand.N)
	case s.Stand.Counted && 0 < n && n < s.Stand.N:
		return b.words.Say("finding.of-figure", "Share", b.percent(n, s.Stand.N), "Who", b.who(s))
	case !upper:
		return b.words.Say("finding.of-upper", "Who", b.who(s)) // most chose a lower word
	}
	return b.words.Say("finding.of-"+string(s.Stand.Lean), "Who", b.who(s))
}

// figure says how many of a group chose a word in the upper half. Nobody and
// everybody are never said: a 0 that is shown may be 2.
func (b *builder) figure(s insight.Stand) string {
	if s.Counted && 0 < s.Upper && s.Upper < s.N {
		return b.words.Say("finding.figure", "Share", b.percent(s.Upper, s.N))
	}
	return b.words.Say("finding." + string(s.Lean))
}

// percent is a share as it is printed.
func (b *builder) percent(n, of int) string {
	return b.words.Say("report.show.percent", "N", strconv.Itoa(percentOf(n, of)))
}

// figures are groups and how many of each chose a word in the upper half, kept
// apart although a group's name may itself be a list.
func (b *builder) figures(sides []insight.Side) string {
	text := ""
	for _, s := range sides {
		one := b.words.Say("finding.group", "Name", b.groupOf(s).Name, "Figure", b.figure(s.Stand))
		if text == "" {
			text = one
			continue
		}
		text = b.words.Say("finding.groups", "First", text, "Next", one)
	}
	return text
}

func (b *builder) groupOf(side insight.Side) Group {
	for _, s := range b.strands {
		for _, g := range s.Groups {
			if s.ID == side.Strand && g.ID == side.Group {
				return g
			}
		}
	}
	return Group{}
}

// tellAgencies names some of the groups that stand above and below others, in
// the order of their names, which says nothing of who is which.
func (b *builder) tellAgencies(f insight.Finding) string {
	names := b.byName()
	byName := func(x, y insight.Side) int { return names(b.groupOf(x).Name, b.groupOf(y).Name) }
	sides := slices.SortedStableFunc(slices.Values(f.Sides), byName)
	var chosen []insight.Side
	higher, lower := 0, 0
	for _, s := range sides {
		if s.Higher && higher < fewNames || s.Lower && lower < fewNames {
			chosen = append(chosen, s)
		}
		if s.Higher {
			higher++
		} else {
			lower++
		}
	}
	groups := b.figures(chosen)
	if left := len(sides) - len(chosen); left > 0 {
		groups = b.words.Count("finding.more-groups", left, "Groups", groups)
	}
	return b.words.Say("finding.agencies", "Words", b.upperWords(f.Item), "Groups", groups)
}

func (b *builder) tellOwnStaff(f insight.Finding) string {
	item, _ := b.fw.Item(f.Item)
	staff, message, words := f.Sides[1].Stand, "mostly", b.upperWords(f.Item)
	switch {
	case staff.Counted && 0 < staff.Upper && staff.Upper < staff.N:
		message = "figure"
	case staff.Lean == disclosure.Mixed:
		message = "mixed"
	case staff.Lean == disclosure.Lower:
		words = b.lowerWords(f.Item)
	}
	return b.words.Say("finding.own-staff-"+message, "Agency", f.Agencies[0], "Words", words,
		"Answer", b.quoted(b.word(item, f.Sides[0].Answer)), "Share", b.percent(staff.Upper, staff.N))
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

// names puts names into a line, the first few of them where there are many.
func (b *builder) names(all []string, most int) string {
	if len(all) <= most+1 {
		return b.joined(all, "report.list.and")
	}
	shown := b.joined(all[:most], "report.list.comma")
	return b.words.Count("finding.and-more", len(all)-most, "Names", shown)
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
