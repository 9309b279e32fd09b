package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is letters that stand beside each other.
type Line struct {
	Text string
	// From and To are where it begins and ends along the direction of reading, Base
	// is how high its letters stand across it, from below; Size is how large they
	// are. All are points, 72 an inch.
	From, To, Base, Size float64
	// Turn is how far the line is turned, in degrees against the clock.
	Turn int
	// Bold says that all of it is bold, as far as the typeface's name tells.
	Bold bool
}

// layout puts letters together to lines, in the order in which they are drawn.
type layout struct {
	lines []Line
	text  strings.Builder
	line  Line
	open  bool

	// raw is the string that is being shown, and last those shown before it, with
	// where they stood: what is drawn twice in one place to look bold is read once.
	raw         text
	fresh, skip bool
	last        [shadowMemory]shadow
	shown       int

	letters, lost int
	pictures      bool
	// area is what the pictures cover.
	area float64
}

type shadow struct {
	raw        text
	along, off float64
}

const (
	shadowMemory = 16
	// maxLettersOnPage is how many letters a page may have.
	maxLettersOnPage = 1 << 19
)

// Distances, in sizes of the letters.
const (
	// wordGap is between words, if no space is drawn.
	wordGap = 0.16
	// columnGap is between columns and cells, and no more between words.
	columnGap = 1.2
	// backGap is how far letters may run into each other.
	backGap = 0.7
	// offLine is how far above or below the line letters may stand.
	offLine = 0.5
	// shadowGap is how far apart the same text is drawn to look bold.
	shadowGap = 0.1
)

func (l *layout) full() bool { return l.letters > maxLettersOnPage }

func (l *layout) begin(raw text) { l.raw, l.fresh, l.skip = raw, true, false }

// add takes a letter: place is where it is drawn and how large, x and y where the
// next one begins.
func (l *layout) add(g glyph, place matrix, x, y float64, f *font) {
	size := math.Hypot(place[2], place[3])
	turn := math.Atan2(place[1], place[0])
	sin, cos := math.Sincos(turn)
	along, off := place[4]*cos+place[5]*sin, place[5]*cos-place[4]*sin
	to := x*cos + y*sin
	if !finite(size, along, off, to) || size == 0 {
		l.letters++
		l.lost++
		return
	}
	if l.fresh {
		l.fresh, l.skip = false, l.isShadow(along, off, size)
	}
	if l.skip {
		return
	}
	l.letters++
	if !g.known {
		l.lost++
		if g.text == "" {
			g.text = string(utf8.RuneError)
		}
	}
	degrees := int(math.Round(turn * 180 / math.Pi))
	if l.open && !l.follows(along, off, size, degrees) {
		l.close()
	}
	if !l.open {
		if strings.TrimSpace(g.text) == "" {
			return
		}
		l.open = true
		l.line = Line{From: along, To: along, Base: off, Size: size, Turn: degrees, Bold: true}
	}
	l.space(along, off, size, g.text)
	l.text.WriteString(g.text)
	if strings.TrimSpace(g.text) != "" {
		l.line.Bold = l.line.Bold && f.bold
		l.line.To = max(l.line.To, to)
		if size > l.line.Size*1.2 {
			l.line.Size, l.line.Base = size, off
		}
	} else if g.text != "" {
		l.line.To = max(l.line.To, to)
	}
}

func finite(all ...float64) bool {
	for _, x := range all {
		if math.Abs(x) > 1e7 || math.IsNaN(x) {
			return false
		}
	}
	return true
}

func (l *layout) isShadow(along, off, size float64) bool {
	here := shadow{l.raw, along, off}
	for _, s := range l.last {
		if s.raw == l.raw && math.Abs(s.along-along) < shadowGap*size && math.Abs(s.off-off) < shadowGap*size {
			return true
		}
	}
	if strings.TrimSpace(string(l.raw)) != "" {
		l.last[l.shown%shadowMemory] = here
		l.shown++
	}
	return false
}

// follows says that a letter goes on with the line.
func (l *layout) follows(along, off, size float64, turn int) bool {
	larger := max(size, l.line.Size)
	gap := along - l.line.To
	return turn == l.line.Turn && math.Abs(off-l.line.Base) <= offLine*larger &&
		gap >= -backGap*larger && gap < columnGap*larger
}

// space writes a space if the next letter stands apart, or is the number of a
// note.
func (l *layout) space(along, off, size float64, next string) {
	if l.text.Len() == 0 {
		return
	}
	first, _ := utf8.DecodeRuneInString(next)
	before := l.text.String()
	last, _ := utf8.DecodeLastRuneInString(before)
	if next == "" || unicode.IsSpace(first) || unicode.IsSpace(last) {
		return
	}
	raised := size < 0.8*l.line.Size && off > l.line.Base+0.15*l.line.Size
	note := raised && unicode.IsDigit(first) && unicode.IsLetter(last)
	if note || along-l.line.To > wordGap*min(size, l.line.Size) {
		l.text.WriteByte(' ')
	}
}

func (l *layout) close() {
	if !l.open {
		return
	}
	l.open = false
	l.line.Text = strings.TrimRightFunc(l.text.String(), unicode.IsSpace)
	l.text.Reset()
	if l.line.Text != "" {
		l.lines = append(l.lines, l.line)
	}
}
