package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"bearings/internal/fault"
	"bearings/internal/phrase"
	"bearings/internal/round"
	"bearings/internal/store"
	"bearings/internal/ui"
)

type resultsCommand struct {
	place
	Round string `required:"" placeholder:"ID" help:"${help_results_round}"`
	Out   string `required:"" placeholder:"DIR" help:"${help_results_out}"`
}

// Run writes the report of a round as its members see it: all of it, or nothing.
func (c resultsCommand) Run(d *desk) error {
	db, err := c.open(d)
	if err != nil {
		return err
	}
	return errors.Join(c.write(d, db), db.Close())
}

func (c resultsCommand) write(d *desk, db *store.DB) error {
	kept, err := roundService(db, d.words).ForMembers(d, round.ID(c.Round))
	if err != nil {
		return asInput(err)
	}
	written, err := reportOfRound(d, d.words, kept)
	if err != nil {
		return err
	}
	if err := writeAll(c.Out, written); err != nil {
		return unwritten(c.Out, err)
	}
	for _, f := range written {
		fmt.Fprintln(d.out, d.words.Say("command.wrote", "Name", filepath.Join(c.Out, f.name)))
	}
	return nil
}

// reportOfRound are the files of a round's report.
func reportOfRound(ctx context.Context, words *phrase.Words, kept round.Results) ([]result, error) {
	made, err := ui.Site{Words: words, Framework: kept.Framework}.MakeResults(kept)
	if err != nil {
		return nil, err
	}
	return results(ctx, words, made.Report)
}

// asInput says of a round that is not there what is wrong with what was typed.
func asInput(err error) error {
	if f, ok := fault.As(err); ok && f.Kind == fault.NotFound {
		return fault.New(fault.Invalid, "results.no-round")
	}
	return err
}
