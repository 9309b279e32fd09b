// Package passkey runs the two ceremonies of passkeys (WebAuthn): adding one and
// signing in with one. Whatever is wrong with an answer is one and the same fault,
// with the cause wrapped for the log; the cause holds nothing that signs anybody in.
package passkey

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/protocol/webauthncose"
	"github.com/go-webauthn/webauthn/webauthn"

	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/signin"
)

// Ceremony asks and checks passkeys for one site. It may be used by several
// goroutines.
type Ceremony struct{ party *webauthn.WebAuthn }

// What a browser may send: an answer has about 1 kB, and an id at most what the
// standard allows.
const (
	longestAnswer = 64 << 10
	longestID     = 1023
	shortestRSA   = 256 // bytes of the modulus
)

// New takes the address of the site, such as https://bearings.example.org, and
// the name that browsers show. An address at which browsers have no passkeys is a
// fault that says what to set.
func New(origin, name string) (*Ceremony, error) {
	host, origin, err := party(origin)
	if err != nil {
		return nil, err
	}
	limit := webauthn.TimeoutConfig{Enforce: true, Timeout: signin.AttemptLasts, TimeoutUVD: signin.AttemptLasts}
	made, err := webauthn.New(&webauthn.Config{
		RPID:                  host,
		RPDisplayName:         name,
		RPOrigins:             []string{origin},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			RequireResidentKey: protocol.ResidentKeyRequired(),
			ResidentKey:        protocol.ResidentKeyRequirementRequired,
			UserVerification:   protocol.VerificationRequired,
		},
		Timeouts: webauthn.TimeoutsConfig{Login: limit, Registration: limit},
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", unusable(origin), err)
	}
	return &Ceremony{party: made}, nil
}

// Add begins adding a passkey to an account that has some already. options is JSON
// as PublicKeyCredential.parseCreationOptionsFromJSON takes it; remember is what
// Added needs, and is for nobody else.
func (c *Ceremony) Add(who people.Account, have []signin.Passkey) (options []byte, remember string, err error) {
	known := make([]protocol.CredentialDescriptor, len(have))
	for i, one := range have {
		credential, err := stored(one)
		if err != nil {
			return nil, "", err
		}
		known[i] = credential.Descriptor()
	}
	asked, state, err := c.party.BeginRegistration(holder{account: who},
		webauthn.WithExclusions(known), webauthn.WithCredentialParameters(algorithms))
	if err != nil {
		return nil, "", err
	}
	return written(asked.Response, state)
}

// algorithms are the kinds of keys we take, the best first: every authenticator
// has one of them.
var algorithms = []protocol.CredentialParameter{
	{Type: protocol.PublicKeyCredentialType, Algorithm: webauthncose.AlgEdDSA},
	{Type: protocol.PublicKeyCredentialType, Algorithm: webauthncose.AlgES256},
	{Type: protocol.PublicKeyCredentialType, Algorithm: webauthncose.AlgRS256},
}

// Added checks the answer to Add and returns the passkey with its id and
// credential; account, name and times are left to the caller.
func (c *Ceremony) Added(who people.Account, remember string, answer []byte) (signin.Passkey, error) {
	state, err := remembered(remember)
	if err != nil {
		return signin.Passkey{}, err
	}
	if len(answer) > longestAnswer {
		return signin.Passkey{}, refused(errors.New("the answer is too long"))
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return signin.Passkey{}, refused(err)
	}
	credential, err := c.party.CreateCredential(holder{account: who}, state, parsed)
	if err != nil {
		return signin.Passkey{}, refused(err)
	}
	if err := sound(credential); err != nil {
		return signin.Passkey{}, refused(err)
	}
	// What tells makes of devices apart is of no use here, so it is not kept.
	credential.Attestation = webauthn.CredentialAttestation{}
	credential.Authenticator.AAGUID = nil
	return kept(signin.Passkey{ID: idOf(credential.ID)}, credential)
}

// sound looks at what the library believes of a device that proves nothing: that
// its key is one at all.
func sound(credential *webauthn.Credential) error {
	if len(credential.ID) > longestID {
		return errors.New("the id is too long")
	}
	key, err := webauthncose.ParsePublicKey(credential.PublicKey)
	if err != nil {
		return err
	}
	if rsa, ok := key.(webauthncose.RSAPublicKeyData); ok && len(rsa.Modulus) < shortestRSA {
		return errors.New("the key is too short")
	}
	return nil
}

