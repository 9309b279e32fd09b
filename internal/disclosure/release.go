package disclosure

import "slices"

// Cell is a raw count: how many people of one agency and level gave one answer
// to one item. Raw counts are named only here and where answers are counted;
// everything else sees a Release.
type Cell struct {
	Agency, Level string // as in Raw; "" is not said
	Item, Answer  string
	N             int
}

// Agency is where answers come from.
type Agency struct {
	Name string // printed name; "" is not said
	Kind string // kind id; "" has none
}

// Item is a question with its answers.
type Item struct {
	ID string
	// Positions are the answers of the scale, lowest first; Beside those that
	// are no position ("don't know").
	Positions, Beside []string
}

// Raw is a whole strand of a round as it was answered.
type Raw struct {
	Strand string
	// Respondents is how many different people are in the strand.
	Respondents int
	Agencies    []Agency
	Items       []Item
	Cells       []Cell
}

// Size is all that is said about how many people are in a group.
type Size string

const (
	TenOrMore        Size = "10 or more"
	TwentyFiveOrMore Size = "25 or more"
)

// Show says in which form a result is shown.
type Show string

const (
	Counts  Show = "counts"  // each answer's count, rounded to the nearest 5
	InWords Show = "lean"    // one lean in words
	Nothing Show = "nothing" // fewer positions than the threshold
)

// Lean says to which half of the scale the answers lean.
type Lean string

const (
	Lower Lean = "lower"
	Mixed Lean = "mixed"
	Upper Lean = "upper"
)

// Group is a set of people a result is published for.
type Group struct {
	ID string // unique in a release; the whole strand has the strand's own id
	// Agencies are the printed names merged into the group, sorted, "" for not
	// said; empty where the group is not divided by agency.
	Agencies []string
	// Levels are level ids, sorted by the pack, "" for not said; empty where
	// the group is not divided by level.
	Levels []string
	// Kind is the kind id of several small agencies of one kind; "" otherwise.
	Kind string
	Size Size
}

// Whole says whether the group is the whole strand.
func (g Group) Whole() bool { return len(g.Agencies) == 0 && len(g.Levels) == 0 }

// Count is how often an answer is shown to have been given: a multiple of 5,
// where 0 means 0 to 2.
type Count struct {
	Answer string
	Shown  int
}

// Result is what is published of one item for one group.
type Result struct {
	Item, Group string
	Show        Show
	Positions   []Count // lowest first; only with Counts
	Beside      []Count // only with Counts
	Lean        Lean    // only with InWords
}

// N is the number of positions shown, the base of percentages: the sum of the
// shown counts.
func (r Result) N() int {
	n := 0
	for _, c := range r.Positions {
		n += c.Shown
	}
	return n
}

// Comment is a comment as it is published: words under a principle, nothing else.
type Comment struct {
	Principle, Text string
}

// Release is one immutable set of published results of a strand. It can only
// be made by Protect, so that whatever is built from a Release is safe to show
// to anybody.
type Release struct {
	strand   string
	groups   []Group
	results  []Result
	comments []Comment
}

// Strand is the strand whose answers these are.
func (r Release) Strand() string { return r.strand }

// Groups are the published groups: the whole strand first, then levels, then
// agencies by name, then levels of agencies. Empty where too few answered.
func (r Release) Groups() []Group {
	groups := slices.Clone(r.groups)
	for i := range groups {
		groups[i].Agencies = slices.Clone(groups[i].Agencies)
		groups[i].Levels = slices.Clone(groups[i].Levels)
	}
	return groups
}

// Results are the published results, by item in the framework's order and then
// by group in the order of Groups.
func (r Release) Results() []Result {
	results := slices.Clone(r.results)
	for i := range results {
		results[i].Positions = slices.Clone(results[i].Positions)
		results[i].Beside = slices.Clone(results[i].Beside)
	}
	return results
}

// Comments are the published comments.
func (r Release) Comments() []Comment { return slices.Clone(r.comments) }

// TooFew says that the strand was asked and stayed below the threshold.
func (r Release) TooFew() bool { return len(r.groups) == 0 }
