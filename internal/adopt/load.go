package adopt

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"bearings/internal/fault"
)

// sourcesFile lists what the documents may point to.
const sourcesFile = "sources.yaml"

// Load reads the documents of one language from their folder: a Markdown file
// each, and a list of sources. Whatever is wrong is told all at once as
// *fault.Problems, by file and line. Any other error says that the folder could
// not be read.
func Load(files fs.FS) ([]Document, error) {
	l := &loading{}
	if err := l.readSources(files); err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		l.take(name, text)
	}
	l.checkTogether()
	if err := fault.Listed(l.problems); err != nil {
		return nil, err
	}
	slices.SortFunc(l.documents, func(a, b Document) int { return cmp.Compare(a.Order, b.Order) })
	return l.documents, nil
}

// loading is a folder on its way in.
type loading struct {
	documents []Document
	sources   []Source
	problems  []fault.Problem
	// links are those to other documents, looked at when all are known.
	links []link
}

type link struct {
	file string
	line int
	to   string
}

func (l *loading) add(file string, line int, message string, with ...any) {
	one := fault.Problems{}
	one.Add(file, line, 0, message, with...)
	l.problems = append(l.problems, one.List...)
}

func (l *loading) readSources(files fs.FS) error {
	text, err := fs.ReadFile(files, sourcesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := yaml.UnmarshalWithOptions(text, &l.sources, yaml.Strict()); err != nil {
		l.unreadable(sourcesFile, 0, err)
		return nil
	}
	seen := map[string]bool{}
	for _, s := range l.sources {
		line := 1 + bytes.Count(text[:max(0, bytes.Index(text, []byte("id: "+s.ID+"\n")))], []byte("\n"))
		switch {
		case !name.MatchString(s.ID) || seen[s.ID]:
			l.add(sourcesFile, line, "adoptfile.source-id", "ID", s.ID)
		case s.Title == "":
			l.add(sourcesFile, line, "adoptfile.needed", "Field", "title")
		case !slices.Contains(reads, s.Read):
			l.add(sourcesFile, line, "adoptfile.read", "Given", string(s.Read))
		case s.Address != "" && !strings.HasPrefix(s.Address, "https://"):
			l.add(sourcesFile, line, "adoptfile.address", "Given", s.Address)
		}
		seen[s.ID] = true
	}
	return nil
}

// unreadable says why YAML can't be read; it begins after that many lines.
func (l *loading) unreadable(file string, after int, err error) {
	line, reason := 1, err.Error()
	var said yaml.Error
	if errors.As(err, &said) {
		reason = said.GetMessage()
		if t := said.GetToken(); t != nil && t.Position != nil {
			line = t.Position.Line
		}
	}
	l.add(file, after+line, "adoptfile.yaml", "Reason", strings.Join(strings.Fields(reason), " "))
}

const fence = "---\n"

// take reads one document.
func (l *loading) take(file string, text []byte) {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	front, body, ok := bytes.Cut(bytes.TrimPrefix(text, []byte(fence)), []byte("\n"+fence))
	if !ok || !bytes.HasPrefix(text, []byte(fence)) {
		l.add(file, 1, "adoptfile.front")
		return
	}
	d := Document{}
	if err := yaml.UnmarshalWithOptions(front, &d, yaml.Strict()); err != nil {
		l.unreadable(file, 1, err)
		return
	}
	l.checkFront(file, d)
	p := parsing{loading: l, file: file, source: body, before: bytes.Count(front, []byte("\n")) + 3, Document: &d}
	p.parse()
	l.documents = append(l.documents, d)
}

var name = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (l *loading) checkFront(file string, d Document) {
	for _, field := range []struct{ name, value string }{{"id", d.ID}, {"title", d.Title}, {"for", d.For}, {"lead", d.Lead}, {"reviewed", d.Reviewed}} {
		if strings.TrimSpace(field.value) == "" {
			l.add(file, 1, "adoptfile.needed", "Field", field.name)
		}
	}
	if d.ID != "" && (!name.MatchString(d.ID) || path.Base(file) != d.ID+".md") {
		l.add(file, 1, "adoptfile.id", "ID", d.ID)
	}
	if _, err := time.Parse(time.DateOnly, d.Reviewed); err != nil && d.Reviewed != "" {
		l.add(file, 1, "adoptfile.day", "Given", d.Reviewed)
	}
	if d.Order < 1 {
		l.add(file, 1, "adoptfile.number", "Field", "order")
	}
}

// checkTogether looks at what can only be seen of all documents at once.
func (l *loading) checkTogether() {
	ids, places := map[string]bool{}, map[int]string{}
	for _, d := range l.documents {
		ids[d.ID] = true
		if taken, ok := places[d.Order]; ok {
			l.add(d.ID+".md", 1, "adoptfile.order", "Order", d.Order, "Other", taken+".md")
		}
		places[d.Order] = d.ID
	}
	for _, one := range l.links {
		if !ids[one.to] {
			l.add(one.file, one.line, "adoptfile.link", "To", documentLink+one.to)
		}
	}
}
