package store_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// inRound runs a test on both engines with an open round of the north.
func inRound(t *testing.T, test func(t *testing.T, w *testkit.World, r round.Round)) {
	t.Helper()
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		r, _ := w.OpenRound(t)
		test(t, w, r)
	})
}

func write(t *testing.T, w *testkit.World, f func(tx round.Tx) error) {
	t.Helper()
	if err := w.DB.Round().InTx(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

// sameThing compares what was kept with what was to be kept.
func sameThing[T any](t *testing.T, what string, got, want T, err error) {
	t.Helper()
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %+v, %v\nwant %+v", what, got, err, want)
	}
}

func TestRoundsAreKept(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		read := w.DB.Round().Read(t.Context())
		r.Title, r.State, r.Strands = "Spring ‘27’", round.Closed, []string{framework.Parent, framework.Staff}
		r.Framework, r.Version, r.AtLeast, r.CommentsAtLeast, r.AgencyPages = "own", "2.1.0", 12, 30, round.Named
		r.Closed, r.Released, r.Revealed, r.Comparable = testkit.Day.AddDate(0, 1, 0), testkit.Day.AddDate(0, 1, 1), testkit.Day.AddDate(0, 1, 2), "Other schools took part."
		write(t, w, func(tx round.Tx) error {
			return errors.Join(tx.HoldRound(r.ID), tx.ChangeRound(r), tx.PutPack(r.ID, map[string]string{"a/b.yaml": "c: “d”\n"}))
		})
		got, ok, err := read.Round(r.ID)
		sameThing(t, "round", got, r, err)
		pack, err := read.Pack(r.ID)
		sameThing(t, "pack", pack, map[string]string{"a/b.yaml": "c: “d”\n"}, err)
		all, err := read.RoundsOf(w.North.ID)
		sameThing(t, "rounds", all, []round.Round{r}, err)
		if _, there, err := read.Round("none"); !ok || there || err != nil {
			t.Errorf("there is a round that is not there, %v", err)
		}
		second := r
		second.ID, second.Since = "second", r.Since.AddDate(0, 0, 1)
		write(t, w, func(tx round.Tx) error {
			return errors.Join(tx.AddRound(second, map[string]string{"a": "b"}), tx.RemoveRound(r.ID))
		})
		if all, err = read.RoundsOf(w.North.ID); len(all) != 1 || err != nil {
			t.Errorf("there are %v, %v", all, err)
		}
		write(t, w, func(tx round.Tx) error { return tx.RemoveRound("second") })
		if all, err = read.RoundsOf(w.North.ID); len(all) != 0 || err != nil {
			t.Errorf("it is still there: %v, %v", all, err)
		}
		if agencies, err := read.RoundAgencies(r.ID); len(agencies) != 0 || err != nil {
			t.Errorf("its agencies are: %v, %v", agencies, err)
		}
		people, err := read.PeopleOf(w.North.ID)
		if err != nil || len(people) == 0 {
			t.Errorf("%v, %v", people, err)
		}
	})
}

func TestAgenciesAndLinksOfARound(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		read := w.DB.Round().Read(t.Context())
		a := round.Agency{ID: w.School.ID, Name: "A school", Kind: "school", Form: round.ShortForm,
			Staff: map[string]int{framework.Direct: 0, framework.Strategic: 7}, Agreed: testkit.Day, AgreedBy: w.Guest.ID}
		write(t, w, func(tx round.Tx) error {
			return errors.Join(tx.PutAgency(r.ID, a), tx.RemoveRoundAgency(r.ID, w.Police.ID))
		})
		agencies, err := read.RoundAgencies(r.ID)
		if err != nil || len(agencies) != 2 {
			t.Fatalf("%v, %v", agencies, err)
		}
		sameThing(t, "agency", agencies[0], a, nil)
		if n, said := agencies[0].Invited(""); said || n != 0 {
			t.Errorf("%d are invited of those whose number nobody said", n)
		}
		link := round.Link{Code: "abc", Round: r.ID, Agency: w.School.ID, Level: framework.Strategic}
		write(t, w, func(tx round.Tx) error { return tx.AddLink(link) })
		got, ok, err := read.Link("abc")
		sameThing(t, "link", got, link, err)
		links, err := read.Links(r.ID)
		if !ok || err != nil || len(links) != 2 {
			t.Errorf("%v, %v", links, err)
		}
		write(t, w, func(tx round.Tx) error { return tx.RemoveLink("abc") })
		if _, ok, err := read.Link("abc"); ok || err != nil {
			t.Errorf("the link is still there, %v", err)
		}
	})
}

