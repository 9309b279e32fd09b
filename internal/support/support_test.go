package support_test

import (
	"strings"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/store"
	"bearings/internal/support"
	"bearings/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

var draft = support.Draft{Role: "Director of Children’s Services", Words: "We ask children what changed.", Thing: "Ask young people to choose our return-home service", Check: "2027-05"}

func service(db *store.DB) *support.Service {
	return &support.Service{Store: db.Support(), Now: testkit.Now, NewID: testkit.NewID}
}

func council(w *testkit.World) people.Where {
	return people.Where{Partnership: w.North.ID, Agency: w.Council.ID}
}

// words are those of all statements there, by state.
func words(t *testing.T, all []support.Public, err error) map[support.State]string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	by := map[support.State]string{}
	for _, one := range all {
		if by[one.State] != "" {
			t.Errorf("two are %s", one.State)
		}
		by[one.State] = one.Words
	}
	return by
}

func expect(t *testing.T, err error, message string) {
	t.Helper()
	if f, ok := fault.As(err); !ok || f.Message != message {
		t.Errorf("got %v, want %s", err, message)
	}
}

// From the first words to those that replace them: what is shown stays until the
// coordinator has decided on the new words.
func TestWhatIsShownStaysUntilNewWordsAre(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), service(db), t.Context()
		lead, coordinator := w.As(t, people.AgencyLead), w.As(t, people.Coordinator)
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		own := func() []support.Public {
			t.Helper()
			all, err := s.Own(ctx, lead, council(w))
			must(err)
			return all
		}
		if all, err := s.Public(ctx); len(all) != 0 || err != nil {
			t.Fatalf("%v, %v", all, err)
		}
		must(s.Write(ctx, lead, council(w), draft))
		first := own()[0]
		if all, err := s.Public(ctx); len(all) != 0 || err != nil {
			t.Fatalf("shown before anybody decided: %v, %v", all, err)
		}
		expect(t, s.Decide(ctx, coordinator, w.North.ID, first.ID, support.SendBack, " \n"), "support.reason-needed")
		expect(t, s.Decide(ctx, coordinator, w.North.ID, first.ID, "", ""), "support.decision-needed")
		must(s.Decide(ctx, coordinator, w.North.ID, first.ID, support.SendBack, "Please  say\nwhat changed."))
		if got := own()[0]; got.State != support.SentBack || got.Reason != "Please say what changed." || got.DecidedBy != coordinator.Account.ID {
			t.Errorf("%+v", got)
		}
		must(s.Write(ctx, lead, council(w), draft))
		second := own()[0]
		expect(t, s.Decide(ctx, coordinator, w.North.ID, first.ID, support.Show, ""), "support.changed")
		must(s.Decide(ctx, coordinator, w.North.ID, second.ID, support.Show, ""))
		changed := draft
		changed.Words = "We ask parents too."
		must(s.Write(ctx, lead, council(w), changed))
		all, err := s.Public(ctx)
		if got := words(t, all, err); got[support.Shown] != draft.Words || len(got) != 1 || all[0].AgencyName != w.Council.Name || all[0].PartnershipName != w.North.Name {
			t.Errorf("%+v", all)
		}
		if got := words(t, own(), nil); got[support.Shown] != draft.Words || got[support.Waiting] != changed.Words {
			t.Errorf("%v", got)
		}
		for _, one := range own() {
			if one.State == support.Waiting {
				must(s.Decide(ctx, coordinator, w.North.ID, one.ID, support.Show, ""))
			}
		}
		all, err = s.Public(ctx)
		if got := words(t, all, err); got[support.Shown] != changed.Words || len(own()) != 1 {
			t.Errorf("%v", got)
		}
		must(s.Withdraw(ctx, lead, council(w), all[0].ID))
		if left := own(); len(left) != 0 {
			t.Errorf("%v", left)
		}
		expect(t, s.Withdraw(ctx, lead, council(w), all[0].ID), "support.changed")
		kinds(t, db, map[deed.Kind]int{deed.SupportWritten: 3, deed.SupportDecided: 4})
	})
}

// kinds counts the deeds of each kind in the trail.
func kinds(t *testing.T, db *store.DB, want map[deed.Kind]int) {
	t.Helper()
	got := map[deed.Kind]int{}
	for e, err := range db.Trail().All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got[e.Kind]++
	}
	for kind, n := range want {
		if got[kind] != n {
			t.Errorf("%d of %s, want %d", got[kind], kind, n)
		}
	}
}

