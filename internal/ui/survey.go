package ui

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/round"
)

// The fields of the survey's form. All that was said so far travels in it.
const (
	FieldSurveyKey     = "key"
	FieldSurveyPage    = "page"
	FieldSurveyAgency  = "agency"
	FieldSurveyLevel   = "level"
	FieldSurveyUse     = "use"
	FieldSurveyDeeper  = "deeper"
	FieldSurveyAll     = "all"
	FieldSurveyCheck   = "return"
	FieldSurveyLooked  = "looked"
	fieldAnswerStart   = "a."
	fieldCommentStart  = "c."
	SurveyUnsaid       = "unsaid" // they would rather not say
	SurveyNext         = "next"
	SurveyBack         = "back"
	SurveyToCheck      = "check"
	SurveySend         = "send"
	SurveyLeave        = "leave" // takes the answer of a page back
	surveyChange       = "change."
	SurveyPageStart    = "start"
	SurveyPageAgency   = "agency"
	SurveyPageLevel    = "level"
	SurveyPageDeeper   = "deeper"
	SurveyPageUse      = "use"
	SurveyPageAll      = "all"
	SurveyPageCheck    = "check"
	surveyPageQuestion = "s."
)

// FieldSurveyAnswer is the field of the answer to an item, FieldSurveyComment of what is written
// under a principle.
func FieldSurveyAnswer(item string) string       { return fieldAnswerStart + item }
func FieldSurveyComment(principle string) string { return fieldCommentStart + principle }

// SurveyPageOf is the page of an item; SurveyItemOf is the item of a page.
func SurveyPageOf(item string) string         { return surveyPageQuestion + item }
func SurveyItemOf(page string) (string, bool) { return strings.CutPrefix(page, surveyPageQuestion) }

// SurveyChangeOf is the button that leads to a page, SurveyChanged the page of one.
func SurveyChangeOf(page string) string        { return surveyChange + page }
func SurveyChanged(step string) (string, bool) { return strings.CutPrefix(step, surveyChange) }

// SurveySaid is what somebody has said so far, as the form carries it.
type SurveySaid struct {
	Key string
	// Agency is an id, SurveyUnsaid or empty; Level and Use likewise.
	Agency, Level, Use string
	Answers            map[string]string // by item
	Comments           map[string]string // by principle
	// Deeper are the principles somebody wants to go into.
	Deeper []string
	// All says that the one-page form is used, Check that the next page is the one to
	// check everything.
	All, Check bool
}

// SurveyPage is a page of the survey as somebody sees it.
type SurveyPage struct {
	round.Survey
	Said SurveySaid
	// Page is which it is.
	Page string
	// Number and Of say where a statement stands among those like it.
	Number, Of int
	// Wrong is what has to be put right, and At the field it is about.
	Wrong, At string
	// Written is the comment of the page with what was found in it.
	Written Written
	// Looked says that the words were looked at and stay as they are.
	Looked bool
	// Address is the survey's, as it is printed.
	Address string
}

// AgencyID is the agency that was said or that the link fixes, or empty.
func (p SurveyPage) AgencyID() string {
	if p.Link.Agency != "" {
		return string(p.Link.Agency)
	}
	return unsaidIsEmpty(p.Said.Agency)
}

// LevelID is the level that was said or that the link fixes, or empty.
func (p SurveyPage) LevelID() string {
	if p.Link.Level != "" {
		return p.Link.Level
	}
	return unsaidIsEmpty(p.Said.Level)
}

func unsaidIsEmpty(said string) string {
	if said == SurveyUnsaid {
		return ""
	}
	return said
}

// HasComments says whether anything was written.
func (said SurveySaid) HasComments() bool {
	for _, text := range said.Comments {
		if strings.TrimSpace(text) != "" {
			return true
		}
	}
	return false
}

// item is the statement of the page.
func (p SurveyPage) item() framework.Item {
	id, _ := SurveyItemOf(p.Page)
	item, _ := p.Framework.Item(id)
	return item
}

// CommentOn is the principle that can be written under on a page, or empty: that of
// a core statement, where it is the first of its principle.
func (p SurveyPage) CommentOn() string {
	if item := p.item(); item.ID != "" && p.isFirst(item) {
		return item.Principle
	}
	return ""
}

// carried is a name and a value.
type carried struct{ name, value string }

// carried are the fields that the page does not ask for itself, so that nothing is
// lost on the way.
func (p SurveyPage) carried() []carried {
	all := []carried{{FieldSurveyKey, p.Said.Key}, {FieldSurveyPage, p.Page}}
	add := func(page, name, value string) {
		if p.Page != page && p.Page != SurveyPageAll {
			all = append(all, carried{name, value})
		}
	}
	add(SurveyPageAgency, FieldSurveyAgency, p.Said.Agency)
	add(SurveyPageLevel, FieldSurveyLevel, p.Said.Level)
	add(SurveyPageUse, FieldSurveyUse, p.Said.Use)
	for _, id := range p.Said.Deeper {
		add(SurveyPageDeeper, FieldSurveyDeeper, id)
	}
	for _, item := range slices.Sorted(maps.Keys(p.Said.Answers)) {
		add(SurveyPageOf(item), FieldSurveyAnswer(item), p.Said.Answers[item])
	}
	for _, principle := range slices.Sorted(maps.Keys(p.Said.Comments)) {
		if p.CommentOn() != principle {
			add("", FieldSurveyComment(principle), p.Said.Comments[principle])
		}
	}
	if p.Said.All {
		all = append(all, carried{FieldSurveyAll, "yes"})
	}
	if p.Said.Check {
		all = append(all, carried{FieldSurveyCheck, "yes"})
	}
	if p.Looked {
		all = append(all, carried{FieldSurveyLooked, "yes"})
	}
	return all
}

