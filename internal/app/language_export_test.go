package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree is everything in a folder, by path.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		inside, _ := filepath.Rel(dir, name)
		all[filepath.ToSlash(inside)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRulesAreWrittenForVale(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "vale")
	status, out, errOut := run(t, "language", "export", "--vale", dir, "--rules", ownRules(t))
	if status != 0 || errOut != "" || !strings.Contains(out, "files to "+dir) {
		t.Fatalf("exit %d\n%s%s", status, out, errOut)
	}
	first := tree(t, dir)
	const own = "styles/Bearings/test-wobble.yml"
	if first[own] == "" || first[".vale.ini"] == "" || first["README.md"] == "" || len(first) < 100 {
		t.Fatalf("%d files were written", len(first))
	}
	if status, _, errOut := run(t, "language", "export", "--vale", dir); status != 0 {
		t.Fatalf("a second time: exit %d\n%s", status, errOut)
	}
	second := tree(t, dir)
	if _, there := second[own]; there || len(second) != len(first)-3 {
		t.Errorf("a rule that is no more is still there, in %d files", len(second))
	}
}

func TestAFolderWithOtherFilesIsLeftAlone(t *testing.T) {
	for _, name := range []string{"letter.docx", "README.md", ".vale.ini", "styles/Ours/a.yml", "styles/Bearings/mine.yml", ".git/config"} {
		dir := t.TempDir()
		put(t, dir, map[string]string{name: "this is ours\n"})
		status, out, errOut := run(t, "language", "export", "--vale", dir)
		if status != 1 || out != "" || !strings.Contains(errOut, dir+" holds "+name) {
			t.Errorf("%s: exit %d\n%s%s", name, status, out, errOut)
		}
		if after := tree(t, dir); len(after) != 1 || after[name] != "this is ours\n" {
			t.Errorf("%s: it was not left alone: %d files", name, len(after))
		}
	}
	taken := write(t, "taken", "x")
	if status, _, errOut := run(t, "language", "export", "--vale", taken); status != 1 || !strings.Contains(errOut, taken) {
		t.Errorf("a file: exit %d\n%s", status, errOut)
	}
	if status, _, errOut := run(t, "language", "export"); status != 2 || !strings.Contains(errOut, "--vale") {
		t.Errorf("no folder: exit %d\n%s", status, errOut)
	}
	if status, _, errOut := run(t, "language", "export", "--vale", t.TempDir(), "--rules", "/nowhere"); status != 2 || !strings.Contains(errOut, "/nowhere") {
		t.Errorf("no rules: exit %d\n%s", status, errOut)
	}
}

func TestTheCheckerIsWrittenAsOnePage(t *testing.T) {
	name := filepath.Join(t.TempDir(), "new", "checker.html")
	status, out, errOut := run(t, "language", "export", "--page", name, "--rules", ownRules(t))
	if status != 0 || errOut != "" || !strings.Contains(out, name) {
		t.Fatalf("exit %d\n%s%s", status, out, errOut)
	}
	page, err := os.ReadFile(name)
	if err != nil || !strings.HasPrefix(strings.ToLower(string(page)), "<!doctype html>") || len(page) < 1<<20 {
		t.Errorf("%d bytes, %v", len(page), err)
	}
	if status, _, errOut := run(t, "language", "export"); status != 2 || !strings.Contains(errOut, "--page") {
		t.Errorf("with nothing to write: exit %d, %s", status, errOut)
	}
}
