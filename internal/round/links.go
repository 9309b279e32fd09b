package round

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// NewCode is the code of a survey: 60 random bits, short enough to type from a
// poster.
func NewCode() string { return strings.ToLower(rand.Text()[:12]) }

// mostLinks is the most links of a round.
const mostLinks = 1000

// SurveyLinks are the links of a round that the viewer may hand on: a coordinator
// all of them, others those of their own agencies.
func (s *Service) SurveyLinks(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) ([]Link, error) {
	read := s.Store.Read(ctx)
	where := people.Where{Partnership: partnership}
	if _, err := find(read, v, people.SeeRound, where, id); err != nil {
		return nil, err
	}
	links, err := read.Links(id)
	if err != nil || v.May(people.ManageRound, where) {
		return links, err
	}
	return slices.DeleteFunc(links, func(l Link) bool {
		return l.Agency == "" || !v.May(people.WriteReturn, people.Where{Partnership: partnership, Agency: l.Agency})
	}), nil
}

// SurveyLink is one of them.
func (s *Service) SurveyLink(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, code string) (Link, error) {
	links, err := s.SurveyLinks(ctx, v, partnership, id)
	if err != nil {
		return Link{}, err
	}
	i := slices.IndexFunc(links, func(l Link) bool { return l.Code == code })
	if i < 0 {
		return Link{}, missing()
	}
	return links[i], nil
}

// AddSurveyLink makes another link: for everybody, for an agency, or for one and a
// level.
func (s *Service) AddSurveyLink(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, agency people.AgencyID, level string) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		switch {
		case !r.Asks(framework.Staff):
			return fault.New(fault.Invalid, "survey.link-no-staff")
		case r.State == Closed:
			return fault.New(fault.Invalid, "survey.link-closed")
		}
		if err := checkLink(tx, id, agency, level); err != nil {
			return err
		}
		if err := tx.AddLink(Link{Code: s.NewLink(), Round: id, Agency: agency, Level: level}); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.LinkMade, r, aboutAgency(agency)...))
	})
}

func checkLink(tx Tx, id ID, agency people.AgencyID, level string) error {
	agencies, err := tx.RoundAgencies(id)
	if err != nil {
		return err
	}
	links, err := tx.Links(id)
	switch {
	case err != nil:
		return err
	case agency != "" && !slices.ContainsFunc(agencies, func(a Agency) bool { return a.ID == agency }):
		return fault.New(fault.Invalid, "survey.link-agency")
	case level != "" && !slices.Contains(Levels, level):
		return fault.New(fault.Invalid, "survey.link-level")
	case level != "" && agency == "":
		return fault.New(fault.Invalid, "survey.link-level-alone")
	case slices.ContainsFunc(links, func(l Link) bool { return l.Agency == agency && l.Level == level }):
		return fault.New(fault.Invalid, "survey.link-there")
	case len(links) >= mostLinks:
		return fault.New(fault.Invalid, "survey.link-many", "Most", mostLinks)
	}
	return nil
}

func aboutAgency(agency people.AgencyID) []string {
	if agency == "" {
		return nil
	}
	return []string{"agency", string(agency)}
}

// RemoveSurveyLink takes a link away: nobody can answer there any more. What was
// sent stays.
func (s *Service) RemoveSurveyLink(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, code string) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		l, ok, err := tx.Link(code)
		if err != nil {
			return err
		}
		if !ok || l.Round != id {
			return missing()
		}
		if err := tx.RemoveLink(code); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.LinkRemoved, r, aboutAgency(l.Agency)...))
	})
}
