// Package people holds partnerships, agencies, accounts and roles, and what each
// may do.
package people

import "time"

// Ids are UUIDv7 text; they say nothing of whom they stand for.
type (
	PartnershipID string
	AgencyID      string
	AccountID     string
)

// Partnership is the organisations that work together in a place.
type Partnership struct {
	ID    PartnershipID
	Name  string
	Since time.Time
}

// Agency is one organisation. It may belong to several partnerships.
type Agency struct {
	ID   AgencyID
	Name string
	// Kind is the id of one of the framework's kinds of agency, so that an agency
	// can be shown together with others of its kind.
	Kind  string
	Since time.Time
}

// Account is a person who may sign in. Name and e-mail address are all that is
// known of them.
type Account struct {
	ID    AccountID
	Name  string
	Email string
	Since time.Time
}

// Grant is a role somebody has in a partnership.
type Grant struct {
	ID          string
	Account     AccountID
	Partnership PartnershipID
	// Agency is whose role it is, for roles that belong to an agency; otherwise
	// empty.
	Agency AgencyID
	Role   Role
	Since  time.Time
}

// JoiningCode lets somebody in who has no way to sign in yet, or an agency into
// another partnership. Whoever made it tells it in person or by telephone.
type JoiningCode struct {
	// Hash is the SHA-256 of the code, in hexadecimal.
	Hash    string
	Purpose Purpose
	// Account is who may add a way to sign in; Partnership is where an agency may
	// join.
	Account     AccountID
	Partnership PartnershipID
	Ends        time.Time
}

// Purpose is what a joining code is for.
type Purpose string

const (
	ToSetUp   Purpose = "set-up"  // the first partnership of an installation
	ToSignIn  Purpose = "sign-in" // an account adds a passkey or an issuer
	ToPartner Purpose = "agency"  // an agency joins another partnership
)
