package report

import (
	"slices"

	"bearings/internal/framework"
	"bearings/internal/insight"
)

// What fits on one sheet, and in one topic.
const (
	maxSays    = 2
	maxKeep    = 3
	maxDiffer  = 4
	maxGrow    = 3
	maxUnknown = 3
	maxAsk     = 3
	maxWhy     = 4
	maxApart   = 2 // children, and parents, beside professionals
)

// talk puts what the results say onto the pages, into the overview and into
// the agenda.
func (b *builder) talk(r *Report, found insight.Insight) {
	r.Findings = b.findings(found.Findings)
	for i := range r.Pages {
		b.fill(&r.Pages[i], ofPrinciple(found.Findings, r.Pages[i].ID))
	}
	for i, f := range found.Findings {
		if f.Principle == "" && f.Item == "" {
			r.Unheard = append(r.Unheard, r.Findings[i].Text)
		}
	}
	for _, p := range b.fw.Principles {
		r.Overview = append(r.Overview, b.overview(p, ofPrinciple(found.Findings, p.ID)))
	}
	if !slices.ContainsFunc(r.Overview, isKnown) {
		r.Overview = nil // nothing but notes
	}
	for _, t := range found.Agenda {
		r.Agenda = append(r.Agenda, b.topic(t))
	}
}

func isKnown(row OverviewRow) bool {
	return slices.ContainsFunc(row.Cells, func(c OverviewCell) bool { return c.Known })
}

func ofPrinciple(found []insight.Finding, id string) []insight.Finding {
	var all []insight.Finding
	for _, f := range found {
		if f.Principle == id {
			all = append(all, f)
		}
	}
	return all
}

// fill writes the sentences of a principle onto its page. Where people were
// asked several statements, each sentence says which it is about.
func (b *builder) fill(p *Page, found []insight.Finding) {
	for i, block := range p.Blocks {
		for _, f := range found {
			stands := f.Kind.IsStand() && !f.Deeper || f.Kind == insight.Returns
			if stands && f.Strand == block.Strand && len(p.Blocks[i].Says) < maxSays {
				p.Blocks[i].Says = append(p.Blocks[i].Says, b.say(f))
			}
		}
	}
	p.Keep = b.keep(found)
	p.Differ = b.differ(found)
	p.Grow = b.told(found, maxGrow, func(f insight.Finding) bool { return f.Kind == insight.Scope })
	p.Unknown = b.told(found, maxUnknown, func(f insight.Finding) bool {
		if f.Kind == insight.DontKnow {
			return f.Strand != framework.Return // the agencies' block shows who chose what
		}
		return slices.Contains([]insight.Kind{insight.NotShown, insight.Blank, insight.NotLooked}, f.Kind)
	})
	p.Ask = b.ask(found, p.ID)
	p.Replies = b.repliesTo(found...)
}

// say tells a finding for the page of its principle.
func (b *builder) say(f insight.Finding) string {
	for _, strand := range framework.Strands {
		statements := 0
		for _, item := range b.fw.ItemsOf(f.Principle) {
			if item.Part == framework.Core && !item.IsText() && item.For(strand) {
				statements++
			}
		}
		if statements > 1 {
			return b.tellWhole(f)
		}
	}
	return b.tell(f)
}

// told says the first few findings that are meant.
func (b *builder) told(found []insight.Finding, most int, meant func(insight.Finding) bool) []string {
	var all []string
	for _, f := range found {
		if meant(f) && len(all) < most {
			all = append(all, b.say(f))
		}
	}
	return all
}

// keep says who sees the principle as strong, together only those who were
// asked the same, and the further statements that are strong.
func (b *builder) keep(found []insight.Finding) []string {
	var strong [][]insight.Finding
	for _, f := range found {
		if f.Kind != insight.Strength || f.Deeper {
			continue
		}
		at := slices.IndexFunc(strong, func(group []insight.Finding) bool {
			return !slices.ContainsFunc(group, func(one insight.Finding) bool { return !b.mirrored(one.Item, f.Item) })
		})
		if at < 0 {
			strong = append(strong, []insight.Finding{f})
			continue
		}
		strong[at] = append(strong[at], f)
	}
	var all []string
	for _, group := range strong[:min(len(strong), maxKeep-1)] {
		who := []string{b.words.Say("finding.first." + group[0].Strand)}
		for _, f := range group[1:] {
			who = append(who, b.words.Say("finding.who."+f.Strand))
		}
		so := b.words.Say("finding.keep", "Who", b.joined(who, "finding.as-well"))
		all = append(all, b.on(group[0].Item, so))
	}
	return append(all, b.told(found, maxKeep-len(all), func(f insight.Finding) bool {
		return f.Kind == insight.Strength && f.Deeper
	})...)
}

