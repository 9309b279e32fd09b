package framework

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

// Limits of a pack. They keep a slip, or a folder that is no pack at all, from
// filling the machine.
const (
	maxFile  = 1 << 20
	maxPack  = 16 << 20
	maxFiles = 500
)

const mainFile = "framework.yaml"

// folder is the pack's files, each read as YAML; a file that could not be read
// is left out and has its fault.
type folder struct {
	main                  *node
	principles, questions []*node
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
		l.add(place{file: mainFile}, "framework.folder.too-many", "Files", len(names), "Most", maxFiles)
		return &folder{}, nil
	}
	found := &folder{}
	size := 0
	for _, name := range names {
		text, ok, err := l.contents(files, name)
		if err != nil {
			return nil, err
		}
		size += len(text)
		if size > maxPack {
			l.add(place{file: name, line: 1, column: 1}, "framework.folder.too-large", "Most", maxPack>>20)
			l.markUnread(name)
			break
		}
		var root *node
		if ok {
			root = l.parse(name, text)
		}
		l.keep(found, name, root)
	}
	return found, nil
}

// keep puts a file where it belongs; root is nil for one that has its fault.
func (l *loading) keep(found *folder, name string, root *node) {
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
		l.add(place{file: mainFile}, "framework.folder.no-main")
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
		case looksMeant(entry.Name()):
			l.note(place{file: name}, "framework.folder.odd-name")
		}
	}
	return names, nil
}

// looksMeant says whether a file that is not read was probably meant to be.
func looksMeant(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return false
	}
	for _, r := range name {
		if r < ' ' || r == utf8.RuneError {
			return false
		}
	}
	end := strings.ToLower(path.Ext(name))
	return end == ".yaml" || end == ".yml"
}

// contents reads a file and says whether it is text; if not, it has its fault.
func (l *loading) contents(files fs.FS, name string) ([]byte, bool, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, false, fmt.Errorf("opening %s of the pack: %w", name, err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, false, fmt.Errorf("reading %s of the pack: %w", name, err)
	}
	if len(text) > maxFile {
		l.add(place{file: name, line: 1, column: 1}, "framework.file.too-large", "Most", maxFile>>20)
		return nil, false, nil
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return text, l.readable(name, text), nil
}

// readable finds what an editor may have left in a file without showing it.
func (l *loading) readable(name string, text []byte) bool {
	tabs := 0
	var firstTab place
	for number, line := range bytes.Split(text, []byte("\n")) {
		at := place{file: name, line: number + 1}
		if column := strange(line); column > 0 {
			at.column = column
			if utf8.Valid(line) {
				l.add(at, "framework.file.unprintable")
			} else {
				l.add(at, "framework.file.not-utf8")
			}
			return false
		}
		indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
		if tab := bytes.IndexByte(indent, '\t'); tab >= 0 && len(indent) < len(line) {
			if tabs == 0 {
				firstTab = at
				firstTab.column = tab + 1
			}
			tabs++
		}
	}
	if tabs > 0 {
		l.add(firstTab, "framework.file.tabs", "N", tabs)
	}
	return tabs == 0
}

// strange returns the column of the first character of a line that can't be
// read or shown, or 0.
func strange(line []byte) int {
	column := 0
	for len(line) > 0 {
		r, width := utf8.DecodeRune(line)
		column++
		if r == utf8.RuneError && width == 1 || unprintable(r) {
			return column
		}
		line = line[width:]
	}
	return 0
}

// unprintable says whether a character can't stand in a document we write.
func unprintable(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff || r == '\ufeff'
}
