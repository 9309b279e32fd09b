// Package backup writes everything an installation keeps into one encrypted file,
// and reads it back. The file is the same for both engines: lines of JSON, packed
// by gzip and encrypted by age to whoever may restore it. A file that was cut,
// changed or encrypted to somebody else is refused before anything of it is used.
package backup

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"time"

	"filippo.io/age"

	"bearings/internal/fault"
)

// Kind names the file's shape, for whoever reads it in ten years.
type Kind string

// Kinds of files.
const (
	Everything     Kind = "bearings-backup/1"      // all of an installation
	OnePartnership Kind = "bearings-partnership/1" // what one partnership has
)

// line is one line of the file: the first says what it is, one begins each table,
// one is each row, and the last says how many rows there were.
type line struct {
	Format  Kind      `json:"format,omitempty"`
	Version int64     `json:"version,omitempty"`
	Made    time.Time `json:"made,omitzero"`
	Table   string    `json:"table,omitempty"`
	Columns []string  `json:"columns,omitempty"`
	Row     []any     `json:"row,omitempty"`
	End     bool      `json:"end,omitempty"`
	Rows    int64     `json:"rows,omitempty"`
}

// Dump is what a database gives; see store.DB.Dump.
type Dump func(begin func(version int64) error, table func(name string, columns []string) error, row func(values []any) error) error

// Recipient reads an age public key: "age1…".
func Recipient(text string) (age.Recipient, error) {
	r, err := age.ParseX25519Recipient(text)
	if err != nil {
		return nil, fault.New(fault.Invalid, "backup.recipient")
	}
	return r, nil
}

// Identities reads the file of an age key, as age-keygen writes it.
func Identities(r io.Reader) ([]age.Identity, error) {
	all, err := age.ParseIdentities(r)
	if err != nil {
		return nil, fault.New(fault.Invalid, "backup.identity")
	}
	return all, nil
}

// NewKey makes a pair of keys for backups: what stays secret, and what backups are
// written to.
func NewKey() (secret, public string, err error) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		return "", "", err
	}
	return key.String(), key.Recipient().String(), nil
}

// Write writes a backup to out and says how many rows it holds.
func Write(out io.Writer, to []age.Recipient, made time.Time, dump Dump) (rows int64, err error) {
	return WriteAs(Everything, out, to, made, dump)
}

// WriteAs is Write for a file of either kind.
func WriteAs(kind Kind, out io.Writer, to []age.Recipient, made time.Time, dump Dump) (rows int64, err error) {
	sealed, err := age.Encrypt(out, to...)
	if err != nil {
		return 0, err
	}
	packed := gzip.NewWriter(sealed)
	lines := json.NewEncoder(packed)
	lines.SetEscapeHTML(false)
	err = dump(
		func(version int64) error {
			return lines.Encode(line{Format: kind, Version: version, Made: made.UTC()})
		},
		func(name string, columns []string) error { return lines.Encode(line{Table: name, Columns: columns}) },
		func(values []any) error {
			rows++
			return lines.Encode(line{Row: values})
		})
	if err != nil {
		return 0, err
	}
	if err := lines.Encode(line{End: true, Rows: rows}); err != nil {
		return 0, err
	}
	if err := packed.Close(); err != nil {
		return 0, err
	}
	return rows, sealed.Close()
}

// Backup is a file that was opened.
type Backup struct {
	// Version is that of the tables, and Made is when it was written.
	Version int64
	Made    time.Time
	lines   *json.Decoder
	packed  *bounded
}

// longestLine is far more than a row of ours has, in bytes. A few packed bytes can be
// any number when they are unpacked.
const longestLine = 16 << 20

// bounded reads no more than is left for a line.
type bounded struct {
	io.Reader
	left int
}

var errLongLine = errors.New("a line has no end")

func (b *bounded) Read(into []byte) (int, error) {
	if b.left <= 0 {
		return 0, errLongLine
	}
	n, err := b.Reader.Read(into[:min(len(into), b.left)])
	b.left -= n
	return n, err
}

// next reads one line.
func (b *Backup) next() (one line, err error) {
	b.packed.left = longestLine
	err = b.lines.Decode(&one)
	return one, err
}

// Open begins to read a backup.
func Open(in io.Reader, with []age.Identity) (*Backup, error) {
	return OpenAs(Everything, in, with)
}

// OpenAs is Open for a file of either kind.
func OpenAs(kind Kind, in io.Reader, with []age.Identity) (*Backup, error) {
	opened, err := age.Decrypt(bufio.NewReader(in), with...)
	var nobody *age.NoIdentityMatchError
	switch {
	case errors.As(err, &nobody):
		return nil, fault.New(fault.Invalid, "backup.other_key")
	case err != nil:
		return nil, broken(err)
	}
	packed, err := gzip.NewReader(opened)
	if err != nil {
		return nil, broken(err)
	}
	b := &Backup{packed: &bounded{Reader: packed}}
	b.lines = json.NewDecoder(b.packed)
	b.lines.UseNumber()
	first, err := b.next()
	if err != nil {
		return nil, broken(err)
	}
	if first.Format != kind {
		return nil, fault.New(fault.Invalid, "backup.format", "Format", string(first.Format), "Known", string(kind))
	}
	b.Version, b.Made = first.Version, first.Made
	return b, nil
}

// Each calls put for every row, and says how many there were. It fails where the
// file does not end as it should: then nothing of it may stay.
func (b *Backup) Each(put func(table string, columns []string, values []any) error) (rows int64, err error) {
	var table line
	for {
		one, err := b.next()
		if err != nil {
			return 0, broken(err)
		}
		switch {
		case one.End && one.Rows == rows:
			return rows, b.atEnd()
		case one.End:
			return 0, broken(nil)
		case one.Table != "":
			table = one
		default:
			rows++
			values, err := plain(one.Row)
			if err != nil {
				return 0, err
			}
			if err := put(table.Table, table.Columns, values); err != nil {
				return 0, err
			}
		}
	}
}

// atEnd reads to the end of the file, where age and gzip say whether it is whole.
func (b *Backup) atEnd() error {
	b.packed.left = longestLine
	if _, err := b.lines.Token(); !errors.Is(err, io.EOF) {
		return broken(err)
	}
	return nil
}

// plain makes numbers whole ones.
func plain(values []any) ([]any, error) {
	for i, value := range values {
		switch v := value.(type) {
		case string:
		case json.Number:
			n, err := v.Int64()
			if err != nil {
				return nil, broken(err)
			}
			values[i] = n
		default:
			return nil, broken(nil)
		}
	}
	return values, nil
}

func broken(because error) error {
	f := fault.New(fault.Invalid, "backup.broken")
	f.Because = because
	return f
}
