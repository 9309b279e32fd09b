package office_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/office/docx/docxtest"
	"bearings/internal/phrase"
	"bearings/internal/round"
)

// paper is a return about one principle, of an agency with a long name.
func paper(state round.ReturnState) round.Paper {
	scale := framework.Scale{ID: "how-often", Positions: []framework.Word{
		{ID: "sometimes", Word: framework.Text{"en": "Sometimes"}}, {ID: "mostly", Word: framework.Text{"en": "Mostly"}}}}
	return round.Paper{
		Round:  round.Round{Title: "Autumn 2026"},
		Agency: round.Agency{Name: "Northshire & Southvale Council", Form: round.FullForm},
		Return: round.Return{State: state, Name: "Lena <Lead>", Role: "Director", Signed: time.Date(2026, 10, 4, 23, 30, 0, 0, time.UTC)},
		Parts: []round.PaperPart{{Principle: framework.Principle{ID: "P1", Title: framework.Text{"en": "Put children first"}}, Questions: []round.PaperQuestion{
			{Item: framework.Item{ID: "p1", Text: framework.Text{"en": "We show children that we believe them."}, Scale: "how-often"}, Scale: scale, Answer: "mostly"},
			{Item: framework.Item{ID: "p1-do", Text: framework.Text{"en": "What do we do?"}}, Text: "We listen.\n\nWe change."},
			{Item: framework.Item{ID: "p1-better", Text: framework.Text{"en": "What would we do better?"}, Help: framework.Text{"en": "One thing is enough."}}},
		}}},
	}
}

func TestAReturnAsFiles(t *testing.T) {
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	blank := paper(round.Draft)
	blank.Blank = true
	shown := paper(round.Signed)
	shown.Round.Revealed = time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		paper        round.Paper
		says, silent []string
	}{
		"draft":  {paper(round.Draft), []string{"Draft, not signed", "Confidential to Northshire & Southvale Council", "Mostly", "We listen.", "We change.", "Left empty"}, []string{"Signed by", "Sometimes"}},
		"signed": {paper(round.Signed), []string{"Signed by Lena <Lead>, Director, 5 October 2026", "Confidential to", "Freedom of information"}, []string{"Draft", "Shown to"}},
		"shown":  {shown, []string{"Signed by Lena", "Shown to everybody in the partnership on 1 December 2026"}, []string{"Confidential"}},
		"form":   {blank, []string{"Form to fill in", "☐\u00a0Sometimes", "☐\u00a0Mostly", "One thing is enough."}, []string{"We listen.", "Left empty", "Signed by"}},
	} {
		t.Run(name, func(t *testing.T) {
			var file bytes.Buffer
			if err := office.WriteReturnDOCX(&file, words["en"], c.paper); err != nil {
				t.Fatal(err)
			}
			parts := docxtest.Check(t, file.Bytes())
			if folder := os.Getenv("BEARINGS_SHOTS"); folder != "" {
				if err := os.WriteFile(filepath.Join(folder, "return-"+name+".docx"), file.Bytes(), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			text := ""
			for _, part := range []string{"word/header1.xml", "word/document.xml", "word/footer1.xml"} {
				text += lines(t, parts, part)
			}
			for _, one := range c.says {
				if !strings.Contains(text, one) {
					t.Errorf("it does not say %q:\n%s", one, text)
				}
			}
			for _, one := range c.silent {
				if strings.Contains(text, one) {
					t.Errorf("it says %q", one)
				}
			}
		})
	}
}

// lines are the paragraphs of a part.
func lines(t *testing.T, f *docxtest.File, part string) (text string) {
	t.Helper()
	if f.XML[part] == nil {
		t.Fatalf("there is no %s", part)
	}
	for _, p := range f.XML[part].All("p") {
		for _, run := range p.All("t") {
			text += run.Text
		}
		text += "\n"
	}
	return text
}

func TestAReturnAsText(t *testing.T) {
	words, err := phrase.Load(os.DirFS("../../content/messages"))
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := office.WriteReturnText(&file, words["en"], paper(round.Draft)); err != nil {
		t.Fatal(err)
	}
	text := file.String()
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("lines end in two ways")
	}
	want := "Put children first\r\n==================\r\n\r\nWe show children that we believe them.\r\nMostly\r\n\r\nWhat do we do?\r\nWe listen.\r\n\r\nWe change.\r\n\r\n" +
		"What would we do better?\r\nLeft empty\r\n"
	if !strings.Contains(text, want) || !strings.Contains(text, "Draft, not signed") || strings.Count(text, "Confidential") != 2 {
		t.Error(text)
	}
}