func someReply(id string) round.Reply {
	return round.Reply{ID: id, Strand: framework.Staff, Agency: "Northshire Council", Level: framework.Direct,
		Answers: map[string]string{"p1": "mostly"}, Use: round.ForQuote, Batch: "b"}
}

func TestRepliesAreKeptOnceAndPutInAnotherOrder(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		read := w.DB.Round().Read(t.Context())
		remark := round.Remark{ID: "r1", Strand: framework.Staff, Author: "x", Principle: "P1", Text: "Words", Use: round.ForQuote, State: round.Unread, Batch: "b"}
		var twice bool
		write(t, w, func(tx round.Tx) (err error) {
			for _, id := range []string{"1", "2", "3"} {
				if _, err := tx.AddReply(r.ID, someReply(id), nil); err != nil {
					return err
				}
			}
			if _, err := tx.AddReply(r.ID, someReply("4"), []round.Remark{remark}); err != nil {
				return err
			}
			twice, err = tx.AddReply(r.ID, someReply("4"), []round.Remark{remark})
			return err
		})
		if twice {
			t.Error("a reply that was there already was taken in again")
		}
		heard, err := read.Heard(r.ID, framework.Staff)
		sameThing(t, "heard", heard, []round.Heard{{Agency: "Northshire Council", Level: framework.Direct, N: 4, Brought: 4}}, err)
		if err := w.DB.Round().Rewrite(t.Context(), r.ID); err != nil {
			t.Fatal(err)
		}
		var ids []string
		err = read.EachReply(r.ID, framework.Staff, func(one round.Reply) error {
			ids = append(ids, one.ID)
			one.ID = "4"
			sameThing(t, "reply", one, someReply("4"), nil)
			return nil
		})
		if err != nil || len(ids) != 4 || !slices.IsSorted(ids) || len(ids[0]) != 32 {
			t.Errorf("%q, %v", ids, err)
		}
		remarks, err := read.Remarks(r.ID, framework.Staff)
		if err != nil || len(remarks) != 1 || len(remarks[0].ID) != 32 {
			t.Fatalf("%+v, %v", remarks, err)
		}
		changed := remarks[0]
		changed.State, changed.Printed, changed.ReadBy = round.Print, "[words]", w.Guest.ID
		write(t, w, func(tx round.Tx) error { return tx.ChangeRemark(r.ID, changed) })
		remarks, err = read.Remarks(r.ID, framework.Staff)
		sameThing(t, "remark", remarks, []round.Remark{changed}, err)
		said := round.CommentSummary{Principle: "P1", Text: "Some wrote of time."}
		write(t, w, func(tx round.Tx) error { return tx.PutCommentSummary(r.ID, framework.Staff, said) })
		summaries, err := read.CommentSummaries(r.ID, framework.Staff)
		sameThing(t, "summaries", summaries, []round.CommentSummary{said}, err)
		write(t, w, func(tx round.Tx) error { return tx.RemoveBatch(r.ID, "b") })
		if left, err := read.Heard(r.ID, framework.Staff); err != nil || len(left) != 0 {
			t.Errorf("%v are still there, %v", left, err)
		}
		if remarks, err = read.Remarks(r.ID, framework.Staff); err != nil || len(remarks) != 0 {
			t.Errorf("%v, %v", remarks, err)
		}
		stopped := errors.New("stop")
		write(t, w, func(tx round.Tx) error { _, err := tx.AddReply(r.ID, someReply("5"), nil); return err })
		if err := read.EachReply(r.ID, framework.Staff, func(round.Reply) error { return stopped }); !errors.Is(err, stopped) {
			t.Errorf("it went on: %v", err)
		}
	})
}

