package answer

import (
	"cmp"
	"io"
	"slices"
	"unicode/utf8"

	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

// Take checks every row of a table against a framework, counts the answers of
// people, and returns what is safe to publish. atLeast raises the smallest
// number of people a result is shown for; anything lower than the rules allow
// is the rules' own number.
//
// Where anything is wrong the error is *fault.Problems with all of it, and
// nothing is taken in. Any other error is the table's: it could not be read.
func Take(fw *framework.Framework, table Table, atLeast int) (Outcome, error) {
	return TakeAll(fw, []Source{{Table: table}}, atLeast)
}

// TakeAll is Take for the several tables of one round: they count as one. A
// respondent's id means the same person in all of them; a table whose ids mean
// somebody else's must set them apart.
func TakeAll(fw *framework.Framework, from []Source, atLeast int) (Outcome, error) {
	in, err := read(fw, from)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Returns: in.signed(), Evidence: in.pieces()}
	for _, raw := range in.raws() {
		out.Releases = append(out.Releases, disclosure.Protect(raw, disclosure.Rules{AtLeast: atLeast}))
	}
	return out, nil
}

// intake is one or several answers files being read.
type intake struct {
	book     *book
	table    Table
	files    files
	at       [columnCount]int // where each column stands in the table, -1 where it is missing
	nameless []int            // columns without a heading
	problems fault.Problems
	noted    []noted // of the latest line
	rows     int
	agencies *agencies
	crowds   map[string]*crowd // by strand, all but evidence
	returns  []statement
	evidence []Evidence
	asked    *askedNames // nil where there is no round they are brought into
}

func read(fw *framework.Framework, from []Source) (*intake, error) {
	in := newIntake(fw)
	return in, in.readAll(from)
}

func newIntake(fw *framework.Framework) *intake {
	in := &intake{book: newBook(fw), agencies: newAgencies(), crowds: map[string]*crowd{}}
	for _, strand := range []string{framework.YoungPerson, framework.Parent, framework.Staff, framework.Return} {
		in.crowds[strand] = newCrowd(strand, in.book)
	}
	return in
}

func (in *intake) readAll(from []Source) error {
	for _, source := range from {
		if err := in.readSource(source); err != nil {
			return err
		}
	}
	return in.problems.Err()
}

func (in *intake) readSource(from Source) error {
	in.table, in.nameless, in.rows = from.Table, nil, 0
	in.files.begin(from.Name)
	before := in.found()
	if !in.findColumns() {
		return nil
	}
	if err := in.readRows(); err != nil {
		return err
	}
	if in.rows == 0 && in.found() == before {
		in.add(1, 0, "answers.rows.none")
	}
	return nil
}

func (in *intake) readRows() error {
	for {
		cells, err := in.table.Next()
		if err == io.EOF {
			return nil
		}
		if problems, ok := fault.AsProblems(err); ok {
			in.merge(problems)
			continue
		}
		if err != nil {
			return err
		}
		in.takeRow(cells)
		if len(in.agencies.all) > MaxAgencies+1 {
			return nil // each agency costs memory; the fault is noted
		}
	}
}

// add records a problem of the file that is being read.
func (in *intake) add(line, col int, message string, with ...any) {
	in.problems.Add(in.files.name(), line, col, message, with...)
}

// line is where the latest row stands, among the lines of all files.
func (in *intake) line() int {
	line, _ := in.table.Place(0)
	return in.files.overall(line)
}

// row is the cells of one row by column, trimmed.
type row [columnCount]string

func (in *intake) takeRow(cells []string) {
	var r row
	var said bool
	for c, at := range in.at {
		if at >= 0 {
			r[c] = trim(cells[at])
			said = said || r[c] != ""
		}
	}
	for _, at := range in.nameless {
		if trim(cells[at]) != "" {
			line, col := in.table.Place(at)
			in.add(line, col, "answers.column.nameless")
			return
		}
	}
	if !said {
		return // spreadsheets like to save empty rows
	}
	in.rows++
	before := len(in.problems.List)
	if in.fits(&r) {
		in.byStrand(&r)
	}
	if found := in.problems.List[before:]; len(found) > 1 {
		slices.SortStableFunc(found, func(a, b fault.Problem) int { return cmp.Compare(a.Column, b.Column) })
	}
}

func (in *intake) byStrand(r *row) {
	if !in.isAsked(r) {
		return
	}
	if r[strand] == framework.Evidence {
		in.takeEvidence(r)
		return
	}
	if c := in.crowds[r[strand]]; c != nil {
		in.takeAnswer(c, r)
		return
	}
	if r[strand] == "" {
		in.fault(strand, "answers.strand.missing", "Known", list(framework.Strands))
		return
	}
	in.unknown(strand, r, "answers.strand.unknown", plainNames(framework.Strands))
}

