package report_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/insight"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
)

// A report without names has no group of an agency, and says of agencies only that
// some differ. Nothing of it depends on which.
func TestAReportWithoutNames(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	outcome, err := answer.Take(fw, reporttest.Rich(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	unnamed := report.ForView(fw, outcome, words, report.View{Unnamed: true})
	found := map[string]int{}
	for _, f := range unnamed.Findings {
		found[f.Kind]++
		if (f.Kind == string(insight.Agencies) || f.Kind == string(insight.OwnStaff)) && !strings.Contains(f.Text, "In some agencies") {
			t.Errorf("%q", f.Text)
		}
	}
	if found[string(insight.Agencies)] == 0 || found[string(insight.OwnStaff)] == 0 {
		t.Fatalf("nothing differs: %v", found)
	}
	for _, s := range unnamed.Strands {
		for _, g := range s.Groups {
			if len(g.Agencies) > 0 {
				t.Errorf("%s is shown", g.Name)
			}
		}
	}
	outcome.Returns = nil // agencies sign these with their names
	text, err := json.Marshal(report.ForView(fw, outcome, words, report.View{Unnamed: true}))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range report.FromOutcome(fw, outcome, words).Strands {
		for _, g := range s.Groups {
			for _, name := range g.Agencies {
				if name != "" && bytes.Contains(text, []byte(name)) {
					t.Errorf("%s is named", name)
				}
			}
		}
	}
}

// What is not shared is left out, and never said to be missing.
func TestAReportWithoutStrands(t *testing.T) {
	fw, words := reporttest.Principles(t), reporttest.Words(t)
	outcome, err := answer.Take(fw, reporttest.Rich(t), 0)
	if err != nil {
		t.Fatal(err)
	}
	r := report.ForView(fw, outcome, words, report.View{Unnamed: true, Without: []string{"return", "evidence"}})
	if len(r.Returns)+len(r.Evidence) > 0 || len(r.Strands) != 3 {
		t.Fatal("they are there")
	}
	for _, f := range r.Findings {
		if f.Kind == "returns" || f.Kind == "not-looked" || f.Kind == "blank" || strings.Contains(strings.Join(f.Groups, " "), "return") {
			t.Errorf("%s: %q", f.Kind, f.Text)
		}
	}
	for _, p := range r.Pages {
		if len(p.Blocks) != 3 {
			t.Errorf("%s has %d blocks", p.ID, len(p.Blocks))
		}
	}
}
