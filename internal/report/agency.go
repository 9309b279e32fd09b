package report

import (
	"slices"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/insight"
	"bearings/internal/phrase"
)

// AgencyPage is what is published of one agency: its return beside what its own staff
// say. Children's and parents' answers are given to the whole partnership and stand
// first; they are in the Report.
type AgencyPage struct {
	Agency string
	// Group is the smallest published group of staff its own are in; ok is false
	// where no group of agencies is published. Alone says that it is this agency's
	// staff and nobody else's.
	Group      Group
	HasGroup   bool
	Alone      bool
	HasReturn  bool
	Principles []AgencyPrinciple
}

// AgencyPrinciple is one principle on an agency's page, strengths first.
type AgencyPrinciple struct {
	ID, Title string
	// Voices are what children and parents say in the whole partnership.
	Voices []Block
	// Statements are those both staff and agencies are asked.
	Statements []AgencyStatement
	Findings   []AgencyFinding
}

// AgencyStatement is an agency's return on a statement beside its own staff.
type AgencyStatement struct {
	Item, Stem, Text string
	// Word and Written are the return's; empty where it has none.
	Word, Written string
	// Rows are its own staff, its levels where they are published, and all staff of
	// the partnership; Positions and Beside the words of the answers.
	Rows              []Result
	Positions, Beside []string
	// Strong says that its own staff mostly answer in the upper half.
	Strong bool
}

// AgencyFinding is a finding about an agency, which it can reply to.
type AgencyFinding struct {
	Key, Kind, Text string
	Replies         []OwnWords
}

// ForAgency makes the page of one agency, by its printed name. Of what the view has it
// takes whether other agencies are named, and the agency's own replies.
func ForAgency(fw *framework.Framework, outcome answer.Outcome, words *phrase.Words, agency string, view View) AgencyPage {
	view.Replies = slices.DeleteFunc(slices.Clone(view.Replies), func(r FindingReply) bool { return r.Agency != agency })
	b := builder{fw: fw, words: words, outcome: outcome, view: view}
	b.outcome.Returns = b.sortedReturns()
	for _, id := range framework.Strands {
		b.strands = append(b.strands, b.strand(id))
	}
	page := AgencyPage{Agency: agency}
	staff := b.strandOf(framework.Staff)
	page.Group, page.HasGroup = groupWith(staff, agency)
	page.Alone = page.HasGroup && len(page.Group.Agencies) == 1
	page.HasReturn = slices.ContainsFunc(b.outcome.Returns, func(line answer.Return) bool { return line.Agency == agency })
	found := insight.From(fw, outcome).Findings
	for _, p := range fw.Principles {
		page.Principles = append(page.Principles, b.agencyPrinciple(p, page, found))
	}
	return page
}

func (b *builder) strandOf(id string) Strand {
	for _, s := range b.strands {
		if s.ID == id {
			return s
		}
	}
	return Strand{}
}

// groupWith is the group by agency that an agency's staff are in.
func groupWith(staff Strand, agency string) (Group, bool) {
	for _, g := range staff.Groups {
		if g.Shape == ByAgency && slices.Contains(g.Agencies, agency) {
			return g, true
		}
	}
	return Group{}, false
}

func (b *builder) agencyPrinciple(p framework.Principle, page AgencyPage, found []insight.Finding) AgencyPrinciple {
	one := AgencyPrinciple{ID: p.ID, Title: b.text(p.Title)}
	here := ofPrinciple(found, p.ID)
	one.Voices = b.voicesOf(p.ID, here)
	for _, item := range b.fw.ItemsOf(p.ID) {
		if item.Part == framework.Core && !item.IsText() && (item.For(framework.Staff) || item.For(framework.Return)) {
			one.Statements = append(one.Statements, b.agencyStatement(item, page))
		}
	}
	slices.SortStableFunc(one.Statements, func(x, y AgencyStatement) int { return strongFirst(x.Strong, y.Strong) })
	for _, f := range here {
		if slices.Contains(b.namedIn(f), page.Agency) {
			one.Findings = append(one.Findings, b.agencyFinding(f, page.Agency))
		}
	}
	return one
}

func strongFirst(x, y bool) int {
	switch {
	case x && !y:
		return -1
	case y && !x:
		return 1
	}
	return 0
}

// agencyFinding says what is found of an agency. What staff of others say is theirs
// until everybody is named.
func (b *builder) agencyFinding(f insight.Finding, agency string) AgencyFinding {
	one := AgencyFinding{Key: FindingKey(string(f.Kind), f.Principle, f.Item), Kind: string(f.Kind),
		Text: b.tellWhole(f), Replies: b.repliesTo(f)}
	if f.Kind == insight.Agencies && b.view.Unnamed {
		one.Text = b.on(f.Item, b.words.Say("finding.agencies-one", "Agency", agency))
		for i := range one.Replies {
			one.Replies[i].About = one.Text
		}
	}
	return one
}

// voicesOf are children's and parents' places on the page of a principle.
func (b *builder) voicesOf(principle string, found []insight.Finding) []Block {
	p := Page{ID: principle}
	for _, strand := range b.strands {
		if strand.ID == framework.YoungPerson || strand.ID == framework.Parent {
			p.Blocks = append(p.Blocks, b.block(principle, b.part(principle, strand)))
		}
	}
	b.fill(&p, found)
	return p.Blocks
}

func (b *builder) agencyStatement(item framework.Item, page AgencyPage) AgencyStatement {
	scale, _ := b.fw.Scale(item.Scale)
	s := AgencyStatement{Item: item.ID, Stem: b.stem(item), Text: b.text(item.Text),
		Positions: b.wordsOf(scale.Positions), Beside: b.wordsOf(scale.Beside)}
	for _, line := range b.outcome.Returns {
		if line.Item == item.ID && line.Agency == page.Agency {
			s.Word, s.Written = b.word(item, line.Answer), line.Text
		}
	}
	staff := b.strandOf(framework.Staff)
	if !item.For(framework.Staff) || staff.State != Shown {
		return s
	}
	for _, r := range staff.Results {
		own := r.Group.Shape == ByAgency || r.Group.Shape == ByLevelOfAgency
		if r.Item == item.ID && own && page.HasGroup && slices.Equal(r.Group.Agencies, page.Group.Agencies) {
			s.Rows = append(s.Rows, r)
			s.Strong = s.Strong || r.Group.Shape == ByAgency && mostlyUpper(r)
		}
	}
	s.Rows = append(s.Rows, b.whole(item.ID, staff))
	return s
}

// mostlyUpper says whether a result leans to the upper half, or would in words.
func mostlyUpper(r Result) bool {
	if r.Show == disclosure.InWords {
		return r.Lean == disclosure.Upper
	}
	upper, n := 0, 0
	for i, c := range r.Positions {
		n += 2 * c.Shown
		switch side := 2*i + 1 - len(r.Positions); {
		case side > 0:
			upper += 2 * c.Shown
		case side == 0:
			upper += c.Shown
		}
	}
	return n > 0 && 100*upper >= 65*n
}
