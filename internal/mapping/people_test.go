package mapping_test

import (
	"fmt"
	"strings"
	"testing"
)

const numbered = head + "strand: staff\nrespondent: {column: ID}\nitems: {p1: \"We listen to children.\", p2: \"We believe what they tell us.\"}\n"

// people is an export of so many people, numbered from 1, whose answers follow
// on from a place in a round of all that can be answered.
func people(n, from int) string {
	text := "ID,We listen to children.,We believe what they tell us.\n"
	for id := range n {
		text += fmt.Sprintf("%d,%s,%s\n", id+1, []string{"Often", "Rarely or never", "Don't know"}[(id+from)%3], []string{"Very sure", "Unsure"}[(id/2+from)%2])
	}
	return text
}

// Two schools count their answers from 1 each. Nobody is asked to delete any.
func TestAnIdIsOnePersonWithinItsFile(t *testing.T) {
	out, err := take(t, compass(), []string{numbered}, table(t, "a.csv", people(6, 0)), table(t, "b.csv", people(6, 1)))
	if err != nil {
		t.Fatal(said(t, err))
	}
	// Twelve people are enough to be published; six are not.
	if len(out.Releases) != 1 || len(out.Releases[0].Groups()) == 0 {
		t.Errorf("releases are %+v", out.Releases)
	}
	other := strings.Replace(numbered, "strand: staff", "strand: staff\nfile: b.csv", 1)
	m := strings.Replace(numbered, "strand: staff", "strand: staff\nfile: A.csv", 1)
	if _, err := take(t, compass(), []string{m, other}, table(t, "x/a.csv", people(6, 0)), table(t, "b.csv", people(6, 1))); err != nil {
		t.Errorf("two forms count from 1 each: %s", said(t, err))
	}
	m = strings.Replace(numbered, "respondent: {column: ID}", "ignore: [ID]", 1)
	if _, err := take(t, compass(), []string{m}, table(t, "a.csv", people(6, 0)), table(t, "b.csv", people(6, 1))); err != nil {
		t.Errorf("without ids, each row is one person: %s", said(t, err))
	}
}

func TestAMappingCanSayThatIdsHoldForAllFiles(t *testing.T) {
	m := strings.Replace(numbered, "{column: ID}", "{column: ID, within: all-files}", 1)
	_, err := take(t, compass(), []string{m}, table(t, "a.csv", people(3, 0)), table(t, "b.csv", people(3, 1)))
	got := said(t, err)
	if n := strings.Count(got, "\n") + 1; n != 3 || !strings.HasPrefix(got, "b.csv:2:1: Somebody with this id has answered in a.csv already, and in these files the same id means the same person.") ||
		strings.Contains(got, "delete") || strings.Contains(got, "keep one") {
		t.Errorf("said\n%s", got)
	}
	first := "ID,We listen to children.,We believe what they tell us.\n1,Often,\n2,Often,\n"
	second := "ID,We listen to children.,We believe what they tell us.\n1,,Unsure\n2,,Unsure\n"
	if _, err := take(t, compass(), []string{m}, table(t, "a.csv", first), table(t, "b.csv", second)); err != nil {
		t.Errorf("one form in two halves: %s", said(t, err))
	}
}

func TestADoubledIdIsSaidOnce(t *testing.T) {
	text := "ID,We listen to children.,We believe what they tell us.\n" +
		"secret,Often,Unsure\n2,Often,Unsure\nsecret,Rarely or never,Unsure\n,Often,Unsure\nsecret,Often,Unsure\n,Often,Unsure\n"
	_, err := take(t, compass(), []string{numbered}, table(t, "a.csv", text))
	want := "a.csv:5:1: In 2 rows, the column “ID” is empty, so it can't be told whose answers these are. Give each of them an id that nobody else has, or take respondent out of the mapping and put “ID” under ignore: each row is then one person.\n" +
		"a.csv:4:1: Rows 2, 4, 6 have the same id in the column “ID”. Are they different people? Then take respondent out of the mapping and put “ID” under ignore: each row is then one person. Has one person answered 3 times? Then keep their latest row in a copy."
	if got := said(t, err); got != want {
		t.Errorf("said\n%s", got)
	}
}

