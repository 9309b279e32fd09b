package ui

import (
	"slices"
	"time"

	"bearings/internal/framework"
	"bearings/internal/report"
	"bearings/internal/round"
)

// ResultsPage is a page of what is published of a round. For everybody else than the
// partnership it has no viewer.
type ResultsPage struct {
	RoundPage
	Results round.Results
	// Made is the report as whoever asks may see it; nil before there is one.
	Made *Made
	// Page is the page that is shown: round.OverviewPage, a principle, …
	Page string
	// Mine are the agencies whose page is the viewer's own.
	Mine []round.Agency
	// HasEarlier says that there is an earlier round to lay beside this one.
	HasEarlier bool
	// Files are those of the report, where they are shown.
	Files []File
	// Now is when the page is made.
	Now time.Time
	// Done is what has just been done, or empty.
	Done string
}

// Made is a report that pages and files are written from.
type Made struct{ Report report.Report }

// MakeResults makes the report as whoever asked may see it.
func (s Site) MakeResults(r round.Results) (*Made, error) {
	outcome, err := r.Outcome()
	if err != nil {
		return nil, err
	}
	return &Made{report.ForView(r.Framework, outcome, s.Words, viewOf(r))}, nil
}

// viewOf is how much of the report somebody sees. Outside the partnership what is not
// shared is left out, as if nothing were known of it.
func viewOf(r round.Results) report.View {
	v := report.View{Unnamed: !r.Sight.Named, WithoutComments: !r.Sees(round.CommentsPage), Partnership: r.Partnership, Round: r.Round.Title}
	if !r.Sees(round.ReturnsPage) {
		v.Without = append(v.Without, framework.Return)
	}
	if !r.Sees(round.EvidencePage) {
		v.Without = append(v.Without, framework.Evidence)
	}
	if r.Sight.Named {
		v.Replies = repliesOf(r)
	}
	return v
}

func repliesOf(r round.Results) []report.FindingReply {
	var all []report.FindingReply
	for _, one := range r.Replies {
		if a, ok := r.AgencyOf(one.Agency); ok {
			all = append(all, report.FindingReply{Agency: a.Name, Finding: one.Finding, Text: one.Text})
		}
	}
	return all
}

// AgencyReport and Changes are what pages of results show of a report's package.
type (
	AgencyReport = report.AgencyPage
	Changes      = report.Changes
)

// MakeAgency makes an agency's page.
func (s Site) MakeAgency(r round.Results, agency round.Agency) (report.AgencyPage, error) {
	outcome, err := r.Outcome()
	if err != nil {
		return report.AgencyPage{}, err
	}
	return report.ForAgency(r.Framework, outcome, s.Words, agency.Name, report.View{Unnamed: !r.Sight.Named, Replies: repliesOf(r)}), nil
}

// MakeChanges lays a round beside an earlier one. Agencies are named only where they
// are in both.
func (s Site) MakeChanges(before, now round.Results) (report.Changes, error) {
	past, err := before.Outcome()
	if err != nil {
		return report.Changes{}, err
	}
	outcome, err := now.Outcome()
	if err != nil {
		return report.Changes{}, err
	}
	view := report.View{Unnamed: !before.Sight.Named || !now.Sight.Named}
	earlier := report.Earlier{Framework: before.Framework, Outcome: past}
	return report.ChangesSince(earlier, now.Framework, outcome, s.Words, view), nil
}

// isPublic says whether the page is shown to everybody, by its own address.
func (p ResultsPage) isPublic() bool { return p.Results.Sight.Who == round.Public }

// url is where a page of the results is for whoever asks.
func (p ResultsPage) url(part ...string) string {
	if p.isPublic() {
		return PublishedURL(p.Results.Round.ID, part...)
	}
	return ResultsURL(p.Results.Round, part...)
}

// resultsLink is a page of the results in a list of them.
type resultsLink struct {
	page, name, path string
}

// pages are those whoever asks may see, in their order.
func (s Site) resultsPages(p ResultsPage) []resultsLink {
	var all []resultsLink
	for _, page := range round.ResultPages(p.Results.Framework) {
		if page == round.CommentsPage || !p.Results.Sees(page) {
			continue // comments stand under the principles
		}
		path := p.url(page)
		if page == round.OverviewPage && !p.isPublic() {
			path = p.url()
		}
		all = append(all, resultsLink{page, s.resultsPageName(p.Results, page), path})
	}
	return all
}

// resultsPageName is what a page of the results is called.
func (s Site) resultsPageName(r round.Results, page string) string {
	if principle, ok := r.Framework.Principle(page); ok {
		return page + ". " + s.text(principle.Title)
	}
	return s.say("results.page-" + page)
}

