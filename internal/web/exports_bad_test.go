package web_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/mapping"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// What can be decided in a way that can't be is said at the field itself.
func TestWhatCannotBeIsSaidAtItsField(t *testing.T) {
	config := furnished(t)
	words := columns(t, config, "p1", "p2")
	export := table([]string{words[0], "Team", "Band", "Sort", words[1]},
		[]string{"Most of the time", "A", "B", "C", "Some of the time"})
	cases := map[string]struct {
		strand string
		chosen map[string]string // column: what it is read as
		says   string            // message
		at     string            // field
	}{
		"nobody has said who answered": {"", nil, "columns.doubt-strand", ui.FieldStrand(0)},
		"a column is open":             {framework.Staff, nil, "columns.doubt-column", ui.FieldAs(0, "1")},
		"twice the same question":      {framework.Staff, map[string]string{"1": "item:p1"}, "columns.doubt-twice", ui.FieldAs(0, "1")},
		"twice the agency":             {framework.Staff, map[string]string{"1": "agency", "2": "agency"}, "columns.doubt-twice", ui.FieldAs(0, "2")},
		"a kind of no agency":          {framework.Staff, map[string]string{"3": "kind"}, "columns.doubt-kind", ui.FieldAs(0, "3")},
		"a level of a return":          {framework.Return, map[string]string{"2": "level"}, "columns.doubt-level", ui.FieldAs(0, "2")},
		"a return of nobody":           {framework.Return, nil, "columns.doubt-return", ui.FieldStrand(0)},
		"words of no answer":           {framework.Staff, map[string]string{"1": "item:p3"}, "columns.doubt-words", ui.FieldWord(0, "0")},
		"a question of others":         {framework.Staff, map[string]string{"1": "item:p1-young"}, "columns.doubt-other-strand", ui.FieldAs(0, "1")},
		"no question at all":           {framework.Staff, map[string]string{"0": "ignore", "4": "ignore"}, "columns.doubt-nothing", ui.FieldStrand(0)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			b := visitor(t, config)
			b.send(map[string]string{"tool.csv": export}, "")
			b.saysNot("There is a problem")
			if c.strand != "" {
				b.fields[ui.FieldStrand(0)] = c.strand
			} else {
				delete(b.fields, ui.FieldStrand(0))
			}
			for column, as := range c.chosen {
				b.fields[ui.FieldAs(0, column)] = as
			}
			b.send(map[string]string{"tool.csv": export}, ui.DoMake)
			says := config.Words.Say(c.says, "Heading", "Band", "Other", "Team", "Words", "A")
			for heading, column := range map[string]string{"Team": "1", "Sort": "3"} {
				if strings.HasSuffix(c.at, "-"+column) {
					says = config.Words.Say(c.says, "Heading", heading, "Other", words[0])
				}
			}
			b.says(422, says, `<a href="#`+c.at+`">`+strings.ReplaceAll(says, "'", "&#39;"), `id="`+c.at+`-error"`)
		})
	}
}

func TestWhatKeepsExportsFromBeingRead(t *testing.T) {
	config := furnished(t)
	config.Assess = func(_ context.Context, sources []answer.Source) (web.Assessment, error) {
		_, err := answer.TakeAll(config.Framework, sources, 10)
		return web.Assessment{Report: templ.Raw("")}, err
	}
	words := columns(t, config, "p1-young", "p3-young")
	young := table(words, []string{"Most of the time", "Not sure"})
	other := table([]string{words[0], "Colour"}, []string{"Most of the time", "red"})
	for name, c := range map[string]struct {
		files  map[string]string
		fields map[string]string
		says   string
	}{
		"the same answers twice": {map[string]string{"a.csv": young, "b.csv": young}, nil, "hold the same answers"},
		"a file left out":        {nil, map[string]string{ui.FieldFile(0): "a.csv"}, "Go back in your browser"},
		"another file": {map[string]string{"a.csv": other},
			map[string]string{ui.FieldFile(0): "a.csv", ui.FieldAs(0, "1"): "ignore", ui.FieldHeading(0, "1"): words[1]},
			"a.csv is not the file that was on the page before"},
		"a mapping too large": {map[string]string{"a.csv": young, "a.yaml": strings.Repeat("#", mapping.MaxBytes+1)}, nil,
			"a.yaml is too large"},
		"an empty mapping":     {map[string]string{"a.csv": young, "a.yaml": "\n"}, nil, "Leave it out, and you will be asked"},
		"what is no mapping":   {map[string]string{"a.csv": young, "a.yaml": "hello"}, nil, "A mapping begins with"},
		"of another frame":     {map[string]string{"a.csv": young, "a.yaml": "format: bearings-mapping/1\nframework: x\n"}, nil, "for the framework “x”"},
		"a mapping of others":  {map[string]string{"a.csv": young, "a.yaml": staffMapping}, nil, "No heading in row 1 is a question of a.yaml"},
		"a mapping of no file": {map[string]string{"a.csv": "respondent,strand,item,answer\n1,staff,p1,mostly\n", "a.yaml": staffMapping}, nil, "None of the other files fits"},
		"nothing of ours":      {map[string]string{"a.csv": table([]string{"Colour", "Size"}, []string{"red", "L"})}, nil, "put our questions in place of the headings"},
		"headings and no rows": {map[string]string{"a.csv": table(words)}, map[string]string{ui.FieldDo: ui.DoMake}, "There are headings but no answers"},
	} {
		t.Run(name, func(t *testing.T) {
			b := visitor(t, config)
			b.fields = c.fields
			b.send(c.files, "")
			b.says(422, c.says)
			b.saysNot("--answers", "bearings check", "[")
		})
	}
}

