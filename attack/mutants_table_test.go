package attack

const (
	partition   = "internal/disclosure/partition.go"
	publication = "internal/disclosure/publication.go"
	derivable   = "internal/disclosure/derivable.go"
	written     = "internal/disclosure/written.go"
	uncertain   = "internal/disclosure/uncertain.go"
	witness     = "internal/disclosure/witness.go"
	values      = "internal/disclosure/values.go"
	tally       = "internal/disclosure/tally.go"
	rules       = "internal/disclosure/disclosure.go"
	comments    = "internal/disclosure/comments.go"
	stand       = "internal/insight/stand.go"
)

// mutants are the faults that have to be found.
var mutants = []Mutant{
	// Thresholds.
	{Name: "nine people are a group", File: rules,
		Old: "Threshold         = 10", New: "Threshold         = 9"},
	{Name: "nine people may be worked out", File: derivable, Attack: true,
		Old: "return n < s.threshold\n", New: "return n < s.threshold-1\n"},
	{Name: "twenty-four people have counts", File: written, Attack: true,
		Old: "case n < CountsThreshold || g.coarse", New: "case n < CountsThreshold-1 || g.coarse"},
	{Name: "a raised threshold is forgotten", File: rules, Attack: true,
		Old: "return max(r.AtLeast, Threshold)", New: "return Threshold"},
	{Name: "whoever asks may lower the threshold", File: rules,
		Old: "return max(r.AtLeast, Threshold)", New: "return r.AtLeast"},

	// What is counted.
	{Name: "answers are counted, not people", File: tally, Attack: true,
		Old: "if on := t.on(atoms, i); n < 0 || on < n {\n\t\t\tn = on\n\t\t}", New: "n = max(n, 0) + t.on(atoms, i)"},
	{Name: "don't know counts as a position", File: tally, Attack: true,
		Old: "if x < len(t.items[i].Positions) {", New: "if x >= 0 {"},
	{Name: "only the first item is looked at", File: publication, Attack: true,
		Old: "for _, i := range p.grouped {", New: "for _, i := range p.grouped[:1] {"},
	{Name: "an item few answered is shown by group", File: written, Attack: true,
		Old: "if !g.Whole() && !p.isGrouped(item) {", New: "if p.on(g.atoms, item) == 0 {"},
	{Name: "half the strand is enough for an item", File: rules,
		Old: "coverage          = 80", New: "coverage          = 50"},
	{Name: "an agency in capitals is another agency", File: "internal/answer/agencies.go", Attack: true,
		Old: "key := norm.NFC.String(a.fold.String(printed))", New: "key := norm.NFC.String(printed)"},

	// What may be worked out from all groups together.
	{Name: "nobody looks what can be worked out", File: publication, Attack: true,
		Old: "if smallSetDerivable(", New: "if len(people) < 0 && smallSetDerivable("},
	{Name: "levels of agencies are not looked at together", File: publication, Attack: true,
		Old: "if p.within = divided; !p.isDerivable() {", New: "if p.within = divided; true {"},
	{Name: "earlier groups are forgotten", File: publication, Attack: true,
		Old: "groups := p.groups()\n\tclasses := p.classes(groups)\n", New: newestOnly},
	{Name: "only pairs of groups are subtracted", File: derivable, Attack: true,
		Old: "return s.search(0, 0) || s.steps > stepsToDerive\n}", New: pairsOnly},

	// Groups.
	{Name: "one agency may be nearly all of a merged group", File: partition, Attack: true,
		Old: "of[agency]*100 > limit {", New: "of[agency] > limit {"},
	{Name: "people who didn't name an agency are a group", File: partition, Attack: true,
		Old: "if p.n < threshold || p.blank {", New: "if p.n < threshold {"},
	{Name: "people who didn't name a level are a group", File: partition, Attack: true,
		Old: "return p.n < threshold || p.blank })", New: "return p.n < threshold })"},

	// Values.
	{Name: "35 % is not lower", File: values, Attack: true,
		Old: "100*upper <= lowerEdge*2*n", New: "100*upper < lowerEdge*2*n"},
	{Name: "65 % is not upper", File: values, Attack: true,
		Old: "100*upper >= upperEdge*2*n", New: "100*upper > upperEdge*2*n"},
	{Name: "a middle word counts as upper", File: values, Attack: true,
		Old: "return 1\n", New: "return 2\n"},
	{Name: "counts are exact", File: values, Attack: true,
		Old: "return (count + roundedTo/2) / roundedTo * roundedTo", New: "return count"},
	{Name: "only a true nothing is shown as 0", File: values, Attack: true,
		Old: "(count + roundedTo/2) / roundedTo * roundedTo", New: "(count + roundedTo - 1) / roundedTo * roundedTo"},
	{Name: "a coarser group keeps its size", File: written, Attack: true,
		Old: "if g.n >= CountsThreshold && !g.coarse {", New: "if g.n >= CountsThreshold {"},
	{Name: "results.csv says another count", File: "internal/office/results.go", Attack: true,
		Old: "strconv.Itoa(c.Shown)", New: "strconv.Itoa(c.Shown + 1)"},

	// What stays possible.
	{Name: "nobody looks what stays possible", File: rules, Attack: true,
		Old: "p.makeUncertain()\n", New: ""},
	{Name: "nobody has colluders", File: rules, Attack: true,
		Old: "coalition         = 2", New: "coalition         = 0"},
	{Name: "only one colluder", File: rules, Attack: true,
		Old: "coalition         = 2", New: "coalition         = 1"},
	{Name: "two answers are enough", File: rules, Attack: true,
		Old: "answersLeft       = 3", New: "answersLeft       = 2"},
	{Name: "answers of one half are enough", File: witness, Attack: true,
		Old: "lower && upper {", New: "(lower || upper) {"},
	{Name: "colluders are of the same agency and level only", File: witness, Attack: true,
		Old: "z.outsiders(others, coalition-len(inside))", New: "z.outsiders(others, 0)"},
	{Name: "colluders are of other agencies and levels only", File: witness, Attack: true,
		Old: "for size := range coalition + 1 {", New: "for size := range 1 {"},
	{Name: "what colluders answered counts for somebody else", File: witness, Attack: true,
		Old: "if z.x[c][position] > z.floor[c][position] {", New: "if z.x[c][position] > 0 {"},
	{Name: "a witness may change a published group", File: witness, Attack: true,
		Old: "for _, f := range z.of[m.class] {\n\t\tfig := &z.figures[f]\n\t\tz.broken", New: "for _, f := range z.of[m.class][:1] {\n\t\tfig := &z.figures[f]\n\t\tz.broken"},
	{Name: "a witness may change a lean", File: witness, Attack: true,
		Old: "value, at = f.weight, 0\n", New: "return 0\n"},
	{Name: "a lean may be one person further", File: values, Attack: true,
		Old: "lowest := lowerEdge * 2 * n / 100 ", New: "lowest := lowerEdge * 2 * n / 100 + 2 "},
	{Name: "out of steps is a witness", File: witness, Attack: true,
		Old: "if z.steps >= stepsToWitness {\n\t\t\treturn false", New: "if z.steps >= stepsToWitness {\n\t\t\treturn true"},
	{Name: "0 may be 3", File: values, Attack: true,
		Old: "return max(0, v-roundedTo/2), v + roundedTo/2", New: "return max(0, v-roundedTo/2), v + roundedTo/2 + 1"},

	{Name: "a coarse group's parts give it away", File: uncertain, Attack: true,
		Old: " && p.leastWithin(g) < CountsThreshold", New: ""},
	{Name: "only the first who are exposed are protected", File: uncertain, Attack: true,
		Old: "exposed := p.exposed(); len(exposed) > 0; exposed = p.exposed() {", New: "exposed := p.exposed()[:min(1, len(p.exposed()))]; len(exposed) > 0; exposed = nil {"},

	// Comments, which the attack doesn't read.
	{Name: "comments stay in the order they were written", File: comments,
		Old: "shuffle.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })",
		New: "all = append(append([]RawComment{}, all[1:]...), all[0])"},
	{Name: "one author's comments stand together", File: comments,
		Old: "if all[0].Author != not {", New: "if len(not) >= 0 {"},
	{Name: "nine people who commented are enough", File: rules,
		Old: "CommentersAtLeast = 10", New: "CommentersAtLeast = 9"},
	{Name: "comments are quoted from small strands", File: rules,
		Old: "CommentsThreshold = 25", New: "CommentsThreshold = 24"},

	// What is said of results, and the other files.
	{Name: "a difference is stated that rounding may undo", File: stand,
		Old: "const roundedBy = 2", New: "const roundedBy = 0"},
	{Name: "an edge that a lean leaves out counts as inside", File: stand,
		Old: "s.least, s.most, s.open = lowerEdge, upperEdge, true", New: "s.least, s.most, s.open = lowerEdge, upperEdge, false"},
	{Name: "a share is of one person more", File: "internal/report/findings_groups.go", Attack: true,
		Old: "\"N\", percentOf(n, of))", New: "\"N\", percentOf(n, of+1))"},
	{Name: "results.xlsx leaves out rows", File: "internal/office/results_sheets.go", Attack: true,
		Old: "b.resultRows(strand, result)...)", New: "b.resultRows(strand, result)[1:]...)"},
	{Name: "results.xlsx is put together in another order every time", File: "internal/office/results_xlsx.go", Attack: true,
		Old: "slices.Sort(z.names)", New: "slices.Sort(z.names[:1])"},
	{Name: "report.docx says another count", File: "internal/office/report_docx_answers.go", Attack: true,
		Old: "{Text: c.Words}, {Text: c.Share}}})", New: "{Text: c.Words + \"0\"}, {Text: c.Share}}})"},
}

// newestOnly looks at the newest division, and at no earlier one.
const newestOnly = `groups := []*group{p.whole}
	switch {
	case len(p.within) > 0:
		groups = append(groups, p.within[len(p.within)-1]...)
	case len(p.byLevel) > 0:
		groups = append(groups, p.byLevel...)
	default:
		groups = append(groups, p.byAgency...)
	}
	classes := p.classes(groups)
`

// pairsOnly subtracts each group from each other one, and does no more.
const pairsOnly = `return pairs(classes, people, groups, threshold)
}

func pairs(classes []class, people []int, groups, threshold int) bool {
	for a := range groups {
		for b := range groups {
			rest, nested := 0, a != b
			for c, one := range classes {
				inA, inB := slices.Contains(one.groups, a), slices.Contains(one.groups, b)
				if inA && !inB {
					rest += people[c]
				}
				nested = nested && (inA || !inB || people[c] == 0)
			}
			if nested && rest > 0 && rest < threshold {
				return true
			}
		}
	}
	return false
}`
