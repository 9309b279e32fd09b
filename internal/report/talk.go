package report

import (
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/insight"
)

// What fits on one sheet, and in one topic.
const (
	maxSays    = 2
	maxKeep    = 3
	maxDiffer  = 4
	maxGrow    = 2
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

// fill writes the sentences of a principle onto its page.
func (b *builder) fill(p *Page, found []insight.Finding) {
	for i, block := range p.Blocks {
		for _, f := range found {
			stands := isStand(f.Kind) && !f.Deeper || f.Kind == insight.Returns
			if stands && f.Strand == block.Strand && len(p.Blocks[i].Says) < maxSays {
				p.Blocks[i].Says = append(p.Blocks[i].Says, b.tell(f))
			}
		}
	}
	p.Keep = b.keep(found)
	p.Differ = b.differ(found)
	p.Grow = b.told(found, maxGrow, func(f insight.Finding) bool {
		return f.Kind == insight.Scope && (f.Strand == framework.Staff || f.Deeper)
	})
	p.Unknown = b.told(found, maxUnknown, func(f insight.Finding) bool {
		if f.Kind == insight.DontKnow {
			return f.Strand != framework.Return // the agencies' block shows who chose what
		}
		return slices.Contains([]insight.Kind{insight.NotShown, insight.Blank, insight.NotLooked}, f.Kind)
	})
	p.Ask = b.ask(found, p.ID)
}

func isStand(k insight.Kind) bool {
	return k == insight.Strength || k == insight.Scope || k == insight.Mixed || k == insight.Close
}

// told says the first few findings that are meant.
func (b *builder) told(found []insight.Finding, most int, meant func(insight.Finding) bool) []string {
	var all []string
	for _, f := range found {
		if meant(f) && len(all) < most {
			all = append(all, b.tell(f))
		}
	}
	return all
}

// keep says who together sees the principle as strong, and the further
// statements that are.
func (b *builder) keep(found []insight.Finding) []string {
	var who []string
	item := ""
	for _, f := range found {
		if f.Kind == insight.Strength && !f.Deeper {
			message := "finding.who."
			if len(who) == 0 {
				message, item = "finding.first.", f.Item
			}
			if name := b.words.Say(message + f.Strand); !slices.Contains(who, name) {
				who = append(who, name)
			}
		}
	}
	var all []string
	if len(who) > 0 {
		statement, _ := b.fw.Item(item)
		all = append(all, b.words.Say("finding.keep", "Statement", b.text(statement.Text), "Who", b.joined(who, "report.list.and")))
	}
	return append(all, b.told(found, maxKeep-len(all), func(f insight.Finding) bool {
		return f.Kind == insight.Strength && f.Deeper
	})...)
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
	all = append(all, b.own(found)...)
	all = append(all, b.told(found, 1, is(insight.Agencies))...)
	all = append(all, b.told(voices, 1, is(insight.Apart))...)
	all = append(all, b.told(found, 1, is(insight.Spread))...)
	return all[:min(len(all), maxDiffer)]
}

// own names the first agency whose return and own staff differ, and counts the
// others.
func (b *builder) own(found []insight.Finding) []string {
	own := b.told(oppositeFirst(found), len(found), func(f insight.Finding) bool { return f.Kind == insight.OwnStaff })
	if len(own) < 2 {
		return own
	}
	return []string{b.sentence(own[0], b.words.Count("finding.more-agencies", len(own)-1))}
}

// oppositeFirst puts agencies first whose return and own staff lean to opposite
// halves of the scale.
func oppositeFirst(found []insight.Finding) []insight.Finding {
	opposite := func(f insight.Finding) bool {
		return f.Kind == insight.OwnStaff && f.Sides[0].Stand.Lean != disclosure.Mixed && f.Sides[1].Stand.Lean != disclosure.Mixed
	}
	var first, others []insight.Finding
	for _, f := range found {
		if opposite(f) {
			first = append(first, f)
		} else {
			others = append(others, f)
		}
	}
	return append(first, others...)
}

// inOneBreath puts findings together that set the same children or parents
// beside staff and beside agencies' returns, where both are above them or both
// below: there is room for one sentence.
func inOneBreath(found []insight.Finding) []insight.Finding {
	var all []insight.Finding
	for _, f := range found {
		at := slices.IndexFunc(all, func(one insight.Finding) bool { return goTogether(one, f) })
		if at < 0 {
			f.Sides = slices.Clone(f.Sides)
			all = append(all, f)
			continue
		}
		all[at].Sides = append(all[at].Sides, f.Sides[1])
	}
	return all
}

func goTogether(one, other insight.Finding) bool {
	if one.Kind != insight.Apart || other.Kind != insight.Apart || one.Item != other.Item {
		return false
	}
	return besideProfessionals(one) && besideProfessionals(other) && one.Sides[0].Lower == other.Sides[0].Lower
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
	case insight.Levels, insight.Agencies, insight.OwnStaff, insight.Spread, insight.DontKnow, insight.Blank:
		return string(f.Kind)
	}
	return ""
}

