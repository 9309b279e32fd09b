package store_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/queue"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// town is one database of people under test.
type town struct {
	*testing.T
	db *store.DB
	w  *testkit.World
}

func inTowns(t *testing.T, test func(town)) {
	t.Helper()
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) { test(town{t, db, testkit.NewWorld(t, db)}) })
}

func (t town) read() people.Reader { return t.db.People().Read(t.Context()) }

// write runs f in a transaction that has to hold.
func (t town) write(f func(people.Tx) error) {
	t.Helper()
	if err := t.db.People().InTx(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func at(minutes int) time.Time { return testkit.Day.Add(time.Duration(minutes) * time.Minute) }

// same fails where two lists differ.
func same[T comparable](t *testing.T, what string, got []T, err error, want ...T) {
	t.Helper()
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%s: got %+v (%v), want %+v", what, got, err, want)
	}
}

func TestPartnershipsAndAgencies(t *testing.T) {
	inTowns(t, func(t town) {
		w, r := t.w, t.read()
		t.write(func(tx people.Tx) error {
			return errors.Join(tx.Hold(w.North.ID), tx.RenamePartnership(w.North.ID, "Aard"),
				tx.ChangeAgency(people.Agency{ID: w.Police.ID, Name: "Zed", Kind: "other"}),
				tx.Join(w.South.ID, w.School.ID, at(1)), tx.Join(w.South.ID, w.School.ID, at(2)),
				tx.Leave(w.North.ID, w.Council.ID))
		})
		north, police := w.North, w.Police
		north.Name, police.Name, police.Kind = "Aard", "Zed", "other"
		all, err := r.Partnerships()
		same(t.T, "partnerships by name", all, err, north, w.South)
		of, err := r.AgenciesOf(w.North.ID)
		same(t.T, "agencies by name", of, err, w.School, police)
		in, err := r.PartnershipsOf(w.School.ID)
		same(t.T, "where an agency is", in, err, north, w.South)
		in, err = r.PartnershipsOf(w.Council.ID)
		same(t.T, "where one is that has left", in, err, w.South)
		if grants, err := r.Grants(w.People[people.AgencyLead].ID); err != nil || len(grants) != 0 {
			t.Errorf("the roles for an agency that has left: %v, %v", grants, err)
		}
		if grants, err := r.Grants(w.Others[people.AgencyLead].ID); err != nil || len(grants) != 1 {
			t.Errorf("the roles elsewhere: %v, %v", grants, err)
		}
		t.write(func(tx people.Tx) error { return tx.Leave(w.South.ID, w.Council.ID) })
		if _, ok, err := r.Agency(w.Council.ID); ok || err != nil {
			t.Errorf("an agency in no partnership is still there, %v", err)
		}
		if got, ok, err := r.Partnership(w.North.ID); got != north || !ok || err != nil {
			t.Errorf("%+v, %v, %v", got, ok, err)
		}
	})
}

func TestAccountsAndRoles(t *testing.T) {
	inTowns(t, func(t town) {
		w, r := t.w, t.read()
		a := people.Account{ID: "a-new-one", Name: "Ŵyn", Email: "STRASSE@Example.org", Since: at(3)}
		g := people.Grant{ID: "g", Account: a.ID, Partnership: w.North.ID, Agency: w.Police.ID, Role: people.Contributor, Since: at(4)}
		t.write(func(tx people.Tx) error {
			twice := g
			twice.ID = "twice"
			return errors.Join(tx.AddAccount(a), tx.AddGrant(g), tx.AddGrant(twice))
		})
		for _, email := range []string{a.Email, "strasse@example.ORG", "straße@example.org"} {
			if got, ok, err := r.AccountWith(email); !ok || err != nil || got != a {
				t.Errorf("%s: %+v, %v", email, got, err)
			}
		}
		grants, err := r.Grants(a.ID)
		same(t.T, "roles", grants, err, g)
		for _, write := range []func(people.Tx) error{
			func(tx people.Tx) error {
				return tx.AddAccount(people.Account{ID: "b", Name: "B", Email: "Strasse@example.org", Since: at(1)})
			},
			func(tx people.Tx) error {
				return tx.ChangeAccount(people.Account{ID: w.Guest.ID, Name: "B", Email: "strasse@example.org"})
			},
		} {
			says(t.T, t.db.People().InTx(t.Context(), write), "people.email-taken")
		}
		a.Name, a.Email = "Wyn", "wyn@example.org"
		t.write(func(tx people.Tx) error { return errors.Join(tx.ChangeAccount(a), tx.RemoveGrant("g")) })
		if got, ok, err := r.Account(a.ID); !ok || err != nil || got != a {
			t.Errorf("%+v, %v", got, err)
		}
		if grants, err := r.Grants(a.ID); err != nil || len(grants) != 0 {
			t.Errorf("%v, %v", grants, err)
		}
		if any, err := r.AnyAccount(); !any || err != nil {
			t.Errorf("nobody is there: %v", err)
		}
	})
}

func TestPeopleOfAPartnership(t *testing.T) {
	inTowns(t, func(t town) {
		w, who := t.w, t.w.People[people.Moderator]
		ways := func() (n int) {
			t.Helper()
			all, err := t.read().PeopleOf(w.North.ID)
			if err != nil || len(all) != len(people.Roles) || !slices.IsSortedFunc(all, func(a, b people.Person) int { return strings.Compare(a.Name, b.Name) }) {
				t.Fatalf("%+v, %v", all, err)
			}
			for _, p := range all {
				if len(p.Grants) != 1 || p.Grants[0].Account != p.ID || p.Grants[0].Partnership != w.North.ID {
					t.Errorf("%+v", p)
				}
				if p.HasWay {
					n++
				}
			}
			return n
		}
		before := ways()
		err := t.db.SignIn().InTx(t.Context(), func(tx signin.Tx) error {
			return tx.PutIdentity(signin.Identity{Issuer: "https://id.example.org", Subject: "s", Account: who.ID, Added: at(0)})
		})
		if err != nil {
			t.Fatal(err)
		}
		if ways() != before+1 {
			t.Error("who can sign in is wrong")
		}
		t.write(func(tx people.Tx) error { return tx.RemoveWays(who.ID) })
		if ways() != before {
			t.Error("a way is left")
		}
	})
}

func TestJoiningCodes(t *testing.T) {
	inTowns(t, func(t town) {
		w := t.w
		code := func(hash string, purpose people.Purpose, account people.AccountID) people.JoiningCode {
			return people.JoiningCode{Hash: hash, Purpose: purpose, Account: account, Partnership: w.North.ID, Ends: at(5)}
		}
		t.write(func(tx people.Tx) error {
			return errors.Join(tx.PutJoiningCode(code("1", people.ToSignIn, w.Guest.ID)), tx.PutJoiningCode(code("2", people.ToSignIn, "else")),
				tx.PutJoiningCode(code("3", people.ToPartner, w.Guest.ID)), tx.ForgetJoiningCodes(people.ToSignIn, w.Guest.ID))
		})
		for hash, want := range map[string]bool{"1": false, "2": true, "3": true} {
			got, ok, err := t.read().JoiningCode(hash)
			if ok != want || err != nil || ok && got != code(hash, got.Purpose, got.Account) {
				t.Errorf("%s: %+v, %v, %v", hash, got, ok, err)
			}
		}
		for _, want := range []bool{true, false} {
			t.write(func(tx people.Tx) error {
				if ok, err := tx.UseJoiningCode("2"); ok != want || err != nil {
					t.Errorf("used: %v, want %v: %v", ok, want, err)
				}
				return nil
			})
		}
	})
}

func TestSessionsEndFromOutside(t *testing.T) {
	inTowns(t, func(t town) {
		w := t.w
		count := func(id people.AccountID) int {
			all, err := t.db.SignIn().Read(t.Context()).Sessions(id)
			if err != nil {
				t.Fatal(err)
			}
			return len(all)
		}
		lead := w.People[people.AgencyLead].ID
		t.write(func(tx people.Tx) error { return errors.Join(tx.EndCodeSessions(w.Guest.ID), tx.EndSessions(lead)) })
		if count(w.Guest.ID) != 1 || count(lead) != 0 || count(w.People[people.Coordinator].ID) != 2 {
			t.Error("other sessions have ended than should")
		}
	})
}

// An account that is erased leaves nothing but its deeds.
func TestErasingAnAccount(t *testing.T) {
	inTowns(t, func(t town) {
		id := t.w.People[people.Coordinator].ID
		did := deed.Deed{At: at(1), Actor: string(id), Kind: deed.AgencyAdded, Partnership: string(t.w.North.ID), About: deed.About("agency", string(t.w.School.ID))}
		err := t.db.SignIn().InTx(t.Context(), func(tx signin.Tx) error {
			return errors.Join(tx.PutPasskey(signin.Passkey{ID: "k", Account: id, Credential: "{}", Added: at(1)}),
				tx.PutIdentity(signin.Identity{Issuer: "i", Subject: "s", Account: id}),
				tx.PutAttempt(signin.Attempt{Token: "t", Kind: signin.AttemptAdd, Account: id, Ends: at(9)}),
				tx.AddLog(signin.Logged{ID: "l", At: at(1), Account: id, Method: signin.ByPasskey, Outcome: signin.SignedIn}))
		})
		if err != nil {
			t.Fatal(err)
		}
		t.write(func(tx people.Tx) error {
			return errors.Join(tx.PutJoiningCode(people.JoiningCode{Hash: "h", Purpose: people.ToSignIn, Account: id, Ends: at(9)}),
				tx.Record(did), tx.Enqueue(queue.Job{ID: "j", Kind: "mail", About: "x", Due: at(1)}), tx.EraseAccount(id))
		})
		for _, r := range dump(t.T, t.db).rows {
			for _, value := range r.values {
				if value == string(id) && r.table != "deed" {
					t.Errorf("%s still names them", r.table)
				}
			}
		}
		if _, ok, err := t.db.SignIn().Visit(t.Context(), signin.Hash(t.w.Tokens[id])); ok || err != nil {
			t.Errorf("they are still signed in: %v", err)
		}
		got, err := t.read().DeedsOf(id)
		if err != nil || len(got) != 1 || got[0].Kind != did.Kind || !got[0].At.Equal(did.At) || got[0].Of("agency") != string(t.w.School.ID) {
			t.Errorf("%+v, %v", got, err)
		}
		if job, ok, err := t.db.Queue().Claim(t.Context(), at(1), at(2)); !ok || err != nil || job.ID != "j" {
			t.Errorf("%+v, %v, %v", job, ok, err)
		}
	})
}

// What a transaction wrote before it failed is not there.
func TestATransactionHoldsWhollyOrNot(t *testing.T) {
	inTowns(t, func(t town) {
		refused := fault.New(fault.Invalid, "people.code-wrong")
		write := func(tx people.Tx) error {
			return errors.Join(tx.AddPartnership(people.Partnership{ID: "p", Name: "P", Since: at(1)}), tx.AddAgency(people.Agency{ID: "a", Name: "A"}),
				tx.AddGrant(people.Grant{ID: "x", Account: t.w.Guest.ID, Partnership: "p", Role: people.Scrutineer}),
				tx.Record(deed.Deed{At: at(1), Kind: deed.AgencyAdded}), tx.Enqueue(queue.Job{ID: "j", Kind: "k", Due: at(0)}), refused)
		}
		before := dump(t.T, t.db)
		says(t.T, t.db.People().InTx(t.Context(), write), "people.code-wrong")
		func() {
			defer func() { _ = recover() }()
			_ = t.db.People().InTx(t.Context(), func(tx people.Tx) error { _ = write(tx); panic("broken") })
		}()
		if after := dump(t.T, t.db); len(after.rows) != len(before.rows) {
			t.Errorf("%d rows became %d", len(before.rows), len(after.rows))
		}
		whole(t.T, t.db)
	})
}

// Every method of the stores of people, of signing in and of rounds is called above or in the
// tests beside this one.
func TestEveryMethodOfTheStoresIsTried(t *testing.T) {
	var tried strings.Builder
	for _, name := range []string{"conformance_people_test.go", "conformance_signin_test.go", "conformance_round_test.go"} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tried.Write(text)
	}
	ofRounds, err := filepath.Glob("../round/*store.go")
	if err != nil || len(ofRounds) < 6 {
		t.Fatalf("%q, %v", ofRounds, err)
	}
	for _, file := range append([]string{"../people/store.go", "../signin/store.go"}, ofRounds...) {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			i, ok := n.(*ast.InterfaceType)
			if !ok {
				return true
			}
			for _, method := range i.Methods.List {
				for _, name := range method.Names {
					if !strings.Contains(tried.String(), "."+name.Name+"(") {
						t.Errorf("%s: nobody calls %s", file, name.Name)
					}
				}
			}
			return true
		})
	}
}
