package round

import (
	"context"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/people"
)

// MaxNote is the most letters of a note in the margin.
const MaxNote = 2000

// ChosenAnswer says which of the answers that were written at the same time stays.
type ChosenAnswer struct {
	Item string
	// Base is the version of the answer that was shown, and Seen are the ids of those
	// shown beside it.
	Base int
	Seen []string
	// Keep is KeepKept, KeepOwn, or the id of one of Seen.
	Keep string
	// Text is what stands from now on with KeepOwn.
	Text string
}

// What a decision keeps, beside the id of an OtherAnswer.
const (
	KeepKept = "kept" // the answer stays as it is
	KeepOwn  = "own"  // one text is written out of all
)

// DecideReturn ends that two answers stand beside each other. What was written since
// the page was shown stays beside the answer.
func (s *Service) DecideReturn(ctx context.Context, v people.Viewer, where people.Where, id ID, c ChosenAnswer) error {
	return s.changeReturn(ctx, v, people.WriteReturn, where, id, func(tx Tx, d ReturnDraft) error {
		item, _, ok := d.Item(c.Item)
		if !ok {
			return missing()
		}
		if len(d.seen(c)) == 0 {
			return nil // somebody has decided already, perhaps the same person a moment ago
		}
		kept := d.Answers[c.Item]
		if kept.Version != c.Base {
			return fault.New(fault.Invalid, "return.changed-meanwhile")
		}
		next := ReturnAnswer{Item: c.Item, Answer: kept.Answer, Text: kept.Text, Version: kept.Version + 1, Author: v.Account.ID, At: s.Now()}
		if err := d.chosen(c, item.IsText(), &next); err != nil {
			return err
		}
		if next.Answer != kept.Answer || next.Text != kept.Text {
			if err := s.write(tx, &d, next); err != nil {
				return err
			}
		}
		for _, o := range d.seen(c) {
			if err := tx.RemoveOtherAnswer(id, d.Agency.ID, o.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// seen are the answers beside the kept one that a decision is about.
func (d ReturnDraft) seen(c ChosenAnswer) (all []OtherAnswer) {
	for _, o := range d.Others[c.Item] {
		for _, id := range c.Seen {
			if o.ID == id {
				all = append(all, o)
				break
			}
		}
	}
	return all
}

// chosen puts what was chosen into the answer.
func (d ReturnDraft) chosen(c ChosenAnswer, inWords bool, next *ReturnAnswer) (err error) {
	switch c.Keep {
	case KeepKept:
		return nil
	case KeepOwn:
		if inWords {
			next.Text, err = tidy(c.Text, answer.MaxComment)
			return err
		}
	}
	for _, o := range d.seen(c) {
		if o.ID == c.Keep {
			next.Answer, next.Text = o.Answer, o.Text
			return nil
		}
	}
	return fault.New(fault.Invalid, "return.choose-one")
}

// AddNote asks a question in the margin, or answers one where about is its id. The
// same note sent twice is there once.
func (s *Service) AddNote(ctx context.Context, v people.Viewer, where people.Where, id ID, n Note) error {
	return s.changeReturn(ctx, v, people.WriteReturn, where, id, func(tx Tx, d ReturnDraft) error {
		if _, _, ok := d.Item(n.Item); !ok {
			return missing()
		}
		var err error
		if n.Text, err = tidy(n.Text, MaxNote); err != nil {
			return err
		}
		if n.Text == "" {
			return fault.New(fault.Invalid, "return.note-needed")
		}
		if n.About != "" {
			about, ok := d.note(n.Item, n.About)
			if !ok || about.About != "" {
				return missing()
			}
			if !about.Settled.IsZero() {
				return fault.New(fault.Invalid, "return.note-settled")
			}
		}
		if all := d.Notes[n.Item]; len(all) > 0 {
			if last := all[len(all)-1]; last.Author == v.Account.ID && last.About == n.About && last.Text == n.Text && last.Settled.IsZero() {
				return nil
			}
		}
		n.ID, n.Author, n.At = s.NewID(), v.Account.ID, s.Now()
		return tx.PutNote(id, d.Agency.ID, n)
	})
}

// SettleNote says that a question in the margin needs nothing more.
func (s *Service) SettleNote(ctx context.Context, v people.Viewer, where people.Where, id ID, item, note string) error {
	return s.changeReturn(ctx, v, people.WriteReturn, where, id, func(tx Tx, d ReturnDraft) error {
		n, ok := d.note(item, note)
		if !ok || n.About != "" {
			return missing()
		}
		if !n.Settled.IsZero() {
			return nil
		}
		n.Settled = s.Now()
		return tx.PutNote(id, d.Agency.ID, n)
	})
}

func (d ReturnDraft) note(item, id string) (Note, bool) {
	for _, n := range d.Notes[item] {
		if n.ID == id {
			return n, true
		}
	}
	return Note{}, false
}

// Questions are the questions in the margin of an item, settled or still open, and
// AnswersTo what was answered to one.
func (d ReturnDraft) Questions(item string, settled bool) (all []Note) {
	for _, n := range d.Notes[item] {
		if n.About == "" && !n.Settled.IsZero() == settled {
			all = append(all, n)
		}
	}
	return all
}

// AnswersTo are the answers to a question in the margin, oldest first.
func (d ReturnDraft) AnswersTo(n Note) (all []Note) {
	for _, one := range d.Notes[n.Item] {
		if one.About == n.ID {
			all = append(all, one)
		}
	}
	return all
}

// OpenNotes counts the open questions in the margin of a part.
func (d ReturnDraft) OpenNotes(p ReturnPart) (n int) {
	for _, i := range p.Items {
		n += len(d.Questions(i.ID, false))
	}
	return n
}
