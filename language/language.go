// Package language finds words that blame children for the harm done to them,
// and details that would identify a child, in English as professionals write it.
//
// It is made of rules and of what stands around a match: a rule says which words,
// and the engine asks who says them, of whom, and whether they are meant. What it
// passes over is kept with the reason, so that a silence can be looked into. It
// suggests and never replaces, and it says nothing about the person who writes.
//
// The package imports nothing but the standard library, calls nobody and keeps
// nothing. The same text gives the same result, always. Time grows with the length
// of the text only, whatever the rules are.
package language

// Severity is how much a finding matters.
type Severity uint8

// The severities, mildest first.
const (
	// Note is a gentle hint: worth a thought.
	Note Severity = iota
	// Care is a word to use with care, or to explain.
	Care
	// Avoid is a word that puts the blame on a child.
	Avoid
)

var severityNames = [...]string{"note", "care", "avoid"}

func (s Severity) String() string {
	if int(s) >= len(severityNames) {
		return ""
	}
	return severityNames[s]
}

// ParseSeverity reads note, care or avoid.
func ParseSeverity(name string) (Severity, bool) {
	for s, n := range severityNames {
		if n == name {
			return Severity(s), true
		}
	}
	return Note, false
}

// Profile is the kind of text that is checked.
type Profile uint8

// The profiles.
const (
	// ShortNote is a note, a form's box, a message: it is about a child, also
	// where it doesn't say so.
	ShortNote Profile = iota
	// Document is any text: a match counts where a child is spoken of nearby.
	Document
	// Guidance is a text about words: what it quotes or lists, it means as
	// examples.
	Guidance
)

var profileNames = [...]string{"note", "document", "guidance"}

func (p Profile) String() string {
	if int(p) >= len(profileNames) {
		return ""
	}
	return profileNames[p]
}

// ParseProfile reads note, document or guidance.
func ParseProfile(name string) (Profile, bool) {
	for p, n := range profileNames {
		if n == name {
			return Profile(p), true
		}
	}
	return ShortNote, false
}

// Rule is one entry of the dictionary: words, why they do harm, and what could
// be said instead.
type Rule struct {
	// ID is lower-case words with hyphens, unique.
	ID string
	// Words is how the entry is called in lists: "putting herself at risk".
	Words    string
	Severity Severity
	// Category is one of Categories.
	Category string
	// Patterns are the words it looks for; docs/LANGUAGE.md has the form.
	Patterns []string
	// Detector names a built-in detector of identifying details instead of
	// patterns; see Detectors.
	Detector string
	// Child says that the rule only means children: words about others pass.
	Child bool
	// NotNear are words that show another sense, in the same sentence.
	NotNear []string
	// Cue says that a document has to speak of a child near the words.
	Cue bool
	Why string
	// Alternatives are other ways to say it; never empty for patterns.
	Alternatives []string
	// Debate says where guides disagree; empty where they don't.
	Debate  string
	Sources []Source
	// Reviewed is the day the entry was last looked at, YYYY-MM-DD.
	Reviewed string
	// Flag and Pass are sentences it has to find, and has to leave alone.
	Flag, Pass []string
}

// Source is where an entry comes from.
type Source struct {
	Name, URL string
	// Date is when it was published or read: YYYY, YYYY-MM or YYYY-MM-DD.
	Date string
	// Confirmed says that somebody of ours has read it there.
	Confirmed bool
}

// Categories are what a rule can be filed under.
var Categories = []string{
	"victim-blaming",  // the child as the cause
	"adultification",  // the child as an adult
	"consent",         // abuse as a choice or a bargain
	"criminal-label",  // the child as an offender
	"disbelief",       // the child as a liar
	"process-blame",   // the child or parent as the obstacle to a service
	"parent-blame",    // the parent as the cause
	"stigma",          // a label for a person
	"exploiter-words", // words of those who exploit
	"re-traumatising", // words that hurt again, or hide the harm
	"imprecise",       // words that hide who did what
	"identifying",     // details that could identify a child
}

// Finding is one place in a text.
type Finding struct {
	Rule     string
	Severity Severity
	// Start and End are bytes of the text.
	Start, End int
	// Line and Column count from 1; columns are code points.
	Line, Column int
	// StartUTF16 and EndUTF16 are the same place as JavaScript counts.
	StartUTF16, EndUTF16 int
	// Text is what stands there.
	Text         string
	Why          string
	Alternatives []string
	// Source is the name of the entry's first source.
	Source string
	// Reason says why it was passed over; empty for a finding.
	Reason Reason
}

// Reason says why a match is no finding.
type Reason string

// The reasons.
const (
	// ChildsWords are a child's own words.
	ChildsWords Reason = "childs-words"
	// Mentioned words are spoken about, not used.
	Mentioned Reason = "mentioned"
	// AvoidList is a list or table of words to avoid.
	AvoidList Reason = "avoid-list"
	// Quotation is a block of somebody else's text.
	Quotation Reason = "quotation"
	// Code is no prose.
	Code Reason = "code"
	// Negated words are denied.
	Negated Reason = "negated"
	// OtherSense is the same word with another meaning.
	OtherSense Reason = "other-sense"
	// OtherSubject means somebody who is no child.
	OtherSubject Reason = "other-subject"
	// NoChild means no child is spoken of nearby.
	NoChild Reason = "no-child"
	// Covered words are part of a longer finding.
	Covered Reason = "covered"
)

// Kind is what a block of text is.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Heading
	ListItem
	Cell
	Footnote
	// Blockquote is somebody else's words.
	Blockquote
	// CodeBlock is no prose, and is not looked into.
	CodeBlock
	// Voice is a box or block that is marked as a child's own words.
	Voice
)

// Block is a stretch of text that belongs together: sentences don't run from one
// block into the next.
type Block struct {
	Kind Kind
	// Start and End are bytes of the text.
	Start, End int
	// Under is the heading above it (for a cell, the head of its column), as
	// bytes of the text; 0, 0 without one.
	Under [2]int
}

// Options say how a text is read.
type Options struct {
	Profile Profile
	// Blocks are the text's blocks in order; without them they are found in the
	// text itself.
	Blocks []Block
	// Markdown says that the text is Markdown, not plain; only without Blocks.
	Markdown bool
}

// Result is what a check found, in the order of the text.
type Result struct {
	// Bytes is the length of the text, Checked how much of it was looked at.
	Bytes, Checked       int
	Findings, Suppressed []Finding
}
