package people_test

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/mail"
	"bearings/internal/people"
	"bearings/internal/phrase"
	"bearings/internal/queue"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const siteAddress = "https://bearings.example.org"

// desk is a world with its service, its mail and a clock that a test sets.
type desk struct {
	*people.Service
	t      *testing.T
	ctx    context.Context
	db     *store.DB
	world  *testkit.World
	outbox *mail.Outbox
	now    time.Time
}

// onBoth runs a test in a fresh world on each engine.
func onBoth(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := bare(t, db)
		d.world = testkit.NewWorld(t, db)
		test(t, d)
	})
}

// bare is a desk in an installation where there is nobody yet.
func bare(t *testing.T, db *store.DB) *desk {
	t.Helper()
	d := &desk{t: t, ctx: context.Background(), db: db, now: testkit.Day}
	now := func() time.Time { return d.now }
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	if d.outbox, err = mail.NewOutbox(t.TempDir(), "bearings@example.org", now); err != nil {
		t.Fatal(err)
	}
	codes := make(chan string)
	go func() {
		for n := 0; ; n++ {
			select {
			case codes <- "AAAA-BBBB-CCCC-" + string(rune('0'+n/1000%10)) + string(rune('0'+n/100%10)) + string(rune('0'+n/10%10)) + string(rune('0'+n%10)):
			case <-t.Context().Done():
				return
			}
		}
	}()
	d.Service = &people.Service{Store: db.People(), Now: now, NewID: testkit.NewID, NewCode: func() string { return <-codes },
		Kinds: []string{"council", "police", "school"}, Mail: d.outbox, Words: words["en"], Address: siteAddress, EmailCodes: true}
	return d
}

// as is somebody with the roles they have now, signed in by passkey.
func (d *desk) as(a people.Account) people.Viewer {
	d.t.Helper()
	grants, err := d.Store.Read(d.ctx).Grants(a.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return people.Viewer{Account: a, Grants: grants, Strong: true}
}

// north and south are those with a role there.
func (d *desk) north(role people.Role) people.Viewer {
	d.t.Helper()
	return d.as(d.world.People[role])
}

func (d *desk) south(role people.Role) people.Viewer {
	d.t.Helper()
	return d.as(d.world.Others[role])
}

// ok stops a test at an error.
func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// refuses checks that an error is that fault.
func refuses(t *testing.T, err error, message string) {
	t.Helper()
	var f *fault.Fault
	if !errors.As(err, &f) || f.Message != message {
		t.Errorf("%v, want %s", err, message)
	}
}

// person reads somebody of a partnership; ok is false where they have no role there.
func (d *desk) person(in people.PartnershipID, id people.AccountID) (people.Person, bool) {
	d.t.Helper()
	all, err := d.Store.Read(d.ctx).PeopleOf(in)
	ok(d.t, err)
	for _, p := range all {
		if p.ID == id {
			return p, true
		}
	}
	return people.Person{}, false
}

// grant is the id of a role somebody has.
func (d *desk) grant(in people.PartnershipID, id people.AccountID, role people.Role) string {
	d.t.Helper()
	p, _ := d.person(in, id)
	for _, g := range p.Grants {
		if g.Role == role {
			return g.ID
		}
	}
	d.t.Fatalf("%s has no role %s", p.Name, role)
	return ""
}

// did are the deeds of a partnership, newest first, and the whole trail is checked.
func (d *desk) did(in people.PartnershipID) []deed.Entry {
	d.t.Helper()
	trail := d.db.Trail()
	head, err := trail.Head(d.ctx)
	ok(d.t, err)
	report, err := deed.Verify(trail.All(d.ctx), deed.Head{}, head)
	if ok(d.t, err); len(report.Findings) > 0 {
		d.t.Errorf("the trail: %v", report.Findings)
	}
	page, err := trail.Page(d.ctx, string(in), 0, 1000)
	ok(d.t, err)
	return page
}

// newest checks what was done last in a partnership.
func (d *desk) newest(in people.PartnershipID, by string, kind deed.Kind, about ...string) {
	d.t.Helper()
	all := d.did(in)
	if len(all) == 0 {
		d.t.Fatal("nothing was done")
	}
	e := all[0]
	if e.Actor != by || e.Kind != kind || !e.At.Equal(d.now) {
		d.t.Errorf("the newest deed is %s by %s at %v", e.Kind, e.Actor, e.At)
	}
	for _, s := range deed.About(about...) {
		if e.Of(s.As) != s.ID {
			d.t.Errorf("the newest deed is about %v, want %v", e.About, s)
		}
	}
}

// addKey gives somebody a passkey, so that they have a way to sign in.
func (d *desk) addKey(id people.AccountID) {
	d.t.Helper()
	ok(d.t, d.db.SignIn().InTx(d.ctx, func(tx signin.Tx) error {
		return tx.PutPasskey(signin.Passkey{ID: "key-" + string(id), Account: id, Credential: "{}", Added: d.now})
	}))
}

// isIn says which of the two sessions of the world somebody still has.
func (d *desk) isIn(id people.AccountID) (strong, weak bool) {
	d.t.Helper()
	_, strong, err := d.db.SignIn().Visit(d.ctx, signin.Hash(d.world.Tokens[id]))
	ok(d.t, err)
	_, weak, err = d.db.SignIn().Visit(d.ctx, signin.Hash(d.world.Weak[id]))
	ok(d.t, err)
	return strong, weak
}

// opens says whether a joining code would let its owner in.
func (d *desk) opens(code string) bool {
	d.t.Helper()
	s := &signin.Service{Store: d.db.SignIn(), Now: d.Now, NewID: testkit.NewID, NewToken: testkit.NewID}
	_, err := s.TypeJoining(d.ctx, code)
	if _, isFault := fault.As(err); err != nil && !isFault {
		d.t.Fatal(err)
	}
	return err == nil
}

// work sends all messages that are due and says how many jobs there were.
func (d *desk) work() (done int) {
	d.t.Helper()
	for {
		job, there, err := d.db.Queue().Claim(d.ctx, d.now, d.now.Add(time.Minute))
		if ok(d.t, err); !there {
			return done
		}
		handle(d, job)
		done++
	}
}

func handle(d *desk, job queue.Job) {
	d.t.Helper()
	ok(d.t, d.Jobs()[job.Kind](d.ctx, job.About))
	ok(d.t, d.db.Queue().Done(d.ctx, job.ID))
}
