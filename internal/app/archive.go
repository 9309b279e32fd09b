package app

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"filippo.io/age"

	"bearings/internal/backup"
	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/people"
	"bearings/internal/round"
	"bearings/internal/store"
)

type archiveCommand struct {
	Out archiveOut `cmd:"" help:"${help_archive_out}"`
	In  archiveIn  `cmd:"" help:"${help_archive_in}"`
}

type archiveOut struct {
	place
	Partnership string   `required:"" placeholder:"NAME|ID" help:"${help_archive_partnership}"`
	Recipient   []string `required:"" sep:"none" placeholder:"age1..." help:"${help_archive_recipient}"`
	Out         string   `required:"" placeholder:"FILE" help:"${help_archive_file}"`
}

// Run writes what a partnership has, while others may be at work. There are raw
// answers in it, so it is never written in the clear.
func (c archiveOut) Run(d *desk) error {
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
	fmt.Fprintln(d.out, d.words.Count("archive.made", int(rows), "Name", c.Out, "Recipient", c.Recipient[0]))
	return nil
}

func (c archiveOut) write(d *desk, db *store.DB, to []age.Recipient) (rows int64, err error) {
	p, err := partnershipCalled(d, db, c.Partnership)
	if err != nil {
		return 0, err
	}
	err = db.People().InTx(d, func(tx people.Tx) error {
		return tx.Record(deed.Deed{At: time.Now(), Actor: deed.AtTheServer, Kind: deed.PartnershipPacked, Partnership: string(p.ID)})
	})
	if err != nil {
		return 0, err
	}
	err = writeWhole(c.Out, func(out io.Writer) error {
		rows, err = backup.WriteAs(backup.OnePartnership, out, to, time.Now(), func(begin func(int64) error, table func(string, []string) error, row func([]any) error) error {
			return db.DumpPartnership(d, p.ID, begin, table, row)
		})
		return err
	})
	return rows, err
}

// partnershipCalled finds a partnership by its id, or by its name where only one
// has it.
func partnershipCalled(d *desk, db *store.DB, called string) (people.Partnership, error) {
	all, err := db.People().Read(d).Partnerships()
	if err != nil {
		return people.Partnership{}, err
	}
	var named []people.Partnership
	for _, p := range all {
		if string(p.ID) == called {
			return p, nil
		}
		if strings.EqualFold(strings.Join(strings.Fields(called), " "), p.Name) {
			named = append(named, p)
		}
	}
	switch len(named) {
	case 0:
		return people.Partnership{}, fault.New(fault.NotFound, "people.no-partnership", "Name", called)
	case 1:
		return named[0], nil
	}
	return people.Partnership{}, fault.New(fault.Invalid, "archive.several", "Name", called)
}

type archiveIn struct {
	place
	File string   `arg:"" placeholder:"FILE" help:"${help_archive_from}"`
	Key  []string `required:"" sep:"none" placeholder:"FILE" help:"${help_archive_key}"`
}

// Run takes a partnership in: all of it or nothing.
func (c archiveIn) Run(d *desk) error {
	with, err := identities(c.Key)
	if err != nil {
		return err
	}
	file, err := os.Open(c.File)
	if err != nil {
		return fault.New(fault.Invalid, "backup.cannot_read", "Name", c.File)
	}
	defer file.Close()
	kept, err := backup.OpenAs(backup.OnePartnership, file, with)
	if err != nil {
		return inArchive(err)
	}
	db, err := c.open(d)
	if err != nil {
		return err
	}
	name, err := c.take(d, db, kept)
	if err := errors.Join(err, db.Close()); err != nil {
		return inArchive(err)
	}
	fmt.Fprintln(d.out, d.words.Say("archive.taken", "Partnership", name, "Day", kept.Made.Format("2006-01-02 15:04 UTC")))
	return nil
}

func (c archiveIn) take(d *desk, db *store.DB, kept *backup.Backup) (name string, err error) {
	rounds := roundService(db, d.words)
	fill := func(put func(string, []string, []any) error) error {
		_, err := kept.Each(put)
		return err
	}
	return name, db.TakePartnership(d, kept.Version, fill, func(tx round.Tx, id people.PartnershipID) error {
		p, _, err := tx.Partnership(id)
		if err != nil {
			return err
		}
		name = p.Name
		return rounds.Resume(tx, id)
	})
}

// inArchive says of an archive what is otherwise said of a backup.
func inArchive(err error) error {
	f, ok := fault.As(err)
	said := map[string]string{"backup.other_key": "archive.other_key", "backup.broken": "archive.broken", "backup.format": "archive.format"}
	if !ok || said[f.Message] == "" {
		return err
	}
	g := *f
	g.Message = said[f.Message]
	return &g
}
