package app

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"bearings/internal/office/document"
	"bearings/internal/start"
	"bearings/language"
)

// fileRead is what is said of one file.
type fileRead struct {
	path string
	// profile is how it was read, where known says that it got so far.
	profile language.Profile
	known   bool
	// bytes is the length of its text, checked how much of it was looked at. Of
	// a file without a text, bytes is its own length.
	bytes, checked int64
	// strays are bytes that no letter of the file's encoding has.
	strays  int
	passed  kept
	problem *problem
	unread  []unreadPart
}

// unreadPart is a part of a file that could not be read.
type unreadPart struct {
	Code    string `json:"code"`
	Place   string `json:"place,omitempty"`
	Page    int    `json:"page,omitempty"`
	Message string `json:"message"`
}

// teller says what is found, in the order in which it is found.
type teller interface {
	start(*fileRead)
	finding(*fileRead, language.Finding)
	end(*fileRead)
	finish(total languageTotal, leftOut []string)
}

// shortText is the longest text that is read as a note unless told otherwise.
const shortText = 4 << 10

// headBytes are enough to see what a file is.
const headBytes = 64 << 10

// sized reads a file that can be read anywhere.
func (r *languageReading) sized(name string, file *os.File, size int64) {
	head := make([]byte, min(size, headBytes))
	n, err := file.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		r.unreadable(name, err)
		return
	}
	if kind := kindOf(head[:n], name); isStreamed(kind) {
		r.text(name, file, size, kind)
		return
	}
	r.document(name, file, size)
}

// kindOf is what a file is. A file that is called text and begins like another
// format is still text: its offsets have to be the file's own.
func kindOf(head []byte, name string) document.Kind {
	if len(head) == 0 && isNamedDocument(name) {
		return document.NoKind // a Word document of no bytes is none
	}
	kind := document.KindOf(head, name)
	if kind == document.HTML || kind == document.PDF && !bytes.HasPrefix(head, []byte("%PDF-")) {
		if isNamedText(name) {
			return document.KindOf(nil, name)
		}
	}
	return kind
}

// stream reads what can only be read once.
func (r *languageReading) stream(name string, from io.Reader) {
	in := bufio.NewReaderSize(from, headBytes)
	head, err := in.Peek(headBytes)
	if err != nil && err != io.EOF {
		r.unreadable(name, err)
		return
	}
	if kind := kindOf(head, name); isStreamed(kind) {
		r.text(name, in, 0, kind)
		return
	}
	whole, err := io.ReadAll(io.LimitReader(in, document.DefaultLimits.MaxBytes+1))
	if err != nil {
		r.unreadable(name, err)
		return
	}
	r.document(name, bytes.NewReader(whole), int64(len(whole)))
}

// isStreamed says whether a file is text as it stands, of any length.
func isStreamed(kind document.Kind) bool {
	return kind == document.Plain || kind == document.Markdown
}

// text reads plain text or Markdown without ever holding all of it. size is the
// file's, 0 where nobody knows.
func (r *languageReading) text(name string, from io.Reader, size int64, kind document.Kind) {
	f := &fileRead{path: name, bytes: size}
	r.tell.start(f)
	decoded, _, err := document.Decode(from)
	if err != nil {
		r.finish(f, err)
		return
	}
	in := bufio.NewReaderSize(decoded, shortText+1)
	begin, _ := in.Peek(shortText + 1) // an error comes again when it is read
	f.profile, f.known = r.profile(len(begin)), true
	if len(begin) > shortText {
		// What is looked at is soon done with, and what stays is small.
		debug.SetGCPercent(40)
	}
	reading, err := r.checker.CheckReader(in, language.Options{Profile: f.profile, Markdown: kind == document.Markdown}, r.take(f))
	f.bytes, f.checked, f.strays = int64(reading.Bytes), int64(reading.Checked), decoded.Strays()
	if err != nil {
		f.bytes = max(f.bytes, size)
	}
	r.finish(f, err)
}

// document reads a file that has to be taken apart first.
func (r *languageReading) document(name string, file io.ReaderAt, size int64) {
	start.Over()
	f := &fileRead{path: name, bytes: size}
	r.tell.start(f)
	text, err := document.Read(file, size, name, document.Limits{})
	if err != nil {
		r.finish(f, err)
		return
	}
	f.profile, f.known = r.profile(len(text.Text)), true
	result := r.checker.Check(text.Text, language.Options{Profile: f.profile, Blocks: text.Blocks})
	f.bytes, f.checked, f.strays = int64(result.Bytes), int64(result.Checked), text.Strays
	take := r.take(f)
	for _, list := range [][]language.Finding{result.Findings, result.Suppressed} {
		for _, finding := range list {
			take(finding)
		}
	}
	for _, part := range text.Unread {
		f.unread = append(f.unread, r.unreadPart(part))
	}
	r.finish(f, nil)
}

// profile is what was asked for, or what suits a text of that length.
func (r *languageReading) profile(length int) language.Profile {
	if asked, ok := language.ParseProfile(r.asked.Profile); ok {
		return asked
	}
	if length > shortText {
		return language.Document
	}
	return language.ShortNote
}

// take says a finding, or keeps what was passed over for later.
func (r *languageReading) take(f *fileRead) func(language.Finding) {
	return func(found language.Finding) {
		if found.Reason != "" {
			f.passed.add(found)
			return
		}
		r.total.found[found.Severity]++
		r.tell.finding(f, found)
	}
}

func (r *languageReading) unreadPart(part document.Unread) unreadPart {
	return unreadPart{Code: part.Code, Place: part.Place, Page: part.Page,
		Message: r.words.Say("language-unread."+part.Code, "Place", shown(part.Place), "Page", part.Page)}
}

// finish ends a file: what was found is on its way to the reader before what
// could not be read is told.
func (r *languageReading) finish(f *fileRead, err error) {
	switch {
	case err != nil:
		f.problem = r.problemOf(err)
	case len(f.unread) > 0:
		f.problem = &problem{"partly", r.words.Say("language-problem.partly")}
	case f.checked < f.bytes:
		f.problem = &problem{"unchecked", r.words.Say("language-problem.unchecked")}
	}
	r.tell.end(f)
	_ = r.paper.Flush() // an error stays, and put tells it
	if f.known {
		r.total.files++
	}
	if f.problem == nil {
		return
	}
	r.total.partly++
	fmt.Fprintln(r.err, shown(f.path)+": "+f.problem.message)
	for _, line := range r.unreadLines(f) {
		fmt.Fprintln(r.err, shown(f.path)+": "+line)
	}
}

// unreadLines say which parts could not be read, the first of many.
func (d *desk) unreadLines(f *fileRead) []string {
	const few = 10
	var lines []string
	for i, part := range f.unread {
		if i == few {
			return append(lines, d.words.Count("language-unread.more", len(f.unread)-few))
		}
		lines = append(lines, part.Message)
	}
	return lines
}

// ending is the exit status: that something is missing counts for more than what
// was found in the rest, and nothing read is no clean text.
func (r *languageReading) ending() error {
	if r.total.partly > 0 || r.total.files == 0 {
		return ending(exitPart)
	}
	from, ok := language.ParseSeverity(r.asked.FailOn)
	if !ok { // never
		return nil
	}
	for _, n := range r.total.found[from:] {
		if n > 0 {
			return ending(exitFound)
		}
	}
	return nil
}
