package mapping_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bearings/internal/answer"
	"bearings/internal/mapping"
	"bearings/internal/office"
)

// TestDraftsOfExports drafts the mapping of every export in testdata/exports
// and compares it with the text beside it.
func TestDraftsOfExports(t *testing.T) {
	files, err := filepath.Glob("testdata/exports/*.csv")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			fw := principles(t)
			src := table(t, filepath.Base(file), string(text))
			got := ""
			drafted, err := mapping.Draft(english(t), fw, src)
			if err != nil {
				got = said(t, err) + "\n"
			} else {
				written := drafted.YAML(english(t), fw)
				got = string(written)
				m, err := mapping.Read(fw, "draft.yaml", written)
				if drafted.Open == 0 && err != nil {
					t.Errorf("nothing is open, and it can't be read: %s", said(t, err))
				}
				if drafted.Open == 0 {
					if _, err := take(t, fw, []string{string(m.YAML())}, table(t, "a.csv", string(text))); err != nil {
						t.Errorf("nothing is open, and it does not fit: %s", said(t, err))
					}
				}
			}
			golden := strings.TrimSuffix(file, ".csv") + ".txt"
			if os.Getenv("WRITE_GOLDEN") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || got != string(want) {
				t.Errorf("%v: drafted\n%s\nand not\n%s", err, got, want)
			}
		})
	}
}

func TestADraftSaysWhatEachColumnIsReadAs(t *testing.T) {
	text := "ID,Start time,We listen to children.,We believe what they tell us,I sit down,Team,Your level,Notes\n" +
		"1,2026,Often,Very sur,,A,Direct work: I meet them,Never tell\n" +
		"2,2026,Oftn,Unsure,,B,Managing,\n"
	drafted, err := mapping.Draft(english(t), compass(), table(t, "a.csv", text))
	if err != nil {
		t.Fatal(said(t, err))
	}
	want := []mapping.Column{
		{Heading: "ID", Line: 1, Column: 1, Role: mapping.AsRespondent},
		{Heading: "Start time", Line: 1, Column: 4, Role: mapping.AsIgnored},
		{Heading: "We listen to children.", Line: 1, Column: 15, Role: mapping.AsItem, Item: "p1",
			Values: []mapping.Value{{Words: "Often", As: "often"}, {Words: "Oftn", Near: "often"}}},
		{Heading: "We believe what they tell us", Line: 1, Column: 38, Role: mapping.AsItem, Item: "p2",
			Values: []mapping.Value{{Words: "Very sur", Near: "sure"}, {Words: "Unsure", As: "unsure"}}},
		{Heading: "I sit down", Line: 1, Column: 67, NearRole: mapping.AsItem, Near: "p1-direct"},
		{Heading: "Team", Line: 1, Column: 78},
		{Heading: "Your level", Line: 1, Column: 83, Role: mapping.AsLevel,
			Values: []mapping.Value{{Words: "Direct work: I meet them", As: "direct"}, {Words: "Managing", As: "operational"}}},
		{Heading: "Notes", Line: 1, Column: 94},
	}
	if len(drafted.Columns) != len(want) {
		t.Fatalf("columns are %+v", drafted.Columns)
	}
	for n, c := range drafted.Columns {
		if a, b := sprint(c), sprint(want[n]); a != b {
			t.Errorf("column is\n%s\nand not\n%s", a, b)
		}
	}
	if drafted.Open != 5 || len(drafted.Strands) != 1 || drafted.Strands[0] != "staff" {
		t.Errorf("%d open, strands %v", drafted.Open, drafted.Strands)
	}
	if strings.Contains(string(drafted.YAML(english(t), compass())), "Never tell") {
		t.Error("what somebody wrote is in the draft")
	}
}

func TestWhatPeopleWroteIsNeverInADraft(t *testing.T) {
	text := "We listen to children.,What else?,We believe what they tell us.\n"
	for n := range 15 {
		text += "secret " + string(rune('a'+n)) + ",secret,Unsure\n"
	}
	drafted, err := mapping.Draft(english(t), compass(), table(t, "a.csv", text))
	if err != nil {
		t.Fatal(said(t, err))
	}
	written := string(drafted.YAML(english(t), compass()))
	if strings.Contains(written, "secret") || !strings.Contains(written, "# “We listen to children.” holds words of people's own") {
		t.Errorf("drafted\n%s", written)
	}
	for _, c := range drafted.Columns {
		if strings.Contains(sprint(c), "secret") {
			t.Errorf("column %+v", c)
		}
	}
}

