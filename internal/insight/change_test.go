package insight

import (
	"testing"

	"bearings/internal/disclosure"
)

func shownStand(counts ...int) Stand { return counted(counts, roundedBy) }

func TestTurns(t *testing.T) {
	for _, c := range []struct {
		name        string
		before, now Stand
		want        Turn
	}{
		{"lean to lean, up", leaning(disclosure.Lower, 4), leaning(disclosure.Mixed, 4), Rose},
		{"lean to lean, down", leaning(disclosure.Upper, 4), leaning(disclosure.Lower, 4), Fell},
		{"the same lean", leaning(disclosure.Mixed, 4), leaning(disclosure.Mixed, 4), Holds},
		{"counts far apart", shownStand(40, 30, 10, 5), shownStand(5, 10, 30, 40), Rose},
		{"counts that rounding explains", shownStand(10, 10, 10, 10), shownStand(10, 10, 10, 15), Holds},
		{"a few points on the same side", shownStand(5, 10, 30, 40), shownStand(5, 10, 35, 50), Holds},
		{"a lean and counts of the same lean", leaning(disclosure.Upper, 4), shownStand(0, 0, 40, 40), Holds},
		{"near an edge", shownStand(10, 5, 15, 10), leaning(disclosure.Upper, 4), Open},
	} {
		if got := turn(c.before, c.now); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// Groups are laid beside each other only where they are of the same agencies and levels.
func TestSamePeople(t *testing.T) {
	a := disclosure.Group{Agencies: []string{"B", "A"}, Levels: []string{"direct"}}
	for _, c := range []struct {
		other disclosure.Group
		want  bool
	}{
		{disclosure.Group{ID: "else", Agencies: []string{"A", "B"}, Levels: []string{"direct"}}, true},
		{disclosure.Group{Agencies: []string{"A"}, Levels: []string{"direct"}}, false},
		{disclosure.Group{Agencies: []string{"A", "B", "C"}, Levels: []string{"direct"}}, false},
		{disclosure.Group{Agencies: []string{"A", "B"}}, false},
	} {
		if samePeople(a, c.other) != c.want {
			t.Errorf("%v", c.other)
		}
	}
}
