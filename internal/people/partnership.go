package people

import (
	"context"
	"slices"

	"bearings/internal/deed"
	"bearings/internal/fault"
)

// Mine is a partnership with the roles that the viewer has in it.
type Mine struct {
	Partnership
	Grants []Grant
}

// Mine are the viewer's partnerships, by name.
func (s *Service) Mine(ctx context.Context, v Viewer) ([]Mine, error) {
	if err := allow(v, SignedIn, Where{}); err != nil {
		return nil, err
	}
	all, err := s.Store.Read(ctx).Partnerships()
	if err != nil {
		return nil, err
	}
	var mine []Mine
	for _, p := range all {
		if grants := v.In(p.ID); len(grants) > 0 {
			mine = append(mine, Mine{p, grants})
		}
	}
	return mine, nil
}

// In are the viewer's roles in a partnership.
func (v Viewer) In(id PartnershipID) []Grant {
	var some []Grant
	for _, g := range v.Grants {
		if g.Partnership == id {
			some = append(some, g)
		}
	}
	return some
}

// View is a partnership as those in it see it.
type View struct {
	Partnership
	Agencies []Agency
	// People are those with a role in it, by name.
	People []Person
}

// Coordinators are those who coordinate it.
func (v View) Coordinators() []Person {
	return slices.DeleteFunc(slices.Clone(v.People), func(p Person) bool { return !p.Has(Coordinator, "") })
}

// Of are those with a role for an agency.
func (v View) Of(agency AgencyID) []Person {
	return slices.DeleteFunc(slices.Clone(v.People), func(p Person) bool {
		return !slices.ContainsFunc(p.Grants, func(g Grant) bool { return g.Agency == agency })
	})
}

// Has says whether somebody has a role, for an agency where one is named.
func (p Person) Has(role Role, agency AgencyID) bool {
	return slices.ContainsFunc(p.Grants, func(g Grant) bool { return g.Role == role && (agency == "" || g.Agency == agency) })
}

// View reads a partnership with its agencies and people.
func (s *Service) View(ctx context.Context, v Viewer, id PartnershipID) (view View, err error) {
	if err := allow(v, SeePartnership, Where{Partnership: id}); err != nil {
		return view, err
	}
	read := s.Store.Read(ctx)
	var ok bool
	if view.Partnership, ok, err = read.Partnership(id); err != nil || !ok {
		return view, orMissing(err)
	}
	if view.Agencies, err = read.AgenciesOf(id); err != nil {
		return view, err
	}
	view.People, err = read.PeopleOf(id)
	return view, err
}

func orMissing(err error) error {
	if err != nil {
		return err
	}
	return missing()
}

// StartPartnership opens another partnership in this installation, which the
// viewer coordinates.
func (s *Service) StartPartnership(ctx context.Context, v Viewer, name string) (id PartnershipID, err error) {
	name, err = TidyName(name)
	if err != nil {
		return "", err
	}
	p := Partnership{ID: PartnershipID(s.NewID()), Name: name, Since: s.Now()}
	return p.ID, s.change(ctx, v, StartPartnership, Where{}, func(tx Tx, v Viewer) error {
		return s.start(tx, v.Account.ID, p, string(v.Account.ID))
	})
}

// RenamePartnership gives a partnership another name.
func (s *Service) RenamePartnership(ctx context.Context, v Viewer, id PartnershipID, name string) error {
	name, err := TidyName(name)
	if err != nil {
		return err
	}
	return s.change(ctx, v, ManagePartnership, Where{Partnership: id}, func(tx Tx, v Viewer) error {
		if err := tx.RenamePartnership(id, name); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.PartnershipRenamed, id))
	})
}

// AddAgency adds an agency to a partnership.
func (s *Service) AddAgency(ctx context.Context, v Viewer, partnership PartnershipID, name, kind string) (AgencyID, error) {
	a, err := s.agency(Agency{ID: AgencyID(s.NewID()), Name: name, Kind: kind, Since: s.Now()})
	if err != nil {
		return "", err
	}
	return a.ID, s.change(ctx, v, ManagePartnership, Where{Partnership: partnership}, func(tx Tx, v Viewer) error {
		if err := isFree(tx, partnership, a); err != nil {
			return err
		}
		if err := tx.AddAgency(a); err != nil {
			return err
		}
		if err := tx.Join(partnership, a.ID, a.Since); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.AgencyAdded, partnership, "agency", string(a.ID)))
	})
}

func (s *Service) agency(a Agency) (_ Agency, err error) {
	if a.Name, err = TidyName(a.Name); err != nil {
		return a, err
	}
	if !slices.Contains(s.Kinds, a.Kind) {
		return a, fault.New(fault.Invalid, "people.kind-needed")
	}
	return a, nil
}

// isFree says whether no other agency of the partnership has the name.
func isFree(tx Tx, partnership PartnershipID, a Agency) error {
	there, err := tx.AgenciesOf(partnership)
	if err != nil {
		return err
	}
	for _, other := range there {
		if other.ID != a.ID && sameName(other.Name, a.Name) {
			return fault.New(fault.Invalid, "people.agency-there", "Name", other.Name)
		}
	}
	return nil
}

