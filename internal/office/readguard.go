package office

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// guard hands a text on as long as it is whole UTF-8 without zero bytes, and
// no row of it is too long to be meant. Where it stops, it knows the line and
// the column.
type guard struct {
	from io.Reader
	// replaced says that a letter was put where none could be read, so that
	// such a letter is a fault.
	replaced bool
	// since is how many bytes were handed on since the last whole row.
	since int

	space [1 << 16]byte
	// space[given:checked] can be handed on; space[checked:filled] is the
	// beginning of a letter.
	given, checked, filled int
	lines, chars           int // before space[checked]: ends of line, and characters since
	empty                  int // reads in a row that brought nothing
	err                    error
}

// errLongRow says that a row has not ended in maxRow bytes.
var errLongRow = errors.New("row too long")

func (g *guard) Read(p []byte) (int, error) {
	for g.given == g.checked {
		if g.err != nil {
			return 0, g.err
		}
		g.fill()
	}
	if g.since > maxRow {
		return 0, errLongRow
	}
	n := copy(p, g.space[g.given:g.checked])
	g.given += n
	g.since += n
	return n, nil
}

func (g *guard) fill() {
	g.filled = copy(g.space[:], g.space[g.checked:g.filled])
	g.given, g.checked = 0, 0
	n, err := g.from.Read(g.space[g.filled:])
	g.filled += n
	if n > 0 || err != nil {
		g.empty = 0
	} else if g.empty++; g.empty > 100 {
		err = io.ErrNoProgress
	}
	g.err = err
	good, message := g.check(g.space[:g.filled], err != nil)
	g.checked = good
	g.count(g.space[:good])
	if message != "" {
		g.err = problem(g.lines+1, g.chars+1, message)
	}
}

// check returns how much of a text is good, and what is wrong with what comes
// next. The beginning of a letter at the end is nothing wrong unless it is the
// end of everything.
func (g *guard) check(text []byte, last bool) (int, string) {
	message := ""
	if i := bytes.IndexByte(text, 0); i >= 0 {
		text, message, last = text[:i], "answers.file.nul", true
	}
	if g.replaced {
		if i := bytes.Index(text, []byte("\ufffd")); i >= 0 {
			text, message, last = text[:i], "answers.file.broken", true
		}
	}
	if utf8.Valid(text) {
		return len(text), message
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			if !last && !utf8.FullRune(text[i:]) {
				return i, ""
			}
			return i, "answers.file.not_utf8"
		}
		i += size
	}
	return len(text), message
}

// count moves on over a text.
func (g *guard) count(text []byte) {
	if end := bytes.LastIndexByte(text, '\n'); end >= 0 {
		g.lines += bytes.Count(text, []byte("\n"))
		g.chars = 0
		text = text[end+1:]
	}
	g.chars += utf8.RuneCount(text)
}
