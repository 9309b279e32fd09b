package mapping

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"bearings/internal/answer"
	"bearings/internal/fault"
)

// The columns of an answers file, as places in answer.Columns.
var (
	colRespondent = slices.Index(answer.Columns, "respondent")
	colStrand     = slices.Index(answer.Columns, "strand")
	colAgency     = slices.Index(answer.Columns, "agency")
	colKind       = slices.Index(answer.Columns, "kind")
	colLevel      = slices.Index(answer.Columns, "level")
	colItem       = slices.Index(answer.Columns, "item")
	colAnswer     = slices.Index(answer.Columns, "answer")
	colComment    = slices.Index(answer.Columns, "comment")
)

// skipper is a table that need not read all its columns, from 0. What is
// ignored is then never looked at: dates among it are no problem.
type skipper interface{ Skip(columns []int) }

// space keeps people of different files apart: an id is one person within its
// file, or within the exports of one mapping where that says so.
type space struct{ mapping, file int }

// wide presents an export as an answers table: a row for each answer that was
// given. Rows are streamed.
type wide struct {
	*fit
	space space
	// questions are the mapping's items with what they can be answered with;
	// nil for an item answered in words.
	questions []*reader
	ofKind    *reader
	ofLevel   *reader
	ofAgency  map[string]string // by bare words: the name to print
	ours      ours
	people    *register

	cells []string // of the latest row of the export
	next  int      // the item that comes next in it
	at    int      // the item of the latest answer
	row   []string
	rows  int
	found *findings
	said  bool
}

func newWide(f *fit, s space, o ours, people *register) *wide {
	w := &wide{fit: f, space: s, ours: o, people: people, next: len(f.items), row: make([]string, len(answer.Columns)), found: newFindings(f)}
	byScale := map[string]*reader{}
	for _, s := range scalesOf(f.fw, f.m.Items) {
		byScale[s.id] = newReader(s, f.m.Answers)
	}
	for _, it := range f.m.Items {
		item, _ := f.fw.Item(it.ID)
		w.questions = append(w.questions, byScale[item.Scale])
	}
	w.ofKind, w.ofLevel = newReader(kindsOf(f.fw), f.m.Kind.Answers), newReader(levelsOf(f.fw), f.m.Level.Answers)
	if _, own := w.ofKind.said[o.otherKind]; !own {
		w.ofKind.said[o.otherKind] = ""
	}
	w.ofAgency = map[string]string{}
	for _, said := range f.m.Agency.Answers {
		w.ofAgency[bare(said.Words.Text)] = said.ID
	}
	w.row[colStrand] = f.m.Strand
	w.row[colAgency], w.row[colKind], w.row[colLevel] = f.m.Agency.Is.Text, f.m.Kind.Is.Text, f.m.Level.Is.Text
	if s, ok := f.src.Table.(skipper); ok {
		s.Skip(f.unused())
	}
	return w
}

// unused are the columns that are set aside.
func (f *fit) unused() []int {
	used := append([]int{f.respondent, f.agency, f.kind, f.level}, f.items...)
	used = append(used, f.nameless...)
	var all []int
	for at := range f.heads {
		if !slices.Contains(used, at) {
			all = append(all, at)
		}
	}
	return all
}

func (w *wide) Columns() []string { return answer.Columns }

func (w *wide) Next() ([]string, error) {
	for {
		for w.next < len(w.items) {
			w.at = w.next
			w.next++
			if w.answer() {
				return w.row, nil
			}
		}
		cells, err := w.src.Table.Next()
		if err == io.EOF {
			return nil, w.end()
		}
		if err != nil {
			return nil, err
		}
		if w.rows++; w.rows == 1 && w.areHeadings(cells) {
			line, _ := w.src.Table.Place(0)
			found := &fault.Problems{}
			found.Add("", line, 0, "mapping.rows.headings", "First", w.line, "Second", line)
			return nil, found
		}
		w.begin(cells)
	}
}

// end says what was found in the rows, once, and then that there are no more.
func (w *wide) end() error {
	if w.said {
		return io.EOF
	}
	w.said = true
	problems := w.found.problems()
	if w.respondent != absent {
		w.people.problems(w, problems)
	}
	if problems.Any() {
		return problems
	}
	return io.EOF
}

// begin takes what a row says of who answered.
func (w *wide) begin(cells []string) {
	w.cells, w.next = cells, 0
	for _, at := range w.nameless {
		if strings.TrimSpace(cells[at]) != "" {
			w.found.nameless(at)
		}
	}
	if !slices.ContainsFunc(w.items, func(at int) bool { return strings.TrimSpace(cells[at]) != "" }) {
		w.next = len(w.items)
		return // nothing was answered: nobody was heard
	}
	who, met := w.who()
	named := w.agency == absent || w.named()
	if !met || !named {
		w.next = len(w.items)
		return
	}
	w.row[colRespondent] = who
	if w.kind != absent {
		w.row[colKind] = w.read(w.ofKind, w.kind, "mapping.answer.kind")
	}
	if w.level != absent {
		w.row[colLevel] = w.read(w.ofLevel, w.level, "mapping.answer.level")
	}
}

