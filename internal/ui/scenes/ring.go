package scenes

import (
	"fmt"
	"math"
)

// The people around the compass: behind, at the sides, and before it, where one
// sees their backs.
var (
	ringBehind = []person{
		holding(person{x: 430, y: 488, size: .78, look: grandma}, 0),
		holding(person{x: 545, y: 472, size: .78, look: father}, 1),
		holding(person{x: 742, y: 472, size: .8, left: true, look: officer}, 2),
		holding(person{x: 856, y: 488, size: .78, left: true, look: nurse}, 3),
	}
	ringBeside = []person{
		holding(person{x: 262, y: 556, size: .9, look: girl}, 4),
		holding(person{x: 342, y: 520, size: .84, look: mother}, 5),
	}
	wheelHolder = inWheelchair(person{x: 1010, y: 574, size: .98, left: true, look: neighbour}, 6)
	ringBefore  = []person{
		fromBehind(person{x: 420, y: 640, size: 1.02, look: friend}, 7),
		fromBehind(person{x: 560, y: 648, size: 1.02, look: worker}, 8),
		fromBehind(person{x: 770, y: 648, size: 1.06, left: true, look: elderMan}, 9),
		fromBehind(person{x: 900, y: 640, size: .96, left: true, look: mate}, 10),
	}
)

// lifts is how an arm comes up to take hold, one person after the other.
func lifts(n int, dx float64) string {
	at := .4 + .8*float64(n)
	return fmt.Sprintf("c %s,-153;r 100@%s 0@%s", short(dx), tenth(at), tenth(at+1.4))
}

func holding(p person, n int) person {
	p.pose = stance{tilt: -8, near: limb{8, 14}, far: limb{112, 140}, front: limb{3, 0}, rear: limb{-4, -2}, farMoves: lifts(n, 7)}
	return p
}

func fromBehind(p person, n int) person {
	p.pose = stance{back: true, near: limb{-8, -4}, far: limb{140, 160}, front: limb{3, 0}, rear: limb{-4, -2}, farMoves: lifts(n-3, 14)}
	return p
}

func inWheelchair(p person, n int) person {
	p.pose = stance{sits: true, far: limb{112, 140}, farMoves: lifts(n, 7)}
	return p
}

// grip is where the raised hand of somebody is.
func (p person) grip() point {
	hand := point{p.shoulder(7), shoulderAt + 5}.to(upperArm, p.pose.far.upper).to(forearm+8, p.pose.far.lower)
	if p.pose.sits {
		hand = point{hand.x - 9, hand.y + 40}
	}
	across := p.size
	if p.left {
		across = -across
	}
	return point{p.x + hand.x*across, p.y + hand.y*p.size}
}

// rim is the place on the compass that is nearest to a hand.
func rim(hand point) point {
	const rx, ry = 214, 94
	a := math.Atan2((hand.y-360)/ry, (hand.x-640)/rx)
	return point{640 + rx*math.Cos(a), 210 + ry*math.Sin(a)}
}
