package pdf

import (
	"math"
	"strconv"
)

// object is a PDF object: nil, bool, int64, float64, name, text, array, dict, ref,
// *stream, or keyword where an operator or something foreign stands.
type object any

type (
	name    string
	text    string // the bytes of a string
	keyword string
	array   []object
	dict    map[name]object
	ref     struct{ number, generation int }
)

// stream is a dictionary with data behind it.
type stream struct {
	dict dict
	// raw is the data as it stands in the file.
	raw []byte
	// at is the object it is, for its key; 0 where nothing is encrypted.
	at ref
}

// end is what the lexer gives at the end of its data.
const end keyword = ""

// maxNesting is how deep arrays and dictionaries may stand in each other.
const maxNesting = 100

// lexer reads objects from bytes. It never fails: what it can't read it passes
// over, and at the end it gives end for ever.
type lexer struct {
	data  []byte
	pos   int
	depth int
	// refs says that "1 0 R" is a reference; contents of pages have none.
	refs bool
}

// class tells white space and delimiters from the rest.
var class [256]byte

const (
	white     = 1
	delimiter = 2
)

func init() {
	for _, c := range "\x00\t\n\f\r " {
		class[c] = white
	}
	for _, c := range "()<>[]{}/%" {
		class[c] = delimiter
	}
}

func (l *lexer) space() {
	for l.pos < len(l.data) {
		switch c := l.data[l.pos]; {
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		case class[c] == white:
			l.pos++
		default:
			return
		}
	}
}

func (l *lexer) peek(ahead int) byte {
	if l.pos+ahead < len(l.data) {
		return l.data[l.pos+ahead]
	}
	return 0
}

// skip passes over a byte, if there is one.
func (l *lexer) skip() { l.pos = min(l.pos+1, len(l.data)) }

// next reads an object; closing brackets come back as keywords.
func (l *lexer) next() object {
	l.space()
	if l.pos >= len(l.data) {
		return end
	}
	switch c := l.data[l.pos]; c {
	case '/':
		l.pos++
		return l.name()
	case '(':
		l.pos++
		return l.literal()
	case '<':
		if l.peek(1) == '<' {
			l.pos += 2
			return l.dict()
		}
		l.pos++
		return l.hex()
	case '[':
		l.pos++
		return l.array()
	case '>':
		if l.peek(1) == '>' {
			l.pos += 2
			return keyword(">>")
		}
		l.pos++
		return keyword(">")
	case ']', ')', '{', '}':
		l.pos++
		return keyword(c)
	}
	return l.word()
}

// word reads a number, a reference or a keyword.
func (l *lexer) word() object {
	start := l.pos
	for l.pos < len(l.data) && class[l.data[l.pos]] == 0 {
		l.pos++
	}
	word := l.data[start:l.pos]
	if c := word[0]; c > '9' {
		switch string(word) {
		case "true":
			return true
		case "false":
			return false
		case "null":
			return nil
		}
		return keyword(word)
	}
	n := number(word)
	if whole, ok := n.(int64); ok && l.refs && whole >= 0 && whole <= maxObject {
		if generation, ok := l.reference(); ok {
			return ref{int(whole), generation}
		}
	}
	return n
}

// number reads a number as loosely as other readers do: "--5" and "4-2" are in
// real files.
func number(word []byte) object {
	if len(word) > 40 {
		return keyword(word)
	}
	if n, err := strconv.ParseInt(string(word), 10, 64); err == nil {
		return n
	}
	sign, i := 1.0, 0
	for i < len(word) && (word[i] == '+' || word[i] == '-') {
		if word[i] == '-' {
			sign = -1
		}
		i++
	}
	x, digits, scale := 0.0, 0, 0.0
	for ; i < len(word); i++ {
		switch c := word[i]; {
		case c >= '0' && c <= '9':
			digits++
			if scale != 0 {
				x += float64(c-'0') * scale
				scale /= 10
			} else {
				x = x*10 + float64(c-'0')
			}
		case c == '.' && scale == 0:
			scale = 0.1
		case c == '-' && digits > 0:
			i = len(word)
		default:
			return keyword(word)
		}
	}
	if digits == 0 && scale == 0 {
		return keyword(word)
	}
	return sign * x
}

