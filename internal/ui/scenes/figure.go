package scenes

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/a-h/templ"
)

// A person of the film is drawn from a few measures, so that everybody in it
// comes from one hand. A grown-up of size 1 is 200 units tall; nobody has a
// likeness.
type person struct {
	x, y, size float64 // where the feet stand
	left       bool    // looks to the left
	look       look
	pose       stance
	// moves is the whole person's motion, and walks how far the legs swing.
	moves, walks string
}

// look is what somebody looks like.
type look struct {
	skin, hair, top, legs, shoes string
	head                         headwear
	coat                         coat
}

// stance is how somebody stands or sits; angles in degrees from straight down,
// forwards positive.
type stance struct {
	lean, tilt          float64
	near, far           limb // arms
	front, rear         limb // legs
	sits, back          bool // back: seen from behind
	nearMoves, farMoves string
	headMoves, bends    string
}

// limb is the angle of its upper and its lower part.
type limb struct{ upper, lower float64 }

var standing = stance{near: limb{8, 14}, far: limb{-6, 6}, front: limb{3, 0}, rear: limb{-4, -2}}

const (
	hipAt      = -98.0
	shoulderAt = -158.0
	thigh      = 49.0
	shin       = 47.0
	upperArm   = 33.0
	forearm    = 31.0
)

type point struct{ x, y float64 }

func (p point) to(length, angle float64) point {
	a := angle * math.Pi / 180
	return point{p.x + length*math.Sin(a), p.y + length*math.Cos(a)}
}

// String gives a place as outlines name it, as exactly as an eye can see.
func (p point) String() string { return pair(math.Round(p.x), math.Round(p.y)) }

func pair(x, y float64) string {
	if y < 0 {
		return short(x) + short(y)
	}
	return short(x) + " " + short(y)
}

// tenth writes a measure as exactly as an eye can see.
func tenth(v float64) string { return short(math.Round(v*10) / 10) }

// stretch is a limb of three joints, each with its half width, as an outline
// that is soft at the middle joint.
func stretch(a, b, c point, wa, wb, wc float64) string {
	n1, n2 := normal(a, b), normal(b, c)
	nb := point{n1.x + n2.x, n1.y + n2.y}
	l := math.Hypot(nb.x, nb.y)
	nb = point{nb.x / l, nb.y / l}
	side := func(p, n point, w float64) point { return point{p.x + n.x*w, p.y + n.y*w} }
	near := func(p, q point) point { return point{p.x + (q.x-p.x)*.82, p.y + (q.y-p.y)*.82} }
	a1, b1, c1 := side(a, n1, wa), side(b, nb, wb), side(c, n2, wc)
	a2, b2, c2 := side(a, n1, -wa), side(b, nb, -wb), side(c, n2, -wc)
	o := begun(a1)
	o.curve(near(a1, b1), near(c1, b1), c1)
	o.round(wc, c2)
	o.curve(near(c2, b2), near(a2, b2), a2)
	o.round(wa, a1)
	return o.closed()
}

// normal is the direction at a right angle to the way from a to b.
func normal(a, b point) point {
	l := math.Hypot(b.x-a.x, b.y-a.y)
	return point{(b.y - a.y) / l, -(b.x - a.x) / l}
}

// side is one of two limbs: where it begins, and how much of the dusk lies on it.
type side struct {
	name          string
	hip, shoulder float64
	shade         float64
}

var (
	front = side{"f-front-", 5, 0, 0}
	rear  = side{"f-rear-", -5, 0, .3}
	near  = side{"f-near-", 0, -6, .12}
	far   = side{"f-far-", 0, 7, .34}
)

// The limbs of people who stand and walk, which are drawn once.
var (
	usualLegs = []limb{{3, 0}, {-4, -2}, {2, -4}, {-2, -6}, {86, 0}, {82, 6}}
	usualArms = []limb{{8, 14}, {-6, 6}, {20, 58}, {40, 70}, {34, 84}, {46, 92}, {70, 110}, {112, 140}, {120, 150}}
)

// knows says whether a leg of that number goes with the side.
func (s side) knows(n int) bool { return s == front == (n%2 == 0) }

// reaches says whether an arm of that number is drawn on the side.
func (s side) reaches(n int) bool { return n == 2 || n == 3 || s == near == (n == 0 || n == 4) }

// stands says whether somebody stands like everybody.
func (p person) stands() bool {
	return p.walks == "" && !p.pose.back && p.pose.front == standing.front && p.pose.rear == standing.rear
}

func usualLeg(l limb, s side) string {
	if n := slices.Index(usualLegs, l); n >= 0 && s.knows(n) {
		return fmt.Sprintf("#%sleg%d", s.name, n)
	}
	return ""
}

