package people

import (
	"context"
	"slices"

	"bearings/internal/deed"
	"bearings/internal/fault"
)

// Invitation is somebody who is asked to work in a partnership.
type Invitation struct {
	Name, Email string
	Role        Role
	// Agency is whose role it is, for roles of an agency.
	Agency AgencyID
}

// Invite gives somebody a role, and an account if they have none, and has a message
// sent to them. Somebody with an account keeps their own name; so whoever invites
// learns what the owner of an address is called on this site. They can't find out
// unseen: it stands in the trail, and a message goes to that address.
func (s *Service) Invite(ctx context.Context, v Viewer, partnership PartnershipID, i Invitation) (id AccountID, err error) {
	if i.Email, err = TidyEmail(i.Email); err != nil {
		return "", err
	}
	if i.Name, err = TidyName(i.Name); err != nil {
		return "", err
	}
	err = s.change(ctx, v, ManageAgency, Where{Partnership: partnership, Agency: i.Agency}, func(tx Tx, v Viewer) error {
		if err := mayGive(tx, v, partnership, i.Role, i.Agency); err != nil {
			return err
		}
		account, err := s.accountFor(tx, i)
		if err != nil {
			return err
		}
		id = account.ID
		if err := isWithout(tx, account, partnership, i.Role, i.Agency); err != nil {
			return err
		}
		if err := tx.Record(s.by(v, deed.PersonInvited, partnership, "account", string(id))); err != nil {
			return err
		}
		if err := s.give(tx, v, account, Grant{Partnership: partnership, Agency: i.Agency, Role: i.Role}); err != nil {
			return err
		}
		return tx.Enqueue(s.job(JobInvited, string(id)+" "+string(partnership)))
	})
	return id, err
}

// mayGive says whether the viewer may give or take a role: coordinators any, and an
// agency's lead that of a contributor to their own agency.
func mayGive(tx Reader, v Viewer, partnership PartnershipID, role Role, agency AgencyID) error {
	if !role.IsKnown() {
		return fault.New(fault.Invalid, "people.role-needed")
	}
	if role.OfAgency() {
		if agency == "" {
			return fault.New(fault.Invalid, "people.agency-needed")
		}
		if err := isMember(tx, partnership, agency); err != nil {
			return err
		}
	} else if agency != "" {
		return fault.New(fault.Invalid, "people.agency-not-needed")
	}
	if v.May(ManagePartnership, Where{Partnership: partnership}) || role == Contributor && v.Leads(partnership, agency) {
		return nil
	}
	return missing()
}

// accountFor finds the account of an address, or makes it.
func (s *Service) accountFor(tx Tx, i Invitation) (Account, error) {
	account, ok, err := tx.AccountWith(i.Email)
	if err != nil || ok {
		return account, err
	}
	account = Account{ID: AccountID(s.NewID()), Name: i.Name, Email: i.Email, Since: s.Now()}
	return account, tx.AddAccount(account)
}

// isWithout says whether somebody does not have a role yet.
func isWithout(tx Reader, a Account, partnership PartnershipID, role Role, agency AgencyID) error {
	grants, err := tx.Grants(a.ID)
	if err == nil && slices.ContainsFunc(grants, func(g Grant) bool {
		return g.Partnership == partnership && g.Role == role && g.Agency == agency
	}) {
		err = fault.New(fault.Invalid, "people.has-role", "Name", a.Name)
	}
	return err
}

// give gives a role. One that needs more than a code by e-mail ends what was begun
// with one.
func (s *Service) give(tx Tx, v Viewer, to Account, g Grant) error {
	if err := s.keepsOthersOut(tx, to, g); err != nil {
		return err
	}
	g.ID, g.Account, g.Since = s.NewID(), to.ID, s.Now()
	if err := tx.AddGrant(g); err != nil {
		return err
	}
	if g.Role.NeedsStrong() {
		if err := tx.EndCodeSessions(to.ID); err != nil {
			return err
		}
	}
	return tx.Record(s.aboutRole(v, deed.RoleGiven, g))
}

// keepsOthersOut looks after accounts that have a role in another partnership. A
// joining code that was made there opens the account no longer. And a role that needs
// more than a code by e-mail must not lock somebody out of what they do there: nobody
// but whoever runs the machine could let them in again.
func (s *Service) keepsOthersOut(tx Tx, to Account, g Grant) error {
	grants, err := tx.Grants(to.ID)
	if err != nil {
		return err
	}
	elsewhere := slices.IndexFunc(grants, func(other Grant) bool { return other.Partnership != g.Partnership })
	if elsewhere < 0 {
		return nil
	}
	if g.Role.NeedsStrong() {
		p, err := member(tx, grants[elsewhere].Partnership, to.ID)
		if err != nil {
			return err
		}
		if !p.HasWay {
			return fault.New(fault.Invalid, "people.way-first", "Name", to.Name)
		}
	}
	return tx.ForgetJoiningCodes(ToSignIn, to.ID)
}

// aboutRole is the deed of giving or taking a role.
func (s *Service) aboutRole(v Viewer, kind deed.Kind, g Grant) deed.Deed {
	return s.by(v, kind, g.Partnership, "account", string(g.Account), "role", string(g.Role), "agency", string(g.Agency))
}

