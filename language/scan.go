package language

import (
	"slices"
	"strings"
)

// reader reads one text. It is used again for the next.
type reader struct {
	c    *Checker
	text string
	// base is where the text stands in the whole, in bytes.
	base int
	o    Options
	// codes are the stretches of a Markdown text that are no prose.
	codes []stretch
	found []match

	sentence struct {
		from, to int
		// whole says that it is so short that every word of it sees all of it.
		whole  bool
		tokens []token
	}
	passage passage
	cells   [4]cell
	behind  peeks
	before  peeks
}

type stretch struct{ start, end int }

// match is what a pattern or a detector found.
type match struct {
	start, end int
	rule       int // index of the rule
	severity   Severity
	reason     Reason
}

// reset makes a reader ready for another text.
func (r *reader) reset(text string, base int, o Options) {
	r.text, r.base, r.o = text, base, o
	r.codes, r.found = r.codes[:0], r.found[:0]
	r.sentence.whole = false
	r.passage.valid = false
	r.cells = [4]cell{}
}

// scan looks at every word that starts in text[from:to]. Nearly all it does for
// most words is to read their letters and look at one bit.
func (r *reader) scan(from, to int) {
	text, v := r.text, r.c.v
	for i := from; i < to; {
		c := foldBytes[text[i]]
		if c < 'a' {
			i = r.pass(c, i)
			continue
		}
		start, key := i, uint64(c&31)
		for i++; i < len(text); i++ {
			if c = foldBytes[text[i]]; c < 'a' {
				break
			}
			key = key<<5 | uint64(c&31)
		}
		if i < len(text) && (c == byteWide || c == byteHyphen || c == byteApos) {
			if end := r.unusual(start, i, key); end > i {
				i = end
				continue
			}
		}
		if i == start+1 && i < len(text) && (text[i] == '.' || text[i] == '/') {
			if end, id, ok := v.dotted(text, start, len(text)); ok {
				if len(v.entries[id].starts) > 0 {
					r.look(start)
				}
				i = end
				continue
			}
		}
		if v.callsFor(key) {
			r.stopAt(start, i, i-start, key)
		} else if i-start >= slipLength && v.slips.maybe(text, start, i) {
			r.stopAtSlip(start, i)
		}
	}
}

// pass goes on behind what is no letter, looking for details where there may be
// some.
func (r *reader) pass(c byte, i int) int {
	switch c {
	case byteWide:
		kind, _, size := wideAt(r.text, i)
		if kind == wideLetters {
			t := tokenizer{v: r.c.v, text: r.text, to: len(r.text)}
			_, end, key, letters, _ := t.letters(i)
			if r.c.v.callsFor(key) {
				r.stopAt(i, end, letters, key)
			}
			return end
		}
		return i + size
	case byteDigit:
		if d, ok := identifyDigits(r.text, i); ok {
			r.detail(d)
			return max(d.end, i+1)
		}
		for i++; i < len(r.text) && foldBytes[r.text[i]] == byteDigit; {
			i++
		}
		return i
	case byteAt:
		if d, ok := identifyAt(r.text, i); ok {
			r.detail(d)
			return max(d.end, i+1)
		}
	}
	return i + 1
}

// unusual looks at a word that is followed by something beyond ASCII, by a hyphen
// or by an apostrophe: it may go on, or be a verb with n't behind it. It gives where
// the word ends.
func (r *reader) unusual(start, end int, key uint64) int {
	t := tokenizer{v: r.c.v, text: r.text, to: len(r.text)}
	if n := apostrophe(r.text, end); n > 0 {
		if key&31 == 'n'&31 && end-start > 2 && strings.HasPrefix(r.text[end+n:], "t") && r.c.v.callsFor(key>>5) {
			r.look(start)
		}
		return end
	}
	if next := lineEndHyphen(r.text, end, len(r.text)); next > 0 {
		if _, _, _, joined := t.overLine(end, key, end-start); joined {
			r.look(start)
		}
		return end
	}
	if foldBytes[r.text[end]] != byteWide {
		return end
	}
	_, stop, key, letters, _ := t.letters(start)
	if stop > end && r.c.v.callsFor(key) {
		r.stopAt(start, stop, letters, key)
	}
	return stop
}

// stopAt looks closer at a word that may be one of ours.
func (r *reader) stopAt(start, end, letters int, key uint64) {
	id := r.c.v.find(key, letters, r.text, start, end)
	if id == 0 {
		return
	}
	e := &r.c.v.entries[id]
	if e.name != 0 {
		if d, ok := identifyWord(r.text, start, end, e.name); ok {
			r.detail(d)
		}
	}
	switch {
	case len(e.starts) == 0:
	case e.sets&setUnwritten != 0:
		r.look(start)
	case r.possible(id, start, end):
		r.lookFor(start, id)
	}
}

