package qr

// draw puts the patterns, the bytes and the best mask together.
func (v version) draw(number int, bytes []byte) *Code {
	plain := v.patterns(number)
	plain.place(bytes)
	var best *Code
	least := 0
	for mask := range masks {
		c := &Code{plain.Size, append([]cell{}, plain.cells...)}
		c.mask(mask)
		c.format(mask)
		if cost := c.cost(); best == nil || cost < least {
			best, least = c, cost
		}
	}
	return best
}

// patterns are what stands in every code of a version.
func (v version) patterns(number int) *Code {
	size := 17 + 4*number
	c := &Code{Size: size, cells: make([]cell, size*size)}
	for i := range size { // timing
		c.fix(6, i, i%2 == 0)
		c.fix(i, 6, i%2 == 0)
	}
	for _, corner := range [][2]int{{0, 0}, {size - 7, 0}, {0, size - 7}} {
		c.finder(corner[0], corner[1])
	}
	for _, x := range v.align {
		for _, y := range v.align {
			if x == 6 && (y == 6 || y == size-7) || x == size-7 && y == 6 {
				continue // a finder stands there
			}
			c.rings(x, y, 2)
		}
	}
	c.format(0) // keeps its place
	if number >= 7 {
		c.version(number)
	}
	return c
}

// finder is a pattern in a corner, with a light line around it.
func (c *Code) finder(left, top int) {
	for y := max(0, top-1); y < min(c.Size, top+8); y++ {
		for x := max(0, left-1); x < min(c.Size, left+8); x++ {
			c.fix(x, y, false)
		}
	}
	c.rings(left+3, top+3, 3)
}

// rings are squares around a centre: dark, but for the one within the outermost.
func (c *Code) rings(x, y, radius int) {
	for dy := -radius; dy <= radius; dy++ {
		for dx := -radius; dx <= radius; dx++ {
			away := max(dx, -dx, dy, -dy)
			c.fix(x+dx, y+dy, away != radius-1)
		}
	}
}

// format says, twice, which level and mask it is: M is 00.
func (c *Code) format(mask int) {
	rest := mask
	for range 10 {
		rest = rest<<1 ^ rest>>9*0x537
	}
	bits := (mask<<10 | rest) ^ 0x5412
	bit := func(i int) bool { return bits>>i&1 == 1 }
	last := c.Size - 1
	for i := range 6 {
		c.fix(8, i, bit(i))
		c.fix(i, 8, bit(14-i))
	}
	c.fix(8, 7, bit(6))
	c.fix(8, 8, bit(7))
	c.fix(7, 8, bit(8))
	for i := range 8 {
		c.fix(last-i, 8, bit(i))
	}
	for i := range 7 {
		c.fix(8, last-6+i, bit(8+i))
	}
	c.fix(8, c.Size-8, true)
}

// version says, twice, which version it is.
func (c *Code) version(number int) {
	rest := number
	for range 12 {
		rest = rest<<1 ^ rest>>11*0x1f25
	}
	bits := number<<12 | rest
	for i := range 18 {
		dark := bits>>i&1 == 1
		c.fix(c.Size-11+i%3, i/3, dark)
		c.fix(i/3, c.Size-11+i%3, dark)
	}
}

// place writes the bytes in columns of two from the right, upwards and downwards by
// turns, around everything fixed.
func (c *Code) place(bytes []byte) {
	n := 0
	upwards := true
	for right := c.Size - 1; right > 0; right -= 2 {
		if right == 6 { // the timing pattern has this column
			right--
		}
		for i := range c.Size {
			y := i
			if upwards {
				y = c.Size - 1 - i
			}
			for _, x := range []int{right, right - 1} {
				at := &c.cells[y*c.Size+x]
				if at.fixed {
					continue
				}
				at.dark = n < len(bytes)*8 && bytes[n/8]>>(7-n%8)&1 == 1
				n++
			}
		}
		upwards = !upwards
	}
}

// masks turn modules over so that no part looks like a pattern.
var masks = []func(x, y int) bool{
	func(x, y int) bool { return (x+y)%2 == 0 },
	func(_, y int) bool { return y%2 == 0 },
	func(x, _ int) bool { return x%3 == 0 },
	func(x, y int) bool { return (x+y)%3 == 0 },
	func(x, y int) bool { return (x/3+y/2)%2 == 0 },
	func(x, y int) bool { return x*y%2+x*y%3 == 0 },
	func(x, y int) bool { return (x*y%2+x*y%3)%2 == 0 },
	func(x, y int) bool { return ((x+y)%2+x*y%3)%2 == 0 },
}

func (c *Code) mask(number int) {
	for y := range c.Size {
		for x := range c.Size {
			if at := &c.cells[y*c.Size+x]; !at.fixed && masks[number](x, y) {
				at.dark = !at.dark
			}
		}
	}
}

// cost is how hard a code is to read, by the four rules of the standard.
func (c *Code) cost() int {
	total, dark := 0, 0
	for a := range c.Size {
		total += lineCost(c.Size, func(b int) bool { return c.Dark(b, a) })
		total += lineCost(c.Size, func(b int) bool { return c.Dark(a, b) })
		for b := range c.Size {
			if c.Dark(a, b) {
				dark++
			}
			if a > 0 && b > 0 && c.Dark(a, b) == c.Dark(a-1, b) && c.Dark(a, b) == c.Dark(a, b-1) && c.Dark(a, b) == c.Dark(a-1, b-1) {
				total += 3
			}
		}
	}
	away := dark*20 - c.Size*c.Size*10
	return total + max(away, -away)/(c.Size*c.Size)*10
}

// lineCost counts long runs of one colour, and what looks like a finder.
func lineCost(size int, dark func(int) bool) (cost int) {
	run, seen := 0, 0
	for i := range size {
		if i > 0 && dark(i) == dark(i-1) {
			run++
		} else {
			run = 1
		}
		if run == 5 {
			cost += 3
		} else if run > 5 {
			cost++
		}
		seen = seen << 1 & 0x7ff
		if dark(i) {
			seen |= 1
		}
		if i >= 10 && (seen == 0b10111010000 || seen == 0b00001011101) {
			cost += 40
		}
	}
	return cost
}
