package office

import (
	"io"
	"slices"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/office/docx"
	"bearings/internal/phrase"
	"bearings/internal/round"
)

// WriteReturnDOCX writes an agency's return as a Word document: as it stands, or as
// a form to fill in by hand. Every page says how far it has got and who may read it.
// The same return and words always make the same bytes. An error is w's.
func WriteReturnDOCX(w io.Writer, words *phrase.Words, p round.Paper) error {
	t := returnTeller{words, p}
	d := returnWriter{returnTeller: t, d: docx.New(docx.Properties{
		Language: words.Language,
		Title:    t.title(),
		Subject:  p.Round.Title,
		Creator:  words.Say("product.name"),
		Name:     t.title(),
		Label:    t.stage(),
		Foot:     t.notice(),
		PageLine: words.Say("word.page", "Page", docx.PageMark, "Pages", docx.PagesMark),
	})}
	d.d.Add(docx.Para{Style: docx.Kicker, Text: p.Round.Title}, docx.Para{Style: docx.Title, Text: t.title()})
	if !d.onOnePage() { // its foot says both
		d.d.Text(docx.Lead, t.stage())
		d.d.Text(docx.Notice, t.notice())
	}
	if p.Blank {
		d.d.Text(docx.Body, words.Say("returnfiles.blank-text"))
	}
	if d.onOnePage() {
		d.onePage()
	} else {
		for n, part := range p.Parts {
			d.part(n, part)
		}
	}
	_, err := d.d.WriteTo(w)
	return err
}

// WriteReturnText writes an agency's return as plain text, in UTF-8 with lines that
// end as on Windows.
func WriteReturnText(w io.Writer, words *phrase.Words, p round.Paper) error {
	t := returnTeller{words, p}
	blocks := []string{t.title(), p.Round.Title, t.stage(), t.notice()}
	for _, part := range p.Parts {
		heading := t.heading(part)
		blocks = append(blocks, heading+"\n"+strings.Repeat("=", len([]rune(heading))))
		for _, q := range part.Questions {
			blocks = append(blocks, oneLine(t.text(q.Item.Text))+"\n"+strings.Join(t.answer(q), "\n\n"))
		}
	}
	text := strings.Join(append(blocks, t.notice()), "\n\n") + "\n"
	_, err := io.WriteString(w, strings.ReplaceAll(text, "\n", "\r\n"))
	return err
}

// returnTeller says what stands in every file of a return.
type returnTeller struct {
	words *phrase.Words
	paper round.Paper
}

func (t returnTeller) text(text framework.Text) string { return text.In(t.words.Language) }

func (t returnTeller) title() string {
	return t.words.Say("returnfiles.paper", "Agency", t.paper.Agency.Name)
}

// stage says how far the return has got, and by whom and when it was signed.
func (t returnTeller) stage() string {
	signed := t.paper.SignedOn()
	return t.words.Say("returnfiles.stage-"+t.paper.Stage(), "Name", t.paper.Return.Name, "Role", t.paper.Return.Role,
		"Date", writtenDay(t.words, signed.Day(), signed.Format("2006-01")))
}

// notice says who may read the return.
func (t returnTeller) notice() string {
	if t.paper.IsShown() {
		shown := t.paper.ShownOn()
		return t.words.Say("returnfiles.notice-shown", "Date", writtenDay(t.words, shown.Day(), shown.Format("2006-01")))
	}
	return t.words.Say("returnfiles.notice", "Agency", t.paper.Agency.Name)
}

// writtenDay is a day in words; month is YYYY-MM.
func writtenDay(words *phrase.Words, day int, month string) string {
	year, number, _ := strings.Cut(month, "-")
	return words.Say("signin.date", "Day", day,
		"Month", words.Say("report.month.of", "Month", words.Say("report.month.m"+number), "Year", year))
}

func (t returnTeller) heading(part round.PaperPart) string {
	if part.Principle.ID == "" {
		return t.words.Say("returnfiles.others")
	}
	return t.text(part.Principle.Title)
}

// answer is an answer in paragraphs; one that was left empty says so.
func (t returnTeller) answer(q round.PaperQuestion) []string {
	switch {
	case q.IsEmpty():
		return []string{t.words.Say("returnfiles.empty")}
	case q.Answer != "":
		return []string{t.text(q.Word())}
	}
	return slices.DeleteFunc(strings.Split(q.Text, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
}

// returnWriter writes one return.
type returnWriter struct {
	returnTeller
	d *docx.Document
}

// writeLines are how many lines a form has for an answer in words: fewer on its
// first page, which says more.
func writeLines(part int) int {
	if part == 0 {
		return 5
	}
	return 8
}

// part writes what is asked about one principle. In a form each has a page of its
// own where there is something to write.
func (d returnWriter) part(n int, part round.PaperPart) {
	writes := slices.ContainsFunc(part.Questions, func(q round.PaperQuestion) bool { return q.Item.IsText() })
	d.d.Add(docx.Para{Style: docx.Heading1, Text: d.heading(part), NewPage: d.paper.Blank && writes && n > 0})
	for _, q := range part.Questions {
		d.question(q, writeLines(n))
	}
}

func (d returnWriter) question(q round.PaperQuestion, lines int) {
	d.d.Add(docx.Para{KeepNext: true, KeepLines: true, Before: 8, Runs: []docx.Run{{Text: d.text(q.Item.Text), Bold: true}}})
	switch {
	case !d.paper.Blank:
		for _, paragraph := range d.answer(q) {
			para := docx.Para{Text: paragraph, Edge: docx.Accent}
			if q.IsEmpty() {
				para.Style = docx.Hint
			}
			d.d.Add(para)
		}
	case q.Item.IsText():
		if help := d.text(q.Item.Help); help != "" {
			d.d.Add(docx.Para{Style: docx.Hint, Text: help, KeepNext: true})
		}
		for n := range lines {
			d.d.Add(docx.Para{Style: docx.WriteLine, KeepNext: n < lines-1})
		}
	default:
		d.choices(q)
	}
}

func (d returnWriter) choices(q round.PaperQuestion) {
	words := slices.Concat(q.Scale.Positions, q.Scale.Beside)
	d.d.Add(docx.Para{Style: docx.Hint, Text: d.words.Say("returnfiles.choose"), KeepNext: true})
	for n, word := range words {
		d.d.Add(docx.Para{Text: tick + d.text(word.Word), Tight: true, KeepNext: n < len(words)-1})
	}
}
