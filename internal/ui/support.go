package ui

import (
	"slices"
	"time"

	"bearings/internal/people"
	"bearings/internal/support"
)

// SupportPage is what organisations say publicly, by partnership.
type SupportPage struct {
	Asker Asker
	All   []support.Public
	Now   time.Time
}

// partnerships are the statements in groups of one partnership each.
func (p SupportPage) partnerships() (groups [][]support.Public) {
	for i, one := range p.All {
		if i == 0 || one.Partnership != p.All[i-1].Partnership {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], one)
	}
	return groups
}

// SupportList are all statements of a partnership, for its coordinator.
type SupportList struct {
	Partnership
	All []support.Public
	// Wrong is what has to be put right with the decision on the statement At, and
	// Reason what was typed there.
	Wrong, At, Reason string
	Now               time.Time
}

// waiting are those to be decided on, decided the others.
func (l SupportList) waiting() []support.Public {
	return slices.DeleteFunc(slices.Clone(l.All), func(s support.Public) bool { return s.State != support.Waiting })
}

func (l SupportList) decided() []support.Public {
	return slices.DeleteFunc(slices.Clone(l.All), func(s support.Public) bool { return s.State == support.Waiting })
}

// shownFor is what an agency has shown now.
func (l SupportList) shownFor(agency people.AgencyID) (support.Public, bool) {
	i := slices.IndexFunc(l.All, func(s support.Public) bool { return s.Agency == agency && s.State == support.Shown })
	if i < 0 {
		return support.Public{}, false
	}
	return l.All[i], true
}

// SupportOwn is an agency's statement, and the form with which it is written.
type SupportOwn struct {
	AgencyPage
	All   []support.Public
	Draft support.Draft
	// Month and Year are as they were typed.
	Month, Year string
	Words       Written
	Wrong, At   string
	// Checked says that the words were looked at, and there is something to decide.
	Checked bool
	Now     time.Time
}

// SupportBox is where the words are written.
func (s Site) SupportBox(o SupportOwn) WritingBox {
	return WritingBox{ID: FieldSaid, Label: s.say("support.words"), Hint: s.say("support.words-hint"), Rows: 8, Limit: support.MaxWords,
		Required: true, NoReferral: true, Written: o.Words, Wrong: wrongAt(FieldSaid, o.At, o.Wrong)}
}

// toLookAt says when the one thing is looked at, and whether that is over.
func (s Site) toLookAt(one support.Public, now time.Time) string {
	if one.HasPassed(now) {
		return s.say("support.was-to-look", "Month", s.month(one.Check))
	}
	return s.say("support.to-look", "Month", s.month(one.Check))
}

func errorAnchor(statement string) string { return FieldReason + "-" + statement }
