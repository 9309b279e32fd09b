package round_test

import (
	"testing"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// From open to published: the job that makes the results may run twice.
func TestARoundIsPublishedOnce(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		s := testkit.Rounds(db)
		r, _ := w.OpenRound(t)
		for place, agency := range []string{w.Council.Name, w.Police.Name} {
			w.Reply(t, r, agency, framework.Direct, place, 30)
			w.Reply(t, r, agency, framework.Operational, place+1, 12)
		}
		w.Reply(t, r, w.School.Name, framework.Direct, 3, 3)
		if err := s.Close(t.Context(), w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
			t.Fatal(err)
		}
		var first []round.Kept
		for range 2 {
			if err := s.Release(t.Context(), string(r.ID)); err != nil {
				t.Fatal(err)
			}
			kept, err := s.Store.Read(t.Context()).Releases(r.ID)
			if err != nil || len(kept) != 1 {
				t.Fatalf("%d releases, %v", len(kept), err)
			}
			if first == nil {
				first = kept
			}
			if string(kept[0].Content) != string(first[0].Content) {
				t.Error("the second run changed the release")
			}
		}
		release, err := disclosure.Kept(first[0].Content)
		if err != nil {
			t.Fatal(err)
		}
		if release.Strand() != framework.Staff || release.TooFew() || len(release.Results()) == 0 {
			t.Errorf("%+v", release)
		}
		for _, g := range release.Groups() {
			if len(g.Agencies) == 1 && g.Agencies[0] == w.School.Name {
				t.Error("three people are shown on their own")
			}
		}
		if deeds, err := s.Store.Read(t.Context()).Heard(r.ID, framework.Staff); err != nil || len(deeds) != 5 {
			t.Errorf("%v, %v", deeds, err)
		}
	})
}
