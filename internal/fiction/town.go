package fiction

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"bearings/internal/framework"
)

// town is the fictional partnership.
type town struct {
	seed     uint64
	agencies []agency
	replies  []int    // how many people of each agency reply, as weights
	asking   []int    // as weights: which agencies ask young people and parents
	levels   []string // that staff are asked at
	shares   []int    // of the levels, as weights
	topics   []string
}

// agency is one organisation of the town.
type agency struct {
	name, kind string // ready as cells
	// lifts says by topic how much better, in thousandths of the scale, its
	// people see themselves doing than the town does.
	lifts []int
	// notOurs is the topic that its people often think belongs to others.
	notOurs int
	small   bool
}

// How unlike the town's agencies are, in thousandths of a scale.
const (
	agencyWidth = 45 // one agency in everything
	topicWidth  = 80 // one agency in one topic
	smallSize   = 50 // people; fewer make a small organisation
)

// levelShares are how many of a hundred staff work at each level.
var levelShares = map[string]int{framework.Direct: 68, framework.Operational: 23, framework.Strategic: 9}

func build(fw *framework.Framework, said words, plan Plan, topics topics, levels []string) *town {
	t := &town{seed: plan.Seed, topics: topics.names, levels: levels}
	for _, level := range t.levels {
		t.shares = append(t.shares, levelShares[level])
	}
	r := source(plan.Seed, "agencies")
	namer := namer{words: said, used: map[string]bool{}}
	services := 0
	for n, s := range choose(r, sortsFor(fw, said), plan.Agencies) {
		name := namer.name(r, s)
		people := s.people(r, name)
		rate := 20 + below(r, 45) // in a hundred
		t.replies = append(t.replies, people*rate)
		ask := 0
		if s.Asks && services < 3+plan.Agencies/40 && (n < 3 || permille(r, 350)) {
			services++
			ask = 20 + below(r, 80)
		}
		t.asking = append(t.asking, ask)
		t.agencies = append(t.agencies, t.agency(cell(said.marked(name)), s, people))
	}
	return t
}

func (t *town) agency(name string, s kindSort, people int) agency {
	a := agency{name: name, kind: s.kind, small: people < smallSize, notOurs: -1}
	base := lean(t.seed, name, agencyWidth)
	a.lifts = make([]int, len(t.topics))
	for at, topic := range t.topics {
		a.lifts[at] = base + lean(t.seed, name+" "+topic, topicWidth)
	}
	if r := source(t.seed, name+" not ours"); permille(r, 400) {
		a.notOurs = below(r, len(t.topics))
	}
	return a
}

// kindSort is a sort of agency as a kind of the framework.
type kindSort struct {
	agencySort
	kind    string // the framework's id, or ""
	printed string
}

// people draws how many work in the agency of that name.
func (s kindSort) people(r *rand.Rand, name string) int {
	size := s.Size
	if name != s.Names[0] && s.Rest[1] > 0 {
		size = s.Rest
	}
	return size[0] + below(r, size[1]-size[0]+1)
}

// sortsFor lists the sorts that a framework's kinds are, the biggest first.
func sortsFor(fw *framework.Framework, said words) []kindSort {
	var all []kindSort
	if len(fw.Kinds) == 0 {
		for _, s := range said.Sorts {
			all = append(all, kindSort{agencySort: s})
		}
		return all
	}
	for _, kind := range fw.Kinds {
		all = append(all, kindSort{agencySort: said.sortOf(kind.ID), kind: kind.ID, printed: strings.TrimSpace(kind.Name.In("en"))})
	}
	slices.SortStableFunc(all, func(a, b kindSort) int { return b.Size[1] - a.Size[1] })
	return all
}

// choose draws the sorts of so many agencies: those that are always there
// first, then by share.
func choose(r *rand.Rand, sorts []kindSort, count int) []kindSort {
	left, shares := make([]int, len(sorts)), make([]int, len(sorts))
	fill := func() {
		for i, s := range sorts {
			left[i], shares[i] = s.Most, s.Share
		}
	}
	fill()
	var chosen []kindSort
	add := func(at int) {
		chosen = append(chosen, sorts[at])
		if left[at]--; left[at] == 0 {
			shares[at] = 0
		}
	}
	for at, s := range sorts {
		if s.Always && len(chosen) < count {
			add(at)
		}
	}
	for len(chosen) < count {
		at := weighted(r, shares)
		if at < 0 { // more agencies than there are such sorts
			fill()
			continue
		}
		add(at)
	}
	return chosen
}

// namer gives every agency a name of its own.
type namer struct {
	words words
	used  map[string]bool
}

func (n namer) name(r *rand.Rand, s kindSort) string {
	var free []string
	for _, pattern := range s.Names {
		pattern = strings.ReplaceAll(pattern, "{kind}", s.printed)
		if !strings.Contains(pattern, "{local}") {
			if !n.used[pattern] {
				return n.use(pattern)
			}
			continue
		}
		for _, local := range n.words.Locals {
			if name := strings.ReplaceAll(pattern, "{local}", local); !n.used[name] {
				free = append(free, name)
			}
		}
	}
	if len(free) > 0 {
		return n.use(pick(r, free))
	}
	base := strings.ReplaceAll(s.Names[0], "{kind}", s.printed)
	base = strings.ReplaceAll(base, "{local}", n.words.Locals[0])
	for number := 2; ; number++ {
		if name := base + " " + strconv.Itoa(number); !n.used[name] {
			return n.use(name)
		}
	}
}

func (n namer) use(name string) string {
	n.used[name] = true
	return name
}
