package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf16"
)

// cmap says what the codes of a font mean.
type cmap struct {
	spaces []codes
	// letters are what single codes mean, runs what rows of codes do.
	letters map[uint32]string
	runs    []run
	// ids are the glyphs of rows of codes, where they are not their own number.
	ids []run
}

// codes are those of a length, in bytes.
type codes struct {
	length   int
	from, to uint32
}

// run is a row of codes that mean letters in a row.
type run struct {
	from, to uint32
	// first is what the first one means.
	first uint32
}

const (
	// maxLetters is how many single codes a font may have.
	maxLetters = 1 << 17
	// shortRun is a row that is noted code by code.
	shortRun = 256
	// maxOperands is how many operands an operator may have.
	maxOperands = 1 << 10
)

// readCMap reads the map of a font: to letters, or to glyphs.
func (f *File) readCMap(s *stream) *cmap {
	data, _ := f.decode(s)
	m := &cmap{letters: map[uint32]string{}}
	l := &lexer{data: data}
	var operands []object
	for {
		o := l.next()
		if o == end {
			break
		}
		word, ok := o.(keyword)
		if !ok {
			if len(operands) < maxOperands*3 {
				operands = append(operands, o)
			}
			continue
		}
		m.take(word, operands)
		operands = operands[:0]
	}
	byStart := func(a, b run) int { return cmp.Compare(a.from, b.from) }
	slices.SortStableFunc(m.runs, byStart)
	slices.SortStableFunc(m.ids, byStart)
	return m
}

func (m *cmap) take(word keyword, operands []object) {
	switch word {
	case "endcodespacerange":
		for ; len(operands) >= 2; operands = operands[2:] {
			from, to := codeOf(operands[0]), codeOf(operands[1])
			if n := codeLength(operands[0]); n > 0 && len(m.spaces) < 100 {
				m.spaces = append(m.spaces, codes{n, from, to})
			}
		}
	case "endbfchar":
		for ; len(operands) >= 2; operands = operands[2:] {
			m.set(codeOf(operands[0]), meaning(operands[1]))
		}
	case "endbfrange":
		for ; len(operands) >= 3; operands = operands[3:] {
			m.setRange(codeOf(operands[0]), codeOf(operands[1]), operands[2])
		}
	case "endcidrange":
		for ; len(operands) >= 3; operands = operands[3:] {
			m.setIDs(codeOf(operands[0]), codeOf(operands[1]), operands[2])
		}
	case "endcidchar":
		for ; len(operands) >= 2; operands = operands[2:] {
			m.setIDs(codeOf(operands[0]), codeOf(operands[0]), operands[1])
		}
	}
}

func codeOf(o object) uint32 {
	t, _ := o.(text)
	return uint32(bigEndian([]byte(t[:min(len(t), 4)])))
}

func codeLength(o object) int {
	t, _ := o.(text)
	return min(len(t), 4)
}

// meaning is text in UTF-16, as maps have it.
func meaning(o object) string {
	t, ok := o.(text)
	if !ok {
		if n, ok := o.(name); ok {
			return glyphText(string(n))
		}
		return ""
	}
	if len(t) == 1 {
		return plain(rune(t[0]))
	}
	var units []uint16
	for i := 0; i+1 < min(len(t), 64); i += 2 {
		units = append(units, uint16(t[i])<<8|uint16(t[i+1]))
	}
	var out strings.Builder
	for _, r := range utf16.Decode(units) {
		out.WriteString(plain(r))
	}
	return out.String()
}

func (m *cmap) set(code uint32, letters string) {
	if len(m.letters) < maxLetters {
		m.letters[code] = letters
	}
}

// setRange notes a row of codes; to is a text for the first, or a list.
func (m *cmap) setRange(from, to uint32, what object) {
	if to < from {
		return
	}
	if list, ok := what.(array); ok {
		for i, o := range list {
			if uint32(i) > to-from {
				break
			}
			m.set(from+uint32(i), meaning(o))
		}
		return
	}
	t, _ := what.(text)
	if to-from >= shortRun && len(t) <= 4 {
		if r := []rune(meaning(t)); len(r) == 1 && len(m.runs) < maxLetters {
			m.runs = append(m.runs, run{from, to, uint32(r[0])})
		}
		return
	}
	last := []byte(t)
	for code := from; code <= min(to, from+shortRun-1) && len(last) > 0; code++ {
		m.set(code, meaning(text(last)))
		for i := len(last) - 1; i >= 0; i-- {
			if last[i]++; last[i] != 0 {
				break
			}
		}
		if code == 1<<32-1 {
			break
		}
	}
}

func (m *cmap) setIDs(from, to uint32, first object) {
	if id, ok := first.(int64); ok && to >= from && id >= 0 && id < 1<<16 && len(m.ids) < maxLetters {
		m.ids = append(m.ids, run{from, to, uint32(id)})
	}
}

// text is what a code means, "" if the map doesn't say.
func (m *cmap) text(code uint32) string {
	if s, ok := m.letters[code]; ok {
		return s
	}
	if r, ok := find(m.runs, code); ok && r <= 0x10ffff {
		return plain(rune(r))
	}
	return ""
}

// find looks a code up in sorted rows.
func find(runs []run, code uint32) (uint32, bool) {
	i, exact := slices.BinarySearchFunc(runs, code, func(r run, code uint32) int { return cmp.Compare(r.from, code) })
	if !exact {
		i--
	}
	if i < 0 || i >= len(runs) || code > runs[i].to {
		return 0, false
	}
	return runs[i].first + (code - runs[i].from), true
}

// next cuts the next code off a string. Where a map doesn't say how long codes
// are, they have so many bytes.
func (m *cmap) next(s text, usual int) (code uint32, rest text) {
	if m != nil {
		for n := 1; n <= min(4, len(s)); n++ {
			code = code<<8 | uint32(s[n-1])
			for _, space := range m.spaces {
				if space.length == n && code >= space.from && code <= space.to {
					return code, s[n:]
				}
			}
		}
	}
	n := min(usual, len(s))
	return uint32(bigEndian([]byte(s[:n]))), s[n:]
}
