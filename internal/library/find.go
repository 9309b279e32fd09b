package library

import "slices"

// MostShown is how many entries a search shows; it says how many more there are.
const MostShown = 40

// Query is what somebody looks for. Empty fields leave everything in.
type Query struct {
	Text      string
	Kind      Kind
	Principle string
	Level     string
	Theme     string
}

// Empty says that nothing was asked.
func (q Query) Empty() bool { return q == Query{} }

// Fits says whether an entry is one of those asked for, whatever its words.
func (q Query) Fits(e Entry) bool {
	return (q.Kind == "" || e.Kind == q.Kind) &&
		(q.Principle == "" || slices.Contains(e.Principles, q.Principle)) &&
		(q.Level == "" || slices.Contains(e.Levels, q.Level)) &&
		(q.Theme == "" || slices.Contains(e.Themes, q.Theme))
}

// Found is what a search finds, the best first.
type Found struct {
	Hits []Hit
	// All is how many there are; the first of them are Hits.
	All int
	// Some says that no entry has every word, and these have some of them.
	Some bool
}

// Hit is an entry that was found, with the found words marked in its title and
// in a passage of its text.
type Hit struct {
	Entry          Entry
	Title, Passage []Stretch
}

// Stretch is a piece of text; Hit says that it was looked for.
type Stretch struct {
	Text string
	Hit  bool
}
