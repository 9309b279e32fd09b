package office

import (
	"strings"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/phrase"
	"bearings/internal/report"
)

// bookWriter makes the sheets of a workbook out of a report.
type bookWriter struct {
	words *phrase.Words
	r     report.Report
	// abouts are the principles by id: "P1. Put children first".
	abouts map[string]string
}

// sheetsOf are the workbook's sheets, in order.
func sheetsOf(words *phrase.Words, r report.Report) []sheet {
	b := bookWriter{words: words, r: r, abouts: map[string]string{}}
	for _, p := range r.Framework.Principles {
		b.abouts[p.ID] = words.Say("finding.topic.about", "ID", p.ID, "Title", p.Title.In(r.Language))
	}
	return []sheet{b.reading(), b.results(), b.groups(), b.returns(), b.evidence(), b.findings(), b.agenda()}
}

func (b bookWriter) name(id string) string { return b.words.Say("sheets.name." + id) }

func (b bookWriter) column(id string, width float64) column {
	return column{b.words.Say("sheets.column." + id), width}
}

func (b bookWriter) text(t framework.Text) string { return t.In(b.r.Language) }

// reading says what the workbook is and how to read it: a heading a row, or a
// name and what belongs to it.
func (b bookWriter) reading() sheet {
	s := sheet{name: b.name("reading"), plain: true, columns: []column{{width: 28}, {width: 84}}}
	add := func(name, text string) { s.rows = append(s.rows, []any{name, text}) }
	add(bookTitle(b.words, b.r), "")
	if b.r.Fictional {
		add(b.words.Say("pages.fictional"), "")
		add("", b.words.Say("pages.fictional-more"))
	}
	add(b.words.Say("report.heard.heading"), "")
	for _, strand := range b.r.Strands {
		add(strand.Name, strand.Heard)
	}
	add(b.words.Say("sheets.sheets"), "")
	for _, id := range []string{"results", "groups", "returns", "evidence", "findings", "agenda"} {
		add(b.name(id), b.words.Say("sheets.holds."+id))
	}
	add("", b.words.Say("sheets.nothing"))
	add(b.words.Say("report.reading.heading"), "")
	for _, id := range readingMessages {
		add("", b.words.Say("report.reading."+id))
	}
	add(b.words.Say("report.about.heading"), "")
	fw := b.r.Framework
	add(b.words.Say("report.about.framework"), b.words.Say("report.about.version", "Title", b.text(fw.Title), "Version", fw.Version))
	add(b.words.Say("report.about.source"), b.text(fw.Source))
	add(b.words.Say("report.about.affiliation"), b.text(fw.Affiliation))
	if fw.Licence != "" {
		add(b.words.Say("report.about.licence"), b.words.Say("report.about.licence-text", "Licence", fw.Licence))
	}
	add("", b.words.Say("report.about.made-with", "Product", b.words.Say("product.name")))
	return s
}

// results are all results: the columns of results.csv, and then the same in words.
func (b bookWriter) results() sheet {
	s := sheet{name: b.name("results")}
	for i, width := range []float64{14, 30, 24, 9, 15, 8, 8} {
		s.columns = append(s.columns, column{resultsColumns[i], width})
	}
	s.columns = append(s.columns, b.column("who", 24), b.column("group", 34), b.column("size", 14), b.column("principle", 30),
		b.column("statement", 50), b.column("answer", 28), b.column("shown", 28), b.column("share", 10))
	for _, strand := range b.r.Strands {
		for _, result := range strand.Results {
			s.rows = append(s.rows, b.resultRows(strand, result)...)
		}
	}
	return s
}

func (b bookWriter) resultRows(strand report.Strand, r report.Result) [][]any {
	item, _ := b.r.Framework.Item(r.Item)
	words := []any{strand.Name, r.Group.Name, r.Group.SizeWords, b.abouts[item.Principle], b.text(item.Text)}
	counts := answersOf(r)
	var rows [][]any
	for i, ids := range rowsOf(strand.ID, r) {
		var row []any
		for _, id := range ids {
			row = append(row, id)
		}
		if r.Show != disclosure.Counts {
			rows = append(rows, append(append(row, words...), "", r.Words, ""))
			continue
		}
		row[countColumn] = counts[i].Shown
		rows = append(rows, append(append(row, words...), counts[i].Word, counts[i].Words, counts[i].Share))
	}
	return rows
}

