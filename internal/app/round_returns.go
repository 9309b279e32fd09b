package app

import (
	"bytes"
	"errors"
	"strings"

	"bearings/internal/fault"
	"bearings/internal/office"
	"bearings/internal/office/document"
	"bearings/internal/phrase"
	"bearings/internal/round"
	"bearings/internal/web"
	"bearings/language"
)

// documentLimits are how large a document people may bring beside a return.
var documentLimits = document.Limits{MaxBytes: 20 << 20, MaxUnpacked: 60 << 20, MaxParts: 2000}

// ReturnFiles writes agencies' returns out and reads documents beside them.
func ReturnFiles(words *phrase.Words) web.ReturnFiles {
	return web.ReturnFiles{
		Word: func(p round.Paper) ([]byte, error) {
			var file bytes.Buffer
			err := office.WriteReturnDOCX(&file, words, p)
			return file.Bytes(), err
		},
		Plain: func(p round.Paper) ([]byte, error) {
			var file bytes.Buffer
			err := office.WriteReturnText(&file, words, p)
			return file.Bytes(), err
		},
		Read: readParagraphs,
	}
}

// readParagraphs reads a document with its headings.
func readParagraphs(name string, file []byte) ([]round.Paragraph, error) {
	text, err := document.Read(bytes.NewReader(file), int64(len(file)), name, documentLimits)
	var unreadable *document.Error
	switch {
	case errors.As(err, &unreadable) && (unreadable.Code == document.Empty || unreadable.Code == document.PictureOnly):
		return nil, fault.New(fault.Invalid, "returnfiles.file-empty", "Name", name)
	case errors.As(err, &unreadable) && (unreadable.Code == document.TooLarge || unreadable.Code == document.TooManyParts):
		return nil, fault.New(fault.Invalid, "returnfiles.file-long", "Name", name)
	case err != nil:
		return nil, &fault.Fault{Kind: fault.Invalid, Message: "returnfiles.file-unreadable", With: map[string]any{"Name": name}, Because: err}
	case len(text.Blocks) == 0:
		return plainParagraphs(text.Text), nil
	}
	var all []round.Paragraph
	for _, b := range text.Blocks {
		all = append(all, round.Paragraph{Heading: b.Kind == language.Heading, Text: text.Text[b.Start:b.End]})
	}
	return all, nil
}

// plainParagraphs are those of plain text and Markdown, parted by empty lines.
func plainParagraphs(text string) []round.Paragraph {
	var all []round.Paragraph
	for _, one := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		for one = strings.TrimSpace(one); strings.HasPrefix(one, "#"); one = strings.TrimSpace(one) {
			heading, rest, _ := strings.Cut(one, "\n")
			all, one = append(all, round.Paragraph{Heading: true, Text: strings.TrimSpace(strings.Trim(heading, "#"))}), rest
		}
		if one != "" {
			all = append(all, round.Paragraph{Text: one})
		}
	}
	return all
}
