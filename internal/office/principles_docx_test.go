package office_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"bearings/internal/booklet"
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/office/docx/docxtest"
	"bearings/internal/report/reporttest"
)

// furtherWords are what a library might add to two principles and a theme.
func furtherWords() booklet.Further {
	names := booklet.Section{Title: "Words"}
	for _, name := range strings.Fields("one two three four five six seven eight nine ten eleven twelve") {
		names.Points = append(names.Points, booklet.Point{Title: "Word " + name, Address: "/glossary/" + name})
	}
	known := booklet.Section{Title: "What is known", Lead: "Not much.\n\nAnd not for sure.", Points: []booklet.Point{
		{Text: "Trust <helps> & lasts.", Note: "One study. Sources: Somebody, 2020."}, {Text: "Whether it spreads."},
	}}
	return booklet.Further{
		Of: map[string][]booklet.Section{"P1": {known, names}, "P3": {names}, "learning": {known}},
		Ends: []booklet.Section{
			{Title: "Words and what they mean", Points: []booklet.Point{{Title: "Trust", Text: "Leaning on somebody."}}},
			{Title: "Sources", Points: []booklet.Point{{Text: "Somebody (2020) Something.", Note: "Confirmed."}}},
		},
	}
}

// booklets are some that the Word file has to be right for.
func booklets(t testing.TB) map[string]booklet.Booklet {
	t.Helper()
	words := reporttest.Words(t)
	bare := &framework.Framework{Version: "1.0.0", Title: framework.Text{"en": "Bare"},
		Principles: []framework.Principle{{ID: "a", Title: framework.Text{"en": "One"}}, {ID: "b", Title: framework.Text{"en": "Two"}}}}
	return map[string]booklet.Booklet{
		"the eight": booklet.New(words, reporttest.Principles(t), furtherWords()),
		"two":       booklet.New(words, reporttest.Small(t), booklet.Further{}),
		"bare":      booklet.New(words, bare, booklet.Further{}),
		"nothing":   booklet.New(words, &framework.Framework{}, booklet.Further{}),
	}
}

func bookletFile(t testing.TB, b booklet.Booklet) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := office.WritePrinciplesDOCX(&out, reporttest.Words(t), b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// saidIn are all texts of a value, the names of places and addresses left out.
func saidIn(v reflect.Value) []string {
	var all []string
	switch v.Kind() {
	case reflect.String:
		all = append(all, strings.Split(v.String(), "\n\n")...)
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; !slices.Contains([]string{"ID", "Strand", "Level", "Language", "Address", "Foot"}, name) {
				all = append(all, saidIn(v.Field(i))...)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, saidIn(v.Index(i))...)
		}
	}
	return all
}

func TestThePrinciplesInWordSayWhatTheBookletSays(t *testing.T) {
	for name, b := range booklets(t) {
		file := bookletFile(t, b)
		if !bytes.Equal(file, bookletFile(t, b)) {
			t.Errorf("%s: the same booklet gives different bytes", name)
		}
		f := docxtest.Check(t, file)
		said := f.Body().Words()
		for _, one := range saidIn(reflect.ValueOf(b)) {
			if !strings.Contains(said, strings.Join(strings.Fields(one), " ")) {
				t.Errorf("%s: the document lacks %q", name, one)
			}
		}
		if foot := string(f.Parts["word/footer1.xml"]); b.Foot != "" && !strings.Contains(foot, "Not affiliated with or endorsed by") && name == "the eight" {
			t.Errorf("%s: the foot of each page says %s", name, foot)
		}
	}
}

// Whoever listens to the document finds each principle by its heading, and the
// same parts below each.
func TestThePrinciplesInWordHaveTheirHeadings(t *testing.T) {
	b := booklets(t)["the eight"]
	var first []string
	parts := map[string][]string{}
	for _, h := range headingsOf(t, docxtest.Check(t, bookletFile(t, b))) {
		switch h.level {
		case 1:
			first = append(first, h.text)
		case 2:
			parts[first[len(first)-1]] = append(parts[first[len(first)-1]], h.text)
		}
	}
	var want []string
	for _, p := range b.Principles {
		want = append(want, p.Title)
	}
	want = append(want, "What runs through the eight", "How they lean on each other", "Words and what they mean", "Sources", "About this document")
	if !slices.Equal(first, want) {
		t.Errorf("the parts are %q, want %q", first, want)
	}
	all := []string{"How it should feel", "Why it matters", "Children's rights", "What it looks like", "What gets in the way",
		"What we ask", "Questions to ask each other", "How it leans on the others", "What runs through it"}
	for _, p := range b.Principles {
		if got := parts[p.Title]; !slices.Equal(got[:len(all)], all) {
			t.Errorf("%s has the parts %q", p.Title, got)
		}
	}
}

// Each principle begins a page of its own, and the whole stays a booklet.
func TestThePrinciplesInWordAreABookletOnPaper(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "booklet.docx")
	if err := os.WriteFile(file, bookletFile(t, booklet.New(reporttest.Words(t), reporttest.Principles(t), booklet.Further{})), 0o600); err != nil {
		t.Fatal(err)
	}
	toPDF(t, folder, []string{file})
	data, err := os.ReadFile(filepath.Join(folder, "booklet.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	if pages := len(pdfPage.FindAll(data, -1)); pages < 1+8*2 || pages > 45 {
		t.Errorf("it takes %d pages", pages)
	}
}
