// Package library is what people read: the evidence, the glossary, the case
// studies, the guides, pages for those who come for the first time, and the
// animation. All of it is content, a folder a language; docs/LIBRARY.md
// describes the files and content/library.schema.json is their schema.
//
// Text that is said of a principle stands in the framework; the library points
// to principles, themes and levels by their ids.
package library

// Library is everything of one language, loaded and checked.
type Library struct {
	// Language is the BCP 47 tag of its texts.
	Language    string      `words:"-"`
	References  []Reference // sorted by first author and year
	Evidence    []Topic     // principles first, then themes, in the framework's order
	Glossary    []Term      // in the order of the alphabet
	CaseStudies []CaseStudy // in the order of their files
	Guides      []Guide     // in the order of their files
	Pages       []Page      // in the order of their files
	// Team is how a group works through a case study.
	Team Team
	// Animation explains how the principles lean on each other.
	Animation Animation
}

// Kind is a kind of thing to read.
type Kind string

// Kinds, in the order in which they are offered. The first is the framework's.
const (
	Principle Kind = "principle"
	Evidence  Kind = "evidence"
	Word      Kind = "word"
	Case      Kind = "case-study"
	Advice    Kind = "guide"
	Start     Kind = "page"
	Film      Kind = "animation"
)

// Kinds in the order in which they are offered.
var Kinds = []Kind{Principle, Evidence, Word, Case, Advice, Start, Film}

// About places an entry: what it belongs to, and when it was last looked at.
// Ids of principles, levels and themes are the framework's.
type About struct {
	Principles []string `yaml:"principles" json:"principles,omitempty" words:"-"`
	Levels     []string `yaml:"levels" json:"levels,omitempty" words:"-"`
	Themes     []string `yaml:"themes" json:"themes,omitempty" words:"-"`
	// See points to other entries: "word/grooming", "guide/letters",
	// "case-study/…", "page/…", "principle/P3", "evidence/P3".
	See []string `yaml:"see" json:"see,omitempty" words:"-"`
	// Reviewed is the day the entry was last looked at, and ReviewBy the month
	// by which it is to be looked at again: 2026-11-22, 2027-11.
	Reviewed string `yaml:"reviewed" json:"reviewed" words:"-"`
	ReviewBy string `yaml:"review_by" json:"review_by" words:"-"`
}

// Reference is a publication that is cited.
type Reference struct {
	// Key is what statements cite it by: first author and year, "lundy-2007".
	Key string `yaml:"key" json:"key" words:"-"`
	// Kind is one of ReferenceKinds.
	Kind string `yaml:"kind" json:"kind" words:"-"`
	// Authors as printed, "Lundy, L." or a body's name.
	Authors []string `yaml:"authors" json:"authors"`
	// Editors says that the authors are a book's editors.
	Editors bool   `yaml:"editors" json:"editors,omitempty"`
	Year    int    `yaml:"year" json:"year"`
	Title   string `yaml:"title" json:"title"`
	// In is the journal with volume, issue and pages, or the book of a chapter
	// with its editors and pages; empty for what stands alone.
	In string `yaml:"in" json:"in,omitempty"`
	// Publisher with its place where that is known; a journal needs none.
	Publisher string `yaml:"publisher" json:"publisher,omitempty"`
	DOI       string `yaml:"doi" json:"doi,omitempty" words:"-"`   // 10.…
	ISBN      string `yaml:"isbn" json:"isbn,omitempty" words:"-"` // digits
	// Address is decoration: pages move.
	Address string `yaml:"address" json:"address,omitempty" words:"-"`
	// Confirmed says that we saw its author, year and title in a source that is
	// not ourselves: the publication, its publisher's or a library's page.
	Confirmed bool `yaml:"confirmed" json:"confirmed"`
	// Read is how much of it we have read: one of Readings.
	Read string `yaml:"read" json:"read" words:"-"`
	// Note says what a reader should know of it: superseded, a small study.
	Note     string `yaml:"note" json:"note,omitempty"`
	Reviewed string `yaml:"reviewed" json:"reviewed" words:"-"`
}

// ReferenceKinds are the kinds of publication.
var ReferenceKinds = []string{"article", "book", "chapter", "report", "review", "guidance", "law", "thesis", "statistics"}

