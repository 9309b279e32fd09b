package library

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/tree"
)

// Limits of a library's folder. Ours comes to 80,000 tokens in 80 files; ten
// thousand words of a glossary are half a million.
var limits = tree.Limits{KiB: 1 << 10, MiB: 32, Tokens: 60_000, All: 800_000, Depth: 12, Wide: 100}

const maxFiles = 5_000

const filmFile, teamFile = "animation.yaml", "case-studies/team.yaml"

// Load reads the library of one language from its folder and checks it against
// the framework whose principles, levels and themes it points to. Whatever is
// wrong is told all at once as *fault.Problems, by file and line. Any other
// error says that the folder itself could not be read.
func Load(files fs.FS, language string, fw *framework.Framework) (*Library, error) {
	l := &loading{
		Library: &Library{Language: language}, framework: fw,
		roots: map[string]*tree.Node{}, places: map[string]at{}, refs: map[string]int{},
	}
	l.reader = tree.Reader{Files: files, Limits: limits, Add: l.add}
	if err := l.read(files); err != nil {
		return nil, err
	}
	if len(l.problems) == 0 { // what could not be read would seem to be missing
		l.check()
	}
	if err := fault.Listed(l.problems); err != nil {
		return nil, err
	}
	slices.SortStableFunc(l.References, compareReferences)
	slices.SortStableFunc(l.Glossary, func(a, b Term) int {
		return cmp.Compare(strings.ToLower(a.Term), strings.ToLower(b.Term))
	})
	slices.SortStableFunc(l.Evidence, func(a, b Topic) int { return l.topicPlace(a.ID) - l.topicPlace(b.ID) })
	return l.Library, nil
}

// loading is a library on its way in.
type loading struct {
	*Library
	framework *framework.Framework
	reader    tree.Reader
	roots     map[string]*tree.Node // of files, to find lines in
	places    map[string]at         // of entries, by reference: "word/grooming"
	refs      map[string]int        // of publications, by key: their index
	problems  []fault.Problem
}

// at is a place in a file: the way from its top, "parts[2].asks[0]".
type at struct{ file, path string }

func (a at) field(name string) at {
	return at{a.file, strings.TrimPrefix(a.path+"."+name, ".")}
}

// takes are the folders of a library, and what takes in one of their files.
var takes = map[string]func(*loading, string, *tree.Node){
	"references":   (*loading).takeReferences,
	"evidence":     (*loading).takeEvidence,
	"glossary":     (*loading).takeGlossary,
	"case-studies": (*loading).takeCaseStudy,
	"guides":       (*loading).takeGuide,
	"pages":        (*loading).takePage,
	".":            (*loading).takeAnimation,
}

func (l *loading) read(files fs.FS) error {
	names, err := l.names(files)
	if err != nil {
		return err
	}
	if len(names) > maxFiles {
		l.add(tree.Place{File: "."}, "library.too_many", "Files", len(names), "Most", maxFiles)
		return nil
	}
	if len(names) == 0 && len(l.problems) == 0 {
		l.add(tree.Place{File: "."}, "library.empty")
	}
	for _, name := range names {
		root, err := l.reader.Read(name)
		switch {
		case err != nil:
			l.add(tree.Place{File: name}, "library.unreadable")
		case root != nil:
			l.roots[name] = root
			takes[path.Dir(name)](l, name, root)
		}
		if l.reader.Full() {
			break
		}
	}
	return nil
}

