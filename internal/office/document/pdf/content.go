package pdf

import (
	"bytes"
	"math"
	"slices"
)

// matrix moves and turns: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is m, and then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// state is how things are drawn at a moment.
type state struct {
	page matrix
	font *font
	size float64
	// between and words are added behind each letter and each space, stretch is how
	// wide letters are drawn, leading is from line to line, rise is above the line.
	between, words, stretch, leading, rise float64
}

// painter follows the drawing of a page and hands on the letters.
type painter struct {
	f     *File
	out   *layout
	state state
	saved []state
	// text and line are where the next letter, and the line it is in, stand.
	text, line matrix
	resources  dict
	fonts      map[name]*font
	// inside are the drawings that this one stands in.
	inside []ref
	// marks are the marked stretches that are open; one may say what is to be read
	// instead of its letters.
	marks   []*instead
	damaged bool
}

// instead is a text to be read for what is drawn.
type instead struct {
	text string
	done bool
}

const (
	// maxForms is how deep drawings may stand in each other.
	maxForms = 16
	// maxSaved is how many states may be put aside.
	maxSaved = 512
	// stepCost is what a step costs at least that is no reading.
	stepCost = 256
)

// run follows a stream of drawing.
func (p *painter) run(data []byte) {
	l := &lexer{data: data}
	var operands []object
	for !p.f.over && !p.out.full() {
		switch o := l.next().(type) {
		case keyword:
			if o == end {
				return
			}
			if o == "BI" {
				p.skipPicture(l)
			} else {
				p.do(o, operands)
			}
			operands = operands[:0]
		default:
			if len(operands) < maxOperands {
				operands = append(operands, o)
			}
		}
	}
}

// picture notes a picture, which fills the unit square.
func (p *painter) picture() {
	p.out.pictures = true
	m := p.state.page
	p.out.area += math.Abs(m[0]*m[3] - m[1]*m[2])
}

// skipPicture passes over a picture that stands in the drawing itself.
func (p *painter) skipPicture(l *lexer) {
	p.picture()
	for {
		switch o := l.next(); o {
		case end:
			return
		case keyword("ID"):
			l.skip()
			p.toEnd(l)
			return
		}
	}
}

// toEnd finds the end of a picture: the letters EI alone, and text behind them.
func (p *painter) toEnd(l *lexer) {
	for {
		i := bytes.Index(l.data[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.data)
			p.damaged = true
			return
		}
		at := l.pos + i
		l.pos = at + 2
		if at > 0 && class[l.data[at-1]] == white && (l.pos >= len(l.data) || class[l.data[l.pos]] == white) && readable(l.data[l.pos:]) {
			return
		}
	}
}

// readable says that the next bytes are no picture.
func readable(b []byte) bool {
	for _, c := range b[:min(len(b), 12)] {
		if c >= 0x7f || c < ' ' && class[c] != white {
			return false
		}
	}
	return true
}

// numbers are so many operands as numbers, 0 where there is none.
func numbers(operands []object, n int) []float64 {
	out := make([]float64, n)
	for i := range min(n, len(operands)) {
		out[i] = real(operands[i])
	}
	return out
}

func number1(operands []object) float64 { return numbers(operands, 1)[0] }

func textOf(operands []object) text {
	if len(operands) == 0 {
		return ""
	}
	t, _ := operands[len(operands)-1].(text)
	return t
}

func nameOf(operands []object) name {
	if len(operands) == 0 {
		return ""
	}
	n, _ := operands[0].(name)
	return n
}

// do carries out an operator.
func (p *painter) do(operator keyword, operands []object) {
	switch operator {
	case "q":
		if len(p.saved) < maxSaved {
			p.saved = append(p.saved, p.state)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			p.state, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		p.state.page = matrix(numbers(operands, 6)).times(p.state.page)
	case "Do":
		p.draw(nameOf(operands))
	case "gs":
		p.settings(nameOf(operands))
	case "BMC":
		p.mark(nil)
	case "BDC":
		p.mark(operands)
	case "EMC":
		if n := len(p.marks); n > 0 {
			p.marks = p.marks[:n-1]
		}
	case "sh":
		p.out.pictures = true
	default:
		p.doText(operator, operands)
	}
}

// doText carries out an operator for text.
func (p *painter) doText(operator keyword, operands []object) {
	s := &p.state
	switch operator {
	case "BT":
		p.text, p.line = identity, identity
	case "Tc":
		s.between = number1(operands)
	case "Tw":
		s.words = number1(operands)
	case "Tz":
		s.stretch = number1(operands) / 100
	case "TL":
		s.leading = number1(operands)
	case "Ts":
		s.rise = number1(operands)
	case "Tf":
		if len(operands) >= 2 {
			s.font, s.size = p.fontNamed(nameOf(operands)), real(operands[1])
		}
	case "Td":
		n := numbers(operands, 2)
		p.move(n[0], n[1])
	case "TD":
		n := numbers(operands, 2)
		s.leading = -n[1]
		p.move(n[0], n[1])
	case "Tm":
		p.line = matrix(numbers(operands, 6))
		p.text = p.line
	case "T*":
		p.move(0, -s.leading)
	case "Tj":
		p.show(textOf(operands))
	case "'":
		p.move(0, -s.leading)
		p.show(textOf(operands))
	case "\"":
		n := numbers(operands, 2)
		s.words, s.between = n[0], n[1]
		p.move(0, -s.leading)
		p.show(textOf(operands))
	case "TJ":
		if len(operands) > 0 {
			p.showAll(operands[len(operands)-1])
		}
	}
}

func (p *painter) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.times(p.line)
	p.text = p.line
}

