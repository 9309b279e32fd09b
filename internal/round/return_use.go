package round

import (
	"context"
	"slices"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/people"
)

// Used is what became of an earlier text that was to go into an answer.
type Used struct {
	Earlier Earlier
	// Answer is the answer as it stands.
	Answer ReturnAnswer
	// Clash says that somebody had changed the answer meanwhile, so that nothing was
	// written.
	Clash bool
}

// UseEarlier writes an earlier text as the answer of its question, or below what
// stands there. version is that of the answer as the author saw it, 0 for none.
func (s *Service) UseEarlier(ctx context.Context, v people.Viewer, where people.Where, id ID, earlier string, version int) (used Used, err error) {
	err = s.changeEarlier(ctx, v, where, id, func(tx Tx, r Round, a Agency) error {
		used = Used{}
		if used.Earlier, used.Answer, err = earlierAndAnswer(tx, r, a, earlier); err != nil {
			return err
		}
		now := used.Answer
		switch {
		case strings.Contains(now.Text, used.Earlier.Text):
			return nil // the form was sent twice
		case now.Version != version:
			used.Clash = true
			return nil
		}
		now.Text = strings.TrimSpace(now.Text + "\n\n" + used.Earlier.Text)
		if len([]rune(now.Text)) > MaxEarlier {
			return fault.New(fault.Invalid, "returnfiles.answer-long", "Most", MaxEarlier)
		}
		now.Item, now.Version, now.Author, now.At = used.Earlier.Item, version+1, v.Account.ID, s.Now()
		ok, err := tx.PutReturnAnswer(r.ID, a.ID, now)
		if err != nil || !ok {
			used.Clash = err == nil
			return err
		}
		used.Answer = now
		return s.beginReturn(tx, r, a)
	})
	return used, err
}

// beginReturn says that a return is being written.
func (s *Service) beginReturn(tx Tx, r Round, a Agency) error {
	_, there, err := tx.Return(r.ID, a.ID)
	if err != nil || there {
		return err
	}
	return tx.PutReturn(r.ID, Return{Agency: a.ID, State: Draft})
}

func earlierAndAnswer(read Reader, r Round, a Agency, earlier string) (e Earlier, answer ReturnAnswer, err error) {
	all, err := read.Earliers(r.ID, a.ID)
	if err != nil {
		return e, answer, err
	}
	i := slices.IndexFunc(all, func(one Earlier) bool { return one.ID == earlier })
	if i < 0 {
		return e, answer, fault.New(fault.Invalid, "returnfiles.earlier-gone")
	}
	answers, err := read.ReturnAnswers(r.ID, a.ID)
	for _, one := range answers {
		if one.Item == all[i].Item {
			answer = one
		}
	}
	return all[i], answer, err
}
