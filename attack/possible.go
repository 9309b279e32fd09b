package attack

import (
	"fmt"
	"slices"
	"strings"
)

// Pinned is a person about whom too little stays open.
type Pinned struct {
	Class     int
	Group     int // the group the coalition is taken from
	Coalition []Cell
	Possible  []int // positions the person may have given
}

// Pinned solves A2 and returns the first few people about whom too little
// stays open, at most limit.
func (s *Search) Pinned(limit int) ([]Pinned, error) {
	var all []Pinned
	for class := range s.problem.Classes {
		for _, group := range s.problem.smallest(class) {
			for _, coalition := range s.problem.coalitions(class, group) {
				possible, err := s.open(class, coalition)
				if err != nil {
					return nil, err
				}
				if enough(possible, len(s.problem.Item.Positions)) {
					continue
				}
				all = append(all, Pinned{class, group, coalition, possible})
				if len(all) == limit {
					return all, nil
				}
			}
		}
	}
	return all, nil
}

// smallest are the shown groups of the class with the fewest positions: more
// than one where they are equally small.
func (p *Problem) smallest(class int) []int {
	var groups []int
	least := -1
	for g, shown := range p.Groups {
		switch {
		case !p.Classes[class].In[g] || least >= 0 && shown.Size > least:
		case shown.Size == least:
			groups = append(groups, g)
		default:
			groups, least = []int{g}, shown.Size
		}
	}
	return groups
}

// coalitions are what the largest coalitions, of up to two people of a group
// beside the target, can have answered. A smaller coalition knows less, so it
// needs no look of its own.
func (p *Problem) coalitions(class, group int) [][]Cell {
	var cells []Cell
	for i, c := range p.Classes {
		for at, n := range c.Truth {
			if c.In[group] && n > 0 {
				cells = append(cells, Cell{i, at})
			}
		}
	}
	var all [][]Cell
	for i, one := range cells {
		for _, two := range cells[i:] {
			pair := []Cell{one, two}
			if p.leaves(class, pair) {
				all = append(all, pair)
			}
		}
	}
	if len(all) > 0 {
		return all
	}
	for _, one := range cells {
		if p.leaves(class, []Cell{one}) {
			all = append(all, []Cell{one})
		}
	}
	if len(all) > 0 {
		return all
	}
	return [][]Cell{nil}
}

// leaves says whether the coalition is made of people there are, and leaves
// somebody of the class outside.
func (p *Problem) leaves(class int, coalition []Cell) bool {
	inside := 0
	for cell, n := range needed(coalition) {
		if n > p.Classes[cell.Class].Truth[cell.Position] {
			return false
		}
		if cell.Class == class {
			inside += n
		}
	}
	return inside < p.Classes[class].Size
}

func needed(coalition []Cell) Need {
	need := Need{}
	for _, cell := range coalition {
		need[cell]++
	}
	return need
}

// open lists the positions somebody of the class outside the coalition may
// have given. It stops asking once they are enough.
func (s *Search) open(class int, coalition []Cell) ([]int, error) {
	width := len(s.problem.Item.Positions)
	var possible, unsure []int
	for at := range width {
		if s.Known(plusOne(coalition, Cell{class, at})) {
			possible = append(possible, at)
		} else {
			unsure = append(unsure, at)
		}
	}
	for _, at := range unsure {
		if enough(possible, width) {
			break
		}
		yes, err := s.openAt(coalition, Cell{class, at})
		if err != nil {
			return nil, err
		}
		if yes {
			possible = append(possible, at)
		}
	}
	slices.Sort(possible)
	return possible, nil
}

// openAt asks first without the coalition: what is impossible then, is
// impossible with it, and the short question is shared by all coalitions.
func (s *Search) openAt(coalition []Cell, target Cell) (bool, error) {
	yes, err := s.Possible(plusOne(nil, target))
	if err != nil || !yes {
		return false, err
	}
	return s.Possible(plusOne(coalition, target))
}

func plusOne(coalition []Cell, target Cell) Need {
	need := needed(coalition)
	need[target]++
	return need
}

// enough is the rule: at least three answers, or both of two, and some in
// either half of the scale. A middle word is in neither.
func enough(possible []int, positions int) bool {
	lower, upper := false, false
	for _, at := range possible {
		lower = lower || 2*at+1 < positions
		upper = upper || 2*at+1 > positions
	}
	return lower && upper && len(possible) >= min(3, positions)
}

// key is equal for equal needs.
func (n Need) key() string {
	var parts []string
	for cell, least := range n {
		parts = append(parts, fmt.Sprint(cell.Class, " ", cell.Position, " ", least))
	}
	slices.Sort(parts)
	return strings.Join(parts, ";")
}
