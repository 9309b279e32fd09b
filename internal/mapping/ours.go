package mapping

import (
	"strings"

	"bearings/internal/phrase"
)

// ours are the answers our own forms offer besides those of a scale.
type ours struct {
	// otherKind is the answer of an agency that is of no kind, bare.
	otherKind string
	// before and after stand around the number of an agency whose name nobody
	// has put into the form, plain.
	before, after string
}

func newOurs(words *phrase.Words) ours {
	const mark = "\uffff" // stands in no text
	before, after, found := strings.Cut(plain(words.Say("forms.agency-choice", "N", mark)), mark)
	o := ours{otherKind: bare(words.Say("forms.kind-other")), before: before, after: after}
	if !found || before+after == "" {
		o.before, o.after = mark, mark // no answer is like it
	}
	return o
}

// isUnnamed says whether an answer is the line of a form in which an agency's
// name was to be put, and was not.
func (o ours) isUnnamed(cell string) bool {
	rest, begins := strings.CutPrefix(plain(cell), o.before)
	number, ends := strings.CutSuffix(rest, o.after)
	return begins && ends && strings.Trim(number, "0123456789 ") == ""
}

// isOtherKind says whether an answer is that of an agency of no kind.
func (o ours) isOtherKind(cell string) bool { return bare(cell) == o.otherKind }
