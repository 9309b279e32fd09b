package signin

import (
	"context"
	"slices"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
)

// Own is what is kept of somebody's signing in.
type Own struct {
	Sessions   []Session
	Passkeys   []Passkey
	Identities []Identity
	// Log are lines of the sign-in log, newest first.
	Log []Logged
}

// Own is what is kept of the visitor, with n lines of the log at most.
func (s *Service) Own(ctx context.Context, v Visit, n int) (Own, error) {
	return s.OwnOf(ctx, v.Account.ID, n)
}

// OwnOf is what is kept of an account, for whoever runs the machine and answers its
// owner's request.
func (s *Service) OwnOf(ctx context.Context, id people.AccountID, n int) (own Own, err error) {
	read := s.Store.Read(ctx)
	if own.Sessions, err = read.Sessions(id); err != nil {
		return own, err
	}
	now := s.Now()
	own.Sessions = slices.DeleteFunc(own.Sessions, func(one Session) bool { return one.IsOver(now) })
	if own.Passkeys, err = read.Passkeys(id); err != nil {
		return own, err
	}
	if own.Identities, err = read.Identities(id); err != nil {
		return own, err
	}
	own.Log, err = read.Log(id, n)
	return own, err
}

// SignOut ends the visit.
func (s *Service) SignOut(ctx context.Context, v Visit) error {
	return s.Store.InTx(context.WithoutCancel(ctx), func(tx Tx) error {
		if err := tx.EndSession(v.Session.ID); err != nil {
			return err
		}
		return s.log(tx, v.Account.ID, v.Session.Method, SignedOut)
	})
}

// EndSession ends a session of the visitor's own by its id.
func (s *Service) EndSession(ctx context.Context, v Visit, id string) error {
	return s.Store.InTx(ctx, func(tx Tx) error {
		own, err := tx.Sessions(v.Account.ID)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(own, func(one Session) bool { return one.ID == id }) {
			return fault.New(fault.NotFound, "signin.not-yours")
		}
		if err := tx.EndSession(id); err != nil {
			return err
		}
		return s.record(tx, v.Account.ID, deed.SessionsEnded)
	})
}

// EndOthers ends all of the visitor's sessions but this one.
func (s *Service) EndOthers(ctx context.Context, v Visit) error {
	return s.Store.InTx(ctx, func(tx Tx) error {
		if err := tx.EndSessions(v.Account.ID, v.Session.ID); err != nil {
			return err
		}
		return s.record(tx, v.Account.ID, deed.SessionsEnded)
	})
}
