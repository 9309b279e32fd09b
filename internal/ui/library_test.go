package ui_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"bearings/internal/framework"
	"bearings/internal/library"
	"bearings/internal/phrase"
	"bearings/internal/ui"
)

// Every page of the library can be cited and printed.
func TestEveryPageOfTheLibraryCanBeCitedAndPrinted(t *testing.T) {
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	fw, err := framework.Load(os.DirFS("../../content/practice-principles"))
	if err != nil {
		t.Fatal(err)
	}
	l, err := library.Load(os.DirFS("../../content/library/en"), "en", fw)
	if err != nil {
		t.Fatal(err)
	}
	shelf := ui.NewShelf(l, fw)
	site := ui.Site{Words: words["en"], Framework: fw, Assets: &ui.Assets{}, Reading: func() *ui.Shelf { return shelf }, Address: "https://library.example"}
	cited := 0
	for _, page := range site.OfflinePages() {
		var text bytes.Buffer
		if err := page.Page.Render(context.Background(), &text); err != nil {
			t.Fatalf("%s: %v", page.Path, err)
		}
		if page.Route == "Search" || page.Route == "Accessibility" || page.Route == "Privacy" || page.Route == "Cookies" || page.Route == "Terms" || page.Route == "Help" {
			continue
		}
		cited++
		for what, sign := range map[string]string{"no way to cite it": `class="cite"`, "no button to print it": "data-print", "no address to cite": "https://library.example/"} {
			if !strings.Contains(text.String(), sign) {
				t.Errorf("%s: %s", page.Path, what)
			}
		}
		if strings.Contains(text.String(), "Last reviewed on .") || strings.Contains(text.String(), "[librarypages.") {
			t.Errorf("%s: a sentence is not whole", page.Path)
		}
	}
	if cited < 220 {
		t.Errorf("only %d pages", cited)
	}
}
