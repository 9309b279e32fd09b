package attack

import "slices"

// answer lets people answer one question, in one of several ways that make
// results awkward.
func (v *inventor) answer(q Question, people []Person) {
	if v.crossed != nil && q.Strand == "staff" {
		v.crossed.answer(v, q, people)
		return
	}
	ways := []func(Question, []Person){
		v.anyhow, v.anyhow, v.agreeing, v.byAgency, v.byAgency, v.byLevel, v.atEnds, v.hugging, v.hugging, v.leaning, v.leaning,
	}
	if v.IntN(15) == 0 {
		v.atLowEdges(q, people)
		return
	}
	ways[v.IntN(len(ways))](q, people)
	if v.IntN(3) > 0 {
		v.leaveOut(q, people)
	}
}

// anyhow: each position has its own weight.
func (v *inventor) anyhow(q Question, people []Person) {
	weight := make([]int, len(q.Positions))
	for i := range weight {
		weight[i] = 1 + v.IntN(8)
	}
	for _, p := range people {
		p.Answers[q.ID] = q.Positions[v.weighted(weight)]
	}
}

func (v *inventor) weighted(weight []int) int {
	at := v.IntN(sum(weight))
	for i, w := range weight {
		if at < w {
			return i
		}
		at -= w
	}
	return 0
}

// agreeing: everybody says the same, but for nobody, one or two.
func (v *inventor) agreeing(q Question, people []Person) {
	same := v.IntN(len(q.Positions))
	for _, p := range people {
		p.Answers[q.ID] = q.Positions[same]
	}
	for range v.IntN(3) {
		people[v.IntN(len(people))].Answers[q.ID] = q.Positions[v.IntN(len(q.Positions))]
	}
}

// byAgency and byLevel: each group has a favourite that most of it chooses.
func (v *inventor) byAgency(q Question, people []Person) {
	v.favourites(q, people, func(p Person) string { return p.Agency })
}

func (v *inventor) byLevel(q Question, people []Person) {
	v.favourites(q, people, func(p Person) string { return p.Level })
}

func (v *inventor) favourites(q Question, people []Person, group func(Person) string) {
	favourite := map[string]int{}
	loyal := 6 + v.IntN(5)
	for _, p := range people {
		if _, ok := favourite[group(p)]; !ok {
			favourite[group(p)] = v.IntN(len(q.Positions))
		}
		at := favourite[group(p)]
		if v.IntN(10) >= loyal {
			at = v.IntN(len(q.Positions))
		}
		p.Answers[q.ID] = q.Positions[at]
	}
}

// atEnds: nobody says anything in between.
func (v *inventor) atEnds(q Question, people []Person) {
	weight := make([]int, len(q.Positions))
	weight[0], weight[len(weight)-1] = 1+v.IntN(9), 1+v.IntN(9)
	for _, p := range people {
		p.Answers[q.ID] = q.Positions[v.weighted(weight)]
	}
}

// hugging: in every agency, or over everybody, as many positions as can be have
// a count just below or above a rounding edge.
func (v *inventor) hugging(q Question, people []Person) {
	edges := []int{0, 1, 2, 2, 3, 3, 7, 8, 12, 13, 17, 18}
	if v.IntN(2) == 0 {
		edges = []int{2, 3, 3, 3}
	}
	for _, part := range v.parts(people) {
		for len(part) > 0 {
			for _, at := range v.Perm(len(q.Positions)) {
				n := min(len(part), edges[v.IntN(len(edges))])
				for _, p := range part[:n] {
					p.Answers[q.ID] = q.Positions[at]
				}
				part = part[n:]
			}
		}
	}
}

// atLowEdges: counts of 3, 8, 13, which are each the least that is shown as
// what they are shown as; nobody answers anything else, and those who would
// make it uneven skip. The positions used may all be of one half.
func (v *inventor) atLowEdges(q Question, people []Person) {
	used := q.Positions[:len(q.Positions)/2+1]
	if v.IntN(2) == 0 {
		used = q.Positions[len(q.Positions)/2-1:]
	}
	at := 0
	give := func(answer string, n int) {
		for ; n > 0; n-- {
			people[at].Answers[q.ID] = answer
			at++
		}
	}
	for _, answer := range used {
		give(answer, min(3, len(people)-at))
	}
	for len(people)-at >= 5 {
		give(used[v.IntN(len(used))], 5)
	}
	give("", len(people)-at)
}

// leaning: in every agency, or over everybody, the share of the upper half is
// right at 35 or 65 percent, or next to it.
func (v *inventor) leaning(q Question, people []Person) {
	half := len(q.Positions) / 2
	for _, part := range v.parts(people) {
		edge := 7 * len(part) / 20
		if v.IntN(2) == 0 {
			edge = (13*len(part) + 19) / 20
		}
		upper := min(len(part), max(0, edge+v.IntN(3)-1))
		for i, p := range part {
			at := v.IntN(half)
			if i < upper {
				at = len(q.Positions) - 1 - v.IntN(half)
			}
			p.Answers[q.ID] = q.Positions[at]
		}
	}
}

// parts are the people by agency, or all together, each part in random order.
func (v *inventor) parts(people []Person) [][]Person {
	shuffled := slices.Clone(people)
	v.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	if v.IntN(2) == 0 {
		return [][]Person{shuffled}
	}
	at := map[string]int{}
	var parts [][]Person
	for _, p := range shuffled {
		i, ok := at[p.Agency]
		if !ok {
			i = len(parts)
			at[p.Agency] = i
			parts = append(parts, nil)
		}
		parts[i] = append(parts[i], p)
	}
	return parts
}

// leaveOut makes some skip the question or answer beside the scale: evenly, or
// most of all in one agency.
func (v *inventor) leaveOut(q Question, people []Person) {
	rates := []int{0, 0, 2, 5, 10, 20, 25}
	skip, beside := rates[v.IntN(len(rates))], rates[v.IntN(len(rates))]
	silent := ""
	if v.IntN(3) == 0 {
		silent = people[v.IntN(len(people))].Agency
	}
	for _, p := range people {
		at := v.IntN(100)
		if p.Agency == silent && silent != "" {
			at /= 3
		}
		switch {
		case at < skip && v.IntN(2) == 0:
			p.Answers[q.ID] = ""
		case at < skip:
			delete(p.Answers, q.ID)
		case at < skip+beside && len(q.Beside) > 0:
			p.Answers[q.ID] = q.Beside[v.IntN(len(q.Beside))]
		}
	}
}
