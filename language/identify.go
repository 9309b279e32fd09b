package language

import "unicode/utf8"

// around is how many bytes a detector looks to either side of where it was called.
const around = 64

// identifyDigits looks for a detail at a run of digits, of which at is the first
// byte. The detail may start before at: the letters of a postcode stand there.
func identifyDigits(text string, at int) (detail, bool) {
	if at < 0 || at >= len(text) || foldBytes[text[at]] != byteDigit || plainNumber(text, at) || withinNumber(text, at) {
		return detail{}, false
	}
	return identifyNumber(text, at)
}

// identifyNumber is identifyDigits for a number that may be one.
func identifyNumber(text string, at int) (detail, bool) {
	var r digitRun
	r.read(text, at)
	if r.groups[0].len() <= 5 && nextPart(text, at) {
		return detail{}, false
	}
	head := readHead(text, at)
	if r.n >= 6 {
		if d, ok := longNumber(text, &r, head); ok {
			return d, true
		}
	}
	if d, ok := birthDate(text, &r, head); ok {
		return d, true
	}
	if d, ok := postcode(text, &r, head); ok {
		return d, true
	}
	if d, ok := vehicle(text, &r, head); ok {
		return d, true
	}
	return address(text, &r, head)
}

// longNumber looks for the numbers of six digits and more.
func longNumber(text string, r *digitRun, head headLetters) (detail, bool) {
	if d, ok := insuranceNumber(text, r, head); ok {
		return d, true
	}
	if d, ok := pupilNumber(text, r, head); ok {
		return d, true
	}
	if r.n < 9 || r.oneDigit() {
		return detail{}, false
	}
	if d, ok := nhsNumber(text, r, head); ok {
		return d, true
	}
	return phone(text, r, head)
}

// glyph is what a character is to somebody who reads a number or a name.
type glyph uint8

const (
	glyphOther glyph = iota
	glyphDigit
	glyphUpper
	glyphLower
	glyphSpace
	glyphLine
	glyphDash
	glyphDot
	glyphSlash
	glyphOpen
	glyphClose
	glyphApos
	// glyphNothing is not seen: a zero-width character.
	glyphNothing
)

// glyphs are those of ASCII.
var glyphs = func() (table [128]glyph) {
	for c := 'a'; c <= 'z'; c++ {
		table[c], table[c-'a'+'A'] = glyphLower, glyphUpper
	}
	for c := '0'; c <= '9'; c++ {
		table[c] = glyphDigit
	}
	table[' '], table['\n'], table['\r'] = glyphSpace, glyphLine, glyphNothing
	table['-'], table['.'], table['/'], table['\''] = glyphDash, glyphDot, glyphSlash, glyphApos
	table['('], table[')'] = glyphOpen, glyphClose
	return table
}()

// letter tells whether a glyph is part of a word.
func (g glyph) letter() bool { return g == glyphUpper || g == glyphLower }

// joins tells whether a glyph beside a number or a word makes it part of
// something longer.
func (g glyph) joins() bool { return g.letter() || g == glyphDigit }

// glyphAt is what stands at i and how long it is; 0 long at the end of the text.
func glyphAt(text string, i int) (glyph, int) {
	if i >= len(text) {
		return glyphOther, 0
	}
	if c := text[i]; c < 0x80 {
		return glyphs[c], 1
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	return wideGlyph(r, size), size
}

// glyphBefore is what stands before i and how long it is; 0 long at the start.
func glyphBefore(text string, i int) (glyph, int) {
	if i <= 0 {
		return glyphOther, 0
	}
	if c := text[i-1]; c < 0x80 {
		return glyphs[c], 1
	}
	r, size := utf8.DecodeLastRuneInString(text[:i])
	return wideGlyph(r, size), size
}

func wideGlyph(r rune, size int) glyph {
	switch {
	case size <= 1:
		return glyphOther
	case r < 0x250:
		return latinGlyph(r)
	case r == 0xFEFF, r >= 0x300 && r < 0x370:
		return glyphNothing
	case r == 0x3000:
		return glyphSpace
	case r == 0x2212:
		return glyphDash
	case r < 0x2000 || r >= 0x2070:
		return glyphOther
	}
	switch foldPunctuation(r) {
	case wideSpace:
		return glyphSpace
	case wideNothing:
		return glyphNothing
	case wideHyphen, wideDash:
		return glyphDash
	case wideApos, wideOpenSingle:
		return glyphApos
	}
	return glyphOther
}

func latinGlyph(r rune) glyph {
	switch {
	case r == 0xA0:
		return glyphSpace
	case r == 0xAD:
		return glyphNothing
	case r < 0xC0 || r == 0xD7 || r == 0xF7:
		return glyphOther
	case r < 0xDF:
		return glyphUpper
	case r < 0x100:
		return glyphLower
	case r >= 0x139 && r <= 0x148, r >= 0x179 && r <= 0x17E:
		return glyphLower - glyph(r&1)
	}
	return glyphUpper + glyph(r&1)
}

// unseen is how many characters that are not seen are passed over at most.
const unseen = 24

// seenAt is glyphAt past what is not seen.
func seenAt(text string, i int) (glyph, int, int) {
	for range unseen {
		g, size := glyphAt(text, i)
		if g != glyphNothing {
			return g, i, size
		}
		i += size
	}
	return glyphOther, i, 0
}

// seenBefore is glyphBefore past what is not seen, and where it starts.
func seenBefore(text string, i int) (glyph, int) {
	for range unseen {
		g, size := glyphBefore(text, i)
		i -= size
		if g != glyphNothing {
			return g, i
		}
	}
	return glyphOther, i
}

// edge tells whether nothing at end makes what ends there part of something longer.
func edge(text string, end int) bool {
	g, at, size := seenAt(text, end)
	return size == 0 || !g.joins() && text[at] != '_'
}
