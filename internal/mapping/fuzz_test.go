package mapping_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/mapping"
	"bearings/internal/office"
)

// whole sees that an error is one that people can be told of, in sentences that
// are whole and name a place.
func whole(t *testing.T, err error) {
	t.Helper()
	problems, ok := fault.AsProblems(err)
	if !ok {
		t.Fatalf("no problems but %v", err)
	}
	if !problems.Any() {
		t.Fatal("an error without a problem")
	}
	for _, line := range english(t).Problems(problems) {
		if strings.Contains(line, "<no value>") || strings.Contains(line, "[mapping.") || strings.Contains(line, "[answers.") {
			t.Errorf("a sentence is not whole: %s", line)
		}
	}
}

// FuzzMapping reads anything as a mapping. What is read can be written and is
// then read the same.
func FuzzMapping(f *testing.F) {
	for _, seed := range []string{
		"", small, young, head + "strand: return\nagency: {is: A}\nitems: {p1-do: x}\n",
		head + "strand: staff\nfile: a\nrespondent: {column: \"I\\nD\"}\nitems:\n  p1: |\n    We\n    listen\nanswers: {yes: often, 4: rarely, ~: skipped}\nignore:\n- 'a: b'\n- \"\\u200b\"\n",
		"a: &b c", "[[[[", "items: {p1", "? a\n: b", "%YAML", "a:\n\tb", "- - - -", "\ufeff" + small, "a: b: c", "\"a\":\n  - \"", "{}", "items:\n p1: !!x y",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 1<<14 {
			t.Skip()
		}
		m, err := mapping.Read(compass(), "map.yaml", text)
		if err != nil {
			whole(t, err)
			return
		}
		again, err := mapping.Read(compass(), "map.yaml", m.YAML())
		if err != nil {
			t.Fatalf("written\n%s\nand not read: %v", m.YAML(), err)
		}
		if a, b := bareOf(m), bareOf(again); !reflect.DeepEqual(a, b) {
			t.Errorf("written\n%s\nread as\n%+v\nnot\n%+v", m.YAML(), b, a)
		}
	})
}

// FuzzWide lays mappings on anything a survey tool could export, and drafts
// one. A draft that leaves nothing open can be read.
func FuzzWide(f *testing.F) {
	files, err := filepath.Glob("testdata/exports/*.csv")
	if err != nil || len(files) == 0 {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(small), text)
	}
	f.Add([]byte(small), []byte(sheet))
	f.Add([]byte(young), []byte(youngSheet))
	f.Add([]byte(head+"strand: staff\nrespondent: {column: ID}\nitems: {p1: a}\n"), []byte("ID,a,\n1,Often,\n1,x,y\n2,\"a\nb\",\n"))
	f.Fuzz(func(t *testing.T, text, export []byte) {
		if len(text) > 1<<13 || len(export) > 1<<14 {
			t.Skip()
		}
		open := func() (answer.Source, bool) {
			opened, err := office.OpenTable(strings.NewReader(string(export)), office.DefaultLimits)
			return answer.Source{Name: "a.csv", Table: opened}, err == nil
		}
		src, ok := open()
		if !ok {
			return
		}
		if drafted, err := mapping.Draft(english(t), compass(), src); err != nil {
			whole(t, err)
		} else if _, err := mapping.Read(compass(), "draft.yaml", drafted.YAML(english(t), compass())); err != nil && drafted.Open == 0 {
			t.Errorf("nothing is open, and it can't be read: %v\n%s", err, drafted.YAML(english(t), compass()))
		}
		m, err := mapping.Read(compass(), "map.yaml", text)
		if err != nil {
			return
		}
		src, _ = open()
		opened, err := mapping.Open(english(t), compass(), m, src)
		if err != nil {
			whole(t, err)
			return
		}
		drain(t, opened)
		src, _ = open()
		if _, err := take(t, compass(), []string{string(text)}, src); err != nil {
			whole(t, err)
		}
	})
}

// drain reads a table to its end, which comes.
func drain(t *testing.T, from answer.Table) {
	t.Helper()
	for n := 0; n < 1_000_000; n++ {
		cells, err := from.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			whole(t, err)
			continue
		}
		if len(cells) != len(answer.Columns) {
			t.Fatalf("a row has %d cells", len(cells))
		}
		for c := range cells {
			if line, _ := from.Place(c); line < 1 {
				t.Fatalf("column %d stands in line %d", c, line)
			}
		}
	}
	t.Fatal("the table does not end")
}
