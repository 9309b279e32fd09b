package store_test

import (
	"context"
	"errors"
	"slices"
	"sync"
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

// lookingLikeSQL are texts that would do something if they became part of a
// statement of either engine.
var lookingLikeSQL = []string{
	"'; drop table account; --", `" or "1"="1`, "x' or 1=1 --", "$1 ?1 :a @b", "\\'; select 1; /*", "%_like*?", "1); delete from deed where (1=1",
	"a\u2019b ŵ \U0001F642",
}

func TestTextThatLooksLikeSQLIsText(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		read := db.People().Read(t.Context())
		for _, text := range lookingLikeSQL {
			p := people.Partnership{ID: people.PartnershipID(testkit.NewID() + text), Name: text, Since: testkit.Day}
			a := people.Account{ID: people.AccountID(testkit.NewID()), Name: text, Email: text + "@example.org", Since: testkit.Day}
			err := db.People().InTx(t.Context(), func(tx people.Tx) error { return errors.Join(tx.AddPartnership(p), tx.AddAccount(a)) })
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			if got, ok, err := read.Partnership(p.ID); err != nil || !ok || got != p {
				t.Errorf("%q came back as %+v, %v", text, got, err)
			}
			if got, ok, err := read.AccountWith(a.Email); err != nil || !ok || got != a {
				t.Errorf("%q came back as %+v, %v", text, got, err)
			}
			for name, found := range map[string]func() (bool, error){
				"an address":   func() (bool, error) { _, ok, err := read.AccountWith(text); return ok, err },
				"a session":    func() (bool, error) { _, ok, err := db.SignIn().Visit(t.Context(), text); return ok, err },
				"an agency":    func() (bool, error) { _, ok, err := read.Agency(people.AgencyID(text)); return ok, err },
				"an identity":  func() (bool, error) { _, ok, err := db.SignIn().Read(t.Context()).Identity(text, text); return ok, err },
				"an attempt":   func() (bool, error) { _, ok, err := db.SignIn().Read(t.Context()).Attempt(text); return ok, err },
				"a first code": func() (bool, error) { _, ok, err := read.JoiningCode(text); return ok, err },
			} {
				if ok, err := found(); ok || err != nil {
					t.Errorf("%s called %q was found: %v, %v", name, text, ok, err)
				}
			}
		}
		if got, ok, err := read.Account(w.Guest.ID); err != nil || !ok || got != w.Guest {
			t.Errorf("somebody is gone: %+v, %v", got, err)
		}
	})
}

// Names of tables and columns in a backup are looked up: a file that was made up
// can name none of its own, and says nothing of its values in a statement.
func TestABackupCantSpeakSQL(t *testing.T) {
	for _, engine := range testkit.Engines {
		for _, c := range []struct {
			table   string
			columns []string
		}{
			{"account; drop table deed; --", []string{"id"}}, {"session", []string{"id"}}, {"goose_db_version", []string{"id"}}, {"sqlite_schema", []string{"name"}},
			{"retention_run", []string{"at, cleared) values (1, 'x'); --", "cleared"}}, {"retention_run", []string{"at\x00", "cleared"}},
		} {
			_, err := store.Restore(t.Context(), engine.Options(t), 1, func(put func(string, []string, []any) error) error {
				values := make([]any, len(c.columns))
				for i := range values {
					values[i] = int64(i)
				}
				return put(c.table, c.columns, values)
			})
			if f, ok := fault.As(err); !ok || f.Message != "store.foreign_backup" {
				t.Errorf("%s: %s %q: %v", engine.Name, c.table, c.columns, err)
			}
		}
	}
}

var errHalfWay = errors.New("half way")

// Whatever goes wrong, a use case leaves all it wrote, or nothing: neither deed
// nor work for later.
func TestHalfAUseCaseLeavesNothing(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		ctx := t.Context()
		half := func(tx people.Tx) error {
			return errors.Join(tx.RenamePartnership(w.North.ID, "Another"), tx.EraseAccount(w.Guest.ID),
				tx.Record(deed.Deed{At: testkit.Day, Actor: deed.TheProgram, Kind: deed.PartnershipRenamed}),
				tx.Enqueue(queue.Job{ID: "half", Kind: "k", Due: testkit.Day}))
		}
		for name, end := range map[string]func(people.Tx) error{
			"an error":          func(tx people.Tx) error { return errors.Join(half(tx), errHalfWay) },
			"a row that is not": func(tx people.Tx) error { _ = half(tx); return tx.AddAccount(w.People[people.Coordinator]) },
			"a panic":           func(tx people.Tx) error { _ = half(tx); panic(errHalfWay) },
		} {
			failed := func() (failed bool) {
				defer func() { failed = recover() != nil || failed }()
				return db.People().InTx(ctx, end) != nil
			}()
			if !failed {
				t.Errorf("%s: it is said to have worked", name)
			}
			head, err := db.Trail().Head(ctx)
			_, claimed, jobs := db.Queue().Claim(ctx, testkit.Day.Add(time.Hour), testkit.Day.Add(2*time.Hour))
			p, _, reading := db.People().Read(ctx).Partnership(w.North.ID)
			_, there, finding := db.People().Read(ctx).Account(w.Guest.ID)
			if err := errors.Join(err, jobs, reading, finding); err != nil {
				t.Fatal(err)
			}
			if head.Seq != 0 || claimed || p != w.North || !there {
				t.Errorf("%s: %d deeds, a job %v, %q, the guest %v", name, head.Seq, claimed, p.Name, there)
			}
		}
	})
}

