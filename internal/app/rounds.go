package app

import (
	"crypto/rand"
	"time"

	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/phrase"
	"bearings/internal/round"
	"bearings/internal/store"
)

// roundService is the service without what only a running site needs.
func roundService(db *store.DB, words *phrase.Words) *round.Service {
	return &round.Service{
		Store: db.Round(), Now: time.Now, NewID: newID, NewKey: rand.Text, NewLink: round.NewCode,
		Standard: framework.Standard, Load: framework.LoadPack, Shuffle: shuffle, Words: words,
	}
}

// shuffle is a source of chance that nobody can foretell.
func shuffle() *disclosure.Shuffle {
	var seed [32]byte
	_, _ = rand.Read(seed[:]) // never fails
	return disclosure.NewShuffle(seed)
}
