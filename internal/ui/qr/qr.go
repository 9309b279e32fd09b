// Package qr draws an address as a QR code (ISO/IEC 18004), so that a poster can be
// read by a phone: byte mode, error correction level M, versions 1 to 9.
package qr

import "errors"

// ErrLong says that a text does not fit.
var ErrLong = errors.New("the text is too long for a QR code of version 9")

// Code is a square of modules, without the quiet zone of four around it.
type Code struct {
	Size  int
	cells []cell
}

// cell is one module: whether it is dark, and whether it belongs to a pattern that
// no mask changes.
type cell struct{ dark, fixed bool }

// Dark says whether the module in a column x and a row y is dark.
func (c *Code) Dark(x, y int) bool { return c.cells[y*c.Size+x].dark }

func (c *Code) fix(x, y int, dark bool) { c.cells[y*c.Size+x] = cell{dark, true} }

// version is what the standard says of one size at level M: how many bytes of data
// there are, in how many blocks, how many bytes correct each block, and where
// alignment patterns stand.
type version struct {
	data, blocks, correction int
	align                    []int
}

var versions = []version{
	{16, 1, 10, nil},
	{28, 1, 16, []int{6, 18}},
	{44, 1, 26, []int{6, 22}},
	{64, 2, 18, []int{6, 26}},
	{86, 2, 24, []int{6, 30}},
	{108, 4, 16, []int{6, 34}},
	{124, 4, 18, []int{6, 22, 38}},
	{154, 4, 22, []int{6, 24, 42}},
	{182, 5, 22, []int{6, 26, 46}},
}

// Encode draws a text of up to 180 bytes in the smallest version that holds it, with
// the mask that is easiest to read.
func Encode(text string) (*Code, error) {
	for i, v := range versions {
		if len(text)+2 <= v.data { // four bits of mode, eight of length, four of end
			return v.draw(i+1, v.codewords(text)), nil
		}
	}
	return nil, ErrLong
}

// codewords are the bytes of data and of correction, in the order in which they are
// drawn.
func (v version) codewords(text string) []byte {
	data := make([]byte, 0, v.data)
	carry := byte(4) // byte mode
	for _, b := range append([]byte{byte(len(text))}, text...) {
		data = append(data, carry<<4|b>>4)
		carry = b & 15
	}
	data = append(data, carry<<4)
	for pad := byte(0xec); len(data) < v.data; pad ^= 0xec ^ 0x11 {
		data = append(data, pad)
	}
	blocks := make([][]byte, v.blocks)
	corrections := make([][]byte, v.blocks)
	for i, from := 0, 0; i < v.blocks; i++ {
		size := v.data / v.blocks
		if i >= v.blocks-v.data%v.blocks { // the last ones are a byte longer
			size++
		}
		blocks[i] = data[from : from+size]
		corrections[i] = correction(blocks[i], v.correction)
		from += size
	}
	return append(interleaved(blocks), interleaved(corrections)...)
}

func interleaved(blocks [][]byte) []byte {
	var all []byte
	for i := range blocks[len(blocks)-1] {
		for _, block := range blocks {
			if i < len(block) {
				all = append(all, block[i])
			}
		}
	}
	return all
}

// correction is what is left of the data divided by the generator of n bytes
// (Reed–Solomon over GF(256), x^8 + x^4 + x^3 + x^2 + 1).
func correction(data []byte, n int) []byte {
	generator := []byte{1}
	for root := byte(1); len(generator) <= n; root = times(root, 2) {
		next := make([]byte, len(generator)+1)
		for i, g := range generator {
			next[i] ^= g
			next[i+1] ^= times(g, root)
		}
		generator = next
	}
	rest := make([]byte, n)
	for _, b := range data {
		factor := b ^ rest[0]
		rest = append(rest[1:], 0)
		for i := range rest {
			rest[i] ^= times(generator[i+1], factor)
		}
	}
	return rest
}

// times multiplies in GF(256).
func times(a, b byte) (product byte) {
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			product ^= a
		}
		carry := a >> 7
		a = a<<1 ^ carry*0x1d
	}
	return product
}
