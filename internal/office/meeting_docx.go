package office

import (
	"io"
	"strings"

	"bearings/internal/meeting"
	"bearings/internal/office/docx"
	"bearings/internal/phrase"
	"bearings/internal/report"
	"bearings/internal/session"
)

// WriteMeetingPackDOCX writes everything to print for a partnership's meeting as
// a Word document, each part on its own sheet. The report may be one without any
// answers. The same report, plan and words always make the same bytes. An error
// is w's.
func WriteMeetingPackDOCX(w io.Writer, words *phrase.Words, r report.Report, m session.Meeting) error {
	pack := meeting.New(words, r, m)
	properties := docx.Properties{
		Language: pack.Language,
		Title:    words.Say("word.title", "Title", words.Say("meeting.pack"), "Of", pack.Of),
		Subject:  pack.Title,
		Creator:  words.Say("product.name"),
		Label:    pack.Fictional,
		PageLine: words.Say("word.page", "Page", docx.PageMark, "Pages", docx.PagesMark),
	}
	properties.Name = properties.Title
	d := packWriter{sheets: sheets{d: docx.New(properties), words: words, fw: r.Framework, bars: newBars()}, Pack: pack}
	d.cover()
	d.glance(r)
	d.prepare()
	for _, agenda := range pack.Agendas {
		d.agenda(agenda)
	}
	d.openings()
	for _, page := range pack.Pages {
		d.page(page, 1)
	}
	for _, principle := range pack.Principles {
		d.principle(principle)
	}
	d.cards()
	d.power()
	d.agreement()
	_, err := d.d.WriteTo(w)
	return err
}

// packWriter writes one pack.
type packWriter struct {
	sheets
	meeting.Pack
}

func (d *packWriter) say(id string) string { return d.words.Say(id) }

// sheet begins a sheet with its heading.
func (d *packWriter) sheet(heading string) {
	d.d.Add(docx.Para{Style: docx.Heading1, Text: heading, NewPage: true})
}

// entries are short sentences in a list, in points.
func (d *packWriter) entries(list docx.List, size float64, texts []string) {
	for _, text := range texts {
		d.d.Add(docx.Para{Style: docx.Item, List: list, Size: size, Text: text})
	}
}

// fieldHeight is that of what is filled in on the first sheet, in millimetres.
const fieldHeight = 14

func (d *packWriter) cover() {
	d.d.Add(
		docx.Para{Style: docx.Kicker, Text: d.say("meeting.pack")},
		docx.Para{Style: docx.Title, Text: d.Title},
		docx.Para{Style: docx.Lead, Text: d.Of},
	)
	if d.Fictional != "" {
		d.d.Text(docx.Notice, d.Fictional+". "+d.say("pages.fictional-more"))
	}
	fields := docx.Cards{Title: d.say("meeting.pack"), Columns: len(meeting.Fields), Height: fieldHeight}
	for _, field := range meeting.Fields {
		fields.Cells = append(fields.Cells, docx.Cell{Paras: []docx.Para{{Style: docx.CellText, Size: 8.5, Runs: []docx.Run{{Text: d.say(field), Colour: docx.Muted}}}}})
	}
	d.d.Cards(fields)
	for _, paragraph := range d.Summary {
		d.d.Text(docx.Body, paragraph)
	}
	d.d.Heading(1, d.say("meeting.inside"))
	inside := d.d.Numbers()
	for _, part := range d.Inside {
		d.d.Add(docx.Para{Style: docx.Item, List: inside, Size: 10, Runs: []docx.Run{{Text: part.Name, Bold: true}, {Text: "  " + part.Use}}})
	}
	d.d.Heading(1, d.say("meeting.how"))
	how := d.d.Numbers()
	for _, message := range meeting.How {
		d.d.Add(docx.Para{Style: docx.Item, List: how, Size: 10, Text: d.say(message)})
	}
	d.d.Rule()
	for _, paragraph := range d.Credit {
		d.d.Add(docx.Para{Style: docx.Hint, Size: 8.5, Tight: true, Text: paragraph})
	}
}

// glance is all principles at a glance, as in the report, and how to read the
// pages.
func (d *packWriter) glance(r report.Report) {
	if len(d.Overview) == 0 {
		return
	}
	d.d.PageBreak()
	(&reportWriter{sheets: d.sheets, r: r}).overview()
	d.d.Heading(2, d.say("report.reading.heading"))
	d.entries(d.d.Bullets(), 10, d.Reading)
}

func (d *packWriter) prepare() {
	d.sheet(d.say("meeting.prepare"))
	for _, part := range []struct {
		heading string
		todo    []string
	}{{"meeting.before", d.Before}, {"meeting.need", d.Need}} {
		d.d.Heading(2, d.say(part.heading))
		d.entries(d.d.Bullets(), 10, part.todo)
	}
}

