package dictionary_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"bearings/internal/dictionary"
	"bearings/language"
)

// alert is what Vale says of one place in a file.
type alert struct {
	Check, Severity, Message, Link, Match string
	Action                                struct{ Params []string }
}

// unlike is an example that Vale can't find.
type unlike struct{ rule, text string }

// reasons are why Vale may miss what the engine finds: a slip of spelling, a word
// parted at the end of a line, a character nobody sees, a word and a number in
// one.
var reasons = []string{"slip", "line-end", "unseen", "number"}

func export(t *testing.T, rules []language.Rule) map[string][]byte {
	t.Helper()
	files, err := dictionary.Export(rules, english(t))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func put(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// vale runs Vale in a folder and returns its alerts by file.
func vale(t *testing.T, dir string) map[string][]alert {
	t.Helper()
	program := os.Getenv("BEARINGS_VALE")
	if program == "" {
		if os.Getenv("BEARINGS_CI") != "" {
			t.Fatal("BEARINGS_VALE does not say where Vale is")
		}
		t.Skip("BEARINGS_VALE does not say where Vale is")
	}
	run := exec.Command(program, "--no-global", "--no-exit", "--output=JSON", "texts")
	run.Dir = dir
	var out, problems bytes.Buffer
	run.Stdout, run.Stderr = &out, &problems
	if err := run.Run(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, out.Bytes(), problems.Bytes())
	}
	found := map[string][]alert{}
	if err := json.Unmarshal(out.Bytes(), &found); err != nil {
		t.Fatalf("%v\n%s\n%s", err, out.Bytes(), problems.Bytes())
	}
	return found
}

func TestValeFindsEveryExample(t *testing.T) {
	rules := slices.DeleteFunc(ours(t).Rules, func(r language.Rule) bool { return r.Detector != "" })
	dir, texts := t.TempDir(), map[string][]byte{}
	for _, r := range rules {
		for i, text := range r.Flag {
			for _, end := range []string{"txt", "md"} {
				texts[fmt.Sprintf("texts/%s-%d.%s", r.ID, i, end)] = []byte(text + "\n")
			}
		}
	}
	if len(texts) < 400 {
		t.Errorf("there are only %d texts", len(texts))
	}
	put(t, dir, export(t, rules))
	put(t, dir, texts)
	found, known, met := vale(t, dir), exceptions(t), map[unlike]bool{}
	for _, r := range rules {
		for i, text := range r.Flag {
			at := unlike{r.ID, text}
			for _, end := range []string{"txt", "md"} {
				file := fmt.Sprintf("texts/%s-%d.%s", r.ID, i, end)
				is := slices.ContainsFunc(found[file], func(a alert) bool { return a.Check == dictionary.ValeStyle+"."+r.ID })
				switch _, excepted := known[at]; {
				case is && excepted:
					t.Errorf("%s: Vale finds %q after all", file, text)
				case !is && !excepted:
					t.Errorf("%s: Vale misses %q", file, text)
				}
			}
			met[at] = true
		}
	}
	for at := range known {
		if !met[at] {
			t.Errorf("there is no such example any more: %+v", at)
		}
	}
	t.Logf("Vale was given %d texts; %d examples are excepted", len(texts), len(known))
}

// exceptions are the examples Vale can't find, with the reason.
func exceptions(t *testing.T) map[unlike]string {
	t.Helper()
	text, err := os.ReadFile("testdata/vale-misses.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct{ Rule, Text, Reason string }
	if err := yaml.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	all := map[unlike]string{}
	for _, u := range list {
		if !slices.Contains(reasons, u.Reason) {
			t.Errorf("%s: %q is no reason to miss %q", u.Rule, u.Reason, u.Text)
		}
		all[unlike{u.Rule, u.Text}] = u.Reason
	}
	return all
}

// odd are rules with what could trip Vale's reading of them.
func odd() []language.Rule {
	return []language.Rule{
		{ID: "streetwise", Words: "streetwise", Severity: language.Avoid, Patterns: []string{"streetwise", "wise beyond *2 years"},
			Why: "100% of \"it\": a # child's %s word.", Alternatives: []string{"is 100% a child", "a: b"}, Debate: "Some: yes",
			Sources: []language.Source{{Name: "None"}, {Name: "One", URL: "https://bearings.invalid/?a=b"}}},
		{ID: "hard-to-reach", Words: "hard to reach", Severity: language.Care, Patterns: []string{"hard to reach"}, Why: "Why.", Alternatives: []string{"a", "b"}, NotNear: []string{"shelf"}},
		{ID: "shotter", Words: "shotter", Severity: language.Note, Patterns: []string{"shotter~"}, Why: "Why.", Alternatives: []string{"a", "b"}},
		{ID: "nhs-number", Words: "NHS number", Severity: language.Care, Detector: "nhs-number", Why: "Why."},
	}
}

func TestValeSaysWhyAndWhatElse(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, export(t, odd()))
	put(t, dir, map[string][]byte{
		"texts/a.txt": []byte("She is street-smart.\n\nSHE IS STREETWISE.\n"),
		"texts/b.md":  []byte("# A heading\n\nShe is hard to reach.\n\n> He is streetwise.\n\n- Two shotters.\n"),
		"texts/c.txt": []byte("The streets were wise, and the shelf is in reach. Call 401 023 2137.\n"),
	})
	found := vale(t, dir)
	if a := found["texts/a.txt"]; len(a) != 1 || a[0].Check != "Bearings.streetwise" || a[0].Severity != "error" || a[0].Match != "STREETWISE" ||
		a[0].Link != "https://bearings.invalid/?a=b" || !slices.Equal(a[0].Action.Params, []string{"is 100% a child", "a: b"}) ||
		a[0].Message != "“STREETWISE”: 100% of \"it\": a # child's %s word. You could say, for example: is 100% a child; a: b." {
		t.Errorf("%+v", a)
	}
	var checks []string
	for _, a := range found["texts/b.md"] {
		checks = append(checks, a.Check+" "+a.Severity)
	}
	if want := []string{"Bearings.hard-to-reach warning", "Bearings.shotter suggestion"}; !slices.Equal(checks, want) {
		t.Errorf("%v, want %v", checks, want)
	}
	if c := found["texts/c.txt"]; len(c) > 0 {
		t.Errorf("%+v", c)
	}
}

func TestTheReadmeNamesWhatIsLeftOut(t *testing.T) {
	files := export(t, odd())
	readme := string(files["README.md"])
	for _, want := range []string{"3 rules", "`nhs-number`", "1 of the 3 rules", "What is lost"} {
		if !strings.Contains(readme, want) {
			t.Errorf("it lacks %q:\n%s", want, readme)
		}
	}
	if files["styles/Bearings/nhs-number.yml"] != nil || len(files) != 5 {
		t.Errorf("%d files", len(files))
	}
}
