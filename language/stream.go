package language

import (
	"bytes"
	"io"
	"runtime"
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
	// border is how far beyond a chunk's ends a match can matter to one within.
	border = 2 << 10
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
	defer c.release(r)
	for next := range queue {
		next.found <- r.own(next, o)
	}
}

// own gives the matches that start in a chunk. A little is read on either side of
// it, because what starts there can cover them or be covered.
func (r *reader) own(next *chunk, o Options) []match {
	r.reset(next.text, next.base, o)
	if o.Markdown {
		r.codes, _ = fences(next.text, next.from, len(next.text), next.inCode, r.codes)
		if next.inCode {
			r.codes[0].start = 0
		}
	}
	from := max(0, next.from-border)
	if at := strings.IndexAny(next.text[from:next.from], " \n"); at >= 0 && from > 0 {
		from += at
	}
	r.scan(from, min(len(next.text), next.to+border))
	r.settle()
	var own []match
	for _, m := range r.found {
		if m.start >= next.from && m.start < next.to {
			own = append(own, m)
		}
	}
	return own
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
		_, c.inCode = fences(next.text, next.from, next.to, c.inCode, nil)
	}
	drop := max(0, to-margin)
	for n := 1; n < utf8.UTFMax && drop > 0 && drop < len(c.buf) && !utf8.RuneStart(c.buf[drop]); n++ {
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
	for idle := 0; !c.ended && len(c.buf) < want; idle++ {
		n, err := c.in.Read(c.buf[len(c.buf):want])
		c.buf = c.buf[:len(c.buf)+n]
		if n > 0 {
			idle = 0
		} else if err == nil && idle == 100 {
			err = io.ErrNoProgress
		}
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
}

func (o *ordered) take(part *chunk, found []match) {
	place := placer{text: part.text, at: part.from, line: o.line, column: o.column, lineColumn: 1}
	for _, m := range found {
		f := o.c.finding(part.text, m)
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
