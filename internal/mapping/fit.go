package mapping

import (
	"slices"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

// absent is the column of what an export does not say.
const absent = -1

// fit is a mapping laid on an export's headings.
type fit struct {
	fw   *framework.Framework
	m    Mapping
	src  answer.Source
	line int // of the headings
	// heads are the export's headings.
	heads []head
	// claimed is who a column belongs to, "" for nobody yet.
	claimed []Text
	aside   []bool // columns that are ignored
	// items are the columns of the mapping's items.
	items                           []int
	respondent, agency, kind, level int
	nameless                        []int
	problems                        fault.Problems
	nothing                         bool            // not one question has its column
	missing                         int             // headings of the mapping that no column has
	unread                          int             // columns the mapping does not speak of
	merged                          []fault.Problem // cells among the rows that were looked at
}

// newFit lays a mapping on an export. It reads no row.
func newFit(fw *framework.Framework, m Mapping, src answer.Source) *fit {
	f := &fit{fw: fw, m: m, src: src, heads: newHeads(src.Table.Columns())}
	f.line, _ = src.Table.Place(0)
	f.claimed, f.aside = make([]Text, len(f.heads)), make([]bool, len(f.heads))
	f.respondent = f.column(m.Respondent, nil)
	f.agency = f.column(m.Agency.Heading, nil)
	f.kind = f.column(m.Kind.Heading, nil)
	f.level = f.column(m.Level.Heading, nil)
	f.findItems()
	for _, h := range m.Ignore {
		f.ignore(h)
	}
	f.leftOver()
	if f.nothing {
		f.problems = fault.Problems{}
		f.problems.Add(f.src.Name, f.line, 0, "mapping.fit.nothing", "Line", f.line, "Mapping", f.m.File)
	}
	return f
}

// findItems finds the columns of the questions. Where not one is there, that is
// the one thing to say.
func (f *fit) findItems() {
	missing := f.missing
	for _, it := range f.m.Items {
		item, _ := f.fw.Item(it.ID)
		f.items = append(f.items, f.column(it.Heading, &item))
	}
	f.nothing = f.missing-missing == len(f.m.Items)
}

// column is the one column with a heading, or absent. An item's column may
// also have the item's own text, in any language the framework has.
func (f *fit) column(heading Text, item *framework.Item) int {
	if heading.Text == "" {
		return absent
	}
	found := find(f.heads, heading.Text)
	if len(found) == 0 && item != nil {
		for at, h := range f.heads {
			if asksItem(h, *item) {
				found = append(found, at)
			}
		}
	}
	switch len(found) {
	case 0:
		f.missing++
		f.problems.Add(f.m.File, heading.Line, heading.Column, "mapping.heading.none",
			"Heading", quoted(heading.Text), "Near", f.near(heading.Text), "File", f.src.Name)
		return absent
	case 1:
		return f.claim(found[0], heading)
	}
	f.problems.Add(f.m.File, heading.Line, heading.Column, "mapping.heading.twice",
		"Heading", quoted(heading.Text), "N", len(found), "Places", f.places(found), "File", f.src.Name)
	for _, at := range found {
		f.claimed[at] = heading
	}
	return absent
}

func (f *fit) claim(at int, heading Text) int {
	if first := f.claimed[at]; first.Text != "" {
		f.problems.Add(f.m.File, heading.Line, heading.Column, "mapping.heading.shared",
			"Heading", quoted(heading.Text), "Other", quoted(first.Text), "First", first.Line)
		return absent
	}
	f.claimed[at] = heading
	return at
}

// ignore sets columns aside: all that have the heading, for none is read.
func (f *fit) ignore(heading Text) {
	found := find(f.heads, heading.Text)
	if len(found) == 0 {
		f.missing++
		f.problems.Add(f.m.File, heading.Line, heading.Column, "mapping.heading.none",
			"Heading", quoted(heading.Text), "Near", f.near(heading.Text), "File", f.src.Name)
	}
	for _, at := range found {
		f.aside[at] = f.claim(at, heading) != absent
	}
}

// near is the heading most like a text among the columns nobody has yet.
func (f *fit) near(text string) string {
	var free []string
	for at, h := range f.heads {
		if f.claimed[at].Text == "" && h.written != "" {
			free = append(free, h.written)
		}
	}
	return quoted(nearest(text, candidates(free...), alikeStatement))
}

// leftOver finds the columns the mapping does not speak of.
func (f *fit) leftOver() {
	for at, h := range f.heads {
		if h.written == "" {
			f.nameless = append(f.nameless, at)
			continue
		}
		if f.claimed[at].Text != "" {
			continue
		}
		f.unread++
		line, col := f.src.Table.Place(at)
		message := "mapping.column.unread"
		if isToolsOwn(h) {
			message = "mapping.column.tools_own"
		}
		f.problems.Add(f.src.Name, line, col, message, "Heading", quoted(h.written), "Mapping", f.m.File)
	}
}

// places are some headings' places, as problems give them.
func (f *fit) places(columns []int) string {
	var all []string
	for _, at := range columns {
		line, col := f.src.Table.Place(at)
		all = append(all, fault.Place(f.src.Name, line, col))
	}
	return strings.Join(all, ", ")
}

// far says how far a mapping is from fitting.
func (f *fit) far() int {
	n := f.missing + f.unread
	if f.nothing {
		n += 1_000_000
	}
	return n
}

// secondHeadings looks, where a mapping does not fit, in which line headings
// stand further down, 0 for none: again in the next row, or below a title. Only
// then have rows been looked at, and nothing of them is said.
func (f *fit) secondHeadings() (line int, again bool) {
	for n := range aheadOf {
		cells, err := f.src.Table.Next()
		problems, readable := fault.AsProblems(err)
		if err != nil && !readable {
			return 0, false
		}
		f.merged = append(f.merged, mergedIn(problems, f.src.Name)...)
		again = n == 0 && f.areHeadings(cells)
		if again || asksSome(f.fw, cells) {
			line, _ = f.src.Table.Place(0)
			return line, again
		}
		if !f.nothing {
			return 0, false
		}
	}
	return 0, false
}

// merged are the cells of a sheet that are merged: a heading that can't be
// found may be one of them. The rows are passed over without being read.
func merged(src answer.Source) []fault.Problem {
	sheet, ok := src.Table.(skipper)
	if !ok {
		return nil
	}
	var all []int
	for at := range src.Table.Columns() {
		all = append(all, at)
	}
	sheet.Skip(all)
	var merged []fault.Problem
	for {
		_, err := src.Table.Next()
		if err == nil {
			continue
		}
		problems, ok := fault.AsProblems(err)
		if !ok {
			return merged
		}
		merged = append(merged, mergedIn(problems, src.Name)...)
	}
}

func mergedIn(problems *fault.Problems, file string) []fault.Problem {
	var merged []fault.Problem
	if problems == nil {
		return nil
	}
	for _, p := range problems.List {
		if p.Message == "answers.book.merged" {
			p.File = file
			merged = append(merged, p)
		}
	}
	return merged
}

// areHeadings says whether a row below the headings holds headings again, as
// some tools write them.
func (f *fit) areHeadings(cells []string) bool {
	again, some := 0, 0
	asked := askings(f.fw)
	for at, cell := range cells {
		if strings.TrimSpace(cell) == "" || at >= len(f.heads) || f.aside[at] {
			continue
		}
		some++
		h := newHead(cell)
		switch {
		case slices.Contains(subheadings, h.bare), strings.HasPrefix(h.plain, `{"importid"`),
			asksAny(asked, cell), isTelling(cell), len(h.bare) > 3 && h.bare == f.heads[at].bare, f.isMapped(cell):
			again++
		}
	}
	return again > 1 && again*2 > some || again == 1 && some == 1
}

func (f *fit) isMapped(cell string) bool {
	one := []head{newHead(cell)}
	return slices.ContainsFunc(f.m.Items, func(i Item) bool { return len(find(one, i.Heading.Text)) > 0 })
}

// subheadings are what survey tools write in a second row of headings.
var subheadings = []string{"response", "responses", "open-ended response", "open-ended comment", "other (please specify)"}
