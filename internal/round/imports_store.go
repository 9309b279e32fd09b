package round

import (
	"time"

	"bearings/internal/people"
)

// Import is one file that was brought into a round. Its id is the batch of what came
// with it.
type Import struct {
	ID string
	// Kind is a strand, or "answers" for several; Name the file's.
	Kind, Name string
	// Counted is how many replies, lines of returns and pieces of evidence came.
	Counted int
	Author  people.AccountID
	At      time.Time
	Undone  time.Time // zero while it is in
}

// importReader and importWriter are what imports need of the store.
type (
	importReader interface {
		// Imports are newest first.
		Imports(id ID) ([]Import, error)
	}
	importWriter interface {
		PutImport(id ID, i Import) error
		// RemoveBatch takes out the replies and remarks that came with an import, and
		// says how many replies it was.
		RemoveBatch(id ID, batch string) (int, error)
	}
)