func TestAReleaseIsWrittenOnce(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		kept := round.Kept{Strand: framework.Staff, Kind: round.Figures, Made: testkit.Day, Content: []byte(`{"a":"é"}`)}
		write(t, w, func(tx round.Tx) error {
			first, err := tx.AddRelease(r.ID, kept)
			later := kept
			later.Content = []byte("other")
			second, again := tx.AddRelease(r.ID, later)
			if !first || second {
				t.Errorf("written %t, again %t", first, second)
			}
			return errors.Join(err, again)
		})
		all, err := w.DB.Round().Read(t.Context()).Releases(r.ID)
		sameThing(t, "release", all, []round.Kept{kept}, err)
	})
}

func TestReturnsAreKept(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		read, council := w.DB.Round().Read(t.Context()), w.Council.ID
		signed := round.Return{Agency: council, State: round.Signed, Signed: testkit.Day, SignedBy: w.Guest.ID, Name: "N", Role: "R"}
		first := round.ReturnAnswer{Item: "p1", Text: "one", Version: 1, Author: w.Guest.ID, At: testkit.Day}
		second, other := first, first
		second.Text, second.Version = "two", 2
		other.Text, other.Version = "three", 2
		write(t, w, func(tx round.Tx) error {
			var oks []bool
			for _, a := range []round.ReturnAnswer{first, first, second, other} {
				ok, err := tx.PutReturnAnswer(r.ID, council, a)
				if err != nil {
					return err
				}
				oks = append(oks, ok)
			}
			if !slices.Equal(oks, []bool{true, false, true, false}) {
				t.Errorf("versions were taken as %v", oks)
			}
			return errors.Join(tx.PutReturn(r.ID, round.Return{Agency: council, State: round.Draft}), tx.PutReturn(r.ID, signed))
		})
		answers, err := read.ReturnAnswers(r.ID, council)
		sameThing(t, "answers", answers, []round.ReturnAnswer{second}, err)
		got, ok, err := read.Return(r.ID, council)
		sameThing(t, "return", got, signed, err)
		if _, no, err := read.Return(r.ID, w.Police.ID); !ok || no || err != nil {
			t.Errorf("there: %t, of the police: %t, %v", ok, no, err)
		}
		all, err := read.Returns(r.ID)
		sameThing(t, "returns", all, []round.Return{signed}, err)
		account, ok, err := read.Account(w.Guest.ID)
		if !ok || err != nil || account.Name != w.Guest.Name {
			t.Errorf("%v, %t, %v", account, ok, err)
		}
	})
}

func TestWhatStandsBesideAReturn(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		read, council := w.DB.Round().Read(t.Context()), w.Council.ID
		other := round.OtherAnswer{ID: "o", Item: "p1", Answer: "mostly", Text: "t", Author: w.Guest.ID, At: testkit.Day}
		note := round.Note{ID: "n", Item: "p1", About: "m", Author: w.Guest.ID, At: testkit.Day, Text: "?"}
		earlier := round.Earlier{ID: "e", Item: "p1", Source: "s", Text: "t", Author: w.Guest.ID, At: testkit.Day}
		offer := round.Offer{Round: r.ID, Agency: council, Partnership: w.South.ID, Author: w.Guest.ID, At: testkit.Day}
		write(t, w, func(tx round.Tx) error {
			settled := note
			settled.Text, settled.Settled = "!", testkit.Day
			err := errors.Join(tx.AddOtherAnswer(r.ID, council, other), tx.PutNote(r.ID, council, note), tx.PutNote(r.ID, council, settled),
				tx.AddEarlier(r.ID, council, earlier), tx.PutOffer(offer), tx.PutOffer(offer))
			note = settled
			return err
		})
		others, err := read.OtherAnswers(r.ID, council)
		sameThing(t, "others", others, []round.OtherAnswer{other}, err)
		notes, err := read.Notes(r.ID, council)
		sameThing(t, "notes", notes, []round.Note{note}, err)
		earliers, err := read.Earliers(r.ID, council)
		sameThing(t, "earlier", earliers, []round.Earlier{earlier}, err)
		offers, err := read.Offers(r.ID)
		sameThing(t, "offers", offers, []round.Offer{offer}, err)
		offers, err = read.OffersTo(w.South.ID, council)
		sameThing(t, "offers to", offers, []round.Offer{offer}, err)
		in, err := read.PartnershipsOf(council)
		sameThing(t, "partnerships", in, []people.Partnership{w.North, w.South}, err)
		write(t, w, func(tx round.Tx) error {
			return errors.Join(tx.RemoveOtherAnswer(r.ID, council, "o"), tx.RemoveEarlier(r.ID, council, "e"), tx.RemoveOffer(offer))
		})
		others, err = read.OtherAnswers(r.ID, council)
		sameThing(t, "others", len(others), 0, err)
		earliers, err = read.Earliers(r.ID, council)
		sameThing(t, "earlier", len(earliers), 0, err)
		offers, err = read.Offers(r.ID)
		sameThing(t, "offers", len(offers), 0, err)
	})
}

