package app

import (
	"slices"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fiction"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
)

// firstRound is over: everybody answered, and what is published is there.
func (s *stage) firstRound() error {
	r, err := s.openRound(0, firstStarts, firstStarts+5, firstStarts+33)
	if err != nil {
		return err
	}
	s.on(firstStarts + 25)
	err = s.rounds.Store.InTx(s.ctx, func(tx round.Tx) error {
		if err := s.answer(tx, r, 0); err != nil {
			return err
		}
		for _, a := range s.story.Agencies {
			if err := s.writeReturn(tx, r, 0, a, fiction.ReturnSigned); err != nil {
				return err
			}
		}
		return s.known(tx, r, 0)
	})
	if err != nil {
		return err
	}
	s.on(firstStarts + 34)
	if err := s.rounds.Close(s.ctx, s.as(string(people.Coordinator)), s.partnership.ID, r.ID); err != nil {
		return err
	}
	s.at = s.at.Add(time.Minute)
	if err := s.rounds.Release(s.ctx, string(r.ID)); err != nil {
		return err
	}
	return s.afterwards(r.ID)
}

// openRound sets a round up and opens it, on days counted from today.
func (s *stage) openRound(n, starts, opens, closes int) (r round.Round, err error) {
	s.on(starts)
	coordinator := s.as(string(people.Coordinator))
	id, err := s.rounds.Start(s.ctx, coordinator, s.partnership.ID, s.story.Rounds[n])
	if err != nil {
		return r, err
	}
	err = s.rounds.Store.InTx(s.ctx, func(tx round.Tx) error {
		if r, _, err = tx.Round(id); err != nil {
			return err
		}
		r.Strands = slices.Clone(framework.Strands)
		r.Opens, r.Closes = s.today.AddDate(0, 0, opens).Truncate(24*time.Hour), s.today.AddDate(0, 0, closes).Truncate(24*time.Hour)
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		for _, a := range s.story.Agencies {
			if err := tx.PutAgency(id, s.takesPart(a)); err != nil {
				return err
			}
		}
		if err := tx.AddLink(round.Link{Code: round.NewCode(), Round: id}); err != nil {
			return err
		}
		return tx.AddLink(round.Link{Code: round.NewCode(), Round: id, Agency: s.agencies["police"].ID})
	})
	if err != nil {
		return r, err
	}
	s.on(opens)
	if err := s.rounds.Open(s.ctx, coordinator, s.partnership.ID, id); err != nil {
		return r, err
	}
	r, _, err = s.rounds.Store.Read(s.ctx).Round(id)
	return r, err
}

func (s *stage) takesPart(a fiction.StoryAgency) round.Agency {
	one := round.Agency{ID: s.agencies[a.ID].ID, Name: a.Name, Kind: a.Kind, Form: round.Form(a.Form), Staff: map[string]int{}}
	for i, level := range fiction.StoryLevels {
		one.Staff[level] = a.Staff[i]
	}
	return one
}

