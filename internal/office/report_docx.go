package office

import (
	"io"
	"slices"

	"bearings/internal/disclosure"
	"bearings/internal/office/docx"
	"bearings/internal/phrase"
	"bearings/internal/report"
)

// WriteReportDOCX writes a report as a Word document: who we heard from, all
// principles at a glance, what to talk about, a page for each principle, and
// then every answer with its figure. The same report in the same words always
// makes the same bytes. An error is w's.
func WriteReportDOCX(w io.Writer, words *phrase.Words, r report.Report) error {
	d := reportWriter{sheets: sheets{d: docx.New(wordProperties(words, r)), words: words, fw: r.Framework, bars: newBars(), answers: !r.NobodyAsked()}, r: r}
	d.front()
	d.heard()
	d.overview()
	d.agenda()
	d.pages()
	if !r.NobodyAsked() {
		d.allAnswers()
	}
	d.reading()
	d.about()
	_, err := d.d.WriteTo(w)
	return err
}

// reportWriter writes one report.
type reportWriter struct {
	sheets
	r report.Report
}

// reportTitle is what a report is called.
func reportTitle(words *phrase.Words, r report.Report) string {
	if r.NobodyAsked() {
		return words.Say("pages.title-empty")
	}
	return words.Say("report.title")
}

func wordProperties(words *phrase.Words, r report.Report) docx.Properties {
	p := docx.Properties{
		Language: r.Language,
		Title:    words.Say("word.title", "Title", reportTitle(words, r), "Of", r.Framework.Title.In(r.Language)),
		Subject:  words.Say("report.published"),
		Creator:  words.Say("product.name"),
		Foot:     r.Framework.Affiliation.In(r.Language),
		PageLine: words.Say("word.page", "Page", docx.PageMark, "Pages", docx.PagesMark),
	}
	p.Name = p.Title
	if r.NobodyAsked() {
		p.Subject = reportTitle(words, r)
	}
	if r.Fictional {
		p.Label = words.Say("pages.fictional")
	}
	return p
}

func (d *reportWriter) front() {
	if !d.r.NobodyAsked() {
		d.d.Add(docx.Para{Style: docx.Kicker, Text: d.words.Say("report.published")})
	}
	d.d.Add(
		docx.Para{Style: docx.Title, Text: reportTitle(d.words, d.r)},
		docx.Para{Style: docx.Lead, Text: d.r.Framework.Title.In(d.r.Language)},
		docx.Para{Text: d.words.Say("report.summary")},
	)
	if d.r.Partnership != "" {
		d.d.Add(docx.Para{Text: joinedBy([]string{d.r.Partnership, d.r.Round}, ", ")})
	}
	if d.r.Fictional {
		d.d.Add(docx.Para{Style: docx.Notice, Runs: []docx.Run{
			{Text: d.words.Say("pages.fictional"), Bold: true}, {Text: "\n" + d.words.Say("pages.fictional-more")},
		}})
	} else if d.r.Partnership == "" {
		d.d.Add(
			docx.Para{Text: d.words.Say("pages.by-hand-partnership")},
			docx.Para{Text: d.words.Say("pages.by-hand-date")},
		)
	}
	d.d.Contents(d.words.Say("report.contents"), 2)
}

func (d *reportWriter) heard() {
	d.d.Add(docx.Para{Style: docx.Heading1, Text: d.words.Say("report.heard.heading"), NewPage: true})
	t := docx.Table{
		Title: d.words.Say("report.heard.caption"), RowHeads: true, Widths: []float64{3, 4}, Together: true,
		Head: docx.Cells(d.words.Say("report.heard.who"), d.words.Say("report.heard.how-many")),
	}
	for _, s := range d.r.Strands {
		t.Rows = append(t.Rows, docx.Row{Cells: docx.Cells(s.Name, s.Heard)})
	}
	d.d.Table(t)
	if len(d.r.Unheard) > 0 {
		d.d.Heading(2, d.words.Say("pages.unheard"))
		d.d.Entries(d.d.Bullets(), d.r.Unheard...)
	}
	d.putTogether()
}

// putTogether says which organisations stand together in one group.
func (d *reportWriter) putTogether() {
	begun := false
	for _, s := range d.r.Strands {
		merged := slices.DeleteFunc(slices.Clone(s.Groups), func(g report.Group) bool {
			return g.Shape != report.ByAgency || len(g.Members) == 0
		})
		if len(merged) == 0 {
			continue
		}
		if !begun {
			d.d.Heading(2, d.words.Say("report.groups.heading"))
			d.d.Text(docx.Body, d.words.Say("report.groups.intro"))
			begun = true
		}
		d.d.Heading(3, s.Name)
		for _, g := range merged {
			d.d.Add(docx.Para{Runs: []docx.Run{{Text: g.Name, Bold: true}}, Tight: true, KeepNext: true})
			d.d.Add(docx.Para{Text: joinedBy(g.Members, "; "), KeepLines: true})
		}
	}
}

