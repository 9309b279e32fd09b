package signin

import (
	"context"
	"slices"
	"time"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/queue"
)

// AskPasskey begins signing in with a passkey: options are for the browser, and the
// token is what it is to hold.
func (s *Service) AskPasskey(ctx context.Context, to string) (options []byte, token string, err error) {
	if s.Passkeys == nil {
		return nil, "", fault.New(fault.NotFound, "signin.no-passkeys")
	}
	options, ceremony, err := s.Passkeys.Ask()
	if err != nil {
		return nil, "", err
	}
	token = s.NewToken()
	return options, token, s.begin(ctx, token, Attempt{Kind: AttemptPasskey, To: to}, remembered{Ceremony: ceremony})
}

// AnswerPasskey takes the answer of a passkey. old is the session the browser has, or
// empty.
func (s *Service) AnswerPasskey(ctx context.Context, token string, answer []byte, old string) (Opened, error) {
	a, r, ok, err := s.take(ctx, AttemptPasskey, token)
	if err != nil {
		return Opened{}, err
	}
	if !ok || s.Passkeys == nil {
		return Opened{}, fault.New(fault.Invalid, "signin.attempt-over")
	}
	var whose people.AccountID
	read := s.Store.Read(ctx)
	key, wrong := s.Passkeys.Answered(r.Ceremony, answer, func(id string) (Passkey, people.Account, bool, error) {
		found, ok, err := read.Passkey(id)
		if err != nil || !ok {
			return Passkey{}, people.Account{}, false, err
		}
		whose = found.Account
		account, ok, err := read.Account(found.Account)
		return found, account, ok, err
	})
	opened := Opened{To: a.To}
	err = s.Store.InTx(ctx, func(tx Tx) (err error) {
		if wrong != nil {
			return s.log(tx, whose, ByPasskey, Refused)
		}
		opened.Token, err = s.openWith(tx, key, old)
		return err
	})
	if err == nil {
		err = wrong
	}
	if err != nil {
		return Opened{}, err
	}
	return opened, nil
}

// openWith begins a session of whoever holds a passkey, unless it was removed while
// it was asked.
func (s *Service) openWith(tx Tx, key Passkey, old string) (token string, err error) {
	key.Used = s.Now()
	if ok, err := tx.ChangePasskey(key); err != nil {
		return "", err
	} else if !ok {
		return "", fault.New(fault.Invalid, "signin.attempt-over")
	}
	return s.open(tx, key.Account, ByPasskey, old)
}

// AddPasskey begins adding a passkey to the visitor's account.
func (s *Service) AddPasskey(ctx context.Context, v Visit) (options []byte, token string, err error) {
	if err := s.MayChange(v); err != nil {
		return nil, "", err
	}
	token = s.NewToken()
	options, err = s.addTo(ctx, v.Account.ID, token, remembered{}, Attempt{})
	return options, token, err
}

// addTo begins adding a passkey under a token that the browser is to hold, or holds.
func (s *Service) addTo(ctx context.Context, id people.AccountID, token string, r remembered, a Attempt) (options []byte, err error) {
	if s.Passkeys == nil {
		return nil, fault.New(fault.NotFound, "signin.no-passkeys")
	}
	read := s.Store.Read(ctx)
	account, ok, err := read.Account(id)
	if err != nil || !ok {
		return nil, missing(err)
	}
	have, err := read.Passkeys(id)
	if err != nil {
		return nil, err
	}
	options, r.Ceremony, err = s.Passkeys.Add(account, have)
	if err != nil {
		return nil, err
	}
	a.Kind, a.Account = AttemptAdd, id
	return options, s.begin(ctx, token, a, r)
}

// AddedPasskey takes the answer of a new passkey. name is what its owner calls it.
func (s *Service) AddedPasskey(ctx context.Context, v Visit, token string, answer []byte, name string) error {
	a, r, ok, err := s.take(ctx, AttemptAdd, token)
	if err != nil {
		return err
	}
	if !ok || r.Joins || a.Account != v.Account.ID || s.Passkeys == nil {
		return fault.New(fault.Invalid, "signin.attempt-over")
	}
	key, err := s.Passkeys.Added(v.Account, r.Ceremony, answer)
	if err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(tx Tx) error { return s.keepKey(tx, a.Account, key, name) })
}

