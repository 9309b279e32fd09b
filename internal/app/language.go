package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"bearings/internal/dictionary"
	"bearings/internal/fault"
	"bearings/language"
)

// languageCommand finds words that blame and details that identify.
type languageCommand struct {
	Files   []string `arg:"" name:"file" placeholder:"FILE|DIR" help:"${help_language_file}"`
	Format  string   `default:"text" enum:"text,json" placeholder:"text|json" help:"${help_language_format}"`
	Profile string   `default:"" enum:",note,document,guidance" placeholder:"note|document|guidance" help:"${help_language_profile}"`
	FailOn  string   `default:"note" enum:"note,care,avoid,never" placeholder:"note|care|avoid|never" help:"${help_language_fail_on}"`
	Explain bool     `help:"${help_language_explain}"`
	Rules   []string `sep:"none" placeholder:"DIR" help:"${help_language_rules}"`
	Out     string   `placeholder:"FILE" help:"${help_language_out}"`
}

// Run reads every file, says what it finds as it goes along, and what could not
// be read.
func (c languageCommand) Run(d *desk) error {
	paper, err := openPaper(d.out, c.Out)
	if err != nil {
		return err
	}
	defer paper.drop()
	checker, err := checkerOf(c.Rules)
	if err != nil {
		return d.badRules(c, paper, err)
	}
	reading := &languageReading{desk: d, checker: checker, paper: paper, asked: c}
	reading.tell = c.teller(d, checker, paper)
	for _, name := range c.Files {
		reading.source(name)
	}
	leftOut := d.leftOut(reading.total)
	reading.tell.finish(reading.total, leftOut)
	if err := paper.put(); err != nil {
		d.explain(err)
		return ending(exitPart)
	}
	if c.Format == "json" {
		d.sayAside(leftOut)
	}
	return reading.ending()
}

// sayAside says what is no part of JSON.
func (d *desk) sayAside(lines []string) {
	for _, line := range lines {
		fmt.Fprintln(d.err, line)
	}
}

func (c languageCommand) teller(d *desk, checker *language.Checker, paper *paper) teller {
	if c.Format == "json" {
		return &jsonTeller{w: paper}
	}
	return newTextTeller(d.words, checker, paper, c.Explain)
}

// checkerOf makes a checker of the standard rules and of those in folders, each
// laid over what came before.
func checkerOf(folders []string) (*language.Checker, error) {
	checker := language.Standard()
	if len(folders) == 0 {
		return checker, nil
	}
	rules := checker.Rules()
	for _, folder := range folders {
		info, err := os.Stat(folder)
		if err != nil || !info.IsDir() {
			return nil, fault.New(fault.NotFound, "language-command.no_rules", "Name", folder)
		}
		over, err := dictionary.Overlay(rules, os.DirFS(folder), ".")
		if err != nil {
			return nil, rulesIn(folder, err)
		}
		if err := over.Check(); err != nil {
			return nil, rulesIn(folder, err)
		}
		rules = over.Rules
	}
	return language.New(rules)
}

// rulesIn names the rules' folder in whatever is wrong in it.
func rulesIn(folder string, err error) error {
	if problems, ok := fault.AsProblems(err); ok {
		inFolder(folder, problems.List)
		for kind, like := range problems.Like {
			one := []fault.Problem{like}
			inFolder(folder, one)
			problems.Like[kind] = one[0]
		}
		return err
	}
	if disk := (*fs.PathError)(nil); errors.As(err, &disk) {
		return fault.New(fault.Invalid, "language-command.no_rules", "Name", folder)
	}
	return err
}

// badRules explains why nothing was read. Programs get JSON all the same.
func (d *desk) badRules(c languageCommand, paper *paper, err error) error {
	c.teller(d, nil, paper).finish(languageTotal{nothing: true}, nil)
	if unwritten := paper.put(); unwritten != nil {
		d.explain(unwritten)
	}
	d.explain(err)
	return ending(exitUsage)
}
