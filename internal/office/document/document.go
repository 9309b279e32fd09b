// Package document turns a file into text with blocks, for the checker of
// language: plain text, Markdown, HTML, Word (DOCX), OpenDocument (ODT) and PDF.
//
// What could not be read is always said: a document that is read in part comes
// back with a list of the parts that are missing, and one that can't be read at
// all with an *Error. Files are strangers: memory and work are bounded by Limits,
// whatever a file claims about itself. It calls nobody, keeps nothing, and also
// runs in the browser.
package document

import (
	"errors"
	"io"

	"bearings/language"
)

// Text is what a file says.
type Text struct {
	// Kind is what the file turned out to be.
	Kind Kind
	// Text is UTF-8; offsets in Blocks and Pages are bytes of it.
	Text string
	// Blocks are in order and don't overlap. Plain text and Markdown have none:
	// the checker finds them itself.
	Blocks []language.Block
	// Bytes is the length of Text.
	Bytes int
	// Pages are the bytes at which a PDF's pages begin, from page 1 on; nil for
	// everything else, whose pages are made only when it is printed.
	Pages []int
	// Encoding is how plain text, Markdown and HTML were encoded.
	Encoding Encoding
	// Strays counts the bytes that didn't fit the encoding. They were read as
	// Windows-1252, or as U+FFFD where it has no such letter.
	Strays int
	// Unread are the parts that could not be read.
	Unread []Unread
}

// Unread is a part of a file that could not be read.
type Unread struct {
	// Code is one of the Unread codes.
	Code string
	// Place is the part's name inside the file: "word/embeddings/oleObject1.bin". It
	// is empty where Page says it all.
	Place string
	// Page counts from 1; 0 where a file has no pages.
	Page int
}

// Limits bound what a file may cost. Fields that are 0 take the value of
// DefaultLimits.
type Limits struct {
	// MaxBytes is the most a file may weigh.
	MaxBytes int64
	// MaxUnpacked is the most that may come out of its compressed parts, all
	// together.
	MaxUnpacked int64
	// MaxParts is the most files in an archive, or pages in a PDF.
	MaxParts int
}

// DefaultLimits are wide enough for any report that people read.
var DefaultLimits = Limits{MaxBytes: 256 << 20, MaxUnpacked: 256 << 20, MaxParts: 10_000}

func (l Limits) filled() Limits {
	if l.MaxBytes <= 0 {
		l.MaxBytes = DefaultLimits.MaxBytes
	}
	if l.MaxUnpacked <= 0 {
		l.MaxUnpacked = DefaultLimits.MaxUnpacked
	}
	if l.MaxParts <= 0 {
		l.MaxParts = DefaultLimits.MaxParts
	}
	return l
}

// Error is why nothing of a file could be read.
type Error struct {
	// Code is one of Codes.
	Code string
	// Place is a part of the file, if one is to blame; may be empty.
	Place string
}

func (e *Error) Error() string {
	if e.Place == "" {
		return "document: " + e.Code
	}
	return "document: " + e.Code + ": " + e.Place
}

// The codes of errors.
const (
	// Empty is a file without a word in it.
	Empty = "empty"
	// NotText is a file of zero bytes and the like, that no program shows as text.
	NotText = "not-text"
	// Unsupported is a kind of file that isn't read.
	Unsupported = "unsupported"
	// OldWord is Word's format of before 2007.
	OldWord = "old-word"
	// Encrypted needs a password.
	Encrypted = "encrypted"
	// PictureOnly is a document of pictures, such as a scan.
	PictureOnly = "picture-only"
	// Letters is a PDF whose typefaces don't say which letters they draw.
	Letters = "letters"
	// BrokenArchive is a Word or OpenDocument file that can't be opened.
	BrokenArchive = "broken-archive"
	// BrokenPDF is a PDF that can't be opened.
	BrokenPDF = "broken-pdf"
	// TooLarge is more bytes, packed or unpacked, than the limits allow.
	TooLarge = "too-large"
	// TooManyParts is more parts or pages than the limits allow.
	TooManyParts = "too-many-parts"
)

// Codes are all codes an Error can have.
var Codes = []string{
	Empty, NotText, Unsupported, OldWord, Encrypted, PictureOnly, Letters,
	BrokenArchive, BrokenPDF, TooLarge, TooManyParts,
}

// The codes of parts that could not be read.
const (
	// UnreadPicture is a page that has pictures and no letters.
	UnreadPicture = "picture"
	// UnreadLetters is a page whose typeface doesn't say which letters it draws.
	UnreadLetters = "letters"
	// UnreadEmbedded is another document inside this one.
	UnreadEmbedded = "embedded"
	// UnreadDamaged is a part that is broken; what stands before the break is read.
	UnreadDamaged = "damaged"
	// UnreadTooLarge is a part with more in it than a part may have.
	UnreadTooLarge = "part-too-large"
)

// UnreadCodes are all codes an Unread can have.
var UnreadCodes = []string{UnreadPicture, UnreadLetters, UnreadEmbedded, UnreadDamaged, UnreadTooLarge}

// maxUnread bounds the list of what could not be read; a file with more holes
// than this says so in its first thousand.
const maxUnread = 1000

// Read reads a whole file of size bytes. name is only looked at where the
// content doesn't say what the file is. The error is an *Error, or whatever r
// failed with.
func Read(r io.ReaderAt, size int64, name string, limits Limits) (Text, error) {
	limits = limits.filled()
	if size == 0 {
		return Text{}, &Error{Code: Empty}
	}
	if size > limits.MaxBytes {
		return Text{}, &Error{Code: TooLarge}
	}
	head := make([]byte, min(size, headBytes))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return Text{}, err
	}
	kind := KindOf(head, name)
	text, err := readKind(kind, file{r: r, size: size, head: head, limits: limits})
	if err != nil {
		return Text{}, err
	}
	text.Kind = kind
	text.Bytes = len(text.Text)
	if len(text.Unread) > maxUnread {
		text.Unread = text.Unread[:maxUnread]
	}
	return text, nil
}

// file is what a format's reader is given.
type file struct {
	r      io.ReaderAt
	size   int64
	head   []byte
	limits Limits
}

func (f file) all() io.Reader { return io.NewSectionReader(f.r, 0, f.size) }

func readKind(kind Kind, f file) (Text, error) {
	switch kind {
	case Plain, Markdown:
		return readPlain(f)
	case HTML:
		return readHTML(f)
	case DOCX:
		return readDOCX(f)
	case ODT:
		return readODT(f)
	case PDF:
		return readPDF(f)
	case NoKind:
		return Text{}, refuse(f)
	}
	return Text{}, &Error{Code: Unsupported}
}
