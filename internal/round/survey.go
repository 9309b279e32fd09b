package round

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// MaxComment is the most letters of a comment.
const MaxComment = 2000

// SurveyClosed is the message of the fault that says that nobody answers any more,
// or not yet.
const SurveyClosed = "survey.not-open"

// Survey is a staff survey as a link leads to it. It must not be changed.
type Survey struct {
	Link        Link
	Round       Round
	Partnership string
	Agencies    []Agency
	Framework   *framework.Framework
}

// Survey finds what a code leads to. It may be some minutes old, and older while the
// database is away, so that nobody loses what they typed; sending looks again.
func (s *Service) Survey(ctx context.Context, code string) (Survey, error) {
	seen, ok := s.surveys.of(code)
	q, err := s.findSurvey(ctx, code, seen, ok)
	if f, known := fault.As(err); ok && known && f.Kind == fault.Unavailable {
		return seen.survey, nil
	}
	return q, err
}

func (s *Service) findSurvey(ctx context.Context, code string, seen seenSurvey, ok bool) (Survey, error) {
	now, read := s.Now(), s.Store.Read(ctx)
	switch {
	case ok && seen.hasRound(now):
		return seen.survey, nil
	case ok && seen.hasRest(now):
		r, there, err := read.Round(seen.survey.Round.ID)
		if err != nil || !there {
			return Survey{}, orUnknown(err)
		}
		seen.survey.Round, seen.round = r, now
		s.surveys.keep(code, seen)
		return seen.survey, nil
	}
	q, err := s.readSurvey(ctx, read, code)
	if err != nil {
		return Survey{}, err
	}
	p, _, err := read.Partnership(q.Round.Partnership)
	if err != nil {
		return Survey{}, err
	}
	q.Partnership = p.Name
	s.surveys.keep(code, seenSurvey{q, now, now})
	return q, nil
}

func (s *Service) readSurvey(ctx context.Context, read Reader, code string) (q Survey, err error) {
	var ok bool
	if q.Link, ok, err = read.Link(code); err != nil || !ok {
		return q, orUnknown(err)
	}
	if q.Round, ok, err = read.Round(q.Link.Round); err != nil || !ok || !q.Round.Asks(framework.Staff) {
		return q, orUnknown(err)
	}
	if q.Agencies, err = read.RoundAgencies(q.Round.ID); err != nil {
		return q, err
	}
	q.Framework, err = s.Framework(ctx, q.Round.ID)
	return q, err
}

func orUnknown(err error) error {
	if err != nil {
		return err
	}
	return fault.New(fault.NotFound, "survey.unknown")
}

// Core are the statements that everybody at a level is asked, in the framework's
// order.
func (q Survey) Core(level string) []framework.Item {
	return q.items(func(i framework.Item) bool { return i.Part == framework.Core && i.ForLevel(level) })
}

// Deeper are the further statements on a principle, for a level. Whoever has not
// said a level is asked none: they are put to one level each.
func (q Survey) Deeper(level, principle string) []framework.Item {
	return q.items(func(i framework.Item) bool {
		return i.Part == framework.Deeper && i.Principle == principle && i.ForLevel(level) && (level != "" || len(i.Levels) == 0)
	})
}

func (q Survey) items(belongs func(framework.Item) bool) []framework.Item {
	return slices.DeleteFunc(slices.Clone(q.Framework.Items), func(i framework.Item) bool {
		return i.IsText() || !i.For(framework.Staff) || !belongs(i)
	})
}

// Agency is one of those asked.
func (q Survey) Agency(id people.AgencyID) (Agency, bool) {
	i := slices.IndexFunc(q.Agencies, func(a Agency) bool { return a.ID == id })
	if i < 0 {
		return Agency{}, false
	}
	return q.Agencies[i], true
}

// Knows says whether an item can be answered so by staff of a level.
func (q Survey) Knows(item, answer, level string) bool {
	i, ok := q.Framework.Item(item)
	return ok && !i.IsText() && i.For(framework.Staff) && i.ForLevel(level) && IsAnswer(q.Framework, i, answer)
}

// IsAnswer says whether a scale has an answer.
func IsAnswer(fw *framework.Framework, item framework.Item, answer string) bool {
	scale, ok := fw.Scale(item.Scale)
	is := func(w framework.Word) bool { return w.ID == answer }
	return ok && (slices.ContainsFunc(scale.Positions, is) || slices.ContainsFunc(scale.Beside, is))
}

// Answers are what one person sends. Nothing in them says who it is.
type Answers struct {
	// Key is what the form was made with: sent twice, it counts once.
	Key string
	// Agency and Level are empty for not said; where the link fixes them they are
	// not looked at.
	Agency people.AgencyID
	Level  string
	// Answers are answer ids by item id, Comments words by principle id.
	Answers, Comments map[string]string
	// Use says how comments may be used; empty is ForSummary.
	Use string
}

