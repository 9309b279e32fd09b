package round

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"time"

	"bearings/internal/answer"
	"bearings/internal/deed"
	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// Personal are the strands whose answers come from persons, in the order of
// framework.Strands.
var Personal = []string{framework.YoungPerson, framework.Parent, framework.Staff}

// Release counts the answers of a closed round and publishes the figures. It may
// run twice and writes once.
func (s *Service) Release(ctx context.Context, about string) error {
	id := ID(about)
	r, ok, err := s.Store.Read(ctx).Round(id)
	if err != nil || !ok || r.State != Closed || !r.Released.IsZero() {
		return err
	}
	if err := s.Store.Rewrite(ctx, id); err != nil {
		return err
	}
	releases, err := s.figures(ctx, r)
	if err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.HoldRound(id); err != nil {
			return err
		}
		r, ok, err := tx.Round(id)
		if err != nil || !ok || !r.Released.IsZero() {
			return err
		}
		r.Released = s.Now()
		for _, one := range releases {
			content, err := one.Keep()
			if err != nil {
				return err
			}
			if _, err := tx.AddRelease(id, Kept{Strand: one.Strand(), Kind: Figures, Made: r.Released, Content: content}); err != nil {
				return err
			}
		}
		if !EvidenceIsOpen(r) {
			if err := s.FreezeEvidence(tx, r); err != nil {
				return err
			}
		}
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		return tx.Record(s.itself(deed.RoundReleased, r))
	})
}

// mayTakeToRelease is how long the results of a round may take before somebody is
// offered to begin again.
const mayTakeToRelease = time.Hour

// IsOverdue says whether the results of a closed round should have been made by now.
func (r Round) IsOverdue(now time.Time) bool {
	return r.State == Closed && r.Released.IsZero() && now.Sub(r.Closed) >= mayTakeToRelease
}

// ReleaseAgain begins to make the results again, where that was given up.
func (s *Service) ReleaseAgain(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if !r.IsOverdue(s.Now()) {
			return fault.New(fault.Invalid, "roundsetup.again-not-overdue")
		}
		if err := s.enqueue(tx, JobRelease, string(r.ID), s.Now()); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.RoundReleasedAgain, r))
	})
}

// figures makes the release of every strand that was asked or that answered.
func (s *Service) figures(ctx context.Context, r Round) ([]disclosure.Release, error) {
	fw, err := s.Framework(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	read := s.Store.Read(ctx)
	agencies, err := read.RoundAgencies(r.ID)
	if err != nil {
		return nil, err
	}
	kinds := map[string]string{}
	for _, a := range agencies {
		// A framework of the partnership's own may not have the kind.
		if _, known := fw.Kind(a.Kind); known {
			kinds[a.Name] = a.Kind
		}
	}
	var releases []disclosure.Release
	for _, strand := range Personal {
		heard, err := read.Heard(r.ID, strand)
		if err != nil {
			return nil, err
		}
		if len(heard) == 0 {
			if r.Asks(strand) {
				releases = append(releases, disclosure.Nobody(strand))
			}
			continue
		}
		release, err := publish(fw, read, r, strand, kinds)
		if err != nil {
			return nil, err
		}
		releases = append(releases, release)
	}
	return releases, nil
}

func publish(fw *framework.Framework, read Reader, r Round, strand string, kinds map[string]string) (disclosure.Release, error) {
	table := newReplies(fw, read, r.ID, strand, kinds)
	defer table.stop()
	outcome, err := answer.Take(fw, table, r.AtLeast)
	if err != nil {
		if problems, ok := fault.AsProblems(err); ok { // they say what was answered: a log may not
			return disclosure.Release{}, fmt.Errorf("%d answers of %s do not fit the round's framework", len(problems.List), strand)
		}
		return disclosure.Release{}, fmt.Errorf("the answers of %s: %w", strand, err)
	}
	i := slices.IndexFunc(outcome.Releases, func(one disclosure.Release) bool { return one.Strand() == strand })
	if i < 0 { // everybody left every question out
		return disclosure.Nobody(strand), nil
	}
	return outcome.Releases[i], nil
}

// replies are a strand's answers as the rows of an answers file, one reply after
// another.
type replies struct {
	fw     *framework.Framework
	strand string
	kinds  map[string]string
	next   func() (Reply, error, bool)
	stop   func()
	// reply is the one whose rows are being read, items those that are left of it.
	reply Reply
	items []string
	cells []string
	line  int
}

func newReplies(fw *framework.Framework, read Reader, id ID, strand string, kinds map[string]string) *replies {
	t := &replies{fw: fw, strand: strand, kinds: kinds, cells: make([]string, len(answer.Columns)), line: 1}
	t.next, t.stop = iter.Pull2(eachReply(read, id, strand))
	return t
}
