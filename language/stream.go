package language

import (
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	// chunkSize is how much of a long text is looked at in one go, and margin how
	// much around it is at hand, more than anything looks back or ahead. Both in
	// bytes.
	chunkSize = 1 << 20
	margin    = 12 << 10
	// cutSearch is how far from its end a chunk may be cut at an empty line.
	cutSearch = 64 << 10
)

// Reading is what CheckReader read.
type Reading struct {
	// Bytes is how much came in, Checked how much of it was looked at.
	Bytes, Checked int
}

// chunk is a part of a long text. Words that start in text[from:to] are its own.
type chunk struct {
	text     string
	from, to int
	// base is where text stands in the whole.
	base int
	// inCode says that it starts in a Markdown text's code.
	inCode bool
	found  chan []match
}

// CheckReader reads a text of any length in memory that doesn't grow with it, and
// hands over what it finds in the order of the text, what is passed over (with a
// Reason) among it. Options.Blocks must be empty; UTF-16 offsets are not counted.
// It stops at the reader's first error, having said what it found before it.
func (c *Checker) CheckReader(in io.Reader, o Options, each func(Finding)) (Reading, error) {
	o.Blocks = nil
	workers := min(4, runtime.GOMAXPROCS(0))
	queue := make(chan *chunk, workers)
	order := make(chan *chunk, workers)
	for range workers {
		go c.work(queue, o)
	}
	cut := cutter{in: in, markdown: o.Markdown}
	go func() {
		defer close(queue)
		defer close(order)
		for {
			next, ok := cut.next()
			if !ok {
				return
			}
			order <- next
			queue <- next
		}
	}()
	reading := Reading{}
	out := ordered{c: c, each: each, line: 1}
	for next := range order {
		out.take(next, <-next.found)
		reading.Bytes += next.to - next.from
	}
	reading.Checked = reading.Bytes
	return reading, cut.err
}

func (c *Checker) work(queue <-chan *chunk, o Options) {
	r := c.readers.Get().(*reader)
	defer c.readers.Put(r)
	for next := range queue {
		r.reset(next.text, next.base, o)
		if o.Markdown {
			r.codes, _ = fences(next.text[next.from:], next.inCode, r.codes)
			for i := range r.codes {
				r.codes[i].start += next.from
				r.codes[i].end += next.from
			}
		}
		r.scan(next.from, next.to)
		r.settle()
		next.found <- append([]match(nil), r.found...)
	}
}

// cutter cuts what it reads into chunks, at empty lines where there are some.
type cutter struct {
	in       io.Reader
	markdown bool
	buf      []byte
	from     int // where the next chunk starts in buf
	base     int // where buf stands in the whole
	inCode   bool
	ended    bool
	err      error
}

func (c *cutter) next() (*chunk, bool) {
	c.fill()
	if c.from == len(c.buf) {
		return nil, false
	}
	to := len(c.buf)
	if !c.ended {
		to = cutAt(c.buf, c.from, c.from+chunkSize)
	}
	next := &chunk{text: string(c.buf[:min(len(c.buf), to+margin)]), from: c.from, to: to, base: c.base,
		inCode: c.inCode, found: make(chan []match, 1)}
	if c.markdown {
		_, c.inCode = fences(next.text[next.from:next.to], c.inCode, nil)
	}
	drop := max(0, to-margin)
	for drop > 0 && drop < len(c.buf) && !utf8.RuneStart(c.buf[drop]) {
		drop--
	}
	c.buf = append(c.buf[:0], c.buf[drop:]...)
	c.base, c.from = c.base+drop, to-drop
	return next, true
}

// fill reads until a chunk and its margin are there, or nothing more comes.
func (c *cutter) fill() {
	want := c.from + chunkSize + margin
	if cap(c.buf) < want+margin {
		c.buf = append(make([]byte, 0, chunkSize+4*margin), c.buf...)
	}
	for !c.ended && len(c.buf) < want {
		n, err := c.in.Read(c.buf[len(c.buf):want])
		c.buf = c.buf[:len(c.buf)+n]
		if err != nil {
			c.ended = true
			if err != io.EOF {
				c.err = err
			}
		}
	}
}

// cutAt is the best place to cut before end: an empty line, a line's end, a
// space, or at least no character's middle.
func cutAt(buf []byte, from, end int) int {
	low := max(from+1, end-cutSearch)
	for _, mark := range []string{"\n\n", "\n", " "} {
		if at := bytes.LastIndex(buf[low:end], []byte(mark)); at >= 0 {
			return low + at + len(mark)
		}
	}
	for at := end; at > end-utf8.UTFMax; at-- {
		if utf8.RuneStart(buf[at]) {
			return at
		}
	}
	return end
}

// ordered hands findings over with their lines.
type ordered struct {
	c      *Checker
	each   func(Finding)
	line   int
	column int // code points before the next chunk on its first line
	// shared are the matches that reached into the next chunk, which may have found
	// them too: places in the whole.
	shared []match
}

func (o *ordered) take(part *chunk, found []match) {
	place := placer{text: part.text, at: part.from, line: o.line, column: o.column, lineColumn: 1}
	before := o.shared
	o.shared = nil
	for _, m := range found {
		whole := m
		whole.start, whole.end = m.start+part.base, m.end+part.base
		if m.end > part.to {
			o.shared = append(o.shared, whole)
		}
		if m.start < part.from && slices.ContainsFunc(before, whole.samePlace) {
			continue
		}
		f := o.c.finding(part.text, m)
		place.back(m.start)
		place.put(&f)
		f.StartUTF16, f.EndUTF16 = 0, 0
		f.Start, f.End = f.Start+part.base, f.End+part.base
		o.each(f)
	}
	body := part.text[part.from:part.to]
	if n := strings.Count(body, "\n"); n > 0 {
		o.line += n
		o.column = utf8.RuneCountInString(body[strings.LastIndexByte(body, '\n')+1:])
	} else {
		o.column += utf8.RuneCountInString(body)
	}
}

// samePlace tells whether two matches are the same rule in the same place.
func (m match) samePlace(o match) bool {
	return m.start == o.start && m.end == o.end && m.rule == o.rule
}

// back returns to a place before the one reached.
func (p *placer) back(at int) {
	if at >= p.at {
		return
	}
	p.line -= strings.Count(p.text[at:p.at], "\n")
	p.column = utf8.RuneCountInString(p.text[strings.LastIndexByte(p.text[:at], '\n')+1 : at])
	p.at = at
}
