package framework

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"

	"bearings/internal/tree"
)

// Limits of a pack. It is prose in a shallow shape: the eight principles with
// their questions come to about 7,000 tokens in 17 files.
var limits = tree.Limits{KiB: 1 << 10, MiB: 16, Tokens: 20_000, All: 100_000, Depth: 20, Wide: 100}

const maxFiles = 500

const mainFile = "framework.yaml"

// folder is the pack's files, each read as YAML; a file that could not be read
// is left out and has its fault.
type folder struct {
	main                  *tree.Node
	principles, questions []*tree.Node
}

// fileName is what the name of a file of a pack looks like. Hidden files and
// what editors leave behind are no part of it.
var fileName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*\.yaml$`)

func (l *loading) read(files fs.FS) (*folder, error) {
	names, err := l.names(files)
	if err != nil {
		return nil, err
	}
	if len(names) > maxFiles {
		l.unread.main, l.unread.principles, l.unread.questions = true, true, true
		l.add(tree.Place{File: mainFile}, "framework.folder.too-many", "Files", len(names), "Most", maxFiles)
		return &folder{}, nil
	}
	found := &folder{}
	reader := tree.Reader{Files: files, Limits: limits, Add: l.add}
	for _, name := range names {
		root, err := reader.Read(name)
		if err != nil {
			return nil, fmt.Errorf("reading the pack: %w", err)
		}
		l.keep(found, name, root)
		if reader.Full() {
			break
		}
	}
	return found, nil
}

// keep puts a file where it belongs; root is nil for one that has its fault.
func (l *loading) keep(found *folder, name string, root *tree.Node) {
	if root == nil {
		l.markUnread(name)
		return
	}
	switch path.Dir(name) {
	case "principles":
		found.principles = append(found.principles, root)
	case "questions":
		found.questions = append(found.questions, root)
	default:
		found.main = root
	}
}

func (l *loading) markUnread(name string) {
	switch path.Dir(name) {
	case "principles":
		l.unread.principles = true
	case "questions":
		l.unread.questions = true
	default:
		// Without its first file nothing is known about the others.
		l.unread.main = true
	}
}

// names lists the pack's files: framework.yaml, then what lies in principles
// and questions. Links are not followed, so that a pack can't reach out of its
// folder.
func (l *loading) names(files fs.FS) ([]string, error) {
	top, err := fs.ReadDir(files, ".")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading the pack's folder: %w", err)
	}
	var names, rest []string
	for _, entry := range top {
		switch name := entry.Name(); {
		case name == mainFile && entry.Type().IsRegular():
			names = append(names, name)
		case entry.IsDir() && (name == "principles" || name == "questions"):
			inside, err := l.namesIn(files, name)
			if err != nil {
				return nil, err
			}
			rest = append(rest, inside...)
		}
	}
	if len(names) == 0 {
		l.unread.main = true
		l.add(tree.Place{File: mainFile}, "framework.folder.no-main")
	}
	return append(names, rest...), nil
}

func (l *loading) namesIn(files fs.FS, dir string) ([]string, error) {
	entries, err := fs.ReadDir(files, dir)
	if err != nil {
		return nil, fmt.Errorf("reading the pack's folder %s: %w", dir, err)
	}
	var names []string
	for _, entry := range entries {
		name := dir + "/" + entry.Name()
		switch {
		case !entry.Type().IsRegular():
		case fileName.MatchString(entry.Name()):
			names = append(names, name)
		case tree.LooksMeant(entry.Name()):
			l.note(tree.Place{File: name}, "framework.folder.odd-name")
		}
	}
	return names, nil
}