// A form that is saved again later holds the earlier answers too.
func TestAFormSavedTwiceIsFound(t *testing.T) {
	_, err := take(t, compass(), []string{numbered}, table(t, "may.csv", people(9, 0)), table(t, "june.csv", people(20, 0)))
	if got := said(t, err); !strings.HasPrefix(got, "june.csv:1: Nearly everybody with an id that also stands in may.csv gave the same answers there.") || strings.Contains(got, "\n") {
		t.Errorf("said\n%s", got)
	}
	moved := "We believe what they tell us.,ID,We listen to children.\nVery sure,3,Don't know\nVery sure,1,Often\nVery sure,2,Rarely or never\n"
	_, err = take(t, compass(), []string{numbered}, table(t, "a.csv", moved), table(t, "b.csv", strings.Replace(people(3, 0), "3,Don't know,Unsure", "3,Don't know,Very sure", 1)))
	if got := said(t, err); !strings.HasPrefix(got, "b.csv:1: Nearly everybody") {
		t.Errorf("with its columns in another order it is not found:\n%s", got)
	}
}

func TestAnAgencysLineOfTheFormIsNoName(t *testing.T) {
	const unnamed = "Agency 12: write its name here before you send the form"
	text := "Where do you work?,We listen to children.,We believe what they tell us.\n" +
		quoted(unnamed) + ",Often,Unsure\nFictional Council,Often,Unsure\n" + quoted(strings.ToUpper(unnamed)) + ",Often,Unsure\n"
	m := head + "strand: staff\nagency: {column: \"Where do you work?\"}\nitems: {p1: \"We listen to children.\", p2: \"We believe what they tell us.\"}\n"
	_, err := take(t, compass(), []string{m}, table(t, "a.csv", text))
	want := "a.csv:2:1: “" + unnamed + "” is a line of the form in which nobody has put an agency's name; 2 rows have it. " +
		"Add it to the answers of agency in map.yaml with the agency's name behind it, as in \"" + unnamed + "\": \"Its name\", or with skipped if nobody can tell."
	if got := said(t, err); got != want {
		t.Errorf("said\n%s", got)
	}
	for _, name := range []string{"Fictional Police", "skipped"} {
		named := strings.Replace(m, "work?\"}", "work?\", answers: {\""+unnamed+"\": "+name+"}}", 1)
		if _, err := take(t, compass(), []string{named}, table(t, "a.csv", text)); err != nil {
			t.Errorf("as %s: %s", name, said(t, err))
		}
	}
	drafted, written := draft(t, text)
	if drafted.Open != 2 || !strings.Contains(written, "\n    # \""+unnamed+"\":  # write the agency's name behind it, or skipped\n") {
		t.Errorf("%d open in\n%s", drafted.Open, written)
	}
}

func TestAnAgencyOfNoKind(t *testing.T) {
	fw := compass()
	text := "Which agency is this for?,What kind of organisation is it?,We listen to children.,What do we do?\nA,School or college,Often,x\nB,something  else,Often,y\n"
	drafted, written := draft(t, text)
	if drafted.Open != 0 || drafted.Mapping.Strand != "return" {
		t.Errorf("%d open in\n%s", drafted.Open, written)
	}
	out, err := take(t, fw, []string{written}, table(t, "a.csv", text))
	if err != nil || len(out.Returns) != 4 {
		t.Errorf("%v: %+v", said(t, err), out.Returns)
	}
}

func TestAnAgencysSecondReturnIsSaidOnce(t *testing.T) {
	m := head + "strand: return\nagency: {column: A}\nitems: {p1: \"We listen to children.\", p2: \"We believe what they tell us.\"}\n"
	_, err := take(t, compass(), []string{m}, table(t, "a.csv", "A,We listen to children.,We believe what they tell us.\nX,Often,Unsure\nX,Often,Unsure\n"))
	if got := said(t, err); !strings.HasPrefix(got, "a.csv:3: X has a return already") || strings.Contains(got, "\n") {
		t.Errorf("said\n%s", got)
	}
}
