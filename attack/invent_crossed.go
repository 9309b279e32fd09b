package attack

// crossing is two agencies and two levels, with leans that leave no room where
// they cross: the first agency leans lower by as much as it just may, the first
// level upper by as little, so that the second agency's people of the first
// level can only be upper.
type crossing struct {
	upper map[Atom]int // people who answer in the upper half
}

// crossing makes the shape: sizes are drawn until both leans are tight.
func (v *inventor) crossing() []place {
	first, second := v.place(nil), v.place(nil)
	for {
		a, b := 4+v.IntN(8), 4+v.IntN(12) // the first agency's two levels
		c, d := 2+v.IntN(9), 3+v.IntN(12) // the second agency's
		lower := 7 * (a + b) / 20         // the most that is lower still
		upper := (13*(a+c) + 19) / 20     // the least that is upper already
		if min(a+b, c+d, a+c, b+d) < 10 || lower > a || lower+c != upper {
			continue
		}
		first.levels = map[string]int{"direct": a, "operational": b}
		second.levels = map[string]int{"direct": c, "operational": d}
		v.crossed = &crossing{upper: map[Atom]int{
			{fold(first.name), "direct"}: lower, {fold(first.name), "operational"}: 0,
			{fold(second.name), "direct"}: c, {fold(second.name), "operational"}: v.IntN(d + 1),
		}}
		return []place{first, second}
	}
}

// answer lets as many people of each cell answer in the upper half as the shape
// wants.
func (c *crossing) answer(v *inventor, q Question, people []Person) {
	half := len(q.Positions) / 2
	given := map[Atom]int{}
	for _, p := range people {
		at := v.IntN(half)
		if given[p.Atom()] < c.upper[p.Atom()] {
			given[p.Atom()]++
			at = len(q.Positions) - 1 - v.IntN(half)
		}
		p.Answers[q.ID] = q.Positions[at]
	}
}
