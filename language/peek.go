package language

import "unicode/utf8"

// peek is a word next to one of ours, read without cutting the sentence.
type peek struct {
	id   wordID
	kind peekKind
}

type peekKind uint8

const (
	// peekWord is a plain word, and peekApart one behind a comma or bracket.
	peekWord peekKind = iota
	peekApart
	// peekEnd is where no pattern goes on.
	peekEnd
	// peekUnsure is what only the tokens can tell.
	peekUnsure
)

// peeks are the words on one side of a word, read as far as needed.
type peeks struct {
	read [16]peek
	n    int
	at   int
}

// possible tells whether any pattern of a word may be found around it, from the
// plain words next to it. It is never wrong when it says no.
func (r *reader) possible(id wordID, start, end int) bool {
	r.behind.n, r.behind.at = 0, end
	r.before.n, r.before.at = 0, start
	for _, p := range r.c.v.entries[id].starts {
		if r.allows(r.c.ready(&r.c.patterns[p].lazy), id) {
			return true
		}
	}
	return false
}

// allows tells whether the words next to a word, as far as they were read, leave
// room for a pattern.
func (r *reader) allows(a *automaton, id wordID) bool {
	at := a.fits(id) &^ a.any
	return r.goesOn(a, at) && r.comesFrom(a, at)
}

// goesOn tells whether a match may end somewhere behind the word.
func (r *reader) goesOn(a *automaton, states uint64) bool {
	for i := 0; states != 0; i++ {
		if states&a.last != 0 {
			return true
		}
		next := r.wordBehind(i)
		switch next.kind {
		case peekEnd:
			return false
		case peekUnsure:
			return true
		case peekApart:
			states = step(a.loose, states, a.fits(next.id))
		default:
			states = a.next(states, a.fits(next.id))
		}
	}
	return false
}

// comesFrom tells whether a match may start somewhere before the word.
func (r *reader) comesFrom(a *automaton, states uint64) bool {
	for i := 0; states != 0; i++ {
		if states&a.first != 0 {
			return true
		}
		next := r.wordBefore(i)
		switch next.kind {
		case peekEnd:
			return false
		case peekUnsure:
			return true
		case peekApart:
			states = step(a.loosePrior, states, a.fits(next.id))
		default:
			states = step(a.prior, states, a.fits(next.id))
		}
	}
	return false
}

// wordBehind is the i-th word behind the word looked at.
func (r *reader) wordBehind(i int) peek {
	p := &r.behind
	if i >= len(p.read) {
		return peek{kind: peekUnsure}
	}
	for p.n <= i {
		if p.n > 0 && p.read[p.n-1].kind > peekApart {
			return p.read[p.n-1]
		}
		p.read[p.n] = r.readBehind(p)
		p.n++
	}
	return p.read[i]
}

func (r *reader) wordBefore(i int) peek {
	p := &r.before
	if i >= len(p.read) {
		return peek{kind: peekUnsure}
	}
	for p.n <= i {
		if p.n > 0 && p.read[p.n-1].kind > peekApart {
			return p.read[p.n-1]
		}
		p.read[p.n] = r.readBefore(p)
		p.n++
	}
	return p.read[i]
}

func (r *reader) readBehind(p *peeks) peek {
	text, i := r.text, p.at
	from, kind := i, peekWord
	for i < len(text) && foldBytes[text[i]] < 'a' && foldBytes[text[i]] != byteDigit {
		mark, size := r.peekMark(text, i)
		if mark > peekApart {
			return peek{kind: mark}
		}
		kind = max(kind, mark)
		i += size
	}
	start, class := i, byte(0)
	if i < len(text) {
		class = foldBytes[text[i]]
	}
	i = runEnd(text, i, class)
	p.at = i
	switch {
	case i == start:
		return peek{kind: peekEnd} // the text ends
	case start == from, hangsOn(text, i):
		return peek{kind: peekUnsure}
	}
	return r.plainWord(class, start, i, kind)
}

