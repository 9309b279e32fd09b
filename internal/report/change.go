package report

import (
	"slices"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/insight"
	"bearings/internal/phrase"
)

// Earlier is what is published of an earlier round.
type Earlier struct {
	Framework *framework.Framework
	Outcome   answer.Outcome
}

// Changes is what became of answers since an earlier round.
type Changes struct {
	// Principles have at least one group whose answers can be laid beside those of
	// the earlier round.
	Principles []PrincipleChanges
	// Notes say what to keep in mind when comparing, a sentence each.
	Notes []string
}

// PrincipleChanges are a principle's.
type PrincipleChanges struct {
	ID, Title string
	// Statements are those of which something can be said: children's and parents'
	// first.
	Statements []StatementChanges
	// Unsaid is how many results are published in both rounds of which rounding
	// leaves open whether they changed.
	Unsaid int
}

// StatementChanges are what became of the answers to one statement: sentences, each
// of one group.
type StatementChanges struct {
	Item, Text string
	Said       []string
}

// ChangesSince lays a round beside an earlier one, as far as both are published and
// the view goes.
func ChangesSince(before Earlier, fw *framework.Framework, outcome answer.Outcome, words *phrase.Words, view View) Changes {
	b := builder{fw: fw, words: words, outcome: outcome, view: view}
	b.reduce()
	past := builder{fw: before.Framework, words: words, outcome: before.Outcome, view: view}
	past.reduce()
	for _, id := range framework.Strands {
		b.strands = append(b.strands, b.strand(id))
	}
	all := insight.Changes(before.Framework, past.outcome, fw, b.outcome)
	changes := Changes{Notes: b.comparability(before.Framework, past.outcome)}
	for _, p := range fw.Principles {
		one := PrincipleChanges{ID: p.ID, Title: b.text(p.Title)}
		for _, c := range all {
			switch {
			case c.Principle != p.ID:
			case c.Turn == insight.Open:
				one.Unsaid++
			default:
				b.addChange(&one, c)
			}
		}
		if len(one.Statements) > 0 || one.Unsaid > 0 {
			changes.Principles = append(changes.Principles, one)
		}
	}
	return changes
}

func (b *builder) addChange(p *PrincipleChanges, c insight.Change) {
	i := slices.IndexFunc(p.Statements, func(s StatementChanges) bool { return s.Item == c.Item })
	if i < 0 {
		item, _ := b.fw.Item(c.Item)
		i, p.Statements = len(p.Statements), append(p.Statements, StatementChanges{Item: c.Item, Text: b.text(item.Text)})
	}
	p.Statements[i].Said = append(p.Statements[i].Said, b.tellChange(c))
}

// tellChange says in words what became of a group's answers.
func (b *builder) tellChange(c insight.Change) string {
	who := b.groupOf(insight.Side{Strand: c.Strand, Group: c.Group.ID}).Name
	with := []any{"Who", who, "Before", b.standWords(c.Item, c.Before), "Now", b.standWords(c.Item, c.Now)}
	message := "finding.change-" + string(c.Turn)
	if partly(c.Before) && partly(c.Now) && c.Turn != insight.Holds {
		message += "-counts"
		with = append(with, "Words", b.upperWords(c.Item), "Was", b.percent(c.Before.Upper, c.Before.N), "Is", b.percent(c.Now.Upper, c.Now.N))
	}
	return b.words.Say(message, with...)
}

// partly says whether there are figures that are neither nobody nor everybody.
func partly(s insight.Stand) bool { return s.Counted && 0 < s.Upper && s.Upper < s.N }

// standWords say where answers stand, in words only.
func (b *builder) standWords(item string, s insight.Stand) string {
	switch w := leanWord(s); w {
	case "upper":
		return b.words.Say("finding.mostly", "Words", b.upperWords(item))
	case "lower":
		return b.words.Say("finding.mostly", "Words", b.lowerWords(item))
	case "mixed":
		return b.words.Say("finding.change-mixed")
	}
	return b.words.Say("finding.change-unclear")
}

// comparability says what to keep in mind: what was asked differently, and who was
// asked only once.
func (b *builder) comparability(before *framework.Framework, past answer.Outcome) []string {
	notes := []string{b.words.Say("finding.change-people")}
	apart := 0
	compared := framework.Compare(before, b.fw)
	for _, c := range compared.Items {
		if c.Change != framework.Stayed && !c.Comparable {
			apart++
		}
	}
	switch {
	case (before.ID != b.fw.ID || before.Version != b.fw.Version) && apart == 0:
		notes = append(notes, b.words.Say("finding.change-framework-none", "Before", before.Version, "Now", b.fw.Version))
	case before.ID != b.fw.ID || before.Version != b.fw.Version:
		notes = append(notes, b.words.Count("finding.change-framework", apart, "Before", before.Version, "Now", b.fw.Version))
	default:
		notes = append(notes, b.words.Say("finding.change-same"))
	}
	asked := func(outcome answer.Outcome, strand string) bool {
		return slices.ContainsFunc(outcome.Releases, func(r disclosure.Release) bool { return r.Strand() == strand && !r.TooFew() })
	}
	for _, strand := range framework.Strands {
		if isPersonal(strand) && asked(past, strand) != asked(b.outcome, strand) {
			notes = append(notes, b.words.Say("finding.change-once", "Who", b.words.Say("finding.first."+strand)))
		}
	}
	return notes
}
