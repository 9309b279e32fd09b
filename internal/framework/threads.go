package framework

import (
	"slices"

	"bearings/internal/tree"
)

// threads takes what ties principles together, in the order it is listed.
func (l *loading) threads(n *tree.Node) []Thread {
	var threads []Thread
	for _, thread := range n.List() {
		id := l.once("thread", thread.Get("id"), "framework.twice.thread")
		t := Thread{ID: id, Name: l.text(thread, "name"), Ask: l.text(thread, "ask")}
		t.Principles = l.tied(thread, id)
		t.Apart = l.apart(thread, t)
		threads = append(threads, t)
	}
	return threads
}

// tied takes the two principles of a thread: two different ones that the pack
// lists and that no other thread ties.
func (l *loading) tied(thread *tree.Node, id string) []string {
	pair, listed := thread.Get("principles"), l.principles()
	for _, n := range pair.List() {
		if principle := n.Word(); principle != "" && !contains(listed, principle) && !l.misshapen[n] {
			l.add(n.Place, "framework.unknown.tied", "Id", principle, "Near", l.near(principle, listed))
		}
	}
	two := wordsOf(pair)
	if len(two) != 2 {
		return two
	}
	if two[0] == two[1] {
		l.add(pair.Items[1].Where(), "framework.thread.itself", "Id", two[0])
		return two
	}
	sorted := slices.Sorted(slices.Values(two))
	between := sorted[0] + " " + sorted[1]
	if first, again := l.places["tied"][between]; again {
		l.add(pair.Place, "framework.thread.again", "One", two[0], "Other", two[1], "Line", first.Line)
		return two
	}
	l.put("tied", between, pair.Place)
	return two
}

// apart takes a thread's names for the two ways in which its principles can
// stand apart, and sees that each way has one.
func (l *loading) apart(thread *tree.Node, t Thread) map[string]Text {
	n := thread.Get("apart")
	if n == nil || n.Shape != tree.Fields || len(t.Principles) != 2 || t.Principles[0] == t.Principles[1] {
		return nil
	}
	apart := map[string]Text{}
	for _, f := range n.Fields {
		if !contains(t.Principles, f.Name) {
			l.add(f.At, "framework.unknown.apart", "Id", f.Name, "Known", few(t.Principles))
			continue
		}
		apart[f.Name] = l.textAt(f.Value, f.Name)
	}
	for i, upper := range t.Principles {
		if _, ok := apart[upper]; !ok {
			l.add(n.Place, "framework.thread.unnamed", "Id", upper, "Other", t.Principles[1-i])
		}
	}
	return apart
}
