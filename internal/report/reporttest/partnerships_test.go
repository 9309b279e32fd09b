package reporttest_test

import (
	"bytes"
	"encoding/csv"
	"maps"
	"os"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/report/reporttest"
)

// The thin partnership is as thin as it is said to be, by counting who stands
// in its file.
func TestThinIsThin(t *testing.T) {
	file, err := os.Open(reporttest.Thin(t).File(t))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	people := map[string]map[string]bool{}
	for _, row := range rows[1:] {
		for _, what := range []string{row[1], row[1] + " " + row[2], row[1] + " " + row[4]} {
			if people[what] == nil {
				people[what] = map[string]bool{}
			}
			people[what][row[0]] = true
		}
	}
	want := map[string]int{
		framework.Return: 12, framework.Staff: 140, framework.Staff + " Averley Police (fictional)": 60,
		framework.Staff + " " + framework.Strategic: 8, framework.Parent: 6, framework.YoungPerson: 7, framework.Evidence: 1,
	}
	got := map[string]int{}
	for what := range want {
		got[what] = len(people[what])
	}
	if !maps.Equal(got, want) {
		t.Errorf("there are %v, want %v", got, want)
	}
}

func TestPartnershipsAreTheSameInEveryRun(t *testing.T) {
	for name, make := range map[string]func(testing.TB) *reporttest.Answers{"thin": reporttest.Thin, "rich": reporttest.Rich} {
		var first, second bytes.Buffer
		for _, b := range []*bytes.Buffer{&first, &second} {
			if err := make(t).Write(b); err != nil {
				t.Fatal(err)
			}
		}
		if first.Len() == 0 || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("the %s partnership is not the same twice", name)
		}
		if r := make(t).Report(t, reporttest.Principles(t)); !r.Fictional {
			t.Errorf("the %s partnership does not say that it is made up", name)
		}
	}
}
