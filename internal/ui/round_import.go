package ui

import (
	"slices"

	"bearings/internal/answer"
	"bearings/internal/people"
	"bearings/internal/round"
)

// ImportPage is where answers from elsewhere are brought into a round.
type ImportPage struct {
	RoundPage
	Trying
	Imports []round.Import
	// Brought is what has just been done: "brought", "undone", or empty.
	Brought string
}

// ImportColumns asks what is in which column of what is to be brought in. Held is
// what the files are called that stand by.
type ImportColumns struct {
	RoundPage
	Reading
	Held string
}

// ImportPreview shows what was read, before it is brought in.
type ImportPreview struct {
	RoundPage
	Heard answer.Heard
	Names []string
	Held  string
	// Before are imports that are in and had the same name.
	Before []round.Import
	// Added are the strands that the round will ask from then on.
	Added []string
}

func (s Site) importFrame(p RoundPage, title string, failed bool) frame {
	if title == s.say("roundimport.title") {
		return s.roundFrame(p, title, failed)
	}
	return s.roundFrame(p, title, failed, crumb{s.say("roundimport.title"), ImportURL(p.Round)})
}

// mayBring says whether answers can still come in or go out again.
func (p ImportPage) mayBring() bool { return p.Round.State != round.Closed }

// importAuthor is who brought a file in.
func (s Site) importAuthor(p ImportPage, id people.AccountID) string {
	if id == "" {
		return s.say("roundimport.by-server")
	}
	i := slices.IndexFunc(p.View.People, func(one people.Person) bool { return one.ID == id })
	if i < 0 {
		return s.say("roundimport.by-somebody")
	}
	return p.View.People[i].Name
}

// heardLevel is what a level of staff is called, or that somebody gave none.
func (s Site) heardLevel(id string) string {
	level, ok := s.Framework.Level(id)
	if !ok {
		return s.say("roundimport.no-level")
	}
	return s.text(level.Name)
}
