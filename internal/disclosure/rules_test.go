package disclosure_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bearings/internal/disclosure"
)

// What rapid finds is printed; the tree stays as it is, so that tests of
// seeded faults leave nothing behind.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.nofailfile", "true"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func TestLeanEdgesBelongToTheLeans(t *testing.T) {
	for _, c := range []struct {
		line string
		want string
	}{
		{"A x direct: 13 0 0 7", "lower"}, // 35 % of 20
		{"A x direct: 12 0 0 8", "mixed"},
		{"A x direct: 8 0 0 12", "mixed"},
		{"A x direct: 7 0 0 13", "upper"}, // 65 % of 20
	} {
		got := text(disclosure.Protect(strand(t, fourWords, c.line), disclosure.Rules{}))
		if !strings.Contains(got, "lean "+c.want) {
			t.Errorf("%s is published as\n%s", c.line, got)
		}
	}
}

func TestAMiddleWordCountsHalf(t *testing.T) {
	three := []string{"no", "partly", "yes"}
	got := text(disclosure.Protect(strand(t, three, "A x direct: 0 14 6"), disclosure.Rules{}))
	if !strings.Contains(got, "lean upper") { // (14/2 + 6) of 20 = 65 %
		t.Errorf("published\n%s", got)
	}
}

// twoItems has one item everybody answered and one that only some did.
func twoItems(answered int) disclosure.Raw {
	raw := disclosure.Raw{Strand: "staff", Respondents: 100,
		Agencies: []disclosure.Agency{{Name: "A", Kind: "council"}, {Name: "B", Kind: "health"}},
		Items:    []disclosure.Item{{ID: "p1", Positions: fourWords}, {ID: "p2", Positions: fourWords}}}
	for person := range 100 {
		agency := []string{"A", "B"}[person%2]
		raw.Cells = append(raw.Cells, disclosure.Cell{Agency: agency, Level: "direct", Item: "p1", Answer: fourWords[person%4], N: 1})
		if person < answered {
			raw.Cells = append(raw.Cells, disclosure.Cell{Agency: agency, Level: "direct", Item: "p2", Answer: fourWords[person%4], N: 1})
		}
	}
	return raw
}

func TestAnItemFewAnsweredIsShownForTheWholeStrandOnly(t *testing.T) {
	for _, c := range []struct {
		answered int
		rows     int
		whole    disclosure.Show
	}{{80, 3, disclosure.Counts}, {79, 1, disclosure.Counts}, {24, 1, disclosure.InWords}, {9, 1, disclosure.Nothing}} {
		release := disclosure.Protect(twoItems(c.answered), disclosure.Rules{})
		var rows []disclosure.Result
		for _, r := range release.Results() {
			if r.Item == "p2" {
				rows = append(rows, r)
			}
		}
		if len(rows) != c.rows || rows[0].Show != c.whole {
			t.Errorf("%d of 100 answered: %d rows, the first shown as %s; want %d rows and %s", c.answered, len(rows), rows[0].Show, c.rows, c.whole)
		}
	}
}

func TestTheSmallestItemDecidesWhoIsAGroup(t *testing.T) {
	// B has ten people on p1, but only nine positions on p2.
	raw := disclosure.Raw{Strand: "staff", Respondents: 60,
		Agencies: []disclosure.Agency{{Name: "A", Kind: "council"}, {Name: "B", Kind: "health"}},
		Items:    []disclosure.Item{{ID: "p1", Positions: fourWords}, {ID: "p2", Positions: fourWords}}}
	for person := range 60 {
		agency := "A"
		if person < 10 {
			agency = "B"
		}
		for i, item := range []string{"p1", "p2"} {
			if i == 0 || person > 0 {
				raw.Cells = append(raw.Cells, disclosure.Cell{Agency: agency, Level: "direct", Item: item, Answer: fourWords[person%4], N: 1})
			}
		}
	}
	if groups := disclosure.Protect(raw, disclosure.Rules{}).Groups(); len(groups) != 1 {
		t.Errorf("nine positions were published as a group: %v", groups)
	}
}

func TestAReleaseCantBeChangedByItsReader(t *testing.T) {
	release := disclosure.Protect(strand(t, fourWords, "A x direct: 10 10 10 10"), disclosure.Rules{})
	want := text(release)
	release.Groups()[0].ID = "changed"
	release.Results()[0].Positions[0].Shown = 99
	if got := text(release); got != want {
		t.Errorf("the release changed to\n%s", got)
	}
}

// Whatever is answered, what is published keeps the rules that can be read off
// it. That nothing more can be worked out is what the attack in attack/ tests.
func TestPublishedValuesKeepTheRules(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		agencies := rapid.IntRange(1, 14).Draw(rt, "agencies")
		people := rapid.IntRange(1, 200).Draw(rt, "people")
		atLeast := rapid.IntRange(0, 30).Draw(rt, "at least")
		raw := randomRaw(rand.New(rand.NewPCG(seed, 1)), agencies, people)
		release := disclosure.Protect(raw, disclosure.Rules{AtLeast: atLeast})
		members := map[string]disclosure.Group{}
		for _, g := range release.Groups() {
			if members[g.ID].ID != "" {
				rt.Fatalf("two groups are called %s", g.ID)
			}
			members[g.ID] = g
			if slices.Equal(g.Agencies, []string{""}) || slices.Equal(g.Levels, []string{""}) {
				rt.Fatalf("people who did not say are alone in %s", g.ID)
			}
		}
		for _, r := range release.Results() {
			counts := truth(raw, members[r.Group], r.Item)
			n := counts[0] + counts[1] + counts[2] + counts[3]
			checkResult(rt, r, counts, n, max(10, atLeast))
		}
	})
}

