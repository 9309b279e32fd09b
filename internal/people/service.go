package people

import (
	"cmp"
	"context"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/queue"
)

// Service is what can be done with partnerships and people. Every use case asks
// first whether the viewer may, then does all of it in one transaction.
type Service struct {
	Store Store
	Now   func() time.Time
	// NewID makes an id that nothing else has, and NewCode a code somebody types:
	// 16 letters and digits, 80 random bits, in groups of four.
	NewID, NewCode func() string
	// Kinds are the ids of the kinds of agency there are.
	Kinds []string
	// Mail sends invitations, in Words; Address is where the site is reached, and
	// EmailCodes says that some may sign in by a code sent to them.
	Mail       Mail
	Words      Words
	Address    string
	EmailCodes bool
}

// Mail sends a message.
type Mail interface {
	Send(ctx context.Context, to, subject, text string) error
}

// Words says a sentence.
type Words interface {
	Say(message string, with ...any) string
}

// How long codes last.
const (
	SetUpLasts   = 24 * time.Hour     // the code printed at the first run
	JoiningLasts = 7 * 24 * time.Hour // a code with which somebody joins
)

// JobInvited sends the message of an invitation.
const JobInvited = "people-invited"

// Jobs are the handlers of this package's jobs, by kind.
func (s *Service) Jobs() map[string]func(ctx context.Context, about string) error {
	return map[string]func(context.Context, string) error{JobInvited: s.SendInvitation}
}

// missing is what is said to whoever may not, and where there is nothing: the same,
// so that it does not tell what there is.
func missing() error { return fault.New(fault.NotFound, "people.missing") }

// allow says whether the viewer may. Web asks the same of every route; a use case
// does not rely on it.
func allow(v Viewer, right Right, where Where) error {
	if !v.May(right, where) {
		return missing()
	}
	return nil
}

// by is a deed of the viewer's.
func (s *Service) by(v Viewer, kind deed.Kind, partnership PartnershipID, about ...string) deed.Deed {
	return deed.Deed{At: s.Now(), Actor: cmp.Or(v.actor, string(v.Account.ID)), Kind: kind, Partnership: string(partnership), About: deed.About(about...)}
}

// afresh reads the viewer's roles again within the transaction: those of the
// request were read before whoever came first had written theirs.
func afresh(tx Tx, v Viewer) (Viewer, error) {
	var err error
	v.Grants, err = tx.Grants(v.Account.ID)
	return v, err
}

// change runs f for a viewer who may, in one transaction. f is given the viewer with
// the roles they have by then.
func (s *Service) change(ctx context.Context, v Viewer, right Right, where Where, f func(tx Tx, v Viewer) error) error {
	if err := allow(v, right, where); err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(tx Tx) error {
		if where.Partnership != "" {
			if err := tx.Hold(where.Partnership); err != nil {
				return err
			}
		}
		now, err := afresh(tx, v)
		if err != nil {
			return err
		}
		if err := allow(now, right, where); err != nil {
			return err
		}
		return f(tx, now)
	})
}

func (s *Service) job(kind, about string) queue.Job {
	now := s.Now()
	return queue.Job{ID: s.NewID(), Kind: kind, About: about, Due: now, Until: now.Add(24 * time.Hour)}
}
