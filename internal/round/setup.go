package round

import (
	"context"
	"slices"
	"strings"
	"time"

	"bearings/internal/deed"
	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// Limits of what is typed when a round is set up.
const (
	MaxStaff     = 100_000 // people invited of one agency and level
	MaxThreshold = 100     // what either threshold can be raised to
	longest      = 1       // years from opening to closing
)

// prepare changes how a round is set up, which can be done until it opens.
func (s *Service) prepare(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, do func(tx Tx, r *Round) error) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if r.State != Preparing {
			return fault.New(fault.Invalid, "roundsetup.settled")
		}
		if err := do(tx, &r); err != nil {
			return err
		}
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.RoundChanged, r))
	})
}

// Rename gives a round another name, at any time.
func (s *Service) Rename(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, title string) error {
	title = strings.Join(strings.Fields(title), " ")
	if err := checkTitle(title); err != nil {
		return err
	}
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		r.Title = title
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.RoundChanged, r))
	})
}

// UseFramework copies a framework into a round. Its files are by path; nil are those
// that come with the program. What is wrong with them comes back as fault.Problems.
func (s *Service) UseFramework(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, files map[string]string) error {
	if files == nil {
		var err error
		if files, err = s.Standard(); err != nil {
			return err
		}
	}
	fw, err := s.Load(files)
	if err != nil {
		return err
	}
	return s.prepare(ctx, v, partnership, id, func(tx Tx, r *Round) error {
		if err := nothingBrought(tx, id); err != nil {
			return err
		}
		r.Framework, r.Version = fw.ID, fw.Version
		return tx.PutPack(id, files)
	})
}

// nothingBrought refuses a change that answers from elsewhere might not fit: they were
// checked against the framework and the agencies as they are.
func nothingBrought(read Reader, id ID) error {
	all, err := read.Imports(id)
	if err == nil && slices.ContainsFunc(all, func(one Import) bool { return one.Undone.IsZero() }) {
		err = fault.New(fault.Invalid, "roundsetup.brought")
	}
	return err
}

// Ask says who is asked, as ids of strands in any order.
func (s *Service) Ask(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, strands []string) error {
	return s.prepare(ctx, v, partnership, id, func(_ Tx, r *Round) error {
		r.Strands = nil
		for _, one := range framework.Strands {
			if slices.Contains(strands, one) {
				r.Strands = append(r.Strands, one)
			}
		}
		if !r.Asks(framework.Staff) && !r.Asks(framework.Return) {
			return fault.New(fault.Invalid, "roundsetup.strands-needed")
		}
		return nil
	})
}

// TakePart says which agencies of the partnership take part, and the form of their
// returns. Those that stand under another id are refused, those that are left out
// are taken out of the round, with the links of their survey.
func (s *Service) TakePart(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, forms map[people.AgencyID]Form) error {
	return s.prepare(ctx, v, partnership, id, func(tx Tx, _ *Round) error {
		if len(forms) < 2 {
			return fault.New(fault.Invalid, "roundsetup.agencies-needed")
		}
		all, err := tx.AgenciesOf(partnership)
		if err != nil {
			return err
		}
		there, err := tx.RoundAgencies(id)
		if err != nil {
			return err
		}
		for agency, form := range forms {
			at := slices.IndexFunc(all, func(a people.Agency) bool { return a.ID == agency })
			if at < 0 {
				return missing()
			}
			if !form.isKnown() {
				return fault.New(fault.Invalid, "roundsetup.form-needed", "Agency", all[at].Name)
			}
			one := Agency{ID: agency}
			if was := slices.IndexFunc(there, func(a Agency) bool { return a.ID == agency }); was >= 0 {
				one = there[was]
			}
			one.Name, one.Kind, one.Form = all[at].Name, all[at].Kind, form
			if err := tx.PutAgency(id, one); err != nil {
				return err
			}
		}
		return dropAgencies(tx, id, there, forms)
	})
}

