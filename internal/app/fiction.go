package app

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"

	"bearings/internal/fiction"
)

type fictionCommand struct {
	Agencies  int    `default:"12" placeholder:"N" help:"${help_fiction_agencies}"`
	Staff     int    `default:"300" placeholder:"N" help:"${help_fiction_staff}"`
	Young     int    `default:"40" placeholder:"N" help:"${help_fiction_young}"`
	Parents   int    `default:"30" placeholder:"N" help:"${help_fiction_parents}"`
	Seed      uint64 `default:"1" placeholder:"S" help:"${help_fiction_seed}"`
	Out       string `required:"" placeholder:"FILE.csv" help:"${help_fiction_out}"`
	Framework string `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_fiction_framework}"`
}

// Run writes the answers of a partnership that does not exist.
func (c fictionCommand) Run(d *desk) error {
	fw, err := loadFramework(c.Framework)
	if err != nil {
		return err
	}
	plan := fiction.Plan{Agencies: c.Agencies, Staff: c.Staff, Young: c.Young, Parents: c.Parents, Seed: c.Seed}
	file, err := os.CreateTemp(filepath.Dir(c.Out), ".fiction-")
	if err != nil {
		return unwritten(filepath.Dir(c.Out), err)
	}
	defer os.Remove(file.Name())
	defer file.Close()
	buffered := bufio.NewWriterSize(file, 1<<20)
	if err := fiction.Write(buffered, fw, plan); err != nil {
		return err
	}
	if err := finish(buffered, file, c.Out); err != nil {
		return unwritten(filepath.Dir(c.Out), err)
	}
	fmt.Fprintln(d.out, d.words.Say("command.wrote", "Name", c.Out))
	return nil
}

func finish(buffered *bufio.Writer, file *os.File, name string) error {
	if err := buffered.Flush(); err != nil {
		return err
	}
	if err := file.Chmod(0o644); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(file.Name(), name)
}
