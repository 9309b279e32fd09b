// Package signin proves who somebody is and remembers it for a while: passkeys,
// identities at an OpenID issuer, typed codes, sessions. The ceremonies of
// passkeys and of OpenID Connect stand in packages of their own below; this one
// holds the rules and knows no SQL, HTTP or clock.
package signin

import (
	"time"

	"bearings/internal/people"
)

// Method is how somebody signed in.
type Method string

const (
	ByPasskey Method = "passkey"
	ByOpenID  Method = "openid"
	ByCode    Method = "code"
	// ByDemo is coming in to a demonstration, where nobody proves anything.
	ByDemo Method = "demo"
)

// IsStrong says whether a method can't be phished or guessed away by whoever
// reads somebody's mail. Roles that need it are people.Role.NeedsStrong.
func (m Method) IsStrong() bool { return m == ByPasskey || m == ByOpenID || m == ByDemo }

// How long things last.
const (
	Idle         = 30 * time.Minute    // a session nobody uses
	Longest      = 10 * time.Hour      // a session however much it is used
	CodeLasts    = 10 * time.Minute    // a code sent by e-mail
	CodeTries    = 5                   // how often a code may be typed
	CodesAtOnce  = 5                   // how many codes an account is sent while a code lasts
	AttemptLasts = 10 * time.Minute    // a passkey or an issuer may take as long
	LogKept      = 90 * 24 * time.Hour // who signed in when
	FreshFor     = 10 * time.Minute    // how long a sign-in is enough to change ways to sign in
)

// Session is somebody signed in with one browser.
type Session struct {
	// ID names it in a list; it opens nothing.
	ID      string
	Account people.AccountID
	Method  Method
	Began   time.Time
	// Seen is when it was last used, to the minute.
	Seen time.Time
}

// IsOver says whether a session has ended by itself.
func (s Session) IsOver(now time.Time) bool {
	// A clock that was set back must not make a session live longer.
	return now.Sub(s.Seen) >= Idle || now.Sub(s.Began) >= Longest ||
		now.Before(s.Began.Add(-time.Minute)) || now.Before(s.Seen.Add(-time.Minute))
}

// Passkey is a key that somebody holds on a device.
type Passkey struct {
	// ID is the credential's id, base64url without padding.
	ID      string
	Account people.AccountID
	// Name is what its owner calls it.
	Name string
	// Credential is all that is needed to check an answer of it, as JSON of
	// whoever runs the ceremony. It holds a public key and no secret.
	Credential string
	Added      time.Time
	// Used is when it last signed somebody in; zero if never.
	Used time.Time
}

// Identity is who somebody is at an OpenID issuer. Issuer and Subject name them;
// an e-mail address never does.
type Identity struct {
	// Issuer is the issuer's URL exactly as it stands in its tokens.
	Issuer, Subject string
	Account         people.AccountID
	Added, Used     time.Time
}

// Issuer is an OpenID provider that the installation trusts.
type Issuer struct {
	// ID is the last part of an address of ours: lower-case letters, digits and
	// hyphens. Name is what the button says, URL the exact issuer.
	ID, Name, URL string
	ClientID      string
	// ClientSecret comes from a file; it is never logged.
	ClientSecret string
}

// Attempt is a sign-in under way, bound to the browser that began it: only the
// browser holds its token, and only the token's hash is kept.
type Attempt struct {
	// Token is the SHA-256 of its kind and of what the browser holds, in
	// hexadecimal (Key).
	Token string
	Kind  AttemptKind
	// Account is whose it is, where that is known: the account that adds a
	// passkey, joins, or asked for a code. Empty for a code nobody will get.
	Account people.AccountID
	// Remember is what the ceremony has to know when the answer comes, and To is
	// the path on this site to go to afterwards.
	Remember, To string
	// Code is the hash of the code that was sent, keyed by the token; empty until
	// it is on its way.
	Code  string
	Tries int
	Ends  time.Time
}

// AttemptKind is what is under way.
type AttemptKind string

const (
	AttemptCode    AttemptKind = "code"        // a code was asked for
	AttemptPasskey AttemptKind = "passkey"     // a passkey is asked
	AttemptAdd     AttemptKind = "passkey-add" // a passkey is being added
	AttemptOpenID  AttemptKind = "openid"      // an issuer is asked
	AttemptJoin    AttemptKind = "join"        // somebody typed a joining code
)

// Logged is a line of the sign-in log. It holds no address and no browser.
type Logged struct {
	ID      string
	At      time.Time
	Account people.AccountID
	Method  Method
	Outcome Outcome
}

// Outcome is what came of an attempt.
type Outcome string

const (
	SignedIn    Outcome = "signed-in"
	CodeSent    Outcome = "code-sent"
	WrongCode   Outcome = "wrong-code"
	TooOften    Outcome = "too-often" // the last try was wrong too
	Refused     Outcome = "refused"   // a passkey or token that did not hold
	SignedOut   Outcome = "signed-out"
	RolesNeeded Outcome = "code-not-enough" // the account's roles need a passkey or an issuer
)
