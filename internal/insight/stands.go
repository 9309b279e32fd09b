package insight

import (
	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

var kindOf = map[disclosure.Lean]Kind{
	disclosure.Upper: Strength, disclosure.Lower: Scope, disclosure.Mixed: Mixed, "": Close,
}

// stands are what each strand of people says as a whole. Of deeper statements
// only what is clear is said: there are many of them.
func (r *reading) stands(items []framework.Item, part string) []Finding {
	var found []Finding
	deeper := part == framework.Deeper
	for _, side := range r.wholes(items, part) {
		kind := kindOf[side.Stand.Lean]
		if deeper && kind != Strength && kind != Scope {
			continue
		}
		found = append(found, Finding{Kind: kind, Strand: side.Strand, Item: side.Item, Deeper: deeper, Sides: []Side{side}})
	}
	return found
}

// wholes are whole strands of people on statements of one part, children first,
// where something is shown.
func (r *reading) wholes(items []framework.Item, part string) []Side {
	var sides []Side
	for _, strand := range voices {
		for _, item := range of(items, strand, part) {
			if side, ok := r.side(strand, strand, item.ID); ok {
				sides = append(sides, side)
			}
		}
	}
	return sides
}

// returned is what agencies say in their returns, taken together: agencies are
// organisations that signed, so their number is given as it is.
func (r *reading) returned(items []framework.Item) []Finding {
	var found []Finding
	for _, item := range core(items, framework.Return) {
		if side, ok := r.returnSide(item); ok {
			found = append(found, Finding{Kind: Returns, Strand: framework.Return, Item: item.ID, Sides: []Side{side}})
		}
	}
	return found
}

// oneInDivided is how large the smaller half has to be for returns to be divided.
const oneInDivided = 4

// divided are the statements on which agencies' returns stand in both halves of
// the scale, one in four or more on the smaller side.
func (r *reading) divided(items []framework.Item) []Finding {
	var found []Finding
	for _, f := range r.returned(items) {
		stand := f.Sides[0].Stand
		if smaller := min(stand.Upper, stand.Lower); smaller > 0 && stand.N >= fewestReturns && oneInDivided*smaller >= stand.N {
			f.Kind = Divided
			found = append(found, f)
		}
	}
	return found
}

// returnSide is how all agencies' returns stand on an item.
func (r *reading) returnSide(item framework.Item) (Side, bool) {
	scale, _ := r.fw.Scale(item.Scale)
	counts := make([]int, len(scale.Positions))
	n := 0
	for _, line := range r.returns {
		if place := placeOf(scale, line.Answer); line.Item == item.ID && place >= 0 {
			counts[place]++
			n++
		}
	}
	side := Side{Strand: framework.Return, Group: framework.Return, Item: item.ID, Stand: counted(counts, 0)}
	return side, n > 0
}

// placeOf is where an answer stands on a scale, or -1 beside it.
func placeOf(scale framework.Scale, answer string) int {
	for place, w := range scale.Positions {
		if w.ID == answer {
			return place
		}
	}
	return -1
}

// Answers lie far apart where they agree no better than if they were spread
// evenly over the scale, or hardly better.
const hardlyAgreed = 0.1

// spreads are the core statements on which one strand's answers lie far apart.
// Only counts tell, and they are shown for 25 or more alone.
func (r *reading) spreads(items []framework.Item) []Finding {
	var found []Finding
	for _, side := range r.wholes(items, framework.Core) {
		counts := shownCounts(r.result(side))
		if len(counts) > 2 && agreement(counts) <= hardlyAgreed && mostAgreement(counts) <= hardlyAgreed {
			found = append(found, Finding{Kind: Spread, Strand: side.Strand, Item: side.Item, Sides: []Side{side}})
		}
	}
	return found
}

// result is what is published of a side.
func (r *reading) result(s Side) disclosure.Result {
	return r.strands[s.Strand].results[at{s.Item, s.Group}]
}

func shownCounts(result disclosure.Result) []int {
	var counts []int
	for _, c := range result.Positions {
		counts = append(counts, c.Shown)
	}
	return counts
}