func (d *reportWriter) overview() {
	if len(d.r.Overview) == 0 {
		return
	}
	d.d.Add(docx.Para{Style: docx.Heading1, Text: d.words.Say("pages.overview"), Bookmark: "overview"})
	intro := docx.Para{Text: d.words.Say("pages.overview-intro"), KeepNext: true}
	if upper := report.UpperWords(d.words, d.r.Framework); upper != "" {
		intro.Runs = []docx.Run{{Text: " " + d.words.Say("pages.overview-words", "Words", upper)}}
	}
	d.d.Add(intro)
	t := docx.Table{
		Title: d.words.Say("pages.overview-caption"), RowHeads: true, Together: true,
		Widths: []float64{5, 2.6, 2.6, 2.6, 2.6}, Head: docx.Cells(d.words.Say("pages.overview-principle")),
	}
	for _, c := range d.r.Overview[0].Cells {
		t.Head = append(t.Head, docx.Cell{Text: d.strandName(c.Strand)})
	}
	for _, row := range d.r.Overview {
		title := docx.Run{Text: row.ID + ". " + row.Title}
		if d.hasPage(row.ID) {
			title.Link = pageMark(row.ID)
		}
		cells := []docx.Cell{{Paras: []docx.Para{{Runs: []docx.Run{title}}}}}
		for _, c := range row.Cells {
			cells = append(cells, docx.Cell{Text: c.Words, Bold: c.Known, Muted: !c.Known})
		}
		t.Rows = append(t.Rows, docx.Row{Cells: cells})
	}
	d.d.Table(t)
}

func (d *reportWriter) strandName(id string) string {
	for _, s := range d.r.Strands {
		if s.ID == id {
			return s.Name
		}
	}
	return ""
}

func (d *reportWriter) hasPage(id string) bool {
	return slices.ContainsFunc(d.r.Pages, func(p report.Page) bool { return p.ID == id })
}

func (d *reportWriter) agenda() {
	if len(d.r.Pages) == 0 {
		return
	}
	d.d.Add(docx.Para{Style: docx.Heading1, Text: d.words.Say("pages.agenda"), NewPage: len(d.r.Agenda) > 0 && len(d.r.Overview) > 0})
	if len(d.r.Agenda) == 0 {
		d.d.Text(docx.Body, d.words.Say("pages.none-agenda"))
		return
	}
	d.d.Text(docx.Body, d.words.Say("pages.agenda-intro"))
	numbers := d.d.Numbers()
	for _, topic := range d.r.Agenda {
		d.d.Add(docx.Para{Style: docx.Heading2, List: numbers, Text: topic.Title})
		if topic.AboutWords != "" {
			d.d.Add(docx.Para{Style: docx.Hint, Text: d.words.Say("pages.agenda-about", "Principles", topic.AboutWords), KeepNext: true})
		}
		d.sentences(d.words.Say("pages.agenda-why"), topic.Why, len(topic.Ask) > 0)
		d.replies(topic.Replies, 3)
		d.sentences(d.words.Say("pages.agenda-ask"), topic.Ask, false)
	}
}

// sentences are a list below a heading, together on a page and, where on says
// so, with whatever follows.
func (d *reportWriter) sentences(heading string, all []string, on bool) {
	if len(all) == 0 {
		return
	}
	d.d.Heading(3, heading)
	for i, s := range all {
		d.d.Add(docx.Para{Style: docx.Item, List: d.d.Bullets(), Text: s, KeepLines: true, KeepNext: on || i < len(all)-1})
	}
}

func (d *reportWriter) pages() {
	d.opens = d.words.Say("pages.contents-pages")
	for _, p := range d.r.Pages {
		d.page(p, 2)
	}
}

// readingMessages are the sentences of "How to read this", in order.
var readingMessages = []string{"order", "rounded", "percent", "beside", "size", "lean", "nothing", "names", "returns", "why", "together"}

func (d *reportWriter) reading() {
	d.d.Add(docx.Para{Style: docx.Heading1, Text: d.words.Say("report.reading.heading"), NewPage: true})
	for _, message := range readingMessages {
		d.d.Entries(d.d.Bullets(), d.words.Say("report.reading."+message))
	}
	d.d.Entries(d.d.Bullets(), report.Unchecked(d.words, d.r.Framework)...)
}

func (d *reportWriter) about() {
	fw, in := d.r.Framework, d.r.Language
	d.d.Heading(1, d.words.Say("report.about.heading"))
	lines := [][2]string{
		{"report.about.framework", d.words.Say("report.about.version", "Title", fw.Title.In(in), "Version", fw.Version)},
		{"report.about.source", fw.Source.In(in)},
		{"report.about.affiliation", fw.Affiliation.In(in)},
	}
	if fw.Licence != "" {
		lines = append(lines, [2]string{"report.about.licence", d.words.Say("report.about.licence-text", "Licence", fw.Licence)})
	}
	for _, line := range lines {
		if line[1] != "" {
			d.d.Add(docx.Para{Runs: []docx.Run{{Text: d.words.Say(line[0]), Bold: true}}, Tight: true, KeepNext: true})
			d.d.Text(docx.Body, line[1])
		}
	}
	d.d.Text(docx.Body, d.words.Say("report.about.made-with", "Product", d.words.Say("product.name")))
}

func hasCounts(r report.Result) bool { return r.Show == disclosure.Counts }

func joinedBy(texts []string, between string) string {
	all := ""
	for i, t := range texts {
		if i > 0 {
			all += between
		}
		all += t
	}
	return all
}
