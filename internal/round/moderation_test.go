package round_test

import (
	"fmt"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// numbered are n different texts.
func numbered(text string, n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("%s %c%c", text, 'a'+i/26, 'a'+i%26))
	}
	return all
}

// staffReading is how far the staff's comments have been read.
func staffReading(t *testing.T, s *round.Service, v people.Viewer, r round.Round) round.Reading {
	t.Helper()
	all, ok, err := s.Readings(t.Context(), v, r.Partnership, r.ID)
	if err != nil || !ok || len(all) != 1 || all[0].Strand != framework.Staff {
		t.Fatalf("%+v, %v, %v", all, ok, err)
	}
	return all[0]
}

func TestCommentsAreReadThenPublishedOnce(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		r, _ := w.OpenRound(t)
		ctx, v := t.Context(), w.As(t, people.Moderator)
		w.Reply(t, r, w.Council.Name, framework.Direct, 2, 30)
		w.Remarked(t, r, "P1", round.ForQuote, numbered("Children tell us at Hill Road", 12)...)
		w.Remarked(t, r, "P1", round.ForSummary, "Only for the summary")
		w.Remarked(t, r, "P4", round.ForQuote, numbered("Too few to be quoted", 9)...)
		w.Remarked(t, r, "P5", round.ForQuote, "Alone here")
		if _, ok, err := s.Readings(ctx, v, w.North.ID, r.ID); ok || err != nil {
			t.Fatalf("comments are read while the round is open: %v", err)
		}
		if err := s.PublishComments(ctx, v, w.North.ID, r.ID, framework.Staff); message(err) != "moderation.not-yet" {
			t.Error(err)
		}
		r = w.Published(t, r)
		reading := staffReading(t, s, v, r)
		if reading.All() != 23 || reading.Read() != 0 || !reading.Quotable || reading.Published {
			t.Fatalf("%+v", reading)
		}
		if err := s.PublishComments(ctx, v, w.North.ID, r.ID, framework.Staff); message(err) != "moderation.not-all-read" {
			t.Error(err)
		}
		for _, under := range reading.Principles {
			for i, c := range under.Comments {
				d, printed := round.AsItStands, ""
				switch {
				case !c.MayQuote:
					d = round.Summarised
					if err := s.DecideComment(ctx, v, w.North.ID, r.ID, c.ID, round.AsItStands, ""); message(err) != "moderation.not-quoted" {
						t.Errorf("%q is quoted: %v", c.Text, err)
					}
				case under.Principle == "P1" && i%2 == 0:
					d, printed = round.Masked, strings.Replace(c.Text, "Hill Road", "[a school]", 1)
				}
				noErr(t, s.DecideComment(ctx, v, w.North.ID, r.ID, c.ID, d, printed))
			}
			noErr(t, s.SumUpComments(ctx, v, w.North.ID, r.ID, framework.Staff, round.CommentSummary{Principle: under.Principle, Text: "About " + under.Principle}))
		}
		noErr(t, s.PublishComments(ctx, v, w.North.ID, r.ID, framework.Staff))
		kept, err := s.Store.Read(ctx).Releases(r.ID)
		noErr(t, err)
		release, summaries, ok, err := round.PublishedComments(kept, framework.Staff)
		if err != nil || !ok {
			t.Fatal(err)
		}
		if len(release.Comments()) != 12 {
			t.Errorf("%d comments are quoted: %+v", len(release.Comments()), release.Comments())
		}
		masked := 0
		for _, c := range release.Comments() {
			if c.Principle != "P1" || strings.Contains(c.Text, "summary") {
				t.Errorf("%+v is quoted", c)
			}
			if strings.Contains(c.Text, "[a school]") {
				masked++
			}
		}
		if masked < 5 {
			t.Errorf("%d are masked", masked)
		}
		if len(summaries) != 2 || summaries[0].Principle != "P1" || summaries[1].Text != "About P4" {
			t.Errorf("%+v", summaries)
		}
		first := staffReading(t, s, v, r).Principles[0].Comments[0]
		for _, err := range []error{
			s.PublishComments(ctx, v, w.North.ID, r.ID, framework.Staff),
			s.DecideComment(ctx, v, w.North.ID, r.ID, first.ID, round.LeftOut, ""),
			s.SumUpComments(ctx, v, w.North.ID, r.ID, framework.Staff, round.CommentSummary{Principle: "P1"}),
		} {
			if message(err) != "moderation.published-already" {
				t.Error(err)
			}
		}
	})
}

func TestOnlyAModeratorReadsComments(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		r, _ := w.OpenRound(t)
		w.Remarked(t, r, "P1", round.ForQuote, "Some words")
		r = w.Published(t, r)
		c := staffReading(t, s, w.As(t, people.Moderator), r).Principles[0].Comments[0]
		for _, role := range people.Roles {
			v := w.As(t, role)
			if role == people.Moderator {
				v.Strong = false
			}
			_, _, err := s.Readings(t.Context(), v, w.North.ID, r.ID)
			for _, err := range []error{err,
				s.DecideComment(t.Context(), v, w.North.ID, r.ID, c.ID, round.LeftOut, ""),
				s.SumUpComments(t.Context(), v, w.North.ID, r.ID, framework.Staff, round.CommentSummary{Principle: "P1", Text: "x"}),
				s.PublishComments(t.Context(), v, w.North.ID, r.ID, framework.Staff)} {
				if message(err) != "round.missing" {
					t.Errorf("%s: %v", role, err)
				}
			}
		}
		other, _ := w.OpenRound(t)
		w.Remarked(t, other, "P1", round.ForQuote, "Other words")
		other = w.Published(t, other)
		if err := s.DecideComment(t.Context(), w.As(t, people.Moderator), w.North.ID, other.ID, c.ID, round.LeftOut, ""); message(err) != "round.missing" {
			t.Errorf("a comment of another round was decided on: %v", err)
		}
	})
}