// topic says one thing to talk about.
func (b *builder) topic(t insight.Topic) Topic {
	topic := Topic{About: t.Principles}
	var titles []string
	for _, id := range t.Principles {
		p, _ := b.fw.Principle(id)
		titles = append(titles, b.words.Say("finding.topic.about", "ID", id, "Title", b.text(p.Title)))
		topic.Title = b.text(p.Title)
	}
	topic.AboutWords = b.joined(titles, "report.list.and")
	topic.Why = b.why(inOneBreath(t.Findings))
	for _, thread := range b.fw.Threads {
		if thread.ID == t.Thread {
			topic.Title = b.text(thread.Name)
			if name := thread.Apart[t.Strong]; t.Strong != "" && name != nil {
				topic.Title = b.text(name)
			}
			topic.Ask = append(topic.Ask, b.text(thread.Ask))
		}
	}
	topic.Ask = append(topic.Ask, b.ask(t.Findings, t.Principles...)...)
	topic.Ask = topic.Ask[:min(len(topic.Ask), maxAsk)]
	return topic
}

// why says the first findings of a topic, each statement only once.
func (b *builder) why(found []insight.Finding) []string {
	var all []string
	said := ""
	for _, f := range found[:min(len(found), maxWhy)] {
		if f.Item == said {
			all = append(all, b.tell(f))
			continue
		}
		said = f.Item
		all = append(all, b.tellWhole(f))
	}
	return all
}

// overview is a principle at a glance: strands of people by their lean, and
// agencies by their number.
func (b *builder) overview(p framework.Principle, found []insight.Finding) OverviewRow {
	row := OverviewRow{ID: p.ID, Title: b.text(p.Title)}
	for _, strand := range b.strands {
		if strand.ID != framework.Evidence {
			row.Cells = append(row.Cells, b.glance(p.ID, strand, found))
		}
	}
	return row
}

func (b *builder) glance(principle string, strand Strand, found []insight.Finding) OverviewCell {
	cell := OverviewCell{Strand: strand.ID}
	for _, f := range found {
		if f.Strand != strand.ID || f.Deeper {
			continue
		}
		if f.Kind == insight.Returns {
			stand := f.Sides[0].Stand
			cell.Words, cell.Known = b.words.Say("finding.overview.returns", "N", stand.Upper, "Of", stand.N), true
			return cell
		}
		if isStand(f.Kind) {
			cell.Words, cell.Known = b.words.Say("finding.overview."+leanWord(f.Sides[0].Stand)), true
			return cell
		}
	}
	switch {
	case strand.ID == framework.Return:
		cell.Words = b.words.Say("finding.overview.no-return")
	case strand.State == NotAsked || !b.asked(principle, strand.ID):
		cell.Words = b.words.Say("finding.overview.not-asked")
	default:
		cell.Words = b.words.Say("finding.overview.nothing")
	}
	return cell
}

// leanWord names what the answers lean to, or the two leans that rounding leaves
// open; of three there is nothing to say.
func leanWord(s insight.Stand) string {
	lower, upper := s.Allows(disclosure.Lower), s.Allows(disclosure.Upper)
	switch {
	case s.Lean != "":
		return string(s.Lean)
	case lower && upper:
		return "open"
	case lower:
		return "mixed-lower"
	}
	return "mixed-upper"
}

func (b *builder) asked(principle, strand string) bool {
	return slices.ContainsFunc(b.fw.ItemsOf(principle), func(i framework.Item) bool { return i.For(strand) })
}
