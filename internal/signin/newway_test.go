package signin_test

import (
	"strings"
	"testing"

	"bearings/internal/store"
	"bearings/internal/testkit"
)

// The owner of an account learns of every new way to sign in, whoever added it.
func TestTheOwnerIsToldOfANewWayToSignIn(t *testing.T) {
	testkit.OnBoth(t, func(t *testing.T, db *store.DB) {
		d := newDesk(t, db)
		owner := d.world.Guest
		d.addKey(t, d.visit(t, d.world.Tokens[owner.ID]), "my own")
		d.work(t)
		told := d.mails(t, owner.Email)
		if len(told) != 1 || !strings.Contains(told[0].Text, "If it was not you") || strings.Contains(told[0].Text, "my own") {
			t.Errorf("%+v", told)
		}
	})
}