// countColumn is where results.csv has its count.
const countColumn = 5

// groups are who is in each group, a row an organisation, so that a reader
// finds where theirs is.
func (b bookWriter) groups() sheet {
	s := sheet{name: b.name("groups"), columns: []column{
		b.column("group-id", 30), b.column("who", 24), b.column("group", 40), b.column("organisation", 44), b.column("level", 30), b.column("size", 14)}}
	for _, strand := range b.r.Strands {
		for _, g := range strand.Groups {
			organisations := g.Members
			if len(organisations) == 0 {
				organisations = []string{g.Of} // one, or none where it is not divided by them
			}
			for _, name := range organisations {
				s.rows = append(s.rows, []any{g.ID, strand.Name, g.Name, name, b.levels(g), g.SizeWords})
			}
		}
	}
	return s
}

func (b bookWriter) levels(g report.Group) string {
	var names []string
	for _, id := range g.Levels {
		name := b.words.Say("report.group.level-not-said")
		if level, ok := b.r.Framework.Level(id); ok {
			name = b.text(level.Name)
		}
		names = append(names, name)
	}
	return strings.Join(names, "\n")
}

func (b bookWriter) returns() sheet {
	s := sheet{name: b.name("returns"), columns: []column{
		b.column("agency", 40), b.column("item", 16), b.column("answer-id", 16), b.column("principle", 30),
		b.column("statement", 50), b.column("answer", 28), b.column("words", 70)}}
	for _, line := range b.r.Returns {
		item, _ := b.r.Framework.Item(line.Item)
		s.rows = append(s.rows, []any{line.Agency, line.Item, line.Answer, b.abouts[item.Principle], b.text(item.Text),
			b.answerWord(item, line.Answer), line.Text})
	}
	return s
}

// answerWord is the word of an answer of an item's scale, or "" for none.
func (b bookWriter) answerWord(item framework.Item, answer string) string {
	scale, _ := b.r.Framework.Scale(item.Scale)
	for _, w := range append(append([]framework.Word(nil), scale.Positions...), scale.Beside...) {
		if w.ID == answer {
			return b.text(w.Word)
		}
	}
	return ""
}

func (b bookWriter) evidence() sheet {
	s := sheet{name: b.name("evidence"), columns: []column{
		b.column("source", 40), b.column("principle-id", 14), b.column("principle", 40), b.column("month", 12), b.column("text", 80)}}
	for _, e := range b.r.Evidence {
		s.rows = append(s.rows, []any{e.Source, e.Principle, b.abouts[e.Principle], e.Month, e.Text})
	}
	return s
}

// findings say what the results come to.
func (b bookWriter) findings() sheet {
	s := sheet{name: b.name("findings"), columns: []column{
		b.column("kind", 14), b.column("about", 30), b.column("principle-id", 14), b.column("principle", 34), b.column("groups", 30), b.column("sentence", 90)}}
	for _, f := range b.r.Findings {
		s.rows = append(s.rows, []any{f.Kind, b.words.Say("sheets.kind." + f.Kind), f.Principle, b.abouts[f.Principle],
			strings.Join(f.Groups, "\n"), f.Text})
		for _, own := range f.Replies {
			s.rows = append(s.rows, []any{f.Kind, b.words.Say("report.replies"), f.Principle, b.abouts[f.Principle], own.Agency, own.Text})
		}
	}
	return s
}

// agenda is what to talk about: a row for each thing seen and each question.
func (b bookWriter) agenda() sheet {
	s := sheet{name: b.name("agenda"), columns: []column{
		b.column("topic", 36), b.column("principle", 44), b.column("role", 24), b.column("sentence", 90)}}
	for _, t := range b.r.Agenda {
		add := func(role string, sentences []string) {
			for _, sentence := range sentences {
				s.rows = append(s.rows, []any{t.Title, t.AboutWords, b.words.Say(role), sentence})
			}
		}
		add("pages.agenda-why", t.Why)
		for _, own := range t.Replies {
			add("report.replies", []string{own.About + " " + own.Agency + ": " + own.Text})
		}
		add("pages.agenda-ask", t.Ask)
	}
	return s
}