func usualArm(l limb, s side) string {
	if n := slices.Index(usualArms, l); n >= 0 && s.reaches(n) {
		return fmt.Sprintf("#%sarm%d", s.name, n)
	}
	return ""
}

// armShape is an arm's outline and its hand's.
type armShape struct{ outline, hand string }

func (p person) arm(l limb, dx float64) armShape {
	shoulder := point{p.shoulder(dx), shoulderAt + 5}
	elbow := shoulder.to(upperArm, l.upper)
	wrist := elbow.to(forearm, l.lower)
	return armShape{stretch(shoulder, elbow, wrist, 8.4, 6.8, 5.2), mitten(wrist, l.lower)}
}

// mitten is a hand: a palm along the forearm, and a thumb forwards.
func mitten(wrist point, angle float64) string {
	tip, thumb := wrist.to(13, angle), wrist.to(9, angle+44)
	side := func(p point, by float64) point { return p.to(by, angle+90) }
	o := begun(side(wrist, -4))
	o.curve(side(tip, -6), side(tip, 4), side(wrist.to(9, angle), 4))
	o.line(thumb)
	o.line(side(wrist, 5))
	return o.closed()
}

// shoulder is where an arm begins: seen from behind, both do at the sides.
func (p person) shoulder(dx float64) float64 {
	if p.pose.back {
		return dx * 2
	}
	return dx
}

// legShape is an outline and the shoe below it.
type legShape struct{ outline, shoe string }

func (p person) leg(l limb, dx float64) legShape {
	hip := point{dx, hipAt}
	knee := hip.to(thigh, l.upper)
	ankle := knee.to(shin, l.lower)
	toe := 15.0
	if p.pose.back {
		toe = 6
	}
	shoe := fmt.Sprintf("M%s %sl%s 0q2-6-6-7l-%s-3q-7 1-7 10z", tenth(ankle.x-6), tenth(ankle.y+5), tenth(toe+3), tenth(toe-8))
	return legShape{stretch(hip, knee, ankle, 9.4, 7.6, 5.4), shoe}
}

// outline of a coat: shoulders, waist, hem.
func (c coat) outline() string {
	w, hem := c.broad, hipAt+c.below+6
	shoulder, waist, foot := 17+w*.6, 13.5+w, 16+c.flare+w
	return strings.Join([]string{
		fmt.Sprintf("M%s %s", tenth(-shoulder), tenth(shoulderAt+8)),
		fmt.Sprintf("Q%s %s -6 %s", tenth(-shoulder+1), tenth(shoulderAt-5), tenth(shoulderAt-9)),
		fmt.Sprintf("L6 %s", tenth(shoulderAt-9)),
		fmt.Sprintf("Q%s %s %s %s", tenth(shoulder-1), tenth(shoulderAt-5), tenth(shoulder), tenth(shoulderAt+8)),
		fmt.Sprintf("Q%s %s %s %s", tenth(waist), tenth(shoulderAt+34), tenth(foot), tenth(hem)),
		fmt.Sprintf("Q0 %s %s %s", tenth(hem+6), tenth(-foot), tenth(hem)),
		fmt.Sprintf("Q%s %s %s %sZ", tenth(-waist), tenth(shoulderAt+34), tenth(-shoulder), tenth(shoulderAt+8)),
	}, "")
}

// place moves the person to where they stand.
func (p person) place() string {
	scale := short(p.size)
	if p.left {
		scale = short(-p.size) + " " + scale
	}
	return fmt.Sprintf("translate(%s %s)scale(%s)", tenth(p.x), tenth(p.y), scale)
}

// darker is a colour in shade: far limbs, folds.
func darker(colour string, by float64) string {
	var r, g, b int
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &r, &g, &b); err != nil {
		panic(colour + " is no colour of a drawing")
	}
	shade := func(v, to int) int { return v + int(float64(to-v)*by) }
	return fmt.Sprintf("#%02x%02x%02x", shade(r, 8), shade(g, 44), shade(b, 56))
}

func turn(degrees, x, y float64) string {
	if degrees == 0 {
		return ""
	}
	return fmt.Sprintf("rotate(%s %s %s)", tenth(degrees), tenth(x), tenth(y))
}

func (p person) leans() templ.Attributes {
	if p.pose.lean == 0 {
		return nil
	}
	return templ.Attributes{"transform": turn(p.pose.lean, 0, hipAt)}
}

func (p person) facing() string {
	if p.pose.back {
		return "-back"
	}
	return ""
}

// inWheelchair is how somebody sits in a wheelchair: one hand on its wheel, the
// other free.
func (p person) inWheelchair() stance {
	pose := stance{sits: true, lean: 3, near: limb{14, 40}, far: limb{24, 50}, front: limb{78, 14}, rear: limb{74, 18}, farMoves: p.pose.farMoves}
	if p.pose.far != (limb{}) {
		pose.far = p.pose.far
	}
	return pose
}
