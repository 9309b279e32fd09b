package document

import (
	"bytes"
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"bearings/internal/office/document/pdf"
	"bearings/language"
)

// bodySize is the size in which half of the letters are no larger.
func bodySize(pages []pdf.Page) float64 {
	counts := map[float64]int{}
	all := 0
	for _, page := range pages {
		for _, line := range page.Lines {
			counts[line.Size] += len(line.Text)
			all += len(line.Text)
		}
	}
	var sizes []float64
	for size := range counts {
		sizes = append(sizes, size)
	}
	sort.Float64s(sizes)
	seen := 0
	for _, size := range sizes {
		if seen += counts[size]; seen*2 >= all {
			return size
		}
	}
	return 0
}

// stack is lines of a paragraph, one below the other.
type stack struct {
	lines []pdf.Line
	// left and right are its edges; leading is from one line to the next, 0 while
	// there is one.
	left, right, leading float64
}

func (s *stack) add(line pdf.Line) {
	s.leading = 0
	if n := len(s.lines); n > 0 {
		s.leading = s.lines[n-1].Base - line.Base
		s.left, s.right = min(s.left, line.From), max(s.right, line.To)
	} else {
		s.left, s.right = line.From, line.To
	}
	s.lines = append(s.lines, line)
}

// takes says that a line goes on with the paragraph.
func (s *stack) takes(next pdf.Line) bool {
	last := s.lines[len(s.lines)-1]
	size := max(last.Size, next.Size)
	down := last.Base - next.Base
	if next.Turn != last.Turn {
		return false
	}
	if isBeside(last, next) {
		return len(s.lines) == 1 && isMarker(last.Text) || isLabel(last.Text, next.Text)
	}
	if down < 0 {
		return false
	}
	switch {
	case next.Size > 1.15*last.Size, last.Size > 1.15*next.Size, next.Bold != last.Bold:
		return false
	case down > 2*size, s.leading > 0.5*size && down > 1.35*s.leading:
		return false
	case next.From > s.right, next.To < s.left, startsItem(next.Text), isMarker(next.Text):
		return false
	}
	short := last.To < s.right-0.2*(s.right-s.left) || len(s.lines) == 1 && next.To > last.To+0.25*(last.To-last.From)
	return !(short && endsSentence(last.Text) && startsSentence(next.Text))
}

// isBeside says that a line stands to the right of another one.
func isBeside(left, right pdf.Line) bool {
	return math.Abs(left.Base-right.Base) < 0.5*max(left.Size, right.Size) && right.From > left.From
}

// isLabel says that a text names the one beside it, as in a form; texts that don't
// are cells of their own.
func isLabel(label, value string) bool {
	r, _ := utf8.DecodeRuneInString(value)
	return strings.HasSuffix(label, ":") || unicode.IsDigit(r) && len(strings.Fields(label)) <= 4 && !endsSentence(label)
}

// paragraph writes lines as one block.
func (b *pdfText) paragraph(lines []pdf.Line) {
	if len(lines) == 0 {
		return
	}
	var text strings.Builder
	bold := true
	for i, line := range lines {
		switch {
		case i == 0:
		case !isBeside(lines[i-1], line):
			text.WriteByte('\n')
		case i == 1 && isMarker(lines[0].Text):
			text.WriteByte(' ')
		default:
			text.WriteByte('\t')
		}
		text.WriteString(endOfLine(line.Text))
		bold = bold && line.Bold
	}
	p := piece{text: []byte(text.String())}
	switch size := lines[0].Size; {
	case size > 1.15*b.body && len(p.text) < 300:
		p.kind, p.level = language.Heading, 10_000-int(min(size, 1000)*10)
	case bold && len(p.text) < 120 && len(lines) < 3 && !endsSentence(lines[len(lines)-1].Text):
		p.kind, p.level = language.Heading, 10_000
	case startsItem(text.String()), isMarker(lines[0].Text):
		p.kind = language.ListItem
	}
	b.page = append(b.page, placed{p, lines[0].From, lines[0].Base})
}

const (
	// edge is how many blocks at the top and the bottom of a page may be those of
	// every page, and edgeBytes how long they are at most.
	edge      = 2
	edgeBytes = 200
)

// placed is a block with the place on its page where it begins.
type placed struct {
	piece
	from, base float64
}

// repeats says that two blocks say the same in the same place.
func (p placed) repeats(other placed) bool {
	return math.Abs(p.from-other.from) < 1 && math.Abs(p.base-other.base) < 1 && bytes.Equal(p.text, other.text)
}

// writePage writes the blocks of a page. What stands at its top or bottom as it did
// on the page before is read once, like a header in Word.
func (b *pdfText) writePage() {
	var edges []placed
	for i, p := range b.page {
		if len(p.text) <= edgeBytes && (i < edge || i >= len(b.page)-edge) {
			edges = append(edges, p)
			if slices.ContainsFunc(b.edges, p.repeats) {
				continue
			}
		}
		b.aside(p.piece)
	}
	b.page, b.edges = b.page[:0], edges
}

// endOfLine makes a hyphen that stands only at the end of a line one to be seen.
func endOfLine(s string) string {
	if cut, ok := strings.CutSuffix(s, "\u00ad"); ok {
		return cut + "-"
	}
	return s
}

const bullets = "•◦▪■□●○‣⁃–—*\u00b7\uf0b7\uf0a7\uf0fc\uf0d8\ufffd"

// isMarker says that a text is no more than the mark or number of a list.
func isMarker(s string) bool {
	if utf8.RuneCountInString(s) == 1 {
		return strings.ContainsAny(s, bullets+"-o")
	}
	inner := strings.Trim(s, "().[]")
	if inner == "" || inner == s || len(inner) > 5 {
		return false
	}
	return isNumber(inner)
}

// isNumber says that a text is a number of an item: "12", "2.1", "iv", "b".
func isNumber(s string) bool {
	if len(s) == 1 && unicode.IsLetter(rune(s[0])) || strings.Trim(s, "ivx") == "" || strings.Trim(s, "IVX") == "" {
		return true
	}
	for part := range strings.SplitSeq(s, ".") {
		if len(part) > 2 || strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return true
}

// startsItem says that a line begins an item of a list.
func startsItem(s string) bool {
	first, rest, found := strings.Cut(s, " ")
	return found && rest != "" && isMarker(first)
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’)]")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, ":")
}

func startsSentence(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "\"'“‘(["))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}
