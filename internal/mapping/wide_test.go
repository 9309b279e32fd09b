package mapping_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"bearings/internal/answer"
	"bearings/internal/mapping"
)

// sheet is the small framework's staff export.
const sheet = `Start time,We listen to children.,We believe what they tell us.,Where do you work?,Your work
2026,Often,Very sure,Fictional Police,Direct work
2026,Never,,Fictional Council,
2026,,,Fictional Council,Leading
2026,Don't know,unsure,,managing
`

func TestEachAnswerBecomesARow(t *testing.T) {
	opened, err := mapping.Open(english(t), compass(), mapped(t, compass(), small), table(t, "staff.csv", sheet))
	if err != nil {
		t.Fatal(said(t, err))
	}
	if !reflect.DeepEqual(opened.Columns(), answer.Columns) {
		t.Errorf("columns are %v", opened.Columns())
	}
	var got []string
	people := map[string]bool{}
	for _, row := range rows(t, opened) {
		people[row[0]] = true
		got = append(got, strings.Join(row[1:], ","))
	}
	want := []string{
		"staff,Fictional Police,,direct,p1,often,,",
		"staff,Fictional Police,,direct,p2,sure,,",
		"staff,Fictional Council,,,p1,rarely,,",
		"staff,,,operational,p1,dont-know,,",
		"staff,,,operational,p2,unsure,,",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("rows are\n%s", strings.Join(got, "\n"))
	}
	if len(people) != 3 {
		t.Errorf("people are %v", people)
	}
}

func TestHeadingsAndAnswersFitWhateverToolsChange(t *testing.T) {
	fw := compass()
	for _, heading := range []string{
		"We listen to children.", "we listen to children", " We  listen to\u00a0children. ", "1. We listen to children.*", "Q1: We listen to children",
		"Q12 - We listen to children", "1) We listen to children. *", "We lis\u200bten to children.\u2060", "\ufeffWe listen to children.", "We listen\r\nto children.", "Q3 We listen to children",
		"We listen to children. (required)", "We\u2009listen to children.", "Rydym yn gwrando ar blant.", "How often? [Rydym yn gwrando ar blant.]", "Stem: We listen to children.",
	} {
		for _, given := range []string{"Don't know", "don’t  know", "DON'T KNOW.", "dont-know", "3. Don`t know", "Ddim yn gwybod", "Don\u2019t\u00a0know"} {
			text := fmt.Sprintf("%s,Where do you work?\n%s,Fictional Council\n", quoted(heading), quoted(given))
			m := head + "strand: staff\nagency: {column: \"Where do you work?\"}\nitems: {p1: \"We listen to children.\"}\n"
			opened, err := mapping.Open(english(t), fw, mapped(t, fw, m), table(t, "a.csv", text))
			if err != nil {
				t.Errorf("%q: %s", heading, said(t, err))
				break
			}
			if all := rows(t, opened); len(all) != 1 || all[0][5] != "p1" || all[0][6] != "dont-know" {
				t.Errorf("%q, %q: %q", heading, given, all)
			}
		}
	}
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func TestAHeadingLetterForLetterGoesBeforeOneThatIsLikeIt(t *testing.T) {
	text := "1. Where do you work?,2. Where do you work?,We listen to children.\nA,B,Often\n"
	m := head + "strand: staff\nagency: {column: \"2. Where do you work?\"}\nitems: {p1: \"We listen to children.\"}\nignore: [\"1. Where do you work?\"]"
	opened, err := mapping.Open(english(t), compass(), mapped(t, compass(), m), table(t, "a.csv", text))
	if err != nil {
		t.Fatal(said(t, err))
	}
	if all := rows(t, opened); len(all) != 1 || all[0][2] != "B" {
		t.Errorf("rows are %q", all)
	}
}

func TestPlacesPointIntoTheExport(t *testing.T) {
	text := "ID,Team,We listen to children.,I sit down first.,Your work\n1,=A,Often,,Direct work\n2,B,,Often,Leading\n1,B,Often,,Direct work\n"
	m := head + "strand: staff\nrespondent: {column: ID}\nagency: {column: Team}\nlevel: {column: Your work}\nitems: {p1: \"We listen to children.\", p1-direct: \"I sit down first.\"}\n"
	_, err := take(t, compass(), []string{m}, table(t, "staff.csv", text))
	got := said(t, err)
	for _, want := range []string{
		"staff.csv:2:3: This cell begins with “=”",
		"staff.csv:3:6: The item p1-direct is not put to the level strategic. It is put to direct.",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("said\n%s\nand not\n%s", got, want)
		}
	}
	_, err = take(t, compass(), []string{m}, table(t, "staff.csv", strings.Replace(text, "=A", "B", 1)))
	if got := said(t, err); !strings.Contains(got, "staff.csv:4:1: Rows 2, 4 have the same id in the column “ID”.") {
		t.Errorf("said\n%s", got)
	}
}

