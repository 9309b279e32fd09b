package mapping

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"bearings/internal/fault"
)

// register remembers whose rows an export has had: hashes, and nothing else of
// anybody.
type register struct {
	seed maphash.Seed
	// rows are by the hash of an id.
	rows map[uint64]entry
	// twice are ids that stand in several rows, in the order in which that was
	// found.
	twice  []*repeated
	byID   map[uint64]*repeated
	blanks *rows
	// earlier are the registers of exports of the same form that are read
	// before this one, with their files' names.
	earlier []earlier
	compare bool // somebody will look at what rows say
}

type entry struct {
	line int
	says uint64 // hash of the row's answers
}

type repeated struct {
	line, column int
	lines        []int
}

type earlier struct {
	file string
	of   *register
}

func newRegister(seed maphash.Seed) *register {
	return &register{seed: seed, rows: map[uint64]entry{}, byID: map[uint64]*repeated{}}
}

// meet notes a person, and says whether they are new in this export.
func (r *register) meet(w *wide, id string) bool {
	key := maphash.String(r.seed, id)
	line, column := w.src.Table.Place(w.respondent)
	before, again := r.rows[key]
	if !again {
		said := entry{line: line}
		if r.compare {
			said.says = r.hash(w)
		}
		r.rows[key] = said
		return true
	}
	one := r.byID[key]
	if one == nil {
		one = &repeated{line: line, column: column, lines: []int{before.line}}
		r.byID[key] = one
		r.twice = append(r.twice, one)
	}
	one.lines = append(one.lines, line)
	return false
}

// blank notes a row that does not say whose it is.
func (r *register) blank(w *wide) {
	if r.blanks == nil {
		first := w.found.at(w.respondent)
		r.blanks = &first
	}
	line, _ := w.src.Table.Place(0)
	r.blanks.count(line)
}

// hash is what a row says, whatever the order of its columns.
func (r *register) hash(w *wide) uint64 {
	var all uint64
	add := func(name string, column int) {
		if column == absent {
			return
		}
		var h maphash.Hash
		h.SetSeed(r.seed)
		h.WriteString(name)
		h.WriteByte(0)
		h.WriteString(strings.TrimSpace(w.cells[column]))
		all += h.Sum64()
	}
	add("agency", w.agency)
	add("level", w.level)
	for n, it := range w.m.Items {
		add(it.ID, w.items[n])
	}
	return all
}

// Exports of one form share people where so many ids stand in both, and nearly
// all of them with the same answers.
const (
	fewShared  = 3
	nearlyAll  = 9
	nearlyOfIn = 10
)

// problems say what is wrong with who answered.
func (r *register) problems(w *wide, found *fault.Problems) {
	heading := quoted(w.heads[w.respondent].written)
	if r.blanks != nil {
		found.Add("", r.blanks.line, r.blanks.column, "mapping.respondent.blank", "N", r.blanks.n, "Heading", heading)
	}
	for _, one := range r.twice {
		found.Add("", one.line, one.column, "mapping.respondent.twice", "N", len(one.lines), "Lines", places(one.lines), "Heading", heading)
	}
	for _, before := range r.earlier {
		shared, same := 0, 0
		for key, mine := range r.rows {
			if theirs, both := before.of.rows[key]; both {
				shared++
				if theirs.says == mine.says {
					same++
				}
			}
		}
		if shared >= fewShared && same*nearlyOfIn >= shared*nearlyAll {
			found.Add("", w.line, 0, "mapping.respondent.again", "Other", before.file, "Heading", heading)
		}
	}
}

// places are some lines as a sentence names them; of many, the first.
func places(lines []int) string {
	const most = 6
	var all []string
	for _, line := range lines[:min(most, len(lines))] {
		all = append(all, fmt.Sprint(line))
	}
	if len(lines) > most {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// acquaint lets exports of one form know of each other, in the order in which
// they are read.
func acquaint(all []*wide) {
	for n, w := range all {
		for _, before := range all[:n] {
			if w.respondent == absent || before.respondent == absent || w.m.AllFiles || before.m.AllFiles || !w.asksSame(before) {
				continue
			}
			w.people.compare, before.people.compare = true, true
			w.people.earlier = append(w.people.earlier, earlier{before.src.Name, before.people})
		}
	}
}

// asksSame says whether two exports are of the same form.
func (w *wide) asksSame(other *wide) bool {
	return w.m.Strand == other.m.Strand && slices.Equal(w.asked(), other.asked())
}

func (w *wide) asked() []string {
	var ids []string
	for _, it := range w.m.Items {
		ids = append(ids, it.ID)
	}
	slices.Sort(ids)
	return ids
}
