// Package app is the program itself: its commands, settings and wiring. It is
// the only package that sees all others. Each command has a file.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"bearings/content"
	"bearings/internal/fault"
	"bearings/internal/phrase"
)

// Exit statuses.
const (
	exitDone  = 0
	exitInput = 1 // what was given can't be used; nothing was written
	exitUsage = 2 // the command was not called as it can be
)

// commands is what can be typed. Help texts come from content/messages.
type commands struct {
	Assess    assessCommand    `cmd:"" help:"${help_assess}"`
	Check     checkCommand     `cmd:"" help:"${help_check}"`
	Fiction   fictionCommand   `cmd:"" help:"${help_fiction}"`
	Questions questionsCommand `cmd:"" help:"${help_questions}"`
	Serve     serveCommand     `cmd:"" help:"${help_serve}"`
	Version   versionCommand   `cmd:"" help:"${help_version}"`
}

// desk is what every command works with.
type desk struct {
	context.Context
	words    *phrase.Words
	out, err io.Writer
}

// Run runs one command and returns its exit status.
func Run(ctx context.Context, args []string, out, errOut io.Writer) int {
	words, err := loadWords()
	if err != nil {
		fmt.Fprintln(errOut, err)
		return exitInput
	}
	d := &desk{Context: ctx, words: words, out: out, err: errOut}
	var typed commands
	status := -1
	parser, err := kong.New(&typed,
		kong.Name("bearings"),
		kong.Description(words.Say("help.bearings")),
		helpTexts(words),
		kong.Writers(out, errOut),
		kong.Exit(func(code int) { status = code }),
		kong.UsageOnError(),
	)
	if err != nil {
		fmt.Fprintln(errOut, err)
		return exitUsage
	}
	command, err := parser.Parse(forHelp(args))
	if status >= 0 { // --help was asked for
		return status
	}
	if err != nil {
		fmt.Fprintln(errOut, words.Say("command.misused", "Reason", err.Error()))
		return exitUsage
	}
	return d.status(command.Run(d))
}

// forHelp makes a question for help of what is commonly typed for one: nothing
// at all, or the word help.
func forHelp(args []string) []string {
	const flag = "--help"
	switch {
	case len(args) == 0:
		return []string{flag}
	case args[0] == "help":
		return append(slices.Clone(args[1:]), flag)
	}
	return args
}

// status says what went wrong, once, and how the program ends.
func (d *desk) status(err error) int {
	if err == nil {
		return exitDone
	}
	var m *misuse
	if errors.As(err, &m) {
		fmt.Fprintln(d.err, d.words.Fault(m.fault))
		return exitUsage
	}
	d.explain(err)
	return exitInput
}

// explain prints faults as sentences, a line each; problems of files as
// file:line:column: sentence.
func (d *desk) explain(err error) {
	if problems, ok := fault.AsProblems(err); ok {
		for _, line := range d.words.Problems(problems) {
			fmt.Fprintln(d.err, line)
		}
		return
	}
	if f, ok := fault.As(err); ok {
		fmt.Fprintln(d.err, d.words.Fault(f))
		return
	}
	fmt.Fprintln(d.err, err)
}

// misuse is a command called as it can't be: exit status 2.
type misuse struct{ fault *fault.Fault }

func (m *misuse) Error() string { return m.fault.Error() }

func misused(message string, with ...any) error {
	return &misuse{fault.New(fault.Invalid, message, with...)}
}

// helpTexts gives kong every message below "help" as ${help_…}.
func helpTexts(words *phrase.Words) kong.Vars {
	vars := kong.Vars{}
	for _, id := range []string{
		"assess", "assess.answers", "assess.mapping", "assess.out", "assess.framework", "assess.at_least",
		"check", "check.framework", "check.framework.dir", "check.framework.against", "check.answers", "check.answers.file", "check.answers.mapping", "check.answers.draft", "check.answers.framework",
		"fiction", "fiction.agencies", "fiction.staff", "fiction.young", "fiction.parents", "fiction.seed", "fiction.out", "fiction.framework",
		"questions", "questions.out", "questions.framework",
		"serve", "serve.listen", "serve.framework", "version",
	} {
		key := "help_" + strings.ReplaceAll(id, ".", "_")
		vars[key] = words.Say("help." + strings.ReplaceAll(id, ".", "_"))
	}
	return vars
}

func loadWords() (*phrase.Words, error) {
	files, err := fs.Sub(content.Files, "messages")
	if err != nil {
		return nil, err
	}
	all, err := phrase.Load(files)
	if err != nil {
		return nil, err
	}
	return all["en"], nil
}
