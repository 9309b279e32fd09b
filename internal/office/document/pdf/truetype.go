package pdf

// trueTypeLetters reads from a typeface which letters its glyphs stand for.
func (f *File) trueTypeLetters(s *stream) map[uint32]string {
	data, _ := f.decode(s)
	face := bigBytes(data)
	for i := range min(face.u16(4), 64) {
		entry := 12 + 16*i
		if face.u32(entry) == 'c'<<24|'m'<<16|'a'<<8|'p' {
			return face.from(face.u32(entry + 8)).letters()
		}
	}
	return nil
}

// bigBytes are numbers of two and four bytes, the high one first; what is behind
// the end is 0.
type bigBytes []byte

func (b bigBytes) u16(at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(b[at])<<8 | int(b[at+1])
}

func (b bigBytes) u32(at int) int { return b.u16(at)<<16 | b.u16(at+2) }

func (b bigBytes) from(at int) bigBytes {
	if at < 0 || at > len(b) {
		return nil
	}
	return b[at:]
}

// letters reads the tables that lead from letters to glyphs, backwards.
func (b bigBytes) letters() map[uint32]string {
	all := map[uint32]string{}
	for i := range min(b.u16(2), 32) {
		entry := 4 + 8*i
		platform, kind := b.u16(entry), b.u16(entry+2)
		if platform != 0 && (platform != 3 || kind != 1 && kind != 10) {
			continue
		}
		table := b.from(b.u32(entry + 4))
		switch table.u16(0) {
		case 4:
			table.segments(all)
		case 12:
			table.groups(all)
		}
	}
	return all
}

func note(all map[uint32]string, glyph, letter int) {
	if _, known := all[uint32(glyph)]; glyph > 0 && !known && len(all) < 1<<16 {
		all[uint32(glyph)] = plain(rune(letter))
	}
}

// segments reads a table of format 4.
func (b bigBytes) segments(all map[uint32]string) {
	n, before := b.u16(6)/2, -1
	for i := range n {
		last, first := b.u16(14+2*i), b.u16(16+2*n+2*i)
		delta, offset := b.u16(16+4*n+2*i), 16+6*n+2*i
		if first > last || first <= before {
			continue // rows are in order
		}
		before = last
		reach := b.u16(offset)
		for letter := first; letter <= last && letter < 0xffff; letter++ {
			glyph := letter
			if reach != 0 {
				if glyph = b.u16(offset + reach + 2*(letter-first)); glyph == 0 {
					continue
				}
			}
			note(all, (glyph+delta)&0xffff, letter)
		}
	}
}

// groups reads a table of format 12.
func (b bigBytes) groups(all map[uint32]string) {
	before := -1
	for i := range min(b.u32(12), len(b)/12) {
		first, last, glyph := b.u32(16+12*i), b.u32(20+12*i), b.u32(24+12*i)
		if first <= before || last > 0x10ffff {
			return // rows are in order
		}
		before = last
		for letter := first; letter <= last; letter++ {
			note(all, glyph+letter-first, letter)
		}
	}
}
