package round_test

import (
	"testing"

	"bearings/internal/disclosure"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// What is published is read from what is kept, shared page by page and replied to.
func TestResultsAreReadSharedAndRepliedTo(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		ctx, w := t.Context(), testkit.NewWorld(t, db)
		s, r := testkit.Rounds(db), w.PublishedRound(t)
		coordinator, lead, scrutineer := w.As(t, people.Coordinator), w.As(t, people.AgencyLead), w.As(t, people.Scrutineer)
		read := func(v people.Viewer) round.Results {
			all, err := s.Results(ctx, v, w.North.ID, r.ID)
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		first := read(lead)
		outcome, err := first.Outcome()
		if err != nil || len(outcome.Releases) != 1 || len(outcome.Returns) == 0 || len(outcome.Evidence) != 1 {
			t.Fatalf("%d releases, %d returns, %d pieces, %v", len(outcome.Releases), len(outcome.Returns), len(outcome.Evidence), err)
		}
		if !first.SeesAll() || first.Sight.Named || read(scrutineer).SeesAny() {
			t.Errorf("a lead has %+v, a scrutineer %+v", first.Sight, read(scrutineer).Sight)
		}
		if err := s.ShareResults(ctx, lead, w.North.ID, r.ID, map[string]round.Audience{"P2": round.Public}); err == nil {
			t.Error("a lead shares results")
		}
		if err := s.ShareResults(ctx, coordinator, w.North.ID, r.ID, map[string]round.Audience{"P2": round.Public}); err != nil {
			t.Fatal(err)
		}
		public, err := s.Published(ctx, r.ID)
		if err != nil || !public.Sees("P2") || public.Sees("P1") || public.SeesAll() {
			t.Errorf("everybody sees %v, %v", public.Shares, err)
		}
		reply := round.AgencyReply{Agency: w.Council.ID, Finding: "agencies/P1/" + first.Framework.ItemsOf("P1")[0].ID, Text: "We looked at it."}
		if err := s.ReplyToFinding(ctx, w.As(t, people.Contributor), w.North.ID, r.ID, reply); err == nil {
			t.Error("a contributor replies for the agency")
		}
		if err := s.ReplyToFinding(ctx, lead, w.North.ID, r.ID, reply); err != nil {
			t.Fatal(err)
		}
		second := read(lead)
		if len(second.Replies) != 1 || second.Print == first.Print {
			t.Errorf("%v is kept, and the print is the same %v", second.Replies, second.Print == first.Print)
		}
		reply.Agency = w.Police.ID
		if err := s.ReplyToFinding(ctx, lead, w.North.ID, r.ID, reply); err == nil {
			t.Error("a lead replies for another agency")
		}
		comments, err := disclosure.Nobody("staff").Keep()
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Store.InTx(ctx, func(tx round.Tx) error {
			_, err := tx.AddRelease(r.ID, round.Kept{Strand: "staff", Kind: round.Comments, Made: testkit.Day, Content: comments})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if outcome, err := read(lead).Outcome(); err != nil || outcome.Releases[0].TooFew() {
			t.Errorf("comments take the figures away, or %v", err)
		}
	})
}
