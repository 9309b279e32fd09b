package framework

import (
	"reflect"
	"slices"
)

// Comparison is what became of one version of a pack in another: which
// questions stayed, what that asks of the version number, and how far a round
// with the one can be laid beside a round with the other.
type Comparison struct {
	Old, New Edition
	// Items has every question of either version: the new one's in its order,
	// then those that went.
	Items []ItemChange
	// Statements has every first-person sentence of either version, likewise.
	Statements []StatementChange
	// Principles counts what can be compared under each principle, in the new
	// version's order, then those that went; All counts the whole pack. In a
	// pack without principles there is one with an empty id.
	Principles []Comparable
	All        Comparable
	// Elsewhere says that something beside the questions and the first-person
	// sentences changed: titles, texts about the principles, threads, kinds, themes.
	Elsewhere bool
	// Languages the texts came or went in.
	LanguagesCame, LanguagesWent []string
	Advice                       Advice
}

// Edition names a version of a pack.
type Edition struct{ ID, Version string }

// Change is what became of a question or a sentence.
type Change string

// What can become of a question or a sentence.
const (
	Stayed  Change = "stayed"
	Changed Change = "changed"
	Went    Change = "went"
	Came    Change = "came"
)

// Aspect is what of a question changed.
type Aspect string

// What of a question can change. Lightly and Reworded never stand together.
const (
	Lightly   Aspect = "lightly"   // a few words, the same question
	Reworded  Aspect = "reworded"  // so many words that it may be another question
	StemWords Aspect = "stem"      // so many words of the stem it is read with
	Positions Aspect = "positions" // the positions of its scale, or whether it has one
	Answers   Aspect = "answers"   // the words of a position
	Beside    Aspect = "beside"    // the answers beside the scale
	InStrands Aspect = "strands"
	InLevels  Aspect = "levels"
	InMirrors Aspect = "mirrors"
	InPart    Aspect = "part"   // part, principle, the question it stands under, the one-page form
	Around    Aspect = "around" // help and next steps
)

// ItemChange is what became of one question. Of one that came Old is empty,
// of one that went New is.
type ItemChange struct {
	ID       string
	Change   Change
	Aspects  []Aspect // in the order of the constants
	Old, New Item
	// OldScale and NewScale are the scales it is answered on.
	OldScale, NewScale Scale
	// Comparable says that answers to the one can be laid beside answers to
	// the other: the same id, the same positions in the same words, the same or
	// nearly the same wording, and at least one strand in both.
	Comparable bool
}

// Has says whether that changed.
func (c ItemChange) Has(a Aspect) bool { return slices.Contains(c.Aspects, a) }

// StatementChange is what became of one first-person sentence.
type StatementChange struct {
	ID, Principle, Strand string
	Change                Change
	Old, New              Statement
	// Checked says that a group has kept or changed it since.
	Checked bool
	// Stale says that its words changed since the group decided that is
	// still recorded with it.
	Stale bool
}

// Comparable counts the questions with a scale; those answered in words can be
// read side by side but not compared.
type Comparable struct {
	Principle string
	// Old and New count the questions of each version.
	Old, New int
	// Same and Light count those that can be compared, as they were and with a
	// few words changed; Apart those that are in both but can't.
	Same, Light, Apart int
}

// Compare says what became of one version of a pack in another. Neither may be
// nil; they need not have the same id.
func Compare(old, new *Framework) Comparison {
	c := Comparison{Old: Edition{old.ID, old.Version}, New: Edition{new.ID, new.Version}}
	for _, item := range new.Items {
		before, ok := old.Item(item.ID)
		if !ok {
			c.Items = append(c.Items, ItemChange{ID: item.ID, Change: Came, New: item, NewScale: new.scaleOf(item)})
			continue
		}
		c.Items = append(c.Items, compareItems(old, new, before, item))
	}
	for _, item := range old.Items {
		if _, ok := new.Item(item.ID); !ok {
			c.Items = append(c.Items, ItemChange{ID: item.ID, Change: Went, Old: item, OldScale: old.scaleOf(item)})
		}
	}
	c.Statements = compareStatements(old, new)
	c.Elsewhere = !reflect.DeepEqual(around(old), around(new))
	c.LanguagesCame, c.LanguagesWent = without(new.Languages, old.Languages), without(old.Languages, new.Languages)
	c.count(old, new)
	c.Advice = advise(old, new, c)
	return c
}

func (f *Framework) scaleOf(i Item) Scale {
	s, _ := f.Scale(i.Scale)
	return s
}

