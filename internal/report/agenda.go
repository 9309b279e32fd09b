package report

import (
	"cmp"
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/insight"
)

// topic says one thing to talk about.
func (b *builder) topic(t insight.Topic) Topic {
	topic := Topic{About: t.Principles, Title: b.text(b.fw.Title)}
	var titles []string
	for _, id := range t.Principles {
		p, _ := b.fw.Principle(id)
		titles = append(titles, b.words.Say("finding.topic.about", "ID", id, "Title", b.text(p.Title)))
		topic.Title = b.text(p.Title)
	}
	topic.AboutWords = b.joined(titles, "report.list.and")
	said := inOneBreath(t.Findings)
	topic.Why = b.why(said)
	for _, f := range said[:min(len(said), maxWhy)] {
		for _, one := range t.Findings {
			if one.Kind == f.Kind && one.Item == f.Item {
				topic.Replies = append(topic.Replies, b.repliesTo(one)...)
			}
		}
	}
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

// why says the first findings of a topic, those on one statement together and
// the statement only once.
func (b *builder) why(found []insight.Finding) []string {
	found = slices.Clone(found[:min(len(found), maxWhy)])
	first := map[string]int{}
	for i, f := range found {
		if _, there := first[f.Item]; !there {
			first[f.Item] = i
		}
	}
	slices.SortStableFunc(found, func(x, y insight.Finding) int { return cmp.Compare(first[x.Item], first[y.Item]) })
	var all []string
	said := ""
	for _, f := range found {
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
	var said []string
	for _, f := range found {
		if f.Strand != strand.ID || f.Deeper {
			continue
		}
		if stand := f.Sides; f.Kind == insight.Returns {
			said = append(said, b.words.Say("finding.overview.returns", "N", stand[0].Stand.Upper, "Of", stand[0].Stand.N))
		} else if f.Kind.IsStand() {
			said = append(said, b.words.Say("finding.overview."+leanWord(stand[0].Stand)))
		}
	}
	if len(said) > 0 {
		cell.Words, cell.Known = said[0], true
		if len(slices.Compact(said)) > 1 {
			cell.Words = b.words.Say("finding.overview.several")
		}
		return cell
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
