package insight

import (
	"slices"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// Turn says how answers of a later round stand to those of an earlier one.
type Turn string

const (
	Rose  Turn = "rose"  // clearly nearer to the upper end of the scale
	Fell  Turn = "fell"  // clearly nearer to the lower end
	Holds Turn = "holds" // they lean the same way
	Open  Turn = "open"  // rounding leaves open whether anything changed
)

// Change is what became of a published group's answers to a statement between two
// rounds.
type Change struct {
	Principle, Strand, Item string
	// Group is as it is published in the later round.
	Group       disclosure.Group
	Before, Now Stand
	Turn        Turn
}

// Changes lays two rounds' published values beside each other: the same statement on
// the same scale, and groups of the same agencies and levels that are published in
// both. Of different people in both rounds it knows nothing. They stand in the order
// of the later framework, children's and parents' first.
func Changes(before *framework.Framework, earlier answer.Outcome, now *framework.Framework, later answer.Outcome) []Change {
	old, new := newReading(before, earlier), newReading(now, later)
	comparable := map[string]framework.ItemChange{}
	for _, c := range framework.Compare(before, now).Items {
		if c.Comparable {
			comparable[c.ID] = c
		}
	}
	var all []Change
	for _, principle := range new.principles() {
		for _, strand := range voices {
			for _, item := range now.ItemsOf(principle) {
				c, ok := comparable[item.ID]
				if ok && c.Old.For(strand) && c.New.For(strand) && !c.Has(framework.InLevels) && !item.IsText() {
					all = append(all, changesOf(old, new, strand, item)...)
				}
			}
		}
	}
	return all
}

func changesOf(old, new *reading, strand string, item framework.Item) []Change {
	before, now := old.strands[strand], new.strands[strand]
	if before == nil || now == nil {
		return nil
	}
	var all []Change
	for _, g := range now.groups {
		i := slices.IndexFunc(before.groups, func(one disclosure.Group) bool { return samePeople(one, g) })
		if i < 0 {
			continue
		}
		then, wasShown := old.side(strand, before.groups[i].ID, item.ID)
		side, isShown := new.side(strand, g.ID, item.ID)
		if wasShown && isShown {
			all = append(all, Change{Principle: item.Principle, Strand: strand, Item: item.ID, Group: g,
				Before: then.Stand, Now: side.Stand, Turn: turn(then.Stand, side.Stand)})
		}
	}
	return all
}

// samePeople says whether groups of two rounds are of the same agencies and levels.
func samePeople(a, b disclosure.Group) bool {
	return slices.Equal(slices.Sorted(slices.Values(a.Agencies)), slices.Sorted(slices.Values(b.Agencies))) &&
		slices.Equal(slices.Sorted(slices.Values(a.Levels)), slices.Sorted(slices.Values(b.Levels)))
}

func turn(before, now Stand) Turn {
	switch {
	case now.clearlyAbove(before):
		return Rose
	case before.clearlyAbove(now):
		return Fell
	case now.Lean != "" && now.Lean == before.Lean:
		return Holds
	}
	return Open
}
