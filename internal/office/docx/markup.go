package docx

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// markup is XML being written.
type markup struct{ bytes.Buffer }

// put writes markup as it is.
func (m *markup) put(parts ...string) {
	for _, p := range parts {
		m.WriteString(p)
	}
}

func (m *markup) when(yes bool, part string) {
	if yes {
		m.WriteString(part)
	}
}

func (m *markup) number(n int) {
	m.Write(strconv.AppendInt(m.AvailableBuffer(), int64(n), 10))
}

// text writes a text as the content of a run: breaks for ends of lines, tabs
// for tabs.
func (m *markup) text(s string) {
	begin := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c == '\n' || c == '\t' {
			m.piece(s[begin:i])
			if c == '\n' {
				m.WriteString(`<w:br/>`)
			} else {
				m.WriteString(`<w:tab/>`)
			}
			begin = i + 1
		}
	}
	m.piece(s[begin:])
}

func (m *markup) piece(s string) {
	if s == "" {
		return
	}
	m.WriteString(`<w:t xml:space="preserve">`)
	m.plain(s)
	m.WriteString(`</w:t>`)
}

// plain writes a text inside an element or an attribute. Characters XML can't
// hold are left out; bytes that are no UTF-8 become U+FFFD.
func (m *markup) plain(s string) {
	begin := 0
	for i := 0; i < len(s); {
		width, instead := 1, ""
		switch c := s[i]; {
		case c == '&':
			instead = "&amp;"
		case c == '<':
			instead = "&lt;"
		case c == '>':
			instead = "&gt;"
		case c == '"':
			instead = "&quot;"
		case c == '\n' || c == '\t':
			instead = " "
		case c < ' ' || c == 0x7f:
		case c < utf8.RuneSelf:
			i++
			continue
		default:
			var r rune
			r, width = utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && width == 1 {
				instead = string(utf8.RuneError)
			} else if r != 0xFFFE && r != 0xFFFF && !(r >= 0x80 && r < 0xA0) {
				i += width
				continue
			}
		}
		m.WriteString(s[begin:i])
		m.WriteString(instead)
		i += width
		begin = i
	}
	m.WriteString(s[begin:])
}

// firstRightToLeft is the first byte a letter written from right to left can
// begin with in UTF-8 (U+0590).
const firstRightToLeft = 0xD6

// hasRightToLeft says whether a text has letters written from right to left.
func hasRightToLeft(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= firstRightToLeft {
			for _, r := range s[i:] {
				if isRightToLeft(r) {
					return true
				}
			}
			return false
		}
	}
	return false
}

func isRightToLeft(r rune) bool {
	return r >= 0x0590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// startsRightToLeft says whether a paragraph's first letter is written from
// right to left, as dir="auto" does in HTML.
func startsRightToLeft(p Para) bool {
	if p.Text == "" && len(p.Runs) > 0 {
		return startsRight(p.Runs[0].Text)
	}
	return startsRight(p.Text)
}

func startsRight(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return isRightToLeft(r)
		}
	}
	return false
}

// twips are twentieths of a point.
func twips(mm float64) int { return int(mm*1440/25.4 + 0.5) }

// emu are English metric units, in which pictures are measured.
func emu(mm float64) int { return int(mm*36000 + 0.5) }

// languageTag is the tag Word checks spelling by: it wants a region.
func languageTag(tag string) string {
	switch tag {
	case "en", "cy":
		return tag + "-GB"
	}
	return tag
}
