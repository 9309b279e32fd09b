package attack

// Search finds out, for one problem, which tables are possible: exactly, and
// with as few calls of glpsol as it can.
type Search struct {
	problem *Problem
	solver  *Solver
	truth   Table
	now     []int   // value of each figure for the truth
	found   []Table // possible tables, each checked; the truth first
	no      map[string]bool
	// Queries counts what was asked, Asked what went to glpsol.
	Queries, Asked int
}

// Need is how many people at least a table must have at some cells.
type Need map[Cell]int

// Cell is a class of the problem and a position.
type Cell struct {
	Class, Position int
}

// NewSearch prepares a search. The truth has to fit the figures; see Misfit.
func NewSearch(p *Problem, s *Solver) *Search {
	search := &Search{problem: p, solver: s, truth: p.Truth(), no: map[string]bool{}}
	search.found = []Table{search.truth}
	for _, f := range p.Figures {
		search.now = append(search.now, p.Value(f, search.truth))
	}
	return search
}

// Possible says whether a table exists that fits everything published and has
// at least what is needed.
func (s *Search) Possible(need Need) (bool, error) {
	s.Queries++
	if s.known(need) {
		return true, nil
	}
	key := need.key()
	if s.no[key] {
		return false, nil
	}
	if s.change(need) {
		return true, nil
	}
	t, err := s.ask(need)
	if err != nil {
		return false, err
	}
	if t == nil {
		s.no[key] = true
		return false, nil
	}
	s.found = append(s.found, t)
	return true, nil
}

// Known says whether a table found so far already has what is needed. It
// never asks.
func (s *Search) Known(need Need) bool {
	s.Queries++
	return s.known(need)
}

func (s *Search) known(need Need) bool {
	for i, t := range s.found {
		if need.in(t) {
			if i > 1 { // a table of use once is of use again: forward with it
				s.found[i], s.found[i/2] = s.found[i/2], s.found[i]
			}
			return true
		}
	}
	return false
}

func (n Need) in(t Table) bool {
	for cell, least := range n {
		if t[cell.Class][cell.Position] < least {
			return false
		}
	}
	return true
}

// move is one person of a class changing their answer.
type move struct{ class, from, to int }

// change looks for a witness one or two changed answers away from the truth.
func (s *Search) change(need Need) bool {
	short, missing := s.short(need)
	if missing != 1 {
		return false
	}
	for from := range s.problem.Item.Positions {
		first := move{short.Class, from, short.Position}
		if from == short.Position || s.truth[short.Class][from] == 0 {
			continue
		}
		if s.try(need, first) {
			return true
		}
		for second := range s.moves {
			if s.try(need, first, second) {
				return true
			}
		}
	}
	return false
}

// short finds the cell where the truth has too few people, and how many are
// missing altogether.
func (s *Search) short(need Need) (cell Cell, missing int) {
	for c, least := range need {
		if d := least - s.truth[c.Class][c.Position]; d > 0 {
			cell = c
			missing += d
		}
	}
	return cell, missing
}

// moves yields every single change of the truth.
func (s *Search) moves(yield func(move) bool) {
	for class, counts := range s.truth {
		for from, n := range counts {
			for to := range counts {
				if n > 0 && from != to && !yield(move{class, from, to}) {
					return
				}
			}
		}
	}
}

// try makes the moves; where every figure stays true and the need is met, it
// keeps the table.
func (s *Search) try(need Need, moves ...move) bool {
	for i, f := range s.problem.Figures {
		v := s.now[i]
		for _, m := range moves {
			if s.problem.Classes[m.class].In[f.Group] {
				v += f.Weight[m.to] - f.Weight[m.from]
			}
		}
		if v < f.Low || v > f.High {
			return false
		}
	}
	t := s.problem.Truth()
	for _, m := range moves {
		t[m.class][m.from]--
		t[m.class][m.to]++
	}
	if !need.in(t) || s.problem.Misfit(t) != "" {
		return false
	}
	s.found = append(s.found, t)
	return true
}

// ask puts the question to glpsol. It returns nil where nothing is possible.
func (s *Search) ask(need Need) (Table, error) {
	s.Asked++
	width := len(s.problem.Item.Positions)
	w := s.problem.tables()
	for cell, least := range need {
		w.low[cell.Class*width+cell.Position] = least
		if least > s.problem.Classes[cell.Class].Size {
			return nil, nil
		}
	}
	values, err := s.solver.solve(w)
	if err != nil || values == nil {
		return nil, err
	}
	t := make(Table, len(s.problem.Classes))
	for i := range t {
		t[i] = values[i*width : (i+1)*width]
	}
	return t, nil
}

// tables is the program whose variables are the cells of a possible table.
func (p *Problem) tables() whole {
	width := len(p.Item.Positions)
	n := len(p.Classes) * width
	w := whole{low: make([]int, n), high: make([]int, n)}
	for i, c := range p.Classes {
		size := line{make([]int, n), c.Size, c.Size}
		for at := range width {
			w.high[i*width+at] = c.Size
			size.coef[i*width+at] = 1
		}
		w.lines = append(w.lines, size)
	}
	for _, f := range p.Figures {
		l := line{make([]int, n), f.Low, f.High}
		for i, c := range p.Classes {
			for at := range width {
				if c.In[f.Group] {
					l.coef[i*width+at] = f.Weight[at]
				}
			}
		}
		w.lines = append(w.lines, l)
	}
	return w
}
