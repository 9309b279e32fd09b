package document_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"

	"bearings/internal/office/document"
)

func wideBytes(s string, big bool) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

func TestDecode(t *testing.T) {
	letters := "Zoë said “no” – 👧🏽 went.\n"
	cases := []struct {
		name   string
		data   []byte
		want   string
		coding document.Encoding
		strays int
	}{
		{"ascii", []byte("plain\r\nwords"), "plain\r\nwords", document.UTF8, 0},
		{"utf-8", []byte(letters), letters, document.UTF8, 0},
		{"utf-8 with a mark keeps it", []byte("\ufeff" + letters), "\ufeff" + letters, document.UTF8BOM, 0},
		{"utf-16 little", wideBytes("\ufeff"+letters, false), letters, document.UTF16LE, 0},
		{"utf-16 big", wideBytes("\ufeff"+letters, true), letters, document.UTF16BE, 0},
		{"utf-16 little without a mark", wideBytes(letters, false), letters, document.UTF16LE, 0},
		{"utf-16 big without a mark", wideBytes(letters, true), letters, document.UTF16BE, 0},
		{"utf-16 with half a letter", append(wideBytes("\ufeffab", false), 'c'), "ab\ufffd", document.UTF16LE, 1},
		{"utf-16 with half a pair", append(wideBytes("\ufeffa", true), 0xd8, 0x3d), "a\ufffd", document.UTF16BE, 1},
		{"windows-1252", []byte("\x93didn\x92t\x94 \x80"), "“didn’t” €", document.Windows1252, 4},
		{"windows-1252 without such a letter", []byte("a\x81b\xe9"), "a\ufffdbé", document.Windows1252, 2},
		{"mixed", []byte("Zoë didn\x92t"), "Zoë didn’t", document.Mixed, 1},
		{"cut within a letter", []byte("Zo\xc3"), "ZoÃ", document.Windows1252, 1},
		{"a single zero byte", []byte("one\x00two three four"), "one\x00two three four", document.UTF8, 0},
	}
	for _, c := range cases {
		for _, r := range []io.Reader{bytes.NewReader(c.data), slow{bytes.NewReader(c.data)}} {
			d, _, err := document.Decode(r)
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			got, err := io.ReadAll(d)
			if err != nil || string(got) != c.want || d.Encoding() != c.coding || d.Strays() != c.strays {
				t.Errorf("%s: %q, %s, %d strays, %v", c.name, got, d.Encoding(), d.Strays(), err)
			}
		}
	}
}

func TestDecodeCutsNoLetterBetweenItsReads(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	signs := []rune("abc é€👧\u200b\n")
	for range 20 {
		var s strings.Builder
		for s.Len() < 70_000+random.IntN(9) {
			s.WriteRune(signs[random.IntN(len(signs))])
		}
		for name, data := range map[string][]byte{
			"utf-8": []byte(s.String()), "utf-16le": wideBytes("\ufeff"+s.String(), false), "utf-16be": wideBytes("\ufeff"+s.String(), true),
		} {
			d, _, err := document.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(d); err != nil || string(got) != s.String() || d.Strays() != 0 {
				t.Errorf("%s: %d of %d bytes, %d strays, %v", name, len(got), s.Len(), d.Strays(), err)
			}
		}
	}
}

func TestDecodeKeepsOneStrayAmongManyBytesInItsPlace(t *testing.T) {
	before := strings.Repeat("Zoë was kind. ", 10_000)
	d, first, err := document.Decode(strings.NewReader(before + "\x92" + before))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(d)
	if err != nil || string(got) != before+"’"+before {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if first != document.UTF8 || d.Encoding() != document.Mixed || d.Strays() != 1 {
		t.Errorf("at first %s, then %s with %d strays", first, d.Encoding(), d.Strays())
	}
}

func TestDecodeStopsWhereATextTurnsIntoZeroBytes(t *testing.T) {
	words := strings.Repeat("He was kind. ", 20_000)
	d, _, err := document.Decode(io.MultiReader(strings.NewReader(words), bytes.NewReader(make([]byte, 1<<18))))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(d)
	var refusal *document.Error
	if !errors.As(err, &refusal) || refusal.Code != document.NotText || refusal.Place == "" {
		t.Errorf("got %v", err)
	}
	if !strings.HasPrefix(words, string(got)) || len(got) < 1<<16 {
		t.Errorf("%d bytes before it", len(got))
	}
}

func TestDecodeTakesTheSameMemoryForAnyLength(t *testing.T) {
	for _, line := range []string{"He was kind to Zoë.\n", "He didn\x92t.\n"} {
		d, _, err := document.Decode(&endless{line: line, left: 1 << 28})
		if err != nil {
			t.Fatal(err)
		}
		part := make([]byte, 1<<16)
		if _, err := d.Read(part); err != nil {
			t.Fatal(err)
		}
		allocations := testing.AllocsPerRun(100, func() {
			if _, err := d.Read(part); err != nil {
				t.Fatal(err)
			}
		})
		if allocations > 1 {
			t.Errorf("%q: %v allocations a read", line, allocations)
		}
	}
}

// endless repeats a line.
type endless struct {
	line string
	left int
	rest string
}

func (e *endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) && e.left > 0 {
		if e.rest == "" {
			e.rest = e.line
		}
		k := copy(p[n:], e.rest)
		e.rest = e.rest[k:]
		n += k
		e.left -= k
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}
