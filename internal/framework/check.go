package framework

import (
	"slices"

	"bearings/internal/fault"
)

// check sees that the questions fit the pack and each other.
func (l *loading) check() {
	if len(l.items) == 0 && !l.unread.main && !l.unread.questions {
		l.add(place{file: mainFile, line: 1, column: 1}, "framework.question.none")
	}
	for _, item := range l.items {
		l.checkAnswers(item)
		l.checkPart(item)
		l.checkNext(item)
		for _, level := range item.at.get("levels").list() {
			if l.places["level"][level.word()].file == "" && !l.unread.main && isLevel(level.word()) {
				l.add(level.place, "framework.unknown.level", "Id", level.word())
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
	if scale, ok := item.at.field("scale"); ok {
		l.known("scale", scale.value, "framework.unknown.scale")
		return
	}
	for _, strand := range item.Strands {
		if strand != Return {
			l.add(item.at.get("strands").where(), "framework.question.no-scale", "Id", item.ID)
			return
		}
	}
}

func (l *loading) checkPart(item placed) {
	under, has := item.at.field("under")
	switch item.Part {
	case Deeper:
		if !has {
			l.add(item.at.place, "framework.under.missing", "Id", item.ID)
		}
	case Core, Reply:
		if has {
			l.add(under.at, "framework.under.not-deeper", "Id", item.ID, "Part", item.Part)
		}
	}
	if item.Part == Reply && slices.ContainsFunc(item.Strands, func(s string) bool { return s != Return }) {
		l.add(item.at.get("strands").where(), "framework.question.return-only", "Id", item.ID)
	}
}

// checkNext sees that each position of a core statement has its next step, and
// that each next step has its position.
func (l *loading) checkNext(item placed) {
	next := item.at.get("next")
	scale, known := l.framework.Scale(item.Scale)
	if item.Scale != "" && !known {
		return
	}
	var positions []string
	for _, p := range scale.Positions {
		positions = append(positions, p.ID)
	}
	if next != nil {
		for _, f := range next.fields {
			switch {
			case item.Scale == "":
				l.add(f.at, "framework.next.no-scale", "Id", item.ID)
			case !contains(positions, f.name):
				l.add(f.at, "framework.unknown.position", "Id", f.name, "Scale", scale.ID,
					"Near", l.near(f.name, positions), "Known", few(positions))
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
	at := item.at.place
	if next != nil {
		at = next.place
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
		under := item.at.get("under")
		if under.word() == "" || item.Part != Deeper {
			continue
		}
		core, ok := byID[item.Under]
		switch {
		case !ok:
			l.unknownItem(under, "framework.unknown.under")
		case underRound(byID, item.Item):
			l.add(under.place, "framework.under.round", "Id", item.ID, "Under", item.Under)
		case core.Part != Core:
			l.add(under.place, "framework.under.not-core", "Id", item.ID, "Under", item.Under)
		case core.Principle != item.Principle:
			l.add(under.place, "framework.under.elsewhere", "Id", item.ID, "Under", item.Under)
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

func (l *loading) unknownItem(n *node, message string) {
	if l.unread.questions || l.unread.main {
		return
	}
	var ids []string
	if len(l.faults) <= fault.MaxListed {
		for _, item := range l.items {
			ids = append(ids, item.ID)
		}
	}
	l.add(n.place, message, "Id", n.word(), "Near", l.near(n.word(), ids))
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
		if id := n.word(); id != "" && !asked[id] {
			l.note(n.place, "framework.principle.silent", "Id", id)
		}
	}
}