// showAll shows strings with shifts between them.
func (p *painter) showAll(o object) {
	parts, _ := o.(array)
	for _, part := range parts {
		if t, ok := part.(text); ok {
			p.show(t)
			continue
		}
		shift := -real(part) / 1000 * p.state.size * p.state.stretch
		p.text = matrix{1, 0, 0, 1, shift, 0}.times(p.text)
	}
}

// show hands the letters of a string on.
func (p *painter) show(t text) {
	s := &p.state
	if s.font == nil {
		s.font = p.f.font(nil)
	}
	p.out.begin(t)
	for len(t) > 0 && p.f.spend(1) && !p.out.full() {
		var g glyph
		g, t = s.font.next(t)
		wide := (g.width*s.size + s.between) * s.stretch
		if g.space {
			wide += s.words * s.stretch
		}
		to := matrix{1, 0, 0, 1, wide, 0}.times(p.text)
		place := matrix{s.size, 0, 0, s.size, 0, s.rise}.times(p.text).times(s.page)
		x, y := to.times(s.page).apply(0, s.rise)
		p.substitute(&g)
		p.f.spend(len(g.text))
		p.out.add(g, place, x, y, s.font)
		p.text = to
	}
}

// substitute puts the text that is to be read instead in the place of the first
// letter of a marked stretch, and nothing in the places of the others.
func (p *painter) substitute(g *glyph) {
	for _, m := range p.marks {
		if m == nil {
			continue
		}
		g.text, g.known = "", true
		if !m.done {
			g.text, m.done = m.text, true
		}
		return
	}
}

// mark begins a marked stretch.
func (p *painter) mark(operands []object) {
	if len(p.marks) >= maxSaved {
		return
	}
	p.marks = append(p.marks, nil)
	if len(operands) < 2 {
		return
	}
	settings, _ := operands[1].(dict)
	if n, ok := operands[1].(name); ok {
		settings = p.f.dict(p.f.dict(p.resources["Properties"])[n])
	}
	if t, ok := p.f.resolve(settings["ActualText"]).(text); ok {
		p.marks[len(p.marks)-1] = &instead{text: human(t)}
	}
}

func (p *painter) fontNamed(n name) *font {
	if known := p.fonts[n]; known != nil {
		return known
	}
	if !p.f.spend(stepCost) {
		return nil
	}
	made := p.f.font(p.f.dict(p.resources["Font"])[n])
	if len(p.fonts) < maxOperands {
		p.fonts[n] = made
	}
	return made
}

// settings takes a font from named settings.
func (p *painter) settings(n name) {
	if !p.f.spend(stepCost / 16) {
		return
	}
	if set := p.f.array(p.f.dict(p.f.dict(p.resources["ExtGState"])[n])["Font"]); len(set) == 2 {
		p.state.font, p.state.size = p.f.font(set[0]), p.f.real(set[1])
	}
}

// draw draws something named: a picture, or a drawing of its own.
func (p *painter) draw(n name) {
	if !p.f.spend(stepCost) {
		return
	}
	s, ok := p.f.resolve(p.f.dict(p.resources["XObject"])[n]).(*stream)
	if !ok {
		return
	}
	if p.f.name(s.dict["Subtype"]) == "Image" {
		p.picture()
		return
	}
	p.form(s, identity)
}

// form follows a drawing inside the drawing.
func (p *painter) form(s *stream, place matrix) {
	if len(p.inside) >= maxForms || slices.Contains(p.inside, s.at) {
		return
	}
	data, err := p.f.decode(s)
	if err != nil {
		p.damaged = true
	}
	inner := *p
	inner.inside = append(slices.Clone(p.inside), s.at)
	inner.saved, inner.marks = nil, nil
	if m := p.f.array(s.dict["Matrix"]); len(m) == 6 {
		var own matrix
		for i := range own {
			own[i] = p.f.real(m[i])
		}
		place = own.times(place)
	}
	inner.state.page = place.times(p.state.page)
	if r := p.f.dict(s.dict["Resources"]); r != nil {
		inner.resources, inner.fonts = r, map[name]*font{}
	}
	inner.run(data)
	p.damaged = p.damaged || inner.damaged
}
