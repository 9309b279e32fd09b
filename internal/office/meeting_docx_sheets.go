package office

import (
	"bearings/internal/framework"
	"bearings/internal/meeting"
	"bearings/internal/office/docx"
)

// principle is the page of a principle nobody has been asked about.
func (d *packWriter) principle(p meeting.Principle) {
	d.d.Add(docx.Para{Style: docx.Kicker, Text: p.Place, NewPage: true},
		docx.Para{Style: docx.Heading1, Text: p.Title, Size: 20, Bookmark: pageMark(p.ID)})
	d.feels(p)
	d.d.Add(docx.Para{Style: docx.Heading2, Size: 12, Text: d.say("meeting.asked")})
	for _, s := range p.Statements {
		runs := []docx.Run{{Text: s.Name + "  ", Bold: true}}
		if s.Stem != "" {
			runs = append(runs, docx.Run{Text: s.Stem + " ", Colour: docx.Muted})
		}
		d.d.Add(docx.Para{Style: docx.Small, Runs: append(runs, docx.Run{Text: s.Text})})
	}
	if len(p.Ask) > 0 {
		d.d.Add(docx.Para{Style: docx.Heading2, Size: 12, Text: d.say("meeting.ask")})
		d.entries(d.d.Bullets(), 10, p.Ask)
	}
	d.d.Text(docx.Hint, d.say("meeting.nobody-yet"))
	for _, room := range meeting.Rooms {
		d.d.Box(docx.Box{Title: d.say(room), Height: roomHeight,
			Paras: []docx.Para{{Style: docx.CellText, Runs: []docx.Run{{Text: d.say(room), Bold: true}}}}})
	}
}

// roomHeight is that of a box to write in, in millimetres, so that a page stays
// on one sheet.
const roomHeight = 22.5

// feels are the boxes on how a principle should feel, side by side.
func (d *packWriter) feels(p meeting.Principle) {
	if len(p.Feels) == 0 {
		return
	}
	name := d.say("principles.feels")
	d.d.Add(docx.Para{Style: docx.Heading2, Size: 12, Text: name})
	boxes := docx.Cards{Title: name, Columns: len(p.Feels)}
	for _, feels := range p.Feels {
		boxes.Cells = append(boxes.Cells, docx.Cell{Paras: d.feelsOf(feels)})
	}
	d.d.Cards(boxes)
}

func (d *packWriter) feelsOf(feels meeting.Feels) []docx.Para {
	all := []docx.Para{{Style: docx.Heading3, Size: 11, Text: feels.Name, Tight: true}}
	for _, said := range feels.Said {
		p := docx.Para{Style: docx.Item, List: d.d.Bullets(), Size: 10.5, Tight: true,
			Runs: []docx.Run{{Text: said.Text, Bold: feels.Strand == framework.YoungPerson}}}
		if said.Note != "" {
			p.Runs = append(p.Runs, docx.Run{Text: "  " + said.Note, Colour: docx.Muted})
		}
		all = append(all, p)
	}
	if feels.Note != "" {
		all = append(all, docx.Para{Style: docx.Hint, Size: 9, Text: feels.Note, Tight: true})
	}
	return all
}

// cardHeight is that of a card, in millimetres: four rows fill a sheet.
const cardHeight = 58

func (d *packWriter) cards() {
	if len(d.Cards.Words) == 0 {
		return
	}
	d.sheet(d.Cards.Title)
	d.d.Text(docx.Body, d.words.Count("meeting.cards-print", meeting.CardsASheet)+" "+d.say("meeting.cards-cut"))
	d.d.Text(docx.Body, d.say("meeting.cards-more"))
	d.entries(d.d.Bullets(), 11, d.Cards.Use)
	for _, word := range d.Cards.Words {
		name := d.words.Say("meeting.cards-sheet", "Word", word)
		d.d.Add(docx.Para{Style: docx.Hint, Size: 8.5, Text: name, NewPage: true, Tight: true})
		cards := docx.Cards{Title: name, Columns: 2, Height: cardHeight, Dashed: true}
		for range meeting.CardsASheet {
			cards.Cells = append(cards.Cells, docx.Cell{Paras: []docx.Para{{Style: docx.CardWord, Text: word}}})
		}
		d.d.Cards(cards)
	}
}

func (d *packWriter) power() {
	if len(d.Power) == 0 {
		return
	}
	d.sheet(d.say("meeting.power"))
	d.d.Columns(2)
	for _, advice := range d.Power {
		d.d.Add(docx.Para{Style: docx.Heading2, Size: 11.5, Text: advice.Title})
		d.entries(d.d.Bullets(), 9.5, advice.Do)
	}
	d.d.Columns(1)
}

func (d *packWriter) agreement() {
	sheet := d.Agreement
	d.sheet(sheet.Title)
	d.d.Add(docx.Para{Size: 10, Text: sheet.Intro})
	boxes := docx.Cards{Title: sheet.Title, Columns: len(sheet.Boxes), Height: 58}
	for _, box := range sheet.Boxes {
		boxes.Cells = append(boxes.Cells, docx.Cell{Paras: []docx.Para{
			{Runs: []docx.Run{{Text: box.Title, Bold: true}}},
			{Size: 8.5, Runs: []docx.Run{{Text: box.Hint, Colour: docx.Muted}}},
		}})
	}
	d.d.Cards(boxes)
	d.d.Add(docx.Para{Style: docx.Heading2, Size: 13, Text: sheet.Priorities.Title},
		docx.Para{Size: 10, Text: sheet.Priorities.Hint})
	table := docx.Table{Title: sheet.Priorities.Title, Widths: []float64{3, 5, 5, 5}, RowHeads: true, Size: 9.5, Boxed: true, Height: 17}
	table.Head = append(table.Head, docx.Cell{Text: d.say("meeting.field")})
	for _, n := range meeting.Priorities {
		table.Head = append(table.Head, docx.Cell{Text: d.words.Say("meeting.priority", "N", n)})
	}
	for _, field := range sheet.Fields {
		table.Rows = append(table.Rows, docx.Row{Cells: docx.Cells(append([]string{field}, make([]string, len(meeting.Priorities))...)...)})
	}
	if len(table.Rows) > 0 {
		d.d.Table(table)
	}
	d.d.Add(docx.Para{Size: 10, Text: sheet.Signed}, docx.Para{Style: docx.WriteLine})
}
