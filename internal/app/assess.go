package app

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"syscall"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/office"
	"bearings/internal/report"
)

type assessCommand struct {
	Answers   []string `sep:"none" placeholder:"FILE" help:"${help_assess_answers}"`
	Mapping   []string `sep:"none" placeholder:"FILE" help:"${help_assess_mapping}"`
	Out       string   `required:"" placeholder:"DIR" help:"${help_assess_out}"`
	Framework string   `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_assess_framework}"`
	AtLeast   int      `default:"10" placeholder:"N" help:"${help_assess_at_least}"`
}

// Run reads answers, where there are any, and writes the report: all of it, or
// nothing.
func (c assessCommand) Run(d *desk) error {
	if c.AtLeast < disclosure.Threshold {
		return misused("command.at_least", "AtLeast", c.AtLeast, "Threshold", disclosure.Threshold)
	}
	if len(c.Answers) == 0 && len(c.Mapping) > 0 {
		return misused("command.mapping_alone")
	}
	fw, err := loadFramework(c.Framework)
	if err != nil {
		return err
	}
	outcome, err := d.take(fw, c.Answers, c.Mapping, c.AtLeast)
	if err != nil {
		return err
	}
	r := report.FromOutcome(fw, outcome, d.words)
	written, err := results(d, d.words, r)
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

// open opens an answers file, and says which sheet is read where a workbook has
// several.
func (d *desk) open(r io.Reader) (answer.Table, error) {
	table, err := office.OpenTable(r, office.DefaultLimits)
	if err != nil {
		return nil, err
	}
	if name, of := office.Sheet(table); of > 1 {
		fmt.Fprintln(d.out, d.words.Say("answers.book.used", "Sheet", name, "Of", of))
	}
	return table, nil
}

// inFile names the file in every problem that names none, and in front of
// whatever kept it from being read.
func inFile(name string, err error) error {
	if disk := (*fs.PathError)(nil); errors.As(err, &disk) {
		if disk.Path != "" {
			name = disk.Path
		}
		if errors.Is(disk.Err, syscall.EISDIR) {
			return fault.New(fault.Invalid, "command.is_folder", "Name", name)
		}
		return fault.New(fault.Invalid, "command.cannot_read", "Name", name)
	}
	problems, ok := fault.AsProblems(err)
	if !ok {
		return err
	}
	for i := range problems.List {
		if problems.List[i].File == "" {
			problems.List[i].File = name
		}
	}
	for kind, like := range problems.Like {
		if like.File == "" {
			like.File = name
		}
		problems.Like[kind] = like
	}
	return err
}
