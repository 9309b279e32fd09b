package insight

import (
	"slices"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// reading is a round's results, ready to be looked up.
type reading struct {
	fw       *framework.Framework
	strands  map[string]*published // those that were asked
	returns  []answer.Return
	evidence []answer.Evidence
	// agencies are those with a return, sorted.
	returning []string
}

// published is a strand's release, ready to be looked up.
type published struct {
	groups  []disclosure.Group
	results map[at]disclosure.Result
}

type at struct{ item, group string }

// voices are the strands of people, in the order in which they are said.
var voices = []string{framework.YoungPerson, framework.Parent, framework.Staff}

func newReading(fw *framework.Framework, outcome answer.Outcome) *reading {
	r := &reading{fw: fw, strands: map[string]*published{}, returns: outcome.Returns, evidence: outcome.Evidence}
	for _, release := range outcome.Releases {
		p := &published{groups: release.Groups(), results: map[at]disclosure.Result{}}
		for _, result := range release.Results() {
			p.results[at{result.Item, result.Group}] = result
		}
		r.strands[release.Strand()] = p
	}
	for _, line := range outcome.Returns {
		r.returning = append(r.returning, line.Agency)
	}
	slices.Sort(r.returning)
	r.returning = slices.Compact(r.returning)
	return r
}

// side is how a group stands on an item.
func (r *reading) side(strand, group, item string) (Side, bool) {
	p := r.strands[strand]
	if p == nil {
		return Side{}, false
	}
	stand, ok := standOf(p.results[at{item, group}], r.positions(item))
	return Side{Strand: strand, Group: group, Item: item, Stand: stand}, ok
}

// positions is how many positions an item's scale has.
func (r *reading) positions(id string) int {
	item, _ := r.fw.Item(id)
	scale, _ := r.fw.Scale(item.Scale)
	return len(scale.Positions)
}

// groups are the groups of staff of one shape: by level, or by agency.
func (r *reading) groups(is func(disclosure.Group) bool) []disclosure.Group {
	var all []disclosure.Group
	if p := r.strands[framework.Staff]; p != nil {
		for _, g := range p.groups {
			if is(g) {
				all = append(all, g)
			}
		}
	}
	return all
}

func byLevel(g disclosure.Group) bool { return len(g.Agencies) == 0 && len(g.Levels) > 0 }

func byAgency(g disclosure.Group) bool { return len(g.Agencies) > 0 && len(g.Levels) == 0 }

// core are the statements everybody of a strand is asked.
func core(items []framework.Item, strand string) []framework.Item {
	return of(items, strand, framework.Core)
}

func of(items []framework.Item, strand, part string) []framework.Item {
	var all []framework.Item
	for _, item := range items {
		if item.Part == part && !item.IsText() && item.For(strand) {
			all = append(all, item)
		}
	}
	return all
}
