package mapping_test

import (
	"fmt"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/mapping"
)

// mine asks two statements of the pack on one scale.
const mine = "format: bearings-mapping/1\nframework: practice-principles\nstrand: young-person\n" +
	"items: {p1-young: \"People who work with me believe me.\", p3-young: \"People who work with me listen to me first, then decide.\"}\n"

func ownScale(rows string) string {
	return "People who work with me believe me.,\"People who work with me listen to me first, then decide.\"\n" + rows
}

func TestWordsOfAnotherScaleAreNotTakenForIDs(t *testing.T) {
	fw := principles(t)
	for name, rows := range map[string]string{
		"in one column":     "Never,\nSometimes,\nMostly,\nAlways,\n",
		"written as ids":    "never,\nsometimes,\nmostly,\nalways,\n",
		"in another column": "sometimes,Never\nmostly,Always\n",
		"the id first":      "sometimes,\nmostly,Never\n",
		"the id last":       "Never,\nAlways,sometimes\n,mostly\n",
		"beside own words":  "sometimes,Some of the time\nmostly,Most of the time\n",
		"in capitals":       "Sometimes,Mostly\nMostly,Sometimes\n",
	} {
		_, err := take(t, fw, []string{mine}, table(t, "a.csv", ownScale(rows)))
		got := strings.ToLower(said(t, err))
		for _, id := range []string{"sometimes", "mostly"} {
			want := fmt.Sprintf("“%s” is no answer to this question; ", id)
			if !strings.Contains(got, want) || !strings.Contains(got, "the nearest is "+id+".") {
				t.Errorf("%s: said\n%s\nand not\n%s", name, got, want)
			}
		}
		drafted, err := mapping.Draft(english(t), fw, table(t, "a.csv", ownScale(rows)))
		if err != nil {
			t.Fatal(said(t, err))
		}
		for _, c := range drafted.Columns {
			for _, v := range c.Values {
				if id := strings.ToLower(v.Words); (id == "sometimes" || id == "mostly") && (v.As != "" || v.Near != id) {
					t.Errorf("%s: %+v", name, v)
				}
			}
		}
	}
}

func TestEachIDBesideWordsIsCountedInRows(t *testing.T) {
	rows := "sometimes,sometimes\nsometimes,\nNever,\nsometimes,mostly\n"
	_, err := take(t, principles(t), []string{mine}, table(t, "a.csv", ownScale(rows)))
	got := said(t, err)
	for _, want := range []string{"a.csv:2:1: “sometimes” is no answer to this question; 3 rows have it.", "a.csv:5:11: “mostly” is no answer to this question; one row has it."} {
		if !strings.Contains(got, want) {
			t.Errorf("said\n%s\nand not\n%s", got, want)
		}
	}
}

func TestAnExportOfIDsNeedsNoWords(t *testing.T) {
	fw := principles(t)
	rows := "sometimes,mostly\nhardly-ever,\nnot-sure,nearly-always\n"
	opened, err := mapping.Open(english(t), fw, mapped(t, fw, mine), table(t, "a.csv", ownScale(rows)))
	if err != nil {
		t.Fatal(said(t, err))
	}
	if all := rowsOf(t, opened); all != "sometimes mostly hardly-ever not-sure nearly-always" {
		t.Errorf("answers are %s", all)
	}
	drafted, err := mapping.Draft(english(t), fw, table(t, "a.csv", ownScale(rows)))
	if err != nil {
		t.Fatal(said(t, err))
	}
	if drafted.Open != 0 {
		t.Errorf("%d open in\n%s", drafted.Open, drafted.YAML(english(t), fw))
	}
	skipped := mine + "answers: {\"-99\": skipped}\n"
	opened, err = mapping.Open(english(t), fw, mapped(t, fw, skipped), table(t, "a.csv", ownScale("-99,mostly\n")))
	if err != nil {
		t.Fatal(said(t, err))
	}
	if all := rowsOf(t, opened); all != "mostly" {
		t.Errorf("answers are %s", all)
	}
}

func TestAMappingSaysWhatAWordThatLooksLikeAnIDMeans(t *testing.T) {
	fw := principles(t)
	m := mine + "answers: {Never: hardly-ever, Sometimes: sometimes, Mostly: nearly-always}\n"
	opened, err := mapping.Open(english(t), fw, mapped(t, fw, m), table(t, "a.csv", ownScale("Never,Sometimes\nMostly,mostly\n")))
	if err != nil {
		t.Fatal(said(t, err))
	}
	if all := rowsOf(t, opened); all != "hardly-ever sometimes nearly-always nearly-always" {
		t.Errorf("answers are %s", all)
	}
}

func TestWhatSomebodyChoosesDecidesWhetherIDsAreAnswers(t *testing.T) {
	fw := principles(t)
	text := "People who work with me believe me.,Ours\nsometimes,Never\nmostly,Always\n"
	chosen, err := mapping.Choose(english(t), fw, table(t, "a.csv", text), mapping.Choices{
		Columns: map[int]mapping.Choice{1: {Heading: "Ours", Role: mapping.AsItem, Item: "p3-young"}},
		Words:   []mapping.Placed{{Role: mapping.AsItem, Words: "Never", ID: "hardly-ever"}, {Role: mapping.AsItem, Words: "mostly", ID: "mostly"}},
	})
	if err != nil {
		t.Fatal(said(t, err))
	}
	var words []string
	for _, u := range chosen.Unplaced {
		words = append(words, u.Words+"="+u.ID)
	}
	if got := strings.Join(words, " "); got != "sometimes= mostly=mostly Never=hardly-ever Always=" {
		t.Errorf("asked about %s", got)
	}
}

func rowsOf(t *testing.T, opened answer.Table) string {
	t.Helper()
	var all []string
	for _, row := range rows(t, opened) {
		all = append(all, row[6])
	}
	return strings.Join(all, " ")
}

func TestAnAgencysNameIsCheckedOnceInTheMapping(t *testing.T) {
	long := strings.Repeat("é", 201)
	for name, says := range map[string]string{
		"=1+1":      "This agency's name begins with “=”, and a spreadsheet would take it for a formula.",
		" +44":      "This agency's name begins with “+”",
		"-x":        "This agency's name begins with “-”",
		"@x":        "This agency's name begins with “@”",
		"#REF!":     "“#REF!” is what a spreadsheet writes where it can't show something, and no agency's name.",
		long:        "This agency's name is longer than 200 characters. Please shorten it.",
		`x\u0001`:   "A character that can't be printed stands in this agency's name.",
		`two\u007f`: "A character that can't be printed stands in this agency's name.",
	} {
		for at, agency := range map[string]string{
			"map.yaml:4:14: ": `agency: {is: "` + name + `"}`,
			"map.yaml:4:35: ": `agency: {column: A, answers: {Us: "` + name + `"}}`,
		} {
			_, err := mapping.Read(compass(), "map.yaml", []byte(head+"strand: staff\n"+agency+"\nitems: {p1: \"We listen to children.\"}\n"))
			if got := said(t, err); !strings.HasPrefix(got, at) || !strings.Contains(got, says) || strings.Contains(got, "\n") {
				t.Errorf("%s: said\n%s\nand not\n%s", agency, got, says)
			}
		}
	}
	for _, name := range []string{strings.Repeat("é", 200), "- Team", "#1 Team", "Fictional Council", "3rd Team"} {
		if _, err := mapping.Read(compass(), "map.yaml", []byte(head+"strand: staff\nagency: {is: \""+name+"\"}\nitems: {p1: \"We listen to children.\"}\n")); err != nil {
			t.Errorf("%q: %s", name, said(t, err))
		}
	}
}
