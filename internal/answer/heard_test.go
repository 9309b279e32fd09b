package answer_test

import (
	"reflect"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/fault"
)

func TestWhatWasReadIsCountedByStrandAndNothingElse(t *testing.T) {
	rows := append([]string{headings},
		"b,staff,westmere council,,direct,p1,often,,", "c,staff,Westmere Council,,,p1,often,,", "d,staff,,,strategic,p1,often,,",
		"e,return,Exford Police,,,p1,often,,", ",evidence,Audit,,,P1,2026-03,Words,")
	heard, err := answer.Hear(compass(), []answer.Source{{Table: tableOf(t, rows...)}})
	if err != nil {
		t.Fatal(err)
	}
	want := answer.Heard{
		Strands:  []answer.HeardStrand{{Strand: "staff", N: 3}, {Strand: "return", N: 1}, {Strand: "evidence", N: 1}},
		Levels:   []string{"direct", "strategic", ""},
		Agencies: []string{"", "Exford Police", "Westmere Council"},
	}
	if !reflect.DeepEqual(heard, want) {
		t.Errorf("heard %+v", heard)
	}
	if _, err := answer.Hear(compass(), []answer.Source{{Table: tableOf(t, headings, "b,staff,,,,p1,offen,,")}}); err == nil {
		t.Error("what is wrong was taken in")
	}
}

func TestNamesThatMayBeOneAgencysAreNamed(t *testing.T) {
	for _, c := range []struct {
		names string
		pairs int
	}{
		{"Westmere Council|Westmere Borough Council", 1},
		{"St Mary's School|St. Marys School", 1},
		{"Council of Westmere|Westmere Council", 1},
		{"Westmere Police|Westmare Police", 1},
		{"Westmere Council (fictional)|Exford Council (fictional)", 0},
		{"Westmere|Westmere Police", 0},
		{"Westmere Youth Service|Westmere Youth Justice Service", 0},
		{"School 1|School 2", 0},
		{"Westmere School|Westmere School 2", 0},
		{"Northgate School|Southgate School", 0},
		{"Westmere Police|Westmere Probation", 0},
	} {
		rows := []string{headings}
		for n, name := range strings.Split(c.names, "|") {
			rows = append(rows, string(rune('a'+n))+",staff,"+name+",,,p1,often,,")
		}
		heard, err := answer.Hear(compass(), []answer.Source{{Table: tableOf(t, rows...)}})
		if err != nil || len(heard.Alike) != c.pairs {
			t.Errorf("%s: %v %v", c.names, heard.Alike, err)
		}
	}
}

// A survey tool's row comes as several: what is wrong at its one place is said
// once, and a person who stands in two files is named once.
func TestWhatIsWrongAtOnePlaceIsSaidOnce(t *testing.T) {
	files := map[string][]string{
		"a.csv": {headings, "x,staff,,,,p1,often,,", "x,staff,,,,p2,often,,"},
		"b.csv": {headings, "y,staff,,,,p1,often,,", "x,staff,,,,p1,often,,", "x,staff,,,,p2,often,,"},
	}
	_, err := takeFiles(t, files, "a.csv", "b.csv")
	problems, ok := fault.AsProblems(err)
	if !ok || problems.Error() != "b.csv:3:1 answers.respondent.elsewhere map[First:2 In:a.csv]" {
		t.Errorf("said %v", err)
	}
}
