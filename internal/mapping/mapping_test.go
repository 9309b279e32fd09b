package mapping_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"bearings/content"
	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/mapping"
	"bearings/internal/office"
	"bearings/internal/phrase"
)

var loaded = sync.OnceValues(func() (*phrase.Words, error) {
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		return nil, err
	}
	all, err := phrase.Load(files)
	return all["en"], err
})

func english(t testing.TB) *phrase.Words {
	t.Helper()
	words, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return words
}

var pack = sync.OnceValues(func() (*framework.Framework, error) {
	files, err := fs.Sub(content.Files, "practice-principles")
	if err != nil {
		return nil, err
	}
	return framework.Load(files)
})

func principles(t testing.TB) *framework.Framework {
	t.Helper()
	fw, err := pack()
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

// compass is a small framework in two languages, with two scales and an item
// that is answered in words.
func compass() *framework.Framework {
	both := func(en, cy string) framework.Text { return framework.Text{"en": en, "cy": cy} }
	one := func(en string) framework.Text { return framework.Text{"en": en} }
	return &framework.Framework{
		ID: "compass", Version: "1.0.0", Languages: []string{"en", "cy"},
		Levels: []framework.Level{
			{ID: framework.Direct, Name: both("Direct work", "Gwaith uniongyrchol")},
			{ID: framework.Operational, Name: one("Managing")},
			{ID: framework.Strategic, Name: one("Leading")},
		},
		Kinds: []framework.Kind{{ID: "school", Name: one("School or college")}, {ID: "police", Name: one("Police")}},
		Scales: []framework.Scale{
			{
				ID: "how-often",
				Positions: []framework.Word{
					{ID: "rarely", Word: both("Rarely or never", "Anaml neu byth")},
					{ID: "often", Word: both("Often", "Yn aml")},
				},
				Beside: []framework.Word{{ID: "dont-know", Word: both("Don't know", "Ddim yn gwybod")}},
			},
			{
				ID:        "how-sure",
				Positions: []framework.Word{{ID: "unsure", Word: one("Unsure")}, {ID: "sure", Word: one("Very sure")}},
			},
		},
		Items: []framework.Item{
			{ID: "p1", Strands: []string{framework.Staff, framework.Return}, Scale: "how-often", Text: both("We listen to children.", "Rydym yn gwrando ar blant.")},
			{ID: "p2", Strands: []string{framework.Staff, framework.Return}, Scale: "how-sure", Text: one("We believe what they tell us.")},
			{ID: "p1-direct", Strands: []string{framework.Staff}, Levels: []string{framework.Direct}, Scale: "how-often", Text: one("I sit down first.")},
			{ID: "p1-young", Strands: []string{framework.YoungPerson}, Scale: "how-often", Text: one("People listen to me.")},
			{ID: "p1-do", Strands: []string{framework.Return}, Text: one("What do we do?")},
		},
	}
}

// table opens a CSV text, or a workbook, as an export of that name.
func table(t testing.TB, name, text string) answer.Source {
	t.Helper()
	opened, err := office.OpenTable(strings.NewReader(text), office.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return answer.Source{Name: name, Table: opened}
}

// said are the sentences of an error, a line each.
func said(t testing.TB, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	problems, ok := fault.AsProblems(err)
	if !ok {
		t.Fatalf("problems expected, got %v", err)
	}
	lines := english(t).Problems(problems)
	for _, line := range lines {
		if strings.Contains(line, "<no value>") || strings.Contains(line, "[mapping.") {
			t.Errorf("a sentence is not whole: %s", line)
		}
	}
	return strings.Join(lines, "\n")
}

const head = "format: bearings-mapping/1\nframework: compass\n"

// small is a mapping of the small framework's staff statements.
const small = head + `strand: staff
agency: {column: "Where do you work?"}
level: {column: "Your work"}
items:
  p1: "We listen to children."
  p2: "We believe what they tell us."
answers:
  "Never": rarely
ignore: ["Start time"]
`

func mapped(t testing.TB, fw *framework.Framework, text string) mapping.Mapping {
	t.Helper()
	m, err := mapping.Read(fw, "map.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%s\n%s", said(t, err), text)
	}
	return m
}

// take takes exports through mappings, to the sentences that are said.
func take(t testing.TB, fw *framework.Framework, mappings []string, from ...answer.Source) (answer.Outcome, error) {
	t.Helper()
	var all []mapping.Mapping
	for n, text := range mappings {
		m, err := mapping.Read(fw, []string{"map.yaml", "other.yaml"}[n], []byte(text))
		if err != nil {
			t.Fatal(said(t, err))
		}
		all = append(all, m)
	}
	sources, err := mapping.Gather(english(t), fw, all, from)
	if err != nil {
		return answer.Outcome{}, err
	}
	return answer.TakeAll(fw, sources, 10)
}

// rows are all rows of an answers table.
func rows(t testing.TB, from answer.Table) [][]string {
	t.Helper()
	var all [][]string
	for {
		cells, err := from.Next()
		if err != nil {
			if err.Error() != "EOF" {
				t.Fatal(said(t, err))
			}
			return all
		}
		all = append(all, append([]string{}, cells...))
	}
}

// unread is a table that must not be read.
type unread struct {
	answer.Table
	nexts int
}

func (u *unread) Next() ([]string, error) {
	u.nexts++
	return nil, errors.New("a row was read")
}

func sprint(v any) string { return fmt.Sprintf("%+v", v) }
