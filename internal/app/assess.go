package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"

	"bearings/internal/answer"
	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/framework"
	"bearings/internal/office"
	"bearings/internal/phrase"
	"bearings/internal/report"
	"bearings/internal/ui"
)

type assessCommand struct {
	Answers   string `required:"" placeholder:"FILE" help:"${help_assess_answers}"`
	Out       string `required:"" placeholder:"DIR" help:"${help_assess_out}"`
	Framework string `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_assess_framework}"`
	AtLeast   int    `default:"10" placeholder:"N" help:"${help_assess_at_least}"`
}

// Run reads answers and writes the report: all of it, or nothing.
func (c assessCommand) Run(d *desk) error {
	if c.AtLeast < disclosure.Threshold {
		return misused("command.at_least", "AtLeast", c.AtLeast, "Threshold", disclosure.Threshold)
	}
	fw, err := loadFramework(c.Framework)
	if err != nil {
		return err
	}
	// Rows are short-lived and what stays is small: collecting more often costs
	// little and keeps a large round within a small machine.
	debug.SetGCPercent(40)
	file, err := os.Open(c.Answers)
	if err != nil {
		return fault.New(fault.NotFound, "command.no_answers", "Name", c.Answers)
	}
	defer file.Close()
	table, err := d.open(file)
	if err != nil {
		return inFile(c.Answers, err)
	}
	r, err := assess(fw, d.words, table, c.AtLeast)
	if err != nil {
		return inFile(c.Answers, err)
	}
	written, err := results(d, d.words, r)
	if err != nil {
		return err
	}
	if err := writeAll(c.Out, written); err != nil {
		return fault.New(fault.Invalid, "command.cannot_write", "Folder", c.Out, "Reason", err.Error())
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

// assess is the way of a table of answers: an outcome that is safe to publish,
// a report.
func assess(fw *framework.Framework, words *phrase.Words, table answer.Table, atLeast int) (report.Report, error) {
	outcome, err := answer.Take(fw, table, atLeast)
	if err != nil {
		return report.Report{}, err
	}
	return report.FromOutcome(fw, outcome, words), nil
}

// inFile names the file in every problem that names none, and in front of
// whatever kept it from being read.
func inFile(name string, err error) error {
	if disk := (*fs.PathError)(nil); errors.As(err, &disk) {
		return fault.New(fault.Invalid, "command.cannot_read", "Name", name, "Reason", disk.Err.Error())
	}
	problems, ok := fault.AsProblems(err)
	if !ok {
		return err
	}
	for i := range problems.List {
		problems.List[i].File = name
	}
	for kind, like := range problems.Like {
		like.File = name
		problems.Like[kind] = like
	}
	return err
}

// result is one file of a report.
type result struct {
	name, mime string
	data       []byte
}

// results are the files of a report, complete in memory.
func results(ctx context.Context, words *phrase.Words, r report.Report) ([]result, error) {
	formats := []struct {
		name, mime string
		write      func(io.Writer) error
	}{
		{"report.html", "text/html; charset=utf-8", func(w io.Writer) error { return ui.ReportFile(words, r).Render(ctx, w) }},
		{"results.csv", "text/csv; charset=utf-8", func(w io.Writer) error { return office.WriteResultsCSV(w, r) }},
		{"results.json", "application/json", func(w io.Writer) error { return office.WriteResultsJSON(w, r) }},
	}
	var all []result
	for _, f := range formats {
		var buffer bytes.Buffer
		if err := f.write(&buffer); err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		all = append(all, result{f.name, f.mime, buffer.Bytes()})
	}
	return all, nil
}

// writeAll writes files beside their names first and then puts them in place,
// so that a folder never holds half a file.
func writeAll(folder string, files []result) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	var waiting []string
	defer func() {
		for _, name := range waiting {
			os.Remove(name)
		}
	}()
	for _, f := range files {
		name, err := writeBeside(folder, f)
		if err != nil {
			return err
		}
		waiting = append(waiting, name)
	}
	if err := noFolders(folder, files); err != nil {
		return err
	}
	for i, f := range files {
		if err := os.Rename(waiting[i], filepath.Join(folder, f.name)); err != nil {
			return err
		}
	}
	return nil
}

// noFolders makes sure that no folder stands where a file is to be put: the
// first files would be in place already when the last could not be.
func noFolders(folder string, files []result) error {
	for _, f := range files {
		name := filepath.Join(folder, f.name)
		if info, err := os.Lstat(name); err == nil && info.IsDir() {
			return &fs.PathError{Op: "write", Path: name, Err: syscall.EISDIR}
		}
	}
	return nil
}

func writeBeside(folder string, f result) (string, error) {
	file, err := os.CreateTemp(folder, "."+f.name+"-")
	if err != nil {
		return "", err
	}
	_, err = file.Write(f.data)
	if err == nil {
		err = file.Chmod(0o644)
	}
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(file.Name())
	}
	return file.Name(), err
}
