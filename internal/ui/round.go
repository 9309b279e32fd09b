package ui

import (
	"bearings/internal/people"
	"bearings/internal/round"
)

// RoundPage is a round as somebody in the partnership sees it; the pages of its
// parts embed it.
type RoundPage struct {
	Partnership
	Round    round.Round
	Agencies []round.Agency
}

// roundFrame is the frame of a page below a round's own.
func (s Site) roundFrame(p RoundPage, title string, failed bool, further ...crumb) frame {
	trail := append([]crumb{p.within(), {p.Round.Title, RoundURL(p.Round)}}, further...)
	return s.partnershipFrame(p.Partnership, title, failed, trail...)
}

// RoundAgency is an agency of the round.
func (p RoundPage) RoundAgency(id people.AgencyID) (round.Agency, bool) {
	for _, a := range p.Agencies {
		if a.ID == id {
			return a, true
		}
	}
	return round.Agency{}, false
}
