package ui

import (
	"bearings/internal/people"
	"bearings/internal/round"
)

// Where rounds are. Each part of a round has a file of its own for what is below.
const (
	RoundsPattern = PartnershipPattern + "/rounds"
	RoundPattern  = RoundsPattern + "/{round}"
)

// RoundsURL lists the rounds of a partnership.
func RoundsURL(id people.PartnershipID, part ...string) string {
	return partnership(id, append([]string{"rounds"}, part...)...)
}

// RoundURL is the page of a round, or of a part of it.
func RoundURL(r round.Round, part ...string) string {
	return RoundsURL(r.Partnership, append([]string{string(r.ID)}, part...)...)
}
