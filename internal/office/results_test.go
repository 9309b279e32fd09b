package office_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"bearings/content"
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
)

var update = flag.Bool("update", false, "write the golden files anew; read what changed before you commit it")

func smallReport(t *testing.T) report.Report {
	t.Helper()
	return reporttest.SmallRound().Report(t, reporttest.Small(t))
}

func asResultsJSON(t *testing.T, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := office.WriteResultsJSON(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asResultsCSV(t *testing.T, r report.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := office.WriteResultsCSV(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestResultsAreAsTheyWereRead(t *testing.T) {
	r := smallReport(t)
	for name, got := range map[string][]byte{"small.json": asResultsJSON(t, r), "small.csv": asResultsCSV(t, r)} {
		golden := filepath.Join("testdata", "results", name)
		if *update {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not the golden one; look at it with -update and git diff:\n%s", name, got)
		}
	}
}

// reports are rounds of every sort: all strands, too few of one, nobody of
// others, nothing but evidence, and the framework of the product.
func reports(t *testing.T) map[string]report.Report {
	t.Helper()
	few, letter, real := &reporttest.Answers{}, &reporttest.Answers{}, &reporttest.Answers{}
	few.Add(reporttest.Crowd{N: 9, Strand: framework.Parent, Answers: map[string]string{"p1-parent": "often"}})
	letter.AddLines(reporttest.Line{Strand: framework.Evidence, Agency: "1+1=2", Item: "P2", Answer: "2026-12", Text: "<b>\n\"Ŵyn\" & \u202eolleh"})
	real.Add(
		reporttest.Crowd{N: 40, Strand: framework.YoungPerson, Answers: map[string]string{"p7-young": "mostly", "p1-young": "not-sure"}},
		reporttest.Crowd{N: 31, Strand: framework.Staff, Agency: "A", Level: framework.Direct, Answers: map[string]string{"p7": "sometimes", "p7-say-direct": "mostly"}},
		reporttest.Crowd{N: 17, Strand: framework.Staff, Agency: "B", Answers: map[string]string{"p7": "mostly"}},
	)
	return map[string]report.Report{
		"small":      smallReport(t),
		"few":        few.Report(t, reporttest.Small(t)),
		"letter":     letter.Report(t, reporttest.Small(t)),
		"principles": real.Report(t, reporttest.Principles(t)),
	}
}

func TestResultsJSONKeepsItsSchema(t *testing.T) {
	schema := resultsSchema(t)
	for name, r := range reports(t) {
		file, err := jsonschema.UnmarshalJSON(bytes.NewReader(asResultsJSON(t, r)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := schema.Validate(file); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheSchemaRefusesWhatMayNotBePublished(t *testing.T) {
	schema := resultsSchema(t)
	good := asResultsJSON(t, smallReport(t))
	faults := map[string][2]string{
		"an unrounded count":       {`"hardly-ever": 10`, `"hardly-ever": 11`},
		"an exact size":            {`"size": "25 or more"`, `"size": "61"`},
		"a lean beside counts":     {`"show": "counts",`, `"show": "counts", "lean": "upper",`},
		"a lean that is no lean":   {`"lean": "upper"`, `"lean": "top"`},
		"a mean":                   {`"show": "counts",`, `"show": "counts", "mean": 2.4,`},
		"a release of the returns": {`"strand": "parent"`, `"strand": "return"`},
		"another form":             {`"bearings-results/1"`, `"bearings-results/2"`},
	}
	for name, change := range faults {
		bad := bytes.Replace(good, []byte(change[0]), []byte(change[1]), 1)
		if bytes.Equal(good, bad) {
			t.Fatalf("%s: there is no %s to change", name, change[0])
		}
		file, err := jsonschema.UnmarshalJSON(bytes.NewReader(bad))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if schema.Validate(file) == nil {
			t.Errorf("the schema lets %s pass", name)
		}
	}
}

func resultsSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := jsonschema.UnmarshalJSON(bytes.NewReader(content.ResultsSchema))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("results.json", text); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("results.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// figure is one published result of one answer, as either file says it.
type figure struct{ strand, group, item, show, answer, shown, lean string }

func TestResultsCSVAndJSONSayTheSame(t *testing.T) {
	for name, r := range reports(t) {
		fromJSON, fromCSV := figuresOfJSON(t, asResultsJSON(t, r)), figuresOfCSV(t, asResultsCSV(t, r))
		if !maps.Equal(fromJSON, fromCSV) {
			t.Errorf("%s: JSON says %v and CSV says %v", name, fromJSON, fromCSV)
		}
		if (name == "small" || name == "principles") && len(fromCSV) < 20 {
			t.Errorf("%s: only %d figures", name, len(fromCSV))
		}
	}
}

func figuresOfJSON(t *testing.T, text []byte) map[figure]int {
	t.Helper()
	var file struct {
		Releases []struct {
			Strand string
			Items  []struct {
				Item, Group, Show, Lean string
				Counts                  map[string]int
			}
		}
	}
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	figures := map[figure]int{}
	for _, release := range file.Releases {
		for _, i := range release.Items {
			f := figure{strand: release.Strand, group: i.Group, item: i.Item, show: i.Show, lean: i.Lean}
			if len(i.Counts) == 0 {
				figures[f]++
			}
			for answer, shown := range i.Counts {
				f.answer, f.shown = answer, strconv.Itoa(shown)
				figures[f]++
			}
		}
	}
	return figures
}

func figuresOfCSV(t *testing.T, text []byte) map[figure]int {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"strand", "group", "item", "show", "answer", "count", "lean"}; !slices.Equal(rows[0], want) {
		t.Fatalf("columns are %q", rows[0])
	}
	figures := map[figure]int{}
	for _, row := range rows[1:] {
		figures[figure{row[0], row[1], row[2], row[3], row[4], row[5], row[6]}]++
	}
	return figures
}

func TestTheSameAnswersMakeTheSameFiles(t *testing.T) {
	first, second := smallReport(t), smallReport(t)
	if !bytes.Equal(asResultsJSON(t, first), asResultsJSON(t, second)) {
		t.Error("results.json differs")
	}
	if !bytes.Equal(asResultsCSV(t, first), asResultsCSV(t, second)) {
		t.Error("results.csv differs")
	}
}

func TestStrandsNobodyAskedHaveNoRelease(t *testing.T) {
	var file struct {
		Releases []struct {
			Strand string
			Groups []any
			Items  []any
		}
	}
	if err := json.Unmarshal(asResultsJSON(t, reports(t)["few"]), &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Releases) != 1 {
		t.Fatalf("%d releases, want that of the parents only", len(file.Releases))
	}
	parents := file.Releases[0]
	if parents.Strand != framework.Parent || len(parents.Groups)+len(parents.Items) != 0 || parents.Groups == nil || parents.Items == nil {
		t.Errorf("nine parents make %+v, want empty lists", parents)
	}
}

func TestNoCellOfTheCSVCanRunInASpreadsheet(t *testing.T) {
	for _, id := range []string{"=1+1", "+1", "-1", "@sum", "\tp1", "\rp1"} {
		r := smallReport(t)
		r.Strands[0].Results[0].Item = id
		var b bytes.Buffer
		if err := office.WriteResultsCSV(&b, r); err == nil {
			t.Errorf("%q was written", id)
		}
		if b.Len() > 0 {
			t.Errorf("%d bytes were written before %q was refused", b.Len(), id)
		}
	}
}
