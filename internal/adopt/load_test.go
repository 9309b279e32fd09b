package adopt_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/content"
	"bearings/internal/adopt"
	"bearings/internal/fault"
	"bearings/internal/installation"
)

func ours(t testing.TB) []adopt.Document {
	t.Helper()
	files, err := fs.Sub(content.Files, "adopt/en")
	if err != nil {
		t.Fatal(err)
	}
	all, err := adopt.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestOurDocumentsAreRightAndInOrder(t *testing.T) {
	all := ours(t)
	if len(all) != 10 {
		t.Fatalf("%d documents, want 10", len(all))
	}
	for n, d := range all {
		if d.Order != n+1 {
			t.Errorf("%s has place %d, want %d", d.ID, d.Order, n+1)
		}
		if len(d.Left()) == 0 {
			t.Errorf("%s leaves nothing to fill in", d.ID)
		}
		t.Logf("%s: %d minutes, %d places, %d sources, missing %v", d.ID, d.Minutes(), len(d.Left()), len(d.Sources), d.Missing())
	}
}

// Whoever fills a document in sees what the settings say, and what they don't.
func TestSettingsStandInTheirPlaces(t *testing.T) {
	own := installation.Installation{
		Address: "https://b.example.org", Organisation: "C Council", Members: []string{"C Council", "D Police"},
		DataProtection: installation.DataProtection{Controller: "C Council", Contact: installation.Contact{Email: "dpo@example.org", Post: "1 Road"}},
	}
	for _, d := range ours(t) {
		filled := d.FilledBy(own)
		for _, missing := range filled.Missing() {
			if missing == "address" || missing == "members" || missing == "controller" || missing == "contact" || missing == "organisation" {
				t.Errorf("%s says that %s is missing", d.ID, missing)
			}
		}
		if all := d.FilledBy(installation.Installation{}).Missing(); len(all) < len(filled.Missing()) {
			t.Errorf("%s: filling it in has changed the document itself", d.ID)
		}
	}
	d := taken(t, "Run by {{organisation}} for **{{partnership}}** at {{in_front}}. Ask {{contact}}, {{contact}} or {{members}}.")
	if got := d.Blocks[0].Text.Plain(); got != "Run by  for  at . Ask ,  or ." {
		t.Errorf("before: %q", got)
	}
	filled := d.FilledBy(own)
	if got := filled.Blocks[0].Text.Plain(); got != "Run by C Council for  at . Ask dpo@example.org, 1 Road, dpo@example.org, 1 Road or C Council, D Police." {
		t.Errorf("after: %q", got)
	}
	if got := strings.Join(filled.Missing(), " "); got != "partnership in_front" {
		t.Errorf("missing: %q", got)
	}
}

func TestADocumentIsReadAsItsParts(t *testing.T) {
	d := taken(t, `Begin with **bold**, `+"`code`"+`, [a page](/privacy), [itself](adopt:one)
and [law](source:law-1), [again](source:law-1).

## First part

- one
- two

1. a
2. b

Table: Who does what

| Who | What |
| --- | --- |
| A | ___ |
| **B** | – |

### Deeper

> To fill in: What you think.
`)
	kinds := []adopt.Kind{adopt.Paragraph, adopt.Heading, adopt.Bullets, adopt.Numbers, adopt.Table, adopt.Heading, adopt.Box}
	if len(d.Blocks) != len(kinds) {
		t.Fatalf("%d blocks, want %d: %+v", len(d.Blocks), len(kinds), d.Blocks)
	}
	for n, kind := range kinds {
		if d.Blocks[n].Kind != kind {
			t.Errorf("block %d is of kind %d, want %d", n, d.Blocks[n].Kind, kind)
		}
	}
	first := d.Blocks[0].Text
	if len(first) != 13 || !first[1].Bold || !first[3].Code || first[5].To != "/privacy" || first[7].To != "adopt:one" || first[9].To != "source:law-1" {
		t.Errorf("%d parts: %+v", len(first), first)
	}
	if len(d.Sources) != 1 || d.Sources[0].Title != "A law" {
		t.Errorf("sources: %+v", d.Sources)
	}
	table := d.Blocks[4]
	if table.Text.Plain() != "Who does what" || table.Blank() != 1 || len(table.Head) != 2 || !table.Rows[1][0][0].Bold {
		t.Errorf("the table: %+v", table)
	}
	left := d.Left()
	if len(left) != 2 || left[0].Cells != 1 || left[1].What != "What you think." || left[1].ID != "fill-in-1" {
		t.Errorf("left: %+v", left)
	}
	if d.Minutes() != 10 {
		t.Errorf("%d minutes, want 10: two places and a few words", d.Minutes())
	}
}

const law = "- id: law-1\n  title: A law\n  address: https://example.org\n  read: whole\n"

const front = "---\nid: one\ntitle: One\nfor: Somebody\nlead: It is short.\norder: 1\nreviewed: 2026-11-22\n---\n"

// taken is one document of that text.
func taken(t *testing.T, text string) adopt.Document {
	t.Helper()
	all, err := adopt.Load(fstest.MapFS{"sources.yaml": {Data: []byte(law)}, "one.md": {Data: []byte(front + text)}})
	if err != nil {
		t.Fatal(err)
	}
	return all[0]
}

// What is wrong is told with its file and line, all at once.
func TestWhatIsWrongIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		text, sources string
		line          int
		message       string
	}{
		"no front":            {text: "Hello.", line: 1, message: "adoptfile.front"},
		"front never ends":    {text: "---\nid: one\n", line: 1, message: "adoptfile.front"},
		"unknown field":       {text: "---\nid: one\nname: x\n---\n", line: 3, message: "adoptfile.yaml"},
		"no title":            {text: strings.Replace(front, "title: One\n", "", 1), line: 1, message: "adoptfile.needed"},
		"another id":          {text: strings.Replace(front, "id: one", "id: two", 1), line: 1, message: "adoptfile.id"},
		"no day":              {text: strings.Replace(front, "2026-11-22", "today", 1), line: 1, message: "adoptfile.day"},
		"no place":            {text: strings.Replace(front, "order: 1", "order: 0", 1), line: 1, message: "adoptfile.number"},
		"unknown setting":     {text: front + "One.\n\nTwo {{nobody}}.\n", line: 11, message: "adoptfile.value"},
		"unknown in a table":  {text: front + "Table: T\n\n| A |\n| --- |\n| {{nobody}} |\n", line: 13, message: "adoptfile.value"},
		"unknown source":      {text: front + "See [it](source:nothing).\n", line: 9, message: "adoptfile.source"},
		"unknown document":    {text: front + "See [it](adopt:nothing).\n", line: 9, message: "adoptfile.link"},
		"link elsewhere":      {text: front + "See [it](https://example.org).\n", line: 9, message: "adoptfile.link"},
		"a second title":      {text: front + "# One\n", line: 9, message: "adoptfile.level"},
		"table alone":         {text: front + "| A |\n| --- |\n| b |\n", line: 9, message: "adoptfile.caption"},
		"caption alone":       {text: front + "Table: T\n\nNo table.\n", line: 11, message: "adoptfile.caption"},
		"caption at the end":  {text: front + "Table: T\n", line: 9, message: "adoptfile.caption"},
		"empty cell":          {text: front + "Table: T\n\n| A | B |\n| --- | --- |\n| b | |\n", line: 11, message: "adoptfile.cell"},
		"list in a list":      {text: front + "- a\n  - b\n", line: 9, message: "adoptfile.item"},
		"quotation":           {text: front + "> Said by somebody.\n", line: 9, message: "adoptfile.box"},
		"code block":          {text: front + "```\nx\n```\n", line: 10, message: "adoptfile.unknown"},
		"markup":              {text: front + "<b>x</b>\n", line: 9, message: "adoptfile.unknown"},
		"emphasis":            {text: front + "So *much*.\n", line: 9, message: "adoptfile.unknown"},
		"source twice":        {text: front, sources: law + law, line: 1, message: "adoptfile.source-id"},
		"source unread":       {text: front, sources: strings.Replace(law, "whole", "maybe", 1), line: 1, message: "adoptfile.read"},
		"source elsewhere":    {text: front, sources: strings.Replace(law, "https:", "ftp:", 1), line: 1, message: "adoptfile.address"},
		"source without name": {text: front, sources: "- id: x\n  title: \"\"\n  read: whole\n", line: 1, message: "adoptfile.needed"},
		"sources are no list": {text: front, sources: "id: [", line: 1, message: "adoptfile.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.sources == "" {
				c.sources = law
			}
			_, err := adopt.Load(fstest.MapFS{"sources.yaml": {Data: []byte(c.sources)}, "one.md": {Data: []byte(c.text)}})
			problems, ok := fault.AsProblems(err)
			if !ok {
				t.Fatalf("got %v, want problems", err)
			}
			for _, p := range problems.List {
				if p.Message == c.message && p.Line == c.line && p.File != "" {
					return
				}
			}
			t.Errorf("want %s at line %d:\n%v", c.message, c.line, err)
		})
	}
	_, err := adopt.Load(fstest.MapFS{"one.md": {Data: []byte(front)}, "two.md": {Data: []byte(strings.Replace(front, "one", "two", 1))}})
	if problems, ok := fault.AsProblems(err); !ok || problems.List[0].Message != "adoptfile.order" {
		t.Errorf("two documents share a place: %v", err)
	}
}
