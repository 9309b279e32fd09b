package app

import (
	"crypto/rand"
	"io/fs"
	"strings"
	"testing/fstest"
	"time"

	"bearings/content"
	"bearings/internal/disclosure"
	"bearings/internal/framework"
	"bearings/internal/phrase"
	"bearings/internal/round"
	"bearings/internal/store"
)

// roundService is the service without what only a running site needs.
func roundService(db *store.DB, words *phrase.Words) *round.Service {
	return &round.Service{
		Store: db.Round(), Now: time.Now, NewID: newID, NewKey: rand.Text, NewLink: newLink,
		Standard: standardPack, Load: loadPack, Shuffle: shuffle, Words: words,
	}
}

// newLink is the code of a survey: 60 random bits, short enough to type from a
// poster.
func newLink() string { return strings.ToLower(rand.Text()[:12]) }

// shuffle is a source of chance that nobody can foretell.
func shuffle() *disclosure.Shuffle {
	var seed [32]byte
	_, _ = rand.Read(seed[:]) // never fails
	return disclosure.NewShuffle(seed)
}

// standardPack are the files of the framework that comes with the program.
func standardPack() (map[string]string, error) {
	files := map[string]string{}
	pack, err := fs.Sub(content.Files, "practice-principles")
	if err != nil {
		return nil, err
	}
	return files, fs.WalkDir(pack, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(pack, name)
		files[name] = string(text)
		return err
	})
}

// loadPack reads a framework from its files.
func loadPack(files map[string]string) (*framework.Framework, error) {
	pack := fstest.MapFS{}
	for name, text := range files {
		pack[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return framework.Load(pack)
}