func TestWhatIsKnownAndShared(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		read := w.DB.Round().Read(t.Context())
		none, err := read.MissingData(r.ID)
		sameThing(t, "missing data", none, round.MissingData{States: map[string]string{}}, err)
		e := round.Evidence{ID: "e", Principle: "P1", Kind: "audit", Source: "s", Month: "2026-05", Text: "t", Cannot: "c", Author: w.Guest.ID, At: testkit.Day}
		m := round.MissingData{States: map[string]string{"age": "collected"}, Over: "o", Under: "u", Done: "d", Author: w.Guest.ID, At: testkit.Day}
		share := round.Share{Page: "P1", Audience: round.Public, Author: w.Guest.ID, At: testkit.Day}
		said := round.AgencyReply{Agency: w.Council.ID, Finding: "own-staff p1", Text: "t", Author: w.Guest.ID, At: testkit.Day}
		in := round.Import{ID: "i", Kind: "answers", Name: "a.csv", Counted: 3, Author: w.Guest.ID, At: testkit.Day}
		write(t, w, func(tx round.Tx) error {
			return errors.Join(tx.PutEvidence(r.ID, round.Evidence{ID: "e"}), tx.PutEvidence(r.ID, e), tx.PutMissingData(r.ID, m), tx.PutMissingData(r.ID, m),
				tx.PutShare(r.ID, round.Share{Page: "P1", Audience: round.Members}), tx.PutShare(r.ID, share),
				tx.PutAgencyReply(r.ID, said))
		})
		evidence, err := read.EvidenceOf(r.ID)
		sameThing(t, "evidence", evidence, []round.Evidence{e}, err)
		data, err := read.MissingData(r.ID)
		sameThing(t, "missing data", data, m, err)
		shares, err := read.Shares(r.ID)
		sameThing(t, "shares", shares, []round.Share{share}, err)
		replies, err := read.AgencyReplies(r.ID)
		sameThing(t, "replies", replies, []round.AgencyReply{said}, err)
		write(t, w, func(tx round.Tx) error {
			_, err := tx.AddImport(r.ID, in)
			ok, again := tx.AddImport(r.ID, in)
			if ok {
				t.Error("an import was taken in twice")
			}
			in.Undone = testkit.Day
			return errors.Join(err, again, tx.EndImport(r.ID, in))
		})
		imports, err := read.Imports(r.ID)
		sameThing(t, "imports", imports, []round.Import{in}, err)
		said.Text = ""
		write(t, w, func(tx round.Tx) error {
			return errors.Join(tx.RemoveEvidence(r.ID, "e"), tx.PutAgencyReply(r.ID, said))
		})
		evidence, err = read.EvidenceOf(r.ID)
		sameThing(t, "evidence", len(evidence), 0, err)
		replies, err = read.AgencyReplies(r.ID)
		sameThing(t, "replies", len(replies), 0, err)
	})
}

