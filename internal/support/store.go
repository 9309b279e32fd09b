package support

import (
	"context"

	"bearings/internal/deed"
	"bearings/internal/people"
)

// Store keeps statements.
type Store interface {
	// Read gives what is kept, as it stands at each question.
	Read(ctx context.Context) Reader
	// InTx runs f so that all of what it writes is there afterwards, or nothing.
	InTx(ctx context.Context, f func(Tx) error) error
}

// Reader answers questions; an error is a defect or a fault of the database.
type Reader interface {
	// Statements are those of a partnership's present agencies, by agency and time.
	Statements(id people.PartnershipID) ([]Public, error)
	// ShownStatements are those shown to everybody, by partnership and agency.
	ShownStatements() ([]Public, error)
	Grants(id people.AccountID) ([]people.Grant, error)
	AgenciesOf(id people.PartnershipID) ([]people.Agency, error)
}

// Tx reads and writes in one transaction.
type Tx interface {
	Reader
	// Hold makes whoever else changes the partnership wait until this transaction
	// has ended.
	Hold(id people.PartnershipID) error
	AddStatement(s Statement) error
	// DecideStatement writes state, reason and who decided.
	DecideStatement(s Statement) error
	RemoveStatement(id string) error
	Record(d deed.Deed) error
}
