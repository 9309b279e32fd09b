package signin_test

import (
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

func TestASessionEndsByItself(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		token := d.world.Tokens[d.world.Guest.ID]
		at := func(after time.Duration, want bool) {
			t.Helper()
			if d.now = testkit.Day.Add(after); d.isOpen(t, token) != want {
				t.Errorf("after %v: open is %v", after, !want)
			}
		}
		at(signin.Idle-time.Second, true)
		at(2*signin.Idle-2*time.Second, true) // it was used in between
		at(-2*time.Minute, false)             // the clock was set back
		at(signin.Idle, false)                // not as far
		at(3*signin.Idle-2*time.Second, false)
		at(3*signin.Idle-3*time.Second, true)
		for after := 3 * signin.Idle; after < signin.Longest; after += signin.Idle / 2 {
			at(after, true)
		}
		at(signin.Longest-time.Second, true)
		at(signin.Longest, false)
	})
}

// A token that somebody else knew before opens nothing after a sign-in.
func TestEverySignInHasANewToken(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		old := d.world.Tokens[d.world.Guest.ID]
		elsewhere := d.world.Weak[d.world.Guest.ID]
		token, code := d.ask(t, d.world.Guest.Email)
		opened, err := d.TypeCode(t.Context(), token, code, d.visit(t, old).Session.ID)
		if err != nil {
			t.Fatal(err)
		}
		if d.isOpen(t, old) || d.isOpen(t, token) || !d.isOpen(t, opened.Token) || !d.isOpen(t, elsewhere) {
			t.Error("the session the browser had is open, or another is not")
		}
	})
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		lead := d.world.People[people.AgencyLead]
		here, there := d.world.Tokens[lead.ID], d.world.Weak[lead.ID]
		v, other := d.visit(t, here), d.visit(t, d.world.Tokens[d.world.Guest.ID])
		own, err := d.Own(t.Context(), v, 20)
		if err != nil || len(own.Sessions) != 2 {
			t.Fatalf("%d sessions: %v", len(own.Sessions), err)
		}
		if err := d.EndSession(t.Context(), other, v.Session.ID); says(err) != "signin.not-yours" || !d.isOpen(t, here) {
			t.Errorf("somebody else's session: %v", err)
		}
		if err := d.EndSession(t.Context(), v, d.visit(t, there).Session.ID); err != nil || d.isOpen(t, there) || !d.isOpen(t, here) {
			t.Errorf("one of two: %v", err)
		}
		token, code := d.ask(t, lead.Email)
		opened, err := d.TypeCode(t.Context(), token, code, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := d.EndOthers(t.Context(), v); err != nil || d.isOpen(t, opened.Token) || !d.isOpen(t, here) {
			t.Errorf("all others: %v", err)
		}
		if err := d.SignOut(t.Context(), v); err != nil || d.isOpen(t, here) {
			t.Errorf("signing out: %v", err)
		}
		if got := d.outcomes(t, lead.ID); got != "code-sent signed-in signed-out" {
			t.Errorf("the log has %s", got)
		}
	})
}
