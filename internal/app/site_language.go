package app

import (
	"bearings/content"
	"bearings/internal/dictionary"
	"bearings/language"
)

// checkerOfSite is a checker with the rules of those folders laid over the
// standard ones; nil is the standard one, which the site makes when somebody first
// needs it.
func checkerOfSite(folders []string) (*language.Checker, error) {
	if len(folders) == 0 {
		return nil, nil
	}
	return checkerOf(folders)
}

// cardOfWords are the ids of the entries on the printed card.
func cardOfWords() ([]string, error) { return dictionary.LoadCard(content.Files, "language-card.yaml") }
