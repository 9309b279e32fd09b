package scenes

import (
	"fmt"
	"strings"
)

// Two handfuls of stars, so that each can glimmer in its own time.
var (
	starsA = dots([]point{{90, 60}, {210, 130}, {330, 48}, {468, 150}, {590, 70}, {730, 128}, {860, 40}, {1000, 110}, {1130, 62}, {1220, 160}, {40, 200}, {670, 210}})
	starsB = dots([]point{{150, 32}, {270, 88}, {400, 104}, {530, 36}, {660, 32}, {800, 90}, {930, 160}, {1070, 30}, {1180, 118}, {380, 210}, {1110, 212}, {120, 150}, {880, 230}})
)

// dots are places as one path of no length, round where its ends are.
func dots(at []point) string {
	var b strings.Builder
	for _, p := range at {
		b.WriteString("M" + p.String() + "h0")
	}
	return b.String()
}

func starsFrom(from int) string { return fmt.Sprintf("o 0@%d 1@%d", from, from+5) }

// leafLights are small lights in a tree.
var leafLights = dots([]point{{420, 190}, {540, 330}, {560, 90}, {740, 100}, {930, 180}, {930, 320}, {600, 210}, {760, 200}, {720, 330}, {500, 160}, {850, 150}})

// comes is how a light comes up from a second on.
func comes(from float64) string {
	return fmt.Sprintf(";c 0,0;o 0@%s 1@%s;s .4@%s 1@%s", short(from), short(from+1), short(from), short(from+4))
}

// drawsFrom draws a line from a second on.
func drawsFrom(from float64) string { return fmt.Sprintf("d 1@%s 0@%s", short(from), short(from+2.6)) }

// The stars of one scene: joined one way they are a box, joined another way,
// with one more, a bird.
var (
	birdStars = []point{{370, 165}, {550, 110}, {720, 205}, {890, 110}, {1070, 165}, {560, 225}, {880, 225}, {720, 352}}
	unseen    = 7
	boxLines  = []string{"M550 110H890", "M890 110L880 225", "M880 225H560", "M560 225L550 110"}
	birdLines = []string{
		"M720 205Q660 130 550 110Q450 96 370 165", "M370 165Q480 166 560 225Q690 250 720 352",
		"M720 205Q780 130 890 110Q990 96 1070 165", "M1070 165Q960 166 880 225Q750 250 720 352", "M700 186Q704 152 726 152Q742 154 746 166L764 174L745 178Q742 184 746 188", "M720 352Q706 374 688 386M720 352V396M720 352Q734 374 752 386",
	}
	birdShape = "M720 205Q660 130 550 110Q450 96 370 165Q480 166 560 225Q690 250 720 352Q750 250 880 225Q960 166 1070 165Q990 96 890 110Q780 130 720 205Z"
)

// fourPoints is a star.
const fourPoints = "M0-13Q2-2 13 0Q2 2 0 13Q-2 2-13 0Q-2-2 0-13z"

// drawnIn draws a line from a second on, in so many seconds.
func drawnIn(from, in float64) string { return fmt.Sprintf("d 1@%s 0@%s", short(from), short(from+in)) }

// glimmer is each star's own.
func glimmer(n int) string {
	return fmt.Sprintf("o .8;o~%s,%s .25", tenth(2.6+.3*float64(n)), tenth(.1*float64(n)))
}
