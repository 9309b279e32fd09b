package people

import (
	"context"
	"slices"

	"bearings/internal/deed"
	"bearings/internal/fault"
)

// Rename gives the viewer's own account another name.
func (s *Service) Rename(ctx context.Context, v Viewer, name string) error {
	name, err := TidyName(name)
	if err != nil {
		return err
	}
	return s.change(ctx, v, SignedIn, Where{}, func(tx Tx, v Viewer) error {
		a, ok, err := tx.Account(v.Account.ID)
		if err != nil || !ok {
			return orMissing(err)
		}
		a.Name = name
		if err := tx.ChangeAccount(a); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.PersonChanged, "", "account", string(a.ID)))
	})
}

// Export is what is kept of an account here, for its owner.
type Export struct {
	Account Account
	Roles   []ExportedRole
	// Deeds are what the account did, and what was done to it.
	Deeds []deed.Deed
}

// ExportedRole is a role in words that its owner knows.
type ExportedRole struct {
	Grant
	PartnershipName, AgencyName string
}

// ExportAccount gathers what is kept of the viewer.
func (s *Service) ExportAccount(ctx context.Context, v Viewer) (e Export, err error) {
	if err := allow(v, SignedIn, Where{}); err != nil {
		return e, err
	}
	err = s.Store.InTx(ctx, func(tx Tx) error {
		e, err = s.export(tx, v)
		return err
	})
	return e, err
}

func (s *Service) export(tx Tx, v Viewer) (e Export, err error) {
	var ok bool
	if e.Account, ok, err = tx.Account(v.Account.ID); err != nil || !ok {
		return e, orMissing(err)
	}
	grants, err := tx.Grants(v.Account.ID)
	if err != nil {
		return e, err
	}
	for _, g := range grants {
		role := ExportedRole{Grant: g}
		p, _, err := tx.Partnership(g.Partnership)
		if err != nil {
			return e, err
		}
		a, _, err := tx.Agency(g.Agency)
		if err != nil {
			return e, err
		}
		role.PartnershipName, role.AgencyName = p.Name, a.Name
		e.Roles = append(e.Roles, role)
	}
	if e.Deeds, err = tx.DeedsOf(v.Account.ID); err != nil {
		return e, err
	}
	return e, tx.Record(s.by(v, deed.AccountExported, "", "account", string(v.Account.ID)))
}

// EraseAccount takes the viewer's own account away, with everything that says who
// it was. What they did stays in the trail under an id that nobody knows any more.
func (s *Service) EraseAccount(ctx context.Context, v Viewer) error {
	if err := allow(v, SignedIn, Where{}); err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(tx Tx) error { return s.erase(tx, v) })
}

func (s *Service) erase(tx Tx, v Viewer) error {
	grants, err := tx.Grants(v.Account.ID)
	if err != nil {
		return err
	}
	for _, id := range placesOf(grants) {
		if err := tx.Hold(id); err != nil {
			return err
		}
	}
	if err := tx.Record(s.by(v, deed.AccountErased, "", "account", string(v.Account.ID))); err != nil {
		return err
	}
	// Whoever gives this account a role records it too, and from here on waits for
	// the end: the roles that are read now are all there are.
	if grants, err = tx.Grants(v.Account.ID); err != nil {
		return err
	}
	for _, id := range placesOf(grants) {
		if err := s.goes(tx, v, id, grants); err != nil {
			return err
		}
	}
	return tx.EraseAccount(v.Account.ID)
}

// placesOf are the partnerships of roles, each once, and always in one order, so that
// no two who hold several wait for each other.
func placesOf(grants []Grant) []PartnershipID {
	var all []PartnershipID
	for _, g := range grants {
		all = append(all, g.Partnership)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// goes writes down that an account that is erased gives its roles in a partnership
// back, if the partnership can do without it.
func (s *Service) goes(tx Tx, v Viewer, id PartnershipID, grants []Grant) error {
	if err := tx.Hold(id); err != nil {
		return err
	}
	for _, g := range grants {
		if g.Partnership != id {
			continue
		}
		if g.Role == Coordinator {
			if err := s.leaves(tx, v.Account.ID, id); err != nil {
				return err
			}
		}
		if err := tx.Record(s.aboutRole(v, deed.RoleTaken, g)); err != nil {
			return err
		}
	}
	return nil
}

// leaves refuses to leave others without a coordinator. A partnership in which
// nobody else has a role may be left.
func (s *Service) leaves(tx Reader, who AccountID, partnership PartnershipID) error {
	all, err := tx.PeopleOf(partnership)
	if err != nil || !slices.ContainsFunc(all, func(p Person) bool { return p.ID != who }) {
		return err
	}
	return staysCoordinated(tx, partnership, who)
}

// ResetAccount lets somebody in again who is locked out, at the word of whoever
// runs the machine: every way to sign in and every session goes, and a joining
// code is made.
func (s *Service) ResetAccount(ctx context.Context, email string) (name, code string, err error) {
	code = s.NewCode()
	err = s.Store.InTx(ctx, func(tx Tx) error {
		a, ok, err := tx.AccountWith(email)
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(fault.NotFound, "people.no-account", "Email", email)
		}
		name = a.Name
		if err := tx.RemoveWays(a.ID); err != nil {
			return err
		}
		if err := tx.EndSessions(a.ID); err != nil {
			return err
		}
		if err := s.putJoining(tx, a.ID, code); err != nil {
			return err
		}
		return s.recordReset(tx, a.ID)
	})
	return name, code, err
}

// recordReset writes down that an account was reset, in each partnership in which it
// has a role.
func (s *Service) recordReset(tx Tx, id AccountID) error {
	grants, err := tx.Grants(id)
	if err != nil {
		return err
	}
	places := placesOf(grants)
	if len(places) == 0 {
		places = []PartnershipID{""}
	}
	for _, place := range places {
		d := deed.Deed{At: s.Now(), Actor: deed.AtTheServer, Kind: deed.AccountReset, Partnership: string(place), About: deed.About("account", string(id))}
		if err := tx.Record(d); err != nil {
			return err
		}
	}
	return nil
}
