package answer_test

import (
	"reflect"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/fault"
)

func takeFiles(t *testing.T, files map[string][]string, order ...string) (answer.Outcome, error) {
	t.Helper()
	var from []answer.Source
	for _, name := range order {
		from = append(from, answer.Source{Name: name, Table: tableOf(t, files[name]...)})
	}
	return answer.TakeAll(compass(), from, 10)
}

func TestSeveralFilesCountAsOne(t *testing.T) {
	all := staff(20, "Fernside Council,,direct,p1,often,,")
	whole := taken(t, all...)
	parted, err := takeFiles(t, map[string][]string{"a": all[:9], "b": append([]string{headings}, all[9:]...)}, "a", "b")
	if err != nil {
		t.Fatal(err)
	}
	if len(whole.Releases) != 1 || len(whole.Releases[0].Groups()) == 0 || !reflect.DeepEqual(parted, whole) {
		t.Errorf("parted %+v, whole %+v", parted, whole)
	}
}

func TestWhatStoodFirstIsNamedWithItsFile(t *testing.T) {
	files := map[string][]string{
		"a.csv": {headings, "x,staff,Fernside Council,,,p1,often,,", "c,return,Fernside Council,school,,p1,often,,"},
		"b.csv": {headings, "x,staff,Fernside Youth,,,p2,often,,", "d,return,Fernside Council,health,,p1,often,,"},
		"c.csv": {headings, "y,staff,,,,p1,often,,", "y,staff,,,direct,p2,often,,"},
	}
	_, err := takeFiles(t, files, "a.csv", "b.csv", "c.csv")
	problems, ok := fault.AsProblems(err)
	if !ok {
		t.Fatalf("problems expected, got %v", err)
	}
	got := problems.Error()
	for _, want := range []string{
		"b.csv:2:1 answers.respondent.elsewhere map[First:2 In:a.csv]",
		"b.csv:3:4 answers.kind.differs map[Agency:Fernside Council First:3 Given:health In:a.csv Kind:school]",
		"b.csv:3:1 answers.return.again map[Agency:Fernside Council First:3 In:a.csv]",
		"c.csv:3:5 answers.respondent.levels map[First:2 In:]",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("said\n%s\nand not\n%s", got, want)
		}
	}
}

func TestAnEmptyFileAmongOthersIsNamed(t *testing.T) {
	_, err := takeFiles(t, map[string][]string{"a.csv": staff(12, "A,,,p1,often,,"), "b.csv": {headings}}, "a.csv", "b.csv")
	problems, ok := fault.AsProblems(err)
	if !ok || len(problems.List) != 1 || problems.List[0].File != "b.csv" || problems.List[0].Message != "answers.rows.none" {
		t.Errorf("said %v", err)
	}
}
