package deed

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"bearings/internal/fault"
)

// Finding is something wrong with a trail, as a message with its values: Number
// is the entry it is about.
type Finding struct {
	Message string // "deed.wrong-…"
	With    []any
}

// Report is what came of looking at a trail.
type Report struct {
	// Entries is how many were read, and Last where the trail ends.
	Entries  int64
	Last     Head
	Findings []Finding
}

// mostFindings is how many are told one by one; a trail of which this much is
// wrong needs no longer list.
const mostFindings = 100

// Verify reads a trail once, in the order of its numbers, and says everything
// that does not fit: entries that were changed, that are missing, doubled or out
// of order, and a beginning or an end that was cut off. start is what the daily
// clearing took away from the beginning, and head is where the trail says it ends.
//
// Whoever can write the whole database can write a whole new trail with a head
// that fits. Only a checkpoint that was kept elsewhere shows that: give it as keep.
func Verify(entries iter.Seq2[Entry, error], start, head Head, keep ...Checkpoint) (Report, error) {
	v := verifying{before: start, start: start, kept: map[int64]string{}}
	for _, c := range keep {
		v.kept[c.Seq] = c.Hash
	}
	for e, err := range entries {
		if err != nil {
			return v.report, err
		}
		v.entry(e)
	}
	v.atEnd(head)
	return v.report, nil
}

type verifying struct {
	report Report
	// before is the entry that was read last.
	before, start Head
	// kept are the checkpoints that nothing was compared with yet.
	kept map[int64]string
}

func (v *verifying) found(message string, with ...any) {
	if len(v.report.Findings) < mostFindings {
		v.report.Findings = append(v.report.Findings, Finding{"deed.wrong-" + message, with})
	}
}

func (v *verifying) entry(e Entry) {
	v.report.Entries++
	follows := false
	switch want := v.before.Seq + 1; {
	case e.Seq == want:
		follows = true
	case e.Seq == v.before.Seq:
		v.found("doubled", "Number", e.Seq)
	case e.Seq < want:
		v.found("order", "Number", e.Seq, "Before", v.before.Seq)
	case v.report.Entries == 1:
		v.found("beginning", "Number", e.Seq, "Want", want)
	case e.Seq == want+1:
		v.found("missing", "Number", want)
	default:
		v.found("missing-several", "First", want, "Last", e.Seq-1)
	}
	switch sum := e.Sum(); {
	case sum != e.Hash:
		v.found("changed", "Number", e.Seq)
	case follows && e.Previous != v.before.After():
		v.found("link", "Number", e.Seq, "Before", v.before.Seq)
	}
	if hash, ok := v.kept[e.Seq]; ok {
		if hash != e.Hash {
			v.found("checkpoint", "Number", e.Seq)
		}
		delete(v.kept, e.Seq)
	}
	v.before = e.Head()
	v.report.Last = v.before
}

func (v *verifying) atEnd(head Head) {
	if v.report.Entries == 0 {
		v.report.Last = v.start
	}
	last := v.report.Last
	switch {
	case last.Seq < head.Seq:
		v.found("cut", "Last", last.Seq, "Want", head.Seq)
	case last.Seq > head.Seq:
		v.found("head", "Last", last.Seq, "Head", head.Seq)
	case last.Seq > 0 && last.Hash != head.Hash:
		v.found("head-hash", "Number", head.Seq)
	}
	for seq, hash := range v.kept {
		switch {
		case seq == v.start.Seq && hash == v.start.Hash:
		case seq <= v.start.Seq: // taken away by the daily clearing; nothing can be said of it
			v.found("checkpoint-old", "Number", seq)
		default:
			v.found("checkpoint-gone", "Number", seq, "Last", last.Seq)
		}
	}
}

// Checkpoint is how far a trail went at some time. Kept somewhere else, it shows
// later that nothing before it was changed.
type Checkpoint Head

const checkpointTitle = "bearings audit trail 1"

// String is a checkpoint as people keep it: three lines.
func (c Checkpoint) String() string {
	return fmt.Sprintf("%s\n%d\n%s\n", checkpointTitle, c.Seq, c.Hash)
}

// ParseCheckpoint reads what String wrote, at the end of whatever stands before it,
// such as all that "bearings verify" said.
func ParseCheckpoint(text string) (Checkpoint, error) {
	wrong := fault.New(fault.Invalid, "deed.no-checkpoint")
	_, after, found := strings.Cut(text, checkpointTitle)
	lines := strings.Fields(after)
	if !found || len(lines) != 2 {
		return Checkpoint{}, wrong
	}
	seq, err := strconv.ParseInt(lines[0], 10, 64)
	if err != nil || seq < 1 || len(lines[1]) != 64 || strings.Trim(lines[1], "0123456789abcdef") != "" {
		return Checkpoint{}, wrong
	}
	return Checkpoint{seq, lines[1]}, nil
}
