package mapping

import (
	"io"
	"slices"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// Draft looks at an export and says what can be told of its mapping for
// certain, and what may be meant. Columns that may say who answered are refused
// (*fault.Problems, one for each) before any row is read; so is whatever keeps
// the export from being read at all. words are needed for the questions our own
// forms ask about agency and level.
func Draft(words *phrase.Words, fw *framework.Framework, src answer.Source) (Drafted, error) {
	d := &drafting{fw: fw, words: words, ours: newOurs(words), src: src, heads: newHeads(src.Table.Columns())}
	line, _ := src.Table.Place(0)
	if answer.InRows(src.Table.Columns()) {
		d.problems.Add(src.Name, line, 0, "mapping.draft.in_rows")
		return Drafted{}, d.problems.Err()
	}
	if refuse(fw, src, &d.problems); d.problems.Any() {
		return Drafted{}, d.problems.Err()
	}
	d.start()
	if err := d.read(); err != nil {
		return Drafted{}, err
	}
	d.decideStrand()
	d.decideColumns()
	if d.lacking(); d.problems.Any() {
		return Drafted{}, d.problems.Err()
	}
	return d.drafted(), nil
}

// lacking says that there is no question at all, or no answer. Where there is
// none, nothing else is said of the headings.
func (d *drafting) lacking() {
	line := d.columns[0].Line
	switch {
	case d.again:
	case d.nothing() && d.below > 0:
		d.problems = fault.Problems{}
		d.problems.Add(d.src.Name, line, 0, "mapping.rows.title", "First", line, "Second", d.below)
	case d.nothing():
		d.problems = fault.Problems{}
		d.problems.Add(d.src.Name, line, 0, "mapping.draft.nothing", "Framework", d.fw.ID, "Line", line)
	case !d.answered() && !d.problems.Any():
		d.problems.Add(d.src.Name, line, 0, "mapping.draft.no_answers")
	}
}

// drafting is an export being looked at.
type drafting struct {
	fw       *framework.Framework
	words    *phrase.Words
	src      answer.Source
	heads    []head
	problems fault.Problems
	columns  []Column
	// asks are the items each heading asks, of whatever strand.
	asks    [][]framework.Item
	values  []*values
	aside   []bool // columns that are ignored for certain, and never read
	strands []string
	level   string // the level of all deeper statements asked, "" for several
	agency  int    // column, or absent
	below   int    // line in which a question stands further down, or 0
	again   bool   // headings stand in two rows
	ours    ours
	scales  map[string]*scale // by what is answered from them
	asking  []asking          // all questions
}

// start looks at the headings.
func (d *drafting) start() {
	d.agency, d.asking = absent, askings(d.fw)
	for at, h := range d.heads {
		line, col := d.src.Table.Place(at)
		column := Column{Heading: h.written, Line: line, Column: col}
		asked := d.asked(h)
		if len(asked) == 0 && isToolsOwn(h) {
			column.Role = AsIgnored
		}
		d.columns = append(d.columns, column)
		d.asks = append(d.asks, asked)
		d.values = append(d.values, newValues())
	}
	var skip []int
	d.aside = make([]bool, len(d.heads))
	for at, c := range d.columns {
		if c.Role == AsIgnored && !slices.Contains(numbers, d.heads[at].bare) {
			skip = append(skip, at)
			d.aside[at] = true
		}
	}
	if s, ok := d.src.Table.(skipper); ok {
		s.Skip(skip)
	}
}

// asked are the items a heading asks: the longest text it ends with.
func (d *drafting) asked(h head) []framework.Item {
	var found []framework.Item
	longest := 0
	quiz := isQuiz(h)
	for _, one := range d.asking {
		b := one.bare
		if len(b) < longest || !h.asks(b) || quiz && h.bare != b {
			continue
		}
		if len(b) > longest {
			found, longest = nil, len(b)
		}
		if !slices.ContainsFunc(found, func(f framework.Item) bool { return f.ID == one.item.ID }) {
			found = append(found, one.item)
		}
	}
	return found
}

// asksAnything says whether a heading is a question.
func (d *drafting) asksAnything() bool {
	return slices.ContainsFunc(d.asks, func(items []framework.Item) bool { return len(items) > 0 })
}

// maxDraftRows is how many rows a draft looks at.
const maxDraftRows = 20_000

// read looks at the rows, column by column.
func (d *drafting) read() error {
	dates := map[int]bool{}
	for n := 0; n < maxDraftRows; n++ {
		cells, err := d.src.Table.Next()
		if err == io.EOF {
			break
		}
		problems, ok := fault.AsProblems(err)
		if err != nil && !ok {
			return err
		}
		d.note(problems, dates)
		if d.below == 0 && n < aheadOf && !d.asksAnything() && asksSome(d.fw, cells) {
			d.below, _ = d.src.Table.Place(0)
		}
		if n == 0 && (&fit{fw: d.fw, heads: d.heads, aside: d.aside}).areHeadings(cells) {
			first := d.columns[0].Line
			second, _ := d.src.Table.Place(0)
			d.problems.Add(d.src.Name, second, 0, "mapping.rows.headings", "First", first, "Second", second)
			d.problems.List = append(d.problems.List, merged(d.src)...)
			d.again = true
			return nil
		}
		for at, cell := range cells {
			if at < len(d.values) && !d.aside[at] {
				d.values[at].add(cell)
			}
		}
	}
	for at, v := range d.values {
		if d.heads[at].written == "" && v.rows > 0 {
			d.problems.Add(d.src.Name, d.columns[at].Line, d.columns[at].Column, "mapping.column.nameless", "N", v.rows)
		}
	}
	return nil
}

// note keeps what the table itself found wrong. Dates are nothing wrong in a
// column that nobody has asked for: it says that there are some.
func (d *drafting) note(found *fault.Problems, dates map[int]bool) {
	if found == nil {
		return
	}
	for _, p := range found.List {
		at := slices.IndexFunc(d.columns, func(c Column) bool { return c.Column == p.Column })
		if p.Message == "answers.book.date" && at >= 0 && len(d.asks[at]) == 0 {
			d.values[at].dates = true
			continue
		}
		if p.Message == "answers.book.date" {
			if dates[at] {
				continue
			}
			dates[at] = true
		}
		p.File = d.src.Name
		if len(d.problems.List) < fault.MaxListed {
			d.problems.List = append(d.problems.List, p)
		}
	}
}

// nothing says that no heading is a question, nor like one.
func (d *drafting) nothing() bool {
	return !slices.ContainsFunc(d.columns, func(c Column) bool { return c.Role == AsItem || c.NearRole == AsItem })
}

// drafted is what was found.
func (d *drafting) drafted() Drafted {
	out := Drafted{file: d.src.Name, heads: d.heads, Columns: d.columns, Strands: d.strands, Mapping: Mapping{Framework: d.fw.ID}}
	if len(d.strands) == 1 {
		out.Mapping.Strand = d.strands[0]
	} else {
		out.Open++
	}
	for at, c := range d.columns {
		heading := Text{Text: c.Heading}
		switch c.Role {
		case AsItem:
			out.Mapping.Items = append(out.Mapping.Items, Item{ID: c.Item, Heading: heading})
		case AsAgency:
			out.Mapping.Agency.Heading = heading
		case AsKind:
			out.Mapping.Kind.Heading = heading
		case AsLevel:
			out.Mapping.Level.Heading = heading
			out.Mapping.Level.Answers = d.said(at)
		case AsRespondent:
			out.Mapping.Respondent = heading
		case AsIgnored:
			if !slices.Contains(out.Mapping.Ignore, heading) {
				out.Mapping.Ignore = append(out.Mapping.Ignore, heading)
			}
		case AsOpen:
			if c.Heading != "" && sameHeading(d.heads, at)[0] == at {
				out.Open++
			}
		}
	}
	out.Missing = d.missing()
	if d.level != "" && out.Mapping.Level.Heading.Text == "" && out.Mapping.Strand == framework.Staff {
		out.Mapping.Level.Is = Text{Text: d.level}
	}
	for _, c := range out.Columns {
		if c.Own {
			out.Open++
		}
	}
	out.Open += len(openWords(out.Columns))
	if out.Mapping.Strand == framework.Return && d.agency == absent {
		out.Open++
	}
	return out
}

// openWords are the words nobody has placed, each once for its role.
func openWords(columns []Column) []Value {
	var all []Value
	seen := map[string]bool{}
	for _, c := range columns {
		for _, v := range c.Values {
			key := string(c.Role) + "\n" + bare(v.Words)
			if v.As == "" && c.Role != AsOpen && !seen[key] {
				seen[key] = true
				all = append(all, v)
			}
		}
	}
	return all
}

// said are words of a level's column that are not its name but begin with it:
// "Direct work: you meet children yourself".
func (d *drafting) said(at int) []Said {
	levels := levelsOf(d.fw)
	var all []Said
	for _, v := range d.columns[at].Values {
		if _, own := levels.own(v.Words); !own && v.As != "" {
			all = append(all, Said{Words: Text{Text: v.Words}, ID: v.As})
		}
	}
	return all
}

// begins is the level whose name some words begin with, or "".
func begins(levels *scale, words string) string {
	b := bare(words)
	found, longest := "", 0
	for name, id := range levels.words {
		if rest, ok := strings.CutPrefix(b, name); ok && len(name) > longest && rest != "" &&
			strings.ContainsAny(strings.TrimLeft(rest, " ")[:1], ":-(,.;") {
			found, longest = id, len(name)
		}
	}
	return found
}