// Readings are how much of a publication we have read, least first.
var Readings = []string{"title", "summary", "part", "whole"}

// Topic is what is known about one principle or one theme.
type Topic struct {
	// ID is that of the principle or theme.
	ID   string `yaml:"id" json:"id" words:"-"`
	Lead string `yaml:"lead" json:"lead"` // paragraphs parted by blank lines
	// Known is what is known, the best supported first.
	Known []Statement `yaml:"known" json:"known"`
	// Unknown is what nobody has found out, or what we could not find.
	Unknown []Statement `yaml:"unknown" json:"unknown"`
	// Takes is what somebody might take from it, by level.
	Takes map[string][]string `yaml:"takes" json:"takes"`
	About `yaml:",inline"`
}

// Statement is something said with its sources.
type Statement struct {
	ID   string `yaml:"id" json:"id" words:"-"` // "p3-heard-is-safer"
	Says string `yaml:"says" json:"says"`
	// Weight is how well it is known: one of Weights; empty for what is unknown.
	Weight string `yaml:"weight" json:"weight,omitempty" words:"-"`
	// Because says in a sentence what the weight rests on and its limits.
	Because string `yaml:"because" json:"because,omitempty"`
	// Cites are keys of references. What is known cites at least one that is
	// confirmed and of which more than the title was read.
	Cites []string `yaml:"cites" json:"cites,omitempty" words:"-"`
	// Principles it matters to besides its own topic's.
	Principles []string `yaml:"principles" json:"principles,omitempty" words:"-"`
}

// Weights are how well something is known, best first.
var Weights = []string{"several-studies", "some-studies", "one-study", "agreed", "debated"}

// Term is a word of the field.
type Term struct {
	ID   string `yaml:"id" json:"id" words:"-"`
	Term string `yaml:"term" json:"term"`
	// Forms are other forms in which texts use it: "groomed", "grooms".
	Forms []string `yaml:"forms" json:"forms,omitempty" words:"-"`
	// Common says that the term itself is too common a word to be marked where
	// texts use it; its forms still are.
	Common bool `yaml:"common" json:"common,omitempty"`
	// Means defines it in at most 45 words; it is shown where the word is used.
	Means string `yaml:"means" json:"means"`
	// More says more, paragraphs parted by blank lines, or nothing.
	More string `yaml:"more" json:"more,omitempty"`
	// Debate says where people who know the field disagree about the word, or
	// nothing.
	Debate string   `yaml:"debate" json:"debate,omitempty"`
	Cites  []string `yaml:"cites" json:"cites,omitempty" words:"-"`
	About  `yaml:",inline"`
}

// CaseStudy is a situation that did not happen, to think about alone or in a
// team: first the situation, then how the principles might shape a response.
type CaseStudy struct {
	ID      string `yaml:"id" json:"id" words:"-"`
	Title   string `yaml:"title" json:"title"`
	Summary string `yaml:"summary" json:"summary"`
	// Setting lets a reader choose, and a test see that they differ.
	Setting Setting `yaml:"setting" json:"setting"`
	// ContentNote says beforehand what comes up in it.
	ContentNote string `yaml:"content_note" json:"content_note"`
	// Situation is the first part; paragraphs.
	Situation []string `yaml:"situation" json:"situation"`
	// Questions by principle, at least one for each.
	Questions map[string][]string `yaml:"questions" json:"questions"`
	// Response is the second part.
	Response Response `yaml:"response" json:"response"`
	// Grounding is what is said at the end, to come back from it.
	Grounding string `yaml:"grounding" json:"grounding"`
	About     `yaml:",inline"`
}

// Setting is what a case study is about, in plain words.
type Setting struct {
	Harm       []string `yaml:"harm" json:"harm" words:"-"` // one or more of Harms
	Where      string   `yaml:"where" json:"where"`         // "a seaside town, a college"
	Age        int      `yaml:"age" json:"age"`             // of the young person at its centre
	Gender     string   `yaml:"gender" json:"gender"`
	Ethnicity  string   `yaml:"ethnicity" json:"ethnicity"`
	Disability string   `yaml:"disability" json:"disability,omitempty"`
	// Agencies are ids of the framework's kinds of agency.
	Agencies []string `yaml:"agencies" json:"agencies" words:"-"`
}