// ChangeAgency changes an agency's name and kind. One that belongs to other
// partnerships too is changed for all of them, so only its own lead may.
func (s *Service) ChangeAgency(ctx context.Context, v Viewer, partnership PartnershipID, id AgencyID, name, kind string) error {
	a, err := s.agency(Agency{ID: id, Name: name, Kind: kind})
	if err != nil {
		return err
	}
	where := Where{Partnership: partnership, Agency: id}
	return s.change(ctx, v, ManageAgency, where, func(tx Tx, v Viewer) error {
		if err := isMember(tx, partnership, id); err != nil {
			return err
		}
		others, err := tx.PartnershipsOf(id)
		if err != nil {
			return err
		}
		if len(others) > 1 && !v.Leads(partnership, id) {
			return fault.New(fault.Invalid, "people.agency-shared")
		}
		if err := tx.ChangeAgency(a); err != nil {
			return err
		}
		return s.recordChange(tx, v, partnership, others, a)
	})
}

// recordChange writes down in every partnership of an agency that it was changed, if
// its new name is free in all of them.
func (s *Service) recordChange(tx Tx, v Viewer, here PartnershipID, all []Partnership, a Agency) error {
	for _, p := range all {
		err := isFree(tx, p.ID, a)
		if _, isFault := fault.As(err); isFault && p.ID != here {
			err = fault.New(fault.Invalid, "people.agency-there-too") // without a name of another partnership
		}
		if err != nil {
			return err
		}
		if err := tx.Record(s.by(v, deed.AgencyChanged, p.ID, "agency", string(a.ID))); err != nil {
			return err
		}
	}
	return nil
}

// Leads says whether the viewer leads an agency in a partnership.
func (v Viewer) Leads(partnership PartnershipID, agency AgencyID) bool {
	return slices.ContainsFunc(v.In(partnership), func(g Grant) bool { return g.Role == AgencyLead && g.Agency == agency })
}

// isMember says whether an agency belongs to a partnership.
func isMember(tx Reader, partnership PartnershipID, id AgencyID) error {
	all, err := tx.AgenciesOf(partnership)
	if err == nil && !slices.ContainsFunc(all, func(a Agency) bool { return a.ID == id }) {
		err = missing()
	}
	return err
}

// RemoveAgency ends an agency's part in a partnership, and the roles held for it
// there.
func (s *Service) RemoveAgency(ctx context.Context, v Viewer, partnership PartnershipID, id AgencyID) error {
	return s.change(ctx, v, ManagePartnership, Where{Partnership: partnership}, func(tx Tx, v Viewer) error {
		if err := isMember(tx, partnership, id); err != nil {
			return err
		}
		there, err := tx.PeopleOf(partnership)
		if err != nil {
			return err
		}
		if err := tx.Leave(partnership, id); err != nil {
			return err
		}
		for _, p := range (View{People: there}).Of(id) {
			if err := s.endsWith(tx, v, p, id); err != nil {
				return err
			}
		}
		return tx.Record(s.by(v, deed.AgencyLeft, partnership, "agency", string(id)))
	})
}

// endsWith writes down that somebody's roles for an agency ended with its part.
func (s *Service) endsWith(tx Tx, v Viewer, p Person, agency AgencyID) error {
	for _, g := range p.Grants {
		if g.Agency != agency {
			continue
		}
		if err := tx.Record(s.aboutRole(v, deed.RoleTaken, g)); err != nil {
			return err
		}
	}
	return s.endIfGone(tx, p.ID)
}

// OfferJoining makes a code with which an agency of another partnership joins this
// one. It is shown once.
func (s *Service) OfferJoining(ctx context.Context, v Viewer, partnership PartnershipID) (code string, err error) {
	code = s.NewCode()
	return code, s.change(ctx, v, ManagePartnership, Where{Partnership: partnership}, func(tx Tx, v Viewer) error {
		c := JoiningCode{Hash: HashCode(code), Purpose: ToPartner, Partnership: partnership, Ends: s.Now().Add(JoiningLasts)}
		if err := tx.PutJoiningCode(c); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.JoiningOffered, partnership))
	})
}

// JoinPartnership brings an agency into the partnership of a code; whoever does it
// leads it there too.
func (s *Service) JoinPartnership(ctx context.Context, v Viewer, from PartnershipID, id AgencyID, code string) (to PartnershipID, err error) {
	err = s.change(ctx, v, ManageAgency, Where{Partnership: from, Agency: id}, func(tx Tx, v Viewer) error {
		a, ok, err := tx.Agency(id)
		if err != nil || !ok || !v.Leads(from, id) {
			return orMissing(err)
		}
		found, err := s.useCode(tx, code, ToPartner)
		if err != nil {
			return err
		}
		to = found.Partnership
		return s.bringIn(tx, v, to, a)
	})
	return to, err
}

func (s *Service) bringIn(tx Tx, v Viewer, to PartnershipID, a Agency) error {
	if err := tx.Hold(to); err != nil {
		return err
	}
	there, err := tx.AgenciesOf(to)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(there, func(other Agency) bool { return other.ID == a.ID }) {
		return fault.New(fault.Invalid, "people.agency-in")
	}
	if err := isFree(tx, to, a); err != nil {
		return err
	}
	if err := tx.Join(to, a.ID, s.Now()); err != nil {
		return err
	}
	if err := tx.Record(s.by(v, deed.AgencyJoined, to, "agency", string(a.ID))); err != nil {
		return err
	}
	return s.give(tx, v, v.Account, Grant{Partnership: to, Agency: a.ID, Role: AgencyLead})
}
