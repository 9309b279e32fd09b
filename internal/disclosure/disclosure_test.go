package disclosure_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"bearings/internal/disclosure"
)

var fourWords = []string{"rarely", "sometimes", "often", "always"}

// strand builds raw counts from lines "agency kind level: 1 2 3 4" of one item.
func strand(t *testing.T, positions []string, lines ...string) disclosure.Raw {
	t.Helper()
	raw := disclosure.Raw{Strand: "staff", Items: []disclosure.Item{{ID: "p1", Positions: positions, Beside: []string{"dont-know"}}}}
	seen := map[string]bool{}
	for _, line := range lines {
		who, counts, _ := strings.Cut(line, ":")
		part := strings.Fields(strings.ReplaceAll(who, "-", "- "))
		for len(part) < 3 {
			part = append(part, "-")
		}
		for i := range part {
			part[i] = strings.TrimSuffix(part[i], "-")
		}
		if !seen[part[0]] {
			seen[part[0]] = true
			raw.Agencies = append(raw.Agencies, disclosure.Agency{Name: part[0], Kind: part[1]})
		}
		for x, field := range strings.Fields(counts) {
			var n int
			fmt.Sscan(field, &n)
			answer := slices.Concat(positions, []string{"dont-know"})[x]
			if n > 0 {
				raw.Cells = append(raw.Cells, disclosure.Cell{Agency: part[0], Level: part[2], Item: "p1", Answer: answer, N: n})
			}
			raw.Respondents += n
		}
	}
	return raw
}

// text prints a release as a person would note it down.
func text(r disclosure.Release) string {
	var b strings.Builder
	for _, g := range r.Groups() {
		fmt.Fprintf(&b, "%s %v %v %s %s\n", g.ID, g.Agencies, g.Levels, g.Kind, g.Size)
	}
	for _, one := range r.Results() {
		fmt.Fprintf(&b, "%s %s %s", one.Item, one.Group, one.Show)
		for _, c := range append(one.Positions, one.Beside...) {
			fmt.Fprintf(&b, " %d", c.Shown)
		}
		fmt.Fprintf(&b, " %s\n", one.Lean)
	}
	return b.String()
}

