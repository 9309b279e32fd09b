package language

import "strings"

// plainNumber tells quickly whether a number can be no detail: it is short, and
// what stands beside it is part of none. It says so of most numbers in most texts;
// whatever it passes over, identifyNumber would find nothing in.
func plainNumber(text string, at int) bool {
	end := digitsEnd(text, at)
	if end-at > 5 {
		return false
	}
	if at == 0 {
		return plainAfter(text, end)
	}
	switch c := text[at-1]; {
	case c >= 0x80:
		return at > 1 && c == 0xA3 && text[at-2] == 0xC2 && plainAfter(text, end) // £
	case glyphs[c].letter():
		return withinWord(text, at)
	case nextPart(text, at):
		return true
	case c == '+', c == '(' && end < len(text) && text[end] == ')', c == '\r':
		return false
	case at > 1 && end-at <= 2 && glyphs[c] != glyphSpace && (foldBytes[text[at-2]] >= 'a' || text[at-2] == ' '):
		return c == '#' && plainAfter(text, end) // otherwise perhaps Mar-09
	case c == ' ' || c == '\n':
		return plainBefore(text, at-1) && plainAfter(text, end)
	}
	return plainAfter(text, end)
}

func digitsEnd(text string, at int) int {
	for at < len(text) && text[at] >= '0' && text[at] <= '9' {
		at++
	}
	return at
}

// withinWord tells whether so many letters stand before at, or such, that those
// and the number are no plate, postcode or the like.
func withinWord(text string, at int) bool {
	start := at
	for start > 0 && at-start <= headMost && foldBytes[text[start-1]] >= 'a' {
		start--
	}
	return at-start > headMost || start > 0 && (foldBytes[text[start-1]] == byteDigit || text[start-1] == '_')
}

// plainBefore tells whether what stands before the space at end can't belong to
// the number after it.
func plainBefore(text string, end int) bool {
	start := end
	for start > 0 && end-start <= 9 && foldBytes[text[start-1]] >= 'a' {
		start--
	}
	if start == end {
		if start == 0 {
			return true
		}
		c := text[start-1]
		if c == ':' || c == ',' {
			end = start - 1
			for start = end; start > 0 && end-start <= 9 && foldBytes[text[start-1]] >= 'a'; {
				start--
			}
			return !beforeHouse(text, start, end)
		}
		return c < 0x80 && c != ' ' && c != '.' && c != '\n' && c != '\r' && !glyphs[c].joins()
	}
	if end-start > 9 {
		return false // a word may have grown on to another
	}
	if end-start <= headMost && !smallLetters(text, start, end) || start > 0 && text[start-1] >= 0x80 {
		return false
	}
	if monthStarts(text, start) {
		return false
	}
	switch foldBytes[text[start]] {
	case 'a', 't', 'f', 'i', 'n', 'o', 'b', 'm':
		return !beforeHouse(text, start, end)
	}
	return true
}

func smallLetters(text string, start, end int) bool {
	for i := start; i < end; i++ {
		if text[i] < 'a' {
			return false
		}
	}
	return true
}

// beforeHouse tells whether a word may stand before the number of a house or flat.
func beforeHouse(text string, start, end int) bool {
	var folded [wordMost]byte
	switch string((wordSpan{start: start, end: end}).fold(text, &folded)) {
	case "at", "to", "from", "is", "near", "outside", "opposite", "behind", "address", "flat", "apartment", "apt", "flt",
		"bedsit", "maisonette":
		return true
	}
	return false
}

// monthStarts tells whether the word at i starts as a month does.
func monthStarts(text string, i int) bool {
	if i+3 > len(text) {
		return false
	}
	letters := [3]byte{foldBytes[text[i]], foldBytes[text[i+1]], foldBytes[text[i+2]]}
	switch string(letters[:]) {
	case "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec":
		return true
	}
	return false
}

// plainAfter tells whether what follows a number of up to five digits can't belong
// to it.
func plainAfter(text string, end int) bool {
	if end >= len(text) {
		return true
	}
	switch c := text[end]; c {
	case ' ':
		return plainNext(text, end+1)
	case '\n':
		return plainLine(text, end+1)
	case '.', '/', '-':
		return plainPart(text, end)
	case ',':
		return end+1 >= len(text) || text[end+1] != ' ' || end+2 < len(text) && text[end+2] >= 'a' && text[end+2] <= 'z'
	case ')', '(', '\'', '\r', '_':
		return c == ')' && (end+1 >= len(text) || strings.IndexByte(",.;:!?", text[end+1]) >= 0 && !strings.HasPrefix(text[end+2:], "\r"))
	default:
		return c < 0x80 && !glyphs[c].letter()
	}
}

// plainNext tells whether what stands after a number and a space can't belong to
// it: a word in small letters that is no month, a mark.
func plainNext(text string, at int) bool {
	for n := 0; at < len(text) && text[at] == ' ' && n < 3; n++ {
		at++
	}
	if at >= len(text) {
		return true
	}
	switch c := text[at]; {
	case c >= 0x80, c == '-', c == '.', c == '/', c == '(', c == ')', c == ' ', c == '\n', c == '\r', c == '\'':
		return false
	case c >= 'a' && c <= 'z':
		return !monthStarts(text, at) && !dayEnds(text, at)
	default:
		return !glyphs[c].joins()
	}
}

// dayEnds tells whether what makes a number a day stands at i: of, st, th.
func dayEnds(text string, i int) bool {
	if i+2 > len(text) {
		return false
	}
	switch text[i : i+2] {
	case "of":
		return i+3 >= len(text) || text[i+2] != ' ' || monthStarts(text, i+3) || foldBytes[text[i+3]] < 'a'
	case "st", "nd", "rd", "th":
		return i+2 == len(text) || foldBytes[text[i+2]] < 'a'
	}
	return false
}

// plainLine tells whether a line starts with no digit.
func plainLine(text string, at int) bool {
	for n := 0; at < len(text) && text[at] == ' ' && n < 4; n++ {
		at++
	}
	return at >= len(text) || text[at] < 0x80 && text[at] != ' ' && text[at] != '\r' && foldBytes[text[at]] != byteDigit
}

// plainPart tells whether a number goes on after the mark at i by one short part
// at most: 2.5, 24/7, 12-14.
func plainPart(text string, i int) bool {
	next := i + 1
	if next >= len(text) {
		return true
	}
	end := digitsEnd(text, next)
	if end == next {
		c := text[next]
		switch {
		case c >= 0x80, c == '\r', c == '\'':
			return false
		case c == ' ' || c == '\n':
			return plainLine(text, next+1) && (text[i] == '.' || plainNext(text, next+1))
		}
		return !glyphs[c].letter() || text[i] == '/' || c >= 'a' && !monthStarts(text, next) && !dayEnds(text, next)
	}
	if end-next > 3 {
		return false
	}
	if end >= len(text) {
		return true
	}
	switch c := text[end]; c {
	case ' ':
		return plainNext(text, end+1)
	case '\n':
		return plainLine(text, end+1)
	case '.', '/', '-', '(', ')', ',', '\'', '\r':
		return (c == '.' || c == ',') && (end+1 >= len(text) || text[end+1] == '\n' && plainLine(text, end+2))
	default:
		return c < 0x80 && !glyphs[c].letter()
	}
}
