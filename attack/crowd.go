package attack

import (
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Atom is an agency and a level: the finest the colleague can tell people
// apart. Either may be empty for "not said". Agencies are folded.
type Atom struct {
	Agency, Level string
}

func (a Atom) String() string {
	say := func(s string) string {
		if s == "" {
			return "not said"
		}
		return s
	}
	return say(a.Agency) + " / " + say(a.Level)
}

// Person is one respondent, with an answer id by item id. Skipped items are
// missing or empty.
type Person struct {
	ID      string
	Strand  string
	Agency  string // as the person's rows spell it
	Kind    string
	Level   string
	Answers map[string]string
}

// Atom returns where the person belongs.
func (p Person) Atom() Atom { return Atom{Agency: fold(p.Agency), Level: p.Level} }

// Round is a partnership's true answers: what the attack tries to find out.
type Round struct {
	Seed    uint64
	Shape   string // in words, for messages
	AtLeast int    // the threshold the round was published with: 10 or more
	Items   []Question
	People  []Person
	// Returns are agencies' signed answers to what staff are asked; everybody
	// may know them.
	Returns []Person
}

// Question is an item of the made-up framework, with the strand it is put to.
type Question struct {
	Item
	Strand string
	Scale  string
	// Principle is its id, or "".
	Principle string
}

// Strands are the person-level strands of the round that somebody answered.
func (r *Round) Strands() []string {
	var strands []string
	for _, id := range []string{"staff", "young-person", "parent"} {
		for _, p := range r.People {
			if p.Strand == id {
				strands = append(strands, id)
				break
			}
		}
	}
	return strands
}

// Table counts, for one strand and item, how many people of each atom gave
// each position. Atoms where nobody gave one are not in it.
func (r *Round) Table(strand string, item Item) map[Atom][]int {
	table := map[Atom][]int{}
	for _, p := range r.People {
		at := position(item, p.Answers[item.ID])
		if p.Strand != strand || at < 0 {
			continue
		}
		atom := p.Atom()
		if table[atom] == nil {
			table[atom] = make([]int, len(item.Positions))
		}
		table[atom][at]++
	}
	return table
}

// position is the place of an answer on the item's scale, or -1.
func position(item Item, answer string) int {
	for i, id := range item.Positions {
		if id == answer {
			return i
		}
	}
	return -1
}

// fold makes two spellings of an agency equal where the answers file says
// they are: after trimming, NFC and case folding.
func fold(s string) string {
	return cases.Fold().String(norm.NFC.String(strings.TrimSpace(s)))
}
