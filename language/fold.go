package language

import "unicode/utf8"

// What a byte is to the scan. Letters stand for themselves, in lower case.
const (
	byteBreak  = 0
	byteWide   = 1 // starts a character beyond ASCII
	byteDigit  = 2
	byteAt     = 3
	byteApos   = 4
	byteHyphen = 5
	// letters are 'a' to 'z'
)

var foldBytes = func() (table [256]byte) {
	for c := 'a'; c <= 'z'; c++ {
		table[c] = byte(c)
		table[c-'a'+'A'] = byte(c)
	}
	for c := '0'; c <= '9'; c++ {
		table[c] = byteDigit
	}
	for c := 0x80; c < 0x100; c++ {
		table[c] = byteWide
	}
	table['@'], table['\''], table['`'], table['-'] = byteAt, byteApos, byteApos, byteHyphen
	return table
}()

// What a character beyond ASCII is.
type wide uint8

const (
	wideOther wide = iota
	// wideNothing is not seen: a soft hyphen, a mark of direction, an accent.
	wideNothing
	wideSpace
	wideLetters
	wideHyphen
	wideDash
	wideApos
	wideOpenQuote
	wideCloseQuote
	wideOpenSingle
	wideEllipsis
	wideBullet
)

// foldWide says what a character beyond ASCII is and, if letters, which.
func foldWide(r rune) (wide, string) {
	switch {
	case r < 0x250:
		return foldLatin(r)
	case r >= 0x2000 && r < 0x2070:
		return foldPunctuation(r), ""
	case r >= 0x300 && r < 0x370, r >= 0xFE00 && r <= 0xFE0F, r == 0xFEFF, r == 0x180E, r == 0x61C, r >= 0xE0000 && r < 0xE0200:
		return wideNothing, ""
	case r >= 0xFB00 && r <= 0xFB06:
		return wideLetters, [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xFB00]
	case r >= 0xFF21 && r <= 0xFF3A:
		return wideLetters, alphabet[r-0xFF21 : r-0xFF21+1]
	case r >= 0xFF41 && r <= 0xFF5A:
		return wideLetters, alphabet[r-0xFF41 : r-0xFF41+1]
	case r >= 0x1D400 && r < 0x1D6A4:
		at := (r - 0x1D400) % 26
		return wideLetters, alphabet[at : at+1]
	}
	return foldRest(r)
}

const alphabet = "abcdefghijklmnopqrstuvwxyz"

// latin are the letters from U+00C0 to U+017F without their accents; a dot is no
// letter.
const latin = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
	"lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

func foldLatin(r rune) (wide, string) {
	switch r {
	case 0xA0, 0x85:
		return wideSpace, ""
	case 0xAD:
		return wideNothing, ""
	case 0xB4:
		return wideApos, ""
	case 0xAB:
		return wideOpenQuote, ""
	case 0xBB:
		return wideCloseQuote, ""
	case 0xB7:
		return wideBullet, ""
	case 0xC6, 0xE6:
		return wideLetters, "ae"
	case 0xDF:
		return wideLetters, "ss"
	case 0x152, 0x153:
		return wideLetters, "oe"
	}
	if at := int(r) - 0xC0; at >= 0 && at < len(latin) && latin[at] != '.' {
		return wideLetters, latin[at : at+1]
	}
	return wideOther, ""
}

func foldPunctuation(r rune) wide {
	switch {
	case r <= 0x200A, r == 0x2028, r == 0x2029, r == 0x202F, r == 0x205F:
		return wideSpace
	case r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060:
		return wideNothing
	case r <= 0x2011:
		return wideHyphen
	case r <= 0x2015:
		return wideDash
	}
	switch r {
	case 0x2018, 0x201A, 0x201B:
		return wideOpenSingle
	case 0x2019, 0x2032:
		return wideApos
	case 0x201C, 0x201E, 0x201F:
		return wideOpenQuote
	case 0x201D, 0x2033:
		return wideCloseQuote
	case 0x2022, 0x2023, 0x2043:
		return wideBullet
	case 0x2026:
		return wideEllipsis
	}
	return wideOther
}

// foldRest are letters of other alphabets that look like ours, and single signs.
func foldRest(r rune) (wide, string) {
	switch r {
	case 0x3000, 0x1680:
		return wideSpace, ""
	case 0x2212, 0xFE63, 0xFF0D:
		return wideHyphen, ""
	case 0x2BC, 0xFF07:
		return wideApos, ""
	case 0x25CF, 0x25AA, 0x25A0, 0x25E6, 0xF0B7, 0x2013:
		return wideBullet, ""
	}
	if r >= 0x370 && r < 0x530 {
		i := 0
		for _, like := range lookalikes {
			if r == like {
				return wideLetters, lookLike[i : i+1]
			}
			i++
		}
	}
	return wideOther, ""
}

// Cyrillic and Greek letters that are taken for Latin ones.
const (
	lookalikes = "аеорсухіѕјһԁԛԝкмтнвАЕОРСУХІЅЈКМТНВοαερτυικνΑΕΟΡΤΥΙΚΝΒΗΜΧΖ"
	lookLike   = "aeopcyxisjhdqwkmthbaeopcyxisjkmthboaeptuikvaeoptyiknbhmxz"
)

// wideAt reads the character beyond ASCII at i and says how long it is. Bytes
// that are no character are one byte long and break words.
func wideAt(text string, i int) (wide, string, int) {
	r, size := utf8.DecodeRuneInString(text[i:])
	if r == utf8.RuneError && size <= 1 {
		return wideOther, "", 1
	}
	kind, letters := foldWide(r)
	return kind, letters, size
}
