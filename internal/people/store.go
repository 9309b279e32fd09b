package people

import (
	"context"
	"time"

	"bearings/internal/deed"
	"bearings/internal/queue"
)

// Store keeps partnerships, agencies, people and their roles.
type Store interface {
	// Read gives what is kept, as it stands at each question.
	Read(ctx context.Context) Reader
	// InTx runs f so that all of what it writes is there afterwards, or nothing.
	InTx(ctx context.Context, f func(Tx) error) error
}

// Reader answers questions. Where something may be missing, ok says whether it
// is there; an error is a defect or a fault of the database.
type Reader interface {
	Partnership(id PartnershipID) (p Partnership, ok bool, err error)
	// Partnerships are all of the installation, by name.
	Partnerships() ([]Partnership, error)
	Agency(id AgencyID) (a Agency, ok bool, err error)
	// AgenciesOf are the agencies of a partnership, by name.
	AgenciesOf(id PartnershipID) ([]Agency, error)
	// PartnershipsOf are those an agency belongs to, by name.
	PartnershipsOf(id AgencyID) ([]Partnership, error)
	Account(id AccountID) (a Account, ok bool, err error)
	// AccountWith finds by e-mail address, whatever its letters' case.
	AccountWith(email string) (a Account, ok bool, err error)
	// AnyAccount says whether there is an account at all.
	AnyAccount() (bool, error)
	// Grants are the roles of an account, in every partnership.
	Grants(id AccountID) ([]Grant, error)
	// PeopleOf are those with a role in a partnership, by name, with their roles in
	// it.
	PeopleOf(id PartnershipID) ([]Person, error)
	// DeedsOf are what an account did and what was done to it, oldest first.
	DeedsOf(id AccountID) ([]deed.Deed, error)
	// JoiningCode finds by the code's hash.
	JoiningCode(hash string) (c JoiningCode, ok bool, err error)
}

// Person is an account with its roles in one partnership.
type Person struct {
	Account
	Grants []Grant
	// HasWay says that they can sign in with a passkey or at an issuer.
	HasWay bool
}

// Tx reads and writes in one transaction.
type Tx interface {
	Reader
	// Hold makes whoever else changes the partnership wait until this transaction
	// has ended.
	Hold(id PartnershipID) error
	AddPartnership(p Partnership) error
	RenamePartnership(id PartnershipID, name string) error
	AddAgency(a Agency) error
	ChangeAgency(a Agency) error
	// Join makes an agency a member of a partnership; it may be one already.
	Join(partnership PartnershipID, agency AgencyID, since time.Time) error
	// Leave ends a membership and takes the roles away that were held for the
	// agency there. An agency that is in no partnership any more is gone.
	Leave(partnership PartnershipID, agency AgencyID) error
	AddAccount(a Account) error
	// ChangeAccount writes name and e-mail address.
	ChangeAccount(a Account) error
	// EraseAccount removes the account with its roles, sessions, passkeys,
	// identities, codes and its lines of the sign-in log.
	EraseAccount(id AccountID) error
	AddGrant(g Grant) error
	RemoveGrant(id string) error
	// EndSessions ends all sessions of an account.
	EndSessions(id AccountID) error
	// EndCodeSessions ends those that were begun with an e-mailed code.
	EndCodeSessions(id AccountID) error
	// RemoveWays removes the account's passkeys and identities at issuers.
	RemoveWays(id AccountID) error
	PutJoiningCode(c JoiningCode) error
	// UseJoiningCode takes a code away; ok is false where somebody was faster.
	UseJoiningCode(hash string) (ok bool, err error)
	// ForgetJoiningCodes takes away the codes of that purpose and account.
	ForgetJoiningCodes(purpose Purpose, account AccountID) error
	// Record adds a deed to the trail, and Enqueue work to be done later, if the
	// transaction holds.
	Record(d deed.Deed) error
	Enqueue(job queue.Job) error
}
