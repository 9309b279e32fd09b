package attack

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// table reads a table of figures; others say nothing in figures of people.
func (r *reader) table(p Piece) {
	head := p.head()
	is := func(first ...string) bool { return len(head) >= len(first) && slices.Equal(head[:len(first)], first) }
	switch {
	case is("Who", "How many") && len(head) == 2:
		r.heardTable(p)
	case is("Answer", "Number", "Share") && r.item != nil:
		r.wholeTable(p)
	case is("Who", "How many") && r.item != nil:
		r.groupsTable(p, 2, r.item)
	case is("Statement", "Asked of"):
		r.statementsTable(p)
	case is("Who", "Answers") && len(head) == 2:
		r.sideBySide(p)
	case is("Who") && r.strand != "" && r.item == nil:
		first := 1
		if is("Who", "Answers") { // a column for pictures
			first = 2
		}
		r.groupsTable(p, first, r.itemOf(r.strand, p.Text))
	default:
		r.oneRow(p)
	}
}

// oneRow is everybody's answers to a statement on a page, a column an answer.
func (r *reader) oneRow(p Piece) {
	g, published := r.whole(r.strand)
	item := r.itemOf(r.strand, p.Text)
	if !published || item == nil {
		return
	}
	for _, row := range p.Rows[1:] {
		r.row(p, row, 0, g, *item)
	}
}

// heardTable is how many of each strand answered.
func (r *reader) heardTable(p Piece) {
	for _, row := range p.Rows[1:] {
		for _, s := range strandNames {
			if g, ok := r.whole(s.ID); ok && row[0].Text() == s.Words {
				r.sizeIs(g, row[1].Text())
			}
		}
	}
}

// wholeTable is everybody's answers to a question, a row an answer.
func (r *reader) wholeTable(p Piece) {
	name, size := sized(p.Text)
	g, ok := r.groupOf(r.strand, name)
	if !ok {
		r.odd("there is no group %q", name)
		return
	}
	r.sizeIs(g, size)
	for _, row := range p.Rows[1:] {
		r.number(r.strand, g, *r.item, row[0].Text(), row[1].Text())
	}
}

// groupsTable is a question's answers group by group, answers from a column on.
func (r *reader) groupsTable(p Piece, first int, item *NamedItem) {
	if item == nil {
		r.odd("there is no question %q", p.Text)
		return
	}
	seen := map[string]bool{}
	for _, row := range p.Rows[1:] {
		g, ok := r.groupNext(r.strand, row[0].Text(), seen)
		if !ok {
			r.odd("there is no group %q", row[0].Text())
			continue
		}
		if p.head()[1] == "How many" {
			r.sizeIs(g, row[1].Text())
		}
		r.row(p, row, first, g, *item)
	}
}

// row is one group's answers below a head with the answers' words, or in words.
func (r *reader) row(p Piece, row []Box, first int, g Group, item NamedItem) {
	head := p.head()
	if at := slices.IndexFunc(row, func(b Box) bool { return b.Span > 1 }); at > 0 {
		r.inWords(r.strand, g, item, row[at].Text())
		return
	}
	if first < len(head) && head[len(head)-1] == "Answers" { // all of them are in words
		r.inWords(r.strand, g, item, row[len(head)-1].Text())
		return
	}
	if len(row) != len(head) || len(head)-first != len(item.Positions)+len(item.Beside) {
		r.odd("%s, %s: a row of %d cells under %d answers", g.ID, item.ID, len(row), len(head)-first)
		return
	}
	for i, box := range row[first:] {
		r.number(r.strand, g, item, head[first+i], box.Text())
	}
}

// statementsTable is everybody's answers to several questions.
func (r *reader) statementsTable(p Piece) {
	g, ok := r.groupOf(r.strand, p.Text)
	if !ok {
		r.odd("there is no group %q", p.Text)
		return
	}
	for _, row := range p.Rows[1:] {
		item := r.itemOf(r.strand, row[0].Text())
		if item == nil {
			r.odd("there is no question %q", row[0].Text())
			continue
		}
		r.row(p, row, 2, g, *item)
	}
}

