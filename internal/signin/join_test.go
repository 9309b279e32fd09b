package signin_test

import (
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/signin/passkey/passkeytest"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// offer keeps a joining code for an account.
func (d *desk) offer(t testing.TB, code string, purpose people.Purpose, account people.AccountID) {
	t.Helper()
	c := people.JoiningCode{Hash: people.HashCode(code), Purpose: purpose, Account: account, Ends: d.now.Add(people.JoiningLasts)}
	if err := d.db.People().InTx(t.Context(), func(tx people.Tx) error { return tx.PutJoiningCode(c) }); err != nil {
		t.Fatal(err)
	}
}

func TestAJoiningCodeIsUsedUpWithThePasskey(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		d.offer(t, "7Q2K-9FZM-4T8X-3B0D", people.ToSignIn, d.world.Guest.ID)
		token, err := d.TypeJoining(t.Context(), " 7q2k 9fzm 4t8x 3bod")
		if err != nil {
			t.Fatal(err)
		}
		second, err := d.TypeJoining(t.Context(), "7Q2K9FZM4T8X3B0D") // in another browser, meanwhile
		if err != nil {
			t.Fatal(err)
		}
		if who, ok, err := d.Joining(t.Context(), token); !ok || err != nil || who.ID != d.world.Guest.ID {
			t.Fatalf("%+v %v: %v", who, ok, err)
		}
		join := func(token string) (signin.Opened, error) {
			device := passkeytest.New(home, host)
			options, err := d.JoinByPasskey(t.Context(), token)
			if err != nil {
				return signin.Opened{}, err
			}
			return d.JoinedByPasskey(t.Context(), token, device.Create(t, options), "phone", "")
		}
		if _, err := d.JoinedByPasskey(t.Context(), token, []byte("{}"), "", ""); says(err) != "signin.joining-over" {
			t.Errorf("an answer nobody asked for: %v", err)
		}
		if _, err := d.JoinByPasskey(t.Context(), token); err != nil {
			t.Fatal(err)
		}
		if _, err := d.JoinedByPasskey(t.Context(), token, []byte("{}"), "", ""); says(err) != "signinways.passkey-refused" {
			t.Errorf("an answer of nothing: %v", err)
		}
		opened, err := join(token) // it may be tried again
		if err != nil || d.visit(t, opened.Token).Account.ID != d.world.Guest.ID {
			t.Fatal(err)
		}
		for name, token := range map[string]string{"again": token, "the other browser": second} {
			if _, err := join(token); says(err) != "signin.joining-over" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if keys := d.keys(t, d.visit(t, opened.Token)); len(keys) != 1 || keys[0].Name != "phone" {
			t.Errorf("%+v", keys)
		}
		if _, err := d.TypeJoining(t.Context(), "7Q2K9FZM4T8X3B0D"); says(err) != "signin.joining-wrong" {
			t.Errorf("typed again: %v", err)
		}
	})
}

func TestOtherCodesLetNobodyJoin(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		d.offer(t, "SETUP", people.ToSetUp, "")
		d.offer(t, "AGENCY", people.ToPartner, "")
		d.offer(t, "MINE", people.ToSignIn, d.world.Guest.ID)
		for _, code := range []string{"", "SETUP", "AGENCY", "MINER"} {
			if _, err := d.TypeJoining(t.Context(), code); says(err) != "signin.joining-wrong" {
				t.Errorf("%q: %v", code, err)
			}
		}
		token, err := d.TypeJoining(t.Context(), "mine")
		if err != nil {
			t.Fatal(err)
		}
		d.now = d.now.Add(signin.AttemptLasts)
		if _, ok, err := d.Joining(t.Context(), token); ok || err != nil {
			t.Errorf("ten minutes later somebody joins: %v", err)
		}
		d.now = d.now.Add(people.JoiningLasts - 2*time.Minute)
		if _, err := d.TypeJoining(t.Context(), "mine"); says(err) != "signin.joining-wrong" {
			t.Errorf("a week later: %v", err)
		}
	})
}
