package round

import (
	"context"
	"time"

	"bearings/internal/deed"
	"bearings/internal/people"
	"bearings/internal/queue"
)

// Store keeps rounds.
type Store interface {
	// Read gives what is kept, as it stands at each question.
	Read(ctx context.Context) Reader
	// InTx runs f so that all of what it writes is there afterwards, or nothing.
	InTx(ctx context.Context, f func(Tx) error) error
	// Rewrite puts a closed round's replies and remarks in an order that has nothing
	// to do with that in which they came, under new ids.
	Rewrite(ctx context.Context, round ID) error
}

// Reader answers questions. Where something may be missing, ok says whether it is
// there; an error is a defect or a fault of the database.
type Reader interface {
	Round(id ID) (r Round, ok bool, err error)
	// RoundsOf are a partnership's rounds, newest first.
	RoundsOf(id people.PartnershipID) ([]Round, error)
	// Pack is the round's own copy of the framework's files, by path.
	Pack(id ID) (map[string]string, error)
	// RoundAgencies are those taking part, by name.
	RoundAgencies(id ID) ([]Agency, error)
	// Link finds by its code; Links are all of a round.
	Link(code string) (l Link, ok bool, err error)
	Links(id ID) ([]Link, error)
	// Heard counts the replies of a strand by agency and level.
	Heard(id ID, strand string) ([]Heard, error)
	// EachReply calls f for every reply of a strand, in the order of their ids; it
	// stops at the first error.
	EachReply(id ID, strand string, f func(Reply) error) error
	// Releases are what is published of a round.
	Releases(id ID) ([]Kept, error)
	Partnership(id people.PartnershipID) (p people.Partnership, ok bool, err error)
	// AgenciesOf are the agencies of a partnership, PeopleOf those with a role in it.
	AgenciesOf(id people.PartnershipID) ([]people.Agency, error)
	Grants(id people.AccountID) ([]people.Grant, error)
	PeopleOf(id people.PartnershipID) ([]people.Person, error)

	returnReader
	evidenceReader
	moderationReader
	resultReader
	importReader
}

// Tx reads and writes in one transaction.
type Tx interface {
	Reader
	// Hold makes whoever else changes the partnership wait until this transaction has
	// ended.
	Hold(id people.PartnershipID) error
	// HoldRound makes whoever else changes the round wait until this transaction has
	// ended. Sending a reply does not: it looks at the state alone.
	HoldRound(id ID) error
	// LetReply makes HoldReplies wait until this transaction has ended; many may be let
	// in at once. HoldReplies waits for those who were, and lets in nobody else
	// meanwhile. Neither waits for HoldRound.
	LetReply(id ID) error
	HoldReplies(id ID) error
	AddRound(r Round, pack map[string]string) error
	// ChangeRound writes all of a round but its id, partnership and pack.
	ChangeRound(r Round) error
	PutPack(id ID, pack map[string]string) error
	RemoveRound(id ID) error
	// PutAgency adds an agency to a round or changes it there.
	PutAgency(id ID, a Agency) error
	RemoveRoundAgency(id ID, agency people.AgencyID) error
	AddLink(l Link) error
	RemoveLink(code string) error
	// AddReply adds a reply with its remarks; ok is false where one with that id is
	// there already, and then nothing is written.
	AddReply(id ID, r Reply, remarks []Remark) (ok bool, err error)
	// SendReply adds a reply that comes through a link; ok is false, and nothing is
	// written, where the link is gone, where its round is not open, or where a reply
	// with that id is there already.
	SendReply(code string, r Reply, remarks []Remark) (ok bool, err error)
	// AddRelease publishes; ok is false where it was published already.
	AddRelease(id ID, k Kept) (ok bool, err error)
	// Record adds a deed to the trail, and Enqueue work to be done later, if the
	// transaction holds.
	Record(d deed.Deed) error
	Enqueue(job queue.Job) error

	returnWriter
	evidenceWriter
	moderationWriter
	resultWriter
	importWriter
}

// Heard is how many replied. It is for banded response rates and for nothing else.
type Heard struct {
	Agency, Level string
	// N is how many there are, Brought how many of them came with an import.
	N, Brought int
}

// Kept is a release as it is kept.
type Kept struct {
	Strand, Kind string
	Made         time.Time
	Content      []byte
}
