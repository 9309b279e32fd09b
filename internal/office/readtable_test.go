package office_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/phrase"
)

// asked is the small framework the files in testdata answer.
func asked() *framework.Framework {
	word := func(id, text string) framework.Word {
		return framework.Word{ID: id, Word: framework.Text{"en": text}}
	}
	item := func(id, principle, scale string, strands ...string) framework.Item {
		return framework.Item{ID: id, Principle: principle, Part: framework.Core, Scale: scale, Strands: strands}
	}
	return &framework.Framework{
		ID: "asked", Version: "1.0.0",
		Kinds: []framework.Kind{
			{ID: "school", Name: framework.Text{"en": "School or college"}},
			{ID: "health", Name: framework.Text{"en": "Health"}},
		},
		Scales: []framework.Scale{{
			ID:        "how-often",
			Positions: []framework.Word{word("rarely", "Rarely"), word("sometimes", "Sometimes"), word("often", "Often")},
			Beside:    []framework.Word{word("dont-know", "Don't know")},
		}},
		Principles: []framework.Principle{{ID: "P1", Title: framework.Text{"en": "Believe children"}}},
		Items: []framework.Item{
			item("p1", "P1", "how-often", framework.Staff, framework.Return),
			item("p1-young", "P1", "how-often", framework.YoungPerson),
			item("p1-do", "P1", "", framework.Return),
		},
	}
}

var english = sync.OnceValues(func() (*phrase.Words, error) {
	all, err := phrase.Load(os.DirFS("../../content/messages"))
	return all["en"], err
})

func words(t testing.TB) *phrase.Words {
	t.Helper()
	say, err := english()
	if err != nil {
		t.Fatal(err)
	}
	return say
}

// takeAll opens a table and takes it in.
func takeAll(r io.Reader, limits office.Limits) (answer.Outcome, error) {
	table, err := office.OpenTable(r, limits)
	if err != nil {
		return answer.Outcome{}, err
	}
	return answer.Take(asked(), table, 10)
}

// sentences are the problems as a person reads them.
func sentences(t testing.TB, err error) string {
	t.Helper()
	problems, ok := fault.AsProblems(err)
	if !ok {
		t.Fatalf("problems expected, got %v", err)
	}
	say := words(t)
	var b strings.Builder
	for _, p := range problems.List {
		fmt.Fprintf(&b, "%d:%d: %s\n", p.Line, p.Column, say.Problem(p))
	}
	return b.String()
}

// book packs a sheet as a workbook: the folder testdata/book with the sheet in
// its place.
func book(t testing.TB, sheet []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"} {
		text, err := os.ReadFile(filepath.Join("testdata/book", name))
		if err != nil {
			t.Fatal(err)
		}
		add(t, z, name, text)
	}
	add(t, z, "xl/worksheets/sheet1.xml", sheet)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func add(t testing.TB, z *zip.Writer, name string, text []byte) {
	t.Helper()
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write(text)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhatIsWrongIsSaid reads every file of testdata/bad and compares what is
// said with the text beside it. A .xml file is a sheet of a workbook.
func TestWhatIsWrongIsSaid(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.[cx]*")
	if err != nil || len(files) < 30 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Ext(file) == ".xml" {
				text = book(t, text)
			}
			out, err := takeAll(bytes.NewReader(text), office.Limits{MaxBytes: 1 << 20})
			got := sentences(t, err)
			if len(out.Returns)+len(out.Releases)+len(out.Evidence) > 0 {
				t.Error("something was taken in all the same")
			}
			golden := strings.TrimSuffix(file, filepath.Ext(file)) + ".txt"
			if os.Getenv("WRITE_GOLDEN") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("said\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// forever is a stream without an end: the same bytes again and again.
type forever struct {
	bytes string
	at    int
}

func (f *forever) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = f.bytes[f.at%len(f.bytes)]
		f.at++
	}
	return len(p), nil
}

func TestAStreamWithoutAnEndIsLeft(t *testing.T) {
	const row = "x,return,Fernside,p1,\n"
	for name, c := range map[string]struct{ head, again, want string }{
		"rows":         {"respondent,strand,agency,item,answer\n", ",,,,\n", "0:0: This file is bigger than 4 MB, which is the most we read. Please split it, and check that it is the file you meant.\n"},
		"one cell":     {"respondent,strand,agency,item,answer\n" + row + "\"", "x,\n", "3:1: The row that begins here has no end within 256 KB. Most often a quotation mark is opened and never closed. Please close it, and write each mark inside a cell twice. Nothing after it could be checked.\n"},
		"one heading":  {"", "x", "1:0: The first line is too long to be headings. The first row must hold the names of the columns.\n"},
		"quoted lines": {"respondent,strand,agency,item,answer\n\"", "\n", "2:1: The row that begins here has no end within 256 KB. Most often a quotation mark is opened and never closed. Please close it, and write each mark inside a cell twice. Nothing after it could be checked.\n"},
		"zip":          {"PK\x03\x04", "x", "0:0: This file is bigger than 4 MB, which is the most we read. Please split it, and check that it is the file you meant.\n"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := takeAll(io.MultiReader(strings.NewReader(c.head), &forever{bytes: c.again}), office.Limits{MaxBytes: 4 << 20})
			if got := sentences(t, err); got != c.want {
				t.Errorf("said\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestAFileOfJustTheLargestSizeIsRead(t *testing.T) {
	text := "respondent,strand,agency,item,answer\nx,return,Fernside,p1,often\n"
	for less, ok := range map[int64]bool{0: true, 1: false} {
		_, err := takeAll(strings.NewReader(text), office.Limits{MaxBytes: int64(len(text)) - less})
		if (err == nil) != ok {
			t.Errorf("%d bytes less: %v", less, err)
		}
	}
}

func TestAnErrorOfTheStreamIsNobodysFault(t *testing.T) {
	broken := errors.New("the network has gone")
	for _, head := range []string{"", "respondent,strand,item,answer\na,staff,p1,often\nb,st"} {
		_, err := takeAll(io.MultiReader(strings.NewReader(head), failing{broken}), office.DefaultLimits)
		if _, isFault := fault.AsProblems(err); isFault || !errors.Is(err, broken) {
			t.Errorf("after %q: %v", head, err)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
