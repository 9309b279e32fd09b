package retention

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
)

// Run is one daily clearing.
type Run struct {
	At time.Time
	// Cleared is how many things went, by rule. A rule that failed is not in it.
	Cleared map[string]int64
	// Doubted is when the clock was first found to have jumped since; zero if it was
	// not.
	Doubted time.Time
}

// Store is what retention needs of the database.
type Store interface {
	// Clear deletes what a rule is about and is older than before (or, by a rule that
	// Ends, had its end before), and says how much it was. The audit trail is
	// shortened from its beginning only. Doing it twice comes to the same.
	Clear(ctx context.Context, rule string, before time.Time) (int64, error)
	// LastRun is the run that was saved last, whatever its time says; ok is false
	// where there is none.
	LastRun(ctx context.Context) (run Run, ok bool, err error)
	InTx(ctx context.Context, f func(Tx) error) error
}

// Tx writes in one transaction.
type Tx interface {
	// SaveRun makes a run the last one.
	SaveRun(run Run) error
	Record(d deed.Deed) error
}

// Service clears what has been kept long enough.
type Service struct {
	Store Store
	Now   func() time.Time
	// Outside clears what doesn't stand in the database, by rule. A rule of that sort
	// that is not here has nothing to clear.
	Outside map[string]func(ctx context.Context, before time.Time) (int64, error)
}

// How a clock is trusted. Deleting by a clock that is wrong can't be undone, so a
// jump stops the clearing until a second run confirms it: a clock that is still
// the same almost a day later has either been put right or been set wrong on
// purpose. Until then things are kept longer than they should be, by a day. The
// very first run has no witness, and nothing that is old yet.
const (
	// longestGap is the longest time between two runs that is no jump: an
	// installation that was switched off over the summer. Within it a clock that was
	// put forward clears things at most that much too early.
	longestGap = 45 * 24 * time.Hour
	// A run confirms a jump that was noticed so long ago, not less and not more.
	soonest, latest = 20 * time.Hour, 3 * 24 * time.Hour
	// slack is by how much the clocks of two machines may differ.
	slack = time.Minute
	// oneDay is how long a run holds: another one only does what this one left.
	oneDay = 12 * time.Hour
)

// Daily clears what has been kept long enough, rule by rule, and writes down how
// much it was. It may run as often as one likes: within half a day of a run it
// only does what that one left undone. Where the clock has jumped it clears
// nothing and returns a fault. A rule that fails stops no other; the error names
// each.
func (s *Service) Daily(ctx context.Context) error {
	now := s.Now().UTC()
	last, ran, err := s.Store.LastRun(ctx)
	if err != nil {
		return err
	}
	run := Run{At: now, Cleared: map[string]int64{}}
	if ran {
		if jumped(last.At, now) && !isConfirmed(last.Doubted, now) {
			return s.doubt(ctx, last, now)
		}
		if !jumped(last.At, now) && now.Sub(last.At) < oneDay {
			run.At = last.At
			maps.Copy(run.Cleared, last.Cleared)
		}
	}
	did, failed := s.clear(ctx, now, run.Cleared)
	if len(did) > 0 {
		return errors.Join(failed, s.save(ctx, run, now, did))
	}
	if ran && !last.Doubted.IsZero() { // the clock was put right in time
		last.Doubted = time.Time{}
		return errors.Join(failed, s.remember(ctx, last))
	}
	return failed
}

func (s *Service) remember(ctx context.Context, run Run) error {
	return s.Store.InTx(ctx, func(tx Tx) error { return tx.SaveRun(run) })
}

// jumped says whether a clock can't be believed, with the last run as its witness.
func jumped(last, now time.Time) bool {
	since := now.Sub(last)
	return since < -slack || since > longestGap
}

// isConfirmed says whether a jump that was noticed then has lasted.
func isConfirmed(noticed, now time.Time) bool {
	since := now.Sub(noticed)
	return !noticed.IsZero() && since >= soonest && since <= latest
}

// doubt remembers since when the clock has been doubted, and says so.
func (s *Service) doubt(ctx context.Context, last Run, now time.Time) error {
	if since := now.Sub(last.Doubted); since < 0 || since > latest {
		last.Doubted = now
		if err := s.remember(ctx, last); err != nil {
			return err
		}
	}
	message := "retention.clock-forward"
	if now.Before(last.At) {
		message = "retention.clock-back"
	}
	return fault.New(fault.Invalid, message, "Now", now.Format(time.DateOnly), "Last", last.At.Format(time.DateOnly))
}

// clear carries out every rule that is not among those already done, and adds it
// there. It returns the rules it did.
func (s *Service) clear(ctx context.Context, now time.Time, done map[string]int64) (did []string, failed error) {
	for _, rule := range Rules {
		if _, ok := done[rule.ID]; ok || !rule.Clears {
			continue
		}
		n, ok, err := s.clearOne(ctx, rule, now)
		if !ok {
			continue
		}
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("retention: %s: %w", rule.ID, err))
			continue
		}
		done[rule.ID] = n
		did = append(did, rule.ID)
	}
	return did, failed
}

// clearOne carries out a rule; ok is false where there is nothing to clear by it.
func (s *Service) clearOne(ctx context.Context, rule Rule, now time.Time) (n int64, ok bool, err error) {
	if !rule.Outside {
		n, err = s.Store.Clear(ctx, rule.ID, rule.before(now))
		return n, true, err
	}
	outside, ok := s.Outside[rule.ID]
	if !ok {
		return 0, false, nil
	}
	n, err = outside(ctx, rule.before(now))
	return n, true, err
}

// save writes the run down together with the deed, even where whoever asked has
// gone: what was cleared is gone too.
func (s *Service) save(ctx context.Context, run Run, now time.Time, did []string) error {
	var about []string
	for _, id := range did {
		if run.Cleared[id] > 0 {
			about = append(about, "rule", id)
		}
	}
	return s.Store.InTx(context.WithoutCancel(ctx), func(tx Tx) error {
		if err := tx.SaveRun(run); err != nil {
			return err
		}
		return tx.Record(deed.Deed{At: now, Actor: deed.TheProgram, Kind: deed.RetentionRan, About: deed.About(about...)})
	})
}

// Last is the last run; ok is false where there was none.
func (s *Service) Last(ctx context.Context) (Run, bool, error) { return s.Store.LastRun(ctx) }

// Failed are the rules that did not work in a run and are tried again.
func (r Run) Failed() []string {
	var failed []string
	for _, rule := range Rules {
		if _, ok := r.Cleared[rule.ID]; rule.Clears && !rule.Outside && !ok {
			failed = append(failed, rule.ID)
		}
	}
	return failed
}
