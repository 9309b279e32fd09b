package language

import (
	"slices"
	"strings"
)

// passage is the block around a match, cut into words when it is needed.
type passage struct {
	valid  bool
	block  Block
	tokens []token
	quotes []quote
}

const (
	// longest is how long a block is at most, in bytes, and grid where longer ones
	// are cut: at the first line that starts behind a multiple.
	longest = 4096
	grid    = 2048
)

// passageAt is the block around a place.
func (r *reader) passageAt(at int) *passage {
	p := &r.passage
	if p.valid && at >= p.block.Start && at < p.block.End {
		return p
	}
	p.valid = true
	p.block = r.blockAt(at)
	p.tokens = r.c.v.tokenize(r.text, p.block.Start, p.block.End, p.tokens[:0])
	p.quotes = findQuotes(r.text, p.block.Start, p.block.End, p.quotes[:0])
	return p
}

func (r *reader) blockAt(at int) Block {
	if r.o.Blocks != nil {
		return r.givenBlock(at)
	}
	start, end := r.paragraph(at)
	block := Block{Kind: Paragraph, Start: start, End: end}
	if r.o.Markdown {
		block.Kind = r.markdownKind(at)
	}
	return block
}

// givenBlock is the block a place is in, or what stands between two blocks; of a
// long one the part around the place.
func (r *reader) givenBlock(at int) Block {
	b := r.wholeBlock(at)
	b.Start, b.End = min(max(b.Start, 0), at), max(at+1, min(b.End, len(r.text)))
	if b.End-b.Start > longest {
		start, end := r.part(at)
		b.Start, b.End = max(b.Start, start), min(b.End, end)
	}
	return b
}

func (r *reader) wholeBlock(at int) Block {
	all := r.o.Blocks
	i, found := slices.BinarySearchFunc(all, at, func(b Block, at int) int {
		switch {
		case b.End <= at:
			return -1
		case b.Start > at:
			return 1
		}
		return 0
	})
	if found {
		return all[i]
	}
	between := Block{Start: 0, End: len(r.text)}
	if i > 0 {
		between.Start = all[i-1].End
	}
	if i < len(all) {
		between.End = all[i].Start
	}
	return between
}

// paragraph is what stands between two empty lines, or a part of it where that
// is very long.
func (r *reader) paragraph(at int) (start, end int) {
	before, after := r.emptyBefore(at), r.emptyAfter(at)
	if before >= 0 && after >= 0 && after-before <= longest {
		return before, after
	}
	start, end = r.part(at)
	if after >= 0 {
		end = min(end, after)
	}
	return max(start, before), end
}

// part is the piece of a long paragraph that a place is in. All places of a piece
// have the same, however they were come by.
func (r *reader) part(at int) (start, end int) {
	n := (r.base + at) / grid
	if start = r.cut(n); start > at {
		return r.cut(n - 1), start
	}
	return start, r.cut(n + 1)
}

// cut is where the first line starts behind the nth multiple of grid, or else the
// first word, if they do before half of the next.
func (r *reader) cut(n int) int {
	from := n*grid - r.base
	if from <= 0 {
		return 0
	}
	if from >= len(r.text) {
		return len(r.text)
	}
	near := r.text[from:min(len(r.text), from+grid/2)]
	for _, mark := range []byte("\n ") {
		if at := strings.IndexByte(near, mark); at >= 0 {
			return from + at + 1
		}
	}
	return from
}

// emptyBefore is where the line after the last empty one before a place starts;
// 0 where the text does, -1 where it is too far.
func (r *reader) emptyBefore(at int) int {
	low := max(0, at-longest-grid)
	for i := at; i > low; {
		line := strings.LastIndexByte(r.text[low:i], '\n')
		if line < 0 {
			break
		}
		line += low
		above := strings.TrimRight(r.text[low:line], " \t\r")
		if above == "" && low == 0 || strings.HasSuffix(above, "\n") {
			return line + 1
		}
		i = line
	}
	if low > 0 {
		return -1
	}
	return 0
}

func (r *reader) emptyAfter(at int) int {
	high := min(len(r.text), at+longest+grid)
	for i := at; i < high; {
		line := strings.IndexByte(r.text[i:high], '\n')
		if line < 0 {
			break
		}
		line += i
		i = line + 1
		if below := strings.TrimLeft(r.text[i:high], " \t\r"); strings.HasPrefix(below, "\n") {
			return line
		}
	}
	if high < len(r.text) {
		return -1
	}
	return high
}