// stopAtSlip looks closer at a long word that may be misspelt.
func (r *reader) stopAtSlip(start, end int) {
	if r.c.v.find(keyOf(r.text[start:end]), end-start, r.text, start, end) != 0 {
		return
	}
	if id := r.c.v.repair(r.text, start, end); id != 0 && len(r.c.v.entries[id].starts) > 0 {
		r.look(start)
	}
}

// look searches the sentence around a word for the patterns it belongs to.
func (r *reader) look(at int) { r.lookFor(at, 0) }

// lookFor does so for those of the patterns that the words next to it allow, if
// these were read; id is the word then.
func (r *reader) lookFor(at int, id wordID) {
	tokens := r.around(at)
	i, ok := slices.BinarySearchFunc(tokens, at, func(t token, at int) int { return t.start - at })
	if !ok {
		return
	}
	for _, p := range r.c.v.entries[tokens[i].id].starts {
		pattern := &r.c.patterns[p]
		if id != 0 && !r.allows(r.c.ready(&pattern.lazy), id) {
			continue
		}
		if from, to, ok := r.c.ready(&pattern.lazy).search(tokens, i); ok {
			r.consider(pattern, tokens[from].start, tokens[to].end)
		}
	}
}

// reach is how far a sentence is looked at on either side of a word, in bytes.
const reach = 180

// around are the tokens of the sentence around a place.
func (r *reader) around(at int) []token {
	s := &r.sentence
	if s.whole && at >= s.from && at < s.to {
		return s.tokens
	}
	var starts, ends bool
	s.from, starts = r.sentenceStart(at)
	s.to, ends = r.sentenceEnd(at)
	s.whole = starts && ends && s.to-s.from <= reach
	s.tokens = r.c.v.tokenize(r.text, s.from, s.to, s.tokens[:0])
	return s.tokens
}

// sentenceStart is where the sentence around a place starts, or where no more of it
// is looked at.
func (r *reader) sentenceStart(at int) (start int, whole bool) {
	low := max(0, at-reach)
	i := at
	for ; i > low; i-- {
		c := r.text[i-1]
		if c == '\n' && i > 1 && (r.text[i-2] == '\n' || r.text[i-2] == '\r' && i > 2 && r.text[i-3] == '\n') {
			return i, true
		}
		if (c == '.' || c == '!' || c == '?') && r.text[i] <= ' ' && plainStop(r.text, i-1) {
			return i, true
		}
	}
	for i > 0 && i > low-64 && r.text[i-1] > ' ' {
		i--
	}
	return i, i == 0
}

// plainStop tells a full stop after a word of three letters and more; shorter
// ones may be abbreviations, which the tokens know.
func plainStop(text string, at int) bool {
	for i := at - 1; i >= 0 && i >= at-3; i-- {
		if foldBytes[text[i]] < 'a' {
			return false
		}
	}
	return at >= 3
}

// sentenceEnd is where it ends.
func (r *reader) sentenceEnd(at int) (end int, whole bool) {
	high := min(len(r.text), at+reach)
	i := at
	for ; i < high; i++ {
		switch r.text[i] {
		case '.', '!', '?':
			if i+1 < len(r.text) && r.text[i+1] <= ' ' && plainStop(r.text, i) {
				return i + 1, true
			}
		case '\n':
			if strings.HasPrefix(r.text[i+1:], "\n") || strings.HasPrefix(r.text[i+1:], "\r\n") {
				return i, true
			}
		}
	}
	for i < len(r.text) && i < high+64 && r.text[i] > ' ' {
		i++
	}
	return i, i == len(r.text)
}

// search finds a match of the pattern that contains the word at i: the one that
// starts earliest, as long as it gets.
func (a *automaton) search(tokens []token, i int) (from, to int, ok bool) {
	low := i
	for low > 0 && i-low < a.before && tokens[low].before&gapped == 0 {
		low--
	}
	for from = low; from <= i; from++ {
		if end := a.run(tokens, from); end >= i {
			return from, end, true
		}
	}
	return 0, 0, false
}

// run is the last word of the longest match that starts at a word, or -1.
func (a *automaton) run(tokens []token, from int) int {
	end := -1
	states, prior := a.first&a.fits(tokens[from].id), uint64(0)
	if states&a.last != 0 {
		end = from
	}
	for i := from + 1; i < len(tokens) && (states != 0 || prior != 0); i++ {
		t := &tokens[i]
		if t.before&gapped != 0 {
			break
		}
		fits := a.fits(t.id)
		next := a.next(states, fits)
		if t.before&apart != 0 {
			next = step(a.loose, states, fits)
		}
		if t.before&hasSlash != 0 {
			next |= a.next(prior, fits) | states
		}
		states, prior = next, states
		if states&a.last != 0 {
			end = i
		}
		if states == 0 && (i+1 == len(tokens) || tokens[i+1].before&hasSlash == 0) {
			break
		}
	}
	return end
}
