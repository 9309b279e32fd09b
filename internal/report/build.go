package report

import (
	"cmp"
	"slices"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/phrase"
)

// FromOutcome makes the report of what an answers file came to. The same
// outcome always makes the same report.
func FromOutcome(fw *framework.Framework, outcome answer.Outcome, words *phrase.Words) Report {
	return ForView(fw, outcome, words, View{})
}

// ForView makes the report as somebody sees it who has that view of the outcome.
func ForView(fw *framework.Framework, outcome answer.Outcome, words *phrase.Words, view View) Report {
	b := builder{fw: fw, words: words, outcome: outcome, view: view}
	if !view.sees(framework.Return) {
		b.outcome.Returns = nil
	}
	if !view.sees(framework.Evidence) {
		b.outcome.Evidence = nil
	}
	b.reduce()
	b.outcome.Returns, b.outcome.Evidence = b.sortedReturns(), b.sortedEvidence()
	r := Report{
		Partnership: view.Partnership, Round: view.Round,
		Framework: fw,
		Language:  words.Language,
		Returns:   b.outcome.Returns,
		Evidence:  b.outcome.Evidence,
	}
	for _, id := range framework.Strands {
		if view.sees(id) {
			r.Strands = append(r.Strands, b.strand(id))
		}
	}
	b.strands = r.Strands
	for _, p := range fw.Principles {
		r.Sections = append(r.Sections, b.section(p.ID, b.text(p.Title)))
	}
	if len(fw.ItemsOf("")) > 0 {
		r.Sections = append(r.Sections, b.section("", ""))
	}
	r.Pages = b.pages(r.Sections)
	r.Fictional = isFictional(outcome)
	b.talk(&r, b.found(outcome.Releases))
	return r
}

// builder holds what every step of building needs.
type builder struct {
	fw      *framework.Framework
	words   *phrase.Words
	outcome answer.Outcome // returns and evidence in the order they are printed
	strands []Strand       // once they are built
	view    View
}

func (b *builder) text(t framework.Text) string { return t.In(b.words.Language) }

func (b *builder) strandName(id string) string { return b.words.Say("report.strand." + id) }

func (b *builder) strand(id string) Strand {
	s := Strand{ID: id, Name: b.strandName(id)}
	switch id {
	case framework.Return:
		agencies := map[string]bool{}
		for _, line := range b.outcome.Returns {
			agencies[line.Agency] = true
		}
		s.State, s.Heard = b.counted(len(agencies), "report.heard.agencies")
	case framework.Evidence:
		added := 0
		for _, one := range b.outcome.Evidence {
			if !one.Fixed {
				added++
			}
		}
		s.State, _ = b.counted(len(b.outcome.Evidence), "report.heard.pieces")
		_, s.Heard = b.counted(added, "report.heard.pieces")
	default:
		b.fromRelease(&s)
	}
	return s
}

func (b *builder) counted(n int, message string) (State, string) {
	if n == 0 {
		return NotAsked, b.words.Say("report.heard.none")
	}
	return Shown, b.words.Count(message, n)
}

func (b *builder) fromRelease(s *Strand) {
	release, ok := b.release(s.ID)
	switch {
	case !ok:
		s.Heard = b.words.Say("report.note.not-asked")
		return
	case release.TooFew():
		s.State, s.Heard = TooFew, b.words.Say("report.note.too-few")
		return
	}
	s.State = Shown
	s.Comments = release.Comments()
	for _, one := range b.outcome.Summaries {
		if one.Strand == s.ID {
			s.Summaries = append(s.Summaries, one)
		}
	}
	s.Groups = b.groups(release)
	s.Heard = s.Groups[0].SizeWords
	s.Results = b.results(release, s.Groups)
}

func (b *builder) release(strand string) (disclosure.Release, bool) {
	for _, r := range b.outcome.Releases {
		if r.Strand() == strand {
			return r, true
		}
	}
	return disclosure.Release{}, false
}

func (b *builder) section(id, title string) Section {
	s := Section{ID: id, Title: title, Comparisons: b.comparisons(id)}
	for _, strand := range b.strands {
		s.Parts = append(s.Parts, b.part(id, strand))
	}
	return s
}

func (b *builder) part(principle string, strand Strand) Part {
	p := Part{Strand: strand.ID, Name: strand.Name, State: strand.State}
	switch {
	case strand.ID == framework.Return:
		p.Statements = b.statements(principle)
	case strand.ID == framework.Evidence:
		p.Evidence = b.pieces(principle)
	case strand.State == Shown:
		p.Core, p.Deeper = b.questions(principle, strand)
		if len(p.Deeper) > 0 && !slices.ContainsFunc(p.Deeper, hasResult) {
			p.DeeperNote = b.words.Say("report.note.deeper-too-few")
		}
	}
	p.Note = b.note(principle, p)
	for _, c := range strand.Comments {
		if c.Principle == principle {
			p.Comments = append(p.Comments, c.Text)
		}
	}
	for _, one := range strand.Summaries {
		if one.Principle == principle {
			p.Summary = one.Text
		}
	}
	return p
}

// note says why a part has nothing to show.
func (b *builder) note(principle string, p Part) string {
	switch {
	case len(p.Core)+len(p.Deeper)+len(p.Statements)+len(p.Evidence) > 0:
		return ""
	case p.Strand == framework.Return || p.Strand == framework.Evidence:
		return b.words.Say("report.note.no-" + p.Strand)
	case p.State == TooFew:
		return b.words.Say("report.note.too-few")
	case p.State == NotAsked || principle == "":
		return b.words.Say("report.note.not-asked")
	default:
		return b.words.Say("report.note.not-asked-here")
	}
}

