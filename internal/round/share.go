package round

import (
	"context"
	"slices"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// Pages of the results beside those of the principles, which go by their ids.
const (
	OverviewPage = "overview" // who we heard from, who was not heard, what to talk about
	CommentsPage = "comments" // people's own words
	ReturnsPage  = "returns"  // what agencies say of themselves
	EvidencePage = "evidence" // what was known already
)

// ResultPages are the pages of a round's results that can be shared, in the order in
// which they are listed.
func ResultPages(fw *framework.Framework) []string {
	pages := []string{OverviewPage}
	for _, p := range fw.Principles {
		pages = append(pages, p.ID)
	}
	return append(pages, CommentsPage, ReturnsPage, EvidencePage)
}

var audiences = []Audience{Members, Scrutineer, Public}

// Reaches says whether a page shared with an audience is seen by whoever belongs to
// another.
func (a Audience) Reaches(who Audience) bool {
	return slices.Index(audiences, who) <= max(0, slices.Index(audiences, a))
}

// ShareResults says who may see each page; pages that are not named stay with the
// partnership's members. A principle that no conversation leaves out can't be left
// out here either: it has to reach as far as any other.
func (s *Service) ShareResults(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, with map[string]Audience) error {
	if _, err := s.Find(ctx, v, people.ManageRound, partnership, id); err != nil {
		return err
	}
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return err
	}
	if err := checkShares(fw, with); err != nil {
		return err
	}
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if r.Released.IsZero() {
			return fault.New(fault.Invalid, "results.not-yet")
		}
		kept, err := tx.Shares(id)
		if err != nil {
			return err
		}
		before := sharesByPage(kept)
		for _, page := range ResultPages(fw) {
			audience := with[page]
			if audience == "" {
				audience = Members
			}
			if before.Of(page) == audience {
				continue
			}
			if err := tx.PutShare(id, Share{Page: page, Audience: audience, Author: v.Account.ID, At: s.Now()}); err != nil {
				return err
			}
			if err := tx.Record(s.by(v, deed.RoundShared, r, "page", page)); err != nil {
				return err
			}
		}
		return nil
	})
}

func checkShares(fw *framework.Framework, with map[string]Audience) error {
	pages := ResultPages(fw)
	for page, audience := range with {
		if !slices.Contains(pages, page) || !slices.Contains(audiences, audience) {
			return fault.New(fault.Invalid, "results.share-unknown")
		}
	}
	widest := Members
	for _, p := range fw.Principles {
		if with[p.ID].Reaches(widest) {
			widest = with[p.ID]
		}
	}
	for _, p := range fw.Principles {
		if p.Always && !with[p.ID].Reaches(widest) {
			return fault.New(fault.Invalid, "results.share-always", "Principle", p.ID)
		}
	}
	return nil
}

// Shares say who may see each page.
type Shares map[string]Audience

func sharesByPage(kept []Share) Shares {
	of := Shares{}
	for _, one := range kept {
		of[one.Page] = one.Audience
	}
	return of
}

// Of is who may see a page: members where nobody has said.
func (s Shares) Of(page string) Audience {
	if audience, ok := s[page]; ok {
		return audience
	}
	return Members
}

// seesPage says whether somebody of the partnership sees what stands on a page of the
// results: its members do, and others where it is shared with them.
func seesPage(read Reader, v people.Viewer, r Round, page string) (bool, error) {
	if isMember(v, r.Partnership) {
		return true, nil
	}
	shares, err := read.Shares(r.ID)
	return sharesByPage(shares).Of(page).Reaches(Scrutineer), err
}
