package app

import (
	"bearings/internal/deed"
	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
)

// writeReturn writes an agency's return as far as it has got.
func (s *stage) writeReturn(tx round.Tx, r round.Round, n int, a fiction.StoryAgency, far string) error {
	lines, err := s.story.Return(s.fw, n, a)
	if err != nil || far == fiction.ReturnNone {
		return err
	}
	if far == fiction.ReturnBegun {
		lines = lines[:len(lines)/2]
	}
	id, author := s.agencies[a.ID].ID, s.leads(a.ID)
	of := round.Return{Agency: id, State: round.Draft}
	if far == fiction.ReturnSigned {
		of = round.Return{Agency: id, State: round.Signed, Signed: s.at, SignedBy: author.Account.ID, Name: author.Account.Name, Role: s.story.SignedAs[a.ID]}
	}
	if err := tx.PutReturn(r.ID, of); err != nil {
		return err
	}
	for _, line := range lines {
		one := round.ReturnAnswer{Item: line.Item, Answer: line.Answer, Text: line.Text, Version: 1, Author: author.Account.ID, At: s.at}
		if far == fiction.ReturnConflict && line.Item == s.written(s.story.Conflict.Principle) {
			one.Text, one.Author = s.story.Conflict.First.Text, s.as(s.story.Conflict.First.By).Account.ID
		}
		if _, err := tx.PutReturnAnswer(r.ID, id, one); err != nil {
			return err
		}
	}
	if far != fiction.ReturnSigned {
		return nil
	}
	signed := s.deed(deed.ReturnSigned, "round", string(r.ID), "agency", string(id))
	signed.Actor = string(author.Account.ID)
	return tx.Record(signed)
}

// written is the first question of a principle that a return answers in words.
func (s *stage) written(principle string) string {
	for _, item := range s.fw.Items {
		if item.Principle == principle && item.For(framework.Return) && item.IsText() {
			return item.ID
		}
	}
	return ""
}

// conflict adds what a second person wrote to the same question, what stands in
// the margin, and what the agency wrote a year ago.
func (s *stage) conflict(tx round.Tx, r round.Round) error {
	c := s.story.Conflict
	agency := s.agencies[c.Agency].ID
	other := round.OtherAnswer{ID: newID(), Item: s.written(c.Principle), Text: c.Other.Text, Author: s.as(c.Other.By).Account.ID, At: s.at}
	if err := tx.AddOtherAnswer(r.ID, agency, other); err != nil {
		return err
	}
	last := ""
	for _, one := range c.Notes {
		note := round.Note{ID: newID(), Item: s.written(one.Principle), Author: s.as(one.By).Account.ID, At: s.at, Text: one.Text}
		if one.Answers {
			note.About = last
		}
		if err := tx.PutNote(r.ID, agency, note); err != nil {
			return err
		}
		last = note.ID
	}
	return s.lastYears(tx, r, c.Agency, agency)
}

func (s *stage) lastYears(tx round.Tx, r round.Round, of string, agency people.AgencyID) error {
	a, _ := s.story.Agency(of)
	lines, err := s.story.Return(s.fw, 0, a)
	if err != nil {
		return err
	}
	for _, line := range lines {
		if line.Text == "" {
			continue
		}
		e := round.Earlier{ID: newID(), Item: line.Item, Source: s.story.Rounds[0], Text: line.Text, Author: s.leads(of).Account.ID, At: s.at}
		if err := tx.AddEarlier(r.ID, agency, e); err != nil {
			return err
		}
	}
	return nil
}
