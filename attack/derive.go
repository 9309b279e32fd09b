package attack

import (
	"errors"
	"math/big"
)

// Derived is the smallest set of people that adding and subtracting published
// groups can single out.
type Derived struct {
	Size    int
	Classes []int // of the problem
}

// Smallest solves A1: the smallest non-empty union of classes whose 0/1 row is
// a linear combination of the shown groups' rows. Without any shown group it
// returns nil.
//
// Written over the reduced rows R of the groups, such a row is s = bR where b
// is s at the pivot columns. So b is 0/1, and the only other demand is that
// each s[j] is 0 or 1: a small program in whole numbers alone.
func (p *Problem) Smallest(s *Solver) (*Derived, error) {
	if len(p.Groups) == 0 || len(p.Classes) == 0 {
		return nil, nil
	}
	rows, pivots := reduce(p.membership())
	if len(rows) == 0 {
		return nil, nil
	}
	w := p.unions(rows, pivots)
	values, err := s.solve(w)
	if err != nil {
		return nil, err
	}
	if values == nil {
		return nil, errors.New("no group at all can be derived, which can't be: every published one can")
	}
	d := &Derived{}
	for i, c := range p.Classes {
		if values[i] == 1 {
			d.Size += c.Size
			d.Classes = append(d.Classes, i)
		}
	}
	return d, nil
}

// unions is the program whose variables say which classes are in the set.
func (p *Problem) unions(rows [][]*big.Rat, pivots []int) whole {
	n := len(p.Classes)
	w := whole{low: make([]int, n), high: make([]int, n), cost: make([]int, n)}
	size := make([]int, n)
	for i, c := range p.Classes {
		w.high[i], w.cost[i], size[i] = 1, c.Size, c.Size
	}
	pivot := map[int]bool{}
	for _, j := range pivots {
		pivot[j] = true
	}
	for j := range p.Classes {
		if !pivot[j] {
			w.lines = append(w.lines, dependent(rows, pivots, j))
		}
	}
	w.lines = append(w.lines, line{size, 1, p.total()})
	return w
}

// dependent says in whole numbers that column j is what the pivots make it.
func dependent(rows [][]*big.Rat, pivots []int, j int) line {
	scale := big.NewInt(1)
	for _, row := range rows {
		d := row[j].Denom()
		g := new(big.Int).GCD(nil, nil, scale, d)
		scale.Mul(scale, new(big.Int).Div(d, g))
	}
	l := line{coef: make([]int, len(rows[0]))}
	l.coef[j] = -int(scale.Int64())
	for i, row := range rows {
		c := new(big.Rat).Mul(row[j], new(big.Rat).SetInt(scale))
		l.coef[pivots[i]] += int(c.Num().Int64())
	}
	return l
}

func (p *Problem) total() int {
	n := 0
	for _, c := range p.Classes {
		n += c.Size
	}
	return n
}

// membership has a row for each shown group and a column for each class.
func (p *Problem) membership() [][]*big.Rat {
	rows := make([][]*big.Rat, len(p.Groups))
	for g := range p.Groups {
		rows[g] = make([]*big.Rat, len(p.Classes))
		for i, c := range p.Classes {
			rows[g][i] = new(big.Rat)
			if c.In[g] {
				rows[g][i].SetInt64(1)
			}
		}
	}
	return rows
}

// reduce brings rows into reduced echelon form and drops the empty ones.
// pivots[i] is the first column of rows[i].
func reduce(rows [][]*big.Rat) (reduced [][]*big.Rat, pivots []int) {
	at := 0
	for j := 0; at < len(rows) && j < len(rows[0]); j++ {
		first := at
		for first < len(rows) && rows[first][j].Sign() == 0 {
			first++
		}
		if first == len(rows) {
			continue
		}
		rows[at], rows[first] = rows[first], rows[at]
		clearColumn(rows, at, j)
		pivots = append(pivots, j)
		at++
	}
	return rows[:at], pivots
}

// clearColumn makes rows[at][j] one and every other row's column j zero.
func clearColumn(rows [][]*big.Rat, at, j int) {
	inverse := new(big.Rat).Inv(rows[at][j])
	for k := range rows[at] {
		rows[at][k] = new(big.Rat).Mul(rows[at][k], inverse)
	}
	for i := range rows {
		if i == at || rows[i][j].Sign() == 0 {
			continue
		}
		factor := new(big.Rat).Set(rows[i][j])
		for k := range rows[i] {
			rows[i][k] = new(big.Rat).Sub(rows[i][k], new(big.Rat).Mul(factor, rows[at][k]))
		}
	}
}
