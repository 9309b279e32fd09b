package round_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// refused fails unless an error is the fault of that message.
func refused(t *testing.T, err error, message string) {
	t.Helper()
	if f, ok := fault.As(err); !ok || f.Message != message {
		t.Errorf("%v, want %s", err, message)
	}
}

func find(t *testing.T, s *round.Service, id round.ID) round.Round {
	t.Helper()
	r, ok, err := s.Store.Read(t.Context()).Round(id)
	if err != nil || !ok {
		t.Fatalf("%v, %v", ok, err)
	}
	return r
}

// kinds are the deeds of a partnership, oldest first.
func kinds(t *testing.T, db *store.DB, w *testkit.World) (all []deed.Kind) {
	t.Helper()
	entries, err := db.Trail().Page(t.Context(), string(w.North.ID), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range slices.Backward(entries) {
		all = append(all, e.Kind)
	}
	return all
}

func TestARoundIsSetUp(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), testkit.Rounds(db), t.Context()
		v, p := w.As(t, people.Coordinator), w.North.ID
		id, err := s.Start(ctx, v, p, "  Autumn \n 2026 ")
		if err != nil {
			t.Fatal(err)
		}
		day := testkit.Day.Truncate(24 * time.Hour)
		staff := map[people.AgencyID]map[string]int{w.Council.ID: {framework.Direct: 100, framework.Operational: 20, framework.Strategic: 0},
			w.Police.ID: {framework.Direct: 50, framework.Operational: 1, framework.Strategic: 2}}
		for _, err := range []error{
			s.Rename(ctx, v, p, id, "Winter"),
			s.UseFramework(ctx, v, p, id, nil),
			s.Ask(ctx, v, p, id, []string{framework.Return, framework.Staff, "nonsense"}),
			s.TakePart(ctx, v, p, id, map[people.AgencyID]round.Form{w.Council.ID: round.FullForm, w.Police.ID: round.NoReturn}),
			s.Invite(ctx, v, p, id, staff),
			s.Plan(ctx, v, p, id, day, day.AddDate(0, 1, 0)),
			s.Raise(ctx, v, p, id, 12, 30),
			s.ShowPages(ctx, v, p, id, round.Named),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		r := find(t, s, id)
		agencies, err := s.Store.Read(ctx).RoundAgencies(id)
		if err != nil || len(agencies) != 2 || agencies[1].Form != round.NoReturn || agencies[0].Staff[framework.Direct] != 100 {
			t.Errorf("%+v, %v", agencies, err)
		}
		if r.Title != "Winter" || !slices.Equal(r.Strands, []string{framework.Staff, framework.Return}) || r.AtLeast != 12 || r.CommentsAtLeast != 30 ||
			r.AgencyPages != round.Named || !r.Closes.Equal(day.AddDate(0, 1, 0)) {
			t.Errorf("%+v", r)
		}
		if todo := round.Unready(r, agencies, s.Now()); !slices.Equal(todo, []round.Todo{round.NeedsAgreed}) {
			t.Errorf("still to do: %v", todo)
		}
		refused(t, s.Open(ctx, v, p, id), "round.unready-agreed")
		if err := s.ShowPages(ctx, v, p, id, round.OwnOnly); err != nil {
			t.Fatal(err)
		}
		if err := s.Open(ctx, v, p, id); err != nil {
			t.Fatal(err)
		}
		refused(t, s.Open(ctx, v, p, id), "round.unready-state")
		got := kinds(t, db, w)
		if got[0] != deed.RoundMade || got[len(got)-1] != deed.RoundOpened || got[1] != deed.RoundChanged {
			t.Errorf("%v", got)
		}
	})
}

