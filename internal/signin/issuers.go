package signin

import (
	"context"
	"net/url"
	"slices"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
)

// AskIssuer begins signing in at an issuer: the browser goes to the address, and
// holds the token until it comes back.
func (s *Service) AskIssuer(ctx context.Context, issuer, to string) (address, token string, err error) {
	token = s.NewToken()
	address, err = s.leave(ctx, issuer, token, Attempt{To: to}, remembered{})
	return address, token, err
}

// LinkIssuer begins linking the visitor's account to who they are at an issuer.
func (s *Service) LinkIssuer(ctx context.Context, v Visit, issuer string) (address, token string, err error) {
	if err := s.MayChange(v); err != nil {
		return "", "", err
	}
	token = s.NewToken()
	address, err = s.leave(ctx, issuer, token, Attempt{Account: v.Account.ID}, remembered{})
	return address, token, err
}

func (s *Service) leave(ctx context.Context, issuer, token string, a Attempt, r remembered) (address string, err error) {
	if !slices.ContainsFunc(s.Trusted(), func(one Issuer) bool { return one.ID == issuer }) {
		return "", fault.New(fault.NotFound, "signin.no-issuer")
	}
	address, r.Ceremony, err = s.Issuers.Begin(ctx, issuer)
	if err != nil {
		return "", err
	}
	a.Kind = AttemptOpenID
	return address, s.begin(ctx, token, a, r)
}

// Came is what became of somebody who came back from an issuer.
type Came struct {
	// Opened has a token if they are signed in now.
	Opened
	// Unknown says that nobody here has joined as who they are there.
	Unknown bool
	// Links says that they were linking their account, and Joins that they were
	// joining, whatever came of it.
	Links, Joins bool
}

// Back takes somebody who comes back from an issuer. Without the token of the
// browser that went there it changes nothing.
func (s *Service) Back(ctx context.Context, v Visit, token string, query url.Values) (Came, error) {
	a, r, ok, err := s.take(ctx, AttemptOpenID, token)
	if err != nil {
		return Came{}, err
	}
	isOther := !r.Joins && a.Account != "" && a.Account != v.Account.ID
	begun := Came{Joins: r.Joins, Links: !r.Joins && a.Account != "" && !isOther}
	if !ok || s.Issuers == nil || isOther {
		return begun, fault.New(fault.Invalid, "signin.attempt-over")
	}
	identity, err := s.Issuers.Finish(ctx, r.Ceremony, query)
	if err != nil {
		return begun, err
	}
	came := begun
	err = s.Store.InTx(ctx, func(tx Tx) (err error) {
		came = begun
		came.To = a.To
		if !begun.Links && !begun.Joins {
			came.Token, came.Unknown, err = s.openAs(tx, identity, v.Session.ID)
			return err
		}
		if begun.Joins {
			if err = s.useJoining(tx, r, token); err != nil {
				return err
			}
		}
		if err = s.keepIdentity(tx, a.Account, identity); err == nil && begun.Joins {
			came.Token, err = s.open(tx, a.Account, ByOpenID, v.Session.ID)
		}
		return err
	})
	if err != nil {
		return begun, err
	}
	return came, nil
}

// openAs begins a session of whoever is linked to an identity.
func (s *Service) openAs(tx Tx, identity Identity, old string) (token string, unknown bool, err error) {
	known, ok, err := tx.Identity(identity.Issuer, identity.Subject)
	if err != nil || !ok {
		return "", true, err
	}
	known.Used = s.Now()
	if ok, err = tx.UseIdentity(known); err != nil || !ok {
		return "", true, err
	}
	token, err = s.open(tx, known.Account, ByOpenID, old)
	return token, false, err
}

// keepIdentity links an account to who somebody is at an issuer, unless that is
// somebody else here.
func (s *Service) keepIdentity(tx Tx, account people.AccountID, identity Identity) error {
	known, ok, err := tx.Identity(identity.Issuer, identity.Subject)
	switch {
	case err != nil:
		return err
	case ok && known.Account == account:
		return nil
	case ok:
		return fault.New(fault.Invalid, "signin.identity-taken")
	}
	if _, ok, err := tx.Account(account); err != nil || !ok {
		return missing(err)
	}
	identity.Account, identity.Added = account, s.Now()
	if err := tx.PutIdentity(identity); err != nil {
		return err
	}
	return s.hasWay(tx, account, deed.IdentityLinked)
}

// Unlink ends the link between the visitor's account and who they are at an issuer.
func (s *Service) Unlink(ctx context.Context, v Visit, issuer, subject string) error {
	if err := s.MayChange(v); err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(tx Tx) error {
		identity, ok, err := tx.Identity(issuer, subject)
		if err != nil || !ok || identity.Account != v.Account.ID {
			return missing(err)
		}
		// An issuer that is trusted no more signs nobody in, so its link may go.
		if len(s.usable([]Identity{identity})) > 0 {
			if err := s.keepsAWay(tx, v.Account.ID); err != nil {
				return err
			}
		}
		if err := tx.RemoveIdentity(issuer, subject); err != nil {
			return err
		}
		return s.record(tx, v.Account.ID, deed.IdentityRemoved)
	})
}

// usable are the identities at issuers that are trusted now.
func (s *Service) usable(all []Identity) []Identity {
	trusted := s.Trusted()
	return slices.DeleteFunc(slices.Clone(all), func(i Identity) bool {
		return !slices.ContainsFunc(trusted, func(one Issuer) bool { return one.URL == i.Issuer })
	})
}
