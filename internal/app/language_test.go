package app_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"bearings/internal/app"
)

// ownRules is a folder with three rules about made-up words, one of each
// severity, so that tests don't hang on the standard ones.
func ownRules(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, rule := range []struct{ id, severity, word string }{
		{"test-wobble", "avoid", "wobble"}, {"test-sprocket", "care", "sprocket"}, {"test-bramble", "note", "bramble"},
	} {
		text := fmt.Sprintf(`id: %[1]s
words: %[3]s
severity: %[2]s
category: stigma
patterns: [%[3]s~, "%[3]s *2 gatepost"]
subject: any
why: It hides what the adults did, and who was there when it happened to the child.
alternatives: [what an adult did, what was seen]
sources: [{name: "A test", url: "https://example.org/words", date: "2026", confirmed: false}]
reviewed: "2026-11-22"
examples:
  flag: ["There was a %[3]s here.", "Another %[3]s came."]
  pass: ["There was nothing here.", "The word \"%[3]s\" is unhelpful.", "Instead of \"%[3]s\", say what was seen."]
`, rule.id, rule.severity, rule.word)
		if err := os.WriteFile(filepath.Join(dir, rule.id+".yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// check runs the language command with those rules.
func check(t *testing.T, args ...string) (status int, out, errOut string) {
	t.Helper()
	return run(t, append([]string{"language", "--rules", ownRules(t)}, args...)...)
}

func TestLanguageEndsWithWhatWasFound(t *testing.T) {
	clean := write(t, "clean.txt", "We met on a bench and talked.\n")
	avoid := write(t, "avoid.txt", "There was a wobble today.\n")
	care := write(t, "care.txt", "There was a sprocket today.\n")
	note := write(t, "note.md", "There was a bramble today.\n")
	missing := filepath.Join(t.TempDir(), "nowhere.txt")
	for _, c := range []struct {
		status int
		args   []string
	}{
		{0, []string{clean}},
		{1, []string{avoid}},
		{1, []string{care}},
		{1, []string{note}},
		{1, []string{"--fail-on", "note", note}},
		{0, []string{"--fail-on", "care", note}},
		{1, []string{"--fail-on", "care", care}},
		{0, []string{"--fail-on", "avoid", note, care}},
		{1, []string{"--fail-on", "avoid", note, avoid, care}},
		{0, []string{"--fail-on", "never", avoid}},
		{3, []string{missing}},
		{3, []string{avoid, missing}},
		{3, []string{"--fail-on", "never", missing, clean}},
	} {
		for _, format := range []string{"text", "json"} {
			args := append([]string{"--format", format}, c.args...)
			if status, out, errOut := check(t, args...); status != c.status {
				t.Errorf("%q: exit %d, not %d\n%s%s", args, status, c.status, out, errOut)
			}
		}
	}
}

func TestLanguageCalledAsItCannotBe(t *testing.T) {
	file := write(t, "a.txt", "There was a wobble today.\n")
	taken := write(t, "taken", "")
	for says, args := range map[string][]string{
		`expected "<file> ..."`:        {},
		"--format must be one of":      {"--format", "xml", file},
		"--profile must be one of":     {"--profile", "poem", file},
		"--fail-on must be one of":     {"--fail-on", "always", file},
		"unknown flag --score":         {"--score", file},
		"There is no folder " + taken:  {"--rules", taken, file},
		"There is no folder /nowhere ": {"--rules", "/nowhere", file},
	} {
		status, out, errOut := run(t, append([]string{"language"}, args...)...)
		if status != 2 || !strings.Contains(errOut, says) || out != "" {
			t.Errorf("%q: exit %d\n%s%s", args, status, out, errOut)
		}
	}
}

func TestBadRulesAreExplainedWhereTheyStand(t *testing.T) {
	rules := ownRules(t)
	bad := filepath.Join(rules, "test-bad.yaml")
	if err := os.WriteFile(bad, []byte("id: test-bad\nwords: bad\nseverity: terrible\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := write(t, "a.txt", "There was a wobble today.\n")
	status, out, errOut := run(t, "language", "--rules", rules, file)
	if status != 2 || out != "" || !strings.Contains(errOut, bad+":3:") {
		t.Errorf("exit %d\n%s%s", status, out, errOut)
	}
	if status, out, _ := run(t, "language", "--format", "json", "--rules", rules, file); status != 2 || out != "{\"files\":[]}\n" {
		t.Errorf("as JSON: exit %d\n%s", status, out)
	}
}

func TestARulesExamplesAreKept(t *testing.T) {
	rules := ownRules(t)
	name := filepath.Join(rules, "test-wobble.yaml")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(text), "There was nothing here.", "A wobble.", 1)
	if err := os.WriteFile(name, []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	status, _, errOut := run(t, "language", "--rules", rules, write(t, "a.txt", "x\n"))
	if status != 2 || !strings.Contains(errOut, name+":13:") {
		t.Errorf("exit %d\n%s", status, errOut)
	}
}

func TestARecordThatNamesNoChildIsNotSaidToBeClean(t *testing.T) {
	name := write(t, "chronology.txt", strings.Repeat("There was promiscuous conduct.\n\n", 200))
	_, out, _ := run(t, "language", name)
	if flat := strings.Join(strings.Fields(out), " "); !strings.Contains(flat, "200 places were passed over because no child is spoken of near them.") ||
		!strings.Contains(flat, "check it with --profile note.") || !strings.Contains(flat, "That does not say that it is fair to a child.") {
		t.Error(out)
	}
	_, out, _ = run(t, "language", "--profile", "note", name)
	if strings.Contains(out, "no child is spoken of") {
		t.Errorf("as a note:\n%s", out)
	}
	_, out, _ = run(t, "language", write(t, "empty.txt", ""))
	if !strings.Contains(out, "There was not a word in it.") {
		t.Errorf("of an empty file:\n%s", out)
	}
}

func TestWhatIsFoundIsSaidForPeople(t *testing.T) {
	name := write(t, "june.txt", "We met. There was a wobble today.\n\nThe word \"wobble\" is unhelpful.\n")
	status, out, errOut := check(t, name)
	want := name + ":1:21: avoid: “wobble” —"
	if status != 1 || errOut != "" || !strings.HasPrefix(out, want) {
		t.Fatalf("exit %d\n%s%s", status, out, errOut)
	}
	for _, says := range []string{
		"    You could say: what an adult did; what was seen\n",
		"    From: A test. Rule: test-wobble\n",
		"checked 67 of 67 bytes. Read as a note.", "One more place was passed over",
		"In one file: one place where the words blame a child.\n",
	} {
		if !strings.Contains(strings.ReplaceAll(out, "\n    ", " "), strings.ReplaceAll(strings.TrimSpace(says), "\n    ", " ")) {
			t.Errorf("it doesn't say %q:\n%s", says, out)
		}
	}
	for line := range strings.Lines(out) {
		if len([]rune(line)) > 81 && strings.HasPrefix(line, " ") {
			t.Errorf("a line is wider than a screen: %s", line)
		}
	}
	_, out, _ = check(t, "--explain", name)
	flat := strings.Join(strings.Fields(out), " ")
	if !strings.Contains(flat, name+":3:11: passed over: “wobble” — The words are spoken about here, not used. Rule: test-wobble") {
		t.Errorf("it isn't said what was passed over:\n%s", out)
	}
}

func TestDetailsAreNotWrittenDownAgain(t *testing.T) {
	number := "943 476 5919"
	name := write(t, "a.txt", "The NHS number is "+number+".\n")
	for _, args := range [][]string{{name}, {"--explain", name}} {
		status, out, errOut := check(t, args...)
		if status != 1 || strings.Contains(out+errOut, number) || strings.Contains(out+errOut, "5919") {
			t.Errorf("%q: exit %d\n%s%s", args, status, out, errOut)
		}
		if !strings.Contains(out, "that begins with “9”") || !strings.Contains(out, name+":1:19: care: ") {
			t.Errorf("it can't be found again:\n%s", out)
		}
	}
	if _, out, _ := check(t, "--format", "json", name); !strings.Contains(out, `"text":"`+number+`"`) {
		t.Errorf("programs need the text:\n%s", out)
	}
}

func TestTheProfileSuitsTheLength(t *testing.T) {
	for length, says := range map[int]string{40: "Read as a note.", 4096: "Read as a note.", 4097: "Read as a document.", 200_000: "Read as a document."} {
		text := strings.Repeat("We met on a bench and talked for a while.\n", length/42+1)[:length]
		name := write(t, "a.txt", text)
		if _, out, _ := check(t, name); !strings.Contains(strings.Join(strings.Fields(out), " "), fmt.Sprintf("checked %d of %[1]d bytes. %s", length, says)) {
			t.Errorf("%d bytes:\n%s", length, out)
		}
		if _, out, _ := check(t, "--profile", "guidance", name); !strings.Contains(strings.Join(strings.Fields(out), " "), "Read as guidance on words.") {
			t.Errorf("asked for guidance:\n%s", out)
		}
	}
}

func TestATextCannotSteerTheScreen(t *testing.T) {
	name := write(t, "a.txt", "There was a wob\u00adble and a sprocket\u202e and \x1b[31mbramble today.\n")
	_, out, _ := check(t, "--explain", name)
	if strings.ContainsAny(out, "\x1b\u202e\u00ad") {
		t.Errorf("%q", out)
	}
	odd := filepath.Join(t.TempDir(), "a\x1b[2J\n.txt")
	if err := os.WriteFile(odd, []byte("There was a wobble.\n"), 0o600); err != nil {
		t.Skip("this system has no such names")
	}
	if status, out, _ := check(t, odd); status != 1 || strings.Contains(out, "\x1b") || strings.Contains(out, "\n.txt") {
		t.Errorf("exit %d %q", status, out)
	}
}

// fullDisk and gone are where nothing can be written any more.
type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestNothingCanBeWritten(t *testing.T) {
	name := write(t, "a.txt", "There was a wobble today.\n")
	for _, c := range []struct {
		err    error
		status int
		says   string
	}{
		{syscall.EPIPE, 1, ""},
		{syscall.ENOSPC, 3, "There is no room left to write what was found."},
		{errors.New("odd"), 3, "What was found can't be written there."},
	} {
		var errOut bytes.Buffer
		status := app.Run(t.Context(), []string{"language", "--rules", ownRules(t), name}, failing{c.err}, &errOut)
		if status != c.status || !strings.Contains(errOut.String(), c.says) || c.says == "" && errOut.Len() > 0 {
			t.Errorf("%v: exit %d\n%s", c.err, status, errOut.String())
		}
	}
}

func TestWhatIsFoundGoesToAFile(t *testing.T) {
	name := write(t, "a.txt", "There was a wobble today.\n")
	out := filepath.Join(t.TempDir(), "found.json")
	status, said, errOut := check(t, "--format", "json", "--out", out, name)
	text, err := os.ReadFile(out)
	if status != 1 || said != "" || errOut != "" || err != nil || len(parsed(t, string(text)).Files) != 1 {
		t.Errorf("exit %d %v\n%s%s%s", status, err, said, errOut, text)
	}
	missing := filepath.Join(t.TempDir(), "missing.txt")
	out = filepath.Join(t.TempDir(), "found.txt")
	status, _, errOut = check(t, "--out", out, name, missing)
	text, err = os.ReadFile(out)
	const why = "There is no file or folder of this name."
	if status != 3 || err != nil || !strings.Contains(errOut, why) || !strings.Contains(string(text), why) {
		t.Errorf("exit %d %v\n%s%s", status, err, errOut, text)
	}
	folder := t.TempDir()
	if status, _, errOut := check(t, "--out", folder, name); status == 0 || !strings.Contains(errOut, "There is a folder called "+folder) {
		t.Errorf("a folder in the way: exit %d\n%s", status, errOut)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
