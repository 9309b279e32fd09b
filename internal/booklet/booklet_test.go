package booklet_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"bearings/internal/booklet"
	"bearings/internal/framework"
	"bearings/internal/report/reporttest"
)

var update = flag.Bool("update", false, "write the expected document anew")

func sound(t *testing.T) *framework.Framework {
	t.Helper()
	fw, err := framework.Load(os.DirFS("../framework/testdata/sound"))
	if err != nil {
		t.Fatal(err)
	}
	return fw
}

var further = booklet.Further{
	Of: map[string][]booklet.Section{
		"P1":       {{Title: "What is known", Lead: "One thing.\n\nAnother.", Points: []booklet.Point{{Text: "Trust helps.", Note: "One study. Sources: Somebody, 2020."}}}},
		"learning": {{Title: "Words", Points: []booklet.Point{{Title: "Learning", Address: "/glossary/learning"}}}},
	},
	Ends: []booklet.Section{{Title: "Sources", Points: []booklet.Point{{Text: "Somebody (2020) Something.", Note: "Confirmed."}}}},
}

// TestABookletSaysEverything holds a small document against one a person has
// read: testdata/booklet.txt.
func TestABookletSaysEverything(t *testing.T) {
	const file = "testdata/booklet.txt"
	got := written(booklet.New(reporttest.Words(t), sound(t), further))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s says\n%s\nbut now it is\n%s", file, want, got)
	}
}

// text is a document as plain text that is being written.
type text struct{ strings.Builder }

func (w *text) line(form string, with ...any) { fmt.Fprintf(w, form+"\n", with...) }

func (w *text) lines(before string, all []string) {
	for _, one := range all {
		w.line("%s%s", before, one)
	}
}

func (w *text) sections(all []booklet.Section) {
	for _, s := range all {
		w.line("  %s", s.Title)
		w.lines("    ", booklet.Paragraphs(s.Lead))
		for _, p := range s.Points {
			w.line("    * %s | %s | %s | %s", p.Title, p.Text, p.Note, p.Address)
		}
	}
}

func (w *text) principle(p booklet.Principle) {
	w.line("\n%s\n%s %s", p.Place, p.ID, p.Title)
	for _, f := range p.Feels {
		w.line("  %s (%s)", f.Name, f.Note)
		for _, s := range f.Said {
			w.line("    * %s (%s)", s.Text, s.Note)
		}
	}
	w.lines("  why: ", p.Why)
	for _, r := range p.Rights {
		w.line("  %s: %s", r.Article, r.Text)
	}
	for _, l := range p.Looks {
		w.line("  %s", l.Name)
		w.lines("    * ", l.Does)
	}
	w.lines("  in the way: ", p.Hinders)
	for _, a := range p.Asked {
		w.line("  %s: %s", a.Name, a.Text)
	}
	w.lines("  ask: ", p.Asks)
	for _, l := range p.LeansOn {
		w.line("  leans on %s, %s: %s", l.ID, l.Title, l.How)
	}
	for _, n := range p.Themes {
		w.line("  theme %s, %s", n.ID, n.Name)
	}
	w.sections(p.Further)
}

// written is a booklet as plain text.
func written(b booklet.Booklet) string {
	var w text
	w.line("%s: %s [%s]", b.Of, b.Title, b.Language)
	w.lines("", b.Lead)
	for _, p := range b.Principles {
		w.principle(p)
	}
	for _, theme := range b.Themes {
		w.line("\ntheme %s %s", theme.ID, theme.Name)
		w.lines("  ", theme.Text)
		for _, n := range theme.Principles {
			w.line("  in %s, %s", n.ID, n.Name)
		}
		w.sections(theme.Further)
	}
	for _, leaned := range b.Leaned {
		w.line("\nneeded from %s, %s", leaned.ID, leaned.Title)
		for _, by := range leaned.By {
			w.line("  by %s, %s: %s", by.ID, by.Title, by.How)
		}
	}
	w.line("\nat the end")
	w.sections(b.Ends)
	for _, f := range b.About {
		w.line("\n%s", f.Name)
		w.lines("  ", f.Text)
	}
	w.line("\nat the foot: %s", b.Foot)
	return w.String()
}

func TestABookletSpeaksItsReadersLanguage(t *testing.T) {
	words := *reporttest.Words(t)
	words.Language = "cy"
	b := booklet.New(&words, sound(t), booklet.Further{})
	if b.Language != "cy" || b.Principles[1].Title != "Plant yn gyntaf" || len(b.Principles[1].Hinders) == 0 || !strings.HasPrefix(b.Principles[1].Hinders[0], "Mae") {
		t.Errorf("it speaks %s and says %q, %q", b.Language, b.Principles[1].Title, b.Principles[1].Hinders)
	}
}

// A framework that says little makes a short booklet: nothing in it is empty.
func TestWhatAFrameworkDoesNotSayIsLeftOut(t *testing.T) {
	fw := sound(t)
	for i := range fw.Principles {
		p := fw.Principles[i]
		fw.Principles[i] = framework.Principle{ID: p.ID, Title: p.Title, Why: p.Why}
	}
	fw.Items, fw.Themes, fw.Affiliation, fw.Licence = nil, nil, nil, ""
	b := booklet.New(reporttest.Words(t), fw, booklet.Further{})
	for _, p := range b.Principles {
		if len(p.Feels)+len(p.Rights)+len(p.Looks)+len(p.Hinders)+len(p.Asked)+len(p.Asks)+len(p.LeansOn)+len(p.Themes) > 0 {
			t.Errorf("%s says %+v", p.ID, p)
		}
	}
	if len(b.Leaned)+len(b.Themes)+len(b.Ends) > 0 || b.Foot != "" || len(b.About) != 3 {
		t.Errorf("themes %v, ties %v, ends %v, foot %q, about %v", b.Themes, b.Leaned, b.Ends, b.Foot, b.About)
	}
}
