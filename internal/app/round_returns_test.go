package app

import (
	"strings"
	"testing"

	"bearings/internal/fault"
	"bearings/internal/office/document/documenttest"
	"bearings/internal/round"
)

func TestDocumentsAreReadWithTheirHeadings(t *testing.T) {
	for name, want := range map[string]string{
		"s11.md":  "# One|a\nb|# Two|# Three|c",
		"s11.txt": "# One|a\nb|# Two|# Three|c",
	} {
		paragraphs, err := readParagraphs(name, []byte("# One\na\nb\n\n## Two ##\n\n### Three\n\nc\n"))
		if err != nil {
			t.Fatal(err)
		}
		if got := told(paragraphs); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for name, c := range map[string]struct{ text, message string }{
		"empty.txt":   {"", "returnfiles.file-empty"},
		"broken.docx": {"PK\x03\x04nonsense", "returnfiles.file-unreadable"},
	} {
		_, err := readParagraphs(name, []byte(c.text))
		if f, ok := fault.As(err); !ok || f.Message != c.message {
			t.Errorf("%s: %v, want %s", name, err, c.message)
		}
	}
	word := documenttest.DOCX(documenttest.Styled("Heading1", "One") + documenttest.Paragraph("a") + documenttest.Paragraph("b"))
	paragraphs, err := readParagraphs("s11.docx", word)
	if err != nil || told(paragraphs) != "# One|a|b" {
		t.Errorf("%q, %v", told(paragraphs), err)
	}
}

func told(paragraphs []round.Paragraph) string {
	var all []string
	for _, p := range paragraphs {
		if p.Heading {
			p.Text = "# " + p.Text
		}
		all = append(all, p.Text)
	}
	return strings.Join(all, "|")
}
