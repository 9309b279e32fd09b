package signin_test

import (
	"errors"
	"testing"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/signin/passkey/passkeytest"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// byKey signs in with a device.
func (d *desk) byKey(t testing.TB, device *passkeytest.Device) (signin.Opened, error) {
	t.Helper()
	options, token, err := d.AskPasskey(t.Context(), "/account")
	if err != nil {
		t.Fatal(err)
	}
	return d.AnswerPasskey(t.Context(), token, device.Get(t, options), "")
}

func TestAPasskeySignsIn(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		who := d.world.People[people.Coordinator]
		device := d.addKey(t, d.visit(t, d.world.Tokens[who.ID]), " Work \n laptop ")
		opened, err := d.byKey(t, device)
		if err != nil || opened.To != "/account" {
			t.Fatalf("%+v: %v", opened, err)
		}
		v := d.visit(t, opened.Token)
		if v.Account.ID != who.ID || !v.Viewer().Strong || !v.Viewer().May(people.ManagePartnership, people.Where{Partnership: d.world.North.ID}) {
			t.Errorf("signed in as %+v", v)
		}
		own, err := d.Own(t.Context(), v, 20)
		if err != nil || len(own.Passkeys) != 1 || own.Passkeys[0].Name != "Work laptop" || own.Passkeys[0].Used.IsZero() {
			t.Errorf("%+v: %v", own.Passkeys, err)
		}
		if _, err := d.byKey(t, passkeytest.New(home, host)); says(err) != "signinways.passkey-refused" {
			t.Errorf("a passkey of nobody: %v", err)
		}
	})
}

func TestAnAnswerOfAPasskeyIsTakenOnceAndInItsBrowser(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		device := d.addKey(t, d.visit(t, d.world.Tokens[d.world.Guest.ID]), "")
		options, token, err := d.AskPasskey(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		_, other, err := d.AskPasskey(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		answer := device.Get(t, options)
		for _, one := range []struct{ token, want string }{
			{"", "signin.attempt-over"}, {other, "signinways.passkey-refused"}, {token, ""}, {token, "signin.attempt-over"},
		} {
			if _, err := d.AnswerPasskey(t.Context(), one.token, answer, ""); says(err) != one.want {
				t.Errorf("%q: %v, want %q", one.token, err, one.want)
			}
		}
		options, token, err = d.AskPasskey(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		answer = device.Get(t, options)
		d.now = d.now.Add(signin.AttemptLasts)
		if _, err := d.AnswerPasskey(t.Context(), token, answer, ""); says(err) != "signin.attempt-over" {
			t.Errorf("ten minutes later: %v", err)
		}
		if got := d.outcomes(t, d.world.Guest.ID); got != "signed-in" && got != "refused signed-in" {
			t.Errorf("the log has %s", got)
		}
	})
}

func TestPasskeysAreNamedAndRemovedByTheirOwner(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		v := d.visit(t, d.world.Tokens[d.world.People[people.Moderator].ID])
		guest := d.visit(t, d.world.Tokens[d.world.Guest.ID])
		device := d.addKey(t, v, "old")
		id := d.keys(t, v)[0].ID
		if err := d.RenamePasskey(t.Context(), guest, id, "mine"); says(err) != "signin.not-yours" {
			t.Errorf("named by somebody else: %v", err)
		}
		if err := d.RenamePasskey(t.Context(), v, id, "new"); err != nil || d.keys(t, v)[0].Name != "new" {
			t.Errorf("%+v: %v", d.keys(t, v), err)
		}
		if err := d.RemovePasskey(t.Context(), guest, id); says(err) != "signin.not-yours" {
			t.Errorf("removed by somebody else: %v", err)
		}
		if err := d.RemovePasskey(t.Context(), v, id); says(err) != "signin.last-way" {
			t.Errorf("the only one of a moderator: %v", err)
		}
		d.addKey(t, v, "second")
		if err := d.RemovePasskey(t.Context(), v, id); err != nil || len(d.keys(t, v)) != 1 {
			t.Errorf("one of two: %v", err)
		}
		if _, err := d.byKey(t, device); says(err) != "signinways.passkey-refused" {
			t.Errorf("a removed passkey: %v", err)
		}
		d.addKey(t, guest, "")
		d.EmailCodes = false
		if err := d.RemovePasskey(t.Context(), guest, d.keys(t, guest)[0].ID); says(err) != "signin.last-way" {
			t.Errorf("the only one where no codes are sent: %v", err)
		}
		d.EmailCodes = true
		if err := d.RemovePasskey(t.Context(), guest, d.keys(t, guest)[0].ID); err != nil {
			t.Errorf("the only one of somebody who may have codes: %v", err)
		}
	})
}

func (d *desk) keys(t testing.TB, v signin.Visit) []signin.Passkey {
	t.Helper()
	own, err := d.Own(t.Context(), v, 0)
	if err != nil {
		t.Fatal(err)
	}
	return own.Passkeys
}

func TestWaysToSignInAreChangedSoonAfterSigningInAlone(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		coordinator, guest := d.world.People[people.Coordinator].ID, d.world.Guest.ID
		stale := d.visit(t, d.world.Tokens[guest])
		stale.Session.Began = stale.Session.Began.Add(-signin.FreshFor)
		for name, c := range map[string]struct {
			visit signin.Visit
			want  error
		}{
			"a code and a role that needs more": {d.visit(t, d.world.Weak[coordinator]), signin.ErrStrong},
			"a code and no such role":           {d.visit(t, d.world.Weak[guest]), nil},
			"ten minutes ago":                   {stale, signin.ErrAgain},
			"nobody":                            {signin.Visit{}, signin.ErrAgain},
		} {
			_, _, err := d.AddPasskey(t.Context(), c.visit)
			if !errors.Is(err, c.want) {
				t.Errorf("%s adds: %v", name, err)
			}
			if c.want == nil {
				continue
			}
			_, _, err = d.LinkIssuer(t.Context(), c.visit, "council")
			for what, got := range map[string]error{"links": err, "removes": d.RemovePasskey(t.Context(), c.visit, "x"),
				"unlinks": d.Unlink(t.Context(), c.visit, "x", "y")} {
				if !errors.Is(got, c.want) {
					t.Errorf("%s %s: %v", name, what, got)
				}
			}
		}
	})
}

// What one person begins, another can't end, even in the same browser.
func TestAPasskeyIsAddedToWhoeverBegan(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		v, other := d.visit(t, d.world.Tokens[d.world.Guest.ID]), d.visit(t, d.world.Tokens[d.world.People[people.Contributor].ID])
		device := passkeytest.New(home, host)
		options, token, err := d.AddPasskey(t.Context(), v)
		if err != nil {
			t.Fatal(err)
		}
		answer := device.Create(t, options)
		if err := d.AddedPasskey(t.Context(), other, token, answer, ""); says(err) != "signin.attempt-over" {
			t.Error(err)
		}
		if err := d.AddedPasskey(t.Context(), v, token, answer, ""); says(err) != "signin.attempt-over" {
			t.Errorf("after that: %v", err)
		}
		if len(d.keys(t, v))+len(d.keys(t, other)) != 0 {
			t.Error("somebody has a passkey")
		}
	})
}
