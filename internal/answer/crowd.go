package answer

import (
	"hash/maphash"
)

// crowd is everybody of one strand: who they are only as far as it takes to
// tell rows of one person from another's, and what all of them together
// answered. No person's answers are kept, only which items they have answered,
// but where they are brought into a round.
type crowd struct {
	strand    string
	questions []question
	local     []int // by place in the framework's items: the question, or -1
	known     []name
	width     int // counts of one atom

	ids    arena
	people paged[person]
	slots  []uint32 // open addressing by id; person's number and 1, 0 is free
	seed   maphash.Seed
	last   int         // the person of the latest row, -1 before the first
	marks  paged[byte] // a bit for each person and question
	stride int         // bytes of marks for one person
	atoms  []atom
	byAtom map[atom]int
	counts [][]int32    // by atom: the counts of each question's answers
	latest int          // whose rows lines has
	lines  []int        // line of each question, of the latest person only
	told   map[int]bool // people whose id was said to stand in another file too
	keeps  bool         // what each person said is kept, in kept
	kept   [][]told     // by person
}

// An atom is the smallest set of people answers are counted for.
type atom struct {
	agency int
	level  byte
}

// person is what is known of a respondent between their rows. There may be
// many: it is kept to twelve bytes.
type person struct {
	id   spot
	line uint32 // of their first row
	// belongs is the atom's number and, in the two lowest bits, the use of
	// their comments.
	belongs uint32
}

func (p *person) atom() int { return int(p.belongs >> 2) }
func (p *person) use() byte { return byte(p.belongs & 3) }

func newCrowd(strand string, b *book) *crowd {
	c := &crowd{strand: strand, seed: maphash.MakeSeed(), slots: make([]uint32, 64), byAtom: map[atom]int{}, told: map[int]bool{}, last: -1, latest: -1}
	for _, it := range b.fw.Items {
		if !it.For(strand) {
			c.local = append(c.local, -1)
			continue
		}
		q := newQuestion(b.fw, it, c.width)
		c.local = append(c.local, len(c.questions))
		c.known = append(c.known, names(it.ID, it.Text)...)
		c.questions = append(c.questions, q)
		c.width += len(q.answers)
	}
	c.stride = (len(c.questions) + 7) / 8
	c.lines = make([]int, len(c.questions))
	return c
}

// find is the number of the person with that id, or -1.
func (c *crowd) find(id string) int {
	if c.last >= 0 && c.ids.at(c.people.at(c.last).id) == id {
		return c.last
	}
	mask := uint64(len(c.slots) - 1)
	for i := maphash.String(c.seed, id) & mask; c.slots[i] != 0; i = (i + 1) & mask {
		who := int(c.slots[i] - 1)
		if c.ids.at(c.people.at(who).id) == id {
			c.last = who
			return who
		}
	}
	return -1
}

// add adds a person who is not there yet and returns their number.
func (c *crowd) add(id string, agency int, level, use byte, line int) int {
	if c.people.n >= len(c.slots)*3/4 {
		c.grow()
	}
	a := atom{agency, level}
	n, ok := c.byAtom[a]
	if !ok {
		n = len(c.atoms)
		c.byAtom[a] = n
		c.atoms = append(c.atoms, a)
		c.counts = append(c.counts, make([]int32, c.width))
	}
	who := c.people.n
	c.people.add(person{id: c.ids.add(id), line: uint32(line), belongs: uint32(n)<<2 | uint32(use)})
	for range c.stride {
		c.marks.add(0)
	}
	c.put(id, who)
	c.last = who
	return who
}

func (c *crowd) put(id string, who int) {
	mask := uint64(len(c.slots) - 1)
	i := maphash.String(c.seed, id) & mask
	for c.slots[i] != 0 {
		i = (i + 1) & mask
	}
	c.slots[i] = uint32(who + 1)
}

func (c *crowd) grow() {
	c.slots = make([]uint32, 2*len(c.slots))
	for who := range c.people.n {
		c.put(c.ids.at(c.people.at(who).id), who)
	}
}

// mark records that a person has a row for a question. It says false where
// they had one already.
func (c *crowd) mark(who, q, line int) bool {
	if c.latest != who {
		c.latest = who
		clear(c.lines)
	}
	at := c.marks.at(who*c.stride + q/8)
	bit := byte(1) << (q % 8)
	if *at&bit != 0 {
		return false
	}
	*at |= bit
	c.lines[q] = line
	return true
}

// lineOf is the line of the latest person's row for a question where that is
// still known: their rows have stood together. Otherwise 0.
func (c *crowd) lineOf(q int) int { return c.lines[q] }

// count counts an answer.
func (c *crowd) count(who, q, given int) {
	c.counts[c.people.at(who).atom()][c.questions[q].first+given]++
}
