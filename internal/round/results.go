package round

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"bearings/internal/answer"
	"bearings/internal/deed"
	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// Results are what is kept of a round once it is over, and how much of it whoever
// asked may see. Nothing in them is counted anew: no reply is read.
type Results struct {
	Round Round
	// Partnership is its name.
	Partnership string
	Agencies    []Agency
	Framework   *framework.Framework
	Replies     []AgencyReply
	Shares      Shares
	Sight       Sight
	// Print changes whenever anything does that the results are made of.
	Print string
	kept  []Kept
}

// Sight is how much of the results somebody may see.
type Sight struct {
	// Who is the audience they belong to.
	Who Audience
	// Named says that single agencies are named.
	Named bool
}

// IsMade says whether there is anything to show yet.
func (r Results) IsMade() bool { return !r.Round.Released.IsZero() }

// Sees says whether a page is for whoever asked.
func (r Results) Sees(page string) bool { return r.Shares.Of(page).Reaches(r.Sight.Who) }

// SeesAll says whether every page is, and with them the files that hold all.
func (r Results) SeesAll() bool { return r.IsMade() && r.reachesAll(r.Sight.Who) }

func (r Results) reachesAll(who Audience) bool {
	return !slices.ContainsFunc(ResultPages(r.Framework), func(page string) bool { return !r.Shares.Of(page).Reaches(who) })
}

// SeesAny says whether at least one page is for whoever asked.
func (r Results) SeesAny() bool {
	return slices.ContainsFunc(ResultPages(r.Framework), r.Sees)
}

// AgencyOf is an agency of the round.
func (r Results) AgencyOf(id people.AgencyID) (Agency, bool) {
	i := slices.IndexFunc(r.Agencies, func(a Agency) bool { return a.ID == id })
	if i < 0 {
		return Agency{}, false
	}
	return r.Agencies[i], true
}

// Results reads what is published of a round, for somebody of its partnership. Before
// the results are made it has none.
func (s *Service) Results(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) (Results, error) {
	read := s.Store.Read(ctx)
	r, err := find(read, v, people.SeeResults, people.Where{Partnership: partnership}, id)
	if err != nil {
		return Results{}, err
	}
	who := Scrutineer
	if isMember(v, partnership) {
		who = Members
	}
	return s.results(ctx, read, r, who)
}

// Published reads what is published of a round for anybody. A round of which no page
// is shown to everybody is not there.
func (s *Service) Published(ctx context.Context, id ID) (Results, error) {
	read := s.Store.Read(ctx)
	r, ok, err := read.Round(id)
	if err != nil {
		return Results{}, err
	}
	if !ok || r.Released.IsZero() {
		return Results{}, missing()
	}
	all, err := s.results(ctx, read, r, Public)
	if err == nil && !all.SeesAny() {
		err = missing()
	}
	return all, err
}

// ForMembers reads what is published of a round as its partnership's members see it,
// for whoever runs the program.
func (s *Service) ForMembers(ctx context.Context, id ID) (Results, error) {
	read := s.Store.Read(ctx)
	r, ok, err := read.Round(id)
	switch {
	case err != nil:
		return Results{}, err
	case !ok:
		return Results{}, missing()
	case r.Released.IsZero():
		return Results{}, fault.New(fault.Invalid, "results.not-yet")
	}
	return s.results(ctx, read, r, Members)
}

// isMember says whether somebody works in a partnership, and does not only
// scrutinise it.
func isMember(v people.Viewer, partnership people.PartnershipID) bool {
	v.Grants = slices.DeleteFunc(slices.Clone(v.Grants), func(g people.Grant) bool { return g.Role == people.Scrutineer })
	return v.May(people.SeeResults, people.Where{Partnership: partnership})
}

func (s *Service) results(ctx context.Context, read Reader, r Round, who Audience) (all Results, err error) {
	all = Results{Round: r, Sight: Sight{Who: who, Named: who == Members && isNamed(r, s.Now())}}
	if all.Framework, err = s.Framework(ctx, r.ID); err != nil {
		return all, err
	}
	if all.Agencies, err = read.RoundAgencies(r.ID); err != nil {
		return all, err
	}
	p, _, err := read.Partnership(r.Partnership)
	if err != nil {
		return all, err
	}
	all.Partnership = p.Name
	shares, err := read.Shares(r.ID)
	if err != nil {
		return all, err
	}
	all.Shares = sharesByPage(shares)
	if r.Released.IsZero() {
		return all, nil
	}
	if all.kept, err = read.Releases(r.ID); err != nil {
		return all, err
	}
	if all.Replies, err = read.AgencyReplies(r.ID); err != nil {
		return all, err
	}
	all.Print = all.print()
	return all, nil
}