// surveyFrame stands around a page of the survey: without what is for those who work
// with the site.
func (s Site) surveyFrame(title string, failed bool) frame {
	return frame{title: title, calm: true, failed: failed}
}

// In is the site with a round's own framework.
func (s Site) In(fw *framework.Framework) Site {
	s.Framework = fw
	return s
}

// feelOf is how it should feel for a child: the first sentence of a principle, those
// that young people have checked before others.
func feelOf(p framework.Principle) (framework.Statement, bool) {
	all := p.Feels[framework.YoungPerson].Statements
	if i := slices.IndexFunc(all, func(one framework.Statement) bool { return one.Checked != nil }); i >= 0 {
		return all[i], true
	}
	if len(all) == 0 {
		return framework.Statement{}, false
	}
	return all[0], true
}

// commentBox is the box below the statement of a page, or on the one-page form.
func (s Site) commentBox(p SurveyPage, principle string, written Written, wrong string) WritingBox {
	box := WritingBox{ID: FieldSurveyComment(principle), Label: s.say("survey.comment"), Rows: 5, NoReferral: true, Written: written, Wrong: wrong, Back: true}
	if wrong != "" {
		box.Limit = round.MaxComment
	}
	if name, ok := p.Framework.Principle(principle); ok {
		box.Of = s.text(name.Title)
	}
	return box
}

// surveyRow is a line of the page on which everything is checked.
type surveyRow struct{ name, value, page string }

func (s Site) surveyRows(p SurveyPage) []surveyRow {
	agency, level := s.surveyAgencyName(p), s.surveyLevelName(p)
	rows := []surveyRow{{s.say("survey.row-agency"), agency, ""}, {s.say("survey.row-level"), level, ""}}
	if p.Link.Agency == "" {
		rows[0].page = SurveyPageAgency
	}
	if p.Link.Level == "" {
		rows[1].page = SurveyPageLevel
	}
	return rows
}

func (s Site) surveyAgencyName(p SurveyPage) string {
	for _, a := range p.Agencies {
		if string(a.ID) == p.AgencyID() {
			return a.Name
		}
	}
	return s.say("survey.not-said")
}

func (s Site) surveyLevelName(p SurveyPage) string {
	if level, ok := p.Framework.Level(p.LevelID()); ok {
		return s.text(level.Name)
	}
	return s.say("survey.not-said")
}

// answerWords are the words of an answer, or that there is none.
func (s Site) answerWords(item framework.Item, answer string) string {
	for _, word := range append(slices.Clone(s.words(item)), s.besideWords(item)...) {
		if word.ID == answer {
			return s.text(word.Word)
		}
	}
	return s.say("survey.not-answered")
}

// asked are the statements of a page to check: the core, and those that somebody
// went deeper into.
func (p SurveyPage) asked() []framework.Item {
	all := p.Core(p.LevelID())
	for _, principle := range p.Framework.Principles {
		if slices.Contains(p.Said.Deeper, principle.ID) {
			all = append(all, p.Survey.Deeper(p.LevelID(), principle.ID)...)
		}
	}
	return all
}

// deepened are the principles one can go deeper into.
func (p SurveyPage) deepened() []framework.Principle {
	return slices.DeleteFunc(slices.Clone(p.Framework.Principles), func(one framework.Principle) bool {
		return len(p.Survey.Deeper(p.LevelID(), one.ID)) == 0
	})
}

// closes is the last day of the round in words, or empty.
func (s Site) surveyCloses(r round.Round) string {
	if r.Closes.IsZero() {
		return ""
	}
	return s.date(r.Closes)
}

// placeID is the id of the nth choice of a group; the first has the group's name.
func placeID(name string, n int) string {
	if n == 0 {
		return name
	}
	return name + "-" + strconv.Itoa(n+1)
}

func (p SurveyPage) wrongAt(field string) string { return wrongAt(field, p.At, p.Wrong) }

// isDeeper says whether the page is one of the further statements.
func (p SurveyPage) isDeeper() bool { return p.item().Part == framework.Deeper }

// isFirst says whether a core statement is the first of its principle.
func (p SurveyPage) isFirst(item framework.Item) bool {
	for _, one := range p.Core(p.LevelID()) {
		if one.Principle == item.Principle {
			return one.ID == item.ID
		}
	}
	return false
}

func (p SurveyPage) use() string { return cmp.Or(p.Said.Use, round.ForSummary) }

// isEarly says that the round has yet to open.
func (p SurveyPage) isEarly() bool { return p.Round.State == round.Preparing }

// isAny says whether anything was said.
func (said SurveySaid) isAny() bool { return len(said.Answers) > 0 || said.HasComments() }

func (s Site) closedTitle(p SurveyPage) string {
	if p.isEarly() {
		return s.say("survey.early")
	}
	return s.say("survey.closed")
}

// surveyPlace says where a statement stands: it is the title of its page.
func (s Site) surveyPlace(p SurveyPage) string {
	if p.isDeeper() {
		return s.say("survey.place-deeper", "N", p.Number, "All", p.Of)
	}
	return s.say("survey.place", "N", p.Number, "All", p.Of)
}

func (s Site) surveyPrinciple(p SurveyPage, id string) string {
	principle, _ := p.Framework.Principle(id)
	return s.text(principle.Title)
}