// named takes the agency a row names. It says false where that is a line of the
// form that holds no name.
func (w *wide) named() bool {
	cell := strings.TrimSpace(w.cells[w.agency])
	w.row[colAgency] = cell
	if cell == "" {
		return true
	}
	if name, ok := w.ofAgency[bare(cell)]; ok {
		w.row[colAgency] = name
		if name == Skipped {
			w.row[colAgency] = ""
		}
		return true
	}
	if w.ours.isUnnamed(cell) {
		w.found.unnamed(w.agency, cell)
		return false
	}
	return true
}

// who tells rows of one person from another's, whatever else is in the file. It
// says false where a row can't be told from another.
func (w *wide) who() (string, bool) {
	if w.respondent == absent {
		line, _ := w.src.Table.Place(0)
		return fmt.Sprintf("‹%d.%d›%d", w.space.mapping, w.space.file, line), true
	}
	id := strings.TrimSpace(w.cells[w.respondent])
	if id == "" {
		w.people.blank(w)
		return "", false
	}
	if isRounded(id) {
		w.found.rounded(w.respondent)
	} else if !w.people.meet(w, id) {
		return "", false
	}
	if w.m.AllFiles {
		return fmt.Sprintf("‹%d›%s", w.space.mapping, id), true
	}
	return fmt.Sprintf("‹%d.%d›%s", w.space.mapping, w.space.file, id), true
}

// answer takes the answer to the item the table is at, and says whether there
// is one.
func (w *wide) answer() bool {
	column := w.items[w.at]
	if strings.TrimSpace(w.cells[column]) == "" {
		return false
	}
	w.row[colItem] = w.m.Items[w.at].ID
	w.row[colAnswer], w.row[colComment] = "", ""
	if w.questions[w.at] == nil {
		w.row[colComment] = w.cells[column]
		return true
	}
	w.row[colAnswer] = w.read(w.questions[w.at], column, "mapping.answer.unknown")
	return w.row[colAnswer] != ""
}

// read is the id a cell stands for, "" for none; what is not known is noted.
func (w *wide) read(r *reader, column int, message string) string {
	cell := strings.TrimSpace(w.cells[column])
	if cell == "" {
		return ""
	}
	if r.alone[cell] {
		w.found.doubt(r, column, cell, message)
		return cell
	}
	id, ok := r.id(cell)
	if !ok {
		w.found.unknown(r, column, cell, message)
	}
	return id
}

// Place is where a column of the answers table comes from in the export.
func (w *wide) Place(column int) (line, col int) {
	from := absent
	switch column {
	case colRespondent:
		from = w.respondent
	case colAgency:
		from = w.agency
	case colKind:
		from = w.kind
	case colLevel:
		from = w.level
	case colItem, colAnswer, colComment:
		from = w.items[w.at]
	}
	if from == absent || w.rows == 0 {
		line, _ = w.src.Table.Place(0)
		return line, 0
	}
	return w.src.Table.Place(from)
}

// reader finds the answer some words stand for.
type reader struct {
	*scale
	said  map[string]string // by bare words
	cache map[string]string // by the cell as it stands
	// alone are ids that are no words for an answer: they are answers only as
	// long as nothing is worded, which says that an answer was.
	alone  map[string]bool
	worded bool
}

func newReader(s *scale, said []Said) *reader {
	r := &reader{scale: s, said: map[string]string{}, cache: map[string]string{}, alone: map[string]bool{}}
	for _, one := range said {
		if one.ID == Skipped && !slices.Contains(s.ids, Skipped) {
			r.said[bare(one.Words.Text)] = ""
		} else if slices.Contains(s.ids, one.ID) {
			r.said[bare(one.Words.Text)] = one.ID
		}
	}
	for _, id := range s.ids {
		_, own := s.own(id)
		_, said := r.said[bare(id)]
		r.alone[id] = !own && !said
	}
	return r
}

// id is the id a cell stands for, "" for no answer, and whether it is known.
func (r *reader) id(cell string) (string, bool) {
	if id, ok := r.cache[cell]; ok {
		return id, true
	}
	const most, longest = 1000, 400
	if len(cell) > longest {
		r.worded = true
		return "", false
	}
	words := bare(cell)
	id, ok := r.words[words]
	if !ok {
		id, ok = r.said[words]
	}
	r.worded = r.worded || (!ok || id != "") && !r.isID(cell)
	if ok && len(r.cache) < most {
		r.cache[strings.Clone(cell)] = id
	}
	return id, ok
}
