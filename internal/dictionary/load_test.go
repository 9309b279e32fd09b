package dictionary_test

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bearings/content"
	"bearings/internal/dictionary"
	"bearings/internal/fault"
	"bearings/internal/phrase"
	"bearings/language"
)

// english are the sentences as people read them.
func english(t testing.TB) *phrase.Words {
	t.Helper()
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		t.Fatal(err)
	}
	all, err := phrase.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return all["en"]
}

// said is what a person reads of an error.
func said(t testing.TB, err error) string {
	t.Helper()
	problems, ok := fault.AsProblems(err)
	if !ok {
		t.Fatalf("no list of problems: %v", err)
	}
	text := strings.Join(english(t).Problems(problems), "\n") + "\n"
	for _, never := range []string{"<no value>", "[dictionary.", "%!"} {
		if strings.Contains(text, never) {
			t.Errorf("a sentence lacks a value, or there is none:\n%s", text)
		}
	}
	return text
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if os.Getenv("WRITE_GOLDEN") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s says\n%s\nbut now it is\n%s", file, want, got)
	}
}

func TestEverythingWrongIsSaidAtOnce(t *testing.T) {
	rules, err := dictionary.Load(os.DirFS("testdata"), "broken")
	if rules != nil {
		t.Errorf("%d rules were taken in all the same", len(rules))
	}
	golden(t, "testdata/broken.txt", said(t, err))
}

func TestEverythingWrongOnTopIsSaidAtOnce(t *testing.T) {
	folder, err := dictionary.Overlay(standard(t), os.DirFS("testdata/overlay-broken"), ".")
	if folder != nil {
		t.Errorf("%d rules were taken in all the same", len(folder.Rules))
	}
	golden(t, "testdata/overlay-broken.txt", said(t, err))
}

func standard(t testing.TB) []language.Rule {
	t.Helper()
	rules, err := dictionary.Load(os.DirFS("testdata"), "standard")
	if err != nil {
		t.Fatal(said(t, err))
	}
	return rules
}

