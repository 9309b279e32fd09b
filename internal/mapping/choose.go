package mapping

import (
	"slices"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// Choices are what a person has decided about an export. What is not among them
// stays as it is drafted.
type Choices struct {
	// Strand is who answered, or "".
	Strand string
	// Columns are by their place among the export's columns, from 0.
	Columns map[int]Choice
	Words   []Placed
}

// Choice is what a column is read as. Heading is the one the person saw.
type Choice struct {
	Heading string
	Role    Role
	Item    string // where Role is AsItem
}

// Placed are words and what they stand for. Role is AsKind or AsLevel for words
// of those columns, and AsItem for answers, whatever the question.
type Placed struct {
	Role  Role
	Words string
	ID    string // or Skipped; "" for not yet
}

// Chosen is a draft with what a person has decided in it.
type Chosen struct {
	Drafted
	// Before are the columns as they were before anybody decided.
	Before []Column
	// Unplaced are the words that are no scale's own, each once, as they are
	// read now: somebody has placed them or still has to.
	Unplaced []Unplaced
	// Doubts are what is still to be decided, or can't be as it was decided.
	// Without any, the mapping can be used.
	Doubts []Doubt
}

// Unplaced are words that are no scale's own.
type Unplaced struct {
	Placed
	// Near is the id they are most like, or "".
	Near string
	// Columns are the places of their columns, from 0.
	Columns []int
	// Can are the ids they can stand for; Skipped can always be.
	Can []string
}

// Doubt is something still to be decided.
type Doubt struct {
	// Column is a place from 0, or absent; Words is a place in Unplaced, or absent.
	// With neither, it is about who answered.
	Column, Words int
	// Message and With are as in fault.Problem.
	Message string
	With    map[string]any
}

// Choose drafts an export's mapping with what a person has decided. Its faults
// are Draft's; one more says that the choices were made for another file.
func Choose(words *phrase.Words, fw *framework.Framework, src answer.Source, c Choices) (Chosen, error) {
	d := &drafting{fw: fw, words: words, ours: newOurs(words), src: src, heads: newHeads(src.Table.Columns())}
	if refuse(fw, src, &d.problems); d.problems.Any() {
		return Chosen{}, d.problems.Err()
	}
	for at, one := range c.Columns {
		if at < 0 || at >= len(d.heads) || d.heads[at].written != strings.TrimSpace(one.Heading) {
			return Chosen{}, fault.New(fault.Invalid, "columns.other-file", "Name", src.Name)
		}
	}
	d.start()
	if err := d.read(); err != nil {
		return Chosen{}, err
	}
	if d.decideStrand(); slices.Contains(strands, c.Strand) {
		d.strands = []string{c.Strand}
	}
	d.decideColumns()
	chosen := Chosen{Before: slices.Clone(d.columns)}
	if len(c.Columns) == 0 {
		d.lacking()
		d.tooMany()
	}
	if err := d.problems.Err(); err != nil {
		return Chosen{}, err
	}
	d.apply(c)
	chosen.Drafted = d.drafted()
	chosen.place(d, c.Words)
	chosen.Doubts = d.doubts(chosen)
	return chosen, nil
}

// mostUnknown is how many columns somebody can be asked about. A page that asks
// about more helps nobody.
const mostUnknown = 100

// tooMany says that nothing is known of too many columns.
func (d *drafting) tooMany() {
	unknown := 0
	for _, c := range d.columns {
		if c.Heading != "" && c.Role == AsOpen && c.NearRole == AsOpen {
			unknown++
		}
	}
	if unknown > mostUnknown && !d.problems.Any() {
		line := d.columns[0].Line
		d.problems.Add(d.src.Name, line, 0, "mapping.draft.unknown", "N", unknown, "Most", mostUnknown)
	}
}

// apply puts what was decided in the place of what was drafted.
func (d *drafting) apply(c Choices) {
	for at := range d.columns {
		one, decided := c.Columns[at]
		if !decided || one.Role == AsOpen {
			continue
		}
		d.columns[at].Role, d.columns[at].Item = one.Role, one.Item
	}
	d.listAll()
	d.agency = slices.IndexFunc(d.columns, func(c Column) bool { return c.Role == AsAgency })
}

// place finds the words that are no scale's own, and puts what they stand for
// into the mapping.
func (c *Chosen) place(d *drafting, placed []Placed) {
	seen := map[Placed]int{}
	for at := range c.Columns {
		column := &c.Columns[at]
		of := d.scaleOf(*column)
		if of == nil {
			continue
		}
		for i := range column.Values {
			value := &column.Values[i]
			if _, own := of.own(value.Words); own || value.As != "" {
				continue
			}
			key := Placed{Role: column.Role, Words: bare(value.Words)}
			n, again := seen[key]
			if !again {
				n = len(c.Unplaced)
				seen[key] = n
				c.Unplaced = append(c.Unplaced, Unplaced{Placed: Placed{Role: column.Role, Words: value.Words}, Near: value.Near})
			}
			c.Unplaced[n].add(at, of)
		}
	}
	ids := map[Placed]string{}
	for _, p := range placed {
		ids[Placed{Role: p.Role, Words: bare(p.Words)}] = p.ID
	}
	for n := range c.Unplaced {
		one := &c.Unplaced[n]
		id := ids[Placed{Role: one.Role, Words: bare(one.Words)}]
		if id == Skipped || slices.Contains(one.Can, id) {
			one.ID = id
			c.say(*one)
		}
	}
}

func (u *Unplaced) add(column int, of *scale) {
	if !slices.Contains(u.Columns, column) {
		u.Columns = append(u.Columns, column)
	}
	for _, id := range of.ids {
		if !slices.Contains(u.Can, id) {
			u.Can = append(u.Can, id)
		}
	}
}

// say puts placed words into the mapping and into the columns they stand in.
func (c *Chosen) say(one Unplaced) {
	said := Said{Words: Text{Text: one.Words}, ID: one.ID}
	switch one.Role {
	case AsKind:
		c.Mapping.Kind.Answers = append(c.Mapping.Kind.Answers, said)
	case AsLevel:
		c.Mapping.Level.Answers = append(c.Mapping.Level.Answers, said)
	default:
		c.Mapping.Answers = append(c.Mapping.Answers, said)
	}
	for _, at := range one.Columns {
		for i, value := range c.Columns[at].Values {
			if bare(value.Words) == bare(one.Words) {
				c.Columns[at].Values[i].As = one.ID
			}
		}
	}
}
