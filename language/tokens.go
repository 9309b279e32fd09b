package language

import "strings"

// token is a word, a number or a clitic of a text.
type token struct {
	start, end int
	id         wordID
	sets       sets
	before     between
	number     int16 // of up to three digits; -1 where it is none
	capital    bool  // starts with a capital letter
}

// between is what stands between a word and the one before it.
type between uint16

const (
	hasComma between = 1 << iota
	hasSemicolon
	hasColon
	hasDash
	hasOpen
	hasClose
	hasSlash
	hasQuote
	hasStop // a sentence ends
	hasLine
	hasHyphen
)

// apart are the marks a pattern doesn't reach over, and clause those that end a
// clause.
const (
	apart  = hasComma | hasSemicolon | hasColon | hasDash | hasOpen | hasClose | hasStop
	gapped = hasSemicolon | hasStop
	clause = hasComma | hasSemicolon | hasColon | hasDash | hasStop
)

// tokenizer cuts a stretch of text into tokens.
type tokenizer struct {
	v      *vocabulary
	text   string
	at, to int
	before between
	line   int // where the line starts
	out    []token
}

// tokenize appends the tokens of text[from:to].
func (v *vocabulary) tokenize(text string, from, to int, out []token) []token {
	line := from - min(from, 200)
	if at := strings.LastIndexByte(text[line:from], '\n'); at >= 0 {
		line += at + 1
	}
	t := tokenizer{v: v, text: text, at: from, to: to, out: out, line: line, before: hasStop}
	for t.at < to {
		switch c := foldBytes[text[t.at]]; {
		case c >= 'a':
			t.word()
		case c == byteDigit:
			t.digits()
		case c == byteWide:
			t.wide()
		default:
			t.mark(text[t.at])
		}
	}
	return t.out
}

// word reads the letters that belong together, whatever is hidden among them.
func (t *tokenizer) word() {
	start, end, key, letters, plain := t.letters(t.at)
	id := t.v.find(key, letters, t.text, start, end)
	if letters == 1 {
		if next, all, ok := t.v.dotted(t.text, start, t.to); ok {
			id, end, letters = all, next, 2
		}
	}
	if next, joined, all, ok := t.overLine(end, key, letters); ok && id == 0 {
		id, end, letters, plain = joined, next, all, false
	}
	if id == 0 && plain && letters >= slipLength {
		id = t.v.repair(t.text, start, end)
	}
	t.at = end
	t.add(start, end, id)
	if end < t.to && apostrophe(t.text, end) > 0 {
		t.clitic(end)
	} else if t.v.entries[id].sets&setUnwritten != 0 {
		t.unwritten(id)
	}
}

// dotted reads letters with points or a stroke between as one word, if it is one
// of ours: C.S.E., b/f.
func (v *vocabulary) dotted(text string, at, to int) (end int, id wordID, ok bool) {
	var key uint64
	n := 0
	for at < to && foldBytes[text[at]] >= 'a' && n < packed && (at+1 == to || foldBytes[text[at+1]] < 'a') {
		key, n = key<<5|uint64(text[at]&31), n+1
		at++
		end = at
		if at == to || text[at] != '.' && text[at] != '/' {
			break
		}
		at++
	}
	if n < 2 {
		return 0, 0, false
	}
	if end < to && text[end] == '.' {
		end++
	}
	id = v.find(key, n, text, 0, 0)
	return end, id, id != 0
}

// letters reads a word's letters from at, and gives where they start and end,
// their key and number, and whether each is one byte.
func (t *tokenizer) letters(at int) (start, end int, key uint64, letters int, plain bool) {
	start, plain = at, true
	for at < t.to {
		c := foldBytes[t.text[at]]
		if c >= 'a' {
			key, letters, at = key<<5|uint64(c&31), letters+1, at+1
			end = at
			continue
		}
		if c != byteWide {
			break
		}
		kind, more, size := wideAt(t.text, at)
		if kind != wideLetters && kind != wideNothing {
			break
		}
		plain = false
		for i := range len(more) {
			key, letters = key<<5|uint64(more[i]&31), letters+1
		}
		at += size
		if kind == wideLetters {
			end = at
		}
	}
	return start, end, key, letters, plain
}

// overLine tells whether a word goes on after a hyphen at the end of the line,
// as a word of ours.
func (t *tokenizer) overLine(end int, key uint64, letters int) (int, wordID, int, bool) {
	next := lineEndHyphen(t.text, end, t.to)
	if next == 0 {
		return 0, 0, 0, false
	}
	start, stop, more, n, _ := t.letters(next)
	if n == 0 || n > 60 {
		return 0, 0, 0, false
	}
	for range n {
		key <<= 5
	}
	if n <= packed {
		key |= more
	} else {
		key = more
	}
	if id := t.v.find(key, letters+n, t.text, start, stop); id != 0 && letters+n <= packed {
		return stop, id, letters + n, true
	}
	id := t.v.byLetters(t.text[:end], end-letters, t.text[start:stop])
	return stop, id, letters + n, id != 0
}

