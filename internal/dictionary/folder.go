package dictionary

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Limits of a folder. They keep a slip, or a folder that holds something else,
// from filling the machine.
const (
	maxFile  = 64 << 10
	maxAll   = 16 << 20
	maxRules = 2_000
)

// fileName is how a rule's file is called; the part before the dot is its id.
var fileName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.yaml$`)

// idForm is what an id looks like.
var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

const maxID = 64

// files reads the rule files of a folder, in the order of their names; one that
// can't be read has its fault.
func (l *loading) files(files fs.FS, dir string) ([]*node, error) {
	names, err := l.names(files, dir)
	if err != nil || names == nil {
		return nil, err
	}
	var roots []*node
	size := 0
	for _, name := range names {
		text, ok, err := l.contents(files, name)
		if err != nil {
			return nil, err
		}
		if size += len(text); size > maxAll {
			l.add(place{file: name, line: 1, column: 1}, "dictionary.folder.too-large", "Most", maxAll>>20)
			break
		}
		if !ok {
			continue
		}
		if root := l.parse(name, text); root != nil {
			roots = append(roots, root)
		}
	}
	return roots, nil
}

// names are the rule files in a folder; nil where it has a fault as a whole.
func (l *loading) names(files fs.FS, dir string) ([]string, error) {
	entries, err := fs.ReadDir(files, dir)
	if errors.Is(err, fs.ErrNotExist) {
		l.add(place{file: dir}, "dictionary.folder.missing")
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the rules' folder %s: %w", dir, err)
	}
	var names []string
	odd := false
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if !looksMeant(entry.Name()) {
			continue
		}
		// A link is followed: whoever keeps the folder chose what stands in it.
		info, err := fs.Stat(files, name)
		switch {
		case err != nil || !info.Mode().IsRegular() || !fileName.MatchString(entry.Name()):
			odd = true
			l.add(place{file: name}, "dictionary.folder.odd-name")
		default:
			names = append(names, name)
		}
	}
	if len(names) > maxRules {
		l.add(place{file: dir}, "dictionary.folder.too-many", "Files", len(names), "Most", maxRules)
		return nil, nil
	}
	if len(names) == 0 && !odd {
		l.add(place{file: dir}, "dictionary.folder.empty")
	}
	return names, nil
}

// looksMeant says whether a file may be meant as a rule: what is hidden, a
// read-me and other sorts of file are not.
func looksMeant(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || strings.HasSuffix(name, "~") {
		return false
	}
	end := strings.ToLower(path.Ext(name))
	return end == ".yaml" || end == ".yml"
}

// contents reads a file and says whether it is text; if not, it has its fault.
func (l *loading) contents(files fs.FS, name string) ([]byte, bool, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, false, fmt.Errorf("opening the rule file %s: %w", name, err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, false, fmt.Errorf("reading the rule file %s: %w", name, err)
	}
	if len(text) > maxFile {
		l.add(place{file: name, line: 1, column: 1}, "dictionary.file.too-large", "Most", maxFile>>10)
		return nil, false, nil
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return text, l.readable(name, text), nil
}

// readable finds what an editor may have left in a file without showing it.
func (l *loading) readable(name string, text []byte) bool {
	tabs := 0
	var first place
	for number, line := range bytes.Split(text, []byte("\n")) {
		at := place{file: name, line: number + 1}
		if at.column = unprintable(string(line)); at.column > 0 {
			if utf8.Valid(line) {
				l.add(at, "dictionary.file.unprintable")
			} else {
				l.add(at, "dictionary.file.not-utf8")
			}
			return false
		}
		rest := bytes.TrimLeft(line, " \t")
		if tab := bytes.IndexByte(line[:len(line)-len(rest)], '\t'); tab >= 0 && len(rest) > 0 {
			if tabs++; tabs == 1 {
				first = place{file: name, line: number + 1, column: tab + 1}
			}
		}
	}
	if tabs > 0 {
		l.add(first, "dictionary.file.tabs", "N", tabs)
	}
	return tabs == 0
}

// unprintable returns the column of the first character that can't be read or
// printed, or 0.
func unprintable(line string) int {
	column := 0
	for len(line) > 0 {
		r, width := utf8.DecodeRuneInString(line)
		column++
		if r == utf8.RuneError && width == 1 || r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff {
			return column
		}
		line = line[width:]
	}
	return 0
}

// unseen says whether a text holds characters nobody sees: they have a place in
// examples, and nowhere else in a rule.
func unseen(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff
	})
}