// fits checks what holds for cells of every strand: that nothing is too long,
// and that no spreadsheet has put an error where the words were.
func (in *intake) fits(r *row) bool {
	fits := true
	for c, cell := range r {
		limit := MaxCell
		if c == comment {
			limit = MaxComment
		}
		if len(cell) > limit && utf8.RuneCountInString(cell) > limit {
			in.fault(c, "answers.cell.long", "Column", Columns[c], "Limit", limit)
			fits = false
		}
		if printed := c == agency || c == comment; printed && hasControl(cell) {
			in.fault(c, "answers.cell.control", "Column", Columns[c])
			fits = false
		} else if printed && wouldRun(cell) && (c == agency || isPrinted(r[strand])) {
			in.fault(c, "answers.cell.formula", "Sign", cell[:1])
			fits = false
		}
		if len(cell) > 1 && cell[0] == '#' && isSpreadsheetError(cell) {
			in.fault(c, "answers.cell.error", "Cell", shown(cell))
			fits = false
		}
	}
	return fits
}

// isPrinted says whether a strand's words are printed as they stand.
func isPrinted(strand string) bool { return strand == framework.Return || strand == framework.Evidence }

// takeAnswer takes a row of a person, or of an agency's return.
func (in *intake) takeAnswer(c *crowd, r *row) {
	lvl := in.level(c, r)
	who := in.respondent(c, r, lvl)
	q := in.question(c, r, lvl)
	if q < 0 {
		return
	}
	given, ok := in.answer(&c.questions[q], r)
	if who < 0 {
		return
	}
	if !c.mark(who, q, in.line()) {
		in.twice(c, who, q)
		return
	}
	if !ok {
		return
	}
	if c.strand == framework.Return {
		in.sign(c, who, q, given, r[comment])
	} else if given >= 0 {
		c.count(who, q, given)
	}
	c.keep(who, q, given, r[comment])
}

// twice says that somebody has answered a question twice. Rows of another file
// may be another person's, so none is to be deleted; and once is enough.
func (in *intake) twice(c *crowd, who, q int) {
	id := c.questions[q].id
	if in.files.isEarlier(int(c.people.at(who).line)) {
		in.elsewhere(c, who)
		return
	}
	if first := c.lineOf(q); first > 0 {
		in.fault(item, "answers.answer.twice", "Item", id, "First", in.files.line(first))
		return
	}
	in.fault(item, "answers.answer.twice_somewhere", "Item", id)
}

// elsewhere says, once for each person, that an id stands in another file as
// well, where it may be another person's.
func (in *intake) elsewhere(c *crowd, who int) {
	if !c.told[who] {
		c.told[who] = true
		in.fault(respondent, "answers.respondent.elsewhere", in.files.first(int(c.people.at(who).line))...)
	}
}

// fault records a problem at a column of the latest row. A survey tool's row
// comes as several: what is wrong at one place of it is said once.
func (in *intake) fault(column int, message string, with ...any) {
	at := in.at[column]
	line, col := in.table.Place(max(at, 0))
	if at < 0 {
		col = 0
	}
	here := noted{len(in.files.all), line, col, message}
	if len(in.noted) > 0 && (in.noted[0].file != here.file || in.noted[0].line != line) {
		in.noted = in.noted[:0]
	}
	if slices.Contains(in.noted, here) {
		return
	}
	in.noted = append(in.noted, here)
	in.add(line, col, message, with...)
}

// noted is a problem of the latest row of a file.
type noted struct {
	file, line, column int
	message            string
}

// unknown records that a cell holds no id we know, with the nearest one.
func (in *intake) unknown(column int, r *row, message string, known []name, with ...any) {
	if in.problems.More[message] > 0 {
		in.fault(column, message) // only counted: looking for the nearest would be for nothing
		return
	}
	if habit := spreadsheetHabit(r[column]); habit != "" {
		in.fault(column, habit, "Cell", shown(r[column]), "Column", Columns[column])
		return
	}
	with = append(with, "Given", shown(r[column]), "Near", nearest(r[column], known), "Known", list(ids(known)))
	in.fault(column, message, with...)
}

// merge takes over what the table itself found wrong.
func (in *intake) merge(found *fault.Problems) {
	for _, p := range found.List {
		if p.File == "" {
			p.File = in.files.name()
		}
		if len(in.problems.List) < fault.MaxListed {
			in.problems.List = append(in.problems.List, p)
			continue
		}
		in.more(p, 1)
	}
	for message, n := range found.More {
		like := found.Like[message]
		if like.File == "" {
			like.File = in.files.name()
		}
		in.more(like, n)
	}
}

func (in *intake) more(like fault.Problem, n int) {
	p := &in.problems
	if p.More == nil {
		p.More, p.Like = map[string]int{}, map[string]fault.Problem{}
	}
	if p.More[like.Message] == 0 {
		p.Like[like.Message] = like
	}
	p.More[like.Message] += n
}
