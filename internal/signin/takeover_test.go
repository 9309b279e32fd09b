package signin_test

import (
	"context"
	"testing"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/signin/passkey/passkeytest"
	"bearings/internal/store"
	"bearings/internal/testkit"
)

// Whoever made a joining code knows it too. Once its owner has a way to sign in of
// their own, it must let nobody else in, however far they had come with it.
func TestAJoiningCodeIsOfNoUseOnceItsOwnerHasAWay(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		owner := d.world.Guest
		d.offer(t, "7Q2K-9FZM-4T8X-3B0D", people.ToSignIn, owner.ID)
		early, err := d.TypeJoining(t.Context(), "7Q2K9FZM4T8X3B0D")
		if err != nil {
			t.Fatal(err)
		}
		device := passkeytest.New(home, host)
		options, err := d.JoinByPasskey(t.Context(), early)
		if err != nil {
			t.Fatal(err)
		}
		answer := device.Create(t, options)

		own := d.visit(t, d.world.Tokens[owner.ID])
		d.addKey(t, own, "my own")

		if _, err := d.JoinedByPasskey(t.Context(), early, answer, "not mine", ""); says(err) != "signin.joining-over" {
			t.Errorf("somebody joined who had begun before: %v", err)
		}
		if _, err := d.TypeJoining(t.Context(), "7Q2K9FZM4T8X3B0D"); says(err) != "signin.joining-wrong" {
			t.Errorf("the code is taken: %v", err)
		}
		if keys := d.keys(t, own); len(keys) != 1 || keys[0].Name != "my own" {
			t.Errorf("%+v", keys)
		}
	})
}

// The same by way of an issuer.
func TestAJoiningCodeLinksNobodyOnceItsOwnerHasAWay(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d, provider := withIssuer(t, db)
		owner := d.world.Guest
		d.offer(t, "7Q2K-9FZM-4T8X-3B0D", people.ToSignIn, owner.ID)
		early, err := d.TypeJoining(t.Context(), "7Q2K9FZM4T8X3B0D")
		if err != nil {
			t.Fatal(err)
		}
		where, err := d.JoinByIssuer(t.Context(), early, "council")
		if err != nil {
			t.Fatal(err)
		}
		own := d.visit(t, d.world.Tokens[owner.ID])
		d.addKey(t, own, "my own")
		if _, err := d.Back(t.Context(), signin.Visit{}, early, provider.SignIn(t, where, "nia").Query()); says(err) != "signin.joining-over" {
			t.Errorf("somebody joined who had begun before: %v", err)
		}
		if kept, err := d.Own(t.Context(), own, 1); err != nil || len(kept.Identities) != 0 {
			t.Errorf("%+v, %v", kept.Identities, err)
		}
	})
}

// A code may be used by whoever made it. So those who read the trail of a partnership
// see not only the code there but also that somebody came in with it.
func TestTheTrailOfAPartnershipShowsANewWayToSignIn(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d, provider := withIssuer(t, db)
		v := d.visit(t, d.world.Tokens[d.world.People[people.Contributor].ID])
		d.addKey(t, v, "")
		if _, err := d.link(t, provider, v, "nia"); err != nil {
			t.Fatal(err)
		}
		shown, err := db.Trail().Page(t.Context(), string(d.world.North.ID), 0, 2)
		if err != nil || len(shown) != 2 {
			t.Fatalf("%+v, %v", shown, err)
		}
		for i, want := range []deed.Kind{deed.IdentityLinked, deed.PasskeyAdded} {
			if shown[i].Kind != want || shown[i].Of("account") != string(v.Account.ID) {
				t.Errorf("%+v, want %s", shown[i], want)
			}
		}
	})
}

// late is a store in which somebody else is quicker: between looking for a way to sign
// in and using it, its owner takes it away. SQLite lets one write at a time.
type late struct {
	signin.Store
	meanwhile func()
}

type lateTx struct {
	signin.Tx
	meanwhile func()
}

func (l late) InTx(ctx context.Context, f func(signin.Tx) error) error {
	return l.Store.InTx(ctx, func(tx signin.Tx) error { return f(lateTx{tx, l.meanwhile}) })
}

func (l lateTx) Passkey(id string) (signin.Passkey, bool, error) {
	key, ok, err := l.Tx.Passkey(id)
	l.meanwhile()
	return key, ok, err
}

func (l lateTx) ChangePasskey(p signin.Passkey) (bool, error) {
	l.meanwhile()
	return l.Tx.ChangePasskey(p)
}

func (l lateTx) Identity(issuer, subject string) (signin.Identity, bool, error) {
	identity, ok, err := l.Tx.Identity(issuer, subject)
	l.meanwhile()
	return identity, ok, err
}

func TestAWayThatIsTakenAwayDoesNotComeBackByUsingIt(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		if !db.IsPostgreSQL() {
			t.Skip("SQLite lets nobody else write meanwhile")
		}
		d, provider := withIssuer(t, db)
		v := d.visit(t, d.world.Tokens[d.world.Guest.ID])
		device := d.addKey(t, v, "stolen")
		if _, err := d.link(t, provider, v, "nia"); err != nil {
			t.Fatal(err)
		}
		plain := d.Store
		remove := func() {
			if err := db.People().InTx(t.Context(), func(tx people.Tx) error { return tx.RemoveWays(v.Account.ID) }); err != nil {
				t.Error(err)
			}
		}
		options, token, err := d.AskPasskey(t.Context(), "")
		if err != nil {
			t.Fatal(err)
		}
		d.Store = late{plain, remove}
		if _, err := d.AnswerPasskey(t.Context(), token, device.Get(t, options), ""); says(err) != "signin.attempt-over" {
			t.Errorf("signed in with a key that is gone: %v", err)
		}
		d.Store = plain
		if _, err := d.link(t, provider, v, "nia"); err != nil {
			t.Fatal(err)
		}
		d.Store = late{plain, remove}
		if came, err := d.goTo(t, provider, "nia"); err != nil || came.Token != "" || !came.Unknown {
			t.Errorf("signed in by a link that is gone: %+v, %v", came, err)
		}
		d.Store = plain
		d.addKey(t, v, "a third")
		d.Store = late{plain, remove}
		if err := d.RenamePasskey(t.Context(), v, d.keys(t, v)[0].ID, "renamed"); says(err) != "signin.not-yours" {
			t.Errorf("a key that is gone has a name: %v", err)
		}
		d.Store = plain
		if own, err := d.Own(t.Context(), v, 1); err != nil || len(own.Passkeys)+len(own.Identities) != 0 {
			t.Errorf("%d keys and %d links are back, %v", len(own.Passkeys), len(own.Identities), err)
		}
	})
}