func dropAgencies(tx Tx, id ID, there []Agency, stay map[people.AgencyID]Form) error {
	links, err := tx.Links(id)
	if err != nil {
		return err
	}
	for _, a := range there {
		if _, stays := stay[a.ID]; stays {
			continue
		}
		if err := nothingBrought(tx, id); err != nil {
			return err
		}
		if err := tx.RemoveRoundAgency(id, a.ID); err != nil {
			return err
		}
		for _, l := range links {
			if l.Agency != a.ID {
				continue
			}
			if err := tx.RemoveLink(l.Code); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f Form) isKnown() bool { return f == NoReturn || f == FullForm || f == ShortForm }

// Invite says how many staff are invited, by agency and level; what is left out has
// not been said. It is settled when the round opens: whoever could change the
// numbers and look at the bands of who answered could work out how many did.
func (s *Service) Invite(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, staff map[people.AgencyID]map[string]int) error {
	return s.prepare(ctx, v, partnership, id, func(tx Tx, _ *Round) error {
		agencies, err := tx.RoundAgencies(id)
		if err != nil {
			return err
		}
		for _, a := range agencies {
			a.Staff = map[string]int{}
			for level, n := range staff[a.ID] {
				if n < 0 || n > MaxStaff || !slices.Contains(Levels, level) {
					return fault.New(fault.Invalid, "roundsetup.number", "Most", MaxStaff)
				}
				a.Staff[level] = n
			}
			if err := tx.PutAgency(id, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// Plan says from which day to which the round is meant to be open.
func (s *Service) Plan(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, opens, closes time.Time) error {
	return s.prepare(ctx, v, partnership, id, func(_ Tx, r *Round) error {
		r.Opens, r.Closes = opens, closes
		switch {
		case !closes.After(opens):
			return fault.New(fault.Invalid, "roundsetup.dates-order")
		case r.tooLong():
			return fault.New(fault.Invalid, "roundsetup.dates-year")
		case !r.Ends().After(s.Now()):
			return fault.New(fault.Invalid, "roundsetup.dates-over")
		}
		return nil
	})
}

func (r Round) tooLong() bool { return r.Closes.After(r.Opens.AddDate(longest, 0, 0)) }

// Raise sets the numbers of people below which no result is shown, and no comment
// is quoted.
func (s *Service) Raise(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, atLeast, comments int) error {
	switch {
	case atLeast < disclosure.Threshold:
		return fault.New(fault.Invalid, "roundsetup.at-least-low", "Least", disclosure.Threshold)
	case comments < disclosure.CommentsThreshold:
		return fault.New(fault.Invalid, "roundsetup.comments-low", "Least", disclosure.CommentsThreshold)
	case atLeast > MaxThreshold:
		return fault.New(fault.Invalid, "roundsetup.at-least-high", "Most", MaxThreshold)
	case comments > MaxThreshold:
		return fault.New(fault.Invalid, "roundsetup.comments-high", "Most", MaxThreshold)
	}
	return s.prepare(ctx, v, partnership, id, func(_ Tx, r *Round) error {
		r.AtLeast, r.CommentsAtLeast = atLeast, comments
		return nil
	})
}

// ShowPages says who may see agencies' pages. What agencies agreed to stays.
func (s *Service) ShowPages(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, pages AgencyPages) error {
	if pages != OwnOnly && pages != Named {
		return fault.New(fault.Invalid, "roundsetup.pages-needed")
	}
	return s.prepare(ctx, v, partnership, id, func(_ Tx, r *Round) error {
		r.AgencyPages = pages
		return nil
	})
}

// AgreePages says for an agency that members may see its page, or takes that back.
// Both can be done until the round opens, by the agency's lead.
func (s *Service) AgreePages(ctx context.Context, v people.Viewer, where people.Where, id ID, agree bool) error {
	return s.change(ctx, v, people.SignReturn, where, id, func(tx Tx, r Round) error {
		a, err := AgencyIn(tx, id, where.Agency)
		if err != nil {
			return err
		}
		switch {
		case r.State != Preparing:
			return fault.New(fault.Invalid, "roundsetup.agreed-late")
		case r.AgencyPages != Named:
			return fault.New(fault.Invalid, "roundsetup.agreed-not-asked")
		case agree == !a.Agreed.IsZero():
			return nil
		}
		a.Agreed, a.AgreedBy = time.Time{}, ""
		if agree {
			a.Agreed, a.AgreedBy = s.Now(), v.Account.ID
		}
		if err := tx.PutAgency(id, a); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.PagesAgreed, r, "agency", string(a.ID), "agreed", yes(agree)))
	})
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// AgencyIn is an agency that takes part in a round; others are missing.
func AgencyIn(read Reader, id ID, agency people.AgencyID) (Agency, error) {
	all, err := read.RoundAgencies(id)
	if err != nil {
		return Agency{}, err
	}
	at := slices.IndexFunc(all, func(a Agency) bool { return a.ID == agency })
	if at < 0 || agency == "" {
		return Agency{}, missing()
	}
	return all[at], nil
}

// Remove takes away a round that was never open, with all that was set up.
func (s *Service) Remove(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if r.State != Preparing {
			return fault.New(fault.Invalid, "roundsetup.remove-late")
		}
		if err := tx.RemoveRound(id); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.RoundRemoved, r))
	})
}

// LastPack is the framework of the partnership's round that closed last before this
// one was made; ok is false where there was none.
func (s *Service) LastPack(ctx context.Context, r Round) (fw *framework.Framework, ok bool, err error) {
	all, err := s.Store.Read(ctx).RoundsOf(r.Partnership)
	if err != nil {
		return nil, false, err
	}
	for _, one := range all {
		if one.ID != r.ID && one.State == Closed {
			fw, err = s.Framework(ctx, one.ID)
			return fw, err == nil, err
		}
	}
	return nil, false, nil
}
