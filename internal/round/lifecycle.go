package round

import (
	"context"
	"slices"
	"strings"
	"time"

	"bearings/internal/britain"

	"bearings/internal/deed"
	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/people"
)

// MaxTitle is the most letters of a round's title.
const MaxTitle = 100

// Start makes a round to be set up, with the framework that comes with the
// program, every agency of the partnership, and what the last round had of them.
func (s *Service) Start(ctx context.Context, v people.Viewer, partnership people.PartnershipID, title string) (ID, error) {
	r, files, err := s.begin(v, partnership, title)
	if err != nil {
		return "", err
	}
	return r.ID, s.Store.InTx(ctx, func(tx Tx) error { return s.add(tx, v, r, files) })
}

// moment is how long after a round was started its title, sent again, is taken for
// the same form.
const moment = 10 * time.Minute

// StartOnce is Start for a form that may be sent twice: it leads to the round that
// was started with this title a moment ago, as long as that is still being set up.
func (s *Service) StartOnce(ctx context.Context, v people.Viewer, partnership people.PartnershipID, title string) (ID, error) {
	r, files, err := s.begin(v, partnership, title)
	if err != nil {
		return "", err
	}
	id := r.ID
	err = s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.Hold(partnership); err != nil {
			return err
		}
		all, err := tx.RoundsOf(partnership)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(all, r.isStartedAgain); i >= 0 {
			id = all[i].ID
			return nil
		}
		id = r.ID
		return s.add(tx, v, r, files)
	})
	return id, err
}

// isStartedAgain says whether this round is another once more.
func (r Round) isStartedAgain(before Round) bool {
	return before.State == Preparing && before.Title == r.Title && r.Since.Sub(before.Since) < moment
}

func (s *Service) begin(v people.Viewer, partnership people.PartnershipID, title string) (r Round, files map[string]string, err error) {
	if !v.May(people.ManageRound, people.Where{Partnership: partnership}) {
		return r, nil, missing()
	}
	title = strings.Join(strings.Fields(title), " ")
	if err = checkTitle(title); err != nil {
		return r, nil, err
	}
	if files, err = s.Standard(); err != nil {
		return r, nil, err
	}
	fw, err := s.Load(files)
	if err != nil {
		return r, nil, err
	}
	return Round{ID: ID(s.NewID()), Partnership: partnership, Title: title, State: Preparing, Framework: fw.ID, Version: fw.Version,
		Strands: []string{framework.Staff, framework.Return, framework.Evidence},
		AtLeast: disclosure.Threshold, CommentsAtLeast: disclosure.CommentsThreshold, AgencyPages: OwnOnly, Since: s.Now()}, files, nil
}

func (s *Service) add(tx Tx, v people.Viewer, r Round, files map[string]string) error {
	if err := tx.AddRound(r, files); err != nil {
		return err
	}
	if err := s.bringAgencies(tx, r); err != nil {
		return err
	}
	return tx.Record(s.by(v, deed.RoundMade, r))
}

func checkTitle(title string) error {
	switch {
	case title == "":
		return fault.New(fault.Invalid, "round.title-needed")
	case len([]rune(title)) > MaxTitle:
		return fault.New(fault.Invalid, "round.title-long", "Most", MaxTitle)
	}
	return nil
}

// bringAgencies takes every agency of the partnership into a round, with the
// numbers of staff and the form it had in the last one.
func (s *Service) bringAgencies(tx Tx, r Round) error {
	agencies, err := tx.AgenciesOf(r.Partnership)
	if err != nil {
		return err
	}
	before, err := s.lastAgencies(tx, r)
	if err != nil {
		return err
	}
	for _, a := range agencies {
		one := Agency{ID: a.ID, Name: a.Name, Kind: a.Kind, Form: FullForm}
		if a.Kind == "school" {
			one.Form = ShortForm
		}
		if last, ok := before[a.ID]; ok {
			one.Form, one.Staff = last.Form, last.Staff
		}
		if err := tx.PutAgency(r.ID, one); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) lastAgencies(tx Tx, r Round) (map[people.AgencyID]Agency, error) {
	all, err := tx.RoundsOf(r.Partnership)
	if err != nil {
		return nil, err
	}
	of := map[people.AgencyID]Agency{}
	for _, one := range all {
		if one.ID == r.ID || one.State == Preparing {
			continue
		}
		agencies, err := tx.RoundAgencies(one.ID)
		for _, a := range agencies {
			of[a.ID] = a
		}
		return of, err
	}
	return of, nil
}

// Open lets agencies and staff answer. From now on the framework, the strands,
// the agencies and the thresholds stay as they are.
func (s *Service) Open(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		agencies, err := tx.RoundAgencies(id)
		if err != nil {
			return err
		}
		if todo := Unready(r, agencies, s.Now()); len(todo) > 0 {
			return fault.New(fault.Invalid, "round.unready-"+string(todo[0]))
		}
		r.State, r.Opened = Open, s.Now()
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		if err := s.enqueue(tx, JobClose, string(id), r.Ends()); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.RoundOpened, r))
	})
}

