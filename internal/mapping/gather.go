package mapping

import (
	"hash/maphash"
	"path/filepath"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// Gather makes of the files of a round what answer.TakeAll takes: files with
// one answer a row as they are, and exports through the one mapping that fits
// each. Columns that may say who answered are refused before a row of any file
// is read. What is wrong is *fault.Problems with all of it. words are needed for
// the answers our own forms offer to what they ask about the agency.
func Gather(words *phrase.Words, fw *framework.Framework, mappings []Mapping, from []answer.Source) ([]answer.Source, error) {
	g := &gathering{fw: fw, mappings: mappings, used: make([]bool, len(mappings))}
	for _, src := range from {
		if !g.isExport(src) {
			continue
		}
		refuse(fw, src, &g.problems)
	}
	if err := g.problems.Err(); err != nil {
		return nil, err
	}
	var all []answer.Source
	var exports []*wide
	own, seed := newOurs(words), maphash.MakeSeed()
	for number, src := range from {
		if g.isExport(src) {
			if f, which := g.choose(src); f != nil {
				g.used[which] = true
				w := newWide(f, space{mapping: which, file: number}, own, newRegister(seed))
				exports = append(exports, w)
				src.Table = w
			}
		}
		all = append(all, src)
	}
	acquaint(exports)
	for which, m := range mappings {
		if !g.used[which] && !g.problems.Any() {
			g.problems.Add(m.File, 1, 1, "mapping.fit.unused")
		}
	}
	if err := g.problems.Err(); err != nil {
		return nil, err
	}
	return all, nil
}

// Open presents one export as an answers table, or says what keeps the mapping
// from fitting it: *fault.Problems.
func Open(words *phrase.Words, fw *framework.Framework, m Mapping, src answer.Source) (answer.Table, error) {
	all, err := Gather(words, fw, []Mapping{m}, []answer.Source{src})
	if err != nil {
		return nil, err
	}
	return all[0].Table, nil
}

type gathering struct {
	fw       *framework.Framework
	mappings []Mapping
	used     []bool
	problems fault.Problems
}

// isExport says whether a file needs a mapping. Without any it is handed on:
// what reads answers files says how to make one.
func (g *gathering) isExport(src answer.Source) bool {
	return len(g.mappings) > 0 && !answer.InRows(src.Table.Columns())
}

// choose finds the one mapping that fits an export, or says why there is none.
func (g *gathering) choose(src answer.Source) (*fit, int) {
	var fits []*fit
	var which []int
	var best *fit
	for n, m := range g.mappings {
		if m.Export != "" && plain(m.Export) != plain(filepath.Base(src.Name)) {
			continue
		}
		f := newFit(g.fw, m, src)
		if !f.problems.Any() {
			fits, which = append(fits, f), append(which, n)
		}
		if best == nil || f.far() < best.far() {
			best = f
		}
	}
	line, _ := src.Table.Place(0)
	switch {
	case len(fits) == 1:
		return fits[0], which[0]
	case len(fits) > 1:
		g.problems.Add(src.Name, line, 0, "mapping.fit.twice", "First", fits[0].m.File, "Second", fits[1].m.File,
			"File", quoted(filepath.Base(src.Name)))
	case best == nil:
		g.problems.Add(src.Name, line, 0, "mapping.fit.none_meant")
	default:
		g.unfit(best)
	}
	return nil, 0
}

// unfit says what keeps the nearest mapping from fitting an export.
func (g *gathering) unfit(best *fit) {
	src, line := best.src, best.line
	switch second, again := best.secondHeadings(); {
	case again:
		g.problems.Add(src.Name, second, 0, "mapping.rows.headings", "First", line, "Second", second)
	case second > 0 && best.nothing:
		g.problems.Add(src.Name, line, 0, "mapping.rows.title", "First", line, "Second", second)
	default:
		if len(g.mappings) > 1 {
			g.problems.Add(src.Name, line, 0, "mapping.fit.none", "Mapping", best.m.File)
		}
		for _, p := range best.problems.List {
			g.add(p)
		}
		for _, p := range best.problems.Like {
			g.add(p)
		}
	}
	for _, p := range append(best.merged, merged(src)...) {
		g.add(p)
	}
}

func (g *gathering) add(p fault.Problem) {
	var with []any
	for name, value := range p.With {
		with = append(with, name, value)
	}
	g.problems.Add(p.File, p.Line, p.Column, p.Message, with...)
}