// words are the first and last token of a stretch of text.
func (p *passage) words(start, end int) (first, last int) {
	first, _ = slices.BinarySearchFunc(p.tokens, start, func(t token, at int) int { return t.start - at })
	first = min(first, len(p.tokens)-1)
	last = first
	for last+1 < len(p.tokens) && p.tokens[last+1].start < end {
		last++
	}
	return first, last
}

// sentence are the first and last token of the sentence around a token.
func (p *passage) sentence(i int) (first, last int) {
	first, last = i, i
	for first > 0 && p.tokens[first].before&hasStop == 0 {
		first--
	}
	for last+1 < len(p.tokens) && p.tokens[last+1].before&hasStop == 0 {
		last++
	}
	return first, last
}

// quote is a stretch in quotation marks.
type quote struct {
	start, end int // inside the marks
	closed     bool
}

// findQuotes finds what stands in quotation marks of any kind in text[from:to].
// An apostrophe between letters is none, nor is one at a word's end if nothing
// was opened.
func findQuotes(text string, from, to int, out []quote) []quote {
	f := quoteFinder{text: text, from: from, to: to, out: out}
	for i := from; i < to; {
		c := text[i]
		switch {
		case c == '"':
			f.straight(i, 1)
			i++
		case c == '\'' || c == '`':
			f.single(i, 1)
			i++
		case c >= 0x80:
			kind, _, size := wideAt(text, i)
			f.typeset(kind, i, size)
			i += size
		default:
			i++
		}
	}
	for _, open := range f.double {
		f.out = append(f.out, quote{open, to, false})
	}
	slices.SortFunc(f.out, func(a, b quote) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	return f.out
}

type quoteFinder struct {
	text     string
	from, to int
	// double and one are where quotations start that are still open.
	double, one []int
	out         []quote
}

func (f *quoteFinder) typeset(kind wide, i, size int) {
	switch kind {
	case wideOpenQuote:
		f.double = append(f.double, i+size)
	case wideCloseQuote:
		if len(f.double) == 0 && f.opens(i, size) { // Swedish and careless: ”so”
			f.double = append(f.double, i+size)
			return
		}
		f.closeDouble(i)
	case wideOpenSingle:
		if !f.letterBefore(i) {
			f.one = append(f.one, i+size)
		}
	case wideApos:
		f.single(i, size)
	}
}

// straight opens a quotation if none is open, or after a space before a letter.
func (f *quoteFinder) straight(i, size int) {
	if len(f.double) > 0 {
		f.closeDouble(i)
		return
	}
	f.double = append(f.double, i+size)
}

func (f *quoteFinder) closeDouble(i int) {
	if n := len(f.double); n > 0 {
		f.out = append(f.out, quote{f.double[n-1], i, true})
		f.double = f.double[:n-1]
	}
}

// single is an apostrophe, or opens or closes a quotation.
func (f *quoteFinder) single(i, size int) {
	before, after := f.letterBefore(i), f.letterAfter(i+size)
	switch {
	case before && after:
	case f.opens(i, size) && len(f.one) == 0:
		f.one = append(f.one, i+size)
	case len(f.one) > 0 && !after && !f.opens(i, size):
		if before && f.text[i-1] == 's' && f.closesLater(i+size) {
			return // the girls' room
		}
		n := len(f.one)
		f.out = append(f.out, quote{f.one[n-1], i, true})
		f.one = f.one[:n-1]
	}
}

// closesLater tells whether another mark that could close a single quotation
// comes before one that could open it, on the same line.
func (f *quoteFinder) closesLater(from int) bool {
	for i := from; i < f.to && f.text[i] != '\n'; i++ {
		size := apostrophe(f.text, i)
		if size == 0 || f.letterBefore(i) && f.letterAfter(i+size) {
			continue
		}
		return !f.opens(i, size)
	}
	return false
}

// opens tells whether a mark stands where a quotation can begin.
func (f *quoteFinder) opens(i, size int) bool {
	if i > f.from {
		c := f.text[i-1]
		if c > ' ' && strings.IndexByte("([{-:/\"", c) < 0 && !strings.HasSuffix(f.text[f.from:i], "“") && !strings.HasSuffix(f.text[f.from:i], "—") && !strings.HasSuffix(f.text[f.from:i], "–") && !strings.HasSuffix(f.text[f.from:i], "\u00a0") {
			return false
		}
	}
	return i+size < f.to && f.text[i+size] > ' '
}

func (f *quoteFinder) letterBefore(i int) bool {
	return i > f.from && foldBytes[f.text[i-1]] >= 'a'
}

func (f *quoteFinder) letterAfter(i int) bool {
	return i < f.to && foldBytes[f.text[i]] >= 'a'
}
