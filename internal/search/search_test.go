package search_test

import (
	"strings"
	"testing"

	"bearings/internal/library"
	"bearings/internal/search"
)

var entries = []library.Entry{
	{Kind: library.Word, ID: "grooming", Title: "Grooming", Also: []string{"luring"}, Summary: "Building trust in order to harm.", Texts: []string{"People who groom children hide what they do."},
		About: library.About{Principles: []string{"P5"}, Themes: []string{"critical-thinking"}}},
	{Kind: library.Advice, ID: "letters", Title: "Letters to parents", Summary: "Read what you send.", Texts: []string{"Ask a parent to say back what the letter means. Exploitation is named."},
		About: library.About{Principles: []string{"P7"}, Levels: []string{"operational"}}},
	{Kind: library.Case, ID: "photo", Title: "The photo", Summary: "A boy is being exploited online.", Texts: []string{"Somebody groomed him in a game. AND OR NOT café."},
		About: library.About{Principles: []string{"P5", "P8"}, Levels: []string{"direct"}}},
}

func find(t *testing.T, q library.Query) (ids string, some bool) {
	t.Helper()
	x, err := search.New(entries)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	found, err := x.Search(q)
	if err != nil {
		t.Fatal(err)
	}
	for _, hit := range found.Hits {
		ids += hit.Entry.ID + " "
	}
	return strings.TrimSpace(ids), found.Some
}

func TestSearch(t *testing.T) {
	for _, c := range []struct {
		q    library.Query
		want string
		some bool
	}{
		{q: library.Query{Text: "groomed"}, want: "grooming photo"},
		{q: library.Query{Text: "EXPLOITING"}, want: "photo letters"},
		{q: library.Query{Text: "groom"}, want: "grooming photo"},
		{q: library.Query{Text: "lured"}, want: "grooming"},
		{q: library.Query{Text: "lette"}, want: "letters"},
		{q: library.Query{Text: "groomed online"}, want: "photo"},
		{q: library.Query{Text: "letters online"}, want: "photo letters", some: true},
		{q: library.Query{Text: "groomed", Kind: library.Word}, want: "grooming"},
		{q: library.Query{Text: "groomed", Principle: "P8"}, want: "photo"},
		{q: library.Query{Level: "operational"}, want: "letters"},
		{q: library.Query{Theme: "critical-thinking"}, want: "grooming"},
		{q: library.Query{Text: "cafe"}, want: "photo"},
		{q: library.Query{Text: "xylophone"}, want: ""},
		{q: library.Query{Text: `" OR * NEAR(a`}, want: "photo letters", some: true},
		{q: library.Query{Text: `"`}, want: ""},
		{q: library.Query{}, want: "grooming letters photo"},
	} {
		if got, some := find(t, c.q); got != c.want || some != c.some {
			t.Errorf("%+v finds %q (some: %v), want %q (some: %v)", c.q, got, some, c.want, c.some)
		}
	}
}

func TestWhatWasFoundIsMarked(t *testing.T) {
	x, err := search.New(entries)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	found, err := x.Search(library.Query{Text: "letters parents"})
	if err != nil || len(found.Hits) != 1 {
		t.Fatalf("%d hits, %v", len(found.Hits), err)
	}
	got := ""
	for _, s := range found.Hits[0].Title {
		if s.Hit {
			got += "[" + s.Text + "]"
		} else {
			got += s.Text
		}
	}
	if got != "[Letters] to [parents]" {
		t.Errorf("marked %q", got)
	}
}

func TestTheIndexCanTravel(t *testing.T) {
	x, err := search.New(entries)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	carried, err := x.Carry()
	if err != nil {
		t.Fatal(err)
	}
	if got := carried.Terms["groom"]; len(got) != 8 || got[0] != 0 || got[4] != 2 {
		t.Errorf("groom: %v", got)
	}
	if len(carried.Lengths) != len(entries) || carried.Lengths[0] == 0 {
		t.Errorf("lengths %v", carried.Lengths)
	}
}

func FuzzSearch(f *testing.F) {
	x, err := search.New(entries)
	if err != nil {
		f.Fatal(err)
	}
	for _, q := range []string{"grooming", `"`, "a*b", "NEAR(x y)", "\x00\x02", "ŵŷ", "col:x", "-", "^a"} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		if _, err := x.Search(library.Query{Text: q}); err != nil {
			t.Errorf("%q: %v", q, err)
		}
	})
}
