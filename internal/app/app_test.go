package app_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bearings/internal/app"
)

// run calls the program as a shell would.
func run(t *testing.T, args ...string) (status int, out, errOut string) {
	t.Helper()
	var o, e bytes.Buffer
	status = app.Run(t.Context(), args, &o, &e)
	return status, o.String(), e.String()
}

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// staff writes an answers file in which that many people gave each answer to
// every core statement.
func staff(prefix string, counts ...int) string {
	answers := []string{"hardly-ever", "sometimes", "mostly", "nearly-always"}
	var b strings.Builder
	b.WriteString("respondent,strand,agency,item,answer\n")
	person := 0
	for x, n := range counts {
		for range n {
			person++
			for p := 1; p <= 8; p++ {
				fmt.Fprintf(&b, "%s%d,staff,Fictional Council,p%d,%s\n", prefix, person, p, answers[x])
			}
		}
	}
	return b.String()
}

func TestAssessWritesTheWholeReport(t *testing.T) {
	out := filepath.Join(t.TempDir(), "new", "report")
	status, said, errOut := run(t, "assess", "--answers", write(t, "a.csv", staff("s", 12, 10, 10, 8)), "--out", out)
	if status != 0 {
		t.Fatalf("exit %d: %s", status, errOut)
	}
	for _, name := range []string{"report.html", "results.csv", "results.json"} {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.Contains(said, filepath.Join(out, name)) {
			t.Errorf("the program did not say that it wrote %s:\n%s", name, said)
		}
	}
}

func TestEqualResultsAreEqualBytes(t *testing.T) {
	// Different people, other ids, another order, one answer different: what is
	// published is the same, so every byte of every file is.
	first, second := t.TempDir(), t.TempDir()
	run(t, "assess", "--answers", write(t, "a.csv", staff("s", 12, 10, 10, 8)), "--out", first)
	run(t, "assess", "--answers", write(t, "other name.csv", staff("other-", 11, 11, 9, 9)), "--out", second)
	files, err := os.ReadDir(first)
	if err != nil || len(files) == 0 {
		t.Fatal(err, len(files))
	}
	for _, f := range files {
		a, _ := os.ReadFile(filepath.Join(first, f.Name()))
		b, err := os.ReadFile(filepath.Join(second, f.Name()))
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs (%v)", f.Name(), err)
		}
	}
}

func TestExitStatuses(t *testing.T) {
	good := write(t, "good.csv", staff("s", 12, 10, 10, 8))
	again := write(t, "again.csv", staff("s", 12, 10, 10, 8))
	bad := write(t, "bad.csv", "respondent,strand,item,answer\ns1,staff,p1,perhaps\n")
	for _, c := range []struct {
		name   string
		args   []string
		status int
		says   string
	}{
		{"threshold below ten", []string{"assess", "--answers", good, "--out", "OUT", "--at-least", "9"}, 2, "below 10"},
		{"no such command", []string{"asses"}, 2, "bearings"},
		{"nowhere to write", []string{"assess", "--answers", good}, 2, "--out"},
		{"a mapping without answers", []string{"assess", "--mapping", good, "--out", "OUT"}, 2, "--answers"},
		{"a draft of two", []string{"check", "answers", good, bad, "--draft", "x.yaml"}, 2, "one export"},
		{"no such mapping", []string{"assess", "--answers", good, "--mapping", "nowhere.yaml", "--out", "OUT"}, 1, "nowhere.yaml"},
		{"a mapping that is none", []string{"assess", "--answers", good, "--mapping", bad, "--out", "OUT"}, 1, bad + ":1:1: "},
		{"the same answers twice", []string{"assess", "--answers", good, "--answers", good, "--out", "OUT"}, 1, "counted twice"},
		{"the same answers in two files", []string{"check", "answers", good, again}, 1, "counted twice"},
		{"a draft of an answers file", []string{"check", "answers", good, "--draft", "x.yaml"}, 1, "needs no mapping"},
		{"no such file", []string{"assess", "--answers", "nowhere.csv", "--out", "OUT"}, 1, "nowhere.csv"},
		{"a folder is no file", []string{"assess", "--answers", ".", "--out", "OUT"}, 1, ". can't be read: it is a folder"},
		{"no such framework", []string{"assess", "--answers", good, "--framework", "nowhere", "--out", "OUT"}, 1, "nowhere"},
		{"an answer that is none", []string{"assess", "--answers", bad, "--out", "OUT"}, 1, bad + ":2:"},
		{"check finds it too", []string{"check", "answers", bad}, 1, bad + ":2:"},
		{"check finds nothing", []string{"check", "answers", good}, 0, ""},
		{"a sound framework", []string{"check", "framework", "practice-principles"}, 0, ""},
		{"version", []string{"version"}, 0, ""},
		{"help", []string{"--help"}, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			args := append([]string{}, c.args...)
			for i, a := range args {
				if a == "OUT" {
					args[i] = out
				}
			}
			status, said, errOut := run(t, args...)
			if status != c.status {
				t.Errorf("exit %d, want %d\n%s%s", status, c.status, said, errOut)
			}
			if !strings.Contains(said+errOut, c.says) {
				t.Errorf("it does not say %q:\n%s%s", c.says, said, errOut)
			}
			if _, err := os.Stat(out); err == nil && status != 0 {
				t.Error("something was written")
			}
		})
	}
}

func TestAFolderInTheWayStopsTheWholeReport(t *testing.T) {
	out := t.TempDir()
	if err := os.MkdirAll(filepath.Join(out, "results.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	status, _, errOut := run(t, "assess", "--answers", write(t, "a.csv", staff("s", 12, 10, 10, 8)), "--out", out)
	left, err := os.ReadDir(out)
	if status != 1 || err != nil || len(left) != 1 || !strings.Contains(errOut, "results.json") {
		t.Errorf("exit %d with %v in the folder (%v): %s", status, left, err, errOut)
	}
}

func TestARaisedThresholdPublishesLess(t *testing.T) {
	answers := write(t, "a.csv", staff("s", 3, 3, 3, 3))
	published := func(args ...string) string {
		out := t.TempDir()
		if status, _, errOut := run(t, append([]string{"assess", "--answers", answers, "--out", out}, args...)...); status != 0 {
			t.Fatal(errOut)
		}
		data, err := os.ReadFile(filepath.Join(out, "results.csv"))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if at10 := published(); !strings.Contains(at10, "mixed") {
		t.Errorf("twelve people were not published:\n%s", at10)
	}
	if at13 := published("--at-least", "13"); strings.Contains(at13, "mixed") {
		t.Errorf("twelve people were published at a threshold of thirteen:\n%s", at13)
	}
}

func TestFictionIsSoundAndRepeatable(t *testing.T) {
	folder := t.TempDir()
	name := func(n int) string { return filepath.Join(folder, fmt.Sprintf("f%d.csv", n)) }
	for n := range 2 {
		status, _, errOut := run(t, "fiction", "--agencies", "12", "--staff", "150", "--young", "30", "--parents", "20", "--seed", "5", "--out", name(n))
		if status != 0 {
			t.Fatal(errOut)
		}
	}
	a, _ := os.ReadFile(name(0))
	b, err := os.ReadFile(name(1))
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("one seed made two files (%v)", err)
	}
	if status, _, errOut := run(t, "check", "answers", name(0)); status != 0 {
		t.Error(errOut)
	}
}