// keepKey adds a passkey to an account, unless somebody has it already.
func (s *Service) keepKey(tx Tx, account people.AccountID, key Passkey, name string) error {
	if _, ok, err := tx.Passkey(key.ID); err != nil {
		return err
	} else if ok {
		return fault.New(fault.Invalid, "signin.passkey-taken")
	}
	if _, ok, err := tx.Account(account); err != nil || !ok {
		return missing(err)
	}
	key.Account, key.Name, key.Added = account, tidyName(name), s.Now()
	if err := tx.PutPasskey(key); err != nil {
		return err
	}
	return s.hasWay(tx, account, deed.PasskeyAdded)
}

// hasWay writes down that an account has a new way to sign in, in each partnership in
// which it has a role: those who read the trail there see whether somebody came in
// with a code that was made there. A joining code that is left is of no use to the
// owner any more, but whoever made it knows it too. Making one records first, so that
// of two at the same time one waits.
func (s *Service) hasWay(tx Tx, account people.AccountID, kind deed.Kind) error {
	grants, err := tx.Grants(account)
	if err != nil {
		return err
	}
	places := []string{""}
	for _, g := range grants {
		places = append(places, string(g.Partnership))
	}
	slices.Sort(places)
	if places = slices.Compact(places); len(places) > 1 {
		places = places[1:]
	}
	for _, place := range places {
		d := deed.Deed{At: s.Now(), Actor: string(account), Kind: kind, Partnership: place, About: deed.About("account", string(account))}
		if err := tx.Record(d); err != nil {
			return err
		}
	}
	now := s.Now()
	told := queue.Job{ID: s.NewID(), Kind: JobNewWay, About: string(account), Due: now, Until: now.Add(24 * time.Hour)}
	if err := tx.Enqueue(told); err != nil {
		return err
	}
	return tx.ForgetJoiningCodes(people.ToSignIn, account)
}

// RenamePasskey changes what the visitor calls a passkey of theirs.
func (s *Service) RenamePasskey(ctx context.Context, v Visit, id, name string) error {
	return s.Store.InTx(ctx, func(tx Tx) error {
		key, ok, err := tx.Passkey(id)
		if err != nil || !ok || key.Account != v.Account.ID {
			return missing(err)
		}
		key.Name = tidyName(name)
		if ok, err = tx.ChangePasskey(key); err != nil || !ok {
			return missing(err)
		}
		return nil
	})
}

// RemovePasskey takes a passkey of the visitor's away.
func (s *Service) RemovePasskey(ctx context.Context, v Visit, id string) error {
	if err := s.MayChange(v); err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(tx Tx) error {
		key, ok, err := tx.Passkey(id)
		if err != nil || !ok || key.Account != v.Account.ID {
			return missing(err)
		}
		if err := s.keepsAWay(tx, v.Account.ID); err != nil {
			return err
		}
		if err := tx.RemovePasskey(id); err != nil {
			return err
		}
		return s.record(tx, v.Account.ID, deed.PasskeyRemoved)
	})
}

// keepsAWay says whether an account can sign in once a passkey or an issuer of its is
// gone.
func (s *Service) keepsAWay(tx Tx, id people.AccountID) error {
	keys, err := tx.Passkeys(id)
	if err != nil {
		return err
	}
	identities, err := tx.Identities(id)
	if err != nil {
		return err
	}
	usable := len(s.usable(identities))
	if s.Passkeys != nil {
		usable += len(keys)
	}
	grants, err := tx.Grants(id)
	if err != nil {
		return err
	}
	if usable <= 1 && (needsStrong(grants) || !s.EmailCodes) {
		return fault.New(fault.Invalid, "signin.last-way")
	}
	return nil
}

func missing(err error) error {
	if err != nil {
		return err
	}
	return fault.New(fault.NotFound, "signin.not-yours")
}

// TellNewWay tells the owner of an account that it can be opened in a new way: if
// it was somebody else who added it, this is how they learn of it.
func (s *Service) TellNewWay(ctx context.Context, about string) error {
	account, ok, err := s.Store.Read(ctx).Account(people.AccountID(about))
	if err != nil || !ok { // erased meanwhile
		return err
	}
	return s.mail(ctx, account, "signin.mail-way-subject", "signin.mail-way-text")
}