// isNamed says whether members see every agency by its name.
func isNamed(r Round, now time.Time) bool {
	return r.AgencyPages == Named && !r.Released.IsZero() && !now.Before(r.AloneUntil())
}

// print is a hash of everything that the results are made of.
func (r *Results) print() string {
	slices.SortFunc(r.kept, func(a, b Kept) int { return cmp.Or(cmp.Compare(a.Strand, b.Strand), cmp.Compare(a.Kind, b.Kind)) })
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q\n", r.Round.ID, r.Partnership, r.Round.Title)
	for _, one := range r.kept {
		fmt.Fprintf(h, "%q %q %d\n", one.Strand, one.Kind, len(one.Content))
		h.Write(one.Content)
	}
	for _, one := range r.Replies {
		fmt.Fprintf(h, "%q %q %q\n", one.Agency, one.Finding, one.Text)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Outcome is everything that is published of the round.
func (r Results) Outcome() (answer.Outcome, error) {
	var outcome answer.Outcome
	comments := map[string]disclosure.Release{}
	for _, one := range r.kept {
		var err error
		switch one.Kind {
		case Comments:
			comments[one.Strand], err = disclosure.Kept(one.Content)
		case Summaries:
			err = addSummaries(&outcome, one)
		case Statements:
			if !r.Round.Revealed.IsZero() {
				err = json.Unmarshal(one.Content, &outcome.Returns)
			}
		case EvidenceKept:
			err = json.Unmarshal(one.Content, &outcome.Evidence)
		}
		if err != nil {
			return outcome, fmt.Errorf("%s of %s: %w", one.Kind, one.Strand, err)
		}
	}
	for _, strand := range Personal {
		i := slices.IndexFunc(r.kept, func(one Kept) bool { return one.Strand == strand && one.Kind == Figures })
		if i < 0 {
			continue
		}
		release, err := disclosure.Kept(r.kept[i].Content)
		if err != nil {
			return outcome, fmt.Errorf("figures of %s: %w", strand, err)
		}
		if later, ok := comments[strand]; ok {
			release = release.WithComments(later)
		}
		outcome.Releases = append(outcome.Releases, release)
	}
	return outcome, nil
}

// addSummaries adds what a moderator says of a strand's comments.
func addSummaries(outcome *answer.Outcome, kept Kept) error {
	var all []CommentSummary
	err := json.Unmarshal(kept.Content, &all)
	for _, one := range all {
		outcome.Summaries = append(outcome.Summaries, answer.Summary{Strand: kept.Strand, Principle: one.Principle, Text: one.Text})
	}
	return err
}

// Earlier reads the results of the round that was published before another, as the
// same members see them; ok is false where there is none, and for everybody who is no
// member.
func (s *Service) Earlier(ctx context.Context, of Results) (before Results, ok bool, err error) {
	if of.Sight.Who != Members || !of.IsMade() {
		return before, false, nil
	}
	read := s.Store.Read(ctx)
	all, err := read.RoundsOf(of.Round.Partnership)
	if err != nil {
		return before, false, err
	}
	var last Round
	for _, one := range all {
		if one.ID != of.Round.ID && !one.Released.IsZero() && one.Released.Before(of.Round.Released) && one.Released.After(last.Released) {
			last = one
		}
	}
	if last.ID == "" {
		return before, false, nil
	}
	before, err = s.results(ctx, read, last, Members)
	return before, err == nil, err
}

// MostComparable is the most letters of a note on comparing rounds.
const MostComparable = 1000

// NoteComparable keeps what the coordinator says about laying a round beside earlier
// ones.
func (s *Service) NoteComparable(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, note string) error {
	if len([]rune(note)) > MostComparable {
		return fault.New(fault.Invalid, "results.note-long", "Most", MostComparable)
	}
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if r.Comparable == note {
			return nil
		}
		r.Comparable = note
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.RoundChanged, r))
	})
}
