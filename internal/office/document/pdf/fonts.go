package pdf

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

// font is a typeface as a page uses it.
type font struct {
	// wide says that codes have several bytes; coding tells how many, nil if two.
	wide   bool
	coding *cmap
	// letters is what bytes mean, unicode what codes do; the latter counts.
	letters encoding
	unicode *cmap
	// direct says that codes are UTF-16.
	direct bool
	// glyphs are what the glyphs of the typeface itself mean, by their numbers.
	glyphs map[uint32]string
	// symbols says that it draws signs, and no letters.
	symbols bool
	bold    bool

	// Widths are a thousandth of the size.
	widths map[uint32]float64
	usual  float64
	scale  float64
}

// usualWidth is the width of letters nobody has told the width of.
const usualWidth = 500

// maxWidths is how many widths a font may state.
const maxWidths = 1 << 17

// font reads a font, each once.
func (f *File) font(o object) *font {
	at, shared := o.(ref)
	if shared {
		if known := f.fonts[at]; known != nil {
			return known
		}
	}
	d := f.dict(o)
	made := &font{scale: 0.001, usual: usualWidth, widths: map[uint32]float64{}}
	base := strings.ToLower(string(f.name(d["BaseFont"])))
	made.bold = strings.Contains(base, "bold") || strings.Contains(base, "black") || strings.Contains(base, "heavy")
	for _, sort := range []string{"symbol", "dingbat", "wingding", "webding"} {
		made.symbols = made.symbols || strings.Contains(base, sort)
	}
	if s, ok := f.resolve(d["ToUnicode"]).(*stream); ok {
		made.unicode = f.readCMap(s)
	}
	if f.name(d["Subtype"]) == "Type0" {
		f.readWide(made, d)
	} else {
		f.readNarrow(made, d, base)
	}
	if shared && len(f.fonts) < maxLetters {
		f.fonts[at] = made
	}
	return made
}

// readNarrow reads a font whose codes are bytes.
func (f *File) readNarrow(made *font, d dict, base string) {
	descriptor := f.dict(d["FontDescriptor"])
	made.letters = f.baseEncoding(d, descriptor)
	code := 0
	for _, o := range f.array(f.dict(d["Encoding"])["Differences"]) {
		switch o := f.resolve(o).(type) {
		case int64:
			code = int(max(0, min(o, 256)))
		case name:
			if code < 256 {
				made.letters[code] = glyphOrCode(string(o), code)
			}
			code++
		}
	}
	if f.name(d["Subtype"]) == "Type3" {
		if matrix := f.array(d["FontMatrix"]); len(matrix) == 6 {
			made.scale = max(-10, min(f.real(matrix[0]), 10))
		}
	}
	first := f.whole(d["FirstChar"], 0, 255)
	widths := f.array(d["Widths"])
	if widths == nil {
		made.standardWidths(base)
		return
	}
	if made.usual = f.real(descriptor["MissingWidth"]); made.usual == 0 && made.scale == 0.001 {
		made.usual = usualWidth
	}
	for i, w := range widths[:min(len(widths), 256)] {
		made.widths[uint32(first+i)] = f.real(w)
	}
}

