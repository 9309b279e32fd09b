package web_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/a-h/templ"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// readToTheEnd has exports read to their end, as the program does.
func readToTheEnd(t *testing.T) web.Config {
	config := furnished(t)
	config.Assess = func(_ context.Context, sources []answer.Source) (web.Assessment, error) {
		_, err := answer.TakeAll(config.Framework, sources, 10)
		return web.Assessment{Report: templ.Raw("<h1>Made</h1>")}, err
	}
	return config
}

// numbered is what a school's form saves: its answers are numbered from 1.
func numbered(question string, answers ...string) string {
	rows := [][]string{{"Id", question}}
	for n, given := range answers {
		rows = append(rows, []string{fmt.Sprint(n + 1), given})
	}
	return table(rows...)
}

func TestTwoSchoolsNumberTheirAnswersAlike(t *testing.T) {
	config := readToTheEnd(t)
	question := columns(t, config, "p1-young")[0]
	first := numbered(question, "Most of the time", "Some of the time", "Not sure", "Most of the time")
	second := numbered(question, "Some of the time", "Not sure", "Most of the time", "Some of the time")
	b := visitor(t, config)
	b.send(map[string]string{"north.csv": first, "south.csv": second}, "")
	b.send(map[string]string{"north.csv": first, "south.csv": second}, ui.DoMake)
	b.says(200, "<h1>Made</h1>")

	b = visitor(t, config)
	later := numbered(question, "Most of the time", "Some of the time", "Not sure", "Most of the time", "Not sure")
	b.send(map[string]string{"may.csv": first, "north.csv": later}, "")
	b.send(map[string]string{"may.csv": first, "north.csv": later}, ui.DoMake)
	b.says(422, "This looks like the same form, saved twice.")
	b.saysNot("respondent out", "under ignore")
}

func TestWhatIsWrongWithPeopleAndAgenciesIsSaidForThePage(t *testing.T) {
	config := readToTheEnd(t)
	question := columns(t, config, "p1")[0]
	unnamed := config.Words.Say("forms.agency-choice", "N", 2)
	export := table([]string{"Code", config.Words.Say("forms.agency"), question},
		[]string{"1", "Exford Council", "Most of the time"}, []string{"1", unnamed, "Most of the time"}, []string{"", unnamed, "Most of the time"})
	b := visitor(t, config)
	b.send(map[string]string{"staff.csv": export}, "")
	b.choose(ui.FieldStrand(0), framework.Staff)
	b.choose(ui.FieldAs(0, "0"), "respondent")
	b.send(map[string]string{"staff.csv": export}, ui.DoMake)
	b.says(422, "Rows 2, 3 have the same number", "leave “Code” out", "In one row, the column “Code” is empty", "2 rows have it. Put the name in its place in a copy")
	b.saysNot("respondent out", "under ignore", "answers of agency", "your choices")
}

func TestStatementsThatAreMissingAreNamedOnThePage(t *testing.T) {
	config := furnished(t)
	words := columns(t, config, "p1-young", "p3-young", "p5-young")
	b := visitor(t, config)
	export := table(words[:2], []string{"Most of the time", "Not sure"})
	b.send(map[string]string{"young.csv": export}, "")
	b.says(200, "6 statements of the form are not in your file", words[2])
}

// A page that asks about hundreds of columns would be endless.
func TestAFileOfManyOtherColumnsIsNotAskedAbout(t *testing.T) {
	config := furnished(t)
	headings, cells := columns(t, config, "p1"), []string{"Most of the time"}
	for n := range 300 {
		headings, cells = append(headings, fmt.Sprintf("Colour %d?", n)), append(cells, "red")
	}
	b := visitor(t, config)
	b.send(map[string]string{"a.csv": table(headings, cells)}, "")
	b.says(422, "300 columns of this file are nothing we ask")
	b.send(map[string]string{"a.csv": table(headings[:101], cells[:101])}, "")
	b.says(200, "Colour 99?")
	const most = 2 << 20
	if len(b.page) > most {
		t.Errorf("the page has %d bytes", len(b.page))
	}
}
