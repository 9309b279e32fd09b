package insight

import (
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// unheard says who was not heard in the round as a whole.
func (r *reading) unheard() []Finding {
	var found []Finding
	for _, strand := range voices {
		switch p := r.strands[strand]; {
		case p == nil && r.asks(strand):
			found = append(found, Finding{Kind: NotAsked, Strand: strand})
		case p != nil && len(p.groups) == 0:
			found = append(found, Finding{Kind: TooFew, Strand: strand})
		}
	}
	if levels := r.missingLevels(); len(levels) > 0 {
		found = append(found, Finding{Kind: NotHeard, Strand: framework.Staff, Levels: levels})
	}
	if len(r.returning) == 0 && r.asks(framework.Return) {
		found = append(found, Finding{Kind: NotAsked, Strand: framework.Return})
	}
	found = append(found, r.oneSided()...)
	if len(r.evidence) == 0 && len(r.fw.Principles) > 0 {
		found = append(found, Finding{Kind: NotAsked, Strand: framework.Evidence})
	}
	return found
}

// asks says whether the framework has questions for a strand.
func (r *reading) asks(strand string) bool {
	return slices.ContainsFunc(r.fw.Items, func(i framework.Item) bool { return i.For(strand) })
}

// missingLevels are the levels nobody said to work at, where staff are
// published by level.
func (r *reading) missingLevels() []string {
	said := map[string]bool{}
	for _, g := range r.groups(byLevel) {
		for _, level := range g.Levels {
			said[level] = true
		}
	}
	var missing []string
	for _, level := range r.fw.Levels {
		if len(said) > 0 && !said[level.ID] {
			missing = append(missing, level.ID)
		}
	}
	return missing
}

// oneSided are the agencies whose staff answered without a return, and those
// with a return none of whose staff did, where staff are published by agency.
func (r *reading) oneSided() []Finding {
	var staffed []string
	for _, g := range r.groups(byAgency) {
		staffed = append(staffed, g.Agencies...)
	}
	staffed = slices.DeleteFunc(staffed, func(name string) bool { return name == "" })
	slices.Sort(staffed)
	if len(staffed) == 0 || len(r.returning) == 0 {
		return nil
	}
	var found []Finding
	if only := without(staffed, r.returning); len(only) > 0 {
		found = append(found, Finding{Kind: NotHeard, Strand: framework.Return, Agencies: only})
	}
	if only := without(r.returning, staffed); len(only) > 0 {
		found = append(found, Finding{Kind: NotHeard, Strand: framework.Staff, Agencies: only})
	}
	return found
}

func without(all, those []string) []string {
	var left []string
	for _, one := range all {
		if !slices.Contains(those, one) {
			left = append(left, one)
		}
	}
	return left
}

// Many answers are beside the scale where it is one in five or more.
const oneIn = 5

// dontKnow are the answers beside the scale that many chose: of people where
// there are counts, even if rounding made them look more, and of agencies.
func (r *reading) dontKnow(items []framework.Item) []Finding {
	var found []Finding
	for _, side := range r.wholes(items, framework.Core) {
		beside := r.result(side).Beside
		for _, c := range beside {
			if isMany(c, side.Stand.N, beside) {
				found = append(found, Finding{Kind: DontKnow, Strand: side.Strand, Item: side.Item, Answer: c.Answer, N: c.Shown, Sides: []Side{side}})
			}
		}
	}
	return append(found, r.agenciesDontKnow(items)...)
}

// isMany says whether an answer is one in five or more even at the smallest
// count that rounds to it.
func isMany(c disclosure.Count, positions int, beside []disclosure.Count) bool {
	all := positions
	for _, b := range beside {
		all += b.Shown
	}
	return c.Shown > 0 && oneIn*(c.Shown-roundedBy) >= all
}

// agenciesDontKnow are the answers beside the scale in agencies' returns.
func (r *reading) agenciesDontKnow(items []framework.Item) []Finding {
	var found []Finding
	for _, item := range core(items, framework.Return) {
		scale, _ := r.fw.Scale(item.Scale)
		for _, w := range scale.Beside {
			var agencies []string
			for _, line := range r.returns {
				if line.Item == item.ID && line.Answer == w.ID {
					agencies = append(agencies, line.Agency)
				}
			}
			if len(agencies) > 0 {
				found = append(found, r.silent(Finding{Kind: DontKnow, Item: item.ID, Answer: w.ID, Agencies: agencies}))
			}
		}
	}
	return found
}

// manyOf is how many agencies in how many make a silence worth a meeting's time.
const manyOf = 3

// silent completes a finding about agencies that said nothing on the scale.
func (r *reading) silent(f Finding) Finding {
	f.Strand, f.N, f.Of = framework.Return, len(f.Agencies), len(r.returning)
	f.Minor = manyOf*f.N < f.Of
	return f
}

// notShown are the strands of which something on a principle can't be shown,
// never why: everybody's answers, or those of some groups.
func (r *reading) notShown(items []framework.Item) []Finding {
	var found []Finding
	for _, strand := range voices {
		p := r.strands[strand]
		if p == nil || len(p.groups) == 0 {
			continue // said of the round as a whole
		}
		for _, item := range core(items, strand) {
			if _, ok := r.side(strand, strand, item.ID); !ok {
				found = append(found, Finding{Kind: NotShown, Strand: strand, Item: item.ID})
				continue
			}
			for _, g := range p.groups {
				if result, there := p.results[at{item.ID, g.ID}]; there && result.Show == disclosure.Nothing {
					found = append(found, Finding{Kind: NotShown, Strand: strand, Item: item.ID, Minor: true, Sides: []Side{{Strand: strand, Group: g.ID, Item: item.ID}}})
					break
				}
			}
		}
	}
	return found
}

// blank are the agencies that sent a return and said nothing to a statement.
func (r *reading) blank(items []framework.Item) []Finding {
	var found []Finding
	for _, item := range core(items, framework.Return) {
		said := map[string]bool{}
		for _, line := range r.returns {
			if line.Item == item.ID {
				said[line.Agency] = true
			}
		}
		var silent []string
		for _, agency := range r.returning {
			if !said[agency] {
				silent = append(silent, agency)
			}
		}
		if len(silent) > 0 {
			found = append(found, r.silent(Finding{Kind: Blank, Item: item.ID, Agencies: silent}))
		}
	}
	return found
}

// notLooked says that there is no other evidence on a principle, where there
// is some on others.
func (r *reading) notLooked(principle string) []Finding {
	if principle == "" || len(r.evidence) == 0 {
		return nil
	}
	for _, e := range r.evidence {
		if e.Principle == principle {
			return nil
		}
	}
	return []Finding{{Kind: NotLooked, Strand: framework.Evidence}}
}
