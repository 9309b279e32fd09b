package document

import (
	"bytes"
	"path"
	"strings"
)

// Kind is what a file is.
type Kind uint8

// The kinds.
const (
	// NoKind is a file that isn't read.
	NoKind Kind = iota
	Plain
	Markdown
	HTML
	DOCX
	ODT
	PDF
)

var kindNames = [...]string{"unsupported", "plain", "markdown", "html", "docx", "odt", "pdf"}

func (k Kind) String() string { return kindNames[k] }

// headBytes is how much of a file's beginning says what it is.
const headBytes = 64 << 10

// KindOf tells a file's kind by the beginning of its content (a few kilobytes are
// enough) and, where that leaves it open, by the ending of its name. Text is
// Plain unless its name says Markdown.
func KindOf(head []byte, name string) Kind {
	ending := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	switch {
	case isPDF(head, ending):
		return PDF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return archiveKind(head, ending)
	case isForeign(head):
		return NoKind
	case isHTML(head):
		return HTML
	case isRTF(head), isFlatOffice(head):
		return NoKind
	}
	switch ending {
	case ".md", ".markdown", ".mdown", ".mkd":
		return Markdown
	case ".html", ".htm", ".xhtml":
		return HTML
	}
	if !isText(head) {
		return NoKind
	}
	return Plain
}

// isPDF allows for what stands before a PDF's first line when it came by mail.
func isPDF(head []byte, ending string) bool {
	mark := []byte("%PDF-")
	return bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff \t\r\n"), mark) ||
		ending == ".pdf" && bytes.Contains(head[:min(len(head), 1024)], mark)
}

// archiveKind tells what a zip archive holds by the names at its beginning.
func archiveKind(head []byte, ending string) Kind {
	switch {
	case bytes.Contains(head, []byte("mimetypeapplication/vnd.oasis.opendocument.text")):
		return ODT
	case bytes.Contains(head, []byte("mimetypeapplication/")):
		return NoKind
	case bytes.Contains(head, []byte("word/")):
		return DOCX
	case bytes.Contains(head, []byte("xl/workbook")), bytes.Contains(head, []byte("ppt/")):
		return NoKind
	}
	switch ending {
	case ".docx", ".docm", ".dotx", ".dotm":
		return DOCX
	case ".odt", ".ott":
		return ODT
	}
	return NoKind
}

// oldOffice is how Word's format of before 2007 begins, and also a new one under
// a password.
const oldOffice = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// foreign are beginnings of files that are no text.
var foreign = []string{
	oldOffice, "\x89PNG", "\xff\xd8\xff", "GIF87a", "GIF89a", "II*\x00", "MM\x00*", "\x7fELF", "MZ\x90",
	"\x1f\x8b", "BZh", "7z\xbc\xaf", "Rar!\x1a", "\xfd7zXZ", "(\xb5/\xfd", "ID3", "OggS", "RIFF",
	"\x00asm", "SQLite format 3\x00", "PK\x07\x08", "{\\rtf", "%!PS",
}

func isForeign(head []byte) bool {
	for _, begin := range foreign {
		if bytes.HasPrefix(head, []byte(begin)) {
			return true
		}
	}
	return len(head) > 8 && string(head[4:8]) == "ftyp"
}

func isRTF(head []byte) bool { return bytes.HasPrefix(head, []byte("{\\rtf")) }

// isFlatOffice finds documents of OpenOffice and Word that are one XML file.
func isFlatOffice(head []byte) bool {
	if !bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff \t\r\n"), []byte("<?xml")) {
		return false
	}
	begin := head[:min(len(head), 4096)]
	return bytes.Contains(begin, []byte("<office:document")) || bytes.Contains(begin, []byte("<w:wordDocument")) ||
		bytes.Contains(begin, []byte("<pkg:package"))
}

// isHTML looks for the first tag behind comments, spaces and an XML declaration.
func isHTML(head []byte) bool {
	begin := firstLetters(head)
	for {
		begin = bytes.TrimLeft(begin, "\ufeff \t\r\n\f")
		end := ""
		switch {
		case bytes.HasPrefix(begin, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(begin, []byte("<?xml")):
			end = "?>"
		default:
			return isHTMLTag(begin)
		}
		_, after, found := bytes.Cut(begin, []byte(end))
		if !found {
			return false
		}
		begin = after
	}
}

func isHTMLTag(begin []byte) bool {
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if len(begin) <= len(tag) || !strings.EqualFold(string(begin[:len(tag)]), tag) {
			continue
		}
		if next := begin[len(tag)]; next == '>' || next <= ' ' {
			return true
		}
	}
	return false
}

// firstLetters is the beginning of a text without the zero bytes of UTF-16.
func firstLetters(head []byte) []byte {
	begin := head[:min(len(head), 4096)]
	if wide(begin) == 0 {
		return begin
	}
	return bytes.TrimLeft(bytes.ReplaceAll(begin, []byte{0}, nil), "\xff\xfe")
}

// refuse says why a file is not read.
func refuse(f file) error {
	if bytes.HasPrefix(f.head, []byte(oldOffice)) {
		return refuseOldOffice(f)
	}
	if isForeign(f.head) || isFlatOffice(f.head) || bytes.HasPrefix(f.head, []byte("PK")) {
		return &Error{Code: Unsupported}
	}
	return &Error{Code: NotText}
}

// refuseOldOffice tells an old Word file from a new one under a password. The
// names of its parts stand in it in UTF-16.
func refuseOldOffice(f file) error {
	part := make([]byte, 1<<20)
	for at := int64(0); at < f.size; at += int64(len(part)) - 64 {
		n, err := f.r.ReadAt(part, at)
		if bytes.Contains(part[:n], utf16Name("EncryptedPackage")) {
			return &Error{Code: Encrypted}
		}
		if bytes.Contains(part[:n], utf16Name("WordDocument")) {
			return &Error{Code: OldWord}
		}
		if err != nil {
			break
		}
	}
	return &Error{Code: Unsupported}
}

func utf16Name(name string) []byte {
	var wide []byte
	for i := range len(name) {
		wide = append(wide, name[i], 0)
	}
	return wide
}
