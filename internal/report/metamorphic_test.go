package report_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/report/reporttest"
)

// town is a partnership of two agencies that see things differently.
func town(north, south string) *reporttest.Answers {
	a := &reporttest.Answers{}
	people := func(n int, strand, agency, item, answer string) {
		a.Add(reporttest.Crowd{N: n, Strand: strand, Agency: agency, Answers: map[string]string{item: answer}})
	}
	people(40, framework.Staff, north, "p1", "often")
	people(10, framework.Staff, north, "p1", "sometimes")
	people(10, framework.Staff, south, "p1", "often")
	people(40, framework.Staff, south, "p1", "hardly-ever")
	people(10, framework.YoungPerson, "", "p1-young", "often")
	people(40, framework.YoungPerson, "", "p1-young", "sometimes")
	for agency, answer := range map[string]string{north: "hardly-ever", south: "nearly-always"} {
		a.AddLines(
			reporttest.Line{Strand: framework.Return, Agency: agency, Item: "p1", Answer: answer},
			reporttest.Line{Strand: framework.Return, Agency: agency, Item: "p2", Answer: "often"},
		)
	}
	return a
}

// sentences are all findings, each as its words in the order of the alphabet:
// lists of names are in the order of names, which a swap changes.
func sentences(t *testing.T, a *reporttest.Answers, rename func(string) string) map[string]int {
	t.Helper()
	said := map[string]int{}
	for _, f := range a.Report(t, reporttest.Small(t)).Findings {
		words := strings.FieldsFunc(rename(f.Text), func(r rune) bool { return strings.ContainsRune(" ;:,.", r) })
		slices.Sort(words)
		said[f.Kind+" "+strings.Join(words, " ")]++
	}
	return said
}

func same(text string) string { return text }

func TestSwappingTwoAgenciesSwapsTheSentences(t *testing.T) {
	swap := strings.NewReplacer("Amber", "Birch", "Birch", "Amber").Replace
	got, want := sentences(t, town("Birch", "Amber"), same), sentences(t, town("Amber", "Birch"), swap)
	if !maps.Equal(got, want) {
		t.Errorf("swapped:\n%v\nwant\n%v", got, want)
	}
	if maps.Equal(got, sentences(t, town("Amber", "Birch"), same)) {
		t.Error("the swap changed nothing, so this says nothing")
	}
}

func TestReversingAScaleReversesWhatMostSay(t *testing.T) {
	reversed := reporttest.Small(t)
	for i := range reversed.Scales {
		slices.Reverse(reversed.Scales[i].Positions)
	}
	kinds := func(fw *framework.Framework) (strengths, scope int) {
		for _, f := range town("Amber", "Birch").Report(t, fw).Findings {
			switch f.Kind {
			case "strength":
				strengths++
			case "scope":
				scope++
			}
		}
		return strengths, scope
	}
	strengths, scope := kinds(reporttest.Small(t))
	if s, g := kinds(reversed); s != scope || g != strengths || strengths+scope == 0 {
		t.Errorf("%d strengths and %d with scope became %d and %d", strengths, scope, s, g)
	}
}

func TestAddingAStrandLeavesTheOtherSentences(t *testing.T) {
	more := town("Amber", "Birch")
	more.Add(reporttest.Crowd{N: 30, Strand: framework.Parent, Answers: map[string]string{"p1-parent": "nearly-always"}})
	after := sentences(t, more, same)
	said := 0
	for sentence := range sentences(t, town("Amber", "Birch"), same) {
		if strings.HasPrefix(sentence, "not-asked") && strings.Contains(sentence, "parents") {
			continue // they were asked now
		}
		if said++; after[sentence] == 0 {
			t.Errorf("no longer said: %s", sentence)
		}
	}
	if said < 5 {
		t.Errorf("only %d sentences were looked at", said)
	}
}