const staffMapping = `format: bearings-mapping/1
framework: practice-principles
strand: staff
items:
  p1: "Something else altogether"
`

// Columns that can't be told apart, or hold people's own words, are said too.
func TestColumnsThatCannotBeRead(t *testing.T) {
	config := furnished(t)
	words := columns(t, config, "p1-young", "p3-young")
	rows := [][]string{{words[0], "More", "More", words[1]}}
	for n := range 20 {
		rows = append(rows, []string{"Most of the time", "x", "y", "My own words " + strings.Repeat("x", n)})
	}
	b := visitor(t, config)
	b.send(map[string]string{"young.csv": table(rows...)}, "")
	b.choose(ui.FieldAs(0, "1"), "agency")
	b.choose(ui.FieldAs(0, "2"), "ignore")
	b.send(map[string]string{"young.csv": table(rows...)}, ui.DoShow)
	b.says(422, config.Words.Say("columns.doubt-heading", "Heading", "More"), config.Words.Say("columns.doubt-own-words", "Heading", words[1]))
	b.saysNot("My own words")
}

func TestTwoFilesOfOneName(t *testing.T) {
	var form bytes.Buffer
	writer := multipart.NewWriter(&form)
	for _, text := range []string{filled(100), filled(101)} {
		part, err := writer.CreateFormFile(ui.FieldAnswers, "answers.csv")
		must(t, err)
		_, err = part.Write([]byte(text))
		must(t, err)
	}
	must(t, writer.Close())
	r := httptest.NewRequest("POST", ui.YourAnswersPath, &form)
	r.Header.Set("Content-Type", writer.FormDataContentType())
	response := ask(web.New(furnished(t)), r)
	if text := body(t, response); response.StatusCode != 422 || !strings.Contains(text, "Two files are called answers.csv") {
		t.Errorf("status %d", response.StatusCode)
	}
}

// Files are counted together, and a form may not be endless.
func TestFilesAreCountedTogether(t *testing.T) {
	config := furnished(t)
	b := visitor(t, config)
	b.send(map[string]string{"a.csv": filled(600_000), "b.csv": filled(500_000)}, "")
	if b.status != 413 {
		t.Errorf("two files of 1.1 MB with a limit of 1 MB: status %d", b.status)
	}
	b = visitor(t, config)
	b.fields = map[string]string{"as-0-0": strings.Repeat("x", 5<<20)}
	b.send(map[string]string{"a.csv": filled(100)}, "")
	if b.status != 413 {
		t.Errorf("a field of 5 MB: status %d", b.status)
	}
}

// What is wrong with the rows is said above the choices, and they stay.
func TestChoicesStayWhenRowsAreAtFault(t *testing.T) {
	config := furnished(t)
	config.Assess = func(_ context.Context, sources []answer.Source) (web.Assessment, error) {
		_, err := answer.TakeAll(config.Framework, sources, 10)
		return web.Assessment{}, err
	}
	export := table(append([]string{"Who are we?"}, columns(t, config, "p1", "p2")...),
		[]string{"Exford Police", "Most of the time", "Don't know"},
		[]string{"Exford Police", "Some of the time", "Don't know"})
	b := visitor(t, config)
	b.send(map[string]string{"returns.csv": export}, "")
	b.choose(ui.FieldStrand(0), framework.Return)
	b.choose(ui.FieldAs(0, "0"), "agency")
	b.send(map[string]string{"returns.csv": export}, ui.DoMake)
	b.says(422, "Exford Police has a return already", `href="#problems"`, "What will be read")
	if b.fields[ui.FieldStrand(0)] != framework.Return || b.fields[ui.FieldAs(0, "0")] != "agency" {
		t.Errorf("the choices are gone: %v", b.fields)
	}
}
