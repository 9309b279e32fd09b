package insight

import (
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// mirrored sets strands beside each other that were asked the same: children
// first, two at a time. What agencies say in their returns stands beside what
// children and parents say where at least three of them chose a word.
func (r *reading) mirrored(items []framework.Item) []Finding {
	var sides []Side
	for _, strand := range []string{framework.YoungPerson, framework.Parent, framework.Staff, framework.Return} {
		for _, item := range core(items, strand) {
			side, ok := r.side(strand, strand, item.ID)
			if strand == framework.Return {
				side, ok = r.returnSide(item)
				ok = ok && side.Stand.N >= fewestReturns
			}
			if ok {
				sides = append(sides, side)
			}
		}
	}
	var found []Finding
	for i, first := range sides {
		for _, second := range sides[i+1:] {
			if f, ok := r.pair(first, second); ok {
				found = append(found, f)
			}
		}
	}
	return found
}

// fewestReturns is how many agencies have to have chosen a word for their
// returns to be set beside children's and parents' answers.
const fewestReturns = 3

func (r *reading) pair(first, second Side) (Finding, bool) {
	if first.Strand == second.Strand || !r.mirrors(first.Item, second.Item) {
		return Finding{}, false
	}
	f := Finding{Item: first.Item, Sides: []Side{first, second}}
	same := first.Stand.Lean != "" && first.Stand.Lean == second.Stand.Lean
	switch {
	// Agencies on themselves and people on agencies are of different sorts: that
	// all of the one and most of the other say so is no difference.
	case first.Stand.differs(second.Stand) && !(same && second.Strand == framework.Return):
		f.Kind = Apart
		place(f.Sides)
	case same && !(first.Stand.Odd && first.Stand.Lean == disclosure.Mixed):
		f.Kind = Alike // a middle word and both ends are not the same view
	default:
		return f, false
	}
	return f, true
}

// mirrors says whether two different statements are declared to ask the same. A
// statement put to staff and to agencies alike is compared agency by agency, in
// ownStaff.
func (r *reading) mirrors(one, other string) bool {
	item, _ := r.fw.Item(one)
	return slices.Contains(item.Mirrors, other)
}

// levels are the statements that staff at different levels answer differently.
func (r *reading) levels(items []framework.Item) []Finding {
	return r.between(Levels, items, r.groups(byLevel))
}

// agencies are the statements that staff of different agencies answer
// differently, small agencies as they are put together.
func (r *reading) agencies(items []framework.Item) []Finding {
	return r.between(Agencies, items, r.groups(byAgency))
}

// between finds the statements on which at least two groups of staff differ.
// Its sides are the groups above another and those below another, in the order
// of the groups, which is no order of what they say.
func (r *reading) between(kind Kind, items []framework.Item, groups []disclosure.Group) []Finding {
	var found []Finding
	for _, item := range core(items, framework.Staff) {
		var sides []Side
		for _, g := range groups {
			if side, ok := r.side(framework.Staff, g.ID, item.ID); ok {
				sides = append(sides, side)
			}
		}
		place(sides)
		sides = slices.DeleteFunc(sides, func(s Side) bool { return !s.Higher && !s.Lower })
		if len(sides) > 1 {
			found = append(found, Finding{Kind: kind, Strand: framework.Staff, Item: item.ID, Sides: sides})
		}
	}
	return found
}

// place says of each side whether it stands above another and below none, or
// the other way round.
func place(sides []Side) {
	for i := range sides {
		above, below := false, false
		for j := range sides {
			above = above || sides[i].Stand.clearlyAbove(sides[j].Stand)
			below = below || sides[j].Stand.clearlyAbove(sides[i].Stand)
		}
		sides[i].Higher, sides[i].Lower = above && !below, below && !above
	}
}

// ownStaff are the agencies whose return says one thing and whose own staff,
// where they are published on their own, lean another way.
func (r *reading) ownStaff(items []framework.Item) []Finding {
	own := map[string]disclosure.Group{}
	for _, g := range r.groups(byAgency) {
		if len(g.Agencies) == 1 {
			own[g.Agencies[0]] = g
		}
	}
	var found []Finding
	for _, item := range core(items, framework.Return) {
		if !item.For(framework.Staff) {
			continue
		}
		for _, line := range r.returns {
			g, there := own[line.Agency]
			if line.Item != item.ID || !there {
				continue
			}
			if f, ok := r.besideStaff(item, line.Agency, line.Answer, g); ok {
				found = append(found, f)
			}
		}
	}
	return found
}

func (r *reading) besideStaff(item framework.Item, agency, answer string, g disclosure.Group) (Finding, bool) {
	scale, _ := r.fw.Scale(item.Scale)
	place := placeOf(scale, answer)
	staff, ok := r.side(framework.Staff, g.ID, item.ID)
	if !ok || place < 0 {
		return Finding{}, false
	}
	said := Side{
		Strand: framework.Return, Group: framework.Return, Agency: agency, Answer: answer, Item: item.ID,
		Stand: leaning(leanAt(place, len(scale.Positions)), len(scale.Positions)),
	}
	if staff.Stand.Lean == "" || staff.Stand.Lean == said.Stand.Lean {
		return Finding{}, false
	}
	return Finding{Kind: OwnStaff, Item: item.ID, Agencies: []string{agency}, Sides: []Side{said, staff}}, true
}

// leanAt is the half of the scale a position is in.
func leanAt(place, positions int) disclosure.Lean {
	switch side := 2*place + 1 - positions; {
	case side < 0:
		return disclosure.Lower
	case side > 0:
		return disclosure.Upper
	}
	return disclosure.Mixed
}
