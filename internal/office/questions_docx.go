package office

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"bearings/internal/office/docx"
	"bearings/internal/phrase"
)

// WriteQuestionsDOCX writes a questionnaire as a Word document laid out for the
// import of Microsoft Forms: a title, paragraphs, and one list of questions, each
// with its answers one level further in. Nothing else stands in its text, since
// whatever does would be taken for a question or an answer; what to set before
// the form is sent stands at the head of the page.
func WriteQuestionsDOCX(w io.Writer, words *phrase.Words, q Questionnaire) error {
	d := docx.New(docx.Properties{
		Language: words.Language, Title: q.Title, Subject: q.For,
		Creator: words.Say("product.name"), Label: words.Say("forms.head"),
	})
	d.Add(docx.Para{Style: docx.Title, Text: q.Title})
	for _, paragraph := range q.Intro {
		d.Text(docx.Body, oneLine(paragraph))
	}
	list := d.Numbers()
	for _, asked := range q.Questions {
		d.Add(docx.Para{Style: docx.Item, List: list, KeepNext: len(asked.Choices) > 0, Runs: []docx.Run{{Text: oneLine(asked.Text), Bold: true}}})
		for i, choice := range asked.Choices {
			d.Add(docx.Para{Style: docx.Item, List: list, Level: 1, Text: oneLine(choice), KeepNext: i < len(asked.Choices)-1})
		}
	}
	_, err := d.WriteTo(w)
	return err
}

// WriteSetupDOCX writes how to set the forms up in a survey tool and what to
// switch off there, with the line of help that each question may have.
func WriteSetupDOCX(w io.Writer, words *phrase.Words, all []Questionnaire) error {
	d := docx.New(docx.Properties{
		Language: words.Language, Title: words.Say("forms.setup.title"), Creator: words.Say("product.name"),
		Name: words.Say("forms.setup.title"), PageLine: words.Say("forms.page-line", "Page", docx.PageMark, "Pages", docx.PagesMark),
	})
	s := setup{d, words}
	d.Add(docx.Para{Style: docx.Title, Text: words.Say("forms.setup.title")})
	d.Text(docx.Lead, words.Say("forms.setup.lead"))
	s.files(all)
	s.steps("forms.setup.forms", "forms-1", "forms-2", "forms-3", "forms-4", "forms-5", "forms-6", "forms-7", "forms-8", "forms-9", "forms-10")
	d.Text(docx.Callout, words.Say("forms.setup.safe"))
	s.steps("forms.setup.tools", "tools-1", "tools-2", "tools-3", "tools-4")
	s.steps("forms.setup.back", "back-1", "back-2")
	s.help(all)
	_, err := d.WriteTo(w)
	return err
}

type setup struct {
	*docx.Document
	words *phrase.Words
}

func (s setup) files(all []Questionnaire) {
	s.Heading(1, s.words.Say("forms.setup.files"))
	table := docx.Table{
		Title:    s.words.Say("forms.setup.files"),
		Head:     docx.Cells(s.words.Say("forms.setup.file-who"), s.words.Say("forms.setup.file-name"), s.words.Say("forms.setup.file-number")),
		Widths:   []float64{6, 6, 2},
		RowHeads: true,
	}
	for _, q := range all {
		table.Rows = append(table.Rows, docx.Row{Cells: docx.Cells(q.For, s.words.Say("forms.setup.file-names", "Name", q.Name),
			strconv.Itoa(len(q.Questions)))})
	}
	if len(table.Rows) == 0 {
		return
	}
	s.Table(table)
	s.Text(docx.Body, s.words.Say("forms.setup.deeper"))
}

// steps is a heading and numbered sentences.
func (s setup) steps(heading string, messages ...string) {
	s.Heading(1, s.words.Say(heading))
	list := s.Numbers()
	for _, m := range messages {
		s.Entries(list, s.words.Say("forms.setup."+m, "Level", s.words.Say("forms.level")))
	}
}

// help lists the lines of help, questionnaire by questionnaire. Where an earlier
// one has the same lines at the same questions, it is named instead.
func (s setup) help(all []Questionnaire) {
	s.Heading(1, s.words.Say("forms.setup.help"))
	s.Text(docx.Body, s.words.Say("forms.setup.help-text"))
	for i, q := range all {
		lines := helpLines(q)
		if len(lines) == 0 {
			continue
		}
		s.Heading(2, q.For)
		earlier := slices.IndexFunc(all[:i], func(other Questionnaire) bool {
			theirs := helpLines(other)
			return !slices.ContainsFunc(lines, func(l helpLine) bool { return !slices.Contains(theirs, l) })
		})
		if earlier >= 0 {
			s.Text(docx.Body, s.words.Count("forms.setup.help-same", len(lines), "Numbers", s.numbers(lines), "For", all[earlier].For))
			continue
		}
		table := docx.Table{
			Title:    q.For,
			Head:     docx.Cells(s.words.Say("forms.setup.help-number"), s.words.Say("forms.setup.help-line")),
			Widths:   []float64{5, 7},
			RowHeads: true,
		}
		for _, l := range lines {
			line := docx.Para{Runs: []docx.Run{{Text: l.help}}}
			if l.needed {
				line.Runs = []docx.Run{{Text: s.words.Say("forms.setup.help-needed") + " ", Bold: true}, {Text: l.help}}
			}
			table.Rows = append(table.Rows, docx.Row{Cells: []docx.Cell{{Text: l.question}, {Paras: []docx.Para{line}}}})
		}
		s.Table(table)
	}
}

// numbers are those of the questions with these lines, in one line: "1 to 8, 10".
func (s setup) numbers(lines []helpLine) string {
	var all []string
	for from := 0; from < len(lines); {
		to := from
		for to+1 < len(lines) && lines[to+1].number == lines[to].number+1 {
			to++
		}
		first, last := strconv.Itoa(lines[from].number), strconv.Itoa(lines[to].number)
		if first == last {
			all = append(all, first)
		} else {
			all = append(all, s.words.Say("forms.setup.help-numbers", "First", first, "Last", last))
		}
		from = to + 1
	}
	return strings.Join(all, ", ")
}

// helpLine is a line of help and the question, with its number, it stands below.
type helpLine struct {
	number         int // from 1
	question, help string
	needed         bool
}

func helpLines(q Questionnaire) []helpLine {
	var all []helpLine
	for n, asked := range q.Questions {
		if asked.Help != "" {
			all = append(all, helpLine{n + 1, numbered(n, asked), asked.Help, asked.Needed})
		}
	}
	return all
}