// How large an agenda is set, in points: one that stands on one sheet, and one
// that takes several.
const (
	agendaSize     = 9
	longAgendaSize = 10
)

func (d *packWriter) agenda(a meeting.Agenda) {
	size := float64(agendaSize)
	if len(a.Sheets()) > 1 {
		size = longAgendaSize
	}
	for n, rows := range a.Sheets() {
		title := a.Title
		if n > 0 {
			title = d.words.Say("meeting.agenda-on", "Title", title)
		}
		d.d.Add(docx.Para{Style: docx.Heading1, Text: title, NewPage: true, Tight: true, Size: 17})
		if n == 0 {
			d.d.Add(docx.Para{Style: docx.Hint, Size: 9, Text: a.For, Tight: true})
		}
		table := docx.Table{
			Title:    title,
			Widths:   []float64{1.1, 1.7, 15},
			Head:     docx.Cells(d.say("meeting.start"), d.say("meeting.minutes"), d.say("meeting.do")),
			RowHeads: true, Bold: true, Size: size,
		}
		for _, row := range rows {
			table.Rows = append(table.Rows, docx.Row{Cells: []docx.Cell{{Text: row.Start}, {Text: row.Minutes}, {Paras: d.step(row, size)}}})
		}
		d.d.Table(table)
	}
	if len(a.Later) > 0 {
		d.d.Add(docx.Para{Size: size, Tight: true, Runs: []docx.Run{{Text: d.say("meeting.later"), Bold: true}}})
	}
	list := d.d.Bullets()
	for _, t := range a.Later {
		d.d.Add(docx.Para{Style: docx.Point, List: list, Size: size, Tight: true,
			Runs: []docx.Run{{Text: t.Title}, {Text: " " + t.About, Colour: docx.Muted}}})
	}
}

// step is a step's title, what is talked about in it, and what is done, an entry
// each.
func (d *packWriter) step(row meeting.Row, size float64) []docx.Para {
	var all []docx.Para
	entries := func(texts []string) {
		list := d.d.Bullets()
		for _, one := range texts {
			all = append(all, docx.Para{Style: docx.Point, List: list, Size: size, Text: one, Tight: true})
		}
	}
	if row.Topic != nil {
		all = d.topic(row.Title, *row.Topic, size)
	} else {
		all = append(all, docx.Para{Style: docx.CellText, Size: size + 1, Runs: []docx.Run{{Text: row.Title, Bold: true}}})
	}
	entries(row.Do)
	if len(row.Unheard) > 0 {
		all = append(all, docx.Para{Style: docx.CellText, Size: size, Runs: []docx.Run{{Text: d.say("meeting.unheard"), Bold: true}}})
		entries(row.Unheard)
	}
	return all
}

// dots are to write on.
var dots = strings.Repeat(".", 80)

// topic is a step with what it talks about, or a line to write it on.
func (d *packWriter) topic(step string, t meeting.Topic, size float64) []docx.Para {
	on := func(p docx.Para) docx.Para {
		p.Style, p.Size, p.Shade = docx.CellText, size, docx.Pale
		return p
	}
	title := docx.Run{Text: d.words.Say("meeting.topic", "Step", step, "Topic", t.Title), Bold: true}
	if t.Title == "" {
		title.Text = d.words.Say("meeting.topic-choose", "Step", step)
	}
	first := on(docx.Para{Runs: []docx.Run{title}})
	first.Size++
	if t.About != "" {
		first.Runs = append(first.Runs, docx.Run{Text: " " + t.About, Colour: docx.Muted})
	}
	all := []docx.Para{first}
	if t.Title == "" {
		all = append(all, on(docx.Para{Text: d.say("meeting.topic-ours") + " " + dots}))
	}
	for _, ask := range t.Ask {
		all = append(all, on(docx.Para{Text: ask}))
	}
	if t.Also != "" {
		all = append(all, on(docx.Para{Text: t.Also}))
	}
	if t.Title != "" && !t.Stays {
		all = append(all, on(docx.Para{Runs: []docx.Run{{Text: d.say("meeting.topic-instead") + " " + dots, Colour: docx.Muted}}}))
	}
	return all
}

func (d *packWriter) openings() {
	if len(d.Openings) == 0 {
		return
	}
	d.sheet(d.say("meeting.openings"))
	d.d.Text(docx.Body, d.say("meeting.openings-how"))
	for _, question := range d.Openings {
		d.d.Rule()
		d.d.Add(docx.Para{Size: 18, KeepLines: true, Runs: []docx.Run{{Text: question, Bold: true, Colour: docx.Deep}}})
	}
}
