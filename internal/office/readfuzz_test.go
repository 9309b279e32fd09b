package office_test

import (
	"archive/zip"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/office"
)

// tried takes a table in and checks that whatever is wrong is said in words.
func tried(t *testing.T, file []byte) {
	out, err := takeAll(bytes.NewReader(file), office.Limits{MaxBytes: 1 << 20, MaxUnpacked: 4 << 20})
	if err == nil {
		return
	}
	problems, ok := fault.AsProblems(err)
	if !ok {
		t.Fatalf("neither taken nor refused: %v", err)
	}
	if len(out.Returns)+len(out.Releases)+len(out.Evidence) > 0 {
		t.Error("something was taken in by halves")
	}
	say := words(t)
	for _, p := range append(slices.Collect(maps.Values(problems.Like)), problems.List...) {
		sentence := say.Problem(p)
		if !say.Has(p.Message) || strings.Contains(sentence, "<no value>") {
			t.Errorf("%s says %q", p.Message, sentence)
		}
		if p.Line < 0 || p.Column < 0 || (p.Line == 0 && p.Column > 0) {
			t.Errorf("%s stands at %d:%d", p.Message, p.Line, p.Column)
		}
		if strings.ContainsFunc(sentence, func(r rune) bool { return r < ' ' }) {
			t.Errorf("%q would command a terminal", sentence)
		}
	}
}

func FuzzCSV(f *testing.F) {
	files, err := filepath.Glob("testdata/bad/*.csv")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		if len(text) < 4096 {
			f.Add(text)
		}
	}
	f.Add([]byte(asCSV(f, good(f), ';', true)))
	f.Fuzz(func(t *testing.T, text []byte) { tried(t, text) })
}

// FuzzXLSX changes the parts of a workbook rather than its zip, where nearly
// every change is caught by a check sum.
func FuzzXLSX(f *testing.F) {
	part := func(name string) []byte {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		return text
	}
	files, err := filepath.Glob("testdata/bad/*.xml")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range append(files, "testdata/good/sheet.xml") {
		f.Add(part(name), part("testdata/book/xl/sharedStrings.xml"), part("testdata/book/xl/styles.xml"),
			part("testdata/book/xl/workbook.xml"), part("testdata/book/xl/_rels/workbook.xml.rels"))
	}
	relations := part("testdata/book/_rels/.rels")
	f.Fuzz(func(t *testing.T, sheet, shared, styles, main, rels []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, p := range []struct {
			name string
			text []byte
		}{
			{"_rels/.rels", relations}, {"xl/workbook.xml", main}, {"xl/_rels/workbook.xml.rels", rels},
			{"xl/styles.xml", styles}, {"xl/sharedStrings.xml", shared}, {"xl/worksheets/sheet1.xml", sheet},
		} {
			w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write(p.text); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		tried(t, b.Bytes())
	})
}

// TestEverySentenceIsThere finds the ids of messages in the sources of the
// readers and of package answer.
func TestEverySentenceIsThere(t *testing.T) {
	readers, err := filepath.Glob("read*.go")
	if err != nil {
		t.Fatal(err)
	}
	checks, err := filepath.Glob("../answer/*.go")
	if err != nil {
		t.Fatal(err)
	}
	say, seen := words(t), 0
	for _, name := range append(readers, checks...) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			text, ok := n.(*ast.BasicLit)
			if !ok || text.Kind != token.STRING {
				return true
			}
			id, err := strconv.Unquote(text.Value)
			if err != nil || !strings.HasPrefix(id, "answers.") {
				return true
			}
			seen++
			if !say.Has(id) {
				t.Errorf("%s: there is no sentence %s", name, id)
			}
			return true
		})
	}
	if seen < 50 {
		t.Errorf("only %d ids found", seen)
	}
}
