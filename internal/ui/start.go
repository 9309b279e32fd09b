package ui

import "regexp"

// telephone are the numbers of telephones as the texts write them: those one can
// ring from anywhere, and the short ones of the emergency services and helplines.
var telephone = regexp.MustCompile(`\b(?:0[38]\d{2,3} \d{3,4}(?: \d{3,4})?|116 \d{3}|999|111|101)\b`)

// piece is a part of a text, which may be a number to ring.
type piece struct {
	text  string
	rings bool
}

// parted parts a text at its telephone numbers.
func parted(text string) []piece {
	var all []piece
	done := 0
	for _, at := range telephone.FindAllStringIndex(text, -1) {
		all = append(all, piece{text: text[done:at[0]]}, piece{text[at[0]:at[1]], true})
		done = at[1]
	}
	return append(all, piece{text: text[done:]})
}
