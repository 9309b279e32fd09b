package library_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/library"
)

// small is a library with one entry of each kind.
func small(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS("testdata/small"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			var text []byte
			text, err = os.ReadFile(filepath.Join("testdata/small", name))
			files[name] = &fstest.MapFile{Data: text}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var once = sync.OnceValues(func() (*framework.Framework, error) {
	return framework.Load(os.DirFS("../../content/practice-principles"))
})

func ourFramework(t testing.TB) *framework.Framework {
	t.Helper()
	fw, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

// told is what is said of a library, a line each, or nothing.
func told(t testing.TB, files fs.FS) string {
	t.Helper()
	l, err := library.Load(files, "en", ourFramework(t))
	if err == nil {
		if l == nil {
			t.Fatal("neither a library nor an error")
		}
		return ""
	}
	problems, ok := fault.AsProblems(err)
	if !ok || l != nil {
		t.Fatalf("not a list of problems: %v", err)
	}
	said := strings.Join(english(t).Problems(problems), "\n") + "\n"
	if strings.Contains(said, "<no value>") || strings.Contains(said, "[library.") || strings.Contains(said, "[tree.") {
		t.Errorf("a sentence lacks something: %s", said)
	}
	return said
}

func TestASmallLibraryIsTaken(t *testing.T) {
	if said := told(t, small(t)); said != "" {
		t.Fatal(said)
	}
	// Any part may be missing.
	for _, folder := range []string{"references evidence", "glossary", "case-studies", "guides", "pages", "animation.yaml", "case-studies/team.yaml"} {
		files := small(t)
		for name := range files {
			for part := range strings.FieldsSeq(folder) {
				if strings.HasPrefix(name, part) {
					delete(files, name)
				}
			}
		}
		if said := told(t, files); said != "" {
			t.Errorf("without %s: %s", folder, said)
		}
	}
}

// broken is a change to a file of the small library, and what is said of it.
var broken = []struct{ file, from, to, says string }{
	// How it is written.
	{"glossary/all.yaml", "    term:", "\tterm:", "glossary/all.yaml:3:1: This line is indented with a tab."},
	{"glossary/all.yaml", "Building trust", "&a Building", "glossary/all.yaml:5:12: A text that begins with & or *"},
	{"glossary/all.yaml", "Building trust in order to harm.", "*a", "glossary/all.yaml:5:12: A text that begins with & or *"},
	{"glossary/all.yaml", "Building", "!!binary Building", "glossary/all.yaml:5:12: Names, texts and lists are all"},
	{"glossary/all.yaml", "Building trust", "Trust: building", "glossary/all.yaml:5:12: There is a colon here"},
	{"glossary/all.yaml", "\"2027-11\"", "\"2027-11", "glossary/all.yaml:8:16: A text begins here with a quote mark"},
	{"glossary/all.yaml", "Building trust", "Build\x00ing", "glossary/all.yaml:5:17: There is a character here"},
	{"glossary/all.yaml", "Building trust", "Building \xe9 trust", "glossary/all.yaml:5:21: The letter here can't be read: the file is not in UTF-8."},
	{"glossary/all.yaml", "terms:", "\xff\xfet\x00e\x00", "glossary/all.yaml:1:1: The letter here can't be read"},
	{"glossary/all.yaml", "[groomed]", "[groomed", "glossary/all.yaml:5:5: The brackets do not match"},
	{"glossary/all.yaml", "terms:", "terms:\n---", "glossary/all.yaml:2:1: A second document begins"},
	{"glossary/all.yaml", "terms:", "- terms:", "glossary/all.yaml:"},
	{"glossary/all.yaml", "term: Grooming", "term: Grooming\n    term: Twice", "glossary/all.yaml:4:5: term stands here a second time; it is already in line 3."},
	{"glossary/all.yaml", "[groomed]", strings.Repeat("[", 20) + strings.Repeat("]", 20), "glossary/all.yaml:4:24: This stands too deep"},
	{"glossary/all.yaml", "Building", "Building\n" + strings.Repeat("\n", 200) + "      more", "glossary/all.yaml:106:1: More than 100 empty lines"},
	{"glossary/all.yaml", "terms:", "# " + strings.Repeat("x", 2<<20) + "\nterms:", "glossary/all.yaml:1:1: The file is more than 1024 KiB"},
	// What stands under a name.
	{"glossary/all.yaml", "means:", "meens:", "glossary/all.yaml:5:5: There is no meens here. Did you mean means?"},
	{"glossary/all.yaml", "[groomed]", "groomed", "glossary/all.yaml:4:12: forms is a list."},
	{"glossary/all.yaml", "Building trust in order to harm.", "[a, b]", "glossary/all.yaml:5:12: means is one text"},
	{"glossary/all.yaml", "  - id: grooming", "  - words\n  - id: grooming", "glossary/all.yaml:2:5: Under terms stand names with values"},
	{"references/all.yaml", "year: 2020", "year: \"2020\"", "references/all.yaml:5:11: year is a whole number"},
	{"references/all.yaml", "year: 2020", "year: 99999999999999999999", "references/all.yaml:5:11: year is a whole number"},
	{"references/all.yaml", "confirmed: true", "confirmed: perhaps", "references/all.yaml:9:16: confirmed is either true or false"},
	{"animation.yaml", "seconds: 10", "seconds: .nan", "animation.yaml:5:14: seconds is a number"},
	// Names.
	{"glossary/all.yaml", "id: grooming", "id: ../../etc", "glossary/all.yaml:2:5: “../../etc” can't be a name here."},
	{"glossary/all.yaml", "id: grooming", "id: a/b", "“a/b” can't be a name here."},
	{"glossary/all.yaml", "id: grooming", "id: Grooming", "“Grooming” can't be a name here."},
	{"glossary/all.yaml", "id: grooming", "id: " + strings.Repeat("a", 65), "can't be a name here."},
	{"glossary/all.yaml", "id: grooming", "id: con", "“con” can't be a name here, because"},
	{"glossary/all.yaml", "id: grooming", "id: main", "“main” can't be a name here, because"},
	{"glossary/all.yaml", "id: grooming", "id: \"\"", "glossary/all.yaml:2:5: “terms[1].id” is missing."},
	{"case-studies/01-a-photo.yaml", "id: a-photo", "id: team", "case-studies/01-a-photo.yaml:1:1: “team” can't be a name here, because"},
	{"evidence/P1.yaml", "id: P1", "id: references", "evidence/P1.yaml:1:1: “references” can't be a name here, because"},
	{"evidence/P1.yaml", "id: P1", "id: P9", "evidence/P1.yaml:1:1: There is no “P9”."},
	{"evidence/P1.yaml", "id: p1-unknown", "id: p1-first", "evidence/P1.yaml:10:5: “statement/p1-first” is given a second time"},
	{"evidence/P1.yaml", "id: p1-first", "id: p1 first", "evidence/P1.yaml:4:5: “p1 first” can't be a name here."},
	{"animation.yaml", "id: dusk", "id: noon", "animation.yaml:4:5: “noon” is not one of: dusk,"},
	{"guides/01-plan.yaml", "id: how", "id: who", "guides/01-plan.yaml:13:10: “who” can't be the name of this box"},
	{"guides/01-plan.yaml", "id: day", "id: how-2", "has a part called how-2."},
	// Forms and terms.
	{"glossary/all.yaml", "[groomed]", "[a]", "glossary/all.yaml:4:13: “a” is too short"},
	{"glossary/all.yaml", "[groomed]", "[\"!\"]", "glossary/all.yaml:4:13: “!” is too short"},
	{"glossary/all.yaml", "term: Grooming", "term: X", "glossary/all.yaml:3:5: “X” is too short"},
	{"glossary/all.yaml", "Building", strings.Repeat("very ", 45) + "building", "The definition has 51 words"},
	// What belongs together.
	{"evidence/P1.yaml", "[example-2020]", "[nobody-2020]", "evidence/P1.yaml:8:13: There is no “nobody-2020”."},
	{"references/all.yaml", "read: whole", "read: title", "evidence/P1.yaml:8:5: “p1-first” rests only on publications"},
	{"references/all.yaml", "10.1000/example", "javascript:alert(1)", "is not a DOI."},
	{"references/all.yaml", "kind: article", "kind: rumour", "“rumour” is not one of: article"},
	{"references/all.yaml", "year: 2020", "year: 20200", "references/all.yaml:5:5: references[1].year is 20200. It can be 1500 to 2100."},
	{"references/all.yaml", "reviewed: 2026-11-22", "reviewed: 22.11.2026", "“22.11.2026” is not a day."},
	{"glossary/all.yaml", "\"2027-11\"", "soon", "“soon” is not a month."},
	{"glossary/all.yaml", "principles: [P1]", "see: [word/nothing, evidence/P1, guide/plan, animation, reference/example-2020]", "glossary/all.yaml:6:11: There is no “word/nothing”."},
	{"glossary/all.yaml", "principles: [P1]", "see: [reference/example-2020]", "There is no “reference/example-2020”."},
	{"glossary/all.yaml", "principles: [P1]", "themes: [P1]", "There is no “P1”."},
	{"evidence/P1.yaml", "  operational: [Make time.]\n", "", "Nobody at the level “operational” is told"},
	{"evidence/P1.yaml", "  operational:", "  operationel:", "evidence/P1.yaml:14:3: There is no “operationel”."},
	{"pages/01-young.yaml", "principle/P1", "javascript:alert(1)", "pages/01-young.yaml:10:10: There is no “javascript:alert(1)”."},
	{"pages/01-young.yaml", "[One, Two]", "[One, \" \"]", "pages/01-young.yaml:8:19: “parts[1].points[2]” is missing."},
	{"case-studies/01-a-photo.yaml", "  P8: [What do you see?]\n", "", "Nothing is said about P8 in questions."},
	{"case-studies/01-a-photo.yaml", "  P8: [What do you see?]", "  P9: [What do you see?]", "case-studies/01-a-photo.yaml:22:3: There is no “P9”."},
	{"case-studies/01-a-photo.yaml", "age: 14", "age: -3", "setting.age is -3. It can be 1 to 25."},
	{"case-studies/team.yaml", "minutes: 20", "minutes: 30", "case-studies/team.yaml:5:5: The parts take 20 minutes, and the whole says 30."},
	{"case-studies/team.yaml", "lead: Work through it together.\n", "", "case-studies/team.yaml:1:1: “lead” is missing."},
	{"guides/01-plan.yaml", "minutes: 10\nreader", "minutes: 20\nreader", "The parts take 10 minutes, and the whole says 20."},
	{"guides/01-plan.yaml", "ready: It is whole.\n", "", "needs two sentences"},
	{"guides/01-plan.yaml", "rows: 2", "rows: 1000000000", "at most 8 columns and 40 rows"},
	{"guides/01-plan.yaml", "choices: [By post, By telephone]", "choices: [By post]", "Something to choose from needs two choices"},
	{"guides/01-plan.yaml", "kind: checks, label: How?,", "kind: checks, label: How?, required: Say how.,", "Only a line, a text, a day or a choice can be required"},
	{"guides/01-plan.yaml", "weeks: 8", "weeks: 99999", "can be 1 to 260."},
	{"animation.yaml", "seconds: 10", "seconds: 10000", "A scene takes more than 0 and at most 600 seconds."},
	{"animation.yaml", "from: 1, seconds: 3", "from: 9, seconds: 3", "This caption begins at 9 seconds"},
	{"animation.yaml", "from: 1, seconds: 3", "from: 9, seconds: -3", "This caption begins at 9 seconds"},
}

func TestWhatIsWrongIsSaidWithItsPlace(t *testing.T) {
	for _, c := range broken {
		files := small(t)
		text := string(files[c.file].Data)
		if !strings.Contains(text, c.from) {
			t.Fatalf("%s holds no %q", c.file, c.from)
		}
		files[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.from, c.to, 1))}
		said := told(t, files)
		if !strings.Contains(said, c.says) {
			t.Errorf("%s with %.60q: want %q, and it says\n%.600s", c.file, c.to, c.says, said)
		}
		for line := range strings.Lines(said) {
			var n, m int
			_, after, _ := strings.Cut(line, ".yaml:")
			if _, err := fmt.Sscanf(after, "%d:%d: ", &n, &m); err != nil || n < 1 || m < 1 {
				t.Errorf("%s with %.60q: no place in %q", c.file, c.to, line)
			}
		}
	}
}

func TestFilesThatAreNotReadAreTold(t *testing.T) {
	one := func(name, text string) fstest.MapFS { return fstest.MapFS{name: {Data: []byte(text)}} }
	with := func(name, text string) fstest.MapFS {
		files := small(t)
		files[name] = &fstest.MapFile{Data: []byte(text)}
		return files
	}
	const odd = "Nothing is read from this file"
	for name, c := range map[string]struct {
		files fs.FS
		says  string
	}{
		"empty folder":       {fstest.MapFS{}, "There is nothing of a library in this folder."},
		"something else":     {one("README.md", "# Hello"), "There is nothing of a library in this folder."},
		"a wrong ending":     {with("glossary/more.yml", "terms: []"), "glossary/more.yml: " + odd},
		"a wrong folder":     {with("case_studies/a.yaml", "id: a"), "case_studies/a.yaml: " + odd},
		"a folder too deep":  {with("glossary/more/a.yaml", "terms: []"), "glossary/more/a.yaml: " + odd},
		"at the top":         {with("terms.yaml", "terms: []"), "terms.yaml: " + odd},
		"an empty file":      {with("glossary/more.yaml", ""), "glossary/more.yaml:1:1: There is nothing in this file."},
		"only a comment":     {with("glossary/more.yaml", "# later\n"), "glossary/more.yaml:1:1: There is nothing in this file."},
		"no words at all":    {with("glossary/more.yaml", "terms: []\n"), ""},
		"a draft":            {with("glossary/_more.yaml", "nonsense"), ""},
		"an editor's":        {with("glossary/.more.yaml.swp", "nonsense"), ""},
		"a read-me":          {with("glossary/README.md", "nonsense"), ""},
		"a folder as a file": {with("glossary/more.yaml/x", "nonsense"), ""},
		"the same word twice": {with("glossary/more.yaml", "terms:\n  - id: grooming\n    term: Other\n    means: Other.\n    reviewed: 2026-11-22\n    review_by: \"2027-11\"\n"),
			"glossary/more.yaml:2:5: “word/grooming” is given a second time; it stands in glossary/all.yaml already."},
		"one form of two words": {with("glossary/more.yaml", "terms:\n  - id: other\n    term: Other\n    forms: [GROOMED]\n    means: Other.\n    reviewed: 2026-11-22\n    review_by: \"2027-11\"\n"),
			"glossary/more.yaml:4:13: “GROOMED” is a form of “grooming” already."},
		"words that point in a circle": {with("glossary/more.yaml", "terms:\n  - id: a1\n    term: First\n    means: One.\n    see: [word/b1]\n    reviewed: 2026-11-22\n    review_by: \"2027-11\"\n  - id: b1\n    term: Second\n    means: Two.\n    see: [word/a1, word/b1]\n    reviewed: 2026-11-22\n    review_by: \"2027-11\"\n"), ""},
		"other letters":                {with("glossary/more.yaml", "terms:\n  - id: other\n    term: שלום 👨‍👩‍👧 \u202eabc\n    means: مرحبا <script>alert(1)</script>\n    reviewed: 2026-11-22\n    review_by: \"2027-11\"\n"), ""},
		"a bomb of places":             {with("glossary/more.yaml", "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"), "glossary/more.yaml:1:4: A text that begins with & or *"},
	} {
		said := told(t, c.files)
		if !strings.Contains(said, c.says) || c.says == "" && said != "" {
			t.Errorf("%s: want %q, and it says %q", name, c.says, said)
		}
	}
}

func TestTooManyFilesAreRefused(t *testing.T) {
	files := fstest.MapFS{}
	for n := range 5_001 {
		files[fmt.Sprintf("glossary/w%d.yaml", n)] = &fstest.MapFile{Data: []byte("terms: []\n")}
	}
	if said := told(t, files); !strings.Contains(said, "The folder holds 5001 files, and 5000 are the most") {
		t.Error(said)
	}
}

// manyTerms are terms in files of a thousand.
func manyTerms(n int) fstest.MapFS {
	files := fstest.MapFS{}
	for from := 0; from < n; from += 1000 {
		var text strings.Builder
		text.WriteString("terms:\n")
		for i := from; i < from+1000; i++ {
			fmt.Fprintf(&text, "  - id: nr-%d\n    term: Word %d\n    forms: [words%d]\n    means: Something that stands here for %d.\n    see: [word/nr-%d]\n    reviewed: 2026-11-22\n    review_by: \"2027-11\"\n", i, i, i, i, i)
		}
		files[fmt.Sprintf("glossary/%05d.yaml", from)] = &fstest.MapFile{Data: []byte(text.String())}
	}
	return files
}

func TestTenThousandWordsAreTaken(t *testing.T) {
	if said := told(t, manyTerms(10_000)); said != "" {
		t.Error(said[:min(500, len(said))])
	}
}
