package search_test

import (
	"fmt"
	"strings"
	"sync"
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
	got := said(found.Hits[0].Title)
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

// said is a text with what was looked for in brackets.
func said(all []library.Stretch) string {
	text := ""
	for _, s := range all {
		if s.Hit {
			text += "[" + s.Text + "]"
		} else {
			text += s.Text
		}
	}
	return text
}

func TestThePassageHoldsMostOfWhatWasAsked(t *testing.T) {
	filler := strings.Repeat("one two three four five six seven eight nine ten ", 10)
	x, err := search.New([]library.Entry{
		{Kind: library.Word, ID: "a", Title: "Café", Summary: "Of the parents’ café.", Texts: []string{"A letter. " + filler + "Letters to all parents, read in a café. " + filler}},
		{Kind: library.Word, ID: "b", Title: "Cafe\u0301s", Summary: "Only the summary speaks of letters.", Texts: []string{"Nothing."}},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for asked, want := range map[string][]string{
		"letters parents":  {"Café", "…seven eight nine ten [Letters] to all [parents], read in a café. one two three four five six seven eight nine ten one two three four five six…"},
		"LETTER":           {"Cafe\u0301s", "Only the summary speaks of [letters].", "Café", "A [letter]. one two three"},
		"cafes":            {"[Cafe\u0301s]", "Only the summary speaks of letters.", "[Café]", "read in a [café]. one two"},
		"parent's letters": {"Café", "ten [Letters] to all [parents], read"},
	} {
		found, err := x.Search(library.Query{Text: asked})
		if err != nil || len(found.Hits)*2 != len(want) {
			t.Errorf("%s: %d found, %v", asked, found.All, err)
			continue
		}
		for i, hit := range found.Hits {
			if title, passage := said(hit.Title), said(hit.Passage); title != want[2*i] || !strings.Contains(passage, want[2*i+1]) {
				t.Errorf("%s: %q, %q; want %q, %q", asked, title, passage, want[2*i], want[2*i+1])
			}
		}
	}
}

// Whatever somebody types, the same is found every time.
func TestOddQuestions(t *testing.T) {
	x, err := search.New(entries)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for asked, want := range map[string]int{
		`"exploited online"`: 1, "“exploited”": 2, "what-the": 2, "café’s": 1, "CAFÉ": 1, "cafe\u0301": 1, "parent's": 1, "parents’": 1, "x": 0, "a": 2, "é": 0,
		"groom*": 2, "title:letters": 1, "NOT groomed": 1, "-groomed": 2, "\x00groomed\x00": 2, "\x02groomed\x03": 2, "שלום": 0, "👨‍👩‍👧": 0, "½": 0,
		strings.Repeat("groomed ", 700): 2, strings.Repeat("g", 5000): 0, strings.Repeat("\"", 5000): 0, "groomed\u202e": 2, "constructor": 0,
	} {
		first := ""
		for range 5 {
			found, err := x.Search(library.Query{Text: asked})
			if err != nil || found.All != want || len(found.Hits) != want || found.Some && want == 0 {
				t.Errorf("%.40q: %d found, want %d; %v", asked, found.All, want, err)
				break
			}
			again := fmt.Sprint(found)
			if first != "" && first != again {
				t.Errorf("%.40q finds %s, then %s", asked, first, again)
			}
			first = again
		}
	}
}

func TestManySearchAtOnce(t *testing.T) {
	x, err := search.New(entries)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	alone := map[string]string{}
	asked := []string{"groomed", "exploit", "letters online", "", "\"", "café"}
	for _, text := range asked {
		found, err := x.Search(library.Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		alone[text] = fmt.Sprint(found)
	}
	var all sync.WaitGroup
	for n := range 50 {
		all.Go(func() {
			for i := range 20 {
				text := asked[(n+i)%len(asked)]
				if found, err := x.Search(library.Query{Text: text}); err != nil || fmt.Sprint(found) != alone[text] {
					t.Errorf("%q finds %v, %v; want %s", text, found, err, alone[text])
				}
			}
		})
	}
	all.Wait()
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
		found, err := x.Search(library.Query{Text: q})
		if err != nil || len(found.Hits) > found.All {
			t.Errorf("%q: %d of %d, %v", q, len(found.Hits), found.All, err)
		}
		for _, hit := range found.Hits {
			if title := strings.NewReplacer("[", "", "]", "").Replace(said(hit.Title)); title != hit.Entry.Title {
				t.Errorf("%q: the title %q becomes %q", q, hit.Entry.Title, title)
			}
		}
	})
}
