package tree

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"
)

// Limits of what is read; they keep a slip, or a folder that holds something
// else, from filling the machine. The YAML library takes seconds over large and
// deep files.
type Limits struct {
	KiB    int // of a file
	MiB    int // of all files
	Tokens int // of a file: names, texts and marks
	All    int // tokens of all files
	Depth  int // of entries within entries
	Wide   int // names beside each other
}

// maxEmpty is how many empty lines may follow each other. The YAML library takes
// a minute over a hundred thousand in one text.
const maxEmpty = 100

// Reader reads the files of one folder. What is wrong with one is told to Add,
// with the id of a message; other files are read all the same.
type Reader struct {
	Files  fs.FS
	Limits Limits
	Add    func(at Place, message string, with ...any)

	bytes, tokens int
	full          bool
}

// Read reads a file. The node is nil where something is wrong with what stands
// in it; an error says that the file can't be read at all.
func (r *Reader) Read(name string) (*Node, error) {
	text, ok, err := r.text(name)
	if err != nil || !ok {
		return nil, err
	}
	return r.parse(name, text), nil
}

// Full says that the folder holds more than is read: nothing further is.
func (r *Reader) Full() bool { return r.full }

// text reads a file and says whether it is text; if not, that has been told.
func (r *Reader) text(name string) ([]byte, bool, error) {
	file, err := r.Files.Open(name)
	if err != nil {
		return nil, false, fmt.Errorf("opening %s: %w", name, err)
	}
	defer file.Close()
	most := r.Limits.KiB << 10
	text, err := io.ReadAll(io.LimitReader(file, int64(most)+1))
	if err != nil {
		return nil, false, fmt.Errorf("reading %s: %w", name, err)
	}
	start := Place{name, 1, 1}
	r.bytes += len(text)
	switch {
	case r.bytes > r.Limits.MiB<<20:
		r.full = true
		r.Add(start, "tree.folder-large", "Most", r.Limits.MiB)
		return nil, false, nil
	case len(text) > most:
		r.Add(start, "tree.large", "Most", r.Limits.KiB)
		return nil, false, nil
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return text, r.readable(name, text), nil
}

// readable finds what an editor may have left in a file without showing it.
func (r *Reader) readable(name string, text []byte) bool {
	tabs, empty := 0, 0
	var first Place
	for number, line := range bytes.Split(text, []byte("\n")) {
		at := Place{name, number + 1, strange(string(line))}
		if at.Column > 0 {
			if utf8.Valid(line) {
				r.Add(at, "tree.unprintable")
			} else {
				r.Add(at, "tree.not-utf8")
			}
			return false
		}
		rest := bytes.TrimLeft(line, " \t")
		if tab := bytes.IndexByte(line[:len(line)-len(rest)], '\t'); tab >= 0 && len(rest) > 0 {
			if tabs++; tabs == 1 {
				first = Place{name, number + 1, tab + 1}
			}
		}
		if empty++; len(rest) > 0 {
			empty = 0
		}
		if empty > maxEmpty {
			r.Add(Place{name, number + 1, 1}, "tree.empty-lines", "Most", maxEmpty)
			return false
		}
	}
	if tabs > 0 {
		r.Add(first, "tree.tabs", "N", tabs)
	}
	return tabs == 0
}

// strange is the column of the first character of a text that can't be read or
// shown, or 0.
func strange(text string) int {
	column := 0
	for len(text) > 0 {
		c, width := utf8.DecodeRuneInString(text)
		column++
		if c == utf8.RuneError && width == 1 || c < ' ' && c != '\t' && c != '\n' ||
			c >= 0x7f && c < 0xa0 || c == 0xfffe || c == 0xffff {
			return column
		}
		text = text[width:]
	}
	return 0
}

// LooksMeant says whether a file that is not read, because of its name, was
// probably meant to be: what is hidden, a read-me and what editors leave behind
// are not.
func LooksMeant(name string) bool {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || strings.HasSuffix(name, "~") {
		return false
	}
	for _, c := range name {
		if c < ' ' || c == utf8.RuneError {
			return false
		}
	}
	end := strings.ToLower(path.Ext(name))
	return end == ".yaml" || end == ".yml"
}