// answer has everybody reply. Young people's and parents' answers come by an import.
func (s *stage) answer(tx round.Tx, r round.Round, n int) error {
	all, err := s.story.Everybody(s.fw, n)
	if err != nil {
		return err
	}
	batches := map[string]*round.Import{}
	remarks := map[string][]round.Remark{framework.Staff: s.staffRemarks(n), framework.YoungPerson: s.youngRemarks(n)}
	for _, one := range all {
		reply := round.Reply{ID: s.rounds.NewKey(), Strand: one.Strand, Agency: s.agencies[one.Agency].Name, Level: one.Level, Answers: one.Answers, Use: round.ForSummary}
		if one.Strand != framework.Staff {
			if batches[one.Strand] == nil {
				batches[one.Strand] = &round.Import{ID: newID(), Kind: one.Strand, Name: one.Strand + ".csv", Author: s.as(string(people.Coordinator)).Account.ID, At: s.at}
			}
			batches[one.Strand].Counted++
			reply.Batch = batches[one.Strand].ID
		}
		var with []round.Remark
		if left := remarks[one.Strand]; len(left) > 0 {
			left[0].Batch, reply.Use = reply.Batch, left[0].Use
			with, remarks[one.Strand] = left[:1], left[1:]
		}
		if _, err := tx.AddReply(r.ID, reply, with); err != nil {
			return err
		}
	}
	for _, strand := range []string{framework.YoungPerson, framework.Parent} {
		if batches[strand] == nil {
			continue
		}
		if _, err := tx.AddImport(r.ID, *batches[strand]); err != nil {
			return err
		}
		if err := tx.Record(s.deed(deed.AnswersImported, "round", string(r.ID))); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) remark(strand, principle, text string) round.Remark {
	return round.Remark{ID: s.rounds.NewKey(), Strand: strand, Author: s.rounds.NewKey(), Principle: principle, Text: text, Use: round.ForQuote, State: round.Unread}
}

// staffRemarks are what staff wrote in a round; of the first they have been read.
func (s *stage) staffRemarks(n int) (all []round.Remark) {
	if n == 1 {
		for _, one := range s.story.LaterComments {
			all = append(all, s.remark(framework.Staff, one.Principle, one.Text))
		}
		return all
	}
	for _, under := range s.story.Comments {
		for state, texts := range map[round.RemarkState][]string{round.Print: under.Print, round.Summary: under.Summary, round.Left: under.Left} {
			for _, text := range texts {
				one := s.read(s.remark(framework.Staff, under.Principle, text), state)
				all = append(all, one)
			}
		}
	}
	return all
}

// youngRemarks are told in a summary alone.
func (s *stage) youngRemarks(n int) (all []round.Remark) {
	if n == 1 {
		return nil
	}
	for _, one := range s.story.YoungComments {
		remark := s.remark(framework.YoungPerson, one.Principle, one.Text)
		remark.Use = round.ForSummary
		all = append(all, s.read(remark, round.Summary))
	}
	return all
}

// read is a comment that the moderator has decided on.
func (s *stage) read(one round.Remark, state round.RemarkState) round.Remark {
	one.State, one.ReadBy = state, s.as(string(people.Moderator)).Account.ID
	if state == round.Print {
		one.Printed = one.Text
	}
	return one
}

// known adds what is known already.
func (s *stage) known(tx round.Tx, r round.Round, n int) error {
	for _, one := range s.story.Evidence[n] {
		e := round.Evidence{ID: newID(), Principle: one.Principle, Kind: one.Kind, Source: one.Source, Month: r.Opened.AddDate(0, -one.Ago, 0).Format("2006-01"),
			Text: one.Text, Cannot: one.Cannot, Author: s.as(one.By).Account.ID, At: s.at}
		if err := tx.PutEvidence(r.ID, e); err != nil {
			return err
		}
		added := s.deed(deed.EvidenceAdded, "round", string(r.ID))
		added.Actor = string(e.Author)
		if err := tx.Record(added); err != nil {
			return err
		}
	}
	if n == 1 {
		return nil
	}
	m := s.story.Missing
	return tx.PutMissingData(r.ID, round.MissingData{States: m.States, Over: m.Over, Under: m.Under, Done: m.Done, Author: s.as(string(people.Coordinator)).Account.ID, At: s.at})
}

// afterwards reveals the returns and evidence of the first round, with one agency's
// own words beside a finding, shows some of it to whoever scrutinises, and publishes
// the comments.
func (s *stage) afterwards(id round.ID) error {
	s.on(firstStarts + 38)
	if err := s.rounds.Reveal(s.ctx, s.as(string(people.Coordinator)), s.partnership.ID, id); err != nil {
		return err
	}
	err := s.rounds.Store.InTx(s.ctx, func(tx round.Tx) error {
		r, _, err := tx.Round(id)
		if err != nil {
			return err
		}
		if err := s.rounds.FreezeEvidence(tx, r); err != nil {
			return err
		}
		reply := s.story.Reply
		words := round.AgencyReply{Agency: s.agencies[reply.Agency].ID, Finding: "own-staff/" + reply.Principle + "/" + s.coreItem(reply.Principle), Text: reply.Text,
			Author: s.leads(reply.Agency).Account.ID, At: s.at}
		if err := tx.PutAgencyReply(id, words); err != nil {
			return err
		}
		for _, page := range []string{"overview", "evidence"} {
			if err := tx.PutShare(id, round.Share{Page: page, Audience: round.Scrutineer, Author: s.as(string(people.Coordinator)).Account.ID, At: s.at}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.publishComments(id)
}

func (s *stage) publishComments(id round.ID) error {
	s.on(firstStarts + 45)
	moderator := s.as(string(people.Moderator))
	for _, one := range s.story.Summaries {
		sum := round.CommentSummary{Principle: one.Principle, Text: one.Text}
		if err := s.rounds.SumUpComments(s.ctx, moderator, s.partnership.ID, id, one.Strand, sum); err != nil {
			return err
		}
	}
	for _, strand := range []string{framework.Staff, framework.YoungPerson} {
		if err := s.rounds.PublishComments(s.ctx, moderator, s.partnership.ID, id, strand); err != nil {
			return err
		}
	}
	return nil
}

// coreItem is the statement of a principle that staff and agencies answer.
func (s *stage) coreItem(principle string) string {
	for _, item := range s.fw.Items {
		if item.Principle == principle && item.Part == framework.Core && item.For(framework.Return) {
			return item.ID
		}
	}
	return ""
}

// secondRound is open, and half of it is answered.
func (s *stage) secondRound() error {
	r, err := s.openRound(1, secondStart, secondStart+11, secondStart+39)
	if err != nil {
		return err
	}
	s.on(-3)
	return s.rounds.Store.InTx(s.ctx, func(tx round.Tx) error {
		if err := s.answer(tx, r, 1); err != nil {
			return err
		}
		for _, a := range s.story.Agencies {
			if err := s.writeReturn(tx, r, 1, a, a.Return); err != nil {
				return err
			}
		}
		if err := s.conflict(tx, r); err != nil {
			return err
		}
		return s.known(tx, r, 1)
	})
}