func TestNobodySpeaksForAnother(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), service(db), t.Context()
		lead, coordinator := w.As(t, people.AgencyLead), w.As(t, people.Coordinator)
		police := people.Where{Partnership: w.North.ID, Agency: w.Police.ID}
		expect(t, s.Write(ctx, lead, police, draft), "support.missing")
		expect(t, s.Write(ctx, lead, people.Where{Partnership: w.South.ID, Agency: w.Council.ID}, draft), "support.missing")
		expect(t, s.Write(ctx, lead, people.Where{Partnership: w.North.ID}, draft), "support.missing")
		expect(t, s.Write(ctx, coordinator, council(w), draft), "support.missing")
		expect(t, s.Write(ctx, w.As(t, people.Contributor), council(w), draft), "support.missing")
		if err := s.Write(ctx, lead, council(w), draft); err != nil {
			t.Fatal(err)
		}
		all, err := s.Own(ctx, lead, council(w))
		if err != nil {
			t.Fatal(err)
		}
		expect(t, s.Decide(ctx, lead, w.North.ID, all[0].ID, support.Show, ""), "support.missing")
		weak := coordinator
		weak.Strong = false
		expect(t, s.Decide(ctx, weak, w.North.ID, all[0].ID, support.Show, ""), "support.missing")
		expect(t, s.Decide(ctx, coordinator, w.South.ID, all[0].ID, support.Show, ""), "support.missing")
		_, err = s.Own(ctx, lead, police)
		expect(t, err, "support.missing")
		_, err = s.Of(ctx, lead, w.North.ID)
		expect(t, err, "support.missing")
	})
}

// An agency that has left speaks for nobody in the partnership.
func TestAnAgencyThatLeftIsNotShown(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), service(db), t.Context()
		if err := s.Write(ctx, w.As(t, people.AgencyLead), council(w), draft); err != nil {
			t.Fatal(err)
		}
		all, err := s.Of(ctx, w.As(t, people.Coordinator), w.North.ID)
		if err == nil {
			err = s.Decide(ctx, w.As(t, people.Coordinator), w.North.ID, all[0].ID, support.Show, "")
		}
		if err == nil {
			err = db.People().InTx(ctx, func(tx people.Tx) error { return tx.Leave(w.North.ID, w.Council.ID) })
		}
		if err != nil {
			t.Fatal(err)
		}
		if all, err := s.Public(ctx); len(all) != 0 || err != nil {
			t.Errorf("%v, %v", all, err)
		}
	})
}

func TestWhatHasToBePutRight(t *testing.T) {
	db := testkit.Open(t, store.Options{Folder: t.TempDir(), Now: testkit.Now})
	w, s := testkit.NewWorld(t, db), service(db)
	for message, change := range map[string]func(*support.Draft){
		"support.role-needed":  func(d *support.Draft) { d.Role = "\n " },
		"support.role-long":    func(d *support.Draft) { d.Role = strings.Repeat("ä", support.MaxRole+1) },
		"support.words-needed": func(d *support.Draft) { d.Words = "" },
		"support.words-long":   func(d *support.Draft) { d.Words = strings.Repeat("ä", support.MaxWords+1) },
		"support.thing-needed": func(d *support.Draft) { d.Thing = "" },
		"support.thing-long":   func(d *support.Draft) { d.Thing = strings.Repeat("ä", support.MaxThing+1) },
		"support.check-needed": func(d *support.Draft) { d.Check = "5 2027" },
		"support.check-when":   func(d *support.Draft) { d.Check = "2026-10" },
	} {
		wrong := draft
		change(&wrong)
		expect(t, s.Write(t.Context(), w.As(t, people.AgencyLead), council(w), wrong), message)
	}
	far := draft
	far.Check = "2029-12"
	expect(t, s.Write(t.Context(), w.As(t, people.AgencyLead), council(w), far), "support.check-when")
	now := draft
	now.Check, now.Words = "2026-11", strings.Repeat("ä", support.MaxWords)
	if err := s.Write(t.Context(), w.As(t, people.AgencyLead), council(w), now); err != nil {
		t.Error(err)
	}
	if now.HasPassed(testkit.Day) || !now.HasPassed(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)) {
		t.Error("a month is over with its last day")
	}
}
