package round_test

import (
	"slices"
	"strings"
	"testing"

	"bearings/internal/round"
)

func TestADocumentInPassages(t *testing.T) {
	long := strings.Repeat("x", round.MaxEarlier)
	for _, c := range []struct {
		name string
		in   []round.Paragraph
		want []string
	}{
		{"nothing", nil, nil},
		{"headings", []round.Paragraph{{Text: "before"}, {Heading: true, Text: "One"}, {Text: "a"}, {Text: "b"}, {Heading: true, Text: "Empty"}, {Heading: true, Text: "Two"}, {Text: "c"}},
			[]string{"before: before", "One: a\n\nb", "Two: c"}},
		{"no headings", []round.Paragraph{{Text: "one two three four five six seven eight nine"}, {Text: " "}, {Text: "b"}},
			[]string{"one two three four five six seven eight …: one two three four five six seven eight nine", "b: b"}},
	} {
		var got []string
		for _, p := range round.Passages(c.in) {
			got = append(got, p.Name+": "+p.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", c.name, got)
		}
	}
	parts := round.Passages([]round.Paragraph{{Heading: true, Text: "Long"}, {Text: long}, {Text: long}})
	total := 0
	for _, p := range parts {
		if n := len(p.Text); n > round.MaxEarlier || p.Name != "Long" {
			t.Errorf("%s: %d letters", p.Name, n)
		}
		total += strings.Count(p.Text, "x")
	}
	if total != 2*len(long) {
		t.Errorf("%d letters of %d are left", total, 2*len(long))
	}
}