// reference looks whether a generation and an R follow.
func (l *lexer) reference() (int, bool) {
	at := l.pos
	l.space()
	start := l.pos
	generation := 0
	for l.pos < len(l.data) && l.pos-start < 6 && l.data[l.pos] >= '0' && l.data[l.pos] <= '9' {
		generation = generation*10 + int(l.data[l.pos]-'0')
		l.pos++
	}
	if l.pos > start {
		l.space()
		if l.peek(0) == 'R' && (l.pos+1 >= len(l.data) || class[l.data[l.pos+1]] != 0) {
			l.pos++
			return generation, true
		}
	}
	l.pos = at
	return 0, false
}

func (l *lexer) name() name {
	start, escaped := l.pos, false
	for l.pos < len(l.data) && class[l.data[l.pos]] == 0 {
		escaped = escaped || l.data[l.pos] == '#'
		l.pos++
	}
	raw := l.data[start:l.pos]
	if !escaped {
		return name(raw)
	}
	var plain []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && unhex(raw[i+1]) >= 0 && unhex(raw[i+2]) >= 0 {
			plain = append(plain, byte(unhex(raw[i+1])<<4|unhex(raw[i+2])))
			i += 2
			continue
		}
		plain = append(plain, raw[i])
	}
	return name(plain)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

func (l *lexer) hex() text {
	var out []byte
	high := -1
	for l.pos < len(l.data) && l.data[l.pos] != '>' {
		if x := unhex(l.data[l.pos]); x >= 0 && high < 0 {
			high = x
		} else if x >= 0 {
			out = append(out, byte(high<<4|x))
			high = -1
		}
		l.pos++
	}
	l.skip()
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return text(out)
}

func (l *lexer) literal() text {
	var out []byte
	for depth := 1; l.pos < len(l.data); {
		c := l.data[l.pos]
		l.pos++
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text(out)
			}
		case '\\':
			out = l.escape(out)
			continue
		case '\r':
			if l.peek(0) == '\n' {
				l.pos++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return text(out)
}

// escape reads what follows a backslash.
func (l *lexer) escape(out []byte) []byte {
	c := l.peek(0)
	l.skip()
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.peek(0) == '\n' {
			l.pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	x := int(c - '0')
	for n := 0; n < 2 && l.peek(0) >= '0' && l.peek(0) <= '7'; n++ {
		x = x*8 + int(l.peek(0)-'0')
		l.pos++
	}
	return append(out, byte(x))
}

func (l *lexer) array() object {
	if l.depth++; l.depth > maxNesting {
		l.pos = len(l.data)
	}
	defer func() { l.depth-- }()
	var all array
	for {
		o := l.next()
		switch o {
		case end, keyword("]"), keyword("endobj"), keyword("endstream"):
			return all
		}
		all = append(all, o)
	}
}

func (l *lexer) dict() object {
	if l.depth++; l.depth > maxNesting {
		l.pos = len(l.data)
	}
	defer func() { l.depth-- }()
	all := dict{}
	for {
		key := l.next()
		if key == end || key == keyword(">>") || key == keyword("endobj") {
			return all
		}
		k, ok := key.(name)
		if !ok {
			continue
		}
		at := l.pos
		v := l.next()
		if v == end {
			return all
		}
		if w, ok := v.(keyword); ok {
			l.pos = at
			if w != ">>" {
				l.next() // something foreign
			}
			continue
		}
		all[k] = v
	}
}

// real is the value of a number, 0 for anything else and for what can't be.
func real(o object) float64 {
	switch n := o.(type) {
	case int64:
		return float64(n)
	case float64:
		if math.IsNaN(n) || math.IsInf(n, 0) {
			return 0
		}
		return n
	}
	return 0
}
