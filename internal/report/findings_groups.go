package report

import (
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/insight"
)

// tellPair says that strands answer alike, or not: how many of each chose the
// words of one half of the scale, or how each leans.
func (b *builder) tellPair(f insight.Finding) string {
	first := f.Sides[0]
	if f.Kind == insight.Alike && first.Stand.Lean == disclosure.Mixed {
		return b.words.Say("finding.alike-mixed", "First", b.who(first), "Second", b.who(f.Sides[1]))
	}
	upper := f.Kind == insight.Apart || first.Stand.Lean != disclosure.Lower
	if b.eachItsWords(f.Sides) {
		return b.words.Say("finding."+string(f.Kind)+"-each", "Sides", b.together(f.Sides, b.leaning))
	}
	words := b.upperWords(f.Item)
	if !upper {
		words = b.lowerWords(f.Item)
	}
	var others []string
	for _, s := range f.Sides[1:] {
		others = append(others, b.howMany(s, upper))
	}
	return b.words.Say("finding."+string(f.Kind), "Words", words,
		"First", b.howMany(first, upper), "Second", b.joined(others, "report.list.and"))
}

// eachItsWords says whether every side needs words of its own: because it
// answered with others, or because a middle word makes the share of one half
// say too little.
func (b *builder) eachItsWords(sides []insight.Side) bool {
	words := b.upperWords(sides[0].Item)
	return slices.ContainsFunc(sides, func(s insight.Side) bool {
		return s.Stand.Odd && !s.Stand.Counted || b.upperWords(s.Item) != words
	})
}

// leaning says how a side answers, in its own words.
func (b *builder) leaning(s insight.Side) string {
	message := map[disclosure.Lean]string{
		disclosure.Upper: "finding.leans", disclosure.Lower: "finding.leans", disclosure.Mixed: "finding.leans-between",
	}[s.Stand.Lean]
	words := b.upperWords(s.Item)
	if s.Stand.Lean == disclosure.Lower {
		words = b.lowerWords(s.Item)
	}
	if message == "" || s.Strand == framework.Return {
		return b.words.Say("finding.say", "Who", b.howMany(s, true), "Words", b.upperWords(s.Item))
	}
	return b.words.Say(message, "Who", b.who(s), "Words", words)
}

func (b *builder) together(sides []insight.Side, say func(insight.Side) string) string {
	text := ""
	for _, s := range sides {
		if text == "" {
			text = say(s)
			continue
		}
		text = b.words.Say("finding.groups", "First", text, "Next", say(s))
	}
	return text
}

func (b *builder) who(s insight.Side) string {
	if s.Strand == framework.Return {
		return b.words.Say("finding.agencies-name")
	}
	return b.words.Say("finding.who." + s.Strand)
}

// howMany says how many of a strand chose a word in the upper half, or else
// the lower: "35% of staff", "most young people". Nobody and everybody are
// never said: a 0 that is shown may be 2.
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
	}
	return b.words.Say("finding.of-"+inWords(s.Stand, n, upper), "Who", b.who(s))
}

// figure says how many of a group chose a word in the upper half, in figures or
// in words.
func (b *builder) figure(s insight.Stand, figures bool) string {
	switch {
	case figures && 0 < s.Upper && s.Upper < s.N:
		return b.words.Say("finding.figure", "Share", b.percent(s.Upper, s.N))
	case s.Counted && (s.Upper == 0 || s.Upper == s.N):
		return b.words.Say("finding." + inWords(s, s.Upper, true))
	}
	return b.words.Say("finding." + leanWord(s))
}

// inWords is "upper" for most of a group, "mixed" for some, "lower" for few.
func inWords(s insight.Stand, n int, upper bool) string {
	switch {
	case s.Counted && n == 0:
		return "lower"
	case s.Counted:
		return "upper"
	case upper:
		return string(s.Lean)
	case s.Lean == disclosure.Lower:
		return "upper" // most chose a lower word
	case s.Lean == disclosure.Upper:
		return "lower"
	}
	return "mixed"
}

