package office_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bearings/content"
	"bearings/internal/adopt"
	"bearings/internal/installation"
	"bearings/internal/office"
	"bearings/internal/office/docx/docxtest"
	"bearings/internal/report/reporttest"
)

func toAdopt(t testing.TB) []adopt.Document {
	t.Helper()
	files, err := fs.Sub(content.Files, "adopt/en")
	if err != nil {
		t.Fatal(err)
	}
	all, err := adopt.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func adoptFile(t testing.TB, d adopt.Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := office.WriteAdoptDOCX(&out, reporttest.Words(t), d); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// Everything a document says stands in its Word file, and what is to be filled in
// is an empty cell or a box.
func TestDocumentsToStartWithInWordSayWhatTheySay(t *testing.T) {
	words := reporttest.Words(t)
	for _, d := range toAdopt(t) {
		d = d.FilledBy(installation.Installation{Organisation: "Somewhere Council"})
		file := docxtest.Check(t, adoptFile(t, d))
		said := file.Body().Words()
		texts := []string{d.Title, d.Lead, d.For}
		for _, b := range d.Blocks {
			for _, text := range append(append(append([]adopt.Text{b.Text}, b.Items...), b.Head...), flatten(b.Rows)...) {
				for _, run := range text {
					if run.Value != "" && run.Text == "" {
						run.Text = "[" + words.Say("adopt.missing", "What", words.Say("adopt.value-"+run.Value)) + "]"
					}
					texts = append(texts, run.Text)
				}
			}
		}
		for _, s := range d.Sources {
			texts = append(texts, s.Title, s.Address, s.Note)
		}
		for _, text := range texts {
			if !strings.Contains(said, flat(text)) {
				t.Errorf("%s does not say %q", d.ID, text)
			}
		}
		empty := 0
		for _, cell := range file.Body().All("tc") {
			if cell.Words() == "" {
				empty++
			}
		}
		want := 0
		for _, left := range d.Left() {
			want += left.Cells
		}
		if empty != want {
			t.Errorf("%s: %d empty cells, want %d", d.ID, empty, want)
		}
		for _, left := range d.Left() {
			if !strings.Contains(string(file.Parts["word/document.xml"]), strings.ReplaceAll(left.ID, "-", "_")) {
				t.Errorf("%s: nothing leads to %s", d.ID, left.ID)
			}
		}
	}
}

func flatten(rows [][]adopt.Text) []adopt.Text {
	var all []adopt.Text
	for _, row := range rows {
		all = append(all, row...)
	}
	return all
}

func TestDocumentsToStartWithAreTheSameEachTime(t *testing.T) {
	d := toAdopt(t)[3]
	if !bytes.Equal(adoptFile(t, d), adoptFile(t, d)) {
		t.Error("the same document makes two files")
	}
}

// LibreOffice makes a few pages of each.
func TestDocumentsToStartWithOpen(t *testing.T) {
	folder := t.TempDir()
	if kept := os.Getenv("BEARINGS_SHOTS"); kept != "" {
		folder = kept
	}
	var files []string
	for _, d := range toAdopt(t) {
		file := filepath.Join(folder, d.ID+".docx")
		if err := os.WriteFile(file, adoptFile(t, d.FilledBy(installation.Installation{Organisation: "Somewhere Council"})), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	toPDF(t, folder, files)
	for _, file := range files {
		data, err := os.ReadFile(strings.TrimSuffix(file, ".docx") + ".pdf")
		if err != nil {
			t.Fatal(err)
		}
		if pages := len(pdfPage.FindAll(data, -1)); pages < 2 || pages > 14 {
			t.Errorf("%s takes %d pages", file, pages)
		}
	}
}