func (b *builder) questions(principle string, strand Strand) (core, deeper []Question) {
	for _, item := range b.fw.ItemsOf(principle) {
		if item.IsText() || !item.For(strand.ID) {
			continue
		}
		if item.Part == framework.Deeper {
			deeper = append(deeper, b.question(item, strand))
		} else {
			core = append(core, b.question(item, strand))
		}
	}
	return core, deeper
}

func hasResult(q Question) bool { return q.Whole.Show != disclosure.Nothing }

func (b *builder) question(item framework.Item, strand Strand) Question {
	scale, _ := b.fw.Scale(item.Scale)
	q := Question{
		Item: item.ID, Stem: b.stem(item), Text: b.text(item.Text), AskedOf: b.levelNames(item.Levels),
		Positions: b.wordsOf(scale.Positions), Beside: b.wordsOf(scale.Beside),
		Whole: b.whole(item.ID, strand),
	}
	for _, shape := range []Shape{ByLevel, ByAgency, ByLevelOfAgency} {
		part := Breakdown{Shape: shape, Name: b.words.Say(shapeMessages[shape])}
		for _, r := range strand.Results {
			if r.Item == item.ID && r.Group.Shape == shape {
				part.Results = append(part.Results, r)
			}
		}
		if len(part.Results) > 0 {
			q.Breakdowns = append(q.Breakdowns, part)
		}
	}
	return q
}

var shapeMessages = map[Shape]string{
	ByLevel:         "report.shape.level",
	ByAgency:        "report.shape.agency",
	ByLevelOfAgency: "report.shape.level-of-agency",
}

// stem is what a statement is read with; only core statements, which finish
// its sentence, are.
func (b *builder) stem(item framework.Item) string {
	if item.Part != framework.Core || !(item.For(framework.Staff) || item.For(framework.Return)) {
		return ""
	}
	return b.text(b.fw.Stem)
}

func (b *builder) wordsOf(answers []framework.Word) []string {
	words := make([]string, len(answers))
	for i, a := range answers {
		words[i] = b.text(a.Word)
	}
	return words
}

func (b *builder) statements(principle string) []Statement {
	var all []Statement
	for _, item := range b.fw.ItemsOf(principle) {
		s := Statement{Item: item.ID, Stem: b.stem(item), Text: b.text(item.Text)}
		for _, line := range b.outcome.Returns {
			if line.Item == item.ID {
				s.Replies = append(s.Replies, Reply{Agency: line.Agency, Word: b.word(item, line.Answer), Text: line.Text})
			}
		}
		if len(s.Replies) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// word is the word of an answer, or "" for none.
func (b *builder) word(item framework.Item, answer string) string {
	scale, _ := b.fw.Scale(item.Scale)
	for _, w := range slices.Concat(scale.Positions, scale.Beside) {
		if w.ID == answer {
			return b.text(w.Word)
		}
	}
	return ""
}

func (b *builder) pieces(principle string) []Piece {
	var all []Piece
	for _, e := range b.outcome.Evidence {
		if e.Principle == principle {
			all = append(all, Piece{Source: e.Source, Month: e.Month, When: b.month(e.Month), Text: e.Text})
		}
	}
	return all
}

// month says YYYY-MM as a month of a year.
func (b *builder) month(yearMonth string) string {
	if len(yearMonth) != len("2006-01") {
		return yearMonth
	}
	name := b.words.Say("report.month.m" + yearMonth[5:])
	return b.words.Say("report.month.of", "Month", name, "Year", yearMonth[:4])
}

// Runs parts questions where their answers change, so that those with the same
// answers can share a table.
func Runs(questions []Question) [][]Question {
	var runs [][]Question
	for i, q := range questions {
		if i > 0 && slices.Equal(q.Positions, questions[i-1].Positions) && slices.Equal(q.Beside, questions[i-1].Beside) {
			runs[len(runs)-1] = append(runs[len(runs)-1], q)
			continue
		}
		runs = append(runs, []Question{q})
	}
	return runs
}

// sortedReturns are the returns in the framework's order of items, and by
// agency within an item.
func (b *builder) sortedReturns() []answer.Return {
	place := make(map[string]int, len(b.fw.Items))
	for i, item := range b.fw.Items {
		place[item.ID] = i
	}
	names := b.byName()
	sorted := slices.Clone(b.outcome.Returns)
	slices.SortStableFunc(sorted, func(x, y answer.Return) int {
		if order := cmp.Compare(place[x.Item], place[y.Item]); order != 0 {
			return order // names are only compared where they decide
		}
		return names(x.Agency, y.Agency)
	})
	return sorted
}

// sortedEvidence is the other evidence in the framework's order of principles,
// then by month, source and text.
func (b *builder) sortedEvidence() []answer.Evidence {
	place := make(map[string]int, len(b.fw.Principles))
	for i, p := range b.fw.Principles {
		place[p.ID] = i
	}
	names := b.byName()
	sorted := slices.Clone(b.outcome.Evidence)
	slices.SortStableFunc(sorted, func(x, y answer.Evidence) int {
		return cmp.Or(cmp.Compare(place[x.Principle], place[y.Principle]), cmp.Compare(x.Month, y.Month),
			names(x.Source, y.Source), cmp.Compare(x.Text, y.Text))
	})
	return sorted
}
