package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestHelpIsShownToWhomeverAsks(t *testing.T) {
	_, asked, _ := run(t, "--help")
	for _, args := range [][]string{{}, {"help"}} {
		if status, said, errOut := run(t, args...); status != 0 || said != asked || errOut != "" {
			t.Errorf("%q: exit %d\n%s%s", args, status, said, errOut)
		}
	}
	if status, said, _ := run(t, "help", "check", "answers"); status != 0 || !strings.Contains(said, "--draft") {
		t.Errorf("exit %d\n%s", status, said)
	}
	if status, _, errOut := run(t, "check"); status != 2 || errOut == "" {
		t.Errorf("half a command: exit %d\n%s", status, errOut)
	}
}

func TestCheckSaysWhatWasRead(t *testing.T) {
	rows := "respondent,strand,agency,level,item,answer\n"
	for n := range 4 {
		rows += fmt.Sprintf("s%d,staff,Westmere Council,direct,p1,mostly\n", n)
	}
	rows += "t,staff,Westmere Borough Council,,p1,mostly\nr,return,Exford Police,,p1,mostly\n"
	young := func(first, second string) string {
		return "Id,People who work with me believe me.\n" +
			"1," + first + "\n2," + second + "\n3," + first + "\n"
	}
	mapped := write(t, "young.yaml", "format: bearings-mapping/1\nframework: practice-principles\nstrand: young-person\nrespondent: {column: Id}\nitems: {p1-young: \"People who work with me believe me.\"}\n")
	status, said, errOut := run(t, "check", "answers", write(t, "a.csv", rows),
		write(t, "b.csv", young("Some of the time", "Most of the time")), write(t, "c.csv", young("Most of the time", "Some of the time")), "--mapping", mapped)
	if status != 0 {
		t.Fatalf("exit %d\n%s%s", status, said, errOut)
	}
	_, heard, _ := strings.Cut(said, "Who answered: ")
	want := "6 young people, 5 staff, one agency's return.\n" +
		"Levels of staff: Direct work, not said.\n" +
		"Agencies, as they will be printed:\n  Exford Police\n  Westmere Borough Council\n  Westmere Council\n" +
		"Not everybody named an agency.\n" +
		"Note: “Westmere Borough Council” and “Westmere Council” are much alike. If they are one agency, write its name in one way: in a copy of the file, or under agency in its mapping.\n"
	if heard != want {
		t.Errorf("said\n%s", said)
	}
}

func TestWhyNothingIsWrittenIsSaidInOurWords(t *testing.T) {
	answers := write(t, "a.csv", staff("s", 12, 10, 10, 8))
	taken := write(t, "taken", "")
	inTheWay := t.TempDir()
	if err := os.MkdirAll(filepath.Join(inTheWay, "report.html"), 0o700); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		args []string
		says string
	}{
		"a file in place of the folder": {[]string{"assess", "--answers", answers, "--out", taken}, taken + " can't be a folder, because a file of that name is in the way."},
		"a file above the folder":       {[]string{"questions", "--out", filepath.Join(taken, "x")}, "can't be a folder, because a file of that name is in the way."},
		"a folder in place of a file":   {[]string{"assess", "--answers", answers, "--out", inTheWay}, "There is a folder called " + filepath.Join(inTheWay, "report.html") + " where a file is to go."},
		"no folder for fiction":         {[]string{"fiction", "--out", filepath.Join(inTheWay, "none", "x.csv")}, "There is no folder " + filepath.Join(inTheWay, "none") + ". Make it first"},
	}
	if _, err := os.Stat("/proc/self"); err == nil { // where nobody may write, not even root
		cases["a folder that can't be made"] = struct {
			args []string
			says string
		}{[]string{"assess", "--answers", answers, "--out", "/proc/x"}, "The folder /proc/x can't be made there. Choose another folder. Nothing was written."}
		cases["a folder that can't be written"] = struct {
			args []string
			says string
		}{[]string{"assess", "--answers", answers, "--out", "/proc/self"}, "Bearings may not write to the folder /proc/self. Choose another folder."}
	}
	for name, c := range cases {
		status, said, errOut := run(t, c.args...)
		if status != 1 || !strings.Contains(errOut, c.says) || said != "" {
			t.Errorf("%s: exit %d: %s%s", name, status, said, errOut)
		}
		for _, system := range []string{"no such file", "permission denied", "not a directory", "is a directory", "mkdir", "open /"} {
			if strings.Contains(errOut, system) {
				t.Errorf("%s: the system speaks: %s", name, errOut)
			}
		}
	}
}
