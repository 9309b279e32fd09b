package app_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/report/reporttest"
)

func TestQuestionsAreWrittenForSurveyTools(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "questions")
	status, said, errOut := run(t, "questions", "--out", folder)
	if status != 0 {
		t.Fatalf("exit %d\n%s", status, errOut)
	}
	for _, name := range []string{"setting-up.docx", "staff.docx", "staff.txt", "staff-direct.docx", "young-person.docx",
		"young-person.txt", "parent.docx", "return.docx", "return-short.docx", "return-short.txt"} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.Contains(said, filepath.Join(folder, name)) {
			t.Errorf("%s is not named in\n%s", name, said)
		}
	}
}

func TestQuestionsAreWrittenWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "staff.txt"), 0o755); err != nil {
		t.Fatal(err)
	}
	status, _, errOut := run(t, "questions", "--out", folder)
	if status != 1 || !strings.Contains(errOut, folder) {
		t.Errorf("exit %d\n%s", status, errOut)
	}
	left, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 1 {
		t.Errorf("%d things are left in the folder, want only the one that stood there", len(left))
	}
}

func TestQuestionsOfAFrameworkThatIsNotThere(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "questions")
	status, _, errOut := run(t, "questions", "--out", folder, "--framework", "nowhere")
	if status != 1 || !strings.Contains(errOut, "nowhere") {
		t.Errorf("exit %d\n%s", status, errOut)
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("a folder was made for nothing")
	}
}

// export is what Microsoft Forms gives back when people have answered a form:
// the tool's own columns, and the questions as headings.
func export(t *testing.T, form office.Questionnaire, people int) string {
	t.Helper()
	rows := [][]string{{"ID", "Start time", "Completion time"}}
	for _, q := range form.Questions {
		rows[0] = append(rows[0], q.Text)
	}
	for n := range people {
		row := []string{strconv.Itoa(n + 1), "11/3/26 9:00:00", "11/3/26 9:04:00"}
		for i, q := range form.Questions {
			said := "We listen, and we write down what was said, person " + strconv.Itoa(n)
			if len(q.Choices) > 0 {
				said = q.Choices[(n+i)%len(q.Choices)]
			}
			if strings.HasPrefix(said, "Agency ") {
				said = []string{"Elmford Police", "Elmford Council", "St Bride School"}[n%3]
			}
			row = append(row, said)
		}
		rows = append(rows, row)
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), form.Name+".csv")
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// What goes out as a form comes back as answers, and nobody has to decide
// anything in between.
func TestTheAnswersToEveryFormComeBack(t *testing.T) {
	for _, form := range office.Questionnaires(reporttest.Words(t), reporttest.Principles(t)) {
		t.Run(form.Name, func(t *testing.T) {
			people := 30
			if strings.HasPrefix(form.Name, framework.Return) {
				people = 3 // one for each agency
			}
			answers := export(t, form, people)
			folder := t.TempDir()
			mapping := filepath.Join(folder, "mapping.yaml")
			if status, said, errOut := run(t, "check", "answers", answers, "--draft", mapping); status != 0 {
				t.Fatalf("the draft: exit %d\n%s%s", status, said, errOut)
			}
			status, _, errOut := run(t, "assess", "--answers", answers, "--mapping", mapping, "--out", filepath.Join(folder, "report"))
			if status != 0 {
				drafted, _ := os.ReadFile(mapping)
				t.Fatalf("the report: exit %d\n%s\nwith\n%s", status, errOut, drafted)
			}
			results, err := os.ReadFile(filepath.Join(folder, "report", "results.json"))
			if err != nil {
				t.Fatal(err)
			}
			for _, q := range form.Questions {
				if q.Item != "" && !bytes.Contains(results, []byte(strconv.Quote(q.Item))) {
					t.Errorf("%s is not in the report", q.Item)
				}
			}
		})
	}
}
