package scenes

import (
	"math"
	"strings"
)

// outline is written in whole units and from place to place, which is shorter
// than where each place is.
type outline struct {
	b    strings.Builder
	x, y float64
}

func begun(at point) *outline {
	o := &outline{x: math.Round(at.x), y: math.Round(at.y)}
	o.b.WriteString("M" + pair(o.x, o.y))
	return o
}

// away is how far a place is from where the outline stands.
func (o *outline) away(p point) string {
	return pair(math.Round(p.x)-o.x, math.Round(p.y)-o.y)
}

func (o *outline) to(p point) { o.x, o.y = math.Round(p.x), math.Round(p.y) }

func (o *outline) curve(a, b, p point) {
	o.b.WriteString("c" + o.away(a))
	for _, next := range []point{b, p} {
		away := o.away(next)
		if !strings.HasPrefix(away, "-") {
			o.b.WriteString(" ")
		}
		o.b.WriteString(away)
	}
	o.to(p)
}

func (o *outline) round(r float64, p point) {
	o.b.WriteString("a" + tenth(r) + " " + tenth(r) + " 0 0 1 " + o.away(p))
	o.to(p)
}

func (o *outline) line(p point) {
	o.b.WriteString("l" + o.away(p))
	o.to(p)
}

func (o *outline) closed() string { return o.b.String() + "z" }
