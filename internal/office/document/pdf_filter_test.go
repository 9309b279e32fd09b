package document_test

import (
	"bytes"
	"encoding/ascii85"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"bearings/internal/office/document/documenttest"
)

// lzw packs as PDF has it, wider codes one code early or not.
func lzw(data string, early int) string {
	var out []byte
	var buffer, bits uint32
	width := uint32(9)
	emit := func(code int) {
		buffer, bits = buffer<<width|uint32(code), bits+width
		for bits >= 8 {
			bits -= 8
			out = append(out, byte(buffer>>bits))
		}
	}
	known := map[string]int{}
	code := func(s string) (int, bool) {
		if len(s) == 1 {
			return int(s[0]), true
		}
		c, ok := known[s]
		return c, ok
	}
	emit(256)
	next, word := 258, ""
	for i := range len(data) {
		letter := data[i : i+1]
		if _, ok := code(word + letter); ok {
			word += letter
			continue
		}
		c, _ := code(word)
		emit(c)
		known[word+letter], next, word = next, next+1, letter
		if next+early > 1<<width {
			width++
		}
		if next == 4093 {
			emit(256)
			known, next, width = map[string]int{}, 258, 9
		}
	}
	c, _ := code(word)
	emit(c)
	emit(257)
	buffer <<= 8 - bits%8
	return string(append(out, byte(buffer)))
}

// predicted packs rows of four bytes after what PNG does to them.
func predicted(data string, sort byte) string {
	var out, above []byte
	above = make([]byte, 4)
	for at := 0; at < len(data); at += 4 {
		row := []byte(data[at:min(len(data), at+4)])
		out = append(out, sort)
		for i := range row {
			var left, corner int
			if i > 0 {
				left, corner = int(row[i-1]), int(above[i-1])
			}
			up := int(above[i])
			nearest := corner
			if p := left + up - corner; apart(p, left) <= apart(p, up) && apart(p, left) <= apart(p, corner) {
				nearest = left
			} else if apart(p, up) <= apart(p, corner) {
				nearest = up
			}
			out = append(out, row[i]-byte([]int{0, left, up, (left + up) / 2, nearest}[sort]))
		}
		copy(above, row)
	}
	return documenttest.Flate(string(out))
}

func apart(a, b int) int { return max(a-b, b-a) }

func TestPDFFilters(t *testing.T) {
	words := documenttest.Shown(11, "He was kind. Aaaaaaaaaaaaaaaa.")
	long := strings.Repeat("% "+strings.Repeat("Comments of all sorts ", 9)+fmt.Sprint(words)+"\n", 120)
	for i := range 3000 {
		long += fmt.Sprintf("%% %d\n", i*i)
	}
	long += words
	var base bytes.Buffer
	coder := ascii85.NewEncoder(&base)
	if _, err := coder.Write([]byte(words + "\x00\x00\x00\x00")); err != nil {
		t.Fatal(err)
	}
	if err := coder.Close(); err != nil {
		t.Fatal(err)
	}
	rows := "/Filter/Fl/DecodeParms<</Predictor 15/Columns 4>>"
	cases := map[string]string{
		"hex":        documenttest.Stream("/Filter/ASCIIHexDecode", fmt.Sprintf("%x>", words)),
		"85":         documenttest.Stream("/Filter/A85", base.String()+"~>"),
		"two":        documenttest.Stream("/Filter[/ASCIIHexDecode/FlateDecode]", fmt.Sprintf("%x>", documenttest.Flate(words))),
		"run":        documenttest.Stream("/Filter/RL", string(rune(len(words)-1))+words+"\xfe \x80"),
		"lzw":        documenttest.Stream("/Filter/LZWDecode", lzw(words, 1)),
		"long lzw":   documenttest.Stream("/Filter/LZW", lzw(long, 1)),
		"late lzw":   documenttest.Stream("/Filter/LZW/DecodeParms<</EarlyChange 0>>", lzw(long, 0)),
		"tiff":       documenttest.Stream("/Filter/Fl/DecodeParms<</Predictor 2/Columns 1>>", documenttest.Flate(words)),
		"wrong size": strings.Replace(documenttest.Stream("", words), "/Length ", "/Length 9", 1),
		"many parts": "[6 0 R 5 0 R]",
	}
	for sort := range byte(5) {
		cases[fmt.Sprint("png ", sort)] = documenttest.Stream(rows, predicted(words, sort))
	}
	for name, contents := range cases {
		text := read(t, "a.pdf", documenttest.Objects("", "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
			"<</Type/Page/Contents 4 0 R/Resources<</Font<</F1<</Subtype/Type1>>>>>>>>", contents,
			documenttest.Stream("", words[10:]), documenttest.Stream("", words[:10])))
		if !strings.HasPrefix(text.Text, "He was kind. Aaaaaaaaaaaaaaaa.") || len(text.Unread) > 0 {
			t.Errorf("%s: %.60q, unread: %v", name, text.Text, text.Unread)
		}
	}
}

// outlines is a TrueType typeface that draws "h" and "i" with its glyphs 1 and 2,
// and "x" with 5.
func outlines() string {
	var out []byte
	put := func(numbers ...uint16) {
		for _, n := range numbers {
			out = binary.BigEndian.AppendUint16(out, n)
		}
	}
	put(0, 1, 1, 0, 0, 0)                // one table
	put('c'<<8|'m', 'a'<<8|'p', 0, 0)    // its name
	put(0, 28, 0, 100)                   // and place
	put(0, 2, 3, 1, 0, 20, 3, 10, 0, 56) // two lists
	put(4, 36, 0, 4, 0, 0, 0)            // rows of letters:
	put('i', 0xffff, 0)                  // to
	put('h', 0xffff)                     // from
	put(0x10000-'h'+1, 1)                // where to
	put(0, 0, 0, 0)                      // in no list
	put(12, 0, 0, 28, 0, 0, 0, 1)        // a group of letters
	put(0, 'x', 0, 'x', 0, 5)
	return string(out)
}

func TestPDFLettersOfTheTypefaceItself(t *testing.T) {
	text := read(t, "a.pdf", typeface("<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</FontDescriptor<</FontFile2 6 0 R>>>>]>>",
		"BT /F1 12 Tf <000100020005> Tj ET", documenttest.Stream("", outlines())))
	if text.Text != "hix" || len(text.Unread) > 0 {
		t.Errorf("%q, unread: %v", text.Text, text.Unread)
	}
}