func TestANewDatabaseHasNobody(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		read := db.People().Read(t.Context())
		isAny, err := read.AnyAccount()
		all, listing := read.Partnerships()
		if isAny || len(all) > 0 || err != nil || listing != nil {
			t.Errorf("somebody is there: %v, %v, %v, %v", isAny, all, err, listing)
		}
	})
}

// Of many who use the same code at the same time, one was first.
func TestACodeIsUsedByOne(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		attempt := signin.Attempt{Token: "attempt", Kind: signin.AttemptCode, Account: w.Guest.ID, Ends: testkit.Day.Add(time.Minute)}
		code := people.JoiningCode{Hash: "code", Purpose: people.ToSignIn, Account: w.Guest.ID, Ends: testkit.Day.Add(time.Minute)}
		err := errors.Join(
			db.SignIn().InTx(t.Context(), func(tx signin.Tx) error { return tx.PutAttempt(attempt) }),
			db.People().InTx(t.Context(), func(tx people.Tx) error { return tx.PutJoiningCode(code) }))
		if err != nil {
			t.Fatal(err)
		}
		const at = 8
		type used struct {
			attempt, code bool
			tries         int
			err           error
		}
		all := make([]used, at)
		var together sync.WaitGroup
		for n := range at {
			together.Go(func() {
				u := &all[n]
				u.err = db.SignIn().InTx(context.Background(), func(tx signin.Tx) (err error) {
					if u.tries, _, err = tx.CountTry("attempt"); err != nil {
						return err
					}
					u.code, err = tx.UseJoiningCode("code")
					return err
				})
			})
		}
		together.Wait()
		for n := range at {
			together.Go(func() {
				u := &all[n]
				err := db.SignIn().InTx(context.Background(), func(tx signin.Tx) (err error) {
					u.attempt, err = tx.RemoveAttempt("attempt")
					return err
				})
				u.err = errors.Join(u.err, err)
			})
		}
		together.Wait()
		attempts, codes, tries := 0, 0, []int{}
		for _, u := range all {
			if u.err != nil {
				t.Error(u.err)
			}
			tries = append(tries, u.tries)
			if u.attempt {
				attempts++
			}
			if u.code {
				codes++
			}
		}
		slices.Sort(tries)
		if attempts != 1 || codes != 1 || !slices.Equal(tries, []int{1, 2, 3, 4, 5, 6, 7, 8}) {
			t.Errorf("the attempt was taken %d times, the code %d times, tries %v", attempts, codes, tries)
		}
	})
}

// Who somebody is at an issuer is issuer and subject: the same subject at another
// issuer, or with another letter's case, is somebody else.
func TestTheSameSubjectElsewhereIsSomebodyElse(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		w := testkit.NewWorld(t, db)
		lead := w.People[people.AgencyLead]
		ours := []signin.Identity{
			{Issuer: "https://council.example", Subject: "7", Account: w.Guest.ID}, {Issuer: "https://police.example", Subject: "7", Account: lead.ID},
			{Issuer: "https://council.example", Subject: "a", Account: lead.ID}, {Issuer: "https://council.example", Subject: "A", Account: w.Guest.ID},
		}
		err := db.SignIn().InTx(t.Context(), func(tx signin.Tx) error {
			for _, one := range ours {
				if err := tx.PutIdentity(one); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		read := db.SignIn().Read(t.Context())
		for _, one := range ours {
			if got, ok, err := read.Identity(one.Issuer, one.Subject); err != nil || !ok || got.Account != one.Account {
				t.Errorf("%s at %s is %s, want %s: %v", one.Subject, one.Issuer, got.Account, one.Account, err)
			}
		}
		for _, other := range [][2]string{{"https://council.example/", "7"}, {"https://Council.example", "7"}, {"https://council.example", "7 "}, {"", "7"}, {"https://health.example", "7"}} {
			if got, ok, err := read.Identity(other[0], other[1]); ok || err != nil {
				t.Errorf("%q at %q is somebody: %+v, %v", other[1], other[0], got, err)
			}
		}
	})
}
