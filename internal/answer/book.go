package answer

import "bearings/internal/framework"

// book is a framework with everything an answers file needs looked up once.
type book struct {
	fw    *framework.Framework
	items map[string]int // place in fw.Items, by id
	kinds []name
}

func newBook(fw *framework.Framework) *book {
	b := &book{fw: fw, items: make(map[string]int, len(fw.Items))}
	for i, it := range fw.Items {
		b.items[it.ID] = i
	}
	for _, k := range fw.Kinds {
		b.kinds = append(b.kinds, names(k.ID, k.Name)...)
	}
	return b
}

// question is an item put to one strand.
type question struct {
	id string
	// item is the item as the framework has it.
	item framework.Item
	// answers are the ids of the scale: positions, lowest first, and then those
	// beside it. None for an item answered in words.
	answers   []string
	positions int
	known     []name
	// first is where the question's counts begin.
	first int
}

func newQuestion(fw *framework.Framework, it framework.Item, first int) question {
	q := question{id: it.ID, item: it, first: first}
	scale, _ := fw.Scale(it.Scale)
	for _, w := range scale.Positions {
		q.answers = append(q.answers, w.ID)
		q.known = append(q.known, names(w.ID, w.Word)...)
	}
	q.positions = len(q.answers)
	for _, w := range scale.Beside {
		q.answers = append(q.answers, w.ID)
		q.known = append(q.known, names(w.ID, w.Word)...)
	}
	return q
}

// question finds the question a row answers, or -1 where there is a fault.
func (in *intake) question(c *crowd, r *row, lvl byte) int {
	i, known := in.book.items[r[item]]
	if !known {
		if r[item] == "" {
			in.fault(item, "answers.item.missing")
		} else {
			in.unknown(item, r, "answers.item.unknown", c.known)
		}
		return -1
	}
	q := c.local[i]
	if q < 0 {
		in.fault(item, "answers.item.strand", "Item", r[item], "Strand", c.strand,
			"Put", list(in.book.fw.Items[i].Strands))
		return -1
	}
	if it := &c.questions[q].item; len(it.Levels) > 0 && lvl != faulty && !it.ForLevel(levels[lvl]) {
		in.fault(item, "answers.item.level", "Item", r[item], "Level", levels[lvl], "Put", list(it.Levels))
		return -1
	}
	return q
}

// answer is which of the question's answers a row gives, -1 for none, and
// whether the row is in order.
func (in *intake) answer(q *question, r *row) (int, bool) {
	given := r[answer]
	if given == "" {
		return -1, true
	}
	if q.item.IsText() {
		in.fault(answer, "answers.answer.words", "Item", q.id)
		return -1, false
	}
	for i, id := range q.answers {
		if id == given {
			return i, true
		}
	}
	in.unknown(answer, r, "answers.answer.unknown", q.known, "Item", q.id)
	return -1, false
}
