package web_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"bearings/internal/adopt"
	"bearings/internal/ui"
	"bearings/internal/web"
)

// toAdopt reads the documents for a permission to start, and adoptTitle stands in
// for what makes a Word file of one.
func toAdopt(t testing.TB) func() []adopt.Document {
	return sync.OnceValue(func() []adopt.Document {
		all, err := adopt.Load(os.DirFS("../../content/adopt/en"))
		if err != nil {
			t.Error(err)
		}
		return all
	})
}

func adoptTitle(d adopt.Document) ([]byte, error) { return []byte(d.Title), nil }

func TestDocumentsToStartWithSayWhatIsLeft(t *testing.T) {
	config := furnished(t)
	list := text(t, config, ui.AdoptPath)
	dpia := text(t, config, ui.AdoptURL("dpia"))
	for _, want := range []string{"who answers for personal data", "places to fill in", "None of this is legal advice"} {
		if !strings.Contains(list, want) {
			t.Errorf("the list does not say %q", want)
		}
	}
	if !strings.Contains(dpia, "Not filled in yet: who answers for personal data") {
		t.Error("the assessment does not say that nobody is named")
	}
	config.Installation = exampleInstallation(t)
	dpia, list = text(t, config, ui.AdoptURL("dpia")), text(t, config, ui.AdoptPath)
	for _, want := range []string{"Exampleshire County Council", "Exampleshire Police", "https://bearings.example.org", "are made up", `href="#fill-in-1"`, `id="fill-in-1"`, `id="source-gdpr-35"`} {
		if !strings.Contains(dpia, want) {
			t.Errorf("the assessment does not say %q", want)
		}
	}
	if strings.Contains(dpia, "Not filled in yet") || strings.Contains(list, "settings of this site") {
		t.Error("something of the settings is said to be missing")
	}
}

func TestDocumentsToStartWithAreHandedOut(t *testing.T) {
	config := furnished(t)
	site := web.New(config)
	r := get(site, ui.AdoptFileURL("dpia.docx"))
	if got := body(t, r); got != "Data protection impact assessment" || r.Header.Get("Content-Disposition") != `attachment; filename="dpia.docx"` {
		t.Errorf("%q, %q", got, r.Header.Get("Content-Disposition"))
	}
	packed := []byte(body(t, get(site, ui.AdoptFileURL(ui.AdoptArchive))))
	archive, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range archive.File {
		names = append(names, file.Name)
	}
	if len(names) != len(config.Adopt()) || !slices.Contains(names, "foi.docx") {
		t.Errorf("it holds %v", names)
	}
	for _, path := range []string{ui.AdoptURL("nothing"), ui.AdoptFileURL("nothing.docx"), ui.AdoptFileURL("dpia")} {
		if r := get(site, path); r.StatusCode != 404 {
			t.Errorf("%s: status %d", path, r.StatusCode)
		}
	}
	config.AdoptFile = func(adopt.Document) ([]byte, error) { return nil, errors.New("broken") }
	site = web.New(config)
	for _, path := range []string{ui.AdoptFileURL("dpia.docx"), ui.AdoptFileURL(ui.AdoptArchive)} {
		if r := get(site, path); r.StatusCode != 500 {
			t.Errorf("%s: status %d, want 500", path, r.StatusCode)
		}
	}
}

// A site without them leads nowhere.
func TestASiteWithoutDocumentsToStartWith(t *testing.T) {
	config := furnished(t)
	config.Adopt = nil
	site := web.New(config)
	if r := get(site, ui.AdoptPath); r.StatusCode != 404 {
		t.Errorf("status %d, want 404", r.StatusCode)
	}
	if strings.Contains(body(t, get(site, "/")), `href="`+ui.AdoptPath) {
		t.Error("the foot leads to documents that are not there")
	}
}
