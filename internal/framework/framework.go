// Package framework holds content packs: what a partnership asks, in which
// words and on which scale, and what stands around the questions. A pack is a
// folder of YAML files; docs/FRAMEWORKS.md describes it and
// content/framework.schema.json is its schema.
package framework

import "bearings/internal/fault"

// Text is a text in each language of the pack, by BCP 47 tag.
type Text map[string]string

// In returns the text in that language, or in the language tagged "en" where
// there is none, or "" for no text at all.
func (t Text) In(language string) string {
	if s, ok := t[language]; ok {
		return s
	}
	return t["en"]
}

// Strands: who an item is put to, and where an answer comes from.
const (
	YoungPerson = "young-person"
	Parent      = "parent"
	Staff       = "staff"
	Return      = "return"
	Evidence    = "evidence"
)

// Strands in the order in which results are always shown: children first,
// then parents and carers, then adults who work here.
var Strands = []string{YoungPerson, Parent, Staff, Return, Evidence}

// Levels of staff.
const (
	Direct      = "direct"
	Operational = "operational"
	Strategic   = "strategic"
)

// Parts of a framework's questions.
const (
	Core   = "core"   // one statement a principle, for everybody
	Deeper = "deeper" // further statements staff may choose to go into
	Reply  = "return" // what an agency writes in its return
)

// Framework is a pack, loaded and checked.
type Framework struct {
	ID, Version string
	// BasedOn is the id and version of the pack this one was made from
	// ("practice-principles 1.0.0"), or empty.
	BasedOn     string
	Languages   []string
	Title       Text
	Summary     Text
	Source      Text // where it comes from, with credit
	Affiliation Text // what it is not connected to
	Licence     string
	Stem        Text // what every core statement is read with
	Levels      []Level
	Kinds       []Kind
	Themes      []Theme
	Scales      []Scale
	Principles  []Principle
	// Threads tie two principles together, so that differences on both become
	// one thing to talk about.
	Threads []Thread
	Items   []Item
	// Notes is advice about the pack: worth a look, but it can be used as it is.
	Notes []fault.Problem
}

// Level is one of the three levels of staff.
type Level struct {
	ID        string
	Name, Who Text
}

// Kind is a kind of agency.
type Kind struct {
	ID   string
	Name Text // "School or college"
	// Several names a group of small agencies of this kind: "Several schools".
	Several Text
}

// Theme runs across the principles.
type Theme struct {
	ID         string
	Name, Text Text
}

// Scale is a set of words to answer with.
type Scale struct {
	ID        string
	Positions []Word // lowest first
	Beside    []Word // answers that are no position: "Don't know"
}

// Word is one answer of a scale.
type Word struct {
	ID   string
	Word Text
}

// Principle is one of the principles a framework stands on.
type Principle struct {
	ID     string // "P1": stable; titles are only names
	Title  Text
	Why    Text // paragraphs parted by blank lines
	Rights []Right
	// Feels says how it should feel, by strand: YoungPerson and Parent.
	Feels map[string]Feels
	// Looks says what it looks like, by level.
	Looks map[string][]Text
	// Hinders says what gets in the way of it: pressures, rules, habits.
	Hinders []Text
	Themes  []string
	LeansOn []Lean
	// Asks are questions people can ask each other about it.
	Asks []Text
	// Always says that no conversation leaves this principle out.
	Always bool
}

// Thread is what ties two principles together.
type Thread struct {
	ID         string
	Principles []string // the ids of two
	Name       Text     // "Being heard and being believed"
	// Apart names what it is when answers are at the upper end of the scale on
	// one of the two and at the lower on the other: by the id of the upper one,
	// P3: "Heard, but not believed".
	Apart map[string]Text
	Ask   Text // a question that opens a talk about both
}

// Right is a right of children the principle rests on.
type Right struct {
	Article string // article of the UN Convention on the Rights of the Child
	Text    Text   // in the pack's own words
}

// Feels is a first-person statement, and who has checked it.
type Feels struct {
	Statements []Statement
}

// Statement is one first-person sentence.
type Statement struct {
	ID   string
	Text Text
	// Checked records that a group of young people, or of parents, kept or
	// changed the sentence; nil while adults wrote it and nobody has checked.
	Checked *Checked
}

// Checked is what a group decided about a sentence.
type Checked struct {
	By      Text   // the group in its own words, never a person's name
	On      string // month, YYYY-MM
	Outcome string // "kept" or "changed"
}

// Lean says how one principle leans on another.
type Lean struct {
	On  string // the other's id
	How Text
}

// Item is one question under one principle.
type Item struct {
	ID        string
	Principle string // may be empty in a pack without principles
	Part      string // Core, Deeper or Reply
	Strands   []string
	// Levels an item is put to; empty means all of them.
	Levels []string
	// Scale is the id of the answers; empty for an item answered in words.
	Scale string
	Text  Text
	// Help stands below the question.
	Help Text
	// Next says, by position, what the next step can look like.
	Next map[string]Text
	// Mirrors are the items of other strands that ask the same thing. Only
	// these are ever compared with it; both directions are listed.
	Mirrors []string
	// Under is the core item a deeper one goes into.
	Under string
	// Short says that the item stands in the one-page form for schools and
	// small organisations.
	Short bool
}

// IsText says whether an item is answered in words.
func (i Item) IsText() bool { return i.Scale == "" }

// For says whether the item is put to a strand.
func (i Item) For(strand string) bool { return contains(i.Strands, strand) }

// ForLevel says whether the item is put to a level; a level not said sees all.
func (i Item) ForLevel(level string) bool {
	return level == "" || len(i.Levels) == 0 || contains(i.Levels, level)
}

// Item finds an item by its id.
func (f *Framework) Item(id string) (Item, bool) {
	return find(f.Items, id, func(i Item) string { return i.ID })
}

// Scale finds a scale by its id.
func (f *Framework) Scale(id string) (Scale, bool) {
	return find(f.Scales, id, func(s Scale) string { return s.ID })
}

// Principle finds a principle by its id.
func (f *Framework) Principle(id string) (Principle, bool) {
	return find(f.Principles, id, func(p Principle) string { return p.ID })
}

// Level finds a level by its id.
func (f *Framework) Level(id string) (Level, bool) {
	return find(f.Levels, id, func(l Level) string { return l.ID })
}

// Kind finds a kind of agency by its id.
func (f *Framework) Kind(id string) (Kind, bool) {
	return find(f.Kinds, id, func(k Kind) string { return k.ID })
}

// ItemsOf returns the items of a principle, in the pack's order.
func (f *Framework) ItemsOf(principle string) []Item {
	var items []Item
	for _, i := range f.Items {
		if i.Principle == principle {
			items = append(items, i)
		}
	}
	return items
}

// Leaning says which principle leans on one, and how.
type Leaning struct {
	From string // the id of the principle that leans
	How  Text
}

// LeanedOnBy returns who leans on a principle, in the pack's order.
func (f *Framework) LeanedOnBy(id string) []Leaning {
	var all []Leaning
	for _, p := range f.Principles {
		for _, lean := range p.LeansOn {
			if lean.On == id {
				all = append(all, Leaning{From: p.ID, How: lean.How})
			}
		}
	}
	return all
}

func find[T any](all []T, id string, key func(T) string) (T, bool) {
	for _, one := range all {
		if key(one) == id {
			return one, true
		}
	}
	var none T
	return none, false
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}
