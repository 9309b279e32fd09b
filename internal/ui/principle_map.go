package ui

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"bearings/internal/framework"
)

// PrinciplesMapPath is the page that shows how the principles lean on each other.
const PrinciplesMapPath = PrinciplesPath + "/map"

// PrincipleMapURL is where that page says what one principle needs from the others.
func PrincipleMapURL(id string) string { return PrinciplesMapPath + "#" + leansID(id) }

// No id of a principle has a full stop in it, so no two of these are alike.
func leansID(id string) string       { return "leans-" + id }
func leansOnID(id, on string) string { return leansID(id) + "." + on }

// Measures of the picture, in its own units: its ring goes round 0, 0.
const (
	mapView  = 200.0 // half its width
	mapRing  = 170.0
	mapDot   = 21.0
	mapBow   = 0.09 // how far a tie bends, of its length: there and back are two
	mapHead  = 5.0  // what a tie leaves free before the principle it leads to
	mapLine  = 18.0 // from line to line of a title
	mapChars = 22   // in a line of a title
)

// More or longer titles than these would not stand apart around the ring.
const (
	mapTitles = 8
	mapLines  = 5
)

// principleMap is the principles in a circle, and the ties between them.
type principleMap struct {
	nodes []mapNode
	// ties are all of them as one path.
	ties string
	// titled says that there is room for the titles around the ring.
	titled bool
}

// mapNode is a principle's place in the circle.
type mapNode struct {
	framework.Principle
	n     int
	at    place
	title []mapText
	// anchor is the end of each line of the title that is at the circle.
	anchor string
	// own are the ties to those it leans on, as one path, and heads what shows
	// where they lead, as another.
	own, heads string
}

// mapText is a line of a title.
type mapText struct {
	place
	text string
}

// leaning says whether the framework says of any principle how it leans on
// another.
func (s Site) leaningAtAll() bool {
	for _, p := range s.Framework.Principles {
		if len(p.LeansOn) > 0 {
			return true
		}
	}
	return false
}

func (s Site) principleMap() principleMap {
	all := s.Framework.Principles
	m := principleMap{titled: len(all) <= mapTitles}
	places := map[string]point{}
	for i, p := range all {
		places[p.ID] = onRing(i, len(all))
	}
	for i, p := range all {
		node := mapNode{Principle: p, n: i + 1, at: places[p.ID].place()}
		for _, lean := range p.LeansOn {
			line, head := tie(places[p.ID], places[lean.On])
			node.own += line
			node.heads += head
		}
		m.ties += node.own
		lines := wrapped(s.text(p.Title), mapChars)
		m.titled = m.titled && len(lines) <= mapLines
		node.title, node.anchor = titleAt(places[p.ID], lines)
		m.nodes = append(m.nodes, node)
	}
	return m
}

// point is a place in the picture.
type point struct{ x, y float64 }

func (p point) String() string { return p.place().x + " " + p.place().y }

func (p point) place() place { return place{fmt.Sprintf("%.1f", p.x), fmt.Sprintf("%.1f", p.y)} }

// towards is the point so far from p on the way to q.
func (p point) towards(q point, far float64) point {
	length := math.Hypot(q.x-p.x, q.y-p.y)
	if length == 0 {
		return p
	}
	return point{p.x + (q.x-p.x)*far/length, p.y + (q.y-p.y)*far/length}
}

// onRing is the place of one of so many. None is quite at the top: titles stand
// better beside a circle than above it.
func onRing(i, all int) point {
	if all == 1 {
		return point{}
	}
	angle := (float64(i) + 0.5) * 2 * math.Pi / float64(all)
	return point{mapRing * math.Sin(angle), -mapRing * math.Cos(angle)}
}

// tie is the path from one circle to another, bent a little to its left, and the
// head that shows where it leads.
func tie(from, to point) (line, head string) {
	bend := point{(from.x+to.x)/2 + (to.y-from.y)*mapBow, (from.y+to.y)/2 - (to.x-from.x)*mapBow}
	start, end := from.towards(bend, mapDot), to.towards(bend, mapDot+mapHead)
	tip := to.towards(bend, mapDot+2)
	back := tip.towards(bend, mapHead*2)
	side := point{(tip.y - back.y) * 0.45, (back.x - tip.x) * 0.45}
	line = "M" + start.String() + "Q" + bend.String() + " " + end.String()
	head = "M" + tip.String() + "L" + point{back.x + side.x, back.y + side.y}.String() + "L" + point{back.x - side.x, back.y - side.y}.String() + "Z"
	return line, head
}

// titleAt sets the lines of a title beside a circle, outwards.
func titleAt(at point, lines []string) ([]mapText, string) {
	const beside = mapDot + 8
	anchor, x, y := "start", at.x+beside, at.y
	height := float64(len(lines)-1) * mapLine
	switch {
	case at.x < -1:
		anchor, x = "end", at.x-beside
	case at.x <= 1 && at.y > 0: // right below
		anchor, x, y = "middle", at.x, at.y+beside+mapLine/2+height/2
	}
	if math.Abs(at.y) > math.Abs(at.x) { // out of the way of the outermost ties
		y += math.Copysign(mapLine/2, at.y)
	}
	texts := make([]mapText, len(lines))
	for i, line := range lines {
		// A third of a line lower, the middle of its letters is at the height.
		texts[i] = mapText{point{x, y - height/2 + float64(i)*mapLine + mapLine/3.6}.place(), line}
	}
	return texts, anchor
}

// wrapped parts a text into lines of so many characters, where it has room to.
func wrapped(text string, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > most {
			lines = append(lines, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// leansOn says how a principle leans on another, and whether it does.
func leansOn(p framework.Principle, on string) (framework.Lean, bool) {
	for _, lean := range p.LeansOn {
		if lean.On == on {
			return lean, true
		}
	}
	return framework.Lean{}, false
}

func (s Site) numbered(p framework.Principle) string {
	return s.say("principles.map-one", "N", s.number(p), "Title", s.text(p.Title))
}

func (s Site) numberedID(id string) string {
	p, _ := s.Framework.Principle(id)
	return s.numbered(p)
}