// fileName is what the name of a library's file looks like.
var fileName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*\.yaml$`)

// names lists the library's files. One that is not read, but was probably meant
// to be, is told: its texts would be lost without a word. A link is followed,
// because whoever keeps the folder chose what stands in it.
func (l *loading) names(files fs.FS) ([]string, error) {
	var names []string
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			if name == "." {
				return err
			}
			l.add(tree.Place{File: name}, "library.unreadable")
			return nil
		}
		if entry.IsDir() {
			if name != "." && strings.HasPrefix(entry.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		info, err := fs.Stat(files, name)
		folder := path.Dir(name)
		read := takes[folder] != nil && fileName.MatchString(entry.Name()) && (folder != "." || name == filmFile)
		switch {
		case read && err == nil && info.Mode().IsRegular():
			names = append(names, name)
		case tree.LooksMeant(entry.Name()):
			l.add(tree.Place{File: name}, "library.odd_name")
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return names, nil
}

func (l *loading) takeReferences(file string, root *tree.Node) {
	var all struct {
		References []Reference `yaml:"references"`
	}
	l.reader.Decode(root, &all)
	for i, one := range all.References {
		l.place("reference/"+one.Key, at{file, item("references", i)})
		l.refs[one.Key] = len(l.References)
		l.References = append(l.References, one)
	}
}

func (l *loading) takeEvidence(file string, root *tree.Node) {
	l.Evidence = append(l.Evidence, Topic{})
	one := &l.Evidence[len(l.Evidence)-1]
	l.reader.Decode(root, one)
	l.place(ref(Evidence, one.ID), at{file: file})
}

func (l *loading) takeGlossary(file string, root *tree.Node) {
	var all struct {
		Terms []Term `yaml:"terms"`
	}
	l.reader.Decode(root, &all)
	for i, one := range all.Terms {
		l.place(ref(Word, one.ID), at{file, item("terms", i)})
		l.Glossary = append(l.Glossary, one)
	}
}

func (l *loading) takeCaseStudy(file string, root *tree.Node) {
	if file == teamFile {
		l.reader.Decode(root, &l.Team)
		return
	}
	var one CaseStudy
	l.reader.Decode(root, &one)
	l.place(ref(Case, one.ID), at{file: file})
	l.CaseStudies = append(l.CaseStudies, one)
}

func (l *loading) takeGuide(file string, root *tree.Node) {
	var one Guide
	l.reader.Decode(root, &one)
	l.place(ref(Advice, one.ID), at{file: file})
	l.Guides = append(l.Guides, one)
}

func (l *loading) takePage(file string, root *tree.Node) {
	var one Page
	l.reader.Decode(root, &one)
	l.place(ref(Start, one.ID), at{file: file})
	l.Pages = append(l.Pages, one)
}

func (l *loading) takeAnimation(_ string, root *tree.Node) { l.reader.Decode(root, &l.Animation) }

// ref is how entries point to one of that kind.
func ref(kind Kind, id string) string { return string(kind) + "/" + id }

// place notes where an entry stands; an id is given once.
func (l *loading) place(ref string, where at) {
	if first, twice := l.places[ref]; twice {
		l.wrong(where, "library.twice", "What", ref, "File", first.file)
		return
	}
	l.places[ref] = where
}

// wrong says what is wrong at a place.
func (l *loading) wrong(where at, message string, with ...any) {
	place := l.roots[where.file].Step(where.path)
	l.add(place, message, append([]any{"Field", counted(where.path)}, with...)...)
}

var index = regexp.MustCompile(`\[\d+\]`)

// counted is a path as people count: the first entry of a list is 1.
func counted(path string) string {
	return index.ReplaceAllStringFunc(path, func(entry string) string {
		n, _ := strconv.Atoi(strings.Trim(entry, "[]"))
		return fmt.Sprintf("[%d]", n+1)
	})
}

func (l *loading) add(at tree.Place, message string, with ...any) {
	f := fault.New(fault.Invalid, message, with...)
	l.problems = append(l.problems, fault.Problem{File: at.File, Line: at.Line, Column: at.Column, Message: f.Message, With: f.With})
}

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
	return cmp.Or(cmp.Compare(strings.ToLower(first(a.Authors)), strings.ToLower(first(b.Authors))), cmp.Compare(a.Year, b.Year))
}

func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}
