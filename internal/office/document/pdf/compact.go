package pdf

// standardGlyphs are the glyphs that compact typefaces call by number, from 1 on.
var standardGlyphs = []rune(" !\"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~" +
	"¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ–†‡·¶•‚„”»…‰¿`´ˆ˜¯˘˙¨˚¸˝˛ˇ—ÆªŁØŒºæıłøœß¹¬µ™Ð½±Þ¼÷¦°þ¾²®−ð×³©" +
	"ÁÂÄÀÅÃÇÉÊËÈÍÎÏÌÑÓÔÖÒÕŠÚÛÜÙÝŸŽáâäàåãçéêëèíîïìñóôöòõšúûüùýÿž")

// firstOwnGlyph is the number of the first glyph whose name stands in the typeface.
const firstOwnGlyph = 391

// compactFace is a typeface in the compact font format (CFF).
type compactFace struct {
	data   bigBytes
	names  [][]byte // of glyphs, from firstOwnGlyph on
	glyphs int
}

// compactEncoding reads the encoding that stands in a compact typeface.
func (f *File) compactEncoding(s *stream) (encoding, bool) {
	data, _ := f.decode(s)
	if len(data) < 4 || data[0] != 1 {
		return encoding{}, false
	}
	face := &compactFace{data: data}
	_, at := face.index(int(data[2])) // its name
	tops, at := face.index(at)
	face.names, _ = face.index(at)
	if len(tops) == 0 {
		return encoding{}, false
	}
	settings := topSettings(tops[0])
	if _, numbered := settings[12<<8|30]; numbered || settings[16] == 1 {
		return encoding{}, false
	}
	if settings[16] == 0 {
		return standardEncoding, true
	}
	drawings, _ := face.index(settings[17])
	face.glyphs = len(drawings)
	return face.encoding(settings[16], face.charset(settings[15])), true
}

// index reads a list of pieces, and says what follows it.
func (c *compactFace) index(at int) ([][]byte, int) {
	n := c.data.u16(at)
	if n == 0 || at < 0 || at+3 > len(c.data) {
		return nil, at + 2
	}
	width := int(c.data[at+2])
	offset := func(i int) int {
		from := at + 3 + i*width
		if width < 1 || width > 4 || from+width > len(c.data) {
			return 0
		}
		return at + 2 + (n+1)*width + bigEndian(c.data[from:from+width])
	}
	var all [][]byte
	for i := range n {
		from, to := offset(i), offset(i+1)
		if from <= 0 || to < from || to > len(c.data) {
			return nil, len(c.data)
		}
		all = append(all, c.data[from:to])
	}
	return all, offset(n)
}

// topSettings reads the numbers that go with operators; the last number counts.
func topSettings(data []byte) map[int]int {
	settings := map[int]int{}
	last := 0
	for len(data) > 0 {
		b := int(data[0])
		size := 1
		switch {
		case b == 12 && len(data) > 1:
			settings[12<<8|int(data[1])], size = last, 2
		case b <= 21:
			settings[b] = last
		case b == 28 && len(data) > 2:
			last, size = bigEndian(data[1:3]), 3
		case b == 29 && len(data) > 4:
			last, size = bigEndian(data[1:5]), 5
		case b == 30: // a real number, up to a half byte of ones
			for size < len(data) && data[size]&0x0f != 0x0f && data[size]>>4 != 0x0f {
				size++
			}
			size++
		case b >= 32 && b <= 246:
			last = b - 139
		case b >= 247 && b <= 250 && len(data) > 1:
			last, size = (b-247)*256+int(data[1])+108, 2
		case b >= 251 && b <= 254 && len(data) > 1:
			last, size = -(b-251)*256-int(data[1])-108, 2
		}
		data = data[min(size, len(data)):]
	}
	return settings
}

// charset reads which number each glyph of the typeface is called by.
func (c *compactFace) charset(at int) []int {
	names := []int{0}
	if at <= 2 { // a standard one
		for i := 1; i < c.glyphs; i++ {
			names = append(names, i)
		}
		return names
	}
	format := c.data.from(at)
	at++
	for len(format) > 0 && len(names) < c.glyphs && at+2 <= len(c.data) {
		first, more := c.data.u16(at), 0
		at += 2
		switch format[0] {
		case 1:
			more = c.data.u16(at) >> 8
			at++
		case 2:
			more = c.data.u16(at)
			at += 2
		}
		for i := 0; i <= more && len(names) < c.glyphs; i++ {
			names = append(names, first+i)
		}
	}
	return names
}

// encoding reads which glyph each byte draws.
func (c *compactFace) encoding(at int, names []int) encoding {
	var e encoding
	format := c.data.from(at)
	if len(format) < 2 {
		return e
	}
	set := func(code, glyph int) {
		if code < len(e) && glyph < len(names) {
			e[code] = c.glyphName(names[glyph])
		}
	}
	glyph := 1
	pairs := format[2:]
	for i := range int(format[1]) {
		if format[0]&0x7f == 0 && i < len(pairs) {
			set(int(pairs[i]), glyph)
			glyph++
		} else if format[0]&0x7f == 1 && 2*i+1 < len(pairs) {
			for more := range int(pairs[2*i+1]) + 1 {
				set(int(pairs[2*i])+more, glyph)
				glyph++
			}
		}
	}
	return e
}

func (c *compactFace) glyphName(number int) string {
	switch own := number - firstOwnGlyph; {
	case number >= 1 && number <= len(standardGlyphs):
		return plain(standardGlyphs[number-1])
	case own >= 0 && own < len(c.names):
		return glyphText(string(c.names[own]))
	}
	return ""
}
