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
	if got := said(t, err); !strings.Contains(got, "a.xlsx:B2: This cell holds a date.") {
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
		"a cell":    {[][]any{headings, {"Often", "Unsure"}, {"Often", "Unsure"}}, "A2", "A3", []string{"a.xlsx:A2: The cells A2:A3 are merged"}},
		"a heading": {[][]any{headings, {"Often", "Unsure"}}, "A1", "B1", []string{"a.xlsx:A1: The cells A1:B1 are merged", "map.yaml:4:43: a.xlsx has no column with the heading"}},
		"a title above": {
			[][]any{{"How do we do?", ""}, headings, {"Often", "Unsure"}}, "A1", "B1",
			[]string{"a.xlsx:2: Headings stand in row 1 and again in row 2.", "a.xlsx:A1: The cells A1:B1 are merged"},
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

// draft drafts a mapping of the small framework, and writes it.
func draft(t *testing.T, text string) (mapping.Drafted, string) {
	t.Helper()
	drafted, err := mapping.Draft(english(t), compass(), table(t, "a.csv", text))
	if err != nil {
		t.Fatal(said(t, err))
	}
	return drafted, string(drafted.YAML(english(t), compass()))
}

func TestATitleAboveTheHeadingsIsSaidInOneLine(t *testing.T) {
	text := "How do we do?" + strings.Repeat(",", 30) + "\n" + strings.Repeat(",", 30) + "\nID,We listen to children.,Team" + strings.Repeat(",x", 28) + "\n" +
		"1,Often,A" + strings.Repeat(",y", 28) + "\n"
	want := "a.csv:1: The headings must stand in row 1, and the questions stand in row 3. Delete what stands above them in a copy, so that row 3 comes first."
	_, err := mapping.Draft(english(t), compass(), table(t, "a.csv", text))
	if got := said(t, err); got != want {
		t.Errorf("the draft said\n%s", got)
	}
	if _, err = mapping.Choose(english(t), compass(), table(t, "a.csv", text), mapping.Choices{}); said(t, err) != want {
		t.Errorf("the page said\n%s", said(t, err))
	}
	if _, err = take(t, compass(), []string{small}, table(t, "a.csv", text)); said(t, err) != want {
		t.Errorf("the mapping said\n%s", said(t, err))
	}
	_, err = mapping.Draft(english(t), compass(), table(t, "a.csv", "How do we do?,,,\n1,2,3,4\n5,6,7,8\n"))
	if got := said(t, err); !strings.HasPrefix(got, "a.csv:1: No heading in row 1 is a question") || strings.Contains(got, "\n") {
		t.Errorf("said\n%s", got)
	}
}

func TestHeadingsWithoutAnswersAreNotDrafted(t *testing.T) {
	for _, rows := range []string{"", ",,\n", "1,,A\n2,,B\n"} {
		_, err := mapping.Draft(english(t), compass(), table(t, "a.csv", "ID,We listen to children.,Team\n"+rows))
		if got := said(t, err); !strings.HasPrefix(got, "a.csv:1: There are headings but no answers below them. Draft the mapping when") {
			t.Errorf("%q: said\n%s", rows, got)
		}
	}
}

func TestStatementsThatAreNotFoundAreNamed(t *testing.T) {
	fw := principles(t)
	text := "We show children that we believe them.,We listen to children before we decide anything of them.,What fills most of your week?\nNever,Never,Direct work\n"
	drafted, err := mapping.Draft(english(t), fw, table(t, "a.csv", text))
	if err != nil || strings.Join(drafted.Missing, " ") != "p2 p4 p5 p6 p7 p8" {
		t.Errorf("%v: missing are %v", err, drafted.Missing)
	}
}

func TestOneHeadingOfSeveralColumnsIsNamedWithItsPlaces(t *testing.T) {
	drafted, written := draft(t, "We listen to children.,Team,We listen to children.,We believe what they tell us.,Odd,Odd\nOften,A,Often,Unsure,1,2\n")
	want := "  # 2 columns have the heading “We listen to children.” (1:1, 1:29), so none\n" +
		"  # of them can be named here. In a copy of the export, delete those that are\n" +
		"  # not meant or change their headings. Then draft again.\n"
	if !strings.Contains(written, want) || strings.Contains(written, "p1:") || drafted.Open != 4 {
		t.Errorf("%d open in\n%s", drafted.Open, written)
	}
	if strings.Count(written, "\"Odd\"") != 1 {
		t.Errorf("a heading is offered twice:\n%s", written)
	}
	export := workbook(t, [][]any{{"We listen to children.", "x", "We listen to children."}, {"Often", "", "Often"}}, func(*excelize.File) {})
	drafted, err := mapping.Draft(english(t), compass(), export())
	if err != nil || !strings.Contains(string(drafted.YAML(english(t), compass())), "(A1, C1)") {
		t.Errorf("%v\n%s", err, drafted.YAML(english(t), compass()))
	}
}

func TestColumnsOfAQuizAreNotRead(t *testing.T) {
	for _, dash := range []string{" - ", " – ", " — ", " ‑ ", "-", "\u00a0–\u00a0", " -", "– "} {
		text := "We listen to children.,Points" + dash + "We listen to children.,Feedback" + dash + "We listen to children.,Total points,Quiz feedback\nOften,1,,1,\n"
		drafted, written := draft(t, text)
		if len(drafted.Mapping.Items) != 1 || len(drafted.Mapping.Ignore) != 4 || strings.Contains(written, "perhaps") {
			t.Errorf("%q: drafted\n%s", dash, written)
		}
	}
}

func TestAPageAsksAboutSoManyColumnsAndNoMore(t *testing.T) {
	headings, cells := "We listen to children.", "Often"
	for n := range 101 {
		headings += ",Colour " + strings.Repeat("x", n)
		cells += ",red"
	}
	_, err := mapping.Choose(english(t), compass(), table(t, "a.csv", headings+"\n"+cells+"\n"), mapping.Choices{})
	if got := said(t, err); !strings.HasPrefix(got, "a.csv:1: 101 columns of this file are nothing we ask") || strings.Contains(got, "\n") {
		t.Errorf("said\n%s", got)
	}
	if _, err := mapping.Draft(english(t), compass(), table(t, "a.csv", headings+"\n"+cells+"\n")); err != nil {
		t.Errorf("a file can hold more: %s", said(t, err))
	}
}
