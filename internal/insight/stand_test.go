package insight

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"bearings/internal/disclosure"
)

func TestAgreementOfKnownCounts(t *testing.T) {
	for _, c := range []struct {
		counts []int
		want   float64
	}{
		{[]int{0, 0, 40, 0}, 1},    // all the same
		{[]int{30, 30, 30, 30}, 0}, // evenly spread
		{[]int{50, 0, 0, 50}, -1},  // two opposite camps
		{[]int{50, 0, 0, 0, 0, 50}, -1},
		{[]int{40, 40, 0, 0, 0}, 0.75}, // two words of five, side by side
		{[]int{10, 20, 10}, 0.25},      // a layer of three (0) for 30 of 40, one of one (1) for 10
		{[]int{25, 25}, 0},
		{[]int{0, 0, 0}, 0}, // nobody
	} {
		if got := agreement(c.counts); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("the agreement of %v is %v, want %v", c.counts, got, c.want)
		}
	}
}

func TestAgreementKnowsNoDirectionAndNoSize(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counts := rapid.SliceOfN(rapid.IntRange(0, 40), 2, 7).Draw(t, "counts")
		a := agreement(counts)
		if a < -1-1e-9 || a > 1+1e-9 {
			t.Fatalf("agreement %v", a)
		}
		back := slices.Clone(counts)
		slices.Reverse(back)
		tripled := slices.Clone(counts)
		for i := range tripled {
			tripled[i] *= 3
		}
		if math.Abs(agreement(back)-a) > 1e-9 || math.Abs(agreement(tripled)-a) > 1e-9 {
			t.Fatalf("%v: %v, backwards %v, three times as many %v", counts, a, agreement(back), agreement(tripled))
		}
	})
}

// shownOf is a count as it is published.
func shownOf(n int) int { return (n + 2) / 5 * 5 }

func trueShare(counts []int) float64 {
	upper, n := 0.0, 0.0
	for i, c := range counts {
		n += float64(c)
		switch side := 2*i + 1 - len(counts); {
		case side > 0:
			upper += float64(c)
		case side == 0:
			upper += float64(c) / 2
		}
	}
	return upper / n
}

// upperShare is the share of the words of the upper half alone.
func upperShare(counts []int) float64 {
	upper, n := 0.0, 0.0
	for i, c := range counts {
		n += float64(c)
		if 2*i+1 > len(counts) {
			upper += float64(c)
		}
	}
	return upper / n
}

func drawCounts(t *rapid.T, name string) (true, shown []int) {
	k := rapid.IntRange(2, 5).Draw(t, name+" words")
	for len(true) < k {
		true = append(true, rapid.IntRange(0, 60).Draw(t, name))
	}
	true[0] += 25 // counts are shown for 25 or more
	for _, n := range true {
		shown = append(shown, shownOf(n))
	}
	return true, shown
}

func TestTheTrueShareLiesBetweenTheBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		truth, shown := drawCounts(t, "group")
		s, share := counted(shown, roundedBy), trueShare(truth)
		least, most := float64(s.least.part)/float64(s.least.of), float64(s.most.part)/float64(s.most.of)
		if share < least-1e-9 || share > most+1e-9 {
			t.Fatalf("the share of %v is %v, and %v allows %v to %v", truth, share, shown, least, most)
		}
		leans := disclosure.Mixed
		if share <= 0.35+1e-9 {
			leans = disclosure.Lower
		} else if share >= 0.65-1e-9 {
			leans = disclosure.Upper
		}
		if !s.Allows(leans) || s.Lean != "" && s.Lean != leans {
			t.Fatalf("%v, shown as %v, lean %s; said is %q", truth, shown, leans, s.Lean)
		}
	})
}

func TestADifferenceThatIsStatedIsTrue(t *testing.T) {
	stated := 0
	rapid.Check(t, func(t *rapid.T) {
		oneTrue, oneShown := drawCounts(t, "one")
		otherTrue, otherShown := drawCounts(t, "other")
		one, other := counted(oneShown, roundedBy), counted(otherShown, roundedBy)
		if one.clearlyAbove(other) {
			stated++
			if trueShare(oneTrue) <= trueShare(otherTrue) || upperShare(oneTrue) <= upperShare(otherTrue) {
				t.Fatalf("%v is not above %v", oneTrue, otherTrue)
			}
		}
		if one.clearlyAbove(other) && other.clearlyAbove(one) {
			t.Fatal("each is above the other")
		}
	})
	if stated == 0 {
		t.Error("no difference was ever stated")
	}
}

func TestLeansThatDifferAreADifference(t *testing.T) {
	lower, mixed, upper := leaning(disclosure.Lower, 4), leaning(disclosure.Mixed, 4), leaning(disclosure.Upper, 4)
	for _, pair := range [][2]Stand{{mixed, lower}, {upper, mixed}, {upper, lower}} {
		if !pair[0].clearlyAbove(pair[1]) || pair[1].clearlyAbove(pair[0]) {
			t.Errorf("%s is not plainly above %s", pair[0].Lean, pair[1].Lean)
		}
	}
	for _, same := range []Stand{lower, mixed, upper} {
		if same.differs(same) {
			t.Errorf("%s differs from itself", same.Lean)
		}
	}
}

// Of many people every difference is certain. 57 % and 66 % are too near each
// other to take up a meeting's time, and 57 % and 67 % are not; 70 % and 85 %
// both say that most say so, and 70 % and 90 % are far enough apart all the same.
func TestASmallDifferenceIsNotWorthAMeeting(t *testing.T) {
	of := func(percent int) Stand { return counted([]int{0, 100 * (100 - percent), 100 * percent, 0}, roundedBy) }
	for _, c := range []struct {
		low, high int
		stated    bool
	}{{57, 66, false}, {57, 67, true}, {70, 85, false}, {70, 90, true}, {10, 28, false}, {10, 30, true}, {30, 41, true}} {
		if !of(c.high).above(of(c.low)) {
			t.Errorf("%d%% is not surely above %d%%", c.high, c.low)
		}
		if got := of(c.high).clearlyAbove(of(c.low)); got != c.stated {
			t.Errorf("%d%% and %d%%: stated is %v", c.low, c.high, got)
		}
	}
}

// What rounding could undo is not stated: 15 and 10 of 25 may be 13 and 12.
func TestADifferenceThatRoundingCouldUndoIsNotStated(t *testing.T) {
	one, other := counted([]int{5, 5, 10, 5}, roundedBy), counted([]int{5, 10, 10, 5}, roundedBy)
	if one.differs(other) {
		t.Error("60% and 50% of 25 and 30 people are said to differ")
	}
}