func checkResult(rt *rapid.T, r disclosure.Result, counts []int, n, threshold int) {
	if (r.Show == disclosure.Nothing) != (n < threshold) {
		rt.Fatalf("%s for %s: %d positions shown as %q", r.Item, r.Group, n, r.Show)
	}
	if r.Show == disclosure.Counts && n < 25 {
		rt.Fatalf("%s for %s: %d positions are counted", r.Item, r.Group, n)
	}
	if (r.Show == disclosure.InWords) != (r.Lean != "") {
		rt.Fatalf("%s for %s: lean %q beside %q", r.Item, r.Group, r.Lean, r.Show)
	}
	for x, c := range slices.Concat(r.Positions, r.Beside) {
		if c.Shown%5 != 0 || c.Shown-counts[x] > 2 || counts[x]-c.Shown > 2 {
			rt.Fatalf("%s for %s: %d people who said %s are shown as %d", r.Item, r.Group, counts[x], c.Answer, c.Shown)
		}
	}
}

// truth counts the answers of a group as it describes itself.
func truth(raw disclosure.Raw, g disclosure.Group, item string) []int {
	counts := make([]int, 5)
	for _, c := range raw.Cells {
		in := (len(g.Agencies) == 0 || slices.Contains(g.Agencies, c.Agency)) && (len(g.Levels) == 0 || slices.Contains(g.Levels, c.Level))
		if in && c.Item == item {
			counts[slices.Index(append(slices.Clone(fourWords), "dont-know"), c.Answer)] += c.N
		}
	}
	return counts
}

func comments(authors int) []disclosure.RawComment {
	var all []disclosure.RawComment
	for i := range authors {
		for _, p := range []string{"P1", "P2", "P3"} {
			all = append(all, disclosure.RawComment{Author: fmt.Sprint(i), Principle: p, Text: fmt.Sprintf("%s by %d", p, i)})
		}
	}
	return all
}

func TestCommentsAreQuotedOnlyAmongEnoughPeople(t *testing.T) {
	figures := disclosure.Protect(strand(t, fourWords, "A x direct: 10 10 10 10"), disclosure.Rules{})
	for _, c := range []struct{ people, authors, atLeast, comments, want int }{
		{40, 10, 0, 0, 30}, {40, 9, 0, 0, 0}, {24, 10, 0, 0, 0}, {25, 10, 0, 0, 30}, {40, 10, 12, 0, 0},
		{39, 10, 0, 40, 0}, {40, 10, 0, 40, 30}, {24, 10, 0, 10, 0},
	} {
		rules := disclosure.Rules{AtLeast: c.atLeast, CommentsAtLeast: c.comments}
		got := disclosure.ProtectComments(figures, c.people, comments(c.authors), rules, rand.New(rand.NewPCG(1, 1)))
		if len(got.Comments()) != c.want {
			t.Errorf("%d people, %d authors, thresholds %d and %d: %d comments, want %d", c.people, c.authors, c.atLeast, c.comments, len(got.Comments()), c.want)
		}
	}
}

func TestCommentsStandByPrincipleWhoeverCameFirst(t *testing.T) {
	figures := disclosure.Protect(strand(t, fourWords, "A x direct: 10 10 10 10"), disclosure.Rules{})
	latestFirst := comments(10)
	slices.Reverse(latestFirst)
	var order []string
	for _, c := range disclosure.ProtectComments(figures, 40, latestFirst, disclosure.Rules{}, rand.New(rand.NewPCG(1, 1))).Comments() {
		order = append(order, c.Principle)
	}
	if got := slices.Compact(order); !slices.Equal(got, []string{"P1", "P2", "P3"}) {
		t.Errorf("the principles stand as %q", got)
	}
}

func TestNeitherOrderNorNeighboursTellTheAuthor(t *testing.T) {
	figures := disclosure.Protect(strand(t, fourWords, "A x direct: 10 10 10 10"), disclosure.Rules{})
	inOrder := 0
	for seed := range uint64(400) {
		got := disclosure.ProtectComments(figures, 40, comments(10), disclosure.Rules{}, rand.New(rand.NewPCG(seed, 1))).Comments()
		author := func(i int) string { return got[i].Text[len("P1 by "):] }
		for i := 1; i < len(got); i++ {
			if got[i].Principle != got[i-1].Principle && author(i) == author(i-1) {
				t.Fatalf("seed %d: neighbours %q and %q are by one author", seed, got[i-1].Text, got[i].Text)
			}
		}
		if author(0) < author(1) {
			inOrder++
		}
	}
	if inOrder < 140 || inOrder > 260 {
		t.Errorf("the first two comments stand in the order they were written in %d of 400 shuffles", inOrder)
	}
}