// TestAnExportSaysTheSameAsTheSameAnswersInRows writes the same people both
// ways and compares what comes out.
func TestAnExportSaysTheSameAsTheSameAnswersInRows(t *testing.T) {
	fw := compass()
	var wide, long strings.Builder
	wide.WriteString("We listen to children.,We believe what they tell us.,Where do you work?,Your work\n")
	long.WriteString("respondent,strand,agency,level,item,answer\n")
	for n := range 120 {
		agency := []string{"Fictional Police", "Fictional Council", "fictional police", ""}[n%4]
		level := []string{"Direct work", "Managing", "Leading", "", "1. direct work"}[n%5]
		id := []string{"direct", "operational", "strategic", "", "direct"}[n%5]
		p1 := []string{"often", "rarely", "dont-know", ""}[n%11%4]
		p2 := []string{"sure", "unsure", ""}[n%7%3]
		words := map[string]string{"often": "Often", "rarely": "Never", "dont-know": "Don’t know", "sure": "very sure", "unsure": "Unsure"}
		fmt.Fprintf(&wide, "%s,%s,%s,%s\n", words[p1], words[p2], agency, level)
		for item, given := range map[string]string{"p1": p1, "p2": p2} {
			if given != "" {
				fmt.Fprintf(&long, "r%d,staff,%s,%s,%s,%s\n", n, agency, id, item, given)
			}
		}
	}
	m := strings.Replace(small, "ignore: [\"Start time\"]\n", "", 1)
	fromWide, err := take(t, fw, []string{m}, table(t, "wide.csv", wide.String()))
	if err != nil {
		t.Fatal(said(t, err))
	}
	fromLong, err := answer.Take(fw, table(t, "", long.String()).Table, 10)
	if err != nil {
		t.Fatal(said(t, err))
	}
	if !reflect.DeepEqual(fromWide, fromLong) || len(fromWide.Releases) != 1 || len(fromWide.Releases[0].Groups()) == 0 {
		t.Errorf("wide\n%+v\nlong\n%+v", fromWide, fromLong)
	}
}

func TestReturnsComeInTheirOwnWords(t *testing.T) {
	m := head + `strand: return
agency: {column: Agency, answers: {"FP": "Fictional Police"}}
kind: {column: Kind}
items: {p1: "We listen to children.", p1-do: "What do we do?"}
`
	text := "Agency,Kind,We listen to children.,What do we do?\nFP,Police,Often,\"We ask,\nand listen.\"\nFictional School,School or college,,We wait.\n"
	out, err := take(t, compass(), []string{m}, table(t, "returns.csv", text))
	if err != nil {
		t.Fatal(said(t, err))
	}
	want := []answer.Return{
		{Agency: "Fictional Police", Item: "p1", Answer: "often"},
		{Agency: "Fictional Police", Item: "p1-do", Text: "We ask,\nand listen."},
		{Agency: "Fictional School", Item: "p1-do", Text: "We wait."},
	}
	if !reflect.DeepEqual(out.Returns, want) {
		t.Errorf("returns are %+v", out.Returns)
	}
}

func TestOneForAllRows(t *testing.T) {
	m := head + "strand: staff\nagency: {is: Fictional Council}\nkind: {is: school}\nlevel: {is: direct}\nitems: {p1: \"We listen to children.\"}\nignore: [x]\n"
	opened, err := mapping.Open(english(t), compass(), mapped(t, compass(), m), table(t, "a.csv", "We listen to children.,x\nOften,1\n"))
	if err != nil {
		t.Fatal(said(t, err))
	}
	all := rows(t, opened)
	if len(all) != 1 || strings.Join(all[0][1:7], ",") != "staff,Fictional Council,school,direct,p1,often" {
		t.Errorf("rows are %q", all)
	}
}

