package phrase_test

import (
	"testing"

	"bearings/content"
	"bearings/internal/phrase"
	"io/fs"
)

func TestWordsComeFromTheMessageFiles(t *testing.T) {
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		t.Fatal(err)
	}
	all, err := phrase.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	if got := all["en"].Say("product.name"); got != "Bearings" {
		t.Errorf("product.name is %q", got)
	}
	if got := all["en"].Pseudo().Say("product.name"); got != "⟦Béáríngs⟧" {
		t.Errorf("marked: %q", got)
	}
}
