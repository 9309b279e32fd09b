// Package dictionary reads the checker's rules from their files, lays a
// partnership's own over the standard ones, and lists them for people.
//
// The rules' form is in docs/LANGUAGE.md. The engine that uses them is the
// package language.
package dictionary

import (
	"cmp"
	"io/fs"
	"slices"

	"bearings/internal/fault"
	"bearings/internal/tree"
	"bearings/language"
)

// Folder is a folder of rule files as it was read. Its lists are by id.
type Folder struct {
	// Rules are all rules that hold: of a partnership's folder, the standard
	// ones with its changes among them.
	Rules []language.Rule
	// Added and Changed are the ids the folder brought or altered.
	Added, Changed []string
	// Silenced are the standard rules the folder takes out.
	Silenced []Silenced

	entries []*entry
}

// Silenced is a standard rule that a partnership does without.
type Silenced struct {
	Rule language.Rule
	// Reason is the partnership's own sentence.
	Reason string
}

// entry is a rule file on its way in.
type entry struct {
	root *tree.Node
	rule language.Rule
	// base is the standard rule it changes, if any.
	base *language.Rule
	// silence says that it takes base out; reason is why.
	silence bool
	reason  string
}

// Load reads the rules in a folder of files and checks their form, not their
// examples. Whatever is wrong is told all at once: the error is then
// *fault.Problems. Any other error says that the folder could not be read. The
// rules are sorted by id.
func Load(files fs.FS, dir string) ([]language.Rule, error) {
	f, err := Read(files, dir)
	if err != nil {
		return nil, err
	}
	return f.Rules, nil
}

// Read is Load for those who go on to Check.
func Read(files fs.FS, dir string) (*Folder, error) { return read(files, dir, nil) }

// Overlay reads a partnership's folder and lays it over the standard rules. A
// file of a new id adds a rule; one of a standard id changes the fields it
// gives, or takes the rule out with silence and a reason. Errors are as in Load.
func Overlay(standard []language.Rule, files fs.FS, dir string) (*Folder, error) {
	if standard == nil {
		standard = []language.Rule{}
	}
	return read(files, dir, standard)
}

func read(files fs.FS, dir string, standard []language.Rule) (*Folder, error) {
	l := &loading{dir: dir, overlay: standard != nil, below: map[string]*language.Rule{}}
	for i := range standard {
		l.below[standard[i].ID] = &standard[i]
		l.ids = append(l.ids, standard[i].ID)
	}
	roots, err := l.files(files, dir)
	if err != nil {
		return nil, err
	}
	for _, root := range roots {
		if e := l.take(root); e != nil {
			l.entries = append(l.entries, e)
		}
	}
	l.checkTwice()
	l.checkPatterns()
	if err := l.problems(); err != nil {
		return nil, err
	}
	f := l.folder(standard)
	if _, err := language.New(f.Rules); err != nil {
		// Each rule is sound by itself, so it is their number.
		l.add(tree.Place{File: dir}, "dictionary.folder.too-much")
		return nil, l.problems()
	}
	return f, nil
}

// loading is a folder on its way in: what was taken so far and what is wrong.
type loading struct {
	dir string
	// overlay says that there are standard rules below, by id.
	overlay bool
	below   map[string]*language.Rule
	ids     []string
	entries []*entry
	faults  []fault.Problem
}

// folder puts what was taken over the standard rules.
func (l *loading) folder(standard []language.Rule) *Folder {
	f := &Folder{entries: l.entries}
	over := map[string]*entry{}
	for _, e := range l.entries {
		over[e.rule.ID] = e
		switch {
		case e.silence:
			f.Silenced = append(f.Silenced, Silenced{Rule: *e.base, Reason: e.reason})
			continue
		case e.base != nil:
			f.Changed = append(f.Changed, e.rule.ID)
		default:
			f.Added = append(f.Added, e.rule.ID)
		}
		f.Rules = append(f.Rules, e.rule)
	}
	for _, r := range standard {
		if over[r.ID] == nil {
			f.Rules = append(f.Rules, r)
		}
	}
	slices.SortFunc(f.Rules, func(a, b language.Rule) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(f.Silenced, func(a, b Silenced) int { return cmp.Compare(a.Rule.ID, b.Rule.ID) })
	slices.Sort(f.Added)
	slices.Sort(f.Changed)
	return f
}

// add records a problem; with alternates names and values.
func (l *loading) add(at tree.Place, message string, with ...any) {
	l.faults = append(l.faults, problem(at, message, with))
}

func problem(at tree.Place, message string, with []any) fault.Problem {
	f := fault.New(fault.Invalid, message, with...)
	return fault.Problem{File: at.File, Line: at.Line, Column: at.Column, Message: f.Message, With: f.With}
}

func (l *loading) problems() error { return fault.Listed(l.faults) }