// byLetters is the long word made of two parts, or 0.
func (v *vocabulary) byLetters(text string, start int, rest string) wordID {
	if start < 0 || len(text)-start+len(rest) < packed {
		return 0
	}
	whole := strings.ToLower(text[start:] + rest)
	return v.find(keyOf(whole), len(whole), whole, 0, len(whole))
}

// lineEndHyphen is where the text goes on if a hyphen and a line's end stand at
// end, and 0 otherwise.
func lineEndHyphen(text string, end, to int) int {
	at := end
	switch {
	case at < to && text[at] == '-':
		at++
	case at < to && text[at] >= 0x80:
		kind, _, size := wideAt(text, at)
		if kind != wideHyphen && !strings.HasPrefix(text[at:], "\u00ad") {
			return 0
		}
		at += size
	default:
		return 0
	}
	lines := 0
	for at < to && strings.IndexByte(" \t\r\n", text[at]) >= 0 && at-end < 40 {
		if text[at] == '\n' {
			lines++
		}
		at++
	}
	if lines != 1 || at == to || foldBytes[text[at]] < 'a' {
		return 0
	}
	return at
}

func (t *tokenizer) add(start, end int, id wordID) {
	c := t.text[start]
	t.out = append(t.out, token{start: start, end: end, id: id, sets: t.v.entries[id].sets, before: t.before,
		number: -1, capital: c >= 'A' && c <= 'Z'})
	t.before = 0
}

func (t *tokenizer) digits() {
	start, n := t.at, 0
	for t.at < t.to && foldBytes[t.text[t.at]] == byteDigit {
		if n < 1000 {
			n = n*10 + int(t.text[t.at]-'0')
		}
		t.at++
	}
	t.add(start, t.at, t.v.age(t.text[start:t.at]))
	if n < 1000 {
		t.out[len(t.out)-1].number = int16(n)
	}
}

func (t *tokenizer) wide() {
	kind, _, size := wideAt(t.text, t.at)
	switch kind {
	case wideLetters:
		t.word()
		return
	case wideHyphen:
		t.before |= hasHyphen
	case wideDash:
		t.before |= t.dash(size)
	case wideApos, wideOpenQuote, wideCloseQuote, wideOpenSingle:
		t.before |= hasQuote
	case wideEllipsis, wideBullet:
		t.before |= hasStop
	}
	t.at += size
}

// dash tells a dash between words from one that joins them.
func (t *tokenizer) dash(size int) between {
	open := t.at > 0 && t.text[t.at-1] > ' '
	closed := t.at+size < t.to && t.text[t.at+size] > ' '
	if open && closed {
		return hasHyphen
	}
	return hasDash
}

// mark reads a byte that is no letter.
func (t *tokenizer) mark(c byte) {
	switch c {
	case '.', '!', '?':
		t.before |= t.stop(c)
	case ',':
		t.before |= hasComma
	case ';':
		t.before |= hasSemicolon
	case ':':
		t.before |= hasColon
	case '(', '[', '{':
		t.before |= hasOpen
	case ')', ']', '}':
		t.before |= hasClose
	case '/':
		t.before |= hasSlash
	case '"', '\'', '`':
		t.before |= hasQuote
	case '-':
		t.before |= t.dash(1)
	case '|', '\t', '<', '>', '=':
		t.before |= hasStop
	case '\n':
		t.newLine()
	}
	t.at++
}

// stop tells a full stop from the point of an abbreviation or a number.
func (t *tokenizer) stop(c byte) between {
	if c != '.' {
		return hasStop
	}
	if t.at+1 < t.to && t.text[t.at+1] > ' ' && t.text[t.at+1] != '"' && t.text[t.at+1] != '\'' && t.text[t.at+1] < 0x80 && t.text[t.at+1] != ')' {
		return 0
	}
	if len(t.out) > 0 {
		last := t.out[len(t.out)-1]
		if last.end == t.at && (last.sets&setShort != 0 || last.end-last.start == 1 && last.number < 0) {
			return 0
		}
	}
	return hasStop
}

// newLine tells a line's end within a sentence from one that ends an item.
func (t *tokenizer) newLine() {
	if t.before&hasLine != 0 || breaksAfter(t.text, t.line, t.at, t.to) {
		t.before |= hasStop
	}
	t.before |= hasLine
	t.line = t.at + 1
}

// shortLine is how many bytes a line has at least if it ends because the page
// does, and not the item.
const shortLine = 45

// breaksAfter tells whether the line text[start:end] ends an item rather than
// being wrapped.
func breaksAfter(text string, start, end, to int) bool {
	next := end + 1
	for next < to && (text[next] == ' ' || text[next] == '\t' || text[next] == '>') {
		next++
	}
	if next >= to || text[next] == '\n' || text[next] == '\r' {
		return true
	}
	switch c := text[next]; {
	case strings.IndexByte("-*+#|=", c) >= 0:
		return true
	case strings.HasPrefix(text[next:], "•"), strings.HasPrefix(text[next:], "–"), strings.HasPrefix(text[next:], "—"):
		return true
	case c >= '0' && c <= '9':
		return end-start < shortLine
	case c >= 'A' && c <= 'Z':
		line := strings.TrimRight(text[start:end], " \t\r")
		return len(line) < shortLine && !strings.HasSuffix(line, ",") && !strings.HasSuffix(line, "-")
	}
	return false
}
