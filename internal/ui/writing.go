package ui

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bearings/language"
)

// WritingBox is a box for free text with hints about its words. Every box of ours
// in which people write freely is one of these: a test looks for others.
type WritingBox struct {
	// ID is the box's id on its page and its name in the form.
	ID string
	// Label and Hint are shown above it; Hint may be empty. Of completes the label
	// for those who don't see what it stands under.
	Label, Of, Hint string
	Rows            int
	// Limit is the most that may be written, in characters; 0 is no limit.
	Limit int
	// Voice offers to say that these are a young person's own words.
	Voice bool
	// Required says that it can't be left empty.
	Required bool
	// Back lets a browser put back what was written when somebody comes back to the
	// page: it is the only place where it is.
	Back bool
	// NoReferral says that nobody reads the box as a call for help.
	NoReferral bool
	// Written is what stands in it.
	Written Written
	// Wrong says what has to be put right, or is empty.
	Wrong string
}

// Written is a text as it was sent, and what was found in it.
type Written struct {
	Text string
	// Voice says that these are a young person's own words.
	Voice bool
	// Kept are the words that were looked at and are to stay.
	Kept []Kept
	// Found is what the checker found; nil before it was asked.
	Found []Found
}

// Found is a finding with what pages say about it.
type Found struct {
	language.Finding
	// Identifying says that the words could tell who a child is.
	Identifying bool
}

// Kept are words that stay as they are.
type Kept struct {
	Rule string
	// Reason is one of KeptReasons.
	Reason string
	Words  string
}

// KeptReasons are why words about a child may stay, in the order of the buttons.
var KeptReasons = []string{"childs-words", "legal-term", "meant"}

// KeptNeeded is why an identifying detail may stay.
const KeptNeeded = "needed"

// reasons are those that are offered for a finding.
func (f Found) reasons() []string {
	if f.Identifying {
		return []string{KeptNeeded}
	}
	return KeptReasons
}

// lead says what kind of finding it is.
func (f Found) lead() string {
	if f.Identifying {
		return identifying
	}
	return f.Severity.String()
}

// leads are all of them.
var leads = []string{language.Avoid.String(), language.Care.String(), language.Note.String(), identifying}

// IsTooLong tells whether more was written than the box takes.
func (b WritingBox) IsTooLong() bool {
	return b.Limit > 0 && utf8.RuneCountInString(b.Written.Text) > b.Limit
}

// KeptAs is the choice made for a finding, or nothing.
func (w Written) KeptAs(f Found) (Kept, bool) {
	for _, kept := range w.Kept {
		if kept.Rule == f.Rule && strings.EqualFold(kept.Words, f.Text) {
			return kept, true
		}
	}
	return Kept{}, false
}

// Open tells whether something was found that nobody has decided on.
func (w Written) Open() bool {
	for _, f := range w.Found {
		if _, kept := w.KeptAs(f); !kept {
			return true
		}
	}
	return false
}

// stays are the choices for what was found, each once.
func (w Written) stays() []Kept {
	var all []Kept
	for _, f := range w.Found {
		if kept, ok := w.KeptAs(f); ok && !slices.Contains(all, kept) {
			all = append(all, kept)
		}
	}
	return all
}

// The form says by the button that was pressed what comes next.
const (
	FieldStep = "step"
	StepCheck = "check"
	StepDone  = "done"
)

// FieldVoice is the name of the field that says whose words they are.
func FieldVoice(box string) string { return box + ".voice" }

// FieldsKept is how the names of the fields begin that hold what is kept.
func FieldsKept(box string) string { return box + ".kept." }

// KeptValue is a choice as a field holds it.
func KeptValue(k Kept) string { return k.Rule + " " + k.Reason + " " + k.Words }

// ParseKept reads what KeptValue wrote.
func ParseKept(value string) (Kept, bool) {
	parts := strings.SplitN(value, " ", 3)
	if len(parts) != 3 {
		return Kept{}, false
	}
	k := Kept{Rule: parts[0], Reason: parts[1], Words: parts[2]}
	for _, reason := range append([]string{KeptNeeded}, KeptReasons...) {
		if k.Reason == reason {
			return k, true
		}
	}
	return Kept{}, false
}

// describedBy are the ids of what is said about the box beside its label.
func (b WritingBox) describedBy() string {
	var ids []string
	for _, one := range []struct {
		part  string
		there bool
	}{
		{"hint", b.Hint != ""}, {"route", b.NoReferral}, {"error", b.Wrong != ""}, {"count", b.Limit > 0},
	} {
		if one.there {
			ids = append(ids, b.ID+"-"+one.part)
		}
	}
	return strings.Join(ids, " ")
}

// keptName is the name of the field that holds what is chosen for a finding.
func (b WritingBox) keptName(n int) string { return FieldsKept(b.ID) + strconv.Itoa(n) }

// found is what was found, as the script of the box takes it over.
func (b WritingBox) found() (string, error) {
	type finding struct {
		Rule         string   `json:"rule"`
		Severity     string   `json:"severity"`
		Start        int      `json:"start"`
		End          int      `json:"end"`
		Text         string   `json:"text"`
		Why          string   `json:"why"`
		Alternatives []string `json:"alternatives"`
		Identifying  bool     `json:"identifying"`
	}
	all := []finding{}
	for _, f := range b.Written.Found {
		all = append(all, finding{f.Rule, f.Severity.String(), f.StartUTF16, f.EndUTF16, f.Text, f.Why,
			append([]string{}, f.Alternatives...), f.Identifying})
	}
	text, err := json.Marshal(all)
	return string(text), err
}

// TooLong says that more was written than a box takes.
func (s Site) TooLong(b WritingBox) string {
	return s.say("writing.too-long", "Limit", s.thousands(b.Limit))
}

// PracticeBoxes are the two boxes of the page on which people try them.
func (s Site) PracticeBoxes() []WritingBox {
	return []WritingBox{
		{ID: "note", Label: s.say("writing.note"), Hint: s.say("writing.note-hint"), Rows: 8, Limit: 2000, NoReferral: true},
		{ID: "said", Label: s.say("writing.said"), Hint: s.say("writing.said-hint"), Rows: 5, Limit: 1000, Voice: true},
	}
}
