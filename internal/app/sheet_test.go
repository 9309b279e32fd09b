package app_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestWhichSheetWasReadIsSaid(t *testing.T) {
	name := filepath.Join(t.TempDir(), "answers.xlsx")
	book := excelize.NewFile()
	if _, err := book.NewSheet("Answers"); err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(strings.TrimSpace(staff("s", 3, 3, 3, 3)), "\n") {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		row := strings.Split(line, ",")
		if err := book.SetSheetRow("Answers", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(name); err != nil {
		t.Fatal(err)
	}
	status, said, errOut := run(t, "assess", "--answers", name, "--out", t.TempDir())
	if status != 0 || !strings.Contains(said, "“Answers”, one of 2") {
		t.Errorf("exit %d\n%s%s", status, said, errOut)
	}
}
