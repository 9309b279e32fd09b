package app

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"bearings/internal/dictionary"
	"bearings/internal/fault"
	"bearings/internal/ui"
	"bearings/language"
)

type languageExport struct {
	Vale  string   `placeholder:"DIR" help:"${help_language_export_vale}"`
	Page  string   `placeholder:"FILE" help:"${help_language_export_page}"`
	Rules []string `sep:"none" placeholder:"DIR" help:"${help_language_rules}"`
}

// Run writes the rules for the program Vale, or the checker as one page.
func (c languageExport) Run(d *desk) error {
	if c.Vale == "" && c.Page == "" {
		return misused("language-command.export_what")
	}
	checker, err := checkerOf(c.Rules)
	if err != nil {
		d.explain(err)
		return ending(exitUsage)
	}
	if c.Page != "" {
		if err := c.page(d, checker); err != nil {
			return err
		}
	}
	if c.Vale != "" {
		return c.vale(d, checker)
	}
	return nil
}

// page writes the checker as one file that a browser opens from any folder.
func (c languageExport) page(d *desk, checker *language.Checker) error {
	assets, err := ui.LoadAssets(ui.BuiltAssets())
	if err != nil {
		return err
	}
	assets.CheckBy(func() *language.Checker { return checker })
	text, err := ui.Site{Words: d.words, Assets: assets}.LanguageFile()
	if err != nil {
		return err
	}
	folder, name := filepath.Split(c.Page)
	if err := writeAll(filepath.Clean(folder), []result{{name: name, data: text}}); err != nil {
		return unwritten(c.Page, err)
	}
	fmt.Fprintln(d.out, d.words.Say("command.wrote", "Name", c.Page))
	return nil
}

// vale writes the rules for Vale: all files, or none.
func (c languageExport) vale(d *desk, checker *language.Checker) error {
	files, err := dictionary.Export(checker.Rules(), d.words)
	if err != nil {
		return err
	}
	old, err := ownFiles(c.Vale, files)
	if err != nil {
		return err
	}
	if err := writeTree(c.Vale, files, old); err != nil {
		return unwritten(c.Vale, err)
	}
	fmt.Fprintln(d.out, d.words.Count("language-command.vale_wrote", len(files), "Folder", c.Vale))
	return nil
}

// ownFiles are the files of an earlier export in a folder. Any other file is
// somebody's, and a reason to leave the folder alone.
func ownFiles(folder string, files map[string][]byte) ([]string, error) {
	var own []string
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		inside, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		inside = filepath.ToSlash(inside)
		if inside == "." || !entry.Type().IsRegular() || !isOwn(name, inside, files) {
			return fault.New(fault.Invalid, "language-command.vale_taken", "Folder", folder, "Name", inside)
		}
		own = append(own, inside)
		return nil
	})
	switch {
	case err == nil || os.IsNotExist(err):
		return own, nil
	case isFault(err):
		return nil, err
	}
	return nil, unwritten(folder, err)
}

func isFault(err error) bool {
	_, is := fault.As(err)
	return is
}

// isOwn says whether a file was written by an earlier export: a rule where the
// rules go, or a file that begins as the one of that name does now.
func isOwn(name, inside string, files map[string][]byte) bool {
	there, err := os.ReadFile(name)
	if err != nil {
		return false
	}
	first := func(text []byte) []byte {
		line, _, _ := bytes.Cut(text, []byte("\n"))
		return line
	}
	if text, known := files[inside]; known {
		return bytes.Equal(first(text), first(there))
	}
	return strings.HasSuffix(inside, ".yml") && bytes.HasPrefix(there, []byte("extends: ")) &&
		slices.ContainsFunc(slices.Collect(maps.Keys(files)), func(of string) bool {
			return strings.HasSuffix(of, ".yml") && path.Dir(of) == path.Dir(inside)
		})
}

// writeTree writes files, by path, into a folder inside the folder first, and
// then puts them in place. Old files that are no more are taken away.
func writeTree(folder string, files map[string][]byte, old []string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	waiting, err := os.MkdirTemp(folder, ".writing-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(waiting)
	names := slices.Sorted(maps.Keys(files))
	for n, name := range names {
		if err := os.WriteFile(waitingName(waiting, n), files[name], 0o644); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Join(folder, filepath.FromSlash(path.Dir(name))), 0o777); err != nil {
			return err
		}
	}
	for n, name := range names {
		if err := os.Rename(waitingName(waiting, n), filepath.Join(folder, filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	for _, name := range old {
		if _, still := files[name]; !still {
			if err := os.Remove(filepath.Join(folder, filepath.FromSlash(name))); err != nil {
				return err
			}
		}
	}
	return nil
}

func waitingName(folder string, n int) string { return filepath.Join(folder, fmt.Sprint(n)) }