func TestARuleIsTakenAsItIsWritten(t *testing.T) {
	rules := standard(t)
	var ids []string
	for _, r := range rules {
		ids = append(ids, r.ID)
	}
	if want := []string{"absconded", "nhs-number", "streetwise"}; !slices.Equal(ids, want) {
		t.Fatalf("%v, want %v", ids, want)
	}
	got, _ := dictionary.Find(rules, "streetwise")
	want := language.Rule{
		ID: "streetwise", Words: "streetwise", Severity: language.Avoid, Category: "adultification",
		Patterns: []string{"streetwise"}, Child: true, NotNear: []string{"rat", "taxi"}, Cue: true,
		Why: "It makes a child sound older.", Alternatives: []string{"has had to learn to get by", "is still a child"},
		Debate: "Some say so, some do not.", Sources: []language.Source{{Name: "Our own list", Date: "2026"}},
		Reviewed: "2026-11-22", Flag: []string{"She is streetwise.", "He was very streetwise."},
		Pass: []string{"The taxi was cheap.", "The street was wise to close.", "She said so."},
	}
	if fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// sound is a rule's file that nothing is wrong with.
func sound(id string) string {
	return `id: ` + id + `
words: streetwise
severity: care
category: adultification
patterns: [streetwise]
subject: child
why: It makes a child sound older.
alternatives: [has had to learn to get by, is still a child]
sources: [{name: Our own list, date: 2026}]
reviewed: 2026-11-22
examples:
  flag: [She is streetwise., He was very streetwise.]
  pass: [The taxi was cheap., The street was wise to close., She said so.]
`
}

// rareWords is a list of patterns in which no word stands twice, nor in the list
// of another number.
func rareWords(number int) string {
	var list strings.Builder
	for pattern := range 40 {
		list.WriteString("\n  - ")
		for word := range 15 {
			n := (number*40+pattern)*15 + word
			for range 6 {
				list.WriteByte("bcdfghjklmnp"[n%12])
				n /= 12
			}
			list.WriteString("xqz ")
		}
	}
	return list.String()
}

// generated are folders too large to keep.
func generated() map[string]fstest.MapFS {
	many, heavy, entries := fstest.MapFS{}, fstest.MapFS{}, strings.Builder{}
	for i := range 2_001 {
		many[fmt.Sprintf("rules/r-%d.yaml", i)] = &fstest.MapFile{Data: []byte("id: x\n")}
	}
	for i := range 300 {
		name := fmt.Sprintf("r-%03d", i)
		heavy["rules/"+name+".yaml"] = &fstest.MapFile{Data: []byte(sound(name) + "# " + strings.Repeat("x", 64_000) + "\n")}
	}
	for range 6_000 {
		entries.WriteString("  - wise\n")
	}
	wordy := fstest.MapFS{}
	for i := range 120 {
		name := fmt.Sprintf("r-%d", i)
		wordy["rules/"+name+".yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(sound(name), "[streetwise]", rareWords(i), 1))}
	}
	patterns := strings.Builder{}
	for i := range 41 {
		fmt.Fprintf(&patterns, "streetwise %s, ", strings.Repeat("x", i+1))
	}
	file := func(text string) fstest.MapFS {
		return fstest.MapFS{"rules/streetwise.yaml": {Data: []byte(text)}}
	}
	return map[string]fstest.MapFS{
		"empty":        {"rules/README.md": {Data: []byte("# Rules")}},
		"missing":      {"elsewhere/a.yaml": {Data: []byte("id: a")}},
		"many":         many,
		"heavy":        heavy,
		"wordy":        wordy,
		"megabyte":     file(sound("streetwise") + "# " + strings.Repeat("x", 1<<20)),
		"patterns":     file(strings.Replace(sound("streetwise"), "[streetwise]", "["+patterns.String()+"streetwise]", 1)),
		"thousands":    file(strings.Replace(sound("streetwise"), " [streetwise]", "\n"+entries.String(), 1)),
		"lines":        file("id: streetwise\nwhy: |\n  a" + strings.Repeat("\n", 60_000)),
		"tokens":       file(strings.Replace(sound("streetwise"), " [streetwise]", " ["+strings.Repeat("a, ", 9_000)+"]", 1)),
		"only-folders": {"rules/more.yaml/a.yaml": {Data: []byte(sound("a"))}},
	}
}

func TestWhatIsTooLargeIsSaid(t *testing.T) {
	for name, files := range generated() {
		t.Run(name, func(t *testing.T) {
			rules, err := dictionary.Load(files, "rules")
			if rules != nil {
				t.Error("rules were taken in all the same")
			}
			text := said(t, err)
			if len(text) > 20_000 {
				text = text[:20_000]
			}
			golden(t, "testdata/large/"+name+".txt", text)
		})
	}
}

func TestAFileOfWindowsIsRead(t *testing.T) {
	text := "\ufeff" + strings.ReplaceAll(sound("streetwise"), "\n", "\r\n")
	rules, err := dictionary.Load(fstest.MapFS{"a/streetwise.yaml": {Data: []byte(text)}}, "a")
	if err != nil || len(rules) != 1 || rules[0].Why != "It makes a child sound older." {
		t.Errorf("%+v %v", rules, err)
	}
}

func TestAnExampleKeepsItsLinesAndWhatIsHidden(t *testing.T) {
	text := strings.Replace(sound("streetwise"), "[She is streetwise., He was", `["She is street-\nwise.", "She is street\u200bwise.", He was`, 1)
	rules, err := dictionary.Load(fstest.MapFS{"streetwise.yaml": {Data: []byte(text)}}, ".")
	if err != nil {
		t.Fatal(said(t, err))
	}
	if got := rules[0].Flag; got[0] != "She is street-\nwise." || got[1] != "She is street\u200bwise." {
		t.Errorf("%q", got)
	}
}

func TestALinkIsFollowed(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(dir+"/kept", []byte(sound("streetwise")), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("kept", dir+"/streetwise.yaml"); err != nil {
		t.Skip("no links here:", err)
	}
	if rules, err := dictionary.Load(os.DirFS(dir), "."); err != nil || len(rules) != 1 {
		t.Errorf("%d rules, %v", len(rules), err)
	}
}