// Person reads somebody with a role in a partnership, as those who manage it, or
// lead an agency of theirs, see them.
func (s *Service) Person(ctx context.Context, v Viewer, partnership PartnershipID, id AccountID) (Person, error) {
	view, err := s.View(ctx, v, partnership)
	if err != nil {
		return Person{}, err
	}
	i := slices.IndexFunc(view.People, func(p Person) bool { return p.ID == id })
	if i < 0 || !v.MayManage(partnership, view.People[i]) {
		return Person{}, missing()
	}
	return view.People[i], nil
}

// MayManage says whether the viewer may change roles of somebody in a partnership.
func (v Viewer) MayManage(partnership PartnershipID, p Person) bool {
	return v.May(ManagePartnership, Where{Partnership: partnership}) ||
		slices.ContainsFunc(p.Grants, func(g Grant) bool { return g.Agency != "" && v.Leads(partnership, g.Agency) })
}

// GiveRole gives somebody in a partnership another role there.
func (s *Service) GiveRole(ctx context.Context, v Viewer, partnership PartnershipID, to AccountID, role Role, agency AgencyID) error {
	return s.change(ctx, v, ManageAgency, Where{Partnership: partnership, Agency: agency}, func(tx Tx, v Viewer) error {
		if err := mayGive(tx, v, partnership, role, agency); err != nil {
			return err
		}
		p, err := member(tx, partnership, to)
		if err != nil {
			return err
		}
		if err := isWithout(tx, p.Account, partnership, role, agency); err != nil {
			return err
		}
		return s.give(tx, v, p.Account, Grant{Partnership: partnership, Agency: agency, Role: role})
	})
}

func member(tx Reader, partnership PartnershipID, id AccountID) (Person, error) {
	all, err := tx.PeopleOf(partnership)
	if err != nil {
		return Person{}, err
	}
	i := slices.IndexFunc(all, func(p Person) bool { return p.ID == id })
	if i < 0 {
		return Person{}, missing()
	}
	return all[i], nil
}

// TakeRole takes a role away; a partnership keeps a coordinator. Whoever has none
// anywhere any more is signed out.
func (s *Service) TakeRole(ctx context.Context, v Viewer, partnership PartnershipID, from AccountID, grant string) error {
	return s.change(ctx, v, SeePartnership, Where{Partnership: partnership}, func(tx Tx, v Viewer) error {
		p, err := member(tx, partnership, from)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(p.Grants, func(g Grant) bool { return g.ID == grant })
		if i < 0 {
			return missing()
		}
		g := p.Grants[i]
		if err := mayGive(tx, v, partnership, g.Role, g.Agency); err != nil {
			return err
		}
		if g.Role == Coordinator {
			if err := staysCoordinated(tx, partnership, from); err != nil {
				return err
			}
		}
		if err := tx.RemoveGrant(g.ID); err != nil {
			return err
		}
		if err := s.endIfGone(tx, from); err != nil {
			return err
		}
		return tx.Record(s.aboutRole(v, deed.RoleTaken, g))
	})
}

// staysCoordinated says whether somebody else coordinates a partnership too.
func staysCoordinated(tx Reader, partnership PartnershipID, without AccountID) error {
	all, err := tx.PeopleOf(partnership)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(p Person) bool { return p.ID != without && p.Has(Coordinator, "") }) {
		return nil
	}
	return fault.New(fault.Invalid, "people.last-coordinator")
}

// endIfGone signs somebody out who has no role anywhere any more, and lets no joining
// code outlive their last one: whoever made it knows it, and is not to come in where
// the next role is given.
func (s *Service) endIfGone(tx Tx, id AccountID) error {
	grants, err := tx.Grants(id)
	if err != nil || len(grants) > 0 {
		return err
	}
	if err := tx.ForgetJoiningCodes(ToSignIn, id); err != nil {
		return err
	}
	return tx.EndSessions(id)
}

// MakeJoiningCode makes the code with which somebody of a partnership adds their
// first way to sign in. Whoever has one, or a role elsewhere too, gets none: a
// coordinator must not come into an account that is more than theirs to open.
func (s *Service) MakeJoiningCode(ctx context.Context, v Viewer, partnership PartnershipID, id AccountID) (code string, err error) {
	code = s.NewCode()
	return code, s.change(ctx, v, ManagePartnership, Where{Partnership: partnership}, func(tx Tx, v Viewer) error {
		// Whoever gives them a role elsewhere records it too, so that one of the two
		// waits and sees what the other did.
		if err := tx.Record(s.by(v, deed.CodeMade, partnership, "account", string(id))); err != nil {
			return err
		}
		p, err := member(tx, partnership, id)
		if err != nil {
			return err
		}
		everywhere, err := tx.Grants(id)
		if err != nil {
			return err
		}
		switch {
		case p.HasWay:
			return fault.New(fault.Invalid, "people.has-way", "Name", p.Name)
		case len(everywhere) > len(p.Grants):
			return fault.New(fault.Invalid, "people.elsewhere", "Name", p.Name)
		}
		return s.putJoining(tx, id, code)
	})
}

func (s *Service) putJoining(tx Tx, id AccountID, code string) error {
	if err := tx.ForgetJoiningCodes(ToSignIn, id); err != nil {
		return err
	}
	return tx.PutJoiningCode(JoiningCode{Hash: HashCode(code), Purpose: ToSignIn, Account: id, Ends: s.Now().Add(JoiningLasts)})
}
