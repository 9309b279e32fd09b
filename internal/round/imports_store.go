package round

import (
	"time"

	"bearings/internal/people"
)

// Import is one file, or several at once, brought into a round. Its id is the batch
// of what came with it.
type Import struct {
	ID string
	// Kind is a strand, or "answers" for several; Name the file's.
	Kind, Name string
	// Counted is how many replies, lines of returns and pieces of evidence came.
	Counted int
	// Author is empty for whoever runs the machine.
	Author people.AccountID
	At     time.Time
	Undone time.Time // zero while it is in
}

// importReader and importWriter are what imports need of the store.
type (
	importReader interface {
		// Imports are newest first.
		Imports(id ID) ([]Import, error)
	}
	importWriter interface {
		// AddImport writes an import down; ok is false where one with that id is there
		// already.
		AddImport(id ID, i Import) (ok bool, err error)
		// EndImport writes when an import was undone.
		EndImport(id ID, i Import) error
		// BringAnswer, BringEarlier and BringEvidence write as PutReturnAnswer, AddEarlier
		// and PutEvidence do, and that it came with an import. Whoever changes it later
		// makes it their own.
		BringAnswer(id ID, agency people.AgencyID, a ReturnAnswer, batch string) (ok bool, err error)
		BringEarlier(id ID, agency people.AgencyID, e Earlier, batch string) error
		BringEvidence(id ID, e Evidence, batch string) error
		// RemoveBatch takes out what came with an import and is still as it came. A
		// signed return stays as it is.
		RemoveBatch(id ID, batch string) error
	}
)
