package framework

import "slices"

// threads takes what ties principles together, in the order it is listed.
func (l *loading) threads(n *node) []Thread {
	var threads []Thread
	for _, thread := range n.list() {
		id := l.once("thread", thread.get("id"), "framework.twice.thread")
		t := Thread{ID: id, Name: l.text(thread, "name"), Ask: l.text(thread, "ask")}
		t.Principles = l.tied(thread, id)
		t.Apart = l.apart(thread, t)
		threads = append(threads, t)
	}
	return threads
}

// tied takes the two principles of a thread: two different ones that the pack
// lists and that no other thread ties.
func (l *loading) tied(thread *node, id string) []string {
	pair, listed := thread.get("principles"), l.principles()
	for _, n := range pair.list() {
		if principle := n.word(); principle != "" && !contains(listed, principle) && !l.misshapen[n] {
			l.add(n.place, "framework.unknown.tied", "Id", principle, "Near", l.near(principle, listed))
		}
	}
	two := wordsOf(pair)
	if len(two) != 2 {
		return two
	}
	if two[0] == two[1] {
		l.add(pair.items[1].where(), "framework.thread.itself", "Id", two[0])
		return two
	}
	sorted := slices.Sorted(slices.Values(two))
	between := sorted[0] + " " + sorted[1]
	if first, again := l.places["tied"][between]; again {
		l.add(pair.place, "framework.thread.again", "One", two[0], "Other", two[1], "Line", first.line)
		return two
	}
	l.put("tied", between, pair.place)
	return two
}

// apart takes a thread's names for the two ways in which its principles can
// stand apart, and sees that each way has one.
func (l *loading) apart(thread *node, t Thread) map[string]Text {
	n := thread.get("apart")
	if n == nil || n.shape != fields || len(t.Principles) != 2 || t.Principles[0] == t.Principles[1] {
		return nil
	}
	apart := map[string]Text{}
	for _, f := range n.fields {
		if !contains(t.Principles, f.name) {
			l.add(f.at, "framework.unknown.apart", "Id", f.name, "Known", few(t.Principles))
			continue
		}
		apart[f.name] = l.textAt(f.value, f.name)
	}
	for i, upper := range t.Principles {
		if _, ok := apart[upper]; !ok {
			l.add(n.place, "framework.thread.unnamed", "Id", upper, "Other", t.Principles[1-i])
		}
	}
	return apart
}
