package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestTheAnswersFilesAreAsRebuilt(t *testing.T) {
	for _, s := range surveys {
		kept, err := os.ReadFile(filepath.Join("..", s.folder, "answers.csv"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(kept, s.file()) {
			t.Errorf("examples/%s/answers.csv is not what go run ./examples/rebuild writes", s.folder)
		}
	}
}

func TestPercentagesBecomeTheNearestCount(t *testing.T) {
	// What the examples' README says of each published percentage of 413.
	want := map[string]int{
		"procedures-work": 235, "early-help": 318, "lead-known": 351,
		"lead-role-known": 359, "family-history": 392, "outcomes-clear": 252,
	}
	for _, q := range surveys[0].questions {
		if got := q.answers[0].people; got != want[q.item] {
			t.Errorf("%s: %d people, want %d", q.item, got, want[q.item])
		}
		delete(want, q.item)
	}
	if len(want) > 0 {
		t.Errorf("questions missing: %v", want)
	}
}