// Harms are the kinds of harm case studies are about.
var Harms = []string{"sexual", "criminal", "county-lines", "online", "financial", "violence", "trafficking", "peer"}

// Response is how the principles might shape what people do.
type Response struct {
	Lead string `yaml:"lead" json:"lead"`
	// Shaped by principle: how it might shape the response; paragraphs.
	Shaped map[string]string `yaml:"shaped" json:"shaped"`
	// Doubts are what nobody in the situation can be sure of.
	Doubts []string `yaml:"doubts" json:"doubts"`
	// Unintended are consequences nobody wants and somebody should look for.
	Unintended []string `yaml:"unintended" json:"unintended"`
	// Talk are questions that remain.
	Talk []string `yaml:"talk" json:"talk"`
}

// Team is how a group works through a case study in one room.
type Team struct {
	Lead  string     `yaml:"lead" json:"lead"`
	Roles []Role     `yaml:"roles" json:"roles"`
	Plans []TeamPlan `yaml:"plans" json:"plans"` // shortest first
}

// Role is what somebody in a group looks after.
type Role struct {
	Name string `yaml:"name" json:"name"`
	Does string `yaml:"does" json:"does"`
}

// TeamPlan is a session of so many minutes.
type TeamPlan struct {
	Minutes int        `yaml:"minutes" json:"minutes"`
	Title   string     `yaml:"title" json:"title"`
	Steps   []TeamStep `yaml:"steps" json:"steps"`
}

// TeamStep is a part of a session.
type TeamStep struct {
	Minutes int    `yaml:"minutes" json:"minutes"`
	Do      string `yaml:"do" json:"do"`
	Who     string `yaml:"who" json:"who,omitempty"` // who leads it, a role's name
}

// Page is for somebody who comes for the first time: what there is for them.
type Page struct {
	ID string `yaml:"id" json:"id" words:"-"`
	// Reader is one of Readers; it decides how easy the words have to be.
	Reader  string `yaml:"reader" json:"reader" words:"-"`
	Title   string `yaml:"title" json:"title"`
	Summary string `yaml:"summary" json:"summary"`
	// Link is how the library's front page offers it: "I am a parent or carer".
	Link  string `yaml:"link" json:"link"`
	Parts []Part `yaml:"parts" json:"parts"`
	About `yaml:",inline"`
}

// Readers whom texts are written for.
const (
	YoungPerson  = "young-person"
	ParentReader = "parent"
	Professional = "professional"
)

// Readers whom texts are written for.
var Readers = []string{YoungPerson, ParentReader, Professional}

// Part is a part of a page or guide under a heading.
type Part struct {
	Title string `yaml:"title" json:"title"`
	// Minutes it takes in a session; 0 where nobody counts.
	Minutes int    `yaml:"minutes" json:"minutes,omitempty"`
	Text    string `yaml:"text" json:"text,omitempty"` // paragraphs parted by blank lines
	// Points is a list of equal things, Steps one that is done in its order.
	Points []string `yaml:"points" json:"points,omitempty"`
	Steps  []string `yaml:"steps" json:"steps,omitempty"`
	// Feels shows what each principle should feel like to the page's reader.
	Feels bool `yaml:"feels" json:"feels,omitempty"`
	// Urgent stands out, and what the page holds is listed below it.
	Urgent bool `yaml:"urgent" json:"urgent,omitempty"`
	// HandOut is given to somebody: on paper it has a page of its own.
	HandOut bool `yaml:"hand_out" json:"hand_out,omitempty"`
	// Asks are what is to be filled in, in guides.
	Asks []Ask `yaml:"asks" json:"asks,omitempty"`
	// Go leads on.
	Go []Lead `yaml:"go" json:"go,omitempty"`
}

// Lead leads to another entry.
type Lead struct {
	To   string `yaml:"to" json:"to" words:"-"` // as in About.See
	Text string `yaml:"text" json:"text"`
}

