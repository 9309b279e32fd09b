package ui

import (
	"slices"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
)

// RoundEvidence is what is already known, as a round's members see it.
type RoundEvidence struct {
	RoundPage
	// Framework is the round's own.
	Framework *framework.Framework
	All       []round.Evidence
	Missing   round.MissingData
	// Saved is what was done just before: the last part of a message's id, or empty.
	Saved string
}

// EvidenceForm is the form of a piece; its ID is empty for a new one. Month and Year
// are as they were typed.
type EvidenceForm struct {
	RoundEvidence
	Piece         round.Evidence
	Month, Year   string
	Shows, Cannot WritingBox
	// Checked says that the words are shown for a second look.
	Checked   bool
	Wrong, At string
}

// MissingDataForm is the form about who is missing from the data.
type MissingDataForm struct {
	RoundEvidence
	Over, Under, Done WritingBox
	Checked           bool
	Wrong, At         string
}

func (p RoundEvidence) under(principle string) (all []round.Evidence) {
	for _, one := range p.All {
		if one.Principle == principle {
			all = append(all, one)
		}
	}
	return all
}

func (p RoundEvidence) asked() bool { return p.Round.Asks(framework.Evidence) }

// mayAdd says whether the viewer may add a piece now.
func (p RoundEvidence) mayAdd() bool {
	return p.asked() && round.EvidenceIsOpen(p.Round) && p.may(people.AddEvidence, "")
}

// state says how long the page can be changed: the last part of a message's id.
func (p RoundEvidence) state() string {
	switch {
	case !p.asked():
		return "not-asked-note"
	case !round.EvidenceIsOpen(p.Round):
		return "closed-note"
	case !p.mayAdd():
		return "read-only"
	case p.Round.Asks(framework.Return):
		return "open-until-reveal"
	}
	return "open-until-results"
}

func (s Site) evidenceFrame(p RoundEvidence, title string, failed bool) frame {
	return s.roundFrame(p.RoundPage, title, failed, crumb{s.say("roundevidence.title"), RoundEvidenceURL(p.Round)})
}

// evidencePrinciple is the title of a principle of the round's framework.
func (s Site) evidencePrinciple(fw *framework.Framework, id string) string {
	p, _ := fw.Principle(id)
	return s.text(p.Title)
}

// title of the page with the form.
func (s Site) evidenceFormTitle(f EvidenceForm) string {
	switch {
	case f.Checked:
		return s.say("roundevidence.look-title")
	case f.Piece.ID != "":
		return s.say("roundevidence.change-title")
	}
	return s.say("roundevidence.new-title")
}

func (f EvidenceForm) path() string {
	if f.Piece.ID != "" {
		return RoundEvidenceURL(f.Round, f.Piece.ID, "change")
	}
	return RoundEvidenceURL(f.Round, f.Piece.Principle, "add")
}

// characteristicsOf are the names of those in a state, in the middle of a sentence.
func (s Site) characteristicsOf(m round.MissingData, state string) string {
	var names []string
	for _, one := range m.In(state) {
		names = append(names, s.say("roundevidence.within-"+one))
	}
	return strings.Join(names, ", ")
}

// dataStates are the states as the form offers them: nobody has said comes last.
func dataStates() []string { return append(slices.Clone(round.DataStates), "") }

func stateMessage(state string) string {
	if state == "" {
		state = "unsaid"
	}
	return "roundevidence.state-" + state
}

// EvidenceBoxes are the boxes of the form of a piece, empty.
func (s Site) EvidenceBoxes() (shows, cannot WritingBox) {
	return WritingBox{ID: FieldEvidenceShows, Label: s.say("roundevidence.shows"), Hint: s.say("roundevidence.shows-hint"), Rows: 5, Limit: round.MaxShows, Required: true, NoReferral: true},
		WritingBox{ID: FieldEvidenceCannot, Label: s.say("roundevidence.cannot"), Hint: s.say("roundevidence.cannot-hint"), Rows: 4, Limit: round.MaxCannot, Required: true}
}

// MissingBoxes are the boxes of the form about missing data, empty.
func (s Site) MissingBoxes() (over, under, done WritingBox) {
	box := func(id, name string) WritingBox {
		return WritingBox{ID: id, Label: s.say("roundevidence." + name), Hint: s.say("roundevidence." + name + "-hint"), Rows: 4, Limit: round.MaxMissing}
	}
	over = box(FieldMissingOver, "over")
	over.NoReferral = true
	return over, box(FieldMissingUnder, "under"), box(FieldMissingDone, "measures")
}
