// Package scenes draws the film of the eight principles: one picture a scene,
// people and things from one hand, and how each part of it moves. It knows only
// the ids of the scenes; their words come from outside.
package scenes

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// A drawing moves by what is written in data-m: channels parted by semicolons,
// each a name and values at seconds of its scene.
//
//	x 0@0 120@12      moves sideways, slowly at both ends; y, up and down
//	x/ 0@0 120@12     the same, always as fast
//	r~4,.5 3@0        swings by 3 degrees every 4 seconds, half a swing ahead
//	s, w, o           size, width alone, opacity
//	d 1@0 0@3         how much of a line is not yet drawn
//	q 0@0 60@8        how far a thread sags
//	e 0@0 90@8        how far a thread's second end has come down; f, sideways
//	c 640,300         what it turns and grows around
//
// scripts/animation-motion.js reads the same, so that every second has one
// picture, whoever asks for it. Here it gives the still one.
type channel struct {
	name          string
	linear        bool
	period, phase float64 // of a swing; no period means none
	keys          []key
}

type key struct{ at, value float64 }

// motion is everything one part of a drawing does.
type motion struct {
	channels []channel
	cx, cy   float64
}

func parseMotion(text string) motion {
	var m motion
	for _, part := range strings.Split(text, ";") {
		head, values, _ := strings.Cut(strings.TrimSpace(part), " ")
		if head == "c" {
			x, y, _ := strings.Cut(values, ",")
			m.cx, m.cy = number(x), number(y)
			continue
		}
		m.channels = append(m.channels, parseChannel(head, values))
	}
	return m
}

func parseChannel(head, values string) channel {
	name, swing, swings := strings.Cut(head, "~")
	c := channel{name: strings.TrimSuffix(name, "/"), linear: strings.HasSuffix(name, "/")}
	if swings {
		period, phase, _ := strings.Cut(swing, ",")
		c.period, c.phase = number(period), number(phase)
	}
	for _, pair := range strings.Fields(values) {
		value, at, _ := strings.Cut(pair, "@")
		c.keys = append(c.keys, key{number(at), number(value)})
	}
	return c
}

// number reads what drawings are written with; anything else is a defect that
// shows when the page is first made.
func number(text string) float64 {
	if text == "" {
		return 0
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(fmt.Sprintf("%q in a drawing is no number", text))
	}
	return value
}

func (c channel) at(t float64) float64 {
	v := c.between(t)
	if c.period > 0 {
		v *= math.Sin(2 * math.Pi * (t/c.period + c.phase))
	}
	return v
}

func (c channel) between(t float64) float64 {
	last := c.keys[0]
	for _, next := range c.keys {
		if t < next.at {
			p := max(0, (t-last.at)/(next.at-last.at))
			if next == c.keys[0] {
				return next.value
			}
			if !c.linear {
				p = p * p * (3 - 2*p)
			}
			return last.value + (next.value-last.value)*p
		}
		last = next
	}
	return last.value
}

// pose is where something is at one moment.
type pose struct {
	x, y, turn, size, width, opacity, dash, sag, off, down float64
	moves, turns, grows, fades, draws                      bool
}

func (m motion) at(t float64) pose {
	p := pose{size: 1, width: 1, opacity: 1}
	for _, c := range m.channels {
		v := c.at(t)
		switch c.name {
		case "x":
			p.x, p.moves = p.x+v, true
		case "y":
			p.y, p.moves = p.y+v, true
		case "r":
			p.turn, p.turns = p.turn+v, true
		case "s":
			p.size, p.grows = p.size*max(0, 1+swing(c, v)), true
		case "w":
			p.width, p.grows = p.width*(1+swing(c, v)), true
		case "o":
			p.opacity, p.fades = p.opacity*(1+swing(c, v)), true
		case "d":
			p.dash, p.draws = p.dash+v, true
		case "q":
			p.sag += v
		case "e":
			p.down += v
		case "f":
			p.off += v
		}
	}
	p.opacity = min(1, max(0, p.opacity))
	return p
}

