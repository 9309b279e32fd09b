// Package report holds a round as one document, before any file format: every
// word, group and figure in the order in which they are printed.
//
// A Report is built from releases, agencies' revealed returns and other
// evidence only, so whatever prints it can show no more than they do. The page,
// the document, the spreadsheet and the files for other programs are all
// written from the same Report.
package report

import (
	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// Report is a round's published results as one document in one language.
type Report struct {
	// Framework is the pack the round asked with.
	Framework *framework.Framework
	// Language is the BCP 47 tag of every text in the report.
	Language string
	// Strands say who we heard from, in the order of framework.Strands; all of
	// them stand here, whether anybody was asked or not.
	Strands []Strand
	// Sections are the principles in the framework's order. Items without a
	// principle stand in a section without id and title.
	Sections []Section
	// Pages are the principles, each on one sheet; one for each section that has
	// a principle.
	Pages []Page
	// Overview is all principles at a glance, Agenda what to talk about: what
	// children and parents say first, never more topics than fit a meeting.
	Overview []OverviewRow
	Agenda   []Topic
	// Unheard says who was not heard, a sentence each.
	Unheard []string
	// Partnership and Round name whose results they are, and of which round; empty
	// where the report was made of a file that does not say.
	Partnership, Round string
	// Fictional says that the answers are made up; whatever prints the report
	// says so on every page.
	Fictional bool
	// Returns and Evidence are as they came, for files other programs read.
	Returns  []answer.Return
	Evidence []answer.Evidence
	// Findings are what the results say together.
	Findings []Finding
}

// State says how far a strand has got.
type State int

const (
	NotAsked State = iota // nobody was asked
	TooFew                // fewer answered than the threshold
	Shown                 // there is something to show
)

// Strand is a source of answers, and everything that is published of it.
type Strand struct {
	ID, Name string
	State    State
	// Heard says in a few words who we heard from: "25 or more", "4 agencies",
	// or why there is nothing.
	Heard string
	// Groups, Results and Comments are those of the strand's release: groups
	// by shape and then by name, results by item and then by group. Empty
	// unless people of the strand were asked and enough answered.
	Groups   []Group
	Results  []Result
	Comments []disclosure.Comment
	// Summaries are what a moderator says of what people wrote, by principle.
	Summaries []answer.Summary
}

// HasRelease says whether the strand is one whose answers are published as a
// release, and was asked.
func (s Strand) HasRelease() bool { return isPersonal(s.ID) && s.State != NotAsked }

// Shape says how a group was divided from its strand.
type Shape int

const (
	Whole Shape = iota
	ByLevel
	ByAgency
	ByLevelOfAgency
)

// Group is a set of people a result is published for.
type Group struct {
	ID    string // unique in the report; the whole strand has the strand's id
	Shape Shape
	// Name is how every page and file calls the group. Of is the part of it
	// that names the agency, or the agencies put together; "" for no agency.
	Name, Of string
	// Agencies are printed names, sorted, "" for not said; Levels are level
	// ids in the framework's order, "" for not said. Empty where the group is
	// not divided by it.
	Agencies, Levels []string
	// Members are the agencies as they are printed where several were put
	// together, and empty otherwise.
	Members []string
	// Size is "10 or more" or "25 or more"; SizeWords says it in the language.
	Size      disclosure.Size
	SizeWords string
}

// Result is what is published of one item for one group.
type Result struct {
	Item  string
	Group Group
	Show  disclosure.Show
	// Positions are lowest first, Beside the answers that are no position;
	// both only with disclosure.Counts.
	Positions, Beside []Count
	// Lean is only there with disclosure.InWords.
	Lean disclosure.Lean
	// Words say the result where it has no counts: the lean in the scale's
	// words, or that there were not enough answers.
	Words string
}

// Count is how often an answer is shown to have been given.
type Count struct {
	Answer, Word string
	// Shown is a multiple of 5; 0 means 0 to 2. Words say so: "15", "0 to 2".
	Shown int
	Words string
	// Percent is a whole number, of the sum of the shown positions. It is 0
	// for answers beside the scale and where 0 is shown.
	Percent int
	// Share says Percent: "30%", or "" where it is 0.
	Share string
}

// Section is a principle with all that was heard about it.
type Section struct {
	ID, Title string
	// Comparisons set statements that mirror each other side by side.
	Comparisons []Comparison
	// Parts are the strands in order; one of each.
	Parts []Part
}

// Part is what one strand says about one principle.
type Part struct {
	Strand, Name string
	State        State
	// Note says in a sentence why there is nothing to show; "" if there is.
	Note string
	// Core are the statements everybody is asked, Deeper the further ones.
	Core, Deeper []Question
	// DeeperNote says that none of the deeper statements has enough answers;
	// "" if one has.
	DeeperNote string
	// Statements are agencies' signed answers, item by item.
	Statements []Statement
	Evidence   []Piece
	// Comments are words people wrote that may be printed, in no order, and Summary
	// what a moderator says of all that was written; "" for nothing.
	Comments []string
	Summary  string
}

// Question is an item and its results.
type Question struct {
	Item string
	// Stem is what the statement is read with, or "".
	Stem, Text string
	// AskedOf names the levels the item was put to; "" for everybody.
	AskedOf string
	// Positions and Beside are the answers' words, as in Result.
	Positions, Beside []string
	Whole             Result
	Breakdowns        []Breakdown
}

// Breakdown is an item's results for all groups of one shape.
type Breakdown struct {
	Shape   Shape
	Name    string // "By level"
	Results []Result
}

// Statement is one item of the agencies' returns, and what they answered.
type Statement struct {
	Item, Stem, Text string
	Replies          []Reply
}

// Reply is one agency's signed answer: a word of the scale, words of its own, or both.
type Reply struct {
	Agency, Word, Text string
}

// Piece is one piece of other evidence.
type Piece struct {
	Source string
	Month  string // YYYY-MM
	When   string // "May 2026"
	Text   string
}

// Comparison sets statements side by side that are declared mirrors of each other.
type Comparison struct {
	Title string
	Rows  []Row
}

// Row is one strand's side of a comparison.
type Row struct {
	Strand, Name, Text string
	// Note says why there is no result; "" where Result is one.
	Note   string
	Result Result
}

// Finding is something the results say, in one plain sentence with its figures.
type Finding struct {
	// Kind is one of insight's; Principle is "" for what is about the round.
	Kind, Principle string
	// Groups are the ids of the groups it is about; a strand without groups,
	// returns and evidence included, has the strand's id.
	Groups []string
	Text   string
	// Replies are the own words of agencies it names.
	Replies []OwnWords
}

// isPersonal says whether a strand's answers come from persons, whose results
// are only ever published as a release.
func isPersonal(strand string) bool {
	return strand != framework.Return && strand != framework.Evidence
}
