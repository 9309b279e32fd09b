package framework

import (
	"cmp"
	"io/fs"
	"slices"

	"bearings/internal/fault"
)

// Load reads a pack from its folder and checks it. Whatever is wrong is told
// all at once: the error is then *fault.Problems, sorted by file, line and
// column, each with the name of its file within the folder. Any other error
// says that the folder itself could not be read.
//
// Advice that does not keep the pack from being used is in Framework.Notes.
func Load(files fs.FS) (*Framework, error) {
	l := &loading{framework: &Framework{}, places: map[string]map[string]place{}, misshapen: map[*node]bool{}}
	folder, err := l.read(files)
	if err != nil {
		return nil, err
	}
	unread := len(l.notes)
	l.checkShapes(folder)
	l.takeMain(folder.main)
	l.takePrinciples(folder.principles)
	l.takeQuestions(folder.questions)
	l.check()
	if len(l.faults) > 0 {
		// A file left unread may be what the faults are about; other advice can
		// wait.
		return nil, problems(append(l.faults, l.notes[:unread]...))
	}
	sortByPlace(l.notes)
	l.framework.Notes = l.notes
	return l.framework, nil
}

// loading is a pack on its way in: what was taken so far, where it stands, and
// what is wrong with it.
type loading struct {
	framework *Framework
	faults    []fault.Problem
	notes     []fault.Problem
	// places says where each id was first given, by kind of thing.
	places map[string]map[string]place
	// items are the questions in the pack's order, with their nodes.
	items []placed
	// unread says which parts of the pack could not be read, so that nobody is
	// told that something is unknown when it only could not be seen.
	unread struct{ main, principles, questions bool }
	tokens int // read so far
	// misshapen are the nodes the schema has a fault with.
	misshapen map[*node]bool
	// listed holds the nodes of the principles framework.yaml lists.
	listed []*node
}

// placed is a question and where it stands.
type placed struct {
	Item
	at *node
}

// place is a point in a file; line and column count from 1.
type place struct {
	file         string
	line, column int
}

func (l *loading) add(at place, message string, with ...any) {
	l.faults = append(l.faults, problem(at, message, with))
}

// near finds the known name somebody probably meant. Once there are more
// faults than are listed it is not worth the search.
func (l *loading) near(name string, known []string) string {
	if len(l.faults) > fault.MaxListed {
		return ""
	}
	return nearest(name, known)
}

func (l *loading) note(at place, message string, with ...any) {
	l.notes = append(l.notes, problem(at, message, with))
}

func problem(at place, message string, with []any) fault.Problem {
	f := fault.New(fault.Invalid, message, with...)
	return fault.Problem{File: at.file, Line: at.line, Column: at.column, Message: f.Message, With: f.With}
}

// problems lists what was found in the order of the files.
func problems(found []fault.Problem) *fault.Problems {
	sortByPlace(found)
	all := &fault.Problems{}
	for _, p := range found {
		var with []any
		for name, value := range p.With {
			with = append(with, name, value)
		}
		all.Add(p.File, p.Line, p.Column, p.Message, with...)
	}
	return all
}

func sortByPlace(found []fault.Problem) {
	slices.SortStableFunc(found, func(a, b fault.Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
}
