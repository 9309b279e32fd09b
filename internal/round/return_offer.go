package round

import (
	"context"
	"slices"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
)

// Offering is another partnership of an agency, and whether the agency's return may
// be brought in there.
type Offering struct {
	Partnership people.Partnership
	Offered     bool
}

// Offerings are where an agency could offer its return, for those who sign it.
func (s *Service) Offerings(ctx context.Context, v people.Viewer, where people.Where, id ID) (Paper, []Offering, error) {
	read := s.Store.Read(ctx)
	r, a, err := s.ownReturn(read, v, people.SignReturn, where, id)
	if err != nil {
		return Paper{}, nil, err
	}
	p := Paper{Round: r, Agency: a}
	if p.Return, _, err = read.Return(id, a.ID); err != nil {
		return p, nil, err
	}
	all, err := offerings(read, r, a)
	return p, all, err
}

func offerings(read Reader, r Round, a Agency) ([]Offering, error) {
	partnerships, err := read.PartnershipsOf(a.ID)
	if err != nil {
		return nil, err
	}
	offers, err := read.Offers(r.ID)
	if err != nil {
		return nil, err
	}
	var all []Offering
	for _, p := range partnerships {
		if p.ID != r.Partnership {
			offered := slices.ContainsFunc(offers, func(o Offer) bool { return o.Agency == a.ID && o.Partnership == p.ID })
			all = append(all, Offering{p, offered})
		}
	}
	return all, nil
}

// OfferReturn lets an agency's signed return be brought in where the agency writes
// its return in another partnership; with offered false it takes that back. What was
// brought in already stays there: it is the agency's own text.
func (s *Service) OfferReturn(ctx context.Context, v people.Viewer, where people.Where, id ID, to people.PartnershipID, offered bool) error {
	if where.Agency == "" {
		return missing()
	}
	return s.change(ctx, v, people.SignReturn, where, id, func(tx Tx, r Round) error {
		a, err := agencyIn(tx, r, where.Agency)
		if err != nil {
			return err
		}
		all, err := offerings(tx, r, a)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(one Offering) bool { return one.Partnership.ID == to })
		if i < 0 {
			return fault.New(fault.Invalid, "returnfiles.offer-choose")
		}
		if all[i].Offered == offered {
			return nil
		}
		o := Offer{Round: id, Agency: a.ID, Partnership: to, Author: v.Account.ID, At: s.Now()}
		if !offered {
			if err := tx.RemoveOffer(o); err != nil {
				return err
			}
			return tx.Record(s.by(v, deed.ReturnWithheld, r, "agency", string(a.ID)))
		}
		if one, _, err := tx.Return(id, a.ID); err != nil || one.State != Signed {
			if err != nil {
				return err
			}
			return fault.New(fault.Invalid, "returnfiles.offer-unsigned")
		}
		if err := tx.PutOffer(o); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.ReturnOffered, r, "agency", string(a.ID)))
	})
}
