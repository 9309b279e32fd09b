package disclosure

import (
	"cmp"
	"slices"
)

// part is a set of agencies, or of levels, that is published as one group.
type part struct {
	members []int  // indexes of agencies or of levels
	kind    string // the kind all members share, where they were merged for it
	atoms   []int
	n       int
	blank   bool // only people who did not say
}

// merge puts b into a.
func (t *tally) merge(a, b part) part {
	m := part{members: slices.Concat(a.members, b.members), atoms: slices.Concat(a.atoms, b.atoms)}
	slices.Sort(m.members)
	slices.Sort(m.atoms)
	m.n = t.smallest(m.atoms)
	return m
}

func bySize(a, b part) int {
	return cmp.Or(cmp.Compare(a.n, b.n), cmp.Compare(a.members[0], b.members[0]))
}

func byMember(a, b part) int { return cmp.Compare(a.members[0], b.members[0]) }

// levelParts divides atoms by level and merges the levels that are too small, or
// not said, each into the next smallest.
func (t *tally) levelParts(atoms []int, threshold int) []part {
	var parts []part
	for l, name := range t.levels {
		mine := slices.DeleteFunc(slices.Clone(atoms), func(a int) bool { return t.atoms[a].level != l })
		if len(mine) > 0 {
			parts = append(parts, part{members: []int{l}, atoms: mine, n: t.smallest(mine), blank: name == ""})
		}
	}
	for len(parts) > 1 {
		slices.SortFunc(parts, bySize)
		small := slices.IndexFunc(parts, func(p part) bool { return p.n < threshold || p.blank })
		if small < 0 {
			break
		}
		parts = t.mergeSmallest(parts, small)
	}
	slices.SortFunc(parts, byMember)
	return parts
}

// mergeSmallest merges the part at one place with the smallest of the others;
// parts are sorted by size.
func (t *tally) mergeSmallest(parts []part, at int) []part {
	other := 0
	if at == 0 {
		other = 1
	}
	merged := t.merge(parts[at], parts[other])
	rest := slices.Delete(slices.Clone(parts), max(at, other), max(at, other)+1)
	rest = slices.Delete(rest, min(at, other), min(at, other)+1)
	return append(rest, merged)
}

// agencyParts divides the strand by agency. Small agencies join others of their
// own kind first; who is still too few then joins "several smaller
// organisations", which takes in the next smallest until it is large enough.
func (t *tally) agencyParts(threshold int) []part {
	large, small := t.singleAgencies(threshold)
	kinds, left := t.mergeKinds(small, threshold)
	parts := slices.Concat(large, kinds)
	if len(left) == 0 {
		return parts
	}
	several := left[0]
	for _, p := range left[1:] {
		several = t.merge(several, p)
	}
	slices.SortFunc(parts, bySize)
	for len(parts) > 0 && !t.isSafeMerge(several, threshold) {
		several = t.merge(several, parts[0])
		parts = parts[1:]
	}
	return append(parts, several)
}

// singleAgencies are the agencies on their own: those large enough to stay so,
// and those that are too small or not said.
func (t *tally) singleAgencies(threshold int) (large, small []part) {
	for a, agency := range t.agencies {
		mine := t.where(func(at atom) bool { return at.agency == a })
		p := part{members: []int{a}, atoms: mine, n: t.smallest(mine), blank: agency.Name == ""}
		if p.n < threshold || p.blank {
			small = append(small, p)
		} else {
			large = append(large, p)
		}
	}
	return large, small
}

func (t *tally) mergeKinds(small []part, threshold int) (kinds, left []part) {
	of := map[string]part{}
	var names []string
	for _, p := range small {
		agency := t.agencies[p.members[0]]
		if agency.Kind == "" || p.blank {
			left = append(left, p)
			continue
		}
		if first, known := of[agency.Kind]; known {
			p = t.merge(first, p)
		} else {
			names = append(names, agency.Kind)
		}
		of[agency.Kind] = p
	}
	for _, kind := range names {
		p := of[kind]
		if t.isSafeMerge(p, threshold) {
			p.kind = kind
			kinds = append(kinds, p)
		} else {
			left = append(left, p)
		}
	}
	return kinds, left
}

// isSafeMerge says whether agencies may be published as one group: enough
// people, more than one agency, and none of them nearly the whole group.
func (t *tally) isSafeMerge(p part, threshold int) bool {
	return len(p.members) > 1 && p.n >= threshold && !t.dominated(p.atoms)
}

// dominated says whether one agency is more than 80 % of the people, on any item.
func (t *tally) dominated(atoms []int) bool {
	for _, i := range t.grouped {
		limit := largestShare * t.on(atoms, i)
		of := map[int]int{}
		for _, a := range atoms {
			agency := t.atoms[a].agency
			if of[agency] += t.n[a][i]; of[agency]*100 > limit {
				return true
			}
		}
	}
	return false
}
