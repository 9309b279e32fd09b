package round

import (
	"bearings/internal/answer"
	"bearings/internal/fault"
	"bearings/internal/people"
)

// returns puts the lines of returns into the agencies' drafts: where nothing stands
// yet, or else beside the question. Nothing is ever signed by it.
func (b *bringing) returns(given answer.Given) error {
	for lines := given.Returns; len(lines) > 0; {
		n := 1
		for n < len(lines) && lines[n].Agency == lines[0].Agency {
			n++
		}
		if err := b.oneReturn(lines[:n]); err != nil {
			return err
		}
		lines = lines[n:]
	}
	return nil
}

func (b *bringing) oneReturn(lines []answer.Return) error {
	agency := b.agency(lines[0].Agency)
	if agency == "" {
		return fault.New(fault.Invalid, "roundimport.changed")
	}
	r, ok, err := b.tx.Return(b.round.ID, agency)
	if err != nil {
		return err
	}
	if ok && r.State == Signed {
		return fault.New(fault.Invalid, "roundimport.signed", "Agency", lines[0].Agency)
	}
	if !ok {
		if err := b.tx.PutReturn(b.round.ID, Return{Agency: agency, State: Draft}); err != nil {
			return err
		}
	}
	there, err := b.tx.ReturnAnswers(b.round.ID, agency)
	if err != nil {
		return err
	}
	before := map[string]ReturnAnswer{}
	for _, a := range there {
		before[a.Item] = a
	}
	for _, line := range lines {
		if err := b.line(agency, before[line.Item], line); err != nil {
			return err
		}
	}
	return nil
}

// line brings one line in beside what stands there, or in its place where nothing
// does. A position that somebody has chosen stays.
func (b *bringing) line(agency people.AgencyID, there ReturnAnswer, line answer.Return) error {
	if there.Answer == "" && there.Text == "" {
		_, err := b.tx.BringAnswer(b.round.ID, agency, ReturnAnswer{Item: line.Item, Answer: line.Answer, Text: line.Text,
			Version: there.Version + 1, Author: b.author, At: b.Now()}, b.batch)
		return err
	}
	if line.Text == "" || line.Text == there.Text {
		return nil
	}
	return b.tx.BringEarlier(b.round.ID, agency, Earlier{ID: b.NewID(), Item: line.Item, Source: b.source, Text: line.Text,
		Author: b.author, At: b.Now()}, b.batch)
}
