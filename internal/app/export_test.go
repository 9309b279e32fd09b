package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// formsExport writes a workbook as Microsoft Forms does: its own columns with
// dates, headings with odd spaces, and answers as the form's words.
func formsExport(t *testing.T, name string, headings []string, people [][]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	book := excelize.NewFile()
	defer book.Close()
	date, err := book.NewStyle(&excelize.Style{CustomNumFmt: ptr("m/d/yy h:mm:ss")})
	if err != nil {
		t.Fatal(err)
	}
	put := func(row, column int, value any, style int) {
		cell, err := excelize.CoordinatesToCellName(column, row)
		if err == nil {
			err = book.SetCellValue("Sheet1", cell, value)
		}
		if err == nil && style > 0 {
			err = book.SetCellStyle("Sheet1", cell, cell, style)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for c, heading := range headings {
		put(1, c+1, heading, 0)
	}
	for n, person := range people {
		next := 0
		for c, heading := range headings {
			switch heading {
			case "ID":
				put(n+2, c+1, n+1, 0)
			case "Start time", "Completion time", "Last modified time":
				put(n+2, c+1, time.Date(2026, 3, 2, 9, n%60, 0, 0, time.UTC), date)
			case "Email":
				put(n+2, c+1, "anonymous", 0)
			case "Name":
			default:
				put(n+2, c+1, person[next], 0)
				next++
			}
		}
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func ptr[T any](v T) *T { return &v }

// coreStatements are the texts of the statements staff are asked, as they come
// back from Forms: with a space that does not break at the end.
var coreStatements = []string{
	"We show children that we believe them.\u00a0",
	"When a child is treated unfairly because of who they are, we stand up for them.",
	"We listen to children before we decide anything about them.",
	"We stick with children, even when things get hard.",
}

// staffForm is a staff form's export of so many people in each of two agencies.
func staffForm(t *testing.T, name string, own []string, answers ...string) string {
	t.Helper()
	headings := append(append([]string{}, own...), coreStatements...)
	headings = append(headings, "Where do you work?", "What fills most of your week?")
	var people [][]string
	for n := range 40 {
		agency := []string{"Fictional Police", "Fictional Council"}[n%2]
		level := []string{"Direct work", "Managing or supervising", "Leading", ""}[n%4]
		person := make([]string, len(coreStatements))
		for i := range person {
			person[i] = answers[(n+i)%len(answers)]
		}
		people = append(people, append(person, agency, level))
	}
	return formsExport(t, name, headings, people)
}

var (
	asForms    = []string{"ID", "Start time", "Completion time", "Email", "Name", "Last modified time"}
	withoutWho = []string{"ID", "Start time", "Completion time", "Last modified time"}
	ownWords   = []string{"Hardly ever or never", "Some of the time", "Most of the time", "Always or nearly always", "Don’t know", ""}
)

func TestFromAFormsExportToTheReport(t *testing.T) {
	folder := t.TempDir()
	draft, out := filepath.Join(folder, "staff.yaml"), filepath.Join(folder, "report")

	raw := staffForm(t, "raw.xlsx", asForms, ownWords...)
	status, _, errOut := run(t, "check", "answers", raw, "--draft", draft)
	if status != 1 || !strings.Contains(errOut, raw+":D1: The column “Email”") || !strings.Contains(errOut, raw+":E1: The column “Name”") {
		t.Fatalf("exit %d: %s", status, errOut)
	}
	if _, err := os.Stat(draft); err == nil {
		t.Fatal("a draft was written of an export with names")
	}

	export := staffForm(t, "staff.xlsx", withoutWho, ownWords...)
	status, said, errOut := run(t, "check", "answers", export, "--draft", draft)
	if status != 0 || !strings.Contains(said, "4 questions were found") || !strings.Contains(said, "4 statements of this form were not found.") || !strings.Contains(said, "\n  p5: ") || !strings.Contains(said, "Nothing else is left open") {
		t.Fatalf("exit %d: %s%s", status, said, errOut)
	}
	if status, said, errOut = run(t, "check", "answers", export, "--mapping", draft); status != 0 {
		t.Fatalf("exit %d: %s%s", status, said, errOut)
	}
	if status, said, errOut = run(t, "assess", "--answers", export, "--mapping", draft, "--out", out); status != 0 {
		t.Fatalf("exit %d: %s%s", status, said, errOut)
	}
	csv, err := os.ReadFile(filepath.Join(out, "results.csv"))
	if err != nil || !strings.Contains(string(csv), "staff") || !strings.Contains(string(csv), "p4") {
		t.Errorf("%v\n%s", err, csv)
	}
	if os.Getenv("KEEP") != "" {
		text, _ := os.ReadFile(draft)
		t.Logf("%s", text)
		for _, f := range []string{raw, export} {
			data, _ := os.ReadFile(f)
			os.WriteFile(filepath.Join(os.Getenv("KEEP"), filepath.Base(f)), data, 0o644)
		}
	}
}

func TestOneRoundFromSeveralForms(t *testing.T) {
	folder := t.TempDir()
	staffExport := staffForm(t, "staff.xlsx", withoutWho, ownWords...)
	young := write(t, "young.csv", "Timestamp,People who work with me believe me.\n"+strings.Repeat("2026,Never\n2026,Some of the time\n", 10))
	rows := write(t, "returns.csv", "respondent,strand,agency,item,answer\nr,return,Fictional Police,p1,mostly\n")
	drafts := []string{filepath.Join(folder, "staff.yaml"), filepath.Join(folder, "young.yaml")}
	for n, export := range []string{staffExport, young} {
		if status, said, errOut := run(t, "check", "answers", export, "--draft", drafts[n]); status != 0 {
			t.Fatalf("exit %d: %s%s", status, said, errOut)
		}
	}
	args := []string{"assess", "--answers", staffExport, "--answers", young, "--answers", rows, "--mapping", drafts[0], "--mapping", drafts[1], "--out", filepath.Join(folder, "out")}

	status, said, errOut := run(t, args...)
	want := young + ":2:6: “Never” is no answer to this question; 10 rows have it. The nearest is hardly-ever. If that is what it means, add under answers in " +
		drafts[1] + ": \"Never\": hardly-ever\n"
	if status != 1 || errOut != want {
		t.Fatalf("exit %d: %s%s\nwant %s", status, said, errOut, want)
	}
	text, err := os.ReadFile(drafts[1])
	if err != nil || !strings.Contains(string(text), "  # \"Never\": hardly-ever  # nearest; take the first # away if it is right\n") {
		t.Fatalf("%v\n%s", err, text)
	}
	if err := os.WriteFile(drafts[1], []byte(strings.Replace(string(text), "# \"Never\"", "\"Never\"", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, said, errOut = run(t, args...); status != 0 {
		t.Fatalf("exit %d: %s%s", status, said, errOut)
	}
	csv, err := os.ReadFile(filepath.Join(folder, "out", "results.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, strand := range []string{"young-person", "staff"} {
		if !strings.Contains(string(csv), strand) {
			t.Errorf("nothing of %s in\n%s", strand, csv)
		}
	}
}

func TestADraftIsNeverWrittenOver(t *testing.T) {
	export := staffForm(t, "staff.xlsx", withoutWho, ownWords...)
	draft := filepath.Join(t.TempDir(), "staff.yaml")
	for n, want := range []string{"Wrote " + draft, "is there already and says the same"} {
		if status, said, errOut := run(t, "check", "answers", export, "--draft", draft); status != 0 || !strings.Contains(said, want) {
			t.Errorf("%d: exit %d: %s%s", n, status, said, errOut)
		}
	}
	mine := "# worked on\n"
	if err := os.WriteFile(draft, []byte(mine), 0o600); err != nil {
		t.Fatal(err)
	}
	status, _, errOut := run(t, "check", "answers", export, "--draft", draft)
	left, err := os.ReadFile(draft)
	if status != 1 || !strings.Contains(errOut, "left as it is") || err != nil || string(left) != mine {
		t.Errorf("exit %d: %s, and there is %q (%v)", status, errOut, left, err)
	}
	if files, _ := os.ReadDir(filepath.Dir(draft)); len(files) != 1 {
		t.Errorf("left over: %v", files)
	}
	status, _, errOut = run(t, "check", "answers", export, "--draft", filepath.Join(draft, "x.yaml"))
	if status != 1 || !strings.Contains(errOut, "a file of that name is in the way") {
		t.Errorf("exit %d: %s", status, errOut)
	}
}

func TestAReportOfARoundNobodyHasAnswered(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	if status, said, errOut := run(t, "assess", "--out", out); status != 0 || !strings.Contains(said, "report.html") {
		t.Errorf("exit %d: %s%s", status, said, errOut)
	}
	status, _, errOut := run(t, "assess", "--answers", write(t, "a.csv", "respondent,strand,item,answer\n"), "--out", out)
	if status != 1 || !strings.Contains(errOut, "leave --answers out") {
		t.Errorf("exit %d: %s", status, errOut)
	}
}

func TestAnExportWithoutItsMapping(t *testing.T) {
	export := staffForm(t, "staff.xlsx", withoutWho, ownWords...)
	for _, args := range [][]string{{"check", "answers", export}, {"assess", "--answers", export, "--out", t.TempDir()}} {
		status, _, errOut := run(t, args...)
		if status != 1 || !strings.Contains(errOut, export+":1: This is no answers file") || !strings.Contains(errOut, "--draft mapping.yaml") {
			t.Errorf("exit %d: %s", status, errOut)
		}
	}
}