// A strand that is too small is read for its summaries; one without figures publishes
// nothing.
func TestSmallStrandsQuoteNobody(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		for _, c := range []struct{ replies, atLeast, summaries int }{{14, 25, 1}, {0, 25, 0}, {26, 40, 1}} {
			r, _ := w.OpenRound(t)
			v := w.As(t, people.Moderator)
			r.CommentsAtLeast = c.atLeast
			noErr(t, s.Store.InTx(t.Context(), func(tx round.Tx) error { return tx.ChangeRound(r) }))
			w.Reply(t, r, w.Council.Name, framework.Direct, 2, c.replies)
			w.Remarked(t, r, "P1", round.ForQuote, numbered("Words", 3)...)
			r = w.Published(t, r)
			reading := staffReading(t, s, v, r)
			if reading.Quotable || reading.HasFigures != (c.replies > 0) {
				t.Errorf("%+v: %+v", c, reading)
			}
			for _, one := range reading.Principles[0].Comments {
				if err := s.DecideComment(t.Context(), v, w.North.ID, r.ID, one.ID, round.AsItStands, ""); message(err) != "moderation.not-quoted" {
					t.Errorf("%+v: %v", c, err)
				}
				noErr(t, s.DecideComment(t.Context(), v, w.North.ID, r.ID, one.ID, round.Summarised, ""))
			}
			noErr(t, s.SumUpComments(t.Context(), v, w.North.ID, r.ID, framework.Staff, round.CommentSummary{Principle: "P1", Text: "They say much goes well."}))
			noErr(t, s.PublishComments(t.Context(), v, w.North.ID, r.ID, framework.Staff))
			kept, err := s.Store.Read(t.Context()).Releases(r.ID)
			noErr(t, err)
			release, summaries, ok, err := round.PublishedComments(kept, framework.Staff)
			if err != nil || !ok || len(release.Comments()) != 0 || len(summaries) != c.summaries {
				t.Errorf("%+v: %+v, %+v, %v", c, release.Comments(), summaries, err)
			}
		}
	})
}

func TestOnlyMasksMayDiffer(t *testing.T) {
	const text = "Mr Okoro at Hill Road School listens.\nHe always has."
	for printed, want := range map[string]string{
		"[a teacher] at [a school] listens. He always has.":  "",
		"Mr Okoro at Hill Road School listens. [some words]": "",
		"[a teacher] at Hill Road School listens.":           "moderation.rewritten",
		"[a teacher] at [a school] hears us. He always has.": "moderation.rewritten",
		"At [a school] Mr Okoro listens. He always has.":     "moderation.rewritten",
		text:                               "moderation.nothing-masked",
		"":                                 "moderation.nothing-masked",
		"Nobody listens. [a school]":       "moderation.rewritten",
		"[a teacher] always has. listens.": "moderation.rewritten",
		"Mr Okoro at Hill Road School listens[ never]. He always has.":    "moderation.rewritten",
		"[x]Mr Okoro at Hill Road School listens. He always has.":         "moderation.rewritten",
		"Mr Okoro at Hill Road School listens. He always has[ never].":    "moderation.rewritten",
		"Mr Okoro at Hill Road School listens. [they say] He always has.": "moderation.rewritten",
		"[a][b] at Hill Road School listens. He always has.":              "",
		"[a teacher][a school] He always has.":                            "",
		"[a][b][c][d][e] always has.":                                     "",
		"[" + strings.Repeat("x", 60) + "] always has.":                   "moderation.mask-long",
	} {
		err := round.CheckDecision(round.Comment{Text: text, MayQuote: true}, round.Masked, printed)
		if message(err) != want {
			t.Errorf("%q: %v, want %q", printed, err, want)
		}
	}
	for d, want := range map[round.CommentDecision]string{"": "moderation.choose", "burn": "moderation.choose", round.Masked: "moderation.not-quoted", round.LeftOut: ""} {
		if err := round.CheckDecision(round.Comment{Text: text}, d, "[x]"); message(err) != want {
			t.Errorf("%q: %v, want %q", d, err, want)
		}
	}
}

// Two comments of one author never stand next to each other.
func TestNeighboursAreBySomebodyElse(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		r, _ := w.OpenRound(t)
		noErr(t, s.Store.InTx(t.Context(), func(tx round.Tx) error {
			var remarks []round.Remark
			for i := range 12 {
				author := "one"
				if i%2 == 0 {
					author = "another"
				}
				remarks = append(remarks, round.Remark{ID: s.NewKey(), Strand: framework.Staff, Author: author, Principle: "P1", Text: author, Use: round.ForQuote, State: round.Unread})
			}
			_, err := tx.AddReply(r.ID, round.Reply{ID: s.NewKey(), Strand: framework.Staff, Use: round.ForQuote}, remarks)
			return err
		}))
		r = w.Published(t, r)
		comments := staffReading(t, s, w.As(t, people.Moderator), r).Principles[0].Comments
		for i, c := range comments[1:] {
			if c.Text == comments[i].Text {
				t.Errorf("comments %d and %d are by one author", i, i+1)
			}
		}
	})
}