// What people answered to stays as it was when they did.
func TestAnOpenRoundStaysAsItIs(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), testkit.Rounds(db), t.Context()
		r, _ := w.OpenRound(t)
		v, p := w.As(t, people.Coordinator), w.North.ID
		for name, err := range map[string]error{
			"framework":  s.UseFramework(ctx, v, p, r.ID, nil),
			"strands":    s.Ask(ctx, v, p, r.ID, []string{framework.Staff}),
			"agencies":   s.TakePart(ctx, v, p, r.ID, map[people.AgencyID]round.Form{w.Council.ID: round.FullForm, w.Police.ID: round.FullForm}),
			"numbers":    s.Invite(ctx, v, p, r.ID, nil),
			"dates":      s.Plan(ctx, v, p, r.ID, r.Opens, r.Closes.AddDate(0, 0, 1)),
			"thresholds": s.Raise(ctx, v, p, r.ID, 20, 40),
			"pages":      s.ShowPages(ctx, v, p, r.ID, round.Named),
		} {
			t.Run(name, func(t *testing.T) { refused(t, err, "roundsetup.settled") })
		}
		refused(t, s.Remove(ctx, v, p, r.ID), "roundsetup.remove-late")
		if err := s.Rename(ctx, v, p, r.ID, "Other"); err != nil || find(t, s, r.ID).Title != "Other" {
			t.Error(err)
		}
		refused(t, s.Extend(ctx, v, p, r.ID, r.Opens.AddDate(1, 0, 1)), "roundsetup.extend-year")
		if err := s.Extend(ctx, v, p, r.ID, r.Opens.AddDate(1, 0, 0)); err != nil {
			t.Error(err)
		}
	})
}

func TestWhatCannotBeSetUpIsSaid(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), testkit.Rounds(db), t.Context()
		r, _ := w.PreparedRound(t)
		v, p, id := w.As(t, people.Coordinator), w.North.ID, r.ID
		day := testkit.Day.Truncate(24 * time.Hour)
		number := func(n int) error {
			return s.Invite(ctx, v, p, id, map[people.AgencyID]map[string]int{w.Council.ID: {framework.Direct: n}})
		}
		one := map[people.AgencyID]round.Form{w.Council.ID: round.FullForm}
		foreign := map[people.AgencyID]round.Form{w.Council.ID: round.FullForm, "nobody": round.FullForm}
		formless := map[people.AgencyID]round.Form{w.Council.ID: round.FullForm, w.Police.ID: "half"}
		for _, c := range []struct {
			err  error
			says string
		}{
			{s.Rename(ctx, v, p, id, " \t"), "round.title-needed"},
			{s.Rename(ctx, v, p, id, strings.Repeat("é", round.MaxTitle+1)), "round.title-long"},
			{s.Ask(ctx, v, p, id, []string{framework.Evidence}), "roundsetup.strands-needed"},
			{s.TakePart(ctx, v, p, id, one), "roundsetup.agencies-needed"},
			{s.TakePart(ctx, v, p, id, foreign), "round.missing"},
			{s.TakePart(ctx, v, p, id, formless), "roundsetup.form-needed"},
			{number(-1), "roundsetup.number"}, {number(round.MaxStaff + 1), "roundsetup.number"},
			{s.Plan(ctx, v, p, id, day, day), "roundsetup.dates-order"},
			{s.Plan(ctx, v, p, id, day, day.AddDate(1, 0, 1)), "roundsetup.dates-year"},
			{s.Plan(ctx, v, p, id, day.AddDate(0, 0, -9), day.AddDate(0, 0, -2)), "roundsetup.dates-over"},
			{s.Raise(ctx, v, p, id, 9, 25), "roundsetup.at-least-low"},
			{s.Raise(ctx, v, p, id, 10, 24), "roundsetup.comments-low"},
			{s.Raise(ctx, v, p, id, 101, 25), "roundsetup.at-least-high"},
			{s.Raise(ctx, v, p, id, 10, 101), "roundsetup.comments-high"},
			{s.ShowPages(ctx, v, p, id, "all"), "roundsetup.pages-needed"},
			{s.Remove(ctx, v, w.South.ID, id), "round.missing"},
			{s.Remove(ctx, w.As(t, people.AgencyLead), p, id), "round.missing"},
		} {
			refused(t, c.err, c.says)
		}
		if got := find(t, s, id); got.Title != r.Title || got.AtLeast != r.AtLeast || !got.Closes.Equal(r.Closes) {
			t.Errorf("something was kept: %+v", got)
		}
		if err := s.UseFramework(ctx, v, p, id, map[string]string{"framework.yaml": "id: [\n"}); !isProblems(err) {
			t.Errorf("a broken framework: %v", err)
		}
	})
}

