package qr

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// The bytes of correction that are published for HELLO WORLD at 1-M.
func TestCorrectionIsThatOfThePublishedExample(t *testing.T) {
	got := correction([]byte{32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17}, 10)
	if want := []byte{196, 35, 39, 119, 235, 215, 231, 226, 93, 23}; !bytes.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestEveryLengthIsReadAgain(t *testing.T) {
	const address = "https://bearings.example.org/answer/abcd2345efgh?é=1&"
	for n := 1; n <= 180; n++ {
		text := strings.Repeat(address, 4)[:n]
		c, err := Encode(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, c); got != text {
			t.Errorf("%d bytes: read %q", n, got)
		}
	}
	if _, err := Encode(strings.Repeat("x", 181)); !errors.Is(err, ErrLong) {
		t.Errorf("got %v", err)
	}
}

// formats are the published strings of level M by mask, and numbers those of the
// versions that say which they are.
var (
	formats = []string{"101010000010010", "101000100100101", "101111001111100", "101101101001011",
		"100010111111001", "100000011001110", "100111110010111", "100101010100000"}
	numbers = map[int]string{7: "000111110010010100", 8: "001000010110111100", 9: "001001101010011001"}
	// splits are the blocks of each version at level M: how many of how many bytes of
	// data, and of correction.
	splits = [][][3]int{{{1, 16, 10}}, {{1, 28, 16}}, {{1, 44, 26}}, {{2, 32, 18}}, {{2, 43, 24}}, {{4, 27, 16}}, {{4, 31, 18}},
		{{2, 38, 22}, {2, 39, 22}}, {{3, 36, 22}, {2, 37, 22}}}
	centres = [][]int{{}, {18}, {22}, {26}, {30}, {34}, {22, 38}, {24, 42}, {26, 46}}
)

// read reads a code as a phone does that sees it without a fault. It shares nothing
// with what draws.
func read(t *testing.T, c *Code) string {
	t.Helper()
	number := (c.Size - 17) / 4
	mask := -1
	for i, want := range formats {
		if want == formatAt(c, true) && want == formatAt(c, false) {
			mask = i
		}
	}
	if mask < 0 {
		t.Fatalf("the format is %s and %s", formatAt(c, true), formatAt(c, false))
	}
	if want := numbers[number]; want != "" && (want != numberAt(c, true) || want != numberAt(c, false)) {
		t.Errorf("version %d is said to be %s", number, numberAt(c, true))
	}
	blocks := parted(t, bytesOf(c, number, mask), splits[number-1])
	var bits strings.Builder
	for _, b := range blocks {
		for i := 7; i >= 0; i-- {
			bits.WriteByte('0' + b>>i&1)
		}
	}
	all := bits.String()
	if all[:4] != "0100" {
		t.Fatalf("the mode is %s", all[:4])
	}
	size := value(all[4:12])
	text := make([]byte, size)
	for i := range text {
		text[i] = byte(value(all[12+8*i : 20+8*i]))
	}
	return string(text)
}

func value(bits string) (n int) {
	for _, b := range bits {
		n = 2*n + int(b-'0')
	}
	return n
}

func bit(c *Code, x, y int) string {
	if c.Dark(x, y) {
		return "1"
	}
	return "0"
}

// formatAt reads the format beside the first finder, or beside the two others.
func formatAt(c *Code, isFirst bool) (text string) {
	last := c.Size - 1
	for i := range 15 {
		x, y := last-(14-i), 8 // to the right
		switch {
		case isFirst && i < 6:
			x, y = i, 8
		case isFirst && i == 6:
			x, y = 7, 8
		case isFirst && i == 7:
			x, y = 8, 8
		case isFirst && i == 8:
			x, y = 8, 7
		case isFirst:
			x, y = 8, 14-i
		case i < 7:
			x, y = 8, last-i
		}
		text += bit(c, x, y)
	}
	return text
}

func numberAt(c *Code, isRight bool) (text string) {
	for i := 17; i >= 0; i-- {
		x, y := c.Size-11+i%3, i/3
		if !isRight {
			x, y = y, x
		}
		text += bit(c, x, y)
	}
	return text
}

// isPattern says whether no data stands in a place.
func isPattern(c *Code, number, x, y int) bool {
	last := c.Size - 1
	switch {
	case x < 9 && y < 9, x > last-8 && y < 9, x < 9 && y > last-8, x == 6, y == 6:
		return true
	case number >= 7 && (x > last-11 && y < 6 || y > last-11 && x < 6):
		return true
	}
	for _, a := range append([]int{6}, centres[number-1]...) {
		for _, b := range append([]int{6}, centres[number-1]...) {
			inCorner := a < 9 && b < 9 || a < 9 && b > last-9 || a > last-9 && b < 9
			if number > 1 && !inCorner && max(a-x, x-a) <= 2 && max(b-y, y-b) <= 2 {
				return true
			}
		}
	}
	return false
}

func bytesOf(c *Code, number, mask int) (all []byte) {
	conditions := []func(i, j int) int{
		func(i, j int) int { return (i + j) % 2 }, func(i, _ int) int { return i % 2 }, func(_, j int) int { return j % 3 },
		func(i, j int) int { return (i + j) % 3 }, func(i, j int) int { return (i/2 + j/3) % 2 },
		func(i, j int) int { return (i*j)%2 + (i*j)%3 }, func(i, j int) int { return ((i*j)%2 + (i*j)%3) % 2 },
		func(i, j int) int { return ((i+j)%2 + (i*j)%3) % 2 },
	}
	bits := ""
	columns := []int{}
	for x := c.Size - 1; x > 6; x -= 2 {
		columns = append(columns, x)
	}
	columns = append(columns, 5, 3, 1)
	for n, right := range columns {
		for k := range c.Size {
			y := k
			if n%2 == 0 {
				y = c.Size - 1 - k
			}
			for x := right; x > right-2; x-- {
				if isPattern(c, number, x, y) {
					continue
				}
				dark := c.Dark(x, y) != (conditions[mask](y, x) == 0)
				bits += map[bool]string{true: "1", false: "0"}[dark]
			}
		}
	}
	for ; len(bits) >= 8; bits = bits[8:] {
		all = append(all, byte(value(bits[:8])))
	}
	return all
}

// parted puts the bytes of the blocks one after another, and fails where one has a
// fault in it.
func parted(t *testing.T, all []byte, split [][3]int) (data []byte) {
	t.Helper()
	var sizes []int
	for _, one := range split {
		for range one[0] {
			sizes = append(sizes, one[1])
		}
	}
	blocks := make([][]byte, len(sizes))
	next := func(b int) { blocks[b], all = append(blocks[b], all[0]), all[1:] }
	for i := range sizes[len(sizes)-1] {
		for b, size := range sizes {
			if i < size {
				next(b)
			}
		}
	}
	for range split[0][2] {
		for b := range sizes {
			next(b)
		}
	}
	exp, log := fieldTables()
	for b, block := range blocks {
		for root := range split[0][2] {
			sum := 0
			for i, one := range block {
				if one != 0 {
					sum ^= exp[(log[one]+root*(len(block)-1-i))%255]
				}
			}
			if sum != 0 {
				t.Fatalf("block %d has a fault", b)
			}
		}
		data = append(data, block[:sizes[b]]...)
	}
	return data
}

func fieldTables() (exp [255]int, log [256]int) {
	x := 1
	for i := range exp {
		exp[i], log[x] = x, i
		if x *= 2; x > 255 {
			x ^= 285
		}
	}
	return exp, log
}
