package disclosure

import "slices"

// stepsToDerive bounds the search for small sets; a division that needs more
// is not published.
const stepsToDerive = 200_000

// class is a set of atoms that lie in exactly the same groups: published
// figures can't tell them apart.
type class struct {
	atoms  []int
	groups []int // indexes of the groups it lies in, smallest first where it matters
}

// classesOf finds the classes of a set of groups over that many atoms.
func classesOf(groups [][]int, atoms int) []class {
	in := make([][]int, atoms)
	for g, members := range groups {
		for _, a := range members {
			in[a] = append(in[a], g)
		}
	}
	at := map[string]int{}
	var classes []class
	for a, lies := range in {
		if len(lies) == 0 {
			continue
		}
		key := make([]byte, 0, 2*len(lies))
		for _, g := range lies {
			key = append(key, byte(g>>8), byte(g))
		}
		c, known := at[string(key)]
		if !known {
			c = len(classes)
			at[string(key)] = c
			classes = append(classes, class{groups: lies})
		}
		classes[c].atoms = append(classes[c].atoms, a)
	}
	return classes
}

// smallSetDerivable says whether adding and subtracting published groups can
// single out some people, but fewer than the threshold. people is the number
// in each class. What can't be settled within the budget counts as derivable.
//
// A set that small holds no class of threshold people or more. So it is enough
// to look at the combinations of groups that are zero on every large class; in
// reduced form each is known by its pivots, and a set is a choice of pivots
// whose people stay below the threshold.
func smallSetDerivable(classes []class, people []int, groups, threshold int) bool {
	order := make([]int, 0, len(classes))
	for c, n := range people {
		if n > 0 {
			order = append(order, c)
		}
	}
	// Large classes first; among the small the larger first, so that sums
	// reach the threshold early.
	slices.SortStableFunc(order, func(a, b int) int { return people[b] - people[a] })
	rows := make([][]int, groups)
	for g := range rows {
		rows[g] = make([]int, len(order))
	}
	n := make([]int, len(order))
	large := 0
	for col, c := range order {
		n[col] = people[c]
		if people[c] >= threshold {
			large = col + 1
		}
		for _, g := range classes[c].groups {
			rows[g][col] = 1
		}
	}
	pivots, ok := reduce(rows)
	if !ok {
		return true
	}
	s := &sets{people: n[large:], threshold: threshold, sum: make([]int, len(n)-large)}
	for r, col := range pivots {
		if col >= large {
			s.rows = append(s.rows, rows[r][large:])
			s.pivots = append(s.pivots, col-large)
		}
	}
	return s.search(0, 0) || s.steps > stepsToDerive
}

// reduce brings rows to reduced row echelon form and returns the pivot column
// of each row that has one. Groups come from two families without crossings
// (agencies with their levels, and levels), so the matrix is totally
// unimodular and every pivot is 1 or -1; otherwise reduce gives up.
func reduce(rows [][]int) (pivots []int, ok bool) {
	if len(rows) == 0 {
		return nil, true
	}
	r := 0
	for col := 0; col < len(rows[0]) && r < len(rows); col++ {
		at := r
		for at < len(rows) && rows[at][col] == 0 {
			at++
		}
		if at == len(rows) {
			continue
		}
		rows[r], rows[at] = rows[at], rows[r]
		if !clearColumn(rows, r, col) {
			return nil, false
		}
		pivots = append(pivots, col)
		r++
	}
	return pivots, true
}

func clearColumn(rows [][]int, r, col int) bool {
	pivot := rows[r][col]
	if pivot != 1 && pivot != -1 {
		return false
	}
	if pivot == -1 {
		for k := range rows[r] {
			rows[r][k] = -rows[r][k]
		}
	}
	for other := range rows {
		by := rows[other][col]
		if other == r || by == 0 {
			continue
		}
		for k := col; k < len(rows[r]); k++ {
			rows[other][k] -= by * rows[r][k]
		}
	}
	return true
}

// sets searches the choices of pivots.
type sets struct {
	rows      [][]int
	pivots    []int
	people    []int
	threshold int
	sum       []int // the rows chosen so far, added up
	steps     int
}

func (s *sets) search(from, n int) bool {
	if s.steps++; s.steps > stepsToDerive {
		return false
	}
	if n > 0 && s.isSmallSet() {
		return true
	}
	for r := from; r < len(s.rows); r++ {
		with := n + s.people[s.pivots[r]]
		if with >= s.threshold {
			continue
		}
		s.add(s.rows[r], 1)
		if s.search(r+1, with) {
			return true
		}
		s.add(s.rows[r], -1)
	}
	return false
}

func (s *sets) add(row []int, by int) {
	for k, v := range row {
		s.sum[k] += by * v
	}
}

// isSmallSet says whether the rows chosen add up to a set: every class in or
// out, and fewer people than the threshold.
func (s *sets) isSmallSet() bool {
	n := 0
	for k, v := range s.sum {
		if v != 0 && v != 1 {
			return false
		}
		n += v * s.people[k]
	}
	return n < s.threshold
}