func (b *builder) mirrored(one, other string) bool {
	item, _ := b.fw.Item(one)
	return slices.Contains(item.Mirrors, other)
}

// differ says where answers differ, of each kind the first: children and
// parents beside professionals, levels, an agency's return beside its own
// staff, and then what else there is room for.
func (b *builder) differ(found []insight.Finding) []string {
	is := func(kind insight.Kind) func(insight.Finding) bool {
		return func(f insight.Finding) bool { return f.Kind == kind }
	}
	together := inOneBreath(found)
	beside := slices.DeleteFunc(slices.Clone(together), func(f insight.Finding) bool { return !besideProfessionals(f) })
	voices := slices.DeleteFunc(slices.Clone(together), besideProfessionals)
	all := b.told(beside, maxApart, is(insight.Apart))
	all = append(all, b.told(found, 1, is(insight.Levels))...)
	all = append(all, b.told(together, 1, is(insight.OwnStaff))...)
	if slices.ContainsFunc(found, is(insight.Divided)) {
		all = append(all, b.words.Say("finding.divided-short")) // the agencies' block has the figures
	}
	all = append(all, b.told(found, 1, is(insight.Agencies))...)
	all = append(all, b.told(voices, 1, is(insight.Apart))...)
	all = append(all, b.told(found, 1, is(insight.Spread))...)
	return all[:min(len(all), maxDiffer)]
}

// inOneBreath puts findings together for which there is room for one sentence:
// the same children or parents beside staff and beside agencies' returns, where
// both are above them or both below, and agencies whose return and own staff
// differ on one statement.
func inOneBreath(found []insight.Finding) []insight.Finding {
	var all []insight.Finding
	for _, f := range found {
		at := slices.IndexFunc(all, func(one insight.Finding) bool { return len(f.Sides) > 1 && goTogether(one, f) })
		if at < 0 {
			f.Sides, f.Agencies = slices.Clone(f.Sides), slices.Clone(f.Agencies)
			all = append(all, f)
			continue
		}
		all[at].Sides = append(all[at].Sides, f.Sides[1])
		all[at].Agencies = append(all[at].Agencies, f.Agencies...)
	}
	return all
}

func goTogether(one, other insight.Finding) bool {
	if one.Kind != other.Kind || one.Item != other.Item {
		return false
	}
	return one.Kind == insight.OwnStaff ||
		besideProfessionals(one) && besideProfessionals(other) && one.Sides[0].Lower == other.Sides[0].Lower
}

// besideProfessionals says whether a finding sets children or parents beside
// staff or agencies, and not beside each other.
func besideProfessionals(f insight.Finding) bool {
	return f.Kind == insight.Apart && (f.Sides[1].Strand == framework.Staff || f.Sides[1].Strand == framework.Return)
}

// ask are questions to ask each other: the pack's first, one that what was found
// raises, and then the pack's others.
func (b *builder) ask(found []insight.Finding, principles ...string) []string {
	var all []string
	add := func(question string) {
		if len(all) < maxAsk && !slices.Contains(all, question) {
			all = append(all, question)
		}
	}
	packs := b.packAsks(principles)
	if len(packs) > 0 {
		add(packs[0])
	}
	for _, f := range found {
		if message := askOf(f); message != "" && len(all) < maxAsk-1 {
			add(b.words.Say("finding.ask." + message))
		}
	}
	for _, question := range packs {
		add(question)
	}
	return all
}

// packAsks are the questions the pack has for principles, in turns.
func (b *builder) packAsks(principles []string) []string {
	var all []string
	for n := range maxAsk {
		for _, id := range principles {
			if p, _ := b.fw.Principle(id); n < len(p.Asks) {
				all = append(all, b.text(p.Asks[n]))
			}
		}
	}
	return all
}

func askOf(f insight.Finding) string {
	if f.Minor {
		return ""
	}
	switch f.Kind {
	case insight.Scope:
		if f.Strand != framework.Staff {
			return "concern-" + f.Strand
		}
	case insight.Apart:
		if f.Sides[0].Strand != framework.Staff && f.Sides[1].Strand != framework.Parent {
			return "apart-" + f.Sides[0].Strand
		}
		return "apart"
	case insight.Divided:
		return string(insight.Agencies)
	case insight.Levels, insight.Agencies, insight.OwnStaff, insight.Spread, insight.DontKnow, insight.Blank:
		return string(f.Kind)
	}
	return ""
}
