// Package examples_test assesses the examples as anybody would, and checks
// that what is shown agrees with what was published.
package examples_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"bearings/internal/app"
)

// published are the totals as they were printed, by folder, item and answer.
// Those of Cumbria are percentages of 413, as counts. The answer named first is
// the one that was printed, of so many who answered; low says that it is the
// lower one of the two.
type published struct {
	item, answer string
	people, of   int
	low          bool
	beside       map[string]int
}

var examples = map[string][]published{
	"cumbria-2017": {
		{item: "procedures-work", answer: "yes", people: 235, of: 413},
		{item: "early-help", answer: "yes", people: 318, of: 413},
		{item: "lead-known", answer: "yes", people: 351, of: 413},
		{item: "lead-role-known", answer: "yes", people: 359, of: 413},
		{item: "family-history", answer: "yes", people: 392, of: 413},
		{item: "outcomes-clear", answer: "only-sometimes", people: 252, of: 413, low: true},
	},
	"sutton-a": {
		{item: "london-procedures", answer: "not-aware", people: 16, of: 60, low: true},
		{item: "own-procedures", answer: "not-aware", people: 2, of: 60, low: true},
		{item: "whom-to-tell", answer: "no", people: 1, of: 58, low: true},
		{item: "threshold-document", answer: "not-aware", people: 25, of: 60, low: true},
	},
	"sutton-b": {
		{item: "london-procedures", answer: "not-aware", people: 22, of: 74, low: true},
		{item: "own-procedures", answer: "not-aware", people: 4, of: 73, low: true},
		{item: "whom-to-tell", answer: "no", people: 0, of: 71, low: true, beside: map[string]int{"unsure": 3}},
		{item: "threshold-document", answer: "not-aware", people: 37, of: 72, low: true},
	},
}

// results is the part of results.json that is read here.
type results struct {
	Framework struct {
		Items []struct {
			ID        string
			Positions []string
		}
	}
	Releases []struct {
		Strand string
		Items  []shown
	}
}

type shown struct {
	Item, Group, Show, Lean string
	Counts                  map[string]int
}

func TestWhatIsShownAgreesWithWhatWasPublished(t *testing.T) {
	for folder, questions := range examples {
		t.Run(folder, func(t *testing.T) {
			got := assess(t, folder)
			if len(got.Releases) != 1 || got.Releases[0].Strand != "staff" {
				t.Fatalf("results of other people than staff: %+v", got.Releases)
			}
			whole := map[string]shown{}
			for _, s := range got.Releases[0].Items {
				if s.Group == "staff" {
					whole[s.Item] = s
				}
			}
			if len(whole) != len(questions) {
				t.Errorf("%d questions are shown, %d were published", len(whole), len(questions))
			}
			for _, q := range questions {
				q.check(t, whole[q.item], got.other(q))
			}
		})
	}
}

// check compares one question: counts may be rounded to the nearest 5, and
// where only a lean is shown, it has to lean as the published share does.
func (q published) check(t *testing.T, got shown, other string) {
	t.Helper()
	switch got.Show {
	case "counts":
		want := map[string]int{q.answer: q.people, other: q.of - q.people}
		for answer, people := range q.beside {
			want[answer] = people
		}
		for answer, people := range want {
			v, there := got.Counts[answer]
			if !there || people < max(0, v-2) || people > v+2 {
				t.Errorf("%s: %s is shown as %d (there: %t), published were %d", q.item, answer, v, there, people)
			}
		}
	case "lean":
		if want := q.lean(); got.Lean != want {
			t.Errorf("%s is shown as %q, the published share is %q", q.item, got.Lean, want)
		}
	default:
		t.Errorf("%s is shown as %q; %d people answered", q.item, got.Show, q.of)
	}
}

// lean is where the published share lies: over 65 % or under 35 % in the upper
// answer, or between.
func (q published) lean() string {
	upper := q.people
	if q.low {
		upper = q.of - q.people
	}
	switch {
	case 100*upper <= 35*q.of:
		return "lower"
	case 100*upper >= 65*q.of:
		return "upper"
	}
	return "mixed"
}

// other is the position beside the published one.
func (r results) other(q published) string {
	for _, item := range r.Framework.Items {
		if item.ID != q.item {
			continue
		}
		for _, position := range item.Positions {
			if position != q.answer {
				return position
			}
		}
	}
	return ""
}

func assess(t *testing.T, folder string) results {
	t.Helper()
	out := t.TempDir()
	var said, wrong bytes.Buffer
	args := []string{"assess", "--framework", folder, "--answers", filepath.Join(folder, "answers.csv"), "--out", out}
	if status := app.Run(context.Background(), args, &said, &wrong); status != 0 {
		t.Fatalf("status %d: %s", status, wrong.String())
	}
	file, err := os.ReadFile(filepath.Join(out, "results.json"))
	if err != nil {
		t.Fatal(err)
	}
	var got results
	if err := json.Unmarshal(file, &got); err != nil {
		t.Fatal(err)
	}
	return got
}
