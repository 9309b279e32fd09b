package app

import (
	"bearings/content"
	"bearings/internal/dictionary"
)

// cardOfWords are the ids of the entries on the printed card.
func cardOfWords() ([]string, error) { return dictionary.LoadCard(content.Files, "language-card.yaml") }
