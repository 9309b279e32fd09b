package app

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bearings/internal/office/document"
	"bearings/language"
)

// languageTotal is what there is to say in the end.
type languageTotal struct {
	// nothing says that the reading never began.
	nothing bool
	files   int
	// found counts findings by severity.
	found [3]int
	// partly counts files that were not, or not fully, read.
	partly int
	// hidden, links and others count what was passed over in folders; endings are
	// those of the others.
	hidden, links, others int
	endings               map[string]bool
}

// languageReading reads files for the language command.
type languageReading struct {
	*desk
	checker *language.Checker
	paper   *paper
	asked   languageCommand
	tell    teller
	total   languageTotal
}

// Files are read in a folder if they are called as text or as one of the other
// formats. A file somebody names is read whatever it is called, if it is one.
var (
	textEndings = []string{".txt", ".text", ".md", ".markdown"}
	endings     = []string{".html", ".htm", ".xhtml", ".docx", ".docm", ".odt", ".pdf"}
)

func isNamedText(name string) bool {
	return slices.Contains(textEndings, strings.ToLower(filepath.Ext(name)))
}

func isNamedDocument(name string) bool {
	return slices.Contains(endings, strings.ToLower(filepath.Ext(name)))
}

func isReadable(name string) bool { return isNamedText(name) || isNamedDocument(name) }

const standardInput = "-"

// source reads what was named: a file, a folder, or standard input.
func (r *languageReading) source(name string) {
	if name == standardInput {
		r.standardInput()
		return
	}
	info, err := os.Stat(name)
	switch {
	case err != nil:
		r.unreadable(name, err)
	case info.IsDir():
		r.folder(name)
	default:
		r.file(name)
	}
}

// folder reads a folder in the order of its names. Links to folders are not
// followed: they may lead back.
func (r *languageReading) folder(name string) {
	entries, err := os.ReadDir(name)
	if err != nil {
		r.unreadable(name, err)
		return
	}
	for _, entry := range entries {
		path := filepath.Join(name, entry.Name())
		linked := entry.Type()&fs.ModeSymlink != 0
		if strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "~$") {
			r.total.hidden++
			continue
		}
		info, err := os.Stat(path)
		switch {
		case err != nil && isReadable(path):
			r.unreadable(path, err)
		case err != nil:
			r.other(path)
		case info.IsDir() && linked:
			r.total.links++
		case info.IsDir():
			r.folder(path)
		case !info.Mode().IsRegular() || !isReadable(path) || r.paper.isOut(info):
			r.other(path)
		default:
			r.file(path)
		}
	}
}

func (r *languageReading) other(name string) {
	r.total.others++
	if r.total.endings == nil {
		r.total.endings = map[string]bool{}
	}
	if ending := strings.ToLower(filepath.Ext(name)); ending != "" {
		r.total.endings[ending] = true
	}
}

func (r *languageReading) file(name string) {
	file, err := os.Open(name)
	if err != nil {
		r.unreadable(name, err)
		return
	}
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		r.unreadable(name, err)
	case !info.Mode().IsRegular(): // a pipe, as shells make them
		r.stream(name, file)
	default:
		r.sized(name, file, info.Size())
	}
}

func (r *languageReading) standardInput() { r.stream(standardInput, r.in) }

// unreadable tells of a file that could not even be opened.
func (r *languageReading) unreadable(name string, err error) {
	f := &fileRead{path: name}
	r.tell.start(f)
	r.finish(f, err)
}

// problem is why a file could not be read in full.
type problem struct {
	// code is for programs, message for people.
	code, message string
}

// problemOf says what kept a file from being read.
func (d *desk) problemOf(err error) *problem {
	var said *document.Error
	switch {
	case errors.As(err, &said):
		return &problem{said.Code, d.words.Say("language-problem."+said.Code, "Place", shown(said.Place))}
	case errors.Is(err, fs.ErrNotExist):
		return &problem{"not-found", d.words.Say("language-problem.not-found")}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return &problem{"cut-short", d.words.Say("language-problem.cut-short")}
	}
	return &problem{"cannot-read", d.words.Say("language-problem.cannot-read")}
}

// leftOut are sentences on what was passed over in folders.
func (d *desk) leftOut(t languageTotal) []string {
	var said []string
	for _, of := range []struct {
		message string
		n       int
	}{{"language.others", t.others}, {"language.hidden", t.hidden}, {"language.links", t.links}} {
		if of.n > 0 {
			said = append(said, d.words.Count(of.message, of.n, "Endings", someOf(t.endings)))
		}
	}
	return said
}

// someOf lists endings, the first few of many.
func someOf(all map[string]bool) string {
	const few = 6
	var names []string
	for name := range all {
		names = append(names, shown(name))
	}
	slices.Sort(names)
	if len(names) > few {
		names = append(names[:few], "…")
	}
	return strings.Join(names, ", ")
}