// Submit takes what one person has answered, once. No deed, no job and no line in
// any log tells of it. Faults: survey.unknown, SurveyClosed, and what is not one of
// the survey's own answers.
func (s *Service) Submit(ctx context.Context, code string, a Answers) error {
	q, err := s.openSurvey(ctx, code)
	if err != nil {
		return err
	}
	reply, err := q.reply(a)
	if err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(tx Tx) error {
		// Closing waits for whoever was let in, and whoever comes later sees it closed.
		if err := tx.LetReply(q.Round.ID); err != nil {
			return err
		}
		sent, err := tx.SendReply(code, reply, s.remarks(q, a, reply.Use))
		if err != nil || sent {
			return err
		}
		// It is there already, unless nothing is taken here any longer.
		now, err := s.readSurvey(ctx, tx, code)
		if err == nil && !now.IsOpen(s.Now()) {
			err = fault.New(fault.Invalid, SurveyClosed)
		}
		return err
	})
}

// openSurvey is the survey of a link, which takes answers now. That it does not is
// never believed from memory.
func (s *Service) openSurvey(ctx context.Context, code string) (Survey, error) {
	q, err := s.Survey(ctx, code)
	if err != nil || q.IsOpen(s.Now()) {
		return q, err
	}
	if q, err = s.readSurvey(ctx, s.Store.Read(ctx), code); err == nil && !q.IsOpen(s.Now()) {
		err = fault.New(fault.Invalid, SurveyClosed)
	}
	return q, err
}

// IsOpen says whether answers are taken now.
func (q Survey) IsOpen(now time.Time) bool {
	return q.Round.State == Open && now.Before(q.Round.Ends())
}

func (q Survey) reply(a Answers) (Reply, error) {
	reply := Reply{ID: replyID(q.Round.ID, a.Key), Strand: framework.Staff, Level: a.Level, Answers: map[string]string{}, Use: a.Use}
	id := a.Agency
	if q.Link.Agency != "" {
		id = q.Link.Agency
	}
	if q.Link.Level != "" {
		reply.Level = q.Link.Level
	}
	agency, known := q.Agency(id)
	switch {
	case len(a.Key) < 16:
		return reply, fault.New(fault.Invalid, "survey.wrong-form")
	case id != "" && !known:
		return reply, fault.New(fault.Invalid, "survey.wrong-agency")
	case reply.Level != "" && !slices.Contains(Levels, reply.Level):
		return reply, fault.New(fault.Invalid, "survey.wrong-level")
	case a.Use == "":
		reply.Use = ForSummary
	case a.Use != ForSummary && a.Use != ForQuote:
		return reply, fault.New(fault.Invalid, "survey.wrong-use")
	}
	reply.Agency = agency.Name
	for item, answer := range a.Answers {
		if !q.Knows(item, answer, reply.Level) {
			return reply, fault.New(fault.Invalid, "survey.wrong-answer")
		}
		reply.Answers[item] = answer
	}
	return reply, q.checkComments(a)
}

func (q Survey) checkComments(a Answers) error {
	for principle, text := range a.Comments {
		if _, known := q.Framework.Principle(principle); !known {
			return fault.New(fault.Invalid, "survey.wrong-answer")
		}
		if err := CheckComment(text); err != nil {
			return err
		}
	}
	return nil
}

// CheckComment says what has to be put right in a comment.
func CheckComment(text string) error {
	switch n := utf8.RuneCountInString(text); {
	case n > MaxComment:
		return fault.New(fault.Invalid, "survey.comment-long", "Most", MaxComment, "Over", n-MaxComment)
	case !utf8.ValidString(text), strings.ContainsFunc(text, isNoText):
		return fault.New(fault.Invalid, "survey.comment-unreadable")
	}
	return nil
}

// isNoText finds what no keyboard writes, and what a reader could not see.
func isNoText(r rune) bool {
	return r != '\n' && r != '\t' && unicode.IsControl(r) || r == unicode.ReplacementChar
}

// replyID is the same for the same form, and tells nothing of it.
func replyID(id ID, key string) string {
	sum := sha256.Sum256([]byte("bearings reply " + string(id) + " " + key))
	return hex.EncodeToString(sum[:16])
}

// remarks are what somebody wrote, under a name made up for it.
func (s *Service) remarks(q Survey, a Answers, use string) []Remark {
	var all []Remark
	author := s.NewKey()
	for _, p := range q.Framework.Principles {
		if text := strings.TrimSpace(a.Comments[p.ID]); text != "" {
			all = append(all, Remark{ID: s.NewKey(), Strand: framework.Staff, Author: author, Principle: p.ID, Text: text, Use: use, State: Unread})
		}
	}
	return all
}
