package ui

import (
	"slices"
	"strconv"
	"time"

	"bearings/internal/britain"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
)

// ReturnsPage is a page of a round's returns; those about one agency say which.
type ReturnsPage struct {
	RoundPage
	Paper round.Paper
	// Told is what has just been done: the last part of a message's id, or empty.
	Told string
	// Wrong is what has to be put right, and At the field it is about.
	Wrong, At string
}

func (p ReturnsPage) url(part ...string) string {
	return AgencyReturnURL(p.Round, p.Paper.Agency.ID, part...)
}

// returnsFrame is the frame of a page below the list of returns.
func (s Site) returnsFrame(p ReturnsPage, title string, further ...crumb) frame {
	trail := append([]crumb{{s.say("returnfiles.returns"), ReturnsURL(p.Round)}}, further...)
	return s.roundFrame(p.RoundPage, title, p.Wrong != "", trail...)
}

// earlierFrame is the frame of a page below that of earlier text.
func (s Site) earlierFrame(p ReturnsPage, title string) frame {
	return s.returnsFrame(p, title, crumb{s.say("returnfiles.earlier"), p.url("earlier")})
}

// ReturnList are the returns of a round as far as the viewer may know of them.
type ReturnList struct {
	ReturnsPage
	Returns []round.ReturnStanding
}

// own are those the viewer writes, and read those that everybody may read.
func (l ReturnList) own() []round.ReturnStanding {
	return only(l.Returns, func(one round.ReturnStanding) bool { return one.MayWrite })
}

func (l ReturnList) read() []round.ReturnStanding {
	return only(l.Returns, func(one round.ReturnStanding) bool { return one.MayRead })
}

// signed are those that are shown when all are; unsigned those that are not.
func (l ReturnList) signed() []round.ReturnStanding {
	return only(l.Returns, func(one round.ReturnStanding) bool { return one.Standing == round.IsSigned })
}

func (l ReturnList) unsigned() []round.ReturnStanding {
	return only(l.Returns, func(one round.ReturnStanding) bool {
		return one.Standing == round.NotBegun || one.Standing == round.Begun
	})
}

func (l ReturnList) asks() bool        { return l.Round.Asks(framework.Return) }
func (l ReturnList) coordinates() bool { return l.may(people.ManageRound, "") }
func (l ReturnList) mayReveal() bool {
	return l.coordinates() && l.asks() && l.Round.State == round.Closed && l.Round.Revealed.IsZero()
}

func only[T any](all []T, is func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(one T) bool { return !is(one) })
}

// EarlierText is the page of what is beside an agency's questions.
type EarlierText struct {
	ReturnsPage
	round.EarlierPage
}

// beside are the earlier texts of a question.
func (e EarlierText) beside(item string) []round.Earlier {
	return only(e.Earliers, func(one round.Earlier) bool { return one.Item == item })
}

// Pasting is the form with which a text is put beside a question.
type Pasting struct {
	ReturnsPage
	Item, Source string
	Box          WritingBox
	// Checked says that the hints are shown for a second look.
	Checked bool
}

// PasteBox is the box of that form.
func (s Site) PasteBox() WritingBox {
	return WritingBox{ID: FieldEarlierText, Label: s.say("returnfiles.paste-box"), Hint: s.say("returnfiles.paste-hint"),
		Rows: 10, Limit: round.MaxEarlier, Required: true}
}

// BringDocument asks for a document, and DocumentParts which part of it belongs to
// which question.
type (
	BringDocument struct {
		ReturnsPage
		// Limit is the most that is taken in, in megabytes.
		Limit int
	}
	DocumentParts struct {
		ReturnsPage
		Name     string
		Passages []round.Passage
		// Chosen are the numbers of parts, from 1, by item.
		Chosen map[string]string
	}
)

// EarlierClash shows two texts where somebody changed the answer meanwhile.
type EarlierClash struct {
	ReturnsPage
	Used round.Used
	// To is where to go on, a path of this site.
	To string
}

// Offering is the page on which a return is offered to other partnerships.
type Offering struct {
	ReturnsPage
	Offerings []round.Offering
}

// textQuestions are the questions of a part that are answered in words.
func textQuestions(part round.PaperPart) []round.PaperQuestion {
	return only(part.Questions, func(q round.PaperQuestion) bool { return q.Item.IsText() })
}

func (s Site) paperPartTitle(part round.PaperPart) string {
	if part.Principle.ID == "" {
		return s.say("returnfiles.others")
	}
	return s.text(part.Principle.Title)
}

// question is the text of an item in a paper.
func (s Site) question(p round.Paper, item string) string {
	for _, part := range p.Parts {
		for _, q := range part.Questions {
			if q.Item.ID == item {
				return s.text(q.Item.Text)
			}
		}
	}
	return item
}

// paperStage says how far a return has got, and by whom and when it was signed.
func (s Site) paperStage(p round.Paper) string {
	return s.say("returnfiles.stage-"+p.Stage(), "Name", p.Return.Name, "Role", p.Return.Role, "Date", s.date(p.Return.Signed))
}

// paperNotice says who may read a return.
func (s Site) paperNotice(p round.Paper) string {
	if p.IsShown() {
		return s.say("returnfiles.notice-shown", "Date", s.date(p.Round.Revealed))
	}
	return s.say("returnfiles.notice", "Agency", p.Agency.Name)
}

// OlderSource names a return whose texts are brought in: the last one here, or one of
// another partnership's round.
func (s Site) OlderSource(here people.PartnershipID) func(round.Older) string {
	return func(o round.Older) string {
		month := s.month(closedMonth(o.Round).Format("2006-01"))
		if o.Partnership.ID == here {
			return s.say("returnfiles.source-round", "Round", o.Round.Title, "Month", month)
		}
		return s.say("returnfiles.source-offered", "Partnership", o.Partnership.Name, "Round", o.Round.Title, "Month", month)
	}
}

// closedMonth is when a round ended, or began where it has not.
func closedMonth(r round.Round) time.Time {
	if r.Closed.IsZero() {
		return britain.Time(r.Opened)
	}
	return britain.Time(r.Closed)
}

// nth is a number of a list, from 1.
func nth(n int) string { return strconv.Itoa(n + 1) }
