package round

import (
	"time"

	"bearings/internal/people"
)

// Return is an agency's return: a draft of several authors, and then a signed
// statement.
type Return struct {
	Agency people.AgencyID
	State  ReturnState
	// Signed is when and by whom; Name and Role are as they stand below it.
	Signed     time.Time
	SignedBy   people.AccountID
	Name, Role string
}

// ReturnState says how far a return has got.
type ReturnState string

const (
	Draft  ReturnState = "draft"
	Signed ReturnState = "signed"
)

// ReturnAnswer is what stands under one question of a return.
type ReturnAnswer struct {
	Item string
	// Answer is an answer of the item's scale, Text what is written to an item that
	// is answered in words; one of the two is empty.
	Answer, Text string
	// Version counts the changes of this answer, from 1.
	Version int
	Author  people.AccountID
	At      time.Time
}

// OtherAnswer is what a second author wrote to the same question meanwhile. It is
// kept beside the first until somebody decides.
type OtherAnswer struct {
	ID, Item, Answer, Text string
	Author                 people.AccountID
	At                     time.Time
}

// Note is a question or an answer in the margin of a return.
type Note struct {
	ID, Item string
	// About is the note it answers, or empty.
	About   string
	Author  people.AccountID
	At      time.Time
	Text    string
	Settled time.Time // zero while it is open
}

// Earlier is a text that was written before and is shown beside a question: of last
// round's return, a section 11 return, or another partnership's round.
type Earlier struct {
	ID, Item string
	// Source is its name in a few words.
	Source, Text string
	Author       people.AccountID
	At           time.Time
}

// Offer lets a return be brought in beside the questions of another partnership
// that the agency belongs to.
type Offer struct {
	Round       ID
	Agency      people.AgencyID
	Partnership people.PartnershipID
	Author      people.AccountID
	At          time.Time
}

// returnReader and returnWriter are what returns need of the store.
type (
	returnReader interface {
		Return(id ID, agency people.AgencyID) (r Return, ok bool, err error)
		Returns(id ID) ([]Return, error)
		ReturnAnswers(id ID, agency people.AgencyID) ([]ReturnAnswer, error)
		OtherAnswers(id ID, agency people.AgencyID) ([]OtherAnswer, error)
		// Notes are oldest first.
		Notes(id ID, agency people.AgencyID) ([]Note, error)
		Earliers(id ID, agency people.AgencyID) ([]Earlier, error)
		// Offers are those made by a round, OffersTo those an agency has in a partnership.
		Offers(id ID) ([]Offer, error)
		OffersTo(partnership people.PartnershipID, agency people.AgencyID) ([]Offer, error)
		PartnershipsOf(id people.AgencyID) ([]people.Partnership, error)
		Account(id people.AccountID) (a people.Account, ok bool, err error)
	}
	returnWriter interface {
		PutReturn(id ID, r Return) error
		// PutReturnAnswer writes an answer as version a.Version; ok is false where the one
		// that is kept is not the version before.
		PutReturnAnswer(id ID, agency people.AgencyID, a ReturnAnswer) (ok bool, err error)
		AddOtherAnswer(id ID, agency people.AgencyID, a OtherAnswer) error
		RemoveOtherAnswer(id ID, agency people.AgencyID, other string) error
		// PutNote adds a note or changes it.
		PutNote(id ID, agency people.AgencyID, n Note) error
		AddEarlier(id ID, agency people.AgencyID, e Earlier) error
		RemoveEarlier(id ID, agency people.AgencyID, earlier string) error
		PutOffer(o Offer) error
		RemoveOffer(o Offer) error
	}
)
