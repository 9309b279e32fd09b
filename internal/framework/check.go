package framework

import (
	"slices"

	"bearings/internal/fault"
	"bearings/internal/tree"
)

// check sees that the questions fit the pack and each other.
func (l *loading) check() {
	if len(l.items) == 0 && !l.unread.main && !l.unread.questions {
		l.add(tree.Place{File: mainFile, Line: 1, Column: 1}, "framework.question.none")
	}
	for _, item := range l.items {
		l.checkAnswers(item)
		l.checkPart(item)
		l.checkNext(item)
		for _, level := range item.at.Get("levels").List() {
			if l.places["level"][level.Word()].File == "" && !l.unread.main && isLevel(level.Word()) {
				l.add(level.Place, "framework.unknown.level", "Id", level.Word())
			}
		}
	}
	l.checkUnder()
	l.checkMirrors()
	l.noteSilent()
}

func isLevel(id string) bool { return id == Direct || id == Operational || id == Strategic }

// checkAnswers sees that an item has its scale, or that only agencies are
// asked for words: people's free words need somebody who reads them first.
func (l *loading) checkAnswers(item placed) {
	if scale, ok := item.at.Field("scale"); ok {
		l.known("scale", scale.Value, "framework.unknown.scale")
		return
	}
	for _, strand := range item.Strands {
		if strand != Return {
			l.add(item.at.Get("strands").Where(), "framework.question.no-scale", "Id", item.ID)
			return
		}
	}
}

func (l *loading) checkPart(item placed) {
	under, has := item.at.Field("under")
	switch item.Part {
	case Deeper:
		if !has {
			l.add(item.at.Place, "framework.under.missing", "Id", item.ID)
		}
	case Core, Reply:
		if has {
			l.add(under.At, "framework.under.not-deeper", "Id", item.ID, "Part", item.Part)
		}
	}
	if item.Part == Reply && slices.ContainsFunc(item.Strands, func(s string) bool { return s != Return }) {
		l.add(item.at.Get("strands").Where(), "framework.question.return-only", "Id", item.ID)
	}
}

// checkNext sees that each position of a core statement has its next step, and
// that each next step has its position.
func (l *loading) checkNext(item placed) {
	next := item.at.Get("next")
	scale, known := l.framework.Scale(item.Scale)
	if item.Scale != "" && !known {
		return
	}
	var positions []string
	for _, p := range scale.Positions {
		positions = append(positions, p.ID)
	}
	if next != nil {
		for _, f := range next.Fields {
			switch {
			case item.Scale == "":
				l.add(f.At, "framework.next.no-scale", "Id", item.ID)
			case !contains(positions, f.Name):
				l.add(f.At, "framework.unknown.position", "Id", f.Name, "Scale", scale.ID,
					"Near", l.near(f.Name, positions), "Known", few(positions))
			}
		}
	}
	var missing []string
	for _, p := range positions {
		if _, ok := item.Next[p]; !ok && p != "" {
			missing = append(missing, p)
		}
	}
	if item.Part != Core || len(missing) == 0 || !item.For(Staff) && !item.For(Return) {
		return
	}
	at := item.at.Place
	if next != nil {
		at = next.Place
	}
	if len(l.listed) == 0 {
		l.note(at, "framework.next.could", "Id", item.ID, "Positions", few(missing))
		return
	}
	l.add(at, "framework.next.missing", "Id", item.ID, "Positions", few(missing))
}

// checkUnder sees that deeper questions go into core ones.
func (l *loading) checkUnder() {
	byID := l.byID()
	for _, item := range l.items {
		under := item.at.Get("under")
		if under.Word() == "" || item.Part != Deeper {
			continue
		}
		core, ok := byID[item.Under]
		switch {
		case !ok:
			l.unknownItem(under, "framework.unknown.under")
		case underRound(byID, item.Item):
			l.add(under.Place, "framework.under.round", "Id", item.ID, "Under", item.Under)
		case core.Part != Core:
			l.add(under.Place, "framework.under.not-core", "Id", item.ID, "Under", item.Under)
		case core.Principle != item.Principle:
			l.add(under.Place, "framework.under.elsewhere", "Id", item.ID, "Under", item.Under)
		}
	}
}

// underRound says whether going up from an item comes back to it.
func underRound(byID map[string]placed, item Item) bool {
	above := item.Under
	for range byID {
		if above == item.ID {
			return true
		}
		next, ok := byID[above]
		if !ok || next.Under == "" {
			return false
		}
		above = next.Under
	}
	return false
}

func (l *loading) byID() map[string]placed {
	byID := make(map[string]placed, len(l.items))
	for _, item := range l.items {
		if _, twice := byID[item.ID]; !twice && item.ID != "" {
			byID[item.ID] = item
		}
	}
	return byID
}

func (l *loading) unknownItem(n *tree.Node, message string) {
	if l.unread.questions || l.unread.main {
		return
	}
	var ids []string
	if len(l.faults) <= fault.MaxListed {
		for _, item := range l.items {
			ids = append(ids, item.ID)
		}
	}
	l.add(n.Place, message, "Id", n.Word(), "Near", l.near(n.Word(), ids))
}

// noteSilent mentions principles nobody is asked about.
func (l *loading) noteSilent() {
	if l.unread.questions {
		return
	}
	asked := map[string]bool{}
	for _, item := range l.items {
		asked[item.Principle] = true
	}
	for _, n := range l.listed {
		if id := n.Word(); id != "" && !asked[id] {
			l.note(n.Place, "framework.principle.silent", "Id", id)
		}
	}
}
