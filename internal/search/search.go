// Package search finds things in the library: a full-text index of SQLite in
// memory, which knows that "exploited" and "exploitation" have one stem.
package search

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/ext/fts5"

	"bearings/internal/library"
)

// Index answers searches. It may be used by several goroutines, one after the
// other.
type Index struct {
	entries []library.Entry
	words   []words  // of the entries
	stems   []string // of all words
	turn    sync.Mutex
	room    []token // for the words of one text at a time
	db      *sqlite3.Conn
	// order lists what fits, the best first; ask and roots give the stem of a word.
	order, ask, roots *sqlite3.Stmt
}

// Weights of a word in a title, among other names, in a summary and in the rest
// of a text.
const weights = "8.0, 8.0, 3.0, 1.0"

// MaxWords is how many words of what somebody types are looked for.
const MaxWords = 12

// tables: entry is the index and word what stands in it; asked and root give the
// stem of a word that somebody types.
const tables = `
	CREATE VIRTUAL TABLE entry USING fts5(title, also, summary, body, tokenize = 'porter unicode61 remove_diacritics 2');
	CREATE VIRTUAL TABLE word USING fts5vocab(entry, instance);
	CREATE VIRTUAL TABLE asked USING fts5(text, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
	CREATE VIRTUAL TABLE root USING fts5vocab(asked, row);
	INSERT INTO entry (entry, rank) VALUES ('rank', 'bm25(` + weights + `)');
	BEGIN`

// New makes an index of entries.
func New(entries []library.Entry) (*Index, error) {
	db, err := sqlite3.Open(":memory:")
	if err != nil {
		return nil, err
	}
	x := &Index{entries: entries, db: db}
	for _, step := range []func() error{x.fill, x.read, x.prepare} {
		if err := step(); err != nil {
			_ = db.Close()
			return nil, err
		}
	}
	return x, nil
}

// Close ends the index.
func (x *Index) Close() error {
	x.turn.Lock()
	defer x.turn.Unlock()
	for _, statement := range []*sqlite3.Stmt{x.order, x.ask, x.roots} {
		_ = statement.Close()
	}
	return x.db.Close()
}

func (x *Index) fill() error {
	if err := fts5.Register(x.db); err != nil {
		return err
	}
	if err := x.db.Exec(tables); err != nil {
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
		_ = put.BindText(5, bodyOf(e))
		if err := put.Exec(); err != nil {
			return err
		}
	}
	return x.db.Exec(`INSERT INTO entry (entry) VALUES ('optimize'); COMMIT`)
}

func (x *Index) read() error {
	word, _, err := x.db.Prepare(`SELECT term, doc, col, offset FROM word`)
	if err != nil {
		return err
	}
	defer word.Close()
	return x.stem(word)
}

func (x *Index) prepare() (err error) {
	for to, query := range map[**sqlite3.Stmt]string{
		&x.order: `SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY rank, rowid`,
		&x.ask:   `INSERT INTO asked (rowid, text) VALUES (1, ?)`,
		&x.roots: `SELECT term FROM root`,
	} {
		if *to, _, err = x.db.Prepare(query); err != nil {
			return err
		}
	}
	return nil
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
	found, err := x.match(q, words, " AND ")
	if err != nil || found.All > 0 || len(words) == 1 {
		return found, err
	}
	found, err = x.match(q, words, " OR ")
	found.Some = found.All > 0
	return found, err
}

func (x *Index) list(q library.Query) library.Found {
	var found library.Found
	for _, e := range x.entries {
		if !q.Fits(e) {
			continue
		}
		if found.All++; found.All <= library.MostShown {
			found.Hits = append(found.Hits, library.Hit{Entry: e,
				Title: []library.Stretch{{Text: e.Title}}, Passage: []library.Stretch{{Text: e.Summary}}})
		}
	}
	return found
}

func (x *Index) match(q library.Query, words []string, between string) (library.Found, error) {
	var found library.Found
	rows, err := x.rows(phrase(words, between))
	if err != nil {
		return found, err
	}
	stems, err := x.stemsOf(words)
	if err != nil {
		return found, err
	}
	for _, row := range rows {
		if !q.Fits(x.entries[row]) {
			continue
		}
		if found.All++; found.All <= library.MostShown {
			found.Hits = append(found.Hits, x.hit(row, stems))
		}
	}
	return found, nil
}

// rows are the entries a query of FTS5 finds, the best first.
func (x *Index) rows(query string) ([]int, error) {
	defer x.order.Reset()
	if err := x.order.BindText(1, query); err != nil {
		return nil, err
	}
	var rows []int
	for x.order.Step() {
		rows = append(rows, x.order.ColumnInt(0)-1)
	}
	return rows, x.order.Err()
}

// possessive is what makes "parent" of "parent's".
var possessive = regexp.MustCompile(`(\pL)['’]s\b`)

// Words are the words of what somebody typed, in lower case, as many as are
// looked for.
func Words(text string) []string {
	text = possessive.ReplaceAllString(strings.ToLower(text), "$1")
	var words []string
	for _, token := range tokensOf(nil, text) {
		if len(words) < MaxWords {
			words = append(words, text[token.from:token.to])
		}
	}
	return words
}

// phrase is a query of FTS5; words are in quotes, so that none is an operator.
func phrase(words []string, between string) string {
	parts := make([]string, len(words))
	for i, word := range words {
		parts[i] = `"` + word + `"`
	}
	if last := words[len(words)-1]; isBeginning(last) {
		parts[len(parts)-1] = fmt.Sprintf(`("%s" OR "%s" *)`, last, last)
	}
	return strings.Join(parts, between)
}

// isBeginning says whether a word may be the beginning of another.
func isBeginning(word string) bool { return len([]rune(word)) > 2 }
