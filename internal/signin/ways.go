package signin

import (
	"context"
	"net/url"

	"bearings/internal/people"
)

// Passkeys are the two ceremonies of passkeys.
type Passkeys interface {
	// Add begins adding one: options are for the browser, remember for Added.
	Add(who people.Account, have []Passkey) (options []byte, remember string, err error)
	Added(who people.Account, remember string, answer []byte) (Passkey, error)
	// Ask begins signing in with one. What Answered returns is to be stored.
	Ask() (options []byte, remember string, err error)
	Answered(remember string, answer []byte, find FindPasskey) (Passkey, error)
}

// FindPasskey looks up a passkey and whose it is.
type FindPasskey = func(id string) (Passkey, people.Account, bool, error)

// Issuers are the OpenID providers that the installation trusts.
type Issuers interface {
	List() []Issuer
	// Begin gives the address at the issuer to go to; remember is for Finish, which
	// is given what came back in the address.
	Begin(ctx context.Context, issuer string) (address, remember string, err error)
	Finish(ctx context.Context, remember string, query url.Values) (Identity, error)
}

// Mail sends a message in plain text.
type Mail interface {
	Send(ctx context.Context, to, subject, text string) error
}

// Words are the sentences of messages.
type Words interface {
	Say(id string, with ...any) string
}

// Trusted are the issuers there are.
func (s *Service) Trusted() []Issuer {
	if s.Issuers == nil {
		return nil
	}
	return s.Issuers.List()
}

// HasStrongWay says whether anybody can sign in here in a way that every role may
// use.
func (s *Service) HasStrongWay() bool { return s.Passkeys != nil || len(s.Trusted()) > 0 }
