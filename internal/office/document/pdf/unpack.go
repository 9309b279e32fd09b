package pdf

import "io"

// unrun reads run-length encoding.
type unrun struct {
	data []byte
	// left are the bytes of a run that are still to come; once is the byte that is
	// repeated, -1 if they are taken from data.
	left, once int
}

func (u *unrun) Read(p []byte) (int, error) {
	for n := range p {
		if u.left == 0 && !u.begin() {
			return n, io.EOF
		}
		if u.left--; u.once >= 0 {
			p[n] = byte(u.once)
			continue
		}
		if len(u.data) == 0 {
			return n, io.EOF
		}
		p[n] = u.data[0]
		u.data = u.data[1:]
	}
	return len(p), nil
}

// begin reads how the next run is written.
func (u *unrun) begin() bool {
	if len(u.data) < 2 || u.data[0] == 128 {
		return false
	}
	if count := int(u.data[0]); count < 128 {
		u.left, u.once = count+1, -1
		u.data = u.data[1:]
	} else {
		u.left, u.once = 257-count, int(u.data[1])
		u.data = u.data[2:]
	}
	return true
}

// unlzw reads LZW as PDF has it: codes of 9 to 12 bits, the first bit first, and
// wider codes one code early, unless a file says otherwise.
type unlzw struct {
	data        []byte
	early       int
	bits, width uint
	buffer      uint32

	// A code stands for the string of before and then last.
	before [4096]uint16
	last   [4096]byte
	length [4096]int
	next   int
	old    int
	out    []byte
}

const (
	lzwClear = 256
	lzwEnd   = 257
)

func newUnlzw(data []byte, early int) *unlzw {
	u := &unlzw{data: data, early: early}
	for i := range 256 {
		u.last[i], u.length[i] = byte(i), 1
	}
	u.clear()
	return u
}

func (u *unlzw) clear() { u.next, u.width, u.old = 258, 9, -1 }

func (u *unlzw) code() int {
	for u.bits < u.width {
		if len(u.data) == 0 {
			return lzwEnd
		}
		u.buffer = u.buffer<<8 | uint32(u.data[0])
		u.data = u.data[1:]
		u.bits += 8
	}
	u.bits -= u.width
	return int(u.buffer >> u.bits & (1<<u.width - 1))
}

func (u *unlzw) Read(p []byte) (int, error) {
	for len(u.out) == 0 {
		switch code := u.code(); {
		case code == lzwEnd:
			return 0, io.EOF
		case code == lzwClear:
			u.clear()
		case code > u.next || code == u.next && u.old < 0:
			return 0, errDamaged
		default:
			u.take(code)
		}
	}
	n := copy(p, u.out)
	u.out = u.out[n:]
	return n, nil
}

// take gives the string of a code, and learns the next one.
func (u *unlzw) take(code int) {
	if u.old >= 0 && u.next < 4096 {
		first := code
		if code == u.next {
			first = u.old
		}
		u.before[u.next] = uint16(u.old)
		u.last[u.next] = u.first(first)
		u.length[u.next] = u.length[u.old] + 1
		u.next++
		if u.next+u.early >= 1<<u.width && u.width < 12 {
			u.width++
		}
	}
	u.old = code
	u.out = make([]byte, u.length[code])
	for i := len(u.out) - 1; i >= 0; i-- {
		u.out[i] = u.last[code]
		code = int(u.before[code])
	}
}

func (u *unlzw) first(code int) byte {
	for code >= 258 {
		code = int(u.before[code])
	}
	return byte(code)
}