func isProblems(err error) bool {
	var p *fault.Problems
	return errors.As(err, &p)
}

// An agency that leaves a round takes its links with it; its numbers are gone too.
func TestAnAgencyIsTakenOut(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), testkit.Rounds(db), t.Context()
		r, link := w.PreparedRound(t)
		err := s.Store.InTx(ctx, func(tx round.Tx) error {
			return tx.AddLink(round.Link{Code: "schoolschool", Round: r.ID, Agency: w.School.ID})
		})
		if err != nil {
			t.Fatal(err)
		}
		forms := map[people.AgencyID]round.Form{w.Council.ID: round.FullForm, w.Police.ID: round.FullForm}
		if err := s.TakePart(ctx, w.As(t, people.Coordinator), w.North.ID, r.ID, forms); err != nil {
			t.Fatal(err)
		}
		links, err := s.Store.Read(ctx).Links(r.ID)
		if err != nil || len(links) != 1 || links[0].Code != link.Code {
			t.Errorf("%v, %v", links, err)
		}
		if err := s.Remove(ctx, w.As(t, people.Coordinator), w.North.ID, r.ID); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := s.Store.Read(ctx).Link(link.Code); ok || err != nil {
			t.Errorf("a link outlives its round: %v", err)
		}
	})
}

func TestAgenciesAgreeForThemselves(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s, ctx := testkit.NewWorld(t, db), testkit.Rounds(db), t.Context()
		r, _ := w.PreparedRound(t)
		lead := w.As(t, people.AgencyLead)
		agree := func(v people.Viewer, a people.Agency, yes bool) error {
			return s.AgreePages(ctx, v, people.Where{Partnership: w.North.ID, Agency: a.ID}, r.ID, yes)
		}
		refused(t, agree(lead, w.Council, true), "roundsetup.agreed-not-asked")
		if err := s.ShowPages(ctx, w.As(t, people.Coordinator), w.North.ID, r.ID, round.Named); err != nil {
			t.Fatal(err)
		}
		refused(t, agree(lead, w.Police, true), "round.missing")
		refused(t, agree(w.As(t, people.Contributor), w.Council, true), "round.missing")
		refused(t, agree(w.As(t, people.Coordinator), w.Council, true), "round.missing")
		for _, yes := range []bool{true, true, false, true} {
			if err := agree(lead, w.Council, yes); err != nil {
				t.Fatal(err)
			}
			a, err := round.AgencyIn(s.Store.Read(ctx), r.ID, w.Council.ID)
			if err != nil || a.Agreed.IsZero() == yes || (a.AgreedBy == lead.Account.ID) != yes {
				t.Errorf("%v: %+v, %v", yes, a, err)
			}
		}
		n := 0
		for _, kind := range kinds(t, db, w) {
			if kind == deed.PagesAgreed {
				n++
			}
		}
		if n != 3 { // the doubled one changes nothing
			t.Errorf("%d deeds", n)
		}
	})
}

// Two coordinators press the button at the same moment: it opens once, and whoever
// came second is told.
func TestARoundIsOpenedOnce(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w, s := testkit.NewWorld(t, db), testkit.Rounds(db)
		r, _ := w.PreparedRound(t)
		v := w.As(t, people.Coordinator)
		errs := make([]error, 4)
		var all sync.WaitGroup
		for i := range errs {
			all.Go(func() { errs[i] = s.Open(t.Context(), v, w.North.ID, r.ID) })
		}
		all.Wait()
		opened := 0
		for _, err := range errs {
			if err == nil {
				opened++
				continue
			}
			refused(t, err, "round.unready-state")
		}
		if opened != 1 {
			t.Errorf("opened %d times: %v", opened, errs)
		}
	})
}
