package scenes

import (
	"fmt"
	"math"
	"strings"
)

// onRing is the place of the compass point n on a ring.
func onRing(n int, cx, cy, r float64) point {
	a := float64(n) * math.Pi / 4
	return point{cx + r*math.Sin(a), cy - r*math.Cos(a)}
}

// roseTies are lines from each point of a compass to each other.
func roseTies(cx, cy, r float64) string {
	var b strings.Builder
	for from := range 8 {
		for to := from + 1; to < 8; to++ {
			fmt.Fprintf(&b, "M%sL%s", onRing(from, cx, cy, r), onRing(to, cx, cy, r))
		}
	}
	return b.String()
}

// pointColour: the north is amber, as in the product's mark.
func pointColour(n int) string {
	if n == 0 {
		return amber
	}
	return sandLight
}

// placed moves a thing to where it stands, in its size.
func placed(at point, size float64) string {
	return fmt.Sprintf("translate(%s %s)scale(%s)", tenth(at.x), tenth(at.y), short(size))
}

// rotated turns a thing to the point n of the compass, in its size.
func rotated(n int, size float64) string {
	return fmt.Sprintf("rotate(%d)scale(%s)", n*45, short(size))
}

// comesOn is how a lamp comes on: it flickers once and stays.
func comesOn(from float64) string {
	return fmt.Sprintf("o 0@%s .9@%s .6@%s 1@%s", short(from), short(from+.35), short(from+.55), short(from+1))
}
