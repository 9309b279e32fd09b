package document

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Encoding is how a text was written down.
type Encoding string

// The encodings.
const (
	UTF8        Encoding = "utf-8"
	UTF8BOM     Encoding = "utf-8-bom" // with a byte order mark, which stays
	UTF16LE     Encoding = "utf-16le"
	UTF16BE     Encoding = "utf-16be"
	Windows1252 Encoding = "windows-1252"
	// Mixed is UTF-8 with strays of Windows-1252 in it.
	Mixed Encoding = "mixed"
)

// Decoded is a text as UTF-8, whatever it was.
type Decoded struct {
	from io.Reader
	// wide is 1 for UTF-16LE, 2 for UTF-16BE.
	wide int
	bom  bool

	in     [64 << 10]byte
	filled int
	// ready is what can be handed on: a part of in, or of made.
	ready, made []byte
	// rest is the beginning of a letter at the end of in.
	rest int
	read int64
	err  error

	letters, strays int
}

// Decode reads any text as UTF-8, however long, in memory that doesn't grow. A
// text in UTF-8 comes through byte by byte, a byte order mark included, so that
// offsets in it are offsets in the file; UTF-16 is found by its mark or by its
// zero bytes; bytes that are no UTF-8 are read as Windows-1252.
//
// The Encoding is what the first 64 KB are; Decoded.Encoding knows better at the
// end. Where a text turns out to be something else, reading ends with an *Error
// NotText that tells the byte.
func Decode(r io.Reader) (*Decoded, Encoding, error) {
	d := &Decoded{from: r}
	d.fill()
	if d.err != nil && !errors.Is(d.err, io.EOF) {
		return nil, "", d.err
	}
	head := d.in[:d.filled]
	if d.wide = wide(head); d.wide == 0 && !isText(head) {
		return nil, "", &Error{Code: NotText}
	}
	d.bom = bytes.HasPrefix(head, []byte("\ufeff"))
	d.convert()
	return d, d.Encoding(), nil
}

// Encoding is how the text was written down, as far as it has been read.
func (d *Decoded) Encoding() Encoding {
	switch {
	case d.wide == 1:
		return UTF16LE
	case d.wide == 2:
		return UTF16BE
	case d.strays > 0 && d.letters == 0:
		return Windows1252
	case d.strays > 0:
		return Mixed
	case d.bom:
		return UTF8BOM
	}
	return UTF8
}

// Strays counts the bytes so far that didn't fit the encoding.
func (d *Decoded) Strays() int { return d.strays }

func (d *Decoded) Read(p []byte) (int, error) {
	for len(d.ready) == 0 {
		if d.err != nil {
			return 0, d.err
		}
		d.fill()
		d.convert()
	}
	n := copy(p, d.ready)
	d.ready = d.ready[n:]
	return n, nil
}

// fill reads on behind what the last chunk left over.
func (d *Decoded) fill() {
	copy(d.in[:], d.in[d.filled-d.rest:d.filled])
	d.filled, d.rest = d.rest, 0
	n, err := io.ReadFull(d.from, d.in[d.filled:])
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	chunk := d.in[d.filled : d.filled+n]
	d.filled += n
	d.err = err
	if d.read > 0 && d.wide == 0 && nulls(chunk) {
		d.filled -= n
		d.err = &Error{Code: NotText, Place: strconv.FormatInt(d.read, 10)}
	}
	d.read += int64(n)
}

// convert makes in ready.
func (d *Decoded) convert() {
	chunk := d.in[:d.filled]
	if d.wide != 0 {
		d.convertWide(chunk)
		return
	}
	if d.err == nil {
		d.rest = unfinished(chunk)
		chunk = chunk[:len(chunk)-d.rest]
	}
	if utf8.Valid(chunk) {
		if d.letters == 0 && !ascii(chunk) {
			d.letters++
		}
		d.ready = chunk
		return
	}
	d.made = d.made[:0]
	for len(chunk) > 0 {
		r, size := utf8.DecodeRune(chunk)
		if r == utf8.RuneError && size == 1 {
			d.strays++
			r = windows1252(chunk[0])
		} else if size > 1 && !(d.bom && r == '\ufeff') {
			d.letters++
		}
		d.made = utf8.AppendRune(d.made, r)
		chunk = chunk[size:]
	}
	d.ready = d.made
}

