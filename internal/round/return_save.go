package round

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// changeReturn does something to a return that can still be changed, all of it or
// nothing.
func (s *Service) changeReturn(ctx context.Context, v people.Viewer, right people.Right, where people.Where, id ID, do func(tx Tx, d ReturnDraft) error) error {
	return s.withReturn(ctx, v, right, where, id, func(tx Tx, d ReturnDraft) error {
		if err := d.closed(); err != nil {
			return err
		}
		return do(tx, d)
	})
}

// withReturn does something to a return, all of it or nothing. The framework is read
// before, so that the transaction waits for nothing.
func (s *Service) withReturn(ctx context.Context, v people.Viewer, right people.Right, where people.Where, id ID, do func(tx Tx, d ReturnDraft) error) error {
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return err
	}
	return s.change(ctx, v, right, where, id, func(tx Tx, r Round) error {
		d, err := draft(tx, r, where.Agency, fw)
		if err != nil {
			return err
		}
		return do(tx, d)
	})
}

// Change is what somebody wrote to one question.
type Change struct {
	Item string
	// Answer is an answer of the item's scale, Text what is written; both are empty
	// where an answer is taken back.
	Answer, Text string
	// Base is the version it began from, 0 where there was none.
	Base int
	// Other is the OtherAnswer that came of an earlier change from the same page, or
	// empty: what follows takes its place.
	Other string
}

// Saved is what came of one change.
type Saved struct {
	Item string
	// Version is what the page goes on from.
	Version int
	// Other is set where somebody else had changed the answer meanwhile: then both
	// are kept.
	Other string
	// Wrong is why nothing was kept of it, or nil.
	Wrong error
}

// SaveReturn keeps what somebody wrote. Where an answer was changed meanwhile, both
// are kept: nothing is lost. A change that can't be kept says so, and the others are.
func (s *Service) SaveReturn(ctx context.Context, v people.Viewer, where people.Where, id ID, changes []Change) ([]Saved, error) {
	var all []Saved
	err := s.changeReturn(ctx, v, people.WriteReturn, where, id, func(tx Tx, d ReturnDraft) error {
		all = nil
		for _, c := range changes {
			one, err := s.saveOne(tx, &d, v, c)
			if err != nil {
				return err
			}
			all = append(all, one)
		}
		return nil
	})
	return all, err
}

func (s *Service) saveOne(tx Tx, d *ReturnDraft, v people.Viewer, c Change) (Saved, error) {
	saved := Saved{Item: c.Item, Version: c.Base, Other: c.Other}
	item, _, ok := d.Item(c.Item)
	if !ok {
		return saved, missing()
	}
	if c.Text, saved.Wrong = tidy(c.Text, answer.MaxComment); saved.Wrong != nil {
		return saved, nil
	}
	if err := fits(d.Framework, item, c); err != nil {
		return saved, err
	}
	kept := d.Answers[c.Item]
	switch {
	case kept.Answer == c.Answer && kept.Text == c.Text:
		saved.Version = kept.Version
		return saved, nil
	case kept.Version == c.Base, isContinued(kept, v, c):
		saved.Version = kept.Version + 1
		return saved, s.write(tx, d, ReturnAnswer{c.Item, c.Answer, c.Text, saved.Version, v.Account.ID, s.Now()})
	}
	var err error
	saved.Other, err = s.keepBeside(tx, d, v, c)
	return saved, err
}

// isContinued says whether somebody goes on with what they wrote themselves: a reply
// to an earlier saving may have been lost on its way.
func isContinued(kept ReturnAnswer, v people.Viewer, c Change) bool {
	return kept.Author == v.Account.ID && kept.Text != "" && strings.HasPrefix(c.Text, kept.Text)
}

// write puts an answer in the place of the one that is kept.
func (s *Service) write(tx Tx, d *ReturnDraft, a ReturnAnswer) error {
	if a.Version == 1 {
		if err := tx.PutReturn(d.Round.ID, d.Return); err != nil {
			return err
		}
	}
	ok, err := tx.PutReturnAnswer(d.Round.ID, d.Agency.ID, a)
	if err == nil && !ok {
		return fault.New(fault.Invalid, "return.changed-meanwhile")
	}
	d.Answers[a.Item] = a
	return err
}

// keepBeside keeps an answer beside the one somebody else wrote, once.
func (s *Service) keepBeside(tx Tx, d *ReturnDraft, v people.Viewer, c Change) (string, error) {
	for _, o := range d.Others[c.Item] {
		switch {
		case o.Answer == c.Answer && o.Text == c.Text:
			return o.ID, nil
		case o.ID == c.Other && o.Author == v.Account.ID:
			if err := tx.RemoveOtherAnswer(d.Round.ID, d.Agency.ID, o.ID); err != nil {
				return "", err
			}
		}
	}
	o := OtherAnswer{ID: s.NewID(), Item: c.Item, Answer: c.Answer, Text: c.Text, Author: v.Account.ID, At: s.Now()}
	d.Others[c.Item] = append(slices.DeleteFunc(d.Others[c.Item], func(one OtherAnswer) bool { return one.ID == c.Other && one.Author == o.Author }), o)
	return o.ID, tx.AddOtherAnswer(d.Round.ID, d.Agency.ID, o)
}

// fits says whether a change is an answer to its question; no page sends another.
func fits(fw *framework.Framework, item framework.Item, c Change) error {
	if item.IsText() {
		if c.Answer != "" {
			return missing()
		}
		return nil
	}
	scale, _ := fw.Scale(item.Scale)
	of := func(w framework.Word) bool { return w.ID == c.Answer }
	if c.Text != "" || c.Answer != "" && !slices.ContainsFunc(scale.Positions, of) && !slices.ContainsFunc(scale.Beside, of) {
		return missing()
	}
	return nil
}

// tidy is a text as it is kept, or what is wrong with it. Space at its end is
// nothing.
func tidy(text string, most int) (string, error) {
	text = strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), " \t\r\n")
	switch {
	case !utf8.ValidString(text):
		return text, fault.New(fault.Invalid, "return.not-text")
	case strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f }):
		return text, fault.New(fault.Invalid, "return.control")
	case utf8.RuneCountInString(text) > most:
		return text, fault.New(fault.Invalid, "return.too-long", "Most", most, "Over", utf8.RuneCountInString(text)-most)
	}
	return text, nil
}
