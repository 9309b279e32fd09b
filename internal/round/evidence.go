package round

import (
	"cmp"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"time"

	"bearings/internal/answer"
	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// EvidenceKinds are what other evidence can be, in the order in which it is shown:
// what children and parents said comes before what was counted.
var EvidenceKinds = []string{"advocacy", "return-home-interviews", "complaints", "earlier-consultation", "audit", "review", "figures", OtherEvidence}

// OtherEvidence is the kind of what is none of the others.
const OtherEvidence = "other"

// The most letters of what is written about a piece of evidence.
const (
	MaxSource = 150
	MaxShows  = 600
	MaxCannot = 400
)

// EvidenceIsOpen says whether other evidence can still be added and changed: until
// the agencies' returns are shown to all, or, where none are made, until the figures
// are published.
func EvidenceIsOpen(r Round) bool {
	if r.Asks(framework.Return) {
		return r.Revealed.IsZero()
	}
	return r.Released.IsZero()
}

// MayChange says whether somebody may change or remove a piece: whoever wrote it, or
// who coordinates.
func (e Evidence) MayChange(v people.Viewer, r Round) bool {
	where := people.Where{Partnership: r.Partnership}
	return EvidenceIsOpen(r) && (v.May(people.ManageRound, where) || e.Author == v.Account.ID && v.May(people.AddEvidence, where))
}

// AllEvidence is what is known already, as the page lists it, with who is missing
// from the data. Whoever only scrutinises sees it where it was shared with them.
func (s *Service) AllEvidence(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) ([]Evidence, MissingData, error) {
	read := s.Store.Read(ctx)
	r, err := find(read, v, people.SeeRound, people.Where{Partnership: partnership}, id)
	if err != nil {
		return nil, MissingData{}, err
	}
	if reads, err := seesPage(read, v, r, EvidencePage); err != nil || !reads {
		return nil, MissingData{}, orMissing(err)
	}
	all, err := read.EvidenceOf(id)
	if err != nil {
		return nil, MissingData{}, err
	}
	SortEvidence(all)
	missing, err := read.MissingData(id)
	return all, missing, err
}

// SortEvidence puts children's and parents' voices first, then the latest.
func SortEvidence(all []Evidence) {
	slices.SortStableFunc(all, func(x, y Evidence) int {
		return cmp.Or(cmp.Compare(slices.Index(EvidenceKinds, x.Kind), slices.Index(EvidenceKinds, y.Kind)), strings.Compare(y.Month, x.Month))
	})
}

// SaveEvidence adds a piece of other evidence, or changes the one with its id, and
// gives its id back.
func (s *Service) SaveEvidence(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, e Evidence) (string, error) {
	fw, err := s.Framework(ctx, id)
	if err != nil {
		return "", err
	}
	err = s.change(ctx, v, people.AddEvidence, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		v, err := freshly(tx, v)
		if err != nil {
			return err
		}
		if err := evidenceOpen(r); err != nil {
			return err
		}
		if e.ID == "" {
			e.ID, e.Author = s.NewID(), v.Account.ID
		} else {
			before, err := evidenceOf(tx, v, r, e.ID)
			if err != nil {
				return err
			}
			e.Author = before.Author
		}
		e.At = s.Now()
		if _, ok := fw.Principle(e.Principle); !ok {
			return missing()
		}
		if err := checkEvidence(&e, s.Now().Format("2006-01")); err != nil {
			return err
		}
		if err := tx.PutEvidence(id, e); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.EvidenceAdded, r, "evidence", e.ID))
	})
	return e.ID, err
}

// freshly is the viewer with the roles that the transaction sees.
func freshly(tx Tx, v people.Viewer) (people.Viewer, error) {
	var err error
	v.Grants, err = tx.Grants(v.Account.ID)
	return v, err
}

func evidenceOpen(r Round) error {
	switch {
	case !r.Asks(framework.Evidence):
		return fault.New(fault.Invalid, "roundevidence.not-asked")
	case !EvidenceIsOpen(r):
		return fault.New(fault.Invalid, "roundevidence.closed")
	}
	return nil
}