func (d *Decoded) convertWide(chunk []byte) {
	d.made = d.made[:0]
	for len(chunk) >= 2 {
		r, size := rune(d.unit(chunk)), 2
		if utf16.IsSurrogate(r) {
			if len(chunk) < 4 && d.err == nil {
				break
			}
			pair := utf8.RuneError
			if len(chunk) >= 4 {
				pair = utf16.DecodeRune(r, rune(d.unit(chunk[2:])))
			}
			if pair == utf8.RuneError {
				d.strays++
			} else {
				size = 4
			}
			r = pair
		}
		if !(r == '\ufeff' && !d.bom) {
			d.made = utf8.AppendRune(d.made, r)
		}
		d.bom = true // a mark further on is a letter
		chunk = chunk[size:]
	}
	if d.rest = len(chunk); d.err != nil && d.rest > 0 {
		d.strays++
		d.rest = 0
		d.made = utf8.AppendRune(d.made, utf8.RuneError)
	}
	d.ready = d.made
}

func (d *Decoded) unit(b []byte) uint16 {
	if d.wide == 1 {
		return uint16(b[0]) | uint16(b[1])<<8
	}
	return uint16(b[1]) | uint16(b[0])<<8
}

// unfinished is how many bytes at the end begin a letter that goes on.
func unfinished(b []byte) int {
	for n := 1; n <= min(len(b), utf8.UTFMax-1); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

func ascii(b []byte) bool {
	for ; len(b) >= 8; b = b[8:] {
		if binary.LittleEndian.Uint64(b)&0x8080808080808080 != 0 {
			return false
		}
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// wide tells UTF-16 by its mark or its zero bytes: 1 is little-endian, 2 is
// big-endian, 0 is neither.
func wide(head []byte) int {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe\x00\x00")):
		return 0
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return 1
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return 2
	}
	var zeros [2]int
	pairs := min(len(head), 4096) / 2
	for i, c := range head[:pairs*2] {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch {
	case pairs < 2:
		return 0
	case zeros[1]*10 >= pairs*6 && zeros[0]*20 <= pairs:
		return 1
	case zeros[0]*10 >= pairs*6 && zeros[1]*20 <= pairs:
		return 2
	}
	return 0
}

// isText says whether somebody could read this: few control characters, hardly
// any zero bytes.
func isText(head []byte) bool {
	if wide(head) != 0 {
		return true
	}
	controls := 0
	for _, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\b' && c != 0x1b {
			controls++
		}
	}
	return !nulls(head) && controls*20 <= len(head)+20
}

// nulls says that a stretch has too many zero bytes for a text.
func nulls(b []byte) bool {
	n := bytes.Count(b, []byte{0})
	return n > 0 && (n > 1+len(b)/100 || n == len(b))
}

// upper1252 are the letters of the bytes 0x80 to 0x9f; the others are as in
// Unicode.
var upper1252 = [32]rune{
	'€', utf8.RuneError, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', utf8.RuneError, 'Ž', utf8.RuneError,
	utf8.RuneError, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', utf8.RuneError, 'ž', 'Ÿ',
}

func windows1252(b byte) rune {
	if b >= 0x80 && b < 0xa0 {
		return upper1252[b-0x80]
	}
	return rune(b)
}

// readPlain reads plain text and Markdown whole.
func readPlain(f file) (Text, error) {
	d, _, err := Decode(f.all())
	if err != nil {
		return Text{}, err
	}
	var text strings.Builder
	text.Grow(int(f.size))
	if _, err := io.Copy(&text, d); err != nil {
		return Text{}, err
	}
	if strings.Trim(text.String(), "\ufeff \t\r\n\f") == "" {
		return Text{}, &Error{Code: Empty}
	}
	return Text{Text: text.String(), Encoding: d.Encoding(), Strays: d.Strays()}, nil
}
