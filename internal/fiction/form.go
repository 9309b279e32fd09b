package fiction

import (
	"strings"

	"bearings/internal/framework"
)

// form is what a strand is asked, ready to be answered.
type form struct {
	first  []question
	deeper [][]question // by the question they go into
	short  bool         // there is a one-page form
}

func (f *form) empty() bool { return len(f.first) == 0 }

// question is an item, and what is known beforehand about its answers.
type question struct {
	item      framework.Item
	positions []framework.Word // none for a question answered in words
	beside    []besideAnswer
	// topic is what the question is about, as an index into topics.names.
	topic int
	// lift is how much better this strand sees it, in thousandths of a scale.
	lift int
	// texts are what a return may say where it answers in words: one of each list.
	texts [][]string
}

// besideAnswer is an answer beside the scale.
type besideAnswer struct {
	id     string
	chance int  // in a thousand
	ours   bool // says that the thing belongs to others
}

// topics are what a framework asks about: its principles or, without them,
// what mirrors each other.
type topics struct {
	names []string
	of    map[string]int // by item
}

func topicsOf(fw *framework.Framework) topics {
	t := topics{of: map[string]int{}}
	byName := map[string]int{}
	for _, item := range fw.Items {
		name := item.Principle
		if name == "" {
			name = item.ID
			for _, other := range item.Mirrors {
				if at, known := t.of[other]; known {
					name = t.names[at]
					break
				}
			}
		}
		at, known := byName[name]
		if !known {
			at = len(t.names)
			byName[name] = at
			t.names = append(t.names, name)
		}
		t.of[item.ID] = at
	}
	return t
}

// formsOf makes a form for each strand; one that nobody is asked is empty.
func formsOf(fw *framework.Framework, said words, topics topics, seed uint64) map[string]*form {
	forms := map[string]*form{}
	for _, strand := range framework.Strands {
		forms[strand] = &form{}
	}
	for _, item := range fw.Items {
		for _, strand := range item.Strands {
			if f, known := forms[strand]; known {
				f.add(newQuestion(fw, item, said))
				f.short = f.short || item.Short
			}
		}
	}
	for strand, f := range forms {
		f.onlyDeeper()
		f.each(func(q *question) {
			q.topic = topics.of[q.item.ID]
			q.lift = lean(seed, topics.names[q.topic], topicLean) + lean(seed, q.item.ID, itemLean)
			if holdsAny(titleOf(fw, q.item), said.LessSeen[strand]) {
				q.lift += lessSeen
			}
		})
	}
	return forms
}

func newQuestion(fw *framework.Framework, item framework.Item, said words) question {
	q := question{item: item}
	scale, _ := fw.Scale(item.Scale)
	q.positions = scale.Positions
	for _, word := range scale.Beside {
		b := besideAnswer{id: word.ID, chance: otherBeside}
		switch {
		case holdsAny(word.ID, said.Unsure):
			b.chance = isUnsure
		case holdsAny(word.ID, said.NotOurs):
			b.chance, b.ours = saysNotOurs, true
		}
		q.beside = append(q.beside, b)
	}
	for _, set := range said.Returns {
		if len(set.Words) == 0 || holdsAny(titleOf(fw, item), set.Words) {
			q.texts = set.Lists
			break
		}
	}
	return q
}

// add puts a question at its place; deeper ones stand together by what they are under.
func (f *form) add(q question) {
	if q.item.Part != framework.Deeper {
		f.first = append(f.first, q)
		return
	}
	for i, group := range f.deeper {
		if group[0].item.Under == q.item.Under {
			f.deeper[i] = append(group, q)
			return
		}
	}
	f.deeper = append(f.deeper, []question{q})
}

// onlyDeeper makes first questions of the deeper ones where there are no others.
func (f *form) onlyDeeper() {
	if len(f.first) > 0 {
		return
	}
	for _, group := range f.deeper {
		f.first = append(f.first, group...)
	}
	f.deeper = nil
}

func (f *form) each(do func(*question)) {
	for i := range f.first {
		do(&f.first[i])
	}
	for _, group := range f.deeper {
		for i := range group {
			do(&group[i])
		}
	}
}

// titleOf is the question and its principle's title, in small letters.
func titleOf(fw *framework.Framework, item framework.Item) string {
	title := item.Text.In("en")
	if p, ok := fw.Principle(item.Principle); ok {
		title += " " + p.Title.In("en")
	}
	return strings.ToLower(title)
}

// levelsAsked are the levels of the framework that some first question is put to.
func levelsAsked(fw *framework.Framework, f *form) []string {
	var levels []string
	for _, level := range fw.Levels {
		for _, q := range f.first {
			if q.item.ForLevel(level.ID) {
				levels = append(levels, level.ID)
				break
			}
		}
	}
	return levels
}