// wrongExports are exports with something wrong, and what is said of it when
// the small mapping is laid on them.
func wrongExports() map[string]struct{ text, says string } {
	const ours = "Start time,We listen to children.,We believe what they tell us.,Where do you work?,Your work\n"
	many := ours
	for n := range 30 {
		many += fmt.Sprintf("2026,secret %c%c,Unsure,A,Leading\n", 'a'+n%26, 'b'+n/26)
	}
	return map[string]struct{ text, says string }{
		"a heading is not there": {
			strings.Replace(sheet, "We listen to children.", "We listen to all children", 1),
			"map.yaml:7:7: staff.csv has no column with the heading “We listen to children.”. Did you mean “We listen to all children”?",
		},
		"a heading is like none": {
			strings.Replace(sheet, "Your work", "Weather", 1),
			"map.yaml:5:17: staff.csv has no column with the heading “Your work”. Copy the heading from the export",
		},
		"what is ignored is not there": {strings.Replace(sheet, "Start time", "Startzeit", 1), "map.yaml:11:10: staff.csv has no column with the heading “Start time”."},
		"a heading fits two columns": {
			strings.Replace(sheet, "Start time", "We listen to children.", 1),
			"map.yaml:7:7: 2 columns of staff.csv have the heading “We listen to children.” (1:1, 1:24).",
		},
		"a column nobody speaks of": {
			"Age," + strings.ReplaceAll(sheet, "\n2026", "\n14,2026"),
			"staff.csv:1:1: map.yaml does not say what the column “Age” is. Say so there, or add it under ignore, and it is not read.",
		},
		"a tool's own column": {
			"Heure de début," + strings.ReplaceAll(sheet, "\n2026", "\n14,2026"),
			"staff.csv:1:1: map.yaml does not say what the column “Heure de début” is. Survey tools write it themselves: add it under ignore",
		},
		"another form": {"a,b,c\n1,2,3\n", "staff.csv:1: No heading in row 1 is a question of map.yaml."},
		"answers in other words": {
			ours + "1,Oftn,Unsure,A,Leading\n2,Oftn,Unsure,A,Leading\n3,Blue,Oftn,B,Boss\n",
			"staff.csv:2:3: “Oftn” is no answer to this question; 2 rows have it. The nearest is often. If that is what it means, add under answers in map.yaml: \"Oftn\": often",
		},
		"an answer like none":    {ours + "1,Blue,Unsure,A,Leading\n", "staff.csv:2:3: “Blue” is no answer to this question; one row has it. Add it under answers in map.yaml, with one of rarely, often, dont-know, skipped behind it."},
		"a level in other words": {ours + "1,Often,Unsure,A,Manager\n", "staff.csv:2:18: “Manager” is no level; one row has it. The nearest is operational. If that is what it means, add it to the answers of level in map.yaml: \"Manager\": operational"},
		"words of their own":     {many, "staff.csv:2:6: In 30 rows, the column “We listen to children.” holds many different words, or long ones, and not answers to choose from. They are not repeated here."},
		"long words":             {ours + "1,\"" + strings.Repeat("secret ", 12) + "\",Unsure,A,Leading\n", "staff.csv:2:3: In one row, the column “We listen to children.” holds words that nobody could choose from."},
		"no rows":                {ours, "staff.csv:1: There are headings but no answers below them. For a report while there are no answers yet, leave --answers out: it needs no file."},
	}
}

// twiceHeaded are exports with two rows of headings.
func twiceHeaded() map[string]string {
	const ours = "Start time,We listen to children.,We believe what they tell us.,Where do you work?,Your work\n"
	return map[string]string{
		"SurveyMonkey's headings": ours + ",Response,Response,Response,Response\n1,Often,Unsure,A,Leading\n",
		"a table's headings":      "Start time,Think of,,Where do you work?,Your work\n,We listen to children.,We believe what they tell us.,,\n1,Often,Unsure,A,Leading\n",
		"Qualtrics' headings":     ours + `"{""ImportId"":""a""}","{""ImportId"":""b""}","{""ImportId"":""c""}","{""ImportId"":""d""}","{""ImportId"":""e""}"` + "\n",
	}
}

