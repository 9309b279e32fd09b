package mapping_test

import (
	"strings"
	"testing"
)

const young = head + `strand: young-person
items: {p1-young: "People listen to me."}
`

const youngSheet = "People listen to me.\nOften\nNever\nOften\n"

func TestSeveralExportsAndAnAnswersFileAreOneRound(t *testing.T) {
	rows := "respondent,strand,item,answer\n2,young-person,p1-young,often\n3,young-person,p1-young,often\n"
	out, err := take(t, compass(), []string{small, strings.Replace(young, "items", "answers: {Never: rarely}\nitems", 1)},
		table(t, "staff.csv", sheet), table(t, "young.csv", youngSheet), table(t, "rows.csv", rows))
	if err != nil {
		t.Fatal(said(t, err))
	}
	if len(out.Releases) != 2 {
		t.Errorf("releases are %+v", out.Releases)
	}
}

func TestEachExportTakesTheOneMappingThatFits(t *testing.T) {
	for name, c := range map[string]struct {
		mappings []string
		says     []string
	}{
		"the nearest is named": {
			[]string{young, strings.Replace(small, "Your work", "My work", 1)},
			[]string{
				"staff.csv:1: None of the mappings fits this file. other.yaml comes nearest",
				"other.yaml:5:17: staff.csv has no column with the heading “My work”. Did you mean “Your work”?",
			},
		},
		"two fit":       {[]string{small, small}, []string{"staff.csv:1: Both map.yaml and other.yaml fit this file. Say in the one that is meant: file: \"staff.csv\"."}},
		"for others":    {[]string{strings.Replace(small, "strand:", "file: x.csv\nstrand:", 1)}, []string{"staff.csv:1: Each of the mappings is for another file."}},
		"one is left":   {[]string{small, young}, []string{"other.yaml:1:1: No file was given that this mapping fits."}},
		"the file says": {[]string{small, strings.Replace(small, "strand:", "file: x.csv\nstrand:", 1)}, []string{"other.yaml:1:1: No file was given that this mapping fits."}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := take(t, compass(), c.mappings, table(t, "staff.csv", sheet))
			got := said(t, err)
			for _, want := range c.says {
				if !strings.Contains(got, want) {
					t.Errorf("said\n%s\nand not\n%s", got, want)
				}
			}
		})
	}
}

func TestWithoutAMappingAnExportIsToldFromAnAnswersFile(t *testing.T) {
	_, err := take(t, compass(), nil, table(t, "staff.csv", sheet))
	if got, want := said(t, err), "staff.csv:1: This is no answers file"; !strings.HasPrefix(got, want) || !strings.Contains(got, "--draft mapping.yaml") {
		t.Errorf("said\n%s", got)
	}
	_, err = take(t, compass(), []string{small}, table(t, "rows.csv", "respondent,strand,itm,answer\n"), table(t, "staff.csv", sheet))
	if got, want := said(t, err), "rows.csv:1:19: There is no column “itm”. Did you mean item?"; !strings.Contains(got, want) {
		t.Errorf("said\n%s", got)
	}
}

func TestWhatIsWrongWithSeveralFilesIsSaidOfEach(t *testing.T) {
	bad := "respondent,strand,agency,item,answer\nq1,staff,A,p1,perhaps\n"
	_, err := take(t, compass(), []string{small}, table(t, "rows.csv", bad), table(t, "staff.csv", strings.Replace(sheet, "Often", "Oftn", 1)))
	got := said(t, err)
	for _, want := range []string{"rows.csv:2:15: “perhaps” is no answer to p1", "staff.csv:2:6: “Oftn” is no answer to this question"} {
		if !strings.Contains(got, want) {
			t.Errorf("said\n%s\nand not\n%s", got, want)
		}
	}
}
