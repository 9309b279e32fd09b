package attack

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// assessed is a partnership with counts, leans, principles and returns, as the
// real program publishes it.
func assessed(t *testing.T) (round *Round, program Program, out string) {
	t.Helper()
	program = needProgram(t)
	for seed := uint64(1); ; seed++ {
		round = Invent(seed)
		if !round.hasPrinciples() || len(round.Returns) < 3 || len(round.People) < 150 {
			continue
		}
		out, err := program.run(round, t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		published, err := ReadPublished(out)
		if err != nil {
			t.Fatal(err)
		}
		says := map[string]bool{}
		for s := range published.Says() {
			says[s.Shown] = true
		}
		if says["0"] && says[LeanUpper] && says["15"] && len(published.Says()) > 80 {
			return round, program, out
		}
	}
}

// spoil changes a file of a folder: the first of the texts, in any part of it.
func spoil(t *testing.T, folder, name, old, other string) {
	t.Helper()
	path := filepath.Join(folder, name)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(data, []byte(old), []byte(other), 1)
	if ext := filepath.Ext(name); ext == ".docx" || ext == ".xlsx" {
		changed = spoilParts(t, data, old, other)
	}
	if bytes.Equal(changed, data) {
		t.Fatalf("%s has no %q to change", name, old)
	}
	if err := os.WriteFile(path, changed, 0o600); err != nil {
		t.Fatal(err)
	}
}

func spoilParts(t *testing.T, data []byte, old, other string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out, done := zip.NewWriter(&b), false
	for _, part := range in.File {
		file, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(file)
		if err != nil {
			t.Fatal(err)
		}
		if !done && bytes.Contains(text, []byte(old)) {
			text, done = bytes.Replace(text, []byte(old), []byte(other), 1), true
		}
		to, err := out.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if !done {
		return data
	}
	return b.Bytes()
}

// saidMore are figures and numbers that only one file has.
var saidMore = map[string]struct{ file, old, other string }{
	"another count in a table":          {"report.html", ">0 to 2<", ">5<"},
	"an exact count in a table":         {"report.html", ">0 to 2<", ">1<"},
	"another size":                      {"report.html", ">25 or more<", ">10 or more<"},
	"a lean the other way":              {"report.html", "mostly “Word ", "mostly “Weird "},
	"a count in a sentence":             {"report.html", "</h1>", "</h1><p>7 people said so.</p>"},
	"a rounded count that is no figure": {"report.html", "</h1>", "</h1><p>About 995 said so.</p>"},
	"a share to a decimal place":        {"report.html", "</h1>", "</h1><p>31.4% said so.</p>"},
	"a count beside a picture":          {"report.html", "<h1", `<h1 aria-label="7 people"`},
	"a count hidden from readers aloud": {"report.html", "</h1>", `</h1><p aria-hidden="true">17 people</p>`},
	"a count in the page's title":       {"report.html", "</title>", " 17</title>"},

	"another count in Word":            {"report.docx", ">0 to 2<", ">5<"},
	"an exact count in Word":           {"report.docx", ">0 to 2<", ">1<"},
	"a count beside a table in Word":   {"report.docx", `<w:tblDescription w:val="`, `<w:tblDescription w:val="17 `},
	"a count in Word's own title":      {"report.docx", "</dc:title>", " 17</dc:title>"},
	"a sentence in Word":               {"report.docx", ">All answers<", ">All 137 answers<"},
	"another count in the workbook":    {"results.xlsx", "<t>0 to 2</t>", "<t>5</t>"},
	"an exact number in the workbook":  {"results.xlsx", "<v>15</v>", "<v>16</v>"},
	"another number in the workbook":   {"results.xlsx", "<v>15</v>", "<v>20</v>"},
	"a count in the workbook's title":  {"results.xlsx", "</dc:title>", " 17</dc:title>"},
	"another count in the pack":        {"meeting-pack.html", ">0 to 2<", ">5<"},
	"a count in a sentence of it":      {"meeting-pack.html", "</h1>", "</h1><p>7 people said so.</p>"},
	"a count in Word's pack":           {"meeting-pack.docx", ">0 to 2<", ">1<"},
	"a table's count in the CSV":       {"results.csv", ",15,", ",20,"},
	"a count in a finding":             {"results.json", `"text": "We asked: Statement`, `"text": "7 of them. `},
	"a share that is none":             {"results.json", `"text": "We asked: Statement`, `"text": "About 99% of them. `},
	"a number of agencies that is not": {"results.json", `"text": "We asked: Statement`, `"text": "97 agencies. `},
}

// TestWhatOneFileSaysMoreIsFound puts figures and numbers into one file at a
// time that no other file has.
func TestWhatOneFileSaysMoreIsFound(t *testing.T) {
	round, program, out := assessed(t)
	names := round.Names()
	published, err := ReadPublished(out)
	if err != nil {
		t.Fatal(err)
	}
	check := func(folder string) []Finding {
		t.Helper()
		found, err := CheckFiles(folder, published, names, program.Fixed)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if found := check(out); len(found) > 0 {
		t.Fatalf("nothing is wrong yet: %v", found)
	}
	for what, c := range saidMore {
		folder := t.TempDir()
		if err := os.CopyFS(folder, os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
		spoil(t, folder, c.file, c.old, c.other)
		if found := check(folder); len(found) == 0 {
			t.Errorf("%s is not found in %s", what, c.file)
		}
	}
}

func TestEveryFileIsRead(t *testing.T) {
	round, program, out := assessed(t)
	published, err := ReadPublished(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Files {
		folder := t.TempDir()
		if err := os.CopyFS(folder, os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(folder, name), filepath.Join(folder, "another"+name)); err != nil {
			t.Fatal(err)
		}
		found, err := CheckFiles(folder, published, round.Names(), program.Fixed)
		if err != nil || len(found) != 2 {
			t.Errorf("without %s and with another file: %v, %v", name, found, err)
		}
	}
}

// TestReadersSeeEverything counts what is read, so that a change of a file's
// form can't make the attack blind.
func TestReadersSeeEverything(t *testing.T) {
	round, _, out := assessed(t)
	published, err := ReadPublished(out)
	if err != nil {
		t.Fatal(err)
	}
	documents, err := readDocuments(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range documents {
		r := Read(d, round.Names(), published)
		onPages := len(r.Elsewhere)
		if d.Name == "results.xlsx" {
			r, _ = ReadSheet(d, round.Names(), published)
			onPages = len(r.Answers)
		}
		if onPages < 20 || len(d.Texts) < 80 {
			t.Errorf("%s: only %d figures and %d texts are read", d.Name, onPages, len(d.Texts))
		}
		if all := strings.Join(d.Texts, "\n"); strings.Contains(all, "{") {
			t.Errorf("%s: styles are read as text", d.Name)
		}
	}
}

// TestATwinIsToldApartByBytes shows what A3 finds: a file that differs while
// every figure is the same, and nothing where figures differ.
func TestATwinIsToldApartByBytes(t *testing.T) {
	_, _, out := assessed(t)
	copied := func() string {
		folder := t.TempDir()
		if err := os.CopyFS(folder, os.DirFS(out)); err != nil {
			t.Fatal(err)
		}
		return folder
	}
	if found, told, err := CheckTwin(out, copied()); err != nil || !told || len(found) > 0 {
		t.Errorf("the same files: %v, %v, %v", found, told, err)
	}
	for _, name := range []string{"report.html", "report.docx", "results.xlsx", "meeting-pack.html", "meeting-pack.docx"} {
		other := copied()
		file, err := os.OpenFile(filepath.Join(other, name), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString(" "); err != nil {
			t.Fatal(err)
		}
		file.Close()
		if found, told, err := CheckTwin(out, other); err != nil || !told || len(found) != 1 || found[0].Rule != "A3" {
			t.Errorf("%s with one blank more: %v, %v, %v", name, found, told, err)
		}
	}
	other := copied()
	spoil(t, other, "results.json", `": 15`, `": 20`)
	if found, told, err := CheckTwin(out, other); err != nil || told || len(found) > 0 {
		t.Errorf("other figures: %v, %v, %v", found, told, err)
	}
}

// TestTwinsDiffer shows that a twin is another round of the same people, with
// the same published figures.
func TestTwinsDiffer(t *testing.T) {
	round, _, out := assessed(t)
	published, err := ReadPublished(out)
	if err != nil {
		t.Fatal(err)
	}
	twin, ok := Twin(round, published)
	if !ok || len(twin.People) != len(round.People) {
		t.Fatalf("no twin: %v, %d people", ok, len(twin.People))
	}
	differ := 0
	for _, strand := range round.Strands() {
		rel := published.Strand(strand)
		for _, id := range itemsShown(rel) {
			item, _ := published.Item(id)
			p, err := NewProblem(rel, item, twin.Table(strand, item), false)
			if err != nil {
				t.Fatal(err)
			}
			if wrong := p.Misfit(p.Truth()); wrong != "" {
				t.Errorf("%s: %s", id, wrong)
			}
			for atom, counts := range round.Table(strand, item) {
				for i, n := range twin.Table(strand, item)[atom] {
					differ += min(1, max(n-counts[i], counts[i]-n))
				}
			}
		}
	}
	if differ < 2 {
		t.Errorf("only %d counts differ", differ)
	}
}

func TestNumbersThatResultsExplain(t *testing.T) {
	item := Item{ID: "q1", Positions: []string{"a", "b", "c", "d"}, Beside: []string{"dk"}}
	p := &Published{Releases: []Release{{
		Strand: "staff", Groups: []Group{{ID: "staff"}},
		Rows: []Row{{Item: "q1", Group: "staff", Show: ShowCounts, Counts: map[string]int{"a": 10, "b": 0, "c": 30, "d": 20, "dk": 15}}},
	}}}
	p.Framework.Items = []Item{item}
	var o open
	o.Returns = []struct{ Agency, Item, Answer, Text string }{{"Agency 7", "q1", "a", ""}, {"Agency 8", "q1", "c", "We have 3 workers."}, {"Agency 9", "q2", "", ""}}
	e := newExplainer(p, o, Names{Principles: principles, Items: []NamedItem{{ID: "q1"}}}, Fixed{Sentences: []string{"Wait 12 minutes."}, Exact: map[string]bool{"0:15": true}})
	for text, want := range map[string]int{
		"About 50 of 60 (83%) say so, 10 (17%) do not. 15 do not know.": 0,
		"Agency 7 and Agency 8":     0,
		"Agency 77":                 1,
		"1 of 2 agencies say so":    0,
		"17 agencies":               1,
		"and 2 more":                0,
		"and 20 more":               0, // a shown count
		"and 21 more":               1,
		"We have 3 workers.":        0,
		"3 workers":                 1,
		"Wait 12 minutes.":          0,
		"12 minutes":                1,
		"0:15":                      0,
		"Principle 1 of 2":          0,
		"Principle 3 of 2":          2,
		"(principles 1 and 2)":      0,
		"P1. Believe children":      0,
		"About 25 say so":           1,
		"About 49 of 60":            1,
		"84%":                       1,
		"“10 or more”":              0,
		"11 or more":                1,
		"q1 and q1 and q1 of staff": 0,
	} {
		if left := e.unexplained(text); len(left) != want {
			t.Errorf("%q: %v stay unexplained, want %d", text, left, want)
		}
	}
}
