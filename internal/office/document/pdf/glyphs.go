package pdf

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// glyphList are the names that typefaces give to letters and signs, in the order
// of Unicode. A number is the code of the name behind it; each further name is the
// next code, and a slash stands before another name for the same one. Single Latin
// letters are their own names.
const glyphList = "" +
	"20:space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus " +
	"comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater " +
	"question at 5b:bracketleft backslash bracketright asciicircum underscore grave 7b:braceleft bar/verticalbar " +
	"braceright asciitilde a0:nbspace/nonbreakingspace exclamdown cent sterling currency yen brokenbar section " +
	"dieresis copyright ordfeminine guillemotleft logicalnot sfthyphen/softhyphen registered macron/overscore degree " +
	"plusminus twosuperior threesuperior acute mu paragraph middot/periodcentered cedilla onesuperior ordmasculine " +
	"guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde Adieresis Aring AE " +
	"Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde Ograve Oacute " +
	"Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls agrave " +
	"aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute " +
	"icircumflex idieresis eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute " +
	"ucircumflex udieresis yacute thorn ydieresis Amacron amacron Abreve abreve Aogonek aogonek Cacute cacute " +
	"Ccircumflex ccircumflex Cdot/Cdotaccent cdot/cdotaccent Ccaron ccaron Dcaron dcaron Dcroat/Dslash dcroat/dmacron " +
	"Emacron emacron Ebreve ebreve Edot/Edotaccent edot/edotaccent Eogonek eogonek Ecaron ecaron Gcircumflex " +
	"gcircumflex Gbreve gbreve Gdot/Gdotaccent gdot/gdotaccent Gcedilla/Gcommaaccent gcedilla/gcommaaccent " +
	"Hcircumflex hcircumflex Hbar hbar Itilde itilde Imacron imacron Ibreve ibreve Iogonek iogonek Idot/Idotaccent " +
	"dotlessi IJ ij Jcircumflex jcircumflex Kcedilla/Kcommaaccent kcedilla/kcommaaccent kgreenlandic Lacute lacute " +
	"Lcedilla/Lcommaaccent lcedilla/lcommaaccent Lcaron lcaron Ldot/Ldotaccent ldot/ldotaccent Lslash lslash Nacute " +
	"nacute Ncedilla/Ncommaaccent ncedilla/ncommaaccent Ncaron ncaron napostrophe/quoterightn Eng eng Omacron omacron " +
	"Obreve obreve Odblacute/Ohungarumlaut odblacute/ohungarumlaut OE oe Racute racute Rcedilla/Rcommaaccent " +
	"rcedilla/rcommaaccent Rcaron rcaron Sacute sacute Scircumflex scircumflex Scedilla scedilla Scaron scaron " +
	"Tcedilla/Tcommaaccent tcedilla/tcommaaccent Tcaron tcaron Tbar tbar Utilde utilde Umacron umacron Ubreve ubreve " +
	"Uring uring Udblacute/Uhungarumlaut udblacute/uhungarumlaut Uogonek uogonek Wcircumflex wcircumflex Ycircumflex " +
	"ycircumflex Ydieresis Zacute zacute Zdot/Zdotaccent zdot/zdotaccent Zcaron zcaron longs/slong 2c6:circumflex " +
	"caron 2d8:breve dotaccent ring ogonek tilde hungarumlaut 391:Alpha Beta Gamma Deltagreek Epsilon Zeta Eta Theta " +
	"Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho 3a3:Sigma Tau Upsilon Phi Chi Psi Omega/Omegagreek Iotadieresis " +
	"Upsilondieresis alphatonos epsilontonos etatonos iotatonos 3b1:alpha beta gamma delta epsilon zeta eta theta " +
	"iota kappa lambda mugreek nu xi omicron pi rho sigmafinal sigma tau upsilon phi chi psi omega 2012:figuredash " +
	"endash emdash horizontalbar 2018:quoteleft quoteright quotesinglbase quoteleftreversed/quotereversed " +
	"quotedblleft quotedblright quotedblbase 2020:dagger daggerdbl bullet 2024:onedotenleader " +
	"twodotenleader/twodotleader ellipsis 2030:perthousand 2032:minute second 2035:primereversed 2039:guilsinglleft " +
	"guilsinglright 2044:fraction 20ac:Euro 2116:afii61352/numero 2122:trademark 2190:arrowleft arrowup arrowright " +
	"arrowdown 2202:partialdiff 2206:Delta/increment 220f:product 2211:summation minus 2215:divisionslash " +
	"2219:bulletoperator radical 221e:infinity 222b:integral 2248:approxequal 2260:notequal 2264:lessequal " +
	"greaterequal 25a0:blacksquare/filledbox 25aa:blacksmallsquare 25ca:lozenge circle/whitecircle 25cf:blackcircle " +
	"25e6:openbullet/whitebullet fb00:ff fi fl ffi ffl "

// glyphs are the letters by their names.
var glyphs = readGlyphs()

func readGlyphs() map[string]rune {
	all := map[string]rune{}
	code := int64(0)
	for entry := range strings.FieldsSeq(glyphList) {
		code++
		if number, names, ok := strings.Cut(entry, ":"); ok {
			code, _ = strconv.ParseInt(number, 16, 32)
			entry = names
		}
		for name := range strings.SplitSeq(entry, "/") {
			all[name] = rune(code)
		}
	}
	return all
}

// glyphText is what a glyph's name means; "" if nobody knows.
func glyphText(glyph string) string {
	glyph, _, _ = strings.Cut(glyph, ".") // "a.small", "one.oldstyle"
	if glyph == "" || glyph == "notdef" {
		return ""
	}
	var out strings.Builder
	for part := range strings.SplitSeq(glyph, "_") { // "f_i"
		r := glyphRune(part)
		if r < 0 {
			return ""
		}
		out.WriteString(plain(r))
	}
	return out.String()
}

func glyphRune(glyph string) rune {
	if r, ok := glyphs[glyph]; ok {
		return r
	}
	if utf8.RuneCountInString(glyph) == 1 {
		r, _ := utf8.DecodeRuneInString(glyph)
		return r
	}
	for _, ending := range []string{"oldstyle", "small", "superior", "inferior"} {
		if base, ok := strings.CutSuffix(glyph, ending); ok && base != "" {
			return glyphRune(base)
		}
	}
	for _, begin := range []string{"uni", "u"} {
		digits, ok := strings.CutPrefix(glyph, begin)
		if !ok || len(digits) < 4 || len(digits) > 6 || begin == "uni" && len(digits) != 4 {
			continue
		}
		if code, err := strconv.ParseUint(digits, 16, 32); err == nil && utf8.ValidRune(rune(code)) {
			return rune(code)
		}
	}
	return -1
}

// plain writes a letter as people type it: a ligature is its letters, and what is
// no letter or sign is nothing.
func plain(r rune) string {
	switch {
	case r >= 0xfb00 && r <= 0xfb06:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xfb00]
	case r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 || !utf8.ValidRune(r):
		return ""
	}
	return string(r)
}
