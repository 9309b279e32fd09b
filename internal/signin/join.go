package signin

import (
	"context"

	"bearings/internal/fault"
	"bearings/internal/people"
)

// TypeJoining takes a joining code that somebody typed and returns the token that
// their browser is to hold while they choose how to sign in. The code is used up
// only when they have.
func (s *Service) TypeJoining(ctx context.Context, code string) (token string, err error) {
	hash := people.HashCode(code)
	found, ok, err := s.Store.Read(ctx).JoiningCode(hash)
	if err != nil {
		return "", err
	}
	if !ok || found.Purpose != people.ToSignIn || !s.Now().Before(found.Ends) {
		return "", fault.New(fault.Invalid, "signin.joining-wrong")
	}
	return s.beginJoining(ctx, found.Account, hash)
}

// BeginJoining lets an account choose how to sign in that was made in this browser
// just now, when the site was set up.
func (s *Service) BeginJoining(ctx context.Context, account people.AccountID) (token string, err error) {
	return s.beginJoining(ctx, account, "")
}

func (s *Service) beginJoining(ctx context.Context, account people.AccountID, code string) (string, error) {
	token := s.NewToken()
	return token, s.begin(ctx, token, Attempt{Kind: AttemptJoin, Account: account}, remembered{Joins: true, Joining: code})
}

// Joining says who is choosing how to sign in with the browser that holds a token.
func (s *Service) Joining(ctx context.Context, token string) (who people.Account, ok bool, err error) {
	a, _, err := s.joining(ctx, token)
	if _, isFault := fault.As(err); isFault {
		return who, false, nil
	}
	if err != nil {
		return who, false, err
	}
	return s.Store.Read(ctx).Account(a.Account)
}

func (s *Service) joining(ctx context.Context, token string) (Attempt, remembered, error) {
	a, ok, err := s.Store.Read(ctx).Attempt(Key(AttemptJoin, token))
	if err == nil && (!ok || a.Kind != AttemptJoin || a.IsOver(s.Now())) {
		err = fault.New(fault.Invalid, "signin.joining-over")
	}
	if err != nil {
		return a, remembered{}, err
	}
	r, err := a.remembered()
	return a, r, err
}

// JoinByPasskey begins adding the passkey with which somebody joins.
func (s *Service) JoinByPasskey(ctx context.Context, token string) (options []byte, err error) {
	a, r, err := s.joining(ctx, token)
	if err != nil {
		return nil, err
	}
	return s.addTo(ctx, a.Account, token, r, Attempt{Ends: a.Ends})
}

// JoinedByPasskey takes the answer of that passkey and signs them in.
func (s *Service) JoinedByPasskey(ctx context.Context, token string, answer []byte, name, old string) (Opened, error) {
	a, r, ok, err := s.take(ctx, AttemptAdd, token)
	if err != nil {
		return Opened{}, err
	}
	if !ok || !r.Joins || s.Passkeys == nil {
		return Opened{}, fault.New(fault.Invalid, "signin.joining-over")
	}
	account, ok, err := s.Store.Read(ctx).Account(a.Account)
	if err != nil || !ok {
		return Opened{}, missing(err)
	}
	key, err := s.Passkeys.Added(account, r.Ceremony, answer)
	if err != nil {
		return Opened{}, err
	}
	var opened Opened
	err = s.Store.InTx(ctx, func(tx Tx) (err error) {
		if err := s.useJoining(tx, r, token); err != nil {
			return err
		}
		if err := s.keepKey(tx, a.Account, key, name); err != nil {
			return err
		}
		opened.Token, err = s.open(tx, a.Account, ByPasskey, old)
		return err
	})
	return opened, err
}

// JoinByIssuer begins linking the issuer with which somebody joins.
func (s *Service) JoinByIssuer(ctx context.Context, token, issuer string) (address string, err error) {
	a, r, err := s.joining(ctx, token)
	if err != nil {
		return "", err
	}
	return s.leave(ctx, issuer, token, Attempt{Account: a.Account, Ends: a.Ends}, r)
}

// useJoining uses the joining code up. That comes before the way to sign in is kept,
// which ends all codes of its owner.
func (s *Service) useJoining(tx Tx, r remembered, token string) error {
	ok, err := tx.RemoveAttempt(Key(AttemptJoin, token))
	if err == nil && ok && r.Joining != "" {
		ok, err = tx.UseJoiningCode(r.Joining)
	}
	if err == nil && !ok {
		err = fault.New(fault.Invalid, "signin.joining-over")
	}
	return err
}
