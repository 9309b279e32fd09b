package e2e_test

import (
	"context"
	"fmt"
	"strings"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/testkit"
	"bearings/internal/ui"
)

// moderationStates are the pages on which comments are read: before that, with nothing
// to read, some read, all read, published, and too few to quote anybody.
func moderationStates(h house) []state {
	m := h.moderated()
	staff := func(r round.Round, part ...string) string {
		return ui.CommentsURL(r, append([]string{framework.Staff}, part...)...)
	}
	some, one, summary := staff(m.some, "P1"), staff(m.some, "P1", m.quotable), staff(m.some, "P2", "summary")
	return []state{
		{route: "Comments", name: "not-yet", path: ui.CommentsURL(h.rounds.open), as: moderator},
		{route: "Comments", name: "none", path: ui.CommentsURL(m.none), as: moderator},
		{route: "Comments", name: "some", path: ui.CommentsURL(m.some), as: moderator},
		{route: "Comments", name: "all-read", path: ui.CommentsURL(m.few), as: moderator},
		{route: "Comments", name: "published", path: ui.CommentsURL(m.published), as: moderator},
		{route: "Comments", name: "coordinator", path: ui.CommentsURL(m.some), as: coordinator, status: 404},
		{route: "CommentsUnder", name: "some", path: some, as: moderator},
		{route: "CommentsUnder", name: "later", path: some + "?page=2", as: moderator},
		{route: "CommentsUnder", name: "published", path: staff(m.published, "P1"), as: moderator},
		{route: "Comment", name: "quotable", path: one, as: moderator},
		{route: "Comment", name: "summary-only", path: staff(m.some, "P2", m.summaryOnly), as: moderator},
		{route: "Comment", name: "too-few", path: staff(m.few, "P1", m.small), as: moderator},
		{route: "DecideComment", name: "none", path: staff(m.some, "P1", m.unread), as: moderator, press: send, status: 422},
		{route: "DecideComment", name: "nothing-masked", path: one, as: moderator, fill: map[string]string{ui.FieldDecision: "masked"}, press: send, status: 422},
		{route: "DecideComment", name: "look-again", path: staff(m.some, "P1", m.telling), as: moderator, press: send,
			fill: map[string]string{ui.FieldDecision: "masked", ui.FieldMasked: "[B] 07700 900123 [B]"}},
		{route: "DecideComment", name: "next", path: staff(m.some, "P2", m.summaryOnly), as: moderator, fill: map[string]string{ui.FieldDecision: "left"}, press: send},
		{route: "CommentSummary", name: "fresh", path: summary, as: moderator},
		{route: "SumUpComments", name: "long", path: summary, as: moderator, fill: map[string]string{ui.FieldSummary: strings.Repeat("L", 1501)}, press: send, status: 422},
		{route: "SumUpComments", name: "look-again", path: summary, as: moderator, fill: map[string]string{ui.FieldSummary: telling}, press: send},
		{route: "SumUpComments", name: "saved", path: summary, as: moderator, fill: map[string]string{ui.FieldSummary: "B."}, press: send},
		{route: "CommentsToPublish", name: "ready", path: staff(m.ready, "publish"), as: moderator},
		{route: "CommentsToPublish", name: "too-few", path: staff(m.few, "publish"), as: moderator},
		{route: "CommentsToPublish", name: "not-all-read", path: staff(m.some, "publish"), as: moderator},
		{route: "PublishComments", name: "done", path: staff(m.ready, "publish"), as: moderator, press: send},
	}
}

// moderated are rounds whose comments are read: none, some, few, all.
type moderated struct {
	none, some, few, ready, published             round.Round
	quotable, telling, unread, summaryOnly, small string
}

