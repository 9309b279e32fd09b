package answer

import (
	"cmp"
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// raws are the raw counts of each strand of people that has a row.
func (in *intake) raws() []disclosure.Raw {
	var raws []disclosure.Raw
	for _, strand := range framework.Strands {
		c := in.crowds[strand]
		if c != nil && strand != framework.Return && c.people.n > 0 {
			raws = append(raws, c.raw(in.agencies))
		}
	}
	return raws
}

// raw is the crowd as raw counts, in an order that does not depend on the
// order of the rows.
func (c *crowd) raw(all *agencies) disclosure.Raw {
	raw := disclosure.Raw{Strand: c.strand, Respondents: c.people.n}
	order := make([]int, len(c.atoms))
	there := map[int]bool{}
	for n, a := range c.atoms {
		order[n] = n
		if !there[a.agency] {
			there[a.agency] = true
			raw.Agencies = append(raw.Agencies, disclosure.Agency{Name: all.all[a.agency].name, Kind: all.all[a.agency].kind})
		}
	}
	slices.SortFunc(raw.Agencies, func(a, b disclosure.Agency) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortFunc(order, func(x, y int) int {
		a, b := c.atoms[x], c.atoms[y]
		return cmp.Or(cmp.Compare(all.all[a.agency].name, all.all[b.agency].name), cmp.Compare(a.level, b.level))
	})
	for i := range c.questions {
		if q := &c.questions[i]; !q.item.IsText() {
			raw.Items = append(raw.Items, disclosure.Item{
				ID: q.id, Positions: q.answers[:q.positions:q.positions], Beside: q.answers[q.positions:],
			})
		}
	}
	for _, n := range order {
		raw.Cells = c.cells(raw.Cells, n, all)
	}
	return raw
}

// cells appends the counts of one atom, leaving out the answers nobody gave.
func (c *crowd) cells(cells []disclosure.Cell, n int, all *agencies) []disclosure.Cell {
	a := c.atoms[n]
	for i := range c.questions {
		q := &c.questions[i]
		for x, id := range q.answers {
			if times := c.counts[n][q.first+x]; times > 0 {
				cells = append(cells, disclosure.Cell{
					Agency: all.all[a.agency].name, Level: levels[a.level], Item: q.id, Answer: id, N: int(times),
				})
			}
		}
	}
	return cells
}
