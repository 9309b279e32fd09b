package office_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/report/reporttest"
)

// A workbook is XML that strangers send: it can name no file and no address, and
// no text of its own that grows when it is read.
func TestAWorkbooksEntitiesAreNotRead(t *testing.T) {
	for name, entity := range map[string]string{
		"a file":     `<!ENTITY x SYSTEM "file:///etc/hostname">`,
		"an address": `<!ENTITY x SYSTEM "http://127.0.0.1:9/">`,
		"a text":     `<!ENTITY x "staff">`,
	} {
		text := `<!DOCTYPE worksheet [` + entity + `]><worksheet><sheetData>` +
			`<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>`
		_, err := takeAll(bytes.NewReader(book(t, []byte(text))), office.DefaultLimits)
		if got := sentences(t, err); !strings.Contains(got, "damaged") {
			t.Errorf("%s: said %s", name, got)
		}
	}
}

// What agencies and people write stands in results.json as it was written, and
// changes nothing of what stands around it.
func TestHostileNamesStayTextInJSON(t *testing.T) {
	const nasty = "\",\"releases\":[]}\\\n</script><script>alert(1)</script>\u2028 Ŵyn"
	a := &reporttest.Answers{}
	a.Add(reporttest.Crowd{N: 40, Strand: framework.Staff, Agency: "A", Answers: map[string]string{"p1": "often"}})
	a.AddLines(
		reporttest.Line{Strand: framework.Return, Agency: "A" + nasty, Item: "p1", Answer: "often"},
		reporttest.Line{Strand: framework.Return, Agency: "A" + nasty, Item: "p1-do", Text: "B" + nasty},
		reporttest.Line{Strand: framework.Evidence, Agency: "C" + nasty, Item: "P2", Answer: "2026-12", Text: "D" + nasty},
	)
	text := asResultsJSON(t, a.Report(t, reporttest.Small(t)))
	var file any
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	var walk func(any)
	walk = func(node any) {
		switch n := node.(type) {
		case map[string]any:
			for _, value := range n {
				walk(value)
			}
		case []any:
			for _, value := range n {
				walk(value)
			}
		case string:
			if strings.HasSuffix(n, nasty) {
				said[n[:len(n)-len(nasty)]] = true
			}
		}
	}
	walk(file)
	for _, before := range []string{"A", "B", "C", "D"} {
		if !said[before] {
			t.Errorf("of the texts only these are there as they were written: %v", said)
		}
	}
}