// swing of what multiplies is around 1; a plain value is the factor itself.
func swing(c channel, v float64) float64 {
	if c.period > 0 {
		return v
	}
	return v - 1
}

func (m motion) transform(p pose) string {
	var parts []string
	if p.moves && short(p.x)+short(p.y) != "00" {
		parts = append(parts, "translate("+short(p.x)+" "+short(p.y)+")")
	}
	if p.turns && short(p.turn) != "0" {
		parts = append(parts, "rotate("+short(p.turn)+" "+short(m.cx)+" "+short(m.cy)+")")
	}
	if wide := p.size * p.width; p.grows && short(wide)+short(p.size) != "11" {
		if m.cx != 0 || m.cy != 0 {
			parts = append(parts, "translate("+short(m.cx*(1-wide))+" "+short(m.cy*(1-p.size))+")")
		}
		parts = append(parts, "scale("+short(wide)+" "+short(p.size)+")")
	}
	return strings.Join(parts, "")
}

// short writes a number as drawings need it, without what they can do without.
func short(v float64) string {
	text := strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
	switch {
	case text == "-0":
		return "0"
	case strings.HasPrefix(text, "0."):
		return text[1:]
	case strings.HasPrefix(text, "-0."):
		return "-" + text[2:]
	}
	return text
}

// walk is how somebody's limbs and body go, by what data-l calls them; the
// script has the same table. What data-w says is how far the legs swing.
var walk = []struct {
	head string
	by   float64
}{
	{"y~.75,.25", .1},         // the body, up and down
	{"c 0,-98;r~1.5", 1},      // the front leg
	{"c 0,-98;r~1.5,.5", 1},   // the rear one
	{"c 0,-153;r~1.5,.5", .8}, // the near arm
	{"c 0,-153;r~1.5", .8},    // the far one
}

// limb gives the attributes of a part of somebody who walks.
func (s still) limb(part int, walks string) templ.Attributes {
	attributes := s.m(walk[part].head + " " + scaled(walks, walk[part].by))
	delete(attributes, "data-m")
	if part == 0 {
		attributes["data-w"] = walks
	} else {
		attributes["data-l"] = strconv.Itoa(part)
	}
	return attributes
}

// scaled multiplies the values of a channel.
func scaled(values string, by float64) string {
	var out []string
	for _, pair := range strings.Fields(values) {
		value, at, timed := strings.Cut(pair, "@")
		pair = short(number(value) * by)
		if timed {
			pair += "@" + at
		}
		out = append(out, pair)
	}
	return strings.Join(out, " ")
}

// still is the moment at which a drawing is shown where nothing moves.
type still float64

// m are the attributes of a part that moves: how, and how it stands when still.
func (s still) m(text string) templ.Attributes {
	if text == "" {
		return nil
	}
	m := parseMotion(text)
	p := m.at(float64(s))
	attributes := templ.Attributes{"data-m": text}
	if transform := m.transform(p); transform != "" {
		attributes["transform"] = transform
	}
	if p.fades && p.opacity < 1 {
		attributes["opacity"] = short(p.opacity)
	}
	if p.draws {
		attributes["pathLength"] = "1"
		attributes["stroke-dasharray"] = "1 1"
		attributes["stroke-dashoffset"] = short(p.dash)
	}
	return attributes
}

// thread are the attributes of a line that hangs between two places.
func (s still) thread(x1, y1, x2, y2 float64, text string) templ.Attributes {
	attributes := s.m(text)
	p := parseMotion(text).at(float64(s))
	if p.sag != 0 || p.off != 0 || p.down != 0 {
		panic("a thread hangs straight in the still picture: the script learns its ends from there")
	}
	attributes["data-q"] = true
	attributes["d"] = fmt.Sprintf("M%sL%s", point{x1, y1}, point{x2, y2})
	return attributes
}
