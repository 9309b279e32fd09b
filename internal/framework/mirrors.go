package framework

import (
	"slices"
	"strings"

	"bearings/internal/tree"
)

// checkMirrors sees that each mirror can be compared with its item, and then
// has them stand at both.
func (l *loading) checkMirrors() {
	byID := l.byID()
	for _, item := range l.items {
		for _, n := range item.at.Get("mirrors").List() {
			if n.Word() == "" {
				continue
			}
			other, ok := byID[n.Word()]
			if !ok {
				l.unknownItem(n, "framework.unknown.mirror")
				continue
			}
			l.checkMirror(item, other, n)
		}
	}
	l.checkMirrorsRound(byID)
	l.mirrorBothWays()
}

func (l *loading) checkMirror(item, other placed, n *tree.Node) {
	with := []any{"Id", item.ID, "Other", other.ID}
	switch {
	case item.ID == other.ID:
		// A circle of one; told there.
	case item.Scale == "" || other.Scale == "":
		l.add(n.Place, "framework.mirror.no-scale", with...)
	case !l.samePositions(item.Scale, other.Scale):
		l.add(n.Place, "framework.mirror.positions", append(with, "Scale", item.Scale, "OtherScale", other.Scale)...)
	}
	if both := common(item.Strands, other.Strands); item.ID != other.ID && len(both) > 0 {
		l.add(n.Place, "framework.mirror.strand", append(with, "Strand", both[0])...)
	}
}

// samePositions says whether two scales have the same positions in the same
// order; of a scale that isn't there nothing is said.
func (l *loading) samePositions(a, b string) bool {
	one, ok1 := l.framework.Scale(a)
	two, ok2 := l.framework.Scale(b)
	if a == b || !ok1 || !ok2 {
		return true
	}
	return slices.Equal(one.positions(), two.positions())
}

func (s Scale) positions() []string {
	ids := make([]string, 0, len(s.Positions))
	for _, p := range s.Positions {
		ids = append(ids, p.ID)
	}
	return ids
}

func common(a, b []string) []string {
	var both []string
	for _, s := range a {
		if contains(b, s) {
			both = append(both, s)
		}
	}
	return both
}

// checkMirrorsRound finds mirrors, as written, that lead back to where they
// began. A mirror is written once, so there is no need for any circle.
func (l *loading) checkMirrorsRound(byID map[string]placed) {
	const under, done = 1, 2
	state := map[string]int{}
	var way []string
	var visit func(item placed)
	visit = func(item placed) {
		state[item.ID] = under
		way = append(way, item.ID)
		for _, n := range item.at.Get("mirrors").List() {
			other, ok := byID[n.Word()]
			switch {
			case !ok:
			case state[other.ID] == under:
				circle := way[slices.Index(way, other.ID):]
				l.add(n.Place, "framework.mirror.round", "Way", round(circle), "Other", other.ID, "Id", item.ID)
			case state[other.ID] != done:
				visit(other)
			}
		}
		way = way[:len(way)-1]
		state[item.ID] = done
	}
	for _, item := range l.items {
		if first, ok := byID[item.ID]; ok && first.at == item.at && state[item.ID] == 0 {
			visit(item)
		}
	}
}

// round writes a circle down, without its middle where it is long.
func round(circle []string) string {
	way := append(slices.Clone(circle[:min(len(circle), 6)]), circle[0])
	if len(circle) > 6 {
		way = append(slices.Clone(circle[:3]), "…", circle[len(circle)-1], circle[0])
	}
	return strings.Join(way, " → ")
}

// mirrorBothWays lists each mirror at both its items, in the pack's order.
func (l *loading) mirrorBothWays() {
	items := l.framework.Items
	rank := make(map[string]int, len(items))
	for i, item := range items {
		rank[item.ID] = i
	}
	all := make([][]int, len(items))
	for i, item := range items {
		for _, id := range item.Mirrors {
			if j, ok := rank[id]; ok && i != j {
				all[i] = append(all[i], j)
				all[j] = append(all[j], i)
			}
		}
	}
	for i, mirrors := range all {
		slices.Sort(mirrors)
		items[i].Mirrors = nil
		for _, j := range slices.Compact(mirrors) {
			items[i].Mirrors = append(items[i].Mirrors, items[j].ID)
		}
	}
}
