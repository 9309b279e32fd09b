package report_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
)

// TestEveryScaleHasItsSentences draws rounds on scales of two to seven words:
// whatever they come to, every sentence is whole, and none says nobody or
// everybody of rounded figures.
func TestEveryScaleHasItsSentences(t *testing.T) {
	fw, words := reporttest.Small(t), reporttest.Words(t)
	said := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 7).Draw(t, "words")
		fw.Scales[0].Positions = nil
		for i := range k {
			word := fmt.Sprint("word", i)
			fw.Scales[0].Positions = append(fw.Scales[0].Positions, framework.Word{ID: word, Word: framework.Text{"en": word}})
		}
		a := &reporttest.Answers{}
		chosen := rapid.Custom(func(t *rapid.T) string { return fmt.Sprint("word", rapid.IntRange(0, k-1).Draw(t, "answer")) })
		people := rapid.SampledFrom([]int{0, 6, 13, 40})
		for _, c := range []reporttest.Crowd{
			{Strand: framework.YoungPerson}, {Strand: framework.Parent},
			{Strand: framework.Staff, Agency: "Ash", Level: framework.Direct}, {Strand: framework.Staff, Agency: "Oak", Level: framework.Strategic},
		} {
			item := map[string]string{framework.YoungPerson: "p1-young", framework.Parent: "p1-parent", framework.Staff: "p1"}[c.Strand]
			for range 3 {
				c.N, c.Answers = people.Draw(t, "people"), map[string]string{item: chosen.Draw(t, "answers")}
				a.Add(c)
			}
		}
		for _, agency := range []string{"Ash", "Elm", "Oak", "Yew"}[:rapid.IntRange(1, 4).Draw(t, "returns")] {
			a.AddLines(reporttest.Line{Strand: framework.Return, Agency: agency, Item: "p1", Answer: chosen.Draw(t, "return")})
		}
		outcome, err := answer.Take(fw, a, 0)
		if err != nil {
			t.Fatal(err)
		}
		r := report.FromOutcome(fw, outcome, words)
		for _, f := range r.Findings {
			said[f.Kind]++
			for _, never := range []string{"[", "<no value>", " 0%", "100%", "about 0 ", "About 0 ", "say .", "says ."} {
				if strings.Contains(f.Text, never) {
					t.Fatalf("%s: %q", f.Kind, f.Text)
				}
			}
		}
		if text := told(r); strings.Contains(text, "[") || strings.Contains(text, "<no value>") {
			t.Fatal(text)
		}
	})
	for _, kind := range []string{"strength", "scope", "mixed", "close", "returns", "divided", "apart", "alike", "levels", "agencies", "own-staff"} {
		if said[kind] == 0 {
			t.Errorf("there was no %s among them", kind)
		}
	}
}