func TestWhatIsPublished(t *testing.T) {
	for _, c := range []struct {
		name      string
		positions []string
		atLeast   int
		lines     []string
		want      string
	}{
		{"nine people say nothing", fourWords, 0, []string{"A x direct: 3 3 2 1"}, ""},
		{"ten people say one lean", fourWords, 0, []string{"A x direct: 1 2 4 3"},
			"staff [] []  10 or more\np1 staff lean upper\n"},
		{"twenty-five people are counted to the nearest five", fourWords, 0, []string{"A x direct: 3 7 8 7 2"},
			"staff [] []  25 or more\np1 staff counts 5 5 10 5 0 \n"},
		{"don't know is no position", fourWords, 0, []string{"A x direct: 3 7 8 6 2"},
			"staff [] []  10 or more\np1 staff lean mixed\n"},
		{"a raised threshold keeps more back", fourWords, 30, []string{"A x direct: 3 7 8 7 0"}, ""},
		{"two of sixty on two words is a lean", []string{"no", "yes"}, 0, []string{"A x -: 2 58"},
			"staff [] []  10 or more\np1 staff lean upper\n"},
		{"small schools join each other", fourWords, 0, []string{
			"Council council direct: 10 10 10 10", "Ash school direct: 2 2 2 1", "Elm school direct: 1 2 2 1"},
			"staff [] []  25 or more\nstaff-agency-1 [Ash Elm] [] school 10 or more\nstaff-agency-2 [Council] []  25 or more\n" +
				"p1 staff counts 15 15 15 10 0 \np1 staff-agency-1 lean mixed\np1 staff-agency-2 counts 10 10 10 10 0 \n"},
		{"one small agency takes in the next smallest", fourWords, 0, []string{
			"Council council direct: 10 10 10 10", "Health health direct: 5 5 5 5", "Ash school direct: 2 2 2 1"},
			"staff [] []  25 or more\nstaff-agency-1 [Ash Health] []  25 or more\nstaff-agency-2 [Council] []  25 or more\n" +
				"p1 staff counts 15 15 15 15 0 \np1 staff-agency-1 counts 5 5 5 5 0 \np1 staff-agency-2 counts 10 10 10 10 0 \n"},
		{"not said is never alone", fourWords, 0, []string{
			"Council council direct: 10 10 10 10", "Health health direct: 5 5 5 5", "- - direct: 10 10 10 10"},
			"staff [] []  25 or more\nstaff-agency-1 [ Health] []  25 or more\nstaff-agency-2 [Council] []  25 or more\n" +
				"p1 staff counts 25 25 25 25 0 \np1 staff-agency-1 counts 15 15 15 15 0 \np1 staff-agency-2 counts 10 10 10 10 0 \n"},
		{"a merged group is not nearly one agency", fourWords, 0, []string{
			"Ash school direct: 2 2 2 3", "Elm school direct: 1 1 0 0", "Council council direct: 10 10 10 10"},
			"staff [] []  25 or more\np1 staff counts 15 15 10 15 0 \n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := text(disclosure.Protect(strand(t, c.positions, c.lines...), disclosure.Rules{AtLeast: c.atLeast}))
			if got != c.want {
				t.Errorf("published\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestLevelsThatWouldSingleOutAFewAreMerged(t *testing.T) {
	// All strategic leaders but the two other people of agency A are in A:
	// A less strategic would be those two.
	got := text(disclosure.Protect(strand(t, fourWords,
		"A x strategic: 3 3 3 3", "A x direct: 1 0 0 1",
		"B x direct: 20 20 20 20", "B x operational: 10 10 10 10"), disclosure.Rules{}))
	if strings.Contains(got, "[strategic]") {
		t.Errorf("two people can be worked out:\n%s", got)
	}
	if !strings.Contains(got, "level-") {
		t.Errorf("levels that are safe were lost:\n%s", got)
	}
}

func TestTheOrderOfCellsDecidesNothing(t *testing.T) {
	raw := randomRaw(rand.New(rand.NewPCG(1, 2)), 12, 300)
	want := text(disclosure.Protect(raw, disclosure.Rules{}))
	for seed := range uint64(5) {
		shuffle := rand.New(rand.NewPCG(seed, 3))
		shuffle.Shuffle(len(raw.Cells), func(i, k int) { raw.Cells[i], raw.Cells[k] = raw.Cells[k], raw.Cells[i] })
		shuffle.Shuffle(len(raw.Agencies), func(i, k int) { raw.Agencies[i], raw.Agencies[k] = raw.Agencies[k], raw.Agencies[i] })
		if got := text(disclosure.Protect(raw, disclosure.Rules{})); got != want {
			t.Fatalf("another order gave\n%s\nwant\n%s", got, want)
		}
	}
}

// randomRaw is a strand of eight items over agencies of very different size.
func randomRaw(r *rand.Rand, agencies, people int) disclosure.Raw {
	levels := []string{"direct", "direct", "direct", "operational", "operational", "strategic", ""}
	kinds := []string{"school", "health", "voluntary", "justice", ""}
	raw := disclosure.Raw{Strand: "staff", Respondents: people}
	for i := range 8 {
		raw.Items = append(raw.Items, disclosure.Item{ID: fmt.Sprint("p", i+1), Positions: fourWords, Beside: []string{"dont-know"}})
	}
	for a := range agencies {
		raw.Agencies = append(raw.Agencies, disclosure.Agency{Name: fmt.Sprint("Agency ", a), Kind: kinds[r.IntN(len(kinds))]})
	}
	counts := map[disclosure.Cell]int{}
	for range people {
		a := int(float64(agencies) * r.Float64() * r.Float64())
		level := levels[r.IntN(len(levels))]
		for i := range 8 {
			if r.IntN(20) == 0 {
				continue
			}
			answer := min(3, max(0, int(1.6+r.NormFloat64()+float64(a%3)*0.4)))
			word := fourWords[answer]
			if r.IntN(15) == 0 {
				word = "dont-know"
			}
			counts[disclosure.Cell{Agency: fmt.Sprint("Agency ", a), Level: level, Item: fmt.Sprint("p", i+1), Answer: word}]++
		}
	}
	for c, n := range counts {
		c.N = n
		raw.Cells = append(raw.Cells, c)
	}
	return raw
}

func TestHowMuchIsPublished(t *testing.T) {
	raw := randomRaw(rand.New(rand.NewPCG(7, 7)), 60, 600)
	t.Log(text(disclosure.Protect(raw, disclosure.Rules{})))
}

func BenchmarkProtect(b *testing.B) {
	for _, people := range []int{100, 600, 5000} {
		raw := randomRaw(rand.New(rand.NewPCG(7, 7)), 60, people)
		b.Run(fmt.Sprint(people), func(b *testing.B) {
			for b.Loop() {
				disclosure.Protect(raw, disclosure.Rules{})
			}
		})
	}
}
