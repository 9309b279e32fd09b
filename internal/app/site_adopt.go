package app

import (
	"bytes"
	"io/fs"
	"log/slog"
	"sync"

	"bearings/content"
	"bearings/internal/adopt"
	"bearings/internal/office"
	"bearings/internal/phrase"
)

// toAdopt are the documents for a permission to start, read when one is first
// asked for. A test sees to it that nothing is wrong with them.
func toAdopt(language string, log *slog.Logger) func() []adopt.Document {
	return sync.OnceValue(func() []adopt.Document {
		files, err := fs.Sub(content.Files, "adopt/"+language)
		if err != nil {
			log.Error("adopt", slog.String("error", err.Error()))
			return nil
		}
		all, err := adopt.Load(files)
		if err != nil { // a defect of ours
			log.Error("adopt", slog.String("error", err.Error()))
			return nil
		}
		return all
	})
}

// adoptFile makes a Word file of one of them.
func adoptFile(words *phrase.Words) func(adopt.Document) ([]byte, error) {
	return func(d adopt.Document) ([]byte, error) {
		var text bytes.Buffer
		err := office.WriteAdoptDOCX(&text, words, d)
		return text.Bytes(), err
	}
}
