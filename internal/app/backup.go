package app

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"filippo.io/age"

	"bearings/internal/backup"
	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/store"
)

type backupCommand struct {
	place
	Recipient []string `required:"" sep:"none" placeholder:"age1..." help:"${help_backup_recipient}"`
	Out       string   `required:"" placeholder:"FILE" help:"${help_backup_out}"`
}

// Run writes a backup while others may be at work.
func (c backupCommand) Run(d *desk) error {
	var to []age.Recipient
	for _, text := range c.Recipient {
		one, err := backup.Recipient(text)
		if err != nil {
			return err
		}
		to = append(to, one)
	}
	db, err := c.open(d)
	if err != nil {
		return err
	}
	rows, err := c.write(d, db, to)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	fmt.Fprintln(d.out, d.words.Count("backup.made", int(rows), "Name", c.Out, "Recipient", c.Recipient[0]))
	return nil
}

func (c backupCommand) write(d *desk, db *store.DB, to []age.Recipient) (rows int64, err error) {
	// It stands in the trail of the backup itself, so that a restored installation
	// knows where it comes from.
	if err := recordAtServer(d, db, deed.BackupMade); err != nil {
		return 0, err
	}
	err = writeWhole(c.Out, func(out io.Writer) error {
		rows, err = backup.Write(out, to, time.Now(), func(begin func(int64) error, table func(string, []string) error, row func([]any) error) error {
			return db.Dump(d, begin, table, row)
		})
		return err
	})
	return rows, err
}

// recordAtServer notes what whoever runs the machine did.
func recordAtServer(d *desk, db *store.DB, kind deed.Kind) error {
	return db.People().InTx(d, func(tx people.Tx) error {
		return tx.Record(deed.Deed{At: time.Now(), Actor: deed.AtTheServer, Kind: kind})
	})
}

// writeWhole writes a new file, for its owner alone: it is there under its name
// when all of it is on the disk, and not before.
func writeWhole(name string, write func(io.Writer) error) error {
	if _, err := os.Lstat(name); err == nil {
		return fault.New(fault.Invalid, "backup.there", "Name", name)
	}
	partial := name + ".partial"
	file, err := os.OpenFile(partial, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fault.New(fault.Invalid, "backup.cannot_write", "Name", name)
	}
	writing := &noting{file: file}
	err = errors.Join(write(writing), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(partial, name)
	}
	if err == nil {
		return nil
	}
	_ = os.Remove(partial) // what is half-written opens nothing
	if writing.failed != nil || errors.Is(err, fs.ErrPermission) {
		return fault.New(fault.Invalid, "backup.cannot_write", "Name", name)
	}
	return err
}

// noting is a file that remembers whether writing to it failed.
type noting struct {
	file   *os.File
	failed error
}

func (n *noting) Write(p []byte) (int, error) {
	written, err := n.file.Write(p)
	if err != nil {
		n.failed = err
	}
	return written, err
}