// Todo is what keeps a round from being opened.
type Todo string

const (
	NotPreparing  Todo = "state"
	NeedsTitle    Todo = "title"
	NeedsStrands  Todo = "strands"
	NeedsAgencies Todo = "agencies"
	NeedsNumbers  Todo = "numbers"
	NeedsDates    Todo = "dates"
	NeedsAgreed   Todo = "agreed"
)

// Unready is what a round still needs before it can be opened, in the order of the
// list of tasks.
func Unready(r Round, agencies []Agency, now time.Time) (todo []Todo) {
	add := func(needed bool, what Todo) {
		if needed {
			todo = append(todo, what)
		}
	}
	add(r.State != Preparing, NotPreparing)
	add(r.Title == "", NeedsTitle)
	add(!r.Asks(framework.Staff) && !r.Asks(framework.Return), NeedsStrands)
	add(len(agencies) < 2, NeedsAgencies)
	unsaid, unagreed := false, false
	for _, a := range agencies {
		_, said := a.Invited("")
		unsaid = unsaid || !said
		unagreed = unagreed || a.Agreed.IsZero()
	}
	add(r.Asks(framework.Staff) && unsaid, NeedsNumbers)
	add(r.Opens.IsZero() || r.Closes.IsZero() || !r.Ends().After(now), NeedsDates)
	add(r.AgencyPages == Named && unagreed, NeedsAgreed)
	return todo
}

// Ends is the first moment at which a round is over: midnight in Britain after its
// last day.
func (r Round) Ends() time.Time {
	if r.Closes.IsZero() {
		return time.Time{}
	}
	return britain.Midnight(r.Closes.AddDate(0, 0, 1))
}

// Extend gives everybody more time.
func (s *Service) Extend(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID, closes time.Time) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if r.State != Open {
			return fault.New(fault.Invalid, "round.not-open")
		}
		if !closes.After(r.Closes) {
			return fault.New(fault.Invalid, "round.extend-later")
		}
		if r.Closes = closes; r.tooLong() || !r.Ends().After(s.Now()) {
			return fault.New(fault.Invalid, "roundsetup.extend-year")
		}
		if err := tx.ChangeRound(r); err != nil {
			return err
		}
		if err := s.enqueue(tx, JobClose, string(id), r.Ends()); err != nil {
			return err
		}
		return tx.Record(s.by(v, deed.RoundExtended, r))
	})
}

// Close ends a round now. The results are made by a job.
func (s *Service) Close(ctx context.Context, v people.Viewer, partnership people.PartnershipID, id ID) error {
	return s.change(ctx, v, people.ManageRound, people.Where{Partnership: partnership}, id, func(tx Tx, r Round) error {
		if r.State != Open {
			return fault.New(fault.Invalid, "round.not-open")
		}
		return s.end(tx, r, s.by(v, deed.RoundClosed, r))
	})
}

// closeDue ends a round whose last day is over. One that was extended or ended
// since is left as it is.
func (s *Service) closeDue(ctx context.Context, about string) error {
	defer s.surveys.forget()
	return s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.HoldRound(ID(about)); err != nil {
			return err
		}
		r, ok, err := tx.Round(ID(about))
		if err != nil || !ok || r.State != Open || s.Now().Before(r.Ends()) {
			return err
		}
		return s.end(tx, r, s.itself(deed.RoundClosed, r))
	})
}

func (s *Service) end(tx Tx, r Round, d deed.Deed) error {
	if err := tx.HoldReplies(r.ID); err != nil {
		return err
	}
	r.State, r.Closed = Closed, s.Now()
	if err := tx.ChangeRound(r); err != nil {
		return err
	}
	if err := s.enqueue(tx, JobRelease, string(r.ID), s.Now()); err != nil {
		return err
	}
	return tx.Record(d)
}