// percent is a share as it is printed.
func (b *builder) percent(n, of int) string {
	return b.words.Say("report.show.percent", "N", percentOf(n, of))
}

// tellGroups sets groups of staff beside each other; left is how many more
// there are than are named.
func (b *builder) tellGroups(message string, f insight.Finding, sides []insight.Side, left int) string {
	// Figures and words are never mixed: they could not be compared.
	figures := !slices.ContainsFunc(sides, func(s insight.Side) bool {
		return !s.Stand.Counted || s.Stand.Upper == 0 || s.Stand.Upper == s.Stand.N
	})
	say := func(s insight.Side) string {
		return b.words.Say("finding.group", "Name", b.groupOf(s).Name, "Figure", b.figure(s.Stand, figures))
	}
	if b.eachItsWords(sides) {
		message += "-leans"
		say = func(s insight.Side) string {
			return b.words.Say("finding.group", "Name", b.groupOf(s).Name, "Figure", b.leansTo(s))
		}
	}
	groups := b.together(sides, say)
	if left > 0 {
		groups = b.words.Count("finding.more-groups", left, "Groups", groups)
	}
	return b.words.Say(message, "Words", b.upperWords(f.Item), "Groups", groups)
}

// leansTo says how a group answers on a scale with a middle word.
func (b *builder) leansTo(s insight.Side) string {
	switch s.Stand.Lean {
	case disclosure.Upper:
		return b.words.Say("finding.mostly", "Words", b.upperWords(s.Item))
	case disclosure.Lower:
		return b.words.Say("finding.mostly", "Words", b.lowerWords(s.Item))
	case disclosure.Mixed:
		return b.words.Say("finding.between")
	}
	return b.words.Say("finding.figure-of", "Figure", b.figure(s.Stand, true), "Words", b.upperWords(s.Item))
}

// tellAgencies names some of the groups that stand above and below others, in
// the order of their names, which says nothing of who is which.
func (b *builder) tellAgencies(f insight.Finding) string {
	if len(f.Sides) == 0 {
		return b.words.Say("finding.agencies-unnamed")
	}
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
	return b.tellGroups("finding.agencies", f, chosen, len(sides)-len(chosen))
}

// tellOwnStaff says how an agency's return and its own staff differ; of several
// agencies only which.
func (b *builder) tellOwnStaff(f insight.Finding) string {
	if len(f.Agencies) == 0 {
		return b.words.Say("finding.own-staff-unnamed")
	}
	if len(f.Agencies) > 1 {
		agencies := slices.Clone(f.Agencies)
		slices.SortFunc(agencies, b.byName())
		return b.words.Say("finding.own-staff-several", "Names", b.names(agencies, manyNames))
	}
	item, _ := b.fw.Item(f.Item)
	staff, message, words := f.Sides[1].Stand, "mostly", b.upperWords(f.Item)
	switch {
	case staff.Counted && !staff.Odd && 0 < staff.Upper && staff.Upper < staff.N:
		message = "figure"
	case staff.Lean == disclosure.Mixed && staff.Odd:
		message = "between"
	case staff.Lean == disclosure.Mixed:
		message = "mixed"
	case staff.Lean == disclosure.Lower:
		words = b.lowerWords(f.Item)
	}
	return b.words.Say("finding.own-staff-"+message, "Agency", f.Agencies[0], "Words", words,
		"Answer", b.quoted(b.word(item, f.Sides[0].Answer)), "Share", b.percent(staff.Upper, staff.N))
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

// names puts names into a line, the first few of them where there are many.
func (b *builder) names(all []string, most int) string {
	if len(all) <= most+1 {
		return b.joined(all, "report.list.and")
	}
	shown := b.joined(all[:most], "report.list.comma")
	return b.words.Count("finding.and-more", len(all)-most, "Names", shown)
}
