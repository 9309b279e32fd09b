package language

import "slices"

// A text is plainly about this work where fieldWords different words of it stand
// in a cell of fieldCell bytes and the two next to it.
const (
	fieldCell  = 1200
	fieldWords = 4
)

// cell are the words of this work in a stretch of a text, as many as count.
type cell struct {
	index int // 0 is none: the first has 1
	ids   [fieldWords]wordID
	n     int
}

// fieldAround tells whether the text around a place has as many words of this work.
func (r *reader) fieldAround(at, want int) bool {
	middle := (r.base+at)/fieldCell + 1
	var seen [fieldWords]wordID
	n := 0
	for i := middle - 1; i <= middle+1; i++ {
		c := r.cell(i)
		for _, id := range c.ids[:c.n] {
			if !slices.Contains(seen[:n], id) {
				seen[n] = id
				if n++; n == want {
					return true
				}
			}
		}
	}
	return false
}

// cell reads a cell, or gives one that was read shortly before.
func (r *reader) cell(index int) *cell {
	c := &r.cells[index%len(r.cells)]
	if c.index == index {
		return c
	}
	*c = cell{index: index}
	from := min(len(r.text), max(0, (index-1)*fieldCell-r.base))
	to := min(len(r.text), max(0, index*fieldCell-r.base))
	for i := from; i < to && c.n < fieldWords; {
		if foldBytes[r.text[i]] < 'a' {
			i++
			continue
		}
		start, key := i, uint64(0)
		for ; i < to && foldBytes[r.text[i]] >= 'a'; i++ {
			key = key<<5 | uint64(r.text[i]&31)
		}
		if id := r.c.v.find(key, i-start, r.text, start, i); r.c.v.entries[id].sets&setField != 0 && !slices.Contains(c.ids[:c.n], id) {
			c.ids[c.n] = id
			c.n++
		}
	}
	return c
}