// workbook is a sheet that something is done to, as an export.
func workbook(t *testing.T, rows [][]any, do func(*excelize.File)) func() answer.Source {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for n, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, n+1)
		if err == nil {
			err = book.SetSheetRow("Sheet1", cell, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	do(book)
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	return func() answer.Source {
		opened, err := office.OpenTable(bytes.NewReader(b.Bytes()), office.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		return answer.Source{Name: "a.xlsx", Table: opened}
	}
}

// asDates shows the numbers of a column as dates.
func asDates(t *testing.T, first, last string) func(*excelize.File) {
	return func(book *excelize.File) {
		style, err := book.NewStyle(&excelize.Style{NumFmt: 22})
		if err == nil {
			err = book.SetCellStyle("Sheet1", first, last, style)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestDatesAmongWhatIsIgnoredAreNoProblem(t *testing.T) {
	rows := [][]any{{"Startzeitpunkt", "We listen to children."}, {46000.5, "Often"}, {46001.5, "Oftn"}}
	export := workbook(t, rows, asDates(t, "A2", "A3"))
	drafted, err := mapping.Draft(english(t), compass(), export())
	if err != nil {
		t.Fatal(said(t, err))
	}
	if c := drafted.Columns[0]; c.Role != mapping.AsOpen || c.NearRole != mapping.AsIgnored || len(drafted.Columns[1].Values) != 2 {
		t.Errorf("columns are %+v", drafted.Columns)
	}
	m := head + "strand: staff\nitems: {p1: \"We listen to children.\"}\nanswers: {Oftn: often}\nignore: [Startzeitpunkt]\n"
	if _, err := take(t, compass(), []string{m}, export()); err != nil {
		t.Errorf("it does not fit: %s", said(t, err))
	}
	dated := workbook(t, rows, asDates(t, "B2", "B2"))
	m = strings.Replace(m, "Oftn: often", "x: often", 1)
	changed := workbook(t, [][]any{{"Startzeitpunkt", "We listen to children."}, {"x", 46000}}, asDates(t, "B2", "B2"))
	for _, export := range []func() answer.Source{dated, changed} {
		_, err = take(t, compass(), []string{m}, export())
		if err == nil {
			t.Error("a date among the answers was taken in")
		}
	}
	if got := said(t, err); !strings.Contains(got, "a.xlsx:2:2: This cell holds a date.") {
		t.Errorf("said\n%s", got)
	}
}

func TestMergedCellsAreSaidAmongHeadingsToo(t *testing.T) {
	merge := func(first, last string) func(*excelize.File) {
		return func(book *excelize.File) {
			if err := book.MergeCell("Sheet1", first, last); err != nil {
				t.Fatal(err)
			}
		}
	}
	headings := []any{"We listen to children.", "We believe what they tell us."}
	m := head + "strand: staff\nitems: {p1: \"We listen to children.\", p2: \"We believe what they tell us.\"}\n"
	for name, c := range map[string]struct {
		rows        [][]any
		first, last string
		says        []string
	}{
		"a cell":    {[][]any{headings, {"Often", "Unsure"}, {"Often", "Unsure"}}, "A2", "A3", []string{"a.xlsx:2:1: The cells A2:A3 are merged"}},
		"a heading": {[][]any{headings, {"Often", "Unsure"}}, "A1", "B1", []string{"a.xlsx:1:1: The cells A1:B1 are merged", "map.yaml:4:43: a.xlsx has no column with the heading"}},
		"a title above": {
			[][]any{{"How do we do?", ""}, headings, {"Often", "Unsure"}}, "A1", "B1",
			[]string{"a.xlsx:2: Headings stand in row 1 and again in row 2.", "a.xlsx:1:1: The cells A1:B1 are merged"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			export := workbook(t, c.rows, merge(c.first, c.last))
			_, err := take(t, compass(), []string{m}, export())
			got := said(t, err)
			for _, want := range c.says {
				if !strings.Contains(got, want) {
					t.Errorf("said\n%s\nand not\n%s", got, want)
				}
			}
			if _, err := mapping.Draft(english(t), compass(), export()); !strings.Contains(said(t, err), "are merged") {
				t.Errorf("the draft said\n%s", said(t, err))
			}
		})
	}
}
