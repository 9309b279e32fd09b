package fiction_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/fiction"
	"bearings/internal/framework"
)

var update = flag.Bool("update", false, "write the golden file again")

func TestTheSamePlanAlwaysGivesTheSameFile(t *testing.T) {
	got := write(t, smallPack(), fiction.Plan{Agencies: 4, Staff: 12, Young: 4, Parents: 3, Seed: 7})
	const golden = "testdata/small.csv"
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
		t.Errorf("the file differs from %s:\n%s", golden, got)
	}
}

func TestAnotherSeedGivesAnotherFile(t *testing.T) {
	plan := fiction.Plan{Agencies: 4, Staff: 12, Seed: 7}
	other := plan
	other.Seed = 8
	if bytes.Equal(write(t, smallPack(), plan), write(t, smallPack(), other)) {
		t.Error("seeds 7 and 8 give the same file")
	}
}

func TestEverybodyAskedForReplies(t *testing.T) {
	for _, plan := range []fiction.Plan{
		{Agencies: 12, Staff: 300, Young: 40, Parents: 30, Seed: 1},
		{Agencies: 200, Staff: 3000, Young: 1, Parents: 0, Seed: 2},
		{Agencies: 0, Staff: 25, Young: 12, Parents: 11, Seed: 3},
		{Agencies: 1, Staff: 1, Seed: 4},
	} {
		people := map[string]map[string]bool{}
		for _, r := range read(t, write(t, practicePrinciples(t), plan)) {
			if people[r.strand] == nil {
				people[r.strand] = map[string]bool{}
			}
			people[r.strand][r.respondent] = true
		}
		for strand, want := range map[string]int{framework.Staff: plan.Staff, framework.YoungPerson: plan.Young, framework.Parent: plan.Parents} {
			if got := len(people[strand]); got != want {
				t.Errorf("%+v: %d replies of %s, want %d", plan, got, strand, want)
			}
		}
		returns := len(people[framework.Return])
		if returns > plan.Agencies || (plan.Agencies > 0 && returns == 0) {
			t.Errorf("%+v: %d returns", plan, returns)
		}
	}
}

func TestEveryRowFitsItsFramework(t *testing.T) {
	packs := packs(t)
	for name, fw := range packs {
		for seed := range uint64(3) {
			plan := fiction.Plan{Agencies: 30, Staff: 400, Young: 60, Parents: 40, Seed: seed}
			file := csv.NewReader(bytes.NewReader(write(t, fw, plan)))
			if _, err := answer.Take(fw, newTable(t, file), 0); err != nil {
				t.Fatalf("%s, seed %d: %v", name, seed, err)
			}
		}
	}
}

func TestAPlanThatCanNotBeSaysWhy(t *testing.T) {
	onlyStaff := twoWords()
	for _, tc := range []struct {
		plan fiction.Plan
		want string
	}{
		{fiction.Plan{Agencies: -1, Staff: 5}, "fiction.below_nought"},
		{fiction.Plan{Parents: -1}, "fiction.below_nought"},
		{fiction.Plan{Agencies: 201}, "fiction.too_many_agencies"},
		{fiction.Plan{Young: 200_001}, "fiction.too_many_people"},
		{fiction.Plan{}, "fiction.nobody"},
		{fiction.Plan{Young: 30, Agencies: 3}, "fiction.nobody_asked"},
	} {
		var out bytes.Buffer
		err := fiction.Write(&out, onlyStaff, tc.plan)
		var f *fault.Fault
		if !errors.As(err, &f) || f.Message != tc.want || f.Kind != fault.Invalid {
			t.Errorf("%+v: %v, want %s", tc.plan, err, tc.want)
			continue
		}
		if out.Len() > 0 {
			t.Errorf("%+v: %d bytes were written all the same", tc.plan, out.Len())
		}
		if !english(t).Has(f.Message) {
			t.Errorf("there is no sentence for %s", f.Message)
		}
	}
}

func TestADiskThatIsFullIsReported(t *testing.T) {
	full := errors.New("full")
	err := fiction.Write(failing{full}, smallPack(), fiction.Plan{Agencies: 3, Staff: 2000})
	if !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for name, fw := range packs(t) {
		records, err := csv.NewReader(bytes.NewReader(write(t, fw, fiction.Plan{Agencies: 200, Staff: 2000, Young: 200, Parents: 200}))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for n, record := range records {
			for _, cell := range record {
				if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r") {
					t.Fatalf("%s, line %d: %q", name, n+1, cell)
				}
			}
		}
	}
}

func write(t *testing.T, fw *framework.Framework, plan fiction.Plan) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := fiction.Write(&out, fw, plan); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// row is one row of an answers file.
type row struct {
	respondent, strand, agency, kind, level, item, answer, comment, use string
}

func read(t *testing.T, file []byte) []row {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(file))
	r.FieldsPerRecord = len(answer.Columns)
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(records[0], ","); got != strings.Join(answer.Columns, ",") {
		t.Fatalf("headings %s", got)
	}
	var rows []row
	for _, c := range records[1:] {
		rows = append(rows, row{c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8]})
	}
	return rows
}

// table is a CSV file as answer.Take reads it.
type table struct {
	r        *csv.Reader
	headings []string
}

func newTable(t *testing.T, r *csv.Reader) *table {
	t.Helper()
	headings, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	return &table{r, headings}
}

func (t *table) Columns() []string { return t.headings }

func (t *table) Next() ([]string, error) {
	cells, err := t.r.Read()
	if err == io.EOF {
		return nil, io.EOF
	}
	return cells, err
}

func (t *table) Place(column int) (line, col int) { return t.r.FieldPos(max(0, column)) }
