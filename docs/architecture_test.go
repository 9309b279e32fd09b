// Package docs_test holds the sources to what the documents say.
package docs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "bearings/"

// allowed reads the import table of ARCHITECTURE.md: package to packages.
func allowed(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "| Package | May import |")
	if !found {
		t.Fatal("ARCHITECTURE.md has no import table")
	}
	rows := map[string][]string{}
	for _, line := range strings.Split(table, "\n")[2:] {
		cells := strings.Split(line, "|")
		if len(cells) < 4 {
			break
		}
		var may []string
		for _, name := range strings.Split(cells[2], ",") {
			switch name = strings.TrimSpace(name); name {
			case "":
			case "content", "language":
				may = append(may, name)
			default:
				may = append(may, "internal/"+name)
			}
		}
		rows[strings.Trim(cells[1], " `")] = may
	}
	return rows
}

// source is one Go file of ours.
type source struct {
	folder, name string
	file         *ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir("..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || strings.HasPrefix(entry.Name(), ".") && name != "..") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		all = append(all, source{folder: filepath.ToSlash(filepath.Dir(name))[len("../"):], name: name, file: file})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 20 {
		t.Fatalf("only %d Go files were found", len(all))
	}
	return all
}

func (s source) imports() []string {
	var ours []string
	for _, spec := range s.file.Imports {
		if name, _ := strconv.Unquote(spec.Path.Value); strings.HasPrefix(name, module) {
			ours = append(ours, strings.TrimPrefix(name, module))
		}
	}
	return ours
}

func TestImportsKeepToTheTable(t *testing.T) {
	table := allowed(t)
	seen := map[string]bool{}
	for _, s := range sources(t) {
		inside := strings.HasPrefix(s.folder, "internal/") || strings.HasPrefix(s.folder, "cmd/") || s.folder == "content"
		if !inside || strings.HasSuffix(s.name, "_test.go") {
			continue
		}
		may, listed := table[s.folder]
		if !listed {
			t.Errorf("%s: the package %s is not in the import table of docs/ARCHITECTURE.md", s.name, s.folder)
			continue
		}
		seen[s.folder] = true
		for _, name := range s.imports() {
			if !slices.Contains(may, name) {
				t.Errorf("%s imports %s, which the table does not allow", s.name, name)
			}
		}
	}
	for folder := range table {
		if !seen[folder] {
			t.Errorf("the table names %s, and there is no such package", folder)
		}
	}
}

// Only the tests that play a round for the attack build a house to play it in; what
// reads and attacks stands outside.
func TestTheAttackKnowsNothingOfTheInside(t *testing.T) {
	for _, s := range sources(t) {
		plays := strings.HasPrefix(filepath.Base(s.name), "rounds_") && strings.HasSuffix(s.name, "_test.go")
		if s.folder != "attack" && !strings.HasPrefix(s.folder, "attack/") || plays {
			continue
		}
		for _, name := range s.imports() {
			if strings.HasPrefix(name, "internal/") {
				t.Errorf("%s imports %s", s.name, name)
			}
		}
	}
}

func TestRawCountsAreNamedOnlyWhereAnswersAreCounted(t *testing.T) {
	may := []string{"internal/disclosure", "internal/answer"}
	// A moderator's choice among comments becomes a release in round.
	mayComments := []string{"internal/round"}
	for _, s := range sources(t) {
		if slices.Contains(may, s.folder) || !slices.Contains(s.imports(), "internal/disclosure") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			on, ok := selector.X.(*ast.Ident)
			raw := []string{"Cell", "Raw", "RawComment"}
			if selector.Sel.Name == "RawComment" && slices.Contains(mayComments, s.folder) {
				return true
			}
			if ok && on.Name == "disclosure" && slices.Contains(raw, selector.Sel.Name) && !strings.HasSuffix(s.name, "_test.go") {
				t.Errorf("%s names disclosure.%s", s.name, selector.Sel.Name)
			}
			return true
		})
	}
}

func TestNoPackageIsADrawerForEverything(t *testing.T) {
	for _, s := range sources(t) {
		for _, name := range []string{"util", "utils", "common", "helpers", "models", "types"} {
			if path.Base(s.folder) == name {
				t.Errorf("%s: a package called %s says nothing about what is in it", s.name, name)
			}
		}
	}
}

// Length keeps files and functions readable; generated code is not ours to read.
func TestFilesAndFunctionsStayShort(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasSuffix(s.name, "_templ.go") || strings.HasSuffix(s.name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(s.name)
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Count(string(text), "\n"); lines > 400 {
			t.Errorf("%s has %d lines; 400 are enough", s.name, lines)
		}
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			body := string(text[f.Body.Pos()-s.file.FileStart : f.Body.End()-s.file.FileStart])
			if lines := strings.Count(body, "\n"); lines > 50 {
				t.Errorf("%s: %s has %d lines; 40 are enough", s.name, f.Name.Name, lines)
			}
		}
	}
}
