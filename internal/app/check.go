package app

import (
	"fmt"
	"os"

	"bearings/internal/disclosure"
	"bearings/internal/fault"
	"bearings/internal/framework"
)

type checkCommand struct {
	Framework checkFramework `cmd:"" help:"${help_check_framework}"`
	Answers   checkAnswers   `cmd:"" help:"${help_check_answers}"`
}

type checkFramework struct {
	Dir     string `arg:"" placeholder:"DIR" help:"${help_check_framework_dir}"`
	Against string `placeholder:"DIR" help:"${help_check_framework_against}"`
}

// Run checks a pack, and compares it with an earlier version where asked.
func (c checkFramework) Run(d *desk) error {
	fw, err := loadFramework(c.Dir)
	if err != nil {
		return err
	}
	fmt.Fprintln(d.out, d.words.Say("command.sound", "Name", c.Dir, "ID", fw.ID, "Version", fw.Version))
	for _, line := range d.words.Problems(&fault.Problems{List: fw.Notes}) {
		fmt.Fprintln(d.out, line)
	}
	if c.Against == "" {
		return nil
	}
	earlier, err := loadFramework(c.Against)
	if err != nil {
		return err
	}
	for _, line := range framework.Describe(d.words, framework.Compare(earlier, fw)) {
		fmt.Fprintln(d.out, line)
	}
	return nil
}

type checkAnswers struct {
	File      string `arg:"" placeholder:"FILE" help:"${help_check_answers_file}"`
	Framework string `default:"practice-principles" placeholder:"NAME|DIR" help:"${help_check_answers_framework}"`
}

// Run reads an answers file as assess does and writes nothing.
func (c checkAnswers) Run(d *desk) error {
	fw, err := loadFramework(c.Framework)
	if err != nil {
		return err
	}
	file, err := os.Open(c.File)
	if err != nil {
		return fault.New(fault.NotFound, "command.no_answers", "Name", c.File)
	}
	defer file.Close()
	table, err := d.open(file)
	if err != nil {
		return inFile(c.File, err)
	}
	if _, err := assess(fw, d.words, table, disclosure.Threshold); err != nil {
		return inFile(c.File, err)
	}
	fmt.Fprintln(d.out, d.words.Say("command.answers_sound", "Name", c.File, "Framework", fw.ID, "Version", fw.Version))
	return nil
}
