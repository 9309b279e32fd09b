// Package fault holds the few ways a request can fail that a person can act on.
//
// A fault names its sentence by the id of a message and the values that go
// into it; the words themselves live in content/messages, so that every
// language says the same thing. Whatever is not a fault is a defect of ours or
// of the machine: it is logged once, and the person sees that we are sorry.
package fault

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Kind says what sort of failure it is, and so which HTTP status or exit
// status a door answers with.
type Kind int

const (
	Invalid     Kind = iota + 1 // what was given can't be used as it stands
	NotFound                    // there is nothing of that name
	TooLarge                    // more than the stated size
	TooMany                     // asked too often in too short a time
	Unavailable                 // what it needs does not work just now: the database, a disk, an issuer
)

// Fault is a failure a person can act on.
type Fault struct {
	Kind Kind
	// Message is the id of a sentence in content/messages.
	Message string
	// With holds the values that go into the sentence, by name.
	With map[string]any
	// Because is what lies behind it, for the log alone; it may be nil.
	Because error
}

// Unwrap is what lies behind the fault.
func (f *Fault) Unwrap() error { return f.Because }

// Error is for logs and tests; people read the message in their language.
func (f *Fault) Error() string {
	if len(f.With) == 0 {
		return f.Message
	}
	return fmt.Sprintf("%s %v", f.Message, f.With)
}

// New makes a fault. with alternates names and values: New(NotFound, "page.missing", "Path", p).
func New(kind Kind, message string, with ...any) *Fault {
	return &Fault{Kind: kind, Message: message, With: pairs(with)}
}

// Problem is one thing wrong with a file, and where.
type Problem struct {
	// File is the name as the person gave it; empty where there is only one.
	File string
	// Line and Column count from 1; 0 where they mean nothing. In a
	// spreadsheet Column is the column of the sheet.
	Line, Column int
	// Message and With are as in Fault. The sentence says what is wrong and
	// how to mend it.
	Message string
	With    map[string]any
}

// Problems is everything found wrong with what was given, in the order of the
// files. It is an error, so that nothing is taken in by halves.
type Problems struct {
	List []Problem
	// More counts, by message id, the problems found after the list was full,
	// and Like holds the first of each kind.
	More map[string]int
	Like map[string]Problem
}

// MaxListed is how many problems are listed one by one; the rest are counted by kind.
const MaxListed = 200

// Add records a problem; with alternates names and values.
func (p *Problems) Add(file string, line, column int, message string, with ...any) {
	p.put(Problem{File: file, Line: line, Column: column, Message: message, With: pairs(with)})
}

func (p *Problems) put(one Problem) {
	if len(p.List) < MaxListed {
		p.List = append(p.List, one)
		return
	}
	if p.More == nil {
		p.More, p.Like = map[string]int{}, map[string]Problem{}
	}
	if p.More[one.Message]++; p.More[one.Message] == 1 {
		p.Like[one.Message] = one
	}
}

// Sort puts problems in the order of their files, lines and columns.
func Sort(all []Problem) {
	slices.SortStableFunc(all, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column), cmp.Compare(a.Message, b.Message))
	})
}

// Listed are problems in their order, as an error; nil where there are none.
func Listed(all []Problem) error {
	Sort(all)
	listed := &Problems{}
	for _, one := range all {
		listed.put(one)
	}
	return listed.Err()
}

// Any says whether anything was wrong.
func (p *Problems) Any() bool { return p != nil && len(p.List) > 0 }

// Err is the problems as an error, or nil where there are none.
func (p *Problems) Err() error {
	if !p.Any() {
		return nil
	}
	return p
}

// Error is for logs and tests; people read the messages in their language.
func (p *Problems) Error() string {
	lines := make([]string, 0, len(p.List))
	for _, q := range p.List {
		lines = append(lines, fmt.Sprintf("%s:%d:%d %s %v", q.File, q.Line, q.Column, q.Message, q.With))
	}
	return strings.Join(lines, "\n")
}

// AsProblems finds Problems in an error.
func AsProblems(err error) (*Problems, bool) {
	var p *Problems
	ok := errors.As(err, &p)
	return p, ok
}

// As finds a Fault in an error.
func As(err error) (*Fault, bool) {
	var f *Fault
	ok := errors.As(err, &f)
	return f, ok
}

func pairs(with []any) map[string]any {
	if len(with) == 0 {
		return nil
	}
	m := make(map[string]any, len(with)/2)
	for i := 0; i+1 < len(with); i += 2 {
		m[with[i].(string)] = with[i+1]
	}
	return m
}
