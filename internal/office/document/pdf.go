package document

import (
	"errors"
	"io"

	"bearings/internal/office/document/pdf"
)

// readPDF reads a PDF page by page.
func readPDF(f file) (Text, error) {
	data := make([]byte, f.size)
	if _, err := io.ReadFull(f.all(), data); err != nil {
		return Text{}, err
	}
	doc, err := openPDF(data, pdf.Limits{MaxUnpacked: f.limits.MaxUnpacked, MaxPages: f.limits.MaxParts})
	if err != nil {
		return Text{}, refusePDF(err)
	}
	b := &pdfText{}
	for i := range doc.Pages() {
		page, err := onePage(doc, i)
		if errors.Is(err, pdf.ErrTooLarge) {
			return Text{}, refusePDF(err)
		}
		b.note(i+1, page, err)
		b.pages = append(b.pages, page)
	}
	for _, name := range insidePDF(doc) {
		b.unread = append(b.unread, Unread{Code: UnreadEmbedded, Place: name})
	}
	if b.letters == 0 {
		return Text{}, b.nothing()
	}
	starts := b.write()
	return Text{Text: b.text.String(), Blocks: b.blocks, Pages: starts, Unread: b.unread}, nil
}

// errDefect stands for a defect of ours that a file has brought to light: the page
// counts as damaged, and the rest is read.
var errDefect = errors.New("document: a page could not be read")

func openPDF(data []byte, limits pdf.Limits) (doc *pdf.File, err error) {
	defer func() {
		if recover() != nil {
			doc, err = nil, pdf.ErrBroken
		}
	}()
	return pdf.Open(data, limits)
}

func onePage(doc *pdf.File, number int) (page pdf.Page, err error) {
	defer func() {
		if recover() != nil {
			page, err = pdf.Page{}, errDefect
		}
	}()
	return doc.Page(number)
}

// insidePDF names the documents that stand inside a PDF.
func insidePDF(doc *pdf.File) (names []string) {
	defer func() {
		if recover() != nil {
			names = nil
		}
	}()
	names = doc.Files()
	if doc.HasForm() {
		names = append(names, "XFA")
	}
	return names
}

func refusePDF(err error) error {
	switch {
	case errors.Is(err, pdf.ErrEncrypted):
		return &Error{Code: Encrypted}
	case errors.Is(err, pdf.ErrTooLarge):
		return &Error{Code: TooLarge}
	case errors.Is(err, pdf.ErrPages):
		return &Error{Code: TooManyParts}
	}
	return &Error{Code: BrokenPDF}
}

// pdfText makes blocks of the lines on pages.
type pdfText struct {
	writer
	pages  []pdf.Page
	unread []Unread
	// letters counts those that could be read.
	letters int
	// lost, damaged and pictures say why there may be none.
	lost, damaged, pictures bool
	// body is the size of most letters.
	body float64
	// page are the blocks of the page that is being written, and edges those at the
	// top and bottom of the page before it.
	page, edges []placed
}

const (
	// fewLetters is how many a page of pictures may have and still be a scan with a
	// stamp on it.
	fewLetters = 120
	// lostShare is the share of letters without meaning that makes a page unread: one
	// in so many.
	lostShare = 20
)

// note notes what could not be read of a page.
func (b *pdfText) note(number int, page pdf.Page, err error) {
	unread := func(code string) { b.unread = append(b.unread, Unread{Code: code, Page: number}) }
	b.letters += page.Letters - page.Lost
	for _, note := range page.Notes {
		b.letters += len(note)
	}
	for _, name := range page.Files {
		b.unread = append(b.unread, Unread{Code: UnreadEmbedded, Place: name, Page: number})
	}
	switch {
	case err != nil || page.Damaged:
		b.damaged = true
		unread(UnreadDamaged)
	case page.TooLarge:
		unread(UnreadTooLarge)
	}
	switch {
	case page.Lost*lostShare > page.Letters:
		b.lost = true
		unread(UnreadLetters)
	case page.Pictures && page.Letters == 0 || page.Covered && page.Letters < fewLetters:
		b.pictures = true
		unread(UnreadPicture)
	}
}

// nothing says why there are no words.
func (b *pdfText) nothing() error {
	switch {
	case b.lost:
		return &Error{Code: Letters}
	case b.pictures:
		return &Error{Code: PictureOnly}
	case b.damaged:
		return &Error{Code: BrokenPDF}
	}
	return &Error{Code: Empty}
}

// write writes all pages, and gives where they begin.
func (b *pdfText) write() []int {
	b.body = bodySize(b.pages)
	var starts []int
	for _, page := range b.pages {
		start := b.text.Len()
		if start > 0 {
			start += len(between)
		}
		starts = append(starts, start)
		var open stack
		for _, line := range page.Lines {
			if len(open.lines) > 0 && !open.takes(line) {
				b.paragraph(open.lines)
				open.lines = open.lines[:0]
			}
			open.add(line)
		}
		b.paragraph(open.lines)
		b.writePage()
		for _, note := range page.Notes {
			b.aside(piece{text: []byte(note)})
		}
	}
	for i := range starts { // pages at the end may have nothing on them
		starts[i] = min(starts[i], b.text.Len())
	}
	return starts
}
