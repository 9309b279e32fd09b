package store_test

import (
	"errors"
	"slices"
	"testing"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/queue"
	"bearings/internal/signin"
)

// enter runs f in a transaction of signing in that has to hold.
func (t town) enter(f func(signin.Tx) error) {
	t.Helper()
	if err := t.db.SignIn().InTx(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func (t town) door() signin.Reader { return t.db.SignIn().Read(t.Context()) }

func TestSessions(t *testing.T) {
	inTowns(t, func(t town) {
		id := t.w.Guest.ID
		t.write(func(tx people.Tx) error { return tx.EndSessions(id) })
		session := func(name string, seen int) signin.Session {
			return signin.Session{ID: name, Account: id, Method: signin.ByCode, Began: at(0), Seen: at(seen)}
		}
		t.enter(func(tx signin.Tx) error {
			return errors.Join(tx.AddSession(session("a", 1), "ta"), tx.AddSession(session("b", 2), "tb"), tx.AddSession(session("c", 3), "tc"))
		})
		if err := t.db.SignIn().Touch(t.Context(), "a", at(9)); err != nil {
			t.Fatal(err)
		}
		all, err := t.door().Sessions(id)
		same(t.T, "last used first", all, err, session("a", 9), session("c", 3), session("b", 2))
		t.enter(func(tx signin.Tx) error { return tx.EndSession("c") })
		t.enter(func(tx signin.Tx) error { return tx.EndSessions(id, "b") })
		all, err = t.door().Sessions(id)
		same(t.T, "the one that was kept", all, err, session("b", 2))
		if v, ok, err := t.db.SignIn().Visit(t.Context(), "tb"); !ok || err != nil || v.Session != session("b", 2) || v.Account != t.w.Guest {
			t.Errorf("%+v, %v, %v", v, ok, err)
		}
		if _, ok, err := t.db.SignIn().Visit(t.Context(), "ta"); ok || err != nil {
			t.Errorf("one that has ended opens, %v", err)
		}
		if err := t.db.SignIn().InTx(t.Context(), func(tx signin.Tx) error { return tx.AddSession(session("d", 1), "tb") }); err == nil {
			t.Error("two sessions have one token")
		}
	})
}

func TestWaysToSignIn(t *testing.T) {
	inTowns(t, func(t town) {
		id, thief := t.w.Guest.ID, t.w.People[people.Coordinator].ID
		key := signin.Passkey{ID: "k", Account: id, Name: "Phone", Credential: `{"a":1}`, Added: at(1)}
		who := signin.Identity{Issuer: "https://id.example.org", Subject: "s", Account: id, Added: at(1)}
		t.enter(func(tx signin.Tx) error {
			later, first, other := key, key, who
			later.ID, later.Added, first.ID, first.Added, other.Subject, other.Added = "later", at(3), "first", at(0), "other", at(0)
			return errors.Join(tx.PutPasskey(later), tx.PutPasskey(first), tx.PutPasskey(key), tx.PutIdentity(who), tx.PutIdentity(other))
		})
		key.Name, key.Credential, key.Used, who.Used = "Laptop", `{"a":2}`, at(5), at(6)
		stolen, stolenWho := key, who
		stolen.Account, stolen.Credential, stolenWho.Account, stolenWho.Used = thief, "theirs", thief, at(99)
		t.enter(func(tx signin.Tx) error {
			return errors.Join(tx.PutPasskey(key), tx.PutPasskey(stolen), tx.PutIdentity(who), tx.PutIdentity(stolenWho),
				tx.RemovePasskey("later"), tx.RemoveIdentity(who.Issuer, "other"))
		})
		keys, err := t.door().Passkeys(id)
		if err != nil || len(keys) != 2 || keys[0].ID != "first" || keys[1] != key {
			t.Errorf("%+v, %v", keys, err)
		}
		if got, ok, err := t.door().Passkey("k"); !ok || err != nil || got != key {
			t.Errorf("%+v, %v, %v", got, ok, err)
		}
		all, err := t.door().Identities(id)
		same(t.T, "identities", all, err, who)
		if got, ok, err := t.door().Identity(who.Issuer, "s"); !ok || err != nil || got != who {
			t.Errorf("%+v, %v, %v", got, ok, err)
		}
		for _, issuer := range []string{"https://id.example.org/", "HTTPS://id.example.org", ""} {
			if _, ok, err := t.door().Identity(issuer, "s"); ok || err != nil {
				t.Errorf("%q is taken for the issuer, %v", issuer, err)
			}
		}
	})
}

// What was taken away meanwhile is not brought back by using it.
func TestWaysAreChangedWhereTheyAre(t *testing.T) {
	inTowns(t, func(t town) {
		id, thief := t.w.Guest.ID, t.w.People[people.Coordinator].ID
		key := signin.Passkey{ID: "k", Account: id, Name: "Phone", Credential: "{}", Added: at(1)}
		who := signin.Identity{Issuer: "https://id.example.org", Subject: "s", Account: id, Added: at(1)}
		change := func(key signin.Passkey, who signin.Identity, want bool) {
			t.Helper()
			t.enter(func(tx signin.Tx) error {
				changed, err1 := tx.ChangePasskey(key)
				used, err2 := tx.UseIdentity(who)
				if err := errors.Join(err1, err2); changed != want || used != want || err != nil {
					t.Errorf("changed: %v and %v, want %v: %v", changed, used, want, err)
				}
				return nil
			})
		}
		change(key, who, false)
		t.enter(func(tx signin.Tx) error { return errors.Join(tx.PutPasskey(key), tx.PutIdentity(who)) })
		stolen, stolenWho := key, who
		stolen.Account, stolenWho.Account = thief, thief
		change(stolen, stolenWho, false)
		key.Name, key.Credential, key.Used, who.Used = "Laptop", `{"a":2}`, at(5), at(6)
		change(key, who, true)
		if got, ok, err := t.door().Passkey("k"); !ok || err != nil || got != key {
			t.Errorf("%+v, %v, %v", got, ok, err)
		}
		if got, ok, err := t.door().Identity(who.Issuer, "s"); !ok || err != nil || got != who {
			t.Errorf("%+v, %v, %v", got, ok, err)
		}
	})
}

func TestAttempts(t *testing.T) {
	inTowns(t, func(t town) {
		a := signin.Attempt{Token: "t", Kind: signin.AttemptCode, Remember: "{}", To: "/account", Ends: at(10)}
		t.enter(func(tx signin.Tx) error { return tx.PutAttempt(a) })
		for want := 1; want <= 3; want++ {
			t.enter(func(tx signin.Tx) error {
				if n, ok, err := tx.CountTry("t"); n != want || !ok || err != nil {
					t.Errorf("%d tries, want %d: %v, %v", n, want, ok, err)
				}
				return nil
			})
		}
		// What is sent again keeps its tries.
		a.Account, a.Code, a.Tries = t.w.Guest.ID, "hash", 0
		t.enter(func(tx signin.Tx) error { return tx.PutAttempt(a) })
		a.Tries = 3
		if got, ok, err := t.door().Attempt("t"); !ok || err != nil || got != a {
			t.Errorf("%+v, %v, %v", got, ok, err)
		}
		t.enter(func(tx signin.Tx) error {
			first, err1 := tx.RemoveAttempt("t")
			second, err2 := tx.RemoveAttempt("t")
			_, counted, err3 := tx.CountTry("t")
			if err := errors.Join(err1, err2, err3); !first || second || counted || err != nil {
				t.Errorf("%v, %v, %v, %v", first, second, counted, err)
			}
			return nil
		})
	})
}

func TestTheSignInLog(t *testing.T) {
	inTowns(t, func(t town) {
		id := t.w.Guest.ID
		line := func(name string, minute int, account people.AccountID) signin.Logged {
			return signin.Logged{ID: name, At: at(minute), Account: account, Method: signin.ByCode, Outcome: signin.CodeSent}
		}
		t.enter(func(tx signin.Tx) error {
			return errors.Join(tx.AddLog(line("1", 1, id)), tx.AddLog(line("3", 3, id)), tx.AddLog(line("2", 2, id)),
				tx.AddLog(line("4", 4, t.w.People[people.Scrutineer].ID)))
		})
		all, err := t.door().Log(id, 2)
		same(t.T, "newest first", all, err, line("3", 3, id), line("2", 2, id))
		if err := t.db.SignIn().InTx(t.Context(), func(tx signin.Tx) error { return tx.AddLog(line("5", 5, "nobody")) }); err == nil {
			t.Error("the log has a line of nobody")
		}
	})
}

// Signing in asks of people what it needs, in its own transactions.
func TestSigningInKnowsPeople(t *testing.T) {
	inTowns(t, func(t town) {
		lead := t.w.People[people.AgencyLead]
		t.write(func(tx people.Tx) error {
			return tx.PutJoiningCode(people.JoiningCode{Hash: "h", Purpose: people.ToSignIn, Account: lead.ID, Ends: at(9)})
		})
		t.enter(func(tx signin.Tx) error {
			one, ok1, err1 := tx.Account(lead.ID)
			two, ok2, err2 := tx.AccountWith(lead.Email)
			grants, err3 := tx.Grants(lead.ID)
			code, ok3, err4 := tx.JoiningCode("h")
			used, err5 := tx.UseJoiningCode("h")
			if err := errors.Join(err1, err2, err3, err4, err5); err != nil || !ok1 || !ok2 || !ok3 || !used || one != lead || two != lead || len(grants) != 1 || code.Account != lead.ID {
				t.Errorf("%v %v %v %v %v: %v", one, two, grants, code, used, err)
			}
			return errors.Join(tx.Record(deed.Deed{At: at(1), Actor: string(lead.ID), Kind: deed.PasskeyAdded}),
				tx.Enqueue(queue.Job{ID: "j", Kind: "k", About: "x", Due: at(0)}))
		})
		if kinds := deeds(t.T, t.db); !slices.ContainsFunc(kinds, func(e deed.Entry) bool { return e.Kind == deed.PasskeyAdded }) {
			t.Errorf("%v", kinds)
		}
		if _, ok, err := t.db.Queue().Claim(t.Context(), at(0), at(1)); !ok || err != nil {
			t.Errorf("no job: %v", err)
		}
	})
}