// sideBySide is what several strands say to statements that mirror each other.
func (r *reader) sideBySide(p Piece) {
	for _, row := range p.Rows[1:] {
		text := row[0].Text()
		for _, s := range strandNames {
			rest, ok := strings.CutPrefix(text, s.Words+" ")
			if !ok {
				continue
			}
			said := rest
			for _, size := range []string{"(10 or more) ", "(25 or more) "} {
				said = strings.TrimPrefix(said, size)
			}
			item := r.itemOf(s.ID, said)
			g, shown := r.whole(s.ID)
			if item == nil {
				r.odd("there is no question %q", said)
				continue
			}
			if !shown {
				continue // there is a note in its place
			}
			r.compared(s.ID, g, *item, row[1].Lines)
		}
	}
}

func (r *reader) compared(strand string, g Group, item NamedItem, lines []string) {
	if len(lines) == 1 && !answerAndShare.MatchString(lines[0]) {
		r.inWords(strand, g, item, lines[0])
		return
	}
	for _, line := range lines {
		m := answerAndShare.FindStringSubmatch(line)
		if m == nil {
			r.odd("%s, %s: nobody knows what %q means", g.ID, item.ID, line)
			continue
		}
		r.number(strand, g, item, m[1], m[2])
	}
}

// ReadSheet reads the figures of a workbook's sheet of results twice: its first
// columns by id, and its last in words.
func ReadSheet(d Document, names Names, published *Published) (byID, inWords Reading) {
	byID, inWords = Reading{Answers: map[Says]bool{}}, Reading{Answers: map[Says]bool{}}
	for _, p := range d.Pieces {
		if len(p.Rows) == 0 || p.Text != "Results" {
			continue
		}
		r := reader{names: names, published: published, reading: inWords, into: inWords.Answers}
		for _, row := range p.Rows[1:] {
			cell := func(i int) string {
				if i < len(row) {
					return row[i].Text()
				}
				return ""
			}
			byID.Answers[saysOf(cell)] = true
			r.sheetRow(cell)
		}
		inWords.Odd = r.reading.Odd
	}
	return byID, inWords
}

// saysOf reads a row of results.csv, cell by cell: strand, group, item, way to
// show it, answer, count and lean.
func saysOf(cell func(int) string) Says {
	shown := cell(5)
	switch cell(3) {
	case ShowNothing:
		shown = ShowNothing
	case ShowLean:
		shown = cell(6)
	}
	return Says{cell(0), cell(1), cell(2), cell(4), shown}
}

// sheetRow reads who answered, group, size, principle, statement, answer and
// what is shown, in words.
func (r *reader) sheetRow(cell func(int) string) {
	r.principle = ""
	for _, p := range r.names.Principles {
		if cell(10) == p.ID+". "+p.Words {
			r.principle = p.ID
		}
	}
	for _, s := range strandNames {
		if s.Words == cell(7) {
			r.strand = s.ID
		}
	}
	g, ok := r.published.Strand(r.strand).Group(cell(1))
	item := r.itemOf(r.strand, cell(11))
	if !ok || g.Name != cell(8) || item == nil {
		r.odd("there is no group %q or no question %q", cell(8), cell(11))
		return
	}
	r.sizeIs(g, cell(9))
	if cell(12) == "" {
		r.inWords(r.strand, g, *item, cell(13))
		return
	}
	r.number(r.strand, g, *item, cell(12), cell(13))
}

// Says are the figures of results.json.
func (p *Published) Says() map[Says]bool {
	all := map[Says]bool{}
	for _, rel := range p.Releases {
		for _, row := range rel.Rows {
			switch row.Show {
			case ShowCounts:
				for id, n := range row.Counts {
					all[Says{rel.Strand, row.Group, row.Item, id, strconv.Itoa(n)}] = true
				}
			case ShowLean:
				all[Says{rel.Strand, row.Group, row.Item, "", row.Lean}] = true
			default:
				all[Says{rel.Strand, row.Group, row.Item, "", ShowNothing}] = true
			}
		}
	}
	return all
}

// ReadCSV reads the figures of results.csv in that folder.
func ReadCSV(folder string) (map[Says]bool, error) {
	file, err := os.Open(filepath.Join(folder, "results.csv"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("results.csv: %w", err)
	}
	all := map[Says]bool{}
	for _, row := range rows[min(1, len(rows)):] {
		if len(row) != 7 {
			return nil, fmt.Errorf("results.csv: a row has %d cells", len(row))
		}
		all[saysOf(func(i int) string { return row[i] })] = true
	}
	return all, nil
}
