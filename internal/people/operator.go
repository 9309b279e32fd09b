package people

import (
	"context"
	"slices"

	"bearings/internal/deed"
	"bearings/internal/fault"
)

// What whoever runs the machine does at its command line, where nobody else could
// or the owner of an account has gone. The trail says that it was done there.

// atServer is the account of somebody for whom whoever runs the machine acts.
func atServer(tx Reader, email string) (Viewer, error) {
	a, ok, err := tx.AccountWith(email)
	if err == nil && !ok {
		err = fault.New(fault.NotFound, "people.no-account", "Email", email)
	}
	return Viewer{Account: a, actor: deed.AtTheServer}, err
}

// EraseFor takes somebody's account away who has gone, or asks for it.
func (s *Service) EraseFor(ctx context.Context, email string) (name string, err error) {
	err = s.Store.InTx(ctx, func(tx Tx) error {
		v, err := atServer(tx, email)
		if err != nil {
			return err
		}
		name = v.Account.Name
		return s.erase(tx, v)
	})
	return name, err
}

// ExportFor gathers what is kept of somebody who asks for it.
func (s *Service) ExportFor(ctx context.Context, email string) (e Export, err error) {
	err = s.Store.InTx(ctx, func(tx Tx) error {
		v, err := atServer(tx, email)
		if err != nil {
			return err
		}
		e, err = s.export(tx, v)
		return err
	})
	return e, err
}

// MakeCoordinator gives a partnership, by its name, a coordinator: where nobody is
// left in it who could. Somebody without an account gets one if they are named.
func (s *Service) MakeCoordinator(ctx context.Context, email, called, partnership string) (name string, err error) {
	err = s.Store.InTx(ctx, func(tx Tx) error {
		v, err := s.somebodyAtServer(tx, email, called)
		if err != nil {
			return err
		}
		name = v.Account.Name
		all, err := tx.Partnerships()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(p Partnership) bool { return sameName(p.Name, partnership) })
		if i < 0 {
			return fault.New(fault.NotFound, "people.no-partnership", "Name", partnership)
		}
		if err := tx.Hold(all[i].ID); err != nil {
			return err
		}
		g := Grant{ID: s.NewID(), Account: v.Account.ID, Partnership: all[i].ID, Role: Coordinator, Since: s.Now()}
		held, err := tx.Grants(v.Account.ID)
		if err != nil || slices.ContainsFunc(held, func(has Grant) bool { return has.Partnership == g.Partnership && has.Role == g.Role }) {
			return err // with the role already there, nothing is done or written down
		}
		if err := tx.AddGrant(g); err != nil {
			return err
		}
		if err := tx.EndCodeSessions(v.Account.ID); err != nil {
			return err
		}
		if err := s.endsCodesOfElsewhere(tx, g); err != nil {
			return err
		}
		return tx.Record(s.aboutRole(v, deed.RoleGiven, g))
	})
	return name, err
}

// somebodyAtServer is the account with an address, a new one if it is named.
func (s *Service) somebodyAtServer(tx Tx, email, called string) (Viewer, error) {
	_, there, err := tx.AccountWith(email)
	if err != nil {
		return Viewer{}, err
	}
	if there || called == "" {
		return atServer(tx, email)
	}
	a := Account{ID: AccountID(s.NewID()), Since: s.Now()}
	if a.Email, err = TidyEmail(email); err != nil {
		return Viewer{}, err
	}
	if a.Name, err = TidyName(called); err != nil {
		return Viewer{}, err
	}
	return Viewer{Account: a, actor: deed.AtTheServer}, tx.AddAccount(a)
}

// endsCodesOfElsewhere forgets a joining code that a coordinator of another
// partnership may have made: they must not come in here with it.
func (s *Service) endsCodesOfElsewhere(tx Tx, g Grant) error {
	grants, err := tx.Grants(g.Account)
	if err != nil || !slices.ContainsFunc(grants, func(other Grant) bool { return other.Partnership != g.Partnership }) {
		return err
	}
	return tx.ForgetJoiningCodes(ToSignIn, g.Account)
}
