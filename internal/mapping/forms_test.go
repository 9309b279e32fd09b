package mapping_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/mapping"
	"bearings/internal/office"
)

// TestOurOwnFormsComeBackWithNothingLeftOpen asks every form we write for
// survey tools, answers it in a survey tool's way, and brings it back.
func TestOurOwnFormsComeBackWithNothingLeftOpen(t *testing.T) {
	fw := principles(t)
	forms := office.Questionnaires(english(t), fw)
	if len(forms) < 8 {
		t.Fatalf("only %d forms", len(forms))
	}
	for _, form := range forms {
		t.Run(form.Name, func(t *testing.T) {
			asked, text := answered(t, form)
			drafted, err := mapping.Draft(english(t), fw, table(t, form.Name+".csv", text))
			if err != nil {
				t.Fatal(said(t, err))
			}
			written := drafted.YAML(english(t), fw)
			if drafted.Open > 0 || len(drafted.Mapping.Items) != asked {
				t.Errorf("%d open, %d of %d questions found\n%s", drafted.Open, len(drafted.Mapping.Items), asked, written)
			}
			if strand := drafted.Mapping.Strand; !strings.HasPrefix(form.Name, strand) {
				t.Errorf("it is taken for %s", strand)
			}
			out, err := take(t, fw, []string{string(written)}, table(t, form.Name+".csv", text))
			if err != nil {
				t.Fatal(said(t, err))
			}
			if len(out.Returns)+len(out.Releases) == 0 {
				t.Error("nothing came back")
			}
			for _, r := range out.Releases {
				if r.Strand() == framework.Staff && len(r.Groups()) == 0 {
					t.Errorf("nothing of staff is published")
				}
			}
		})
	}
}

// answered is a form's export with thirty people, and how many questions of the
// framework it asked.
func answered(t *testing.T, form office.Questionnaire) (asked int, text string) {
	t.Helper()
	var b strings.Builder
	out := csv.NewWriter(&b)
	line := []string{"ID", "Start time", "Completion time"}
	for n, q := range form.Questions {
		if q.Item != "" {
			asked++
		}
		line = append(line, fmt.Sprintf("%d. %s\u00a0", n+1, strings.ReplaceAll(q.Text, "'", "’")))
	}
	rows := [][]string{line}
	for person := range 30 {
		row := []string{fmt.Sprint(person + 1), "3/2/2026 9:00", "3/2/2026 9:05"}
		for n, q := range form.Questions {
			switch choices := q.Choices; {
			case len(choices) == 0:
				row = append(row, fmt.Sprintf("What agency %d does, in words", person))
			case q.Text == english(t).Say("forms.agency"), q.Text == english(t).Say("forms.agency-return"):
				agency := person % 3 // staff of three agencies; a return is an agency's own
				if strings.HasPrefix(form.Name, framework.Return) {
					agency = person
				}
				row = append(row, fmt.Sprintf("Fictional agency %d", agency+1))
			default:
				row = append(row, strings.ReplaceAll(choices[(person+n)%len(choices)], "'", "’"))
			}
		}
		rows = append(rows, row)
	}
	if err := out.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return asked, b.String()
}

// TestTheExampleInTheDocumentsIsTrue holds docs/ANSWERS.md to what is drafted.
func TestTheExampleInTheDocumentsIsTrue(t *testing.T) {
	read := func(name string) string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	_, drafted, found := strings.Cut(read("testdata/exports/microsoft-forms.txt"), "\n\n")
	if !found || !strings.Contains(read("../../docs/ANSWERS.md"), "```yaml\n"+drafted+"```") {
		t.Errorf("docs/ANSWERS.md shows another draft than\n%s", drafted)
	}
	settled := strings.NewReplacer(`# "Team manager":  #`, `"Team manager": operational #`, "# \"Never\"", "\"Never\"", "# - \"How", "- \"How").Replace(drafted)
	if _, err := take(t, principles(t), []string{settled}, table(t, "staff.csv", read("testdata/exports/microsoft-forms.csv"))); err != nil {
		t.Errorf("settled as the document says, it does not fit:\n%s\n%s", said(t, err), settled)
	}
}
