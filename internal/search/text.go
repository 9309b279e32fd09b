package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"

	"bearings/internal/library"
)

// window is how many words a passage has.
const window = 28

// token is a word of a text and where it stands. The stem is SQLite's, so that
// what is marked is what was found.
type token struct {
	from, to int32
	stem     uint32
}

// text is a text that passages are taken from.
type text struct {
	written string
	tokens  []token
}

// words are the stems of an entry's words, in the order of the words. Where they
// stand is found again when a passage is shown: few entries are, and the places
// would take more room than the texts.
type words struct{ title, summary, body []uint32 }

// text is a text with its words, which stand in the index's own room until the
// next is asked for.
func (x *Index) text(written string, stems []uint32) text {
	x.room = x.room[:0]
	if len(stems) > 0 {
		x.room = tokensOf(x.room, written)
	}
	for i := range x.room {
		x.room[i].stem = stems[i]
	}
	return text{written, x.room}
}

// tokensOf parts a text into words as FTS5's unicode61 does: letters, numbers
// and the marks on them. They are put behind those of before.
func tokensOf(before []token, written string) []token {
	start := -1
	for i, r := range written {
		switch is := isWord(r); {
		case is && start < 0:
			start = i
		case !is && start >= 0 && !(r >= 0x300 && r <= 0x331):
			before = append(before, token{from: int32(start), to: int32(i)})
			start = -1
		}
	}
	if start >= 0 {
		before = append(before, token{from: int32(start), to: int32(len(written))})
	}
	return before
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.Co)
}

// stem gives every word of every entry its stem. A text of which SQLite has
// other words than we have is left without, and shown unmarked.
func (x *Index) stem(word *sqlite3.Stmt) error {
	x.words = make([]words, len(x.entries))
	count := func(written string) []uint32 {
		x.room = tokensOf(x.room[:0], written)
		return make([]uint32, len(x.room))
	}
	for i, e := range x.entries {
		x.words[i] = words{count(e.Title), count(e.Summary), count(bodyOf(e))}
	}
	known := map[string]uint32{}
	counts := make([]struct{ title, summary, body int }, len(x.entries))
	for word.Step() {
		doc, offset := word.ColumnInt(1)-1, word.ColumnInt(3)
		stem, ok := known[string(word.ColumnRawText(0))]
		if !ok {
			term := word.ColumnText(0)
			stem = uint32(len(x.stems))
			known[term] = stem
			x.stems = append(x.stems, term)
		}
		of, n := &x.words[doc], &counts[doc]
		switch string(word.ColumnRawText(2)) {
		case "title":
			set(of.title, offset, stem, &n.title)
		case "summary":
			set(of.summary, offset, stem, &n.summary)
		case "body":
			set(of.body, offset, stem, &n.body)
		}
	}
	for i := range x.words {
		of, n := &x.words[i], counts[i]
		*of = words{kept(of.title, n.title), kept(of.summary, n.summary), kept(of.body, n.body)}
	}
	return word.Err()
}

func set(stems []uint32, offset int, stem uint32, n *int) {
	*n++
	if offset < len(stems) {
		stems[offset] = stem
	}
}

// kept leaves a text without words where SQLite has another number of them.
func kept(stems []uint32, n int) []uint32 {
	if n != len(stems) {
		return nil
	}
	return stems
}

func bodyOf(e library.Entry) string { return strings.Join(e.Texts, "\n") }

// asked are the words somebody looks for, as the stems they have in texts: for
// each stem, one bit for every word it stands for.
type asked []uint16

// stemsOf finds the stems of words; the last word may be a beginning.
func (x *Index) stemsOf(words []string) (asked, error) {
	found := make(asked, len(x.stems))
	for i, word := range words {
		root, err := x.root(word)
		if err != nil {
			return nil, err
		}
		begins := i == len(words)-1 && isBeginning(word)
		for n, stem := range x.stems {
			if stem == root || begins && strings.HasPrefix(stem, root) {
				found[n] |= 1 << i
			}
		}
	}
	return found, nil
}

// root is the stem of a word, as SQLite makes it.
func (x *Index) root(word string) (string, error) {
	defer x.roots.Reset()
	if err := x.db.Exec(`INSERT INTO asked (asked) VALUES ('delete-all')`); err != nil {
		return "", err
	}
	if err := x.ask.BindText(1, word); err != nil {
		return "", err
	}
	if err := x.ask.Exec(); err != nil {
		return "", err
	}
	if !x.roots.Step() {
		return word, x.roots.Err()
	}
	return x.roots.ColumnText(0), nil
}

// marked is a stretch of a text, from one word to another, with what was asked
// for marked in it.
func (t text) marked(a asked, from, to int) []library.Stretch {
	var all []library.Stretch
	add := func(from, to int32, hit bool) {
		if from < to {
			all = append(all, library.Stretch{Text: t.written[from:to], Hit: hit})
		}
	}
	done, end := t.start(from), t.end(to)
	for _, token := range t.tokens[from:to] {
		if a[token.stem] != 0 {
			add(done, token.from, false)
			add(token.from, token.to, true)
			done = token.to
		}
	}
	add(done, end, false)
	return all
}

// start and end are where a stretch of words begins and ends: with the signs
// around it where it is at the text's own.
func (t text) start(from int) int32 {
	if from == 0 {
		return 0
	}
	return t.tokens[from].from
}

func (t text) end(to int) int32 {
	if to == len(t.tokens) {
		return int32(len(t.written))
	}
	return t.tokens[to-1].to
}

// passage is the stretch of a text that holds most of what was asked for. It is
// empty where the text holds none.
func (t text) passage(a asked) []library.Stretch {
	first, found := t.fullest(a)
	if !found {
		return nil
	}
	// What was looked for stands near the beginning, after a few words.
	for first > 0 && a[t.tokens[first].stem] == 0 {
		first++
	}
	first = max(0, first-lead)
	last := min(len(t.tokens), first+window)
	all := t.marked(a, first, last)
	if first > 0 {
		all = append([]library.Stretch{{Text: "…"}}, all...)
	}
	if last < len(t.tokens) {
		all = append(all, library.Stretch{Text: "…"})
	}
	return all
}

// fullest is where the words begin that hold most of what was asked for: first
// different words, then many.
func (t text) fullest(a asked) (first int, found bool) {
	best, score := 0, 0
	var counts [MaxWords]int
	count := func(token token, by int) {
		for i := range counts {
			if a[token.stem]&(1<<i) == 0 {
				continue
			}
			before := counts[i]
			counts[i] += by
			score += by
			if before == 0 || counts[i] == 0 {
				score += by * window
			}
		}
	}
	for i, token := range t.tokens {
		count(token, 1)
		if i >= window {
			count(t.tokens[i-window], -1)
		}
		if score > best {
			best, first = score, max(0, i-window+1)
		}
	}
	return first, best > 0
}

// lead is how many words stand before the first that was looked for.
const lead = 4

// hit is an entry with what was asked for marked in its title and in a passage.
func (x *Index) hit(i int, a asked) library.Hit {
	e, of := x.entries[i], x.words[i]
	title := x.text(e.Title, of.title)
	hit := library.Hit{Entry: e, Title: title.marked(a, 0, len(title.tokens))}
	if hit.Passage = x.text(bodyOf(e), of.body).passage(a); hit.Passage == nil {
		summary := x.text(e.Summary, of.summary)
		hit.Passage = summary.marked(a, 0, len(summary.tokens))
	}
	return hit
}
