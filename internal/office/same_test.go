package office_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"bearings/attack"
	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/report"
	"bearings/internal/report/reporttest"
	"bearings/internal/ui"
)

// TestAllFormsSayTheSame parses the five files of a report back and compares
// every figure: who, to what, what, and how it is shown.
func TestAllFormsSayTheSame(t *testing.T) {
	for name, r := range partnerships(t) {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			writeForms(t, r, folder)
			published, err := attack.ReadPublished(folder)
			if err != nil {
				t.Fatal(err)
			}
			want := published.Says()
			if isEmpty := name == "empty"; isEmpty != (len(want) == 0) {
				t.Fatalf("results.json says %d things", len(want))
			}
			for form, says := range readForms(t, r, folder, published) {
				sameSays(t, form, says, want)
			}
		})
	}
}

func sameSays(t *testing.T, form string, got attack.Reading, want map[attack.Says]bool) {
	t.Helper()
	for _, odd := range got.Odd {
		t.Errorf("%s: %s", form, odd)
	}
	for says := range got.Answers {
		if !want[says] {
			t.Errorf("only %s says %s", form, says)
		}
	}
	for says := range want {
		if !got.Answers[says] {
			t.Errorf("%s does not say %s", form, says)
		}
	}
	for says := range got.Elsewhere {
		if !want[says] {
			t.Errorf("only %s says on a page: %s", form, says)
		}
	}
}

// partnerships are a thin one, a rich one, a small one with mirrored statements
// in its own framework, published surveys without principles, and nobody at all.
func partnerships(t *testing.T) map[string]report.Report {
	t.Helper()
	principles := reporttest.Principles(t)
	all := map[string]report.Report{
		"thin":  reporttest.Thin(t).Report(t, principles),
		"rich":  reporttest.Rich(t).Report(t, principles),
		"small": smallReport(t),
		"empty": reporttest.Empty(t, principles),
	}
	for _, name := range []string{"cumbria-2017", "sutton-a", "sutton-b"} {
		all[name] = example(t, name)
	}
	return all
}

// example is the report of a published survey.
func example(t *testing.T, name string) report.Report {
	t.Helper()
	folder := filepath.Join("..", "..", "examples", name)
	fw, err := framework.Load(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(filepath.Join(folder, "answers.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	table, err := office.OpenTable(file, office.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	outcome, err := answer.Take(fw, table, 0)
	if err != nil {
		t.Fatal(err)
	}
	return report.FromOutcome(fw, outcome, reporttest.Words(t))
}

func writeForms(t *testing.T, r report.Report, folder string) {
	t.Helper()
	words := reporttest.Words(t)
	var page, document bytes.Buffer
	if err := ui.ReportFile(words, r).Render(t.Context(), &page); err != nil {
		t.Fatal(err)
	}
	if err := office.WriteReportDOCX(&document, words, r); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"report.html": page.Bytes(), "report.docx": document.Bytes(), "results.xlsx": asResultsXLSX(t, r),
		"results.csv": asResultsCSV(t, r), "results.json": asResultsJSON(t, r),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// readForms reads what the files but results.json say.
func readForms(t *testing.T, r report.Report, folder string, published *attack.Published) map[string]attack.Reading {
	t.Helper()
	names := namesOf(r.Framework)
	all := map[string]attack.Reading{}
	document := func(name string, read func(string, []byte) (attack.Document, error)) attack.Document {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		d, err := read(name, data)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	all["report.html"] = attack.Read(document("report.html", attack.ReadHTML), names, published)
	all["report.docx"] = attack.Read(document("report.docx", attack.ReadDOCX), names, published)
	all["results.xlsx by id"], all["results.xlsx in words"] = attack.ReadSheet(document("results.xlsx", attack.ReadXLSX), names, published)
	fromCSV, err := attack.ReadCSV(folder)
	if err != nil {
		t.Fatal(err)
	}
	all["results.csv"] = attack.Reading{Answers: fromCSV}
	return all
}

// namesOf are the words people know a framework's parts by.
func namesOf(fw *framework.Framework) attack.Names {
	var names attack.Names
	for _, p := range fw.Principles {
		names.Principles = append(names.Principles, attack.Name{ID: p.ID, Words: p.Title.In("en")})
	}
	wordsOf := func(all []framework.Word) []attack.Name {
		var words []attack.Name
		for _, w := range all {
			words = append(words, attack.Name{ID: w.ID, Words: w.Word.In("en")})
		}
		return words
	}
	for _, item := range fw.Items {
		if item.IsText() {
			continue
		}
		scale, _ := fw.Scale(item.Scale)
		names.Items = append(names.Items, attack.NamedItem{
			ID: item.ID, Principle: item.Principle, Strands: item.Strands, Text: item.Text.In("en"), Stem: fw.Stem.In("en"),
			Deeper: item.Part == framework.Deeper, Positions: wordsOf(scale.Positions), Beside: wordsOf(scale.Beside),
		})
	}
	return names
}

// What differs is found: one figure another, one missing, one too many.
func TestFormsThatDifferAreFound(t *testing.T) {
	r := partnerships(t)["small"]
	spoil := func(form string, change func(*report.Report)) {
		folder := t.TempDir()
		writeForms(t, r, folder)
		other := smallReport(t)
		change(&other)
		spoilt := t.TempDir()
		writeForms(t, other, spoilt)
		data, err := os.ReadFile(filepath.Join(spoilt, form))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, form), data, 0o600); err != nil {
			t.Fatal(err)
		}
		published, err := attack.ReadPublished(folder)
		if err != nil {
			t.Fatal(err)
		}
		found := []string{}
		for name, says := range readForms(t, r, folder, published) {
			if len(says.Odd) > 0 || !maps.Equal(says.Answers, published.Says()) {
				found = append(found, name)
			}
		}
		if len(found) == 0 || !slices.ContainsFunc(found, func(name string) bool { return name[:len(form)] == form }) {
			t.Errorf("%s: of what was changed only %v was seen", form, found)
		}
	}
	for _, form := range []string{"report.html", "report.docx", "results.xlsx", "results.csv"} {
		spoil(form, func(r *report.Report) { countAnother(r) })
	}
	spoil("results.xlsx", func(r *report.Report) { r.Strands[0].Results = r.Strands[0].Results[1:] })
	spoil("report.html", func(r *report.Report) { r.Sections[0].Parts[2].Core = nil })
	spoil("report.docx", func(r *report.Report) { r.Sections[0].Parts[2].Core[0].Breakdowns = nil })
}

// countAnother shows one answer more often, wherever it stands.
func countAnother(r *report.Report) {
	for _, c := range []*report.Count{&r.Strands[0].Results[0].Positions[0], &r.Sections[0].Parts[0].Core[0].Whole.Positions[0]} {
		c.Shown += 5
		c.Words = fmt.Sprint(c.Shown)
	}
}
