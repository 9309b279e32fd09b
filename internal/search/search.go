// Package search finds things in the library: a full-text index of SQLite in
// memory, which knows that "exploited" and "exploitation" have one stem.
package search

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/ext/fts5"

	"bearings/internal/library"
)

// Index answers searches. It may be used by several goroutines, one after the
// other.
type Index struct {
	entries []library.Entry
	turn    sync.Mutex
	db      *sqlite3.Conn
	// order lists what fits, the best first; show marks the words in one of them.
	order, show *sqlite3.Stmt
}

// Weights of a word in a title, among other names, in a summary and in the rest
// of a text.
const weights = "8.0, 8.0, 3.0, 1.0"

// MaxWords is how many words of what somebody types are looked for.
const MaxWords = 12

// MaxShown is how many entries are shown.
const MaxShown = 40

// The signs that stand around what was found; no text of ours has them.
const before, after = "\x02", "\x03"

// New makes an index of entries.
func New(entries []library.Entry) (*Index, error) {
	db, err := sqlite3.Open(":memory:")
	if err != nil {
		return nil, err
	}
	x := &Index{entries: entries, db: db}
	if err := x.fill(); err != nil {
		_ = db.Close()
		return nil, err
	}
	return x, nil
}

// Close ends the index.
func (x *Index) Close() error {
	x.turn.Lock()
	defer x.turn.Unlock()
	_ = x.order.Close()
	_ = x.show.Close()
	return x.db.Close()
}

func (x *Index) fill() (err error) {
	if err := fts5.Register(x.db); err != nil {
		return err
	}
	err = x.db.Exec(`CREATE VIRTUAL TABLE entry USING fts5(title, also, summary, body, tokenize = 'porter unicode61 remove_diacritics 2');
		INSERT INTO entry (entry, rank) VALUES ('rank', 'bm25(` + weights + `)');
		CREATE VIRTUAL TABLE word USING fts5vocab(entry, instance); BEGIN`)
	if err != nil {
		return err
	}
	put, _, err := x.db.Prepare(`INSERT INTO entry (rowid, title, also, summary, body) VALUES (?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer put.Close()
	for i, e := range x.entries {
		_ = put.BindInt(1, i+1)
		_ = put.BindText(2, e.Title)
		_ = put.BindText(3, strings.Join(e.Also, " "))
		_ = put.BindText(4, e.Summary)
		_ = put.BindText(5, strings.Join(e.Texts, "\n"))
		if err := put.Exec(); err != nil {
			return err
		}
	}
	if err := x.db.Exec(`INSERT INTO entry (entry) VALUES ('optimize'); COMMIT`); err != nil {
		return err
	}
	if x.order, _, err = x.db.Prepare(`SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rank`); err != nil {
		return err
	}
	x.show, _, err = x.db.Prepare(`SELECT highlight(entry, 0, '` + before + `', '` + after + `'),
		snippet(entry, 3, '` + before + `', '` + after + `', '…', 28) FROM entry WHERE entry MATCH ? AND rowid = ?`)
	return err
}

// Search finds entries that have every word, or else some of the words; the
// last word may be a beginning. Without words it lists what fits.
func (x *Index) Search(q library.Query) (library.Found, error) {
	words := Words(q.Text)
	if len(words) == 0 {
		if strings.TrimSpace(q.Text) != "" {
			return library.Found{}, nil
		}
		return x.list(q), nil
	}
	x.turn.Lock()
	defer x.turn.Unlock()
	found, err := x.match(q, phrase(words, " AND "))
	if err != nil || found.All > 0 || len(words) == 1 {
		return found, err
	}
	found, err = x.match(q, phrase(words, " OR "))
	found.Some = true
	return found, err
}

func (x *Index) list(q library.Query) library.Found {
	var found library.Found
	for _, e := range x.entries {
		if !q.Fits(e) {
			continue
		}
		if found.All++; found.All <= MaxShown {
			found.Hits = append(found.Hits, library.Hit{Entry: e,
				Title: []library.Stretch{{Text: e.Title}}, Passage: []library.Stretch{{Text: e.Summary}}})
		}
	}
	return found
}

func (x *Index) match(q library.Query, words string) (library.Found, error) {
	defer x.order.Reset()
	var found library.Found
	if err := x.order.BindText(1, words); err != nil {
		return found, err
	}
	for x.order.Step() {
		row := x.order.ColumnInt(0)
		e := x.entries[row-1]
		if !q.Fits(e) {
			continue
		}
		if found.All++; found.All > MaxShown {
			continue
		}
		hit, err := x.shown(e, words, row)
		if err != nil {
			return found, err
		}
		found.Hits = append(found.Hits, hit)
	}
	return found, x.order.Err()
}

// shown is an entry with the words marked that were found in it.
func (x *Index) shown(e library.Entry, words string, row int) (library.Hit, error) {
	defer x.show.Reset()
	if err := x.show.BindText(1, words); err != nil {
		return library.Hit{}, err
	}
	if err := x.show.BindInt(2, row); err != nil {
		return library.Hit{}, err
	}
	if !x.show.Step() {
		return library.Hit{Entry: e, Title: stretches(e.Title), Passage: stretches(e.Summary)}, x.show.Err()
	}
	return library.Hit{Entry: e, Title: stretches(x.show.ColumnText(0)), Passage: stretches(x.show.ColumnText(1))}, nil
}

// Words are the words of what somebody typed, in lower case, as many as are
// looked for.
func Words(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return words[:min(MaxWords, len(words))]
}

// phrase is a query of FTS5; words are in quotes, so that none is an operator.
func phrase(words []string, between string) string {
	parts := make([]string, len(words))
	for i, word := range words {
		parts[i] = `"` + word + `"`
	}
	if last := words[len(words)-1]; len([]rune(last)) > 2 {
		parts[len(parts)-1] = fmt.Sprintf(`(%s OR %s *)`, parts[len(parts)-1], parts[len(parts)-1])
	}
	return strings.Join(parts, between)
}

func stretches(text string) []library.Stretch {
	var all []library.Stretch
	for text != "" {
		plain, rest, found := strings.Cut(text, before)
		if plain != "" {
			all = append(all, library.Stretch{Text: plain})
		}
		if !found {
			break
		}
		hit, rest, _ := strings.Cut(rest, after)
		all = append(all, library.Stretch{Text: hit, Hit: true})
		text = rest
	}
	return all
}
