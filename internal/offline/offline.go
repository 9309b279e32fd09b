// Package offline writes pages as a folder that opens without a server: from a
// disk, a shared drive or a memory stick. Links lead from file to file.
package offline

import (
	"fmt"
	"regexp"
	"strings"
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

// NameError says that an address can't be a file's name everywhere, or that two
// come to the same name on a disk that takes capitals for small letters.
type NameError struct{ Path string }

// Error names the address.
func (e *NameError) Error() string { return "no file can be named after " + e.Path }

// index is the file that is opened first.
const index = "index.html"

// render is every file by its name within the folder.
func (f Folder) render() (map[string][]byte, error) {
	names, err := f.names()
	if err != nil {
		return nil, err
	}
	written := map[string][]byte{}
	for _, file := range f.Files {
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

// names are the files' names within the folder by their addresses on the site.
func (f Folder) names() (map[string]string, error) {
	names, taken := map[string]string{}, map[string]bool{}
	name := func(path, name string) error {
		if same := strings.ToLower(name); taken[same] || !isName(name) {
			return &NameError{path}
		}
		names[path], taken[strings.ToLower(name)] = name, true
		return nil
	}
	for _, p := range f.Pages {
		if err := name(p.Path, Name(p.Path, f.First)); err != nil {
			return nil, err
		}
	}
	for _, file := range f.Files {
		if err := name(file.Path, strings.TrimPrefix(file.Path, "/")); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// Name is the file a page of that address gets in a folder whose first page is
// that one.
func Name(address, first string) string {
	if address == first {
		return index
	}
	return strings.TrimPrefix(address, "/") + ".html"
}

// Names that files have on every system: letters, digits and a few signs, and
// none that Windows keeps for a device.
var (
	plain  = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$`)
	device = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)`)
)

const maxName = 100

func isName(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if len(part) > maxName || !plain.MatchString(part) || device.MatchString(part) {
			return false
		}
	}
	return true
}