// Guide is something to do: to read, to print, and to fill in where the answers
// stay in the browser or on paper.
type Guide struct {
	ID      string `yaml:"id" json:"id" words:"-"`
	Title   string `yaml:"title" json:"title"`
	Summary string `yaml:"summary" json:"summary"`
	// For says whom it is for and when to take it out.
	For string `yaml:"for" json:"for"`
	// Minutes it takes; 0 where it lasts weeks, which For then says.
	Minutes int `yaml:"minutes" json:"minutes,omitempty"`
	// Reader is one of Readers.
	Reader string   `yaml:"reader" json:"reader" words:"-"`
	Before []string `yaml:"before" json:"before,omitempty"` // to settle first
	Need   []string `yaml:"need" json:"need,omitempty"`     // to bring
	Parts  []Part   `yaml:"parts" json:"parts"`
	After  []string `yaml:"after" json:"after,omitempty"`
	// Ready is said when everything that must be answered is; Refused when
	// something is not. Both empty for a guide that refuses nothing.
	Ready   string `yaml:"ready" json:"ready,omitempty"`
	Refused string `yaml:"refused" json:"refused,omitempty"`
	// FollowUp are weeks after the day it is filled in when to come back to it.
	FollowUp []FollowUp `yaml:"follow_up" json:"follow_up,omitempty"`
	Cites    []string   `yaml:"cites" json:"cites,omitempty" words:"-"`
	About    `yaml:",inline"`
}

// FollowUp is a day to come back to a guide.
type FollowUp struct {
	Weeks int    `yaml:"weeks" json:"weeks"`
	Title string `yaml:"title" json:"title"` // of the entry in a calendar
}

// Ask is something to fill in.
type Ask struct {
	ID string `yaml:"id" json:"id" words:"-"` // unique in its guide
	// Kind is one of AskKinds.
	Kind  string `yaml:"kind" json:"kind" words:"-"`
	Label string `yaml:"label" json:"label"`
	Hint  string `yaml:"hint" json:"hint,omitempty"`
	// Choices of "choice" (one of them) and "checks" (any number of them).
	Choices []string `yaml:"choices" json:"choices,omitempty"`
	// Columns of a "table", and how many Rows it has.
	Columns []string `yaml:"columns" json:"columns,omitempty"`
	Rows    int      `yaml:"rows" json:"rows,omitempty"`
	// Required says what is wrong when it is left empty ("Name who will
	// decide"), or is empty.
	Required string `yaml:"required" json:"required,omitempty"`
	// Not are answers that count as none, lower case: "not yet", "nobody".
	Not []string `yaml:"not" json:"not,omitempty" words:"-"`
}

// AskKinds are the kinds of things to fill in: a line, a text, one of some,
// several of some, a day, a table of lines.
var AskKinds = []string{"line", "text", "choice", "checks", "day", "table"}

// Animation is a film of drawn scenes, its words, and what is to be seen in it.
type Animation struct {
	Title   string `yaml:"title" json:"title"`
	Summary string `yaml:"summary" json:"summary"`
	// Scenes follow each other.
	Scenes []Scene `yaml:"scenes" json:"scenes"`
	About  `yaml:",inline"`
}

// Drawings are the pictures there are for scenes, by the scenes' ids.
var Drawings = []string{"dusk", "compass", "bridge", "doors", "bench", "wheel", "flame", "stars", "kitchen", "park", "threads", "together", "dawn"}

// Scene is a drawn picture that moves for some seconds.
type Scene struct {
	// ID names the drawing, one of Drawings.
	ID      string  `yaml:"id" json:"id" words:"-"`
	Seconds float64 `yaml:"seconds" json:"seconds"`
	Title   string  `yaml:"title" json:"title"`
	// Captions are what is said, in order.
	Captions []Caption `yaml:"captions" json:"captions"`
	// Shows describes what is to be seen, for those who can't see it.
	Shows string `yaml:"shows" json:"shows"`
	// Labels are the words within the drawing, by name.
	Labels map[string]string `yaml:"labels" json:"labels,omitempty"`
}

// Caption is said for some seconds, from a time within its scene.
type Caption struct {
	From    float64 `yaml:"from" json:"from"`
	Seconds float64 `yaml:"seconds" json:"seconds"`
	Text    string  `yaml:"text" json:"text"`
}
