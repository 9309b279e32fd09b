package disclosure_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"bearings/internal/disclosure"
)

// Two of 28 said "rarely", and both other shown counts are at their lowest
// true value: if the two tell each other, everybody else said "often" or
// "always".
func TestAnItemFewAnsweredIsCoarsenedAlone(t *testing.T) {
	raw := disclosure.Raw{Strand: "staff", Respondents: 60,
		Agencies: []disclosure.Agency{{Name: "A", Kind: "council"}, {Name: "B", Kind: "health"}},
		Items:    []disclosure.Item{{ID: "p1", Positions: fourWords}, {ID: "p2", Positions: fourWords}}}
	add := func(agency, item, answer string, n int) {
		raw.Cells = append(raw.Cells, disclosure.Cell{Agency: agency, Level: "direct", Item: item, Answer: answer, N: n})
	}
	for _, agency := range []string{"A", "B"} {
		for x, n := range []int{5, 10, 10, 5} {
			add(agency, "p1", fourWords[x], n)
		}
		for x, n := range []int{1, 0, 0, 0} {
			add(agency, "p2", fourWords[x], n)
		}
	}
	add("A", "p2", "often", 13)
	add("B", "p2", "always", 13)
	release := disclosure.Protect(raw, disclosure.Rules{})
	for _, r := range release.Results() {
		if want := map[string]disclosure.Show{"p1": disclosure.Counts, "p2": disclosure.InWords}[r.Item]; r.Show != want {
			t.Errorf("%s for %s is shown as %s, want %s", r.Item, r.Group, r.Show, want)
		}
	}
	if len(release.Results()) != 4 || release.Groups()[0].Size != disclosure.TwentyFiveOrMore {
		t.Errorf("published\n%s", text(release))
	}
}

func TestTheWholeStrandIsTheLastToBeShownInWords(t *testing.T) {
	whole, divided := 0, 0
	for seed := range uint64(150) {
		chance := rand.New(rand.NewPCG(seed, 9))
		release := disclosure.Protect(randomRaw(chance, 2+chance.IntN(8), 60+chance.IntN(200)), disclosure.Rules{})
		groups := release.Groups()
		if groups[0].Size == disclosure.TenOrMore && len(groups) > 1 {
			whole++
		}
		if len(groups) > 1 {
			divided++
		}
		for _, g := range groups {
			if g.Size == disclosure.TenOrMore && leastInParts(g, groups) >= 25 {
				t.Errorf("seed %d: the parts of %s give away that it is shown coarsely", seed, g.ID)
			}
		}
	}
	if whole > 0 || divided < 100 {
		t.Errorf("of %d divided strands %d are themselves shown in words", divided, whole)
	}
}

// leastInParts is how many people a reader knows to be in a group from the
// sizes of its parts of one kind.
func leastInParts(g disclosure.Group, all []disclosure.Group) int {
	within := func(part, whole []string) bool {
		return len(whole) == 0 || len(part) > 0 && !slices.ContainsFunc(part, func(one string) bool { return !slices.Contains(whole, one) })
	}
	sums := map[[2]bool]int{}
	for _, part := range all {
		if part.ID != g.ID && within(part.Agencies, g.Agencies) && within(part.Levels, g.Levels) {
			kind := [2]bool{len(part.Agencies) > 0, len(part.Levels) > 0}
			sums[kind] += map[disclosure.Size]int{disclosure.TenOrMore: 10, disclosure.TwentyFiveOrMore: 25}[part.Size]
		}
	}
	most := 0
	for _, sum := range sums {
		most = max(most, sum)
	}
	return most
}