func TestASecondRowOfHeadingsIsSaid(t *testing.T) {
	for name, text := range twiceHeaded() {
		_, err := take(t, compass(), []string{small}, table(t, "staff.csv", text))
		want := "staff.csv:2: Headings stand in row 1 and again in row 2. Make one row of them in a copy: " +
			"give each question's column the question itself as its heading, and delete the other row."
		if got := said(t, err); got != want {
			t.Errorf("%s: said\n%s", name, got)
		}
	}
}

func TestWhatIsWrongWithAnExportIsSaid(t *testing.T) {
	for name, c := range wrongExports() {
		t.Run(name, func(t *testing.T) {
			_, err := take(t, compass(), []string{small}, table(t, "staff.csv", c.text))
			got := said(t, err)
			if !strings.Contains(got, c.says) {
				t.Errorf("said\n%s\nand not\n%s", got, c.says)
			}
			if strings.Contains(got, "secret") {
				t.Errorf("what somebody wrote is repeated:\n%s", got)
			}
		})
	}
}

func TestAColumnWithoutAHeading(t *testing.T) {
	text := "We listen to children.,,Where do you work?\nOften,,A\nOften,x,A\nOften,y,A\n"
	m := head + "strand: staff\nagency: {column: \"Where do you work?\"}\nitems: {p1: \"We listen to children.\"}\n"
	_, err := take(t, compass(), []string{m}, table(t, "a.csv", text))
	if got, want := said(t, err), "a.csv:3:7: This column has no heading, and 2 rows have something in it."; !strings.Contains(got, want) {
		t.Errorf("said\n%s", got)
	}
	if _, err := take(t, compass(), []string{m}, table(t, "a.csv", strings.NewReplacer(",x,", ",,", ",y,", ",,").Replace(text))); err != nil {
		t.Errorf("an empty column is said to be wrong: %s", said(t, err))
	}
}

func TestAKindInOtherWords(t *testing.T) {
	m := head + "strand: return\nagency: {column: A}\nkind: {column: K, answers: {Nick: police, None: skipped}}\nitems: {p1: \"We listen to children.\"}\n"
	const text = "A,K,We listen to children.\nX,Nick,Often\nY,Schol,Often\nZ,Schools,Often\nQ,Sea,Often\nR,none,Often\n"
	_, err := take(t, compass(), []string{m}, table(t, "a.csv", text))
	want := "a.csv:3:3: “Schol” is no kind of agency; one row has it. The nearest is school. If that is what it means, add it to the answers of kind in map.yaml: \"Schol\": school\n" +
		"a.csv:4:3: “Schools” is no kind of agency; one row has it. The nearest is school. If that is what it means, add it to the answers of kind in map.yaml: \"Schools\": school\n" +
		"a.csv:5:3: “Sea” is no kind of agency; one row has it. Add it to the answers of kind in map.yaml, with one of school, police, skipped behind it."
	if got := said(t, err); got != want {
		t.Errorf("said\n%s", got)
	}
}

func TestANumberASpreadsheetShortenedMayBeTwoPeople(t *testing.T) {
	text := "ID,We listen to children.\n1.18E+11,Often\n"
	both := text + "1.18E+11,Often\n"
	m := head + "strand: staff\nrespondent: {column: ID}\nitems: {p1: \"We listen to children.\"}\n"
	_, err := take(t, compass(), []string{m}, table(t, "a.csv", text))
	if got, want := said(t, err), "a.csv:2:1: A spreadsheet has shortened a number in the column “ID”"; !strings.Contains(got, want) {
		t.Errorf("said\n%s", got)
	}
	_, err = take(t, compass(), []string{m}, table(t, "a.csv", both))
	if got, want := said(t, err), "a.csv:2:1: A spreadsheet has shortened 2 numbers in the column “ID”"; !strings.Contains(got, want) {
		t.Errorf("said\n%s", got)
	}
}

func TestTwoHeadingsOfTheMappingForOneColumn(t *testing.T) {
	m := head + "strand: staff\nitems: {p1: \"We listen to children.\", p2: \"1. we listen to children\"}\n"
	_, err := take(t, compass(), []string{m}, table(t, "a.csv", "We listen to children.,b\nOften,\n"))
	if got, want := said(t, err), "map.yaml:4:43: “1. we listen to children” and “We listen to children.” in line 4 are the same column."; !strings.Contains(got, want) {
		t.Errorf("said\n%s", got)
	}
}
