package disclosure_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"bearings/internal/disclosure"
)

// rawOf are answers of exactly as many people as are expected, spread over the scale
// so evenly that nobody has to be protected further.
func rawOf(expected []disclosure.Expected) disclosure.Raw {
	raw := disclosure.Raw{Strand: "staff", Items: []disclosure.Item{{ID: "p1", Positions: fourWords}}}
	known, at := map[string]bool{}, 0
	for _, e := range expected {
		if !known[e.Agency] && e.N > 0 {
			known[e.Agency] = true
			raw.Agencies = append(raw.Agencies, disclosure.Agency{Name: e.Agency, Kind: e.Kind})
		}
		for range e.N {
			raw.Cells = append(raw.Cells, disclosure.Cell{Agency: e.Agency, Level: e.Level, Item: "p1", Answer: fourWords[at%4], N: 1})
			at++
		}
		raw.Respondents += e.N
	}
	return raw
}

// What is foreseen is what comes when exactly as many answer, whatever the sizes.
func TestTheForecastIsWhatIsPublished(t *testing.T) {
	chance := rand.New(rand.NewPCG(7, 7))
	divided, same := 0, 0
	for n := range 200 {
		var expected []disclosure.Expected
		for a := range 2 + chance.IntN(7) {
			kind := []string{"school", "health", "council"}[chance.IntN(3)]
			for _, level := range []string{"direct", "operational", "strategic"} {
				expected = append(expected, disclosure.Expected{Agency: fmt.Sprint("agency ", a), Kind: kind, Level: level, N: chance.IntN(60) / (1 + chance.IntN(4))})
			}
		}
		rules := disclosure.Rules{AtLeast: 10 + 5*chance.IntN(2)}
		foreseen := disclosure.Forecast("staff", expected, rules)
		published := disclosure.Protect(rawOf(expected), rules).Groups()
		if len(foreseen) > 2 {
			divided++
		}
		if reflect.DeepEqual(foreseen, published) {
			same++
			continue
		}
		// Where somebody would have been left with too few answers, less is published;
		// never more, and never other groups of agencies than those foreseen.
		if len(published) > len(foreseen) {
			t.Errorf("round %d: foreseen %v, published %v", n, foreseen, published)
		}
	}
	if divided < 100 || same < 180 {
		t.Errorf("%d rounds were divided and %d came as foreseen", divided, same)
	}
}

func TestForecastOfFew(t *testing.T) {
	some := func(n int) []disclosure.Expected {
		return []disclosure.Expected{{Agency: "A", Level: "direct", N: n}, {Agency: "B", Level: "direct", N: 0}}
	}
	for _, c := range []struct{ n, atLeast, groups int }{{0, 10, 0}, {9, 10, 0}, {10, 10, 1}, {10, 11, 0}, {9, 3, 0}} {
		if got := disclosure.Forecast("staff", some(c.n), disclosure.Rules{AtLeast: c.atLeast}); len(got) != c.groups {
			t.Errorf("%d people, at least %d: %v", c.n, c.atLeast, got)
		}
	}
}
