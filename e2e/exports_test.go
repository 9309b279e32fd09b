package e2e_test

import (
	"strings"

	"bearings/internal/framework"
	"bearings/internal/ui"
)

// exportStates are the states of the page that asks what is in the columns of
// an export. What stands in the export and is not of ours has no small vowels,
// so that it does not look like a sentence.
func exportStates(h house) []state {
	clear, open := export(h, false), export(h, true)
	return []state{
		{route: "YourReport", name: "columns", path: ui.YourAnswersPath, sending: open},
		{route: "YourReport", name: "columns-open", path: ui.YourAnswersPath, sending: open, button: ui.DoMake, status: 422},
		{route: "YourReport", name: "columns-clear", path: ui.YourAnswersPath, sending: clear,
			choose: map[string]string{ui.FieldStrand(0): framework.Staff}, button: ui.DoShow},
		{route: "YourReport", name: "columns-decided", path: ui.YourAnswersPath, sending: open, button: ui.DoShow,
			choose: map[string]string{ui.FieldStrand(0): framework.Staff, ui.FieldAs(0, "2"): "agency", ui.FieldAs(0, "5"): "item:p3",
				ui.FieldAs(0, "6"): "ignore", ui.FieldWord(0, "0"): "hardly-ever"}},
		{route: "YourReport", name: "columns-made", path: ui.YourAnswersPath, sending: clear,
			choose: map[string]string{ui.FieldStrand(0): framework.Staff}, button: ui.DoMake},
		{route: "YourReport", name: "columns-refused", path: ui.YourAnswersPath, sending: "NAME,Q\nX,Z\n", status: 422},
	}
}

// export is what a survey tool gives: all clear, or with an agency, a statement
// and words to ask about.
func export(h house, open bool) string {
	text := func(id string) string {
		item, _ := h.config.Framework.Item(id)
		return item.Text.In("en")
	}
	scale, _ := h.config.Framework.Scale("how-often")
	words := func(n int) string { return scale.Positions[n].Word.In("en") }
	head := []string{"ID", "START TIME", "TRST", text("p1"), text("p2")}
	one := []string{"1", "09:00", "Q TRST", words(0), words(3)}
	two := []string{"2", "09:05", "R TRST", words(2), words(1)}
	if open {
		head = append(head, "XZ BLV THT", "NYTHNG LS")
		one = append(one, words(0), "HLL THR")
		two = append(two, words(1), "")
		two[3] = "NVR"
	} else {
		head[2] = h.config.Words.Say("forms.agency")
	}
	var lines []string
	for _, row := range [][]string{head, one, two} {
		lines = append(lines, `"`+strings.Join(row, `","`)+`"`)
	}
	return strings.Join(lines, "\n") + "\n"
}