func compareItems(old, new *Framework, before, after Item) ItemChange {
	c := ItemChange{
		ID: after.ID, Change: Stayed, Old: before, New: after,
		OldScale: old.scaleOf(before), NewScale: new.scaleOf(after),
	}
	has := func(a Aspect, changed bool) {
		if changed {
			c.Aspects = append(c.Aspects, a)
		}
	}
	words := compareTexts(before.Text, after.Text)
	stem := sameWords
	if after.readWithStem() {
		stem = compareTexts(old.Stem, new.Stem)
	}
	has(Lightly, words != otherWords && (words == nearWords || stem == nearWords))
	has(Reworded, words == otherWords)
	has(StemWords, stem == otherWords)
	has(Positions, !slices.Equal(c.OldScale.positions(), c.NewScale.positions()))
	has(Answers, answersDiffer(c.OldScale.Positions, c.NewScale.Positions))
	has(Beside, !slices.EqualFunc(c.OldScale.Beside, c.NewScale.Beside, func(a, b Word) bool {
		return a.ID == b.ID && saysTheSame(a.Word, b.Word)
	}))
	has(InStrands, !sameSet(before.Strands, after.Strands))
	has(InLevels, !sameSet(before.Levels, after.Levels))
	has(InMirrors, !sameSet(before.Mirrors, after.Mirrors))
	has(InPart, before.Part != after.Part || before.Principle != after.Principle ||
		before.Under != after.Under || before.Short != after.Short)
	has(Around, compareTexts(before.Help, after.Help) != sameWords || nextDiffers(before.Next, after.Next))
	if len(c.Aspects) > 0 {
		c.Change = Changed
	}
	c.Comparable = !after.IsText() && !before.IsText() && len(common(before.Strands, after.Strands)) > 0 &&
		!c.Has(Reworded) && !c.Has(StemWords) && !c.Has(Positions) && !c.Has(Answers)
	return c
}

// readWithStem says whether an item is read with the pack's stem: the core
// statements for those who work here.
func (i Item) readWithStem() bool { return i.Part == Core && (i.For(Staff) || i.For(Return)) }

// answersDiffer says whether the word of a position that is in both changed.
func answersDiffer(before, after []Word) bool {
	for _, w := range after {
		old, ok := find(before, w.ID, func(w Word) string { return w.ID })
		if ok && !saysTheSame(old.Word, w.Word) {
			return true
		}
	}
	return false
}

// without returns those of all that are not among the others.
func without(all, others []string) []string {
	var left []string
	for _, s := range all {
		if !contains(others, s) {
			left = append(left, s)
		}
	}
	return left
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// nextDiffers says whether a next step came, went or has other words.
func nextDiffers(before, after map[string]Text) bool {
	if len(before) != len(after) {
		return true
	}
	for position, text := range after {
		old, ok := before[position]
		if !ok || compareTexts(old, text) != sameWords {
			return true
		}
	}
	return false
}

func compareStatements(old, new *Framework) []StatementChange {
	before, after := old.statements(), new.statements()
	var all []StatementChange
	for _, c := range after {
		was, ok := find(before, c.ID, func(c StatementChange) string { return c.ID })
		if !ok {
			c.Change = Came
			c.Checked = c.New.Checked != nil
			all = append(all, c)
			continue
		}
		c.Old, c.Change = was.New, Stayed
		changed := compareTexts(c.Old.Text, c.New.Text) != sameWords
		sameRecord := reflect.DeepEqual(c.Old.Checked, c.New.Checked)
		if changed || c.Principle != was.Principle || c.Strand != was.Strand {
			c.Change = Changed
		}
		c.Checked = c.New.Checked != nil && !sameRecord
		c.Stale = changed && c.New.Checked != nil && sameRecord
		all = append(all, c)
	}
	for _, c := range before {
		if _, ok := find(after, c.ID, func(c StatementChange) string { return c.ID }); !ok {
			c.Old, c.New, c.Change = c.New, Statement{}, Went
			all = append(all, c)
		}
	}
	return all
}

// statements are the first-person sentences as they stand.
func (f *Framework) statements() []StatementChange {
	var all []StatementChange
	for _, p := range f.Principles {
		for _, strand := range Strands {
			for _, s := range p.Feels[strand].Statements {
				all = append(all, StatementChange{ID: s.ID, Principle: p.ID, Strand: strand, New: s})
			}
		}
	}
	return all
}

// around is the pack without its questions, sentences and number.
func around(f *Framework) Framework {
	a := *f
	a.ID, a.Version, a.BasedOn = "", "", ""
	a.Notes, a.Items, a.Stem, a.Scales, a.Languages = nil, nil, nil, nil, nil
	a.Principles = slices.Clone(a.Principles)
	for i := range a.Principles {
		a.Principles[i].Feels = nil
	}
	return a
}

// count says how many questions of each principle can be compared.
func (c *Comparison) count(old, new *Framework) {
	at := map[string]int{}
	row := func(principle string) *Comparable {
		i, ok := at[principle]
		if !ok {
			i = len(c.Principles)
			at[principle] = i
			c.Principles = append(c.Principles, Comparable{Principle: principle})
		}
		return &c.Principles[i]
	}
	for _, f := range []*Framework{new, old} {
		for _, p := range f.Principles {
			row(p.ID)
		}
	}
	for _, item := range c.Items {
		if item.Old.ID != "" && !item.Old.IsText() {
			row(item.Old.Principle).Old++
			c.All.Old++
		}
		if item.New.ID == "" || item.New.IsText() {
			continue
		}
		r := row(item.New.Principle)
		r.New++
		c.All.New++
		item.tally(r)
		item.tally(&c.All)
	}
}

func (c ItemChange) tally(r *Comparable) {
	switch {
	case c.Change == Came:
	case !c.Comparable:
		r.Apart++
	case c.Has(Lightly):
		r.Light++
	default:
		r.Same++
	}
}