// evidenceOf finds a piece that the viewer may change.
func evidenceOf(read Reader, v people.Viewer, r Round, id string) (Evidence, error) {
	all, err := read.EvidenceOf(r.ID)
	if err != nil {
		return Evidence{}, err
	}
	i := slices.IndexFunc(all, func(e Evidence) bool { return e.ID == id })
	if i < 0 || !all[i].MayChange(v, r) {
		return Evidence{}, missing()
	}
	return all[i], nil
}

var aMonth = regexp.MustCompile(`^(19[5-9]\d|20\d\d)-(0[1-9]|1[0-2])$`)

func checkEvidence(e *Evidence, today string) error {
	e.Source = strings.Join(strings.Fields(e.Source), " ")
	e.Text, e.Cannot = strings.TrimSpace(e.Text), strings.TrimSpace(e.Cannot)
	switch {
	case !slices.Contains(EvidenceKinds, e.Kind):
		return fault.New(fault.Invalid, "roundevidence.kind-needed")
	case e.Source == "":
		return fault.New(fault.Invalid, "roundevidence.source-needed")
	case len([]rune(e.Source)) > MaxSource:
		return fault.New(fault.Invalid, "roundevidence.source-long", "Most", MaxSource)
	case !aMonth.MatchString(e.Month):
		return fault.New(fault.Invalid, "roundevidence.month-needed")
	case e.Month > today:
		return fault.New(fault.Invalid, "roundevidence.month-future")
	case e.Text == "":
		return fault.New(fault.Invalid, "roundevidence.shows-needed")
	case len([]rune(e.Text)) > MaxShows:
		return fault.New(fault.Invalid, "roundevidence.shows-long", "Most", MaxShows)
	case e.Cannot == "":
		return fault.New(fault.Invalid, "roundevidence.cannot-needed")
	case len([]rune(e.Cannot)) > MaxCannot:
		return fault.New(fault.Invalid, "roundevidence.cannot-long", "Most", MaxCannot)
	}
	return nil
}

// RemoveEvidence takes a piece of other evidence away.
func (s *Service) RemoveEvidence(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, evidence string) error {
	return s.change(ctx, v, people.AddEvidence, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		v, err := freshly(tx, v)
		if err != nil {
			return err
		}
		if err := evidenceOpen(r); err != nil {
			return err
		}
		if _, err := evidenceOf(tx, v, r, evidence); err != nil {
			return err
		}
		if err := tx.RemoveEvidence(id, evidence); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.EvidenceRemoved, r, "evidence", evidence))
	})
}

// EvidenceKept is the kind of the release with other evidence.
const EvidenceKept = "evidence"

// FreezeEvidence keeps other evidence as it stands, once, for everything that is
// printed of the round. Showing the returns to all does it; where
// none are made, publishing the figures does.
func (s *Service) FreezeEvidence(tx Tx, r Round) error {
	if !r.Asks(framework.Evidence) {
		return nil
	}
	all, err := tx.EvidenceOf(r.ID)
	if err != nil {
		return err
	}
	missing, err := tx.MissingData(r.ID)
	if err != nil {
		return err
	}
	files, err := tx.Pack(r.ID)
	if err != nil {
		return err
	}
	fw, err := s.packs.load(r.ID, true, files, s.Load)
	if err != nil {
		return err
	}
	about := Always(fw)
	content, err := json.Marshal(EvidenceLines(all, missing, about, s.Now().Format("2006-01"), s.Words))
	if err != nil {
		return err
	}
	_, err = tx.AddRelease(r.ID, Kept{Strand: framework.Evidence, Kind: EvidenceKept, Made: s.Now(), Content: content})
	return err
}

// KeptEvidence reads the other evidence that was kept; ok is false before it was.
func KeptEvidence(kept []Kept) (all []answer.Evidence, ok bool, err error) {
	for _, one := range kept {
		if one.Kind == EvidenceKept {
			err = json.Unmarshal(one.Content, &all)
			return all, true, err
		}
	}
	return nil, false, nil
}

// CheckEvidence says what has to be put right about a piece before it is kept.
func CheckEvidence(e Evidence, now time.Time) error { return checkEvidence(&e, now.Format("2006-01")) }
