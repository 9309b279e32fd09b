package app

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"filippo.io/age"

	"bearings/internal/backup"
	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/store"
)

type restoreCommand struct {
	place
	File     string   `arg:"" placeholder:"FILE" help:"${help_restore_file}"`
	Identity []string `required:"" sep:"none" placeholder:"FILE" help:"${help_restore_identity}"`
}

// Run brings a backup back into an empty database.
func (c restoreCommand) Run(d *desk) error {
	found, _, err := c.find()
	if err != nil {
		return err
	}
	with, err := identities(c.Identity)
	if err != nil {
		return err
	}
	file, err := os.Open(c.File)
	if err != nil {
		return fault.New(fault.Invalid, "backup.cannot_read", "Name", c.File)
	}
	defer file.Close()
	kept, err := backup.Open(file, with)
	if err != nil {
		return err
	}
	var rows int64
	db, err := store.Restore(d, found.options(), kept.Version, func(put func(string, []string, []any) error) (err error) {
		rows, err = kept.Each(put)
		return err
	})
	if err != nil {
		return err
	}
	if err := errors.Join(recordAtServer(d, db, deed.BackupRestored), db.Close()); err != nil {
		return err
	}
	fmt.Fprintln(d.out, d.words.Count("backup.restored", int(rows), "Day", kept.Made.Format("2006-01-02 15:04 UTC")))
	return nil
}

func identities(files []string) (all []age.Identity, err error) {
	for _, name := range files {
		text, err := readSecret(name, "--identity")
		if err != nil {
			return nil, err
		}
		some, err := backup.Identities(bytes.NewReader(text))
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}
