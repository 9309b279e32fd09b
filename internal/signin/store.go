package signin

import (
	"context"
	"time"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/queue"
)

// Store keeps sessions, ways to sign in, attempts and the sign-in log.
type Store interface {
	// Visit finds a session by the hash of its token, with its account and that
	// account's roles.
	Visit(ctx context.Context, token string) (v Visit, ok bool, err error)
	// Touch notes that a session was used.
	Touch(ctx context.Context, id string, seen time.Time) error
	Read(ctx context.Context) Reader
	InTx(ctx context.Context, f func(Tx) error) error
}

// Visit is a session with whose it is.
type Visit struct {
	Session Session
	Account people.Account
	Grants  []people.Grant
}

// Viewer is the visit as people asks who it is.
func (v Visit) Viewer() people.Viewer {
	return people.Viewer{Account: v.Account, Grants: v.Grants, Strong: v.Session.Method.IsStrong()}
}

// Reader answers questions; ok says whether something is there.
type Reader interface {
	Account(id people.AccountID) (a people.Account, ok bool, err error)
	AccountWith(email string) (a people.Account, ok bool, err error)
	Grants(id people.AccountID) ([]people.Grant, error)
	JoiningCode(hash string) (c people.JoiningCode, ok bool, err error)
	// Sessions of an account, last used first.
	Sessions(id people.AccountID) ([]Session, error)
	// Passkeys of an account, oldest first.
	Passkeys(id people.AccountID) ([]Passkey, error)
	Passkey(id string) (p Passkey, ok bool, err error)
	// Identities of an account, oldest first.
	Identities(id people.AccountID) ([]Identity, error)
	Identity(issuer, subject string) (i Identity, ok bool, err error)
	// Attempt finds by the hash of its token.
	Attempt(token string) (a Attempt, ok bool, err error)
	// Log are an account's lines of the sign-in log, newest first, n at most.
	Log(id people.AccountID, n int) ([]Logged, error)
}

// Tx reads and writes in one transaction.
type Tx interface {
	Reader
	AddSession(s Session, token string) error
	EndSession(id string) error
	// EndSessions ends all of an account's but the one with id except.
	EndSessions(id people.AccountID, except string) error
	PutPasskey(p Passkey) error
	// ChangePasskey writes what a passkey is called and when it was used; ok is false
	// where it was taken away meanwhile.
	ChangePasskey(p Passkey) (ok bool, err error)
	RemovePasskey(id string) error
	PutIdentity(i Identity) error
	// UseIdentity writes when an identity was used; ok is false where it was taken
	// away meanwhile.
	UseIdentity(i Identity) (ok bool, err error)
	RemoveIdentity(issuer, subject string) error
	PutAttempt(a Attempt) error
	// CountTry adds one to an attempt's tries and says how many there are now; ok
	// is false where there is no such attempt.
	CountTry(token string) (tries int, ok bool, err error)
	// RemoveAttempt takes an attempt away; ok is false where somebody was faster.
	RemoveAttempt(token string) (ok bool, err error)
	UseJoiningCode(hash string) (ok bool, err error)
	// ForgetJoiningCodes takes away the codes of that purpose and account.
	ForgetJoiningCodes(purpose people.Purpose, account people.AccountID) error
	AddLog(l Logged) error
	Record(d deed.Deed) error
	Enqueue(job queue.Job) error
}
