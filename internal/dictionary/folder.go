package dictionary

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"bearings/internal/tree"
)

// Limits of a folder: a rule is short, and there may be many.
var fileLimits = tree.Limits{KiB: 64, MiB: 16, Tokens: 6_000, All: maxRules * 6_000, Depth: 12, Wide: 60}

const maxRules = 2_000

// fileName is how a rule's file is called; the part before the dot is its id.
var fileName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.yaml$`)

// idForm is what an id looks like.
var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const maxID = 64

// files reads the rule files of a folder, in the order of their names; one that
// can't be read has its fault.
func (l *loading) files(files fs.FS, dir string) ([]*tree.Node, error) {
	names, err := l.names(files, dir)
	if err != nil || names == nil {
		return nil, err
	}
	var roots []*tree.Node
	reader := tree.Reader{Files: files, Limits: fileLimits, Add: l.add}
	for _, name := range names {
		root, err := reader.Read(name)
		if err != nil {
			return nil, fmt.Errorf("reading the rules: %w", err)
		}
		if root != nil {
			roots = append(roots, root)
		}
		if reader.Full() {
			break
		}
	}
	return roots, nil
}

// names are the rule files in a folder; nil where it has a fault as a whole.
func (l *loading) names(files fs.FS, dir string) ([]string, error) {
	entries, err := fs.ReadDir(files, dir)
	if errors.Is(err, fs.ErrNotExist) {
		l.add(tree.Place{File: dir}, "dictionary.folder.missing")
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the rules' folder %s: %w", dir, err)
	}
	var names []string
	odd := false
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if !tree.LooksMeant(entry.Name()) {
			continue
		}
		// A link is followed: whoever keeps the folder chose what stands in it.
		info, err := fs.Stat(files, name)
		switch {
		case err != nil || !info.Mode().IsRegular() || !fileName.MatchString(entry.Name()):
			odd = true
			l.add(tree.Place{File: name}, "dictionary.folder.odd-name")
		default:
			names = append(names, name)
		}
	}
	if len(names) > maxRules {
		l.add(tree.Place{File: dir}, "dictionary.folder.too-many", "Files", len(names), "Most", maxRules)
		return nil, nil
	}
	if len(names) == 0 && !odd {
		l.add(tree.Place{File: dir}, "dictionary.folder.empty")
	}
	return names, nil
}

// unseen says whether a text holds characters nobody sees: they have a tree.Place in
// examples, and nowhere else in a rule.
func unseen(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff
	})
}
