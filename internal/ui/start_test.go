package ui

import (
	"slices"
	"strings"
	"testing"

	"bearings/internal/library"
)

func TestNumbersThatRingAreFoundAndOthersAreNot(t *testing.T) {
	for text, want := range map[string]string{
		"Call 999. It is free.":                               "999",
		"Childline on 0800 1111, or 0808 800 5000":            "0800 1111|0808 800 5000",
		"116 000 if you have run away; press 55 when asked":   "116 000",
		"Crimestoppers takes calls on 0800 555 111":           "0800 555 111",
		"In 1999 there were 1010 of them, 20 of them under 5": "",
	} {
		var ring []string
		whole := ""
		for _, piece := range parted(text) {
			whole += piece.text
			if piece.rings {
				ring = append(ring, piece.text)
			}
		}
		if got := strings.Join(ring, "|"); got != want || whole != text {
			t.Errorf("%q: %q rings, want %q; together %q", text, got, want, whole)
		}
	}
}

func TestTheLettersOfTheGlossaryStandInTheirOrder(t *testing.T) {
	s := Site{Reading: func() *Shelf {
		return &Shelf{Library: &library.Library{Glossary: []library.Term{
			{ID: "bias", Term: "Bias"}, {ID: "panel", Term: "Child Safeguarding Practice Review Panel"},
			{ID: "consent", Term: "Consent"}, {ID: "drift", Term: "⟦Drïft⟧"},
		}}}
	}}
	var got []string
	for _, group := range s.letters() {
		got = append(got, group.letter)
	}
	if want := []string{"b", "c", "d"}; !slices.Equal(got, want) {
		t.Errorf("the letters are %v, want %v", got, want)
	}
}
