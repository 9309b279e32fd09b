package insight

import (
	"cmp"
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
)

// Topic is one thing to talk about: a principle, or two that a thread ties.
type Topic struct {
	// Thread is the thread's id, or ""; Strong is the id of the principle at
	// whose upper end somebody stands who is at the lower end of the other.
	Thread, Strong string
	Principles     []string
	// Findings are those the topic rests on, most pressing first.
	Findings []Finding
}

// MaxTopics is how many topics an agenda has: what two hours have room for.
const MaxTopics = 4

// Early is how many topics an hour has room for. A principle no conversation
// may leave out is always among them.
const Early = 2

// What makes a topic, most pressing first. It orders the talk and says nothing
// about how good or bad anything is.
const (
	concern    = iota // children or parents say that it mostly is not so
	below             // they say so less often than adults do
	apart             // strands differ in another way
	among             // staff or agencies differ among themselves
	growing           // staff see scope for development
	unknown           // nobody knows, or could be heard
	unpressing        // nothing of it
)

// agenda makes topics of findings. Principles on which people differ, and which
// a thread ties together, are one topic; each principle is in one at most.
func agenda(fw *framework.Framework, found []Finding) []Topic {
	byPrinciple := map[string][]Finding{}
	for _, f := range found {
		byPrinciple[f.Principle] = append(byPrinciple[f.Principle], f)
	}
	if len(fw.Principles) == 0 {
		return wholeRound(found)
	}
	topics := make([]pressing, 0, len(fw.Principles))
	tied := map[string]bool{}
	for _, thread := range threadsByPress(fw, byPrinciple) {
		a, b := thread.Principles[0], thread.Principles[1]
		if tied[a] || tied[b] {
			continue
		}
		tied[a], tied[b] = true, true
		topics = append(topics, tiedTopic(thread, byPrinciple[a], byPrinciple[b]))
	}
	for _, p := range fw.Principles {
		if !tied[p.ID] {
			topics = append(topics, pressing{
				Topic: Topic{Principles: []string{p.ID}, Findings: toTalkAbout(byPrinciple[p.ID])},
				press: press(byPrinciple[p.ID]),
			})
		}
	}
	return chosen(fw, topics)
}

// wholeRound is the one topic of a framework without principles.
func wholeRound(found []Finding) []Topic {
	if found = toTalkAbout(found); len(found) == 0 {
		return nil
	}
	return []Topic{{Findings: found}}
}

// pressing is a topic and how pressing it is.
type pressing struct {
	Topic
	press int
}

// threadsByPress are the threads both of whose principles people differ on, or on
// one of which people stand at the upper end and on the other at the lower; the
// most pressing first and then in the framework's order.
func threadsByPress(fw *framework.Framework, found map[string][]Finding) []framework.Thread {
	var threads []framework.Thread
	sum := map[string]int{}
	for _, t := range fw.Threads {
		first, second := found[t.Principles[0]], found[t.Principles[1]]
		a, b := press(first), press(second)
		if max(a, b) <= among || min(a, b) <= among && strongSide(t, first, second) != "" {
			sum[t.ID] = a + b
			threads = append(threads, t)
		}
	}
	slices.SortStableFunc(threads, func(x, y framework.Thread) int { return cmp.Compare(sum[x.ID], sum[y.ID]) })
	return threads
}

func tiedTopic(thread framework.Thread, first, second []Finding) pressing {
	return pressing{
		Topic: Topic{
			Thread:     thread.ID,
			Strong:     strongSide(thread, first, second),
			Principles: slices.Clone(thread.Principles),
			Findings:   toTalkAbout(append(slices.Clone(first), second...)),
		},
		press: min(press(first), press(second)),
	}
}

// strongSide is the principle at the upper end of which a strand stands while it
// stands at the lower end of the other, if children's and parents' answers, or
// else those of staff, say nothing against it.
func strongSide(thread framework.Thread, first, second []Finding) string {
	for _, among := range [][]string{{framework.YoungPerson, framework.Parent}, {framework.Staff}} {
		strong, contested := "", false
		for _, strand := range among {
			a, b := leanOf(first, strand), leanOf(second, strand)
			side := ""
			switch {
			case a == disclosure.Upper && b == disclosure.Lower:
				side = thread.Principles[0]
			case a == disclosure.Lower && b == disclosure.Upper:
				side = thread.Principles[1]
			case a != "" || b != "":
				contested = true
			}
			contested = contested || strong != "" && side != "" && side != strong
			strong = cmp.Or(side, strong)
		}
		if strong != "" || contested {
			if contested {
				return ""
			}
			return strong
		}
	}
	return ""
}

// leanOf is how a strand leans on a principle: one way on all of its statements,
// or "".
func leanOf(found []Finding, strand string) disclosure.Lean {
	var leans []disclosure.Lean
	for _, f := range found {
		if f.Kind.IsStand() && f.Strand == strand && !f.Deeper {
			leans = append(leans, f.Sides[0].Stand.Lean)
		}
	}
	if leans = slices.Compact(leans); len(leans) != 1 {
		return ""
	}
	return leans[0]
}

// press is how pressing the most pressing of the findings is.
func press(found []Finding) int {
	most := unpressing
	for _, f := range found {
		most = min(most, pressOf(f))
	}
	return most
}

func pressOf(f Finding) int {
	young := f.Strand == framework.YoungPerson || f.Strand == framework.Parent
	if f.Minor {
		return unpressing
	}
	switch f.Kind {
	case Scope:
		if young {
			return concern
		}
		return growing
	case Apart:
		if isVoice(f.Sides[0]) && !isVoice(f.Sides[1]) && f.Sides[0].Lower {
			return below
		}
		return apart
	case Levels, Agencies, OwnStaff, Divided, Spread:
		return among
	case Mixed:
		if young {
			return among
		}
		return growing
	case DontKnow, NotShown, Blank:
		return unknown
	}
	return unpressing
}

func isVoice(s Side) bool { return s.Strand == framework.YoungPerson || s.Strand == framework.Parent }

// toTalkAbout are the findings that give a topic something to talk about, most
// pressing first.
func toTalkAbout(found []Finding) []Finding {
	found = slices.DeleteFunc(slices.Clone(found), func(f Finding) bool { return pressOf(f) == unpressing })
	slices.SortStableFunc(found, func(x, y Finding) int { return cmp.Compare(pressOf(x), pressOf(y)) })
	return found
}

// chosen are the topics a meeting has room for. Those that no conversation may
// leave out are among the first.
func chosen(fw *framework.Framework, all []pressing) []Topic {
	byPress := func(x, y pressing) int { return cmp.Compare(x.press, y.press) }
	slices.SortStableFunc(all, byPress)
	always := map[string]bool{}
	for _, p := range fw.Principles {
		always[p.ID] = p.Always
	}
	var stay, others []pressing
	for _, t := range all {
		switch {
		case slices.ContainsFunc(t.Principles, func(id string) bool { return always[id] }):
			stay = append(stay, t)
		case t.press != unpressing:
			others = append(others, t)
		}
	}
	room := min(max(0, Early-len(stay)), len(others))
	first := append(slices.Clone(others[:room]), stay...)
	slices.SortStableFunc(first, byPress)
	var topics []Topic
	for _, t := range append(first, others[room:]...) {
		if len(topics) < MaxTopics {
			topics = append(topics, t.Topic)
		}
	}
	return topics
}
