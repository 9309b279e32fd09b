// Package offline writes pages as a folder that opens without a server: from a
// disk, a shared drive or a memory stick. Links lead from file to file.
package offline

import (
	"bytes"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Page is a page as the site serves it.
type Page struct {
	// Path is its address on the site: "/evidence/P1".
	Path string
	HTML []byte
}

// File is a file that goes with the pages, by its address on the site.
type File struct {
	Path  string
	Bytes []byte
}

// Folder is what is written.
type Folder struct {
	// First is the path of the page that stands in index.html.
	First string
	Pages []Page
	Files []File
}

// Lost is a link that leads to nothing in the folder.
type Lost struct{ Page, Link string }

// NowhereError says which links lead nowhere.
type NowhereError struct{ Links []Lost }

// Error lists them.
func (e *NowhereError) Error() string {
	lines := make([]string, len(e.Links))
	for i, one := range e.Links {
		lines[i] = one.Page + " -> " + one.Link
	}
	return "links that lead nowhere:\n" + strings.Join(lines, "\n")
}

// Write writes the folder. Nothing is written unless every link leads somewhere;
// the error is then *NowhereError. dir is made where it is missing and has to be
// empty: files of an older library would go on being found.
func Write(dir string, f Folder) error {
	written, err := f.render()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for name, data := range written {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// render is every file by its name within the folder.
func (f Folder) render() (map[string][]byte, error) {
	names := map[string]string{}
	for _, p := range f.Pages {
		names[p.Path] = f.fileOf(p.Path)
	}
	written := map[string][]byte{}
	for _, file := range f.Files {
		names[file.Path] = strings.TrimPrefix(file.Path, "/")
		written[names[file.Path]] = file.Bytes
	}
	var lost []Lost
	for _, p := range f.Pages {
		text, nowhere, err := relink(p, names)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.Path, err)
		}
		written[names[p.Path]] = text
		lost = append(lost, nowhere...)
	}
	if len(lost) > 0 {
		return nil, &NowhereError{lost}
	}
	return written, nil
}

func (f Folder) fileOf(address string) string { return Name(address, f.First) }

// Name is the file a page of that address gets in a folder whose first page is
// that one.
func Name(address, first string) string {
	if address == first {
		return "index.html"
	}
	return strings.TrimPrefix(address, "/") + ".html"
}

// relink makes the links of a page lead from its file to theirs.
func relink(p Page, names map[string]string) (text []byte, lost []Lost, err error) {
	var to bytes.Buffer
	depth := strings.Count(names[p.Path], "/")
	up := strings.Repeat("../", depth)
	tokens := html.NewTokenizer(bytes.NewReader(p.HTML))
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			if err := tokens.Err(); err.Error() != "EOF" {
				return nil, nil, err
			}
			return to.Bytes(), lost, nil
		}
		raw := slices.Clone(tokens.Raw())
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			to.Write(raw)
			continue
		}
		token := tokens.Token()
		changed := false
		for i, a := range token.Attr {
			if !isLink(a) {
				continue
			}
			leads, ok := lead(a.Val, names)
			if !ok {
				lost = append(lost, Lost{p.Path, a.Val})
			}
			token.Attr[i].Val = up + leads
			changed = true
		}
		if changed {
			to.WriteString(token.String())
		} else {
			to.Write(raw)
		}
	}
}

// isLink says whether an attribute names another file of ours.
func isLink(a html.Attribute) bool {
	return slices.Contains([]string{"href", "src", "action"}, a.Key) && strings.HasPrefix(a.Val, "/")
}

// lead is the file an address leads to, with the place within it.
func lead(address string, names map[string]string) (string, bool) {
	rest := ""
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		address, rest = address[:i], address[i:]
	}
	name, ok := names[path.Clean(address)]
	return name + rest, ok
}