// What came with a file goes out with it again, unless somebody has made it their
// own.
func TestABatchGoesOutAgain(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		read, council := w.DB.Round().Read(t.Context()), w.Council.ID
		a := round.ReturnAnswer{Item: "p1", Text: "one", Version: 1, Author: w.Guest.ID, At: testkit.Day}
		own := round.ReturnAnswer{Item: "p2", Text: "two", Version: 1, Author: w.Guest.ID, At: testkit.Day}
		write(t, w, func(tx round.Tx) error {
			_, first := tx.BringAnswer(r.ID, council, a, "b")
			_, second := tx.BringAnswer(r.ID, council, own, "b")
			own.Version, own.Text = 2, "mine"
			_, third := tx.PutReturnAnswer(r.ID, council, own)
			return errors.Join(first, second, third, tx.BringEarlier(r.ID, council, round.Earlier{ID: "e", Item: "p1", Source: "s", Text: "t", At: testkit.Day}, "b"),
				tx.BringEvidence(r.ID, round.Evidence{ID: "v", Principle: "P1", At: testkit.Day}, "b"))
		})
		if all, err := read.ReturnAnswers(r.ID, council); err != nil || len(all) != 2 {
			t.Errorf("%v, %v", all, err)
		}
		write(t, w, func(tx round.Tx) error { return tx.RemoveBatch(r.ID, "b") })
		answers, err := read.ReturnAnswers(r.ID, council)
		sameThing(t, "answers", answers, []round.ReturnAnswer{own}, err)
		earliers, err := read.Earliers(r.ID, council)
		sameThing(t, "earlier", len(earliers), 0, err)
		evidence, err := read.EvidenceOf(r.ID)
		sameThing(t, "evidence", len(evidence), 0, err)
	})
}

// A reply is only taken through a link that is there, of a round that is open, and
// once.
func TestRepliesComeThroughALink(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		send := func(code string) (sent bool) {
			remark := round.Remark{ID: testkit.NewID(), Strand: framework.Staff, Author: "a", Principle: "P1", Text: "x", Use: round.ForSummary, State: round.Unread}
			write(t, w, func(tx round.Tx) (err error) {
				sent, err = tx.SendReply(code, someReply("1"), []round.Remark{remark})
				return err
			})
			return sent
		}
		write(t, w, func(tx round.Tx) error { return tx.AddLink(round.Link{Code: "through", Round: r.ID}) })
		for _, state := range []round.State{round.Preparing, round.Closed} {
			r.State = state
			write(t, w, func(tx round.Tx) error { return tx.ChangeRound(r) })
			if send("through") {
				t.Errorf("a round that is %s takes a reply", state)
			}
		}
		r.State = round.Open
		write(t, w, func(tx round.Tx) error { return tx.ChangeRound(r) })
		if send("nowhere") || !send("through") || send("through") {
			t.Error("not once, through the link alone")
		}
		read := w.DB.Round().Read(t.Context())
		heard, err := read.Heard(r.ID, framework.Staff)
		if err != nil || len(heard) != 1 || heard[0].N != 1 {
			t.Errorf("%+v, %v", heard, err)
		}
		remarks, err := read.Remarks(r.ID, framework.Staff)
		if err != nil || len(remarks) != 1 {
			t.Errorf("%d remarks, %v", len(remarks), err)
		}
	})
}

// Whoever was let in to send a reply is waited for, and whoever comes later is not
// let in before closing has ended.
func TestClosingWaitsForReplies(t *testing.T) {
	inRound(t, func(t *testing.T, w *testkit.World, r round.Round) {
		sent, closed := make(chan error), make(chan error)
		inside, done := make(chan struct{}), make(chan struct{})
		go func() {
			sent <- w.DB.Round().InTx(t.Context(), func(tx round.Tx) error {
				if err := tx.LetReply(r.ID); err != nil {
					return err
				}
				close(inside)
				<-done
				_, err := tx.AddReply(r.ID, someReply("1"), nil)
				return err
			})
		}()
		<-inside
		heard := 0
		go func() {
			closed <- w.DB.Round().InTx(t.Context(), func(tx round.Tx) error {
				if err := tx.HoldReplies(r.ID); err != nil {
					return err
				}
				all, err := tx.Heard(r.ID, framework.Staff)
				heard = len(all)
				return err
			})
		}()
		close(done)
		if err := errors.Join(<-sent, <-closed); err != nil || heard != 1 {
			t.Errorf("closing saw %d, %v", heard, err)
		}
	})
}
