package app

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"bearings/internal/deed"
	"bearings/internal/fault"
	"bearings/internal/store"
)

type verifyCommand struct {
	place
	Checkpoint []string `sep:"none" placeholder:"FILE" help:"${help_verify_checkpoint}"`
}

// Run looks through the database and the audit trail, and says what is wrong.
func (c verifyCommand) Run(d *desk) error {
	keep, err := checkpoints(c.Checkpoint)
	if err != nil {
		return err
	}
	db, err := c.open(d)
	if err != nil {
		return err
	}
	wrong, err := c.verify(d, db, keep)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	if wrong {
		return ending(exitInput)
	}
	return nil
}

func (c verifyCommand) verify(d *desk, db *store.DB, keep []deed.Checkpoint) (wrong bool, err error) {
	damage, err := db.Damage(d)
	if err != nil {
		return false, err
	}
	for _, said := range damage {
		fmt.Fprintln(d.out, d.words.Say("verify.damage", "Said", said))
	}
	if len(damage) == 0 && !db.IsPostgreSQL() {
		fmt.Fprintln(d.out, d.words.Say("verify.sound"))
	}
	report, err := verifyTrail(d, db, keep)
	if err != nil {
		return false, err
	}
	for _, f := range report.Findings {
		fmt.Fprintln(d.out, d.words.Say(f.Message, f.With...))
	}
	wrong = len(damage)+len(report.Findings) > 0
	c.conclude(d, report, wrong, len(keep))
	return wrong, nil
}

// verifyTrail looks at the trail as it stands at one moment: others may be at work.
func verifyTrail(d *desk, db *store.DB, keep []deed.Checkpoint) (report deed.Report, err error) {
	err = db.TrailAtOnce(d, func(trail deed.Trail) error {
		start, err := trail.Start(d)
		if err != nil {
			return err
		}
		head, err := trail.Head(d)
		if err != nil {
			return err
		}
		report, err = deed.Verify(trail.All(d), start, head, keep...)
		return err
	})
	return report, err
}

func (c verifyCommand) conclude(d *desk, report deed.Report, wrong bool, kept int) {
	switch {
	case wrong:
		fmt.Fprintln(d.out, d.words.Say("verify.wrong"))
		return
	case report.Entries == 0:
		fmt.Fprintln(d.out, d.words.Say("verify.empty"))
		return
	}
	fmt.Fprintln(d.out, d.words.Count("verify.whole", int(report.Entries), "Last", strconv.FormatInt(report.Last.Seq, 10)))
	if kept == 0 {
		fmt.Fprintln(d.out, d.words.Say("verify.keep"))
	} else {
		fmt.Fprintln(d.out, d.words.Count("verify.kept", kept))
	}
	fmt.Fprint(d.out, deed.Checkpoint(report.Last))
}

func checkpoints(files []string) (all []deed.Checkpoint, err error) {
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, fault.New(fault.Invalid, "verify.no_file", "Name", name)
		}
		one, err := deed.ParseCheckpoint(strings.ReplaceAll(string(text), "\r\n", "\n"))
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}
