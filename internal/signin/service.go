package signin

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"bearings/internal/deed"
	"bearings/internal/people"
)

// Service is signing in, staying signed in, and leaving.
type Service struct {
	Store Store
	Now   func() time.Time
	// NewID makes an id that nothing else has; NewToken makes 256 random bits as
	// text that a cookie can hold.
	NewID, NewToken func() string
	// Passkeys is nil where browsers can't use them at the site's address, and
	// Issuers where there are none.
	Passkeys Passkeys
	Issuers  Issuers
	// EmailCodes says that a code by e-mail is a way to sign in, for roles that
	// allow it. Mail sends it.
	EmailCodes bool
	Mail       Mail
	Words      Words
	// Demo says as whom anybody may come in to a demonstration; nil on every other site.
	Demo func(people.AccountID) bool
	// SiteName and Address are what a message calls the site, and where it is.
	SiteName, Address string
}

// ErrAgain says that somebody has to sign in once more before they do this.
var ErrAgain = errors.New("signin: too long ago for this")

// ErrStrong says that somebody's roles ask for a passkey or an issuer here.
var ErrStrong = errors.New("signin: a code by e-mail is not enough for this")

// Opened is a session that has just begun.
type Opened struct {
	// Token is for the browser alone.
	Token string
	// To is the path that was asked for, or empty.
	To string
}

// Hash is what is kept of a token or code that opens something: its SHA-256 in
// hexadecimal.
func Hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Who says whose session a token is. ok is false for one that is unknown or over.
// Using a session keeps it alive; that is written at most once a minute.
func (s *Service) Who(ctx context.Context, token string) (v Visit, ok bool, err error) {
	v, ok, err = s.Store.Visit(ctx, Hash(token))
	now := s.Now()
	if err != nil || !ok || v.Session.IsOver(now) {
		return Visit{}, false, err
	}
	if now.Sub(v.Session.Seen) >= time.Minute {
		if err := s.Store.Touch(ctx, v.Session.ID, now); err != nil {
			return Visit{}, false, err
		}
	}
	return v, true, nil
}

// IsFresh says whether somebody signed in so lately that they may change how they
// sign in, or erase their account.
func (s *Service) IsFresh(v Visit) bool {
	ago := s.Now().Sub(v.Session.Began)
	return v.Session.ID != "" && ago < FreshFor && ago >= -time.Minute
}

// MayChange says whether somebody may change how they sign in, or erase their
// account: ErrStrong or ErrAgain where they may not.
func (s *Service) MayChange(v Visit) error {
	switch {
	case needsStrong(v.Grants) && !v.Session.Method.IsStrong():
		return ErrStrong
	case !s.IsFresh(v):
		return ErrAgain
	}
	return nil
}

// open begins a session under a new token and ends the one the browser had.
func (s *Service) open(tx Tx, account people.AccountID, method Method, old string) (token string, err error) {
	if old != "" {
		if err := tx.EndSession(old); err != nil {
			return "", err
		}
	}
	now := s.Now()
	token = s.NewToken()
	session := Session{ID: s.NewID(), Account: account, Method: method, Began: now, Seen: now}
	if err := tx.AddSession(session, Hash(token)); err != nil {
		return "", err
	}
	return token, s.log(tx, account, method, SignedIn)
}

func (s *Service) log(tx Tx, account people.AccountID, method Method, outcome Outcome) error {
	if account == "" {
		return nil
	}
	return tx.AddLog(Logged{ID: s.NewID(), At: s.Now(), Account: account, Method: method, Outcome: outcome})
}

// record writes that somebody changed something of their own.
func (s *Service) record(tx Tx, account people.AccountID, kind deed.Kind) error {
	return tx.Record(deed.Deed{At: s.Now(), Actor: string(account), Kind: kind, About: deed.About("account", string(account))})
}

func needsStrong(grants []people.Grant) bool {
	for _, g := range grants {
		if g.Role.NeedsStrong() {
			return true
		}
	}
	return false
}

// Key is under what an attempt is kept: a browser holds one token, and an attempt
// of one kind is never taken for another.
func Key(kind AttemptKind, token string) string { return Hash(string(kind) + " " + token) }

// IsOver says whether an attempt has ended by itself.
func (a Attempt) IsOver(now time.Time) bool {
	return !now.Before(a.Ends) || now.Before(a.Ends.Add(-AttemptLasts-time.Minute))
}

// remembered is what an attempt carries from its beginning to its end.
type remembered struct {
	Email    string `json:"email,omitempty"`
	Ceremony string `json:"ceremony,omitempty"`
	// Joins says that whoever ends it joins, and Joining is the hash of the code
	// that lets them; there is none after setting up.
	Joins   bool   `json:"joins,omitempty"`
	Joining string `json:"joining,omitempty"`
}

func (r remembered) text() string {
	text, _ := json.Marshal(r) // strings alone
	return string(text)
}

func (a Attempt) remembered() (r remembered, err error) {
	err = json.Unmarshal([]byte(a.Remember), &r)
	return r, err
}

// begin keeps a new attempt under the token that the browser is to hold.
func (s *Service) begin(ctx context.Context, token string, a Attempt, r remembered) error {
	a.Token, a.Remember = Key(a.Kind, token), r.text()
	if a.Ends.IsZero() {
		a.Ends = s.Now().Add(AttemptLasts)
	}
	return s.Store.InTx(ctx, func(tx Tx) error { return tx.PutAttempt(a) })
}

// take ends an attempt: it can be taken once. ok is false where there is none.
func (s *Service) take(ctx context.Context, kind AttemptKind, token string) (a Attempt, r remembered, ok bool, err error) {
	err = s.Store.InTx(ctx, func(tx Tx) (err error) {
		if a, ok, err = tx.Attempt(Key(kind, token)); err != nil || !ok {
			return err
		}
		if ok, err = tx.RemoveAttempt(a.Token); err != nil || !ok {
			return err
		}
		ok = a.Kind == kind && !a.IsOver(s.Now())
		return nil
	})
	if err == nil && ok {
		r, err = a.remembered()
	}
	return a, r, ok && err == nil, err
}
