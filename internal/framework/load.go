package framework

import (
	"io/fs"

	"bearings/internal/fault"
	"bearings/internal/tree"
)

// Load reads a pack from its folder and checks it. Whatever is wrong is told
// all at once: the error is then *fault.Problems, sorted by file, line and
// column, each with the name of its file within the folder. Any other error
// says that the folder itself could not be read.
//
// Advice that does not keep the pack from being used is in Framework.Notes.
func Load(files fs.FS) (*Framework, error) { return load(files, (*loading).checkShapes) }

// LoadOwn loads the pack that comes with the program as Load does, but for the
// schema: a test holds the pack against it, and that takes longer than the rest.
func LoadOwn(files fs.FS) (*Framework, error) { return load(files, func(*loading, *folder) {}) }

func load(files fs.FS, checkShapes func(*loading, *folder)) (*Framework, error) {
	l := &loading{framework: &Framework{}, places: map[string]map[string]tree.Place{}, misshapen: map[*tree.Node]bool{}}
	folder, err := l.read(files)
	if err != nil {
		return nil, err
	}
	unread := len(l.notes)
	checkShapes(l, folder)
	l.takeMain(folder.main)
	l.takePrinciples(folder.principles)
	l.takeQuestions(folder.questions)
	l.check()
	if len(l.faults) > 0 {
		// A file left unread may be what the faults are about; other advice can
		// wait.
		return nil, fault.Listed(append(l.faults, l.notes[:unread]...))
	}
	fault.Sort(l.notes)
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
	places map[string]map[string]tree.Place
	// items are the questions in the pack's order, with their nodes.
	items []placed
	// unread says which parts of the pack could not be read, so that nobody is
	// told that something is unknown when it only could not be seen.
	unread struct{ main, principles, questions bool }
	// misshapen are the nodes the schema has a fault with.
	misshapen map[*tree.Node]bool
	// listed holds the nodes of the principles framework.yaml lists.
	listed []*tree.Node
}

// placed is a question and where it stands.
type placed struct {
	Item
	at *tree.Node
}

func (l *loading) add(at tree.Place, message string, with ...any) {
	l.faults = append(l.faults, problem(at, message, with))
}

// near finds the known name somebody probably meant. Once there are more
// faults than are listed it is not worth the search.
func (l *loading) near(name string, known []string) string {
	if len(l.faults) > fault.MaxListed {
		return ""
	}
	return tree.Nearest(name, known)
}

func (l *loading) note(at tree.Place, message string, with ...any) {
	l.notes = append(l.notes, problem(at, message, with))
}

func problem(at tree.Place, message string, with []any) fault.Problem {
	f := fault.New(fault.Invalid, message, with...)
	return fault.Problem{File: at.File, Line: at.Line, Column: at.Column, Message: f.Message, With: f.With}
}