// glyphOrCode is what a glyph's name means. Some programs call glyphs "a65" or "g65"
// and mean the letter with this code.
func glyphOrCode(glyph string, code int) string {
	if known := glyphText(glyph); known != "" || len(glyph) < 2 || code <= ' ' || code > '~' {
		return known
	}
	if n, err := strconv.Atoi(strings.TrimLeft(glyph, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")); err == nil && n == code {
		return string(rune(code))
	}
	return ""
}

// baseEncoding is what bytes mean where a font doesn't say otherwise.
func (f *File) baseEncoding(d, descriptor dict) encoding {
	if e, ok := encodingNamed(f.name(d["Encoding"])); ok {
		return e
	}
	if e, ok := encodingNamed(f.name(f.dict(d["Encoding"])["BaseEncoding"])); ok {
		return e
	}
	if s, ok := f.resolve(descriptor["FontFile"]).(*stream); ok {
		if e, ok := f.ownEncoding(s); ok {
			return e
		}
	}
	if s, ok := f.resolve(descriptor["FontFile3"]).(*stream); ok {
		if e, ok := f.compactEncoding(s); ok {
			return e
		}
	}
	if f.name(d["Subtype"]) == "TrueType" {
		return winEncoding
	}
	return standardEncoding
}

// ownEncoding reads the encoding that stands in a Type 1 typeface, in the part
// that is text.
func (f *File) ownEncoding(s *stream) (encoding, bool) {
	data, _ := f.decode(s)
	if i := bytes.Index(data, []byte("eexec")); i >= 0 {
		data = data[:i]
	}
	i := bytes.Index(data, []byte("/Encoding"))
	if i < 0 {
		return encoding{}, false
	}
	l := &lexer{data: data, pos: i + len("/Encoding")}
	if l.next() == keyword("StandardEncoding") {
		return standardEncoding, true
	}
	var e encoding
	found := false
	for range 4096 {
		switch l.next() {
		case end, keyword("def"), keyword("readonly"):
			return e, found
		case keyword("dup"):
			code, ok := l.next().(int64)
			glyph, ok2 := l.next().(name)
			if ok && ok2 && code >= 0 && code < 256 {
				e[code] = glyphText(string(glyph))
				found = true
			}
		}
	}
	return e, found
}

// standardWidths are those of the typefaces that every reader has.
func (made *font) standardWidths(base string) {
	table := &sansWidths
	switch {
	case strings.Contains(base, "courier") || strings.Contains(base, "mono"):
		made.usual = 600
		return
	case strings.Contains(base, "times") || strings.Contains(base, "roman") || strings.Contains(base, "serif"):
		table = &serifWidths
	}
	for i, w := range table {
		made.widths[uint32(' '+i)] = float64(w)
	}
}

// readWide reads a font whose codes have several bytes.
func (f *File) readWide(made *font, d dict) {
	made.wide = true
	below := f.array(d["DescendantFonts"])
	if len(below) == 0 {
		return
	}
	inner := f.dict(below[0])
	switch coding := f.resolve(d["Encoding"]).(type) {
	case name:
		made.direct = strings.Contains(string(coding), "UCS2") || strings.Contains(string(coding), "UTF16")
	case *stream:
		made.coding = f.readCMap(coding)
	}
	made.usual = 1000
	if inner["DW"] != nil {
		made.usual = f.real(inner["DW"])
	}
	f.readWideWidths(made, f.array(inner["W"]))
	if made.unicode == nil && !made.direct {
		descriptor := f.dict(inner["FontDescriptor"])
		if s, ok := f.resolve(descriptor["FontFile2"]).(*stream); ok {
			made.glyphs = f.trueTypeLetters(s)
		}
	}
}

// readWideWidths reads "1 [500 600] 10 20 700": widths from 1 on, and one from 10
// to 20.
func (f *File) readWideWidths(made *font, w array) {
	for len(w) >= 2 {
		from := f.whole(w[0], 0, 1<<16)
		if list, ok := f.resolve(w[1]).(array); ok {
			for i, width := range list {
				if len(made.widths) < maxWidths {
					made.widths[uint32(from+i)] = f.real(width)
				}
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			return
		}
		to, width := f.whole(w[1], 0, 1<<16), f.real(w[2])
		if !f.spend(max(0, to-from)) {
			return
		}
		for code := from; code <= to && len(made.widths) < maxWidths; code++ {
			made.widths[uint32(code)] = width
		}
		w = w[3:]
	}
}

// glyph is one sign of a string: what it means, how wide it is in its font's size,
// and whether it is a space between words. known is false where nobody can tell
// what it means.
type glyph struct {
	text  string
	width float64
	space bool
	known bool
}

// next reads the next sign of a string.
func (made *font) next(s text) (glyph, text) {
	if !made.wide {
		code := uint32(s[0])
		g := glyph{width: made.widthOf(code), space: code == ' '}
		g.text = made.letters[code]
		if made.unicode != nil {
			if t := made.unicode.text(code); t != "" {
				g.text = t
			}
		}
		g.known = made.symbols || isKnown(g.text)
		return g, s[1:]
	}
	code, rest := made.coding.next(s, 2)
	id := code
	if made.coding != nil {
		if mapped, ok := find(made.coding.ids, code); ok {
			id = mapped
		}
	}
	g := glyph{width: made.widthOf(id), space: len(s)-len(rest) == 1 && code == ' '}
	switch {
	case made.unicode != nil:
		g.text = made.unicode.text(code)
	case made.direct:
		g.text = plain(rune(code))
	default:
		g.text = made.glyphs[id]
	}
	g.known = made.symbols || isKnown(g.text)
	return g, rest
}

// isKnown says that a text is one that people can read: letters of a typeface's
// own are none.
func isKnown(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && (r < 0xe000 || r > 0xf8ff) && r != utf8.RuneError
}

func (made *font) widthOf(code uint32) float64 {
	w, ok := made.widths[code]
	if !ok {
		w = made.usual
	}
	return w * made.scale
}
