package disclosure

import (
	"cmp"
	"slices"
)

// An atom is the smallest set of people an answer is counted for: one agency
// and one level.
type atom struct{ agency, level int }

// tally is Raw with everything looked up once.
type tally struct {
	agencies    []Agency // by name, not said last
	levels      []string // by id, not said last
	items       []Item
	atoms       []atom
	counts      [][][]int // by atom, item and answer: positions, then beside
	n           [][]int   // by atom and item: people who gave a position
	respondents int
	// grouped are the items published by group: at least 80 % of the strand
	// gave a position on them.
	grouped []int
}

func count(raw Raw) *tally {
	t := &tally{items: raw.Items, respondents: raw.Respondents}
	t.agencies = slices.Clone(raw.Agencies)
	slices.SortFunc(t.agencies, func(a, b Agency) int { return notSaidLast(a.Name, b.Name) })
	for _, c := range raw.Cells {
		if !slices.Contains(t.levels, c.Level) {
			t.levels = append(t.levels, c.Level)
		}
	}
	slices.SortFunc(t.levels, notSaidLast)
	t.fill(raw.Cells)
	for i := range t.items {
		if t.atAll(i)*100 >= coverage*t.respondents && t.atAll(i) > 0 {
			t.grouped = append(t.grouped, i)
		}
	}
	return t
}

func (t *tally) fill(cells []Cell) {
	agency := indexes(t.agencies, func(a Agency) string { return a.Name })
	level := indexes(t.levels, func(l string) string { return l })
	item := indexes(t.items, func(i Item) string { return i.ID })
	answer := make([]map[string]int, len(t.items))
	for i, it := range t.items {
		answer[i] = indexes(slices.Concat(it.Positions, it.Beside), func(a string) string { return a })
	}
	of := func(c Cell) atom { return atom{agency[c.Agency], level[c.Level]} }
	at := t.makeAtoms(cells, of)
	for _, c := range cells {
		a, i := at[of(c)], item[c.Item]
		x := answer[i][c.Answer]
		t.counts[a][i][x] += c.N
		if x < len(t.items[i].Positions) {
			t.n[a][i] += c.N
		}
	}
}

// makeAtoms orders the atoms by agency and level, so that the order of the
// cells decides nothing.
func (t *tally) makeAtoms(cells []Cell, of func(Cell) atom) map[atom]int {
	at := map[atom]int{}
	for _, c := range cells {
		if _, known := at[of(c)]; !known {
			at[of(c)] = 0
			t.atoms = append(t.atoms, of(c))
		}
	}
	slices.SortFunc(t.atoms, func(a, b atom) int {
		return cmp.Or(cmp.Compare(a.agency, b.agency), cmp.Compare(a.level, b.level))
	})
	for a, key := range t.atoms {
		at[key] = a
		byItem := make([][]int, len(t.items))
		for i, it := range t.items {
			byItem[i] = make([]int, len(it.Positions)+len(it.Beside))
		}
		t.counts = append(t.counts, byItem)
		t.n = append(t.n, make([]int, len(t.items)))
	}
	return at
}

// atAll is how many people of the whole strand gave a position on an item.
func (t *tally) atAll(item int) int {
	n := 0
	for a := range t.atoms {
		n += t.n[a][item]
	}
	return n
}

// people is n of the whole strand. Where no item has positions of 80 % of the
// strand, only the whole strand is published, and n is the smallest number of
// positions among the items that can be shown at all.
func (t *tally) people(threshold int) int {
	if len(t.grouped) > 0 {
		return t.smallest(t.all())
	}
	n := 0
	for i := range t.items {
		if at := t.atAll(i); at >= threshold && (n == 0 || at < n) {
			n = at
		}
	}
	return n
}

// all is every atom.
func (t *tally) all() []int {
	all := make([]int, len(t.atoms))
	for a := range all {
		all[a] = a
	}
	return all
}

// where lists the atoms that pass.
func (t *tally) where(pass func(atom) bool) []int {
	var atoms []int
	for a, key := range t.atoms {
		if pass(key) {
			atoms = append(atoms, a)
		}
	}
	return atoms
}

// on is how many people of those atoms gave a position on an item.
func (t *tally) on(atoms []int, item int) int {
	n := 0
	for _, a := range atoms {
		n += t.n[a][item]
	}
	return n
}

// smallest is n of a group: the smallest number of positions over the items
// that are published by group.
func (t *tally) smallest(atoms []int) int {
	n := -1
	for _, i := range t.grouped {
		if on := t.on(atoms, i); n < 0 || on < n {
			n = on
		}
	}
	return max(n, 0)
}

func indexes[T any](all []T, key func(T) string) map[string]int {
	m := make(map[string]int, len(all))
	for i, one := range all {
		m[key(one)] = i
	}
	return m
}

func notSaidLast(a, b string) int {
	if (a == "") != (b == "") {
		if a == "" {
			return 1
		}
		return -1
	}
	return cmp.Compare(a, b)
}
