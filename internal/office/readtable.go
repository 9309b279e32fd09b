package office

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"bearings/internal/answer"
	"bearings/internal/fault"
)

// Limits are how much of a table is read before giving up.
type Limits struct {
	// MaxBytes is the size of the file as it was given.
	MaxBytes int64
	// MaxUnpacked is how many bytes a workbook may hold once it is unpacked.
	MaxUnpacked int64
}

// DefaultLimits leave room for about ten million rows of CSV, and for a
// full sheet of a workbook.
var DefaultLimits = Limits{MaxBytes: 1 << 30, MaxUnpacked: 1 << 30}

// maxColumns is how many headings a table may have. A survey tool's export of
// all statements has about 100, and some tools add columns of their own.
const maxColumns = 400

// OpenTable opens a table of answers: text with commas, semicolons or tabs
// (UTF-8, or UTF-16 with its mark), or the first sheet of an XLSX workbook, or
// its sheet named "answers". What it is shows in what it holds, not in its
// name. Rows are read as they are asked for. A workbook is read where it
// stands if r is a file; from a plain stream it is first read into memory, as
// far as MaxBytes.
//
// A table that can't be used is a *fault.Problems; any other error is r's own.
func OpenTable(r io.Reader, limits Limits) (answer.Table, error) {
	if limits.MaxBytes <= 0 {
		limits.MaxBytes = DefaultLimits.MaxBytes
	}
	if limits.MaxUnpacked <= 0 {
		limits.MaxUnpacked = DefaultLimits.MaxUnpacked
	}
	start := offset(r)
	in := bufio.NewReaderSize(&capped{from: r, left: limits.MaxBytes, most: limits.MaxBytes}, 1<<16)
	head, err := in.Peek(512)
	if err != nil && err != io.EOF {
		return nil, asRead(err)
	}
	if len(bytes.TrimSpace(head)) == 0 && len(head) < 512 {
		return nil, problem(0, 0, "answers.file.empty")
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return openWorkbook(r, start, in, limits)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return nil, problem(0, 0, "answers.file.old_excel")
	case bytes.HasPrefix(head, []byte("%PDF")), bytes.HasPrefix(head, []byte("\x1f\x8b")), bytes.HasPrefix(head, []byte("\x89PNG")):
		return nil, problem(0, 0, "answers.file.no_table")
	}
	return openText(in)
}

// Sheet says which sheet of a workbook a table is read from, and how many
// sheets there are; "" and 0 for a text file.
func Sheet(t answer.Table) (name string, of int) {
	if s, ok := t.(*sheetTable); ok {
		return s.name, s.of
	}
	return "", 0
}

// offset is where reading begins in a file that can be read at any place, or
// -1 for a stream.
func offset(r io.Reader) int64 {
	s, ok := r.(io.Seeker)
	if _, at := r.(io.ReaderAt); !ok || !at {
		return -1
	}
	start, err := s.Seek(0, io.SeekCurrent)
	if err != nil {
		return -1
	}
	return start
}

// capped reads at most so many bytes and then says that the file is too big.
type capped struct {
	from       io.Reader
	left, most int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left < 0 {
		return 0, tooBig(c.most)
	}
	// One byte more tells a file that just fits from one that does not.
	n, err := c.from.Read(p[:min(int64(len(p)), c.left+1)])
	c.left -= int64(n)
	if c.left < 0 {
		return n - 1, tooBig(c.most)
	}
	return n, err
}

func tooBig(most int64) error {
	return problem(0, 0, "answers.file.big", "Megabytes", (most+1<<20-1)>>20)
}

func problem(line, column int, message string, with ...any) error {
	p := &fault.Problems{}
	p.Add("", line, column, message, with...)
	return p
}

// asRead is an error of reading as it is handed on: problems as they are, and
// others as the stream's own.
func asRead(err error) error {
	if p, ok := fault.AsProblems(err); ok {
		return p
	}
	return errors.Join(errRead, err)
}

// errRead marks an error of the stream itself.
var errRead = errors.New("read answers")