// section is the principle the page is about.
func (p ResultsPage) section() (report.Section, bool) {
	i := slices.IndexFunc(p.Made.Report.Sections, func(one report.Section) bool { return one.ID == p.Page })
	if i < 0 {
		return report.Section{}, false
	}
	return p.Made.Report.Sections[i], true
}

// sheet is the principle's page of the report.
func (p ResultsPage) sheet() (report.Page, bool) {
	i := slices.IndexFunc(p.Made.Report.Pages, func(one report.Page) bool { return one.ID == p.Page })
	if i < 0 {
		return report.Page{}, false
	}
	return p.Made.Report.Pages[i], true
}

// tooFew says whether nothing of anybody can be shown.
func (p ResultsPage) tooFew() bool {
	return !slices.ContainsFunc(p.Made.Report.Strands, func(one report.Strand) bool { return one.State == report.Shown })
}

// principlePath is where the overview leads for a principle; "" for nowhere.
func (p ResultsPage) principlePath(id string) string {
	if !p.Results.Sees(id) {
		return ""
	}
	return p.url(id)
}

// beside are the pages before and after this one among the principles.
func (s Site) resultsBeside(p ResultsPage) (before, next resultsLink) {
	pages := s.resultsPages(p)
	for i, one := range pages {
		if one.page != p.Page {
			continue
		}
		if i > 0 {
			before = pages[i-1]
		}
		if i+1 < len(pages) {
			next = pages[i+1]
		}
	}
	return before, next
}

// partsOf are what a strand says, principle by principle, where it says something.
func (p ResultsPage) partsOf(strand string) []report.Section {
	var all []report.Section
	for _, section := range p.Made.Report.Sections {
		for _, part := range section.Parts {
			if part.Strand == strand && part.Note == "" {
				all = append(all, report.Section{ID: section.ID, Title: section.Title, Parts: []report.Part{part}})
			}
		}
	}
	return all
}

// AgencyResults is the page of one agency.
type AgencyResults struct {
	ResultsPage
	Agency round.Agency
	Report report.AgencyPage
	// Own says that it is the viewer's own agency, MayReply that they may reply now.
	Own, MayReply bool
}

// AgencyReply is the form of a reply to a finding.
type AgencyReply struct {
	AgencyResults
	Finding report.AgencyFinding
	Box     WritingBox
	Checked bool
}

// FindingOf is the finding of a key on an agency's page.
func (a AgencyResults) FindingOf(key string) (report.AgencyFinding, bool) {
	for _, p := range a.Report.Principles {
		for _, f := range p.Findings {
			if f.Key == key {
				return f, true
			}
		}
	}
	return report.AgencyFinding{}, false
}

// ReplyBox is the box of a reply.
func (s Site) ReplyBox(text string) WritingBox {
	return WritingBox{ID: FieldReply, Label: s.say("results.reply-label"), Hint: s.say("results.reply-hint"), Rows: 8,
		Limit: round.MostReply, NoReferral: true, Written: Written{Text: text}}
}

// NoteBox is the box of the coordinator's words on comparing rounds.
func (s Site) NoteBox(text string) WritingBox {
	return WritingBox{ID: FieldComparable, Label: s.say("results.note-label"), Hint: s.say("results.note-hint"), Rows: 6,
		Limit: round.MostComparable, Written: Written{Text: text}}
}

// ResultsNote is the page of those words.
type ResultsNote struct {
	ResultsPage
	Box     WritingBox
	Checked bool
}

// ResultsShare is the page on which a coordinator says who sees which page.
type ResultsShare struct {
	ResultsPage
	Chosen map[string]round.Audience
	Wrong  string
}

// chosen is who may see a page as the form stands.
func (p ResultsShare) chosen(page string) round.Audience {
	if audience, ok := p.Chosen[page]; ok {
		return audience
	}
	return p.Results.Shares.Of(page)
}

// shareHint says what a page holds.
func (s Site) shareHint(r round.Results, page string) string {
	if principle, ok := r.Framework.Principle(page); ok {
		if principle.Always {
			return s.say("results.holds-always")
		}
		return s.say("results.holds-principle")
	}
	return s.say("results.holds-" + page)
}

// publicAddress is where everybody finds what is shared with them.
func (s Site) publicAddress(p ResultsPage) (string, bool) {
	public := slices.ContainsFunc(round.ResultPages(p.Results.Framework), func(page string) bool {
		return p.Results.Shares.Of(page) == round.Public
	})
	return s.Address + PublishedURL(p.Results.Round.ID), public
}

// ResultsChanges lays a round beside an earlier one.
type ResultsChanges struct {
	ResultsPage
	Before  round.Round
	Changes report.Changes
}
