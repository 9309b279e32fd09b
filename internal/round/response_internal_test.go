package round

import "testing"

func TestEdgesOfBands(t *testing.T) {
	for _, c := range []struct {
		invited, replied int
		want             Band
	}{
		{9, 9, Small}, {0, 3, Small}, {10, 2, Few}, {10, 3, Some}, {100, 24, Few}, {100, 25, Some}, {100, 49, Some}, {100, 50, Half},
		{100, 74, Half}, {100, 75, Most}, {100, 100, Most}, {100, 101, TooMany},
	} {
		if got := bandOf(c.invited, c.replied); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.replied, c.invited, got, c.want)
		}
	}
}

// The number to invite is the smallest that is expected to be enough.
func TestHowManyToInvite(t *testing.T) {
	for percent := 1; percent <= 100; percent++ {
		for needed := 1; needed <= 60; needed++ {
			invited := sharing(needed, percent)
			if share(invited, percent) < needed || share(invited-1, percent) >= needed {
				t.Fatalf("%d expected at %d in 100: %d invited", needed, percent, invited)
			}
		}
	}
	if got := sharing(10, 70); got != 14 {
		t.Errorf("ten leaders at 70 in 100 need %d", got)
	}
}
