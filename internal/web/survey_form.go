package web

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/ui"
)

const (
	// mostSurvey is the most that a form of the survey may have, in bytes: a comment
	// on each principle, of letters that take twelve bytes each on their way, and what
	// is too long by so much that it can still be shown to be shortened.
	mostSurvey = 512 << 10
	// mostKey is the most letters of what a form was made with.
	mostKey = 64
)

// surveyForm reads a form, which may be as long as everything one may write.
func surveyForm(r *http.Request) (url.Values, error) {
	body := &limited{reader: r.Body, left: mostSurvey}
	r.Body = io.NopCloser(body)
	err := r.ParseForm()
	// A browser shows an answer only when all it sent has been taken.
	_, _ = io.CopyN(io.Discard, body.reader, overflow*mostSurvey)
	if body.over || errors.Is(err, errOver) {
		return nil, failure(http.StatusRequestEntityTooLarge)
	} else if err != nil {
		return nil, fault.New(fault.Invalid, "doors.half_a_form")
	}
	return r.PostForm, nil
}

// readSurvey takes what was said out of a form. What no page of ours sends is left
// out; what has to be put right is noted, with its page.
func (s *Site) readSurvey(p *ui.SurveyPage, form url.Values) {
	said := ui.SurveySaid{Key: form.Get(ui.FieldSurveyKey), Agency: form.Get(ui.FieldSurveyAgency), Level: form.Get(ui.FieldSurveyLevel),
		Use: form.Get(ui.FieldSurveyUse), Answers: map[string]string{}, Comments: map[string]string{},
		All: form.Get(ui.FieldSurveyAll) != "", Check: form.Get(ui.FieldSurveyCheck) != ""}
	if len(said.Key) < 16 || len(said.Key) > mostKey || strings.ContainsFunc(said.Key, isNoKey) {
		said.Key = s.config.Rounds.NewKey()
	}
	for _, principle := range p.Framework.Principles {
		if slices.Contains(form[ui.FieldSurveyDeeper], principle.ID) {
			said.Deeper = append(said.Deeper, principle.ID)
		}
		if text := readable(form.Get(ui.FieldSurveyComment(principle.ID))); text != "" {
			said.Comments[principle.ID] = text
		}
	}
	p.Said, p.Page = said, form.Get(ui.FieldSurveyPage)
	s.readChoices(p, form)
	s.readAnswers(p, form)
	s.checkWritten(p)
	if p.Wrong == "" && p.Page != ui.SurveyPageUse && !slices.Contains(surveyPages(*p), p.Page) {
		p.Page = ui.SurveyPageStart
	}
}

func isNoKey(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// readable is a text as it can be shown: what is no text becomes a mark that shows
// where it was.
func readable(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\ufffd"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

// wrongOn notes what has to be put right, once, and shows the page it is on.
func (s *Site) wrongOn(p *ui.SurveyPage, page, field, message string, with ...any) {
	if p.Wrong != "" {
		return
	}
	if p.Said.All {
		page = ui.SurveyPageAll
	}
	p.Page, p.At, p.Wrong = page, field, s.config.Words.Say(message, with...)
}

// readChoices looks at agency, level and use, and forgets what can't be chosen.
func (s *Site) readChoices(p *ui.SurveyPage, form url.Values) {
	said := &p.Said
	if _, ok := p.Agency(people.AgencyID(said.Agency)); !ok && said.Agency != "" && said.Agency != ui.SurveyUnsaid {
		said.Agency = ""
		if p.Link.Agency == "" {
			s.wrongOn(p, ui.SurveyPageAgency, ui.FieldSurveyAgency, "survey.wrong-agency")
		}
	}
	if said.Level != "" && said.Level != ui.SurveyUnsaid && !slices.Contains(round.Levels, said.Level) {
		said.Level = ""
		if p.Link.Level == "" {
			s.wrongOn(p, ui.SurveyPageLevel, ui.FieldSurveyLevel, "survey.wrong-level")
		}
	}
	if said.Use != "" && said.Use != round.ForSummary && said.Use != round.ForQuote {
		said.Use = ""
		s.wrongOn(p, ui.SurveyPageUse, ui.FieldSurveyUse, "survey.wrong-use")
	}
}

// readAnswers takes the answers to statements that staff are asked.
func (s *Site) readAnswers(p *ui.SurveyPage, form url.Values) {
	for _, item := range p.Framework.Items {
		answer := form.Get(ui.FieldSurveyAnswer(item.ID))
		if answer == "" || item.IsText() || !item.For(framework.Staff) {
			continue
		}
		if round.IsAnswer(p.Framework, item, answer) {
			p.Said.Answers[item.ID] = answer
			continue
		}
		s.wrongOn(p, ui.SurveyPageOf(item.ID), ui.FieldSurveyAnswer(item.ID), "survey.wrong-answer")
	}
}

// checkWritten looks whether comments can be kept as they are.
func (s *Site) checkWritten(p *ui.SurveyPage) {
	for _, item := range p.Core("") {
		err := round.CheckComment(p.Said.Comments[item.Principle])
		if f, ok := fault.As(err); ok {
			s.wrongOn(p, ui.SurveyPageOf(item.ID), ui.FieldSurveyComment(item.Principle), f.Message, with(f)...)
		}
	}
}

func with(f *fault.Fault) []any {
	var all []any
	for name, value := range f.With {
		all = append(all, name, value)
	}
	return all
}
