package library

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"bearings/internal/fault"
	"bearings/internal/framework"
)

// Load reads the library of one language from its folder and checks it against
// the framework whose principles, levels and themes it points to. Whatever is
// wrong is told all at once as *fault.Problems, by file and line. Any other
// error says that the folder itself could not be read.
func Load(files fs.FS, language string, fw *framework.Framework) (*Library, error) {
	l := &loading{
		Library: &Library{Language: language}, framework: fw, files: files,
		texts: map[string][]byte{}, places: map[string]at{}, refs: map[string]int{},
	}
	if err := l.read(); err != nil {
		return nil, err
	}
	if l.problems.Any() {
		return nil, l.problems.Err() // what could not be read would seem to be missing
	}
	l.check()
	if err := l.problems.Err(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(l.References, compareReferences)
	slices.SortStableFunc(l.Glossary, func(a, b Term) int {
		return strings.Compare(strings.ToLower(a.Term), strings.ToLower(b.Term))
	})
	slices.SortStableFunc(l.Evidence, func(a, b Topic) int { return l.topicPlace(a.ID) - l.topicPlace(b.ID) })
	return l.Library, nil
}

// loading is a library on its way in.
type loading struct {
	*Library
	framework *framework.Framework
	files     fs.FS
	texts     map[string][]byte // of files, to find lines in
	places    map[string]at     // of entries, by reference: "word/grooming"
	refs      map[string]int    // of publications, by key: their index
	problems  fault.Problems
}

// at is a place in a file: a YAML path below an entry's own.
type at struct{ file, path string }

func (a at) field(name string) at { return at{a.file, a.path + "." + name} }

func (l *loading) read() error {
	for _, folder := range []struct {
		name string
		take func(file string)
	}{
		{"references", l.takeReferences},
		{"evidence", l.takeEvidence},
		{"glossary", l.takeGlossary},
		{"case-studies", l.takeCaseStudy},
		{"guides", l.takeGuide},
		{"pages", l.takePage},
	} {
		names, err := fs.Glob(l.files, folder.name+"/*.yaml")
		if err != nil {
			return err
		}
		for _, name := range names {
			folder.take(name)
		}
	}
	if _, err := fs.Stat(l.files, "animation.yaml"); err == nil {
		l.decode("animation.yaml", &l.Animation)
	}
	return nil
}

func (l *loading) takeReferences(file string) {
	var all struct {
		References []Reference `yaml:"references"`
	}
	l.decode(file, &all)
	for i, one := range all.References {
		l.place("reference/"+one.Key, at{file, item("$.references", i)})
		l.refs[one.Key] = len(l.References)
		l.References = append(l.References, one)
	}
}

func (l *loading) takeEvidence(file string) {
	var one Topic
	if l.decode(file, &one) {
		l.place(string(Evidence)+"/"+one.ID, at{file, "$"})
		l.Evidence = append(l.Evidence, one)
	}
}

func (l *loading) takeGlossary(file string) {
	var all struct {
		Terms []Term `yaml:"terms"`
	}
	l.decode(file, &all)
	for i, one := range all.Terms {
		l.place(string(Word)+"/"+one.ID, at{file, item("$.terms", i)})
		l.Glossary = append(l.Glossary, one)
	}
}

func (l *loading) takeCaseStudy(file string) {
	if path.Base(file) == "team.yaml" {
		l.decode(file, &l.Team)
		return
	}
	var one CaseStudy
	if l.decode(file, &one) {
		l.place(string(Case)+"/"+one.ID, at{file, "$"})
		l.CaseStudies = append(l.CaseStudies, one)
	}
}

func (l *loading) takeGuide(file string) {
	var one Guide
	if l.decode(file, &one) {
		l.place(string(Advice)+"/"+one.ID, at{file, "$"})
		l.Guides = append(l.Guides, one)
	}
}

func (l *loading) takePage(file string) {
	var one Page
	if l.decode(file, &one) {
		l.place(string(Start)+"/"+one.ID, at{file, "$"})
		l.Pages = append(l.Pages, one)
	}
}

// decode reads a file; an unknown field is a fault, so that a slip of the pen
// does not lose a text.
func (l *loading) decode(file string, to any) bool {
	text, err := fs.ReadFile(l.files, file)
	if err != nil {
		l.problems.Add(file, 0, 0, "library.unreadable")
		return false
	}
	l.texts[file] = text
	if err := yaml.UnmarshalWithOptions(text, to, yaml.DisallowUnknownField()); err != nil {
		line, column, reason := 1, 1, err.Error()
		var said yaml.Error
		if errors.As(err, &said) {
			reason = said.GetMessage()
			if t := said.GetToken(); t != nil && t.Position != nil {
				line, column = t.Position.Line, t.Position.Column
			}
		}
		l.problems.Add(file, line, column, "library.yaml", "Reason", strings.Join(strings.Fields(reason), " "))
		return false
	}
	return true
}

// place notes where an entry stands; an id is given once.
func (l *loading) place(ref string, where at) {
	if first, twice := l.places[ref]; twice {
		l.wrong(where, "library.twice", "What", ref, "File", first.file)
		return
	}
	l.places[ref] = where
}

// wrong says what is wrong at a place. The line is only looked up now.
func (l *loading) wrong(where at, message string, with ...any) {
	line, column := 1, 1
	for p := where.path; p != "" && p != "$"; p = parent(p) {
		found, err := yaml.PathString(p)
		if err != nil {
			continue
		}
		node, err := found.ReadNode(strings.NewReader(string(l.texts[where.file])))
		if err != nil || node == nil {
			continue
		}
		if t := node.GetToken(); t != nil && t.Position != nil {
			line, column = t.Position.Line, t.Position.Column
		}
		break
	}
	l.problems.Add(where.file, line, column, message, append([]any{"Field", strings.TrimPrefix(where.path, "$.")}, with...)...)
}

func parent(p string) string { return p[:max(0, strings.LastIndexAny(p, ".["))] }

func (l *loading) topicPlace(id string) int {
	for i, p := range l.framework.Principles {
		if p.ID == id {
			return i
		}
	}
	for i, t := range l.framework.Themes {
		if t.ID == id {
			return len(l.framework.Principles) + i
		}
	}
	return -1
}

func compareReferences(a, b Reference) int {
	if c := strings.Compare(strings.ToLower(first(a.Authors)), strings.ToLower(first(b.Authors))); c != 0 {
		return c
	}
	return a.Year - b.Year
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}
