package ui

import (
	"fmt"
	"math"
)

type place struct{ x, y string }

// One point of the compass rose, drawn northwards.
const rosePoint = "M0 -80 L9 -14 L0 0 L-9 -14 Z"

var (
	rosePoints = eightPlaces()
	roseChords = eightTied()
)

func at(n int) place {
	angle := float64(n) * math.Pi / 4
	return place{fmt.Sprintf("%.1f", 96*math.Sin(angle)), fmt.Sprintf("%.1f", -96*math.Cos(angle))}
}

func eightPlaces() []place {
	places := make([]place, 8)
	for n := range places {
		places[n] = at(n)
	}
	return places
}

func eightTied() []string {
	var ties []string
	for a := range 8 {
		for b := a + 2; b < 8; b++ {
			from, to := at(a), at(b)
			ties = append(ties, fmt.Sprintf("M%s %s L%s %s", from.x, from.y, to.x, to.y))
		}
	}
	return ties
}