func (h house) moderated() (m moderated) {
	m.none = h.withComments(30, 0)
	m.some, m.ready, m.published = h.withComments(30, 14), h.withComments(30, 14), h.withComments(30, 14)
	m.few = h.withComments(14, 3)
	s, ctx := testkit.Rounds(h.world.DB), context.Background()
	viewer := people.Viewer{Account: h.world.People[people.Moderator], Strong: true}
	var err error
	if viewer.Grants, err = s.Store.Read(ctx).Grants(viewer.Account.ID); err != nil {
		panic(err)
	}
	decide := func(r round.Round, upTo int) (ids [][]string) {
		all, _, err := s.Readings(ctx, viewer, r.Partnership, r.ID)
		if err != nil {
			panic(err)
		}
		for _, under := range all[0].Principles {
			var of []string
			for i, c := range under.Comments {
				of = append(of, c.ID)
				if r.ID == m.some.ID && under.Principle == "P1" && strings.Contains(c.Text, "07700 900123 ") {
					m.telling = c.ID
				}
				d := round.Summarised
				if c.MayQuote {
					d = round.AsItStands
				}
				if i >= upTo {
					continue
				}
				if err := s.DecideComment(ctx, viewer, r.Partnership, r.ID, c.ID, d, ""); err != nil {
					panic(err)
				}
			}
			ids = append(ids, of)
			if upTo > 10 {
				err := s.SumUpComments(ctx, viewer, r.Partnership, r.ID, framework.Staff, round.CommentSummary{Principle: under.Principle, Text: h.own("People say that children are heard, and want more time for it.", 0)})
				if err != nil {
					panic(err)
				}
			}
		}
		return ids
	}
	ids := decide(m.some, 4)
	m.quotable, m.unread, m.summaryOnly = ids[0][0], ids[0][8], ids[1][0]
	m.small = decide(m.few, 99)[0][0]
	decide(m.ready, 99)
	decide(m.published, 99)
	if err := s.PublishComments(ctx, viewer, m.published.Partnership, m.published.ID, framework.Staff); err != nil {
		panic(err)
	}
	return m
}

// own is what somebody wrote, without letters that a check for sentences in code would
// find.
func (h house) own(text string, n int) string {
	if h.config.Words.IsPseudo() {
		return strings.Repeat("B", n+1) + " 07700 900123 B"
	}
	return text
}

// withComments is a published round in which staff answered, and so many wrote.
func (h house) withComments(replies, comments int) round.Round {
	s, ctx, w := testkit.Rounds(h.world.DB), context.Background(), h.world
	r := h.rounds.open
	r.ID, r.State, r.Closed = round.ID(testkit.NewID()), round.Closed, testkit.Day
	wrote := []string{"We ask each child who they trust, and write it down.", "At Hill Road School there is a room where children can talk. Ring 07700 900123 and ask for it.", "There is too little time to listen."}
	err := s.Store.InTx(ctx, func(tx round.Tx) error {
		pack, err := tx.Pack(h.rounds.open.ID)
		if err != nil {
			return err
		}
		if err := tx.AddRound(r, pack); err != nil {
			return err
		}
		for i := range replies {
			fw, _ := s.Framework(ctx, h.rounds.open.ID)
			one := round.Reply{ID: testkit.NewID(), Strand: framework.Staff, Agency: w.Council.Name, Level: framework.Direct, Answers: map[string]string{}, Use: round.ForQuote}
			for _, item := range fw.Items {
				if item.Part == framework.Core && item.For(framework.Staff) && item.ForLevel(framework.Direct) {
					scale, _ := fw.Scale(item.Scale)
					one.Answers[item.ID] = scale.Positions[i%len(scale.Positions)].ID
				}
			}
			var remarks []round.Remark
			for n, principle := range []string{"P1", "P2"} {
				if i < comments {
					use := []string{round.ForQuote, round.ForSummary}[n]
					text := h.own(wrote[i%len(wrote)], i)
					remarks = append(remarks, round.Remark{ID: testkit.NewID(), Strand: framework.Staff, Author: fmt.Sprint(i), Principle: principle, Text: text, Use: use, State: round.Unread})
				}
			}
			if _, err := tx.AddReply(r.ID, one, remarks); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = s.Release(ctx, string(r.ID))
	}
	if err != nil {
		panic(err)
	}
	return r
}
