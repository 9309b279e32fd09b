// Package app is the program itself: its commands, settings and wiring. It is
// the only package that sees all others. Each command has a file.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"bearings/content"
	"bearings/internal/fault"
	"bearings/internal/phrase"
	"bearings/internal/start"
)

// Exit statuses.
const (
	exitDone  = 0
	exitInput = 1 // what was given can't be used; nothing was written
	exitUsage = 2 // the command was not called as it can be
	exitFound = 1 // language: something was found
	exitPart  = 3 // language: not everything could be read
)

// commands is what can be typed. Help texts come from content/messages.
type commands struct {
	Admin     adminCommand     `cmd:"" help:"${help_admin}"`
	Archive   archiveCommand   `cmd:"" help:"${help_archive}"`
	Assess    assessCommand    `cmd:"" help:"${help_assess}"`
	Backup    backupCommand    `cmd:"" help:"${help_backup}"`
	Check     checkCommand     `cmd:"" help:"${help_check}"`
	Demo      demoCommand      `cmd:"" help:"${help_demo}"`
	Fiction   fictionCommand   `cmd:"" help:"${help_fiction}"`
	Health    healthCommand    `cmd:"" help:"${help_health}"`
	Import    importCommand    `cmd:"" help:"${help_import}"`
	Key       keyCommand       `cmd:"" help:"${help_key}"`
	Language  languageCommand  `cmd:"" help:"${help_language}"`
	Export    languageExport   `cmd:"" name:"language export" help:"${help_language_export}"`
	Library   libraryCommand   `cmd:"" help:"${help_library}"`
	Questions questionsCommand `cmd:"" help:"${help_questions}"`
	Restore   restoreCommand   `cmd:"" help:"${help_restore}"`
	Results   resultsCommand   `cmd:"" help:"${help_results}"`
	Serve     serveCommand     `cmd:"" help:"${help_serve}"`
	Verify    verifyCommand    `cmd:"" help:"${help_verify}"`
	Version   versionCommand   `cmd:"" help:"${help_version}"`
}

// desk is what every command works with.
type desk struct {
	context.Context
	words    *phrase.Words
	in       io.Reader
	out, err io.Writer
}

// Run runs one command and returns its exit status.
func Run(ctx context.Context, args []string, out, errOut io.Writer) int {
	words, err := loadWords()
	if err != nil {
		fmt.Fprintln(errOut, err)
		return exitInput
	}
	d := &desk{Context: ctx, words: words, in: os.Stdin, out: out, err: errOut}
	args = ofTwoWords(forHelp(args))
	command, status, err := parse(grammar(args), args, kong.Writers(io.Discard, io.Discard), noHelp())
	if status >= 0 { // --help was asked for
		_, status, _ = parse(&commands{}, args, kong.Writers(out, errOut), kong.Description(words.Say("help.bearings")), helpTexts(words))
		return status
	}
	if err != nil {
		fmt.Fprintln(errOut, words.Say("command.misused", "Reason", err.Error()))
		return exitUsage
	}
	if !isLanguage(args) && args[0] != "serve" {
		start.Over()
	}
	return d.status(command.Run(d))
}

func isLanguage(args []string) bool { return len(args) > 0 && args[0] == "language" }

// grammar is what may be typed, for kong. The command for language is run for
// every note somebody saves, and making kong know the others takes a while.
func grammar(args []string) any {
	if isLanguage(args) {
		return &struct {
			Language languageCommand `cmd:""`
		}{}
	}
	return &commands{}
}

// parse reads what was typed. The status is -1 where there is a command to run.
func parse(grammar any, args []string, options ...kong.Option) (command *kong.Context, status int, err error) {
	status = -1
	options = append(options, kong.Name("bearings"), kong.Exit(func(code int) { status = code }))
	parser, err := kong.New(grammar, options...)
	if err != nil {
		return nil, status, err
	}
	command, err = parser.Parse(args)
	return command, status, err
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

// ofTwoWords makes one of a command's two words where the first alone is a
// command that takes files.
func ofTwoWords(args []string) []string {
	if len(args) > 1 && args[0] == "language" && args[1] == "export" {
		return append([]string{"language export"}, args[2:]...)
	}
	return args
}

// status says what went wrong, once, and how the program ends.
func (d *desk) status(err error) int {
	if err == nil {
		return exitDone
	}
	if ended := ending(0); errors.As(err, &ended) {
		return int(ended)
	}
	var m *misuse
	if errors.As(err, &m) {
		fmt.Fprintln(d.err, d.words.Fault(m.fault))
		return exitUsage
	}
	d.explain(err)
	return exitInput
}

// tellMore are the faults whose reason helps whoever runs the machine: it names the
// server or the file that was tried.
var tellMore = []string{"store.unreachable", "store.cannot_open", "store.disk"}

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
		if f.Because != nil && slices.Contains(tellMore, f.Message) {
			fmt.Fprintln(d.err, d.words.Say("command.because", "Said", strings.Join(strings.Fields(f.Because.Error()), " ")))
		}
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

// ending is the exit status of a command that has said everything itself.
type ending int

func (e ending) Error() string { return "exit status " + strconv.Itoa(int(e)) }

// helpIDs are the messages below "help" that ${help_…} stands for.
var helpIDs = []string{
	"assess", "assess.answers", "assess.mapping", "assess.out", "assess.framework", "assess.at_least",
	"check", "check.framework", "check.framework.dir", "check.framework.against", "check.answers", "check.answers.file", "check.answers.mapping", "check.answers.draft", "check.answers.framework",
	"demo", "demo.listen",
	"fiction", "fiction.agencies", "fiction.staff", "fiction.young", "fiction.parents", "fiction.seed", "fiction.out", "fiction.framework",
	"admin", "admin.reset", "admin.coordinator", "admin.export", "admin.erase", "admin.email", "admin.partnership", "admin.name", "backup", "backup.recipient", "backup.out", "results", "results.round", "results.out", "restore", "restore.file", "restore.identity", "verify", "verify.checkpoint",
	"health", "health.address",
	"language", "language.file", "language.format", "language.profile", "language.fail_on", "language.explain", "language.rules", "language.out", "language.export", "language.export.vale", "language.export.page",
	"library", "library.export", "library.export.dir",
	"questions", "questions.out", "questions.framework",
	"import", "import.answers", "import.returns", "import.file", "import.round", "import.mapping",
	"archive", "archive.out", "archive.in", "archive.partnership", "archive.recipient", "archive.file", "archive.from", "archive.key",
	"key", "key.out", "key.backup", "place.data", "place.database", "place.database_password_file", "place.key_file",
	"serve", "serve.listen", "serve.framework", "serve.library", "serve.settings", "version",
	"serve.certificate", "serve.certificate_key", "serve.trust_proxy", "serve.metrics", "serve.show_outbox",
}

// helpTexts gives kong every message of helpIDs.
func helpTexts(words *phrase.Words) kong.Vars {
	vars := kong.Vars{}
	for _, id := range helpIDs {
		key := "help_" + strings.ReplaceAll(id, ".", "_")
		vars[key] = words.Say("help." + strings.ReplaceAll(id, ".", "_"))
	}
	return vars
}

// noHelp is what kong gets where nobody asks for help: reading the texts would
// take longer than many a command does.
func noHelp() kong.Vars {
	vars := kong.Vars{}
	for _, id := range helpIDs {
		vars["help_"+strings.ReplaceAll(id, ".", "_")] = ""
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