func (r *reader) readBefore(p *peeks) peek {
	text, i := r.text, p.at
	from, kind := i, peekWord
	for i > 0 && foldBytes[text[i-1]] < 'a' && foldBytes[text[i-1]] != byteDigit {
		at := i - 1
		for at > 0 && at > i-utf8.UTFMax && !utf8.RuneStart(text[at]) {
			at--
		}
		mark, size := r.peekMark(text, at)
		if mark > peekApart {
			return peek{kind: mark}
		}
		if at+size != i {
			return peek{kind: peekUnsure}
		}
		kind = max(kind, mark)
		i = at
	}
	end, class := i, byte(0)
	if i > 0 {
		class = foldBytes[text[i-1]]
	}
	for i > 0 && sameRun(foldBytes[text[i-1]], class) && end-i < 64 {
		i--
	}
	p.at = i
	switch {
	case i == end:
		return peek{kind: peekEnd}
	case end == from, end-i == 64, i > 0 && hangsOn(text, i-1):
		return peek{kind: peekUnsure}
	}
	return r.plainWord(class, i, end, kind)
}

// runEnd is where a run of letters or of digits ends.
func runEnd(text string, i int, class byte) int {
	for i < len(text) && sameRun(foldBytes[text[i]], class) {
		i++
	}
	return i
}

func sameRun(a, class byte) bool {
	return a >= 'a' && class >= 'a' || a == byteDigit && class == byteDigit
}

// peekMark says what a character between two words does to a match, and how long
// it is in bytes.
func (r *reader) peekMark(text string, i int) (peekKind, int) {
	switch c := text[i]; c {
	case ' ', '\t', '\n', '\r', '-', '"', '*', '_', '#', '$', '%', '&', '+', '\\', '^', '~':
		return peekWord, 1
	case ',', ':', '(', ')', '[', ']', '{', '}':
		return peekApart, 1
	case ';', '!', '?', '|', '<', '>', '=':
		return peekEnd, 1
	case '.':
		return r.peekStop(text, i), 1
	case '\'', '`':
		if i == 0 || foldBytes[text[i-1]] < 'a' || i+1 == len(text) || foldBytes[text[i+1]] < 'a' {
			return peekWord, 1
		}
	default:
		if c >= 0x80 {
			return peekWide(text, i)
		}
	}
	return peekUnsure, 1
}

// peekStop tells a full stop from the point of an abbreviation, as the tokens do.
func (r *reader) peekStop(text string, i int) peekKind {
	if i+1 < len(text) && text[i+1] > ' ' {
		return peekUnsure
	}
	start, key := i, uint64(0)
	for start > 0 && foldBytes[text[start-1]] >= 'a' && i-start < 6 {
		start--
	}
	for k := start; k < i; k++ {
		key = key<<5 | uint64(text[k]&31)
	}
	v := r.c.v
	if i-start == 1 || i-start < 6 && v.entries[v.find(key, i-start, text, start, i)].sets&setShort != 0 {
		return peekUnsure
	}
	return peekEnd
}

func peekWide(text string, i int) (peekKind, int) {
	kind, _, size := wideAt(text, i)
	switch kind {
	case wideSpace, wideOpenQuote, wideCloseQuote, wideOther:
		return peekWord, size
	case wideEllipsis, wideBullet:
		return peekEnd, size
	}
	return peekUnsure, size
}

// hangsOn tells whether a mark next to a word may be a part of it.
func hangsOn(text string, i int) bool {
	if i < len(text) && foldBytes[text[i]] == byteApos {
		return i > 0 && foldBytes[text[i-1]] >= 'a' && i+1 < len(text) && foldBytes[text[i+1]] >= 'a'
	}
	return i < len(text) && (text[i] >= 0x80 || text[i] == '/' || text[i] == '-' && (i+1 == len(text) || text[i+1] <= ' '))
}

// plainWord is a word without anything hidden in it, or a number.
func (r *reader) plainWord(class byte, start, end int, kind peekKind) peek {
	v := r.c.v
	if class == byteDigit {
		return peek{v.age(r.text[start:end]), kind}
	}
	id := v.find(keyOf(r.text[start:end]), end-start, r.text, start, end)
	if id == 0 && end-start >= slipLength {
		id = v.repair(r.text, start, end)
	}
	if v.entries[id].sets&setUnwritten != 0 || end-start == 1 && end < len(r.text) && (r.text[end] == '.' || r.text[end] == '/') {
		return peek{kind: peekUnsure}
	}
	return peek{id, kind}
}
