package answer

import (
	"encoding/binary"
	"unsafe"
)

// paged is a list that grows by whole pages, so that a big one is never copied
// to make room.
type paged[T any] struct {
	pages [][]T
	n     int
}

const pageSize = 1 << 12

func (p *paged[T]) at(i int) *T { return &p.pages[i/pageSize][i%pageSize] }

func (p *paged[T]) add(one T) {
	if p.n == len(p.pages)*pageSize {
		p.pages = append(p.pages, make([]T, pageSize))
	}
	*p.at(p.n) = one
	p.n++
}

// arena holds many short texts, each behind its length, in pages of bytes.
type arena struct {
	pages [][]byte
	free  int // bytes left in the last page
}

// spot is where a text stands in an arena: an arena ends at four gigabytes.
type spot uint32

const arenaPage = 1 << 16

// add keeps a copy of a text of at most MaxCell characters.
func (a *arena) add(text string) spot {
	const length = 2 // bytes that hold the length
	if a.free < length+len(text) {
		a.pages = append(a.pages, make([]byte, arenaPage))
		a.free = arenaPage
	}
	page, from := len(a.pages)-1, arenaPage-a.free
	b := a.pages[page][from:]
	binary.LittleEndian.PutUint16(b, uint16(len(text)))
	copy(b[length:], text)
	a.free -= length + len(text)
	return spot(page*arenaPage + from)
}

// at is the text at a spot, without a copy: bytes once written never change.
func (a *arena) at(s spot) string {
	b := a.pages[s/arenaPage][s%arenaPage:]
	n := binary.LittleEndian.Uint16(b)
	return unsafe.String(&b[2:][0], int(n))
}
