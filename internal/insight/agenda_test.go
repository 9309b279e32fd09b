package insight_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"bearings/internal/answer"
	"bearings/internal/insight"
	"bearings/internal/report/reporttest"
)

var words = []string{"hardly-ever", "sometimes", "mostly", "nearly-always"}

// TestEveryAgendaCanBeMet draws partnerships of all kinds: no agenda is longer
// than a meeting, none says anything twice, and none leaves out what no
// conversation may.
func TestEveryAgendaCanBeMet(t *testing.T) {
	fw := reporttest.Principles(t)
	tied, early := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		a := &reporttest.Answers{}
		for _, p := range fw.Principles {
			id := "p" + p.ID[1:]
			for _, c := range []struct{ strand, item string }{{"young-person", id + "-young"}, {"parent", id + "-parent"}, {"staff", id}} {
				if n := rapid.SampledFrom([]int{0, 12, 30}).Draw(t, c.strand); n > 0 {
					a.Add(crowd(n, c.strand, "", "", c.item, rapid.SampledFrom(words).Draw(t, c.item)))
				}
			}
		}
		a.AddLines(reporttest.Line{Strand: "return", Agency: "Oak", Item: "p1-do", Text: "We ask."})
		outcome, err := answer.Take(fw, a, 0)
		if err != nil {
			t.Fatal(err)
		}
		agenda := insight.From(fw, outcome).Agenda
		if len(agenda) == 0 || len(agenda) > insight.MaxTopics {
			t.Fatalf("%d topics", len(agenda))
		}
		var seen []string
		for _, topic := range agenda {
			seen = append(seen, topic.Principles...)
			if topic.Thread != "" {
				tied++
			}
		}
		slices.Sort(seen)
		if len(slices.Compact(slices.Clone(seen))) != len(seen) {
			t.Fatalf("a principle stands in two topics: %q", seen)
		}
		if !slices.ContainsFunc(agenda[:min(insight.Early, len(agenda))], func(topic insight.Topic) bool { return slices.Contains(topic.Principles, "P2") }) {
			t.Fatalf("P2 is not among the first %d topics", insight.Early)
		}
		early++
	})
	if tied == 0 || early == 0 {
		t.Errorf("%d topics were tied together in %d agendas", tied, early)
	}
}

// Young people say that they are heard and not that they are believed: one
// topic, under the name the thread has for that.
func TestLinkedPrinciplesAreOneTopicByTheirThread(t *testing.T) {
	fw := reporttest.Principles(t)
	a := &reporttest.Answers{}
	a.Add(
		crowd(40, "young-person", "", "", "p3-young", "nearly-always"), crowd(40, "young-person", "", "", "p1-young", "hardly-ever"),
		crowd(40, "staff", "", "", "p3", "hardly-ever"), crowd(40, "staff", "", "", "p1", "nearly-always"),
	)
	in := from(t, fw, a)
	if len(in.Agenda) == 0 {
		t.Fatal("nothing to talk about")
	}
	first := in.Agenda[0]
	if !slices.Equal(sorted(first.Principles), []string{"P1", "P3"}) || first.Strong != "P3" || first.Thread == "" {
		t.Fatalf("the first topic is %+v", first)
	}
	for _, thread := range fw.Threads {
		if thread.ID == first.Thread && thread.Apart["P3"].In("en") == "" {
			t.Error("the thread has no name for it")
		}
	}
}

// Where parents say the opposite of young people, no topic takes a side.
func TestATopicTakesNoSideWhereVoicesDiffer(t *testing.T) {
	a := &reporttest.Answers{}
	a.Add(
		crowd(40, "young-person", "", "", "p3-young", "nearly-always"), crowd(40, "young-person", "", "", "p1-young", "hardly-ever"),
		crowd(40, "parent", "", "", "p3-parent", "hardly-ever"), crowd(40, "parent", "", "", "p1-parent", "nearly-always"),
	)
	for _, topic := range from(t, reporttest.Principles(t), a).Agenda {
		if topic.Strong != "" {
			t.Errorf("%+v takes the side of %s", topic.Principles, topic.Strong)
		}
	}
}

func sorted(all []string) []string {
	all = slices.Clone(all)
	slices.Sort(all)
	return all
}
