package people

import "slices"

// Role is what somebody does in a partnership. Its words are the messages
// "people.role-<role>" and "people.role-<role>-may".
type Role string

const (
	Coordinator Role = "coordinator"
	AgencyLead  Role = "agency-lead"
	Contributor Role = "contributor"
	Facilitator Role = "facilitator"
	Moderator   Role = "moderator"
	Scrutineer  Role = "scrutineer"
)

// Roles are all of them, in the order in which pages list them.
var Roles = []Role{Coordinator, AgencyLead, Contributor, Facilitator, Moderator, Scrutineer}

// OfAgency says whether a role belongs to one agency of the partnership.
func (r Role) OfAgency() bool { return r == AgencyLead || r == Contributor }

// NeedsStrong says whether a role may only be used by whoever signed in with a
// passkey or at an issuer: those who let others in, and those who read what is
// sealed.
func (r Role) NeedsStrong() bool { return r == Coordinator || r == Moderator }

// IsKnown says whether there is such a role.
func (r Role) IsKnown() bool { return slices.Contains(Roles, r) }

// Right is something that can be done on a page. The zero Right is nobody's: a
// route that forgets to say who may use it is closed.
type Right int

const (
	// Nobody is the right of a route that says none.
	Nobody Right = iota
	// Anyone needs no account.
	Anyone
	// SignedIn is anybody with an account, for what is their own.
	SignedIn
	// StartPartnership opens another partnership in this installation.
	StartPartnership
	// SeePartnership shows a partnership, its agencies and who coordinates it.
	SeePartnership
	// ManagePartnership changes its name, its agencies and who has which role.
	ManagePartnership
	// ManageAgency names who writes for an agency, and joins it to another
	// partnership.
	ManageAgency
	// ReadTrail reads what was done in the partnership.
	ReadTrail
	// SeeRound shows a round: how far it is, and what comes next.
	SeeRound
	// ManageRound sets a round up, opens, extends and closes it, and says who sees its
	// results.
	ManageRound
	// WriteReturn writes an agency's return, SignReturn signs it.
	WriteReturn
	SignReturn
	// AddEvidence adds what is already known.
	AddEvidence
	// ReadRemarks reads what staff wrote, before anybody else does.
	ReadRemarks
	// SeeResults shows what is published of a round.
	SeeResults
	// SeeAgencyPage shows what an agency's own staff say, and lets it reply.
	SeeAgencyPage
	// WriteSupport says how an agency uses the principles, for its public page.
	WriteSupport
)

// Rights are all that a role can have, in the order of the table of roles.
var Rights = []Right{Anyone, SignedIn, StartPartnership, SeePartnership, ManagePartnership, ManageAgency, ReadTrail,
	SeeRound, ManageRound, WriteReturn, SignReturn, AddEvidence, ReadRemarks, SeeResults, SeeAgencyPage, WriteSupport}

// held says which roles have a right in their partnership. What does not stand
// here nobody has.
var held = map[Right][]Role{
	StartPartnership:  {Coordinator},
	SeePartnership:    Roles,
	ManagePartnership: {Coordinator},
	ManageAgency:      {Coordinator, AgencyLead},
	ReadTrail:         {Coordinator, Scrutineer},
	SeeRound:          Roles,
	ManageRound:       {Coordinator},
	WriteReturn:       {AgencyLead, Contributor},
	SignReturn:        {AgencyLead},
	AddEvidence:       {Coordinator, AgencyLead},
	ReadRemarks:       {Moderator},
	SeeResults:        Roles,
	SeeAgencyPage:     {AgencyLead, Contributor},
	WriteSupport:      {AgencyLead},
}

// Where is what a request is about; empty fields are not asked for.
type Where struct {
	Partnership PartnershipID
	Agency      AgencyID
}

// Viewer is whoever asks. The zero Viewer has not signed in.
type Viewer struct {
	Account Account
	Grants  []Grant
	// Strong says that they signed in with a passkey or at an issuer.
	Strong bool
	// actor is who a deed says did it, where that is not the account's owner.
	actor string
}

// IsSignedIn says whether the viewer has an account.
func (v Viewer) IsSignedIn() bool { return v.Account.ID != "" }

// May is the one place where it is decided who may do what. A role of an agency
// holds for that agency alone.
func (v Viewer) May(right Right, where Where) bool {
	switch right {
	case Anyone:
		return true
	case SignedIn:
		return v.IsSignedIn()
	}
	if !v.IsSignedIn() {
		return false
	}
	return slices.ContainsFunc(v.Grants, func(g Grant) bool {
		switch {
		case !slices.Contains(held[right], g.Role):
			return false
		case g.Role.NeedsStrong() && !v.Strong:
			return false
		case right != StartPartnership && (where.Partnership == "" || g.Partnership != where.Partnership):
			return false
		case where.Agency != "" && g.Role.OfAgency() && right != SeePartnership && g.Agency != where.Agency:
			return false
		}
		return true
	})
}
