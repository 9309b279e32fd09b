package people

import (
	"context"

	"bearings/internal/deed"
	"bearings/internal/fault"
)

// SetUpCode makes the code with which the first person comes in, while there is no
// account at all; an earlier one is forgotten. needed is false where there is one.
func (s *Service) SetUpCode(ctx context.Context) (code string, needed bool, err error) {
	any, err := s.Store.Read(ctx).AnyAccount()
	if err != nil || any {
		return "", false, err
	}
	code = s.NewCode()
	return code, true, s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.ForgetJoiningCodes(ToSetUp, ""); err != nil {
			return err
		}
		return tx.PutJoiningCode(JoiningCode{Hash: HashCode(code), Purpose: ToSetUp, Ends: s.Now().Add(SetUpLasts)})
	})
}

// IsSetUp says whether there is anybody yet.
func (s *Service) IsSetUp(ctx context.Context) (bool, error) { return s.Store.Read(ctx).AnyAccount() }

// SetUp uses the set-up code to make the first account, and a partnership that it
// coordinates.
func (s *Service) SetUp(ctx context.Context, code, name, email, partnership string) (id AccountID, err error) {
	account, started, err := s.firstOnes(name, email, partnership)
	if err != nil {
		return "", err
	}
	return account.ID, s.Store.InTx(ctx, func(tx Tx) error {
		if err := s.takeCode(tx, code, ToSetUp); err != nil {
			return err
		}
		if any, err := tx.AnyAccount(); err != nil || any {
			return isThere(err)
		}
		if err := tx.AddAccount(account); err != nil {
			return err
		}
		return s.start(tx, account.ID, started, deed.ByCode)
	})
}

func isThere(err error) error {
	if err != nil {
		return err
	}
	return fault.New(fault.Invalid, "people.set-up-done")
}

func (s *Service) firstOnes(name, email, partnership string) (a Account, p Partnership, err error) {
	now := s.Now()
	if a.Name, err = TidyName(name); err != nil {
		return a, p, err
	}
	if a.Email, err = TidyEmail(email); err != nil {
		return a, p, err
	}
	if p.Name, err = TidyName(partnership); err != nil {
		return a, p, err
	}
	a.ID, a.Since = AccountID(s.NewID()), now
	p.ID, p.Since = PartnershipID(s.NewID()), now
	return a, p, nil
}

// takeCode uses a code up.
func (s *Service) takeCode(tx Tx, code string, purpose Purpose) error {
	_, err := s.useCode(tx, code, purpose)
	return err
}

func (s *Service) useCode(tx Tx, code string, purpose Purpose) (JoiningCode, error) {
	found, ok, err := tx.JoiningCode(HashCode(code))
	if err != nil {
		return found, err
	}
	if !ok || found.Purpose != purpose || !s.Now().Before(found.Ends) {
		return found, fault.New(fault.Invalid, "people.code-wrong")
	}
	if ok, err = tx.UseJoiningCode(found.Hash); err == nil && !ok {
		err = fault.New(fault.Invalid, "people.code-wrong")
	}
	return found, err
}

// start keeps a new partnership with its first coordinator.
func (s *Service) start(tx Tx, coordinator AccountID, p Partnership, actor string) error {
	if err := tx.AddPartnership(p); err != nil {
		return err
	}
	g := Grant{ID: s.NewID(), Account: coordinator, Partnership: p.ID, Role: Coordinator, Since: s.Now()}
	if err := tx.AddGrant(g); err != nil {
		return err
	}
	for _, d := range []deed.Deed{
		{Kind: deed.PartnershipStarted},
		{Kind: deed.RoleGiven, About: deed.About("account", string(coordinator), "role", string(Coordinator))},
	} {
		d.At, d.Actor, d.Partnership = s.Now(), actor, string(p.ID)
		if err := tx.Record(d); err != nil {
			return err
		}
	}
	return nil
}