// Ask begins signing in with whichever passkey somebody has for this site. options
// is JSON as PublicKeyCredential.parseRequestOptionsFromJSON takes it; remember is
// what Answered needs.
func (c *Ceremony) Ask() (options []byte, remember string, err error) {
	asked, state, err := c.party.BeginDiscoverableLogin()
	if err != nil {
		return nil, "", err
	}
	return written(asked.Response, state)
}

// Find looks up a stored passkey and its account by the credential's id,
// base64url without padding; ok is false where there is none.
type Find = func(id string) (key signin.Passkey, account people.Account, ok bool, err error)

// Answered checks the answer to Ask. The passkey it returns has the credential that
// is to be stored now: its counter has moved on. An error of find is returned
// as it is.
func (c *Ceremony) Answered(remember string, answer []byte, find Find) (signin.Passkey, error) {
	state, err := remembered(remember)
	if err != nil {
		return signin.Passkey{}, err
	}
	if len(answer) > longestAnswer {
		return signin.Passkey{}, refused(errors.New("the answer is too long"))
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return signin.Passkey{}, refused(err)
	}
	var found signin.Passkey
	var broken error // what is no fault of the answer
	credential, err := c.party.ValidateDiscoverableLogin(func(id, _ []byte) (webauthn.User, error) {
		var user holder
		found, user, broken = owner(idOf(id), find)
		return user, broken
	}, state, parsed)
	if _, isFault := fault.As(broken); broken != nil && !isFault {
		return signin.Passkey{}, broken
	}
	if err != nil {
		return signin.Passkey{}, refused(err)
	}
	// A counter that went back means that there are two of a key that can't be copied.
	if credential.Authenticator.CloneWarning {
		return signin.Passkey{}, refused(errors.New("the counter went back"))
	}
	return kept(found, credential)
}

// owner finds who a passkey belongs to.
func owner(id string, find Find) (signin.Passkey, holder, error) {
	key, account, ok, err := find(id)
	if err != nil {
		return key, holder{}, err
	}
	if !ok || key.ID != id || key.Account != account.ID {
		return key, holder{}, refused(errors.New("nobody has this passkey"))
	}
	credential, err := stored(key)
	return key, holder{account: account, keys: []webauthn.Credential{credential}}, err
}

func refused(cause error) error {
	f := fault.New(fault.Invalid, "signinways.passkey-refused")
	f.Because = cause
	return fmt.Errorf("%w: %w", f, cause)
}

func idOf(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

func written(options any, state *webauthn.SessionData) ([]byte, string, error) {
	asked, err := json.Marshal(options)
	if err != nil {
		return nil, "", err
	}
	remember, err := json.Marshal(state)
	return asked, string(remember), err
}

// remembered reads back what Add or Ask returned. Where that is not what stands
// there, somebody mixed up two kinds of attempts.
func remembered(text string) (webauthn.SessionData, error) {
	var state webauthn.SessionData
	if err := json.Unmarshal([]byte(text), &state); err != nil {
		return state, refused(err)
	}
	// Nothing that was left out may weaken the check.
	if state.UserVerification != protocol.VerificationRequired || state.Expires.IsZero() {
		return state, refused(errors.New("this is not an attempt with a passkey"))
	}
	return state, nil
}

func stored(key signin.Passkey) (webauthn.Credential, error) {
	var credential webauthn.Credential
	if err := json.Unmarshal([]byte(key.Credential), &credential); err != nil {
		return credential, fmt.Errorf("the stored passkey %s: %w", key.ID, err)
	}
	if idOf(credential.ID) != key.ID {
		return credential, fmt.Errorf("the stored passkey %s has the credential of another", key.ID)
	}
	return credential, nil
}

func kept(key signin.Passkey, credential *webauthn.Credential) (signin.Passkey, error) {
	text, err := json.Marshal(credential)
	key.Credential = string(text)
	return key, err
}

// holder is an account as the library wants to see it.
type holder struct {
	account people.Account
	keys    []webauthn.Credential
}

func (h holder) WebAuthnID() []byte          { return []byte(h.account.ID) }
func (h holder) WebAuthnDisplayName() string { return h.account.Name }

// WebAuthnName tells the accounts of one person apart in a browser's list.
func (h holder) WebAuthnName() string {
	if h.account.Email != "" {
		return h.account.Email
	}
	return h.account.Name
}

func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.keys }
