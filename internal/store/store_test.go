package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/queue"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestAWorldIsKept(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		ctx := t.Context()
		read := db.People().Read(ctx)
		all, err := read.Partnerships()
		if err != nil || len(all) != 2 || all[0] != w.North || all[1] != w.South {
			t.Fatalf("%v, %v", all, err)
		}
		if got, ok, err := read.AccountWith("NIA.Coordinator@EXAMPLE.org"); err != nil || !ok || got != w.People[people.Coordinator] {
			t.Errorf("%v, %v, %v", got, ok, err)
		}
		if got, err := read.AgenciesOf(w.South.ID); err != nil || !slices.Equal(got, []people.Agency{w.Council}) {
			t.Errorf("%v, %v", got, err)
		}
		if got, err := read.PartnershipsOf(w.Council.ID); err != nil || len(got) != 2 {
			t.Errorf("%v, %v", got, err)
		}
		if got, err := read.PeopleOf(w.North.ID); err != nil || len(got) != len(people.Roles) || len(got[0].Grants) != 1 || got[0].HasWay {
			t.Errorf("%+v, %v", got, err)
		}
		if _, ok, err := read.Account("nobody"); ok || err != nil {
			t.Errorf("nobody is there: %v, %v", ok, err)
		}
		lead := w.People[people.AgencyLead]
		v, ok, err := db.SignIn().Visit(ctx, signin.Hash(w.Tokens[lead.ID]))
		if err != nil || !ok || v.Account != lead || len(v.Grants) != 1 || v.Grants[0].Agency != w.Council.ID || !v.Session.Began.Equal(testkit.Day) {
			t.Errorf("%+v, %v, %v", v, ok, err)
		}
		if v, ok, err := db.SignIn().Visit(ctx, signin.Hash(w.Tokens[w.Guest.ID])); err != nil || !ok || len(v.Grants) != 0 {
			t.Errorf("%+v, %v, %v", v, ok, err)
		}
	})
}

func TestDeedsMakeAChain(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for range 5 {
			record(t, db, deed.Deed{At: testkit.Day, Actor: deed.TheProgram, Kind: deed.RetentionRan, About: deed.About("rule", "sign-in-log")})
		}
		head, err := db.Trail().Head(ctx)
		if err != nil || head.Seq != 5 {
			t.Fatalf("%+v, %v", head, err)
		}
		var before deed.Head
		for e, err := range db.Trail().All(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			if want := before.Next(e.Deed); want.Hash != e.Hash || want.Seq != e.Seq {
				t.Errorf("entry %d does not follow", e.Seq)
			}
			before = e.Head()
		}
		if before != head {
			t.Errorf("the last is %v, the head %v", before, head)
		}
	})
}

func record(t *testing.T, db *store.DB, d deed.Deed) {
	t.Helper()
	if err := db.People().InTx(context.Background(), func(tx people.Tx) error { return tx.Record(d) }); err != nil {
		t.Fatal(err)
	}
}

func TestAJobIsClaimedOnce(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		ctx, jobs := t.Context(), db.Queue()
		later := testkit.Day.Add(time.Minute)
		if err := jobs.Enqueue(ctx, queue.Job{ID: "a", Kind: "k", About: "x", Due: testkit.Day}); err != nil {
			t.Fatal(err)
		}
		got, ok, err := jobs.Claim(ctx, testkit.Day, later)
		if err != nil || !ok || got.ID != "a" || got.Tries != 1 || !got.Until.IsZero() {
			t.Fatalf("%+v, %v, %v", got, ok, err)
		}
		if _, ok, err := jobs.Claim(ctx, testkit.Day, later); ok || err != nil {
			t.Errorf("claimed twice: %v, %v", ok, err)
		}
		if due, ok, err := jobs.NextDue(ctx); err != nil || !ok || !due.Equal(later) {
			t.Errorf("%v, %v, %v", due, ok, err)
		}
		if err := jobs.Again(ctx, "a", testkit.Day); err != nil {
			t.Fatal(err)
		}
		if got, ok, err := jobs.Claim(ctx, testkit.Day, later); err != nil || !ok || got.Tries != 2 {
			t.Errorf("%+v, %v, %v", got, ok, err)
		}
		if err := jobs.Done(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := jobs.NextDue(ctx); ok || err != nil {
			t.Errorf("%v, %v", ok, err)
		}
	})
}
