package round

import (
	"time"

	"bearings/internal/people"
)

// Evidence is something that is already known about one principle. It never tells of
// a child.
type Evidence struct {
	ID, Principle string
	// Kind is one of EvidenceKinds.
	Kind, Source string
	Month        string // YYYY-MM
	// Text says what it shows, Cannot what it can't tell us.
	Text, Cannot string
	Author       people.AccountID
	At           time.Time
}

// MissingData is the fixed entry of principle 2: who is missing from our data.
type MissingData struct {
	// States says, by characteristic, whether it is collected: one of DataStates.
	// What nobody has said is not in it.
	States map[string]string
	// Over and Under say who is recognised too often and too seldom, Done what was
	// done about it.
	Over, Under, Done string
	Author            people.AccountID
	At                time.Time
}

// evidenceReader and evidenceWriter are what other evidence needs of the store.
type (
	evidenceReader interface {
		// EvidenceOf is everything of a round, by principle, then the oldest month first.
		EvidenceOf(id ID) ([]Evidence, error)
		// MissingData is empty where nobody has looked.
		MissingData(id ID) (MissingData, error)
	}
	evidenceWriter interface {
		PutEvidence(id ID, e Evidence) error
		RemoveEvidence(id ID, evidence string) error
		PutMissingData(id ID, m MissingData) error
	}
)
