package web_test

import (
	"testing"
	"time"

	"bearings/internal/people"
	"bearings/internal/ui"
)

// Whoever only reads pages for anybody stays signed in, and a session that was ended
// is over at once all the same.
func TestReadingPublicPagesKeepsSomebodySignedIn(t *testing.T) {
	h := newHouse(t)
	id := h.world.People[people.Coordinator].ID
	b := h.as(t, h.world.Tokens[id])
	for range 6 {
		h.now = h.now.Add(20 * time.Minute)
		b.want(b.get("/principles"), 200, "")
	}
	b.shows(b.get(ui.AccountPath), 200, "Signed in as")
	b.want(b.get("/principles"), 200, "")
	if err := h.world.DB.People().InTx(t.Context(), func(tx people.Tx) error { return tx.EndSessions(id) }); err != nil {
		t.Fatal(err)
	}
	b.want(b.get("/principles"), 200, "")
	b.want(b.get(ui.AccountPath), 303, ui.SignInTo(ui.AccountPath))
	h.now = h.now.Add(31 * time.Minute)
	other := h.as(t, h.world.Tokens[h.world.Guest.ID])
	other.want(other.get("/principles"), 200, "")
	other.want(other.get(ui.AccountPath), 303, ui.SignInTo(ui.AccountPath))
}
