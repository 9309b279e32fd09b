package round

import (
	"context"
	"slices"
	"strings"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
)

// MostReply is the most letters of a reply.
const MostReply = 1000

// repliable are the kinds of findings that name an agency.
var repliable = []string{"own-staff", "agencies"}

// AgencyResults reads what is published of a round, and the agency whose page is
// asked for. It is the agency's own; others in the partnership see it where all
// agencies agreed to that, and after the days in which it is the agency's alone.
func (s *Service) AgencyResults(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, agency people.AgencyID) (Results, Agency, error) {
	all, err := s.Results(ctx, v, partnership, id)
	if err != nil {
		return all, Agency{}, err
	}
	a, ok := all.AgencyOf(agency)
	if !ok || !all.Sight.Named && !OwnsPage(v, partnership, agency) {
		return Results{}, Agency{}, missing()
	}
	return all, a, nil
}

// OwnsPage says whether somebody writes for an agency and sees its own page.
func OwnsPage(v people.Viewer, partnership people.PartnershipID, agency people.AgencyID) bool {
	return agency != "" && v.May(people.SeeAgencyPage, people.Where{Partnership: partnership, Agency: agency})
}

// MayReply says whether somebody may reply now for an agency: its lead, within the
// days in which its page is its own.
func (s *Service) MayReply(v people.Viewer, r Round, agency people.AgencyID) bool {
	return !r.Released.IsZero() && s.Now().Before(r.AloneUntil()) &&
		v.May(people.SignReturn, people.Where{Partnership: r.Partnership, Agency: agency})
}

// ReplyToFinding keeps an agency's own words beside a finding about it, or takes them
// away where there are none. The caller has looked that the finding is about the
// agency.
func (s *Service) ReplyToFinding(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, reply AgencyReply) error {
	if _, err := find(s.Store.Read(ctx), v, people.SignReturn, people.Where{Partnership: partnership, Agency: reply.Agency}, id); err != nil {
		return err
	}
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return err
	}
	parts := strings.SplitN(reply.Finding, "/", 3)
	if len(parts) != 3 || !slices.Contains(repliable, parts[0]) {
		return missing()
	}
	if item, ok := fw.Item(parts[2]); !ok || item.Principle != parts[1] {
		return missing()
	}
	reply.Text = strings.TrimSpace(strings.ToValidUTF8(reply.Text, "\ufffd"))
	if len([]rune(reply.Text)) > MostReply {
		return fault.New(fault.Invalid, "results.reply-long", "Most", MostReply)
	}
	where := people.Where{Partnership: partnership, Agency: reply.Agency}
	return s.change(ctx, v, people.SignReturn, where, id, func(tx Tx, r Round) error {
		agencies, err := tx.RoundAgencies(id)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(agencies, func(a Agency) bool { return a.ID == reply.Agency }) {
			return missing()
		}
		if !s.MayReply(v, r, reply.Agency) {
			return fault.New(fault.Invalid, "results.reply-over")
		}
		reply.Author, reply.At = v.Account.ID, s.Now()
		if err := tx.PutAgencyReply(id, reply); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.AgencyReplied, r, "agency", string(reply.Agency)))
	})
}
