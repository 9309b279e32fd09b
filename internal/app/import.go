package app

import (
	"errors"
	"fmt"
	"path/filepath"

	"bearings/internal/answer"
	"bearings/internal/framework"
	"bearings/internal/round"
	"bearings/internal/store"
)

type importCommand struct {
	Answers importAnswers `cmd:"" help:"${help_import_answers}"`
	Returns importReturns `cmd:"" help:"${help_import_returns}"`
}

// intoRound is what both commands are told.
type intoRound struct {
	place
	File    string   `arg:"" placeholder:"FILE" help:"${help_import_file}"`
	Round   string   `required:"" placeholder:"ID" help:"${help_import_round}"`
	Mapping []string `sep:"none" placeholder:"FILE" help:"${help_import_mapping}"`
}

type importAnswers struct{ intoRound }

// Run brings answers of whoever is in a file into a round.
func (c importAnswers) Run(d *desk) error { return c.run(d, nil) }

type importReturns struct{ intoRound }

// Run brings agencies' returns into their drafts.
func (c importReturns) Run(d *desk) error { return c.run(d, []string{framework.Return}) }

// run brings in what a file holds of some strands, or of all that the round asks.
func (c intoRound) run(d *desk, only []string) error {
	db, err := c.open(d)
	if err != nil {
		return err
	}
	heard, err := c.bring(d, db, only)
	if err := errors.Join(err, db.Close()); err != nil {
		return err
	}
	fmt.Fprintln(d.out, d.words.Say("command.imported", "Name", c.File))
	d.sayHeard(heard.framework, heard.Heard)
	return nil
}

// heardIn is what was brought in, with the framework it is written in.
type heardIn struct {
	answer.Heard
	framework *framework.Framework
}

func (c intoRound) bring(d *desk, db *store.DB, only []string) (in heardIn, err error) {
	rounds := roundService(db, d.words)
	r, err := rounds.AtServer(d, round.ID(c.Round))
	if err != nil {
		return in, err
	}
	if in.framework, err = rounds.Framework(d, r.ID); err != nil {
		return in, err
	}
	asked, err := rounds.Asked(d, r)
	if err != nil {
		return in, err
	}
	if only != nil {
		asked.Strands = only
	}
	var given answer.Given
	err = d.gather(in.framework, []string{c.File}, c.Mapping, func(sources []answer.Source) error {
		given, err = answer.Replies(in.framework, sources, asked)
		return err
	})
	if err != nil {
		return in, err
	}
	in.Heard = given.Heard
	return in, rounds.BringInAtServer(d, r.ID, round.Brought{ID: rounds.NewKey(), Name: filepath.Base(c.File), Given: given})
}
