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

func (d *packWriter) cover() {
	d.d.Add(
		docx.Para{Style: docx.Kicker, Text: d.say("meeting.pack")},
		docx.Para{Style: docx.Title, Text: d.Title},
		docx.Para{Style: docx.Lead, Text: d.Of},
	)
	if d.Fictional != "" {
		d.d.Text(docx.Notice, d.Fictional+". "+d.say("pages.fictional-more"))
	}
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

// How large an agenda is set, in points: a long one gives way, so that it stays
// on one sheet.
const (
	agendaSize     = 9
	longAgendaSize = 8.5
	longAgenda     = 9 // rows
)

func (d *packWriter) agenda(a meeting.Agenda) {
	size, long := float64(agendaSize), len(a.Rows) > longAgenda
	if long {
		size = longAgendaSize
	}
	d.d.Add(docx.Para{Style: docx.Heading1, Text: a.Title, NewPage: true, Tight: true, Size: 17},
		docx.Para{Style: docx.Hint, Size: 9, Text: a.For, Tight: true})
	table := docx.Table{
		Title:    a.Title,
		Widths:   []float64{1.1, 1.7, 15},
		Head:     docx.Cells(d.say("meeting.start"), d.say("meeting.minutes"), d.say("meeting.do")),
		RowHeads: true, Bold: true, Size: size,
	}
	for _, row := range a.Rows {
		var step []docx.Para
		title := []docx.Run{{Text: row.Title, Bold: true}}
		if row.Topic != nil {
			step, title = d.topic(row.Title, *row.Topic, size), nil
		}
		if long {
			step = append(step, inOneLine(title, row.Do, size))
		} else {
			step = append(step, d.inLines(title, row.Do, size)...)
		}
		table.Rows = append(table.Rows, docx.Row{Cells: []docx.Cell{{Text: row.Start}, {Text: row.Minutes}, {Paras: step}}})
	}
	if len(table.Rows) > 0 {
		d.d.Table(table)
	}
}

// inLines are a step's title, if it is not said yet, and what is done in it, an
// entry each.
func (d *packWriter) inLines(title []docx.Run, do []string, size float64) []docx.Para {
	var all []docx.Para
	if len(title) > 0 {
		all = append(all, docx.Para{Style: docx.CellText, Size: size + 1, Runs: title})
	}
	for _, one := range do {
		all = append(all, docx.Para{Style: docx.CellText, List: d.d.Bullets(), Size: size, Text: one})
	}
	return all
}

// inOneLine is the same in one paragraph, which takes less of the sheet.
func inOneLine(title []docx.Run, do []string, size float64) docx.Para {
	p := docx.Para{Style: docx.CellText, Size: size, Runs: title}
	for _, one := range do {
		p.Runs = append(p.Runs, docx.Run{Text: " • ", Bold: true, Colour: docx.Accent}, docx.Run{Text: one})
	}
	return p
}

// topic is a step with what it talks about, or a line to write it on.
func (d *packWriter) topic(step string, t meeting.Topic, size float64) []docx.Para {
	on := func(p docx.Para) docx.Para {
		p.Style, p.Size, p.Shade = docx.CellText, size, docx.Pale
		return p
	}
	title := docx.Run{Text: d.words.Say("meeting.topic", "Step", step, "Topic", t.Title), Bold: true}
	if t.Title == "" {
		title.Text = d.words.Say("meeting.topic-choose", "Step", step) + " "
	}
	first := on(docx.Para{Runs: []docx.Run{title}})
	first.Size++
	switch {
	case t.Title == "":
		// Dots to write on: a line of its own would take a row more.
		first.Runs = append(first.Runs, docx.Run{Text: strings.Repeat(".", 80)})
	case t.About != "":
		first.Runs = append(first.Runs, docx.Run{Text: " " + t.About, Colour: docx.Muted})
	}
	all := []docx.Para{first}
	for _, ask := range t.Ask {
		all = append(all, on(docx.Para{Text: ask}))
	}
	if t.Also != "" {
		all = append(all, on(docx.Para{Text: t.Also}))
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
