package testkit

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"bearings/internal/people"
	"bearings/internal/signin"
	"bearings/internal/store"
)

// World is two partnerships that share one agency, with somebody in every role.
// Nobody in it exists.
type World struct {
	DB *store.DB
	// North and South are the partnerships.
	North, South people.Partnership
	// Council is in both partnerships, Police and School in the north alone.
	Council, Police, School people.Agency
	// People are those of the north by role; the agency lead and the contributor
	// are of the council. Others are those of the south. Guest has no role.
	People, Others map[people.Role]people.Account
	Guest          people.Account
	// Tokens are what a browser of theirs holds: signed in by passkey, and for
	// those in Weak by a code.
	Tokens, Weak map[people.AccountID]string
	named        []func(string) string
}

// NewWorld fills a database; named may change each name and address.
func NewWorld(t testing.TB, db *store.DB, named ...func(string) string) *World {
	t.Helper()
	w := &World{DB: db, named: named, People: map[people.Role]people.Account{}, Others: map[people.Role]people.Account{},
		Tokens: map[people.AccountID]string{}, Weak: map[people.AccountID]string{}}
	w.North = people.Partnership{ID: people.PartnershipID(NewID()), Name: w.name("Northshire Safeguarding Children Partnership"), Since: Day}
	w.South = people.Partnership{ID: people.PartnershipID(NewID()), Name: w.name("Southvale Safeguarding Children Partnership"), Since: Day}
	w.Council = w.agency("Northshire Council", "council")
	w.Police = w.agency("Northshire Police", "police")
	w.School = w.agency("Hill Road School", "school")
	err := db.People().InTx(context.Background(), func(tx people.Tx) error { return w.fill(tx) })
	if err == nil {
		err = db.SignIn().InTx(context.Background(), func(tx signin.Tx) error { return w.signIn(tx) })
	}
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// NewID makes an id.
func NewID() string { return uuid.Must(uuid.NewV7()).String() }

func (w *World) agency(name, kind string) people.Agency {
	return people.Agency{ID: people.AgencyID(NewID()), Name: w.name(name), Kind: kind, Since: Day}
}

func (w *World) name(name string) string {
	for _, change := range w.named {
		name = change(name)
	}
	return name
}

func (w *World) fill(tx people.Tx) error {
	for _, p := range []people.Partnership{w.North, w.South} {
		if err := tx.AddPartnership(p); err != nil {
			return err
		}
	}
	for _, a := range []people.Agency{w.Council, w.Police, w.School} {
		if err := tx.AddAgency(a); err != nil {
			return err
		}
		if err := tx.Join(w.North.ID, a.ID, Day); err != nil {
			return err
		}
	}
	if err := tx.Join(w.South.ID, w.Council.ID, Day); err != nil {
		return err
	}
	for _, role := range people.Roles {
		var err error
		if w.People[role], err = w.person(tx, "Nia "+string(role), "nia", w.North, role); err != nil {
			return err
		}
		if w.Others[role], err = w.person(tx, "Sol "+string(role), "sol", w.South, role); err != nil {
			return err
		}
	}
	w.Guest = people.Account{ID: people.AccountID(NewID()), Name: w.name("Gil Guest"), Email: w.name("gil.guest@example.org"), Since: Day}
	return tx.AddAccount(w.Guest)
}

func (w *World) person(tx people.Tx, name, letters string, p people.Partnership, role people.Role) (people.Account, error) {
	a := people.Account{ID: people.AccountID(NewID()), Name: w.name(name), Email: w.name(fmt.Sprintf("%s.%s@example.org", letters, role)), Since: Day}
	if err := tx.AddAccount(a); err != nil {
		return a, err
	}
	g := people.Grant{ID: NewID(), Account: a.ID, Partnership: p.ID, Role: role, Since: Day}
	if role.OfAgency() {
		g.Agency = w.Council.ID
	}
	return a, tx.AddGrant(g)
}

// everybody are all accounts of the world.
func (w *World) everybody() []people.Account {
	all := []people.Account{w.Guest}
	for _, role := range people.Roles {
		all = append(all, w.People[role], w.Others[role])
	}
	return all
}

// signIn begins a session of each kind for everybody.
func (w *World) signIn(tx signin.Tx) error {
	for _, a := range w.everybody() {
		for method, tokens := range map[signin.Method]map[people.AccountID]string{signin.ByPasskey: w.Tokens, signin.ByCode: w.Weak} {
			token := "token-" + string(method) + "-" + string(a.ID)
			tokens[a.ID] = token
			session := signin.Session{ID: NewID(), Account: a.ID, Method: method, Began: Day, Seen: Day}
			if err := tx.AddSession(session, signin.Hash(token)); err != nil {
				return err
			}
		}
	}
	return nil
}
