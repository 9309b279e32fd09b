package language

import "strings"

// postAreas are the letters British postcodes start with, a space around each.
const postAreas = " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY " +
	"E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU " +
	"M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY " +
	"TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE "

// postArea tells whether postcodes start with these capitals.
func postArea(letters []byte) bool {
	key := [4]byte{' ', letters[0], ' ', ' '}
	if len(letters) == 2 {
		key[2] = letters[1]
	}
	return strings.Contains(postAreas, string(key[:len(letters)+2]))
}

// postcode looks for a postcode, or for its first half where a word says so.
func postcode(text string, r *digitRun, head headLetters) (detail, bool) {
	if head.n == 0 && r.n == 1 && r.digits[0] == '0' {
		return giro(text, r.groups[0])
	}
	if head.n == 0 || head.n > 2 || joined(text, head.start) && !quoted(text, head.start) {
		return detail{}, false
	}
	c := readCode(text, head.start)
	if !postArea(c.signs[:head.n]) {
		return detail{}, false
	}
	n, ok := c.whole(head.n)
	if !ok {
		return halfPostcode(text, c, head)
	}
	end := c.ends[n-1]
	loose := !c.upper[n-1] || c.space == 0 && (n < 6 || head.n == 1 && n < 7) || c.dash
	if loose && nearCue(text, head.start, end, cuePostcode|cueHome) == 0 {
		return detail{}, false
	}
	return detail{"postcode", head.start, end, true}, true
}

// giro looks for the one postcode of another form.
func giro(text string, g digitGroup) (detail, bool) {
	start := g.start - len("GIR ")
	if start < 0 || text[start:g.start] != "GIR " || !hasPrefix(text[g.end:], "AA") || !edge(text, g.end+2) || letterBefore(text, start) {
		return detail{}, false
	}
	return detail{"postcode", start, g.end + 2, true}, true
}

// quoted tells whether a slash or dash before start only parts it from other words.
func quoted(text string, start int) bool {
	return text[start-1] == '-' || text[start-1] == '/' || text[start-1] == '*' || text[start-1] == '='
}

// postSigns are letters and digits that may be a postcode.
type postSigns struct {
	signs [8]byte // in capitals
	ends  [8]int
	// upper says for each that it and all before it are no small letters.
	upper [8]bool
	n     int
	// space is after how many signs a space stands, 0 for none; dash that it is a
	// dash.
	space int
	dash  bool
	// full says that the signs end with a word.
	full bool
}

// readCode reads the letters and digits from at over one space.
func readCode(text string, at int) (c postSigns) {
	upper, spaces := true, 0
	for {
		g, from, size := seenAt(text, at)
		if g.joins() && size == 1 {
			if c.n == len(c.signs) {
				return c
			}
			if spaces > 0 {
				c.space, spaces = c.n, 0
			}
			upper = upper && g != glyphLower
			c.signs[c.n], c.ends[c.n], c.upper[c.n] = upperCase(text[from]), from+1, upper
			c.n++
		} else if (g == glyphSpace || g == glyphDash || g == glyphLine) && c.space == 0 && spaces < 2 {
			spaces++
			c.dash = c.dash || g == glyphDash
		} else {
			c.full = !g.joins()
			return c
		}
		at = from + size
	}
}

// whole is how many of the signs are a postcode whose area has so many letters.
func (c *postSigns) whole(area int) (int, bool) {
	if c.space > 0 && (c.space < 5 || c.n == c.space) {
		return c.n, c.n == c.space+3 && c.full && c.fits(area, c.space)
	}
	n := c.n
	if c.space > 0 {
		n, c.space, c.dash = c.space, 0, false
	} else if !c.full {
		return 0, false
	}
	return n, n >= 5 && c.fits(area, n-3)
}

// fits tells whether the signs up to out and the three after it are the halves of
// a postcode.
func (c *postSigns) fits(area, out int) bool {
	if !c.firstHalf(area, out) {
		return false
	}
	in := c.signs[out : out+3]
	return in[0] >= '0' && in[0] <= '9' && indexOf("ABDEFGHJLNPQRSTUWXYZ", in[1]) >= 0 && indexOf("ABDEFGHJLNPQRSTUWXYZ", in[2]) >= 0
}

// firstHalf tells whether the signs up to out are the first half of a postcode.
func (c *postSigns) firstHalf(area, out int) bool {
	rest := c.signs[area:max(area, out)]
	switch len(rest) {
	case 1:
		return digitSign(rest[0])
	case 2:
		if digitSign(rest[0]) && digitSign(rest[1]) {
			return rest[0] != '0'
		}
		letters := "ABCDEFGHJKPSTUW"
		if area == 2 {
			letters = "ABEHMNPRVWXY"
		}
		return digitSign(rest[0]) && indexOf(letters, rest[1]) >= 0
	}
	return false
}

func digitSign(c byte) bool { return c >= '0' && c <= '9' }

// halfPostcode looks for the first half alone, which only a word makes one.
func halfPostcode(text string, c postSigns, head headLetters) (detail, bool) {
	out := c.n
	if c.space > 0 {
		out = c.space
	} else if !c.full {
		return detail{}, false
	}
	if out > 4 || out <= head.n || !c.firstHalf(head.n, out) || c.dash && c.space == out {
		return detail{}, false
	}
	end := c.ends[out-1]
	if !c.upper[out-1] && !precededBy(text, head.start, "postcode") || nearCue(text, head.start, end, cuePostcode) == 0 {
		return detail{}, false
	}
	return detail{"postcode", head.start, end, true}, true
}
